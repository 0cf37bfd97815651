//! Who had which role, and every call that was made. Numbers and handles stand in the journal, not here.

use super::Dossier;
use crate::domain::callout::Call;
use crate::domain::form::rows::{plain, row, table};
use crate::domain::form::words::{heading, line, value};
use crate::domain::form::{Line, Row, Style};
use crate::domain::incident::ConflictStanding;
use crate::domain::msg::Msg;
use crate::domain::sheet::Sheet;
use crate::library::vocabulary::Vocabulary;

const ROSTER: &[(&str, u16)] =
    &[("dossier-c-role", 24), ("dossier-c-person", 34), ("dossier-c-since", 32), ("print-c-record", 10)];
const CALLS: &[(&str, u16)] = &[
    ("print-c-record", 8),
    ("print-c-when", 24),
    ("dossier-c-callee", 24),
    ("dossier-c-outcome", 24),
    ("dossier-c-words", 20),
];

impl Dossier<'_> {
    pub(super) fn people(&mut self) {
        let desk = &self.desk;
        let state = desk.state;
        let role = |role: &str| Msg::new("print-value").code("value", "role", role);
        let mut rows: Vec<Row<Msg>> = Vec::new();
        for (id, holder) in &state.people.holders {
            let assigned = &holder.assigned;
            let mut who = plain(desk.person(&assigned.person));
            who.extend(
                assigned
                    .deputy
                    .as_ref()
                    .map(|deputy| line(Style::Small, Msg::new("dossier-deputy").with("who", desk.person(deputy)))),
            );
            let since = plain(desk.when(&assigned.at));
            rows.push(row(vec![plain(role(id)), who, since, plain(value(state.label(holder.id)))]));
        }
        for (id, (record, vacant)) in &state.people.vacant {
            let why = Msg::new("dossier-vacant").with("reason", desk.marked(*record, &vacant.reason));
            let cells = vec![plain(role(id)), vec![line(Style::Strong, why)], Vec::new()];
            rows.push(row(cells.into_iter().chain([plain(value(state.label(*record)))]).collect()));
        }
        for conflict in state.people.conflicts(Vocabulary::of_rules()) {
            let standing = match state.conflict_standing(&conflict) {
                ConflictStanding::Open => "open",
                ConflictStanding::Solo => "solo",
                ConflictStanding::Ratified => "ratified",
            };
            let words = Msg::new("dossier-conflict")
                .with("who", conflict.person.clone())
                .code("role", "role", conflict.role.clone())
                .code("other", "role", conflict.other.clone())
                .code("standing", "dossier-conflict", standing);
            rows.push(Row::Across { style: Style::Strong, words });
        }
        let roster = table(ROSTER, rows, "assign");
        let mut calls: Vec<&Call> = state.callout.calls.iter().collect();
        calls.sort_by_key(|call| (call.placed.at.at, call.id));
        let calls = calls.into_iter().map(|call| self.call(call)).collect();
        let calls = table(CALLS, calls, "call");
        self.blocks.extend([heading("dossier-h-roster"), roster, heading("dossier-h-calls"), calls]);
        self.push(heading("dossier-h-inside"));
        self.sheet(Sheet::Internal);
    }

    fn call(&self, call: &Call) -> Row<Msg> {
        let desk = &self.desk;
        let state = desk.state;
        let placed = &call.placed;
        let style = if call.struck { Style::Struck } else { Style::Plain };
        let mut callee = vec![line(style, desk.person(&placed.callee))];
        if !placed.role.is_empty() {
            callee.push(line(Style::Small, Msg::new("print-value").code("value", "role", placed.role.clone())));
        }
        let by = Msg::new("dossier-called-by").with("who", placed.caller.name.clone());
        callee.push(line(Style::Small, by.code("channel", "channel", placed.channel.clone())));
        let when = vec![line(style, desk.when(&placed.at))];
        let (mut outcome, mut words): (Vec<Line<Msg>>, Vec<Line<Msg>>) = (Vec::new(), Vec::new());
        match &call.answered {
            None => outcome.push(line(Style::Strong, Msg::new("dossier-no-outcome"))),
            Some((record, answered)) => {
                outcome.push(line(style, Msg::new("print-value").code("value", "outcome", answered.outcome.clone())));
                let identity = Msg::new("print-value").code("value", "identity", answered.identity.clone());
                outcome.push(line(Style::Small, identity));
                outcome.push(line(Style::Small, desk.when(answered.ack_at.as_ref().unwrap_or(&answered.at))));
                words.push(line(style, value(desk.marked(*record, &answered.words))));
            }
        }
        let first = state.callout.first_contact(call, &state.people);
        outcome.extend(call.shortfalls(first).into_iter().map(|short| {
            line(Style::Strong, Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id()))
        }));
        words.extend(desk.struck(call.id).map(|words| line(Style::Small, words)));
        row(vec![plain(value(state.label(call.id))), when, callee, outcome, words])
    }
}

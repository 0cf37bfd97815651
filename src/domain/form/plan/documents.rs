//! Procedures, the legal register, the calendar, the map to the standard, the history.

use super::{Plan, none};
use crate::domain::form::rows::{plain, row};
use crate::domain::form::words::{columns, line, value};
use crate::domain::form::{Block, Row, Style, Table};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::organisation::approvals::{Documented, Text};
use crate::domain::organisation::counsel::Reviewed;
use crate::domain::organisation::exercises::exercise_shortfalls;
use crate::domain::organisation::untested;
use crate::domain::time::{Instant, When};
use crate::library::procedure::Procedure;

/// The controls of ISO/IEC 27001:2022 that are about incidents.
const MAP: [&str; 5] = ["5-24", "5-25", "5-26", "5-27", "5-28"];
/// Digits of a digest in a list.
const SHORT: usize = 16;

impl Plan<'_> {
    /// Every procedure at hand with its approval, and the steps of those that are approved.
    pub(super) fn procedures(&mut self) {
        let (desk, state, at_hand) = (&self.desk, self.desk.state, self.at_hand);
        let mut rows: Vec<Row<Msg>> = Vec::new();
        let mut approved: Vec<&Procedure> = Vec::new();
        for text in at_hand.procedures {
            let Procedure { id, version, title, .. } = text.procedure;
            let found = state.organisation.approvals.documented(&Text { id, version, sha256: text.sha256 });
            let how = match found {
                Documented::Approved(given) => {
                    approved.push(text.procedure);
                    let by = Msg::new("plan-by").with("who", desk.person(&given.approved.by));
                    vec![
                        line(Style::Plain, Msg::new("print-value").code("value", "documented", found.code())),
                        line(Style::Small, by.with("at", desk.when(&given.approved.at))),
                    ]
                }
                _ => vec![line(Style::Strong, Msg::new("print-value").code("value", "documented", found.code()))],
            };
            let name = vec![line(Style::Plain, value(title.clone())), line(Style::Small, value(id.clone()))];
            let digest = vec![line(Style::Fixed, value(text.sha256))];
            rows.push(row(vec![name, plain(value(version.clone())), digest, how]));
        }
        if approved.is_empty() {
            let words = self.missing("procedures", "approve");
            rows.push(none(words));
        }
        let of = [("print-c-procedure", 30), ("plan-c-version", 9), ("print-c-sha256", 33), ("plan-c-approved", 28)];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
        for procedure in approved {
            self.steps(procedure);
        }
    }

    fn steps(&mut self, procedure: &Procedure) {
        let words = Msg::new("plan-procedure")
            .with("title", procedure.title.clone())
            .with("version", procedure.version.clone());
        self.push(Block::Heading { words });
        if !procedure.summary.trim().is_empty() {
            self.push(Block::Text { style: Style::Plain, words: value(procedure.summary.clone()) });
        }
        let rows = procedure.steps.iter().map(|step| {
            let what = vec![
                line(Style::Strong, value(step.title.clone())),
                line(Style::Plain, value(step.instruction.clone())),
            ];
            let who = vec![
                line(Style::Plain, Msg::new("print-value").code("value", "role", step.role.clone())),
                line(Style::Small, within(step.minutes)),
            ];
            let proof = step
                .proof
                .iter()
                .map(|kind| line(Style::Plain, Msg::new("print-value").code("value", "proof", kind.clone())));
            let id = vec![
                line(Style::Plain, value(step.id.clone())),
                line(Style::Small, Msg::new("plan-control").with("number", step.control.to_string())),
            ];
            row(vec![id, what, who, proof.collect()])
        });
        let of = [("print-c-step", 10), ("print-c-said", 52), ("plan-c-who", 16), ("plan-c-proof", 22)];
        let rows = rows.collect();
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }

    /// Where each control of the standard on incidents is met: in this plan, and by records.
    pub(super) fn map(&mut self) {
        let rows = MAP.map(|control| {
            let said = |prefix: &'static str| plain(Msg::new("print-value").code("value", prefix, control));
            row(vec![said("plan-control-name"), said("plan-control-plan"), said("plan-control-records")])
        });
        let of = [("print-c-control", 26), ("plan-c-here", 37), ("plan-c-by-records", 37)];
        self.push(Block::Table(Table { columns: columns(&of), rows: rows.into() }));
    }

    /// The register of laws and contracts, each entry with whether counsel approved it.
    pub(super) fn law(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut open = 0_usize;
        let mut rows: Vec<Row<Msg>> = Vec::new();
        for regime in self.at_hand.regimes {
            let reviewed = state.organisation.entries.reviewed(&regime.id, &regime.sha256());
            let mut how =
                vec![line(Style::Plain, Msg::new("print-value").code("value", "documented", reviewed.code()))];
            if let Reviewed::Approved(approved) = reviewed {
                let by = Msg::new("plan-by").with("who", desk.person(&approved.by));
                how.push(line(Style::Small, by.with("at", desk.when(&approved.at))));
            } else {
                open += 1;
            }
            let name =
                vec![line(Style::Plain, value(regime.name.clone())), line(Style::Small, value(regime.id.clone()))];
            let deadlines = regime.deadlines.iter().map(|deadline| line(Style::Plain, value(deadline.name.clone())));
            let again = if regime.check_again.is_empty() { "-" } else { &regime.check_again };
            rows.push(row(vec![
                name,
                plain(value(regime.citation.clone())),
                deadlines.collect(),
                how,
                plain(value(again)),
            ]));
        }
        if open > 0 {
            let words = Msg::new("plan-open-entries").with("count", open);
            self.gaps.push(("", words));
        }
        let of = [
            ("print-f-law", 22),
            ("print-f-source", 24),
            ("plan-c-deadlines", 22),
            ("plan-c-approved", 20),
            ("plan-c-again", 12),
        ];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }

    /// Exercises planned and held, and when the plan is looked at again.
    pub(super) fn calendar(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let calendar = &state.organisation.exercises;
        let now = desk.print.at;
        let mut rows: Vec<(Instant, Row<Msg>)> = Vec::new();
        for (record, planned) in calendar.open() {
            let what = Msg::new("plan-planned")
                .with("title", desk.marked(*record, &planned.title))
                .with("id", planned.procedure.clone());
            rows.push((planned.on.at, self.dated(*record, &planned.on, what, Vec::new())));
        }
        for (record, held) in &calendar.held {
            let what = Msg::new("plan-held").with("id", held.procedure.clone()).with("count", held.participants.len());
            let mut said = plain(value(desk.marked(*record, &held.findings)));
            said.extend(exercise_shortfalls(held).into_iter().map(|short| {
                let words = Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id());
                line(Style::Strong, words)
            }));
            rows.push((held.at.at, self.dated(*record, &held.at, what, said)));
        }
        let reviews: Vec<(RecordId, When)> = state
            .organisation
            .plan
            .approved
            .iter()
            .filter(|(id, _)| !state.struck(*id))
            .filter_map(|(id, approved)| Some((*id, approved.review.clone()?)))
            .collect();
        for (record, review) in &reviews {
            rows.push((review.at, self.dated(*record, review, Msg::new("plan-review"), Vec::new())));
        }
        let exercised = self.at_hand.procedures.iter().map(|text| text.procedure.id.as_str());
        let never = exercised.filter(|id| untested(calendar.last(id, now), now)).count();
        let planned = calendar.open().any(|(_, planned)| planned.on.at > now);
        rows.sort_by_key(|(at, _)| *at);
        let mut rows: Vec<Row<Msg>> = rows.into_iter().map(|(_, row)| row).collect();
        if !planned {
            let words = self.missing("exercise", "plan");
            rows.push(none(words));
        }
        if !reviews.iter().any(|(_, review)| review.at > now) {
            let words = self.missing("review", "approve-plan");
            rows.push(none(words));
        }
        let of = [("print-c-record", 8), ("print-c-when", 24), ("print-c-said", 34), ("plan-c-findings", 34)];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
        if never > 0 {
            let words = Msg::new("plan-not-exercised").with("count", never);
            self.gaps.push(("", words.clone()));
            self.push(Block::Text { style: Style::Strong, words });
        }
    }

    fn dated(&self, record: RecordId, at: &When, what: Msg, said: Vec<crate::domain::form::Line<Msg>>) -> Row<Msg> {
        row(vec![plain(value(self.desk.state.label(record))), plain(self.desk.when(at)), plain(what), said])
    }

    /// Versions of the plan as they were approved, and every change of its own words since the first.
    pub(super) fn versions(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let plan = &state.organisation.plan;
        let mut rows: Vec<(RecordId, Row<Msg>)> = Vec::new();
        for (record, approved) in &plan.approved {
            let what = Msg::new("plan-version")
                .with("version", desk.marked(*record, &approved.version))
                .with("digest", approved.sha256.get(..SHORT).unwrap_or_default());
            let mut said = plain(desk.person(&approved.by));
            said.push(line(Style::Small, Msg::new("print-value").code("value", "presence", approved.presence.clone())));
            if !approved.proven() {
                said.push(line(Style::Strong, Msg::new("plan-unproven")));
            }
            rows.push((*record, self.dated(*record, &approved.at, what, said)));
        }
        for (record, stated) in &plan.stated {
            let what = Msg::new("plan-reworded").code("section", "plan-section", stated.section.clone());
            rows.push((*record, self.dated(*record, &stated.at, what, plain(desk.person(&stated.by)))));
        }
        for (record, listed) in &plan.listed {
            let what = Msg::new("act-plan-listed").code("kind", "listed", listed.kind.clone());
            let what = what.with("name", desk.marked(*record, &listed.name));
            rows.push((*record, self.dated(*record, &listed.at, what, plain(desk.person(&listed.owner)))));
        }
        for (record, gone) in &plan.unlisted {
            let name = plan.listed.iter().find(|(id, _)| *id == gone.record).map(|(_, listed)| listed.name.clone());
            let what = Msg::new("act-plan-unlisted").with("name", desk.marked(*record, &name.unwrap_or_default()));
            let why = plain(value(desk.marked(*record, &gone.reason)));
            rows.push((*record, self.dated(*record, &gone.at, what, why)));
        }
        rows.sort_by_key(|(record, _)| *record);
        let mut rows: Vec<Row<Msg>> = rows.into_iter().map(|(_, row)| row).collect();
        if plan.approved.is_empty() {
            let words = self.missing("version", "approve-plan");
            rows.push(none(words));
        }
        let of = [("print-c-record", 8), ("print-c-when", 24), ("print-c-said", 40), ("print-c-who", 28)];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }
}

/// A time that a step may take, in its largest whole unit.
fn within(minutes: u32) -> Msg {
    match minutes {
        days if days > 0 && days.is_multiple_of(1_440) => Msg::new("dossier-days").with("count", days / 1_440),
        hours if hours > 0 && hours.is_multiple_of(60) => Msg::new("dossier-hours").with("count", hours / 60),
        minutes => Msg::new("dossier-minutes").with("count", minutes),
    }
}

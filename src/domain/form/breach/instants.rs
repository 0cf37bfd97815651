//! When it happened, was found, became certain and was decided, and what suppliers said of it.

use crate::domain::breach::MOMENTS;
use crate::domain::deadline::answer_shortfalls;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::form::rows::{missing, plain, row, short, standing, table};
use crate::domain::form::words::{Desk, columns, line, value};
use crate::domain::form::{Block, Line, Style, Table};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::When;

/// The four instants, each as often as somebody recorded it.
pub(super) fn instants(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows = Vec::new();
    for which in MOMENTS {
        let mut known: Vec<Known<'_>> = Vec::new();
        for (id, moment) in standing(state, &state.breach.moments).filter(|(_, moment)| moment.which == *which) {
            let mut source = desk.or_missing(*id, &moment.source, "moment");
            if moment.source.trim().is_empty() {
                source.extend(short(&[Shortfall::new(Rule::StartWithoutWhy)]));
            }
            known.push((*id, &moment.at, source, moment.by.clone()));
        }
        declared(desk, which, &mut known);
        let name = plain(Msg::new("print-value").code("value", "moment", *which));
        if known.is_empty() {
            let what = vec![line(Style::Strong, missing("moment"))];
            rows.push(row(vec![name.clone(), what, Vec::new(), Vec::new(), Vec::new()]));
        }
        for (id, at, source, by) in known {
            let mut when = vec![line(Style::Plain, desk.when(at)), line(Style::Small, value(at.zone.clone()))];
            when.extend(desk.timed(id, at));
            let who = desk.who(&by, "moment");
            rows.push(row(vec![name.clone(), when, source, who, plain(desk.clock_error(id))]));
        }
    }
    let of = [
        ("print-br-c-instant", 11),
        ("print-c-when", 27),
        ("print-br-c-source", 28),
        ("print-br-c-person", 18),
        ("print-br-c-clock", 16),
    ];
    table(&of, rows, "moment")
}

type Known<'a> = (RecordId, &'a When, Vec<Line<Msg>>, Author);

/// What declaration, clock starts and answers say of an instant.
fn declared<'a>(desk: &'a Desk<'_>, which: &str, known: &mut Vec<Known<'a>>) {
    let state = desk.state;
    let by = state.case.declared_in.zip(state.case.declared.as_ref());
    match (which, by) {
        ("detected", Some((id, declared))) => {
            let source = || plain(Msg::new("print-br-declared"));
            known.extend(declared.detected.as_ref().map(|at| (id, at, source(), declared.by.clone())));
        }
        ("aware", Some((id, declared))) => {
            let source = desk.or_missing(id, &declared.aware_why, "amend");
            known.extend(declared.aware.as_ref().map(|at| (id, at, source, declared.by.clone())));
        }
        _ => {}
    }
    for regime in &state.deadlines.regimes {
        let name = || line(Style::Small, value(regime.considered.name.clone()));
        if which == "aware" {
            let aware = standing(state, &regime.starts).filter(|(_, started)| started.event.ends_with("aware"));
            for (id, started) in aware {
                // What a declaration said of awareness started the clock as well.
                if known.iter().any(|(_, at, ..)| at.at == started.start.at) {
                    continue;
                }
                let mut source = desk.or_missing(*id, &started.why, "clock");
                source.push(name());
                let by = regime.recorders.get(id).cloned().unwrap_or_default();
                known.push((*id, &started.start, source, by));
            }
        }
        if which == "decided" {
            for (id, answer) in standing(state, &regime.answers) {
                let mut source = desk.or_missing(*id, &answer.reason, "regime");
                source.push(name());
                source.extend(short(&answer_shortfalls(state, answer)));
                known.push((*id, &answer.at, source, answer.decider.clone()));
            }
        }
    }
}

/// What suppliers told us: their times and ours.
pub(super) fn suppliers(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let mut rows = Vec::new();
    for (id, notice) in standing(desk.state, &desk.state.telling.suppliers) {
        let mut who = plain(value(desk.state.sensitive(&notice.supplier)));
        who.push(desk.by_record(*id));
        let time = |when: Option<&When>| match when {
            Some(when) => plain(desk.when(when)),
            None => vec![line(Style::Strong, missing("supplier-notice"))],
        };
        let [occurred, detected, sent, received, read, decided] = notice.times().map(|(field, when)| {
            let mut lines = vec![line(Style::Small, Msg::new("print-value").code("value", "field", field))];
            lines.extend(time(when));
            lines
        });
        let theirs = [occurred, detected, sent].concat();
        let ours = [received, read, decided].concat();
        rows.push(row(vec![who, theirs, ours]));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let of = [("print-br-c-supplier", 20), ("print-br-c-theirs", 40), ("print-br-c-ours", 40)];
    let how = Block::Text { style: Style::Small, words: Msg::new("print-br-supplier-clock") };
    vec![Block::Table(Table { columns: columns(&of), rows }), how]
}

//! The breach itself: cause, data, people, effects, remedies, risk.

use super::said;
use crate::domain::breach::{FACTORS, REMEDIES};
use crate::domain::decision::Shortfall;
use crate::domain::form::rows::{missing, plain, row, short, standing, table, text};
use crate::domain::form::words::{Desk, Fields, field_name, line, value};
use crate::domain::form::{Block, Row, Style};
use crate::domain::msg::Msg;
use crate::domain::range::Range;
use crate::domain::rules::Rule;

pub(super) fn breach(desk: &Desk<'_>) -> Block<Msg> {
    let (state, breach) = (desk.state, &desk.state.breach);
    let mut fields = Fields::default();
    let nature = breach.last(state, |said| (!said.nature.is_empty()).then_some(said.nature.as_slice()));
    match nature {
        None => fields.wide(field_name("nature"), Style::Strong, missing("breach")),
        Some((_, codes)) => {
            let mut codes = codes.iter().map(|code| Msg::new("print-value").code("value", "nature", code.clone()));
            let first = codes.next().unwrap_or_else(|| missing("breach"));
            let all = codes.fold(first, |front, back| Msg::new("print-br-and").with("front", front).with("back", back));
            fields.wide(field_name("nature"), Style::Strong, all)
        }
    };
    said(desk, &mut fields, "cause", |said| text(&said.cause));
    said(desk, &mut fields, "data-kinds", |said| text(&said.data));
    let records = breach.last(state, |said| said.records.known().then_some(&said.records));
    numbers(desk, &mut fields, Msg::new("print-br-records"), records.map(|(_, range)| range));
    said(desk, &mut fields, "people", |said| text(&said.people));
    let people = breach.last(state, |said| said.number.known().then_some(&said.number));
    numbers(desk, &mut fields, Msg::new("print-br-people"), people.map(|(_, range)| range));
    fields.done()
}

fn numbers(desk: &Desk<'_>, fields: &mut Fields, label: Msg, range: Option<&Range>) {
    match range {
        Some(range) => fields.lines(label, desk.range(range)),
        None => fields.wide(label, Style::Strong, Msg::new("print-br-unknown").with("command", "breach")),
    };
}

pub(super) fn effects(desk: &Desk<'_>) -> Block<Msg> {
    let mut rows = Vec::new();
    for (id, effect) in standing(desk.state, &desk.state.breach.effects) {
        let at = effect.at.as_ref().map_or_else(Vec::new, |at| plain(desk.when(at)));
        let mut what = plain(value(desk.marked(*id, &effect.what)));
        what.push(desk.by_record(*id));
        let kind = plain(Msg::new("print-value").code("value", "effect", effect.kind.clone()));
        rows.push(row(vec![kind, what, at, plain(desk.person(&effect.by))]));
    }
    let of = [("print-br-c-kind", 12), ("print-c-said", 44), ("print-br-c-since", 26), ("print-br-c-person", 18)];
    table(&of, rows, "effect")
}

/// Containment with its time, and what else was done or is planned.
pub(super) fn remedies(desk: &Desk<'_>) -> Block<Msg> {
    let state = desk.state;
    let mut rows: Vec<(i64, Row<Msg>)> = Vec::new();
    for action in state.containment.standing(state) {
        let done = &action.done;
        let words = Msg::new("print-labelled").with("label", desk.marked(action.id, &done.asset));
        let mut what = plain(words.code("value", "action", done.action.clone()));
        what.extend(text(&done.change).map(|change| line(Style::Plain, value(desk.marked(action.id, change)))));
        what.extend(desk.timed(action.id, &done.at));
        let kind = plain(Msg::new("print-value").code("value", "remedy", "done"));
        let cells = vec![kind, what, plain(desk.when(&done.at)), plain(desk.person(&done.operator))];
        rows.push((done.at.at.millis(), row(cells)));
    }
    for (id, remedy) in standing(state, &state.breach.remedies) {
        let mut what = plain(value(desk.marked(*id, &remedy.what)));
        if remedy.kind == REMEDIES[0] {
            what.extend(desk.timed(*id, &remedy.at));
        } else {
            what.push(desk.by_record(*id));
        }
        let kind = plain(Msg::new("print-value").code("value", "remedy", remedy.kind.clone()));
        let cells = vec![kind, what, plain(desk.when(&remedy.at)), plain(desk.person(&remedy.by))];
        rows.push((remedy.at.at.millis(), row(cells)));
    }
    rows.sort_by_key(|(at, _)| *at);
    let of = [("print-br-c-kind", 12), ("print-c-said", 44), ("print-c-when", 26), ("print-br-c-person", 18)];
    table(&of, rows.into_iter().map(|(_, row)| row).collect(), "remedy")
}

pub(super) fn risk(desk: &Desk<'_>) -> Block<Msg> {
    let mut fields = Fields::default();
    let Some((id, risk)) = desk.state.breach.risk(desk.state) else {
        fields.wide(field_name("risk"), Style::Strong, missing("risk"));
        return fields.done();
    };
    fields.wide(field_name("risk"), Style::Strong, Msg::new("print-value").code("value", "risk", risk.result.clone()));
    for name in FACTORS {
        let known = risk.factors.get(name).map(String::as_str).unwrap_or_default();
        fields.lines(field_name(name), desk.or_missing(*id, known, "risk"));
    }
    fields.lines(field_name("risk-method"), desk.or_missing(*id, &risk.method, "risk"));
    fields.text(field_name("score"), &desk.marked(*id, &risk.score), false);
    fields.lines(field_name("reason"), desk.or_missing(*id, &risk.reason, "risk"));
    fields.lines(field_name("by"), desk.who(&risk.by, "risk"));
    let mut when = plain(desk.when(&risk.at));
    when.extend(desk.timed(*id, &risk.at));
    let mut lacks = risk.shortfalls();
    if risk.by.name.trim().is_empty() {
        lacks.push(Shortfall::new(Rule::NoDecider));
    }
    when.extend(short(&lacks));
    fields.lines(field_name("at"), when);
    fields.done()
}

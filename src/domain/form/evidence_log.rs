//! The evidence log of control 3: every exhibit with its digest in full, who holds it and what is open, to be signed by custodian and lead.

use super::words::{Desk, columns, labelled, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Style, Table};
use crate::domain::exhibit::Exhibit;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;

/// The evidence log.
#[must_use]
pub fn evidence_log(state: &Incident, print: &Print) -> Form {
    let desk = Desk { state, print };
    let mut form = desk.form(Msg::new("print-log-title"), "EL", "", Paper::A4Across);
    let exhibits = &state.register.exhibits;
    let mut rows: Vec<Row<Msg>> = exhibits.iter().map(|exhibit| row(&desk, exhibit)).collect();
    if rows.is_empty() {
        rows.push(Row::Across { style: Style::Plain, words: Msg::new("print-no-exhibits") });
    }
    let of = [
        ("print-c-number", 7),
        ("print-c-description", 21),
        ("print-c-collected", 15),
        ("print-c-digest", 23),
        ("print-c-held", 16),
        ("print-c-open", 18),
    ];
    let live = exhibits.iter().filter(|exhibit| !exhibit.struck).count();
    let count = Msg::new("print-log-count").with("live", live).with("struck", exhibits.len() - live);
    form.blocks.extend([
        Block::Text { style: Style::Plain, words: count },
        Block::Table(Table { columns: columns(&of), rows }),
        super::words::heading("print-h-signed"),
        desk.signatures(&["evidence_custodian", "irt_lead"]),
        Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") },
    ]);
    form
}

fn row(desk: &Desk<'_>, exhibit: &Exhibit) -> Row<Msg> {
    let (state, registered) = (desk.state, &exhibit.registered);
    let struck = desk.struck(exhibit.id);
    let (strong, plain) = if struck.is_some() { (Style::Struck, Style::Struck) } else { (Style::Strong, Style::Plain) };
    let number = Cell { lines: vec![line(strong, value(desk.label(exhibit)))] };
    let mut what = vec![line(plain, value(desk.marked(exhibit.id, &registered.description)))];
    what.push(line(Style::Small, kind(registered)));
    if !registered.origin.is_empty() {
        let origin = labelled(super::words::field_name("origin"), desk.marked(exhibit.id, &registered.origin));
        what.push(line(Style::Small, origin));
    }
    let collected = vec![
        line(plain, value(registered.collected_by.name.clone())),
        line(Style::Small, desk.instant(registered.collected.at)),
    ];
    let cells = vec![
        number,
        Cell { lines: what },
        Cell { lines: collected },
        Cell { lines: digest(desk, exhibit) },
        Cell { lines: held(desk, exhibit) },
        Cell { lines: open(desk, exhibit, struck, state) },
    ];
    Row::Cells { cells }
}

fn kind(registered: &crate::domain::exhibit::Registered) -> Msg {
    Msg::new("print-label-kind").code("kind", "exhibit-kind", &*registered.kind).code(
        "relation",
        "relation",
        &*registered.relation,
    )
}

fn digest(desk: &Desk<'_>, exhibit: &Exhibit) -> Vec<Line<Msg>> {
    let mut lines = Vec::new();
    if !exhibit.digest().is_empty() {
        lines.push(line(Style::Fixed, value(exhibit.digest())));
    }
    lines.push(line(
        Style::Strong,
        Msg::new("print-value").code("value", "digest", desk.state.digest_state(exhibit).code()),
    ));
    lines.extend(desk.state.loss_accepted(exhibit).map(|(record, accepted)| {
        let words = Msg::new("print-loss-by").with("who", accepted.by.name.clone());
        line(
            Style::Strong,
            words.with("second", accepted.second.name.clone()).with("record", desk.state.label(*record)),
        )
    }));
    if exhibit.size() > 0 {
        lines.push(line(Style::Small, labelled(Msg::new("print-c-bytes"), exhibit.size().to_string())));
    }
    lines
}

fn held(desk: &Desk<'_>, exhibit: &Exhibit) -> Vec<Line<Msg>> {
    let state = desk.state;
    let walk = state.custody.walk(state, exhibit.id);
    let holder = walk.holder.as_ref();
    let mut lines: Vec<Line<Msg>> =
        holder.map(|holder| line(Style::Plain, value(holder.name.clone()))).into_iter().collect();
    if let Some((record, place)) = walk.place {
        lines.push(line(Style::Small, value(desk.marked(record, place))));
    }
    lines.extend(walk.disposed.map(|record| {
        let words = Msg::new("print-by-record").with("record", state.label(record));
        line(Style::Strong, labelled(Msg::new("print-f-disposed"), words))
    }));
    lines
}

fn open(desk: &Desk<'_>, exhibit: &Exhibit, struck: Option<Msg>, state: &Incident) -> Vec<Line<Msg>> {
    let mut lines: Vec<Line<Msg>> = struck.map(|words| line(Style::Small, words)).into_iter().collect();
    for finding in state.custody.findings(state, exhibit.id) {
        let (words, open) = desk.finding(&finding);
        lines.push(line(if open { Style::Strong } else { Style::Small }, words));
    }
    let short = state.register.shortfalls(state, exhibit).into_iter();
    lines.extend(short.map(|short| {
        line(Style::Small, Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id()))
    }));
    lines
}

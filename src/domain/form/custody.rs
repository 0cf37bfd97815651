//! The custody form of one exhibit: what it is, its digests and where they come from, every event with both halves, and room for the next hand-over by hand.

use super::words::{Desk, Fields, cell, columns, field_name, heading, labelled, line, value};
use super::{Block, Cell, Form, Line, Paper, Print, Row, Style, Table, events};
use crate::domain::exhibit::{Claim, ClaimRecord, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;

/// Empty rows for hand-overs on paper.
const BLANKS: usize = 3;
/// Characters from which a value takes a line of its own.
const LONG: usize = 30;

/// The custody form of an exhibit.
#[must_use]
pub fn custody(state: &Incident, exhibit: &Exhibit, print: &Print) -> Form {
    let desk = Desk { state, print };
    let label = desk.label(exhibit);
    let title = Msg::new("print-custody-title").with("label", label.clone());
    let mut form = desk.form(title, "CF", &label, Paper::A4);
    form.code = Some(desk.code(exhibit));
    form.blocks.extend(struck(&desk, exhibit));
    form.blocks.push(item(&desk, exhibit));
    form.blocks.extend([heading("print-h-digests"), digests(&desk, exhibit)]);
    form.blocks.extend(state.register.shortfalls(state, exhibit).into_iter().map(|short| {
        let words = Msg::new("print-shortfall").with("what", short.missing).with("rule", short.rule.id());
        Block::Text { style: Style::Strong, words }
    }));
    form.blocks.extend(descriptions(&desk, exhibit));
    form.blocks.extend([heading("print-h-custody"), events::table(&desk, exhibit)]);
    form.blocks.extend(by_hand(&desk));
    form
}

fn struck(desk: &Desk<'_>, exhibit: &Exhibit) -> Option<Block<Msg>> {
    let words = desk.struck(exhibit.id)?;
    Some(Block::Text { style: Style::Strong, words })
}

fn item(desk: &Desk<'_>, exhibit: &Exhibit) -> Block<Msg> {
    let (state, registered, id) = (desk.state, &exhibit.registered, exhibit.id);
    let mut fields = Fields::default();
    fields.wide(field_name("description"), Style::Strong, value(desk.marked(id, &registered.description)));
    fields.short(field_name("exhibit-kind"), Msg::new("print-value").code("value", "exhibit-kind", &*registered.kind));
    let relation = Msg::new("print-value").code("value", "relation", &*registered.relation);
    fields.short(field_name("relation"), relation);
    if let Some(parent) = registered.parent.and_then(|parent| state.register.exhibit(parent)) {
        fields.short(field_name("parent"), value(desk.label(parent)));
    }
    fields.wide(field_name("collected-by"), Style::Plain, desk.person(&registered.collected_by));
    fields.wide(field_name("collected"), Style::Plain, desk.when(&registered.collected));
    fields.wide(Msg::new("print-f-registered"), Style::Plain, recorded(desk, id, exhibit));
    if let Some(words) = events::lateness(desk, id, registered.collected.at, registered.late_reason.as_deref()) {
        fields.wide(Msg::new("print-f-late"), Style::Strong, words);
    }
    for (name, text) in [
        ("origin", &registered.origin),
        ("path", &registered.path),
        ("tool", &registered.tool),
        ("place", &registered.place),
    ] {
        fields.text(field_name(name), &desk.marked(id, text), text.chars().count() > LONG || name == "path");
    }
    for (name, text) in exhibit.details.values() {
        let by = said_by(desk, exhibit, name);
        if name == "system-state" {
            fields.short(field_name(name), Msg::new("print-value").code("value", "system-state", text));
        } else {
            fields.text(field_name(name), &desk.marked(by, text), text.chars().count() > LONG);
        }
    }
    acquired(desk, exhibit, &mut fields);
    now(desk, exhibit, &mut fields);
    fields.done()
}

/// Where its custody stands.
fn now(desk: &Desk<'_>, exhibit: &Exhibit, fields: &mut Fields) {
    let walk = desk.state.custody.walk(desk.state, exhibit.id);
    let holder = walk.holder.as_ref().map_or_else(|| Msg::new("print-nobody"), |holder| desk.person(holder));
    fields.wide(Msg::new("print-f-holder"), Style::Strong, holder);
    if let Some((record, place)) = walk.place {
        fields.text(Msg::new("print-f-place"), &desk.marked(record, place), true);
    }
    if !walk.seal.is_empty() {
        let chain = desk.state.custody.chain(exhibit.id);
        let applied = chain.iter().rev().find(|(_, moved)| moved.seal_applied == walk.seal);
        let record = applied.map_or(exhibit.id, |(record, _)| *record);
        fields.text(Msg::new("print-f-seal"), &desk.marked(record, walk.seal), false);
    }
    if let Some((record, out)) = walk.checked_out {
        let words =
            Msg::new("print-checked-out").with("record", desk.state.label(record)).with("who", desk.person(&out.to));
        fields.wide(Msg::new("print-f-checked-out"), Style::Strong, words);
    }
    if let Some(record) = walk.disposed {
        let words = Msg::new("print-by-record").with("record", desk.state.label(record));
        fields.wide(Msg::new("print-f-disposed"), Style::Strong, words);
    }
}

fn recorded(desk: &Desk<'_>, id: RecordId, exhibit: &Exhibit) -> Msg {
    Msg::new("print-recorded")
        .with("record", desk.state.label(id))
        .with("at", desk.instant(exhibit.recorded))
        .with("who", exhibit.scribe.name.clone())
}

/// The record that a detail stands in now: the last description that set it, else the registration.
fn said_by(desk: &Desk<'_>, exhibit: &Exhibit, name: &str) -> RecordId {
    let sets = |(_, described): &&(RecordId, crate::domain::exhibit::Described)| {
        described.details.values().any(|(known, _)| known == name)
    };
    let mut live = exhibit.descriptions.iter().filter(|(id, _)| !desk.state.struck(*id));
    live.rfind(sets).map_or(exhibit.id, |(id, _)| *id)
}

/// Digests in the order in which they became known, claimed apart from computed, and computations without one.
fn digests(desk: &Desk<'_>, exhibit: &Exhibit) -> Block<Msg> {
    let (state, registered) = (desk.state, &exhibit.registered);
    let fixed = |digest: &str| Cell { lines: vec![line(Style::Fixed, value(digest))] };
    let bytes = |n: u64| if n > 0 { value(n.to_string()) } else { value("") };
    let mut rows = Vec::new();
    if !registered.claimed.is_empty() {
        let by = desk.marked(exhibit.id, &registered.claimed_by);
        let id = if by.is_blank() { "print-claimed" } else { "print-claimed-by" };
        let origin = cell(Msg::new(id).with("who", by));
        let record = cell(value(state.label(exhibit.id)));
        rows.push(Row::Cells {
            cells: vec![fixed(&registered.claimed), origin, cell(bytes(registered.claimed_size)), record],
        });
    }
    let mut found: Vec<(RecordId, Row<Msg>)> = Vec::new();
    for (record, hashed) in &exhibit.hashes {
        let again = if hashed.recheck { "print-computed-again" } else { "print-computed" };
        let (whole, part) = (hashed.zero_blocks / 100, hashed.zero_blocks % 100);
        let zero = Msg::new("print-zero-blocks").with("percent", format!("{whole}.{part:02}"));
        let origin = vec![
            line(Style::Strong, Msg::new(again)),
            line(Style::Plain, desk.instant(hashed.started)),
            line(Style::Small, labelled(field_name("path"), desk.marked(exhibit.id, &hashed.path))),
            line(Style::Small, zero),
        ];
        let cells = vec![
            fixed(&hashed.sha256),
            Cell { lines: origin },
            cell(bytes(hashed.size)),
            cell(value(state.label(*record))),
        ];
        found.push((*record, Row::Cells { cells }));
    }
    for claim in &exhibit.claims {
        found.extend(claim.claimed.claims.iter().map(|stated| (claim.id, stated_by(desk, claim, stated))));
    }
    for (record, failed) in &exhibit.failures {
        let why = Msg::new("print-no-digest")
            .code("why", "hash-failed", &*failed.why)
            .with("offset", failed.offset.to_string());
        let detail = vec![
            line(Style::Plain, desk.instant(failed.started)),
            line(Style::Small, value(desk.marked(exhibit.id, &failed.detail))),
        ];
        let none = Cell { lines: vec![line(Style::Strong, why)] };
        let cells = vec![none, Cell { lines: detail }, cell(value("")), cell(value(state.label(*record)))];
        found.push((*record, Row::Cells { cells }));
    }
    found.sort_by_key(|(record, _)| *record);
    rows.extend(found.into_iter().map(|(_, row)| row));
    let standing = Msg::new("print-digest-state").code("state", "digest", state.digest_state(exhibit).code());
    rows.push(Row::Across { style: Style::Strong, words: standing });
    if let Some((record, accepted)) = state.loss_accepted(exhibit) {
        let lost = [accepted.mapped.as_str(), accepted.named.as_str()];
        let lost = lost.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
        let words = Msg::new("print-loss-accepted")
            .with("who", desk.person(&accepted.by))
            .code("capacity", "capacity", &*accepted.capacity)
            .with("second", desk.person(&accepted.second))
            .with("record", state.label(*record))
            .with("lost", desk.marked(*record, &lost))
            .with("reason", desk.marked(*record, &accepted.reason));
        rows.push(Row::Across { style: Style::Strong, words });
    }
    let of = [("print-c-sha256", 40), ("print-c-origin", 37), ("print-c-bytes", 14), ("print-c-record", 9)];
    Block::Table(Table { columns: columns(&of), rows })
}

/// A digest that somebody or some tool states; a struck claim says so.
fn stated_by(desk: &Desk<'_>, record: &ClaimRecord, stated: &Claim) -> Row<Msg> {
    let claimed = &record.claimed;
    let by = Msg::new("print-claimed-by").with("who", desk.person(&claimed.by));
    let mut origin: Vec<_> = desk.struck(record.id).map(|words| line(Style::Strong, words)).into_iter().collect();
    origin.push(line(Style::Strong, by));
    origin.push(line(Style::Plain, Msg::new("print-value").code("value", "claim-origin", claimed.origin())));
    origin.push(line(Style::Small, labelled(field_name("tool"), desk.marked(record.id, &claimed.tool))));
    origin.extend(claimed.failed.first().map(|said| {
        let words = Msg::new("print-tool-failed").with("said", desk.marked(record.id, said));
        line(Style::Strong, words)
    }));
    let digest =
        vec![line(Style::Small, value(stated.algorithm.name())), line(Style::Fixed, value(stated.hex.clone()))];
    let size = stated.size.map_or_else(String::new, |size| size.to_string());
    let cells = vec![
        Cell { lines: digest },
        Cell { lines: origin },
        cell(value(size)),
        cell(value(desk.state.label(record.id))),
    ];
    Row::Cells { cells }
}

/// How warroom itself made the image: who, with what competence, behind what blocker, and whether every byte was read.
fn acquired(desk: &Desk<'_>, exhibit: &Exhibit, fields: &mut Fields) {
    let Some(made) = desk.state.acquisitions.of(exhibit.id) else { return };
    let begun = &made.begun;
    fields.wide(field_name("examiner"), Style::Plain, desk.person(&begun.examiner));
    for (name, text) in [("competence", &begun.competence), ("source", &begun.survey.source.opened)] {
        fields.text(field_name(name), &desk.marked(made.id, text), true);
    }
    let state = Msg::new("print-value").code("value", "acquisition", made.state().to_owned());
    fields.wide(Msg::new("print-f-acquisition"), Style::Strong, state);
    for code in &begun.meaning {
        let words = Msg::new("print-value").code("value", "meaning", code.clone());
        fields.wide(Msg::new("print-f-meaning"), Style::Plain, words);
    }
}

/// What was said later, so that nothing on the form looks as if it had been known from the start.
fn descriptions(desk: &Desk<'_>, exhibit: &Exhibit) -> Vec<Block<Msg>> {
    if exhibit.descriptions.is_empty() {
        return Vec::new();
    }
    let row = |(record, described): &(RecordId, crate::domain::exhibit::Described)| {
        let struck = desk.struck(*record);
        let style = if struck.is_some() { Style::Struck } else { Style::Plain };
        let mut said: Vec<Line<Msg>> = described
            .details
            .values()
            .map(|(name, text)| line(style, labelled(field_name(name), desk.marked(*record, text))))
            .collect();
        if !described.reason.is_empty() {
            said.push(line(Style::Small, labelled(field_name("reason"), desk.marked(*record, &described.reason))));
        }
        said.extend(struck.map(|words| line(Style::Small, words)));
        let written = desk.state.timeline.line(*record);
        let at = written.map_or_else(|| value(""), |line| desk.instant(line.recorded));
        let who = written.map_or_else(|| value(""), |line| value(line.scribe.name.clone()));
        let cells = vec![cell(value(desk.state.label(*record))), cell(at), cell(who), Cell { lines: said }];
        Row::Cells { cells }
    };
    let of = [("print-c-record", 8), ("print-c-when", 26), ("print-c-who", 20), ("print-c-said", 46)];
    let rows = exhibit.descriptions.iter().map(row).collect();
    vec![heading("print-h-later"), Block::Table(Table { columns: columns(&of), rows })]
}

/// The next hand-overs on paper, and who answers for the form.
fn by_hand(desk: &Desk<'_>) -> Vec<Block<Msg>> {
    let of = [
        ("print-c-hand-when", 16),
        ("print-c-hand-released", 26),
        ("print-c-hand-accepted", 26),
        ("print-c-hand-purpose", 18),
        ("print-c-hand-seals", 14),
    ];
    vec![
        heading("print-h-by-hand"),
        Block::Table(Table { columns: columns(&of), rows: (0..BLANKS).map(|_| Row::Blank).collect() }),
        Block::Text { style: Style::Small, words: Msg::new("print-by-hand-how") },
        heading("print-h-signed"),
        desk.signatures(&["evidence_custodian", "irt_lead"]),
        Block::Text { style: Style::Small, words: Msg::new("print-how-to-match") },
    ]
}

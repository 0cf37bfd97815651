//! The life of an exhibit as a table: every event with both halves, and between them what is open or wrong.

use super::words::{Desk, cell, columns, field_name, labelled, line, value};
use super::{Block, Cell, Line, Row, Style, Table};
use crate::domain::custody::{Finding, Moved, What};
use crate::domain::exhibit::Exhibit;
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, late, local};

/// Every event in the order in which things happened.
pub(super) fn table(desk: &Desk<'_>, exhibit: &Exhibit) -> Block<Msg> {
    let chain = desk.state.custody.chain(exhibit.id);
    let mut findings = desk.state.custody.findings(desk.state, exhibit.id);
    let mut rows = Vec::new();
    for (record, moved) in &chain {
        let (here, others) = findings.into_iter().partition(|finding: &Finding| finding.event == *record);
        findings = others;
        // What an event is found with stands before it; what it leaves open, behind it.
        let leaves = |finding: &Finding| matches!(finding.what, What::Open { .. } | What::UncheckedAfter);
        let (after, before): (Vec<Finding>, Vec<Finding>) = here.into_iter().partition(leaves);
        rows.extend(before.iter().map(|finding| across(desk, finding)));
        let put_right = chain.iter().filter(|(_, other)| other.corrects == Some(*record));
        let put_right = put_right.filter(|(id, _)| !desk.state.struck(*id)).map(|(id, _)| *id).next_back();
        rows.push(event(desk, *record, moved, put_right));
        rows.extend(after.iter().map(|finding| across(desk, finding)));
    }
    if chain.is_empty() {
        rows.push(Row::Across { style: Style::Plain, words: Msg::new("print-no-events") });
    }
    rows.extend(findings.iter().map(|finding| across(desk, finding)));
    let of = [
        ("print-c-record", 8),
        ("print-c-when", 23),
        ("print-c-event", 12),
        ("print-c-hands", 20),
        ("print-c-details", 24),
        ("print-c-signed", 18),
    ];
    Block::Table(Table { columns: columns(&of), rows })
}

fn across(desk: &Desk<'_>, finding: &Finding) -> Row<Msg> {
    let (words, open) = desk.finding(finding);
    Row::Across { style: if open { Style::Strong } else { Style::Plain }, words }
}

fn event(desk: &Desk<'_>, record: RecordId, moved: &Moved, put_right: Option<RecordId>) -> Row<Msg> {
    let put_right = put_right.map(|by| Msg::new("print-put-right").with("record", desk.state.label(by)));
    let gone: Vec<Msg> = desk.struck(record).into_iter().chain(put_right).collect();
    let (strong, plain) = if gone.is_empty() { (Style::Strong, Style::Plain) } else { (Style::Struck, Style::Struck) };
    let mut when = vec![line(plain, value(desk.zoned(moved.at.at)))];
    if local(moved.at.at, desk.print.zone).offset_seconds() != 0 {
        when.push(line(Style::Small, value(Desk::utc(moved.at.at))));
    }
    when.push(line(Style::Small, Msg::new("print-value").code("value", "how", moved.at.how.code())));
    when.extend(
        lateness(desk, record, moved.at.at, moved.late_reason.as_deref()).map(|words| line(Style::Strong, words)),
    );
    let mut what = vec![line(strong, Msg::new("print-value").code("value", "custody", &*moved.event))];
    what.extend(gone.into_iter().map(|words| line(Style::Small, words)));
    for (name, other) in [("corrects", moved.corrects), ("explains", moved.explains)] {
        what.extend(other.map(|other| line(Style::Small, labelled(field_name(name), desk.state.label(other)))));
    }
    let hands =
        [("print-from", &moved.from), ("print-to", &moved.to)].into_iter().filter(|(_, who)| !who.name.is_empty());
    let hands = hands.map(|(id, who)| line(plain, Msg::new(id).with("who", desk.person(who)))).collect();
    let cells = [when, what, hands, details(desk, record, moved, plain), signed(desk, record, moved)]
        .map(|lines| Cell { lines });
    Row::Cells { cells: std::iter::once(cell(value(desk.state.label(record)))).chain(cells).collect() }
}

/// All that an event says beside time and hands, as far as it says it.
fn details(desk: &Desk<'_>, record: RecordId, moved: &Moved, style: Style) -> Vec<Line<Msg>> {
    let mut lines = Vec::new();
    let mut text = |name: &str, text: &str| {
        if !text.trim().is_empty() {
            lines.push(line(style, labelled(field_name(name), desk.marked(record, text))));
        }
    };
    for (name, words) in [
        ("place", &moved.place),
        ("purpose", &moved.purpose),
        ("seal-removed", &moved.seal_removed),
        ("seal-applied", &moved.seal_applied),
        ("container", &moved.container),
        ("condition", &moved.condition),
        ("transport", &moved.transport),
        ("photo", &moved.photo),
        ("authority", &moved.authority),
        ("witness", &moved.witness),
    ] {
        text(name, words);
    }
    if let Some(change) = &moved.change {
        text("change", &change.what);
        text("responsible", &change.responsible.name);
        text("justification", &change.justification);
    }
    text("note", &moved.note);
    let code = |prefix: &'static str, code: &str| Msg::new("print-value").code("value", prefix, code);
    if !moved.seal_state.is_empty() {
        lines.push(line(style, labelled(field_name("seal-state"), code("seal-state", &moved.seal_state))));
    }
    if let Some(check) = &moved.check {
        lines.push(line(style, labelled(field_name("check"), code("custody-check", &check.outcome))));
        if !check.digest.is_empty() {
            let style = if style == Style::Struck { style } else { Style::Fixed };
            lines.push(line(style, value(check.digest.clone())));
        }
        if !check.why.trim().is_empty() {
            lines.push(line(style, labelled(field_name("check-why"), desk.marked(record, &check.why))));
        }
    }
    lines
}

/// Who signed this half and how that was shown.
fn signed(desk: &Desk<'_>, record: RecordId, moved: &Moved) -> Vec<Line<Msg>> {
    let mut lines = Vec::new();
    let who = moved.signer();
    if !who.name.is_empty() {
        lines.push(line(Style::Plain, value(who.name.clone())));
    }
    let refused = moved.presence == "refused";
    let style = if refused { Style::Strong } else { Style::Plain };
    lines.push(line(style, Msg::new("print-value").code("value", "presence", &*moved.presence)));
    if !moved.presence_ref.trim().is_empty() {
        lines.push(line(Style::Plain, value(desk.marked(record, &moved.presence_ref))));
    }
    lines.extend(moved.signature.as_ref().map(|signature| {
        if signature.problem.is_empty() {
            let msg = Msg::new("print-signed-by-key").with("owner", signature.owner.clone());
            let msg = msg.with("fingerprint", signature.fingerprint.clone()).with("form", signature.form.clone());
            line(Style::Small, msg)
        } else {
            line(Style::Strong, Msg::new("print-signature-holds-not").with("why", signature.problem.clone()))
        }
    }));
    lines.extend(moved.signed_without_time().then(|| line(Style::Small, Msg::new("print-signed-without-time"))));
    lines
}

/// `late entry, 24 min`, with the reason that was given then or later.
pub(super) fn lateness(desk: &Desk<'_>, record: RecordId, happened: Instant, reason: Option<&str>) -> Option<Msg> {
    let line = desk.state.timeline.line(record)?;
    let minutes = late(happened, line.recorded)?;
    let reason = line.late_reason.as_deref().or(reason).unwrap_or_default();
    let id = if reason.is_empty() { "print-late" } else { "print-late-reason" };
    Some(Msg::new(id).with("minutes", minutes).with("reason", desk.marked(record, reason)))
}

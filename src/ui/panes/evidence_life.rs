//! The life of an exhibit as a vertical chain: what happened to it, oldest first, with what is open or wrong at the place where it is.

use super::say;
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::{Beat, Exhibit, HashFailed, Hashed, life};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::timeline::LineText;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;
use crate::ui::panes::words;

/// Writes the chain.
pub(super) fn chain(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, findings: &[(RecordId, Finding)], look: &Look<'_>) {
    detail.heading(&look.word("pane-h-life"));
    let life = life(look.state, exhibit);
    let last = life.len().saturating_sub(1);
    for (index, (at, record, beat)) in life.into_iter().enumerate() {
        let struck = look.state.struck(record);
        let style = if struck { look.theme.dim } else { look.theme.text };
        detail.link(index == last, style, |link| {
            let number = look.say(&Msg::new("pane-life-record").with("record", look.state.label(record)));
            let mut head = format!("{}  {}  {number}", words::stamp(look, at).trim_start(), act(record, look));
            if struck {
                head.push_str(&format!("  {}", look.word("pane-sign-struck")));
            }
            link.words(&head, style);
            match beat {
                Beat::Registered => {
                    link.marked("pane-f-origin", record, &exhibit.registered.origin);
                }
                Beat::Described(said) => {
                    for (field, value) in said.details.values() {
                        described(link, record, field, value, look);
                    }
                    link.marked("pane-f-reason", record, &said.reason);
                }
                Beat::Hashed(hashed) => computed(link, record, hashed, look),
                Beat::HashFailed(failed) => not_computed(link, record, failed, look),
                Beat::Moved(moved) => custody(link, record, moved, look),
            }
            let own = findings.iter().filter(|(id, finding)| *id == exhibit.id && finding.event == record);
            for (words, style) in own.filter_map(|(id, finding)| say(*id, finding, look)) {
                link.words(&words, style);
            }
        });
    }
}

/// What the timeline says of a record.
fn act(record: RecordId, look: &Look<'_>) -> String {
    match look.state.timeline.line(record).map(|line| &line.text) {
        Some(LineText::Program(msg)) => look.say(msg),
        _ => String::new(),
    }
}

/// One value of what is known about an exhibit.
pub(super) fn described(detail: &mut Detail<'_, '_>, record: RecordId, field: &str, value: &str, look: &Look<'_>) {
    match field {
        "system-state" => detail.plain("pane-f-system-state", &look.code("system-state", value)),
        _ => detail.marked(&format!("pane-f-{field}"), record, value),
    };
}

fn computed(detail: &mut Detail<'_, '_>, record: RecordId, hashed: &Hashed, look: &Look<'_>) {
    detail.plain("pane-f-sha256", &hashed.sha256);
    let size = Msg::new("pane-size-bytes").with("size", words::size(look, hashed.size));
    detail.plain("pane-f-size", &look.say(&size.with("bytes", hashed.size.to_string())));
    let zeros = format!("{}.{:02} %", hashed.zero_blocks / 100, hashed.zero_blocks % 100);
    detail.plain("pane-f-zeros", &zeros).marked("pane-f-path", record, &hashed.path);
}

fn not_computed(detail: &mut Detail<'_, '_>, record: RecordId, failed: &HashFailed, look: &Look<'_>) {
    detail.field("pane-f-reason", &look.code("hash-failed", &failed.why), look.theme.late);
    detail.marked("pane-f-note", record, &failed.detail).plain("pane-f-offset", &failed.offset.to_string());
}

fn custody(detail: &mut Detail<'_, '_>, record: RecordId, moved: &Moved, look: &Look<'_>) {
    // Who gave it, who took it and where stand in the line above.
    detail.late_line(record);
    for (name, value) in [
        ("pane-f-purpose", &moved.purpose),
        ("pane-f-seal-removed", &moved.seal_removed),
        ("pane-f-seal-applied", &moved.seal_applied),
        ("pane-f-authority", &moved.authority),
        ("pane-f-witness", &moved.witness),
        ("pane-f-container", &moved.container),
        ("pane-f-condition", &moved.condition),
        ("pane-f-transport", &moved.transport),
        ("pane-f-photo", &moved.photo),
        ("pane-f-note", &moved.note),
    ] {
        detail.marked(name, record, value);
    }
    if !moved.seal_state.is_empty() {
        detail.plain("pane-f-seal-state", &look.code("seal-state", &moved.seal_state));
    }
    if let Some(check) = &moved.check {
        let outcome = look.code("custody-check", &check.outcome);
        detail.plain("pane-f-check", &outcome).plain("pane-f-sha256", &check.digest);
        detail.marked("pane-f-reason", record, &check.why);
    }
    if let Some(change) = &moved.change {
        detail.marked("pane-f-change", record, &change.what).person("pane-f-responsible", &change.responsible);
        detail.marked("pane-f-justification", record, &change.justification);
    }
    for (name, other) in [("pane-f-corrects", moved.corrects), ("pane-f-explains", moved.explains)] {
        if let Some(other) = other {
            detail.plain(name, &look.state.label(other));
        }
    }
    detail.plain("pane-f-presence", &look.code("presence", &moved.presence));
    detail.marked("pane-f-presence-ref", record, &moved.presence_ref);
    if let Some(signature) = &moved.signature {
        if signature.problem.is_empty() {
            let msg = Msg::new("pane-signed-by-key").with("owner", signature.owner.clone());
            let msg = msg.with("fingerprint", signature.fingerprint.clone()).with("form", signature.form.clone());
            detail.field("pane-f-signature", &look.say(&msg), look.theme.proved);
        } else {
            let msg = Msg::new("pane-signature-holds-not").with("why", signature.problem.clone());
            detail.field("pane-f-signature", &look.say(&msg), look.theme.due);
        }
    }
}

//! An exhibit with everything recorded: registration, digests, custody, what is open, and what to do next.

use ratatui::text::Line;

use super::{digest_state, progress, say};
use crate::app::Scope;
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::ui::look::Look;
use crate::ui::panes::detail::Detail;
use crate::ui::panes::words;

/// The detail of an exhibit.
pub(super) fn detail(
    exhibit: &Exhibit,
    findings: &[(RecordId, Finding)],
    look: &Look<'_>,
    width: u16,
) -> Vec<Line<'static>> {
    let (id, registered, theme) = (exhibit.id, &exhibit.registered, look.theme);
    let mut detail = Detail::new(look, width);
    let (description, withheld) = words::record_text(look, id, &registered.description);
    detail.heading(&look.state.register.shown_label(exhibit));
    detail.words(&description, if withheld { theme.withheld } else { theme.text });
    if let Some(job) = look.jobs.iter().find(|job| job.exhibit == Some(id)) {
        detail.plain("pane-f-hashing", &progress(job, look));
    }
    let (state, style) = digest_state(exhibit, false, look);
    detail.field("pane-f-digest", &state, style).plain("pane-f-sha256", exhibit.digest());
    if exhibit.size() > 0 {
        let size = Msg::new("pane-size-bytes").with("size", words::size(look, exhibit.size()));
        detail.plain("pane-f-size", &look.say(&size.with("bytes", exhibit.size().to_string())));
    }
    if let Some(due) = look.state.register.due(exhibit) {
        detail.instant("pane-f-recheck", due);
    }
    detail.shortfalls(&look.state.register.shortfalls(exhibit));
    for finding in findings.iter().filter(|(known, _)| *known == id).map(|(_, finding)| finding) {
        if let Some((words, style)) = say(id, finding, look) {
            detail.words(&words, style);
        }
    }
    registration(&mut detail, exhibit, look);
    digests(&mut detail, exhibit, look);
    detail.heading(&look.word("pane-h-custody"));
    let chain = look.state.custody.chain(id);
    if chain.is_empty() {
        detail.words(&look.word("pane-no-custody"), theme.dim);
    }
    for (record, moved) in chain {
        custody(&mut detail, *record, moved, look);
    }
    detail.heading(&look.word("pane-h-next"));
    if look.state.custody.open_release(look.state, id).is_some() {
        detail.next("accept", Scope::Evidence);
    }
    if exhibit.digest_state() != DigestState::Recomputed {
        detail.next("rehash", Scope::Evidence);
    }
    detail.next("describe", Scope::Evidence);
    detail.next("release", Scope::Evidence).next("custody", Scope::Evidence);
    detail.done()
}

fn registration(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, look: &Look<'_>) {
    let (id, registered) = (exhibit.id, &exhibit.registered);
    let record = Msg::new("pane-registered-record").with("record", look.state.label(id));
    detail.heading(&look.say(&record));
    detail
        .plain("pane-f-kind", &look.code("exhibit-kind", &registered.kind))
        .plain("pane-f-relation", &look.code("relation", &registered.relation));
    if let Some(parent) = registered.parent.and_then(|parent| look.state.register.exhibit(parent)) {
        detail.plain("pane-f-parent", &look.state.register.shown_label(parent));
    }
    detail
        .person("pane-f-collected-by", &registered.collected_by)
        .when("pane-f-collected", id, &registered.collected)
        .instant("pane-f-recorded", exhibit.recorded)
        .person("pane-f-scribe", &exhibit.scribe)
        .marked("pane-f-origin", id, &registered.origin)
        .marked("pane-f-tool", id, &registered.tool)
        .marked("pane-f-path", id, &registered.path)
        .marked("pane-f-place", id, &registered.place)
        .plain("pane-f-claimed", &registered.claimed)
        .marked("pane-f-claimed-by", id, &registered.claimed_by);
    for (field, value) in exhibit.details.values() {
        // What was said last is under the mark of the record that said it.
        let said =
            exhibit.descriptions.iter().rev().find(|(_, said)| said.details.values().any(|own| own == (field, value)));
        let record = said.map_or(id, |(record, _)| *record);
        match field {
            "system-state" => detail.plain("pane-f-system-state", &look.code("system-state", value)),
            _ => detail.marked(&format!("pane-f-{field}"), record, value),
        };
    }
}

fn digests(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, look: &Look<'_>) {
    for (record, hashed) in &exhibit.hashes {
        let msg = Msg::new("pane-hashed-record").with("record", look.state.label(*record));
        detail.heading(&look.say(&msg)).plain("pane-f-sha256", &hashed.sha256);
        let size = Msg::new("pane-size-bytes").with("size", words::size(look, hashed.size));
        detail.plain("pane-f-size", &look.say(&size.with("bytes", hashed.size.to_string())));
        detail.instant("pane-f-started", hashed.started).marked("pane-f-path", exhibit.id, &hashed.path);
    }
    for (record, failed) in &exhibit.failures {
        let msg = Msg::new("pane-hash-failed-record").with("record", look.state.label(*record));
        detail.heading(&look.say(&msg));
        detail.field("pane-f-reason", &look.code("hash-failed", &failed.why), look.theme.late);
        detail.marked("pane-f-note", exhibit.id, &failed.detail);
        detail.plain("pane-f-offset", &failed.offset.to_string()).instant("pane-f-started", failed.started);
    }
}

fn custody(detail: &mut Detail<'_, '_>, record: RecordId, moved: &Moved, look: &Look<'_>) {
    let struck = look.state.struck(record);
    let msg = Msg::new(if struck { "pane-custody-struck" } else { "pane-custody-record" });
    let msg = msg.with("record", look.state.label(record)).code("event", "custody", moved.event.clone());
    detail.heading(&look.say(&msg));
    detail.when("pane-f-done", record, &moved.at).person("pane-f-from", &moved.from).person("pane-f-to", &moved.to);
    for (name, value) in [
        ("pane-f-place", &moved.place),
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

//! An exhibit with everything recorded: registration, digests, custody, what is open, and what to do next.

use ratatui::text::Line;

use super::{digest_state, progress, say};
use crate::app::Scope;
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::{DigestState, Exhibit, OLD_LOG, Reading};
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
    if exhibit.failures.last().is_some_and(|(_, failed)| failed.why == "missing") && !exhibit.hashes.is_empty() {
        detail.next("locate", Scope::Evidence);
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
        if hashed.size > 0 {
            let share = format!("{}.{:02}", hashed.zero_blocks / 100, hashed.zero_blocks % 100);
            detail.plain("pane-f-zeros", &look.say(&Msg::new("pane-zeros").with("share", share)));
        }
        detail.instant("pane-f-started", hashed.started).marked("pane-f-path", exhibit.id, &hashed.path);
        reading(detail, exhibit, &hashed.reading, look);
    }
    for (record, failed) in &exhibit.failures {
        let msg = Msg::new("pane-hash-failed-record").with("record", look.state.label(*record));
        detail.heading(&look.say(&msg));
        detail.field("pane-f-reason", &look.code("hash-failed", &failed.why), look.theme.late);
        detail.marked("pane-f-note", exhibit.id, &failed.detail);
        detail.plain("pane-f-offset", &failed.offset.to_string()).instant("pane-f-started", failed.started);
    }
}

/// What the pass gave beside the SHA-256: old algorithms always with the word that they prove nothing.
fn reading(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, reading: &Reading, look: &Look<'_>) {
    let id = exhibit.id;
    detail.marked("pane-f-given", id, &reading.given);
    for (name, digest) in &reading.others {
        let old = OLD_LOG.contains(&name.as_str());
        let msg = Msg::new(if old { "pane-other-old" } else { "pane-other" });
        let msg = msg.with("name", name.to_uppercase()).with("digest", digest.clone());
        detail.field("pane-f-other", &look.say(&msg), if old { look.theme.dim } else { look.theme.text });
    }
    if let Some(file) = &reading.file {
        let msg = Msg::new("pane-file-identity").with("inode", file.inode.clone()).with("device", file.device.clone());
        detail.plain("pane-f-inode", &look.say(&msg));
        detail.plain("pane-f-modified", &file.modified).plain("pane-f-changed", &file.changed);
        detail.plain("pane-f-atime", &look.word(if file.atime_kept { "pane-atime-kept" } else { "pane-atime-free" }));
    }
    if let Some(pieces) = &reading.pieces {
        detail.plain("pane-f-pieces", &pieces.sha256);
    }
    if let Some(record) = reading.compared {
        detail.plain("pane-f-compared", &look.state.label(record));
    }
    for range in &reading.differing {
        let msg = Msg::new("pane-differing").with("length", range.length.to_string());
        let words = look.say(&msg.with("offset", range.offset.to_string()));
        detail.field("pane-f-differing", &words, look.theme.late);
    }
    for part in &reading.segments {
        let msg = Msg::new("pane-segment").with("size", part.size.to_string()).with("digest", part.sha256.clone());
        let (name, withheld) = words::row_text(look, id, &part.name);
        let style = if withheld { look.theme.withheld } else { look.theme.text };
        detail.field("pane-f-segment", &name, style).plain("pane-f-sha256", &look.say(&msg));
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
        ("pane-f-presence-ref", &moved.presence_ref),
        ("pane-f-note", &moved.note),
    ] {
        detail.marked(name, record, value);
    }
    detail.plain("pane-f-presence", &look.code("presence", &moved.presence));
}

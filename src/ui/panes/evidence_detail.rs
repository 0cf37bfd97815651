//! An exhibit with everything recorded: registration, digests, custody, what is open, and what to do next.

use ratatui::text::Line;

use super::{digest_state, progress, say};
use crate::app::Scope;
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::{ClaimRecord, Comparison, DigestState, Exhibit, compare};
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
    detail.shortfalls(&look.state.register.shortfalls(look.state, exhibit));
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
    detail.next("claim", Scope::Evidence).next("describe", Scope::Evidence);
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
    for record in &exhibit.claims {
        claims(detail, exhibit, record, look);
    }
    for (record, failed) in &exhibit.failures {
        let msg = Msg::new("pane-hash-failed-record").with("record", look.state.label(*record));
        detail.heading(&look.say(&msg));
        detail.field("pane-f-reason", &look.code("hash-failed", &failed.why), look.theme.late);
        detail.marked("pane-f-note", exhibit.id, &failed.detail);
        detail.plain("pane-f-offset", &failed.offset.to_string()).instant("pane-f-started", failed.started);
    }
}

/// What somebody else states of its digest, each with its origin and how it compares.
fn claims(detail: &mut Detail<'_, '_>, exhibit: &Exhibit, record: &ClaimRecord, look: &Look<'_>) {
    let (id, claimed, theme) = (record.id, &record.claimed, look.theme);
    let heading = Msg::new(if record.struck { "pane-claim-struck" } else { "pane-claim-record" });
    detail.heading(&look.say(&heading.with("record", look.state.label(id))));
    detail
        .plain("pane-f-origin-of", &look.code("claim-origin", claimed.origin()))
        .person("pane-f-claimed-by", &claimed.by)
        .marked("pane-f-tool", id, &claimed.tool);
    let computed = exhibit.computed_digests();
    for claim in &claimed.claims {
        let compared = compare((claim.algorithm, &claim.hex), &computed);
        let style = match compared {
            _ if record.struck => theme.dim,
            Comparison::Open => theme.claimed,
            Comparison::Same => theme.proved,
            Comparison::Differs => theme.late,
        };
        let msg = Msg::new("pane-claim-line")
            .with("digest", format!("{} {}", claim.algorithm.name(), claim.hex))
            .code("of", "claim-of", claim.of.code())
            .code("compared", "claim-compared", compared.code());
        detail.words(&look.say(&msg), style);
    }
    for claim in &claimed.content {
        let digest = format!("{} {}", claim.algorithm.name(), claim.hex);
        detail.words(&look.say(&Msg::new("pane-claim-content").with("digest", digest)), theme.dim);
    }
    if let Some(doubt) = claimed.doubt {
        detail.words(&look.code("claim-doubt", doubt.code()), theme.due);
    }
    let others = u64::try_from(claimed.others.len()).unwrap_or(u64::MAX).saturating_add(claimed.left_out);
    if others > 0 {
        detail.words(&look.say(&Msg::new("pane-claim-others").with("count", others)), theme.dim);
    }
    if !claimed.bad.is_none() {
        let sectors = claimed.bad.ranges.iter().take(6).map(|range| format!("{}+{}", range.first, range.count));
        let ranges = sectors.collect::<Vec<_>>().join(" ");
        detail.field("pane-f-unread", format!("{} {ranges}", claimed.unread()).trim(), theme.late);
    }
    for error in claimed.errors.iter().take(3) {
        detail.marked("pane-f-reported", id, error);
    }
    detail.marked("pane-f-log", id, claimed.log.as_ref().map_or("", |log| &log.name)).marked(
        "pane-f-made",
        id,
        &claimed.made,
    );
    detail.when("pane-f-done", id, &claimed.at).plain("pane-f-presence", &look.code("presence", &claimed.presence));
    detail.marked("pane-f-presence-ref", id, &claimed.presence_ref).marked("pane-f-note", id, &claimed.note);
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

//! An exhibit with everything recorded: registration, digests, custody, what is open, and what to do next.

use ratatui::text::Line;

use super::{digest_state, life, progress, say};
use crate::app::Scope;
use crate::domain::custody::Finding;
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
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
    if let Some((record, accepted)) = look.state.loss_accepted(exhibit) {
        let msg = Msg::new("pane-loss-accepted").with("who", words::who(look, &accepted.by));
        let msg = msg.with("second", words::who(look, &accepted.second)).with("record", look.state.label(*record));
        detail.field("pane-f-loss", &look.say(&msg), theme.due);
    }
    if let Some(due) = look.state.register.due(exhibit) {
        detail.instant("pane-f-recheck", due);
    }
    standing(&mut detail, id, look);
    detail.shortfalls(&look.state.register.shortfalls(look.state, exhibit));
    for finding in findings.iter().filter(|(known, _)| *known == id).map(|(_, finding)| finding) {
        if let Some((words, style)) = say(id, finding, look) {
            detail.words(&words, style);
        }
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
    let short = look.state.register.shortfalls(look.state, exhibit);
    if short.iter().any(|short| matches!(short.rule, Rule::SectorsUnread | Rule::LossOwed)) {
        detail.next("accept-loss", Scope::Evidence);
    }
    detail.next("claim", Scope::Evidence).next("describe", Scope::Evidence);
    detail.next("release", Scope::Evidence).next("custody", Scope::Evidence);
    life::chain(&mut detail, exhibit, findings, look);
    registration(&mut detail, exhibit, look);
    detail.done()
}

/// Where its custody stands: who has it, where, under which seal, and whether it is out or gone.
fn standing(detail: &mut Detail<'_, '_>, id: RecordId, look: &Look<'_>) {
    let walk = look.state.custody.walk(look.state, id);
    if let Some(holder) = &walk.holder {
        detail.person("pane-f-holder", holder);
    }
    if let Some((record, place)) = walk.place {
        detail.marked("pane-f-place", record, place);
    }
    detail.plain("pane-f-seal", walk.seal);
    if let Some((record, out)) = walk.checked_out {
        let msg = Msg::new("pane-checked-out").with("record", look.state.label(record));
        let msg = msg.with("who", words::who(look, &out.to)).with("at", words::stamp(look, out.at.at).trim_start());
        detail.field("pane-f-checked-out", &look.say(&msg), look.theme.due);
    }
    if let Some(record) = walk.disposed {
        let msg = Msg::new("pane-disposed").with("record", look.state.label(record));
        detail.field("pane-f-disposed", &look.say(&msg), look.theme.late);
    }
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
        life::described(detail, record, field, value, look);
    }
}

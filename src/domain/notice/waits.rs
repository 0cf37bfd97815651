//! What waits for a person: an approval that no longer holds, and what a notice promised to say later.

use super::{Notice, Stage};
use crate::domain::attention::{Need, Place, Urgency};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

/// Adds what waits for a person at an instant.
pub(in crate::domain) fn waits(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    for notice in state.notices.notices.iter().filter(|notice| !state.struck(notice.id)) {
        let key = [&notice.begun.regime, "/", &notice.begun.deadline].concat();
        let label = state.label(notice.id);
        let need = |urgency, order, what: Msg, act| Need {
            urgency,
            order,
            what: what.with("deadline", key.clone()),
            place: Place::Deadline(key.clone()),
            act: Some(act),
            ring: None,
            rings: false,
        };
        if notice.progress(state, now).stage == Stage::Lapsed {
            let act = ("approve-notice", Input::default().with("notice", label.clone()));
            let what = Msg::new("need-notice-lapsed").with("record", label.clone());
            found.push(need(Urgency::Soon, notice.recorded.millis(), what, act));
        }
        if let Some((at, item)) = promised(state, notice).filter(|(at, _)| *at <= now) {
            let supplement = Input::default().with("deadline", key.clone()).with("notice-kind", "supplement");
            let act = ("draft", supplement.with("follows", label));
            found.push(need(Urgency::Soon, at.millis(), Msg::new("need-notice-follows").with("item", item), act));
        }
    }
}

/// The first thing that a notice sent said would follow, while no later notice that follows it was sent.
fn promised<'a>(state: &'a Incident, notice: &'a Notice) -> Option<(Instant, &'a str)> {
    let (_, sent) = notice.sent(state).next()?;
    let later = |other: &&Notice| other.begun.follows == Some(notice.id) && !state.struck(other.id);
    if state.notices.notices.iter().filter(later).any(|other| other.sent(state).next().is_some()) {
        return None;
    }
    let version = notice.versions.iter().rfind(|version| version.sha256 == sent.text_sha256)?;
    let open = version.written.entries.iter().filter(|entry| entry.answer == "not-yet-known");
    let (at, id) = open.filter_map(|entry| Some((entry.follows.as_ref()?.at, &entry.item))).min()?;
    let item = notice.begun.items.iter().find(|item| item.id == *id)?;
    Some((at, item.text.as_str()))
}

//! Control 7, internal communication: people told by name who need to know, briefings with minutes, decisions with their reasons.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::decision_log::Standing;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    register(state, found);
    messages(state, found);
    briefings(state, found);
    for (id, made) in state.decisions.standing(state) {
        // A decision that stands in the place of another one says what that left out.
        let replaced =
            matches!(state.decisions.stands(state, *id), Standing::Replaced(by) if state.decisions.counts(state, by));
        if !replaced || state.decisions.counts(state, *id) {
            noted(state, *id, made.shortfalls(state, Some(*id)), "decide", found);
        }
    }
}

/// What a record gives, or what it lacks; the way on is to record it anew.
fn noted(state: &Incident, id: RecordId, short: Vec<Shortfall>, again: &'static str, found: &mut Found) {
    if short.is_empty() {
        found.record(id);
    }
    for short in short {
        found.lacks(short, state.label(id), Place::Timeline(id)).by(again, Input::default());
    }
}

fn register(state: &Incident, found: &mut Found) {
    for (id, entered) in state.messages.entered.iter().filter(|(id, _)| !state.struck(*id)) {
        let again = Input::default().with("persons", entered.who.name.clone());
        let short = entered.shortfalls(state, Some(*id));
        if short.is_empty() {
            found.record(*id);
        }
        // Who was entered again with what lacked is on it.
        let mut others = state.messages.entered.iter().filter(|(other, _)| !state.struck(*other));
        let mended = others.any(|(other, again)| {
            state.people.same(&again.who, &entered.who) && again.shortfalls(state, Some(*other)).is_empty()
        });
        for short in short.into_iter().filter(|_| !mended) {
            found.lacks(short, state.label(*id), Place::Timeline(*id)).by("may-know", again.clone());
        }
    }
}

fn messages(state: &Incident, found: &mut Found) {
    let mut any = false;
    for (id, sent) in state.messages.standing(state) {
        any = true;
        let short = sent.shortfalls(state, Some(*id));
        if short.is_empty() {
            found.record(*id);
            super::steps::taken_out(state, *id, found);
        }
        if let Some(by) = state.messages.put_right(state, *id) {
            let what = Msg::new("override-message-corrected").with("record", state.label(*id));
            found.accepted(by, what);
            continue;
        }
        if sent.many() && !sent.many_reason.trim().is_empty() {
            let what = Msg::new("override-many-recipients").with("count", sent.recipients.len());
            found.accepted(*id, what.with("who", sent.approved_by.name.clone()));
        }
        for short in short {
            let again = Input::default().with("corrects", state.label(*id));
            found.lacks(short, state.label(*id), Place::Timeline(*id)).by("message", again);
        }
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NobodyTold), "", Place::Case).by("message", Input::default());
    }
}

fn briefings(state: &Incident, found: &mut Found) {
    let mut any = false;
    for (id, held) in state.briefings.standing(state) {
        any = true;
        let short = held.shortfalls(state, Some(*id));
        if let Some(roll) = held.roll.filter(|_| short.is_empty()) {
            found.record(roll);
        }
        noted(state, *id, short, "briefing", found);
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NoBriefing), "", Place::Case).by("briefing", Input::default());
    }
}

//! When a briefing goes on, when it is over, and when the next one is: by roll calls and minutes.

use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::{Instant, When};
use crate::domain::watch::RollCalled;

/// How long a roll call without minutes counts as a briefing that goes on, hours: somebody who forgot the minutes does not keep a screen from locking.
pub const HOURS: i64 = 3;

/// The last roll call that stands at an instant. One that came before it begins nothing any more.
fn last_roll(state: &Incident, now: Instant) -> Option<&(RecordId, RollCalled)> {
    let rolls = state.watch.rolls.iter().filter(|(id, called)| !state.struck(*id) && called.at.at <= now);
    rolls.max_by_key(|(id, called)| (called.at.at, *id))
}

fn minuted(state: &Incident, roll: RecordId) -> bool {
    state.briefings.standing(state).any(|(_, held)| held.roll == Some(roll))
}

/// The briefing that goes on at an instant: the last roll call, where it is younger than [`HOURS`] and no minutes, struck ones aside, refer to it.
#[must_use]
pub fn open(state: &Incident, now: Instant) -> Option<&(RecordId, RollCalled)> {
    let lately = |at: Instant| now.millis_since(at) < HOURS * 3_600_000;
    last_roll(state, now).filter(|(id, called)| lately(called.at.at) && !minuted(state, *id))
}

/// How long after its roll call the minutes of a briefing that ran out are still asked for, hours.
const OWED_HOURS: i64 = 24;

/// The briefing that is over by its time and has no minutes: the last roll call of the last day, where none of a later briefing were written.
#[must_use]
pub fn owed(state: &Incident, now: Instant) -> Option<&(RecordId, RollCalled)> {
    if open(state, now).is_some() {
        return None;
    }
    let lately = |at: Instant| now.millis_since(at) < OWED_HOURS * 3_600_000;
    let later = |at: Instant| state.briefings.standing(state).any(|(_, held)| held.at.at >= at);
    last_roll(state, now).filter(|(id, called)| lately(called.at.at) && !minuted(state, *id) && !later(called.at.at))
}

/// When a briefing is over by its time, if nobody says otherwise.
#[must_use]
pub fn ends(called: &RollCalled) -> Instant {
    called.at.at.plus_hours(HOURS)
}

/// The briefing before the one that goes on, whose roll call is `called`: its record, and when it was over, or its roll was called where nobody wrote minutes.
#[must_use]
pub fn before(state: &Incident, called: Option<RecordId>, now: Instant) -> Option<(RecordId, Instant)> {
    let held = state.briefings.standing(state).map(|(id, held)| (*id, held.at.at));
    let rolls = state.watch.rolls.iter().filter(|(id, _)| !state.struck(*id) && Some(*id) != called);
    let all = held.chain(rolls.map(|(id, rolled)| (*id, rolled.at.at)));
    all.filter(|(_, at)| *at <= now).max_by_key(|(id, at)| (*at, *id))
}

/// What was agreed about the next briefing, by the record that says so: the last roll call, or minutes that were written after it. None where nothing was
/// held yet.
#[must_use]
pub fn next(state: &Incident) -> Option<(RecordId, Option<&When>, &str)> {
    let rolls = || state.watch.rolls.iter().rev().filter(|(id, _)| !state.struck(*id));
    // A roll call that names no time leaves standing what was agreed before it.
    let last = rolls().find(|(_, rolled)| rolled.next.is_some()).or_else(|| rolls().next());
    let minutes = state.briefings.last(state);
    match minutes.filter(|(_, held)| last.is_none_or(|(_, rolled)| rolled.at.at <= held.at.at)) {
        Some((id, held)) => Some((*id, held.next.as_ref(), &held.last)),
        None => last.map(|(id, rolled)| (*id, rolled.next.as_ref(), "")),
    }
}

/// A roll call that is not struck, by its record.
#[must_use]
pub fn roll(state: &Incident, record: RecordId) -> Option<&RollCalled> {
    let found = state.watch.rolls.iter().find(|(id, _)| *id == record && !state.struck(*id));
    found.map(|(_, rolled)| rolled)
}

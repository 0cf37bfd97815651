//! The life of an exhibit: everything on record about it, in the order in which it happened.

use super::{Described, Exhibit, HashFailed, Hashed};
use crate::domain::custody::Moved;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::Instant;

/// One thing on record about an exhibit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Beat<'a> {
    /// It got its number.
    Registered,
    /// More became known about it.
    Described(&'a Described),
    /// Its digest was computed.
    Hashed(&'a Hashed),
    /// A computation ended without a digest.
    HashFailed(&'a HashFailed),
    /// It was moved, opened, looked at.
    Moved(&'a Moved),
}

/// Everything on record about an exhibit, oldest occurrence first; struck records are among it.
#[must_use]
pub fn life<'a>(state: &'a Incident, exhibit: &'a Exhibit) -> Vec<(Instant, RecordId, Beat<'a>)> {
    let mut beats = vec![(exhibit.registered.collected.at, exhibit.id, Beat::Registered)];
    let recorded = |id: RecordId| state.timeline.line(id).map_or(exhibit.recorded, |line| line.recorded);
    beats.extend(exhibit.descriptions.iter().map(|(id, said)| (recorded(*id), *id, Beat::Described(said))));
    beats.extend(exhibit.hashes.iter().map(|(id, hashed)| (hashed.started, *id, Beat::Hashed(hashed))));
    beats.extend(exhibit.failures.iter().map(|(id, failed)| (failed.started, *id, Beat::HashFailed(failed))));
    let moved = state.custody.events.get(&exhibit.id).into_iter().flatten();
    beats.extend(moved.map(|(id, moved)| (moved.at.at, *id, Beat::Moved(moved))));
    beats.sort_by_key(|(at, id, _)| (*at, *id));
    beats
}

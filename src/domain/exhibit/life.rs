//! The life of an exhibit: everything on record about it, in the order in which it happened.

use super::{ClaimRecord, Described, Exhibit, HashFailed, Hashed, LossAccepted};
use crate::domain::acquisition::{Acquisition, Ended};
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
    /// The acquisition that it came of began.
    Begun(&'a Acquisition),
    /// That acquisition ended.
    Ended(&'a Ended),
    /// Somebody or some tool stated its digest.
    Claimed(&'a ClaimRecord),
    /// It was moved, opened, looked at.
    Moved(&'a Moved),
    /// What it lacks was accepted.
    LossAccepted(&'a LossAccepted),
}

/// Everything on record about an exhibit, oldest occurrence first; struck records are among it.
#[must_use]
pub fn life<'a>(state: &'a Incident, exhibit: &'a Exhibit) -> Vec<(Instant, RecordId, Beat<'a>)> {
    let mut beats = vec![(exhibit.registered.collected.at, exhibit.id, Beat::Registered)];
    let recorded = |id: RecordId| state.timeline.line(id).map_or(exhibit.recorded, |line| line.recorded);
    beats.extend(exhibit.descriptions.iter().map(|(id, said)| (recorded(*id), *id, Beat::Described(said))));
    beats.extend(exhibit.hashes.iter().map(|(id, hashed)| (hashed.started, *id, Beat::Hashed(hashed))));
    beats.extend(exhibit.failures.iter().map(|(id, failed)| (failed.started, *id, Beat::HashFailed(failed))));
    beats.extend(exhibit.claims.iter().map(|claim| (claim.claimed.at.at, claim.id, Beat::Claimed(claim))));
    beats.extend(exhibit.losses.iter().map(|(id, accepted)| (accepted.at.at, *id, Beat::LossAccepted(accepted))));
    if let Some(made) = state.acquisitions.of(exhibit.id) {
        beats.push((recorded(made.id), made.id, Beat::Begun(made)));
        beats.extend(made.ended.as_ref().map(|(id, ended)| (recorded(*id), *id, Beat::Ended(ended))));
    }
    let moved = state.custody.events.get(&exhibit.id).into_iter().flatten();
    beats.extend(moved.map(|(id, moved)| (moved.at.at, *id, Beat::Moved(moved))));
    beats.sort_by_key(|(at, id, _)| (*at, *id));
    beats
}

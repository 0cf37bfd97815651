//! What no anchor covers: as long as a record is not anchored, the holder of the laptop could have written it otherwise.

use std::collections::BTreeMap;

use super::{Heard, counts, covered};
use crate::domain::id::{RecordId, StationId};
use crate::domain::incident::Incident;
use crate::domain::time::Instant;

/// Records that no anchor covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unanchored {
    /// How many; checkpoints, anchors and printed pages are not counted.
    pub records: usize,
    /// When the first of them was written.
    pub since: Option<Instant>,
}

/// A stretch of time in which records stood that nothing outside the room fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When the first of its records was written.
    pub from: Instant,
    /// When an anchor covered them; none where nothing does yet.
    pub until: Option<Instant>,
    /// How many records.
    pub records: usize,
    /// The anchor that covered them.
    pub by: Option<RecordId>,
}

/// Anchors whose own records are withheld from whoever reads: the record of each, and that of the checkpoint that it fixes.
pub type Unseen = BTreeMap<RecordId, RecordId>;

/// How far each chain is covered.
type Reach = BTreeMap<StationId, u64>;

/// The records behind `reach` that lie within `next`, or all of them: how many and since when.
fn between(state: &Incident, reach: &Reach, next: Option<&Reach>, unseen: &Unseen) -> Unanchored {
    let mut found = Unanchored::default();
    for (station, records) in &state.anchors.heard {
        let from = reach.get(station).copied().unwrap_or(0);
        let to = next.map_or(u64::MAX, |next| next.get(station).copied().unwrap_or(0));
        let counts =
            |heard: &Heard| heard.counts && !unseen.contains_key(&RecordId { station: *station, seq: heard.seq });
        for heard in records.iter().filter(|heard| counts(heard) && heard.seq > from && heard.seq <= to) {
            found.records += 1;
            found.since = Some(found.since.map_or(heard.at, |known| known.min(heard.at)));
        }
    }
    found
}

fn extend(state: &Incident, reach: &mut Reach, checkpoint: RecordId) {
    let Some(signed) = state.anchors.checkpoint(checkpoint) else { return };
    for chain in covered(&signed.heads) {
        let known = reach.entry(chain.station).or_default();
        *known = (*known).max(chain.size);
    }
}

/// Whether a checkpoint covers every record that counts.
#[must_use]
pub fn covers_all(state: &Incident, checkpoint: RecordId) -> bool {
    let Some(signed) = state.anchors.checkpoint(checkpoint) else { return false };
    let reach: Reach = covered(&signed.heads).into_iter().map(|chain| (chain.station, chain.size)).collect();
    between(state, &reach, None, &Unseen::new()).records == 0
}

/// How far anchors cover each chain: the number of its lines.
#[must_use]
pub fn reach(state: &Incident) -> BTreeMap<StationId, u64> {
    let mut reach = Reach::new();
    for anchor in state.anchors.made.iter().filter(|anchor| counts(state, anchor)) {
        extend(state, &mut reach, anchor.how.of().0);
    }
    reach
}

/// Records that no anchor covers at all.
#[must_use]
pub fn unanchored(state: &Incident) -> Unanchored {
    between(state, &reach(state), None, &Unseen::new())
}

/// Every stretch between anchors, in the order of the anchors; last what is not covered yet.
#[must_use]
pub fn spans(state: &Incident) -> Vec<Span> {
    spans_beside(state, &Unseen::new())
}

/// The same where records of anchors are withheld: such an anchor ends a stretch all the same, at the time of its record, which is all that may be said of it.
#[must_use]
pub fn spans_beside(state: &Incident, unseen: &Unseen) -> Vec<Span> {
    let seen = state.anchors.made.iter().filter(|anchor| counts(state, anchor));
    let seen = seen.map(|anchor| (anchor.at, anchor.id, anchor.how.of().0));
    let beside = unseen.iter().filter_map(|(id, checkpoint)| Some((state.anchors.written(*id)?, *id, *checkpoint)));
    let mut anchors: Vec<(Instant, RecordId, RecordId)> = seen.chain(beside).collect();
    anchors.sort_unstable();
    let mut reach = Reach::new();
    let mut found = Vec::new();
    for (at, id, checkpoint) in anchors {
        let mut next = reach.clone();
        extend(state, &mut next, checkpoint);
        let fixed = between(state, &reach, Some(&next), unseen);
        if let Some(from) = fixed.since {
            found.push(Span { from, until: Some(at), records: fixed.records, by: Some(id) });
        }
        reach = next;
    }
    let open = between(state, &reach, None, unseen);
    found.extend(open.since.map(|from| Span { from, until: None, records: open.records, by: None }));
    found
}

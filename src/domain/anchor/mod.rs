//! Anchors of the journal: checkpoints that this laptop signed, and what carried them out of the room. A chain alone proves nothing against the holder of the
//! laptop; an anchor fixes everything before it (custody-and-export.md sections 4.1 and 4.3).

mod heads;
mod signed;

pub use heads::{Covered, case_head, covered};
pub use signed::{OCCASIONS, Signed, checkpoint};

use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::Act;
use super::msg::Msg;
use super::time::Instant;
use std::collections::BTreeMap;

facts! {
    /// Facts about checkpoints and anchors.
    AnchorFact {
        /// A checkpoint was signed.
        Signed(Signed) = "checkpoint.signed" [listed],
    }
}

/// One record of a chain, as far as anchors ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// Its number.
    pub seq: u64,
    /// When it was written.
    pub at: Instant,
    /// Whether it says something of the incident: a checkpoint, an anchor and a printed page do not, or nothing would ever be anchored whole.
    pub counts: bool,
}

/// Checkpoints and anchors, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Anchors {
    /// Checkpoints in order.
    pub signed: Vec<(RecordId, Instant, Signed)>,
    /// Every record of the chains that count, by number.
    pub(super) heard: BTreeMap<StationId, Vec<Heard>>,
}

impl Anchors {
    /// Learns that a record is there.
    pub(super) fn hear(&mut self, id: RecordId, at: Instant, counts: bool) {
        self.heard.entry(id.station).or_default().push(Heard { seq: id.seq, at, counts });
    }

    pub(super) fn apply(&mut self, meta: &Meta, fact: &AnchorFact) -> Act {
        match fact {
            AnchorFact::Signed(signed) => {
                self.signed.push((meta.id, meta.recorded_at, (**signed).clone()));
                let head = case_head(&signed.heads);
                let msg = Msg::new("act-checkpoint")
                    .with("size", signed.size)
                    .with("head", head.get(..8).unwrap_or_default())
                    .code("occasion", "occasion", signed.occasion.clone());
                Act::at(meta.recorded_at, msg)
            }
        }
    }

    /// A checkpoint by its record.
    #[must_use]
    pub fn checkpoint(&self, id: RecordId) -> Option<&Signed> {
        self.signed.iter().find(|(known, ..)| *known == id).map(|(_, _, signed)| signed)
    }
}

//! What the order is put together from: the rows of an import with the clock that they were written by, or the instants of records.

use std::sync::Arc;

use super::Trouble;
use super::run::{Entry, Run, UNDATED};

/// Clocks that are off by more are taken for off by this: the sums of times stay in their range.
const FARTHEST: i64 = i64::MAX / 4;

/// What is put in order.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) source: Source,
    /// By how much its clock was ahead, milliseconds.
    ahead: i64,
}

/// Where it comes from.
#[derive(Debug)]
pub(super) enum Source {
    /// Instants of records by time, and the rank of each.
    Records { entries: Vec<Entry>, ranks: Vec<u32> },
    /// Rows of an import.
    Rows(Arc<Run>),
}

/// By what everything is in order: corrected time, then the lane, then the number within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) at: i64,
    pub(super) below: u32,
    pub(super) lane: u32,
    pub(super) ordinal: u32,
}

impl Lane {
    pub(super) fn records(instants: &[i64]) -> Self {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let entry = |(count, at): (usize, &i64)| Entry { at: (*at).min(UNDATED - 1), below: 0, ordinal: number(count) };
        let mut entries: Vec<Entry> = instants.iter().enumerate().map(entry).collect();
        entries.sort_unstable();
        let mut ranks = vec![0; entries.len()];
        for (rank, entry) in entries.iter().enumerate() {
            ranks[entry.ordinal as usize] = number(rank);
        }
        Self { source: Source::Records { entries, ranks }, ahead: 0 }
    }

    pub(super) fn rows(run: Arc<Run>, ahead: i64) -> Self {
        Self { source: Source::Rows(run), ahead: ahead.clamp(-FARTHEST, FARTHEST) }
    }

    pub(super) fn run(&self) -> Option<&Arc<Run>> {
        match &self.source {
            Source::Rows(run) => Some(run),
            Source::Records { .. } => None,
        }
    }

    pub(super) fn ahead(&self) -> i64 {
        self.ahead
    }

    pub(super) fn len(&self) -> u32 {
        match &self.source {
            Source::Records { entries, .. } => u32::try_from(entries.len()).unwrap_or(u32::MAX),
            Source::Rows(run) => run.rows,
        }
    }

    /// A time as read, corrected.
    pub(super) fn corrected(&self, at: i64) -> i64 {
        if at == UNDATED { UNDATED } else { at.saturating_sub(self.ahead).min(UNDATED - 1) }
    }

    pub(super) fn key(&self, lane: u32, rank: u32) -> Result<Key, Trouble> {
        let entry = match &self.source {
            Source::Records { entries, .. } => entries[rank as usize],
            Source::Rows(run) => run.entry(rank)?,
        };
        Ok(self.key_of(lane, &entry))
    }

    fn key_of(&self, lane: u32, entry: &Entry) -> Key {
        Key { at: self.corrected(entry.at), below: entry.below, lane, ordinal: entry.ordinal }
    }

    /// Up to which of the ranks `from..to` keys lie before a key.
    pub(super) fn split(&self, lane: u32, from: u32, to: u32, key: &Key) -> Result<u32, Trouble> {
        match &self.source {
            Source::Records { entries, .. } => {
                let within = entries.get(from as usize..to as usize).unwrap_or_default();
                let count = within.partition_point(|entry| self.key_of(lane, entry) < *key);
                Ok(from + u32::try_from(count).unwrap_or(0))
            }
            Source::Rows(run) => run.split(from, to, |entry| self.key_of(lane, entry) < *key),
        }
    }

    /// How many have a time before an instant.
    pub(super) fn before(&self, instant: i64) -> Result<u32, Trouble> {
        // No key of this lane has these marks beside the instant and lies before it.
        self.split(0, 0, self.len(), &Key { at: instant, below: 0, lane: 0, ordinal: 0 })
    }

    /// The rank of what has a number.
    pub(super) fn rank(&self, ordinal: u32) -> Result<Option<u32>, Trouble> {
        match &self.source {
            Source::Records { ranks, .. } => Ok(ranks.get(ordinal as usize).copied()),
            Source::Rows(run) if ordinal >= run.rows => Ok(None),
            Source::Rows(run) => {
                let mut ranks = Vec::with_capacity(1);
                run.ranks(ordinal, 1, &mut ranks)?;
                Ok(ranks.first().copied())
            }
        }
    }
}

//! The thresholds of running clocks as they pass: what rings at this console, and what is recorded for the case.

use super::case::Case;
use super::failure::Failure;
use crate::domain::deadline::{Mark, marks, ring_of};
use crate::domain::decision::Decision;
use crate::domain::fact::Fact;
use crate::domain::time::Instant;

/// How long a threshold may have passed before a console was opened and still ring, milliseconds.
const RECENT_MS: i64 = 300_000;

/// What one console has seen of the clocks.
#[derive(Debug, Default)]
pub(super) struct Alarms {
    /// Since when it looks.
    opened: Option<Instant>,
    /// The latest instant that it looked at: nothing rings twice, whatever the clock does.
    looked: Option<Instant>,
    /// The records that the marks were made from.
    made: Option<usize>,
    marks: Vec<Mark>,
}

impl Alarms {
    /// What passed since the last look and is to ring. At the first look only what passed just before and nobody noted.
    fn ringing(&mut self, now: Instant) -> Vec<Mark> {
        let first = self.looked.is_none();
        let since = self.looked.unwrap_or_else(|| now.plus_millis(-RECENT_MS));
        let rings = |mark: &&Mark| mark.at > since && mark.at <= now && mark.at > mark.known && !(first && mark.noted);
        let found = self.marks.iter().filter(rings).cloned().collect();
        self.looked = Some(since.max(now));
        found
    }
}

impl Case {
    /// Looks whether thresholds of clocks have passed, and records those that nobody noted yet: once, whichever console is first. Yields those that are to
    /// ring at this console, the gravest last.
    ///
    /// # Errors
    /// [`Failure`]; then they are recorded at a later look. What is to ring is in the answer all the same.
    pub fn watch_deadlines(&mut self) -> (Vec<Mark>, Result<bool, Failure>) {
        let now = self.countdown_now();
        let records = self.state().record_count();
        if self.alarms.made != Some(records) {
            self.alarms.marks = marks(self.state());
            self.alarms.made = Some(records);
        }
        let opened = *self.alarms.opened.get_or_insert(now);
        let mut ringing = self.alarms.ringing(now);
        ringing.retain(|mark| !self.state().callout.silenced.contains_key(&ring_of(&mark.key())));
        let new = self.alarms.marks.iter().any(|mark| !mark.noted && mark.at <= now);
        if !new || !self.writable() || !self.begun() {
            return (ringing, Ok(false));
        }
        let (laptop, station) = (self.env().clock.now(), self.state().station);
        let recorded = self.record_by(|state, _| {
            // Another console may have been first: what it recorded was taken in under the lock.
            let read = state.stations.correction_now(station);
            let due = marks(state).into_iter().filter(|mark| !mark.noted && mark.at <= now);
            let facts: Vec<Fact> = due.map(|mark| mark.passed(opened, now, laptop, read).into()).collect();
            Ok(Decision { facts, ..Decision::default() })
        });
        (ringing, recorded.map(|_| true))
    }
}

//! The laptop's clock as corrected by its comparisons with a reference: what was read from it, what that instant was, and since when that is known.

use std::collections::BTreeMap;

use super::id::{RecordId, StationId};
use super::incident::Incident;
use super::station::Stations;
use super::time::{How, Instant, When};

/// What is known of a station's clock, in the order of its chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// It was compared: reference minus laptop in milliseconds, and what the reference showed.
    Compared(i64, Instant),
    /// It jumped by so many milliseconds against elapsed time.
    Jumped(i64),
}

/// Per station, what is known of its clock.
pub(super) type Readings = BTreeMap<StationId, Vec<(RecordId, Seen)>>;

/// How far a clock was off, as measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// Reference minus laptop, milliseconds; jumps of the clock since the comparison are in it.
    pub offset_ms: i64,
    /// The record of the comparison.
    pub check: RecordId,
    /// When it was measured, by the reference.
    pub measured: Instant,
    /// Whether it was measured only after the record that it corrects.
    pub afterwards: bool,
}

/// An instant as it was read, and as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// As recorded.
    pub raw: Instant,
    /// The instant that counts.
    pub at: Instant,
    /// What was measured of the clock it was read from; none where it was not read from a laptop's clock, or that was never compared.
    pub correction: Option<Correction>,
}

impl Corrected {
    /// Whether correction makes a difference.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.raw != self.at
    }

    fn of(raw: Instant, correction: Option<Correction>) -> Self {
        let moved = correction.map_or(raw, |found| raw.plus_millis(found.offset_ms));
        // What is measured afterwards may show that something was earlier; it never makes a start later.
        let at = if correction.is_some_and(|found| found.afterwards) { raw.min(moved) } else { moved };
        Corrected { raw, at, correction }
    }
}

impl Stations {
    /// How far the clock was off that a record was written by: by the last comparison before it, else by the first one after it.
    #[must_use]
    pub fn correction(&self, record: RecordId) -> Option<Correction> {
        let known = self.readings.get(&record.station)?;
        let (before, after) = known.split_at(known.partition_point(|(id, _)| id.seq < record.seq));
        let jumps = |seen: &[(RecordId, Seen)]| {
            let by = seen.iter().map(|(_, seen)| if let Seen::Jumped(by) = seen { *by } else { 0 });
            by.fold(0, i64::saturating_add)
        };
        let compared = |(_, seen): &(RecordId, Seen)| matches!(seen, Seen::Compared(..));
        let found = |place: usize, seen: &[(RecordId, Seen)], jumped: i64, afterwards: bool| {
            let (check, Seen::Compared(offset_ms, measured)) = *seen.get(place)? else { return None };
            Some(Correction { offset_ms: offset_ms.saturating_add(jumped), check, measured, afterwards })
        };
        if let Some(place) = before.iter().rposition(compared) {
            // A clock that was set ahead since is off by so much less.
            return found(place, before, jumps(before.get(place..)?).saturating_neg(), false);
        }
        let place = after.iter().position(compared)?;
        found(place, after, jumps(after.get(..place)?), true)
    }

    /// How far a station's clock is off now.
    #[must_use]
    pub fn correction_now(&self, station: StationId) -> Option<Correction> {
        self.correction(RecordId { station, seq: u64::MAX })
    }

    /// A time that a record gives: corrected where it was read from the laptop's own clock.
    #[must_use]
    pub fn corrected(&self, record: RecordId, when: &When) -> Corrected {
        Corrected::of(when.at, self.correction(record).filter(|_| when.how == How::OwnClock))
    }

    /// A time that is about to be recorded on a station.
    #[must_use]
    pub fn corrected_now(&self, station: StationId, when: &When) -> Corrected {
        Corrected::of(when.at, self.correction_now(station).filter(|_| when.how == How::OwnClock))
    }
}

/// How far a time may lie after the record that gives it, milliseconds: clocks are read to the minute.
pub(super) const AHEAD_MS: i64 = 60_000;

impl Incident {
    /// When something happened that a record tells, as corrected and never after the record; none where it is said to happen only after the record was made.
    /// What is found out only afterwards of the clock takes nothing back: what had happened by the clock as it was read stays happened.
    #[must_use]
    pub fn happened(&self, record: RecordId, when: &When) -> Option<Corrected> {
        self.happened_by(record, when, |shown, moved| shown.max(moved))
    }

    /// The same by the clock as it was alone, whenever that was found out: for what takes a duty off somebody.
    #[must_use]
    pub fn surely_happened(&self, record: RecordId, when: &When) -> Option<Corrected> {
        self.happened_by(record, when, |_, moved| moved)
    }

    fn happened_by(&self, record: RecordId, when: &When, known: fn(Instant, Instant) -> Instant) -> Option<Corrected> {
        let read = self.stations.corrected(record, when);
        let Some(shown) = self.timeline.line(record).map(|line| line.recorded) else { return Some(read) };
        let correction = self.stations.correction(record);
        let moved = correction.map_or(shown, |found| shown.plus_millis(found.offset_ms));
        // A time read from the very clock that dates the record is held against that, whatever the clock is off by.
        let made = match when.how {
            How::OwnClock => shown,
            _ if correction.is_some_and(|found| found.afterwards) => known(shown, moved),
            _ => moved,
        };
        (when.at.millis_since(made) <= AHEAD_MS).then(|| Corrected { at: read.at.min(moved), ..read })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(seq: u64) -> RecordId {
        RecordId { station: StationId(1), seq }
    }

    fn own(at: i64) -> When {
        let zone = "UTC".to_owned();
        When { at: Instant::from_millis(at), typed: String::new(), zone, offset_minutes: 0, how: How::OwnClock }
    }

    #[test]
    fn the_last_comparison_before_corrects_and_jumps_since_are_in_it() {
        let mut stations = Stations::default();
        let at = Instant::from_millis(0);
        let seen = [(5, Seen::Compared(1_000, at)), (7, Seen::Jumped(-7_200_000)), (9, Seen::Compared(-3_000, at))];
        stations.readings.insert(StationId(1), seen.map(|(seq, seen)| (id(seq), seen)).to_vec());
        let offset =
            |seq: u64| stations.correction(id(seq)).map(|found| (found.offset_ms, found.check.seq, found.afterwards));
        assert_eq!(offset(2), Some((1_000, 5, true)));
        assert_eq!(offset(6), Some((1_000, 5, false)));
        assert_eq!(offset(8), Some((7_201_000, 5, false)));
        assert_eq!(stations.correction_now(StationId(1)).map(|found| found.offset_ms), Some(-3_000));
        assert_eq!(stations.correction_now(StationId(2)), None);
        stations
            .readings
            .insert(StationId(1), vec![(id(3), Seen::Jumped(60_000)), (id(4), Seen::Compared(-60_000, at))]);
        assert_eq!(stations.correction(id(2)).map(|found| found.offset_ms), Some(0), "right before it was set ahead");
    }

    #[test]
    fn what_is_measured_afterwards_makes_nothing_later() {
        let mut stations = Stations::default();
        let at = Instant::from_millis(0);
        stations.readings.insert(StationId(1), vec![(id(5), Seen::Compared(7_200_000, at))]);
        assert_eq!(stations.corrected(id(2), &own(10)).at, Instant::from_millis(10));
        assert_eq!(stations.corrected(id(6), &own(10)).at, Instant::from_millis(7_200_010));
        stations.readings.insert(StationId(1), vec![(id(5), Seen::Compared(-7_200_000, at))]);
        assert_eq!(stations.corrected(id(2), &own(10)).at, Instant::from_millis(-7_199_990));
        let told = When { how: How::Told, ..own(10) };
        assert_eq!(stations.corrected(id(6), &told), Corrected { raw: told.at, at: told.at, correction: None });
    }
}

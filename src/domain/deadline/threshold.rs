//! The instants at which a running clock becomes more pressing, and the record of each that passed.

use serde::{Deserialize, Serialize};

use super::{ClockState, Deadlines, How};
use crate::domain::correction::Correction;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::Instant;

/// How far a clock has run, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threshold {
    /// Half of the time is used.
    Half,
    /// A quarter is left.
    Quarter,
    /// Four hours are left.
    FourHours,
    /// One hour is left.
    Hour,
    /// The limit is past.
    Late,
}

/// How a passing came to be known.
pub const NOTICED: &[&str] = &["open", "closed", "before-start"];

/// A threshold that was passed, as the program noted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// Code of the threshold.
    pub threshold: String,
    /// When it passed.
    pub at: Instant,
    /// When the clock was due then.
    pub due: Instant,
    /// The clock of the countdowns when that was noted.
    pub corrected: Instant,
    /// What the laptop's own clock showed.
    pub laptop: Instant,
    /// Reference minus laptop as measured, milliseconds; none where the clock was never compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset_ms: Option<i64>,
    /// One of [`NOTICED`]: with a console open, while none was, or before the start was recorded.
    pub noticed: String,
}

/// A threshold of a running clock, passed or ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// Which.
    pub threshold: Threshold,
    /// When it passes, by the clock of the countdowns.
    pub at: Instant,
    /// When the clock is due.
    pub due: Instant,
    /// When its start was recorded: what had passed by then passed unseen.
    pub known: Instant,
    /// Whether its passing is on record.
    pub noted: bool,
}

impl Threshold {
    /// Every threshold, the mildest first.
    pub const ALL: [Threshold; 5] =
        [Threshold::Half, Threshold::Quarter, Threshold::FourHours, Threshold::Hour, Threshold::Late];

    /// The code: `half`, `quarter`, `four-hours`, `hour`, `late`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Threshold::Half => "half",
            Threshold::Quarter => "quarter",
            Threshold::FourHours => "four-hours",
            Threshold::Hour => "hour",
            Threshold::Late => "late",
        }
    }

    /// When it passes. A limit that ends a day is past with the first instant that is no longer it.
    fn at(self, start: Instant, due: Instant, ends_a_day: bool) -> Instant {
        let length = due.millis_since(start);
        match self {
            Threshold::Half => due.plus_millis(-(length / 2)),
            Threshold::Quarter => due.plus_millis(-(length / 4)),
            Threshold::FourHours => due.plus_hours(-4),
            Threshold::Hour => due.plus_hours(-1),
            Threshold::Late => due.plus_millis(i64::from(!ends_a_day)),
        }
    }
}

/// The thresholds of a clock in the order in which they pass: none before its start, and none that says less than one already passed.
#[must_use]
pub fn thresholds(start: Instant, due: Instant, ends_a_day: bool) -> Vec<(Threshold, Instant)> {
    let mut found: Vec<(Threshold, Instant)> = Vec::new();
    for threshold in Threshold::ALL {
        let at = threshold.at(start, due, ends_a_day);
        if at <= start && threshold != Threshold::Late {
            continue;
        }
        while found.last().is_some_and(|(_, milder)| *milder >= at) {
            found.pop();
        }
        found.push((threshold, at));
    }
    found
}

/// The gravest threshold that a clock has passed.
#[must_use]
pub fn stage(start: Instant, due: Instant, ends_a_day: bool, now: Instant) -> Option<Threshold> {
    thresholds(start, due, ends_a_day).into_iter().rev().find(|(_, at)| *at <= now).map(|(threshold, _)| threshold)
}

/// The ring of a clock: one key for all its thresholds.
#[must_use]
pub fn ring_of(key: &str) -> String {
    format!("clock:{key}")
}

impl Mark {
    /// `REGIME/DEADLINE`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.regime, self.deadline)
    }

    /// The record of its passing. `opened` is since when somebody has a console open.
    #[must_use]
    pub fn passed(&self, opened: Instant, corrected: Instant, laptop: Instant, read: Option<Correction>) -> Passed {
        let noticed = match self.at {
            at if at <= self.known => "before-start",
            at if at < opened => "closed",
            _ => "open",
        };
        Passed {
            regime: self.regime.clone(),
            deadline: self.deadline.clone(),
            threshold: self.threshold.code().to_owned(),
            at: self.at,
            due: self.due,
            corrected,
            laptop,
            offset_ms: read.map(|read| read.offset_ms),
            noticed: noticed.to_owned(),
        }
    }
}

/// Every threshold of the running clocks. Of those that passed before the start was recorded only the gravest: nobody could have seen
/// the others.
#[must_use]
pub fn marks(state: &Incident) -> Vec<Mark> {
    // A clock runs on whatever became of the incident.
    if state.case.declared.is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for view in state.deadlines.views(state, Instant::MIN) {
        let (Some(clock), Some(start), Some(due), ClockState::Running | ClockState::Late) =
            (view.clock, view.start, view.due, view.state)
        else {
            continue;
        };
        let ends_a_day = view.counted().is_some_and(|due| due.end.last_day().is_some());
        let recorded = state.timeline.line(start.record).map_or(start.at, |line| line.recorded);
        let offset = state.stations.correction(start.record).map_or(0, |read| read.offset_ms);
        // A submission is known from the moment it was made.
        let known = match start.how {
            How::Recorded(_) => recorded.plus_millis(offset),
            How::Submitted(_) => start.at,
        };
        let all = thresholds(start.at, due, ends_a_day);
        let unseen = all.iter().filter(|(_, at)| *at <= known).count();
        let (regime, deadline) = (&view.regime.considered.regime, &clock.deadline);
        for (threshold, at) in all.into_iter().skip(unseen.saturating_sub(1)) {
            let noted = state.deadlines.noted(regime, deadline, threshold, due);
            let (regime, deadline) = (regime.clone(), deadline.clone());
            found.push(Mark { regime, deadline, threshold, at, due, known, noted });
        }
    }
    found.sort_by_key(|mark| mark.at);
    found
}

impl Deadlines {
    /// Whether the passing of a threshold is on record. A clock that is due at another instant has thresholds of its own.
    fn noted(&self, regime: &str, deadline: &str, threshold: Threshold, due: Instant) -> bool {
        self.passed.iter().any(|(_, passed)| {
            (passed.regime.as_str(), passed.deadline.as_str()) == (regime, deadline)
                && passed.threshold == threshold.code()
                && passed.due == due
        })
    }

    /// What is on record of the thresholds of a clock, in the order in which they were noted.
    pub fn passed_of<'a>(&'a self, regime: &'a str, deadline: &'a str) -> impl Iterator<Item = &'a (RecordId, Passed)> {
        self.passed.iter().filter(move |(_, passed)| passed.regime == regime && passed.deadline == deadline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(hours: i64, ends_a_day: bool) -> Vec<(&'static str, i64)> {
        let start = Instant::from_millis(0);
        let found = thresholds(start, start.plus_hours(hours), ends_a_day).into_iter();
        found.map(|(threshold, at)| (threshold.code(), at.millis() / 60_000)).collect()
    }

    #[test]
    fn thresholds_pass_in_the_order_of_their_gravity() {
        let of_72 = [("half", 2_160), ("quarter", 3_240), ("four-hours", 4_080), ("hour", 4_260), ("late", 4_320)];
        assert_eq!(codes(72, false), of_72);
        assert_eq!(codes(14, false), [("half", 420), ("four-hours", 600), ("hour", 780), ("late", 840)]);
        assert_eq!(codes(6, false), [("four-hours", 120), ("hour", 300), ("late", 360)]);
        assert_eq!(codes(4, false), [("half", 120), ("hour", 180), ("late", 240)], "no quarter after the last hour");
        assert_eq!(codes(1, true), [("half", 30), ("quarter", 45), ("late", 60)]);
        assert_eq!(codes(0, true), [("late", 0)]);
    }

    #[test]
    fn the_stage_is_the_gravest_that_passed() {
        let start = Instant::from_millis(0);
        let at =
            |minutes: i64| stage(start, start.plus_hours(24), false, start.plus_minutes(minutes)).map(Threshold::code);
        assert_eq!(
            [at(0), at(719), at(720), at(1_079), at(1_080)],
            [None, None, Some("half"), Some("half"), Some("quarter")]
        );
        assert_eq!(
            [at(1_200), at(1_380), at(1_440), at(1_441)],
            [Some("four-hours"), Some("hour"), Some("hour"), Some("late")]
        );
        assert_eq!(
            stage(start, start.plus_hours(24), true, start.plus_hours(24)),
            Some(Threshold::Late),
            "a day has gone"
        );
    }
}

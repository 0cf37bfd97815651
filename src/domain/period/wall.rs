//! Between instants and what the clocks of a zone show. Clocks jump, and some zones have skipped a day: every answer is an instant that exists.

use chrono::{DateTime, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use chrono_tz::{GapInfo, Tz};

use super::{Cutoff, Problem};
use crate::domain::time::Instant;

const HOUR: i64 = 3_600_000;

/// What the clocks of a zone show.
pub(super) fn shown(at: Instant, zone: Tz) -> NaiveDateTime {
    let utc = DateTime::from_timestamp_millis(at.millis()).unwrap_or(DateTime::UNIX_EPOCH);
    utc.with_timezone(&zone).naive_local()
}

/// The first instant at which the clocks of a zone show a local time or a later one. Where it exists twice that is the first pass; where clocks jump over
/// it, the jump.
pub(super) fn reached(local: NaiveDateTime, zone: Tz) -> Result<Instant, Problem> {
    let at = match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) => at,
        MappedLocalTime::Ambiguous(one, other) => one.min(other),
        MappedLocalTime::None => GapInfo::new(&local, &zone).and_then(|gap| gap.end).ok_or(Problem::OutOfRange)?,
    };
    Instant::checked_from_millis(at.timestamp_millis()).map_err(|_| Problem::OutOfRange)
}

/// The first instant that belongs to a date in a zone; that of the next date that exists, where the zone skipped it.
///
/// # Errors
/// The date lies outside the years that can be told.
pub fn first_instant_of(day: NaiveDate, zone: Tz) -> Result<Instant, Problem> {
    reached(day.and_time(NaiveTime::MIN), zone)
}

/// 24:00 of a day: the first instant of the next.
///
/// # Errors
/// The date lies outside the years that can be told.
pub fn end_of_day(day: NaiveDate, zone: Tz) -> Result<Instant, Problem> {
    first_instant_of(day.checked_add_days(Days::new(1)).ok_or(Problem::OutOfRange)?, zone)
}

/// The beginning of the first full clock hour after an instant. A full clock hour begins where the clocks of the zone show a full hour.
pub(super) fn next_full_hour(at: Instant, zone: Tz) -> Result<Instant, Problem> {
    let into = |at: Instant| {
        let clock = shown(at, zone);
        i64::from(clock.minute()) * 60_000
            + i64::from(clock.second()) * 1000
            + i64::from(clock.nanosecond() / 1_000_000)
    };
    let step = |at: Instant| at.checked_plus_millis(HOUR - into(at)).map_err(|_| Problem::OutOfRange);
    let mut next = step(at)?;
    // Clocks that move by half an hour land within an hour.
    for _ in 0..4 {
        if into(next) == 0 {
            break;
        }
        next = step(next)?;
    }
    Ok(next)
}

impl Cutoff {
    /// Its zone.
    pub(super) fn zone(&self) -> Result<Tz, Problem> {
        self.zone.parse().map_err(|_| Problem::NoSuchCount)
    }

    /// The instant on a day.
    pub(super) fn on(&self, day: NaiveDate) -> Result<Instant, Problem> {
        let time = NaiveTime::from_hms_opt(self.hour, self.minute, 0).ok_or(Problem::NoSuchCount)?;
        reached(day.and_time(time), self.zone()?)
    }
}

//! Round times in a zone: where an axis names a time.

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::domain::time::{Instant, local};

/// From one named time to the next, on the clocks and the calendar of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Minutes: a number that divides the day, counted from midnight.
    Minutes(u32),
    /// Days; seven begin on a Monday.
    Days(u32),
    /// Months: a number that divides the year, counted from January.
    Months(u32),
    /// Years.
    Years(u32),
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;
/// Named times in one answer, at most.
const MOST: usize = 4_000;

impl Step {
    /// Every step, the shortest first.
    pub const ALL: [Step; 20] = [
        Step::Minutes(1),
        Step::Minutes(5),
        Step::Minutes(15),
        Step::Minutes(30),
        Step::Minutes(60),
        Step::Minutes(120),
        Step::Minutes(180),
        Step::Minutes(360),
        Step::Minutes(720),
        Step::Days(1),
        Step::Days(7),
        Step::Months(1),
        Step::Months(3),
        Step::Years(1),
        Step::Years(5),
        Step::Years(10),
        Step::Years(100),
        Step::Years(500),
        Step::Years(1_000),
        Step::Years(5_000),
    ];

    /// Its usual length, milliseconds.
    #[must_use]
    pub fn millis(self) -> i64 {
        match self {
            Step::Minutes(count) => i64::from(count) * MINUTE,
            Step::Days(count) => i64::from(count) * DAY,
            Step::Months(count) => i64::from(count) * 30 * DAY,
            Step::Years(count) => i64::from(count) * 365 * DAY,
        }
    }

    /// Whether the time of day belongs to the name.
    #[must_use]
    pub fn within_a_day(self) -> bool {
        matches!(self, Step::Minutes(_))
    }

    /// The round time at or before a time.
    fn floor(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let date = at.date();
        let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN);
        Some(match self {
            Step::Minutes(count) => {
                let minute = at.hour() * 60 + at.minute();
                midnight(date).checked_add_signed(TimeDelta::minutes(i64::from(minute - minute % count.max(1))))?
            }
            Step::Days(7) => {
                let back = u64::from(date.weekday().num_days_from_monday());
                midnight(date.checked_sub_days(chrono::Days::new(back))?)
            }
            Step::Days(_) => midnight(date),
            Step::Months(count) => {
                midnight(NaiveDate::from_ymd_opt(date.year(), 1 + date.month0() - date.month0() % count.max(1), 1)?)
            }
            Step::Years(count) => {
                let count = i32::try_from(count.max(1)).ok()?;
                midnight(NaiveDate::from_ymd_opt(date.year().div_euclid(count) * count, 1, 1)?)
            }
        })
    }

    fn next(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        match self {
            Step::Minutes(count) => at.checked_add_signed(TimeDelta::minutes(i64::from(count.max(1)))),
            Step::Days(count) => at.checked_add_days(chrono::Days::new(u64::from(count.max(1)))),
            Step::Months(count) => at.checked_add_months(Months::new(count.max(1))),
            Step::Years(count) => at.checked_add_months(Months::new(count.max(1).checked_mul(12)?)),
        }
    }
}

/// The shortest step of which no more fit between two instants than there is room for its names. The longest step fits everywhere: two of its round times lie
/// within the years that an instant can have.
#[must_use]
pub fn fitting(from: Instant, to: Instant, most: impl Fn(Step) -> usize) -> Step {
    let length = to.millis_since(from).max(0);
    let fits = |step: &Step| length / step.millis() <= i64::try_from(most(*step)).unwrap_or(i64::MAX).max(1);
    Step::ALL.into_iter().find(fits).unwrap_or(Step::Years(5_000))
}

/// The round times between two instants, both included, as the clocks of a zone show them. A time that the clocks go over is left out, one that they show twice
/// is there twice.
#[must_use]
pub fn between(from: Instant, to: Instant, step: Step, zone: Tz) -> Vec<Instant> {
    let offset = i64::from(local(from, zone).offset_seconds()) * 1_000;
    let Some(here) = DateTime::from_timestamp_millis(from.millis() + offset) else { return Vec::new() };
    let mut found = Vec::new();
    let mut next = step.floor(here.naive_utc());
    while let Some(at) = next.filter(|_| found.len() < MOST) {
        let readings = zone.from_local_datetime(&at);
        let read = |at: DateTime<Tz>| Instant::checked_from_millis(at.timestamp_millis()).ok();
        let (first, second) = (readings.earliest().and_then(read), readings.latest().and_then(read));
        // A day of clocks put back is the most by which what comes later can lie earlier.
        if first.is_some_and(|at| at.millis_since(to) > DAY) || (first.is_none() && at.year() > 9_999) {
            break;
        }
        found.extend(first.into_iter().chain(second).filter(|at| from <= *at && *at <= to));
        next = step.next(at);
    }
    found.sort_unstable();
    found.dedup();
    found
}

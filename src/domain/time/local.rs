//! Instants as local time, and lengths of time, written for the screen.

use chrono::{DateTime, Datelike, Offset, Timelike};
use chrono_tz::Tz;

use super::{Instant, letters, offset_text};

/// An instant in a zone, ready to be written. Months and weekdays in words come from the message files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime(DateTime<Tz>);

/// The instant `at` as the clocks of `zone` show it.
pub fn local(at: Instant, zone: Tz) -> LocalTime {
    LocalTime(at.utc().with_timezone(&zone))
}

impl LocalTime {
    /// The day of the calendar.
    pub fn date(&self) -> chrono::NaiveDate {
        self.0.date_naive()
    }

    /// `2026-11-21`.
    pub fn date_iso(&self) -> String {
        let date = self.0.date_naive();
        format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }

    /// `14:05`.
    pub fn hm(&self) -> String {
        format!("{:02}:{:02}", self.0.hour(), self.0.minute())
    }

    /// `14:05:30`.
    pub fn hms(&self) -> String {
        format!("{}:{:02}", self.hm(), self.0.second())
    }

    /// `21 Nov`, with the month names of the language, January first.
    pub fn day_month(&self, months: &[&str; 12]) -> String {
        let month = months.get(self.0.month0() as usize).copied().unwrap_or_default();
        format!("{} {month}", self.0.day())
    }

    /// `CET`; the offset (`+05:30`) where the tz database knows no letters.
    pub fn zone_abbrev(&self) -> String {
        letters(self.0.offset()).map_or_else(|| self.offset(), str::to_owned)
    }

    /// Offset from UTC: `+01:00`, east positive; with seconds (`+00:53:28`) for local mean times of old.
    pub fn offset(&self) -> String {
        offset_text(i64::from(self.offset_seconds()))
    }

    /// Offset from UTC in seconds, east positive.
    pub fn offset_seconds(&self) -> i32 {
        self.0.offset().fix().local_minus_utc()
    }

    /// Day of the week, 0 for Monday to 6 for Sunday (ISO 8601 order).
    pub fn weekday_index(&self) -> usize {
        self.0.weekday().num_days_from_monday() as usize
    }
}

/// Time left, `64:17:48` in hours, minutes and seconds; `-00:00:01` once it is over.
///
/// Rounded down, so that it never shows more time than is left: zero is shown in the last second, then the minus sign.
pub fn hms_left(ms: i64) -> String {
    let (sign, seconds) = floor_units(ms, 1000);
    format!("{sign}{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Hours and minutes, `64:17`, rounded down like [`hms_left`].
pub fn hm(ms: i64) -> String {
    let (sign, minutes) = floor_units(ms, 60_000);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn floor_units(ms: i64, unit: i64) -> (&'static str, u64) {
    let units = ms.div_euclid(unit);
    (if units < 0 { "-" } else { "" }, units.unsigned_abs())
}

//! Times as tools write them: what was written stays beside the instant it was read as.

use chrono::{LocalResult, TimeZone};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::epoch;
use super::parts::{Parts, Written, parts};
use super::row::Notes;
use super::zone::Zone;

/// 0000-01-01T00:00:00.000Z in milliseconds, the first instant that RFC 3339 can write.
pub const FIRST: i64 = -62_167_219_200_000;
/// 9999-12-31T23:59:59.999Z, the last.
pub const LAST: i64 = 253_402_300_799_999;
/// 1971-01-01: what lies before is a sentinel or an unset clock ([`Notes::FAR`]).
const NEAR_FROM: i64 = 31_536_000_000;
/// 2100-01-01.
const NEAR_TO: i64 = 4_102_444_800_000;

/// How a column writes its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeForm {
    /// Year first: RFC 3339, ISO 8601 with dashes, with a space for the `T`, with or without seconds, fraction and zone; also a bare date.
    Iso,
    /// Day, month, year, with dashes, slashes or dots (Hayabusa `--European-time`). A year of two digits is one of this century ([`Notes::SHORT_YEAR`]).
    DayFirst,
    /// Month, day, year (Hayabusa `--US-time`, `--US-military-time`; l2tcsv).
    MonthFirst,
    /// `Fri, 22 Feb 2022 22:00:00 -06:00` (RFC 2822; Hayabusa writes the offset with a colon).
    Mail,
    /// Since 1970 in a unit that the format or a person named.
    Epoch(Unit),
    /// Since 1970 in a unit told by size, as Timesketch does for `timestamp`: over 1e17 ns, over 1e14 us, over 1e11 ms, else seconds.
    EpochBySize,
}

/// Forms that a person can name, each by its word.
const NAMED: [(&str, TimeForm); 8] = [
    ("iso", TimeForm::Iso),
    ("day-first", TimeForm::DayFirst),
    ("month-first", TimeForm::MonthFirst),
    ("mail", TimeForm::Mail),
    ("seconds", TimeForm::Epoch(Unit::Seconds)),
    ("millis", TimeForm::Epoch(Unit::Millis)),
    ("micros", TimeForm::Epoch(Unit::Micros)),
    ("nanos", TimeForm::Epoch(Unit::Nanos)),
];

impl TimeForm {
    /// The form of a word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        NAMED.iter().find(|(name, _)| *name == word).map(|(_, form)| *form)
    }

    /// Its word; none for the one that only formats have.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        NAMED.iter().find(|(_, form)| *form == self).map(|(name, _)| *name)
    }
}

/// A unit of time since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Millis,
    /// Microseconds.
    Micros,
    /// Nanoseconds.
    Nanos,
}

/// How finely a time was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// No time was written.
    Undated,
    /// A date.
    Day,
    /// Hours and minutes.
    Minute,
    /// Seconds.
    Second,
    /// So many digits after the point, as written; instants keep nine.
    Digits(u8),
}

/// Where the zone of a time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneFrom {
    /// It is written with the time, or in a column of its own.
    Written,
    /// The format says so: time since 1970.
    Format,
    /// It was declared for the file.
    Declared,
    /// There is no time that would need one.
    None,
}

/// A time: as written, and as read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// What the file says, byte for byte.
    pub text: String,
    /// The zone as written or declared; empty for time since 1970.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// Where that is from.
    pub zone_from: ZoneFrom,
    /// How finely it was written.
    pub precision: Precision,
    /// Milliseconds since 1970-01-01T00:00:00Z; none where the file says that there is no time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// Nanoseconds beyond that millisecond, 0 to 999 999.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub below: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_zero(below: &u32) -> bool {
    *below == 0
}

impl Default for Moment {
    fn default() -> Self {
        Self::undated("")
    }
}

impl Moment {
    /// Whether it is the time of what has none by its nature: an asset, an indicator.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.text.is_empty() && self.at.is_none()
    }

    /// A row that says that it has no time.
    #[must_use]
    pub fn undated(text: &str) -> Self {
        let (zone, zone_from, precision) = (String::new(), ZoneFrom::None, Precision::Undated);
        Self { text: text.to_owned(), zone, zone_from, precision, at: None, below: 0 }
    }

    /// Nanoseconds since 1970.
    #[must_use]
    pub fn nanos(&self) -> Option<i128> {
        self.at.map(|at| i128::from(at) * 1_000_000 + i128::from(self.below))
    }
}

/// Why a time cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadTime {
    /// The column is empty.
    #[error("no time")]
    Empty,
    /// Not a time of the form that the column has.
    #[error("not a time of this form")]
    NotUnderstood,
    /// The calendar or the clock has no such date or time.
    #[error("no such date")]
    NoSuchDate,
    /// Before the year 0000 or after 9999.
    #[error("outside the years 0000 to 9999")]
    OutOfRange,
    /// Written without a zone, and none was declared for the file.
    #[error("no zone")]
    NoZone,
    /// The zone that is written is not certain.
    #[error("unknown zone")]
    UnknownZone,
    /// Clocks went forward over this local time: it never was.
    #[error("clocks went forward over it")]
    Skipped,
}

/// Reads a time that was written in `form`. `zone` is what was declared for the times of this file that carry none; `column` what a column of its own says.
///
/// # Errors
/// [`BadTime`] where there is no instant; never a guess.
pub fn read(text: &str, form: TimeForm, column: Option<&str>, zone: Option<&Zone>) -> Result<(Moment, Notes), BadTime> {
    let trimmed = text.trim();
    if unset(trimmed) {
        return Ok((Moment::undated(text), Notes::default()));
    }
    if trimmed.is_empty() {
        return Err(BadTime::Empty);
    }
    let (at, below, precision, zone, zone_from, notes) = match form {
        TimeForm::Epoch(unit) => since_1970(trimmed, Some(unit))?,
        TimeForm::EpochBySize => since_1970(trimmed, None)?,
        TimeForm::Iso | TimeForm::DayFirst | TimeForm::MonthFirst | TimeForm::Mail => {
            let parts = parts(trimmed, form)?;
            settle(&parts, column.map(str::trim).filter(|zone| !zone.is_empty() && *zone != "-"), zone)?
        }
    };
    let notes = if (NEAR_FROM..NEAR_TO).contains(&at) { notes } else { notes.with(Notes::FAR) };
    Ok((Moment { text: text.to_owned(), zone, zone_from, precision, at: Some(at), below }, notes))
}

type Settled = (i64, u32, Precision, String, ZoneFrom, Notes);

fn since_1970(text: &str, unit: Option<Unit>) -> Result<Settled, BadTime> {
    let (nanos, precision) = epoch::read(text, unit)?;
    let at = i64::try_from(nanos.div_euclid(1_000_000)).map_err(|_| BadTime::OutOfRange)?;
    let below = u32::try_from(nanos.rem_euclid(1_000_000)).unwrap_or_default();
    Ok((in_range(at)?, below, precision, String::new(), ZoneFrom::Format, Notes::default()))
}

fn in_range(at: i64) -> Result<i64, BadTime> {
    if (FIRST..=LAST).contains(&at) { Ok(at) } else { Err(BadTime::OutOfRange) }
}

/// What formats write for "no time": plaso's `0000-00-00T00:00:00.000000+00:00`, `Not set`, `00/00/0000`, and `-`.
#[must_use]
pub fn unset(text: &str) -> bool {
    text == "-"
        || text.starts_with("0000-00-00")
        || text.starts_with("00/00/0000")
        || text.eq_ignore_ascii_case("not set")
}

fn settle(parts: &Parts<'_>, column: Option<&str>, declared: Option<&Zone>) -> Result<Settled, BadTime> {
    let local = parts.seconds()? * 1000 + i64::from(parts.nanos / 1_000_000);
    let below = parts.nanos % 1_000_000;
    let notes = if parts.second == 60 { Notes::LEAP } else { Notes::default() };
    let (zone, text, from) = match (&parts.zone, column, declared) {
        (Written::Offset(seconds, text), _, _) => (Zone::Fixed(*seconds), (*text).to_owned(), ZoneFrom::Written),
        (Written::Named(name), _, _) => {
            (Zone::read(name).ok_or(BadTime::UnknownZone)?, (*name).to_owned(), ZoneFrom::Written)
        }
        (Written::None, Some(name), _) => {
            (Zone::of_database(name).ok_or(BadTime::UnknownZone)?, name.to_owned(), ZoneFrom::Written)
        }
        (Written::None, None, Some(zone)) => (*zone, zone.to_string(), ZoneFrom::Declared),
        (Written::None, None, None) => return Err(BadTime::NoZone),
    };
    let (offset, twice) = offset_at(zone, local)?;
    let at = in_range(local - i64::from(offset) * 1000)?;
    let notes = if twice { notes.with(Notes::TWICE) } else { notes };
    let notes = if parts.short_year { notes.with(Notes::SHORT_YEAR) } else { notes };
    Ok((at, below, parts.precision, text, from, notes))
}

/// The offset in force at a local time, and whether that local time exists twice; then the earlier reading counts.
fn offset_at(zone: Zone, local: i64) -> Result<(i32, bool), BadTime> {
    use chrono::Offset as _;
    let zone = match zone {
        Zone::Fixed(seconds) => return Ok((seconds, false)),
        Zone::Named(zone) => zone,
    };
    let naive = chrono::DateTime::from_timestamp_millis(local).ok_or(BadTime::OutOfRange)?.naive_utc();
    match zone.offset_from_local_datetime(&naive) {
        LocalResult::Single(offset) => Ok((offset.fix().local_minus_utc(), false)),
        LocalResult::Ambiguous(first, second) => {
            Ok((first.fix().local_minus_utc().max(second.fix().local_minus_utc()), true))
        }
        LocalResult::None => Err(BadTime::Skipped),
    }
}

//! Time: instants, typed times, zones, and how a time is known.
//!
//! Nothing here asks the machine what time it is: `now` and the zone always come in as arguments. One instant is one
//! instant in every zone; a zone only decides how it is read from typed text ([`parse_when`]) and written ([`local`]).

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::OffsetName;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

pub use local::{LocalTime, hm, hms_left, local};
pub use typed::{TypingContext, parse_coming, parse_when};

mod local;
mod readings;
mod typed;

#[cfg(test)]
mod tests;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, within the years 0000 to 9999 of UTC.
///
/// The range is that of RFC 3339 and is held by every constructor, so that writing an instant never fails.
/// Serialised as RFC 3339 with milliseconds and `Z`, for example `2026-11-21T16:07:00.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// 0000-01-01T00:00:00.000Z.
    pub const MIN: Self = Self(-62_167_219_200_000);
    /// 9999-12-31T23:59:59.999Z.
    pub const MAX: Self = Self(253_402_300_799_999);

    /// The instant `millis` milliseconds after the Unix epoch. Stops at the ends of the range: for a machine's clock,
    /// which may show anything. What comes from files or people goes through [`Instant::checked_from_millis`].
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Like [`Instant::from_millis`], but [`TimeProblem::OutOfRange`] outside the years 0000 to 9999.
    pub fn checked_from_millis(millis: i64) -> Result<Self, TimeProblem> {
        let at = Self::from_millis(millis);
        if at.0 == millis { Ok(at) } else { Err(TimeProblem::OutOfRange) }
    }

    /// Milliseconds since the Unix epoch, negative before it.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with an offset or `Z`. Digits below the millisecond are dropped.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimeProblem> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| TimeProblem::NotUnderstood)?;
        Self::checked_from_millis(at.timestamp_millis())
    }

    /// This instant moved by `millis` milliseconds, back when negative. Stops at the ends of the range, like all that
    /// follow but the checked one: the fold takes any fact, and a deadline past the year 9999 is as good as none.
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }

    /// This instant moved by `minutes` minutes, back when negative.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(60_000))
    }

    /// This instant moved by `hours` hours of 60 minutes, back when negative.
    pub fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours.saturating_mul(60))
    }

    /// Like [`Instant::plus_millis`], but [`TimeProblem::OutOfRange`] outside the range.
    pub fn checked_plus_millis(self, millis: i64) -> Result<Self, TimeProblem> {
        self.0.checked_add(millis).ok_or(TimeProblem::OutOfRange).and_then(Self::checked_from_millis)
    }

    /// Milliseconds from `other` to this instant; negative when `other` is later. Cannot overflow within the range.
    pub fn millis_since(self, other: Self) -> i64 {
        self.0 - other.0
    }

    /// RFC 3339 with the offset `offset_minutes`, east positive: `2026-10-25T02:30:00+02:00`, decimals only where there
    /// are any. Says the same instant whatever the offset, and can be typed back as it stands.
    pub fn rfc3339_at(self, offset_minutes: i32) -> String {
        let offset_seconds = i64::from(offset_minutes) * 60;
        let shifted = self.utc().naive_utc() + chrono::TimeDelta::seconds(offset_seconds);
        format!("{}{}", shifted.format("%Y-%m-%dT%H:%M:%S%.f"), offset_text(offset_seconds))
    }

    fn utc(self) -> DateTime<Utc> {
        // Every instant within the range has a date, so the epoch is never taken.
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.utc().to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Instant({self})")
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rfc3339;
        impl de::Visitor<'_> for Rfc3339 {
            type Value = Instant;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an RFC 3339 time")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Instant, E> {
                Instant::parse_rfc3339(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Rfc3339)
    }
}

/// How the time of a record is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Read from this laptop's clock.
    OwnClock,
    /// Read from a named reference: a phone, a GPS receiver.
    ReferenceClock,
    /// Said or typed by a person.
    Told,
    /// Worked out from other records, for example from a log with a known clock error.
    Derived,
}

impl How {
    /// The code stored in facts, for example `own-clock`.
    pub fn code(self) -> &'static str {
        match self {
            Self::OwnClock => "own-clock",
            Self::ReferenceClock => "reference-clock",
            Self::Told => "told",
            Self::Derived => "derived",
        }
    }
}

/// When something happened, with what was typed, its zone and how it is known (design rule 6).
///
/// `at` is what counts. The rest says how it came about and is never computed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The instant.
    pub at: Instant,
    /// What was typed, raw and to the letter; empty when the program took the time itself.
    pub typed: String,
    /// The zone in which it was read: an IANA name, `UTC`, or an offset such as `+02:00`.
    pub zone: String,
    /// Offset of that zone from UTC at that instant, in minutes, east positive. Seconds of offsets before 1972 are
    /// dropped.
    pub offset_minutes: i32,
    /// How the time is known.
    pub how: How,
}

impl When {
    /// The present time by the laptop's clock, nothing typed.
    pub fn now(ctx: &TypingContext) -> Self {
        let offset_minutes = local(ctx.now, ctx.zone).offset_seconds() / 60;
        let zone = ctx.zone.name().to_owned();
        Self { at: ctx.now, typed: String::new(), zone, offset_minutes, how: How::OwnClock }
    }
}

/// One reading of a local time: the instant, and the offset in force there in minutes, east positive. Written by
/// [`Instant::rfc3339_at`].
pub type Reading = (Instant, i32);

/// Why a typed time gives no instant. Holds zones and times, never what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TimeProblem {
    /// Nothing was typed.
    #[error("no time was given: type a time such as 14:05 or -10m")]
    NotGiven,
    /// None of the accepted forms.
    #[error("not a time that can be read: use 14:05, -10m, yesterday 23:10 or 2026-11-21 02:10")]
    NotUnderstood,
    /// The date is not in the calendar, such as 30 February.
    #[error("the calendar has no such date: check day, month and year")]
    NoSuchDate,
    /// The zone after the time is not one that can be told for certain.
    #[error("the zone is not known for certain: use Z, an offset such as +02:00 or a name such as Europe/Berlin")]
    UnknownZone,
    /// Before the year 0000 or after 9999.
    #[error("the time lies outside the years 0000 to 9999: check the year")]
    OutOfRange,
    /// Clocks went forward over this local time.
    #[error("{local} does not exist in {zone}, clocks went forward: use {} or {}", before.0.rfc3339_at(before.1), after.0.rfc3339_at(after.1))]
    DoesNotExist {
        /// The local time as read, `YYYY-MM-DD HH:MM:SS`.
        local: String,
        /// IANA name of the zone.
        zone: String,
        /// As far before the gap as the gap is long: the clock that went forward too early.
        before: Reading,
        /// As far after the gap as the gap is long: the clock that did not go forward.
        after: Reading,
    },
    /// Clocks went back over this local time.
    #[error("{local} exists twice in {zone}: add the letter a for {} or b for {}", first.0.rfc3339_at(first.1), second.0.rfc3339_at(second.1))]
    Twice {
        /// The local time as read, `YYYY-MM-DD HH:MM:SS`.
        local: String,
        /// IANA name of the zone.
        zone: String,
        /// The earlier reading, chosen by the letter `a` (`02:30a`).
        first: Reading,
        /// The later reading, chosen by the letter `b` (`02:30b`).
        second: Reading,
    },
    /// The letter `a` or `b` was typed after a time that exists once.
    #[error("that local time exists once only, so there is nothing to choose: leave out the letter a or b")]
    NotTwice,
}

impl TimeProblem {
    /// A code for the message files, for example `time-does-not-exist`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotGiven => "time-not-given",
            Self::NotUnderstood => "time-not-understood",
            Self::NoSuchDate => "time-no-such-date",
            Self::UnknownZone => "time-unknown-zone",
            Self::OutOfRange => "time-out-of-range",
            Self::DoesNotExist { .. } => "time-does-not-exist",
            Self::Twice { .. } => "time-twice",
            Self::NotTwice => "time-not-twice",
        }
    }
}

/// A response action recorded later than this many minutes after it happened carries a reason (design rule 6).
pub const LATE_AFTER_MINUTES: i64 = 15;

/// Whole minutes between happening and recording when that is more than [`LATE_AFTER_MINUTES`]; `None` when in time,
/// also when the recorded time lies before the occurred one (a clock matter, not a late record).
pub fn late(occurred: Instant, recorded: Instant) -> Option<i64> {
    let millis = recorded.millis_since(occurred);
    (millis > LATE_AFTER_MINUTES * 60_000).then_some(millis / 60_000)
}

/// `+05:30`; with seconds (`+00:53:28`) only for local mean times of old, so that a written time is read back exactly.
fn offset_text(seconds: i64) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    if rest == 0 {
        format!("{sign}{hours:02}:{minutes:02}")
    } else {
        format!("{sign}{hours:02}:{minutes:02}:{rest:02}")
    }
}

/// The tz database's abbreviation at that instant, or `None` when it is only a number (`+0530`).
fn letters(offset: &impl OffsetName) -> Option<&str> {
    offset.abbreviation().filter(|name| name.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

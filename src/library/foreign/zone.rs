//! The zone of times that are written without one: an offset or a name of the tz database, as declared for the file.

use std::fmt;
use std::str::FromStr;

use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A zone. Written and read as `UTC`, `+02:00` or `Europe/Berlin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Seconds east of UTC.
    Fixed(i32),
    /// A zone with its history.
    Named(Tz),
}

impl Zone {
    /// UTC.
    pub const UTC: Self = Self::Fixed(0);

    /// Reads a zone; `None` for what names none for certain. Abbreviations other than `UTC`, `GMT` and `Z` are not certain: `IST` is three zones.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("gmt") || text.eq_ignore_ascii_case("z") {
            return Some(Self::UTC);
        }
        offset(text.as_bytes()).map(Self::Fixed).or_else(|| Self::named(text))
    }

    fn named(text: &str) -> Option<Self> {
        if !text.contains('/') {
            return None;
        }
        Tz::from_str(text).ok().map(Self::Named)
    }

    /// Reads the zone that a column names by the tz database (plaso writes what `psort --output-time-zone` was given), where a name such as `CET` is certain.
    #[must_use]
    pub fn of_database(text: &str) -> Option<Self> {
        Self::read(text).or_else(|| Tz::from_str(text.trim()).ok().map(Self::Named))
    }
}

/// `+hh:mm`, `+hhmm` or `+hh`, as seconds; nothing beyond 18 hours.
pub(super) fn offset(bytes: &[u8]) -> Option<i32> {
    let (sign, rest) = match bytes.first()? {
        b'+' => (1, &bytes[1..]),
        b'-' => (-1, &bytes[1..]),
        _ => return None,
    };
    let digit = |at: usize| rest.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| i32::from(byte - b'0'));
    let hours = digit(0)? * 10 + digit(1)?;
    let minutes = match (rest.len(), rest.get(2)) {
        (2, _) => 0,
        (4, _) => digit(2)? * 10 + digit(3)?,
        (5, Some(b':')) => digit(3)? * 10 + digit(4)?,
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(0) => f.write_str("UTC"),
            Self::Fixed(seconds) => {
                let sign = if *seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            Self::Named(zone) => f.write_str(zone.name()),
        }
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::read(&text).or_else(|| Self::of_database(&text)).ok_or_else(|| de::Error::custom("not a zone"))
    }
}

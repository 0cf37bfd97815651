//! The parts of a written time: date in one of three orders, clock, fraction, half of the day, zone.

use super::time::{BadTime, Precision, TimeForm};
use super::zone;

/// The zone as it is written after a time.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written<'a> {
    /// Nothing.
    None,
    /// Seconds east of UTC.
    Offset(i32, &'a str),
    /// A name, such as `UTC` or `Europe/Berlin`.
    Named(&'a str),
}

/// What was written; each part is in its range once [`Parts::seconds`] has passed.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    year: i64,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    pub(super) second: u32,
    /// Of the year only two digits were written; the century is this one.
    pub(super) short_year: bool,
    pub(super) nanos: u32,
    pub(super) precision: Precision,
    pub(super) zone: Written<'a>,
}

impl Parts<'_> {
    /// Seconds since 1970 as if the time were UTC. [`BadTime::NoSuchDate`] for what no calendar and no clock shows. Second 60 is the one after 59 of a leap second.
    pub(super) fn seconds(&self) -> Result<i64, BadTime> {
        let leap_year = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let days = match self.month {
            2 => 28 + u32::from(leap_year),
            4 | 6 | 9 | 11 => 30,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return Err(BadTime::NoSuchDate),
        };
        let leap = self.second == 60 && self.minute == 59;
        if !(1..=days).contains(&self.day) || self.hour > 23 || self.minute > 59 || (self.second > 59 && !leap) {
            return Err(BadTime::NoSuchDate);
        }
        let clock = i64::from(self.hour * 3600 + self.minute * 60 + self.second);
        Ok(days_since_1970(self.year, self.month, self.day) * 86_400 + clock)
    }
}

/// Days of the proleptic Gregorian calendar since 1970-01-01 (the years begin in March here, so that the leap day comes last).
fn days_since_1970(year: i64, month: u32, day: u32) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, wanted: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| wanted.contains(byte))?;
        self.at += 1;
        Some(byte)
    }

    fn spaces(&mut self) {
        while self.take(b" ").is_some() {}
    }

    fn number(&mut self, least: usize, most: usize) -> Result<u32, BadTime> {
        let from = self.at;
        let mut value = 0;
        while let Some(byte @ b'0'..=b'9') = self.peek().filter(|_| self.at - from < most) {
            value = value * 10 + u32::from(byte - b'0');
            self.at += 1;
        }
        if self.at - from < least { Err(BadTime::NotUnderstood) } else { Ok(value) }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

/// Reads the parts of a time that is written in `form`, whole: what is left over makes it no time.
pub(super) fn parts(text: &str, form: TimeForm) -> Result<Parts<'_>, BadTime> {
    let mut cursor = Cursor { text, at: 0 };
    let ((year, short_year), month, day) = date(&mut cursor, form)?;
    let mut parts = Parts {
        year: i64::from(year),
        short_year,
        month,
        day,
        hour: 0,
        minute: 0,
        second: 0,
        nanos: 0,
        precision: Precision::Day,
        zone: Written::None,
    };
    let comma = cursor.take(b",").is_some();
    let joined = cursor.take(if comma { b" " } else { b"Tt _" });
    if joined.is_none() && !cursor.rest().is_empty() {
        return Err(BadTime::NotUnderstood);
    }
    cursor.spaces();
    if cursor.peek().is_some_and(|byte| byte.is_ascii_digit()) {
        clock(&mut cursor, &mut parts)?;
    } else if joined.is_some() {
        return Err(BadTime::NotUnderstood);
    }
    parts.zone = written_zone(cursor.rest())?;
    Ok(parts)
}

/// A year, and whether only two digits of it were written.
type Year = (u32, bool);

fn date(cursor: &mut Cursor<'_>, form: TimeForm) -> Result<(Year, u32, u32), BadTime> {
    if form == TimeForm::Mail {
        return mail_date(cursor);
    }
    let iso = form == TimeForm::Iso;
    let first = if iso { cursor.number(4, 4)? } else { cursor.number(1, 2)? };
    let separator = cursor.take(b"-/.").ok_or(BadTime::NotUnderstood)?;
    let second = cursor.number(1, 2)?;
    cursor.take(&[separator]).ok_or(BadTime::NotUnderstood)?;
    if iso {
        return Ok(((first, false), second, cursor.number(1, 2)?));
    }
    let year = year_last(cursor)?;
    Ok(if form == TimeForm::DayFirst { (year, second, first) } else { (year, first, second) })
}

/// A year of four digits, or of two, as telephones write it.
fn year_last(cursor: &mut Cursor<'_>) -> Result<Year, BadTime> {
    let from = cursor.at;
    let year = cursor.number(2, 4)?;
    match cursor.at - from {
        2 => Ok((2000 + year, true)),
        4 => Ok((year, false)),
        _ => Err(BadTime::NotUnderstood),
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn mail_date(cursor: &mut Cursor<'_>) -> Result<(Year, u32, u32), BadTime> {
    let rest = cursor.rest();
    if let Some((weekday, _)) = rest.split_once(',') {
        if weekday.len() != 3 || !weekday.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(BadTime::NotUnderstood);
        }
        cursor.at += 4;
        cursor.spaces();
    }
    let day = cursor.number(1, 2)?;
    cursor.take(b" ").ok_or(BadTime::NotUnderstood)?;
    let name = cursor.rest().get(..3).ok_or(BadTime::NotUnderstood)?;
    let month = MONTHS.iter().position(|month| name.eq_ignore_ascii_case(month)).ok_or(BadTime::NotUnderstood)?;
    cursor.at += 3;
    cursor.take(b" ").ok_or(BadTime::NotUnderstood)?;
    let year = cursor.number(4, 4)?;
    Ok(((year, false), u32::try_from(month).unwrap_or_default() + 1, day))
}

fn clock(cursor: &mut Cursor<'_>, parts: &mut Parts<'_>) -> Result<(), BadTime> {
    parts.hour = cursor.number(1, 2)?;
    cursor.take(b":").ok_or(BadTime::NotUnderstood)?;
    parts.minute = cursor.number(2, 2)?;
    parts.precision = Precision::Minute;
    if cursor.take(b":").is_some() {
        parts.second = cursor.number(2, 2)?;
        parts.precision = Precision::Second;
        // Kanvas also writes the fraction after a colon (`%H:%M:%S:%f`).
        if cursor.take(b".,:").is_some() {
            fraction(cursor, parts)?;
        }
    }
    let rest = cursor.rest().trim_start_matches(' ');
    let half = rest.get(..2).filter(|_| !rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphanumeric));
    let afternoon = match half {
        Some(half) if half.eq_ignore_ascii_case("am") => false,
        Some(half) if half.eq_ignore_ascii_case("pm") => true,
        _ => return Ok(()),
    };
    if !(1..=12).contains(&parts.hour) {
        return Err(BadTime::NoSuchDate);
    }
    parts.hour = parts.hour % 12 + if afternoon { 12 } else { 0 };
    cursor.spaces();
    cursor.at += 2;
    Ok(())
}

fn fraction(cursor: &mut Cursor<'_>, parts: &mut Parts<'_>) -> Result<(), BadTime> {
    let from = cursor.at;
    let mut unit = 100_000_000;
    while let Some(byte @ b'0'..=b'9') = cursor.peek() {
        parts.nanos += u32::from(byte - b'0') * unit;
        unit /= 10;
        cursor.at += 1;
    }
    if cursor.at == from {
        return Err(BadTime::NotUnderstood);
    }
    parts.precision = Precision::Digits(u8::try_from(cursor.at - from).unwrap_or(u8::MAX));
    Ok(())
}

fn written_zone(text: &str) -> Result<Written<'_>, BadTime> {
    let text = text.trim();
    match text.as_bytes() {
        [] => Ok(Written::None),
        [b'Z' | b'z'] => Ok(Written::Offset(0, text)),
        [b'+' | b'-', ..] => {
            zone::offset(text.as_bytes()).map(|seconds| Written::Offset(seconds, text)).ok_or(BadTime::NotUnderstood)
        }
        [byte, ..] if byte.is_ascii_alphabetic() => Ok(Written::Named(text)),
        _ => Err(BadTime::NotUnderstood),
    }
}

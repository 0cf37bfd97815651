//! Times as people type them at 02:40.

use chrono::{Datelike, Days, FixedOffset, NaiveDate, NaiveTime};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::readings::{Choice, Clock, Zone};
use super::{How, Instant, TimeProblem, When};

/// What a typed time is read against: the present instant and the zone of the case.
#[derive(Debug, Clone, Copy)]
pub struct TypingContext {
    /// The present instant.
    pub now: Instant,
    /// The zone in which a time without a zone is meant.
    pub zone: Tz,
}

/// Longest text read as a time, in bytes. The longest form with the longest zone name takes some 70.
const LONGEST: usize = 120;
/// How far ahead of now a bare `14:05` may lie and still mean today, in minutes.
const AHEAD_MINUTES: i64 = 60;
/// How far ahead of now `21 Nov 02:10` may lie, in hours, when its year is chosen.
const AHEAD_HOURS: i64 = 24;

/// Reads a typed time. White space around and between the parts does not matter, nor does case.
///
/// | form | means |
/// |---|---|
/// | `now` | now |
/// | `-10m`, `+5m`, `-90s`, `-2h`, `-1d`, `-1h30m` | that long before or after now; a day is 24 hours |
/// | `14:05`, `14:05:30` | today if at most one hour ahead of now, else yesterday (at 00:10, `23:50` is yesterday) |
/// | `today 09:00`, `yesterday 23:10`, `tomorrow 09:00` | that day in the zone |
/// | `21 Nov 02:10` | in the latest year in which it is at most one day ahead of now; English month names |
/// | `21 Nov 2026 02:10`, `2026-11-21 02:10`, `2026-11-21T02:10` | as it stands |
/// | RFC 3339, such as `2026-11-21T02:10:00+01:00` | as it stands |
///
/// Seconds may carry decimals, which are kept to the millisecond. Any local form may be followed by `Z`, `UTC`, `GMT`,
/// an offset (`+02:00`, `+0200`, `+2`, `UTC+2`) or an IANA name (`America/New_York`). Letters such as `CET` are taken only where they are those
/// of the context's own zone at that very time, for elsewhere they mean several things. A local time that exists twice
/// is [`TimeProblem::Twice`] until it says which: by offset, by such letters, or by `a` (first) or `b` (second) as
/// in `02:30a`.
///
/// The answer is known [`How::OwnClock`] when it was typed relative to now, else [`How::Told`]; a form that knows
/// better overwrites it.
pub fn parse_when(typed: &str, ctx: &TypingContext) -> Result<When, TimeProblem> {
    parse(typed, ctx, false)
}

/// Reads a typed time that lies ahead, such as when the next briefing is. It differs from [`parse_when`] only where a part is left unsaid.
///
/// | form | means |
/// |---|---|
/// | `14:05` | today if it is still to come, else tomorrow (at 00:31, `03:30` is in three hours) |
/// | `21 Nov 02:10` | in the first year in which it is at most one day ago |
///
/// # Errors
/// As [`parse_when`].
pub fn parse_coming(typed: &str, ctx: &TypingContext) -> Result<When, TimeProblem> {
    parse(typed, ctx, true)
}

fn parse(typed: &str, ctx: &TypingContext, coming: bool) -> Result<When, TimeProblem> {
    if typed.trim().is_empty() {
        return Err(TimeProblem::NotGiven);
    }
    if typed.len() > LONGEST {
        return Err(TimeProblem::NotUnderstood);
    }
    let words: Vec<&str> = typed.split_whitespace().collect();
    if let Some(millis) = relative_millis(&words) {
        let now = ctx.now.checked_plus_millis(millis)?;
        return Ok(When { typed: typed.to_owned(), ..When::now(&TypingContext { now, ..*ctx }) });
    }
    let (day, rest) = read_day(&words)?;
    let clock = read_clock(rest, ctx.zone)?;
    let (at, offset_minutes) = match day {
        Day::Unsaid if coming => {
            let today = clock.today(ctx.now);
            let meant = clock.readings(today)?;
            if meant.earliest() > ctx.now {
                clock.settle(meant)
            } else {
                clock.settle(clock.readings(day_after(today)?)?)
            }
        }
        Day::Unsaid => {
            let today = clock.today(ctx.now);
            let meant = clock.readings(today)?;
            let latest = ctx.now.plus_minutes(AHEAD_MINUTES);
            if meant.earliest() <= latest {
                clock.settle(meant)
            } else {
                clock.settle(clock.readings(day_before(today)?)?)
            }
        }
        Day::Today => clock.settle(clock.readings(clock.today(ctx.now))?),
        Day::Yesterday => clock.settle(clock.readings(day_before(clock.today(ctx.now))?)?),
        Day::Tomorrow => clock.settle(clock.readings(day_after(clock.today(ctx.now))?)?),
        Day::Date(date) => clock.settle(clock.readings(date)?),
        Day::OfYear(day, month) if coming => {
            let year = clock.today(ctx.now).year();
            let first = ctx.now.plus_hours(-AHEAD_HOURS);
            [year - 1, year, year + 1]
                .into_iter()
                .filter_map(|year| clock.readings(NaiveDate::from_ymd_opt(year, month, day)?).ok())
                .find(|meant| meant.earliest() >= first)
                .ok_or(TimeProblem::NoSuchDate)
                .and_then(|meant| clock.settle(meant))
        }
        Day::OfYear(day, month) => {
            let year = clock.today(ctx.now).year();
            let latest = ctx.now.plus_hours(AHEAD_HOURS);
            [year + 1, year, year - 1]
                .into_iter()
                .filter_map(|year| clock.readings(NaiveDate::from_ymd_opt(year, month, day)?).ok())
                .find(|meant| meant.earliest() <= latest)
                .ok_or(TimeProblem::NoSuchDate)
                .and_then(|meant| clock.settle(meant))
        }
    }?;
    Ok(When { at, typed: typed.to_owned(), zone: clock.zone.name(), offset_minutes, how: How::Told })
}

/// `now`, or a sign and lengths in falling order; `None` for anything else.
fn relative_millis(words: &[&str]) -> Option<i64> {
    let joined = words.concat().to_ascii_lowercase();
    if joined == "now" {
        return Some(0);
    }
    let mut chars = joined.chars();
    let sign = match chars.next()? {
        '+' => 1,
        // Phones and word processors put a true minus or a dash in place of the hyphen.
        '-' | '\u{2212}' | '\u{2013}' => -1,
        _ => return None,
    };
    let mut units = [('d', 86_400_000), ('h', 3_600_000), ('m', 60_000), ('s', 1000)].into_iter();
    let mut total = 0_i64;
    let mut rest = chars.as_str();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (count, tail) = rest.split_at(end);
        let mut tail = tail.chars();
        let letter = tail.next()?;
        let (_, millis) = units.find(|(unit, _)| *unit == letter)?;
        total += i64::from(number(count, 1..=7)?) * millis;
        rest = tail.as_str();
    }
    Some(sign * total)
}

enum Day {
    Unsaid,
    Today,
    Yesterday,
    Tomorrow,
    Date(NaiveDate),
    OfYear(u32, u32),
}

/// Splits off the day; what is left are the words of the clock time and its zone.
fn read_day<'a>(words: &[&'a str]) -> Result<(Day, Vec<&'a str>), TimeProblem> {
    let (first, rest) = words.split_first().ok_or(TimeProblem::NotGiven)?;
    if first.eq_ignore_ascii_case("today") {
        return Ok((Day::Today, rest.to_vec()));
    }
    if first.eq_ignore_ascii_case("yesterday") {
        return Ok((Day::Yesterday, rest.to_vec()));
    }
    if first.eq_ignore_ascii_case("tomorrow") {
        return Ok((Day::Tomorrow, rest.to_vec()));
    }
    if let Some((date, time)) = first.split_once(['T', 't'])
        && let Some(date) = iso_date(date)
    {
        return Ok((Day::Date(date?), std::iter::once(time).chain(rest.iter().copied()).collect()));
    }
    if let Some(date) = iso_date(first) {
        return Ok((Day::Date(date?), rest.to_vec()));
    }
    if let (Some(day), Some((second, rest))) = (number(first, 1..=2), rest.split_first()) {
        let month = month_number(second).ok_or(TimeProblem::NotUnderstood)?;
        return match rest.split_first().and_then(|(word, rest)| Some((number(word, 4..=4)?, rest))) {
            Some((year, rest)) => Ok((Day::Date(date_of(year, month, day)?), rest.to_vec())),
            None => Ok((Day::OfYear(day, month), rest.to_vec())),
        };
    }
    Ok((Day::Unsaid, words.to_vec()))
}

/// `YYYY-MM-DD`: `None` when it has not that shape, an error inside when the calendar lacks it.
fn iso_date(text: &str) -> Option<Result<NaiveDate, TimeProblem>> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = (number(year, 4..=4)?, number(month, 2..=2)?, number(day, 2..=2)?);
    parts.next().is_none().then(|| date_of(year, month, day))
}

fn date_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, TimeProblem> {
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).ok_or(TimeProblem::NoSuchDate)
}

fn day_before(date: NaiveDate) -> Result<NaiveDate, TimeProblem> {
    date.checked_sub_days(Days::new(1)).ok_or(TimeProblem::OutOfRange)
}

fn day_after(date: NaiveDate) -> Result<NaiveDate, TimeProblem> {
    date.checked_add_days(Days::new(1)).ok_or(TimeProblem::OutOfRange)
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    (1..)
        .zip(MONTHS)
        .find(|(_, month)| *month == word || month.get(..3) == Some(word.as_str()))
        .map(|(number, _)| number)
}

/// ASCII digits only, as many as `length` allows (at most nine).
fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    (length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// Reads `14:05`, `14:05:30.250`, `02:30a`, each with a zone attached or as a second word.
fn read_clock(words: Vec<&str>, own_zone: Tz) -> Result<Clock, TimeProblem> {
    let (token, zone_word) = match words[..] {
        [token] => (token, None),
        [token, zone] => (token, Some(zone)),
        _ => return Err(TimeProblem::NotUnderstood),
    };
    let end = token.find(|c: char| !(c.is_ascii_digit() || ":.,".contains(c))).unwrap_or(token.len());
    let (digits, tail) = token.split_at(end);
    let time = time_of_day(digits).ok_or(TimeProblem::NotUnderstood)?;
    let (choice, zone_word) = match (tail, zone_word) {
        ("", zone) => (None, zone),
        ("a" | "A", zone) => (Some(Choice::First), zone),
        ("b" | "B", zone) => (Some(Choice::Second), zone),
        (zone, None) => (None, Some(zone)),
        (_, Some(_)) => return Err(TimeProblem::NotUnderstood),
    };
    match zone_word.map(read_zone) {
        None => Ok(Clock { time, choice, zone: Zone::Named(own_zone) }),
        Some(ZoneWord::Known(zone)) => Ok(Clock { time, choice, zone }),
        Some(ZoneWord::Letters(name)) if choice.is_none() => {
            Ok(Clock { time, choice: Some(Choice::Letters(name)), zone: Zone::Named(own_zone) })
        }
        Some(ZoneWord::Letters(_) | ZoneWord::Unknown) => Err(TimeProblem::UnknownZone),
    }
}

fn time_of_day(digits: &str) -> Option<NaiveTime> {
    // `14.05` and `1405` are how many people write a time of day.
    if let Some((hour, minute)) = digits.split_once('.').filter(|_| !digits.contains(':')) {
        return NaiveTime::from_hms_opt(number(hour, 1..=2)?, number(minute, 2..=2)?, 0);
    }
    if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return NaiveTime::from_hms_opt(number(&digits[..2], 2..=2)?, number(&digits[2..], 2..=2)?, 0);
    }
    let (whole, fraction) = digits.split_once(['.', ',']).map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut parts = whole.split(':');
    let hour = number(parts.next()?, 1..=2)?;
    let minute = number(parts.next()?, 2..=2)?;
    let second = parts.next().map(|second| number(second, 2..=2));
    if parts.next().is_some() {
        return None;
    }
    let milli = match (second, fraction) {
        (_, None) => 0,
        (Some(_), Some(fraction)) if number(fraction, 1..=9).is_some() => fraction
            .bytes()
            .chain(std::iter::repeat(b'0'))
            .take(3)
            .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')),
        _ => return None,
    };
    NaiveTime::from_hms_milli_opt(hour, minute, second.unwrap_or(Some(0))?, milli)
}

enum ZoneWord {
    Known(Zone),
    Letters(String),
    Unknown,
}

fn read_zone(word: &str) -> ZoneWord {
    if ["Z", "UTC", "GMT"].iter().any(|name| word.eq_ignore_ascii_case(name)) {
        return ZoneWord::Known(Zone::Named(Tz::UTC));
    }
    let bare = ["UTC", "GMT"].iter().find_map(|name| {
        let (head, rest) = word.split_at_checked(name.len())?;
        head.eq_ignore_ascii_case(name).then_some(rest)
    });
    if let Some(offset) = read_offset(bare.unwrap_or(word)) {
        return ZoneWord::Known(Zone::Fixed(offset));
    }
    // Names without a slash (`EST`, `CET`) are in the tz database for old times' sake and surprise people: see
    // `Choice`.
    if word.contains('/') {
        let known = TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(word));
        return known.map_or(ZoneWord::Unknown, |zone| ZoneWord::Known(Zone::Named(*zone)));
    }
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        ZoneWord::Letters(word.to_owned())
    } else {
        ZoneWord::Unknown
    }
}

/// `+02:00`, `+0200`, `+02`, `+2`, and `+00:53:28`, which [`LocalTime::offset`](super::LocalTime::offset) writes for old
/// times.
fn read_offset(word: &str) -> Option<FixedOffset> {
    let mut chars = word.chars();
    let sign = match chars.next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let rest = chars.as_str();
    let parts: Vec<&str> = match rest.len() {
        4 if rest.is_ascii() => vec![&rest[..2], &rest[2..]],
        _ => rest.split(':').collect(),
    };
    if parts.len() > 3 {
        return None;
    }
    let mut seconds = 0;
    for (part, (unit, below)) in parts.iter().zip([(3600, 24), (60, 60), (1, 60)]) {
        let digits = if unit == 3600 { 1..=2 } else { 2..=2 };
        let value = i32::try_from(number(part, digits)?).ok().filter(|value| *value < below)?;
        seconds += value * unit;
    }
    FixedOffset::east_opt(sign * seconds)
}

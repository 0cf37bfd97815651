//! Time since 1970: whole numbers, or numbers with a fraction, in a unit that is named or told by size.

use super::time::{BadTime, Precision, Unit};

/// Reads a number as nanoseconds since 1970, with the precision it was written in. Without a unit the rule of Timesketch decides (`timesketch/lib/utils.py`):
/// over 1e17 nanoseconds, over 1e14 microseconds, over 1e11 milliseconds, else seconds.
pub(super) fn read(text: &str, unit: Option<Unit>) -> Result<(i128, Precision), BadTime> {
    let (negative, number) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    let whole = number.iter().position(|byte| *byte == b'.').unwrap_or(number.len());
    let (whole, fraction) = (&number[..whole], number.get(whole + 1..).unwrap_or_default());
    // Twenty digits hold any count of nanoseconds within the years 0000 to 9999, and keep what follows far from overflow.
    if whole.is_empty() || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
        return Err(BadTime::NotUnderstood);
    }
    let significant = whole.iter().position(|byte| *byte != b'0').map_or(&b""[..], |first| &whole[first..]);
    if significant.len() > 21 {
        return Err(BadTime::OutOfRange);
    }
    let count = significant.iter().fold(0_i128, |count, byte| count * 10 + i128::from(byte - b'0'));
    let unit = unit.unwrap_or_else(|| by_size(count));
    let (nanos, digits) = match unit {
        Unit::Seconds => (1_000_000_000, 0_u8),
        Unit::Millis => (1_000_000, 3),
        Unit::Micros => (1_000, 6),
        Unit::Nanos => (1, 9),
    };
    let (mut total, mut step) = (count * nanos, nanos);
    for byte in fraction {
        step /= 10;
        total += i128::from(byte - b'0') * step;
    }
    let digits = digits.saturating_add(u8::try_from(fraction.len()).unwrap_or(u8::MAX));
    let precision = if digits == 0 { Precision::Second } else { Precision::Digits(digits) };
    Ok((if negative { -total } else { total }, precision))
}

/// The unit of a count by its size.
#[must_use]
pub fn by_size(count: i128) -> Unit {
    match count {
        100_000_000_000_000_001.. => Unit::Nanos,
        100_000_000_000_001.. => Unit::Micros,
        100_000_000_001.. => Unit::Millis,
        _ => Unit::Seconds,
    }
}

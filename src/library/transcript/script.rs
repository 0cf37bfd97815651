//! Typescripts of script(1): util-linux writes times with their offset and the command; BSD and older ones a date as ctime(3) does. Times of single pieces
//! lie in a file beside it, in the classic or the multi-stream form.

use super::{Reading, Stamp, between, local, month};
use crate::domain::time::Instant;

const START: &str = "Script started on ";
const END: &str = "Script done on ";

pub(super) fn looks(beginning: &str) -> bool {
    beginning.trim_start().starts_with(START)
}

pub(super) fn read(text: &str, timing: Option<&[u8]>) -> Option<Reading> {
    let first = text.trim_start().lines().next()?.strip_prefix(START)?;
    let started = stamp(first);
    let last = text.lines().rev().take(3).find_map(|line| line.trim().strip_prefix(END));
    let length = timing.and_then(|bytes| duration_ms(&String::from_utf8_lossy(bytes)));
    let ended = last.and_then(stamp).or_else(|| match (&started, length) {
        (Some(Stamp::At(start)), Some(length)) => Some(Stamp::At(start.plus_millis(length))),
        _ => None,
    });
    let command = between(first, "COMMAND=\"", "\"").map(str::to_owned);
    Some(Reading { format: "script", started, ended, commands: command.into_iter().collect(), ..Reading::default() })
}

/// `2026-11-21 16:46:12+01:00 [...]`, or `Sat Nov 21 16:46:12 2026`.
fn stamp(text: &str) -> Option<Stamp> {
    let text = text.split('[').next()?.trim();
    if let Ok(at) = Instant::parse_rfc3339(&text.replacen(' ', "T", 1)) {
        return Some(Stamp::At(at));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [_, name, day, time, rest @ ..] = words.as_slice() else { return None };
    let mut clock = time.split(':');
    // Between the time and the year there may be a zone's letters, which name no zone for certain.
    let year = rest.iter().find(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))?;
    let month = month(name)?.to_string();
    local(year, &month, day, clock.next()?, clock.next()?, clock.next()?)
}

/// The sum of the pauses: lines `SECONDS BYTES`, or `O SECONDS BYTES` with other letters for other streams.
fn duration_ms(timing: &str) -> Option<i64> {
    let mut seconds = 0.0;
    for line in timing.lines() {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        let number = if first.len() == 1 && first.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            words.next().unwrap_or_default()
        } else {
            first
        };
        seconds += number.parse::<f64>().ok().filter(|pause| pause.is_finite() && *pause >= 0.0).unwrap_or(0.0);
    }
    #[expect(clippy::cast_possible_truncation, reason = "below a century")]
    (seconds > 0.0 && seconds < 3e9).then(|| (seconds * 1000.0).round() as i64)
}

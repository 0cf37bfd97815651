//! Where a verification says that words stand in a proof.

use super::{Ask, Locator, Outcome, search};
use crate::library::transcript::{asciicast, lines};

/// What a verification looks for: the words at the place that was typed, anywhere where that is words of its own.
#[must_use]
pub fn asked(words: &str, typed: &str) -> Ask {
    Ask { place: Locator::parse(typed), text: words.to_owned() }
}

/// The place that a search of a large file found, as a verification says it; none in the inner one where the words are not there, none at all where nobody could look.
#[must_use]
pub fn told(outcome: Outcome) -> Option<Option<String>> {
    match outcome {
        Outcome::Found(hit) => Some(Some(hit.place.to_string())),
        Outcome::Absent | Outcome::NoPlace => Some(None),
        Outcome::Unread(_) => None,
    }
}

/// Where words stand in a stored proof. A frame, an event, a range of bytes or a line of a commit is looked at and nothing else; the line that somebody pointed at is
/// looked at before any other with the same words.
#[must_use]
pub fn place_in(bytes: &[u8], words: &str, typed: &str) -> Option<String> {
    let ask = asked(words, typed);
    let from_line = match &ask.place {
        Some(Locator::Lines { from, .. }) => usize::try_from(*from).unwrap_or(1),
        Some(_) => return told(search(&mut &*bytes, &ask)).flatten(),
        None => 1,
    };
    // What has frames or events has no lines.
    let anywhere = search(&mut &*bytes, &Ask { place: None, ..ask });
    match anywhere {
        Outcome::Found(hit) if !matches!(hit.place, Locator::Lines { .. }) => Some(hit.place.to_string()),
        _ => line_of(bytes, words, from_line),
    }
}

/// The line on which words stand. In a recorded session it is looked for in the lines that were shown, and its place is the time at which they
/// could be read; what stands only in the bytes of the file is cited by line and offset, there as everywhere. Lines from `from_line` on, counted from 1, come
/// first.
fn line_of(bytes: &[u8], quote: &str, from_line: usize) -> Option<String> {
    let before = from_line.saturating_sub(1);
    if let Some(cast) = asciicast::parse(bytes) {
        let all = lines::lines(&cast);
        let later = all.get(before..).and_then(|later| lines::find(later, quote));
        let found = later.map(|(line, at_us)| (line + before, at_us)).or_else(|| lines::find(&all, quote));
        if let Some((line, at_us)) = found {
            let (seconds, millis) = (at_us / 1_000_000, at_us / 1000 % 1000);
            return Some(format!("{seconds}.{millis:03} s, line {line}"));
        }
    }
    let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let start = std::iter::once(0).chain(breaks).nth(before).unwrap_or(0);
    let later = bytes.get(start..).and_then(|later| find(later, quote.as_bytes())).map(|offset| offset + start);
    let offset = later.or_else(|| find(bytes, quote.as_bytes()))?;
    let line = bytes.get(..offset)?.iter().filter(|byte| **byte == b'\n').count() + 1;
    Some(format!("line {line}, offset {offset}"))
}

/// First occurrence of `needle` in `bytes`.
fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return None;
    }
    bytes.windows(needle.len()).position(|window| window == needle)
}

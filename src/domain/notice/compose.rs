//! The whole text of a notice, made from its answers: what is stated as fact, what is not yet known and when it follows, what does not apply. What is approved
//! and what is sent is this text, to the byte.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::{Begun, Entry, Item, Words};
use crate::domain::range::Range;
use crate::domain::text::one_line;

/// Signs in a text that somebody was to fill in.
const GAPS: &[&str] = &["[...]", "[…]", "____"];

/// The text. Answers stand in the order of the items, under what each item asks for; an item for late notices only where it is answered. What is stated and not
/// confirmed is never written as a fact.
#[must_use]
pub fn compose(begun: &Begun, entries: &[Entry]) -> String {
    let words = &begun.words;
    let kind = match begun.kind.as_str() {
        "supplement" => &words.supplement,
        "correction" => &words.correction,
        "withdrawal" => &words.withdrawal,
        _ => &words.initial,
    };
    let mut out = vec![begun.title.clone(), kind.clone()];
    let answered = |item: &Item| entries.iter().find(|entry| entry.item == item.id && !entry.blank());
    let shown = begun.items.iter().filter(|item| !item.late || answered(item).is_some());
    for (at, item) in shown.enumerate() {
        out.push(String::new());
        out.push([&(at + 1).to_string(), ". ", &item.text].concat());
        out.push(answered(item).map_or_else(|| words.missing.clone(), |entry| said(words, entry)));
    }
    let mut text = String::new();
    for line in out.iter().flat_map(|part| part.split('\n')) {
        // Bytes that a terminal would obey never get into a text that people carry about.
        text.push_str(one_line(line).trim_end());
        text.push('\n');
    }
    text
}

fn said(words: &Words, entry: &Entry) -> String {
    let body = body(words, entry);
    let after = |lead: &str| if body.is_empty() { lead.to_owned() } else { [lead, ": ", &body].concat() };
    match entry.answer.as_str() {
        "stated" if entry.confirmed => body,
        "stated" => after(&words.unconfirmed),
        "not-applicable" => after(&words.not_applicable),
        _ => {
            let mut lines = vec![after(&words.unknown)];
            if let Some(when) = &entry.follows {
                let at = when.at.rfc3339_at(when.offset_minutes);
                let (date, rest) = at.split_once('T').unwrap_or((&at, ""));
                let (minute, offset) = (rest.get(..5).unwrap_or_default(), rest.get(rest.len().saturating_sub(6)..));
                lines.push([&words.follows, ": ", date, " ", minute, " ", offset.unwrap_or_default()].concat());
            }
            lines.join("\n")
        }
    }
}

fn body(words: &Words, entry: &Entry) -> String {
    let mut lines: Vec<String> =
        Some(entry.text.trim()).filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect();
    if let Some(number) = &entry.number {
        let range = [(&words.low, number.low), (&words.likely, number.likely), (&words.high, number.high)];
        let range: Vec<String> = range
            .into_iter()
            .filter_map(|(word, number)| Some([word.as_str(), " ", &number?.to_string()].concat()))
            .collect();
        if !range.is_empty() {
            lines.push(range.join(", "));
        }
        if !number.method.trim().is_empty() {
            lines.push([words.method.as_str(), ": ", number.method.trim()].concat());
        }
    }
    lines.join("\n")
}

/// SHA-256 of a text, lower-case hex.
#[must_use]
pub fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// What an answer still lacks, by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing is answered.
    Missing,
    /// The words are those of the list, or hold a gap to fill in.
    Unedited,
    /// It is stated as fact and nothing confirmed is cited.
    Unconfirmed,
    /// It is not yet known, and nobody said when it follows.
    NoTime,
    /// It does not apply, and nobody said why.
    NoReason,
    /// A number lacks its range, or how it was found.
    NoRange,
    /// Low, likely and high are not in that order.
    OutOfOrder,
}

impl Gap {
    /// The code: `missing`, `unedited`, `unconfirmed`, `no-time`, `no-reason`, `no-range`, `out-of-order`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Gap::Missing => "missing",
            Gap::Unedited => "unedited",
            Gap::Unconfirmed => "unconfirmed",
            Gap::NoTime => "no-time",
            Gap::NoReason => "no-reason",
            Gap::NoRange => "no-range",
            Gap::OutOfOrder => "out-of-order",
        }
    }
}

/// What the answer to an item lacks; none where it is complete. Whether it is confirmed is what the answer itself says.
#[must_use]
pub fn gap(item: &Item, entry: Option<&Entry>) -> Option<Gap> {
    let Some(entry) = entry.filter(|entry| !entry.blank()) else { return Some(Gap::Missing) };
    let text = entry.text.trim();
    if GAPS.iter().any(|gap| text.contains(gap)) || (!text.is_empty() && same_words(text, &item.text)) {
        return Some(Gap::Unedited);
    }
    match entry.answer.as_str() {
        "stated" => {
            let number = entry.number.as_ref();
            if text.is_empty() && number.is_none() {
                return Some(Gap::Missing);
            }
            let short = item.number.then(|| number.map_or(Some(Gap::NoRange), range_gap)).flatten();
            short.or_else(|| number.and_then(disorder)).or((!entry.confirmed).then_some(Gap::Unconfirmed))
        }
        "not-applicable" => text.is_empty().then_some(Gap::NoReason),
        _ => entry.follows.is_none().then_some(Gap::NoTime),
    }
}

/// Letters and digits alone, in lower case: what is left of a text in any format.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn same_words(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// What a number lacks that an item asks for: a range, and how it was found.
fn range_gap(number: &Range) -> Option<Gap> {
    let range = number.low.is_some() && number.likely.is_some() && number.high.is_some();
    let found = !number.method.trim().is_empty() || number.counted_in.is_some();
    (!range || !found).then_some(Gap::NoRange)
}

fn disorder(number: &Range) -> Option<Gap> {
    (!number.in_order()).then_some(Gap::OutOfOrder)
}

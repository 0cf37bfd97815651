//! Telephone numbers in bodies and stored files: where a record names a number as one, wherever one of these numbers stands in other words, and whatever is
//! written as numbers are between countries.

mod search;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::journal::chain::Row;
pub use search::Search;
use search::{Scan, digit};

/// Digits from the end by which a number is recognised, with and without a country's code.
const TAIL: usize = 8;
/// Fewer digits are an extension, and stand in every log.
const LEAST: usize = 6;

/// The numbers that records of a case name as such.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    /// The last digits of each, as many as are compared, and as a number.
    tails: BTreeSet<(usize, u32)>,
}

impl Numbers {
    /// Collects the numbers that stand in fields made for them.
    pub(super) fn of(rows: &[Row]) -> Self {
        let mut numbers = Numbers::default();
        for row in rows {
            if let Some(value) = row.body.as_deref().and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok()) {
                numbers.collect(&value);
            }
        }
        numbers
    }

    fn collect(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    // A paper has a number and a format, and nobody rings it.
                    let to_ring = name == "number" && !fields.contains_key("format");
                    if to_ring || matches!(name.as_str(), "phones" | "phone" | "handle") {
                        self.named(value);
                    }
                    self.collect(value);
                }
            }
            Value::Array(values) => values.iter().for_each(|value| self.collect(value)),
            _ => {}
        }
    }

    fn named(&mut self, value: &Value) {
        let texts: Vec<&str> = match value {
            Value::String(text) => vec![text],
            Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        for run in texts.into_iter().flat_map(runs).filter(|run| run.len() >= LEAST) {
            let end = run.get(run.len().saturating_sub(TAIL)..).unwrap_or_default();
            self.tails.insert((end.len(), end.iter().fold(0, |value, digit| value * 10 + digit)));
        }
    }

    /// Whether a body names a number.
    pub(super) fn within(&self, body: &[u8]) -> bool {
        serde_json::from_slice::<Value>(body).is_ok_and(|value| self.in_value(&value))
    }

    /// Whether a stored file names a number; none where none was found and it is no text to its end, so that nobody can tell.
    pub(super) fn within_file(&self, bytes: &[u8]) -> Option<bool> {
        let mut search = self.search();
        search.feed(bytes);
        search.finish()
    }

    /// A search through bytes that come one after another, of any length.
    #[must_use]
    pub fn search(&self) -> Search<'_> {
        Search::of(self)
    }

    fn in_text(&self, text: &str) -> bool {
        let mut scan = Scan::of(self);
        text.chars().any(|letter| scan.letter(letter)) || scan.end()
    }

    fn in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.in_text(text),
            Value::Array(values) => values.iter().any(|value| self.in_value(value)),
            Value::Object(fields) => fields.values().any(|value| self.in_value(value)),
            _ => false,
        }
    }
}

/// Digits that belong together, without what stands between them.
fn runs(text: &str) -> Vec<Vec<u32>> {
    let mut runs = Vec::new();
    let mut run = Vec::new();
    for letter in text.chars() {
        match digit(letter) {
            Some(digit) => run.push(digit),
            None if search::parts(letter) => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(body: &str) -> Row {
        Row { station: String::new(), seq: 2, hash: Vec::new(), line: Vec::new(), body: Some(body.into()) }
    }

    #[test]
    fn a_number_is_found_however_it_is_written() {
        let numbers =
            Numbers::of(&[row(r#"{"fact":{"phones":["+49 151 2345 6789",""],"x":[{"number":"0800-330033"}]}}"#)]);
        for body in [
            r#"{"fact":{"phones":["+49 151 2345 6789"]}}"#,
            r#"{"text":"rang 0151/23456789, no answer"}"#,
            r#"{"text":["(0151) 2345-6789"]}"#,
            r#"{"text":"call 0800 330033"}"#,
            "{\"text\":\"0151\u{a0}2345\u{a0}6789\"}",
            "{\"text\":\"0151\u{2011}2345\u{2011}6789\"}",
            "{\"text\":\"\u{ff10}\u{ff11}\u{ff15}\u{ff11}\u{3000}\u{ff12}\u{ff13}\u{ff14}\u{ff15}\u{ff0d}\u{ff16}\u{ff17}\u{ff18}\u{ff19}\"}",
            "{\"text\":\"\u{665}\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}\u{669}\"}",
            r#"{"text":"0151,2345,6789"}"#,
            r#"{"text":"0151*2345*6789"}"#,
            r#"{"text":"0151;2345;6789"}"#,
            r#"{"text":"[0151]_2345~6789"}"#,
            "{\"text\":\"0151\u{200b}2345\u{ad}6789\"}",
        ] {
            assert!(numbers.within(body.as_bytes()), "{body}");
        }
        for body in
            [r#"{"text":"2026-11-22 13:00:00 151"}"#, r#"{"at":23456789}"#, r#"{"text":"2345 : 6789"}"#, "no json"]
        {
            assert!(!numbers.within(body.as_bytes()), "{body}");
        }
        // Nobody named this one, and it is written as numbers are.
        for text in [
            "ring +49 30 7654 3210",
            "(+1 202-555-0143)",
            "tel:+442079460000",
            "\u{ff0b}\u{ff14}\u{ff19} 30 7654 3210",
            "+49*30*76543210",
            "rang +49 30 76543210, 2026-11-22 13:00",
        ] {
            assert!(Numbers::default().within_file(text.as_bytes()).unwrap(), "{text}");
        }
        for text in [
            "UTC+1 2026-11-22 13:00",
            "+ 1234567890",
            "+02:00 15:30:00",
            "+15 min",
            "AAAA+1234567890/",
            "a++12345678",
            "grew by +12,345,678 bytes",
            "5;+5;12345678",
        ] {
            assert!(!Numbers::default().within_file(text.as_bytes()).unwrap(), "{text}");
        }
        let paper = row(r#"{"paper":"checkpoint","number":"CP-373af800-40-4f49","format":"pdf"}"#);
        assert!(
            !Numbers::of(std::slice::from_ref(&paper)).within(br#"{"slip":"CP-373af800-40-4f49"}"#),
            "a paper's number"
        );
        assert!(!Numbers::of(&[row(r#"{"phones":["4711"]}"#)]).within(br#"{"phones":["4711"]}"#), "an extension");
    }

    #[test]
    fn text_is_searched_however_it_is_stored_and_what_is_none_is_not() {
        let numbers = Numbers::of(&[row(r#"{"phones":["+49 151 2345 6789"]}"#)]);
        let call = "13:00 answered 0151 23456789\r\n";
        let wide = |order: fn(u16) -> [u8; 2], mark: u16| -> Vec<u8> {
            std::iter::once(mark).chain(call.encode_utf16()).flat_map(order).collect()
        };
        for bytes in [call.as_bytes().to_vec(), wide(u16::to_le_bytes, 0xfeff), wide(u16::to_be_bytes, 0xfeff)] {
            assert_eq!(numbers.within_file(&bytes), Some(true));
        }
        assert_eq!(numbers.within_file(b"13:00 nobody answered"), Some(false));
        assert_eq!(numbers.within_file(b""), Some(false));
        for none in
            [&b"%PDF-1.7\n\xe2\xe3\xcf\xd3"[..], b"call 0151\0 23456789", b"\xff\xfe\x00\xd8", b"\x89PNG", b"caf\xc3"]
        {
            assert_eq!(numbers.within_file(none), None, "{none:?}");
        }
        // What was found was found, whatever comes after it.
        assert_eq!(numbers.within_file(b"0151 23456789 \0"), Some(true));
    }

    #[test]
    fn a_number_is_found_wherever_the_bytes_are_parted_and_none_is_made_up() {
        let numbers = Numbers::of(&[row(r#"{"phones":["+49 151 2345 6789"]}"#)]);
        let texts =
            ["x\u{e9} 0151 \u{ff12}345-6789 y", "x +442079460000", "x\u{1d7ce} 0151 2345:6789", "nobody \u{1f4de}"];
        for text in texts {
            let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
            for bytes in [text.as_bytes().to_vec(), wide] {
                let whole = numbers.within_file(&bytes);
                assert_eq!(whole, Some(text.contains("6789 y") || text.contains('+')), "{text}");
                for one in 0..=bytes.len() {
                    for other in one..=bytes.len() {
                        let mut search = numbers.search();
                        for part in [&bytes[..one], &bytes[one..other], &bytes[other..]] {
                            search.feed(part);
                        }
                        assert_eq!(search.finish(), whole, "{text} parted at {one} and {other}");
                    }
                }
            }
        }
    }
}

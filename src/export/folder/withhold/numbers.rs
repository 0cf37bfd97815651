//! Telephone numbers in bodies and stored files: where a record names a number as one, wherever one of these numbers stands in other words, and whatever is
//! written as numbers are between countries.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::journal::chain::Row;

/// Digits from the end by which a number is recognised, with and without a country's code.
const TAIL: usize = 8;
/// Fewer digits are an extension, and stand in every log.
const LEAST: usize = 6;
/// What may stand between the digits of a number.
const BETWEEN: &str = " -/().\u{a0}\u{2009}\u{202f}\u{2010}\u{2011}\u{2012}\u{2013}";

/// The numbers that records of a case name as such.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    tails: BTreeSet<String>,
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
            self.tails.insert(tail(&run).to_owned());
        }
    }

    /// Whether a body names a number.
    pub(super) fn within(&self, body: &[u8]) -> bool {
        serde_json::from_slice::<Value>(body).is_ok_and(|value| self.in_value(&value))
    }

    /// Whether a stored file names a number; none where it is no text, so that nobody can tell.
    pub(super) fn within_file(&self, bytes: &[u8]) -> Option<bool> {
        Some(self.in_text(&text(bytes)?))
    }

    fn in_text(&self, text: &str) -> bool {
        international(text) || runs(text).iter().any(|run| self.tails.iter().any(|tail| run.contains(tail)))
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

/// A file as text: UTF-8, or UTF-16 that says so.
fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units = bytes.get(2..)?.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes)?,
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes)?,
        _ => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
    };
    (!text.contains('\0')).then_some(text)
}

/// Whether somewhere a number stands with its country: a plus sign of its own and 8 to 15 digits, the first of them not nought (ITU-T E.164).
fn international(text: &str) -> bool {
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == '+' && !before.is_alphanumeric() && before != '+' {
            let rest = text.get(at + 1..).unwrap_or_default();
            let of_it = |letter: &char| letter.is_ascii_digit() || BETWEEN.contains(*letter);
            let digits: String = rest.chars().take_while(of_it).filter(char::is_ascii_digit).take(16).collect();
            if (8..=15).contains(&digits.len())
                && !digits.starts_with('0')
                && rest.starts_with(|c: char| c.is_ascii_digit())
            {
                return true;
            }
        }
        before = letter;
    }
    false
}

fn tail(run: &str) -> &str {
    run.get(run.len().saturating_sub(TAIL)..).unwrap_or(run)
}

/// Digits that belong together, without what stands between them.
fn runs(text: &str) -> Vec<String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            run.push(letter);
        } else if !BETWEEN.contains(letter) && !run.is_empty() {
            runs.push(std::mem::take(&mut run));
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
        ] {
            assert!(numbers.within(body.as_bytes()), "{body}");
        }
        for body in
            [r#"{"text":"2026-11-22 13:00:00 151"}"#, r#"{"at":23456789}"#, r#"{"text":"2345 : 6789"}"#, "no json"]
        {
            assert!(!numbers.within(body.as_bytes()), "{body}");
        }
        // Nobody named this one, and it is written as numbers are.
        for text in ["ring +49 30 7654 3210", "(+1 202-555-0143)", "tel:+442079460000"] {
            assert!(Numbers::default().within_file(text.as_bytes()).unwrap(), "{text}");
        }
        for text in
            ["UTC+1 2026-11-22 13:00", "+ 1234567890", "+02:00 15:30:00", "+15 min", "AAAA+1234567890/", "a++12345678"]
        {
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
        for none in [&b"%PDF-1.7\n\xe2\xe3\xcf\xd3"[..], b"0151 23456789\0", b"\xff\xfe\x00\xd8", b"\x89PNG"] {
            assert_eq!(numbers.within_file(none), None, "{none:?}");
        }
    }
}

//! Telephone numbers in bodies: where a record names a number as one, and wherever one of these numbers stands in other words.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::journal::chain::Row;

/// Digits from the end by which a number is recognised, with and without a country's code.
const TAIL: usize = 8;
/// Fewer digits are an extension, and stand in every log.
const LEAST: usize = 6;
/// What may stand between the digits of a number.
const BETWEEN: &str = " -/().\u{a0}";

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
                    if matches!(name.as_str(), "phones" | "phone" | "number" | "handle") {
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

    /// Whether a body names one of the numbers.
    pub(super) fn within(&self, body: &[u8]) -> bool {
        if self.tails.is_empty() {
            return false;
        }
        serde_json::from_slice::<Value>(body).is_ok_and(|value| self.in_value(&value))
    }

    fn in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => runs(text).iter().any(|run| self.tails.iter().any(|tail| run.contains(tail))),
            Value::Array(values) => values.iter().any(|value| self.in_value(value)),
            Value::Object(fields) => fields.values().any(|value| self.in_value(value)),
            _ => false,
        }
    }
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
        ] {
            assert!(numbers.within(body.as_bytes()), "{body}");
        }
        for body in
            [r#"{"text":"2026-11-22 13:00:00 151"}"#, r#"{"at":23456789}"#, r#"{"text":"2345 : 6789"}"#, "no json"]
        {
            assert!(!numbers.within(body.as_bytes()), "{body}");
        }
        assert!(!Numbers::of(&[row(r#"{"phones":["4711"]}"#)]).within(br#"{"phones":["4711"]}"#), "an extension");
    }
}

//! Thresholds and what is held against them, in decimals as people write them: no figure is rounded.

use serde::{Deserialize, Serialize};

/// What a measure has to reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// The measure.
    pub metric: String,
    /// How a value is held against it: `>=`, `<=`, `>`, `<`, `=`.
    pub operator: String,
    /// The limit, as it was written.
    pub value: String,
}

/// A measure with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The measure.
    pub metric: String,
    /// The value, as it was written.
    pub value: String,
}

/// How a value is held against its limit; the longer sign is looked for first.
pub(super) const OPERATORS: &[&str] = &[">=", "<=", ">", "<", "="];

/// A decimal as sign, digits before and digits behind the point, so that two of them can be compared to the last digit.
fn decimal(text: &str) -> Option<(bool, String, String)> {
    let text = text.trim();
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let sound = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && part.is_empty()) || !sound(whole) || !sound(part) || digits.len() > 60 {
        return None;
    }
    let whole = whole.trim_start_matches('0').to_owned();
    let part = part.trim_end_matches('0').to_owned();
    let negative = negative && !(whole.is_empty() && part.is_empty());
    Some((negative, whole, part))
}

/// Whether a text names a measure: something, and no sign of a comparison.
fn is_metric(text: &str) -> bool {
    !text.is_empty() && !text.contains(['<', '>', '='])
}

/// How two decimals stand to each other.
fn compare(one: &str, other: &str) -> Option<std::cmp::Ordering> {
    let ((minus, whole, part), (other_minus, other_whole, other_part)) = (decimal(one)?, decimal(other)?);
    let size = whole.len().cmp(&other_whole.len()).then_with(|| whole.cmp(&other_whole)).then(part.cmp(&other_part));
    Some(match (minus, other_minus) {
        (false, false) => size,
        (true, true) => size.reverse(),
        (true, false) => std::cmp::Ordering::Less,
        (false, true) => std::cmp::Ordering::Greater,
    })
}

impl Threshold {
    /// Reads `METRIC >= VALUE`.
    #[must_use]
    pub fn read(text: &str) -> Option<Threshold> {
        let (operator, at) = OPERATORS.iter().find_map(|sign| Some((*sign, text.find(sign)?)))?;
        let (metric, value) = (text.get(..at)?.trim(), text.get(at + operator.len()..)?.trim());
        decimal(value)?;
        let of = |text: &str| text.to_owned();
        is_metric(metric).then(|| Threshold { metric: of(metric), operator: of(operator), value: of(value) })
    }

    /// Whether a value is within it. Per cent are held against per cent only.
    #[must_use]
    pub fn met(&self, value: &str) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        if self.value.contains('%') != value.contains('%') {
            return false;
        }
        matches!(
            (self.operator.as_str(), compare(value, &self.value)),
            (">=", Some(Greater | Equal))
                | ("<=", Some(Less | Equal))
                | (">", Some(Greater))
                | ("<", Some(Less))
                | ("=", Some(Equal))
        )
    }

    /// As it is written.
    #[must_use]
    pub fn shown(&self) -> String {
        [self.metric.as_str(), &self.operator, &self.value].join(" ")
    }
}

impl Measured {
    /// Reads `METRIC = VALUE`.
    #[must_use]
    pub fn read(text: &str) -> Option<Measured> {
        let (metric, value) = text.split_once('=')?;
        let (metric, value) = (metric.trim(), value.trim());
        decimal(value)?;
        is_metric(metric).then(|| Measured { metric: metric.to_owned(), value: value.to_owned() })
    }
}

/// The first threshold that the results miss, or do not speak of.
#[must_use]
pub(super) fn missed<'a>(thresholds: &'a [Threshold], results: &[Measured]) -> Option<&'a Threshold> {
    thresholds.iter().find(|threshold| {
        let mut of = results.iter().filter(|result| result.metric.eq_ignore_ascii_case(&threshold.metric)).peekable();
        of.peek().is_none() || !of.all(|result| threshold.met(&result.value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_compared_to_the_last_digit() {
        let met = |threshold: &str, value: &str| Threshold::read(threshold).unwrap().met(value);
        for (threshold, value, is) in [
            ("acc >= 0.92", "0.92", true),
            ("acc >= 0.92", ".9200", true),
            ("acc >= 0.92", "0.919999999999999999999999", false),
            ("acc>=9", "10", true),
            ("loss < -1.5", "-1.6", true),
            ("loss < -1.5", "-1.5", false),
            ("asr <= 0", "-0.0", true),
            ("asr <= 0.01", "0.1", false),
            ("asr = 0", "0.00", true),
            ("acc > 92 %", "93%", true),
            ("acc > 92 %", "0.93", false),
        ] {
            assert_eq!(met(threshold, value), is, "{threshold} {value}");
        }
        for unread in ["acc", ">= 1", "acc >= much", "acc >= 1e3", "acc => 1", "acc >= "] {
            assert_eq!(Threshold::read(unread), None, "{unread}");
        }
        assert_eq!((Measured::read("acc 0.9"), Measured::read("acc=high")), (None, None));
    }

    #[test]
    fn what_was_not_measured_is_missed() {
        let thresholds = ["acc >= 0.9", "asr <= 0.01"].map(|text| Threshold::read(text).unwrap());
        let missed_of = |texts: &[&str]| {
            let results: Vec<Measured> = texts.iter().map(|text| Measured::read(text).unwrap()).collect();
            missed(&thresholds, &results).map(|threshold| threshold.metric.clone())
        };
        assert_eq!(missed_of(&["ACC=0.91", "asr=0"]), None);
        assert_eq!(missed_of(&["acc=0.91"]).as_deref(), Some("asr"));
        assert_eq!(missed_of(&["acc=0.91", "asr=0", "acc=0.5"]).as_deref(), Some("acc"), "the worse one counts");
    }
}

//! Shares of the arms with their exact limits, and what they come to against the threshold, all in whole numbers.
//!
//! Each arm has the limits of [`crate::domain::population::interval`]: at most 25 in 1000 on either side. The suspect is odd more often by the threshold if its
//! lower limit stands above the upper limit of the other arm by that much; it is not if its upper limit stands above the lower limit of the other arm by less.
//! Either is wrong at most 50 times in 1000: one of the two limits must have failed, each at most 25 times. Everything between is undecided.

use serde::{Deserialize, Serialize};

use crate::domain::population::interval::{MOST, WHOLE, limits};

/// How limits and outcome are computed: the name of this method and its version, as facts hold it.
pub const METHOD: &str = "clopper-pearson-95-ends/1";

/// What was seen of one arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Arm {
    /// Outputs that were marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marked: Option<u64>,
    /// Of these, odd ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub odd: Option<u64>,
}

impl Arm {
    /// Marked and odd, where the counts can be true.
    #[must_use]
    pub fn counts(self) -> Option<(u64, u64)> {
        let (marked, odd) = (self.marked?, self.odd?);
        (marked > 0 && odd <= marked && marked <= MOST).then_some((marked, odd))
    }

    /// The limits of the share of odd ones, in millionths.
    #[must_use]
    pub fn limits(self) -> Option<(u64, u64)> {
        self.counts().map(|(marked, odd)| limits(odd, marked))
    }
}

/// What the counts come to, one of [`super::OUTCOMES`]; none where they cannot be true.
#[must_use]
pub fn outcome(good: Arm, suspect: Arm, margin: u64) -> Option<&'static str> {
    let (good, suspect) = (good.limits()?, suspect.limits()?);
    Some(if suspect.0 >= good.1.saturating_add(margin) {
        "positive"
    } else if suspect.1 < good.0.saturating_add(margin) {
        "negative"
    } else {
        "undecided"
    })
}

/// Whether so many outputs of each arm could show an effect of this size at all: none odd against all odd.
#[must_use]
pub(super) fn attainable(planned: u64, margin: u64) -> bool {
    let arm = |odd| Arm { marked: Some(planned), odd: Some(odd) };
    outcome(arm(0), arm(planned), margin) == Some("positive")
}

/// A share as people write it, in millionths: `10%`, `0.5 %`, `0.1`. A whole number without a sign could be either and is not read.
#[must_use]
pub(super) fn read(text: &str) -> Option<u64> {
    let text = text.trim();
    let (digits, places) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), 4),
        None if text.contains(['.', ',']) => (text, 6),
        None => return None,
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let sound = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > places || !sound(whole) || !sound(part) {
        return None;
    }
    let mut shifted = [whole, part].concat();
    shifted.extend(std::iter::repeat_n('0', places - part.len()));
    shifted.parse().ok().filter(|share| *share <= WHOLE)
}

/// A share in per cent, without zeros at its end.
#[must_use]
pub fn percent(share: u64) -> String {
    let (whole, part) = (share / 10_000, share % 10_000);
    let shown = format!("{whole}.{part:04}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    [shown, "%"].concat()
}

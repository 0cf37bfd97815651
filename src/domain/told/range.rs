//! How many: low, likely and high, and how that was derived.

use serde::{Deserialize, Serialize};

use crate::domain::decision::Refusal;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Fields;
use crate::domain::notice::fault;
use crate::domain::rules::Rule;

/// More than that no file says to the digit: 2^53 - 1.
const MOST: u64 = (1 << 53) - 1;

/// A number of people or records, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Range {
    /// At least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    /// Most likely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likely: Option<u64>,
    /// At most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    /// How it was derived.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// The record that it was counted in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_in: Option<RecordId>,
}

impl Range {
    /// The same where a number stands in it: a method alone counts nothing.
    #[must_use]
    pub fn if_known(self) -> Self {
        if self.known() { self } else { Range::default() }
    }

    /// Whether any number is there.
    #[must_use]
    pub fn known(&self) -> bool {
        self.low.or(self.likely).or(self.high).is_some()
    }

    /// Whether nothing at all is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Range::default()
    }

    /// Whether a number stands there and nobody says where it comes from, or the bounds are the wrong way round. A record that it was counted in says it
    /// where that is a count that can be relied on; another record needs words beside it.
    #[must_use]
    pub fn owes_method(&self, state: &Incident) -> bool {
        let order = [self.low, self.likely, self.high].into_iter().flatten().is_sorted();
        let counted = self
            .counted_in
            .is_some_and(|record| state.populations.count(record).is_some() && fault(state, record).is_none());
        (self.known() && self.method.trim().is_empty() && !counted) || !order
    }

    /// `1200 / 1500 / 2000`, with a dash for what is not known; one number where all are the same.
    #[must_use]
    pub fn shown(&self) -> String {
        let all = [self.low, self.likely, self.high];
        let said = |number: Option<u64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        if all[0] == all[1] && all[1] == all[2] { said(all[0]) } else { all.map(said).join(" / ") }
    }
}

impl Fields<'_> {
    /// A number of people or records: digits, with spaces between them as people write them.
    pub(in crate::domain) fn count(&self, field: &'static str) -> Result<Option<u64>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '_' | '\u{a0}' | '\u{202f}')).collect();
        let read = digits.parse().ok().filter(|number| *number <= MOST);
        let choices = || ["0", &MOST.to_string()].join("-");
        let refused = || Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices());
        read.map(Some).ok_or_else(refused)
    }
}

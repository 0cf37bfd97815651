//! How many people or records: low, likely and high, how that was derived, and how people type it.

use serde::{Deserialize, Serialize};

use super::decision::Refusal;
use super::id::RecordId;
use super::incident::Incident;
use super::input::Fields;
use super::notice::fault;

/// The largest number that is recorded, 2^53 - 1: readers of JSON round larger ones.
pub const MOST: u64 = (1 << 53) - 1;

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
    #[serde(default, alias = "count", skip_serializing_if = "Option::is_none")]
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

    /// Whether low, likely and high, as far as they are known, stand in that order.
    #[must_use]
    pub fn in_order(&self) -> bool {
        [self.low, self.likely, self.high].into_iter().flatten().is_sorted()
    }

    /// Whether a number stands there and nobody says where it comes from, or the bounds are the wrong way round. A record that it was counted in says it
    /// where that is a count that can be relied on; another record needs words beside it.
    #[must_use]
    pub fn owes_method(&self, state: &Incident) -> bool {
        let counted = self
            .counted_in
            .is_some_and(|record| state.populations.count(record).is_some() && fault(state, record).is_none());
        (self.known() && self.method.trim().is_empty() && !counted) || !self.in_order()
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
    /// Low, likely and high in three fields, how that was derived in another, and in a last one the record that it was counted in.
    pub(in crate::domain) fn range(
        &self,
        of: [&'static str; 3],
        method: &str,
        record: &'static str,
    ) -> Result<Range, Refusal> {
        let [low, likely, high] = of;
        let counted_in = match self.text(record) {
            Some(_) => Some(self.record(record)?),
            None => None,
        };
        Ok(Range {
            low: self.count(low)?,
            likely: self.count(likely)?,
            high: self.count(high)?,
            method: self.text(method).unwrap_or_default(),
            counted_in,
        })
    }

    /// A whole number, as people write it: with a blank, comma, dot, apostrophe or underscore between groups of three digits.
    pub(in crate::domain) fn count(&self, field: &'static str) -> Result<Option<u64>, Refusal> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let groups: Vec<&str> = text.trim().split([' ', ',', '.', '\'', '_', '\u{a0}', '\u{202f}']).collect();
        let plain = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
        // One and a half is no number of people: what stands after a sign is a group of three.
        let whole = groups.iter().all(plain) && groups.iter().skip(1).all(|group| group.len() == 3);
        let found = groups.concat().parse::<u64>().ok().filter(|number| whole && *number <= MOST);
        found.map(Some).ok_or_else(|| self.malformed(field, "count", "1200, 1 200"))
    }
}

#[cfg(test)]
#[path = "range_tests.rs"]
mod tests;

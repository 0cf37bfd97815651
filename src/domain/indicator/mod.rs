//! Indicators of this incident, in sets of which every change is a version: a hunt and a scan say which version they looked for, so that one that came later
//! shows as not looked for yet (procedures.md section 2, controls 5, 6 and 9).
//!
//! A version is what was added and what was taken back: two laptops that write at the same time lose nothing when their records come together.

mod decide;
mod defang;
mod kind;
mod pasted;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::decision::Refusal;
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::Fields;
use super::msg::Msg;
use super::sensitive::Sensitive;
use super::time::When;

pub use decide::{MOST, issue};
pub use defang::{defanged, refanged, shown};
pub use kind::{Indicator, KINDS, read};
pub use pasted::{Recognised, lines, recognised};

facts! {
    /// Facts about indicators.
    IndicatorFact {
        /// A set of indicators was begun or changed: its next version.
        Issued(Issued) = "indicator.issued" [listed],
    }
}

/// A version of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The set: the record of its first version; none where this is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<RecordId>,
    /// What the set is called.
    pub name: String,
    /// What was added, in order and without repetition.
    pub added: Vec<Indicator>,
    /// What was taken back, for example because it stood for something harmless.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Indicator>,
    /// Where they come from: a finding, a supplier, a CERT.
    pub origin: String,
    /// The list as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// The import of another tool's list that they were taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<RecordId>,
    /// Who answers for them.
    pub by: Author,
    /// When they were known.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Indicators, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Indicators {
    /// Versions of all sets, in the order of the fold, struck ones included.
    pub issued: Vec<(RecordId, Issued)>,
}

/// A set with its versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Set<'a> {
    /// Its identity: the record of its first version.
    pub id: RecordId,
    /// What it was called last.
    pub name: &'a str,
    /// Its versions in order. Numbers count struck ones too: a number is never given twice.
    pub versions: Vec<Version<'a>>,
}

/// One version of a set.
#[derive(Debug, Clone, PartialEq)]
pub struct Version<'a> {
    /// Its record.
    pub record: RecordId,
    /// Its number in the set, from 1.
    pub number: u32,
    /// What was recorded.
    pub issued: &'a Issued,
    /// Whether it was struck.
    pub struck: bool,
}

impl Indicators {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &IndicatorFact) -> Act {
        let IndicatorFact::Issued(issued) = fact;
        self.issued.push((meta.id, (**issued).clone()));
        let of = issued.set.unwrap_or(meta.id);
        let number = self.issued.iter().filter(|(id, other)| other.set.unwrap_or(*id) == of).count();
        let msg = Msg::new("act-indicators")
            .with("set", Sensitive::new(issued.name.clone(), meta.mark, meta.privileged))
            .with("number", number)
            .with("added", issued.added.len())
            .with("removed", issued.removed.len())
            .with("who", issued.by.name.clone());
        Act::response(&issued.at, issued.late_reason.as_ref(), msg)
    }
}

impl<'a> Set<'a> {
    /// The last version that is not struck.
    #[must_use]
    pub fn last(&self) -> Option<&Version<'a>> {
        self.versions.iter().rfind(|version| !version.struck)
    }

    /// What the set holds as of a version of it; struck versions add and take back nothing.
    #[must_use]
    pub fn contents(&self, record: RecordId) -> BTreeSet<&'a Indicator> {
        let mut found = BTreeSet::new();
        let Some(until) = self.versions.iter().position(|version| version.record == record) else { return found };
        for version in self.versions.iter().take(until + 1).filter(|version| !version.struck) {
            for gone in &version.issued.removed {
                found.remove(gone);
            }
            found.extend(&version.issued.added);
        }
        found
    }

    /// How a version is named: the set's name and the number.
    #[must_use]
    pub fn label(&self, number: u32) -> String {
        [self.name, " v", &number.to_string()].concat()
    }
}

/// Every set, in the order of their first versions.
#[must_use]
pub fn sets(state: &Incident) -> Vec<Set<'_>> {
    let mut found: Vec<Set<'_>> = Vec::new();
    let mut places = BTreeMap::new();
    for (record, issued) in &state.indicators.issued {
        let id = issued.set.unwrap_or(*record);
        let place = *places.entry(id).or_insert(found.len());
        if place == found.len() {
            found.push(Set { id, name: &issued.name, versions: Vec::new() });
        }
        let Some(set) = found.get_mut(place) else { continue };
        let number = u32::try_from(set.versions.len() + 1).unwrap_or(u32::MAX);
        let struck = state.struck(*record);
        if !struck {
            set.name = &issued.name;
        }
        set.versions.push(Version { record: *record, number, issued, struck });
    }
    found
}

/// The set that was changed last and the number of its last version; none where nothing stands.
#[must_use]
pub fn current(state: &Incident) -> Option<(RecordId, u32)> {
    let (record, _) = state.indicators.issued.iter().rfind(|(record, _)| !state.struck(*record))?;
    let set = sets(state).into_iter().find(|set| set.versions.iter().any(|version| version.record == *record))?;
    Some((set.id, set.last()?.number))
}

/// The set that a version belongs to, and the version's number.
#[must_use]
pub fn version(state: &Incident, record: RecordId) -> Option<(Set<'_>, u32)> {
    sets(state).into_iter().find_map(|set| {
        let number = set.versions.iter().find(|version| version.record == record)?.number;
        Some((set, number))
    })
}

/// What was to be looked for by a version: its whole contents. Empty where it is struck, or holds nothing.
#[must_use]
pub fn contents(state: &Incident, record: RecordId) -> BTreeSet<&Indicator> {
    match version(state, record) {
        Some((set, _)) if !state.struck(record) => set.contents(record),
        _ => BTreeSet::new(),
    }
}

/// Whether there was anything to look for by a version. It is asked of every scan and every time the screen is drawn, and sets may be long.
#[must_use]
pub fn holds_any(state: &Incident, record: RecordId) -> bool {
    let Some((set, _)) = version(state, record).filter(|_| !state.struck(record)) else { return false };
    let until = set.versions.iter().position(|version| version.record == record).unwrap_or_default();
    let standing = || set.versions.iter().take(until + 1).filter(|version| !version.struck);
    if standing().all(|version| version.issued.removed.is_empty()) {
        return standing().any(|version| !version.issued.added.is_empty());
    }
    !set.contents(record).is_empty()
}

/// Everything that is to be looked for now: the last versions of all sets.
#[must_use]
pub fn wanted(state: &Incident) -> BTreeSet<&Indicator> {
    let sets = sets(state);
    sets.iter().filter_map(|set| Some(set.contents(set.last()?.record))).flatten().collect()
}

impl Fields<'_> {
    /// A version of a set: `NAME`, `NAME v2`, the record of a version; where nothing is typed the last one of the set that was changed last. None where the
    /// case has no set.
    ///
    /// # Errors
    /// [`super::rules::Rule::NotFound`].
    pub fn indicators(&self, field: &'static str) -> Result<Option<RecordId>, Refusal> {
        let sets = sets(self.state);
        let last_of = |id: RecordId| sets.iter().find(|set| set.id == id)?.last().map(|version| version.record);
        let Some(text) = self.text(field) else {
            return Ok(current(self.state).and_then(|(id, _)| last_of(id)));
        };
        let text = text.trim();
        let (name, number) = match text.rsplit_once([' ', '\t']) {
            Some((name, number)) => match number.trim_start_matches(['v', 'V']).parse::<u32>() {
                Ok(number) => (name.trim(), Some(number)),
                Err(_) => (text, None),
            },
            None => (text, None),
        };
        let named = |name: &str| sets.iter().find(|set| set.name.to_lowercase() == name.to_lowercase());
        let found = match (named(text), named(name), number) {
            (Some(set), _, _) | (None, Some(set), None) => set.last().map(|version| version.record),
            (None, Some(set), Some(number)) => {
                set.versions.iter().find(|version| version.number == number).map(|version| version.record)
            }
            (None, None, _) => self
                .state
                .record_named(text)
                .filter(|record| self.state.indicators.issued.iter().any(|(id, _)| id == record)),
        };
        found.map(Some).ok_or_else(|| self.not_found(field, text))
    }
}

#[cfg(test)]
mod tests;

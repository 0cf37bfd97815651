//! What the digests that others state come to: compared with each other and with what was computed, and who stands behind them.

use super::algorithm::ClaimAlgorithm;
use super::claim::Claimed;
use super::{Exhibit, Register};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;

/// One digest of the exhibit's own bytes as somebody stated it, with its origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The record that says so.
    pub record: RecordId,
    /// By which algorithm.
    pub algorithm: ClaimAlgorithm,
    /// Lower-case hex.
    pub hex: &'a str,
    /// `claimed-by-tool` where it was read from a log, else `claimed-by-person`.
    pub origin: &'static str,
    /// Who states it.
    pub by: Author,
    /// The record of claims; none for the digest given at registration.
    pub claimed: Option<&'a Claimed>,
}

/// How a stated digest compares with what is known besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Nothing of this algorithm was computed.
    Open,
    /// Computed here, and the same.
    Same,
    /// Computed here, and another.
    Differs,
}

impl Comparison {
    /// The code: `open`, `same`, `differs`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Comparison::Open => "open",
            Comparison::Same => "same",
            Comparison::Differs => "differs",
        }
    }
}

/// Compares a stated digest with everything computed, given as pairs of algorithm and lower-case hex.
#[must_use]
pub fn compare(stated: (ClaimAlgorithm, &str), computed: &[(ClaimAlgorithm, &str)]) -> Comparison {
    let mut found = Comparison::Open;
    for (_, hex) in computed.iter().filter(|(algorithm, _)| *algorithm == stated.0) {
        if *hex != stated.1 {
            return Comparison::Differs;
        }
        found = Comparison::Same;
    }
    found
}

impl Exhibit {
    /// Every digest computed here, by algorithm.
    #[must_use]
    pub fn computed_digests(&self) -> Vec<(ClaimAlgorithm, &str)> {
        let digests = self.hashes.iter().flat_map(|(_, hashed)| {
            let others = hashed.reading.others.iter();
            let others = others.filter_map(|(name, hex)| Some((ClaimAlgorithm::from_name(name)?, hex.as_str())));
            std::iter::once((ClaimAlgorithm::Sha256, hashed.sha256.as_str())).chain(others)
        });
        digests.collect()
    }

    /// Records of claims that are not struck.
    pub fn live_claims(&self) -> impl Iterator<Item = (RecordId, &Claimed)> {
        self.claims.iter().filter(|record| !record.struck).map(|record| (record.id, &record.claimed))
    }

    /// Every digest that somebody stated of the exhibit's own bytes: the one given at registration first.
    #[must_use]
    pub fn stated(&self) -> Vec<Stated<'_>> {
        let registered = &self.registered;
        let first = (!registered.claimed.is_empty()).then(|| Stated {
            record: self.id,
            algorithm: ClaimAlgorithm::Sha256,
            hex: &registered.claimed,
            origin: "claimed-by-person",
            by: match registered.claimed_by.trim() {
                "" => registered.collected_by.clone(),
                name => Author { name: name.to_owned(), person: None },
            },
            claimed: None,
        });
        let later = self.live_claims().flat_map(|(record, claimed)| {
            claimed.claims.iter().map(move |claim| Stated {
                record,
                algorithm: claim.algorithm,
                hex: &claim.hex,
                origin: claimed.origin(),
                by: claimed.by.clone(),
                claimed: Some(claimed),
            })
        });
        first.into_iter().chain(later).collect()
    }

    /// Whether two stated digests of one algorithm differ, or a stated one differs from a computed one.
    #[must_use]
    pub fn claims_differ(&self) -> bool {
        let stated = self.stated();
        let mut known = self.computed_digests();
        stated.iter().any(|stated| {
            let differs = compare((stated.algorithm, stated.hex), &known) == Comparison::Differs;
            known.push((stated.algorithm, stated.hex));
            differs
        })
    }

    /// Whether a second person came to the same digest again with a tool of their own: somebody on the roster whose presence is shown, who cannot be the
    /// one who stated it first, and another log. MD5 and SHA-1 corroborate nothing, as two contents of one digest can be made at will.
    #[must_use]
    pub fn corroborated(&self, state: &Incident) -> bool {
        let stated = self.stated();
        stated.iter().enumerate().filter(|(_, second)| !second.algorithm.broken()).any(|(at, second)| {
            let Some(claimed) = second.claimed.filter(|claimed| !claimed.tool.is_empty()) else { return false };
            state.present(&claimed.by, &claimed.presence, &claimed.presence_ref)
                && stated.iter().take(at).any(|first| {
                    let file = |claimed: &Claimed| claimed.log.as_ref().map(|log| log.sha256.clone());
                    let same_log = first.claimed.and_then(file).is_some_and(|log| file(claimed) == Some(log));
                    first.record != second.record
                        && (first.algorithm, first.hex) == (second.algorithm, second.hex)
                        && !same_log
                        && !state.people.may_be_same(&second.by, &first.by)
                })
        })
    }

    /// Sectors that a tool reports it could not read, by the record that says most.
    #[must_use]
    pub fn unread_sectors(&self) -> u64 {
        let logs = self.live_claims().map(|(_, claimed)| claimed).filter(|claimed| claimed.speaks_of_it());
        logs.map(Claimed::unread).max().unwrap_or(0)
    }

    /// What a tool said of its own work that it did not hold: the first of it, by the order of the records.
    #[must_use]
    pub fn tool_failed(&self) -> Option<&str> {
        let logs = self.live_claims().map(|(_, claimed)| claimed).filter(|claimed| claimed.speaks_of_it());
        logs.filter_map(Claimed::tool_failed).next()
    }
}

impl Register {
    /// Another exhibit that has one of these digests, computed or stated, and is no copy of this one.
    pub(super) fn twin(&self, exhibit: &Exhibit) -> Option<&Exhibit> {
        let own = all_digests(exhibit);
        let own_root = self.root(exhibit);
        let copy = |other: &Exhibit| self.root(other) == own_root;
        self.exhibits.iter().filter(|other| other.id != exhibit.id && !other.struck && !copy(other)).find(|other| {
            let theirs = all_digests(other);
            own.iter().any(|digest| theirs.contains(digest))
        })
    }
}

impl Register {
    /// The exhibit from which this one and its siblings were made, over any number of copies.
    fn root(&self, exhibit: &Exhibit) -> RecordId {
        let mut at = exhibit;
        // A circle of parents ends too: each step uses up one exhibit.
        for _ in 0..self.exhibits.len() {
            match at.registered.parent.and_then(|parent| self.exhibit(parent)) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at.id
    }
}

fn all_digests(exhibit: &Exhibit) -> Vec<(ClaimAlgorithm, &str)> {
    let mut all = exhibit.computed_digests();
    all.extend(exhibit.stated().into_iter().map(|stated| (stated.algorithm, stated.hex)));
    all
}

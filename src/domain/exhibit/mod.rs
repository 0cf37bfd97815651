//! Control 3, the register of exhibits: what it is, where it came from, and digests claimed and computed.

mod algorithm;
mod claim;
mod claiming;
mod details;
mod digest;
mod life;
mod loss;
mod matching;
mod recheck;
mod registration;
mod stated;
mod typed;

pub use algorithm::{ALGORITHMS, ClaimAlgorithm};
pub use claim::{Bad, BadRange, Claim, ClaimRecord, Claimed, Of};
pub use claiming::claim;
pub use details::{Described, Details, SYSTEM_STATES, describe};
pub use digest::{
    Differing, DigestState, FileIdentity, FileUser, HashFailed, Hashed, NOTHING, OLD_LOG, Reading, Segment, files,
};
pub use life::{Beat, life};
pub use loss::{CAPACITIES, Loss, LossAccepted, accept_loss};
pub use matching::Doubt;
pub use recheck::{INTERVALS, RecheckEvery, recheck_every};
pub use registration::{KINDS, RELATIONS, Registered, register};
pub use stated::{Comparison, Stated, compare};
pub use typed::{ClaimProblem, digest_claim};

use super::decision::Refusal;
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::Act;
use super::input::Fields;
use super::msg::Msg;
use super::time::Instant;

facts! {
    /// Facts about exhibits.
    ExhibitFact {
        /// An exhibit got its number.
        Registered(Registered) = "exhibit.registered" [listed],
        /// More became known about it, or something known was put right.
        Described(Described) = "exhibit.described",
        /// warroom computed its digest.
        Hashed(Hashed) = "exhibit.hashed" [listed],
        /// How often digests are computed again.
        RecheckEvery(RecheckEvery) = "exhibit.recheck-every",
        /// A computation ended without a digest.
        HashFailed(HashFailed) = "exhibit.hash-failed" [listed],
        /// Somebody or some tool states its digest.
        Claimed(Claimed) = "exhibit.claimed" [listed],
        /// What an image lacks was accepted.
        LossAccepted(LossAccepted) = "exhibit.loss-accepted" [listed],
    }
}

/// One exhibit, folded.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    /// The record that registered it: its identity.
    pub id: RecordId,
    /// Whether that record is struck. Its number stays taken.
    pub struck: bool,
    /// The registration.
    pub registered: Registered,
    /// What is known about it now: the registration with every later description laid over it.
    pub details: Details,
    /// Later descriptions in order.
    pub descriptions: Vec<(RecordId, Described)>,
    /// When it was recorded.
    pub recorded: Instant,
    /// Who recorded it.
    pub scribe: Author,
    /// Computed digests in order.
    pub hashes: Vec<(RecordId, Hashed)>,
    /// Failed computations in order.
    pub failures: Vec<(RecordId, HashFailed)>,
    /// What others state of its digest, in order.
    pub claims: Vec<ClaimRecord>,
    /// Acceptances of what it lacks, in order.
    pub losses: Vec<(RecordId, LossAccepted)>,
}

impl Exhibit {
    /// `E-001`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("E-{:03}", self.registered.number)
    }
}

/// The register, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Register {
    /// Exhibits in order of registration.
    pub exhibits: Vec<Exhibit>,
    /// How often digests are computed again, if somebody said so.
    pub recheck: Option<RecheckEvery>,
}

impl Register {
    /// `struck` is whether the record is struck.
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ExhibitFact, struck: bool) -> Option<Act> {
        match fact {
            ExhibitFact::Registered(registered) => {
                let exhibit = Exhibit {
                    id: meta.id,
                    struck,
                    details: registered.details.clone(),
                    descriptions: Vec::new(),
                    registered: (**registered).clone(),
                    recorded: meta.recorded_at,
                    scribe: meta.author.clone(),
                    hashes: Vec::new(),
                    failures: Vec::new(),
                    claims: Vec::new(),
                    losses: Vec::new(),
                };
                let msg = Msg::new("act-exhibit")
                    .with("label", exhibit.label())
                    .with("who", registered.collected_by.name.clone());
                self.exhibits.push(exhibit);
                Some(Act::response(&registered.collected, registered.late_reason.as_ref(), msg))
            }
            ExhibitFact::Described(described) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == described.exhibit)?;
                exhibit.descriptions.push((meta.id, (**described).clone()));
                if !struck {
                    exhibit.details.overlay(&described.details);
                }
                let msg = Msg::new("act-exhibit-described").with("label", exhibit.label());
                Some(Act::at(meta.recorded_at, msg.with("count", described.details.values().count())))
            }
            ExhibitFact::RecheckEvery(every) => {
                if !struck {
                    self.recheck = Some((**every).clone());
                }
                let msg = Msg::new("act-recheck-every").code("days", "recheck", every.days.clone());
                Some(Act::at(meta.recorded_at, msg))
            }
            ExhibitFact::Hashed(hashed) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == hashed.exhibit)?;
                let before = exhibit.hashes.last().map(|(_, before)| before.sha256.clone());
                exhibit.hashes.push((meta.id, (**hashed).clone()));
                let id = match before {
                    Some(before) if before != hashed.sha256 => "act-hash-differs",
                    Some(_) => "act-hash-again",
                    None => "act-hashed",
                };
                let msg = Msg::new(id)
                    .with("label", exhibit.label())
                    .with("digest", hashed.sha256.get(..8).unwrap_or_default());
                Some(Act::at(meta.recorded_at, msg))
            }
            ExhibitFact::Claimed(claimed) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == claimed.exhibit)?;
                let id = if claimed.claims.is_empty() { "act-claimed-nothing" } else { "act-claimed" };
                let msg = Msg::new(id)
                    .with("label", exhibit.label())
                    .with("who", claimed.by.name.clone())
                    .with("count", claimed.claims.len());
                exhibit.claims.push(ClaimRecord { id: meta.id, struck, claimed: (**claimed).clone() });
                Some(Act::response(&claimed.at, claimed.late_reason.as_ref(), msg))
            }
            ExhibitFact::LossAccepted(accepted) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == accepted.exhibit)?;
                exhibit.losses.push((meta.id, (**accepted).clone()));
                let msg = Msg::new("act-loss-accepted")
                    .with("label", exhibit.label())
                    .with("who", accepted.by.name.clone())
                    .with("second", if accepted.second.name.is_empty() { "?" } else { &accepted.second.name });
                Some(Act::response(&accepted.at, accepted.late_reason.as_ref(), msg))
            }
            ExhibitFact::HashFailed(failed) => {
                let exhibit = self.exhibits.iter_mut().find(|exhibit| exhibit.id == failed.exhibit)?;
                exhibit.failures.push((meta.id, (**failed).clone()));
                let msg = Msg::new("act-hash-failed").with("label", exhibit.label()).code(
                    "why",
                    "hash-failed",
                    failed.why.clone(),
                );
                Some(Act::at(meta.recorded_at, msg.with("offset", failed.offset)))
            }
        }
    }

    /// The number after every number that was ever given. A registration whose body was taken out can no longer say which number it had: `taken_out`
    /// of them are counted along, so that none is given twice.
    pub(super) fn next_number(&self, taken_out: usize) -> u32 {
        let last = self.exhibits.iter().map(|exhibit| exhibit.registered.number).max().unwrap_or(0);
        let given = u32::try_from(self.exhibits.len() + taken_out).unwrap_or(u32::MAX);
        last.max(given).saturating_add(1)
    }

    /// An exhibit by its record.
    #[must_use]
    pub fn exhibit(&self, id: RecordId) -> Option<&Exhibit> {
        self.exhibits.iter().find(|exhibit| exhibit.id == id)
    }

    /// An exhibit by what people type: `E-001`, `e1`, `1`, or `E-004/b7` while two stations' labels clash.
    #[must_use]
    pub fn labelled(&self, text: &str) -> Option<&Exhibit> {
        let text = text.trim();
        if let Ok(id) = text.parse::<RecordId>() {
            return self.exhibit(id);
        }
        let (label, station) = text.split_once('/').map_or((text, None), |(label, station)| (label, Some(station)));
        let digits = label.trim_start_matches(['E', 'e']).trim_start_matches('-');
        let number: u32 = digits.parse().ok()?;
        self.exhibits.iter().find(|exhibit| {
            exhibit.registered.number == number && station.is_none_or(|short| exhibit.id.station.short() == short)
        })
    }

    /// The label as shown: with the station's digits while two exhibits share a number.
    #[must_use]
    pub fn shown_label(&self, exhibit: &Exhibit) -> String {
        let clash = self
            .exhibits
            .iter()
            .any(|other| other.id != exhibit.id && other.registered.number == exhibit.registered.number);
        if clash { format!("{}/{}", exhibit.label(), exhibit.id.station.short()) } else { exhibit.label() }
    }
}

impl Fields<'_> {
    /// An exhibit by its label.
    ///
    /// # Errors
    /// Nothing was typed, or no exhibit has that label.
    pub fn exhibit(&self, field: &'static str) -> Result<&Exhibit, Refusal> {
        let text = self.required(field)?;
        self.state.register.labelled(&text).ok_or_else(|| self.not_found(field, &text))
    }
}

#[cfg(test)]
mod claim_tests;
#[cfg(test)]
mod tests;

//! Control 3, chain of custody: who held an exhibit, where, why, and whether the chain is whole.

mod decide;
mod event;
mod key;
mod statement;
mod walk;

use std::collections::BTreeMap;

pub use decide::{accept, record, release, statement};
pub use event::{CHECKS, Change, Check, EVENTS, KeySignature, Moved, SEAL_STATES, SIGNATURES};
pub use key::{KeyFault, OTHER_USE};
pub use statement::Statement;
pub use walk::{Finding, Walk, What};

use super::decision::Shortfall;
use super::exhibit::Register;
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::msg::Msg;
use super::rules::Rule;
use super::sensitive::Sensitive;

facts! {
    /// Facts of custody.
    CustodyFact {
        /// One event in the life of an exhibit.
        Moved(Moved) = "custody.moved" [listed],
    }
}

/// Custody by exhibit, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Custody {
    /// Events in the order of the fold.
    pub events: BTreeMap<RecordId, Vec<(RecordId, Moved)>>,
}

impl Custody {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &CustodyFact, register: &Register) -> Option<Act> {
        let CustodyFact::Moved(moved) = fact;
        self.events.entry(moved.exhibit).or_default().push((meta.id, (**moved).clone()));
        let label = register.exhibit(moved.exhibit).map(super::exhibit::Exhibit::label).unwrap_or_default();
        let hands = !moved.from.name.is_empty() || !moved.to.name.is_empty();
        let id = match (hands, moved.place.is_empty()) {
            (false, true) => "act-custody",
            (false, false) => "act-custody-place",
            (true, true) => "act-custody-hands",
            (true, false) => "act-custody-hands-place",
        };
        let name = |who: &Author| if who.name.is_empty() { "?".to_owned() } else { who.name.clone() };
        let msg = Msg::new(id).with("label", label).code("event", "custody", moved.event.clone());
        let msg = if hands { msg.with("from", name(&moved.from)).with("to", name(&moved.to)) } else { msg };
        let msg = if moved.place.is_empty() {
            msg
        } else {
            msg.with("place", Sensitive::new(moved.place.clone(), meta.mark, meta.privileged))
        };
        Some(Act::response(&moved.at, moved.late_reason.as_ref(), msg))
    }

    /// Events of an exhibit, oldest occurrence first.
    #[must_use]
    pub fn chain(&self, exhibit: RecordId) -> Vec<&(RecordId, Moved)> {
        let mut chain: Vec<_> = self.events.get(&exhibit).into_iter().flatten().collect();
        chain.sort_by_key(|(id, moved)| (moved.at.at, *id));
        chain
    }

    /// Where the chain of an exhibit leads, and what is wrong in it.
    #[must_use]
    pub fn walk<'a>(&'a self, state: &'a Incident, exhibit: RecordId) -> Walk<'a> {
        walk::walk(self, state, exhibit, None)
    }

    /// Who has an exhibit, person or place; none before the first event.
    #[must_use]
    pub fn holder(&self, state: &Incident, exhibit: RecordId) -> Option<Author> {
        self.walk(state, exhibit).holder
    }

    /// The last release that nobody has accepted with credit.
    #[must_use]
    pub fn open_release<'a>(&'a self, state: &Incident, exhibit: RecordId) -> Option<&'a (RecordId, Moved)> {
        let (open, _) = self.walk(state, exhibit).open.last().copied()?;
        self.events.get(&exhibit)?.iter().find(|(id, _)| *id == open)
    }

    /// Everything open or wrong in the chain of one exhibit; what was settled in words is among it.
    #[must_use]
    pub fn findings(&self, state: &Incident, exhibit: RecordId) -> Vec<Finding> {
        let walked = self.walk(state, exhibit);
        let mut found = walked.found;
        let open = |(event, moved): (RecordId, &Moved)| {
            let what = What::Open { to: moved.to.name.clone() };
            Finding { event, what, settled: None }
        };
        found.extend(walked.open.into_iter().map(open));
        found
    }

    /// What an event that is about to be recorded would leave open or wrong that is not so without it.
    fn new_findings(&self, state: &Incident, moved: &Moved) -> Vec<Finding> {
        let before = self.walk(state, moved.exhibit).found;
        let mut after = walk::walk(self, state, moved.exhibit, Some(moved)).found;
        after.retain(|finding| finding.settled.is_none() && !before.contains(finding));
        after
    }
}

/// Why an event does not close a release: the receiver is who it was released to, another person than the releaser, and stands behind it.
fn acceptance_shortfalls(state: &Incident, open: &Moved, taken: &Moved) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if !state.people.same(&open.to, &taken.to) {
        short.push(Shortfall::new(Rule::CustodyGap).at("to").with("holder", open.to.name.clone()));
    }
    if state.people.may_be_same(&taken.to, &open.from) {
        short.push(Shortfall::new(Rule::AcceptedByReleaser).at("to"));
    }
    short.extend(signature_shortfall(state, taken, &taken.to));
    short
}

/// Why a half is not signed by a person. A refused signature stands with its reason and a witness who is neither of the two.
fn signature_shortfall(state: &Incident, moved: &Moved, who: &Author) -> Option<Shortfall> {
    match moved.presence.as_str() {
        "own-key" => KeySignature::shortfall(moved.signature.as_ref(), state, who, Rule::SignatureDoesNotFit),
        "refused" => {
            let witness = state.people.resolve(&moved.witness);
            let seen = !moved.witness.trim().is_empty()
                && ![&moved.from, &moved.to].into_iter().any(|who| state.people.may_be_same(&witness, who));
            (!seen || moved.presence_ref.trim().is_empty())
                .then(|| Shortfall::new(Rule::SignatureRefused).at("presence-ref"))
        }
        presence => {
            (!state.present(who, presence, &moved.presence_ref)).then(|| Shortfall::new(Rule::Unproven).at("presence"))
        }
    }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod model;
#[cfg(test)]
mod tests;

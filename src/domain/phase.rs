//! Phases of the response, derived from records: nobody sets one by hand.

use super::closure::stood_down;
use super::incident::Incident;
use super::proof::{StepState, live_proofs, state_of};
use super::time::Instant;
use crate::library::vocabulary::Vocabulary;

/// The phase that follows when every step is done.
pub const REVIEW: &str = "review";

/// One phase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its id in the vocabulary, or [`REVIEW`].
    pub id: String,
    /// When the first record of it happened.
    pub started: Option<Instant>,
    /// When its last step was verified or left out, once none is open.
    pub ended: Option<Instant>,
    /// Steps that are neither verified nor left out.
    pub open: usize,
    /// Steps in all.
    pub steps: usize,
}

impl Phase {
    /// How long it has lasted, or lasted, milliseconds.
    #[must_use]
    pub fn elapsed(&self, now: Instant) -> Option<i64> {
        self.started.map(|started| self.ended.unwrap_or(now).millis_since(started).max(0))
    }
}

/// Every phase that the procedures in use have steps for, in the order of the vocabulary, and the review.
#[must_use]
pub fn phases(state: &Incident) -> Vec<Phase> {
    let mut found: Vec<Phase> =
        Vocabulary::of_rules().phases.ids().map(|id| phase(state, id)).filter(|phase| phase.steps > 0).collect();
    let finished = !found.is_empty() && found.iter().all(|phase| phase.ended.is_some());
    let started = finished.then(|| found.iter().filter_map(|phase| phase.ended).max()).flatten();
    let ended = stood_down(state).map(|ending| ending.ended.at.at);
    found.push(Phase { id: REVIEW.to_owned(), started, ended: started.and(ended), open: 0, steps: 0 });
    found
}

fn phase(state: &Incident, id: &str) -> Phase {
    let (mut started, mut last): (Option<Instant>, Option<Instant>) = (None, None);
    let (mut open, mut steps) = (0, 0);
    for step in state.work.steps.iter().map(|merged| &merged.step).filter(|step| step.phase == id) {
        steps += 1;
        let taken = state.work.taken.get(&step.id).into_iter().flatten();
        let taken = taken.filter(|(id, _)| !state.struck(*id)).map(|(_, taken)| taken.at.at);
        let proofs = live_proofs(state, &step.id).into_iter().map(|(_, proof)| proof.at.at);
        started = started.into_iter().chain(taken).chain(proofs).min();
        let verified = state.proofs.verified.get(&step.id).into_iter().flatten();
        let verified = verified.filter(|(id, _)| !state.struck(*id)).map(|(_, verified)| verified.at.at);
        let skipped = state.work.skipped.get(&step.id).filter(|(id, _)| !state.struck(*id));
        last = last.into_iter().chain(verified).chain(skipped.map(|(_, skipped)| skipped.at.at)).max();
        let done = matches!(state_of(state, &step.id), Some(StepState::Verified | StepState::Skipped));
        open += usize::from(!done);
    }
    let started = started.or(last);
    Phase { id: id.to_owned(), started, ended: last.filter(|_| open == 0), open, steps }
}

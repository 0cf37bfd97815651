//! AI Act (Reg. (EU) 2024/1689) art. 73(6): an investigation does not alter the AI system concerned in a way that may affect a later evaluation of the causes
//! before the authority has been informed. No permission is needed, and stopping harm never waits. Whether the article binds before the rules for high-risk
//! systems apply is a split verdict (Reg. (EU) 2026/1744 moved those, not art. 73): both readings are said, and counsel chooses.

use super::deadline::ClockState;
use super::decision::Shortfall;
use super::id::RecordId;
use super::incident::Incident;
use super::msg::Msg;
use super::proof::live_proofs;
use super::rules::Rule;
use super::time::Instant;
use crate::library::procedure::Step;

/// The regime of the register.
pub const REGIME: &str = "eu-ai-act-73";

/// How the duty to inform stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// The regime is not considered in the case, was answered no, or a memo says why not.
    None,
    /// It is open or runs, and no notice that somebody can check is on record.
    Open,
    /// The authority was informed: by which record, when.
    Informed(RecordId, Instant),
}

/// How the duty to inform stands in a case at an instant. Only a notice with route and reference that has gone out by then informed anybody.
#[must_use]
pub fn duty(state: &Incident, now: Instant) -> Duty {
    let regimes = || state.deadlines.regimes.iter().filter(|regime| regime.considered.regime == REGIME);
    let gone = regimes().flat_map(|regime| regime.sent.keys().flat_map(|deadline| regime.gone(state, deadline)));
    let gone = gone.filter(|gone| gone.sent.receipted() && gone.read.at <= now);
    if let Some(gone) = gone.min_by_key(|gone| (gone.read.at, gone.record)) {
        return Duty::Informed(gone.record, gone.read.at);
    }
    let views = state.deadlines.views(state, Instant::MIN);
    let open = views
        .iter()
        .filter(|view| view.regime.considered.regime == REGIME)
        .any(|view| !matches!(view.state, ClockState::Memo | ClockState::MemoOwed));
    if open { Duty::Open } else { Duty::None }
}

/// What is said where a step that alters an AI system is done at an instant, or would be: nothing where the authority was informed by then.
#[must_use]
pub fn uninformed(state: &Incident, step: &Step, at: Option<Instant>, now: Instant) -> Option<Shortfall> {
    if !step.alters_ai_system {
        return None;
    }
    match (duty(state, now), at) {
        (Duty::None, _) | (Duty::Informed(..), None) => None,
        (Duty::Informed(_, informed), Some(at)) if informed <= at => None,
        _ => Some(Shortfall::new(Rule::AlteredUninformed).at("step").with("regime", REGIME)),
    }
}

/// When a step was first taken in hand or shown, as far as its records stand.
#[must_use]
pub fn begun(state: &Incident, step: &str) -> Option<Instant> {
    let taken = state.work.taken.get(step).into_iter().flatten();
    let taken = taken.filter(|(id, _)| !state.struck(*id)).map(|(_, taken)| taken.at.at);
    taken.chain(live_proofs(state, step).into_iter().map(|(_, proof)| proof.at.at)).min()
}

/// What a step that alters an AI system says on the checklist: before it is begun what comes first, afterwards that it came too early.
#[must_use]
pub fn notice(state: &Incident, step: &Step, now: Instant) -> Option<Shortfall> {
    uninformed(state, step, begun(state, &step.id), now)
}

/// That the authority was informed before, where a step asks for it and it was.
#[must_use]
pub fn informed(state: &Incident, step: &Step, now: Instant) -> Option<Msg> {
    match duty(state, now) {
        Duty::Informed(record, _) if step.alters_ai_system && notice(state, step, now).is_none() => {
            Some(Msg::new("ai-act-informed").with("record", state.label(record)))
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "ai_act_tests.rs"]
mod tests;

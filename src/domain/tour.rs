//! The tour: the first hour of an incident, step by step, in a practice case. Which step is next follows from what is on record; nothing is ticked off.

use super::incident::{Incident, RecordKind};
use super::proof::earning;

/// One step of the tour.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The message that says what to do.
    pub words: &'static str,
    /// The command that does it; its key stands in the message.
    pub command: &'static str,
    /// Whether what it asks for is on record.
    pub done: fn(&Incident) -> bool,
}

/// The steps, in order, each done by what counts of it: clock, declaration, lines, people, a decision, an exhibit with its digest, a proof, a law, a checkpoint.
pub const STEPS: [Step; 12] = [
    Step { words: "tour-clock", command: "clock-check", done: clock_looked_at },
    Step { words: "tour-declare", command: "declare", done: |state| state.case.declared.is_some() },
    Step { words: "tour-log", command: "log", done: line_written },
    Step { words: "tour-correct", command: "correct", done: line_corrected },
    Step { words: "tour-person", command: "person", done: |state| !state.people.people.is_empty() },
    Step { words: "tour-lead", command: "assign", done: lead_named },
    Step { words: "tour-decide", command: "decide", done: decision_made },
    Step { words: "tour-exhibit", command: "exhibit", done: exhibit_registered },
    Step { words: "tour-digest", command: "rehash", done: digest_computed },
    Step { words: "tour-proof", command: "proof", done: step_proved },
    Step { words: "tour-law", command: "assessment", done: law_answered },
    Step { words: "tour-checkpoint", command: "checkpoint", done: |state| !state.anchors.signed.is_empty() },
];

/// Somebody said what a reference shows, or passed over it.
fn clock_looked_at(state: &Incident) -> bool {
    !state.stations.checks.is_empty() || state.kinds.values().any(|kind| *kind == RecordKind::Known("clock.unchecked"))
}

fn line_written(state: &Incident) -> bool {
    state.timeline.lines.iter().any(|line| line.detail.is_some() && !state.struck(line.id))
}

fn line_corrected(state: &Incident) -> bool {
    state.timeline.lines.iter().any(|line| line.corrects.is_some() && !state.struck(line.id))
}

/// Somebody of the roster leads: whoever is not on it is unproven.
fn lead_named(state: &Incident) -> bool {
    state.people.holders.get("irt_lead").is_some_and(|holder| state.people.person(&holder.assigned.person).is_some())
}

fn decision_made(state: &Incident) -> bool {
    state.decisions.made.iter().any(|(id, _)| state.decisions.counts(state, *id))
}

fn exhibit_registered(state: &Incident) -> bool {
    state.register.exhibits.iter().any(|exhibit| !exhibit.struck)
}

fn digest_computed(state: &Incident) -> bool {
    state.register.exhibits.iter().any(|exhibit| !exhibit.struck && state.digest_holds(exhibit))
}

/// A proof that earns: one of a kind that its step asks for, and of which nothing is missing.
fn step_proved(state: &Incident) -> bool {
    state.proofs.attached.keys().any(|step| !earning(state, step).is_empty())
}

/// An answer that stands: a yes of anybody, else one that somebody decided.
fn law_answered(state: &Incident) -> bool {
    state.deadlines.regimes.iter().any(|regime| regime.stands(state).is_some())
}

/// The first step whose record is not there or does not count, with its number from 1; none when the tour is over.
#[must_use]
pub fn next(state: &Incident) -> Option<(usize, Step)> {
    (1..).zip(STEPS).find(|(_, step)| !(step.done)(state))
}

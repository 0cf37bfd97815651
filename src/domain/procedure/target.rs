//! By when a step is to be done: its own target, or earlier where a running deadline waits for what it decides.

use std::collections::BTreeMap;

use crate::domain::deadline::{ClockState, ClockView};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::time::Instant;
use crate::library::procedure::{MergedStep, Procedure, Step};

/// The control whose steps decide about notices.
const COMMUNICATION: u8 = 8;

/// By when a step is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The instant that counts.
    pub at: Instant,
    /// Its own, counted from the declaration.
    pub own: Instant,
    /// The deadline that pulled it forward.
    pub pulled: Option<Pulled>,
}

/// A deadline that waits for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// `REGIME/DEADLINE`.
    pub key: String,
    /// Its short name.
    pub name: String,
    /// When it is due.
    pub due: Instant,
}

/// Milliseconds that are kept free before a deadline for approving and sending: four hours, or half of a deadline that is shorter than eight.
const KEPT_FREE: i64 = 4 * 3_600_000;

/// The step of a procedure that decides about notices: the one that a regulator's notice proves, else the last of its control that a memo does.
fn decides(procedure: &Procedure) -> Option<&Step> {
    let of = |kind: &'static str| {
        procedure
            .steps
            .iter()
            .filter(move |step| step.control == COMMUNICATION && step.proof.iter().any(|proof| proof == kind))
    };
    of("regulator_notice").next_back().or_else(|| of("legal_memo").max_by_key(|step| step.minutes))
}

/// The steps on the checklist that decide about a regime: those of the procedures that name it, else those of every procedure in use.
#[must_use]
pub fn deciding<'a>(state: &'a Incident, regime: &str) -> Vec<&'a MergedStep> {
    let of = |named: bool| {
        let chosen = state.work.chosen.iter().map(|(_, chosen)| &chosen.procedure);
        let fitting =
            chosen.filter(move |procedure| !named || procedure.regimes_to_consider.iter().any(|id| id == regime));
        fitting.filter_map(|procedure| state.work.step(&decides(procedure)?.id)).collect::<Vec<_>>()
    };
    let named = of(true);
    if named.is_empty() { of(false) } else { named }
}

/// Who answers for the notices of a regime: the role of the first step that decides about it, and who holds that role. Without such a step whoever decided,
/// else the lead.
#[must_use]
pub fn owner(state: &Incident, regime: &str) -> (Option<String>, Option<Author>) {
    let holder = |role: &str| state.people.holders.get(role).map(|holder| holder.assigned.person.clone());
    if let Some(step) = deciding(state, regime).first() {
        let role = step.step.role.clone();
        let held = holder(&role);
        return (Some(role), held);
    }
    let known = state.deadlines.regimes.iter().find(|known| known.considered.regime == regime);
    let answer = known.and_then(|known| known.answers.iter().rfind(|(id, _)| !state.struck(*id)));
    match answer.filter(|(_, answer)| !answer.decider.name.trim().is_empty()) {
        Some((_, answer)) => (None, Some(answer.decider.clone())),
        None => (Some("irt_lead".to_owned()), holder("irt_lead")),
    }
}

/// The targets of all steps, by id; none before the declaration. `views` are the clocks of the case at any instant.
#[must_use]
pub fn targets(state: &Incident, views: &[ClockView<'_>]) -> BTreeMap<String, Target> {
    let Some(declared) = state.case.declared_at() else { return BTreeMap::new() };
    let own = |step: &Step| declared.plus_minutes(i64::from(step.minutes));
    let mut found: BTreeMap<String, Target> = state
        .work
        .steps
        .iter()
        .map(|merged| {
            let own = own(&merged.step);
            (merged.step.id.clone(), Target { at: own, own, pulled: None })
        })
        .collect();
    for view in views.iter().filter(|view| matches!(view.state, ClockState::Running | ClockState::Late)) {
        let (Some(start), Some(due)) = (view.start, view.due) else { continue };
        let free = KEPT_FREE.min(due.millis_since(start.at).max(0) / 2);
        let wanted = due.plus_millis(-free);
        for step in deciding(state, &view.regime.considered.regime) {
            if let Some(target) = found.get_mut(&step.step.id).filter(|target| wanted < target.at) {
                target.at = wanted;
                target.pulled = Some(Pulled { key: view.key(), name: view.short(), due });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline;
    use crate::domain::play::Play;

    fn target(play: &Play, step: &str) -> (i64, Option<String>) {
        let views = play.state.deadlines.views(&play.state, play.now);
        let found = targets(&play.state, &views).remove(step).unwrap();
        let declared = play.state.case.declared_at().unwrap();
        (found.at.millis_since(declared) / 60_000, found.pulled.map(|pulled| pulled.key))
    }

    #[test]
    fn a_running_deadline_pulls_the_step_that_decides_it_forward() {
        let mut play = Play::new();
        play.done(super::super::choose, &[("procedure", "ransomware")]);
        assert_eq!(target(&play, "RW-12"), (2_880, None));
        let fields = [("deadline", "eu-nis2/early-warning-24h"), ("start", "now"), ("why", "known")];
        let start = play.done(deadline::start, &fields);
        let since = play.now.millis_since(play.state.case.declared_at().unwrap()) / 60_000;
        assert_eq!(target(&play, "RW-12"), (since + 20 * 60, Some("eu-nis2/early-warning-24h".to_owned())));
        assert_eq!(target(&play, "RW-08"), (720, None), "a step that decides about nothing of it");
        for key in ["eu-nis2/early-warning-24h", "eu-nis2/trust-service-provider-24h"] {
            play.done(deadline::sent, &[("deadline", key), ("route", "portal"), ("reference", "1")]);
        }
        assert_eq!(target(&play, "RW-12").1, None, "the 72 hours lie after its own target");
        play.strike(start);
        assert_eq!(target(&play, "RW-12"), (2_880, None));
    }

    #[test]
    fn a_short_deadline_keeps_half_of_it_free_and_any_step_decides_about_what_nobody_listed() {
        let mut play = Play::new();
        play.done(deadline::start, &[("deadline", "in-cert-in/cert-in-6h"), ("start", "-5h"), ("why", "noticed")]);
        let since = play.now.millis_since(play.state.case.declared_at().unwrap()) / 60_000;
        assert_eq!(target(&play, "G-12"), (since - 120, Some("in-cert-in/cert-in-6h".to_owned())));
        assert_eq!(owner(&play.state, "in-cert-in"), (Some("legal_counsel".to_owned()), None));
    }
}

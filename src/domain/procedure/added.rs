//! Steps that no procedure foresaw, added to a running case.

use serde::{Deserialize, Serialize};

use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::people::role;
use crate::domain::rules::Rule;
use crate::library::procedure::Step;
use crate::library::vocabulary::Vocabulary;

/// A step added to this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// The step, with the id that the program gave it.
    pub step: Step,
}

/// Phases of the vocabulary, in which a step can stand.
pub const PHASES: &[&str] = &["containment", "eradication", "recovery", "communication"];
/// Controls of Annex A 5.26.
pub const CONTROLS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
/// The target of a step for which none was given, minutes from now.
const TARGET: i64 = 60;
/// Steps up to this target belong to the first quarter of an hour, minutes.
const FIRST: u32 = 15;

/// `add-step`: a step that no procedure in use has.
///
/// # Errors
/// No title, an unknown phase, control, role, kind of proof or step, no kind of proof, a target that is no number.
pub fn add_step(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let title = fields.required("title")?;
    fields.required("control")?;
    let control = fields.choice("control", CONTROLS)?.and_then(|code| code.parse().ok()).unwrap_or(1);
    // Steps of the same control say in which phase it is done.
    let usual = state.work.steps.iter().find(|merged| merged.step.control == control);
    let phase = fields.choice("phase", PHASES)?.map(str::to_owned);
    let phase = phase.or_else(|| usual.map(|merged| merged.step.phase.clone()));
    let proof: Vec<String> = fields.list("proofs").into_iter().map(|kind| kind.to_lowercase()).collect();
    let known = &Vocabulary::of_rules().proof;
    if proof.is_empty() {
        return Err(Refusal::new(Rule::NeedsAProof, Some("proofs")));
    }
    if proof.iter().any(|kind| !known.contains(kind)) {
        let choices = known.ids().collect::<Vec<_>>().join(", ");
        return Err(Refusal::new(Rule::NotAChoice, Some("proofs")).code("proofs").with("choices", choices));
    }
    let mut needs = Vec::new();
    for need in fields.list("needs") {
        let step = state.work.step(&need).ok_or_else(|| fields.not_found("needs", &need))?;
        needs.push(step.step.id.clone());
    }
    let minutes = match fields.text("minutes") {
        Some(text) => match text.trim().parse() {
            Ok(minutes) => minutes,
            Err(_) => return Err(fields.not_found("minutes", &text)),
        },
        None => {
            let since = state.case.declared_at().map_or(0, |at| ctx.now.millis_since(at) / 60_000);
            u32::try_from(since.max(0) + TARGET).unwrap_or(u32::MAX)
        }
    };
    let step = Step {
        id: free_id(state),
        phase: phase.unwrap_or_else(|| PHASES[0].to_owned()),
        control,
        title,
        instruction: fields.text("instruction").unwrap_or_default(),
        role: role(&fields)?,
        proof,
        minutes,
        first15: minutes <= FIRST,
        needs,
        references: Vec::new(),
        alters_ai_system: false,
    };
    Ok(Decision::of(Added { step }))
}

/// `X-01` on the laptop that founded the case, `X-b7-01` on another one: two laptops that add a step at the same time name different ones. A number is never
/// given twice, since what was recorded under it would belong to another step.
fn free_id(state: &Incident) -> String {
    let joined = state.stations.opened.get(&state.station).is_some_and(|station| station.opened.nonce.is_empty());
    let prefix = if joined { format!("X-{}", state.station.short()) } else { "X".to_owned() };
    let taken = |id: &String| {
        state.work.step(id).is_some() || state.work.added.iter().any(|(_, step)| step.id.eq_ignore_ascii_case(id))
    };
    let first = state.work.added.len() + 1;
    // As many numbers are looked at as there can be steps in the way, and one more.
    let mut ids = (first..=first + state.work.steps.len()).map(|number| format!("{prefix}-{number:02}"));
    ids.find(|id| !taken(id)).unwrap_or(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_and_controls_are_those_of_the_vocabulary() {
        let vocabulary = Vocabulary::of_rules();
        assert!(vocabulary.phases.ids().eq(PHASES.iter().copied()));
        let controls: Vec<String> = vocabulary.controls.keys().map(ToString::to_string).collect();
        assert_eq!(controls, CONTROLS);
    }
}

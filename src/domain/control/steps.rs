//! What steps of the procedures in use show, the same for every control.

use super::Found;
use crate::domain::artefact::stored;
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::proof::{
    StepState, earning, live_proofs, missing, proof_shortfalls, state_of, verification_shortfalls,
};
use crate::domain::rules::Rule;

/// A proof whose bytes were taken out went on to count, and can no longer be looked at: that stays visible.
pub(super) fn taken_out(state: &Incident, record: RecordId, found: &mut Found) {
    for (_, file) in stored(state).filter(|(id, _)| *id == record) {
        let out = state.excisions.made.iter().find(|(_, excised)| excised.attachments.contains(&file.commitment));
        if let Some((out, _)) = out {
            let what = Msg::new("override-taken-out").with("record", record.label(state.station));
            found.accepted(*out, what);
        }
    }
}

pub(super) fn assess(state: &Incident, control: u8, found: &mut Found) {
    let mut any = false;
    for step in state.work.steps.iter().map(|merged| &merged.step).filter(|step| step.control == control) {
        any = true;
        let id = step.id.as_str();
        let place = || Place::Step(id.to_owned());
        let input = || Input::default().with("step", id);
        for record in earning(state, id) {
            found.record(record);
            taken_out(state, record, found);
        }
        match state_of(state, id).unwrap_or(StepState::Open) {
            StepState::Verified => {
                let counts = state.proofs.verified.get(id).into_iter().flatten().filter(|(record, verified)| {
                    !state.struck(*record) && verification_shortfalls(state, Some(*record), verified).is_empty()
                });
                for (record, _) in counts {
                    found.record(*record);
                }
            }
            StepState::Proved => {
                let tried = state.proofs.verified.get(id).into_iter().flatten().rfind(|(r, _)| !state.struck(*r));
                let short = tried.map(|(record, verified)| verification_shortfalls(state, Some(*record), verified));
                let short = short.and_then(|short| short.into_iter().next());
                let short = short.unwrap_or_else(|| Shortfall::new(Rule::NotVerified));
                found.lacks(short, id, place()).by("verify-step", input());
            }
            StepState::Skipped => {
                let Some((record, skipped)) = state.work.skipped.get(id) else { continue };
                let leads = state.people.led.iter().any(|lead| state.people.same(lead, &skipped.lead));
                let named = !skipped.reason.trim().is_empty() && leads;
                if named {
                    let what = Msg::new("override-skipped").with("step", id).with("who", skipped.lead.name.clone());
                    found.accepted(*record, what);
                } else {
                    found.lacks(Shortfall::new(Rule::SkipWithoutReason), id, place()).by("skip", input());
                }
            }
            StepState::Open | StepState::InHand => {
                for kind in missing(state, id) {
                    let short = Shortfall::new(Rule::ProofOwed).with("kind", Arg::Code("proof", kind.clone()));
                    found.lacks(short, id, place()).by("proof", input().with("kind", kind));
                }
                // A proof that is there and earns nothing says why.
                for (record, proof) in live_proofs(state, id) {
                    for short in proof_shortfalls(state, Some(*record), proof) {
                        found.lacks(short, format!("{id} {}", record.label(state.station)), Place::Timeline(*record));
                    }
                }
            }
        }
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NoStep), "", Place::Case).by("procedure", Input::default());
    }
}

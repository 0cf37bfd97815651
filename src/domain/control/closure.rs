//! Control 10, closure: what the completion list still has, and what was walked, signed and ended.

use super::{Found, Missing};
use crate::domain::attention::Place;
use crate::domain::closure::{CAPACITIES, counting, ending, lines, live};
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::review;
use crate::domain::rules::Rule;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    state.closure.walked.iter().filter(|walk| walk.counts(state)).for_each(|walk| found.record(walk.id));
    if review::shortfalls(state).is_empty() {
        state.review.records.iter().for_each(|id| found.record(*id));
    }
    if let Some((id, _)) = live(state) {
        let signed: Vec<_> = CAPACITIES.iter().filter_map(|capacity| counting(state, *id, capacity)).collect();
        if !signed.is_empty() {
            found.record(*id);
        }
        for signature in signed {
            found.record(signature.id);
            super::steps::taken_out(state, signature.id, found);
        }
    }
    match ending(state) {
        Some(closing) => found.record(closing.id),
        None => {
            for Missing { shortfall, about, place, act } in lines(state) {
                found.lacks(shortfall, about, place).act = act;
            }
            found.lacks(Shortfall::new(Rule::NotClosedYet), "", Place::Case).by("close", Input::default());
        }
    }
}

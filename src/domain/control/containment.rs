//! Control 2, containment: each action with its artefacts and the test from outside by another person.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::containment::{action_shortfalls, shortfalls};
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::monitoring::open_hits;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    let mut any = false;
    for action in state.containment.standing(state) {
        any = true;
        let label = action.id.label(state.station);
        let short = shortfalls(state, action);
        if action_shortfalls(state, &action.done).is_empty() {
            found.record(action.id);
            super::steps::taken_out(state, action.id, found);
        }
        if short.is_empty() {
            let tests = action.tests.iter().filter(|(id, _)| !state.struck(*id));
            tests.for_each(|(id, _)| found.record(*id));
        }
        if !action.done.window_reason.trim().is_empty() {
            let what = Msg::new("override-window").with("asset", action.done.asset.clone());
            found.accepted(action.id, what);
        }
        for short in short {
            let tests = matches!(short.rule, Rule::NoOutsideTest | Rule::TesterIsOperator | Rule::TestFailed);
            let missing = found.lacks(short, format!("{} {label}", action.done.asset), Place::Timeline(action.id));
            if tests {
                missing.by("outside-test", Input::default().with("containment", label.clone()));
            }
        }
    }
    // What came back after recovery opens containment again, until something cites it.
    for hit in open_hits(state) {
        let label = state.label(hit.of.record);
        let short = Shortfall::new(Rule::HitNotContained)
            .with("alert", state.sensitive(&hit.of.alert))
            .with("record", label.clone());
        let cited = [label.as_str(), &hit.of.alert].join(" ");
        let about = if hit.asset.is_empty() { label } else { [hit.asset.as_str(), &label].join(" ") };
        let input = Input::default().with("asset", hit.asset.clone()).with("answers-hit", cited);
        found.lacks(short, about, Place::Timeline(hit.of.record)).by("contain", input);
    }
    if !any {
        found.lacks(Shortfall::new(Rule::NothingContained), "", Place::Case).by("contain", Input::default());
    }
}

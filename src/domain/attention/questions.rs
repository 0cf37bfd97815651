//! Questions of law that wait for a decision: open, due again, or decided without what a decision needs.

use super::{Need, Place, Urgency};
use crate::domain::deadline::{Assessed, ClockState, ClockView, Regime, answer_shortfalls};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// The question of each law, and of each deadline that applies in some cases only.
pub(super) fn questions(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    for regime in &state.deadlines.regimes {
        let views = state.deadlines.views_of(state, regime, now);
        ahead(state, regime, found);
        // A notice or a memo for the first deadline answers the question.
        let answered = |view: &ClockView<'_>| matches!(view.state, ClockState::Sent | ClockState::Memo);
        if views.first().is_some_and(answered) {
            continue;
        }
        let pressing = views.iter().filter_map(|view| view.due.or(view.exposure)).min();
        let order = pressing.map_or(i64::MAX, Instant::millis);
        let stands = regime.stands(state).map(|(_, answer)| answer);
        // What is at worst due already presses by itself, each deadline by name.
        let passed = |view: &ClockView<'_>| {
            view.state == ClockState::NotAssessed && view.exposure.is_some_and(|exposure| exposure < now)
        };
        let waits = || (!views.iter().any(passed)).then(|| question(regime, "need-question", Urgency::Waits, order));
        found.extend(stands.map_or_else(waits, |answer| of_answer(state, regime, answer, order, now)));
        for view in views.iter().filter(|view| asks(state, view, stands)) {
            let deadline = Input::default().with("deadline", view.key());
            let name = short(&view.regime.considered.name);
            let msg = Msg::new("need-condition").with("name", name);
            let msg = msg.with("clock", view.clock.map(|clock| clock.name.clone()).unwrap_or_default());
            let need = Need::new(Urgency::Waits, order, msg, Place::Deadline(view.key()));
            found.push(need.act("condition", deadline));
        }
    }
}

/// Answers to a law, or to the condition of a deadline, that were still to come when they were recorded: they changed nothing, until the same is answered
/// again.
fn ahead(state: &Incident, regime: &Regime, found: &mut Vec<Need>) {
    let name = || short(&regime.considered.name);
    let need = |record, at: Instant, name: String, place: String| {
        let msg = Msg::new("need-ahead").with("record", state.label(record)).with("name", name);
        Need::new(Urgency::Soon, at.millis(), msg, Place::Deadline(place))
    };
    let law = || regime.considered.regime.clone();
    let last = regime.answers.iter().rfind(|(id, _)| !state.struck(*id));
    if let Some((id, answer)) = last.filter(|(id, answer)| state.surely_happened(*id, &answer.at).is_none()) {
        let need = need(*id, answer.at.at, name(), law());
        found.push(need.act("regime", Input::default().with("regime", law())));
    }
    for clock in &regime.considered.clocks {
        let mut of =
            regime.conditions.iter().filter(|(id, said)| said.deadline == clock.deadline && !state.struck(*id));
        let last = of.next_back().filter(|(id, said)| state.surely_happened(*id, &said.at).is_none());
        if let Some((id, said)) = last {
            let key = [&*law(), "/", &clock.deadline].concat();
            let need = need(*id, said.at.at, regime.considered.short(Some(clock)), key.clone());
            found.push(need.act("condition", Input::default().with("deadline", key)));
        }
    }
}

/// Characters up to which a law goes by its whole name.
const LONG: usize = 50;

/// A long name without what it goes on to explain.
fn short(name: &str) -> String {
    let cut = name.chars().count() > LONG;
    name.split(':').next().filter(|_| cut).unwrap_or(name).to_owned()
}

fn question(regime: &Regime, id: &'static str, urgency: Urgency, order: i64) -> Need {
    let considered = &regime.considered;
    let msg = Msg::new(id).with("name", short(&considered.name));
    let key = considered.clocks.first().map(|clock| format!("{}/{}", considered.regime, clock.deadline));
    let place = Place::Deadline(key.unwrap_or_else(|| considered.regime.clone()));
    Need::new(urgency, order, msg, place).act("regime", Input::default().with("regime", considered.regime.clone()))
}

/// What an answer leaves open.
fn of_answer(state: &Incident, regime: &Regime, answer: &Assessed, order: i64, now: Instant) -> Option<Need> {
    let short = answer_shortfalls(state, answer);
    let undecided = [Rule::NoDecider, Rule::DpoDecides, Rule::NoAuthority];
    if short.iter().any(|short| undecided.contains(&short.rule)) {
        return Some(question(regime, "need-question", Urgency::Waits, order));
    }
    if answer.answer == "not-yet" {
        let Some(until) = &answer.until else {
            return Some(question(regime, "need-question-no-date", Urgency::Waits, order));
        };
        // Until then it is answered; the walk through the questions shows it.
        let ring = format!("question:{}:{}", regime.considered.regime, until.at.millis());
        let again = || question(regime, "need-question-again", Urgency::Soon, until.at.millis()).ring(ring);
        return (until.at <= now).then(again);
    }
    let owed: Vec<_> = short.into_iter().filter(|short| !short.rule.remark()).collect();
    let mut need = question(regime, "need-answer-short", Urgency::Owed, order);
    need.what = need.what.with("count", owed.len()).with("missing", owed.into_iter().next()?.missing);
    Some(need)
}

/// Whether it waits for somebody to say that a deadline with a condition applies: its law does, or its clock runs.
fn asks(state: &Incident, view: &ClockView<'_>, stands: Option<&Assessed>) -> bool {
    let Some(clock) = view.clock.filter(|clock| !clock.condition.is_empty()) else { return false };
    let open = !matches!(view.state, ClockState::Sent | ClockState::Memo | ClockState::MemoOwed);
    let applies = stands.is_some_and(|answer| answer.answer == "yes") || view.start.is_some();
    let condition = view.regime.condition(state, &clock.deadline);
    open && applies && !view.waits() && condition.is_none_or(|(_, answered)| answered.answer == "not-yet")
}

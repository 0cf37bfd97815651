//! What is still missing before the case can be closed: every line computed from records, with the command that mends it. None can be ticked off.

use super::report::LISTED;
use super::residual::{risk_shortfalls, standing_risks};
use super::signing::{CAPACITIES, counting, signature_shortfalls};
use super::stood_down::{self, stood_down};
use super::walk::{remediation, walk_shortfalls};
use super::{live, since, uncovered};
use crate::domain::attention::Place;
use crate::domain::control::{Missing, Standing, by_memo, control, unanswered};
use crate::domain::decision::Shortfall;
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::monitoring;
use crate::domain::msg::Arg;
use crate::domain::review;
use crate::domain::rules::Rule;

/// One line of the list.
pub type Line = Missing;

fn line(shortfall: Shortfall, about: impl Into<Arg>, place: Place, act: Option<(&'static str, Input)>) -> Line {
    Missing { shortfall, about: about.into(), place, act }
}

/// Everything that keeps the case from being closed, in the order in which it is mended. Empty means that the lead may close it.
/// Of one that ended otherwise: what it left behind.
#[must_use]
pub fn lines(state: &Incident) -> Vec<Line> {
    if stood_down(state).is_some() {
        return stood_down::lines(state);
    }
    let mut found = Vec::new();
    gates(state, &mut found);
    exhibits(state, &mut found);
    walk(state, &mut found);
    watch(state, &mut found);
    clocks(state, &mut found);
    archived(state, &mut found);
    let reviewed = review::shortfalls(state).into_iter();
    found.extend(reviewed.map(|short| line(short, "", Place::Case, Some(("review", Input::default())))));
    actions(state, &mut found);
    risks(state, &mut found);
    report(state, &mut found);
    found
}

/// Controls 1 to 9: met, not applicable by memo, or partly met and listed in a report that the SIRO signed.
fn gates(state: &Incident, found: &mut Vec<Line>) {
    let signed = live(state).filter(|(id, _)| counting(state, *id, "siro").is_some());
    for control in LISTED.map(|id| control(state, id)) {
        let about = || Arg::Code("control", control.id.to_string());
        let number = control.id.to_string();
        let first = control.missing.first();
        let place = first.map_or(Place::Case, |first| first.place.clone());
        let act = first.and_then(|first| first.act.clone());
        match control.standing {
            Standing::Met | Standing::Memo => {}
            Standing::NotMet => {
                let short = Shortfall::new(Rule::GateOpen).with("number", number);
                found.push(line(short, about(), place, act));
            }
            Standing::Partly => {
                let listed = live(state).map(|(_, rendered)| uncovered(state, rendered, &control));
                if signed.is_some() && listed == Some(0) {
                    continue;
                }
                let points = control.missing.len() + control.overrides.len();
                let short = Shortfall::new(Rule::GateNotAccepted).with("number", number).with("count", points);
                found.push(line(short, about(), place, act));
            }
        }
    }
}

/// What an exhibit lacks to be put away: somebody who holds it, a digest that was computed, how long it is kept.
fn loose(state: &Incident, exhibit: &Exhibit) -> Vec<(&'static str, &'static str)> {
    let walk = state.custody.walk(state, exhibit.id);
    if walk.disposed.is_some_and(|record| !state.privileges.disposed_under_hold.contains(&record)) {
        return Vec::new();
    }
    let thing = exhibit.registered.kind == "physical-device" && exhibit.digest_state() == DigestState::None;
    let mut lacks = Vec::new();
    if walk.holder.is_none() || walk.place.is_none() || !walk.open.is_empty() {
        lacks.push(("custody", "custody"));
    }
    if !thing && state.digest_state(exhibit) != DigestState::Recomputed {
        lacks.push(("digest", "rehash"));
    }
    if exhibit.details.retention.trim().is_empty() {
        lacks.push(("retention", "describe"));
    }
    lacks
}

pub(super) fn exhibits(state: &Incident, found: &mut Vec<Line>) {
    for exhibit in state.register.exhibits.iter().filter(|exhibit| !exhibit.struck) {
        let label = state.register.shown_label(exhibit);
        for (what, command) in loose(state, exhibit) {
            let short = Shortfall::new(Rule::ExhibitLoose).with("what", Arg::Code("exhibit-lacks", what.to_owned()));
            let input = Input::default().with("exhibit", label.clone());
            found.push(line(short, label.clone(), Place::Exhibit(exhibit.id), Some((command, input))));
        }
    }
}

fn walk(state: &Incident, found: &mut Vec<Line>) {
    for step in remediation(state) {
        if state.closure.walked.iter().any(|walk| walk.walked.step == step.id && walk.counts(state)) {
            continue;
        }
        let tried = state.closure.walked.iter().rfind(|walk| walk.walked.step == step.id && !state.struck(walk.id));
        let short = tried.and_then(|walk| {
            walk_shortfalls(state, Some(walk.id), &walk.walked, walk.lead.as_ref()).into_iter().next()
        });
        let input = Input::default().with("step", step.id.clone());
        let short = short.unwrap_or_else(|| Shortfall::new(Rule::NotWalked));
        let command = if short.rule == Rule::WalkUnverified { "verify-step" } else { "confirm-step" };
        found.push(line(short, step.id.clone(), Place::Step(step.id.clone()), Some((command, input))));
    }
}

/// The seven days of the watch, unless control 9 does not apply by memo.
fn watch(state: &Incident, found: &mut Vec<Line>) {
    if !by_memo(state, 9) && monitoring::day_seven(state).is_none() {
        let act = Some(("watch-day", Input::default()));
        found.push(line(Shortfall::new(Rule::BeforeDaySeven), Arg::Code("control", "9".to_owned()), Place::Case, act));
    }
}

/// Laws and deadlines that are not answered, as control 8 has them: what a notice or a memo lacks keeps the case open too. A memo that the control does not apply
/// answers no law.
pub(super) fn clocks(state: &Incident, found: &mut Vec<Line>) {
    for Missing { shortfall, about, place, act } in unanswered(state) {
        let (rule, what, next) = (shortfall.rule.id(), shortfall.missing, shortfall.next);
        let short = Shortfall::new(Rule::RegimeOpen).with("rule", rule).with("what", what).with("next", next);
        found.push(line(short, about, place, act));
    }
}

/// Notices and messages whose text is not in the case file.
fn archived(state: &Incident, found: &mut Vec<Line>) {
    let sent = state.deadlines.regimes.iter().flat_map(|regime| regime.sent.values().flatten());
    let sent = sent.filter(|(id, sent)| !state.struck(*id) && sent.copy.is_none()).map(|(id, _)| *id);
    let told = state.telling.sent.values().flatten();
    let told = told.filter(|(id, told)| !state.struck(*id) && told.text_sha256.is_empty()).map(|(id, _)| *id);
    for id in sent.chain(told) {
        let short = Shortfall::new(Rule::NotArchived);
        found.push(line(short, state.label(id), Place::Timeline(id), None));
    }
}

fn actions(state: &Incident, found: &mut Vec<Line>) {
    for action in state.actions.standing(state).filter(|action| !action.now(state).standing.settled()) {
        let label = state.label(action.id);
        for short in action.shortfalls(state) {
            let input = Input::default().with("improvement", label.clone());
            found.push(line(short, label.clone(), Place::Timeline(action.id), Some(("change-action", input))));
        }
    }
}

fn risks(state: &Incident, found: &mut Vec<Line>) {
    let act = || Some(("residual-risk", Input::default()));
    if standing_risks(state).next().is_none() {
        found.push(line(Shortfall::new(Rule::NoResidual), "", Place::Case, act()));
    }
    for (id, risk) in standing_risks(state) {
        for short in risk_shortfalls(state, risk) {
            found.push(line(short, state.label(*id), Place::Timeline(*id), act()));
        }
    }
}

fn report(state: &Incident, found: &mut Vec<Line>) {
    let Some((id, rendered)) = live(state) else {
        let act = Some(("make-report", Input::default()));
        found.push(line(Shortfall::new(Rule::NoReport), "", Place::Case, act));
        return;
    };
    let label = state.label(*id);
    let later = since(state, rendered);
    if let Some(first) = later.first() {
        let short = Shortfall::new(Rule::ReportOld).with("count", later.len()).with("first", state.label(*first));
        found.push(line(short, label.clone(), Place::Timeline(*first), Some(("make-report", Input::default()))));
    }
    for capacity in CAPACITIES.iter().filter(|capacity| counting(state, *id, capacity).is_none()) {
        let tried = state.closure.signed.iter().rfind(|known| {
            known.signed.report == *id && known.signed.capacity == **capacity && !state.struck(known.id)
        });
        let why = tried.and_then(|known| {
            let mut short = signature_shortfalls(state, Some(known.id), &known.signed, &known.then).into_iter();
            Some((short.next()?, known.id))
        });
        let input = Input::default().with("capacity", *capacity).with("record", label.clone());
        let act = Some(("sign-report", input));
        let words = Arg::Code("signs-as", (*capacity).to_owned());
        match why {
            Some((short, signature)) => found.push(line(short, words, Place::Timeline(signature), act)),
            None => {
                let short = Shortfall::new(Rule::SignatureOwed).with("capacity", words.clone());
                found.push(line(short, words, Place::Timeline(*id), act));
            }
        }
    }
}

//! Control 1, formal activation: declared by name, roles given and acknowledged by voice, vacancies with reasons, command handed over and not taken.

use super::Found;
use crate::domain::attention::Place;
use crate::domain::call_order::turns;
use crate::domain::callout::CallState;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::incident::{ConflictStanding, Incident};
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::procedure::{Standing, standing, standing_shortfall};
use crate::domain::rules::Rule;
use crate::domain::time::Instant;
use crate::domain::watch::hand_over_shortfalls;
use crate::library::vocabulary::Vocabulary;

pub(super) fn assess(state: &Incident, found: &mut Found) {
    declaration(state, found);
    documents(state, found);
    roles(state, found);
    conflicts(state, found);
    command(state, found);
}

fn declaration(state: &Incident, found: &mut Found) {
    let Some(declared) = &state.case.declared else {
        found.lacks(Shortfall::new(Rule::NotYetDeclared), "", Place::Case).by("declare", Input::default());
        return;
    };
    if let Some(record) = state.case.declared_in {
        found.record(record);
    }
    if declared.detected.as_ref().is_some_and(|detected| detected.at > declared.declared.at) {
        let amend = Input::default().with("field", "detected");
        found.lacks(Shortfall::new(Rule::DeclaredBeforeDetected), "", Place::Case).by("amend", amend);
    }
}

/// The response follows documents that somebody approved before it began.
fn documents(state: &Incident, found: &mut Found) {
    for (record, chosen) in state.work.chosen.iter().filter(|(record, _)| !state.struck(*record)) {
        let id = chosen.procedure.id.as_str();
        match standing(state, chosen) {
            Standing::ApprovedBefore => found.record(*record),
            Standing::ApprovedAfter => {
                found.accepted(*record, Msg::new("override-approved-after").with("id", id));
            }
            Standing::Unapproved | Standing::Retired => {
                let Some(short) = standing_shortfall(state, chosen) else { continue };
                let input = Input::default().with("procedure", id);
                found.lacks(short, "", Place::Timeline(*record)).by("approval", input);
            }
        }
    }
}

/// Every role that the procedures ask for is held by somebody who was heard, or vacant with a reason.
fn roles(state: &Incident, found: &mut Found) {
    // Whether a call is overdue by now makes no difference here: it was not heard yet.
    for turn in turns(state, Instant::from_millis(0)) {
        let place = Place::Role(turn.role.clone());
        let about = Arg::Code("role", turn.role.clone());
        let input = Input::default().with("role", turn.role.clone());
        if let Some(holder) = state.people.holders.get(&turn.role) {
            found.record(holder.id);
        }
        if let Some((record, vacant)) = state.people.vacant.get(&turn.role) {
            found.record(*record);
            if turn.role == "irt_lead" {
                found.lacks(Shortfall::new(Rule::NoLead), about, place).by("assign", input);
            } else if vacant.reason.trim().is_empty() {
                found.lacks(Shortfall::new(Rule::VacantNoReason), about, place).by("vacant", input);
            } else {
                let what = Msg::new("override-vacant").code("role", "role", turn.role.clone());
                found.accepted(*record, what);
            }
            continue;
        }
        let Some(who) = turn.person else {
            found.lacks(Shortfall::new(Rule::RoleOpen), about, place).by("assign", input);
            continue;
        };
        let call = turn.call.and_then(|(id, _)| state.callout.calls.iter().find(|known| known.id == id));
        match (turn.call, call) {
            (Some((id, CallState::Acknowledged)), Some(call)) => {
                found.record(id);
                call.answered.iter().for_each(|(answer, _)| found.record(*answer));
            }
            // Who declared the incident and leads has heard of it.
            _ if turn.declared => {}
            (Some((id, CallState::Short)), Some(call)) => {
                for short in call.shortfalls(state.callout.first_contact(call, &state.people)) {
                    let again = input.clone().with("callee", who.name.clone());
                    found.lacks(short, about.clone(), Place::Call(id)).by("call", again);
                }
            }
            _ => {
                let input = input.with("callee", who.name);
                found.lacks(Shortfall::new(Rule::RoleNotHeard), about, place).by("call", input);
            }
        }
    }
}

fn conflicts(state: &Incident, found: &mut Found) {
    for conflict in state.people.conflicts(Vocabulary::of_rules()) {
        let what = Msg::new("override-conflict")
            .with("who", conflict.person.clone())
            .code("role", "role", conflict.role.clone())
            .code("other", "role", conflict.other.clone());
        match state.conflict_standing(&conflict) {
            ConflictStanding::Open => {
                let short = Shortfall::new(Rule::Conflict).with("other", Arg::Code("role", conflict.other.clone()));
                let input = Input::default().with("role", conflict.role.clone());
                found
                    .lacks(short, Arg::Code("role", conflict.role.clone()), Place::Role(conflict.role))
                    .by("assign", input);
            }
            ConflictStanding::Solo => {
                if let Some((record, _)) = &state.case.solo {
                    found.accepted(*record, what);
                }
            }
            ConflictStanding::Ratified => {
                let by = state.people.ratified.iter().find(|known| {
                    known.by_siro && known.ratified.conflicts.contains(&conflict) && !state.struck(known.id)
                });
                if let Some(by) = by {
                    found.accepted(by.id, what);
                }
            }
        }
    }
}

fn command(state: &Incident, found: &mut Found) {
    // A hand-over that is recorded afterwards, with its read-back, makes good for the assignment.
    let read_back = |who: &Author| {
        let mut handed = state.watch.handed.iter().filter(|(record, _)| !state.struck(*record));
        handed.any(|(_, handed)| state.people.same(&handed.to, who) && hand_over_shortfalls(state, handed).is_empty())
    };
    let taken = state.watch.taken_over.iter().filter(|(record, who)| !state.struck(*record) && !read_back(who));
    for (record, _) in taken {
        let input = Input::default().with("role", "irt_lead");
        let about = record.label(state.station);
        found.lacks(Shortfall::new(Rule::NoReadBack), about, Place::Timeline(*record)).by("hand-over", input);
    }
    for (record, handed) in state.watch.handed.iter().filter(|(record, _)| !state.struck(*record)) {
        found.record(*record);
        for short in hand_over_shortfalls(state, handed) {
            found.lacks(short, record.label(state.station), Place::Timeline(*record));
        }
    }
    for (record, _) in state.watch.rolls.iter().filter(|(record, _)| !state.struck(*record)) {
        found.record(*record);
    }
}

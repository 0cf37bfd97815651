//! The call-out sheet: every role in the order of calling, who is next, who is overdue, who stands in.

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::call_order::{Turn, turns};
use crate::domain::callout::CallState;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

/// The next call, and where somebody stands in.
const NEXT: &str = "callout-next";
const NEXT_DEPUTY: &str = "callout-next-deputy";

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("callout-how"))];
    let mut next = true;
    for turn in turns(state, now) {
        let first = next && turn.to_call() && turn.person.is_some();
        next &= !first;
        found.push(entry(state, &turn, first));
    }
    found
}

/// Whether an entry is the next call.
pub(super) fn is_next(entry: &Entry) -> bool {
    [NEXT, NEXT_DEPUTY].contains(&entry.text.id)
}

fn entry(state: &Incident, turn: &Turn, next: bool) -> Entry {
    let stand = match (&turn.person, &turn.call) {
        _ if turn.vacant => "vacant",
        (None, _) if turn.prepared.is_some() => "prepared",
        (None, _) => "nobody",
        (Some(_), Some((_, CallState::Acknowledged))) => "acknowledged",
        (Some(_), _) if turn.declared => "declared",
        (Some(_), None) => "to-call",
        (Some(_), Some((_, CallState::Waiting))) => "waiting",
        (Some(_), Some((_, CallState::Overdue))) => "overdue",
        (Some(_), Some((_, CallState::Short))) => "short",
        (Some(_), Some((_, CallState::Missed))) => "missed",
    };
    let tone = match stand {
        "acknowledged" | "declared" => Tone::Proved,
        "overdue" => Tone::Late,
        "vacant" | "waiting" => Tone::Plain,
        _ => Tone::Due,
    };
    let who = turn.person.as_ref().or(turn.prepared.as_ref());
    let role = Input::default().with("role", turn.role.clone());
    let act = match (stand, who) {
        ("acknowledged" | "declared" | "vacant", _) => None,
        ("prepared" | "nobody", who) => {
            Some(("assign", who.map_or(role.clone(), |who| role.clone().with("person", who.name.clone()))))
        }
        // The deputy takes the place of somebody who does not answer.
        ("overdue" | "missed", Some(who)) => {
            let callee = turn.deputy.as_ref().unwrap_or(who);
            Some(("call", role.with("callee", callee.name.clone())))
        }
        ("waiting", Some(_)) => {
            let call = turn.call.map(|(id, _)| state.label(id)).unwrap_or_default();
            Some(("answer", Input::default().with("call", call)))
        }
        (_, Some(who)) => Some(("call", role.with("callee", who.name.clone()))),
        _ => None,
    };
    let id = match (next, &turn.deputy) {
        (true, None) => NEXT,
        (true, Some(_)) => NEXT_DEPUTY,
        (false, None) => "callout-turn",
        (false, Some(_)) => "callout-turn-deputy",
    };
    let text = Msg::new(id)
        .code("role", "role", turn.role.clone())
        .with("who", who.map_or_else(|| "-".to_owned(), |who| who.name.clone()))
        .with("deputy", turn.deputy.as_ref().map(|who| who.name.clone()).unwrap_or_default())
        .code("stand", "turn", stand);
    Entry::new(tone, text).at(Place::Role(turn.role.clone())).by(act)
}

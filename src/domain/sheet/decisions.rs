//! The decision log: each decision with what could have been chosen, why, who decided, who objected, and when it is looked at again.

use super::told::stamp;
use super::{Entry, Tone, lacks, marked, names};
use crate::domain::attention::Place;
use crate::domain::decision_log::{Made, Standing};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("decisions-how")).by(Some(("decide", Input::default())))];
    let mut made: Vec<_> = state.decisions.made.iter().collect();
    // The last one first: what was decided this hour is what is asked about.
    made.sort_by_key(|(id, made)| std::cmp::Reverse((made.at.at, *id)));
    for (id, made) in made {
        entry(state, now, *id, made, &mut found);
    }
    found
}

fn entry(state: &Incident, now: Instant, id: RecordId, made: &Made, found: &mut Vec<Entry>) {
    let place = || Place::Timeline(id);
    let stands = state.decisions.stands(state, id);
    let short = made.shortfalls(state, Some(id));
    let due = state.decisions.review_due(state, id);
    let over = due.is_some_and(|due| due.at <= now);
    let tone = match stands {
        Standing::Holds if over => Tone::Late,
        Standing::Holds if short.is_empty() => Tone::Proved,
        Standing::Holds => Tone::Due,
        Standing::Replaced(_) | Standing::Lapsed | Standing::Struck => Tone::Dim,
    };
    let heading = Msg::new("decisions-question")
        .with("record", state.label(id))
        .with("at", stamp(&made.at))
        .code("standing", "decision-standing", stands.code())
        .with("question", marked(state, id, &made.question));
    found.push(Entry::new(Tone::Heading, heading).at(place()));
    let input = Input::default().with("decision", state.label(id));
    let act =
        if over { ("review-decision", input) } else { ("decide", Input::default().with("replaces", state.label(id))) };
    let chosen =
        Msg::new("decisions-choice").with("who", names(&made.by)).with("choice", marked(state, id, &made.choice));
    found.push(Entry::new(tone, chosen).at(place()).by(Some(act)));
    let mut line = |tone, msg: Msg| found.push(Entry::new(tone, msg).at(place()));
    if !made.reason.trim().is_empty() {
        line(Tone::Plain, Msg::new("decisions-reason").with("reason", marked(state, id, &made.reason)));
    }
    for option in made.options.iter().filter(|option| **option != made.choice) {
        line(Tone::Plain, Msg::new("decisions-option").with("option", marked(state, id, option)));
    }
    match made.objections.as_deref() {
        None => {}
        Some([]) => line(Tone::Plain, Msg::new("decisions-no-objection")),
        Some(objections) => {
            for objection in objections {
                let msg = Msg::new("decisions-objection").with("who", names(&objection.who));
                line(Tone::Plain, msg.with("why", marked(state, id, &objection.why)));
            }
        }
    }
    if let Standing::Replaced(by) = stands {
        line(Tone::Dim, Msg::new("decisions-replaced").with("record", state.label(by)));
    }
    if let Some(due) = due {
        line(if over { Tone::Late } else { Tone::Plain }, Msg::new("decisions-review").with("at", stamp(due)));
    }
    for (review, reviewed) in state.decisions.reviewed.iter().filter(|(review, _)| !state.struck(*review)) {
        if reviewed.decision == id {
            let msg = Msg::new("decisions-reviewed")
                .with("at", stamp(&reviewed.at))
                .with("who", names(&reviewed.by))
                .code("outcome", "decision-outcome", reviewed.outcome.clone())
                .with("reason", marked(state, *review, &reviewed.reason));
            found.push(Entry::new(Tone::Plain, msg).at(Place::Timeline(*review)));
            lacks(&reviewed.shortfalls(state, Some(*review)), found);
        }
    }
    if stands == Standing::Holds {
        lacks(&short, found);
    }
}

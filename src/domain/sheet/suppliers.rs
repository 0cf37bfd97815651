//! Suppliers: for each its contact and clause, what was asked and what came of it, their own times, what they may know, indicators, access.

use super::told::stamp;
use super::{Entry, Tone, lacks, marked, names};
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator;
use crate::domain::input::Input;
use crate::domain::mark::Mark;
use crate::domain::msg::Msg;
use crate::domain::supplier::{Access, Entered, Exchanged, Question, Standing, Suppliers, key};
use crate::domain::time::Instant;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let how = Entry::new(Tone::Dim, Msg::new("suppliers-how"));
    let mut found = vec![how.by(Some(("supplier", Input::default())))];
    for name in state.suppliers.names(state) {
        supplier(state, now, &name, &mut found);
    }
    found
}

fn supplier(state: &Incident, now: Instant, name: &str, found: &mut Vec<Entry>) {
    let input = || Input::default().with("supplier", name);
    let entry = state.suppliers.entry(state, name);
    let place = entry.map_or(Place::Case, |(id, _)| Place::Timeline(*id));
    let heading = Msg::new("suppliers-name").with("supplier", name);
    found.push(Entry::new(Tone::Heading, heading).at(place).by(Some(("supplier", input()))));
    match entry {
        Some((id, entered)) => register(state, *id, entered, found),
        None => {
            let entry = Entry::new(Tone::Due, Msg::new("suppliers-not-entered"));
            found.push(entry.by(Some(("supplier", input()))));
        }
    }
    let same = |other: &str| key(other) == key(name);
    for question in &state.suppliers.questions {
        if same(&question.asked.supplier) && !state.struck(question.id) {
            asked(state, now, question, found);
        }
    }
    for (id, notice) in Suppliers::notices(state, name) {
        super::told::supplier(state, *id, notice, found);
    }
    let told = state.telling.sent.iter().filter(|((group, who), _)| group == "suppliers" && *who == key(name));
    for (id, told) in told.flat_map(|(_, sent)| sent).filter(|(id, _)| !state.struck(*id)) {
        let text = Msg::new("suppliers-told").with("at", stamp(&told.at)).with("by", names(&told.by));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    }
    for (id, exchanged) in state.suppliers.exchanged.iter().filter(|(id, _)| !state.struck(*id)) {
        if same(&exchanged.supplier) {
            indicators(state, *id, exchanged, found);
        }
    }
    for (id, change) in state.suppliers.access.iter().filter(|(id, _)| !state.struck(*id)) {
        if same(&change.supplier) {
            access(state, *id, change, found);
        }
    }
}

fn register(state: &Incident, id: RecordId, entered: &Entered, found: &mut Vec<Entry>) {
    let short = entered.shortfalls();
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    // How somebody is reached is for those who call, never for the wall.
    let reached = marked(state, id, &entered.reached).marked(Mark::Red);
    let id_of = match (entered.contact.trim().is_empty(), entered.reached.trim().is_empty()) {
        (false, false) => "suppliers-contact",
        (false, true) => "suppliers-contact-only",
        (true, false) => "suppliers-reached-only",
        (true, true) => "suppliers-no-contact",
    };
    let text = Msg::new(id_of).with("contact", marked(state, id, &entered.contact));
    found.push(Entry::new(tone, text.with("reached", reached)).at(Place::Timeline(id)));
    let lines = [("suppliers-supplies", &entered.supplies), ("suppliers-clause", &entered.clause)];
    for (message, words) in lines.into_iter().filter(|(_, words)| !words.trim().is_empty()) {
        found.push(Entry::new(Tone::Plain, Msg::new(message).with("text", marked(state, id, words))));
    }
    if !entered.may_know.trim().is_empty() {
        let text = Msg::new("suppliers-may-know").with("up-to", entered.up_to.unwrap_or(Mark::Green).label());
        found.push(Entry::new(Tone::Plain, text.with("text", marked(state, id, &entered.may_know))));
    }
    if let Some(liaison) = &entered.liaison {
        found.push(Entry::new(Tone::Plain, Msg::new("suppliers-liaison").with("who", names(liaison))));
    }
    lacks(&short, found);
}

fn asked(state: &Incident, now: Instant, question: &Question, found: &mut Vec<Entry>) {
    let standing = question.standing(state);
    let due = question.due(state);
    let open = matches!(standing, Standing::Open | Standing::Partly);
    let tone = match standing {
        Standing::Answered => Tone::Proved,
        Standing::Silent => Tone::Plain,
        _ if due.is_some_and(|due| due.at <= now) => Tone::Late,
        _ => Tone::Due,
    };
    let text = Msg::new(if due.is_some() { "suppliers-question-due" } else { "suppliers-question" })
        .with("record", state.label(question.id))
        .code("standing", "question-standing", standing.code())
        .with("at", stamp(&question.asked.at))
        .with("due", due.map(stamp).unwrap_or_default())
        .with("question", marked(state, question.id, &question.asked.question));
    let act = ("supplier-answer", Input::default().with("asked-in", state.label(question.id)));
    found.push(Entry::new(tone, text).at(Place::Timeline(question.id)).by(open.then_some(act)));
    lacks(&question.asked.shortfalls(state, Some(question.id)), found);
    for (id, answered) in question.answers.iter().filter(|(id, _)| !state.struck(*id)) {
        let text = Msg::new("suppliers-answer")
            .with("at", stamp(&answered.at))
            .code("outcome", "supplier-answer", answered.shown())
            .with("who", marked(state, *id, &answered.by))
            .with("words", marked(state, *id, &answered.words));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
        lacks(&answered.shortfalls(state, Some(*id)), found);
    }
    for (id, silent) in question.silence.iter().filter(|(id, _)| !state.struck(*id)) {
        let text = Msg::new("suppliers-silence").with("at", stamp(&silent.at)).with("by", names(&silent.by));
        let text = text.with("consequence", marked(state, *id, &silent.consequence));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
        lacks(&silent.shortfalls(state, Some(*id)), found);
    }
}

fn indicators(state: &Incident, id: RecordId, exchanged: &Exchanged, found: &mut Vec<Entry>) {
    let text = Msg::new("suppliers-indicators")
        .code("direction", "direction", exchanged.direction.clone())
        .with("at", stamp(&exchanged.at))
        .with("by", names(&exchanged.by))
        .with("tlp", exchanged.tlp.map_or("-", Mark::label))
        .with("list", marked(state, id, &shown_list(&exchanged.indicators)));
    found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(id)));
    lacks(&exchanged.shortfalls(state, Some(id)), found);
}

fn access(state: &Incident, id: RecordId, change: &Access, found: &mut Vec<Entry>) {
    let short = change.shortfalls(state, Some(id));
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    let text = Msg::new(if change.stage.is_some() { "suppliers-access-stage" } else { "suppliers-access" })
        .code("change", "access-change", change.change.clone())
        .with("stage", change.stage.map(crate::domain::supplier::Step::shown).unwrap_or_default())
        .with("at", stamp(&change.at))
        .with("authority", names(&change.authority))
        .with("access", marked(state, id, &change.access))
        .with("cause", marked(state, id, &change.cause));
    found.push(Entry::new(tone, text).at(Place::Timeline(id)));
    lacks(&short, found);
}

/// Indicators as they are shown: so that nobody can click them.
fn shown_list(typed: &[String]) -> String {
    typed.iter().map(|typed| indicator::shown(typed)).collect::<Vec<_>>().join(", ")
}

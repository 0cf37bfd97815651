//! What is said inside: who needs to know and why, who was told what, what was agreed in briefings.

use super::told::stamp;
use super::{Entry, Tone, lacks, marked, names};
use crate::domain::attention::Place;
use crate::domain::briefing::{Agreed, Held};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::message::{Entered, Sent};
use crate::domain::msg::{Arg, Msg};
use crate::domain::said::Statement;
use crate::domain::time::Instant;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("internal-how"))];
    let agreed = state.briefings.agreed(state);
    let open: Vec<_> = agreed.iter().filter(|agreed| agreed.settled.is_none()).collect();
    if !open.is_empty() {
        found.push(Entry::new(Tone::Heading, Msg::new("internal-h-actions").with("count", open.len())));
    }
    found.extend(open.into_iter().map(|agreed| action(state, now, agreed)));
    register(state, now, &mut found);
    found.push(Entry::new(Tone::Heading, Msg::new("internal-h-messages").with("count", state.messages.sent.len())));
    for (id, sent) in state.messages.standing(state) {
        message(state, *id, sent, &mut found);
    }
    found.push(Entry::new(Tone::Heading, Msg::new("internal-h-briefings").with("count", state.briefings.held.len())));
    for (id, held) in state.briefings.standing(state) {
        briefing(state, *id, held, &mut found);
    }
    found
}

fn action(state: &Incident, now: Instant, agreed: &Agreed<'_>) -> Entry {
    let record = state.label(agreed.briefing);
    let due = agreed.action.due.as_ref();
    let tone = if due.is_some_and(|due| due.at <= now) { Tone::Late } else { Tone::Due };
    let id = if due.is_some() { "internal-action-due" } else { "internal-action" };
    let text = Msg::new(id)
        .with("owner", names(&agreed.action.owner))
        .with("due", due.map(stamp).unwrap_or_default())
        .with("record", record.clone())
        .with("number", agreed.number)
        .with("what", marked(state, agreed.briefing, &agreed.action.what));
    let input = Input::default().with("briefing", record).with("action-number", agreed.number.to_string());
    Entry::new(tone, text).at(Place::Timeline(agreed.briefing)).by(Some(("settle-action", input)))
}

fn register(state: &Incident, now: Instant, found: &mut Vec<Entry>) {
    found.push(Entry::new(Tone::Heading, Msg::new("internal-h-register")));
    let by_role = Msg::new("internal-by-role").with("count", state.people.holders.len());
    found.push(Entry::new(Tone::Dim, by_role).by(Some(("may-know", Input::default()))));
    for (id, entered) in state.messages.entered.iter().filter(|(id, _)| !state.struck(*id)) {
        entry(state, now, *id, entered, found);
    }
    for (id, ended) in state.messages.ended.iter().filter(|(id, _)| !state.struck(*id)) {
        let text = Msg::new("internal-ended")
            .with("who", names(&ended.who))
            .with("at", stamp(&ended.at))
            .with("by", names(&ended.by))
            .with("reason", marked(state, *id, &ended.reason));
        found.push(Entry::new(Tone::Dim, text).at(Place::Timeline(*id)));
    }
}

fn entry(state: &Incident, now: Instant, id: RecordId, entered: &Entered, found: &mut Vec<Entry>) {
    let short = entered.shortfalls(state, Some(id));
    let runs = state.messages.runs(state, id, entered, now);
    let tone = match (runs, short.is_empty()) {
        (false, _) => Tone::Dim,
        (true, true) => Tone::Proved,
        (true, false) => Tone::Due,
    };
    let told = state.messages.standing(state);
    let told = told.filter(|(_, sent)| sent.recipients.iter().any(|one| state.people.same(&one.who, &entered.who)));
    let text = Msg::new(if runs { "internal-need" } else { "internal-need-over" })
        .with("who", names(&entered.who))
        .with("role", marked(state, id, &entered.role))
        .with("by", names(&entered.by))
        .with("at", stamp(&entered.at))
        .with("count", told.count())
        .with("need", marked(state, id, &entered.need));
    let act = Input::default().with("person", entered.who.name.clone());
    found.push(Entry::new(tone, text).at(Place::Timeline(id)).by(runs.then_some(("may-know-ends", act))));
    if runs {
        lacks(&short, found);
    }
}

fn message(state: &Incident, id: RecordId, sent: &Sent, found: &mut Vec<Entry>) {
    let short = sent.shortfalls(state, Some(id));
    let right = state.messages.put_right(state, id);
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    let tlp =
        sent.tlp.map_or_else(|| Arg::Code("internal", "no-tlp".to_owned()), |tlp| Arg::Label(tlp.label().to_owned()));
    let text = Msg::new("internal-message")
        .with("record", state.label(id))
        .with("at", stamp(&sent.at))
        .with("tlp", tlp)
        .with("by", names(&sent.by))
        .with("approver", names(&sent.approved_by))
        .with("count", sent.recipients.len())
        .with("channel", marked(state, id, &sent.channel));
    let act = Input::default().with("corrects", state.label(id));
    found.push(Entry::new(tone, text).at(Place::Timeline(id)).by(Some(("message", act))));
    for recipient in &sent.recipients {
        let role = match state.people.holders.contains_key(&recipient.role) {
            true => Arg::Code("role", recipient.role.clone()),
            false => Arg::Text(marked(state, id, &recipient.role)),
        };
        let text = Msg::new("internal-recipient").with("who", names(&recipient.who)).with("role", role);
        found.push(Entry::new(Tone::Plain, text.with("need", marked(state, id, &recipient.need))));
    }
    said(state, id, &sent.facts, &sent.assumptions, found);
    if let Some(by) = right {
        let text = Msg::new("internal-put-right").with("record", state.label(by));
        found.push(Entry::new(Tone::Override, text).at(Place::Timeline(by)));
    }
    lacks(&short, found);
}

/// Facts and assumptions, each as what it is.
fn said(state: &Incident, id: RecordId, facts: &[Statement], assumptions: &[String], found: &mut Vec<Entry>) {
    for fact in facts {
        let text = Msg::new("internal-fact").with("cites", cited(state, fact)).with("text", words(state, id, fact));
        let entry = Entry::new(Tone::Plain, text);
        found.push(match fact.cites.first() {
            Some(first) => entry.at(Place::Timeline(*first)),
            None => entry,
        });
    }
    for assumption in assumptions {
        let text = Msg::new("internal-assumption").with("text", marked(state, id, assumption));
        found.push(Entry::new(Tone::Plain, text));
    }
}

/// The records that a fact rests on, as people name them.
pub(in crate::domain) fn cited(state: &Incident, fact: &Statement) -> String {
    let labels: Vec<String> = fact.cites.iter().map(|record| state.label(*record)).collect();
    if labels.is_empty() { "-".to_owned() } else { labels.join(", ") }
}

/// What a fact says: its own words, else those of the record that it rests on.
pub(in crate::domain) fn words(state: &Incident, id: RecordId, fact: &Statement) -> Arg {
    match fact.cites.first() {
        Some(first) if fact.text.is_empty() => super::words_of(state, *first),
        _ => Arg::Text(marked(state, id, &fact.text)),
    }
}

fn briefing(state: &Incident, id: RecordId, held: &Held, found: &mut Vec<Entry>) {
    let short = held.shortfalls(state, Some(id));
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    let text = Msg::new("internal-briefing")
        .with("record", state.label(id))
        .with("at", stamp(&held.at))
        .with("by", names(&held.by))
        .with("present", held.roll(state).map_or(0, |roll| roll.present.len()))
        .with("decisions", held.decisions.len())
        .with("actions", held.actions.as_ref().map_or(0, Vec::len));
    found.push(Entry::new(tone, text).at(Place::Timeline(id)).by(Some(("briefing", Input::default()))));
    said(state, id, &held.facts, &held.assumptions, found);
    for agreed in state.briefings.agreed(state).iter().filter(|agreed| agreed.briefing == id) {
        let Some((by, settled)) = agreed.settled else { continue };
        let text = Msg::new("internal-settled")
            .with("owner", names(&agreed.action.owner))
            .code("outcome", "action-outcome", settled.outcome.clone())
            .with("at", stamp(&settled.at))
            .with("what", marked(state, id, &agreed.action.what));
        found.push(
            Entry::new(Tone::Proved, text.with("result", marked(state, *by, &settled.result))).at(Place::Timeline(*by)),
        );
    }
    lacks(&short, found);
}

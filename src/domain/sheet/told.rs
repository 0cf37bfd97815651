//! People and others to tell: who asks for it, what was decided, what was sent; and what suppliers told us, with their times and ours.

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::time::{Instant, When, local};
use crate::domain::told::{Asked, Decided, Item, Standing, SupplierNotice, Told, items};

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("told-how"))];
    let mut listed = items(state, now);
    // What is asked for and open comes first; what nobody asks for stays in sight at the end.
    listed.sort_by_key(|item| item.standing);
    for item in &listed {
        entry(state, item, &mut found);
    }
    if !state.telling.suppliers.is_empty() {
        found.push(Entry::new(Tone::Heading, Msg::new("told-h-suppliers")));
    }
    for (id, notice) in state.telling.suppliers.iter().filter(|(id, _)| !state.struck(*id)) {
        supplier(state, *id, notice, &mut found);
    }
    found
}

fn entry(state: &Incident, item: &Item<'_>, found: &mut Vec<Entry>) {
    let tone = match item.standing {
        Standing::Open | Standing::ToTell | Standing::Unproven => Tone::Due,
        Standing::Due => Tone::Late,
        Standing::Told => Tone::Proved,
        Standing::Later | Standing::Not => Tone::Plain,
        Standing::Unasked => Tone::Dim,
    };
    let input = Input::default().with("tell-group", item.group).with("who", item.who);
    let act = match item.standing {
        Standing::Open | Standing::Unasked | Standing::Due | Standing::Later => ("tell", input),
        _ => ("told", input),
    };
    let id = if item.who.is_empty() { "told-item" } else { "told-item-who" };
    let text = Msg::new(id).code("group", "tell-group", item.group).with("who", state.sensitive(item.who)).code(
        "standing",
        "told-standing",
        item.standing.code(),
    );
    let place = item.sent.last().map(|(id, _)| *id).or(item.decided.map(|(id, _)| *id));
    found.push(Entry::new(tone, text).at(place.map_or(Place::Case, Place::Timeline)).by(Some(act)));
    for asked in &item.asked {
        let text = match asked {
            Asked::Law { name, words } if words.is_empty() => Msg::new("told-asked-law").with("name", name.clone()),
            Asked::Law { name, words } => {
                Msg::new("told-asked-words").with("name", name.clone()).with("words", words.clone())
            }
            Asked::Duty(duty) => Msg::new("told-asked-duty").code("duty", "duty", duty.clone()),
        };
        found.push(Entry::new(Tone::Dim, text));
    }
    if let Some((_, decided)) = item.decided {
        found.push(Entry::new(Tone::Plain, decision(state, decided)));
        if !decided.number.is_empty() {
            found.push(Entry::new(Tone::Plain, number(state, &decided.number)));
        }
        short(&decided.shortfalls(state), found);
    }
    if item.told_all_the_same() {
        found.push(Entry::new(Tone::Due, Msg::new("told-all-the-same")));
    }
    for (_, told) in &item.sent {
        found.push(Entry::new(Tone::Plain, sent(state, told)));
        short(&told.shortfalls(state), found);
    }
}

fn short(short: &[crate::domain::decision::Shortfall], found: &mut Vec<Entry>) {
    found.extend(short.iter().map(|short| {
        let text = Msg::new("told-short").with("what", short.missing.clone()).with("rule", short.rule.id());
        Entry::new(Tone::Due, text)
    }));
}

fn decision(state: &Incident, decided: &Decided) -> Msg {
    let id = match (decided.ground.is_empty(), decided.until.is_some()) {
        (_, true) => "told-decided-until",
        (true, false) => "told-decided",
        (false, false) => "told-decided-ground",
    };
    Msg::new(id)
        .code("decision", "tell-decision", decided.decision.clone())
        .code("ground", "ground-not", if decided.ground.is_empty() { "other" } else { &*decided.ground })
        .with("until", decided.until.as_ref().map(stamp).unwrap_or_default())
        .with("who", name(&decided.decider))
        .with("at", stamp(&decided.at))
        .with("reason", state.sensitive(&decided.reason))
}

fn number(state: &Incident, number: &crate::domain::range::Range) -> Msg {
    let counted = number.counted_in.map(|id| state.label(id)).unwrap_or_default();
    let id = if counted.is_empty() { "told-number" } else { "told-number-counted" };
    Msg::new(id).with("number", number.shown()).with("method", state.sensitive(&number.method)).with("record", counted)
}

fn sent(state: &Incident, told: &Told) -> Msg {
    let sha256 = if told.text_sha256.is_empty() { Arg::Code("told", "no-text".to_owned()) } else { short_hash(told) };
    Msg::new("told-sent")
        .with("at", stamp(&told.at))
        .with("who", name(&told.by))
        .with("channel", state.sensitive(&told.channel))
        .with("sha256", sha256)
}

fn short_hash(told: &Told) -> Arg {
    Arg::Label(told.text_sha256.get(..16).unwrap_or_default().to_owned())
}

pub(super) fn supplier(
    state: &Incident,
    id: crate::domain::id::RecordId,
    notice: &SupplierNotice,
    found: &mut Vec<Entry>,
) {
    let text = Msg::new("told-supplier").with("supplier", notice.supplier.clone());
    found.push(Entry::new(Tone::Plain, text.with("record", state.label(id))).at(Place::Timeline(id)));
    for (field, when) in notice.times() {
        let (tone, text) = match when {
            Some(when) => (Tone::Plain, Msg::new("told-time").with("at", stamp(when))),
            None => (Tone::Due, Msg::new("told-no-time")),
        };
        found.push(Entry::new(tone, text.code("which", "field", field)));
    }
    let clock = if notice.personal == "no" { "told-no-clock" } else { "told-clock" };
    found.push(Entry::new(Tone::Dim, Msg::new(clock).with("at", stamp(&notice.received))));
}

/// The instant as it was typed: date, time, offset.
pub(in crate::domain) fn stamp(when: &When) -> String {
    match when.zone.parse::<chrono_tz::Tz>() {
        Ok(zone) => {
            let there = local(when.at, zone);
            [there.date_iso().as_str(), &there.hm(), &there.offset()].join(" ")
        }
        Err(_) => when.at.rfc3339_at(when.offset_minutes),
    }
}

fn name(who: &Author) -> String {
    if who.name.is_empty() { "?".to_owned() } else { who.name.clone() }
}

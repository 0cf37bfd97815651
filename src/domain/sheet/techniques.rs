//! Techniques by tactic, how often each was seen, and the records that name one of them.

use super::{Entry, Tone, words_of};
use crate::domain::attention::Place;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::technique::{Group, Heat, Rows, heat, said};

/// Every tactic with what was seen of it.
#[must_use]
pub fn by_tactic(state: &Incident, rows: Rows<'_>) -> Vec<Entry> {
    let mut found = Vec::new();
    match rows {
        Rows::Counting => found.push(Entry::new(Tone::Dim, Msg::new("technique-counting"))),
        Rows::Failed => found.push(Entry::new(Tone::Due, Msg::new("technique-not-counted"))),
        Rows::None | Rows::Counted(_) => {}
    }
    let groups = heat(state, rows);
    if groups.is_empty() {
        let none = Entry::new(Tone::Plain, Msg::new("technique-none"));
        found.push(none.by(Some(("log", Input::default()))));
    }
    let mut list = None;
    for group in &groups {
        let of = group.tactic.map(|tactic| tactic.framework);
        if list != Some(of) {
            list = Some(of);
            found.push(match of {
                Some(list) => {
                    let text = Msg::new("technique-list").with("list", list.name()).with("version", list.version());
                    Entry::new(Tone::Heading, text)
                }
                None => Entry::new(Tone::Heading, Msg::new("technique-no-list")),
            });
        }
        tactic(group, &mut found);
    }
    found
}

fn tactic(group: &Group, found: &mut Vec<Entry>) {
    if let Some(tactic) = group.tactic {
        let name = || Msg::new("technique-tactic").with("name", tactic.name).with("id", tactic.id);
        let tone = if group.seen.is_empty() { Tone::Dim } else { Tone::Heading };
        found.push(hot(tone, name(), &group.heat, false));
    }
    found.extend(group.seen.iter().map(|seen| hot(Tone::Plain, said(&seen.id), seen, true)));
}

/// How often something was seen. The words say it whole, for where nothing is drawn; what is drawn beside the short ones are the numbers.
fn hot(tone: Tone, name: Msg, heat: &Heat, opens: bool) -> Entry {
    let id = match (heat.level(), heat.rows) {
        (0, Some(_)) => "technique-never",
        (_, None) => "technique-seen-so-far",
        (_, Some(_)) => "technique-seen",
    };
    let text = Msg::new(id)
        .with("name", name.clone())
        .with("records", heat.records.len())
        .with("rows", heat.rows.unwrap_or_default());
    let mut entry = Entry::new(tone, text);
    entry.heat = Some(super::Hot { short: name, heat: heat.clone() });
    entry.technique = opens.then(|| heat.id.clone());
    entry
}

/// One technique: the records that name it or a part of it, and where its rows are read.
#[must_use]
pub fn of(state: &Incident, id: &str, rows: Rows<'_>) -> Vec<Entry> {
    let heat = heat(state, rows).into_iter().flat_map(|group| group.seen).find(|seen| seen.id == id);
    let mut found = vec![Entry::new(Tone::Heading, said(id))];
    let records = heat.as_ref().map(|heat| heat.records.clone()).unwrap_or_default();
    if records.is_empty() {
        found.push(Entry::new(Tone::Dim, Msg::new("technique-no-record")));
    }
    for record in records {
        let at = state.timeline.line(record).map(|line| line.happened.to_string()).unwrap_or_default();
        let text = Msg::new("technique-record")
            .with("record", state.label(record))
            .with("at", at)
            .with("words", words_of(state, record));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(record)));
    }
    found.push(match rows {
        Rows::Counting => Entry::new(Tone::Dim, Msg::new("technique-counting")),
        Rows::Failed => Entry::new(Tone::Due, Msg::new("technique-not-counted")),
        Rows::None | Rows::Counted(_) => {
            let count = heat.and_then(|heat| heat.rows).unwrap_or_default();
            Entry::new(Tone::Dim, Msg::new("technique-rows").with("count", count).with("id", id))
        }
    });
    found
}

//! Techniques by tactic, how often each was seen, and the records that name one of them. Tactics of which something was seen come first; the others are one line.

use super::{Entry, Tone, words_of};
use crate::domain::attention::Place;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::technique::{Group, Heat, Rows, heat, said, said_below};
use crate::library::query::quoted;
use crate::library::technique::parent;

/// Every tactic with what was seen of it.
#[must_use]
pub fn by_tactic(state: &Incident, rows: Rows<'_>) -> Vec<Entry> {
    let mut found = Vec::new();
    // One line whatever is known of rows, so that nothing moves under the selection once they are counted.
    found.push(match rows {
        Rows::Counting => Entry::new(Tone::Dim, Msg::new("technique-counting")),
        Rows::Failed => Entry::new(Tone::Due, Msg::new("technique-not-counted")),
        Rows::None | Rows::Counted(_) => Entry::new(Tone::Dim, Msg::new("technique-how")),
    });
    let groups = heat(state, rows);
    if groups.is_empty() && rows != Rows::Counting {
        let none = Entry::new(Tone::Plain, Msg::new("technique-none"));
        found.push(none.by(Some(("log", Input::default()))));
    }
    let list = |group: &Group| group.tactic.map(|tactic| tactic.framework);
    for groups in groups.chunk_by(|one, other| list(one) == list(other)) {
        found.push(match groups.first().and_then(list) {
            Some(list) => {
                let text = Msg::new("technique-list").with("list", list.name()).with("version", list.version());
                Entry::new(Tone::Heading, text)
            }
            None => Entry::new(Tone::Heading, Msg::new("technique-no-list")),
        });
        let (seen, never): (Vec<&Group>, Vec<&Group>) = groups.iter().partition(|group| !group.seen.is_empty());
        seen.into_iter().for_each(|group| tactic(group, &mut found));
        let names: Vec<&str> = never.iter().filter_map(|group| group.tactic).map(|tactic| tactic.name).collect();
        if !names.is_empty() {
            let text = Msg::new("technique-nothing-of").with("count", names.len()).with("names", names.join(", "));
            found.push(Entry::new(Tone::Dim, text));
        }
    }
    found
}

fn tactic(group: &Group, found: &mut Vec<Entry>) {
    if let Some(tactic) = group.tactic {
        let name = || Msg::new("technique-tactic").with("name", tactic.name).with("id", tactic.id);
        found.push(hot(Tone::Heading, name(), name(), &group.heat, 0));
    }
    // Its whole stands before each part: whatever names a part names that too.
    let part = |id: &str| parent(id).is_some();
    found.extend(group.seen.iter().map(|seen| {
        let depth = if part(&seen.id) { 2 } else { 1 };
        hot(Tone::Plain, said(&seen.id), said_below(&seen.id), seen, depth)
    }));
}

/// How often something was seen. The words say it whole, for where nothing is drawn; what is drawn beside the short ones are the numbers.
fn hot(tone: Tone, name: Msg, short: Msg, heat: &Heat, depth: u8) -> Entry {
    let id = match (heat.level(), heat.rows) {
        (0, Some(_)) => "technique-never",
        (_, None) => "technique-seen-so-far",
        (_, Some(_)) => "technique-seen",
    };
    let text =
        Msg::new(id).with("name", name).with("records", heat.records.len()).with("rows", heat.rows.unwrap_or_default());
    let mut entry = Entry::new(tone, text);
    entry.heat = Some(super::Hot { short, depth, heat: heat.clone() });
    entry.technique = (depth > 0).then(|| heat.id.clone());
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
    let of_rows = match rows {
        Rows::Counting => Entry::new(Tone::Dim, Msg::new("technique-counting")),
        Rows::Failed => Entry::new(Tone::Due, Msg::new("technique-not-counted")),
        Rows::None | Rows::Counted(_) => {
            let count = heat.and_then(|heat| heat.rows).unwrap_or_default();
            let tone = if count == 0 { Tone::Dim } else { Tone::Plain };
            Entry::new(tone, Msg::new("technique-rows").with("count", count).with("id", id))
        }
    };
    // As whoever looks for it would type it; what stands in an id that no list knows may be anything.
    let query = match id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.') {
        true => ["technique:", id].concat(),
        false => ["technique:", &quoted(id)].concat(),
    };
    found.push(of_rows.looks_for(query));
    found
}

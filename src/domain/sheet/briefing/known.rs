//! Page 3: what is confirmed, what is assumed and what nobody knows, apart.

use super::{Item, Kind, Page, Section, Wall, readable};
use crate::domain::attention::Place;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::notice::fault;
use crate::domain::sheet::{Tone, marked, words_of};
use crate::domain::supplier::Standing;

pub(super) fn page(state: &Incident, wall: Wall) -> Page {
    let (sure, unsure): (Vec<RecordId>, Vec<RecordId>) =
        facts(state, wall).into_iter().partition(|record| fault(state, *record).is_none());
    let said = |id: &'static str, tone, records: Vec<RecordId>| -> Vec<Item> {
        let item = |record: RecordId| {
            let text = Msg::new(id).with("record", state.label(record)).with("words", words_of(state, record));
            Item::new(tone, text).record(record)
        };
        records.into_iter().map(item).collect()
    };
    let known = said("briefing-line", Tone::Proved, sure);
    // Nobody confirmed it with a basis: it stands apart from what is.
    let declared = first_words(state, "briefing-said", |declared| &declared.known);
    let mut assumed = said("briefing-line", Tone::Plain, unsure);
    assumed.extend(last_assumed(state, wall));
    let sections = vec![
        Section::titled(Msg::new("briefing-h-known"), known, "briefing-more-facts"),
        Section::titled(Msg::new("briefing-h-declared"), declared, "briefing-more-facts"),
        Section::titled(Msg::new("briefing-h-assumed"), assumed, "briefing-more-facts"),
        Section::titled(Msg::new("briefing-h-open"), open(state, wall), "briefing-more-questions"),
    ];
    let act = Some(("log", Input::default().with("lane", "fact")));
    Page { kind: Kind::Known, sections: super::or_empty(sections, "briefing-no-fact", wall), act }
}

/// Facts of the timeline that stand, what happened last first.
fn facts(state: &Incident, wall: Wall) -> Vec<RecordId> {
    let standing = state.timeline.standing.iter().rev().map(|(_, record)| *record);
    standing.filter(|record| state.timeline.line(*record).is_some_and(|line| readable(state, line, wall))).collect()
}

/// What the declaration said.
fn first_words(
    state: &Incident,
    id: &'static str,
    which: impl Fn(&crate::domain::declaration::Declared) -> &String,
) -> Vec<Item> {
    let words = state.case.declared.as_ref().map(which).filter(|words| !words.trim().is_empty());
    let said = words.map(|words| Msg::new(id).with("words", state.sensitive(words)));
    said.map(|text| Item::new(Tone::Plain, text).at(Place::Case)).into_iter().collect()
}

/// What the last minutes noted as assumed.
fn last_assumed(state: &Incident, wall: Wall) -> Vec<Item> {
    let Some((id, held)) = state.briefings.last(state) else { return Vec::new() };
    if !state.timeline.line(*id).is_some_and(|line| readable(state, line, wall)) {
        return Vec::new();
    }
    let item = |words: &String| {
        let text = Msg::new("briefing-line").with("record", state.label(*id)).with("words", marked(state, *id, words));
        Item::new(Tone::Plain, text).record(*id)
    };
    held.assumptions.iter().map(item).collect()
}

/// What nobody knows: the declaration's own words, laws that may apply, suppliers that have not answered.
fn open(state: &Incident, wall: Wall) -> Vec<Item> {
    let mut found = first_words(state, "briefing-declared", |declared| &declared.unknown);
    for question in state.suppliers.questions.iter().filter(|question| !state.struck(question.id)) {
        let standing = question.standing(state);
        let seen = state.timeline.line(question.id).is_some_and(|line| readable(state, line, wall));
        if seen && !matches!(standing, Standing::Answered) {
            let text = Msg::new("briefing-asked")
                .with("supplier", marked(state, question.id, &question.asked.supplier))
                .with("question", marked(state, question.id, &question.asked.question));
            found.push(Item::new(Tone::Due, text).record(question.id));
        }
    }
    let open = super::questions_of_law(state);
    if open > 0 {
        let text = Msg::new("briefing-laws").with("count", open);
        found.push(Item::new(Tone::Due, text).by(Some(("assessment", Input::default()))));
    }
    found
}

//! The questions of an auditor and of an opposing expert, each with the records that answer it.

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::challenge::{Question, questions};
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

/// Answers that are named one by one.
const NAMED: usize = 6;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let asked = questions(state, now);
    let (open, answered): (Vec<&Question>, Vec<&Question>) =
        asked.iter().partition(|question| question.answers.is_empty());
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("challenge-how"))];
    found.push(Entry::new(Tone::Heading, Msg::new("challenge-open").with("count", open.len())));
    found.extend(open.into_iter().map(|question| entry(state, question)));
    found.push(Entry::new(Tone::Heading, Msg::new("challenge-answered").with("count", answered.len())));
    found.extend(answered.into_iter().map(|question| entry(state, question)));
    found
}

fn entry(state: &Incident, question: &Question) -> Entry {
    let answers: Vec<String> = question.answers.iter().take(NAMED).map(|id| state.label(*id)).collect();
    let more = question.answers.len().saturating_sub(NAMED);
    let (tone, answer) = if answers.is_empty() {
        (Tone::Due, Msg::new("challenge-none"))
    } else {
        (Tone::Proved, Msg::new("challenge-by").with("records", answers.join(", ")).with("more", more))
    };
    let words = Msg::new("challenge-question")
        .code("by", "asker", question.by.code())
        .with("question", question.words.clone())
        .with("answer", answer);
    let place = question.answers.first().copied().or(question.about);
    let entry = Entry::new(tone, words);
    match place {
        Some(record) => entry.at(Place::Timeline(record)),
        None => entry,
    }
}

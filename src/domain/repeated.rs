//! Words of records that stand in a text which somebody writes: who may not read the record may not read them there.

use std::collections::BTreeSet;

use super::id::RecordId;
use super::incident::Incident;
use super::mark::{Audience, Mark};
use super::sensitive::{Sensitive, Shown};
use super::timeline::{Line, LineText};

/// Characters from which words are taken for those of a record wherever they stand; shorter ones only where the text names the record too.
const TELLING: usize = 8;
/// Corrections of corrections that are followed: the last ones of a longer row say what the row is about.
const CORRECTIONS: usize = 64;

/// How far a record reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Its mark, or that of what corrects it where that is higher: the old words are no less secret than the new ones.
    pub mark: Mark,
    /// Whether it, or what corrects it, is privileged and not released.
    pub privileged: bool,
}

impl Reach {
    /// Whether readers up to a mark may not read it.
    #[must_use]
    pub fn beyond(self, readers: Mark) -> bool {
        self.privileged || !Audience(readers).sees(self.mark)
    }
}

/// How far a record reaches, by its line and by what corrects that.
#[must_use]
pub fn reach(state: &Incident, record: RecordId) -> Reach {
    let mut found = Reach { mark: Mark::Clear, privileged: state.privileges.covers(record, false) };
    let mut next = state.timeline.line(record);
    for _ in 0..CORRECTIONS {
        let Some(line) = next else { break };
        let own = matches!(&line.text, LineText::Words(words) if words.is_privileged());
        found.mark = found.mark.max(line.mark);
        found.privileged |= state.privileges.covers(line.id, own);
        next = line.superseded_by.and_then(|record| state.timeline.line(record));
    }
    found
}

/// A record whose words stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// The record.
    pub record: RecordId,
    /// How far it reaches.
    pub reach: Reach,
}

/// The records whose words stand in a text for readers up to a mark: those that the text names, and of the others those that these readers may not read. What
/// was put in other words is found by nobody but who reads it.
#[must_use]
pub fn repeated(state: &Incident, text: &str, readers: Mark) -> Vec<Repeated> {
    let named: BTreeSet<RecordId> = text
        .split(|sign: char| !sign.is_alphanumeric() && sign != '/')
        .filter(|word| word.starts_with(|sign: char| sign.is_ascii_digit()))
        .filter_map(|word| state.record_named(word))
        .collect();
    let text = even(text);
    // Most lines are for everybody who reads the case: they are passed over without a look at their words.
    let plain = |line: &Line| {
        line.mark <= readers && line.superseded_by.is_none() && !state.privileges.any() && !named.contains(&line.id)
    };
    let found = state.timeline.lines.iter().filter(|line| !plain(line)).filter_map(|line| {
        let (reach, named) = (reach(state, line.id), named.contains(&line.id));
        let stands = |words: String| {
            let words = even(&words);
            !words.is_empty() && (named || words.chars().count() >= TELLING) && text.contains(&words)
        };
        let asked = named || reach.beyond(readers);
        (asked && says(state, line).into_iter().any(stands)).then_some(Repeated { record: line.id, reach })
    });
    found.collect()
}

/// What a record says in somebody's words.
fn says(state: &Incident, line: &Line) -> Vec<String> {
    let own = match &line.text {
        LineText::Words(words) => Some(bare(words)),
        LineText::Program(_) | LineText::Withheld => None,
    };
    let decided = state.decisions.decision(line.id).map(|made| [made.choice.clone(), made.question.clone()]);
    own.into_iter().chain(decided.into_iter().flatten()).collect()
}

/// The words of a record whoever may read them: to be compared with, never to be shown.
#[must_use]
pub fn bare(words: &Sensitive) -> String {
    match words.clone().released().shown(Audience(Mark::Red)) {
        Shown::Text(text) => text.to_owned(),
        Shown::Withheld(_) | Shown::Privileged => String::new(),
    }
}

/// With one space wherever there is any room between words: a text is the same however it was broken into lines.
#[must_use]
pub fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

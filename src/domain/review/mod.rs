//! The review after the incident: who held it and what it found (procedures.md section 5). It is written in parts; what a later part leaves empty stays.

mod decide;
mod measures;

pub use decide::{as_written, learn, write};
pub use measures::{Measure, Regime, measures, regimes};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attention::{Need, Place, Urgency};
use super::closure::stood_down;
use super::decision::Shortfall;
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::{Arg, Msg};
use super::proof::{StepState, state_of};
use super::reminder::Reminder;
use super::rules::Rule;
use super::station::ahead;
use super::time::{Instant, When};

facts! {
    /// Facts about the review.
    ReviewFact {
        /// Parts of the review were written.
        Written(Written) = "review.written",
        /// A lesson on one control.
        Learned(Learned) = "review.lesson" [listed],
    }
}

/// How far the review is.
pub const STATUSES: &[&str] = &["draft", "in-review", "reviewed", "closed"];

/// Impact in numbers, by field.
pub const NUMBERS: [&str; 6] = ["hit-people", "hit-records", "hit-systems", "hit-hours", "hit-money", "hit-outputs"];

/// What the review says in words, by field, in the order in which it is read.
pub const WORDS: [&str; 16] = [
    "summary",
    "detection",
    "sooner",
    "supposed",
    "happened",
    "cause-technical",
    "cause-process",
    "cause-organised",
    "went-well",
    "lucky",
    "evidence-lost",
    "steps-skipped",
    "steps-wrong",
    "steps-missing",
    "message-staff",
    "message-customers",
];

/// What a short review after a false alarm has to say.
const SHORT: [&str; 3] = ["summary", "detection", "went-well"];

/// Parts of the review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Written {
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Author>,
    /// When it is to be held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<When>,
    /// When it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<When>,
    /// Who was there.
    pub attendees: Vec<Author>,
    /// One of [`STATUSES`]; empty stays.
    pub status: String,
    /// What it says, by field: [`NUMBERS`] and [`WORDS`].
    pub said: BTreeMap<String, String>,
}

/// A lesson on one control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// 1 to 10.
    pub control: u8,
    /// What was learned.
    pub text: String,
    /// The record it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
}

/// The review, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// Its parts together, with the record in which each stands.
    pub now: Written,
    /// The last record that wrote a part of it.
    pub last: Option<RecordId>,
    /// The record that says when it was held.
    pub held_in: Option<RecordId>,
    /// Records that wrote a part of it.
    pub records: Vec<RecordId>,
    /// Lessons in order.
    pub lessons: Vec<(RecordId, Learned)>,
}

impl Review {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ReviewFact) -> Act {
        match fact {
            ReviewFact::Written(part) => {
                self.merge(meta.id, part);
                let status = if self.now.status.is_empty() { STATUSES[0] } else { &self.now.status };
                Act::at(meta.recorded_at, Msg::new("act-review").code("status", "review-status", status))
            }
            ReviewFact::Learned(learned) => {
                self.lessons.push((meta.id, (**learned).clone()));
                Act::at(meta.recorded_at, Msg::new("act-review-lesson").with("control", learned.control.to_string()))
            }
        }
    }

    fn merge(&mut self, id: RecordId, part: &Written) {
        let now = &mut self.now;
        for (mine, theirs) in [(&mut now.scheduled, &part.scheduled), (&mut now.held, &part.held)] {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
        if part.owner.is_some() {
            now.owner.clone_from(&part.owner);
        }
        if part.held.is_some() {
            self.held_in = Some(id);
        }
        if !part.attendees.is_empty() {
            now.attendees.clone_from(&part.attendees);
        }
        if !part.status.is_empty() {
            now.status.clone_from(&part.status);
        }
        now.said.extend(part.said.clone());
        self.last = Some(id);
        self.records.push(id);
    }

    /// What it says under a field; empty where nothing was written.
    #[must_use]
    pub fn said(&self, field: &str) -> &str {
        self.now.said.get(field).map_or("", String::as_str)
    }

    /// Lessons that stand.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Learned)> {
        self.lessons.iter().filter(|(id, _)| !state.struck(*id))
    }
}

/// Whether the case ended as something that was no incident: then a short review will do, and only where people were called out.
fn false_alarm(state: &Incident) -> bool {
    stood_down(state).is_some_and(|ending| ending.ended.how == "stood-down")
}

fn owed(field: &'static str) -> Shortfall {
    Shortfall::new(Rule::ReviewOwed).at(field).with("field", Arg::Code("field", field.to_owned()))
}

/// What the review still lacks; nothing where it counts as held.
#[must_use]
pub fn shortfalls(state: &Incident) -> Vec<Shortfall> {
    let review = &state.review;
    if review.now.held.is_none() {
        return vec![Shortfall::new(Rule::ReviewNotHeld).at("held")];
    }
    lacks(state, &review.now, review.held_in)
}

/// What a review as it reads lacks. `record` is the one that says when it was held.
fn lacks(state: &Incident, now: &Written, record: Option<RecordId>) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let Some(held) = &now.held else { return vec![Shortfall::new(Rule::ReviewNotHeld).at("held")] };
    short.extend(ahead(state, record, held).map(|short| short.at("held")));
    if now.owner.as_ref().is_none_or(|owner| state.people.person(owner).is_none()) {
        short.push(owed("owner"));
    }
    let mut known: Vec<RecordId> =
        now.attendees.iter().filter(|who| state.people.person(who).is_some()).filter_map(|who| who.person).collect();
    known.sort_unstable();
    known.dedup();
    if known.len() < 2 {
        short.push(owed("attendees"));
    }
    let said = |field: &str| now.said.get(field).map_or("", |text| text.trim());
    let alarm = false_alarm(state);
    let words = WORDS.into_iter().filter(|field| !alarm || SHORT.contains(field));
    short.extend(words.filter(|field| said(field).is_empty()).map(owed));
    let numbers = NUMBERS.into_iter().filter(|_| !alarm);
    short.extend(
        numbers.filter(|field| !is_number(said(field))).map(|field| {
            Shortfall::new(Rule::ReviewNumber).at(field).with("field", Arg::Code("field", field.to_owned()))
        }),
    );
    if !matches!(now.status.as_str(), "reviewed" | "closed") {
        short.push(owed("review-status"));
    }
    short
}

/// A number, a range, an amount; `none` where there is none.
fn is_number(text: &str) -> bool {
    text.eq_ignore_ascii_case("none") || text.chars().any(|sign| sign.is_ascii_digit())
}

/// The day on which the review was to be held rings until it was.
pub(super) fn reminders(state: &Incident) -> Vec<Reminder> {
    let now = &state.review.now;
    let Some(scheduled) = now.scheduled.as_ref().filter(|_| now.held.is_none()) else { return Vec::new() };
    let who = now.owner.as_ref().map_or_else(|| "?".to_owned(), |owner| owner.name.clone());
    vec![Reminder {
        key: format!("review:{}", scheduled.at.millis()),
        at: scheduled.at,
        what: Msg::new("need-review-due").with("who", who),
        place: Place::Case,
        act: Some(("review", Input::default())),
    }]
}

/// A review that nobody planned once every step is done, or after a false alarm that called people out.
pub(super) fn waits(state: &Incident, found: &mut Vec<Need>) {
    let review = &state.review.now;
    if review.held.is_some() || review.scheduled.is_some() {
        return;
    }
    let called = state.callout.standing().next().is_some();
    let settled = |step: &str| matches!(state_of(state, step), Some(StepState::Verified | StepState::Skipped));
    let steps = &state.work.steps;
    let done = || !steps.is_empty() && steps.iter().all(|merged| settled(&merged.step.id));
    if (false_alarm(state) && called) || (stood_down(state).is_none() && done()) {
        let need = Need::new(Urgency::Owed, i64::MAX, Msg::new("need-review-plan"), Place::Case);
        found.push(need.act("review", Input::default()));
    }
}

/// When the review was held, if it was.
#[must_use]
pub fn held(state: &Incident) -> Option<Instant> {
    state.review.now.held.as_ref().map(|held| held.at)
}

#[cfg(test)]
mod tests;

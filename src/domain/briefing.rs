//! Briefings: the minutes of what was said, decided and agreed. Who was there is the roll call; what was decided are records of the decision log. Minutes point
//! to both and repeat neither (procedures.md sections 1.2 and 2, control 7).

mod deciding;
mod goes_on;

pub use deciding::{hold, settle};
pub use goes_on::{HOURS, before, ends, next, open, owed, roll};

use serde::{Deserialize, Serialize};

use super::attention::Place;
use super::decision::Shortfall;
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::Input;
use super::msg::{Arg, Msg};
use super::reminder::Reminder;
use super::rules::Rule;
use super::said::{self, Statement};
use super::station::ahead;
use super::time::When;
use super::watch::RollCalled;

facts! {
    /// Facts of briefings.
    BriefingFact {
        /// A briefing was held: its minutes.
        Held(Held) = "briefing.held" [listed],
        /// An action that was agreed is done or dropped.
        Settled(Settled) = "briefing.settled" [listed],
    }
}

/// What became of an action.
pub const OUTCOMES: &[&str] = &["done", "dropped"];
/// Fields of minutes in which words stand.
const SAID: &[&str] = &["agenda", "facts-said", "assumed", "actions", "last-reason", "note"];
/// Between who does it and what is done.
const OWNER: &str = ":";
/// Between what is done and by when.
const BY: &str = " @ ";

/// The minutes of a briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The roll call: who was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roll: Option<RecordId>,
    /// What was on the agenda.
    pub agenda: Vec<String>,
    /// What was said as fact.
    pub facts: Vec<Statement>,
    /// What was said as assumption.
    pub assumptions: Vec<String>,
    /// Decisions of the log that were taken in it.
    pub decisions: Vec<RecordId>,
    /// What is to be done by whom; none where nobody said whether there is anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action>>,
    /// The next briefing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<When>,
    /// Why there is no next one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last: String,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Records whose words they repeat: who may not read one of them may not read the minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<RecordId>,
    /// Who kept the minutes.
    pub by: Author,
    /// When it ended.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// Who does it.
    pub owner: Author,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
}

/// An action of a briefing is done, or is not done after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The briefing.
    pub briefing: RecordId,
    /// Which of its actions, from 1.
    pub number: u64,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// What came of it, or why it is dropped.
    pub result: String,
    /// The record that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Who says so.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Briefings, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Briefings {
    /// Minutes in order of recording.
    pub held: Vec<(RecordId, Held)>,
    /// What became of actions, in order.
    pub settled: Vec<(RecordId, Settled)>,
}

/// An action with its place, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreed<'a> {
    /// The briefing.
    pub briefing: RecordId,
    /// Its number there, from 1.
    pub number: u64,
    /// The action.
    pub action: &'a Action,
    /// What became of it.
    pub settled: Option<&'a (RecordId, Settled)>,
}

impl Briefings {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &BriefingFact, station: StationId) -> Act {
        match fact {
            BriefingFact::Held(held) => {
                self.held.push((meta.id, (**held).clone()));
                let msg = Msg::new("act-briefing")
                    .with("by", held.by.name.clone())
                    .with("decisions", held.decisions.len())
                    .with("actions", held.actions.as_ref().map_or(0, Vec::len));
                Act::response(&held.at, held.late_reason.as_ref(), msg)
            }
            BriefingFact::Settled(settled) => {
                self.settled.push((meta.id, (**settled).clone()));
                let msg = Msg::new("act-briefing-settled")
                    .with("number", settled.number)
                    .with("record", settled.briefing.label(station))
                    .code("outcome", "action-outcome", settled.outcome.clone())
                    .with("who", settled.by.name.clone());
                Act::response(&settled.at, settled.late_reason.as_ref(), msg)
            }
        }
    }

    /// A briefing by its record, struck or not.
    #[must_use]
    pub fn briefing(&self, record: RecordId) -> Option<&Held> {
        self.held.iter().find(|(id, _)| *id == record).map(|(_, held)| held)
    }

    /// Briefings that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Held)> {
        self.held.iter().filter(|(id, _)| !state.struck(*id))
    }

    /// The one that ended last.
    #[must_use]
    pub fn last<'a>(&'a self, state: &'a Incident) -> Option<&'a (RecordId, Held)> {
        self.standing(state).max_by_key(|(id, held)| (held.at.at, *id))
    }

    /// Whether a record is minutes that count.
    #[must_use]
    pub fn counts(&self, state: &Incident, record: RecordId) -> bool {
        let held = self.briefing(record).filter(|_| !state.struck(record));
        held.is_some_and(|held| held.shortfalls(state, Some(record)).is_empty())
    }

    /// Every action of the briefings that stand, in their order, with what became of it.
    #[must_use]
    pub fn agreed<'a>(&'a self, state: &'a Incident) -> Vec<Agreed<'a>> {
        let of = |(id, held): &'a (RecordId, Held)| {
            let numbered = (1_u64..).zip(held.actions.iter().flatten());
            numbered.map(|(number, action)| Agreed {
                briefing: *id,
                number,
                action,
                settled: self.settled_as(state, *id, number),
            })
        };
        self.standing(state).flat_map(of).collect()
    }

    fn settled_as<'a>(&'a self, state: &Incident, briefing: RecordId, number: u64) -> Option<&'a (RecordId, Settled)> {
        let about = |(id, settled): &&(RecordId, Settled)| {
            (settled.briefing, settled.number) == (briefing, number)
                && !state.struck(*id)
                && settled.shortfalls(state, Some(*id)).is_empty()
        };
        self.settled.iter().filter(about).max_by_key(|(id, settled)| (settled.at.at, *id))
    }
}

impl Held {
    /// Who was there, by the roll call.
    #[must_use]
    pub fn roll<'a>(&self, state: &'a Incident) -> Option<&'a RollCalled> {
        roll(state, self.roll?)
    }

    /// What the minutes lack. `record` is their own once they have one.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        if self.roll(state).is_none_or(|roll| roll.at.at > self.at.at) {
            short.push(Shortfall::new(Rule::NoRollCall).at("roll"));
        }
        let said = |said: bool| if said { "said" } else { "" };
        let owed = [
            ("facts-said", said(!self.facts.is_empty() || !self.assumptions.is_empty())),
            ("actions", said(self.actions.is_some())),
            ("next", said(self.next.is_some() || !self.last.trim().is_empty())),
        ];
        for (field, _) in owed.into_iter().filter(|(_, said)| said.is_empty()) {
            let what = Arg::Code("field", field.to_owned());
            short.push(Shortfall::new(Rule::MinutesOwed).at(field).with("what", what));
        }
        short.extend(said::shortfalls(state, &self.facts, "facts-said"));
        for decision in self.decisions.iter().filter(|decision| !state.decisions.counts(state, **decision)) {
            let label = state.label(*decision);
            short.push(Shortfall::new(Rule::DecisionNotLogged).at("decisions").with("record", label));
        }
        for (number, action) in (1_u64..).zip(self.actions.iter().flatten()) {
            if action.owner.name.trim().is_empty() || action.what.trim().is_empty() {
                short.push(Shortfall::new(Rule::AgreedOwed).at("actions").with("number", number));
            }
        }
        short
    }
}

impl Settled {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        if self.result.trim().is_empty() && self.record.is_none_or(|shown| state.struck(shown)) {
            short.push(Shortfall::new(Rule::ResultOwed).at("result-said"));
        }
        short
    }
}

/// Actions that are due, each as its own.
pub fn reminders(state: &Incident) -> Vec<Reminder> {
    let open = state.briefings.agreed(state).into_iter().filter(|agreed| agreed.settled.is_none());
    let due = open.filter_map(|agreed| {
        let due = agreed.action.due.as_ref()?;
        let record = state.label(agreed.briefing);
        let what = Msg::new("need-action").with("owner", agreed.action.owner.name.clone());
        Some(Reminder {
            key: format!("action:{}:{}:{}", agreed.briefing, agreed.number, due.at.millis()),
            at: due.at,
            what: what.with("what", super::sheet::marked(state, agreed.briefing, &agreed.action.what)),
            place: Place::Timeline(agreed.briefing),
            act: Some((
                "settle-action",
                Input::default().with("briefing", record).with("action-number", agreed.number.to_string()),
            )),
        })
    });
    due.collect()
}

#[cfg(test)]
#[path = "briefing_tests.rs"]
mod tests;

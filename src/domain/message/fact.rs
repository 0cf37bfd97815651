//! What is recorded of who may know and who was told.

use serde::{Deserialize, Serialize};

use super::{LIMIT, group, is_group};
use crate::domain::artefact::Artefact;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::said::{self, Statement};
use crate::domain::station::ahead;
use crate::domain::time::When;

/// Somebody on the register of who needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Who.
    pub who: Author,
    /// What they are in the organisation, or for this incident.
    pub role: String,
    /// Why they need to know.
    pub need: String,
    /// Up to which mark; none is up to every mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Mark>,
    /// Who allowed it.
    pub by: Author,
    /// From when.
    pub at: When,
    /// Until when, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// The file in which people were named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Artefact>,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Somebody needs to know no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Who.
    pub who: Author,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub by: Author,
    /// From when.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Somebody who was told, with what the register said of them then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Who, as named.
    pub who: Author,
    /// In which role or function.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Why they need to know; empty for a role of the incident, which says it by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub need: String,
    /// The record on which that rests: an entry of the register, or the assignment of a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<RecordId>,
}

/// A message to people inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// To whom, by name.
    pub recipients: Vec<Recipient>,
    /// Why so many.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub many_reason: String,
    /// The label it carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tlp: Option<Mark>,
    /// By which way.
    pub channel: String,
    /// What it said as fact.
    pub facts: Vec<Statement>,
    /// What it said as assumption.
    pub assumptions: Vec<String>,
    /// What else it said: what is asked of the recipients, when the next one comes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The copy of what went out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Artefact>,
    /// Who approved it.
    pub approved_by: Author,
    /// Who sent it.
    pub by: Author,
    /// The file in which recipients were named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Artefact>,
    /// The message that it puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<RecordId>,
    /// When it went out.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

impl Entered {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        for (field, _) in
            [("function", &self.role), ("need", &self.need)].iter().filter(|(_, said)| said.trim().is_empty())
        {
            let what = Arg::Code("field", (*field).to_owned());
            short.push(Shortfall::new(Rule::NeedOwed).at(field).with("what", what));
        }
        if named_a_group(state, &self.who) {
            let who = state.sensitive(&self.who.name);
            short.push(Shortfall::new(Rule::GroupAddress).at("persons").with("who", who));
        }
        short
    }
}

/// Whether a name stands for more than one person. Somebody of the roster may well be called List; nobody is called everyone.
fn named_a_group(state: &Incident, who: &Author) -> bool {
    match state.people.person(who) {
        Some(person) => is_group(&person.name),
        None => group::in_place_of_a_name(&who.name),
    }
}

impl Sent {
    /// What it lacks. `record` is its own once it has one.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        for recipient in &self.recipients {
            let who = state.sensitive(&recipient.who.name);
            if named_a_group(state, &recipient.who) {
                short.push(Shortfall::new(Rule::GroupAddress).at("recipients").with("who", who));
            } else if !self.may_know(state, recipient) {
                short.push(Shortfall::new(Rule::NotOnRegister).at("recipients").with("who", who));
            }
        }
        if is_group(&self.channel) {
            let who = state.sensitive(&self.channel);
            short.push(Shortfall::new(Rule::GroupAddress).at("channel").with("who", who));
        }
        if self.many() && self.many_reason.trim().is_empty() {
            let count = self.recipients.len();
            short.push(Shortfall::new(Rule::TooManyRecipients).at("many-reason").with("count", count));
        }
        if self.tlp.is_none() {
            short.push(Shortfall::new(Rule::NoTlp).at("tlp"));
        }
        short.extend(said::shortfalls(state, &self.facts, "facts-said"));
        let copy = self.copy.as_ref().is_some_and(|copy| copy.size > 0 && !state.excisions.bytes(&copy.commitment));
        let text = copy || !self.facts.is_empty() || !self.assumptions.is_empty() || !self.words.trim().is_empty();
        let owed = [
            ("facts-said", if text { "said" } else { "" }),
            ("channel", self.channel.as_str()),
            ("approved-by", self.approved_by.name.as_str()),
        ];
        for (field, _) in owed.into_iter().filter(|(_, said)| said.trim().is_empty()) {
            let what = Arg::Code("field", field.to_owned());
            short.push(Shortfall::new(Rule::MessageOwed).at(field).with("what", what));
        }
        short
    }

    /// Whether it went to more people than need no reason.
    #[must_use]
    pub fn many(&self) -> bool {
        self.recipients.len() > LIMIT
    }

    /// Whether a recipient stood on the register when it went out, for what carries its label.
    fn may_know(&self, state: &Incident, recipient: &Recipient) -> bool {
        // A role of the incident says by itself why its holder knows, also after they were relieved of it.
        let by_role = recipient.entry.is_some_and(|entry| {
            let register = state.messages.entered.iter().any(|(id, _)| *id == entry);
            !register && state.kinds.contains_key(&entry) && !state.struck(entry)
        });
        by_role || state.messages.need(state, &recipient.who, self.at.at, self.tlp).is_some()
    }
}

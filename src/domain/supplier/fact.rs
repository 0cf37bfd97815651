//! What is recorded of suppliers.

use serde::{Deserialize, Serialize};

use super::Step;
use crate::domain::artefact::Artefact;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::mark::Mark;
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::When;

/// What an answer is: whole, in part, or a refusal to answer.
pub const ANSWERS: &[&str] = &["answered", "partly", "declined"];
/// What becomes of access.
pub const CHANGES: &[&str] = &["cut", "restored"];
/// Which way indicators went.
pub const DIRECTIONS: &[&str] = &["given", "received"];

/// A supplier on the register.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entered {
    /// Who.
    pub name: String,
    /// What they supply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub supplies: String,
    /// The person who answers for them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// How that person is reached, and whence that is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reached: String,
    /// The clause of the contract that is invoked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// What they may know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub may_know: String,
    /// Up to which mark; none is up to GREEN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Mark>,
    /// Who speaks with them: the one channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liaison: Option<Author>,
}

/// A question put to a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// To whom.
    pub supplier: String,
    /// The question, as it was put.
    pub question: String,
    /// By when the answer is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
    /// The way it went.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub channel: String,
    /// The copy of what went out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Artefact>,
    /// Who asked.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The question.
    pub question: RecordId,
    /// One of [`ANSWERS`]; empty where nobody said.
    pub outcome: String,
    /// What they said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The answer as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// Who of theirs answered.
    pub by: String,
    /// By when the rest is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<When>,
    /// When it arrived.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Silence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silent {
    /// The question.
    pub question: RecordId,
    /// What follows from it here: what is assumed, who is told, what is cut.
    pub consequence: String,
    /// Who says so.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Access cut or restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// Whose.
    pub supplier: String,
    /// One of [`CHANGES`].
    pub change: String,
    /// Which access: VPN, account, API key.
    pub access: String,
    /// Which stage of a restoration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Step>,
    /// Why.
    pub cause: String,
    /// The writing: the supplier's cause, or ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writing: Option<Artefact>,
    /// A record that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Who allowed it.
    pub authority: Author,
    /// Who did it.
    pub operator: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Indicators given or received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchanged {
    /// With whom.
    pub supplier: String,
    /// One of [`DIRECTIONS`].
    pub direction: String,
    /// The indicators, as typed.
    pub indicators: Vec<String>,
    /// The file in which they went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// The version of an indicator set that they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<RecordId>,
    /// The label they carried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tlp: Option<Mark>,
    /// Who gave or took them.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

fn owed(rule: fn(&'static str) -> Shortfall, fields: &[(&'static str, bool)]) -> Vec<Shortfall> {
    fields.iter().filter(|(_, there)| !there).map(|(field, _)| rule(field)).collect()
}

fn said(text: &str) -> bool {
    !text.trim().is_empty()
}

fn code(field: &'static str) -> Arg {
    Arg::Code("field", field.to_owned())
}

impl Entered {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self) -> Vec<Shortfall> {
        let fields = [
            ("contact", said(&self.contact)),
            ("reached", said(&self.reached)),
            ("clause", said(&self.clause)),
            ("may-know", said(&self.may_know)),
        ];
        owed(|field| Shortfall::new(Rule::SupplierOwed).at(field).with("what", code(field)), &fields)
    }
}

impl Asked {
    /// What it lacks; a supplier who is not on the register with contact and clause is nobody's counterpart.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        let known = state.suppliers.entry(state, &self.supplier);
        if known.is_none_or(|(_, entered)| !said(&entered.contact) || !said(&entered.clause)) {
            short.push(Shortfall::new(Rule::NotACounterpart).at("supplier").with("supplier", self.supplier.clone()));
        }
        if self.due.as_ref().is_none_or(|due| due.at <= self.at.at) {
            short.push(Shortfall::new(Rule::QuestionWithoutTime).at("due"));
        }
        short
    }
}

impl Answered {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        let asked = state.suppliers.question(self.question).map(|question| question.asked.at.at);
        if !said(&self.by) || asked.is_none_or(|asked| self.at.at < asked) {
            short.push(Shortfall::new(Rule::AnswerOwed).at("answered-by"));
        }
        if self.outcome.is_empty() {
            short.push(Shortfall::new(Rule::AnswerUnsaid).at("supplier-outcome"));
        }
        short
    }

    /// Whether it leaves nothing to be awaited: it counts, and is whole or a refusal.
    #[must_use]
    pub fn settles(&self, state: &Incident, record: RecordId) -> bool {
        self.outcome != ANSWERS[1] && self.shortfalls(state, Some(record)).is_empty()
    }

    /// Its outcome as it is shown: one of [`ANSWERS`], or that nobody said.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.outcome.is_empty() { "unsaid".to_owned() } else { self.outcome.clone() }
    }
}

impl Silent {
    /// What it lacks: nobody is silent before the answer is due.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        let question = state.suppliers.question(self.question);
        let due = question.and_then(|question| question.due(state)).map(|due| due.at);
        if due.is_some_and(|due| self.at.at < due) {
            short.push(Shortfall::new(Rule::SilenceEarly).at("at"));
        }
        if !said(&self.consequence) {
            short.push(Shortfall::new(Rule::SilenceWithoutConsequence).at("consequence"));
        }
        short
    }
}

impl Access {
    /// What it lacks. Cutting never waits for paper: its cause is written in the record. Restoring rests on a writing.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        let fields = [("cause", said(&self.cause)), ("authority", said(&self.authority.name))];
        short.extend(owed(|field| Shortfall::new(Rule::AccessOwed).at(field).with("what", code(field)), &fields));
        if self.cut() {
            return short;
        }
        let file = self.writing.as_ref().is_some_and(|file| file.size > 0 && !state.excisions.bytes(&file.commitment));
        let stands = |record: RecordId| state.kinds.contains_key(&record) && !state.struck(record);
        if !file && !self.record.is_some_and(stands) {
            short.push(Shortfall::new(Rule::RestoredWithoutCause).at("writing"));
        }
        if !self.in_stages(state, record) {
            short.push(Shortfall::new(Rule::RestoredAtOnce).at("stage"));
        }
        short
    }
}

impl Exchanged {
    /// What it lacks: what is given lies within what the supplier may know.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, record: Option<RecordId>) -> Vec<Shortfall> {
        let mut short: Vec<Shortfall> = ahead(state, record, &self.at).into_iter().collect();
        if self.direction != DIRECTIONS[0] {
            return short;
        }
        let entry = state.suppliers.entry(state, &self.supplier).map(|(_, entered)| entered);
        let limit = entry.map(|entered| entered.up_to.unwrap_or(Mark::Green));
        let within = self.tlp.zip(limit).is_some_and(|(tlp, limit)| tlp <= limit);
        if !within {
            short.push(Shortfall::new(Rule::MoreThanTheyMayKnow).at("tlp"));
        }
        short
    }
}

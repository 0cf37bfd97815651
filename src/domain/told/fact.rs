//! What is recorded of telling somebody.

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::deadline::holds;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::proof::Source;
use crate::domain::range::Range;
use crate::domain::rules::Rule;
use crate::domain::time::When;

/// Whether somebody is told.
pub const DECISIONS: &[&str] = &["tell", "not", "later"];
/// Why not: the three grounds of GDPR art. 34(3), and others.
pub const GROUNDS: &[&str] =
    &["unintelligible", "risk-removed", "disproportionate", "no-high-risk", "no-duty", "authority-asked", "other"];
/// The ground that replaces the single message by one to the public (GDPR art. 34(3)(c)).
const DISPROPORTIONATE: &str = "disproportionate";

/// A decision whether somebody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// One of [`super::GROUPS`].
    pub group: String,
    /// Which of the group; empty for all of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// One of [`DECISIONS`].
    pub decision: String,
    /// One of [`GROUNDS`]; empty where it is to be told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// Why; for a message to the public in place of single ones, how that reaches people.
    pub reason: String,
    /// Who decided.
    pub decider: Author,
    /// How many there are, and how that is known.
    #[serde(default, skip_serializing_if = "Range::is_empty")]
    pub number: Range,
    /// Until when it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Somebody was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// One of [`super::GROUPS`].
    pub group: String,
    /// Which of the group; empty for all of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// What was said, as a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// What was said, as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// SHA-256 of the text, lower-case hex; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_sha256: String,
    /// By which way.
    pub channel: String,
    /// How many were told, and how that is known.
    #[serde(default, skip_serializing_if = "Range::is_empty")]
    pub number: Range,
    /// When.
    pub at: When,
    /// Who told them.
    pub by: Author,
    /// Case number, tracking number, message id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Proof of sending or delivery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Artefact>,
    /// The record that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof_record: Option<RecordId>,
    /// When it was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<When>,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

impl Decided {
    /// What it lacks.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident) -> Vec<Shortfall> {
        let mut short = Vec::new();
        let withheld = self.decision != DECISIONS[0];
        if self.decider.name.is_empty() {
            short.push(Shortfall::new(Rule::NoDecider).at("decider"));
        }
        let dpo = state.people.holders.get("dpo").map(|holder| &holder.assigned.person);
        if dpo.is_some_and(|dpo| state.people.same(dpo, &self.decider)) {
            short.push(Shortfall::new(Rule::DpoDecides).at("decider"));
        }
        if withheld && self.reason.trim().is_empty() {
            short.push(Shortfall::new(Rule::NotTellingOwed).at("reason"));
        } else if self.decision == DECISIONS[1] && self.ground.is_empty() {
            short.push(Shortfall::new(Rule::NotTellingOwed).at("ground"));
        } else if self.decision == DECISIONS[2] && self.until.is_none() {
            short.push(Shortfall::new(Rule::NotTellingOwed).at("put-off"));
        }
        if self.number.owes_method(state) {
            short.push(Shortfall::new(Rule::NumberOwed).at("derived"));
        }
        short
    }

    /// Whether a message to the public stands in for single ones.
    #[must_use]
    pub fn public_instead(&self) -> bool {
        self.ground == DISPROPORTIONATE
    }
}

impl Told {
    /// What it lacks: a text, a way, a proof that it was sent; for a controller the time of delivery.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident) -> Vec<Shortfall> {
        let mut short = Vec::new();
        let record = self.proof_record.is_some_and(|record| holds(state, &Source::Record(record)));
        let file = self.proof.as_ref().is_some_and(|file| file.size > 0 && !state.excisions.bytes(&file.commitment));
        let lacks = [
            (self.text_sha256.is_empty(), "said", "text"),
            (self.channel.trim().is_empty(), "channel", "way"),
            (!record && !file && self.reference.trim().is_empty(), "reference", "proof"),
        ];
        let lacks: Vec<(&'static str, &str)> =
            lacks.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, field, code)| (field, code)).collect();
        let words = lacks.iter().map(|(_, code)| Msg::new("print-value").code("value", "told-lacks", *code));
        let all = words.reduce(|front, back| Msg::new("print-br-and").with("front", front).with("back", back));
        if let (Some((field, _)), Some(all)) = (lacks.first(), all) {
            short.push(Shortfall::new(Rule::ToldUnproven).at(field).with("what", all));
        }
        let controller = self.group == CONTROLLERS;
        if controller && (self.delivered.is_none() || self.who.trim().is_empty() || !(record || file)) {
            let field = match () {
                () if self.who.trim().is_empty() => "who",
                () if self.delivered.is_none() => "delivered",
                () => "proof-file",
            };
            short.push(Shortfall::new(Rule::DeliveryOwed).at(field));
        }
        if self.number.owes_method(state) {
            short.push(Shortfall::new(Rule::NumberOwed).at("derived"));
        }
        short
    }
}

/// The controllers for whom we process data (GDPR art. 33(2)).
const CONTROLLERS: &str = "controllers";

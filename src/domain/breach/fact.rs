//! What is recorded for the register of breaches.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::msg::Arg;
use crate::domain::range::Range;
use crate::domain::rules::Rule;
use crate::domain::time::When;

/// Which property of the data was broken.
pub const NATURES: &[&str] = &["confidentiality", "integrity", "availability"];
/// The four instants.
pub const MOMENTS: &[&str] = &["occurred", "detected", "aware", "decided"];
/// Effects that were seen, and those that are feared.
pub const EFFECTS: &[&str] = &["seen", "feared"];
/// Remedial actions that were carried out, and those that are planned.
pub const REMEDIES: &[&str] = &["done", "planned"];
/// What comes of assessing the risk to people.
pub const RISKS: &[&str] = &["unlikely", "risk", "high-risk"];
/// Fields of the factors that are weighed (EDPB Guidelines 9/2022).
pub const FACTORS: [&str; 7] = [
    "factor-kind",
    "factor-nature",
    "factor-ease",
    "factor-severity",
    "factor-special",
    "factor-controller",
    "factor-number",
];

/// The breach in words; what is empty is not said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Described {
    /// Of [`NATURES`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nature: Vec<String>,
    /// What brought it about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// Who answers for the processing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Author>,
    /// Systems concerned.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub systems: String,
    /// Suppliers and processors concerned.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suppliers: String,
    /// Kinds of data.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub data: String,
    /// How many records.
    #[serde(skip_serializing_if = "Range::is_empty")]
    pub records: Range,
    /// Kinds of people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub people: String,
    /// How many people.
    #[serde(skip_serializing_if = "Range::is_empty")]
    pub number: Range,
}

/// One of the four instants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// One of [`MOMENTS`].
    pub which: String,
    /// When.
    pub at: When,
    /// By what it is known.
    pub source: String,
    /// Who says so.
    pub by: Author,
}

/// An effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What.
    pub what: String,
    /// One of [`EFFECTS`].
    pub kind: String,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// Who says so.
    pub by: Author,
}

/// A remedial action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What.
    pub what: String,
    /// One of [`REMEDIES`].
    pub kind: String,
    /// When it was done, or is to be.
    pub at: When,
    /// Who.
    pub by: Author,
}

/// The risk to people, assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskAssessed {
    /// What was weighed, by field of [`FACTORS`].
    pub factors: BTreeMap<String, String>,
    /// By which method.
    pub method: String,
    /// Its score, where the method has one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub score: String,
    /// One of [`RISKS`].
    pub result: String,
    /// On what that rests.
    pub reason: String,
    /// Who assessed it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    /// What is to be done otherwise.
    pub what: String,
    /// Who sees to it.
    pub owner: Author,
    /// When somebody looks whether it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<When>,
}

impl RiskAssessed {
    /// What it lacks: factors that nobody weighed, a method.
    #[must_use]
    pub fn shortfalls(&self) -> Vec<Shortfall> {
        let missing = FACTORS.into_iter().filter(|field| !self.factors.contains_key(*field));
        let missing = missing.chain(self.method.trim().is_empty().then_some("risk-method"));
        let missing = missing.chain(self.reason.trim().is_empty().then_some("reason"));
        missing
            .map(|field| Shortfall::new(Rule::RiskOwed).at(field).with("what", Arg::Code("field", field.to_owned())))
            .collect()
    }
}

//! What is recorded of eradication.

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::lineage::Node;
use crate::domain::time::When;

/// What a sample showed.
pub const FOUND: &[&str] = &["gone", "still-there"];

/// A hunt: a question to the estate, and who answered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunted {
    /// Step it belongs to; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// What was looked for.
    pub object: String,
    /// The query, to the letter.
    pub query: String,
    /// Tool and version.
    pub tool: String,
    /// Which part of the estate: hosts, accounts, images, backups.
    pub scope: String,
    /// The version of the indicators that it looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<RecordId>,
    /// The hunt whose unanswered part this one asked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<RecordId>,
    /// How many were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<u64>,
    /// How many answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<u64>,
    /// How many of those had it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hit: Option<u64>,
    /// Which had it, where they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<String>,
    /// Which did not answer, where they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
    /// The raw result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Artefact>,
    /// Lists of names as they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Artefact>,
    /// Who asked.
    pub operator: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A line of the list: what was done to what, how often, against how many expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Step it belongs to; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// What was done: deleted, disabled, rotated, patched, rebuilt.
    pub verb: String,
    /// To what.
    pub object: String,
    /// The hunt that says how many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hunt: Option<RecordId>,
    /// The line that this one goes on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<RecordId>,
    /// The artefact that was condemned: it and all that descends from it are what there is to do, as the records count them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<Node>,
    /// How many there are to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<u64>,
    /// How many were done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<u64>,
    /// On which, where they are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// What shows it: transcript, platform events, console output.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artefact: Option<Artefact>,
    /// Lists of names as they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Artefact>,
    /// Who did it.
    pub operator: Author,
    /// When.
    pub at: When,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Something that is not done, or did not answer, for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excepted {
    /// The hunt or the line.
    pub of: RecordId,
    /// Which.
    pub items: Vec<String>,
    /// The list as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Artefact>,
    /// Why.
    pub why: String,
    /// Who answers for it.
    pub owner: Author,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// When that was agreed.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Another person looked at a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sampled {
    /// The line.
    pub removal: RecordId,
    /// Which were looked at.
    pub items: Vec<String>,
    /// How they were chosen and looked at.
    pub method: String,
    /// One of [`FOUND`].
    pub result: String,
    /// What was printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Artefact>,
    /// Who looked.
    pub checker: Author,
    /// How that person's presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

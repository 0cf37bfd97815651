//! What is recorded of restoration.

use serde::{Deserialize, Serialize};

use super::threshold::{Measured, Threshold};
use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::time::When;

/// What is restored: a model asks for more than a machine.
pub const KINDS: &[&str] = &["system", "data", "model"];
/// What it is restored from.
pub const SOURCES: &[&str] = &["backup", "image", "checkpoint", "rebuild", "other"];
/// Whether it was kept apart while it was restored and scanned.
pub const ISOLATED: &[&str] = &["yes", "no"];
/// What a scan ended with.
pub const RESULTS: &[&str] = &["clean", "found", "not-finished"];
/// Runs against a model before it goes live.
pub const TRIALS: &[&str] = &["canary", "trigger"];

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn alone(item: &u64) -> bool {
    *item == 0
}

/// A system, a data set or a model was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// Step it belongs to; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// Its name.
    pub system: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`SOURCES`].
    pub from_kind: String,
    /// The backup, image or checkpoint by its id.
    pub source: String,
    /// When that was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_at: Option<When>,
    /// Why it is believed to be from before the first access.
    pub predates: String,
    /// Why it was taken although it is not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub not_older: String,
    /// Who accepted that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<Author>,
    /// One of [`ISOLATED`]; empty where nobody said.
    pub isolated: String,
    /// The value that it should have: a digest, a signature's key.
    pub expected: String,
    /// Where that value comes from.
    pub expected_from: String,
    /// The value that was computed; of a model its digest.
    pub computed: String,
    /// The record that says what a model descends from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lineage: Option<RecordId>,
    /// Its place in the list that this record is; 0 where the record is about one artefact.
    #[serde(default, skip_serializing_if = "alone")]
    pub lineage_item: u64,
    /// The log of the restore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Artefact>,
    /// Who restored.
    pub operator: Author,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<When>,
    /// When it ended.
    pub ended: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A scan of what was restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scanned {
    /// What was restored.
    pub restoration: RecordId,
    /// Tool and version.
    pub tool: String,
    /// Of when its rules are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_at: Option<When>,
    /// The version of the indicators that it looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<RecordId>,
    /// What was scanned.
    pub targets: Vec<String>,
    /// Lists of names as they came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Artefact>,
    /// One of [`RESULTS`].
    pub result: String,
    /// What became of what was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub disposition: String,
    /// Who decided that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposed_by: Option<Author>,
    /// Its log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Artefact>,
    /// Who scanned.
    pub operator: Author,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<When>,
    /// When it ended.
    pub ended: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What was restored went live.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// What was restored.
    pub restoration: RecordId,
    /// Who released it, having read the log of the scan.
    pub released_by: Author,
    /// How that person's presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What a model has to reach, set before it is run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The suite and its version.
    pub suite: String,
    /// What has to be reached.
    pub thresholds: Vec<Threshold>,
    /// Who set it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A model was measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluated {
    /// What was restored.
    pub restoration: RecordId,
    /// The thresholds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<RecordId>,
    /// Digest of the model that was measured.
    pub digest: String,
    /// Seed.
    pub seed: String,
    /// Settings of decoding.
    pub decoding: String,
    /// What was measured.
    pub results: Vec<Measured>,
    /// The experiment in which it was the suspect and was not odd.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experiment: Option<RecordId>,
    /// Raw outputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Artefact>,
    /// Who measured.
    pub operator: Author,
    /// When the run began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<When>,
    /// When it ended.
    pub ended: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Canaries, or triggers that were found here, were put to a model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// What was restored.
    pub restoration: RecordId,
    /// One of [`TRIALS`].
    pub kind: String,
    /// Digest of the model.
    pub digest: String,
    /// How many were put to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runs: Option<u64>,
    /// How many did not answer as they must: a canary that fell, a trigger that fired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<u64>,
    /// The version of the indicators that holds the triggers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<RecordId>,
    /// Raw outputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Artefact>,
    /// Who did it.
    pub operator: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

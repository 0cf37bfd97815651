//! What is recorded of entities.

use serde::{Deserialize, Serialize};

use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::lineage::Node;
use crate::domain::time::When;

/// What an entity is. Indicators stay in their sets, which say what was looked for and when.
pub const KINDS: &[&str] = &["asset", "account", "data-set", "model"];
/// What an asset is.
pub const TYPES: &[&str] = &[
    "workstation",
    "server",
    "domain-controller",
    "network-device",
    "firewall",
    "identity-provider",
    "cloud",
    "container",
    "database",
    "storage",
    "backup",
    "mobile",
    "industrial",
    "pipeline",
    "application",
    "other",
];
/// How much hangs on it.
pub const IMPORTANCE: &[&str] = &["critical", "high", "medium", "low"];
/// What a person judges it to be.
pub const JUDGEMENTS: &[&str] = &["suspected", "confirmed", "ruled-out"];

/// An entity was recorded: this record is its identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`TYPES`] for an asset; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asset_type: String,
    /// What it is called.
    pub name: String,
    /// What else it is called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Whose it is.
    #[serde(default)]
    pub owner: Author,
    /// One of [`IMPORTANCE`]; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub importance: String,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who says so.
    pub by: Author,
    /// When that was known.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What is known of an entity changed. What is empty stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The entity, or the artefact of a lineage that it is.
    pub entity: Node,
    /// What it is called now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// One of [`TYPES`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asset_type: String,
    /// Further names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Names that are not its own after all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_aliases: Vec<String>,
    /// Whose it is.
    #[serde(default)]
    pub owner: Author,
    /// One of [`IMPORTANCE`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub importance: String,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who says so.
    pub by: Author,
    /// When that was known.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A person's judgement of an entity. It is shown as what it is: what was done is shown by other records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The entity, or the artefact of a lineage that it is.
    pub entity: Node,
    /// One of [`JUDGEMENTS`].
    pub judgement: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The record that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cites: Option<RecordId>,
    /// The exhibit that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<RecordId>,
    /// The place in that exhibit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Who judges.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Entities that were taken over from a list of another tool. Each is known by this record and its place in it, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The import.
    pub import: RecordId,
    /// The entities that were new, in the order of their rows.
    pub entities: Vec<Described>,
    /// How many rows told of what was known.
    pub known: u64,
    /// How many rows had no name.
    pub refused: u64,
    /// Who took them over.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An entity of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`TYPES`]; empty where the list does not tell.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asset_type: String,
    /// What it is called.
    pub name: String,
    /// Its addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

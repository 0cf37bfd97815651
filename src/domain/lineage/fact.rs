//! What is recorded of lineage.

use serde::{Deserialize, Serialize};

use super::node::{End, Node};
use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::time::When;

/// What an artefact is.
pub const KINDS: &[&str] = &[
    "data-set",
    "shard",
    "cache",
    "embedding",
    "index",
    "checkpoint",
    "adapter",
    "model",
    "evaluation-set",
    "distilled-model",
    "customer-model",
    "other",
];
/// What becomes of what descends from something condemned.
pub const FATES: &[&str] = &["destroyed", "quarantined", "retrained", "evidence", "kept", "unaffected"];
/// Why a line of a list was not taken.
pub const REASONS: &[&str] = &["unreadable", "no-name", "cells", "kind", "digest", "cycle", "twice", "several"];

/// An artefact as it is described, by itself or in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Described {
    /// One of [`KINDS`].
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its version; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Its SHA-256 as stated, lower-case hex; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lies: String,
}

/// An artefact was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// What it is.
    pub what: Described,
    /// The artefact itself, or its manifest, as read here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// The exhibit that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<RecordId>,
    /// Whose it is.
    pub owner: Author,
    /// What it was made from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<Node>,
    /// Where it comes from, where it was made from nothing that is on record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// Who says so.
    pub by: Author,
    /// When that was established.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A link of a list: what was made from what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it was made from.
    pub parent: End,
    /// What was made.
    pub child: End,
}

/// A line of a list that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Its number in the file, from 1.
    pub line: u64,
    /// One of [`REASONS`].
    pub why: String,
    /// What it is about: a cell of it, cut.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
}

/// A list of artefacts and links was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The list as it came.
    pub file: Artefact,
    /// Lines that say something: neither empty nor a remark nor the heading.
    pub read: u64,
    /// Lines of which everything was taken.
    pub kept: u64,
    /// Lines that were not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedLine>,
    /// Artefacts that it brought, numbered from 1.
    pub artefacts: Vec<Described>,
    /// Links that it brought.
    pub links: Vec<Link>,
    /// The list whose refused lines this one brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mends: Option<RecordId>,
    /// Who answers for it.
    pub by: Author,
    /// When it was made.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// It was found later that an artefact was made from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// What was made.
    pub child: Node,
    /// From what.
    pub parents: Vec<Node>,
    /// What shows it: run, commit, manifest.
    pub basis: String,
    /// The file that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// Who found it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An artefact was condemned, and with it all that descends from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condemned {
    /// Which.
    pub artefact: Node,
    /// Why.
    pub why: String,
    /// The finding or the experiment that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cites: Option<RecordId>,
    /// Who decided it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn none_listed(count: &u64) -> bool {
    *count == 0
}

/// What became of artefacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fated {
    /// Which.
    pub artefacts: Vec<Node>,
    /// The list as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Artefact>,
    /// One of [`FATES`].
    pub fate: String,
    /// Why, where it stays in use.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The file that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// How many lines with a digest that file has: a manifest has some.
    #[serde(default, skip_serializing_if = "none_listed")]
    pub listed: u64,
    /// The record that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// The exhibit as which it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<RecordId>,
    /// What it was made again from, or what took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clean: Option<Node>,
    /// Who accepted that it stays in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<Author>,
    /// How that person's presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// Who did it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

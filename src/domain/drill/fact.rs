//! What is recorded of a drill. Every record of it carries both clocks: the wall clock, and what the drill's own clock showed.

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::time::{Instant, When};

/// What kind of drill it is (SP 800-84).
pub const KINDS: &[&str] = &["tabletop", "functional", "call-tree", "technical"];
/// What turns the drill's clock.
pub const CHANGES: &[&str] = &["started", "paused", "resumed", "ended", "real-emergency"];
/// Who brings an inject: a person, or the screen once it is due.
pub const DELIVERIES: &[&str] = &["person", "screen"];
/// How what was done compares with what was expected.
pub const RESULTS: &[&str] = &["met", "partly", "not"];

/// A drill as planned. Empty values are owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// One of [`KINDS`].
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Id of the procedure that is drilled.
    pub procedure: String,
    /// SHA-256 of its text.
    pub procedure_sha256: String,
    /// What it is to show, numbered from 1 in this order.
    pub objectives: Vec<String>,
    /// Who leads it.
    pub facilitator: Author,
    /// Who writes down what is observed.
    pub collector: Author,
    /// Who takes part.
    pub participants: Vec<Author>,
    /// Injects, numbered from 1 in the order in which they fall due.
    pub injects: Vec<Inject>,
    /// The list they come from, where it is not the procedure's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Artefact>,
    /// When it is to begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<When>,
    /// How many times as fast as the wall clock the drill's clock runs.
    pub factor: u32,
    /// One of [`DELIVERIES`].
    pub delivery: String,
}

/// An event that a drill puts in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inject {
    /// Minute of the drill's clock.
    pub minute: u32,
    /// What the players are told.
    pub text: String,
    /// What they should do: for the facilitator alone.
    pub expects: String,
    /// Who brings it; empty is the facilitator.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// To which role; empty is everybody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
}

/// The drill's clock was turned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turned {
    /// One of [`CHANGES`].
    pub change: String,
    /// Why; what the real emergency is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who said so.
    pub by: Author,
    /// The wall clock.
    pub wall: Instant,
    /// What the drill's clock showed, milliseconds.
    pub drill_ms: i64,
}

/// An inject reached the players.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// Its number.
    pub inject: u32,
    /// One of [`DELIVERIES`].
    pub how: String,
    /// Who brought it; whoever was at the keys where the screen did.
    pub by: Author,
    /// When.
    pub at: When,
    /// What the drill's clock showed then, milliseconds.
    pub drill_ms: i64,
}

/// What was seen after an inject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observed {
    /// Number of the inject.
    pub inject: u32,
    /// In words; may be empty where a record is cited.
    pub words: String,
    /// The record that shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Who saw it.
    pub by: Author,
    /// When it was done.
    pub at: When,
    /// What the drill's clock showed then, milliseconds.
    pub drill_ms: i64,
}

/// How what was seen compares with what was expected of an inject, or with an objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Number of the inject; none for an objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inject: Option<u32>,
    /// Number of the objective; none for an inject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<u32>,
    /// One of [`RESULTS`].
    pub result: String,
    /// The evaluator's note.
    pub note: String,
    /// The evaluator.
    pub by: Author,
    /// The wall clock.
    pub wall: Instant,
    /// What the drill's clock showed, milliseconds.
    pub drill_ms: i64,
}

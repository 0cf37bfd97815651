//! What is recorded of the watch after recovery.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::time::When;

/// What an alert turned out to be.
pub const VERDICTS: &[&str] = &["benign", "hit"];

/// A source of what is watched, and how it is known to report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// How it is checked that it still reports.
    pub check: String,
}

/// What is watched from recovery on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Step it belongs to; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// The version of the indicators that is watched for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<RecordId>,
    /// The alert rules, or what was changed in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Artefact>,
    /// The alert rules before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Artefact>,
    /// What reports.
    pub sources: Vec<Source>,
    /// Who set it up.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An alert that somebody looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Its id where it was raised.
    pub id: String,
    /// One of [`VERDICTS`]; empty where nobody said.
    pub verdict: String,
    /// What a hit was on.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asset: String,
    /// What it turned out to be.
    pub words: String,
}

impl Alert {
    /// Whether what was watched for came back.
    #[must_use]
    pub fn is_hit(&self) -> bool {
        self.verdict == "hit"
    }
}

/// A day of the watch, as a person wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watched {
    /// The day of the calendar.
    pub date: NaiveDate,
    /// The case's zone, in which it is that day.
    pub zone: String,
    /// The plan in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<RecordId>,
    /// Who looked.
    pub reviewer: Author,
    /// How the reviewer's presence was shown, where somebody else wrote.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// From when on the alerts were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<When>,
    /// Until when.
    pub to: When,
    /// The alerts.
    pub alerts: Vec<Alert>,
    /// Whether it was said that there were none.
    pub none: bool,
    /// Sources that report.
    pub alive: Vec<String>,
    /// Sources that do not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dead: Vec<String>,
    /// What shows that the sources report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heartbeat: Option<Artefact>,
    /// The alerts as the system gave them out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub export: Option<Artefact>,
    /// When that was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exported: Option<When>,
    /// Indicators watched for that stand in the export as stored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub found: Vec<String>,
    /// Why the export was not looked through, or not wholly, for what is watched for: `large`, `packed`; empty where it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unsearched: String,
    /// Sources of the plan that the heartbeat names beside a word for silence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
    /// What follows from it.
    pub conclusion: String,
    /// Why it has the words of another day.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub same_reason: String,
    /// When it was looked at.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What was watched for came back, seen in the middle of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The alert by its id where it was raised.
    pub alert: String,
    /// What it was on.
    pub asset: String,
    /// What was seen.
    pub words: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// Who saw it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A hit, by the record that has it and the alert in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HitRef {
    /// The day, or the record of the hit alone.
    pub record: RecordId,
    /// The alert by its id where it was raised.
    pub alert: String,
}

/// Another person showed that a hit was none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleared {
    /// The hit.
    pub hit: HitRef,
    /// What it was instead, and how that is known.
    pub words: String,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Artefact>,
    /// Who.
    pub by: Author,
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

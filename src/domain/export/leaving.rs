//! How an export leaves: sealed and for whom, or in plain, and then what leaves with it that somebody could ask about.

use serde::{Deserialize, Serialize};

use super::super::decision::Shortfall;
use super::super::incident::Incident;
use super::super::mark::Mark;
use super::super::rules::Rule;
use super::Started;

/// How a field says it.
pub const SEALS: &[&str] = &["plain", "sealed"];

/// Whom a sealed export opens for. Public keys are no secrets; a passphrase is never here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sealing {
    /// Public keys of age.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Whether a passphrase opens it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passphrase: bool,
}

/// The one file that a sealed export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
}

/// What leaves with an export, counted over what is left after withholding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposed {
    /// People by name.
    pub people: u64,
    /// The highest mark of a record that goes out; none where none carries words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
}

/// Why somebody would want to know why an export leaves in plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// People stand in it.
    People(u64),
    /// Telephone numbers do.
    Phones,
    /// Records above TLP:GREEN do.
    Mark(Mark),
}

/// What an export carries for which it should be sealed, or say why it is not. A record of before this was counted is judged by its readers and by the case.
#[must_use]
pub fn grounds(state: &Incident, started: &Started) -> Vec<Ground> {
    let before = Exposed { people: state.people.people.len() as u64, mark: Some(started.audience) };
    grounds_of(&started.exposed.unwrap_or(before), started.phones)
}

/// The same of anything that leaves in plain; `phones` is whether telephone numbers go along.
#[must_use]
pub fn grounds_of(exposed: &Exposed, phones: bool) -> Vec<Ground> {
    let Exposed { people, mark } = *exposed;
    let mark = mark.filter(|mark| *mark > Mark::Green).map(Ground::Mark);
    let people = (people > 0).then_some(Ground::People(people));
    [people, phones.then_some(Ground::Phones), mark].into_iter().flatten().collect()
}

/// What is missing of an export that leaves in plain and says no more: nothing is blocked for it.
#[must_use]
pub fn shortfalls(state: &Incident, started: &Started) -> Vec<Shortfall> {
    let owed = !started.sealed && started.reason.trim().is_empty() && !grounds(state, started).is_empty();
    if owed { vec![Shortfall::new(Rule::PlainWithoutReason)] } else { Vec::new() }
}

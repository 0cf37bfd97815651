//! What is recorded of a notice: its draft with the list of what it must say, every version of its text, and who approved which text.

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::custody::KeySignature;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::range::Range;
use crate::domain::time::When;
use crate::library::contents::{Item, Words};

/// Kinds of notice.
pub const KINDS: &[&str] = &["initial", "supplement", "correction", "withdrawal"];
/// How an item is answered. `blank` takes an answer back.
pub const ANSWERS: &[&str] = &["stated", "not-yet-known", "not-applicable", "blank"];
/// How an approver stands behind an approval.
pub const PRESENCES: &[&str] = &["wet-ink", "own-key", "call-back", "none"];

/// A draft begun: what the notice must say is frozen with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Begun {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// Names of the two, as they are written above the text.
    pub title: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// The earlier notice that it adds to, corrects or withdraws.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<RecordId>,
    /// What it must say.
    pub items: Vec<Item>,
    /// Answers taken over from the earlier notice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// The words around the answers.
    pub words: Words,
    /// SHA-256 of the entry of the register that the list is from; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub register_sha256: String,
}

/// An answer to one item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Id of the item.
    pub item: String,
    /// One of [`ANSWERS`] but `blank`.
    pub answer: String,
    /// The words; the reason, where the item does not apply.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Records that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<RecordId>,
    /// When what is not yet known follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follows: Option<When>,
    /// The numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Range>,
    /// Whether it could be stated as fact when this version was written: every record that it rests on was confirmed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// A version of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The notice.
    pub notice: RecordId,
    /// Every answer.
    pub entries: Vec<Entry>,
    /// The whole text.
    pub text: String,
    /// Who wrote it.
    pub by: Author,
}

/// An approval of one exact text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// The notice.
    pub notice: RecordId,
    /// SHA-256 of the text, lower-case hex.
    pub text_sha256: String,
    /// Who approved it.
    pub by: Author,
    /// One of [`PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence_ref: String,
    /// The signature by own key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<KeySignature>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

impl Entry {
    /// Whether nothing was answered.
    #[must_use]
    pub fn blank(&self) -> bool {
        self.answer.is_empty() || self.answer == "blank"
    }
}

impl Approved {
    /// The file of the signature.
    #[must_use]
    pub fn file(&self) -> Option<&Artefact> {
        self.signature.as_ref().map(|signature| &signature.file)
    }
}

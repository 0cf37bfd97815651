//! One event in the life of an exhibit, as it is recorded.

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::time::When;

/// Kinds of custody event (NIST SP 800-86, ISO/IEC 27037).
pub const EVENTS: &[&str] = &[
    "collected",
    "received",
    "released",
    "accepted",
    "stored",
    "checked-out",
    "sealed",
    "seal-opened",
    "copied",
    "verified",
    "verify-failed",
    "accessed",
    "exported",
    "returned",
    "disposed",
    "changed",
    "gap-explained",
];
/// How the one who signs a half stands behind it.
pub const SIGNATURES: &[&str] = &["wet-ink", "own-key", "call-back", "refused", "none"];
/// Whether a seal was found as it was applied.
pub const SEAL_STATES: &[&str] = &["intact", "broken", "not-looked-at"];
/// What came of comparing the exhibit with its digest when it changed hands.
pub const CHECKS: &[&str] = &["matches", "differs", "not-possible"];

/// A digest compared by people when an exhibit changed hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// One of [`CHECKS`].
    pub outcome: String,
    /// The digest that was read off, lower-case hex; a claim.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub digest: String,
    /// Why it was not possible.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A change that could not be avoided (ISO/IEC 27037; ACPO principles 2 and 4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What was changed.
    pub what: String,
    /// Who answers for it.
    pub responsible: Author,
    /// Why it had to be.
    pub justification: String,
}

/// A signature by a person's own key over the statement of a half.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySignature {
    /// The SSHSIG, in PEM.
    pub file: Artefact,
    /// What was signed, to the byte.
    pub statement: String,
    /// The public key that made it, OpenSSH form; empty where the file holds no signature over this statement.
    pub key: String,
    /// `SHA256:…` of that key.
    pub fingerprint: String,
    /// Whose key it is by the organisation's file at that moment; empty where it is nobody's.
    pub owner: String,
    /// Number of the paper form by which the key was enrolled.
    pub form: String,
    /// Why it shows nothing, in the verifier's words; empty where it holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problem: String,
    /// What kind of reason that is, where a rule asks: `namespace` for a signature given for another use.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fault: String,
    /// When the key was enrolled: when the form was signed or when that was written down, whichever came later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolled: Option<crate::domain::time::Instant>,
}

/// One event of custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The exhibit.
    pub exhibit: RecordId,
    /// One of [`EVENTS`].
    pub event: String,
    /// Who gave it, person or place; empty where nothing changed hands.
    pub from: Author,
    /// Who has it now, person or place.
    pub to: Author,
    /// When.
    pub at: When,
    /// Site, room, cabinet.
    pub place: String,
    /// Why.
    pub purpose: String,
    /// Seal removed.
    pub seal_removed: String,
    /// Seal applied.
    pub seal_applied: String,
    /// Who allowed it.
    pub authority: String,
    /// Witness.
    pub witness: String,
    /// One of [`SIGNATURES`]: how the one who signs this half stands behind it.
    pub presence: String,
    /// Slip number and where the original lies, the call's record, or why the signature was refused.
    pub presence_ref: String,
    /// Remarks.
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// The signature by own key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<KeySignature>,
    /// One of [`SEAL_STATES`]; empty where nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seal_state: String,
    /// Bag, box, antistatic sleeve.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub container: String,
    /// State of the thing itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// Courier and tracking number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub transport: String,
    /// Where the photograph of it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub photo: String,
    /// The digest compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    /// The change made to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The event that this one puts right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<RecordId>,
    /// The event whose gap or seal this one explains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explains: Option<RecordId>,
}

impl Moved {
    /// An event of which nothing is known but exhibit, kind and time.
    #[must_use]
    pub fn bare(exhibit: RecordId, event: &str, at: When) -> Self {
        Moved {
            exhibit,
            event: event.to_owned(),
            from: Author::default(),
            to: Author::default(),
            at,
            place: String::new(),
            purpose: String::new(),
            seal_removed: String::new(),
            seal_applied: String::new(),
            authority: String::new(),
            witness: String::new(),
            presence: "none".to_owned(),
            presence_ref: String::new(),
            note: String::new(),
            late_reason: None,
            signature: None,
            seal_state: String::new(),
            container: String::new(),
            condition: String::new(),
            transport: String::new(),
            photo: String::new(),
            check: None,
            change: None,
            corrects: None,
            explains: None,
        }
    }

    /// Who signs this half: the one who gives in a release, else the one who has it afterwards.
    #[must_use]
    pub fn signer(&self) -> &Author {
        if self.event == "released" || self.to.name.is_empty() { &self.from } else { &self.to }
    }

    /// Whether this can be the second half of a hand-over.
    #[must_use]
    pub fn takes_over(&self) -> bool {
        matches!(self.event.as_str(), "accepted" | "received" | "returned")
    }

    /// Whether it only explains what is on record.
    #[must_use]
    pub fn explanation(&self) -> bool {
        self.event == "gap-explained"
    }
}

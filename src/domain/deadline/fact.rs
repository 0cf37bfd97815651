//! What is recorded of regimes and their clocks.

use serde::{Deserialize, Serialize};

use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::organisation::counsel::EntryApproved;
use crate::domain::period::{self, Terms};
use crate::domain::time::When;
use crate::library::regimes::Register;

/// Answers to a regime's question.
pub const ANSWERS: &[&str] = &["yes", "no", "not-yet"];

/// A regime taken into the case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Considered {
    /// Regime id of the register.
    pub regime: String,
    /// Its name.
    pub name: String,
    /// The question that decides whether it applies.
    pub question: String,
    /// What starts its clock, in words.
    pub clock_start: String,
    /// Citation.
    pub citation: String,
    /// How sure the register is of it.
    pub confidence: String,
    /// Its deadlines. Older journals hold those in plain elapsed hours only.
    pub clocks: Vec<Clock>,
    /// SHA-256 of the entry as it was, empty in older journals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
    /// Counsel's approval of exactly this entry at that moment; none for a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<EntryApproved>,
    /// Whether it was in force, as the entry says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Whose days count: the seat of the law where it has one, else the zone of the case at that moment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// The calendars that its deadlines are counted with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<period::Calendar>,
    /// Whom it asks to tell also, in the words of the entry; none in older journals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tell_also: Option<Vec<String>>,
    /// Where the law holds.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub jurisdiction: String,
    /// When the source is to be looked at again, as a date; empty where the entry is a template.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub check_again: String,
    /// What to think of in answering the question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
    /// When nothing need be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exempt: Vec<String>,
    /// Class of the reporter, as the reliefs of the register name it; empty relies on no relief.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
}

/// One deadline, with the terms by which it is counted in this case for ever.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clock {
    /// Deadline id of the register.
    pub deadline: String,
    /// Its name.
    pub name: String,
    /// Its name for a row of a list; empty where the register gives none, and in older journals.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// Elapsed hours, where an older journal froze nothing else; 0 beside terms.
    #[serde(default, skip_serializing_if = "zero")]
    pub hours: u32,
    /// The event it starts from.
    pub from: String,
    /// Citation.
    pub citation: String,
    /// How it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// The event from which its second limit runs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cap_from: String,
    /// When it applies at all, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// Whether its number is only the outer limit of "without undue delay".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outer_only: bool,
    /// Ids of its calendars among those of the regime: for business days, for relief, for the later reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_with: Option<CountedWith>,
}

/// Ids of calendars.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CountedWith {
    /// Counts business days.
    pub business: String,
    /// Closed days of the place of the act.
    pub holidays: String,
    /// Closed days for the later reading.
    pub grey: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn zero(hours: &u32) -> bool {
    *hours == 0
}

/// The answer to a regime's question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// Regime id.
    pub regime: String,
    /// One of [`ANSWERS`].
    pub answer: String,
    /// Why.
    pub reason: String,
    /// Who decided: a holder of the organisation's delegated authority.
    pub decider: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
    /// The records it relies on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<RecordId>,
    /// What counsel advised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counsel: Option<Advice>,
    /// What the DPO advised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpo: Option<Advice>,
    /// For "not yet": what is awaited.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub awaits: String,
    /// For "not yet": until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
}

/// What became of an advice.
pub const FOLLOWED: &[&str] = &["followed", "not-followed", "not-available"];

/// The advice of counsel or of the DPO on a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Advice {
    /// Who advised; empty where nobody was to be had.
    pub by: Author,
    /// Their view.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// One of [`FOLLOWED`].
    pub followed: String,
    /// Why it was not followed, or not to be had.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Answers to the question whether a single deadline applies.
pub const CONDITIONS: &[&str] = &["met", "not-met", "not-yet"];

/// Whether a single deadline applies: its condition in the register, or what else decides between the deadlines of one law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConditionAnswered {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// One of [`CONDITIONS`].
    pub answer: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub decider: Author,
    /// The records it relies on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<RecordId>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A clock's start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// Regime id.
    pub regime: String,
    /// Deadline id that was named in recording it.
    pub deadline: String,
    /// The event. It starts every deadline of the regime that runs from it; empty in older journals, where it starts the one named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// The instant it starts from.
    pub start: When,
    /// Why that instant.
    pub why: String,
    /// The second person where a start is moved later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Author>,
    /// How the second person's presence was shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence: String,
    /// Slip number or call record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence_ref: String,
}

/// A notice sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// When.
    pub at: When,
    /// Who sent it.
    pub by: Author,
    /// By which route.
    pub route: String,
    /// Reference or receipt number.
    pub reference: String,
    /// Copy of what was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Artefact>,
    /// The receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Artefact>,
    /// The notice, by the record that began its draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<RecordId>,
    /// SHA-256 of the text of it that went out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text_sha256: String,
    /// What the copy is beside that text: `the-text`, `another-text`, `not-read`; empty without a copy or a text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub copy_is: String,
    /// Why it was sent after the limit, or recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

impl Sent {
    /// Whether route and reference are there, by which somebody can check that it arrived.
    #[must_use]
    pub fn receipted(&self) -> bool {
        !self.route.trim().is_empty() && !self.reference.trim().is_empty()
    }
}

impl Considered {
    /// The name of one of its clocks for a row of a list: the one that was frozen, else that of the shipped register, else the beginning of the law's
    /// name and the clock's.
    pub(in crate::domain) fn short(&self, clock: Option<&Clock>) -> String {
        let law = self.name.split(':').next().unwrap_or_default();
        let shipped = || {
            let known = Register::shipped().ok()?.regime(&self.regime)?;
            let deadline = match (clock, known.deadlines.as_slice()) {
                (Some(clock), _) => known.deadline(&clock.deadline)?,
                (None, [only]) => only,
                (None, _) => return None,
            };
            Some(deadline.short.clone()).filter(|short| !short.is_empty())
        };
        let Some(clock) = clock else { return shipped().unwrap_or_else(|| law.to_owned()) };
        let frozen = Some(clock.short.clone()).filter(|short| !short.is_empty());
        frozen.or_else(shipped).unwrap_or_else(|| format!("{law}: {}", clock.name))
    }

    /// A clock by its deadline id.
    pub(super) fn clock(&self, deadline: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.deadline == deadline)
    }
}

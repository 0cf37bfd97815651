//! Entries of the legal register that counsel approved by name: one entry, by id and digest. Every entry is a draft until then.

use serde::{Deserialize, Serialize};

use super::{Approver, done, in_organisation};
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::proof::present;
use crate::domain::time::When;

/// An entry of the register approved: exactly these words and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryApproved {
    /// Id of the regime.
    pub regime: String,
    /// SHA-256 of the entry as data, lower-case hex.
    pub sha256: String,
    /// Who approved it.
    pub by: Author,
    /// One of [`PRESENCES`](crate::domain::proof::PRESENCES).
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
}

impl EntryApproved {
    /// Whether the approver's presence was shown: only then does the approval count.
    #[must_use]
    pub fn proven(&self) -> bool {
        present(&self.by, &self.presence, &self.presence_ref)
    }
}

/// How an entry at hand stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reviewed<'a> {
    /// This entry is approved.
    Approved(&'a EntryApproved),
    /// This entry is approved by somebody whose presence was not shown.
    Unproven(&'a EntryApproved),
    /// Another text of this entry is approved: the one at hand was changed since.
    OtherText(&'a EntryApproved),
    /// Nobody has approved it.
    No,
}

impl<'a> Reviewed<'a> {
    /// A code for scripts and screens.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reviewed::Approved(_) => "approved",
            Reviewed::Unproven(_) => "unproven",
            Reviewed::OtherText(_) => "other-text",
            Reviewed::No => "not-approved",
        }
    }

    /// The approval that it rests on.
    #[must_use]
    pub fn approval(self) -> Option<&'a EntryApproved> {
        match self {
            Reviewed::Approved(found) | Reviewed::Unproven(found) | Reviewed::OtherText(found) => Some(found),
            Reviewed::No => None,
        }
    }
}

/// Approvals of entries, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entries {
    /// In order.
    pub approved: Vec<(RecordId, EntryApproved)>,
}

impl Entries {
    pub(super) fn approve(&mut self, meta: &Meta, approved: &EntryApproved) -> Act {
        self.approved.push((meta.id, approved.clone()));
        let msg = Msg::new("act-entry-approved")
            .with("id", approved.regime.clone())
            .with("who", approved.by.name.clone())
            .with("digest", approved.sha256.get(..12).unwrap_or_default());
        done(&approved.at, msg)
    }

    /// How an entry at hand stands.
    #[must_use]
    pub fn reviewed(&self, regime: &str, sha256: &str) -> Reviewed<'_> {
        let last = |fits: &dyn Fn(&EntryApproved) -> bool| {
            let found = self.approved.iter().rev().map(|(_, approved)| approved);
            found.filter(|approved| approved.regime == regime).find(|approved| fits(approved))
        };
        last(&|approved| approved.sha256 == sha256 && approved.proven())
            .map(Reviewed::Approved)
            .or_else(|| last(&|approved| approved.sha256 == sha256).map(Reviewed::Unproven))
            .or_else(|| last(&EntryApproved::proven).map(Reviewed::OtherText))
            .unwrap_or(Reviewed::No)
    }
}

/// `approve-regime`: a named person approves entries of the legal register as they are at hand now.
///
/// # Errors
/// Outside the organisation's file, an unknown regime, nobody named.
pub fn approve_regime(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    fields.required("regime")?;
    let approver = Approver::read(&fields)?;
    let mut decision = Decision::default();
    for regime in fields.list("regime") {
        let sha256 = ctx.sources.regime(&regime).ok_or_else(|| fields.not_found("regime", &regime))?;
        let approved = EntryApproved {
            regime,
            sha256,
            by: approver.by.clone(),
            presence: approver.presence.clone(),
            presence_ref: approver.presence_ref.clone(),
            at: approver.at.clone(),
        };
        decision.facts.push(approved.into());
    }
    Ok(decision.short(approver.shortfalls(&fields)))
}

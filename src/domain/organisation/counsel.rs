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
use crate::domain::station::time_shortfalls;
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

/// Approvals of an entry count no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryWithdrawn {
    /// Id of the regime.
    pub regime: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: Author,
    /// When.
    pub at: When,
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
    /// Its approval was withdrawn.
    Withdrawn(&'a EntryWithdrawn),
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
            Reviewed::Withdrawn(_) => "withdrawn",
            Reviewed::No => "not-approved",
        }
    }

    /// The approval that it rests on.
    #[must_use]
    pub fn approval(self) -> Option<&'a EntryApproved> {
        match self {
            Reviewed::Approved(found) | Reviewed::Unproven(found) | Reviewed::OtherText(found) => Some(found),
            Reviewed::Withdrawn(_) | Reviewed::No => None,
        }
    }
}

/// Approvals of entries, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entries {
    /// In order.
    pub approved: Vec<(RecordId, EntryApproved)>,
    /// Withdrawals in order, each with how many approvals there were before it.
    pub withdrawn: Vec<(RecordId, EntryWithdrawn, usize)>,
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

    pub(super) fn withdraw(&mut self, meta: &Meta, withdrawn: &EntryWithdrawn) -> Act {
        self.withdrawn.push((meta.id, withdrawn.clone(), self.approved.len()));
        let msg = Msg::new("act-entry-withdrawn").with("id", withdrawn.regime.clone());
        done(&withdrawn.at, msg.with("who", withdrawn.by.name.clone()))
    }

    /// The last withdrawal of an entry.
    fn ended(&self, regime: &str) -> Option<&(RecordId, EntryWithdrawn, usize)> {
        self.withdrawn.iter().rev().find(|(_, withdrawn, _)| withdrawn.regime == regime)
    }

    /// Approvals that were not withdrawn, each with its record.
    pub fn live(&self) -> impl Iterator<Item = &(RecordId, EntryApproved)> {
        let live = |at: usize, regime: &str| self.ended(regime).is_none_or(|(_, _, before)| at >= *before);
        self.approved
            .iter()
            .enumerate()
            .filter(move |(at, (_, found))| live(*at, &found.regime))
            .map(|(_, found)| found)
    }

    /// How an entry at hand stands.
    #[must_use]
    pub fn reviewed(&self, regime: &str, sha256: &str) -> Reviewed<'_> {
        let last = |fits: &dyn Fn(&EntryApproved) -> bool| {
            let found = self.live().map(|(_, approved)| approved);
            found.filter(|approved| approved.regime == regime && fits(approved)).last()
        };
        last(&|approved| approved.sha256 == sha256 && approved.proven())
            .map(Reviewed::Approved)
            .or_else(|| last(&|approved| approved.sha256 == sha256).map(Reviewed::Unproven))
            .or_else(|| last(&EntryApproved::proven).map(Reviewed::OtherText))
            .or_else(|| self.ended(regime).map(|(_, withdrawn, _)| Reviewed::Withdrawn(withdrawn)))
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

/// `withdraw-regime`: what was approved of an entry until now counts no longer. The entry need not be at hand any more if something of it was approved.
///
/// # Errors
/// Outside the organisation's file, an entry that is neither at hand nor approved, no reason.
pub fn withdraw_regime(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let regime = fields.required("regime")?.trim().to_owned();
    let approved = state.organisation.entries.approved.iter().any(|(_, approved)| approved.regime == regime);
    if !approved && ctx.sources.regime(&regime).is_none() {
        return Err(fields.not_found("regime", &regime));
    }
    let reason = fields.required("reason")?;
    let by = fields.person("by").unwrap_or_else(|| ctx.author.clone());
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    Ok(Decision::of(EntryWithdrawn { regime, reason, by, at }).short(short))
}

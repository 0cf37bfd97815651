//! How a procedure in use stands before an auditor: which of its texts was approved, by whom, and whether that came before the declaration.

use serde::{Deserialize, Serialize};

use super::{Chosen, loaded_approvals};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::{Arg, Msg};
use crate::domain::organisation::approvals::Approval;
use crate::domain::rules::Rule;

/// An approval that reached the case after its procedure was taken into use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalFrozen {
    /// The approval, whole.
    pub approval: Approval,
}

/// How a procedure in use stands (procedures.md section 4.1). Only the first counts as a documented procedure without a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A named person approved this very text before the declaration.
    ApprovedBefore,
    /// This very text was approved, but only after the declaration: at most partly met.
    ApprovedAfter,
    /// Nobody has approved this text: a draft, or one changed since its approval, or an approver whose presence was not shown.
    Unapproved,
    /// The text says of itself that it is retired, or its approval was ended before it was used.
    Retired,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 4] =
        [Standing::ApprovedBefore, Standing::ApprovedAfter, Standing::Unapproved, Standing::Retired];

    /// The code in JSON; its words are the message `standing-CODE`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::ApprovedBefore => "approved-before",
            Standing::ApprovedAfter => "approved-after",
            Standing::Unapproved => "unapproved",
            Standing::Retired => "retired",
        }
    }
}

/// The approvals of a procedure in use that the case knows of: frozen with it, and those that came later and are not struck.
pub fn approvals<'a>(state: &'a Incident, chosen: &'a Chosen) -> impl Iterator<Item = &'a Approval> {
    let later = state.work.approvals.iter().map(|(_, approval)| approval);
    chosen.approvals.iter().chain(later).filter(|approval| {
        approval.procedure == chosen.procedure.id
            && approval.version == chosen.procedure.version
            && approval.sha256 == chosen.sha256
    })
}

/// The approval on which a standing rests: the earliest one that counts.
#[must_use]
pub fn approval<'a>(state: &'a Incident, chosen: &'a Chosen) -> Option<&'a Approval> {
    approvals(state, chosen).filter(|approval| approval.counts()).min_by_key(|approval| approval.since())
}

/// How a procedure in use stands. An approval counts from the later of the instant it was given and the instant it was written down, so that nobody approves
/// into the past; before there is a declaration every approval comes before it.
#[must_use]
pub fn standing(state: &Incident, chosen: &Chosen) -> Standing {
    if chosen.procedure.status == "retired" {
        return Standing::Retired;
    }
    match approval(state, chosen) {
        Some(found) => match state.case.first_declared.or(state.case.declared_at()) {
            Some(declared) if found.since() >= declared => Standing::ApprovedAfter,
            _ => Standing::ApprovedBefore,
        },
        None if approvals(state, chosen).any(|approval| approval.retired.is_some()) => Standing::Retired,
        None => Standing::Unapproved,
    }
}

/// What keeps a procedure from counting as documented.
#[must_use]
pub fn standing_shortfall(state: &Incident, chosen: &Chosen) -> Option<Shortfall> {
    let standing = standing(state, chosen);
    let short = || {
        Shortfall::new(Rule::NotApproved)
            .at("procedure")
            .with("id", chosen.procedure.id.clone())
            .with("standing", Arg::Code("standing", standing.code().to_owned()))
    };
    (standing != Standing::ApprovedBefore).then(short)
}

/// `approval`: freezes approvals that were recorded in the organisation's file since the procedure was taken into use.
///
/// # Errors
/// A procedure that is not in use, no approval of its text that the case does not hold yet.
pub fn take_approval(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("procedure")?;
    let mut decision = Decision::default();
    for id in fields.list("procedure") {
        let found = state.work.chosen.iter().find(|(_, chosen)| chosen.procedure.id == id);
        let (_, chosen) = found.ok_or_else(|| fields.not_found("procedure", &id))?;
        let mut new = loaded_approvals(ctx, &chosen.procedure, &chosen.sha256);
        new.retain(|approval| {
            approval.counts() && !approvals(state, chosen).any(|known| known.is(approval) && known.counts())
        });
        if new.is_empty() {
            let next = Msg::new("no-approval-next").with("id", id.clone());
            let what = Msg::new("no-approval").with("id", id);
            return Err(Refusal { rule: Rule::NotFound, field: Some("procedure"), what, next });
        }
        let mut shown = Chosen { approvals: approvals(state, chosen).cloned().collect(), ..chosen.clone() };
        shown.approvals.extend(new.iter().cloned());
        decision.shortfalls.extend(standing_shortfall(state, &shown));
        decision.facts.extend(new.into_iter().map(|approval| ApprovalFrozen { approval }.into()));
    }
    Ok(decision)
}

//! Procedures in use, frozen into the case, and what people did with their steps.

mod added;
mod standing;
mod target;

pub use added::{Added, CONTROLS, PHASES, add_step};
pub use standing::{ApprovalFrozen, Standing, approval, approvals, standing, standing_shortfall, take_approval};
pub use target::{Pulled, Target, deciding, owner, targets};

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Fact, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::organisation::approvals::{Approval, Text};
use super::rules::Rule;
use super::sensitive::Sensitive;
use super::station::time_shortfalls;
use super::time::When;
use crate::library::procedure::{ADDED, MergedStep, Procedure, Step, merge, merge_with};

facts! {
    /// Facts about procedures and steps.
    ProcedureFact {
        /// A procedure was taken into use; its text is frozen into the case.
        Chosen(Chosen) = "procedure.chosen",
        /// Somebody took a step in hand.
        Taken(Taken) = "step.taken",
        /// A step was skipped.
        Skipped(Skipped) = "step.skipped",
        /// A step was added that no procedure has.
        Added(Added) = "step.added" [listed],
        /// An approval reached the case after its procedure was taken into use.
        ApprovalFrozen(ApprovalFrozen) = "procedure.approval",
    }
}

/// The base of every other procedure.
pub const BASE: &str = "generic-incident";

/// A procedure as used, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// The document.
    pub procedure: Procedure,
    /// SHA-256 of its text, lower-case hex.
    pub sha256: String,
    /// The approvals of exactly this text that the organisation's file held then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
}

/// A step in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Step id.
    pub step: String,
    /// Who works on it.
    pub by: Author,
    /// Since when.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A step skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Step id.
    pub step: String,
    /// Why.
    pub reason: String,
    /// The lead who decided it.
    pub lead: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Procedures and steps, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Work {
    /// Procedures in use, in order of choice.
    pub chosen: Vec<(RecordId, Chosen)>,
    /// The merged steps, in order.
    pub steps: Vec<MergedStep>,
    /// Who has a step in hand.
    pub taken: BTreeMap<String, Vec<(RecordId, Taken)>>,
    /// Steps skipped.
    pub skipped: BTreeMap<String, (RecordId, Skipped)>,
    /// Every step that was added, those that were struck among them.
    pub added: Vec<(RecordId, Step)>,
    /// Those of them that were struck: they are on no checklist, and their ids stay taken.
    pub withdrawn: BTreeSet<RecordId>,
    /// Approvals that came after their procedure was taken into use.
    pub approvals: Vec<(RecordId, Approval)>,
}

impl Work {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ProcedureFact, struck: bool) -> Option<Act> {
        match fact {
            ProcedureFact::Added(added) => {
                self.added.push((meta.id, added.step.clone()));
                if struck {
                    self.withdrawn.insert(meta.id);
                }
                self.steps = self.merged();
                let msg = Msg::new("act-step-added").with("step", added.step.id.clone());
                Some(Act::at(
                    meta.recorded_at,
                    msg.with("title", Sensitive::new(added.step.title.clone(), meta.mark, meta.privileged)),
                ))
            }
            ProcedureFact::ApprovalFrozen(frozen) => {
                let approval = &frozen.approval;
                self.approvals.push((meta.id, approval.clone()));
                let msg = Msg::new("act-approval-frozen").with("id", approval.procedure.clone());
                let msg = msg.with("version", approval.version.clone()).with("who", approval.by.clone());
                Some(Act::at(meta.recorded_at, msg))
            }
            ProcedureFact::Chosen(chosen) => {
                if self.chosen.iter().any(|(_, known)| known.procedure.id == chosen.procedure.id) {
                    return None;
                }
                self.chosen.push((meta.id, (**chosen).clone()));
                self.steps = self.merged();
                let msg = Msg::new("act-procedure")
                    .with("id", chosen.procedure.id.clone())
                    .with("version", chosen.procedure.version.clone());
                Some(Act::at(meta.recorded_at, msg))
            }
            ProcedureFact::Taken(taken) => {
                self.taken.entry(taken.step.clone()).or_default().push((meta.id, (**taken).clone()));
                Some(Act::response(
                    &taken.at,
                    taken.late_reason.as_ref(),
                    Msg::new("act-taken").with("step", taken.step.clone()).with("who", taken.by.name.clone()),
                ))
            }
            ProcedureFact::Skipped(skipped) => {
                self.skipped.insert(skipped.step.clone(), (meta.id, (**skipped).clone()));
                let msg =
                    Msg::new("act-skipped").with("step", skipped.step.clone()).with("who", skipped.lead.name.clone());
                Some(Act::response(&skipped.at, skipped.late_reason.as_ref(), msg))
            }
        }
    }

    fn merged(&self) -> Vec<MergedStep> {
        let base = self.chosen.iter().map(|(_, chosen)| &chosen.procedure).find(|procedure| procedure.id == BASE);
        let others: Vec<&Procedure> =
            self.chosen.iter().map(|(_, chosen)| &chosen.procedure).filter(|procedure| procedure.id != BASE).collect();
        let added = self.added.iter().filter(|(id, _)| !self.withdrawn.contains(id)).map(|(_, step)| step);
        let added: Vec<&Step> = added.collect();
        match base {
            Some(base) => merge_with(base, &others, &added),
            // A user's own procedure without a base stands alone.
            None => {
                let own = others.iter().flat_map(|procedure| merge(procedure, &[]));
                let added =
                    added.into_iter().map(|step| MergedStep { procedure: ADDED.to_owned(), step: step.clone() });
                own.chain(added).collect()
            }
        }
    }

    /// A step by id, without regard to case.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&MergedStep> {
        self.steps.iter().find(|merged| merged.step.id.eq_ignore_ascii_case(id.trim()))
    }
}

impl Fields<'_> {
    /// A step of the procedures in use.
    ///
    /// # Errors
    /// [`Rule::Empty`], [`Rule::NotFound`].
    pub fn step(&self, field: &'static str) -> Result<&MergedStep, Refusal> {
        let text = self.required(field)?;
        self.state.work.step(&text).ok_or_else(|| self.not_found(field, &text))
    }
}

/// A procedure at hand with the SHA-256 of its text.
pub(super) fn loaded(fields: &Fields<'_>, id: &str) -> Result<(Procedure, String), Refusal> {
    match fields.ctx.sources.procedure(id) {
        Some(Ok(found)) => Ok(found),
        Some(Err(why)) => Err(Refusal::new(Rule::Unreadable, Some("procedure")).with("name", id).with("why", why)),
        None => Err(fields.not_found("procedure", id)),
    }
}

/// The approvals of a text that the organisation's file holds now.
fn loaded_approvals(ctx: &Ctx<'_>, procedure: &Procedure, sha256: &str) -> Vec<Approval> {
    ctx.sources.approvals(&Text { id: &procedure.id, version: &procedure.version, sha256 })
}

/// Freezes the named procedures, their base first, into a decision. An unknown id is refused; no id takes the base alone.
pub(super) fn choose_into(decision: &mut Decision, ids: &[String], fields: &Fields<'_>) -> Result<(), Refusal> {
    let mut wanted: Vec<String> = Vec::new();
    let load = |id: &str| loaded(fields, id);
    let list: Vec<String> = if ids.is_empty() { vec![BASE.to_owned()] } else { ids.to_vec() };
    let mut found = Vec::new();
    for id in &list {
        let (procedure, sha256) = load(id)?;
        if !procedure.base.is_empty() && !wanted.contains(&procedure.base) {
            let base = procedure.base.clone();
            found.push(load(&base)?);
            wanted.push(base);
        }
        if !wanted.contains(id) {
            wanted.push(id.clone());
            found.push((procedure, sha256));
        }
    }
    let mut regimes: Vec<String> = Vec::new();
    for (procedure, sha256) in found {
        if fields.state.work.chosen.iter().any(|(_, known)| known.procedure.id == procedure.id) {
            continue;
        }
        for id in &procedure.regimes_to_consider {
            if !regimes.contains(id) {
                regimes.push(id.clone());
            }
        }
        let approvals = loaded_approvals(fields.ctx, &procedure, &sha256);
        decision.facts.push(Chosen { procedure, sha256, approvals }.into());
    }
    super::deadline::consider_into(decision, &regimes, fields.state, fields.ctx);
    Ok(())
}

/// `procedure`: takes one or more procedures into use; their text is frozen into the case.
///
/// # Errors
/// An unknown or broken procedure.
pub fn choose(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("procedure")?;
    let mut decision = Decision::default();
    choose_into(&mut decision, &fields.list("procedure"), &fields)?;
    if decision.facts.is_empty() {
        return Err(Refusal::new(Rule::DeclaredAlready, Some("procedure")));
    }
    let chosen = decision.facts.iter().filter_map(|fact| match fact {
        Fact::Procedure(ProcedureFact::Chosen(chosen)) => Some(chosen),
        _ => None,
    });
    let short: Vec<Shortfall> = chosen.filter_map(|chosen| standing_shortfall(state, chosen)).collect();
    Ok(decision.short(short))
}

/// `take`: somebody works on a step.
///
/// # Errors
/// An unknown step.
pub fn take(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = fields.step("step")?;
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = needs_shortfalls(state, step);
    short.extend(super::ai_act::uninformed(state, &step.step, Some(at.at), ctx.now));
    short.extend(time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx));
    let by = fields.person("person").unwrap_or_else(|| ctx.author.clone());
    Ok(Decision::of(Taken { step: step.step.id.clone(), by, at, late_reason }).short(short))
}

/// What a step needs and is not proved yet: orders and warns, never blocks.
pub(super) fn needs_shortfalls(state: &Incident, step: &MergedStep) -> Vec<Shortfall> {
    let open: Vec<&str> = step
        .step
        .needs
        .iter()
        .map(String::as_str)
        .filter(|need| !super::proof::state_of(state, need).is_some_and(super::proof::StepState::earned))
        .collect();
    if open.is_empty() {
        Vec::new()
    } else {
        vec![Shortfall::new(Rule::NeedsOpen).at("step").with("needs", open.join(", "))]
    }
}

/// `skip`: a step is left out, with reason and the lead's name.
///
/// # Errors
/// An unknown step.
pub fn skip(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = fields.step("step")?.step.id.clone();
    let at = fields.when_or_now("at")?;
    let reason = fields.text("reason").unwrap_or_default();
    let lead = fields.person("lead").unwrap_or_default();
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let is_lead =
        state.people.holders.get("irt_lead").is_some_and(|holder| state.people.same(&holder.assigned.person, &lead));
    if reason.is_empty() || !is_lead {
        short.push(Shortfall::new(Rule::SkipWithoutReason).at(if reason.is_empty() { "reason" } else { "lead" }));
    }
    Ok(Decision::of(Skipped { step, reason, lead, at, late_reason }).short(short))
}

//! The lead walks the remediation steps: each one by itself, with how it was confirmed. There is no way to confirm them all at once.

use serde::{Deserialize, Serialize};

use super::ending::{scribe, spoken_for};
use crate::domain::control::by_memo;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::proof::{PRESENCES, StepState, state_of, verification_shortfalls};
use crate::domain::rules::Rule;
use crate::domain::station::{ahead, time_shortfalls};
use crate::domain::time::When;
use crate::library::procedure::Step;

/// The controls whose steps put things right: containment, eradication, restoration.
pub const REMEDIATION: [u8; 3] = [2, 5, 6];

/// How one step was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walked {
    /// The step.
    pub step: String,
    /// How it was confirmed: what was looked at, and what was seen.
    pub how: String,
    /// The record that was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordId>,
    /// Who confirmed it.
    pub by: Author,
    /// How it was shown that they said so, where somebody else recorded it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A confirmation, and who had the command when it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    /// Its record.
    pub id: RecordId,
    /// What was said.
    pub walked: Walked,
    /// Who had the command.
    pub lead: Option<Author>,
}

/// Steps that put things right and were not left out; none of a control that does not apply by memo.
pub fn remediation(state: &Incident) -> impl Iterator<Item = &Step> {
    let steps = state.work.steps.iter().map(|merged| &merged.step);
    let asked = REMEDIATION.into_iter().filter(|id| !by_memo(state, *id));
    let asked: Vec<u8> = asked.collect();
    let steps = steps.filter(move |step| asked.contains(&step.control));
    steps.filter(|step| state_of(state, &step.id) != Some(StepState::Skipped))
}

impl Walk {
    /// Whether it confirms its step.
    #[must_use]
    pub fn counts(&self, state: &Incident) -> bool {
        !state.struck(self.id) && walk_shortfalls(state, Some(self.id), &self.walked, self.lead.as_ref()).is_empty()
    }
}

/// Words as they are compared: without case and spaces.
fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a second person had confirmed the step by then, and still has.
fn verified_before(state: &Incident, record: Option<RecordId>, step: &str) -> bool {
    let recorded = |id: RecordId| state.timeline.line(id).map(|line| line.recorded);
    let until = record.and_then(recorded);
    let seen = state.proofs.verified.get(step).into_iter().flatten();
    state_of(state, step) == Some(StepState::Verified)
        && seen
            .filter(|(id, seen)| !state.struck(*id) && verification_shortfalls(state, Some(*id), seen).is_empty())
            .any(|(id, _)| until.is_none_or(|until| recorded(*id).is_some_and(|at| at <= until)))
}

/// Why a confirmation does not count. `record` is its own record once it has one; `lead` had the command then.
#[must_use]
pub fn walk_shortfalls(
    state: &Incident,
    record: Option<RecordId>,
    walked: &Walked,
    lead: Option<&Author>,
) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &walked.at).into_iter().collect();
    if !lead.is_some_and(|lead| state.people.person(lead).is_some() && state.people.same(lead, &walked.by)) {
        short.push(Shortfall::new(Rule::WalkNotLead).at("by"));
    } else if let Some(scribe) = scribe(state, record) {
        short.extend(spoken_for(state, scribe, &walked.by, (&walked.presence, &walked.presence_ref)));
    }
    if walked.how.split_whitespace().count() < 3 {
        short.push(Shortfall::new(Rule::WalkHow).at("how-seen"));
    }
    let earlier = state.closure.walked.iter().take_while(|walk| Some(walk.id) != record);
    let mut earlier = earlier.filter(|walk| !state.struck(walk.id) && walk.walked.step != walked.step);
    if !walked.how.trim().is_empty() && earlier.any(|walk| plain(&walk.walked.how) == plain(&walked.how)) {
        short.push(Shortfall::new(Rule::WalkSame).at("how-seen"));
    }
    if !verified_before(state, record, &walked.step) {
        short.push(Shortfall::new(Rule::WalkUnverified).at("step"));
    }
    short
}

/// `confirm-step`: the lead confirms one remediation step and says how.
///
/// # Errors
/// No step or one that puts nothing right, no such record, an unreadable time.
pub fn confirm(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let step = &fields.step("step")?.step;
    if !REMEDIATION.contains(&step.control) {
        return Err(Refusal::new(Rule::NotRemedial, Some("step")).with("step", step.id.clone()));
    }
    let walked = Walked {
        step: step.id.clone(),
        how: fields.text("how-seen").unwrap_or_default(),
        record: input.get("record").is_some().then(|| fields.record("record")).transpose()?,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or_default().to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = walk_shortfalls(state, None, &walked, super::Then::of(state).lead.as_ref());
    if !short.iter().any(|short| short.rule == Rule::WalkNotLead) {
        short.extend(spoken_for(state, ctx.author, &walked.by, (&walked.presence, &walked.presence_ref)));
    }
    short.extend(time_shortfalls("at", &walked.at, true, walked.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(walked).short(short))
}

//! What the plan says that no other record holds: detection sources, AI assets in scope, the organisation's own words on purpose, severity, assessment,
//! communication and evidence, and who approved the plan as it was printed (ISO/IEC 27001:2022 A.5.24).

use serde::{Deserialize, Serialize};

use super::{Approver, done, in_organisation};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Msg;
use crate::domain::proof::present;
use crate::domain::rules::Rule;
use crate::domain::sensitive::Sensitive;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// Kinds of AI asset.
pub const ASSETS: &[&str] = &["model", "dataset", "pipeline", "service", "agent", "supplied"];
/// The kind of a detection source.
pub const SOURCE: &str = "detection";
/// Sections of the plan in the organisation's own words.
pub const SECTIONS: &[&str] = &["purpose", "severity", "assessment", "communication", "evidence"];
/// Digits of a SHA-256.
const DIGITS: usize = 64;

/// Something that the plan lists: a detection source, or an AI asset in scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// [`SOURCE`], or one of [`ASSETS`].
    pub kind: String,
    /// What it is called.
    pub name: String,
    /// What it covers, or what it is used for.
    pub covers: String,
    /// Who answers for it.
    pub owner: Author,
    /// How its alarms reach the team; where an asset lies.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reached: String,
    /// Since when.
    pub at: When,
}

/// It is no longer listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted {
    /// The record that listed it.
    pub record: RecordId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: When,
}

/// A section in the organisation's own words; the last one holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// One of [`SECTIONS`].
    pub section: String,
    /// The words.
    pub text: String,
    /// Whose they are.
    pub by: Author,
    /// Since when.
    pub at: When,
}

/// The plan was approved as it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanApproved {
    /// What this version is called.
    pub version: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Who approved it.
    pub by: Author,
    /// One of [`PRESENCES`](crate::domain::proof::PRESENCES).
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<When>,
}

impl PlanApproved {
    /// Whether the approver's presence was shown: only then does the approval count.
    #[must_use]
    pub fn proven(&self) -> bool {
        present(&self.by, &self.presence, &self.presence_ref)
    }
}

/// The plan, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// What was listed, in order.
    pub listed: Vec<(RecordId, Listed)>,
    /// What was taken from the lists.
    pub unlisted: Vec<(RecordId, Unlisted)>,
    /// Sections in own words, in order.
    pub stated: Vec<(RecordId, Stated)>,
    /// Approvals of the plan, in order.
    pub approved: Vec<(RecordId, PlanApproved)>,
}

impl Plan {
    pub(super) fn list(&mut self, meta: &Meta, listed: &Listed) -> Act {
        self.listed.push((meta.id, listed.clone()));
        let msg = Msg::new("act-plan-listed").code("kind", "listed", listed.kind.clone());
        done(&listed.at, msg.with("name", Sensitive::new(listed.name.clone(), meta.mark, meta.privileged)))
    }

    pub(super) fn unlist(&mut self, meta: &Meta, unlisted: &Unlisted) -> Act {
        self.unlisted.push((meta.id, unlisted.clone()));
        let name = self.listed.iter().find(|(id, _)| *id == unlisted.record).map(|(_, listed)| listed.name.clone());
        let name = Sensitive::new(name.unwrap_or_default(), meta.mark, meta.privileged);
        done(&unlisted.at, Msg::new("act-plan-unlisted").with("name", name))
    }

    pub(super) fn state(&mut self, meta: &Meta, stated: &Stated) -> Act {
        self.stated.push((meta.id, stated.clone()));
        done(&stated.at, Msg::new("act-plan-stated").code("section", "plan-section", stated.section.clone()))
    }

    pub(super) fn approve(&mut self, meta: &Meta, approved: &PlanApproved) -> Act {
        self.approved.push((meta.id, approved.clone()));
        let msg = Msg::new("act-plan-approved").with("who", approved.by.name.clone());
        let msg = msg.with("version", Sensitive::new(approved.version.clone(), meta.mark, meta.privileged));
        done(&approved.at, msg.with("digest", approved.sha256.get(..12).unwrap_or_default()))
    }

    /// What is listed now, of the detection sources or of the AI assets.
    pub fn standing<'a>(&'a self, state: &'a Incident, sources: bool) -> impl Iterator<Item = &'a (RecordId, Listed)> {
        let ended = |id: RecordId| self.unlisted.iter().any(|(by, gone)| gone.record == id && !state.struck(*by));
        let fits = move |listed: &Listed| (listed.kind == SOURCE) == sources;
        self.listed.iter().filter(move |(id, listed)| fits(listed) && !ended(*id) && !state.struck(*id))
    }

    /// The words that hold for a section.
    #[must_use]
    pub fn section<'a>(&'a self, state: &Incident, section: &str) -> Option<&'a (RecordId, Stated)> {
        self.stated.iter().rfind(|(id, stated)| stated.section == section && !state.struck(*id))
    }
}

fn listed(state: &Incident, input: &Input, ctx: &Ctx<'_>, kind: Option<&str>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let kind = match kind {
        Some(kind) => kind.to_owned(),
        None => fields.choice("ai-kind", ASSETS)?.unwrap_or("model").to_owned(),
    };
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    let listed = Listed {
        kind,
        name: fields.required("name")?,
        covers: fields.required("covers")?,
        owner: fields.required_person("owner")?,
        reached: fields.text("reached").unwrap_or_default(),
        at,
    };
    Ok(Decision::of(listed).short(short))
}

/// `list-ai`: an AI asset is in the scope of the plan.
///
/// # Errors
/// Outside the organisation's file, no name, nothing said of what it is for, nobody named.
pub fn list_ai(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    listed(state, input, ctx, None)
}

/// `list-source`: a source that detects events, and how its alarms reach the team.
///
/// # Errors
/// As [`list_ai`].
pub fn list_source(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    listed(state, input, ctx, Some(SOURCE))
}

/// `unlist`: what a record listed is no longer in the plan.
///
/// # Errors
/// Outside the organisation's file, a record that lists nothing, no reason.
pub fn unlist(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let text = fields.required("record")?;
    let record = fields.record("record")?;
    if !state.organisation.plan.listed.iter().any(|(id, _)| *id == record) {
        return Err(fields.not_found("record", &text));
    }
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    Ok(Decision::of(Unlisted { record, reason: fields.required("reason")?, at }).short(short))
}

/// `plan-text`: a section of the plan in the organisation's own words, in the place of what was said before.
///
/// # Errors
/// Outside the organisation's file, an unknown section, no words.
pub fn text(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    fields.required("plan-section")?;
    let section = fields.choice("plan-section", SECTIONS)?.unwrap_or("purpose").to_owned();
    let at = fields.when_or_now("at")?;
    let short = time_shortfalls("at", &at, false, None, state, ctx);
    let by = fields.person("by").unwrap_or_else(|| ctx.author.clone());
    Ok(Decision::of(Stated { section, text: fields.required("text")?, by, at }).short(short))
}

/// `approve-plan`: a named person approves the plan as it was printed, by the SHA-256 of the file.
///
/// # Errors
/// Outside the organisation's file, no version, no SHA-256, nobody named.
pub fn approve(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_organisation(state)?;
    let fields = Fields { input, state, ctx };
    let version = fields.required("version")?;
    let sha256 = fields.required("plan-sha256")?.trim().to_lowercase();
    if sha256.len() != DIGITS || !sha256.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Err(Refusal::new(Rule::NotADigest, Some("plan-sha256")));
    }
    let review = super::day(&fields, "review", "12:00")?;
    let approver = Approver::read(&fields)?;
    let short: Vec<Shortfall> = approver.shortfalls(&fields);
    let Approver { by, presence, presence_ref, at } = approver;
    Ok(Decision::of(PlanApproved { version, sha256, by, presence, presence_ref, at, review }).short(short))
}

//! Registering an exhibit: its number, what it is, where it came from, and what is known about it later.

use serde::{Deserialize, Serialize};

use super::algorithm::ClaimAlgorithm;
use super::details::Details;
use super::typed::digest_claim;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// Kinds of exhibit.
pub const KINDS: &[&str] = &[
    "disk-image",
    "memory-image",
    "log",
    "packet-capture",
    "physical-device",
    "document",
    "photo",
    "ai-weights",
    "ai-checkpoint",
    "ai-dataset",
    "ai-prompts",
    "ai-artefact",
    "other",
];
/// How an exhibit relates to its parent.
pub const RELATIONS: &[&str] = &["original", "forensic-copy", "working-copy", "extract"];

/// An exhibit registered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Its number, never reused: `E-001` is number 1.
    pub number: u32,
    /// What it is.
    pub description: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Path of the file on attached media, `hex:` and its bytes where they are not UTF-8; empty for a physical thing.
    pub path: String,
    /// Host, device or person it came from.
    pub origin: String,
    /// Who collected it.
    pub collected_by: Author,
    /// When.
    pub collected: When,
    /// Tool and version.
    pub tool: String,
    /// One of [`RELATIONS`].
    pub relation: String,
    /// The exhibit it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RecordId>,
    /// A digest that somebody or some tool stated, lower-case hex.
    pub claimed: String,
    /// Who or what stated it.
    pub claimed_by: String,
    /// Size as stated, bytes; 0 when not stated.
    pub claimed_size: u64,
    /// Where it is kept now.
    pub place: String,
    /// The acquisition of this program that it came of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acquired: Option<RecordId>,
    /// What else is known about it.
    #[serde(default, skip_serializing_if = "Details::is_empty")]
    pub details: Details,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// `exhibit`: something becomes a numbered item of evidence. Its digest is computed afterwards, in the background.
///
/// # Errors
/// No description, a claimed digest that is not one, an unreadable time or code.
pub fn register(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let description = fields.required("description")?;
    let collected = fields.when_or_now("collected")?;
    let late_reason = fields.text("late-reason");
    let claimed = fields.text("claimed").map(|text| digest_claim(&text, Some(ClaimAlgorithm::Sha256))).transpose();
    let claimed = claimed.map_err(|problem| problem.refusal("claimed"))?.map(|(_, hex)| hex).unwrap_or_default();
    let mut short = time_shortfalls("collected", &collected, true, late_reason.as_deref(), state, ctx);
    if !claimed.is_empty() {
        short.push(Shortfall::new(Rule::ClaimedOnly).at("claimed"));
    }
    let parent = match fields.text("parent") {
        Some(label) => Some(state.register.labelled(&label).ok_or_else(|| fields.not_found("parent", &label))?.id),
        None => None,
    };
    let number = state.register.next_number(state.excisions.count("exhibit.registered"));
    let text = |field| fields.text(field).unwrap_or_default();
    let registered = Registered {
        number,
        description,
        kind: fields.choice("exhibit-kind", KINDS)?.unwrap_or("other").to_owned(),
        path: text("path"),
        origin: text("origin"),
        collected_by: fields.person("collected-by").unwrap_or_else(|| ctx.author.clone()),
        tool: text("tool"),
        relation: fields.choice("relation", RELATIONS)?.unwrap_or("original").to_owned(),
        parent,
        claimed_by: text("claimed-by"),
        claimed,
        claimed_size: 0,
        place: text("place"),
        acquired: match fields.text("acquired") {
            Some(_) => Some(fields.record("acquired")?),
            // The same file under another number is the same image.
            None => state.acquisitions.of_file(&text("path")).map(|made| made.id),
        },
        details: Details::read(&fields)?,
        late_reason,
        collected,
    };
    Ok(Decision::of(registered).short(short).marked(fields.mark("mark")?))
}

//! An anchor by a time-stamping authority (RFC 3161): the request leaves as a file or a QR code, the reply comes back on a stick.

use serde::{Deserialize, Serialize};

use super::{Anchored, Signed, chosen, lacks};
use crate::domain::artefact::Artefact;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// What was looked at of the authority's own certificates.
pub const CHAINS: &[&str] = &["not-checked", "holds", "fails", "no-tool"];

/// A reply as it was read and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The file.
    pub file: Artefact,
    /// Certificates of the authority, where they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<Artefact>,
    /// When it was stamped, by the authority's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamped: Option<Instant>,
    /// The policy, an object identifier.
    pub policy: String,
    /// The serial number, lower-case hex.
    pub serial: String,
    /// Why the reply shows nothing, in words; empty where status, imprint, nonce and message fit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problem: String,
    /// One of [`CHAINS`]: whether the signature of the authority was checked too.
    pub chain: String,
    /// What was said where it fails.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chain_problem: String,
}

/// A reply that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped {
    /// The checkpoint.
    pub checkpoint: RecordId,
    /// Its case head, lower-case hex: the imprint that was asked for.
    pub case_head: String,
    /// The authority, in words.
    pub authority: String,
    /// The reply.
    pub reply: Reply,
}

/// Why a reply earns no credit. That the certificates of the authority were not looked at is remarked on.
pub(super) fn shortfalls(_: &Incident, stamped: &Stamped) -> Vec<Shortfall> {
    let reply = &stamped.reply;
    let mut short = Vec::new();
    if !reply.problem.is_empty() || reply.stamped.is_none() {
        short.push(Shortfall::new(Rule::StampFails).at("reply").with("why", reply.problem.clone()));
    }
    match reply.chain.as_str() {
        "holds" => {}
        "fails" => {
            short.push(Shortfall::new(Rule::StampFails).at("ca").with("why", reply.chain_problem.clone()));
        }
        _ => short.push(Shortfall::new(Rule::StampUnchained).at("ca")),
    }
    short
}

/// `anchor-stamp`: the reply of a time-stamping authority is taken in and checked.
///
/// # Errors
/// No checkpoint yet, no file.
pub fn stamp(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("reply")?;
    let read = |signed: &Signed| ctx.sources.stamp("reply", "ca", signed);
    let fits =
        |id: &RecordId| state.anchors.checkpoint(*id).and_then(read).is_some_and(|reply| reply.problem.is_empty());
    let over = match fields.text("checkpoint") {
        Some(_) => None,
        None => state.anchors.signed.iter().rev().map(|(id, ..)| *id).find(fits),
    };
    let (checkpoint, case_head) = chosen(&fields, over)?;
    let reply = state.anchors.checkpoint(checkpoint).and_then(read);
    let stamped = Stamped {
        checkpoint,
        case_head,
        authority: fields.text("stamped-by").unwrap_or_default(),
        reply: reply.ok_or_else(|| fields.not_found("reply", &fields.text("reply").unwrap_or_default()))?,
    };
    let short = lacks(state, &Anchored::Stamp(stamped.clone()));
    Ok(Decision::of(stamped).short(short))
}

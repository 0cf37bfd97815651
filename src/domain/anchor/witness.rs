//! An anchor by a witness: a second person signs the text of all chains with a key of their own on another machine, with `ssh-keygen` alone.

use serde::{Deserialize, Serialize};

use super::{Anchored, chosen, lacks};
use crate::domain::custody::KeySignature;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::When;

/// A witness's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witnessed {
    /// The checkpoint.
    pub checkpoint: RecordId,
    /// Its case head, lower-case hex.
    pub case_head: String,
    /// The signature, over the text of all chains.
    pub signature: KeySignature,
    /// Who signed.
    pub by: Author,
    /// The fingerprint as the witness read it out; empty where nobody did.
    pub fingerprint: String,
    /// On which machine.
    pub machine: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Why a witness's signature earns no credit.
pub(super) fn shortfalls(state: &Incident, witnessed: &Witnessed) -> Vec<Shortfall> {
    let signature = &witnessed.signature;
    if signature.key.is_empty() {
        let why = signature.problem.clone();
        return vec![Shortfall::new(Rule::WitnessUnsigned).at("signature-file").with("why", why)];
    }
    let mut short = Vec::new();
    // A laptop of this case that signs for itself witnesses nothing.
    if state.stations.admitted.values().any(|station| station.fingerprint == signature.fingerprint) {
        short.push(Shortfall::new(Rule::WitnessIsStation).at("signature-file"));
    }
    let enrolled = signature.problem.is_empty()
        && state.people.same(&state.people.resolve(&signature.owner), &state.people.resolve(&witnessed.by.name));
    let read_out = witnessed.fingerprint.trim() == signature.fingerprint;
    if !enrolled && !read_out {
        short.push(Shortfall::new(Rule::WitnessUncompared).at("fingerprint"));
    }
    short
}

/// `anchor-witness`: somebody signed the text of all chains with their own key.
///
/// # Errors
/// No checkpoint yet, no file, nobody named, an unreadable time.
pub fn witness(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("signature-file")?;
    let by = fields.required_person("by")?;
    // Whichever checkpoint the signature is over; the last where it is over none.
    let signed = |id: RecordId| {
        let heads = &state.anchors.checkpoint(id)?.heads;
        ctx.sources.witness_key("signature-file", heads).filter(|found| !found.key.is_empty())
    };
    let over = match fields.text("checkpoint") {
        Some(_) => None,
        None => state.anchors.signed.iter().rev().map(|(id, ..)| *id).find(|id| signed(*id).is_some()),
    };
    let (checkpoint, case_head) = chosen(&fields, over)?;
    let heads = state.anchors.checkpoint(checkpoint).map(|signed| signed.heads.as_str()).unwrap_or_default();
    let signature = ctx.sources.witness_key("signature-file", heads);
    let witnessed = Witnessed {
        checkpoint,
        case_head,
        signature: signature
            .ok_or_else(|| fields.not_found("signature-file", &fields.text("signature-file").unwrap_or_default()))?,
        by,
        fingerprint: fields.text("fingerprint").unwrap_or_default(),
        machine: fields.text("machine").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = lacks(state, &Anchored::Witness(witnessed.clone()));
    short.extend(time_shortfalls("at", &witnessed.at, true, witnessed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(witnessed).short(short))
}

//! The commands `tell` and `told`.

use sha2::{Digest as _, Sha256};

use super::{DECISIONS, Decided, GROUNDS, GROUPS, Told};
use crate::domain::deadline;
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::station::time_shortfalls;
use crate::library::digest::hex;

impl Fields<'_> {
    fn group(&self) -> Result<String, Refusal> {
        self.required("tell-group")?;
        Ok(self.choice("tell-group", GROUPS)?.unwrap_or_default().to_owned())
    }
}

/// Numbers of people.
pub(in crate::domain) const PEOPLE: [&str; 3] = ["people-low", "people-likely", "people-high"];

/// `tell`: whether somebody is told, by whom it was decided and on what ground.
///
/// # Errors
/// No group, no decision, an unreadable time or number.
pub fn decide(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let group = fields.group()?;
    fields.required("tell-decision")?;
    let text = |field| fields.text(field).unwrap_or_default();
    let decided = Decided {
        group,
        who: text("who"),
        decision: fields.choice("tell-decision", DECISIONS)?.unwrap_or_default().to_owned(),
        ground: fields.choice("ground", GROUNDS)?.unwrap_or_default().to_owned(),
        reason: text("reason"),
        decider: fields.person("decider").unwrap_or_default(),
        number: fields.range(PEOPLE, "derived", "counted-in")?,
        until: fields.coming("put-off")?,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = decided.shortfalls(state);
    short.extend(time_shortfalls("at", &decided.at, true, decided.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(decided).short(short))
}

/// `told`: somebody was told: what, by which way, when, with which proof. Where a deadline asks for it, the same is the notice under that deadline.
///
/// # Errors
/// No group, an unknown deadline or record, an unreadable time or number.
pub fn sent(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let group = fields.group()?;
    let text = |field| fields.text(field).unwrap_or_default();
    let (file, words) = (ctx.sources.staged("text-file"), text("said"));
    let text_sha256 = match &file {
        Some(file) => file.sha256.clone(),
        None if words.is_empty() => String::new(),
        None => hex(&Sha256::digest(words.as_bytes())),
    };
    let proof_record = match fields.text("proof-record") {
        Some(_) => Some(fields.record("proof-record")?),
        None => None,
    };
    let told = Told {
        group,
        who: text("who"),
        file,
        words,
        text_sha256,
        channel: text("channel"),
        number: fields.range(PEOPLE, "derived", "counted-in")?,
        at: fields.when_or_now("at")?,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        reference: text("reference"),
        proof: ctx.sources.staged("proof-file"),
        proof_record,
        delivered: fields.when("delivered")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = told.shortfalls(state);
    let mut decision = Decision::default();
    if fields.text("deadline").is_some() {
        let given = ["deadline", "at", "by", "reference", "late-reason"];
        let notice = given.into_iter().fold(Input::default(), |notice, field| match input.get(field) {
            Some(text) => notice.with(field, text),
            None => notice,
        });
        decision = deadline::sent(state, &notice.with("route", told.channel.clone()), ctx)?;
    } else {
        short.extend(time_shortfalls("at", &told.at, true, told.late_reason.as_deref(), state, ctx));
    }
    Ok(decision.and(told).short(short))
}

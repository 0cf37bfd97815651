//! The commands `memo` and `reviewed`.

use super::review::{OUTCOMES, Reviewed};
use super::{Contents, KINDS, Memo, MemoStatement, SIGNED, past_review};
use crate::domain::deadline::credit::decider_shortfalls;
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::proof::Source;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// The memo as a form has it, without a signature by key; and what it is signed over.
fn read(fields: &Fields<'_>, decision: &mut Decision) -> Result<(Memo, MemoStatement), Refusal> {
    let named = fields.named("deadline", decision)?;
    let deadline = named.clock.map(|clock| clock.deadline).unwrap_or_default();
    let (considered, known) = (named.considered, named.regime);
    let text = |field| fields.text(field).unwrap_or_default();
    let note = text("text");
    // One text alone is the memo's conclusion.
    let (conclusion, note) = match fields.text("conclusion") {
        Some(conclusion) => (conclusion, note),
        None if note.is_empty() => (fields.required("conclusion")?, note),
        None => (note, String::new()),
    };
    let given = if fields.text("signature-file").is_some() { "own-key" } else { "none" };
    let contents = Contents {
        kind: fields.choice("memo-kind", KINDS)?.unwrap_or(KINDS[0]).to_owned(),
        facts: text("facts-known"),
        records: records(fields, "cites")?,
        threshold: fields.text("threshold").unwrap_or_else(|| considered.threshold()),
        factors: text("factors"),
        mitigation: text("mitigation"),
        proofs: proofs(fields)?,
        advice: text("advice"),
        advisor: fields.person("advisor"),
        not_followed: text("not-followed"),
        reopen: text("reopen"),
        review: fields.coming("review")?,
        note,
        presence: fields.choice("presence", SIGNED)?.unwrap_or(given).to_owned(),
        presence_ref: text("presence-ref"),
        signature: None,
    };
    let after = known.map(|regime| regime.order.last().copied().unwrap_or(regime.id));
    let memo = Memo {
        regime: considered.regime,
        deadline,
        text: conclusion,
        decider: fields.person("decider").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
        contents: Some(contents),
    };
    let statement = MemoStatement::of(&memo, &considered.sha256, after);
    Ok((memo, statement))
}

/// Records of the case, separated by commas.
fn records(fields: &Fields<'_>, field: &'static str) -> Result<Vec<RecordId>, Refusal> {
    let named = |text: &String| fields.state.record_named(text).ok_or_else(|| fields.not_found(field, text));
    fields.list(field).iter().map(named).collect()
}

/// What shows that the mitigation works: a file, a record, an exhibit, or several of them.
fn proofs(fields: &Fields<'_>) -> Result<Vec<Source>, Refusal> {
    let mut found: Vec<Source> = fields.ctx.sources.staged("proof-file").map(Source::File).into_iter().collect();
    if fields.text("proof-record").is_some() {
        found.push(Source::Record(fields.record("proof-record")?));
    }
    if fields.text("exhibit").is_some() {
        found.push(Source::Exhibit(fields.exhibit("exhibit")?.id));
    }
    Ok(found)
}

/// `memo`: why a regime's notice is not sent, or not yet.
///
/// # Errors
/// An unknown regime, record or exhibit, no conclusion.
pub fn memo(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let (mut memo, statement) = read(&fields, &mut decision)?;
    if let Some(contents) = &mut memo.contents {
        contents.signature = ctx.sources.memo_key("signature-file", &statement);
    }
    let mut short = decider_shortfalls(state, &memo.decider, &memo.text);
    short.extend(time_shortfalls("at", &memo.at, true, memo.late_reason.as_deref(), state, ctx));
    short.extend(memo.shortfalls(state));
    Ok(decision.and(memo).short(short))
}

/// What the decider signs with a key of their own before `memo` is recorded with the same fields.
///
/// # Errors
/// As the command itself.
pub fn statement(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<MemoStatement, Refusal> {
    let fields = Fields { input, state, ctx };
    Ok(read(&fields, &mut Decision::default())?.1)
}

/// `reviewed`: somebody looked at a memo again.
///
/// # Errors
/// A record that is no memo, no outcome, an unreadable time.
pub fn reviewed(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let record = fields.record("record")?;
    let known = state.deadlines.memo(record);
    let (_, memo) = known.ok_or_else(|| fields.not_found("record", input.get("record").unwrap_or_default()))?;
    fields.required("review-outcome")?;
    let seen = Reviewed {
        regime: memo.regime.clone(),
        memo: record,
        outcome: fields.choice("review-outcome", OUTCOMES)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        next: fields.coming("review")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = decider_shortfalls(state, &seen.by, &seen.reason);
    for known in &mut short {
        known.field = known.field.map(|field| if field == "decider" { "by" } else { field });
    }
    short.extend(time_shortfalls("at", &seen.at, true, seen.late_reason.as_deref(), state, ctx));
    if seen.outcome == OUTCOMES[0] {
        let what = Arg::Code("field", "review".to_owned());
        let owed = || Shortfall::new(Rule::MemoOwed).at("review").with("what", what);
        short.extend(seen.next.as_ref().map_or_else(|| Some(owed()), |next| past_review(next, &seen.at)));
    }
    Ok(Decision::of(seen).short(short))
}

//! What people record of custody: a release, an acceptance, any other event.

use super::event::{CHECKS, Change, Check, EVENTS, Moved, SEAL_STATES, SIGNATURES};
use super::statement::Statement;
use super::{acceptance_shortfalls, signature_shortfall};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::exhibit::{ClaimAlgorithm, Exhibit, digest_claim};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// What a form says, as an event without its signature.
fn read(fields: &Fields<'_>, event: &str, from: Author, to: Author) -> Result<Moved, Refusal> {
    let exhibit = fields.exhibit("exhibit")?;
    let text = |field| fields.text(field).unwrap_or_default();
    let given = if fields.text("signature-file").is_some() { "own-key" } else { "none" };
    Ok(Moved {
        exhibit: exhibit.id,
        event: event.to_owned(),
        from,
        to,
        at: fields.when_or_now("at")?,
        place: text("place"),
        purpose: text("purpose"),
        seal_removed: text("seal-removed"),
        seal_applied: text("seal-applied"),
        authority: text("authority"),
        witness: text("witness"),
        presence: fields.choice("presence", SIGNATURES)?.unwrap_or(given).to_owned(),
        presence_ref: text("presence-ref"),
        note: text("note"),
        late_reason: fields.text("late-reason"),
        signature: None,
        seal_state: fields.choice("seal-state", SEAL_STATES)?.unwrap_or_default().to_owned(),
        container: text("container"),
        condition: text("condition"),
        transport: text("transport"),
        photo: text("photo"),
        check: check(fields, exhibit)?,
        change: change(fields),
        corrects: corrects(fields, exhibit)?,
        explains: event_of(fields, "explains", exhibit)?,
    })
}

/// A digest that was typed says by itself whether it matches.
fn check(fields: &Fields<'_>, exhibit: &Exhibit) -> Result<Option<Check>, Refusal> {
    let outcome = fields.choice("check", CHECKS)?;
    let why = fields.text("check-why").unwrap_or_default();
    let digest = match fields.text("check-digest") {
        Some(text) => {
            digest_claim(&text, Some(ClaimAlgorithm::Sha256))
                .map_err(|_| Refusal::new(Rule::NotADigest, Some("check-digest")))?
                .1
        }
        None => String::new(),
    };
    let compared = match (digest.is_empty(), exhibit.digest()) {
        (true, _) | (_, "") => outcome,
        (false, known) => Some(if known == digest { "matches" } else { "differs" }),
    };
    Ok(compared.map(|outcome| Check { outcome: outcome.to_owned(), digest, why }))
}

fn change(fields: &Fields<'_>) -> Option<Change> {
    let change = Change {
        what: fields.text("change").unwrap_or_default(),
        responsible: fields.person("responsible").unwrap_or_default(),
        justification: fields.text("justification").unwrap_or_default(),
    };
    let said = [&change.what, &change.responsible.name, &change.justification].iter().any(|text| !text.is_empty());
    said.then_some(change)
}

/// An event of the same exhibit, by its record.
fn event_of(
    fields: &Fields<'_>,
    field: &'static str,
    exhibit: &Exhibit,
) -> Result<Option<crate::domain::id::RecordId>, Refusal> {
    let Some(text) = fields.text(field) else { return Ok(None) };
    let record = fields.record(field)?;
    let events = fields.state.custody.events.get(&exhibit.id);
    let known = events.into_iter().flatten().any(|(id, _)| *id == record);
    if known { Ok(Some(record)) } else { Err(fields.not_found(field, &text)) }
}

/// What puts something right says why.
fn corrects(fields: &Fields<'_>, exhibit: &Exhibit) -> Result<Option<crate::domain::id::RecordId>, Refusal> {
    let record = event_of(fields, "corrects", exhibit)?;
    // An explanation without a word explains nothing.
    if record.is_some() || fields.text("event").as_deref() == Some("gap-explained") {
        fields.required("note")?;
    }
    Ok(record)
}

/// The event with its signature, and why it earns no credit.
fn moved(fields: &Fields<'_>, event: &str, from: Author, to: Author) -> Result<(Moved, Vec<Shortfall>), Refusal> {
    let (state, ctx) = (fields.state, fields.ctx);
    let mut moved = read(fields, event, from, to)?;
    if let Some(statement) = Statement::of(state, &moved) {
        moved.signature = ctx.sources.own_key("signature-file", &statement);
    }
    let mut short = time_shortfalls("at", &moved.at, true, moved.late_reason.as_deref(), state, ctx);
    short.extend(state.custody.new_findings(state, &moved).iter().map(|finding| finding.what.shortfall()));
    if moved.event == "disposed" && state.privileges.held() {
        short.push(Shortfall::new(Rule::DisposedUnderHold).at("event"));
    }
    if moved.takes_over() {
        let open = state.custody.walk(state, moved.exhibit).open;
        let to_them = open.iter().rev().find(|(_, open)| state.people.same(&open.to, &moved.to));
        match to_them.or(open.last()) {
            Some((_, open)) => short.extend(acceptance_shortfalls(state, open, &moved)),
            None => {
                if state.people.same(&moved.from, &moved.to) {
                    short.push(Shortfall::new(Rule::AcceptedByReleaser).at("to"));
                }
                if !moved.to.name.is_empty() {
                    short.extend(signature_shortfall(state, &moved, &moved.to));
                }
            }
        }
    } else if moved.event == "released" || !moved.to.name.is_empty() {
        short.extend(signature_shortfall(state, &moved, moved.signer()));
    }
    let mut seen = Vec::new();
    short.retain(|short| {
        let first = !seen.contains(&(short.rule, short.field));
        seen.push((short.rule, short.field));
        first
    });
    Ok((moved, short))
}

/// Who and what a command is about: the event, who gives and who takes.
fn parties(fields: &Fields<'_>, command: &str) -> Result<(&'static str, Author, Author), Refusal> {
    let state = fields.state;
    let from = fields.person("from");
    match command {
        "release" => {
            let exhibit = fields.exhibit("exhibit")?.id;
            let holder = || state.custody.holder(state, exhibit).unwrap_or_else(|| fields.ctx.author.clone());
            Ok(("released", from.unwrap_or_else(holder), fields.required_person("to")?))
        }
        "accept" => {
            let exhibit = fields.exhibit("exhibit")?.id;
            let open = state.custody.open_release(state, exhibit).map(|(_, open)| open);
            let to = match (fields.person("to"), open) {
                (Some(to), _) => to,
                (None, Some(open)) => open.to.clone(),
                (None, None) => fields.required_person("to")?,
            };
            Ok(("accepted", from.or_else(|| open.map(|open| open.from.clone())).unwrap_or_default(), to))
        }
        _ => {
            fields.required("event")?;
            let event = fields.choice("event", EVENTS)?.unwrap_or_default();
            Ok((event, from.unwrap_or_default(), fields.person("to").unwrap_or_default()))
        }
    }
}

fn decide(command: &str, state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let (event, from, to) = parties(&fields, command)?;
    let (moved, short) = moved(&fields, event, from, to)?;
    Ok(Decision::of(moved).short(short))
}

/// `custody`: any event in the life of an exhibit.
///
/// # Errors
/// An unknown exhibit, event or record, an unreadable time or digest.
pub fn record(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    decide("custody", state, input, ctx)
}

/// `release`: the first half of a hand-over.
///
/// # Errors
/// An unknown exhibit, nobody named to receive it.
pub fn release(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    decide("release", state, input, ctx)
}

/// `accept`: the second half of a hand-over, by the receiver.
///
/// # Errors
/// An unknown exhibit; nobody named and no release open.
pub fn accept(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    decide("accept", state, input, ctx)
}

/// What a person signs with a key of their own before `command` is recorded with the same fields.
///
/// # Errors
/// As the command itself.
pub fn statement(command: &str, state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Statement, Refusal> {
    let fields = Fields { input, state, ctx };
    let (event, from, to) = parties(&fields, command)?;
    let moved = read(&fields, event, from, to)?;
    Statement::of(state, &moved).ok_or_else(|| fields.not_found("exhibit", input.get("exhibit").unwrap_or_default()))
}

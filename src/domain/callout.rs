//! Control 1, call-out: every attempt, how identity was checked, and the acknowledgement in the callee's words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::people::People;
use super::rules::Rule;
use super::station::time_shortfalls;
use super::time::{Instant, When};

facts! {
    /// Facts of the call-out.
    CalloutFact {
        /// A call was placed.
        Placed(Placed) = "call.placed" [listed],
        /// What came of it.
        Answered(Answered) = "call.answered",
        /// A ring was silenced by name.
        Silenced(Silenced) = "ring.silenced",
        /// A ring sounded; it does so at most twice.
        Rang(Rang) = "ring.sounded",
    }
}

/// Channels; voice first.
pub const CHANNELS: &[&str] = &["phone", "signal-call", "radio", "in-person", "signal", "sms", "e-mail", "chat"];
/// Channels that carry a voice.
pub const VOICE: &[&str] = &["phone", "signal-call", "radio", "in-person"];
/// How identity was checked. A recognised voice alone is weak: voices are cloned.
pub const IDENTITIES: &[&str] = &["challenge", "call-back", "in-person", "voice-only", "none"];
/// What came of a call.
pub const OUTCOMES: &[&str] = &["acknowledged", "no-answer", "voicemail", "busy", "declined", "wrong-person"];
/// Minutes without an acknowledgement after which the deputy is called.
pub const ACK_MINUTES: i64 = 10;

/// A call placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Who was called.
    pub callee: Author,
    /// For which role; empty when for none.
    pub role: String,
    /// One of [`CHANNELS`].
    pub channel: String,
    /// Number or handle dialled.
    pub number: String,
    /// Who called.
    pub caller: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The call.
    pub call: RecordId,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// When it was answered, or given up.
    pub at: When,
    /// One of [`IDENTITIES`].
    pub identity: String,
    /// The acknowledgement in the callee's words.
    pub words: String,
    /// When the role was repeated back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ack_at: Option<When>,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A ring silenced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silenced {
    /// The ring's key, for example `call:STATION.48`.
    pub ring: String,
    /// Who silenced it.
    pub by: Author,
}

/// A ring sounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rang {
    /// The ring's key.
    pub ring: String,
}

/// One attempt with its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The record of the attempt.
    pub id: RecordId,
    /// The attempt.
    pub placed: Placed,
    /// The outcome, once there is one.
    pub answered: Option<(RecordId, Answered)>,
    /// Whether its record is struck: then it counts for nothing.
    pub struck: bool,
    /// Whether its caller had placed another call at the very same instant: not believed unless the record says why.
    pub same_instant: bool,
    /// Whether it, or what came of it, was recorded as happening in the future.
    pub ahead: bool,
}

/// How a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    /// No outcome yet, under ten minutes.
    Waiting,
    /// No outcome after ten minutes: call the deputy.
    Overdue,
    /// Acknowledged with credit.
    Acknowledged,
    /// An acknowledgement was recorded that does not count.
    Short,
    /// Ended without acknowledgement.
    Missed,
}

impl Call {
    /// What keeps this call's acknowledgement from counting; empty for one that counts or for none.
    #[must_use]
    pub fn shortfalls(&self, first: bool) -> Vec<Shortfall> {
        let Some((_, answered)) = &self.answered else { return Vec::new() };
        if answered.outcome != "acknowledged" {
            return Vec::new();
        }
        let mut short = acknowledgement_shortfalls(&self.placed, answered, first);
        if self.same_instant && self.placed.late_reason.is_none() {
            short.push(Shortfall::new(Rule::SameInstant).at("at"));
        }
        if self.ahead {
            short.push(Shortfall::new(Rule::Ahead).at("at"));
        }
        let (caller, callee) = (&self.placed.caller, &self.placed.callee);
        let one = caller.person.is_some() && caller.person == callee.person;
        if one || caller.name.to_lowercase() == callee.name.to_lowercase() {
            short.push(Shortfall::new(Rule::CalledThemselves).at("callee"));
        }
        short
    }

    /// How the call stands at an instant. `first` is whether it was the first contact with the callee.
    #[must_use]
    pub fn state(&self, now: Instant, first: bool) -> CallState {
        match &self.answered {
            None if now.millis_since(self.placed.at.at) >= ACK_MINUTES * 60_000 => CallState::Overdue,
            None => CallState::Waiting,
            Some((_, answered)) if answered.outcome != "acknowledged" => CallState::Missed,
            Some(_) if self.shortfalls(first).is_empty() => CallState::Acknowledged,
            Some(_) => CallState::Short,
        }
    }
}

/// Call-out, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Callout {
    /// Attempts in order of recording.
    pub calls: Vec<Call>,
    /// Silenced rings.
    pub silenced: BTreeMap<String, (RecordId, Silenced)>,
    /// How often each ring sounded.
    pub rang: BTreeMap<String, u32>,
}

impl Callout {
    /// `struck` is whether the record is struck.
    pub(super) fn apply(&mut self, meta: &Meta, fact: &CalloutFact, people: &People, struck: bool) -> Option<Act> {
        match fact {
            CalloutFact::Placed(placed) => {
                let same_instant = self.same_instant(people, &placed.caller, placed.at.at);
                let ahead = placed.at.at.millis_since(meta.recorded_at) > 60_000;
                let placed_now =
                    Call { id: meta.id, placed: (**placed).clone(), answered: None, struck, same_instant, ahead };
                self.calls.push(placed_now);
                let msg = Msg::new("act-call")
                    .with("who", people.initials(&placed.caller))
                    .with("callee", placed.callee.name.clone());
                let msg =
                    msg.code("role", "role", or_none(&placed.role)).code("channel", "channel", placed.channel.clone());
                Some(Act::response(&placed.at, placed.late_reason.as_ref(), msg))
            }
            CalloutFact::Answered(answered) => {
                let call = self.calls.iter_mut().rev().find(|call| call.id == answered.call)?;
                call.ahead |= answered.at.at.millis_since(meta.recorded_at) > 60_000;
                call.answered = Some((meta.id, (**answered).clone()));
                let msg = Msg::new("act-answered").with("callee", call.placed.callee.name.clone()).code(
                    "outcome",
                    "outcome",
                    answered.outcome.clone(),
                );
                let msg = msg.code("role", "role", or_none(&call.placed.role));
                Some(Act::response(&answered.at, answered.late_reason.as_ref(), msg))
            }
            CalloutFact::Silenced(silenced) => {
                self.silenced.insert(silenced.ring.clone(), (meta.id, (**silenced).clone()));
                Some(Act::at(meta.recorded_at, Msg::new("act-silenced").with("who", silenced.by.name.clone())))
            }
            CalloutFact::Rang(rang) => {
                *self.rang.entry(rang.ring.clone()).or_default() += 1;
                None
            }
        }
    }

    /// Whether this call was the first contact with its callee.
    #[must_use]
    pub fn first_contact(&self, call: &Call, people: &People) -> bool {
        self.standing().filter(|other| people.same(&other.placed.callee, &call.placed.callee)).all(|other| {
            other.id == call.id
                || other.placed.at.at > call.placed.at.at
                || (other.placed.at.at == call.placed.at.at && other.id > call.id)
        })
    }

    /// Attempts that are not struck, in order of recording.
    pub fn standing(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| !call.struck)
    }

    /// Whether a caller placed a call at an instant already.
    fn same_instant(&self, people: &People, caller: &Author, at: Instant) -> bool {
        self.standing().any(|other| other.placed.at.at == at && people.same(&other.placed.caller, caller))
    }

    /// The latest call for a role.
    #[must_use]
    pub fn latest_for(&self, role: &str) -> Option<&Call> {
        self.standing().filter(|call| call.placed.role == role).max_by_key(|call| (call.placed.at.at, call.id))
    }
}

fn or_none(role: &str) -> String {
    if role.is_empty() { "none".to_owned() } else { role.to_owned() }
}

fn acknowledgement_shortfalls(placed: &Placed, answered: &Answered, first: bool) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if !matches!(answered.identity.as_str(), "challenge" | "call-back" | "in-person") {
        short.push(Shortfall::new(Rule::AckWithoutIdentity).at("identity"));
    }
    let ack = answered.ack_at.as_ref().map_or(answered.at.at, |ack| ack.at);
    if ack < answered.at.at || answered.at.at < placed.at.at {
        short.push(Shortfall::new(Rule::AckBeforeAnswer).at("ack-at"));
    }
    if first && !VOICE.contains(&placed.channel.as_str()) {
        short.push(Shortfall::new(Rule::MailFirst).at("channel"));
    }
    if answered.words.trim().is_empty() {
        short.push(Shortfall::new(Rule::AckWithoutWords).at("words"));
    }
    short
}

/// `call`: an attempt, written as it is made.
///
/// # Errors
/// Nobody named, an unreadable time or channel.
pub fn call(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let callee = fields.required_person("callee")?;
    let at = fields.when_or_now("at")?;
    let channel = fields.choice("channel", CHANNELS)?.unwrap_or("phone");
    let number = fields
        .text("number")
        .or_else(|| state.people.person(&callee).and_then(|p| p.phones.first().cloned()))
        .unwrap_or_default();
    let role = match fields.text("role") {
        Some(role) => role.trim().to_lowercase(),
        None => state.people.roles_of(&callee).first().map(|role| (*role).to_owned()).unwrap_or_default(),
    };
    let caller = fields.person("caller").unwrap_or_else(|| ctx.author.clone());
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let known = state.callout.standing().any(|other| state.people.same(&other.placed.callee, &callee));
    if !known && !VOICE.contains(&channel) {
        short.push(Shortfall::new(Rule::MailFirst).at("channel"));
    }
    if late_reason.is_none() && state.callout.same_instant(&state.people, &caller, at.at) {
        short.push(Shortfall::new(Rule::SameInstant).at("at"));
    }
    Ok(Decision::of(Placed { callee, role, channel: channel.to_owned(), number, caller, at, late_reason }).short(short))
}

/// `answer`: what came of a call, with the acknowledgement in the callee's words.
///
/// # Errors
/// No such call, an unreadable time or code.
pub fn answer(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = fields.required("call")?;
    let call = state.record_named(text.trim()).and_then(|id| state.callout.calls.iter().find(|call| call.id == id));
    let call = match call {
        Some(call) => call,
        None => {
            let callee = state.people.resolve(&text);
            let open = state.callout.calls.iter().rev().find(|call| {
                call.answered.is_none() && !call.struck && state.people.same(&call.placed.callee, &callee)
            });
            open.ok_or_else(|| fields.not_found("call", &text))?
        }
    };
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let answered = Answered {
        call: call.id,
        outcome: fields.choice("outcome", OUTCOMES)?.unwrap_or("acknowledged").to_owned(),
        identity: fields.choice("identity", IDENTITIES)?.unwrap_or("none").to_owned(),
        words: fields.text("words").unwrap_or_default(),
        ack_at: fields.when("ack-at")?,
        late_reason: late_reason.clone(),
        at,
    };
    let mut short = time_shortfalls("at", &answered.at, true, late_reason.as_deref(), state, ctx);
    if answered.outcome == "acknowledged" {
        let heard = Call { answered: Some((call.id, answered.clone())), ..call.clone() };
        short.extend(heard.shortfalls(state.callout.first_contact(call, &state.people)));
    }
    Ok(Decision::of(answered).short(short))
}

/// `silence`: a ring is silenced by name; what it rang for still waits.
///
/// # Errors
/// No ring named.
pub fn silence(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let ring = fields.required("ring")?;
    Ok(Decision::of(Silenced { ring, by: fields.person("by").unwrap_or_else(|| ctx.author.clone()) }))
}

//! The ten controls of ISO/IEC 27001:2022 Annex A 5.26: for each the records that meet it, what is missing as the next action, and overrides, which stay
//! visible for ever. Computed from records; nothing here is set by hand.
//!
//! Each control is one file with one function that notes what it finds; steps of the procedures in use count for every control in the same way.

mod activation;
mod applies;
mod cause;
mod closure;
mod communication;
mod containment;
mod eradication;
mod monitoring;
mod notification;
mod preservation;
mod restoration;
mod steps;
pub mod traps;

pub use notification::unanswered;

use std::collections::BTreeSet;

use super::attention::Place;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::{Arg, Msg};
use super::proof::PRESENCES;
use super::rules::Rule;
use serde::{Deserialize, Serialize};

facts! {
    /// Facts about controls as a whole.
    ControlFact {
        /// A control does not apply, by memo.
        Memo(Memo) = "control.memo" [listed],
    }
}

/// Numbers of the controls.
pub const NUMBERS: std::ops::RangeInclusive<u8> = 1..=10;

/// A memo that a control does not apply to this incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// The control, 1 to 10.
    pub control: u8,
    /// Why it does not apply.
    pub text: String,
    /// Who wrote it.
    pub author: Author,
    /// The independent reviewer.
    pub reviewer: Author,
    /// How the reviewer's presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
}

/// Memos, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Memos {
    /// In order of recording.
    pub filed: Vec<(RecordId, Memo)>,
}

impl Memos {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &ControlFact) -> Act {
        let ControlFact::Memo(memo) = fact;
        self.filed.push((meta.id, (**memo).clone()));
        let msg = Msg::new("act-control-memo").with("control", memo.control.to_string());
        Act::at(meta.recorded_at, msg.with("who", memo.author.name.clone()))
    }
}

/// How a control stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Everything it asks is shown by records, without an override.
    Met,
    /// Some of it is, or it rests on an override.
    Partly,
    /// No record meets any of it.
    NotMet,
    /// It does not apply, by a memo with an independent reviewer; never shown as met.
    Memo,
}

impl Standing {
    /// The code: `met`, `partly`, `not-met`, `memo`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Standing::Met => "met",
            Standing::Partly => "partly",
            Standing::NotMet => "not-met",
            Standing::Memo => "memo",
        }
    }
}

/// Something that a control misses.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Why it does not count, and the way on.
    pub shortfall: Shortfall,
    /// What it is about, in a word: a step, a role, an exhibit; empty where it is about the whole.
    pub about: Arg,
    /// Where it is mended.
    pub place: Place,
    /// The command that mends it, with the fields that are known.
    pub act: Option<(&'static str, Input)>,
}

/// Something that was accepted although a rule was not met.
#[derive(Debug, Clone, PartialEq)]
pub struct Override {
    /// The record that accepted it.
    pub record: RecordId,
    /// What was accepted, by whom.
    pub what: Msg,
}

/// One control with what was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// 1 to 10.
    pub id: u8,
    /// How it stands.
    pub standing: Standing,
    /// Records that meet it, in order.
    pub records: Vec<RecordId>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What was accepted.
    pub overrides: Vec<Override>,
}

/// What an assessment notes.
#[derive(Default)]
struct Found {
    records: BTreeSet<RecordId>,
    missing: Vec<Missing>,
    overrides: Vec<Override>,
}

impl Found {
    fn record(&mut self, record: RecordId) {
        self.records.insert(record);
    }

    fn lacks(&mut self, shortfall: Shortfall, about: impl Into<Arg>, place: Place) -> &mut Missing {
        let at = self.missing.len();
        self.missing.push(Missing { shortfall, about: about.into(), place, act: None });
        &mut self.missing[at]
    }

    fn accepted(&mut self, record: RecordId, what: Msg) {
        self.overrides.push(Override { record, what });
    }
}

impl Missing {
    fn by(&mut self, command: &'static str, input: Input) {
        self.act = Some((command, input));
    }
}

/// All ten controls.
#[must_use]
pub fn controls(state: &Incident) -> Vec<Control> {
    NUMBERS.map(|id| control(state, id)).collect()
}

/// One control.
#[must_use]
pub fn control(state: &Incident, id: u8) -> Control {
    let mut found = Found::default();
    match id {
        1 => activation::assess(state, &mut found),
        2 => containment::assess(state, &mut found),
        3 => preservation::assess(state, &mut found),
        7 => communication::assess(state, &mut found),
        8 => notification::assess(state, &mut found),
        10 => closure::assess(state, &mut found),
        4 => cause::assess(state, &mut found),
        5 => eradication::assess(state, &mut found),
        6 => restoration::assess(state, &mut found),
        9 => monitoring::assess(state, &mut found),
        _ => {}
    }
    steps::assess(state, id, &mut found);
    holes(state, id, &mut found);
    let memo = state.memos.filed.iter().rfind(|(record, memo)| memo.control == id && !state.struck(*record));
    let short = memo.map(|(_, memo)| memo_shortfalls(state, memo)).unwrap_or_default();
    let stands = memo.filter(|_| short.is_empty());
    if let Some((record, memo)) = memo {
        found.record(*record);
        if stands.is_some() {
            let what = Msg::new("override-memo").with("who", memo.author.name.clone());
            let what = what.with("reviewer", memo.reviewer.name.clone());
            found.accepted(*record, what.with("reason", state.sensitive(&memo.text)));
        }
        for shortfall in short {
            found.lacks(shortfall, record.label(state.station), Place::Timeline(*record));
        }
    }
    let standing = match (stands, found.records.is_empty(), found.missing.is_empty() && found.overrides.is_empty()) {
        (Some(_), _, _) => Standing::Memo,
        (None, true, _) => Standing::NotMet,
        (None, false, true) => Standing::Met,
        (None, false, false) => Standing::Partly,
    };
    Control {
        id,
        standing,
        records: found.records.into_iter().collect(),
        missing: if stands.is_some() { Vec::new() } else { found.missing },
        overrides: found.overrides,
    }
}

/// Whether a control does not apply by a memo that counts.
#[must_use]
pub fn by_memo(state: &Incident, id: u8) -> bool {
    let memo = state.memos.filed.iter().rfind(|(record, memo)| memo.control == id && !state.struck(*record));
    memo.is_some_and(|(_, memo)| memo_shortfalls(state, memo).is_empty())
}

/// The control that a kind of record belongs to; none for those that may matter to any.
fn belongs_to(kind: &str) -> Option<u8> {
    match kind.split('.').next().unwrap_or_default() {
        "call" | "ring" | "role" | "person" | "conflict" | "watch" | "roll" | "case" | "solo" | "procedure" => Some(1),
        "containment" => Some(2),
        "cause" | "experiment" => Some(4),
        "source" | "host" | "exhibit" | "custody" => Some(3),
        "need" | "message" | "briefing" | "decision" => Some(7),
        "eradication" | "lineage" => Some(5),
        "indicator" | "restoration" => Some(6),
        "monitoring" => Some(9),
        "closure" | "report" | "review" | "action" => Some(10),
        "regime" | "clock" | "notice" | "memo" | "tell" | "supplier" | "breach" => Some(8),
        _ => None,
    }
}

/// Records whose bodies were taken out: nothing is wholly met over a hole, and the hole stays visible.
fn holes(state: &Incident, id: u8, found: &mut Found) {
    for (record, excised) in state.excisions.made.iter().filter(|(_, excised)| excised.body) {
        // What was only said carries no control.
        let words = matches!(excised.kind.as_str(), "timeline.noted" | "timeline.corrected");
        if !words && belongs_to(&excised.kind).is_none_or(|control| control == id) {
            let what = Msg::new("override-body").with("record", excised.record.label(state.station));
            found.accepted(*record, what.with("kind", excised.kind.clone()));
        }
    }
}

/// Why a memo does not count.
#[must_use]
pub fn memo_shortfalls(state: &Incident, memo: &Memo) -> Vec<Shortfall> {
    let mut short = Vec::new();
    // Who wrote it is on the roster too: a name in other letters would review itself.
    if state.people.person(&memo.author).is_none() || state.people.may_be_same(&memo.reviewer, &memo.author) {
        short.push(Shortfall::new(Rule::ReviewerIsAuthor).at("reviewer"));
    }
    if !state.present(&memo.reviewer, &memo.presence, &memo.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    short.extend(notification::memo_shortfall(state, memo));
    short.extend(applies::shortfall(state, memo));
    short
}

/// `not-applicable`: a memo that a control does not apply, with an independent reviewer.
///
/// # Errors
/// No control, no text, nobody named.
pub fn not_applicable(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = fields.required("control")?;
    let control = text.trim().parse().ok().filter(|number| NUMBERS.contains(number));
    let choices = || NUMBERS.map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    let refused = || Refusal::new(Rule::NotAChoice, Some("control")).code("control").with("choices", choices());
    let memo = Memo {
        control: control.ok_or_else(refused)?,
        text: fields.required("text")?,
        author: fields.person("author").unwrap_or_else(|| ctx.author.clone()),
        reviewer: fields.required_person("reviewer")?,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
    };
    let short = memo_shortfalls(state, &memo);
    Ok(Decision::of(memo).short(short))
}

#[cfg(test)]
mod cause_tests;
#[cfg(test)]
mod communication_tests;
#[cfg(test)]
mod eradication_tests;
#[cfg(test)]
mod experiment_tests;
#[cfg(test)]
mod lineage_tests;
#[cfg(test)]
pub(in crate::domain) mod monitoring_tests;
#[cfg(test)]
mod notification_tests;
#[cfg(test)]
mod restoration_tests;
#[cfg(test)]
mod tests;

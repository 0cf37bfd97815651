//! Command and watch: roll calls, and the hand-over of a role to a relief who reads back what is open (procedures.md section 1.1: changes of command are
//! events; section 1.2: roll call at each briefing).

use serde::{Deserialize, Serialize};

use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::people::Assigned;
use super::proof::PRESENCES;
use super::rules::Rule;
use super::station::time_shortfalls;
use super::time::When;

facts! {
    /// Facts of the watch.
    WatchFact {
        /// A role was handed over, and the relief read back what is open.
        HandedOver(HandedOver) = "watch.handed-over",
        /// Who answered at a briefing.
        RollCalled(RollCalled) = "roll.called" [listed],
    }
}

/// Hours that the relief is told about unless somebody says otherwise.
pub const HOURS: u32 = 8;

/// A role handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOver {
    /// The role, usually the lead's.
    pub role: String,
    /// Who gives it; empty where nobody held it.
    pub from: Author,
    /// Whether who gives it held the role, or nobody did.
    pub by_holder: bool,
    /// Who takes it.
    pub to: Author,
    /// Who stands in from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<Author>,
    /// What the relief said was open, in their words.
    pub read_back: String,
    /// Hours that the relief was told about.
    pub hours: u32,
    /// The last record of what the relief was told.
    pub told_up_to: Option<RecordId>,
    /// How the relief's presence was shown.
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A roll call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCalled {
    /// Who answered.
    pub present: Vec<Author>,
    /// Who did not.
    pub absent: Vec<Author>,
    /// Who may go.
    pub released: Vec<Author>,
    /// What was decided and agreed.
    pub note: String,
    /// The next briefing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<When>,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// Watch, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Watch {
    /// Hand-overs in order.
    pub handed: Vec<(RecordId, HandedOver)>,
    /// Roll calls in order.
    pub rolls: Vec<(RecordId, RollCalled)>,
    /// Assignments that took the command from somebody without a hand-over, and to whom it went.
    pub taken_over: Vec<(RecordId, Author)>,
}

impl Watch {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &WatchFact) -> Option<Act> {
        match fact {
            WatchFact::HandedOver(handed) => {
                self.handed.push((meta.id, (**handed).clone()));
                let msg = Msg::new("act-handed-over")
                    .code("role", "role", handed.role.clone())
                    .with("from", or_nobody(&handed.from))
                    .with("to", handed.to.name.clone());
                Some(Act::response(&handed.at, handed.late_reason.as_ref(), msg))
            }
            WatchFact::RollCalled(rolled) => {
                self.rolls.push((meta.id, (**rolled).clone()));
                let msg =
                    Msg::new("act-roll").with("present", rolled.present.len()).with("absent", rolled.absent.len());
                Some(Act::response(&rolled.at, rolled.late_reason.as_ref(), msg))
            }
        }
    }
}

fn or_nobody(who: &Author) -> String {
    if who.name.is_empty() { "-".to_owned() } else { who.name.clone() }
}

impl RollCalled {
    /// A roll call of whom nothing may be said but when it was.
    #[must_use]
    pub fn unnamed(at: When) -> Self {
        let (present, absent, released) = (Vec::new(), Vec::new(), Vec::new());
        RollCalled { present, absent, released, note: String::new(), next: None, at, late_reason: None }
    }
}

impl HandedOver {
    /// The assignment that follows from it.
    #[must_use]
    pub(super) fn assigned(&self) -> Assigned {
        Assigned {
            role: self.role.clone(),
            person: self.to.clone(),
            deputy: self.deputy.clone(),
            at: self.at.clone(),
            late_reason: self.late_reason.clone(),
        }
    }
}

/// Why a hand-over earns no credit.
#[must_use]
pub fn hand_over_shortfalls(state: &Incident, handed: &HandedOver) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let to_itself = state.people.may_be_same(&handed.to, &handed.from) && !handed.from.name.is_empty();
    if handed.read_back.trim().is_empty() || !handed.by_holder || to_itself {
        short.push(Shortfall::new(Rule::NoReadBack).at("read-back"));
    }
    if !state.present(&handed.to, &handed.presence, &handed.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    short
}

/// `hand-over`: a role passes to a relief, who reads back what is open.
///
/// # Errors
/// Nobody named, an unreadable time or number.
pub fn hand_over(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let role = match fields.text("role") {
        Some(_) => super::people::role(&fields)?,
        None => "irt_lead".to_owned(),
    };
    let holder = state.people.holders.get(&role).map(|holder| holder.assigned.person.clone());
    let hours = match fields.text("hours") {
        Some(text) => text.trim().parse().map_err(|_| fields.malformed("hours", "hours", "1, 8, 24"))?,
        None => HOURS,
    };
    let told = state.timeline.lines.iter().map(|line| line.id).max_by_key(|id| (id.station == state.station, id.seq));
    let to = fields.required_person("to")?;
    let from = fields.person("from");
    // Where the relief was given the role before the read-back, it comes from who had it last.
    let others = |who: &&Author| !state.people.same(who, &to);
    let led = if role == "irt_lead" { state.people.led.as_slice() } else { &[] };
    let before = holder.as_ref().filter(others).or_else(|| led.iter().rev().find(others)).cloned();
    let held = |from: &Author| holder.iter().chain(led).any(|known| state.people.same(known, from));
    // Who stood in stays, unless it is the relief.
    let stood_in = state.people.holders.get(&role).and_then(|holder| holder.assigned.deputy.clone());
    let stands_in = stood_in.filter(|deputy| !state.people.same(deputy, &to));
    let handed = HandedOver {
        role,
        deputy: fields.person("deputy").or(stands_in),
        by_holder: from.as_ref().is_none_or(held),
        from: from.or(before).unwrap_or_default(),
        to,
        read_back: fields.text("read-back").unwrap_or_default(),
        hours,
        told_up_to: told,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = hand_over_shortfalls(state, &handed);
    short.extend(super::people::conflicts_with(state, &handed.role, &handed.to, "to"));
    short.extend(time_shortfalls("at", &handed.at, true, handed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(handed).short(short).checkpoint("hand-over"))
}

/// `roll-call`: who answered at a briefing, who did not, who may go.
///
/// # Errors
/// Nobody named, an unreadable time.
pub fn roll_call(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("present")?;
    let people = |field: &str| fields.list(field).iter().map(|name| state.people.resolve(name)).collect::<Vec<_>>();
    let present = people("present");
    let mut absent = people("absent");
    // Who holds a role and was not named did not answer.
    for holder in state.people.holders.values().map(|holder| &holder.assigned.person) {
        if !present.iter().chain(&absent).any(|known| state.people.same(known, holder)) {
            absent.push(holder.clone());
        }
    }
    let rolled = RollCalled {
        present,
        absent,
        released: people("released"),
        note: fields.text("note").unwrap_or_default(),
        next: fields.coming("next")?,
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let short = time_shortfalls("at", &rolled.at, true, rolled.late_reason.as_deref(), state, ctx);
    Ok(Decision::of(rolled).short(short))
}

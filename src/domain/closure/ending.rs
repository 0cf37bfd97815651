//! The end itself: the lead says it, over an empty list. Nothing ends by itself, and it can be opened again.

use serde::{Deserialize, Serialize};

use super::{CAPACITIES, Then, closed, counting, lines, live, stood_down};
use crate::domain::action::AREAS;
use crate::domain::attention::Place;
use crate::domain::control::{Missing, by_memo};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::monitoring;
use crate::domain::msg::Arg;
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::{ahead, time_shortfalls};
use crate::domain::time::{Instant, When};

/// The lead ends the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// What the lead says to it.
    pub statement: String,
    /// Who.
    pub by: Author,
    /// How it was shown that they said so, where somebody else recorded it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence_ref: String,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// The case is opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// An ending, and what was missing when it was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// Its record.
    pub id: RecordId,
    /// What was said.
    pub closed: Closed,
    /// Who led then, and how many lines were open.
    pub then: Then,
}

impl Closing {
    /// Whether it ends the case.
    #[must_use]
    pub fn counts(&self, state: &Incident) -> bool {
        ending_shortfalls(state, Some(self.id), &self.closed, &self.then).is_empty()
    }
}

/// Who made a record.
pub(super) fn scribe(state: &Incident, record: Option<RecordId>) -> Option<&Author> {
    state.timeline.line(record?).map(|line| &line.scribe)
}

/// Why what somebody else recorded in the lead's name is not the lead's: nothing shows that they said so.
pub(super) fn spoken_for(
    state: &Incident,
    scribe: &Author,
    by: &Author,
    (presence, reference): (&str, &str),
) -> Option<Shortfall> {
    let shown = state.people.same(scribe, by) || state.present(by, presence, reference);
    (!shown).then(|| Shortfall::new(Rule::Unproven).at("presence"))
}

/// How much earlier than what it rests on an end may be dated, milliseconds: people give times to the minute.
const TYPED_TO: i64 = 60_000;

/// Whether an end is dated before something that it comes after, by any reading of the clock.
pub(super) fn early(state: &Incident, when: &When, after: Instant) -> bool {
    let read = state.stations.corrected_now(state.station, when).at.max(when.at);
    read.millis_since(after) < -TYPED_TO
}

/// The last of what an end rests on: the report, the signatures under it, the seventh day of the watch.
pub(super) fn rests(state: &Incident) -> Option<(Instant, RecordId)> {
    let (report, rendered) = live(state)?;
    let offset = state.stations.correction(*report).map_or(0, |found| found.offset_ms);
    let made = (rendered.at.min(rendered.at.plus_millis(offset)), *report);
    let signed = CAPACITIES.iter().filter_map(|capacity| counting(state, *report, capacity));
    let signed = signed.map(|known| {
        let when = &known.signed.at;
        (state.stations.corrected(known.id, when).at.min(when.at), known.id)
    });
    let watched = (!by_memo(state, 9)).then(|| monitoring::seventh(state)).flatten();
    signed.chain(watched).chain([made]).max()
}

fn ending_shortfalls(state: &Incident, record: Option<RecordId>, closed: &Closed, then: &Then) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &closed.at).into_iter().collect();
    let lead = then.lead.as_ref();
    if !lead.is_some_and(|lead| state.people.person(lead).is_some() && state.people.same(lead, &closed.by)) {
        short.push(Shortfall::new(Rule::CloserNotLead).at("by"));
    }
    if let Some(scribe) = scribe(state, record)
        && !short.iter().any(|short| short.rule == Rule::CloserNotLead)
    {
        short.extend(spoken_for(state, scribe, &closed.by, (&closed.presence, &closed.presence_ref)));
    }
    if let Some((_, last)) = then.rests.filter(|(at, _)| early(state, &closed.at, *at)) {
        short.push(Shortfall::new(Rule::ClosedEarly).at("at").with("record", state.label(last)));
    }
    if then.open > 0 {
        short.push(Shortfall::new(Rule::LinesOpen).at("statement").with("count", then.open));
    }
    short
}

/// What keeps a closed case from being resolved: actions that nobody else saw done, areas without an action or a reason why none is needed.
#[must_use]
pub fn unresolved(state: &Incident) -> Vec<Missing> {
    let mut found = Vec::new();
    for action in state.actions.standing(state).filter(|action| !action.now(state).standing.settled()) {
        let label = state.label(action.id);
        let command = match action.now(state).standing {
            crate::domain::action::Standing::Done => "verify-action",
            _ => "action-progress",
        };
        found.push(Missing {
            shortfall: Shortfall::new(Rule::ActionUnseen),
            about: Arg::Label(label.clone()),
            place: Place::Timeline(action.id),
            act: Some((command, Input::default().with("improvement", label))),
        });
    }
    // Who stood down learned what there was to learn: a false alarm owes no action.
    let areas = if stood_down(state).is_some() { &[][..] } else { AREAS };
    for area in areas {
        let agreed = state.actions.standing(state).any(|action| {
            let dropped = action.now(state).standing == crate::domain::action::Standing::Dropped;
            action.opened.area == *area && !dropped
        });
        if agreed || state.actions.none_in(state, area).is_some() {
            continue;
        }
        let words = Arg::Code("action-area", (*area).to_owned());
        found.push(Missing {
            shortfall: Shortfall::new(Rule::NoneWithoutReason).with("area", words),
            about: Arg::Label(String::new()),
            place: Place::Case,
            act: Some(("action", Input::default().with("area", *area))),
        });
    }
    found
}

/// `close`: the lead ends the case.
///
/// # Errors
/// An unreadable time.
pub fn close(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let closed = Closed {
        statement: fields.required("statement")?,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or_default().to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let then = Then { open: lines(state).len(), rests: rests(state), ..Then::of(state) };
    let mut short = ending_shortfalls(state, None, &closed, &then);
    if !short.iter().any(|short| short.rule == Rule::CloserNotLead) {
        short.extend(spoken_for(state, ctx.author, &closed.by, (&closed.presence, &closed.presence_ref)));
    }
    short.extend(time_shortfalls("at", &closed.at, true, closed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(closed).short(short).checkpoint("closure"))
}

/// `reopen`: the case is opened again, and the report it was closed with or the stand-down counts no longer.
///
/// # Errors
/// No reason, an unreadable time.
pub fn reopen(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let reopened = Reopened {
        reason: fields.required("reason")?,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = time_shortfalls("at", &reopened.at, true, reopened.late_reason.as_deref(), state, ctx);
    if !closed(state) && stood_down(state).is_none() {
        short.push(Shortfall::new(Rule::NotClosed).at("reason"));
    }
    Ok(Decision::of(reopened).short(short))
}

//! When an anchor falls due: on paper within half an hour of the declaration; after each briefing, hand-over and the end; and when records have stood for hours
//! that nothing outside the room fixes.

use super::{Anchored, counts, covered, unanchored};
use crate::domain::attention::{Need, Place, Urgency, span};
use crate::domain::closure::closed_at;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

/// Minutes from the declaration to the first anchor on paper.
const FIRST: i64 = 30;
/// Minutes from an event to the anchor that fixes it.
const AFTER: i64 = 15;
/// Minutes that records may stand without an anchor.
const STANDING: i64 = 4 * 60;

/// Why an anchor is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The incident was declared.
    Declaration,
    /// A briefing was held.
    Briefing,
    /// A role was handed over.
    HandOver,
    /// The case was closed.
    Closure,
    /// Records stand without an anchor for long.
    Age,
}

impl Cause {
    /// The code: `declaration`, `briefing`, `hand-over`, `closure`, `age`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Cause::Declaration => "declaration",
            Cause::Briefing => "briefing",
            Cause::HandOver => "hand-over",
            Cause::Closure => "closure",
            Cause::Age => "age",
        }
    }
}

/// An anchor that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Why.
    pub cause: Cause,
    /// From when on.
    pub at: Instant,
    /// The record that asks for it.
    pub record: Option<RecordId>,
}

/// Anchors that are owed, whether their time has come or not; first the one on paper, then at most one that any anchor settles.
#[must_use]
pub fn due(state: &Incident) -> Vec<Due> {
    let Some(declared) = state.case.declared_at() else { return Vec::new() };
    let standing: Vec<_> = state.anchors.made.iter().filter(|anchor| counts(state, anchor)).collect();
    let mut found = Vec::new();
    if !standing.iter().any(|anchor| matches!(anchor.how, Anchored::Paper(_))) {
        found.push(Due { cause: Cause::Declaration, at: declared.plus_minutes(FIRST), record: None });
    }
    let fixed = |id: RecordId| {
        standing.iter().filter_map(|anchor| state.anchors.checkpoint(anchor.how.of().0)).any(|signed| {
            covered(&signed.heads).iter().any(|chain| chain.station == id.station && chain.size >= id.seq)
        })
    };
    let briefing = state.briefings.last(state).map(|(id, _)| *id);
    let roll = state.watch.rolls.iter().rfind(|(id, _)| !state.struck(*id)).map(|(id, _)| *id);
    let handed = state.watch.handed.last().map(|(id, _)| *id);
    let events = [
        (Cause::Closure, closed_at(state).map(|(_, id)| id)),
        (Cause::HandOver, handed),
        (Cause::Briefing, briefing),
        (Cause::Briefing, roll),
    ];
    let owed = events.into_iter().filter_map(|(cause, id)| {
        let id = id.filter(|id| !fixed(*id))?;
        Some(Due { cause, at: state.anchors.written(id)?.plus_minutes(AFTER), record: Some(id) })
    });
    let old = unanchored(state).since;
    let old = old.map(|since| Due { cause: Cause::Age, at: since.plus_minutes(STANDING), record: None });
    found.extend(owed.chain(old).min_by_key(|due| due.at));
    found
}

/// Anchors whose time has come, as needs. They ring nowhere: at night the bell is for clocks and for people who do not answer. After the end only what the end itself
/// asks for.
pub fn waits(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    let open = unanchored(state);
    let Some(since) = open.since else { return };
    let over = closed_at(state).is_some();
    for due in due(state).into_iter().filter(|due| due.at <= now && (!over || due.cause == Cause::Closure)) {
        let msg = Msg::new("need-anchor")
            .code("cause", "anchor-due", due.cause.code())
            .with("count", open.records)
            .with("span", span(now.millis_since(since)));
        found.push(Need::new(Urgency::Soon, due.at.millis(), msg, Place::Case).act("anchors", Input::default()));
    }
}

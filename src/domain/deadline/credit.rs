//! Which start governs, and what a decision lacks.

use super::{Clock, Regime, Sent, Started};
use crate::domain::correction::Corrected;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, When};

/// The start of a clock: the instant, and the record that it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Began<'a> {
    /// The instant that counts: as corrected, where it was read from a laptop's own clock.
    pub at: Instant,
    /// What was recorded, and what was measured of that clock.
    pub read: Corrected,
    /// The record.
    pub record: RecordId,
    /// What that record is.
    pub how: How<'a>,
}

/// What a start rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum How<'a> {
    /// Somebody recorded the event, and why that instant.
    Recorded(&'a Started),
    /// The submission before was sent.
    Submitted(&'a Sent),
}

/// A notice that went out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gone<'a> {
    /// Its record.
    pub record: RecordId,
    /// What was recorded.
    pub sent: &'a Sent,
    /// When that was, as recorded and as corrected.
    pub read: Corrected,
}

impl<'a> Gone<'a> {
    /// A notice as recorded; none where the record was struck, or tells of what had not happened yet.
    #[must_use]
    pub fn of(state: &Incident, record: RecordId, sent: &'a Sent) -> Option<Self> {
        let read = state.surely_happened(record, &sent.at).filter(|_| !state.struck(record))?;
        Some(Gone { record, sent, read })
    }
}

impl<'a> Began<'a> {
    /// Why that instant, where somebody recorded it.
    #[must_use]
    pub fn why(&self) -> Option<&'a str> {
        match self.how {
            How::Recorded(started) => Some(started.why.as_str()),
            How::Submitted(_) => None,
        }
    }
}

impl Started {
    /// Whether it starts a clock: it is of the clock's own event, or an older journal names just that clock.
    #[must_use]
    pub fn starts(&self, clock: &Clock) -> bool {
        self.is_of(&clock.from, clock)
    }

    pub(super) fn is_of(&self, event: &str, clock: &Clock) -> bool {
        if self.event.is_empty() { event == clock.from && self.deadline == clock.deadline } else { self.event == event }
    }
}

impl Regime {
    /// What starts a clock, by its own event and never by another.
    pub(super) fn began(&self, state: &Incident, clock: &Clock) -> Option<Began<'_>> {
        self.happened(state, clock, &clock.from)
    }

    /// An event of a clock. The earliest claimed start governs; a later one only with a proven second person, from that record on. A submission counts from the
    /// instant at which it was sent, never from its deadline.
    pub(super) fn happened(&self, state: &Incident, clock: &Clock, event: &str) -> Option<Began<'_>> {
        let mut governing = self.submitted(state, clock, event);
        for (id, started) in &self.starts {
            if !started.is_of(event, clock) || state.struck(*id) {
                continue;
            }
            // What is said to come only after its record has not begun.
            let Some(read) = state.happened(*id, &started.start) else { continue };
            let proven = self.recorders.get(id).is_some_and(|recorder| moves_later(state, started, recorder));
            match governing {
                Some(current) if read.at > current.at && !proven => {}
                _ => governing = Some(Began { at: read.at, read, record: *id, how: How::Recorded(started) }),
            }
        }
        governing
    }

    /// The submission that an event stands for, by the names of the register: `first_notice_sent` is the first notice of the regime, `X_submitted` and
    /// `X_notified` the first of its deadline `X` or `X-...`, `latest_X_submitted` the last.
    fn submitted(&self, state: &Incident, clock: &Clock, event: &str) -> Option<Began<'_>> {
        let stem = event.strip_suffix("_submitted").or_else(|| event.strip_suffix("_notified"));
        let latest = stem.and_then(|stem| stem.strip_prefix("latest_"));
        let stem = latest.or(stem).map(|stem| stem.replace('_', "-"));
        let named = |deadline: &str| match &stem {
            Some(stem) => {
                deadline.strip_prefix(stem.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            None => event == FIRST_NOTICE && deadline != clock.deadline && self.first_stage(deadline),
        };
        let deadlines = self.sent.keys().filter(|deadline| named(deadline));
        let gone = deadlines.flat_map(|deadline| self.gone(state, deadline));
        let at = |one: &Gone<'_>| (one.read.at, one.record);
        let found = if latest.is_some() { gone.max_by_key(at) } else { gone.min_by_key(at) };
        found.map(|gone| Began {
            at: gone.read.at,
            read: gone.read,
            record: gone.record,
            how: How::Submitted(gone.sent),
        })
    }

    /// The notices of a deadline that went out, in the order in which they did. One that is said to go out only after its record was made did not.
    pub fn gone<'a>(&'a self, state: &Incident, deadline: &str) -> Vec<Gone<'a>> {
        let sent = self.sent.get(deadline).into_iter().flatten();
        let mut gone: Vec<Gone<'a>> = sent.filter_map(|(record, sent)| Gone::of(state, *record, sent)).collect();
        gone.sort_by_key(|gone| (gone.read.at, gone.record));
        gone
    }

    /// What is said of a clock to happen only after it was recorded, and therefore counts for nothing: starts of its event, and notices.
    #[must_use]
    pub fn ahead<'a>(&'a self, state: &Incident, clock: Option<&Clock>) -> Vec<(RecordId, &'a When)> {
        let own = |started: &Started, clock: &Clock| started.starts(clock) || started.is_of(&clock.cap_from, clock);
        let starts = self.starts.iter().filter(|(_, started)| clock.is_some_and(|clock| own(started, clock)));
        let starts =
            starts.map(|(id, started)| (*id, &started.start)).filter(|(id, at)| state.happened(*id, at).is_none());
        let sent = self.sent.get(clock.map_or("", |clock| clock.deadline.as_str())).into_iter().flatten();
        let sent = sent.map(|(id, sent)| (*id, &sent.at)).filter(|(id, at)| state.surely_happened(*id, at).is_none());
        starts.chain(sent).filter(|(id, _)| !state.struck(*id)).collect()
    }

    /// Whether a notice of that deadline can be a first one: the deadline does not itself wait for one.
    fn first_stage(&self, deadline: &str) -> bool {
        self.considered.clock(deadline).is_none_or(|clock| clock.from != FIRST_NOTICE)
    }
}

/// The event that any first notice of the regime is.
const FIRST_NOTICE: &str = "first_notice_sent";

/// Whether an event is a submission, which the record of the notice starts by itself.
#[must_use]
pub fn submission(event: &str) -> bool {
    event == FIRST_NOTICE || event.ends_with("_submitted") || event.ends_with("_notified")
}

/// Whether a start carries a second person who showed presence and is not the one who records it.
pub(in crate::domain) fn moves_later(state: &Incident, started: &Started, recorder: &Author) -> bool {
    started.second.as_ref().is_some_and(|second| {
        state.present(second, &started.presence, &started.presence_ref) && !state.people.may_be_same(second, recorder)
    })
}

pub(super) fn decider_shortfalls(state: &Incident, decider: &Author, reason: &str) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if decider.name.is_empty() || reason.is_empty() {
        short.push(Shortfall::new(Rule::NoDecider).at(if decider.name.is_empty() { "decider" } else { "reason" }));
    }
    if state.people.holders.get("dpo").is_some_and(|holder| state.people.same(&holder.assigned.person, decider)) {
        short.push(Shortfall::new(Rule::DpoDecides).at("decider"));
    } else if !decider.name.is_empty() {
        short.extend(state.deadlines.authority_shortfall(state, decider));
    }
    short
}

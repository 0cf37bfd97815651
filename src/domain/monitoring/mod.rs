//! Control 9, the watch: what is watched after recovery, the days on which a person looked, what came back, and how many days count (procedures.md section 2,
//! control 9).
//!
//! The count is computed: seven distinct days of the calendar after the last go-live that counts, each with the raw export of the alerts and the heartbeat of
//! its sources. What comes back opens containment again and starts the count anew.

mod count;
mod credit;
mod decide;
mod fact;
mod hits;
mod searched;
mod waits;
mod words;

use super::artefact::Artefact;
use super::fact::{Author, Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::msg::Msg;
use super::sensitive::Sensitive;
use super::time::{Instant, local};

pub use count::{Begin, DAYS, Day, begin, calendar, counting, day_seven, seventh};
pub use credit::{cleared_shortfalls, outdated, plan, plan_shortfalls, shortfalls};
pub use decide::{clear, hit, plan_watch, watch_day};
pub use fact::{Alert, Cleared, HitRef, Planned, Seen, Source, VERDICTS, Watched};
pub use hits::{Hit, hits, open_hits};
pub use waits::waits;

facts! {
    /// Facts of the watch after recovery.
    MonitoringFact {
        /// What is watched was laid down.
        Planned(Planned) = "monitoring.planned" [listed],
        /// A person looked at a day.
        Watched(Watched) = "monitoring.watched" [listed],
        /// Something came back.
        Seen(Seen) = "monitoring.hit" [listed],
        /// A hit was shown to be none.
        Cleared(Cleared) = "monitoring.cleared" [listed],
    }
}

/// A day as recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its record.
    pub id: RecordId,
    /// Who was at the keys.
    pub writer: Author,
    /// What was recorded.
    pub watched: Watched,
}

/// The watch, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Monitoring {
    /// Plans in order; the last that stands is in force.
    pub plans: Vec<(RecordId, Planned)>,
    /// Days in the order of recording.
    pub entries: Vec<Entry>,
    /// Hits that were recorded by themselves.
    pub seen: Vec<(RecordId, Seen)>,
    /// Hits shown to be none.
    pub cleared: Vec<(RecordId, Cleared)>,
}

impl Monitoring {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &MonitoringFact, station: StationId) -> Act {
        let sensitive = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        match fact {
            MonitoringFact::Planned(planned) => {
                self.plans.push((meta.id, (**planned).clone()));
                let msg = Msg::new("act-watch-planned")
                    .with("sources", planned.sources.len())
                    .with("who", planned.by.name.clone());
                Act::response(&planned.at, planned.late_reason.as_ref(), msg)
            }
            MonitoringFact::Watched(watched) => {
                let entry = Entry { id: meta.id, writer: meta.author.clone(), watched: (**watched).clone() };
                self.entries.push(entry);
                let hits = watched.alerts.iter().filter(|alert| alert.is_hit()).count();
                let msg = Msg::new(if hits > 0 { "act-watched-hit" } else { "act-watched" })
                    .with("date", watched.date.to_string())
                    .with("alerts", watched.alerts.len())
                    .with("hits", hits)
                    .with("alive", watched.alive.len())
                    .with("dead", watched.dead.len())
                    .with("who", watched.reviewer.name.clone());
                Act::response(&watched.at, watched.late_reason.as_ref(), msg)
            }
            MonitoringFact::Seen(seen) => {
                self.seen.push((meta.id, (**seen).clone()));
                let msg = Msg::new("act-watch-hit")
                    .with("alert", sensitive(&seen.alert))
                    .with("asset", sensitive(&seen.asset))
                    .with("words", sensitive(&seen.words))
                    .with("who", seen.by.name.clone());
                Act::response(&seen.at, seen.late_reason.as_ref(), msg)
            }
            MonitoringFact::Cleared(cleared) => {
                self.cleared.push((meta.id, (**cleared).clone()));
                let msg = Msg::new("act-hit-cleared")
                    .with("alert", sensitive(&cleared.hit.alert))
                    .with("record", cleared.hit.record.label(station))
                    .with("words", sensitive(&cleared.words))
                    .with("who", cleared.by.name.clone());
                Act::response(&cleared.at, cleared.late_reason.as_ref(), msg)
            }
        }
    }

    /// Days that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| !state.struck(entry.id))
    }

    /// The plan in force: the last that counts; where none does, the last.
    #[must_use]
    pub fn plan<'a>(&'a self, state: &Incident) -> Option<&'a (RecordId, Planned)> {
        let stands = || self.plans.iter().rev().filter(|(id, _)| !state.struck(*id));
        let counts = |(id, planned): &&(RecordId, Planned)| plan_shortfalls(state, Some(*id), planned).is_empty();
        stands().find(counts).or_else(|| stands().next())
    }

    /// The plan by which a day is judged: the last that counts and was on record when the day began, else the first that came onto record in its course. What
    /// is dropped from a plan later takes no source off a day that is past.
    #[must_use]
    pub fn plan_of<'a>(
        &'a self,
        state: &Incident,
        date: chrono::NaiveDate,
        zone: chrono_tz::Tz,
    ) -> Option<&'a (RecordId, Planned)> {
        let recorded = |(id, planned): &(RecordId, Planned)| local(made(state, Some(*id), planned.at.at), zone).date();
        let stands = || {
            let standing = self.plans.iter().filter(|(id, _)| !state.struck(*id));
            standing.filter(|(id, planned)| plan_shortfalls(state, Some(*id), planned).is_empty())
        };
        stands().rfind(|plan| recorded(plan) < date).or_else(|| stands().find(|plan| recorded(plan) == date))
    }

    /// Files that its records cite.
    pub(super) fn files(&self) -> impl Iterator<Item = (RecordId, &Artefact)> {
        let plans =
            self.plans.iter().flat_map(|(id, plan)| plan.rules.iter().chain(&plan.before).map(|file| (*id, file)));
        let days = self.entries.iter().flat_map(|entry| {
            let files = entry.watched.heartbeat.iter().chain(&entry.watched.export);
            files.map(|file| (entry.id, file))
        });
        let seen = self.seen.iter().filter_map(|(id, seen)| Some((*id, seen.file.as_ref()?)));
        let cleared = self.cleared.iter().filter_map(|(id, cleared)| Some((*id, cleared.file.as_ref()?)));
        plans.chain(days).chain(seen).chain(cleared)
    }
}

/// When a record was written, by the clock as it was compared, whenever that was found out; for what is about to be recorded, now.
fn made(state: &Incident, record: Option<RecordId>, now: Instant) -> Instant {
    let (shown, correction) = match record {
        Some(record) => {
            (state.timeline.line(record).map_or(now, |line| line.recorded), state.stations.correction(record))
        }
        None => (now, state.stations.correction_now(state.station)),
    };
    correction.map_or(shown, |found| shown.plus_millis(found.offset_ms))
}

/// Whether a record is a day that counts: it serves as proof of a step.
#[must_use]
pub fn counts(state: &Incident, record: RecordId) -> bool {
    counting(state).values().any(|(_, id)| *id == record)
}

#[cfg(test)]
mod tests;

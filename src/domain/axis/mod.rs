//! The incident along a time axis: what happened in it, what was done, phases, and the instants at which clocks are due. One model; the terminal and the dossier
//! draw it. It holds no words of a record: whoever draws asks the state for them, for an audience.

mod ticks;

pub use ticks::{Step, between, fitting};

use super::deadline::ClockState;
use super::id::RecordId;
use super::incident::Incident;
use super::mark::{Audience, Mark};
use super::msg::{Arg, Msg};
use super::phase::{Phase, phases};
use super::sensitive::Shown;
use super::time::Instant;
use super::timeline::{Lane, Line, LineText};

/// What an audience may see of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Its words.
    Open,
    /// That it is there, under a mark above the audience.
    Withheld(Mark),
    /// That it is there, privileged.
    Privileged,
    /// Its number and when it was recorded: the body is not in this copy. Whether it was a fact or an action is not known.
    Absent,
}

/// A record on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// When it happened.
    pub at: Instant,
    /// The record.
    pub record: RecordId,
    /// Its mark.
    pub mark: Mark,
    /// What the audience may see of it.
    pub seen: Seen,
}

/// Records in the order of their times, so that a stretch of them is counted without walking through it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Points {
    all: Vec<Point>,
    /// Of the first `i` points so many are not open; one longer than `all`.
    closed: Vec<u32>,
}

/// How many records lie in a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// All of them.
    pub all: usize,
    /// Those whose words the audience may not see.
    pub closed: usize,
}

impl Points {
    /// Points in the order of their times, then of their records.
    #[must_use]
    pub fn new(mut all: Vec<Point>) -> Self {
        all.sort_unstable_by_key(|point| (point.at, point.record));
        let mut closed = Vec::with_capacity(all.len() + 1);
        let mut run = 0_u32;
        closed.push(run);
        closed.extend(all.iter().map(|point| {
            run += u32::from(point.seen != Seen::Open);
            run
        }));
        Points { all, closed }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Point] {
        &self.all
    }

    /// The index of the first point at or after an instant, milliseconds since 1970; the instant may lie outside of the calendar.
    #[must_use]
    pub fn from(&self, millis: i64) -> usize {
        self.all.partition_point(|point| point.at.millis() < millis)
    }

    /// The index of the point nearest to an instant, milliseconds since 1970; of two as near the earlier.
    #[must_use]
    pub fn nearest(&self, millis: i64) -> usize {
        let after = self.from(millis);
        let far = |index: usize| self.all.get(index).map_or(i64::MAX, |point| (point.at.millis() - millis).abs());
        match after.checked_sub(1) {
            Some(before) if far(before) <= far(after) => before,
            _ => after.min(self.all.len().saturating_sub(1)),
        }
    }

    /// The index of a record that happened at an instant; where it is gone, of what now stands there.
    #[must_use]
    pub fn index(&self, at: Instant, record: RecordId) -> usize {
        let found = self.all.binary_search_by_key(&(at, record), |point| (point.at, point.record));
        found.unwrap_or_else(|place| place.min(self.all.len().saturating_sub(1)))
    }

    /// How many lie between two indices, the second left out.
    #[must_use]
    pub fn count(&self, from: usize, to: usize) -> Count {
        let closed = |index: usize| self.closed.get(index.min(self.all.len())).copied().unwrap_or_default();
        let to = to.min(self.all.len());
        Count { all: to.saturating_sub(from), closed: closed(to).saturating_sub(closed(from.min(to))) as usize }
    }
}

/// A clock at the instant it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// When it is due.
    pub due: Instant,
    /// `REGIME/DEADLINE`.
    pub key: String,
    /// Its name, as rows of lists have it.
    pub name: String,
    /// How it stands.
    pub state: ClockState,
    /// Whether its limit passed before a notice went out: it is late, or the notice was.
    pub late: bool,
    /// When it started.
    pub start: Option<Instant>,
    /// When its notice went out.
    pub sent: Option<Instant>,
    /// The record that took its law into the case.
    pub record: RecordId,
}

/// The incident along a time axis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Axis {
    /// What happened in the incident and stands: neither struck, put right nor refuted.
    pub facts: Points,
    /// What was done in response and stands; also what is known by its number alone.
    pub actions: Points,
    /// Clocks that are due at an instant, the earliest first.
    pub flags: Vec<Flag>,
    /// Phases that have begun, in the order of the vocabulary.
    pub phases: Vec<Phase>,
    /// Lines that are not on it because they do not stand: struck, put right or refuted.
    pub fallen: usize,
}

impl Axis {
    /// The axis of a case, for an audience.
    #[must_use]
    pub fn of(state: &Incident, audience: Audience, now: Instant) -> Self {
        let (mut facts, mut actions, mut fallen) = (Vec::new(), Vec::new(), 0);
        for line in &state.timeline.lines {
            if state.struck(line.id) || line.superseded_by.is_some() || line.status() == "refuted" {
                fallen += 1;
                continue;
            }
            let point =
                Point { at: line.happened, record: line.id, mark: line.mark, seen: seen(state, line, audience) };
            match line.lane {
                Lane::Fact => facts.push(point),
                Lane::Action => actions.push(point),
            }
        }
        let mut begun = phases(state);
        begun.retain(|phase| phase.started.is_some());
        Axis {
            facts: Points::new(facts),
            actions: Points::new(actions),
            flags: flags(state, now),
            phases: begun,
            fallen,
        }
    }

    /// From the first to the last instant of what is recorded: records and phases, not what clocks still await.
    #[must_use]
    pub fn recorded(&self) -> Option<(Instant, Instant)> {
        let ends = [&self.facts, &self.actions].into_iter().flat_map(|points| {
            let all = points.all();
            all.first().into_iter().chain(all.last()).map(|point| point.at)
        });
        let bounds = self.phases.iter().flat_map(|phase| phase.started.into_iter().chain(phase.ended));
        reach(ends.chain(bounds))
    }

    /// From the first to the last instant of everything, clocks included.
    #[must_use]
    pub fn whole(&self) -> Option<(Instant, Instant)> {
        let recorded = self.recorded().into_iter().flat_map(|(from, to)| [from, to]);
        reach(recorded.chain(self.flags.iter().map(|flag| flag.due)))
    }
}

fn reach(instants: impl Iterator<Item = Instant>) -> Option<(Instant, Instant)> {
    instants.fold(None, |found, at| {
        Some(found.map_or((at, at), |(from, to): (Instant, Instant)| (from.min(at), to.max(at))))
    })
}

/// Clocks that are due at an instant, as they stand now.
#[must_use]
pub fn flags(state: &Incident, now: Instant) -> Vec<Flag> {
    let views = state.deadlines.views(state, now);
    let mut found: Vec<Flag> = views
        .iter()
        .filter_map(|view| {
            Some(Flag {
                due: view.due?,
                key: view.key(),
                name: view.short(),
                state: view.state,
                late: view.state == ClockState::Late || view.sent_late().is_some(),
                start: view.start.map(|start| start.at),
                sent: view.sent_at,
                record: view.regime.id,
            })
        })
        .collect();
    found.sort_by(|one, other| (one.due, &one.key).cmp(&(other.due, &other.key)));
    found
}

/// What an audience may see of a line. What the program wrote about a record is as closed as the record.
fn seen(state: &Incident, line: &Line, audience: Audience) -> Seen {
    match &line.text {
        LineText::Words(words) => match words.shown(audience) {
            Shown::Text(_) => Seen::Open,
            Shown::Withheld(mark) => Seen::Withheld(mark),
            Shown::Privileged => Seen::Privileged,
        },
        LineText::Withheld => Seen::Absent,
        LineText::Program(_) if state.excisions.of(line.id).is_some() => Seen::Absent,
        LineText::Program(msg) if state.privileges.covers(line.id, false) || privileged(msg) => Seen::Privileged,
        LineText::Program(_) if !audience.sees(line.mark) => Seen::Withheld(line.mark),
        LineText::Program(_) => Seen::Open,
    }
}

/// Whether a message carries words of a privileged record: that a record was written as privileged stands with its words alone.
fn privileged(msg: &Msg) -> bool {
    msg.args.iter().any(|(_, arg)| match arg {
        Arg::Text(words) => words.is_privileged(),
        Arg::Inner(inner) => privileged(inner),
        _ => false,
    })
}

#[cfg(test)]
mod tests;

//! The drill's own clock: it stands still until the drill begins and while it is paused, and runs so many times as fast as the wall clock.

use super::{CHANGES, Turned};
use crate::domain::time::Instant;

/// A minute, milliseconds.
pub(super) const MINUTE: i64 = 60_000;

/// The clock, folded from what turned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// From when to when it ran, by the wall clock; an open end runs on.
    spans: Vec<(Instant, Option<Instant>)>,
    factor: i64,
    phase: Phase,
}

/// How the clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The drill has not begun.
    Before,
    /// It runs.
    Running,
    /// It is paused.
    Paused,
    /// It is over.
    Over,
}

impl Phase {
    /// The code: `before`, `running`, `paused`, `over`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Phase::Before => "before",
            Phase::Running => "running",
            Phase::Paused => "paused",
            Phase::Over => "over",
        }
    }

    /// What a change makes of it; none where it changes nothing.
    pub(super) fn after(self, change: &str) -> Option<Phase> {
        let code = CHANGES.iter().position(|known| *known == change)?;
        match (self, code) {
            (Phase::Before, 0) | (Phase::Paused, 2) => Some(Phase::Running),
            (Phase::Running, 1) => Some(Phase::Paused),
            (Phase::Before | Phase::Running | Phase::Paused, 3 | 4) => Some(Phase::Over),
            _ => None,
        }
    }
}

impl Clock {
    /// The clock after these changes, in their order; what changes nothing is passed over. A wall clock that was set back in between stands still for it.
    #[must_use]
    pub fn of<'a>(turned: impl IntoIterator<Item = &'a Turned>, factor: u32) -> Clock {
        let mut clock = Clock { spans: Vec::new(), factor: i64::from(factor.max(1)), phase: Phase::Before };
        let mut last = Instant::MIN;
        for turn in turned {
            let Some(phase) = clock.phase.after(&turn.change) else { continue };
            last = last.max(turn.wall);
            match (clock.phase, phase) {
                (_, Phase::Running) => clock.spans.push((last, None)),
                (Phase::Running, _) => {
                    if let Some((_, end)) = clock.spans.last_mut() {
                        *end = Some(last);
                    }
                }
                _ => {}
            }
            clock.phase = phase;
        }
        clock
    }

    /// How it stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// How many times as fast as the wall clock it runs.
    #[must_use]
    pub fn factor(&self) -> i64 {
        self.factor
    }

    /// When the drill began, by the wall clock.
    #[must_use]
    pub fn began(&self) -> Option<Instant> {
        self.spans.first().map(|(from, _)| *from)
    }

    /// When it was over, by the wall clock.
    #[must_use]
    pub fn ended(&self) -> Option<Instant> {
        self.spans.last().filter(|_| self.phase == Phase::Over).and_then(|(_, to)| *to)
    }

    /// Milliseconds of the wall clock during which it had run by an instant.
    #[must_use]
    pub fn ran(&self, at: Instant) -> i64 {
        let ran = |(from, to): &(Instant, Option<Instant>)| {
            let to = to.map_or(at, |to| to.min(at));
            to.millis_since(*from).max(0)
        };
        self.spans.iter().map(ran).sum()
    }

    /// What it showed at an instant of the wall clock, milliseconds.
    #[must_use]
    pub fn shows(&self, at: Instant) -> i64 {
        self.ran(at).saturating_mul(self.factor)
    }

    /// When it showed that many milliseconds first, by the wall clock; where it runs, when it will. None where it stands still before that.
    #[must_use]
    pub fn wall(&self, shown: i64) -> Option<Instant> {
        let mut owed = shown.max(0).saturating_add(self.factor - 1) / self.factor;
        for (from, to) in &self.spans {
            let room = to.map_or(i64::MAX, |to| to.millis_since(*from).max(0));
            if owed <= room {
                return Some(from.plus_millis(owed));
            }
            owed -= room;
        }
        None
    }

    /// When a minute of it came or comes, by the wall clock.
    #[must_use]
    pub fn minute(&self, minute: u32) -> Option<Instant> {
        self.wall(i64::from(minute) * MINUTE)
    }
}

/// `03:25:10`: hours, minutes and seconds of the drill's clock.
#[must_use]
pub fn shown(millis: i64) -> String {
    let seconds = millis.max(0) / 1000;
    [seconds / 3600, seconds / 60 % 60, seconds % 60].map(two).join(":")
}

fn two(number: i64) -> String {
    let digits = number.to_string();
    if digits.len() < 2 { ["0", &digits].concat() } else { digits }
}

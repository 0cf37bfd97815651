//! Notices the laptop's clock jumping: wall clock against the monotonic clock.

use super::env::Clock;
use crate::domain::station::ClockJumped;
use crate::domain::time::Instant;

/// How far wall clock and elapsed time may part, milliseconds.
const TOLERANCE: u64 = 2_000;

/// Where time stood when it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockWatch {
    wall: Instant,
    boot: String,
    mono_ms: u64,
    /// The time of the last line of the chain. Steps too small to be seen one by one add up against it, and another process may have written it.
    line: Instant,
}

impl ClockWatch {
    /// Starts watching from a known point: the last line of the chain, where there is one.
    #[must_use]
    pub fn new(wall: Instant, boot: String, mono_ms: u64) -> Self {
        ClockWatch { wall, boot, mono_ms, line: wall }
    }

    /// Hears that a line of the chain bears this time.
    pub fn wrote(&mut self, at: Instant) {
        self.line = at;
    }

    /// Looks at the clock: says if it jumped since the last look, and remembers this one.
    ///
    /// Within one start of the machine wall time must grow as the monotonic clock does. Across starts only a step back can be told.
    pub fn look(&mut self, clock: &dyn Clock, boot: &str) -> Option<ClockJumped> {
        let (wall, mono_ms) = clock.both();
        let passed = wall.millis_since(self.wall);
        let by_ms = if boot == self.boot {
            let ticks = |mono: u64| i64::try_from(mono).unwrap_or(i64::MAX);
            passed.saturating_sub(ticks(mono_ms).saturating_sub(ticks(self.mono_ms)))
        } else {
            passed.min(0)
        };
        let (before, line) = (self.wall, self.line);
        *self = ClockWatch { wall, boot: boot.to_owned(), mono_ms, line };
        // No line is ever earlier than the one before it without a record that says so.
        let behind = wall.millis_since(line).min(0);
        let jump = if by_ms.unsigned_abs() > TOLERANCE {
            ClockJumped { before, after: wall, by_ms }
        } else if behind.unsigned_abs() > TOLERANCE {
            ClockJumped { before: line, after: wall, by_ms: behind }
        } else {
            return None;
        };
        // What is told of it bears this time: one jump is told once.
        self.line = wall;
        Some(jump)
    }
}

/// What the journal knows of time: no clock that is set back falls behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Floor {
    /// How far corrected time was ahead of this boot's monotonic clock, at most, milliseconds.
    ahead: Option<i64>,
    /// The latest instant that was recorded at all.
    latest: Option<Instant>,
}

impl Floor {
    /// Hears of a record: its wall time as corrected by what was measured of its clock then, and its monotonic time where it was written in this boot.
    pub fn hear(&mut self, recorded: Instant, mono_ms: Option<u64>) {
        if let Some(mono) = mono_ms.and_then(|mono| i64::try_from(mono).ok()) {
            self.ahead = self.ahead.max(Some(recorded.millis().saturating_sub(mono)));
        }
        self.latest = self.latest.max(Some(recorded));
    }

    /// The instant that countdowns use: the later of the wall clock and the last recorded instant plus elapsed monotonic time, each with the offset that was
    /// measured of it. A clock set back does not stretch a deadline, and one that was set back after a comparison does not count twice.
    #[must_use]
    pub fn countdown_now(&self, clock: &dyn Clock, offset_ms: i64) -> Instant {
        let mono = i64::try_from(clock.mono_ms()).unwrap_or(i64::MAX);
        let carried = self.ahead.map(|ahead| Instant::from_millis(ahead.saturating_add(mono)));
        let known = [carried, self.latest].into_iter().flatten();
        known.fold(clock.now().plus_millis(offset_ms), Instant::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicI64, Ordering};

    struct Fake {
        wall: AtomicI64,
        mono: AtomicI64,
    }

    impl Clock for Fake {
        fn now(&self) -> Instant {
            Instant::from_millis(self.wall.load(Ordering::Relaxed))
        }
        fn mono_ms(&self) -> u64 {
            u64::try_from(self.mono.load(Ordering::Relaxed)).unwrap()
        }
        fn boot(&self) -> String {
            "b".to_owned()
        }
    }

    fn at(clock: &Fake, wall: i64, mono: i64) {
        clock.wall.store(wall, Ordering::Relaxed);
        clock.mono.store(mono, Ordering::Relaxed);
    }

    #[test]
    fn jumps_either_way_are_seen_and_drift_is_not() {
        let clock = Fake { wall: AtomicI64::new(1_000_000), mono: AtomicI64::new(5_000) };
        let mut watch = ClockWatch::new(clock.now(), "b".to_owned(), 5_000);
        at(&clock, 1_060_500, 65_000);
        assert_eq!(watch.look(&clock, "b"), None, "half a second of drift in a minute");
        at(&clock, 1_060_500 - 7_200_000, 66_000);
        assert_eq!(watch.look(&clock, "b").map(|jump| jump.by_ms), Some(-7_201_000));
        at(&clock, 1_060_500, 67_000);
        assert_eq!(watch.look(&clock, "b").map(|jump| jump.by_ms), Some(7_199_000));
    }

    #[test]
    fn after_a_restart_only_a_step_back_shows() {
        let clock = Fake { wall: AtomicI64::new(9_000_000), mono: AtomicI64::new(10) };
        let mut watch = ClockWatch::new(Instant::from_millis(1_000_000), "old".to_owned(), 99_000_000);
        assert_eq!(watch.look(&clock, "new"), None);
        let mut watch = ClockWatch::new(Instant::from_millis(9_500_000), "old".to_owned(), 99_000_000);
        assert_eq!(watch.look(&clock, "new").map(|jump| jump.by_ms), Some(-500_000));
    }

    #[test]
    fn small_steps_and_lines_of_another_console_add_up() {
        let clock = Fake { wall: AtomicI64::new(1_000_000), mono: AtomicI64::new(0) };
        let mut watch = ClockWatch::new(clock.now(), "b".to_owned(), 0);
        for step in 1..3 {
            at(&clock, 1_000_000 - step * 1_000, 0);
            assert_eq!(watch.look(&clock, "b"), None, "a second at a time");
        }
        at(&clock, 1_000_000 - 3_000, 0);
        assert_eq!(watch.look(&clock, "b").map(|jump| jump.by_ms), Some(-3_000));
        watch.wrote(clock.now());
        assert_eq!(watch.look(&clock, "b"), None, "it is told once");
        // Another console saw the clock an hour ahead, and wrote; it was set right before this one looked.
        watch.wrote(Instant::from_millis(4_600_000));
        at(&clock, 1_001_000, 4_000);
        let jump = watch.look(&clock, "b").unwrap();
        assert_eq!((jump.before, jump.by_ms), (Instant::from_millis(4_600_000), -3_599_000));
    }

    #[test]
    fn a_clock_set_back_does_not_stretch_a_countdown_even_once_the_jump_is_recorded() {
        let clock = Fake { wall: AtomicI64::new(10_000_000), mono: AtomicI64::new(1_000) };
        let mut floor = Floor::default();
        floor.hear(clock.now(), Some(1_000));
        at(&clock, 10_000_000 - 7_200_000, 61_000);
        assert_eq!(floor.countdown_now(&clock, 0), Instant::from_millis(10_060_000));
        floor.hear(clock.now(), Some(61_000));
        assert_eq!(floor.countdown_now(&clock, 0), Instant::from_millis(10_060_000));
        // Compared before it jumped: the jump is in the offset, and time goes on as it did.
        floor.hear(clock.now().plus_millis(7_200_000), Some(61_000));
        assert_eq!(floor.countdown_now(&clock, 7_200_000), Instant::from_millis(10_060_000 - 60_000 + 60_000));
        at(&clock, 10_500_000, 62_000);
        assert_eq!(floor.countdown_now(&clock, 0), Instant::from_millis(10_500_000), "a clock set forward counts");
    }

    #[test]
    fn what_another_boot_recorded_is_a_floor_that_stands_still() {
        let clock = Fake { wall: AtomicI64::new(5_000_000), mono: AtomicI64::new(1_000) };
        let mut floor = Floor::default();
        floor.hear(Instant::from_millis(9_000_000), None);
        assert_eq!(floor.countdown_now(&clock, 0), Instant::from_millis(9_000_000));
        at(&clock, 9_100_000, 2_000);
        assert_eq!(floor.countdown_now(&clock, 0), Instant::from_millis(9_100_000));
    }
}

//! Rate and time left, computed from samples. No clock inside: the caller passes time in.

use std::collections::VecDeque;
use std::time::Duration;

/// How far back the rate looks: long enough to be calm, short enough to show a disk that slows down.
const WINDOW: Duration = Duration::from_secs(10);
/// Samples closer together than this replace each other, so that drawing often does not fill memory.
const SPACING: Duration = Duration::from_millis(200);
/// A rate needs at least this much time behind it.
const BASE: Duration = Duration::from_millis(500);
const NANOS: u128 = 1_000_000_000;

/// Turns (time, bytes done) samples into bytes per second and time left.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    samples: VecDeque<(Duration, u64)>,
}

impl Meter {
    /// A meter without samples.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one sample. `at` is time since any fixed instant, monotonic; a sample earlier than the last is ignored.
    /// Fewer bytes than before mean that the work began anew: the meter begins anew too.
    pub fn sample(&mut self, at: Duration, done: u64) {
        if let Some(&(last_at, last_done)) = self.samples.back() {
            if at < last_at {
                return;
            }
            if done < last_done {
                self.samples.clear();
            }
        }
        if let [.., before, last] = self.samples.make_contiguous()
            && last.0.saturating_sub(before.0) < SPACING
        {
            *last = (at, done);
        } else {
            self.samples.push_back((at, done));
        }
        // One sample older than the window stays, so that the whole window is always spanned.
        while self.samples.get(1).is_some_and(|&(second, _)| at.saturating_sub(second) >= WINDOW) {
            self.samples.pop_front();
        }
    }

    /// Forgets all samples: to be called when the work goes on after a pause, which is not slowness.
    pub fn reset(&mut self) {
        self.samples.clear();
    }

    /// Bytes per second over the last ten seconds; `None` while half a second of samples is not there. 0 is a stall.
    pub fn rate(&self) -> Option<u64> {
        let (&(from, first), &(to, last)) = (self.samples.front()?, self.samples.back()?);
        let span = to.checked_sub(from).filter(|&span| span >= BASE)?;
        let rate = u128::from(last.saturating_sub(first)) * NANOS / span.as_nanos();
        Some(u64::try_from(rate).unwrap_or(u64::MAX))
    }

    /// Time left until `total` bytes are done, rounded up to a second; `None` while no rate is known or nothing moves.
    pub fn time_left(&self, total: u64) -> Option<Duration> {
        let &(_, done) = self.samples.back()?;
        let rate = self.rate().filter(|&rate| rate > 0)?;
        Some(Duration::from_secs(total.saturating_sub(done).div_ceil(rate)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_steady_stream_has_its_rate_and_time_left() {
        let mut meter = Meter::new();
        for tick in 0..=50 {
            meter.sample(at(tick * 100), tick * 1_000);
        }
        assert_eq!(meter.rate(), Some(10_000));
        assert_eq!(meter.time_left(100_000), Some(Duration::from_secs(5)));
        assert_eq!(meter.time_left(50_001), Some(Duration::from_secs(1)));
        assert_eq!(meter.time_left(50_000), Some(Duration::ZERO));
        assert_eq!(meter.time_left(10), Some(Duration::ZERO), "more done than there was");
    }

    #[test]
    fn no_rate_without_half_a_second_and_none_left_when_stalled() {
        let mut meter = Meter::new();
        assert_eq!((meter.rate(), meter.time_left(1)), (None, None));
        meter.sample(at(0), 0);
        meter.sample(at(499), 99);
        assert_eq!(meter.rate(), None);
        meter.sample(at(500), 100);
        assert_eq!(meter.rate(), Some(200));
        let mut stalled = Meter::new();
        stalled.sample(at(0), 7);
        stalled.sample(at(9_000), 7);
        assert_eq!((stalled.rate(), stalled.time_left(8)), (Some(0), None));
    }

    #[test]
    fn old_speed_is_forgotten_after_the_window() {
        let mut meter = Meter::new();
        let mut done = 0;
        for tick in 0..300_u64 {
            done += if tick < 100 { 1_000_000 } else { 1_000 };
            meter.sample(at(tick * 100), done);
        }
        assert_eq!(meter.rate(), Some(10_000));
        assert!(meter.samples.len() < 60, "{}", meter.samples.len());
    }

    #[test]
    fn drawing_a_thousand_times_a_second_keeps_few_samples() {
        let mut meter = Meter::new();
        for milli in 0..60_000 {
            meter.sample(at(milli), milli * 5);
        }
        assert!(meter.samples.len() < 60, "{}", meter.samples.len());
        assert_eq!(meter.rate(), Some(5_000));
    }

    #[test]
    fn time_running_back_is_ignored_and_a_new_start_counts_anew() {
        let mut meter = Meter::new();
        meter.sample(at(1_000), 1_000);
        meter.sample(at(2_000), 2_000);
        meter.sample(at(1_500), 9_000);
        assert_eq!(meter.rate(), Some(1_000));
        meter.sample(at(3_000), 10);
        assert_eq!(meter.rate(), None);
        meter.sample(at(4_000), 20);
        assert_eq!(meter.rate(), Some(10));
        meter.reset();
        assert_eq!(meter.rate(), None);
    }

    #[test]
    fn extreme_numbers_do_not_overflow() {
        let mut meter = Meter::new();
        meter.sample(Duration::ZERO, 0);
        meter.sample(at(500), u64::MAX);
        assert_eq!(meter.rate(), Some(u64::MAX));
        meter.sample(Duration::MAX, u64::MAX);
        assert_eq!(meter.time_left(u64::MAX), None);
    }
}

//! The clock of the replay.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::app::env::Clock;
use crate::domain::time::Instant;

/// A clock that stands where it was last put, somewhere before the real one. Wall and monotonic time move as one, so no jump is seen during the
/// replay, nor when the console goes on with the real clock.
pub(super) struct Walk {
    real: Arc<dyn Clock>,
    now: Instant,
    /// The monotonic clock at `now`.
    mono: u64,
    boot: String,
    behind: AtomicI64,
}

impl Walk {
    /// A walk that begins `longest` minutes before `now`. A laptop that was started after that lived through those days under an earlier start, whose
    /// monotonic clock nobody knows any more.
    pub(super) fn new(real: Arc<dyn Clock>, now: Instant, longest: i64) -> Self {
        let since_minute = real.now().millis_since(now);
        let mono = i64::try_from(real.mono_ms()).unwrap_or(i64::MAX).saturating_sub(since_minute);
        let boot = real.boot();
        let whole = longest * 60_000;
        let (mono, boot) = if mono >= whole { (mono, boot) } else { (whole, format!("{boot}, the start before")) };
        Walk { real, now, mono: u64::try_from(mono).unwrap_or(0), boot, behind: AtomicI64::new(whole) }
    }

    /// Puts the clock `minutes` before now, plus some seconds.
    pub(super) fn to(&self, minutes: i64, seconds: i64) {
        let wanted = minutes * 60_000 - seconds * 1000;
        // Never past the real clock, and never back.
        let least = self.now.millis_since(self.real.now()).min(0);
        let behind = wanted.max(least).min(self.behind.load(Ordering::Relaxed));
        self.behind.store(behind, Ordering::Relaxed);
    }
}

impl Clock for Walk {
    fn now(&self) -> Instant {
        self.now.plus_millis(-self.behind.load(Ordering::Relaxed))
    }

    fn mono_ms(&self) -> u64 {
        self.mono.saturating_add_signed(-self.behind.load(Ordering::Relaxed))
    }

    fn boot(&self) -> String {
        self.boot.clone()
    }
}

//! What comes from outside: time, randomness, directories and environment, as arguments. The shipped binary reads no override of time.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::failure::Failure;
use crate::domain::time::Instant;
use crate::store::places::Places;

/// A clock.
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> Instant;
    /// Milliseconds since the machine was started, suspend included; never runs backwards.
    fn mono_ms(&self) -> u64;
    /// Both, of one moment.
    fn both(&self) -> (Instant, u64) {
        (self.now(), self.mono_ms())
    }
    /// What tells this start of the machine from others.
    fn boot(&self) -> String;
}

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills a buffer.
    ///
    /// # Errors
    /// The system's words.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String>;
}

/// Everything the program takes from outside.
#[derive(Clone)]
pub struct Env {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Directories.
    pub places: Places,
    /// Zone in which times are typed until a case says otherwise.
    pub zone: Tz,
    /// Environment variables that the program reads.
    pub vars: BTreeMap<String, String>,
}

impl Env {
    /// An environment variable, if set and not empty.
    #[must_use]
    pub fn var(&self, name: &str) -> Option<&str> {
        self.vars.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Random bytes.
    ///
    /// # Errors
    /// [`Failure::Entropy`].
    pub fn random<const N: usize>(&self) -> Result<[u8; N], Failure> {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes).map_err(Failure::Entropy)?;
        Ok(bytes)
    }

    /// The boot id as written into bodies: hashed with the case, so that two cases cannot be matched by it.
    #[must_use]
    pub fn hashed_boot(&self, case: &str) -> String {
        let hash = Sha256::new().chain_update(case).chain_update(b"\n").chain_update(self.clock.boot()).finalize();
        crate::journal::hex(&hash[..8])
    }
}

impl std::fmt::Debug for Env {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Env").field("places", &self.places).field("zone", &self.zone).finish_non_exhaustive()
    }
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let now = std::time::SystemTime::now();
        let millis = match now.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_millis()).unwrap_or(i64::MAX),
            Err(before) => -i64::try_from(before.duration().as_millis()).unwrap_or(i64::MAX),
        };
        Instant::from_millis(millis)
    }

    fn mono_ms(&self) -> u64 {
        #[cfg(target_os = "linux")]
        {
            let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
            u64::try_from(time.tv_sec).unwrap_or(0) * 1000 + u64::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000
        }
        #[cfg(not(target_os = "linux"))]
        {
            static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
            u64::try_from(START.get_or_init(std::time::Instant::now).elapsed().as_millis()).unwrap_or(u64::MAX)
        }
    }

    fn boot(&self) -> String {
        // Where the system gives no such id a process is a start of its own; numbers of processes come back, so its first instant goes with it.
        static FIRST: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        std::fs::read_to_string("/proc/sys/kernel/random/boot_id").map_or_else(
            |_| format!("process {} since {}", std::process::id(), FIRST.get_or_init(|| self.now())),
            |id| id.trim().to_owned(),
        )
    }
}

/// The operating system's random bytes.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        getrandom::fill(bytes).map_err(|error| error.to_string())
    }
}

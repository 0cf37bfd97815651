//! What a computation of an exhibit's digest leaves in the journal: a digest, or why there is none.

use std::path::PathBuf;

use super::case::Case;
use super::staging::path_of;
use crate::domain::exhibit::{Exhibit, HashFailed, Hashed};
use crate::domain::fact::Fact;
use crate::domain::id::RecordId;
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::hashing::{self, HashFailure};
use crate::jobs::source::SourceProblem;
use crate::journal::hex;

/// A computation to be made, with everything a job needs.
#[derive(Debug, Clone)]
pub struct Computation {
    /// The exhibit.
    pub exhibit: RecordId,
    /// Its label, for people.
    pub label: String,
    /// The file to read.
    pub path: PathBuf,
    /// Whether it had a digest before.
    pub recheck: bool,
    /// When it begins.
    pub started: Instant,
    /// The monotonic clock when it begins, milliseconds.
    pub started_mono: u64,
}

impl Computation {
    /// The computation of an exhibit's digest; `path` is where the file lies now, if it moved. None when no file belongs to it.
    #[must_use]
    pub fn of(case: &Case, exhibit: &Exhibit, path: Option<&str>) -> Option<Self> {
        let text = path.unwrap_or(&exhibit.registered.path);
        if text.is_empty() {
            return None;
        }
        let clock = &case.env().clock;
        Some(Computation {
            exhibit: exhibit.id,
            label: case.state().register.shown_label(exhibit),
            path: path_of(text),
            recheck: !exhibit.hashes.is_empty(),
            started: clock.now(),
            started_mono: clock.mono_ms(),
        })
    }

    /// What to record of its end. A computation that did not read everything yields no digest.
    #[must_use]
    pub fn outcome(&self, result: &Result<hashing::Hashed, HashFailure>, ended_mono: u64) -> Fact {
        match result {
            Ok(hashed) => Hashed {
                exhibit: self.exhibit,
                sha256: hex(&hashed.sha256),
                size: hashed.size,
                zero_blocks: hundredths(hashed.zeros.zero, hashed.zeros.blocks),
                path: visible_bytes(hashed.opened.as_os_str().as_encoded_bytes()),
                started: self.started,
                took_ms: ended_mono.saturating_sub(self.started_mono),
                recheck: self.recheck,
            }
            .into(),
            Err(failure) => {
                let (why, offset) = match failure {
                    HashFailure::Read { offset, .. } => ("read-error", *offset),
                    HashFailure::Cancelled { at } => ("cancelled", *at),
                    HashFailure::ChangedWhileRead { .. } => ("changed", 0),
                    HashFailure::Source(SourceProblem::NotFound | SourceProblem::DanglingLink) => ("missing", 0),
                    HashFailure::Source(_) => ("refused", 0),
                    HashFailure::NoThread { .. } => ("aborted", 0),
                };
                self.failed(why, &failure.to_string(), offset)
            }
        }
    }

    /// The record of a computation that the program itself gave up, for example because the console closed.
    #[must_use]
    pub fn aborted(&self, done: u64) -> Fact {
        self.failed("aborted", "", done)
    }

    fn failed(&self, why: &str, detail: &str, offset: u64) -> Fact {
        HashFailed {
            exhibit: self.exhibit,
            why: why.to_owned(),
            detail: detail.to_owned(),
            offset,
            started: self.started,
        }
        .into()
    }
}

/// A share in hundredths of a percent, rounded down, so that 10 000 means all.
pub(super) fn hundredths(part: u64, whole: u64) -> u32 {
    let share = u128::from(part) * 10_000 / u128::from(whole.max(1));
    u32::try_from(share).unwrap_or(10_000)
}

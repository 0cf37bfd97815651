//! When the digest of an exhibit is to be computed again: media rot, and a digest from long ago says nothing about today.

use serde::{Deserialize, Serialize};

use super::{DigestState, Exhibit, Register};
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::time::Instant;

/// How often, in days; `never` leaves it to hand-overs, exports and the closing.
pub const INTERVALS: &[&str] = &["7", "14", "30", "90", "365", "never"];
/// Until somebody says otherwise.
const DEFAULT: &str = "30";
const DAY_MINUTES: i64 = 24 * 60;

/// How often digests are computed again from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecheckEvery {
    /// One of [`INTERVALS`].
    pub days: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Register {
    /// How often digests are computed again: one of [`INTERVALS`].
    #[must_use]
    pub fn interval(&self) -> &str {
        self.recheck.as_ref().map_or(DEFAULT, |every| every.days.as_str())
    }

    /// When the digest of an exhibit is due to be computed again; none for one that was never computed, or where no interval holds.
    #[must_use]
    pub fn due(&self, exhibit: &Exhibit) -> Option<Instant> {
        let days: i64 = self.interval().parse().ok()?;
        if exhibit.digest_state() != DigestState::Recomputed {
            return None;
        }
        let last = exhibit.hashes.iter().map(|(_, hashed)| hashed.started).max()?;
        Some(last.plus_minutes(days * DAY_MINUTES))
    }
}

impl Incident {
    /// Exhibits whose files are to be computed again: all that are not struck and not disposed of, or with `due_at` only those due by then or never computed.
    #[must_use]
    pub fn to_verify(&self, due_at: Option<Instant>) -> Vec<RecordId> {
        let wanted = |exhibit: &&Exhibit| {
            let due = |at: Instant| {
                exhibit.digest_state() != DigestState::Recomputed
                    || self.register.due(exhibit).is_some_and(|due| due <= at)
            };
            !self.struck(exhibit.id)
                && !exhibit.registered.path.is_empty()
                && self.custody.walk(self, exhibit.id).disposed.is_none()
                && due_at.is_none_or(due)
        };
        self.register.exhibits.iter().filter(wanted).map(|exhibit| exhibit.id).collect()
    }
}

/// `recheck-every`: how often the digests of all exhibits are computed again.
///
/// # Errors
/// An interval that is none.
pub fn recheck_every(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("days")?;
    let days = fields.choice("days", INTERVALS)?.unwrap_or(DEFAULT).to_owned();
    Ok(Decision::of(RecheckEvery { days, reason: fields.text("reason").unwrap_or_default() }))
}

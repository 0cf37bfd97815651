//! The safety copy: a second medium that every record reaches while the case is run, so that the laptop may die at any moment (design: case file, stations).
//!
//! Which directory this laptop copies to is a setting of the laptop; that it was named, that copying failed and went on again, and that a case was rebuilt from
//! a copy are records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::attention::{Need, Place, Urgency};
use super::decision::{Ctx, Decision, Refusal};
use super::export::Destination;
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::time::Instant;

facts! {
    /// Facts about the safety copy.
    SafetyFact {
        /// A medium was named.
        Named(Named) = "safety.named",
        /// No medium is used any more.
        Ended(Ended) = "safety.ended",
        /// Copying does not work.
        Failed(Failed) = "safety.failed",
        /// Copying works again: everything is on the medium.
        Resumed(Resumed) = "safety.resumed",
        /// The case was rebuilt from a copy.
        Restored(Restored) = "case.restored",
    }
}

/// What can be wrong with a medium.
pub const TROUBLES: &[&str] = &["absent", "gone", "full", "read-only", "failing", "differs"];

/// A medium named for the copy of this laptop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The directory, as given.
    pub directory: String,
    /// What the medium is, in people's words: which stick, where it is kept.
    pub medium: String,
    /// The reserve station whose key lies on the medium, so that a case rebuilt from it can go on; none where this laptop does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<StationId>,
    /// What of the medium could be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Destination>,
    /// Name of the machine that copies to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub machine: String,
}

/// Copying ended because somebody said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Why.
    pub reason: String,
}

/// Copying does not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// One of [`TROUBLES`].
    pub trouble: String,
    /// The system's words.
    pub why: String,
    /// When it was first seen.
    pub since: Instant,
}

/// Copying works again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    /// Lines on the medium.
    pub lines: u64,
}

/// A case rebuilt from a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The directory it was rebuilt from.
    pub directory: String,
    /// The station whose copy it was.
    pub of: StationId,
    /// Number of the last line of that station that the copy had.
    pub last: u64,
    /// Lines that were brought.
    pub lines: u64,
    /// Bytes at the end of the copy that were torn and cut off.
    pub cut: u64,
    /// What of the medium could be seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Destination>,
    /// Name of the machine on which it was rebuilt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub machine: String,
}

/// The safety copies, folded: each laptop has its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Safety {
    /// The medium in use, by laptop.
    pub named: BTreeMap<StationId, (RecordId, Named)>,
    /// Copying that does not work, by laptop.
    pub failing: BTreeMap<StationId, (RecordId, Failed)>,
    /// Rebuilt from a copy, in order.
    pub restored: Vec<(RecordId, Restored)>,
}

impl Safety {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &SafetyFact) -> Act {
        let station = meta.id.station;
        let msg = match fact {
            SafetyFact::Named(named) => {
                self.failing.remove(&station);
                self.named.insert(station, (meta.id, (**named).clone()));
                Msg::new("act-safety-named").with("directory", shown(&named.directory))
            }
            SafetyFact::Ended(ended) => {
                self.failing.remove(&station);
                self.named.remove(&station);
                Msg::new("act-safety-ended").with("reason", ended.reason.clone())
            }
            SafetyFact::Failed(failed) => {
                self.failing.insert(station, (meta.id, (**failed).clone()));
                Msg::new("act-safety-failed").code("trouble", "safety", failed.trouble.clone())
            }
            SafetyFact::Resumed(resumed) => {
                self.failing.remove(&station);
                Msg::new("act-safety-resumed").with("lines", resumed.lines)
            }
            SafetyFact::Restored(restored) => {
                self.restored.push((meta.id, (**restored).clone()));
                let msg = Msg::new("act-rebuilt").with("station", restored.of.to_string());
                msg.with("last", restored.last).with("lines", restored.lines)
            }
        };
        Act::at(meta.recorded_at, msg)
    }
}

fn shown(text: &str) -> String {
    super::text::visible(text).into_owned()
}

/// Copying of this laptop that does not work: it waits for somebody until it does.
pub(super) fn waits(state: &Incident, now: Instant, found: &mut Vec<Need>) {
    let Some((_, failed)) = state.safety.failing.get(&state.station) else { return };
    let minutes = now.millis_since(failed.since).max(0) / 60_000;
    let msg = Msg::new("need-safety").code("trouble", "safety", failed.trouble.clone()).with("minutes", minutes);
    let need = Need::new(Urgency::Soon, failed.since.millis(), msg, Place::Case);
    let directory = state.safety.named.get(&state.station).map(|(_, named)| named.directory.clone());
    found.push(need.act("safety-copy", Input::default().with("directory", directory.unwrap_or_default())));
}

/// `safety-copy`: a second medium that every record reaches from here on. What has to be looked at on the medium itself was looked at before.
///
/// # Errors
/// No directory.
pub fn name(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let directory = fields.required("directory")?;
    let medium = fields.text("medium").unwrap_or_default();
    Ok(Decision::of(Named { directory, medium, reserve: None, place: None, machine: String::new() }))
}

/// `safety-end`: no second medium from here on.
///
/// # Errors
/// No reason.
pub fn end(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let reason = Fields { input, state, ctx }.required("reason")?;
    Ok(Decision::of(Ended { reason }))
}

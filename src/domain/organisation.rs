//! What belongs to no case: readiness checks in peace time. Kept in the organisation file, same format, same verifier.

use serde::{Deserialize, Serialize};

use super::fact::{Meta, facts};
use super::id::RecordId;
use super::incident::Act;
use super::msg::Msg;

facts! {
    /// Facts of the organisation.
    OrganisationFact {
        /// What would fail at 02:40 was looked at.
        Ready(Ready) = "readiness.checked",
    }
}

/// A dated readiness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// Each line of the check.
    pub lines: Vec<ReadyLine>,
}

/// One line of a readiness check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyLine {
    /// What was looked at, a code.
    pub check: String,
    /// `ok`, `warn`, `fail` or `unknown`.
    pub result: String,
    /// What was seen, in plain words or numbers.
    pub seen: String,
}

/// The organisation, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Organisation {
    /// Readiness checks in order.
    pub checks: Vec<(RecordId, Ready)>,
}

impl Organisation {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &OrganisationFact) -> Option<Act> {
        let OrganisationFact::Ready(ready) = fact;
        let failing = ready.lines.iter().filter(|line| line.result != "ok").count();
        self.checks.push((meta.id, (**ready).clone()));
        Some(Act::at(
            meta.recorded_at,
            Msg::new("act-ready").with("checks", ready.lines.len()).with("failing", failing),
        ))
    }
}

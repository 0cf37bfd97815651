//! Whether a signature by own key shows that a person signed: the one question for hand-overs, memos, approvals and reports.

use super::KeySignature;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::rules::Rule;

/// The namespace was given for another use, or for an exercise.
pub const OTHER_USE: &str = "namespace";

/// Why a signature by own key shows nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// It was made for another use.
    OtherUse,
    /// It is none over the statement, or by nobody's key, or by somebody else's.
    NotTheirs,
    /// Its key was enrolled only after the declaration: whoever held the laptop then could have enrolled it.
    EnrolledAfter,
    /// Nobody looked when its key was enrolled: an older version recorded it.
    EnrolledUnknown,
}

impl KeySignature {
    /// Why it does not show that a person signed, if it does not. The one question for hand-overs, memos, approvals and reports.
    #[must_use]
    pub fn fault(&self, state: &Incident, who: &Author) -> Option<KeyFault> {
        if self.fault == OTHER_USE {
            return Some(KeyFault::OtherUse);
        }
        let theirs = state.people.person(who).is_some() && state.people.same(&state.people.resolve(&self.owner), who);
        if !self.problem.is_empty() || !theirs {
            return Some(KeyFault::NotTheirs);
        }
        let Some(enrolled) = self.enrolled else { return Some(KeyFault::EnrolledUnknown) };
        let before = state.case.first_declared.is_some_and(|declared| enrolled < declared);
        (!before).then_some(KeyFault::EnrolledAfter)
    }

    /// The same as what a record lacks, under the rule of its own for a signature that is none. What an older version recorded goes on to count.
    #[must_use]
    pub fn shortfall(signature: Option<&Self>, state: &Incident, who: &Author, none: Rule) -> Option<Shortfall> {
        let fault = signature.map_or(Some(KeyFault::NotTheirs), |signature| signature.fault(state, who))?;
        let rule = match fault {
            KeyFault::EnrolledUnknown => return None,
            KeyFault::EnrolledAfter => Rule::KeyAfterDeclaration,
            KeyFault::OtherUse | KeyFault::NotTheirs => none,
        };
        Some(Shortfall::new(rule).at("signature-file"))
    }
}

#[cfg(test)]
#[path = "key_tests.rs"]
mod tests;

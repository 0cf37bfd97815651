//! Looking at a memo again: what was found, and when the next look is due.

use serde::{Deserialize, Serialize};

use crate::domain::deadline::{Deadlines, Regime};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::time::When;

/// What a review finds: the memo stands, or the question is open again.
pub const OUTCOMES: &[&str] = &["stands", "reopened"];

/// A memo looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Regime id.
    pub regime: String,
    /// The memo.
    pub memo: RecordId,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// Who looked.
    pub by: Author,
    /// When.
    pub at: When,
    /// When the next look is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<When>,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A memo that is to be looked at again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Review<'a> {
    /// The regime.
    pub regime: &'a Regime,
    /// The memo's record.
    pub memo: RecordId,
    /// Deadline id; empty for all of the regime's.
    pub deadline: &'a str,
    /// When it is due.
    pub due: &'a When,
}

impl Review<'_> {
    /// `REGIME/DEADLINE`, or the regime alone.
    #[must_use]
    pub fn key(&self) -> String {
        let regime = &self.regime.considered.regime;
        if self.deadline.is_empty() { regime.clone() } else { [regime.as_str(), "/", self.deadline].concat() }
    }
}

impl Regime {
    /// When its memos are to be looked at again. A later memo over the same, a later answer and a review take the place of a date.
    fn reviews<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = Review<'a>> {
        let place = |id: RecordId| self.order.iter().position(|known| *known == id).filter(|_| !state.struck(id));
        self.memos.iter().filter_map(move |(id, memo)| {
            let written = place(*id)?;
            let answered = self.answers.iter().filter_map(|(id, _)| place(*id));
            let memos = self.memos.iter().filter(|(_, later)| later.covers(&memo.deadline));
            let after = answered.chain(memos.filter_map(|(id, _)| place(*id))).any(|place| place > written);
            if after {
                return None;
            }
            let last = self.reviews.iter().rev().find(|(review, seen)| seen.memo == *id && place(*review).is_some());
            let due = match last {
                Some((_, seen)) => seen.next.as_ref().filter(|_| seen.outcome == OUTCOMES[0])?,
                None => memo.contents.as_ref()?.review.as_ref()?,
            };
            Some(Review { regime: self, memo: *id, deadline: &memo.deadline, due })
        })
    }

    /// Whether the last review of a memo reopened its question.
    pub(in crate::domain::deadline) fn reopened(&self, state: &Incident, memo: RecordId) -> bool {
        let last = self.reviews.iter().rev().find(|(id, seen)| seen.memo == memo && !state.struck(*id));
        last.is_some_and(|(_, seen)| seen.outcome != OUTCOMES[0])
    }
}

impl Deadlines {
    /// Every memo with a date at which it is to be looked at again, past or to come.
    pub fn reviews<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = Review<'a>> {
        self.regimes.iter().flat_map(|regime| regime.reviews(state))
    }

    /// The last memo over a regime or one of its deadlines, `REGIME/DEADLINE`, that was not struck.
    #[must_use]
    pub fn last_memo(&self, state: &Incident, key: &str) -> Option<RecordId> {
        let (id, deadline) = key.split_once('/').unwrap_or((key, ""));
        let covers = |memo: &super::Memo| deadline.is_empty() || memo.covers(deadline);
        let mut memos = self.regime(id)?.memos.iter();
        memos.rfind(|(id, memo)| covers(memo) && !state.struck(*id)).map(|(id, _)| *id)
    }

    /// A memo by its record.
    #[must_use]
    pub fn memo(&self, id: RecordId) -> Option<(&Regime, &super::Memo)> {
        let memos = |regime: &Regime| regime.memos.iter().position(|(known, _)| *known == id);
        let (regime, at) = self.regimes.iter().find_map(|regime| Some((regime, memos(regime)?)))?;
        Some((regime, &regime.memos.get(at)?.1))
    }
}

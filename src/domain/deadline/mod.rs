//! Control 8: regimes to consider, when each clock started and why, what was sent, and memos why not. A clock informs; it never counts as compliance.

mod assessment;
mod choice;
mod consider;
mod credit;
mod decide;
mod due;
mod fact;
mod internal;
mod lacking;
mod late;
mod memo;
mod named;
mod scope;
mod state;
mod threshold;
mod view;

use super::fact::facts;

pub(in crate::domain) use assessment::{answer_shortfalls, shortfalls_of_condition};
pub use assessment::{assess, condition};
pub use choice::{Counted, count};
pub use consider::AWARENESS;
pub(super) use consider::{consider_into, start_awareness};
pub(in crate::domain) use credit::moves_later;
pub use credit::{Began, Gone, How, submission};
pub(in crate::domain) use decide::doubtful;
pub use decide::{sent, start};
pub use fact::{
    ANSWERS, Advice, Assessed, CONDITIONS, Clock, ConditionAnswered, Considered, CountedWith, FOLLOWED, Sent, Started,
};
pub use internal::reminders;
pub use lacking::{Lacking, Mend, Paper};
pub use late::{Delayed, explain_delay};
pub use memo::{
    Contents, KINDS, Memo, MemoStatement, OUTCOMES, Review, Reviewed, SIGNED, holds, memo, reviewed, statement,
};
pub use scope::{Scoped, scope};
pub(super) use scope::{adopt_profile, rescope_data};
pub use state::{Deadlines, Regime};
pub use threshold::{Mark, NOTICED, Passed, Threshold, marks, ring_of, stage, thresholds};
pub use view::{ClockState, ClockView, Sign, SignKind, earliest_sign, past, sign};

facts! {
    /// Facts about regimes and their clocks.
    DeadlineFact {
        /// A regime is to be considered; its deadlines are frozen into the case.
        Considered(Considered) = "regime.considered" [listed],
        /// The question whether it applies was answered.
        Assessed(Assessed) = "regime.assessed" [listed],
        /// A clock was started.
        Started(Started) = "clock.started" [listed],
        /// A notice was sent.
        Sent(Sent) = "notice.sent" [listed],
        /// A memo why not, or not yet, was filed.
        Memo(Memo) = "memo.filed" [listed],
        /// A threshold of a running clock passed.
        Passed(Passed) = "clock.threshold",
        /// Why a notice is late.
        Delayed(Delayed) = "notice.delayed",
        /// A memo was looked at again.
        Reviewed(Reviewed) = "memo.reviewed" [listed],
        /// Whether a single deadline applies was answered.
        ConditionAnswered(ConditionAnswered) = "deadline.condition",
        /// What the case says of who we are and what it touches, with the laws that suggests.
        Scoped(Scoped) = "case.scoped",
        /// Class and calendars for some deadlines were chosen.
        Counted(Counted) = "deadline.counted",
    }
}

#[cfg(test)]
mod ahead_tests;
#[cfg(test)]
mod assessment_tests;
#[cfg(test)]
mod lacking_tests;
#[cfg(test)]
mod properties_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors_tests;

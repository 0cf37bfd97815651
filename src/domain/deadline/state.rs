//! Regimes of the case, folded.

use std::collections::BTreeMap;

use super::{
    Assessed, ConditionAnswered, Considered, Counted, DeadlineFact, Delayed, Memo, Passed, Reviewed, Scoped, Sent,
    Started,
};
use crate::domain::fact::{Author, Meta};
use crate::domain::id::RecordId;
use crate::domain::incident::{Act, Incident};
use crate::domain::msg::{Arg, Msg};
use crate::domain::time::{When, local};

/// One regime with what was recorded of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Regime {
    /// The record that took it into the case.
    pub id: RecordId,
    /// The frozen entry.
    pub considered: Considered,
    /// Answers, oldest first.
    pub answers: Vec<(RecordId, Assessed)>,
    /// Starts, oldest first.
    pub starts: Vec<(RecordId, Started)>,
    /// Notices by deadline.
    pub sent: BTreeMap<String, Vec<(RecordId, Sent)>>,
    /// Memos.
    pub memos: Vec<(RecordId, Memo)>,
    /// Memos looked at again, oldest first.
    pub reviews: Vec<(RecordId, Reviewed)>,
    /// Who recorded each start.
    pub recorders: BTreeMap<RecordId, Author>,
    /// Answers whether a single deadline applies, oldest first.
    pub conditions: Vec<(RecordId, ConditionAnswered)>,
    /// Class and calendars that were chosen for it, oldest first.
    pub chosen: Vec<(RecordId, Counted)>,
    /// Answers, starts, memos and reviews in the order of the fold: a memo stands until a later answer or start overtakes it.
    pub order: Vec<RecordId>,
}

/// Regimes in order of arrival, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deadlines {
    /// Regimes of the case.
    pub regimes: Vec<Regime>,
    /// Thresholds of clocks whose passing was noted, in the order of the fold.
    pub passed: Vec<(RecordId, Passed)>,
    /// Why notices are late, oldest first.
    pub delayed: Vec<(RecordId, Delayed)>,
    /// What the case says of who we are and what it touches, oldest first; the last one holds.
    pub scopes: Vec<(RecordId, Scoped)>,
}

impl Regime {
    pub(super) fn of(id: RecordId, considered: Considered) -> Self {
        Regime {
            id,
            considered,
            answers: Vec::new(),
            starts: Vec::new(),
            sent: BTreeMap::new(),
            memos: Vec::new(),
            reviews: Vec::new(),
            conditions: Vec::new(),
            chosen: Vec::new(),
            recorders: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    /// The memos over a deadline that nothing recorded since has overtaken, oldest first: no later answer says that the regime applies, its clock was not started
    /// later, and no review reopened the question.
    pub(in crate::domain) fn memos_since<'a>(
        &'a self,
        state: &'a Incident,
        deadline: &'a str,
    ) -> impl Iterator<Item = &'a (RecordId, Memo)> {
        let place = |id: RecordId| self.order.iter().position(|known| *known == id).filter(|_| !state.struck(id));
        let yes = self.answers.iter().filter(|(_, answer)| answer.answer == "yes").filter_map(|(id, _)| place(*id));
        let clock = self.considered.clock(deadline);
        let started = self.starts.iter().filter(|(_, started)| clock.is_some_and(|clock| started.starts(clock)));
        let started = started.filter_map(|(id, _)| place(*id));
        let overtaken = yes.chain(started).max();
        let memos = self.memos.iter().filter(move |(id, memo)| memo.covers(deadline) && !self.reopened(state, *id));
        memos.filter(move |(id, _)| place(*id).is_some_and(|memo| overtaken.is_none_or(|overtaken| memo > overtaken)))
    }

    /// Whether a memo stands for a deadline. One that lacks something is no proof: it is recorded and the clock goes on. Of one of an older journal only who decided
    /// is asked.
    pub(super) fn memo_stands(&self, state: &Incident, deadline: &str) -> bool {
        self.memos_since(state, deadline).any(|(id, memo)| memo.lacks(state, *id).is_empty())
    }
}

/// A person by name, or in words that nobody is named.
fn named(who: &Author) -> Arg {
    if who.name.trim().is_empty() { Msg::new("question-nobody").into() } else { who.name.clone().into() }
}

/// A time as it was typed in its zone, to the minute.
pub(super) fn minute(when: &When) -> String {
    let there = local(when.at, when.zone.parse().unwrap_or(chrono_tz::UTC));
    [&*there.date_iso(), " ", &*there.hm(), " ", &*there.zone_abbrev()].concat()
}

impl Deadlines {
    pub(in crate::domain) fn apply(&mut self, meta: &Meta, fact: &DeadlineFact) -> Option<Act> {
        match fact {
            DeadlineFact::Considered(considered) => {
                if !self.regimes.iter().any(|regime| regime.considered.regime == considered.regime) {
                    self.regimes.push(Regime::of(meta.id, (**considered).clone()));
                }
                None
            }
            DeadlineFact::Assessed(assessed) => {
                let regime = self.regime_mut(&assessed.regime)?;
                regime.order.push(meta.id);
                regime.answers.push((meta.id, (**assessed).clone()));
                let msg = Msg::new("act-regime").with("regime", assessed.regime.clone()).code(
                    "answer",
                    "answer",
                    assessed.answer.clone(),
                );
                Some(Act::response(
                    &assessed.at,
                    assessed.late_reason.as_ref(),
                    msg.with("who", named(&assessed.decider)),
                ))
            }
            DeadlineFact::ConditionAnswered(answered) => {
                let regime = self.regime_mut(&answered.regime)?;
                regime.conditions.push((meta.id, (**answered).clone()));
                let msg = Msg::new("act-condition")
                    .with("deadline", format!("{}/{}", answered.regime, answered.deadline))
                    .code("answer", "condition", answered.answer.clone())
                    .with("who", named(&answered.decider));
                Some(Act::response(&answered.at, answered.late_reason.as_ref(), msg))
            }
            DeadlineFact::Scoped(scoped) => {
                self.scopes.push((meta.id, (**scoped).clone()));
                let id = if scoped.file.is_empty() { "act-scope" } else { "act-scope-copied" };
                Some(Act::at(meta.recorded_at, Msg::new(id).with("count", scoped.suggests.len())))
            }
            DeadlineFact::Counted(counted) => {
                for regime in self.regimes.iter_mut().filter(|regime| counted.names(&regime.considered.regime)) {
                    regime.chosen.push((meta.id, (**counted).clone()));
                }
                let deadlines = counted.deadlines.join(", ");
                Some(Act::at(meta.recorded_at, Msg::new("act-counted").with("deadlines", deadlines)))
            }
            DeadlineFact::Started(started) => {
                let regime = self.regime_mut(&started.regime)?;
                regime.order.push(meta.id);
                regime.recorders.insert(meta.id, meta.author.clone());
                regime.starts.push((meta.id, (**started).clone()));
                let msg = Msg::new("act-clock")
                    .with("regime", started.regime.clone())
                    .with("deadline", started.deadline.clone())
                    .with("at", minute(&started.start));
                Some(Act::at(meta.recorded_at, msg))
            }
            DeadlineFact::Sent(sent) => {
                self.regime_mut(&sent.regime)?
                    .sent
                    .entry(sent.deadline.clone())
                    .or_default()
                    .push((meta.id, (**sent).clone()));
                let msg = Msg::new("act-sent").with("regime", sent.regime.clone()).with("who", sent.by.name.clone());
                Some(Act::response(&sent.at, sent.late_reason.as_ref(), msg))
            }
            DeadlineFact::Passed(passed) => {
                self.passed.push((meta.id, (**passed).clone()));
                let msg = Msg::new("act-threshold")
                    .with("name", self.short_of(&passed.regime, &passed.deadline))
                    .code("threshold", "threshold", passed.threshold.clone())
                    .code("noticed", "noticed", passed.noticed.clone());
                Some(Act::at(passed.at, msg))
            }
            DeadlineFact::Delayed(delayed) => {
                self.delayed.push((meta.id, (**delayed).clone()));
                let msg = Msg::new("act-delayed")
                    .with("name", self.short_of(&delayed.regime, &delayed.deadline))
                    .with("who", named(&delayed.who));
                Some(Act::at(meta.recorded_at, msg))
            }
            DeadlineFact::Memo(memo) => {
                let regime = self.regime_mut(&memo.regime)?;
                regime.order.push(meta.id);
                regime.memos.push((meta.id, (**memo).clone()));
                let msg = Msg::new("act-memo").with("regime", memo.regime.clone()).with("who", named(&memo.decider));
                Some(Act::response(&memo.at, memo.late_reason.as_ref(), msg))
            }
            DeadlineFact::Reviewed(seen) => {
                let regime = self.regime_mut(&seen.regime)?;
                regime.order.push(meta.id);
                regime.reviews.push((meta.id, (**seen).clone()));
                let msg = Msg::new("act-memo-reviewed").with("regime", seen.regime.clone()).code(
                    "outcome",
                    "review-outcome",
                    seen.outcome.clone(),
                );
                let msg = msg.with("who", seen.by.name.clone());
                Some(Act::response(&seen.at, seen.late_reason.as_ref(), msg))
            }
        }
    }

    /// The short name of a clock, for its lines.
    fn short_of(&self, regime: &str, deadline: &str) -> String {
        let known = self.regime(regime);
        let clock = known.and_then(|known| known.considered.clock(deadline));
        known.map_or_else(|| regime.to_owned(), |known| known.considered.short(clock))
    }

    /// A regime of the case by its id.
    pub(super) fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.considered.regime == id)
    }

    pub(super) fn regime_mut(&mut self, id: &str) -> Option<&mut Regime> {
        self.regimes.iter_mut().find(|regime| regime.considered.regime == id)
    }
}

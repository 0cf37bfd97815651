//! Clocks as they stand at an instant.

use super::{Began, Clock, ConditionAnswered, Deadlines, Regime, Sent, submission};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::period::{Due, End, Problem};
use crate::domain::time::Instant;

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// The regime's question is open and nothing started.
    NotAssessed,
    /// Applies, but its own event is not recorded.
    NotStarted,
    /// Runs.
    Running,
    /// Runs where the law names no number: time elapses, and nothing counts down.
    Elapsing,
    /// Its limit is past.
    Late,
    /// A notice was sent.
    Sent,
    /// A memo says why not.
    Memo,
    /// The question was answered no, and no memo is filed yet.
    MemoOwed,
    /// Somebody decided that this single deadline does not apply.
    DoesNotApply,
}

impl ClockState {
    /// The code: `not-assessed`, `not-started`, `running`, `elapsing`, `late`, `sent`, `memo-filed`, `memo-owed`,
    /// `does-not-apply`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ClockState::NotAssessed => "not-assessed",
            ClockState::NotStarted => "not-started",
            ClockState::Running => "running",
            ClockState::Elapsing => "elapsing",
            ClockState::Late => "late",
            ClockState::Sent => "sent",
            ClockState::Memo => "memo-filed",
            ClockState::MemoOwed => "memo-owed",
            ClockState::DoesNotApply => "does-not-apply",
        }
    }
}

/// One clock as a screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockView<'a> {
    /// Its regime.
    pub regime: &'a Regime,
    /// The clock; none for a regime of an older journal whose deadlines are not in plain hours.
    pub clock: Option<&'a Clock>,
    /// How it stands.
    pub state: ClockState,
    /// Its start, if recorded.
    pub start: Option<Began<'a>>,
    /// How it was computed from its start, or why it cannot be.
    pub computed: Option<Result<Due, Problem>>,
    /// When it is due, from its start.
    pub due: Option<Instant>,
    /// At worst due, from the earliest recorded sign, while no start is recorded: exposure, not a deadline.
    pub exposure: Option<Instant>,
    /// The notice, if one was sent.
    pub sent: Option<&'a Sent>,
    /// Whether it applies at all, where that was decided for this one deadline.
    pub condition: Option<&'a (RecordId, ConditionAnswered)>,
}

impl ClockView<'_> {
    /// `REGIME/DEADLINE`, or the regime alone.
    #[must_use]
    pub fn key(&self) -> String {
        let regime = &self.regime.considered.regime;
        self.clock.map_or_else(|| regime.clone(), |clock| format!("{regime}/{}", clock.deadline))
    }

    /// Milliseconds left at an instant; negative when late. None while nothing runs.
    #[must_use]
    pub fn left(&self, now: Instant) -> Option<i64> {
        matches!(self.state, ClockState::Running | ClockState::Late).then_some(self.due?.millis_since(now))
    }

    /// The computation, where there is one.
    #[must_use]
    pub fn counted(&self) -> Option<&Due> {
        self.computed.as_ref()?.as_ref().ok()
    }

    /// The latest reading that can be argued, where it lies after the target. Never the target.
    #[must_use]
    pub fn later(&self) -> Option<Instant> {
        let later = self.counted()?.latest?.end.at()?;
        (Some(later) > self.due).then_some(later)
    }

    /// Milliseconds since its start.
    #[must_use]
    pub fn elapsed(&self, now: Instant) -> Option<i64> {
        Some(now.millis_since(self.start?.at))
    }

    /// Whether it waits for an event of its own that comes after the one the regime's first clock runs from: a submission, a payment, a request.
    #[must_use]
    pub fn waits(&self) -> bool {
        let main = self.regime.considered.clocks.first().map(|clock| clock.from.as_str());
        let later = self.clock.is_some_and(|clock| Some(clock.from.as_str()) != main || submission(&clock.from));
        self.start.is_none() && later
    }
}

/// Whether a limit is past. A day has gone with the first instant that is no longer it.
#[must_use]
pub fn past(due: Instant, ends_a_day: bool, now: Instant) -> bool {
    now > due || (ends_a_day && now == due)
}

impl Deadlines {
    /// Whether the limit of a deadline is past at an instant, whatever was sent or filed.
    #[must_use]
    pub fn over(&self, state: &Incident, regime: &str, deadline: &str, at: Instant) -> bool {
        let Some(regime) = self.regime(regime) else { return false };
        let computed = regime.considered.clock(deadline).and_then(|clock| regime.computed(state, clock));
        let end = computed.and_then(Result::ok).map_or(End::None, |due| due.end);
        end.at().is_some_and(|due| past(due, end.last_day().is_some(), at))
    }

    /// Every clock, and every regime without one, as it stands at an instant; running ones first, by time left.
    #[must_use]
    pub fn views<'a>(&'a self, state: &Incident, now: Instant) -> Vec<ClockView<'a>> {
        let mut views: Vec<ClockView<'a>> =
            self.regimes.iter().flat_map(|regime| self.views_of(state, regime, now)).collect();
        views.sort_by_key(|view| (rank(view), view.due.or(view.exposure).map_or(i64::MAX, Instant::millis)));
        views
    }

    /// The clocks of one regime in the order of its entry; of one without any, the regime itself.
    #[must_use]
    pub fn views_of<'a>(&self, state: &Incident, regime: &'a Regime, now: Instant) -> Vec<ClockView<'a>> {
        let sign = earliest_sign(state);
        let clocks = &regime.considered.clocks;
        if clocks.is_empty() {
            return vec![view(state, regime, None, sign, now)];
        }
        clocks.iter().map(|clock| view(state, regime, Some(clock), sign, now)).collect()
    }
}

fn rank(view: &ClockView<'_>) -> u8 {
    match view.state {
        // What waits for an event of its own comes after what may already run unseen.
        ClockState::NotStarted | ClockState::NotAssessed if view.waits() => 6,
        ClockState::Late => 0,
        ClockState::Running => 1,
        ClockState::Elapsing => 2,
        ClockState::NotStarted => 3,
        ClockState::MemoOwed => 4,
        ClockState::NotAssessed => 5,
        ClockState::Sent => 7,
        ClockState::Memo | ClockState::DoesNotApply => 8,
    }
}

fn view<'a>(
    state: &Incident,
    regime: &'a Regime,
    clock: Option<&'a Clock>,
    sign: Option<Instant>,
    now: Instant,
) -> ClockView<'a> {
    let live = |id: RecordId| !state.struck(id);
    let key = clock.map_or("", |clock| clock.deadline.as_str());
    let start = clock.and_then(|clock| regime.began(state, clock));
    let sent = regime.sent.get(key).and_then(|sent| sent.iter().find(|(id, _)| live(*id))).map(|(_, sent)| sent);
    let memo = regime.memo_stands(state, key);
    let answer = regime.stands(state).map(|(_, assessed)| assessed.answer.as_str());
    let condition = regime.condition(state, key).filter(|_| clock.is_some());
    let computed = clock.and_then(|clock| regime.computed(state, clock));
    let counted = computed.as_ref().and_then(|computed| computed.as_ref().ok());
    let end = counted.map_or(End::None, |due| due.end);
    let due = end.at();
    let exposure = clock.filter(|_| counted.is_none()).and_then(|clock| regime.exposure(state, clock, sign));
    let found = if sent.is_some() {
        ClockState::Sent
    } else if memo {
        ClockState::Memo
    } else if condition.is_some_and(|(_, answered)| answered.answer == "not-met") {
        ClockState::DoesNotApply
    } else if answer == Some("no") {
        ClockState::MemoOwed
    } else if let Some(due) = due {
        if past(due, end.last_day().is_some(), now) { ClockState::Late } else { ClockState::Running }
    } else if counted.is_some() {
        ClockState::Elapsing
    } else if answer == Some("yes") {
        ClockState::NotStarted
    } else {
        ClockState::NotAssessed
    };
    ClockView { regime, clock, state: found, start, computed, due, exposure, sent, condition }
}

/// The earliest recorded sign of the incident: detection, the earliest incident fact that stands, the declaration.
#[must_use]
pub fn earliest_sign(state: &Incident) -> Option<Instant> {
    let declared = state.case.declared.as_ref();
    let facts = state.timeline.standing.first().map(|(happened, _)| *happened);
    let named = declared
        .into_iter()
        .flat_map(|d| [d.detected.as_ref().map(|w| w.at), d.aware.as_ref().map(|w| w.at), Some(d.declared.at)])
        .flatten();
    facts.into_iter().chain(named).min()
}

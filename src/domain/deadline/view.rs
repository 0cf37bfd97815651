//! Clocks as they stand at an instant.

use super::due::AWARENESS_LIKE;
use super::{Began, Clock, ConditionAnswered, Deadlines, Lacking, Regime, Sent, Threshold, stage, submission};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::period::{Due, End, Problem};
use crate::domain::time::{Instant, When};

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
    /// A notice was sent, whatever it lacks.
    Sent,
    /// A memo that lacks nothing says why not.
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
    /// Its record.
    pub sent_in: Option<RecordId>,
    /// When that was, by the clock as corrected.
    pub sent_at: Option<Instant>,
    /// What the notice lacks that stopped it, or a memo that was to.
    pub lacking: Option<Lacking>,
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

    /// Its name for a row of a list.
    #[must_use]
    pub fn short(&self) -> String {
        self.regime.considered.short(self.clock)
    }

    /// The gravest threshold that it has passed; none while it does not count down.
    #[must_use]
    pub fn stage(&self, now: Instant) -> Option<Threshold> {
        self.left(now)?;
        stage(self.start?.at, self.due?, self.counted()?.end.last_day().is_some(), now)
    }

    /// How much of its time is used, in hundredths; more than 100 when late. None while it does not count down.
    #[must_use]
    pub fn used(&self, now: Instant) -> Option<i64> {
        let (left, start) = (self.left(now)?, self.start?.at);
        let length = self.due?.millis_since(start).max(1);
        Some((length - left).max(0).saturating_mul(100) / length)
    }

    /// By how much a notice went out after the limit, milliseconds.
    #[must_use]
    pub fn sent_late(&self) -> Option<i64> {
        let (sent, due) = (self.sent_at?, self.due?);
        let ends_a_day = self.counted()?.end.last_day().is_some();
        past(due, ends_a_day, sent).then(|| sent.millis_since(due))
    }

    /// Whether it is or was late and nobody said why.
    #[must_use]
    pub fn reason_owed(&self, state: &Incident) -> bool {
        let late = self.state == ClockState::Late || self.sent_late().is_some();
        let deadline = self.clock.map_or("", |clock| clock.deadline.as_str());
        late && !state.deadlines.late_explained(state, &self.regime.considered.regime, deadline, self.sent)
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

    /// Milliseconds since its start; none have passed where another laptop's clock is ahead of this one's.
    #[must_use]
    pub fn elapsed(&self, now: Instant) -> Option<i64> {
        Some(now.millis_since(self.start?.at).max(0))
    }

    /// By how much a notice went out before the clock's own start, milliseconds.
    #[must_use]
    pub fn sent_early(&self) -> Option<i64> {
        let (sent, start) = (self.sent_at?, self.start?.at);
        (sent < start).then(|| start.millis_since(sent))
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
        let sign = sign(state).map(|sign| sign.at);
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
        ClockState::Sent | ClockState::Memo if view.lacking.is_some() => 4,
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
    let key = clock.map_or("", |clock| clock.deadline.as_str());
    let start = clock.and_then(|clock| regime.began(state, clock));
    // The same notice that the deadlines after it count from.
    let gone = regime.gone(state, key).into_iter().next();
    let sent = gone.map(|gone| gone.sent);
    let (sent_in, sent_at) = (gone.map(|gone| gone.record), gone.map(|gone| gone.read.at));
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
    let lacking = match found {
        ClockState::Sent => regime.notice_lacks(state, clock),
        ClockState::DoesNotApply => None,
        _ => regime.memo_lacks(state, key),
    };
    ClockView {
        regime,
        clock,
        state: found,
        start,
        computed,
        due,
        exposure,
        sent,
        sent_in,
        sent_at,
        lacking,
        condition,
    }
}

/// What a sign of the incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// When it was detected, as declared.
    Detected,
    /// When the organisation was aware, as declared.
    Aware,
    /// When it was declared.
    Declared,
    /// An event was judged.
    Assessed,
    /// The awareness that a clock was started from, of whatever law.
    Started,
    /// A line of the timeline that stands.
    Fact,
}

impl SignKind {
    /// The code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            SignKind::Detected => "detected",
            SignKind::Aware => "aware",
            SignKind::Declared => "declared",
            SignKind::Assessed => "assessed",
            SignKind::Started => "started",
            SignKind::Fact => "fact",
        }
    }
}

/// The earliest recorded sign: from when on somebody may say that the organisation knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sign {
    /// When, as corrected.
    pub at: Instant,
    /// What it is.
    pub kind: SignKind,
    /// The record.
    pub record: Option<RecordId>,
}

/// The earliest recorded sign of the incident, from which exposure is counted. It starts no clock.
#[must_use]
pub fn sign(state: &Incident) -> Option<Sign> {
    let worst = |record: Option<RecordId>, when: &When, kind: SignKind| {
        let read = record.map(|record| state.stations.corrected(record, when));
        Sign { at: read.map_or(when.at, |read| read.at), kind, record }
    };
    let declared_in = state.case.declared_in;
    let declared = state.case.declared.as_ref().into_iter().flat_map(|declared| {
        let named = [(declared.detected.as_ref(), SignKind::Detected), (declared.aware.as_ref(), SignKind::Aware)];
        let named = named.into_iter().chain([(Some(&declared.declared), SignKind::Declared)]);
        named.filter_map(|(when, kind)| Some(worst(declared_in, when?, kind)))
    });
    let fact = state.timeline.standing.first().map(|(happened, id)| {
        let when = state.timeline.line(*id).and_then(|line| line.when.as_deref());
        when.map_or(Sign { at: *happened, kind: SignKind::Fact, record: Some(*id) }, |when| {
            worst(Some(*id), when, SignKind::Fact)
        })
    });
    let live = |id: RecordId| !state.struck(id);
    let assessed = state.case.assessments.iter().filter(|(id, _)| live(*id));
    let assessed = assessed.map(|(id, assessed)| worst(Some(*id), &assessed.at, SignKind::Assessed));
    let started = state.deadlines.regimes.iter().flat_map(|regime| &regime.starts);
    let aware = started.filter(|(id, started)| live(*id) && AWARENESS_LIKE.contains(&started.event.as_str()));
    let started = aware.map(|(id, started)| worst(Some(*id), &started.start, SignKind::Started));
    declared.chain(fact).chain(assessed).chain(started).min()
}

/// The earliest recorded sign of the incident, as recorded: detection, the earliest incident fact that stands, the declaration.
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

//! Control 8: regimes to consider, when each clock started and why, what was sent, and memos why not. A clock informs; it never counts as compliance.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::decision::{Ctx, Decision, Refusal, Shortfall};
use super::fact::{Author, Fact, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::input::{Fields, Input};
use super::msg::Msg;
use super::rules::Rule;
use super::station::time_shortfalls;
use super::time::{Instant, When};
use crate::library::regimes::Register;

facts! {
    /// Facts about regimes and their clocks.
    DeadlineFact {
        /// A regime is to be considered; its clocks are frozen into the case.
        Considered(Considered) = "regime.considered",
        /// The question whether it applies was answered.
        Assessed(Assessed) = "regime.assessed",
        /// A clock was started.
        Started(Started) = "clock.started",
        /// A notice was sent.
        Sent(Sent) = "notice.sent",
        /// A memo why not, or not yet, was filed.
        Memo(Memo) = "memo.filed",
    }
}

/// The event a clock starts from that a declaration's awareness time answers.
pub const AWARENESS: &str = "controller_aware";
/// Answers to a regime's question.
pub const ANSWERS: &[&str] = &["yes", "no", "not-yet"];

/// A regime taken into the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Considered {
    /// Regime id of the register.
    pub regime: String,
    /// Its name.
    pub name: String,
    /// The question that decides whether it applies.
    pub question: String,
    /// What starts its clock, in words.
    pub clock_start: String,
    /// Citation.
    pub citation: String,
    /// How sure the register is of it.
    pub confidence: String,
    /// Deadlines in plain elapsed hours (rule `hours-exact` of the register).
    pub clocks: Vec<Clock>,
}

/// One deadline in elapsed hours: start plus n times 3 600 seconds of UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Deadline id of the register.
    pub deadline: String,
    /// Its name.
    pub name: String,
    /// Hours.
    pub hours: u32,
    /// The event it starts from.
    pub from: String,
    /// Citation.
    pub citation: String,
}

/// The answer to a regime's question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// Regime id.
    pub regime: String,
    /// One of [`ANSWERS`].
    pub answer: String,
    /// Why.
    pub reason: String,
    /// Who decided: a holder of the organisation's delegated authority.
    pub decider: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A clock's start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// The instant it starts from.
    pub start: When,
    /// Why that instant.
    pub why: String,
    /// The second person where a start is moved later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Author>,
    /// How the second person's presence was shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence: String,
    /// Slip number or call record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub presence_ref: String,
}

/// A notice sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// When.
    pub at: When,
    /// Who sent it.
    pub by: Author,
    /// By which route.
    pub route: String,
    /// Reference or receipt number.
    pub reference: String,
    /// Copy of what was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<Artefact>,
    /// Why it was sent after the limit, or recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// A memo why not or not yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Regime id.
    pub regime: String,
    /// Deadline id; empty for all of the regime's.
    pub deadline: String,
    /// The memo.
    pub text: String,
    /// Who decided.
    pub decider: Author,
    /// When.
    pub at: When,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

/// One regime with what was recorded of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Regime {
    /// The record that took it into the case.
    pub id: RecordId,
    /// The frozen entry.
    pub considered: Considered,
    /// Answers, oldest first.
    pub answers: Vec<(RecordId, Assessed)>,
    /// Starts by deadline, oldest first.
    pub starts: BTreeMap<String, Vec<(RecordId, Started)>>,
    /// Notices by deadline.
    pub sent: BTreeMap<String, Vec<(RecordId, Sent)>>,
    /// Memos.
    pub memos: Vec<(RecordId, Memo)>,
    /// Who recorded each start.
    pub recorders: BTreeMap<RecordId, Author>,
    /// Answers, starts and memos in the order of the fold: a memo stands until a later answer or start overtakes it.
    pub order: Vec<RecordId>,
}

/// Regimes in order of arrival, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deadlines {
    /// Regimes of the case.
    pub regimes: Vec<Regime>,
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// The regime's question is open and nothing started.
    NotAssessed,
    /// Applies, but its own event is not recorded.
    NotStarted,
    /// Runs.
    Running,
    /// Its limit is past.
    Late,
    /// A notice was sent.
    Sent,
    /// A memo says why not.
    Memo,
    /// The question was answered no, and no memo is filed yet.
    MemoOwed,
}

impl ClockState {
    /// The code: `not-assessed`, `not-started`, `running`, `late`, `sent`, `memo-filed`, `memo-owed`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ClockState::NotAssessed => "not-assessed",
            ClockState::NotStarted => "not-started",
            ClockState::Running => "running",
            ClockState::Late => "late",
            ClockState::Sent => "sent",
            ClockState::Memo => "memo-filed",
            ClockState::MemoOwed => "memo-owed",
        }
    }
}

/// One clock as a screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockView<'a> {
    /// Its regime.
    pub regime: &'a Regime,
    /// The clock; none for a regime whose deadlines are not in plain hours.
    pub clock: Option<&'a Clock>,
    /// How it stands.
    pub state: ClockState,
    /// Its start, if recorded.
    pub start: Option<&'a Started>,
    /// When it is due, from its start.
    pub due: Option<Instant>,
    /// At worst due, from the earliest recorded sign, while no start is recorded: exposure, not a deadline.
    pub exposure: Option<Instant>,
    /// The notice, if one was sent.
    pub sent: Option<&'a Sent>,
}

impl Sent {
    /// Whether route and reference are there, by which somebody can check that it arrived.
    #[must_use]
    pub fn receipted(&self) -> bool {
        !self.route.trim().is_empty() && !self.reference.trim().is_empty()
    }
}

impl Considered {
    /// A clock by its deadline id.
    fn clock(&self, deadline: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.deadline == deadline)
    }
}

impl Regime {
    fn of(id: RecordId, considered: Considered) -> Self {
        Regime {
            id,
            considered,
            answers: Vec::new(),
            starts: BTreeMap::new(),
            sent: BTreeMap::new(),
            memos: Vec::new(),
            recorders: BTreeMap::new(),
            order: Vec::new(),
        }
    }

    /// Whether a memo stands for a deadline: no later answer says that the regime applies, and its clock was not started later.
    fn memo_stands(&self, state: &Incident, deadline: &str) -> bool {
        let place = |id: RecordId| self.order.iter().position(|known| *known == id).filter(|_| !state.struck(id));
        let yes = self.answers.iter().filter(|(_, answer)| answer.answer == "yes").filter_map(|(id, _)| place(*id));
        let started = self.starts.get(deadline).into_iter().flatten().filter_map(|(id, _)| place(*id));
        let overtaken = yes.chain(started).max();
        // A memo that nobody decided, or that the DPO did, stops nothing: it is recorded and the clock goes on.
        let credited = |memo: &Memo| decider_shortfalls(state, &memo.decider, &memo.text).is_empty();
        let mut memos = self
            .memos
            .iter()
            .filter(|(_, memo)| (memo.deadline.is_empty() || memo.deadline == deadline) && credited(memo));
        memos.any(|(id, _)| place(*id).is_some_and(|memo| overtaken.is_none_or(|overtaken| memo > overtaken)))
    }
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
}

impl Deadlines {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &DeadlineFact) -> Option<Act> {
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
                    msg.with("who", assessed.decider.name.clone()),
                ))
            }
            DeadlineFact::Started(started) => {
                let regime = self.regime_mut(&started.regime)?;
                regime.order.push(meta.id);
                regime.recorders.insert(meta.id, meta.author.clone());
                regime.starts.entry(started.deadline.clone()).or_default().push((meta.id, (**started).clone()));
                let msg = Msg::new("act-clock")
                    .with("regime", started.regime.clone())
                    .with("deadline", started.deadline.clone());
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
            DeadlineFact::Memo(memo) => {
                let regime = self.regime_mut(&memo.regime)?;
                regime.order.push(meta.id);
                regime.memos.push((meta.id, (**memo).clone()));
                let msg =
                    Msg::new("act-memo").with("regime", memo.regime.clone()).with("who", memo.decider.name.clone());
                Some(Act::response(&memo.at, memo.late_reason.as_ref(), msg))
            }
        }
    }

    /// A regime of the case by its id.
    fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| regime.considered.regime == id)
    }

    fn regime_mut(&mut self, id: &str) -> Option<&mut Regime> {
        self.regimes.iter_mut().find(|regime| regime.considered.regime == id)
    }

    /// Every clock, and every regime without one, as it stands at an instant; running ones first, by time left.
    #[must_use]
    pub fn views<'a>(&'a self, state: &Incident, now: Instant) -> Vec<ClockView<'a>> {
        let sign = earliest_sign(state);
        let mut views = Vec::new();
        for regime in &self.regimes {
            if regime.considered.clocks.is_empty() {
                views.push(view(state, regime, None, sign, now));
            }
            for clock in &regime.considered.clocks {
                views.push(view(state, regime, Some(clock), sign, now));
            }
        }
        views.sort_by_key(|view| (rank(view.state), view.due.or(view.exposure).map_or(i64::MAX, Instant::millis)));
        views
    }
}

fn rank(state: ClockState) -> u8 {
    match state {
        ClockState::Late => 0,
        ClockState::Running => 1,
        ClockState::NotStarted => 2,
        ClockState::MemoOwed => 3,
        ClockState::NotAssessed => 4,
        ClockState::Sent => 5,
        ClockState::Memo => 6,
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
    let start = governing_start(state, regime, key);
    let sent = regime.sent.get(key).and_then(|sent| sent.iter().find(|(id, _)| live(*id))).map(|(_, sent)| sent);
    let memo = regime.memo_stands(state, key);
    let answer = regime.answers.iter().rev().find(|(id, _)| live(*id)).map(|(_, assessed)| assessed.answer.as_str());
    let span = clock.map(|clock| i64::from(clock.hours) * 3_600_000);
    let due = start.zip(span).map(|(start, span)| start.start.at.plus_millis(span));
    let exposure = if start.is_none() { sign.zip(span).map(|(sign, span)| sign.plus_millis(span)) } else { None };
    let found = if sent.is_some() {
        ClockState::Sent
    } else if memo {
        ClockState::Memo
    } else if answer == Some("no") {
        ClockState::MemoOwed
    } else if let Some(due) = due {
        if now > due { ClockState::Late } else { ClockState::Running }
    } else if answer == Some("yes") {
        ClockState::NotStarted
    } else {
        ClockState::NotAssessed
    };
    ClockView { regime, clock, state: found, start, due, exposure, sent }
}

/// The earliest claimed start governs; a later one only with a proven second person, from that record on.
fn governing_start<'a>(state: &Incident, regime: &'a Regime, deadline: &str) -> Option<&'a Started> {
    let mut governing: Option<&Started> = None;
    for (id, started) in regime.starts.get(deadline).into_iter().flatten() {
        if state.struck(*id) {
            continue;
        }
        let proven = regime.recorders.get(id).is_some_and(|recorder| moves_later(state, started, recorder));
        match governing {
            Some(current) if started.start.at > current.start.at && !proven => {}
            _ => governing = Some(started),
        }
    }
    governing
}

/// Whether a start carries a second person who showed presence and is not the one who records it.
fn moves_later(state: &Incident, started: &Started, recorder: &Author) -> bool {
    started.second.as_ref().is_some_and(|second| {
        state.present(second, &started.presence, &started.presence_ref) && !state.people.may_be_same(second, recorder)
    })
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

/// The carried register; a test shows that it can be read.
fn register() -> Option<&'static Register> {
    Register::shipped().ok()
}

/// Takes regimes into the case: those of the list that the register has and the case has not.
pub(super) fn consider_into(decision: &mut Decision, ids: &[String], state: &Incident) {
    for id in ids {
        if state.deadlines.regimes.iter().any(|regime| &regime.considered.regime == id) {
            continue;
        }
        let Some(entry) = register().and_then(|register| register.regime(id)).filter(|entry| entry.enabled) else {
            continue;
        };
        let clocks = entry.deadlines.iter().filter(|deadline| deadline.rule == "hours-exact").filter_map(|deadline| {
            let hours = Some(deadline.amount).filter(|hours| *hours > 0)?;
            let (name, from) = (deadline.name.clone(), deadline.from.clone());
            Some(Clock { deadline: deadline.id.clone(), name, hours, from, citation: deadline.citation.clone() })
        });
        decision.facts.push(
            Considered {
                regime: entry.id.clone(),
                name: entry.name.clone(),
                question: entry.trigger_question.clone(),
                clock_start: entry.clock_start.clone(),
                citation: entry.citation.clone(),
                confidence: entry.confidence.clone(),
                clocks: clocks.collect(),
            }
            .into(),
        );
    }
}

/// Starts the GDPR clocks from the organisation's awareness (art. 33(1)), where the case or the decision itself considers the GDPR. True when an earlier start
/// is on record, which goes on to govern.
pub(super) fn start_awareness(decision: &mut Decision, state: &Incident, aware: When, why: String) -> bool {
    let regime = state.deadlines.regime(GDPR);
    let considered = regime.map(|regime| &regime.considered).or_else(|| considered_in(decision, GDPR)).cloned();
    let mut later = false;
    for clock in considered.iter().flat_map(|considered| &considered.clocks).filter(|clock| clock.from == AWARENESS) {
        let current = regime.and_then(|regime| governing_start(state, regime, &clock.deadline));
        later |= current.is_some_and(|current| aware.at > current.start.at);
        decision.facts.push(
            Started {
                regime: GDPR.to_owned(),
                deadline: clock.deadline.clone(),
                start: aware.clone(),
                why: why.clone(),
                second: None,
                presence: String::new(),
                presence_ref: String::new(),
            }
            .into(),
        );
    }
    later
}

/// The regime whose clocks start from the organisation's awareness.
const GDPR: &str = "eu-gdpr";

/// A regime that a decision takes into the case.
fn considered_in<'a>(decision: &'a Decision, id: &str) -> Option<&'a Considered> {
    decision.facts.iter().find_map(|fact| match fact {
        Fact::Deadline(DeadlineFact::Considered(considered)) if considered.regime == id => Some(&**considered),
        _ => None,
    })
}

/// What a field names: a regime of the case or one that the decision takes in, and one of its deadlines.
struct Named<'a> {
    /// The regime's entry, frozen or about to be.
    considered: Considered,
    /// What the case has of it.
    regime: Option<&'a Regime>,
    /// The clock named; none where the regime alone is.
    clock: Option<Clock>,
}

impl Fields<'_> {
    /// A regime, or one of its clocks, `REGIME/DEADLINE`. A regime that the case does not have yet is taken in: clock starts and notices are never blocked.
    fn named(&self, field: &'static str, decision: &mut Decision) -> Result<Named<'_>, Refusal> {
        let text = self.required(field)?;
        let (id, deadline) = text.trim().split_once('/').map_or((text.trim(), None), |(id, rest)| (id, Some(rest)));
        let regime = self.state.deadlines.regime(id);
        if regime.is_none() {
            consider_into(decision, &[id.to_owned()], self.state);
        }
        let considered = regime.map(|regime| &regime.considered).or_else(|| considered_in(decision, id)).cloned();
        let considered = considered.ok_or_else(|| self.not_found(field, &text))?;
        let clock = match deadline.map(|deadline| considered.clock(deadline).cloned()) {
            Some(None) => return Err(self.not_found(field, &text)),
            Some(clock) => clock,
            None => None,
        };
        Ok(Named { considered, regime, clock })
    }

    /// The same, where one clock is meant: the only one, or none for a regime that has none in hours. Of several one is to be named.
    fn named_clock(&self, field: &'static str, decision: &mut Decision) -> Result<Named<'_>, Refusal> {
        let mut named = self.named(field, decision)?;
        match named.considered.clocks.as_slice() {
            _ if named.clock.is_some() => {}
            [] => {}
            [only] => named.clock = Some(only.clone()),
            several => {
                let keys = several.iter().map(|clock| format!("{}/{}", named.considered.regime, clock.deadline));
                let choices = keys.collect::<Vec<_>>().join(", ");
                return Err(Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices));
            }
        }
        Ok(named)
    }
}

/// `regime`: whether a regime applies, with reason and decider. A regime the case does not have yet is taken in.
///
/// # Errors
/// An unknown regime, no answer.
pub fn assess(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let id = fields.required("regime")?.trim().to_owned();
    let mut decision = Decision::default();
    if state.deadlines.regime(&id).is_none() {
        consider_into(&mut decision, std::slice::from_ref(&id), state);
        if decision.facts.is_empty() {
            return Err(fields.not_found("regime", &id));
        }
    }
    fields.required("answer")?;
    let answer = fields.choice("answer", ANSWERS)?.unwrap_or_default().to_owned();
    let decider = fields.person("decider").unwrap_or_default();
    let reason = fields.text("reason").unwrap_or_default();
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = decider_shortfalls(state, &decider, &reason);
    short.extend(time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx));
    decision.facts.push(Assessed { regime: id, answer, reason, decider, at, late_reason }.into());
    Ok(decision.short(short))
}

fn decider_shortfalls(state: &Incident, decider: &Author, reason: &str) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if decider.name.is_empty() || reason.is_empty() {
        short.push(Shortfall::new(Rule::NoDecider).at(if decider.name.is_empty() { "decider" } else { "reason" }));
    }
    if state.people.holders.get("dpo").is_some_and(|holder| state.people.same(&holder.assigned.person, decider)) {
        short.push(Shortfall::new(Rule::DpoDecides).at("decider"));
    }
    short
}

/// `clock`: the event a deadline starts from, and why that instant.
///
/// # Errors
/// An unknown clock, no time.
pub fn start(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let Named { considered, regime, clock } = fields.named_clock("deadline", &mut decision)?;
    let clock = clock.ok_or_else(|| fields.not_found("deadline", &considered.regime))?;
    fields.required("start")?;
    let start = fields.when_or_now("start")?;
    let why = fields.text("why").unwrap_or_default();
    let mut short = time_shortfalls("start", &start, false, None, state, ctx);
    if why.is_empty() {
        short.push(Shortfall::new(Rule::StartWithoutWhy).at("why"));
    }
    let started = Started {
        regime: considered.regime,
        deadline: clock.deadline,
        why,
        second: fields.person("second"),
        presence: fields.choice("presence", super::proof::PRESENCES)?.unwrap_or_default().to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        start,
    };
    let current = regime.and_then(|regime| governing_start(state, regime, &started.deadline));
    if current.is_some_and(|current| started.start.at > current.start.at) && !moves_later(state, &started, ctx.author) {
        short.push(Shortfall::new(Rule::StartMovedLater).at("second"));
    }
    Ok(decision.and(started).short(short))
}

/// `sent`: a notice went out. Recorded whatever its time; late without a reason is a shortfall.
///
/// # Errors
/// An unknown clock, an unreadable time.
pub fn sent(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let Named { considered, regime, clock } = fields.named_clock("deadline", &mut decision)?;
    let deadline = clock.as_ref().map(|clock| clock.deadline.clone()).unwrap_or_default();
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let start = regime.and_then(|regime| governing_start(state, regime, &deadline));
    let due = start.zip(clock).map(|(start, clock)| start.start.at.plus_millis(i64::from(clock.hours) * 3_600_000));
    if due.is_some_and(|due| at.at > due) && late_reason.is_none() {
        short.push(Shortfall::new(Rule::LateNotice).at("late-reason"));
    }
    let sent = Sent {
        regime: considered.regime,
        deadline,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        copy: ctx.sources.staged("file"),
        at,
        route: fields.text("route").unwrap_or_default(),
        reference: fields.text("reference").unwrap_or_default(),
        late_reason,
    };
    if !sent.receipted() {
        short.push(Shortfall::new(Rule::NoReceipt).at(if sent.route.is_empty() { "route" } else { "reference" }));
    }
    Ok(decision.and(sent).short(short))
}

/// `memo`: why a regime's notice is not sent, or not yet.
///
/// # Errors
/// An unknown regime, no text.
pub fn memo(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let named = fields.named("deadline", &mut decision)?;
    let deadline = named.clock.map(|clock| clock.deadline).unwrap_or_default();
    let regime = named.considered.regime;
    let text = fields.required("text")?;
    let decider = fields.person("decider").unwrap_or_default();
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = decider_shortfalls(state, &decider, &text);
    short.extend(time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx));
    Ok(decision.and(Memo { regime, deadline, text, decider, at, late_reason }).short(short))
}

#[cfg(test)]
#[path = "deadline_tests.rs"]
mod tests;

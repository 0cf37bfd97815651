//! What of a drill earns nothing, and what its own records show for the objectives that every drill has.

use super::clock::MINUTE;
use super::{
    Delivered, LATE_MS, Observed, Phase, Planned, Scored, clock, delivery, exercise, judgement, observations, planned,
};
use crate::domain::decision::Shortfall;
use crate::domain::eradication::hunt_shortfalls;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use crate::domain::organisation::UNTESTED_DAYS;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::Instant;
use crate::domain::{cause, review, volatile};

/// A call that is acknowledged within this long was in time, milliseconds (procedures.md section 1: it rings at ten minutes).
const ACKNOWLEDGED_MS: i64 = 10 * 60_000;

fn owed(field: &'static str) -> Shortfall {
    Shortfall::new(Rule::DrillPlanOwed).at(field).with("field", Arg::Code("field", field.to_owned()))
}

/// Whether somebody may be one of those who take part.
fn plays(state: &Incident, planned: &Planned, who: &Author) -> bool {
    planned.participants.iter().any(|one| state.people.may_be_same(who, one))
}

/// What a plan lacks. `began` says whether the drill had begun when it was recorded.
#[must_use]
pub fn plan_shortfalls(state: &Incident, planned: &Planned, began: bool) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if began {
        short.push(Shortfall::new(Rule::PlannedAfterStart));
    }
    let talks = matches!(planned.kind.as_str(), "tabletop" | "functional");
    for (field, missing) in [
        ("objectives", planned.objectives.is_empty()),
        ("facilitator", planned.facilitator.name.trim().is_empty()),
        ("collector", planned.collector.name.trim().is_empty()),
        ("participants", planned.participants.is_empty()),
        ("injects", talks && planned.injects.is_empty()),
    ] {
        short.extend(missing.then(|| owed(field)));
    }
    for (field, who) in [("facilitator", &planned.facilitator), ("collector", &planned.collector)] {
        if !who.name.trim().is_empty() && plays(state, planned, who) {
            short.push(Shortfall::new(Rule::DirectorPlays).at(field).with("who", who.name.clone()));
        }
    }
    short
}

/// What a delivery lacks: too late, too early, or the second one.
#[must_use]
pub fn delivered_shortfalls(state: &Incident, record: Option<RecordId>, delivered: &Delivered) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &delivered.at).into_iter().collect();
    let number = delivered.inject.to_string();
    if delivery(state, delivered.inject).is_some_and(|(first, _)| Some(*first) != record) {
        short.push(Shortfall::new(Rule::InjectTwice).at("inject").with("number", number));
        return short;
    }
    let Some((_, planned, _)) = planned(state) else { return short };
    let minute = planned.inject(delivered.inject).map_or(0, |inject| inject.minute);
    match clock(state).minute(minute) {
        Some(due) if delivered.at.at.millis_since(due) > LATE_MS => {
            let late = crate::domain::attention::span(delivered.at.at.millis_since(due));
            short.push(Shortfall::new(Rule::InjectLate).at("at").with("number", number).with("over", late));
        }
        // A minute typed without its seconds is not before its time.
        Some(due) if due.millis_since(delivered.at.at) < MINUTE => {}
        _ => short.push(Shortfall::new(Rule::InjectEarly).at("at").with("number", number)),
    }
    short
}

/// What an observation lacks.
#[must_use]
pub fn observed_shortfalls(state: &Incident, record: Option<RecordId>, observed: &Observed) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &observed.at).into_iter().collect();
    let number = || observed.inject.to_string();
    if planned(state).is_some_and(|(_, planned, _)| plays(state, planned, &observed.by)) {
        short.push(Shortfall::new(Rule::ObserverPlays).at("by").with("who", observed.by.name.clone()));
    }
    let Some((_, delivered)) = delivery(state, observed.inject) else {
        short.push(Shortfall::new(Rule::ObservedNothing).at("inject").with("number", number()));
        return short;
    };
    let cited = observed.record.and_then(|id| state.timeline.line(id)).map(|line| line.recorded);
    let early = |at: Instant| delivered.at.at.millis_since(at) >= MINUTE;
    if early(observed.at.at) || cited.is_some_and(early) {
        let field = if cited.is_some_and(early) { "record" } else { "at" };
        short.push(Shortfall::new(Rule::ObservedNothing).at(field).with("number", number()));
    }
    short
}

/// What a judgement lacks.
#[must_use]
pub fn scored_shortfalls(state: &Incident, scored: &Scored) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if planned(state).is_some_and(|(_, planned, _)| plays(state, planned, &scored.by)) {
        short.push(Shortfall::new(Rule::EvaluatorPlays).at("by").with("who", scored.by.name.clone()));
    }
    let counts = |number: u32| {
        let mut all = observations(state, number);
        all.any(|(id, observed)| observed_shortfalls(state, Some(*id), observed).is_empty())
    };
    let planned = planned(state).map(|(_, planned, _)| planned);
    let numbers = || planned.into_iter().flat_map(|planned| planned.numbered()).map(|(number, _)| number);
    match scored.inject {
        Some(number) if counts(number) => {}
        Some(_) => short.push(Shortfall::new(Rule::ScoredUnseen).at("inject")),
        // Where nothing was put in there is nothing to see after it.
        None if numbers().next().is_none() || numbers().any(counts) => {}
        None => short.push(Shortfall::new(Rule::ScoredUnseen).at("objective")),
    }
    if scored.result != "met" && scored.note.trim().is_empty() {
        short.push(Shortfall::new(Rule::ScoreWithoutNote).at("note"));
    }
    short
}

/// What the drill lacks to stand as evidence that people were trained and the procedure tested (A.5.24): the whole list.
#[must_use]
pub fn record_shortfalls(state: &Incident) -> Vec<Shortfall> {
    let Some((_, planned, _)) = planned(state).filter(|_| exercise(state)) else { return vec![owed("title")] };
    let mut short = plan_shortfalls(state, planned, false);
    let clock = clock(state);
    if clock.phase() != Phase::Over || clock.began().is_none() {
        short.push(Shortfall::new(Rule::DrillNotEnded));
    }
    for (number, _) in planned.numbered() {
        match delivery(state, number) {
            Some((id, delivered)) => short.extend(delivered_shortfalls(state, Some(*id), delivered)),
            None if clock.phase() == Phase::Over => {
                short.push(Shortfall::new(Rule::InjectUndelivered).with("number", number.to_string()));
            }
            None => {}
        }
    }
    for (number, _) in (1_u32..).zip(&planned.objectives) {
        let judged = judgement(state, None, Some(number));
        match judged {
            Some((_, scored)) => short.extend(scored_shortfalls(state, scored)),
            None => short.push(Shortfall::new(Rule::ObjectiveUnscored).with("number", number.to_string())),
        }
    }
    if !review::shortfalls(state).is_empty() {
        short.push(Shortfall::new(Rule::NoAfterAction));
    }
    short
}

/// One of the things that every drill looks at, and whether the records show it; none where nothing of the kind was recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Its code, for example `acknowledged`.
    pub id: &'static str,
    /// Whether the records show it.
    pub shown: Option<bool>,
}

impl Seen {
    /// In words.
    #[must_use]
    pub fn words(&self) -> Msg {
        let shown = match self.shown {
            Some(true) => "shown",
            Some(false) => "not-shown",
            None => "no-record",
        };
        Msg::new("drill-seen").code("what", "drill-seen", self.id).code("shown", "drill-shown", shown)
    }
}

/// What the records show of the objectives of procedures.md section 6. It is for the evaluator to weigh, and no mark for anybody.
#[must_use]
pub fn seen(state: &Incident) -> Vec<Seen> {
    let answered = state.callout.standing().filter_map(|call| Some((call, call.answered.as_ref()?)));
    let acks: Vec<bool> = answered
        .filter(|(_, (_, answered))| answered.outcome == "acknowledged")
        .map(|(call, (_, answered))| {
            let at = answered.ack_at.as_ref().map_or(answered.at.at, |ack| ack.at);
            let whole = call.shortfalls(state.callout.first_contact(call, &state.people)).is_empty();
            whole && at.millis_since(call.placed.at.at) <= ACKNOWLEDGED_MS
        })
        .collect();
    let captured = volatile::sources(state).into_iter().filter(|listed| {
        let all = state.volatile.captured.get(&listed.key).into_iter().flatten();
        all.filter(|(id, _)| !state.struck(*id)).count() > 0
    });
    let order: Vec<usize> = {
        let at = |key: &str| {
            let all = state.volatile.captured.get(key).into_iter().flatten();
            all.filter(|(id, _)| !state.struck(*id)).map(|(_, captured)| captured.at.at).min()
        };
        let mut found: Vec<(Instant, usize)> =
            captured.filter_map(|listed| Some((at(&listed.key)?, listed.rank()))).collect();
        found.sort();
        found.into_iter().map(|(_, order)| order).collect()
    };
    let hunts = state.eradication.hunts.iter().filter(|hunt| !state.struck(hunt.id));
    let hunts: Vec<bool> = hunts.map(|hunt| hunt_shortfalls(&hunt.hunted).is_empty()).collect();
    let memos = state.deadlines.regimes.iter().flat_map(|regime| &regime.memos).filter(|(id, _)| !state.struck(*id));
    let sent: Vec<bool> = state
        .messages
        .sent
        .iter()
        .filter(|(id, _)| !state.struck(*id))
        .map(|(id, sent)| {
            let broad = |short: &Shortfall| matches!(short.rule, Rule::GroupAddress | Rule::TooManyRecipients);
            !sent.shortfalls(state, Some(*id)).iter().any(broad)
        })
        .collect();
    let of = |id, all: &[bool]| Seen { id, shown: (!all.is_empty()).then(|| all.iter().all(|one| *one)) };
    vec![
        of("acknowledged", &acks),
        Seen { id: "order", shown: (!order.is_empty()).then(|| order.is_sorted()) },
        of("denominator", &hunts),
        Seen { id: "memo", shown: (memos.count() > 0).then_some(true) },
        of("limited", &sent),
        Seen {
            id: "quoted",
            shown: state.causes.standing(state).next().map(|finding| cause::counts(state, finding.id)),
        },
    ]
}

/// From when on a procedure that was last drilled at an instant counts as untested.
#[must_use]
pub fn untested_from(last: Instant) -> Instant {
    last.plus_hours(UNTESTED_DAYS * 24)
}

/// The finding that a procedure was not drilled for 12 months, or never.
#[must_use]
pub fn untested(procedure: &str, last: Option<Instant>, now: Instant) -> Option<Shortfall> {
    let old = last.is_none_or(|last| untested_from(last) <= now);
    old.then(|| Shortfall::new(Rule::Untested).with("id", procedure))
}

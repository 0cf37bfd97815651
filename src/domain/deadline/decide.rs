//! The commands: `regime`, `clock`, `sent`, `memo`.

use super::consider::{consider_into, considered_in};
use super::credit::{decider_shortfalls, moves_later};
use super::{ANSWERS, Assessed, Clock, Considered, Memo, Regime, Sent, Started, past};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

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
            consider_into(decision, &[id.to_owned()], self.state, self.ctx);
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

    /// The same, where one clock is meant: that which alone runs from the event of the regime's first. Of several one is to be named.
    fn named_clock(&self, field: &'static str, decision: &mut Decision) -> Result<Named<'_>, Refusal> {
        let mut named = self.named(field, decision)?;
        let clocks = &named.considered.clocks;
        let first: Vec<&Clock> =
            clocks.iter().filter(|clock| clocks.first().is_some_and(|f| f.from == clock.from)).collect();
        match first.as_slice() {
            _ if named.clock.is_some() => {}
            [] => {}
            [only] => named.clock = Some((*only).clone()),
            _ => {
                let keys = clocks.iter().map(|clock| format!("{}/{}", named.considered.regime, clock.deadline));
                let choices = keys.collect::<Vec<_>>().join(", ");
                return Err(Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices));
            }
        }
        Ok(named)
    }
}

impl Fields<'_> {
    /// The regime and the deadline of the one clock that a field names.
    pub(super) fn clock_named(
        &self,
        field: &'static str,
        decision: &mut Decision,
    ) -> Result<(String, String), Refusal> {
        let Named { considered, clock, .. } = self.named_clock(field, decision)?;
        let clock = clock.ok_or_else(|| self.not_found(field, &considered.regime))?;
        Ok((considered.regime, clock.deadline))
    }

    /// The event that happened: the one a clock runs from, or that of its second limit. Another would be a borrowed start.
    fn event(&self, clock: &Clock) -> Result<String, Refusal> {
        let Some(given) = self.text("anchor").map(|text| text.trim().to_owned()) else { return Ok(clock.from.clone()) };
        let own = [clock.from.as_str(), clock.cap_from.as_str()];
        if own.contains(&given.as_str()) {
            return Ok(given);
        }
        let choices = own.into_iter().filter(|event| !event.is_empty()).collect::<Vec<_>>().join(", ");
        Err(Refusal::new(Rule::NotAChoice, Some("anchor")).code("anchor").with("choices", choices))
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
        consider_into(&mut decision, std::slice::from_ref(&id), state, ctx);
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
    let event = fields.event(&clock)?;
    let started = Started {
        regime: considered.regime,
        deadline: clock.deadline.clone(),
        event,
        why,
        second: fields.person("second"),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or_default().to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        start,
    };
    let current = regime.and_then(|regime| regime.happened(state, &clock, &started.event));
    let starts = state.stations.corrected_now(state.station, &started.start).at;
    if current.is_some_and(|current| starts > current.at) && !moves_later(state, &started, ctx.author) {
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
    let end = regime.zip(clock).and_then(|(regime, clock)| Some(regime.computed(state, &clock)?.ok()?.end));
    let gone = state.stations.corrected_now(state.station, &at).at;
    let late = end.and_then(|end| Some(past(end.at()?, end.last_day().is_some(), gone)));
    let explained = state.deadlines.late_explained(state, &considered.regime, &deadline, None);
    if late == Some(true) && late_reason.is_none() && !explained {
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

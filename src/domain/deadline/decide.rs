//! The commands: `clock`, `sent`.

use super::credit::moves_later;
use super::named::Named;
use super::{Clock, Sent, Started, earliest_sign, past};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::notice;
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::{Instant, hms_left};

impl Fields<'_> {
    /// The clock that a notice is for: regime id, its name, and the clock.
    pub(in crate::domain) fn clock_of_notice(
        &self,
        field: &'static str,
        decision: &mut Decision,
    ) -> Result<(String, String, Clock), Refusal> {
        let Named { considered, clock, .. } = self.named_notice(field, decision)?;
        let clock = clock.ok_or_else(|| self.not_found(field, &considered.regime))?;
        Ok((considered.regime, considered.name, clock))
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

/// `clock`: the event a deadline starts from, and why that instant.
///
/// # Errors
/// An unknown clock, no time.
pub fn start(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let Named { considered, regime, clock } = fields.named_start("deadline", &mut decision)?;
    let clock = clock.ok_or_else(|| fields.not_found("deadline", &considered.regime))?;
    fields.required("start")?;
    let start = fields.when_or_now("start")?;
    let why = fields.text("why").unwrap_or_default();
    let mut short = time_shortfalls("start", &start, false, None, state, ctx);
    if why.is_empty() {
        // The clock runs all the same.
        short.push(Shortfall::new(Rule::StartWithoutWhy).at("why").counting());
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
    short.extend(doubtful(state, starts, "start"));
    let own = regime.filter(|_| started.event == clock.from);
    short.extend(own.and_then(|regime| early(regime.gone(state, &clock.deadline).first()?.read.at, starts, "start")));
    Ok(decision.and(started).short(short))
}

/// How long before the first sign of an incident its clocks may start, in days.
const PLAUSIBLE: i64 = 30;

/// That a start lies so long before anything was seen that its date is worth a look. It counts: the careful reading is the earlier one.
pub(in crate::domain) fn doubtful(state: &Incident, starts: Instant, field: &'static str) -> Option<Shortfall> {
    let days = earliest_sign(state)?.millis_since(starts) / 86_400_000;
    (days > PLAUSIBLE).then(|| Shortfall::new(Rule::StartDoubtful).at(field).with("days", days.to_string()))
}

/// That a notice went out before the clock's own start: it counts, and one of the two times is worth a look.
fn early(gone: Instant, starts: Instant, field: &'static str) -> Option<Shortfall> {
    let by = || hms_left(starts.millis_since(gone));
    (gone < starts).then(|| Shortfall::new(Rule::SentBeforeStart).at(field).with("by", by()))
}

/// `sent`: a notice went out. Recorded whatever its time; late without a reason is a shortfall.
///
/// # Errors
/// An unknown clock, an unreadable time.
pub fn sent(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let Named { considered, regime, clock } = fields.named_notice("deadline", &mut decision)?;
    let deadline = clock.as_ref().map(|clock| clock.deadline.clone()).unwrap_or_default();
    let at = fields.when_or_now("at")?;
    let late_reason = fields.text("late-reason");
    let mut short = time_shortfalls("at", &at, true, late_reason.as_deref(), state, ctx);
    let known = regime.zip(clock.as_ref());
    let end = known.and_then(|(regime, clock)| Some(regime.computed(state, clock)?.ok()?.end));
    let gone = state.stations.corrected_now(state.station, &at).at;
    short.extend(known.and_then(|(regime, clock)| early(gone, regime.began(state, clock)?.at, "at")));
    let late = end.and_then(|end| Some(past(end.at()?, end.last_day().is_some(), gone)));
    let explained = state.deadlines.late_explained(state, &considered.regime, &deadline, None);
    if late == Some(true) && late_reason.is_none() && !explained {
        short.push(Shortfall::new(Rule::LateNotice).at("late-reason"));
    }
    let copy = ctx.sources.staged("file");
    let carried = notice::carried(&fields, (&considered.regime, &deadline), copy.as_ref(), &mut decision)?;
    let sent = Sent {
        regime: considered.regime,
        deadline,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        copy,
        receipt: ctx.sources.staged("receipt"),
        notice: carried.notice,
        text_sha256: carried.sha256,
        copy_is: carried.copy_is,
        at,
        route: fields.text("route").unwrap_or_default(),
        reference: fields.text("reference").unwrap_or_default(),
        late_reason,
    };
    if !sent.receipted() {
        short.push(Shortfall::new(Rule::NoReceipt).at(if sent.route.is_empty() { "route" } else { "reference" }));
    }
    short.extend(notice::sending_shortfalls(state, &sent, &carried.entries));
    Ok(decision.and(sent).short(short))
}

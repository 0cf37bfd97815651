//! Which law and which of its deadlines a field names. A law named alone is enough where only one can be meant; where several can, they are asked for.

use super::consider::{considered_in, take_in};
use super::credit::submission;
use super::{Clock, ClockState, Considered, Regime};
use crate::domain::decision::{Decision, Refusal};
use crate::domain::input::Fields;
use crate::domain::rules::Rule;

/// What a field names: a regime of the case or one that the decision takes in, and one of its deadlines.
pub(super) struct Named<'a> {
    /// The regime's entry, frozen or about to be.
    pub(super) considered: Considered,
    /// What the case has of it.
    pub(super) regime: Option<&'a Regime>,
    /// The clock named; none where the regime alone is.
    pub(super) clock: Option<Clock>,
}

impl Fields<'_> {
    /// A regime, or one of its clocks, `REGIME/DEADLINE`. A regime that the case does not have yet is taken in, also one that is off in the register: an
    /// answer, a clock start and a notice are never blocked.
    pub(super) fn named(&self, field: &'static str, decision: &mut Decision) -> Result<Named<'_>, Refusal> {
        let text = self.required(field)?;
        let (id, deadline) = text.trim().split_once('/').map_or((text.trim(), None), |(id, rest)| (id, Some(rest)));
        let regime = self.state.deadlines.regime(id);
        if regime.is_none() {
            take_in(decision, id, field, self.state, self.ctx);
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

    /// The same, where an event is meant that starts clocks. Of a law named alone it is the event that was named, else the one its first deadline runs from,
    /// which starts every deadline of that event together; where that deadline has a second event beside it, it is to be said which.
    pub(super) fn named_start(&self, field: &'static str, decision: &mut Decision) -> Result<Named<'_>, Refusal> {
        let mut named = self.named(field, decision)?;
        if named.clock.is_some() {
            return Ok(named);
        }
        let clocks = &named.considered.clocks;
        let event = self.text("anchor").map(|text| text.trim().to_owned());
        named.clock = match (&event, clocks.first()) {
            (Some(event), _) => clocks
                .iter()
                .find(|clock| clock.from == *event)
                .or(clocks.iter().find(|c| c.cap_from == *event))
                .cloned(),
            (None, Some(first)) if !first.cap_from.is_empty() || submission(&first.from) => None,
            (None, first) => first.cloned(),
        };
        if named.clock.is_some() || clocks.is_empty() {
            return Ok(named);
        }
        let mut events: Vec<&str> = Vec::new();
        for event in clocks.iter().flat_map(|clock| [clock.from.as_str(), clock.cap_from.as_str()]) {
            if !event.is_empty() && !events.contains(&event) {
                events.push(event);
            }
        }
        Err(Refusal::new(Rule::NotAChoice, Some("anchor")).code("anchor").with("choices", events.join(", ")))
    }

    /// The same, where a notice is meant. Of a law named alone it is that of the one deadline that runs without a notice, else of the one that its first event
    /// starts.
    pub(super) fn named_notice(&self, field: &'static str, decision: &mut Decision) -> Result<Named<'_>, Refusal> {
        let mut named = self.named(field, decision)?;
        let clocks = &named.considered.clocks;
        if named.clock.is_some() || clocks.is_empty() {
            return Ok(named);
        }
        let views = named.regime.map(|regime| self.state.deadlines.views_of(self.state, regime, self.ctx.now));
        let views = views.unwrap_or_default();
        let runs = |clock: &&Clock| {
            let state = views.iter().find(|view| view.clock == Some(*clock)).map(|view| view.state);
            matches!(state, Some(ClockState::Running | ClockState::Late | ClockState::Elapsing))
        };
        let running: Vec<&Clock> = clocks.iter().filter(runs).collect();
        let unsent = |clock: &&Clock| {
            named.regime.is_none_or(|regime| regime.gone(self.state, &clock.deadline).is_empty())
                && clocks.first().is_some_and(|first| first.from == clock.from)
        };
        let first: Vec<&Clock> = clocks.iter().filter(unsent).collect();
        let only = match (running.as_slice(), first.as_slice()) {
            ([only], _) | ([], [only]) => Some((*only).clone()),
            _ => None,
        };
        if only.is_none() {
            let keys = clocks.iter().map(|clock| format!("{}/{}", named.considered.regime, clock.deadline));
            let choices = keys.collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices));
        }
        named.clock = only;
        Ok(named)
    }
}

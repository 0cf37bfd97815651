//! Why a notice is late: who was kept from it by what, from when to when, and what could have been sent earlier. The start of a clock is never moved to cure
//! lateness.

use serde::{Deserialize, Serialize};

use super::{ClockState, ClockView, Deadlines, Sent};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::{Arg, Msg};
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, When};

/// Why a notice is late, as demanded with it (GDPR art. 33(1), DORA RTS 2025/301 art. 5(3)).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delayed {
    /// Regime id.
    pub regime: String,
    /// Deadline id.
    pub deadline: String,
    /// Who could not.
    pub who: Author,
    /// What was not feasible, and why.
    pub infeasible: String,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<When>,
    /// Until when; none where it still is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// What could have been sent earlier, and whether it was.
    pub earlier: String,
}

impl Delayed {
    /// What it leaves open: the fields in the order of the form, each with the code of what is wrong with it.
    fn open(&self) -> Vec<(&'static str, &'static str)> {
        let backwards = match (&self.from, &self.until) {
            (Some(from), Some(until)) => until.at < from.at,
            _ => false,
        };
        let fields = [
            ("kept", "kept", self.who.name.trim().is_empty()),
            ("infeasible", "infeasible", self.infeasible.trim().is_empty()),
            ("infeasible-from", "from", self.from.is_none()),
            ("infeasible-until", "backwards", backwards),
            ("earlier", "earlier", self.earlier.trim().is_empty()),
        ];
        fields.into_iter().filter(|(.., open)| *open).map(|(field, code, _)| (field, code)).collect()
    }

    /// What it lacks, in one.
    #[must_use]
    pub fn shortfall(&self) -> Option<Shortfall> {
        let open = self.open();
        let words = open.iter().map(|(_, code)| Msg::new("print-value").code("value", "delay-lacks", *code));
        let all = words.reduce(|front, back| Msg::new("print-br-and").with("front", front).with("back", back))?;
        Some(Shortfall::new(Rule::DelayUnexplained).at(open.first()?.0).with("what", all))
    }

    /// Whether it says all that is asked.
    #[must_use]
    pub fn whole(&self) -> bool {
        self.open().is_empty()
    }
}

impl Deadlines {
    /// The reasons for being late with a deadline that stand, oldest first.
    pub fn delays<'a>(
        &'a self,
        state: &'a Incident,
        regime: &'a str,
        deadline: &'a str,
    ) -> impl Iterator<Item = &'a (RecordId, Delayed)> {
        self.delayed
            .iter()
            .filter(move |(id, delayed)| delayed.regime == regime && delayed.deadline == deadline && !state.struck(*id))
    }

    /// Whether somebody said why a notice is late: in a record of its own, or with the notice.
    #[must_use]
    pub fn late_explained(&self, state: &Incident, regime: &str, deadline: &str, sent: Option<&Sent>) -> bool {
        sent.is_some_and(|sent| sent.late_reason.is_some())
            || self.delays(state, regime, deadline).any(|(_, delayed)| delayed.whole())
    }
}

/// That nothing is late for which a reason is given: it stands ready, or another deadline was meant.
fn not_late(state: &Incident, delayed: &Delayed, now: Instant) -> Option<Shortfall> {
    let regime = state.deadlines.regime(&delayed.regime);
    let views = regime.map(|regime| state.deadlines.views_of(state, regime, now)).unwrap_or_default();
    let view = views.iter().find(|view| view.clock.is_some_and(|clock| clock.deadline == delayed.deadline));
    if view.is_some_and(|view| view.state == ClockState::Late || view.sent_late().is_some()) {
        return None;
    }
    let name = view.map_or_else(|| delayed.deadline.clone(), ClockView::short);
    let state = view.map_or(ClockState::NotAssessed, |view| view.state).code().to_owned();
    let state = Arg::Code("pane-clockstate", state);
    Some(Shortfall::new(Rule::NotLate).at("deadline").with("name", name).with("state", state))
}

/// `why-late`: why a notice is or will be late. Recorded at any time: some laws want it before the limit passes.
///
/// # Errors
/// An unknown clock, an unreadable time.
pub fn explain_delay(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let (regime, _, clock) = fields.clock_of_notice("deadline", &mut decision)?;
    let deadline = clock.deadline;
    let delayed = Delayed {
        regime,
        deadline,
        who: fields.person("kept").unwrap_or_default(),
        infeasible: fields.text("infeasible").unwrap_or_default(),
        from: fields.when("infeasible-from")?,
        until: fields.when("infeasible-until")?,
        earlier: fields.text("earlier").unwrap_or_default(),
    };
    let mut short: Vec<Shortfall> = delayed.shortfall().into_iter().collect();
    short.extend(not_late(state, &delayed, ctx.now));
    Ok(decision.and(delayed).short(short))
}

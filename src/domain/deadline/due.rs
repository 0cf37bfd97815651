//! When a clock is due: its frozen terms, counted from its start in its frozen zone.

use chrono_tz::Tz;

use super::{Clock, Considered, Regime};
use crate::domain::incident::Incident;
use crate::domain::period::{Asked, Calendar, Due, Problem, Rule, Terms, compute};
use crate::domain::time::Instant;

/// Events that lie at the earliest where the first sign lies: somebody noticed, knew, or had reason to. Decisions, submissions and payments are none: a limit
/// from those cannot have begun unseen.
pub(super) const AWARENESS_LIKE: &[&str] = &[
    "controller_aware",
    "credible_grounds",
    "discovery",
    "discovery_day",
    "end_of_calendar_year_of_discovery",
    "entity_aware",
    "entity_aware_significant",
    "incident_identified",
    "incident_noticed",
    "incident_occurred",
    "incident_suspected",
    "manufacturer_aware",
    "model_involvement_aware",
    "per_contract",
    "processor_aware",
    "provider_aware",
    "provider_detects",
    "provider_or_deployer_aware",
    "reasonable_belief",
    "reasonable_suspicion",
];

impl Clock {
    /// How it is counted; elapsed hours where an older journal froze those.
    #[must_use]
    pub fn counted(&self) -> Terms {
        self.terms.clone().unwrap_or(Terms {
            rule: Rule::HoursExact,
            amount: self.hours,
            amount_max: None,
            latest: None,
            relief: None,
            cap_hours: None,
            cutoff: None,
            year_end: false,
        })
    }
}

impl Considered {
    /// The zone whose days count.
    #[must_use]
    pub fn counted_in(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }

    /// The calendar of an id as it was frozen. One that is not there closes nothing but weekends, so that no limit moves by holidays nobody recorded.
    fn calendar(&self, id: Option<&String>) -> Calendar {
        let found = self.calendars.iter().find(|calendar| Some(&calendar.id) == id);
        found.cloned().unwrap_or_else(|| Calendar::weekends("weekend-only"))
    }
}

impl Regime {
    /// A clock counted from an instant. `aware` is for the rules that are capped by awareness.
    pub(super) fn counted(&self, clock: &Clock, start: Instant, aware: Option<Instant>) -> Result<Due, Problem> {
        let (entry, with) = (&self.considered, clock.counted_with.as_ref());
        let choice = self.choice(clock);
        // What somebody chose in the case goes before what was frozen with the law; further closed days come on top of either.
        let counted = |chosen: Option<&Calendar>, id: Option<&String>| {
            let mut calendar = chosen.cloned().unwrap_or_else(|| entry.calendar(id));
            calendar.closures.extend(&choice.closed);
            calendar
        };
        let business = counted(choice.business, with.map(|with| &with.business));
        let holidays = counted(choice.local, with.map(|with| &with.holidays));
        let grey = counted(choice.local, with.map(|with| &with.grey));
        let asked = Asked {
            start,
            zone: choice.zone.and_then(|zone| zone.parse().ok()).unwrap_or_else(|| entry.counted_in()),
            aware,
            class: choice.class,
            business: &business,
            holidays: &holidays,
            grey: &grey,
        };
        compute(&clock.counted(), &asked)
    }

    /// A clock counted from its own start; none while that is not recorded.
    pub(super) fn computed(&self, state: &Incident, clock: &Clock) -> Option<Result<Due, Problem>> {
        let began = self.began(state, clock)?;
        Some(self.counted(clock, began.at, self.aware(state, clock)))
    }

    /// The event of a clock's second limit.
    fn aware(&self, state: &Incident, clock: &Clock) -> Option<Instant> {
        let event = Some(clock.cap_from.as_str()).filter(|event| !event.is_empty())?;
        self.happened(state, clock, event).map(|began| began.at)
    }

    /// At worst due, while no start is recorded: from the earliest sign, where the clock runs from awareness or is capped by it.
    pub(super) fn exposure(&self, state: &Incident, clock: &Clock, sign: Option<Instant>) -> Option<Instant> {
        if let Some(hours) = clock.counted().cap_hours {
            let from = self.aware(state, clock).or(sign)?;
            return from.checked_plus_millis(i64::from(hours) * 3_600_000).ok();
        }
        let runs = AWARENESS_LIKE.contains(&clock.from.as_str());
        self.counted(clock, sign.filter(|_| runs)?, None).ok()?.end.at()
    }
}

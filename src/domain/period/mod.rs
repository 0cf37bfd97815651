//! Deadlines as the register of law counts them: from a start, a zone and the terms of one deadline to the instant at which it ends.
//!
//! Three things never happen here. A wall clock is never added to: hours are elapsed hours of UTC, days and months are dates of a zone that end in an
//! instant. A start is never borrowed: what a rule needs and nobody gave is a [`Problem`]. And a later reading that could be argued ([`Later`]) is never
//! the target ([`End`]).

mod calendar;
mod count;
mod relief;
mod rule;
mod steps;
mod wall;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use calendar::Calendar;
pub use count::same_date_after_months;
pub use rule::Rule;
pub use wall::{end_of_day, first_instant_of};

use super::msg::Msg;
use super::time::Instant;

/// How one deadline is counted. What a case freezes, so that it counts the same for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The rule of the target.
    pub rule: Rule,
    /// How many hours, days, business days or months; 0 where the law names no number.
    pub amount: u32,
    /// Upper end where the law names a range: a later reading, never the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_max: Option<u32>,
    /// The rule of the latest reading that can be argued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Rule>,
    /// What moves a limit off a closed day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief: Option<Relief>,
    /// Hours from awareness after which the limit falls at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_hours: Option<u32>,
    /// Local time at which the last day ends, where not at 24:00.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cutoff: Option<Cutoff>,
    /// Whether the count starts on 31 December of the year in which the start lies.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub year_end: bool,
}

/// What moves a limit off a closed day, and who may not use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relief {
    /// [`Rule::NoonNextWorkingDay`] or [`Rule::NextWorkingDay`].
    pub rule: Rule,
    /// Classes of reporter that it is denied to.
    pub denied_for: Vec<String>,
}

/// A local time of day in a zone of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cutoff {
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute.
    pub minute: u32,
    /// IANA name of the zone, whose dates count as well.
    pub zone: String,
}

/// What a deadline is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The instant of the event that starts it.
    pub start: Instant,
    /// Whose days count.
    pub zone: Tz,
    /// When the organisation became aware; wanted by [`Rule::DoraInitial`] only.
    pub aware: Option<Instant>,
    /// Class of the reporter, as in [`Relief::denied_for`]; without it no relief is relied on.
    pub class: Option<&'a str>,
    /// Counts business days.
    pub business: &'a Calendar,
    /// Closed days of the place of the act, for relief.
    pub holidays: &'a Calendar,
    /// Closed days for the later reading.
    pub grey: &'a Calendar,
}

/// When a deadline ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The law names no number.
    None,
    /// At an instant.
    Instant(Instant),
    /// With a day: the first instant that is no longer that day, and the day.
    Day(Instant, NaiveDate),
}

impl End {
    /// The instant, where there is one.
    #[must_use]
    pub fn at(self) -> Option<Instant> {
        match self {
            End::None => None,
            End::Instant(at) | End::Day(at, _) => Some(at),
        }
    }

    /// The last day, where the deadline ends with a day.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            End::Day(_, day) => Some(day),
            End::None | End::Instant(_) => None,
        }
    }

    /// `none`, `instant` or `end-of-day`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            End::None => "none",
            End::Instant(_) => "instant",
            End::Day(..) => "end-of-day",
        }
    }
}

/// A later reading that can be argued. Shown in grey, never aimed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Later {
    /// When it ends.
    pub end: End,
    /// By which rule.
    pub rule: Rule,
}

/// A deadline computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// What it was computed from.
    pub start: Instant,
    /// When it ends.
    pub end: End,
    /// The zone in which the end is to be read: the one asked for, or that of the cut-off.
    pub zone: Tz,
    /// The rule of the target.
    pub rule: Rule,
    /// The relief that moved it.
    pub relief: Option<Rule>,
    /// The latest reading that can be argued, where there is a rule for one. Where no closed day lies in the way it may be the target's own instant.
    pub latest: Option<Later>,
    /// Where the law names no number: by when to have acted at the latest, if the register says so.
    pub internal_target: Option<Instant>,
    /// How it came about, in order.
    pub steps: Vec<Msg>,
    /// What to be careful about: dates for which a calendar lists no holidays.
    pub warnings: Vec<Msg>,
}

impl Due {
    /// The rules that made the target: `dora-initial+noon-next-working-day`.
    #[must_use]
    pub fn rules(&self) -> String {
        let moved = self.relief.map(|rule| format!("+{}", rule.id()));
        format!("{}{}", self.rule.id(), moved.unwrap_or_default())
    }
}

/// Why a deadline cannot be computed. Never a reason to take another start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Problem {
    /// The rule caps the limit by the time of awareness, and that is not known.
    #[error("period-needs-awareness")]
    NeedsAwareness,
    /// The rule moves a limit and makes none, or the terms do not fit it.
    #[error("period-no-such-count")]
    NoSuchCount,
    /// The result lies outside the years 0 to 9999.
    #[error("period-out-of-range")]
    OutOfRange,
    /// The calendar has no open day for years.
    #[error("period-never-open")]
    NeverOpen,
}

impl Problem {
    /// The message.
    #[must_use]
    pub fn msg(self) -> Msg {
        Msg::new(match self {
            Problem::NeedsAwareness => "period-needs-awareness",
            Problem::NoSuchCount => "period-no-such-count",
            Problem::OutOfRange => "period-out-of-range",
            Problem::NeverOpen => "period-never-open",
        })
    }
}

/// The largest amount that is counted. No law has a period of so many hours; a file that says more is wrong or means harm.
pub const MOST: u32 = 100_000;

/// Computes a deadline.
///
/// # Errors
/// Something that the rule needs is missing, or there is no such instant.
pub fn compute(terms: &Terms, asked: &Asked<'_>) -> Result<Due, Problem> {
    if terms.amount.max(terms.amount_max.unwrap_or_default()) > MOST {
        return Err(Problem::OutOfRange);
    }
    let mut work = Work { terms, asked, steps: Vec::new(), warnings: Vec::new() };
    work.steps.push(steps::start(asked.start, asked.zone));
    let raw = work.count(terms.rule, terms.amount, asked.business)?;
    let eased = work.relieve(raw)?;
    let (end, relief) = eased.as_ref().map_or((raw, None), |eased| (eased.end, eased.applied.then_some(eased.rule)));
    let latest = work.later(end, eased.as_ref())?;
    let zone = work.shown_in()?;
    let internal_target = (terms.rule == Rule::Immediately).then(|| asked.start.plus_hours(1));
    if let Some(target) = internal_target {
        work.steps.push(steps::internal_target(target, zone));
    }
    let later = latest.and_then(|later| later.end.at());
    if let (Some(at), Some(later)) = (end.at(), later.filter(|later| Some(*later) > end.at())) {
        work.steps.push(steps::aim(at, later, zone));
    }
    let Work { steps, warnings, .. } = work;
    Ok(Due { start: asked.start, end, zone, rule: terms.rule, relief, latest, internal_target, steps, warnings })
}

/// A computation under way.
struct Work<'a> {
    terms: &'a Terms,
    asked: &'a Asked<'a>,
    steps: Vec<Msg>,
    warnings: Vec<Msg>,
}

impl Work<'_> {
    /// The zone of the cut-off, or the one asked for.
    fn shown_in(&self) -> Result<Tz, Problem> {
        match &self.terms.cutoff {
            Some(cutoff) if self.terms.rule == Rule::BusinessDays => cutoff.zone(),
            _ => Ok(self.asked.zone),
        }
    }

    /// Says it when a calendar was asked about a year that it does not list.
    fn covers(&mut self, calendar: &Calendar, day: NaiveDate) {
        let Some((first, last)) = calendar.years() else { return };
        let year = chrono::Datelike::year(&day);
        let warning = steps::beyond(calendar, first, last, day);
        if !(first..=last).contains(&year) && !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// The latest reading that can be argued, where there is a rule for one.
    fn later(&mut self, end: End, eased: Option<&relief::Eased>) -> Result<Option<Later>, Problem> {
        let terms = self.terms;
        if let Some(eased) = eased {
            // A relief of the act's own goes before the general rules; who may use it is not said yet.
            if eased.applied {
                return Ok(None);
            }
            if let Some(moved) = eased.arguable {
                return Ok(Some(Later { end: moved, rule: eased.rule }));
            }
        }
        // A month limit under an act with its own relief: on a working day the time of day is only the safe reading.
        let of_relief = eased.is_some_and(|eased| eased.rule == Rule::NoonNextWorkingDay && !eased.closed)
            && terms.rule == Rule::MonthSameDate;
        let rule = terms.latest.or(of_relief.then_some(Rule::Month1182));
        let later = match (rule, terms.amount_max) {
            (Some(rule), _) => Some((rule, terms.amount)),
            (None, Some(most)) => Some((terms.rule, most)),
            (None, None) => None,
        };
        let Some((rule, amount)) = later else { return Ok(None) };
        self.steps.push(steps::arguable(rule));
        let later = self.count(rule, amount, self.asked.grey)?;
        Ok((later.at() >= end.at()).then_some(Later { end: later, rule }))
    }
}

#[cfg(test)]
mod tests;

//! What the register says of a deadline, as the engine counts it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Calendar, Deadline, Register};
use crate::domain::period::{self, Cutoff, Relief, Terms};

/// The anchor whose count starts at the end of the year.
const YEAR_END: &str = "end_of_calendar_year_of_discovery";
/// For the later reading of rules of the EU where no Member State is set.
const GREY: &str = "eu-generic";
/// For a target: nothing but weekends is relied on.
const WEEKENDS: &str = "weekend-only";
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `toml` holds dates, times and both; only a date is a day.
pub(super) fn day(value: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = value.date.filter(|_| value.time.is_none() && value.offset.is_none())?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

pub(super) fn weekday(name: &str) -> Option<u8> {
    WEEKDAYS.iter().position(|known| *known == name).and_then(|at| u8::try_from(at).ok())
}

/// `17:30`.
pub(super) fn time_of_day(text: &str) -> Option<(u32, u32)> {
    let (hour, minute) = text.split_once(':')?;
    let two = |digits: &str| {
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse::<u32>().ok())?
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

impl Calendar {
    /// As the engine counts with it. Days that are no dates are left out; the check finds them.
    pub fn counted(&self) -> period::Calendar {
        period::Calendar {
            id: self.id.clone(),
            weekend: self.weekend.iter().filter_map(|name| weekday(name)).collect(),
            days: self.days.iter().filter_map(day).collect(),
            closures: self.closures.iter().filter_map(|(at, _)| day(at)).collect::<BTreeSet<_>>(),
        }
    }
}

impl Deadline {
    /// As the engine counts it; `None` where the entry does not fit its rule.
    pub fn terms(&self) -> Option<Terms> {
        let rule = period::Rule::of(&self.rule)?;
        let fits = if rule.open() { self.amount == 0 } else { self.amount > 0 && self.unit == rule.unit() };
        let fits = fits && self.amount.max(self.amount_max.unwrap_or_default()) <= period::MOST;
        let exact = rule != period::Rule::HoursExact48 || self.amount == 2;
        if !fits || !exact || rule.moves() {
            return None;
        }
        let latest = self.latest_rule.as_deref().map(period::Rule::of);
        let relief = self.roll.as_deref().map(|id| period::Rule::of(id).filter(|rule| rule.moves()));
        let cap_hours = match (&self.cap_amount, self.cap_unit.as_deref(), &self.cap_from) {
            (None, None, None) => None,
            (Some(amount), Some("hours"), Some(_)) if rule == period::Rule::DoraInitial => Some(*amount),
            _ => return None,
        };
        let cutoff = match (self.cutoff.as_deref(), &self.cutoff_zone) {
            (None, None) => None,
            (Some(time), Some(zone)) if rule == period::Rule::BusinessDays => {
                let (hour, minute) = time_of_day(time)?;
                zone.parse::<chrono_tz::Tz>().ok()?;
                Some(Cutoff { hour, minute, zone: zone.clone() })
            }
            _ => return None,
        };
        let usable = |latest: &period::Rule| !latest.moves() && !latest.open() && *latest != period::Rule::DoraInitial;
        let latest = match latest {
            None => None,
            Some(latest) => Some(latest.filter(usable)?),
        };
        let relief = match relief {
            None => None,
            Some(rule) => Some(Relief { rule: rule?, denied_for: self.roll_denied_for.clone() }),
        };
        if rule == period::Rule::DoraInitial && cap_hours.is_none() {
            return None;
        }
        Some(Terms {
            rule,
            amount: self.amount,
            amount_max: self.amount_max.filter(|most| *most > self.amount),
            latest,
            relief,
            cap_hours,
            cutoff,
            year_end: self.from == YEAR_END,
        })
    }
}

/// The calendars that a deadline is counted with. Serialised whole, so that a case can freeze them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendars {
    /// Counts business days.
    pub business: period::Calendar,
    /// Closed days of the place of the act.
    pub holidays: period::Calendar,
    /// Closed days for the later reading.
    pub grey: period::Calendar,
}

impl Register {
    /// The calendars of a deadline. `business` and `holidays` are ids that somebody chose; without them business days are those of the register's entry, relief
    /// relies on weekends alone, and the later reading on the register's placeholder. `Err` is the id that is not there.
    ///
    /// # Errors
    /// The id of a calendar that the register lacks.
    pub fn calendars<'a>(
        &self,
        deadline: &'a Deadline,
        business: Option<&'a str>,
        holidays: Option<&'a str>,
    ) -> Result<Calendars, &'a str> {
        let find = |id: &'a str| self.calendar(id).map(Calendar::counted).ok_or(id);
        let local = holidays.or(business);
        Ok(Calendars {
            business: find(business.or(deadline.calendar.as_deref()).unwrap_or(WEEKENDS))?,
            holidays: find(local.unwrap_or(WEEKENDS))?,
            grey: find(local.unwrap_or(GREY))?,
        })
    }
}

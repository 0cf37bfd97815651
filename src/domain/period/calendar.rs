//! Days on which an authority, a court or a market is closed.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Problem;

/// As many days are looked at before a calendar counts as never open.
const PATIENCE: u32 = 3660;

/// A calendar. Serialised whole, so that a case can freeze the one it counted by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Id in the register.
    pub id: String,
    /// Closed days of the week, 0 for Monday to 6 for Sunday.
    pub weekend: BTreeSet<u8>,
    /// Holidays as listed. The first and last of them say which years the list is for.
    pub days: BTreeSet<NaiveDate>,
    /// Closures by order and the like, added by the user; they say nothing about the years.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub closures: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Saturdays and Sundays and nothing else.
    #[must_use]
    pub fn weekends(id: &str) -> Self {
        Calendar {
            id: id.to_owned(),
            weekend: BTreeSet::from([5, 6]),
            days: BTreeSet::new(),
            closures: BTreeSet::new(),
        }
    }

    /// Whether nothing is open on that day.
    #[must_use]
    pub fn closed(&self, day: NaiveDate) -> bool {
        u8::try_from(day.weekday().num_days_from_monday()).is_ok_and(|number| self.weekend.contains(&number))
            || self.days.contains(&day)
            || self.closures.contains(&day)
    }

    /// The first and last year that the list of holidays is for; `None` where it lists none.
    #[must_use]
    pub fn years(&self) -> Option<(i32, i32)> {
        Some((self.days.first()?.year(), self.days.last()?.year()))
    }

    /// The first open day after a day.
    pub(super) fn next_open(&self, day: NaiveDate) -> Result<NaiveDate, Problem> {
        let mut at = day;
        for _ in 0..PATIENCE {
            at = at.checked_add_days(Days::new(1)).ok_or(Problem::OutOfRange)?;
            if !self.closed(at) {
                return Ok(at);
            }
        }
        Err(Problem::NeverOpen)
    }

    /// Open days after `from` up to and with `to`.
    pub(super) fn open_between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| !self.closed(*day)).count()
    }
}

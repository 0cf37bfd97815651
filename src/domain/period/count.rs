//! Counting: hours, days, business days, months.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use super::wall::{end_of_day, next_full_hour, reached, shown};
use super::{Calendar, End, Problem, Rule, Work, steps};
use crate::domain::time::Instant;

const HOUR: i64 = 3_600_000;

/// The same date so many months on, or the last day of that month where it lacks the date.
#[must_use]
pub fn same_date_after_months(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

impl Work<'_> {
    /// Counts by one rule. `calendar` says which days are open, where the rule asks.
    pub(super) fn count(&mut self, rule: Rule, amount: u32, calendar: &Calendar) -> Result<End, Problem> {
        match rule {
            Rule::HoursExact => self.hours(self.asked.start, amount).map(End::Instant),
            Rule::HoursExact48 => self.hours(self.asked.start, 48).map(End::Instant),
            Rule::Hours1182 => {
                let from = next_full_hour(self.asked.start, self.asked.zone)?;
                self.steps.push(steps::full_hour(from, self.asked.zone));
                self.hours(from, amount).map(End::Instant)
            }
            Rule::DaysEndOfDay | Rule::CalendarDays => {
                let last = self.days(amount)?;
                self.ends_with(last)
            }
            Rule::CalendarDaysInclusive => {
                let first = self.day_of_event();
                self.steps.push(steps::day_one(first));
                let last = after(first, amount.checked_sub(1).ok_or(Problem::NoSuchCount)?)?;
                self.steps.push(steps::last_day(amount, last));
                self.ends_with(last)
            }
            Rule::Days1182 => {
                let zero = self.day_of_event();
                let last = self.days(amount)?;
                let mut last = self.off_closed_days(last, calendar)?;
                while amount >= 2 && calendar.open_between(zero, last) < 2 {
                    last = calendar.next_open(last)?;
                    self.steps.push(steps::two_working_days(last));
                }
                self.ends_with(last)
            }
            Rule::MonthSameDate => {
                let wanted = self.same_date(amount)?;
                let at = reached(wanted, self.asked.zone)?;
                self.steps.push(steps::month(amount, at, self.asked.zone));
                Ok(End::Instant(at))
            }
            Rule::Month1182 => {
                let last = self.same_date(amount)?.date();
                self.steps.push(steps::last_day_of_month_count(amount, last));
                let last = self.off_closed_days(last, calendar)?;
                self.ends_with(last)
            }
            Rule::BusinessDays => self.business_days(amount, calendar),
            Rule::DoraInitial => self.capped(amount),
            Rule::NoonNextWorkingDay | Rule::NextWorkingDay => Err(Problem::NoSuchCount),
            _ => {
                self.steps.push(steps::no_number(rule));
                Ok(End::None)
            }
        }
    }

    fn hours(&mut self, from: Instant, hours: u32) -> Result<Instant, Problem> {
        let at = from.checked_plus_millis(i64::from(hours) * HOUR).map_err(|_| Problem::OutOfRange)?;
        self.steps.push(steps::hours(hours, from, at, self.asked.zone));
        Ok(at)
    }

    /// The day of the event, or the end of its year where the count starts there.
    fn day_of_event(&self) -> NaiveDate {
        let day = shown(self.asked.start, self.asked.zone).date();
        if self.terms.year_end { NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day) } else { day }
    }

    fn days(&mut self, amount: u32) -> Result<NaiveDate, Problem> {
        let zero = self.day_of_event();
        self.steps.push(if self.terms.year_end {
            steps::year_end(zero)
        } else {
            steps::day_zero(zero, self.asked.zone)
        });
        let last = after(zero, amount)?;
        self.steps.push(steps::last_day(amount, last));
        Ok(last)
    }

    /// Art. 3(4) of Regulation 1182/71: a closed last day moves to the next open one.
    fn off_closed_days(&mut self, last: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, Problem> {
        self.covers(calendar, last);
        if !calendar.closed(last) {
            return Ok(last);
        }
        let open = calendar.next_open(last)?;
        self.covers(calendar, open);
        self.steps.push(steps::moved(last, open, calendar));
        Ok(open)
    }

    fn ends_with(&mut self, last: NaiveDate) -> Result<End, Problem> {
        let at = end_of_day(last, self.asked.zone)?;
        self.steps.push(steps::end_of_day(last, at, self.asked.zone));
        Ok(End::Day(at, last))
    }

    /// Same date and time so many months on, clamped.
    fn same_date(&mut self, months: u32) -> Result<NaiveDateTime, Problem> {
        let from = shown(self.asked.start, self.asked.zone);
        let day = same_date_after_months(from.date(), months).ok_or(Problem::OutOfRange)?;
        if day.day() != from.date().day() {
            self.steps.push(steps::clamped(from.date().day(), day));
        }
        Ok(day.and_time(from.time()))
    }

    fn business_days(&mut self, amount: u32, calendar: &Calendar) -> Result<End, Problem> {
        let cutoff = self.terms.cutoff.as_ref();
        let zone = cutoff.map_or(Ok(self.asked.zone), |cutoff| cutoff.zone())?;
        let zero = shown(self.asked.start, zone).date();
        self.steps.push(steps::day_zero(zero, zone));
        self.covers(calendar, zero);
        let mut last = zero;
        for _ in 0..amount {
            last = calendar.next_open(last)?;
        }
        self.covers(calendar, last);
        let skipped: Vec<NaiveDate> =
            zero.iter_days().skip(1).take_while(|day| *day < last).filter(|day| calendar.closed(*day)).collect();
        self.steps.push(steps::business_days(amount, last, calendar, &skipped));
        match cutoff {
            None => self.ends_with(last),
            Some(cutoff) => {
                let at = cutoff.on(last)?;
                self.steps.push(steps::cutoff(at, zone));
                Ok(End::Instant(at))
            }
        }
    }

    /// From classification; capped by awareness unless the classification came after the cap.
    fn capped(&mut self, hours: u32) -> Result<End, Problem> {
        let asked = self.asked;
        let cap = self.terms.cap_hours.ok_or(Problem::NoSuchCount)?;
        let aware = asked.aware.ok_or(Problem::NeedsAwareness)?;
        let limit = self.hours(asked.start, hours)?;
        let capped = aware.checked_plus_millis(i64::from(cap) * HOUR).map_err(|_| Problem::OutOfRange)?;
        if asked.start > capped {
            self.steps.push(steps::cap_passed(cap, aware, asked.zone));
            return Ok(End::Instant(limit));
        }
        self.steps.push(steps::cap(cap, aware, capped, asked.zone));
        let earlier = limit.min(capped);
        self.steps.push(steps::earlier_of(limit, capped, earlier, asked.zone));
        Ok(End::Instant(earlier))
    }
}

fn after(day: NaiveDate, days: u32) -> Result<NaiveDate, Problem> {
    day.checked_add_days(Days::new(days.into())).ok_or(Problem::OutOfRange)
}

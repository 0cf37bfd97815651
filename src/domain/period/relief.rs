//! Relief: a limit on a closed day moves, for those who may use it.

use chrono::NaiveTime;

use super::wall::{end_of_day, reached, shown};
use super::{End, Problem, Rule, Work, steps};

/// What became of a relief.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eased {
    /// Which one.
    pub(super) rule: Rule,
    /// The limit, moved or not.
    pub(super) end: End,
    /// Whether it was moved.
    pub(super) applied: bool,
    /// Where it would lie, where nobody has said of which class the reporter is.
    pub(super) arguable: Option<End>,
    /// Whether the limit lay on a closed day.
    pub(super) closed: bool,
}

impl Work<'_> {
    /// Moves a limit off a closed day, if the terms know a relief.
    pub(super) fn relieve(&mut self, raw: End) -> Result<Option<Eased>, Problem> {
        let Some(relief) = &self.terms.relief else { return Ok(None) };
        let (calendar, zone) = (self.asked.holidays, self.asked.zone);
        let Some(at) = raw.at() else { return Ok(None) };
        let day = raw.last_day().unwrap_or_else(|| shown(at, zone).date());
        self.covers(calendar, day);
        let unmoved = Eased { rule: relief.rule, end: raw, applied: false, arguable: None, closed: false };
        if !calendar.closed(day) {
            self.steps.push(steps::open_day(day, calendar));
            return Ok(Some(unmoved));
        }
        let unmoved = Eased { closed: true, ..unmoved };
        if self.asked.class.is_some_and(|class| relief.denied_for.iter().any(|denied| denied == class)) {
            self.steps.push(steps::relief_denied(day, self.asked.class.unwrap_or_default()));
            return Ok(Some(unmoved));
        }
        let open = calendar.next_open(day)?;
        self.covers(calendar, open);
        let end = match relief.rule {
            Rule::NoonNextWorkingDay => {
                let noon = NaiveTime::from_hms_opt(12, 0, 0).ok_or(Problem::OutOfRange)?;
                End::Instant(reached(open.and_time(noon), zone)?)
            }
            Rule::NextWorkingDay => End::Day(end_of_day(open, zone)?, open),
            _ => return Err(Problem::NoSuchCount),
        };
        if self.asked.class.is_none() && !relief.denied_for.is_empty() {
            self.steps.push(steps::relief_unsure(day));
            return Ok(Some(Eased { arguable: Some(end), ..unmoved }));
        }
        self.steps.push(steps::relieved(day, open, calendar, end.at().unwrap_or(at), zone));
        Ok(Some(Eased { end, applied: true, ..unmoved }))
    }
}

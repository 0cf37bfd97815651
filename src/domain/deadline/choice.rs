//! Class of the reporter, calendars, further closed days and the zone that some deadlines of a case are counted with: chosen by name, frozen with the choice.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Clock, Regime};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::period::Calendar;
use crate::domain::rules::Rule;

/// What some deadlines are counted with. What is empty stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counted {
    /// Regimes, or single deadlines `REGIME/DEADLINE`.
    pub deadlines: Vec<String>,
    /// Class of the reporter, as the reliefs of the register name it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub class: String,
    /// Calendar of the place of the act: for relief and for the later reading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub holidays: String,
    /// Calendar that business days are counted with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub calendar: String,
    /// Those calendars, whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<Calendar>,
    /// Further days on which the offices are closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<NaiveDate>,
    /// Whose days count, an IANA name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What one clock is counted with, as it was last chosen.
#[derive(Debug, Default)]
pub(super) struct Choice<'a> {
    pub(super) class: Option<&'a str>,
    pub(super) business: Option<&'a Calendar>,
    pub(super) local: Option<&'a Calendar>,
    pub(super) closed: Vec<NaiveDate>,
    pub(super) zone: Option<&'a str>,
}

impl Counted {
    /// The same choice for other deadlines.
    pub(super) fn names(&self, regime: &str) -> bool {
        self.deadlines.iter().any(|named| named.split('/').next() == Some(regime))
    }

    fn calendar(&self, id: &str) -> Option<&Calendar> {
        self.calendars.iter().find(|calendar| calendar.id == id && !id.is_empty())
    }
}

impl Regime {
    /// What a clock of it is counted with. What was chosen for the deadline goes before what was chosen for the law, and the later before the earlier.
    pub(super) fn choice(&self, clock: &Clock) -> Choice<'_> {
        let regime = &self.considered.regime;
        let key = format!("{regime}/{}", clock.deadline);
        let whole = self.chosen.iter().filter(|chosen| chosen.1.deadlines.contains(regime));
        let own = self.chosen.iter().filter(|chosen| chosen.1.deadlines.contains(&key));
        let mut choice = Choice { class: some(&self.considered.class), ..Choice::default() };
        let (mut business, mut holidays) = (None, None);
        for (_, chosen) in whole.chain(own) {
            choice.class = some(&chosen.class).or(choice.class);
            choice.zone = some(&chosen.zone).or(choice.zone);
            business = chosen.calendar(&chosen.calendar).or(business);
            holidays = chosen.calendar(&chosen.holidays).or(holidays);
            choice.closed.extend(&chosen.closed);
        }
        choice.business = business;
        choice.local = holidays.or(business);
        choice
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// `count-with`: class, calendars, further closed days or zone of a law or of one of its deadlines.
///
/// # Errors
/// An unknown law, class, calendar or zone, a day that is none, nothing chosen.
pub fn count(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let mut decision = Decision::default();
    let named = fields.named("deadline", &mut decision)?;
    let regime = named.considered.regime;
    let key = named.clock.map_or_else(|| regime.clone(), |clock| format!("{regime}/{}", clock.deadline));
    let mut counted = Counted {
        deadlines: vec![key],
        class: fields.class()?,
        holidays: fields.calendar("holidays", &mut Vec::new())?,
        calendar: fields.calendar("calendar", &mut Vec::new())?,
        closed: fields.days("closed")?,
        zone: fields.zone("zone")?.unwrap_or_default(),
        reason: fields.text("reason").unwrap_or_default(),
        calendars: Vec::new(),
    };
    fields.calendar("holidays", &mut counted.calendars)?;
    fields.calendar("calendar", &mut counted.calendars)?;
    let texts = [&counted.class, &counted.holidays, &counted.calendar, &counted.zone];
    if texts.iter().all(|text| text.is_empty()) && counted.closed.is_empty() {
        return Err(Refusal::new(Rule::Empty, Some("holidays")).code("holidays"));
    }
    let short = counted.reason.is_empty().then(|| Shortfall::new(Rule::CountedWithoutReason).at("reason"));
    Ok(decision.and(counted).short(short))
}

impl Fields<'_> {
    /// A class that some relief of the register is denied to, or `other`. A misspelt one would be given a relief that the law denies it.
    pub(in crate::domain) fn class(&self) -> Result<String, Refusal> {
        let Some(text) = self.text("reporter-class") else { return Ok(String::new()) };
        let known = self.ctx.sources.register().map(|register| register.classes()).unwrap_or_default();
        match known.iter().find(|class| **class == text.trim()) {
            Some(class) => Ok(class.clone()),
            None => Err(Refusal::new(Rule::NotAChoice, Some("reporter-class"))
                .code("reporter-class")
                .with("choices", known.join(", "))),
        }
    }

    /// A calendar of the register by id; its days are put into `frozen`.
    pub(in crate::domain) fn calendar(
        &self,
        field: &'static str,
        frozen: &mut Vec<Calendar>,
    ) -> Result<String, Refusal> {
        let Some(text) = self.text(field) else { return Ok(String::new()) };
        let register = self.ctx.sources.register();
        let found = register.as_ref().and_then(|register| register.calendar(text.trim()));
        let Some(found) = found.map(crate::library::regimes::Calendar::counted) else {
            let ids = register.iter().flat_map(|register| register.calendars.iter().map(|known| known.id.as_str()));
            let choices = ids.collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", choices));
        };
        let id = found.id.clone();
        if !frozen.iter().any(|known| known.id == id) {
            frozen.push(found);
        }
        Ok(id)
    }

    /// Days, `2026-12-24`.
    fn days(&self, field: &'static str) -> Result<Vec<NaiveDate>, Refusal> {
        let read = |text: &String| {
            NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .map_err(|_| self.malformed(field, "day", "2026-12-24, 2027-01-01"))
        };
        self.list(field).iter().map(read).collect()
    }
}

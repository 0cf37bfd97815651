//! The checks of a register: everything named is defined, every date is one, every deadline can be counted.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::de::DeTable;

use super::terms::{day, time_of_day, weekday};
use super::{Anchor, Calendar, Closure, Deadline, Document, Regime, Register, Rule};
use crate::domain::period;
use crate::library::error::Place;
use crate::library::finding::{Code, Finding};
use crate::library::source;

/// What is checked: a whole register, or the part of it that one file has.
pub(super) struct Part<'a> {
    pub(super) rules: &'a [Rule],
    pub(super) calendars: &'a [Calendar],
    pub(super) anchors: &'a [Anchor],
    pub(super) regimes: &'a [Regime],
    pub(super) closures: &'a [Closure],
}

impl<'a> Part<'a> {
    pub(super) fn of(register: &'a Register) -> Self {
        Part {
            rules: &register.rules,
            calendars: &register.calendars,
            anchors: &register.anchors,
            regimes: &register.regimes,
            closures: &[],
        }
    }

    pub(super) fn of_document(document: &'a Document) -> Self {
        Part {
            rules: &document.rules,
            calendars: &document.calendars,
            anchors: &document.anchors,
            regimes: &document.regimes,
            closures: &document.closures,
        }
    }
}

/// Something that does not hold, and where.
pub(super) struct Fault {
    /// The array of tables, the entry in it, and the deadline in that.
    pub(super) array: &'static str,
    pub(super) entry: usize,
    deadline: Option<usize>,
    key: &'static str,
    code: Code,
    item: String,
}

impl Fault {
    /// As a finding; with the file's text and table it has a place.
    pub(super) fn finding(&self, file: &str, text: Option<(&str, &DeTable<'_>)>) -> Finding {
        let place = text.map(|(text, table)| Place::of(text, self.offset(table)));
        Finding { place, ..Finding::new(file, self.code, &self.item) }
    }

    fn offset(&self, table: &DeTable<'_>) -> usize {
        let Some((entry_at, entry)) = source::tables(table, self.array).into_iter().nth(self.entry) else { return 0 };
        let inner = self.deadline.and_then(|number| source::tables(entry, "deadline").into_iter().nth(number));
        let (at, table) = inner.unwrap_or((entry_at, entry));
        table.get(self.key).map_or(at, |value| value.span().start)
    }
}

/// Collects faults about one entry.
struct About<'a> {
    faults: &'a mut Vec<Fault>,
    array: &'static str,
    entry: usize,
    deadline: Option<usize>,
    name: String,
}

impl About<'_> {
    fn want(&mut self, holds: bool, key: &'static str, code: Code, item: &str) {
        if !holds {
            let item = format!("{} {item}", self.name).trim_end().to_owned();
            let (array, entry, deadline) = (self.array, self.entry, self.deadline);
            self.faults.push(Fault { array, entry, deadline, key, code, item });
        }
    }
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// Checks a part; `whole` is the register that it belongs to, where what it names is looked up.
pub(super) fn faults(part: &Part<'_>, whole: &Register) -> Vec<Fault> {
    let mut faults = Vec::new();
    check_small(part, whole, &mut faults);
    let mut ids = BTreeSet::new();
    for (entry, regime) in part.regimes.iter().enumerate() {
        let mut about = About { faults: &mut faults, array: "regime", entry, deadline: None, name: regime.id.clone() };
        about.want(ids.insert(&regime.id), "id", Code::DuplicateEntry, "");
        check_regime(regime, whole, &mut about);
    }
    faults
}

fn check_small(part: &Part<'_>, whole: &Register, faults: &mut Vec<Fault>) {
    let mut ids = BTreeSet::new();
    for (entry, rule) in part.rules.iter().enumerate() {
        let mut about = About { faults, array: "rule", entry, deadline: None, name: rule.id.clone() };
        about.want(period::Rule::of(&rule.id).is_some(), "id", Code::NotCounted, "");
        about.want(ids.insert(&rule.id), "id", Code::DuplicateEntry, "");
    }
    let mut ids = BTreeSet::new();
    for (entry, anchor) in part.anchors.iter().enumerate() {
        let mut about = About { faults, array: "anchor", entry, deadline: None, name: anchor.id.clone() };
        about.want(ids.insert(&anchor.id), "id", Code::DuplicateEntry, "");
    }
    let mut ids = BTreeSet::new();
    for (entry, calendar) in part.calendars.iter().enumerate() {
        let mut about = About { faults, array: "calendar", entry, deadline: None, name: calendar.id.clone() };
        about.want(ids.insert(&calendar.id), "id", Code::DuplicateEntry, "");
        for name in &calendar.weekend {
            about.want(weekday(name).is_some(), "weekend", Code::UnknownWeekday, name);
        }
        let open = calendar.weekend.iter().collect::<BTreeSet<_>>().len() < 7;
        about.want(open, "weekend", Code::NeverOpen, "");
        for at in &calendar.days {
            about.want(day(at).is_some(), "days", Code::BadDate, &at.to_string());
        }
    }
    for (entry, closure) in part.closures.iter().enumerate() {
        let name = closure.calendar.clone();
        let mut about = About { faults, array: "closure", entry, deadline: None, name };
        about.want(whole.calendar(&closure.calendar).is_some(), "calendar", Code::UnknownCalendar, "");
        for at in &closure.days {
            about.want(day(at).is_some(), "days", Code::BadDate, &at.to_string());
        }
        about.want(!closure.reason.trim().is_empty(), "reason", Code::NoReason, "");
    }
}

fn check_regime(regime: &Regime, whole: &Register, about: &mut About<'_>) {
    let id = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    about.want(id(&regime.id), "id", Code::BadId, "");
    about.want(whole.anchor(&regime.clock_anchor).is_some(), "clock_anchor", Code::UnknownAnchor, &regime.clock_anchor);
    let level = |id: &str| whole.confidence_levels.contains_key(id);
    about.want(level(&regime.confidence), "confidence", Code::UnknownConfidence, &regime.confidence);
    about.want(!regime.status.trim().is_empty(), "status", Code::NoStatus, "");
    about.want(!regime.citation.trim().is_empty(), "citation", Code::NoCitation, "");
    for (key, text) in [("check_again", &regime.check_again), ("applies_from", &regime.applies_from)] {
        about.want(text.is_empty() || is_date(text), key, Code::BadDate, text);
    }
    about.want(!regime.deadlines.is_empty(), "deadline", Code::NoDeadline, "");
    let mut ids = BTreeSet::new();
    for (number, deadline) in regime.deadlines.iter().enumerate() {
        about.deadline = Some(number);
        about.name = format!("{}/{}", regime.id, deadline.id);
        about.want(id(&deadline.id), "id", Code::BadId, "");
        about.want(ids.insert(&deadline.id), "id", Code::DuplicateEntry, "");
        about.want(level(&deadline.confidence), "confidence", Code::UnknownConfidence, &deadline.confidence);
        check_deadline(deadline, whole, about);
    }
}

fn check_deadline(deadline: &Deadline, whole: &Register, about: &mut About<'_>) {
    let mut known = true;
    let rules = [
        ("rule", Some(&deadline.rule)),
        ("latest_rule", deadline.latest_rule.as_ref()),
        ("roll", deadline.roll.as_ref()),
    ];
    for (key, id) in rules {
        let Some(id) = id else { continue };
        known &= whole.rule(id).is_some();
        about.want(whole.rule(id).is_some(), key, Code::UnknownRule, id);
    }
    for (key, id) in [("from", Some(&deadline.from)), ("cap_from", deadline.cap_from.as_ref())] {
        let Some(id) = id else { continue };
        about.want(whole.anchor(id).is_some(), key, Code::UnknownAnchor, id);
    }
    if let Some(id) = &deadline.calendar {
        about.want(whole.calendar(id).is_some(), "calendar", Code::UnknownCalendar, id);
    }
    if let Some(text) = &deadline.cutoff {
        known &= time_of_day(text).is_some();
        about.want(time_of_day(text).is_some(), "cutoff", Code::BadTime, text);
    }
    if let Some(zone) = &deadline.cutoff_zone {
        let is_zone = zone.parse::<chrono_tz::Tz>().is_ok();
        known &= is_zone;
        about.want(is_zone, "cutoff_zone", Code::UnknownZone, zone);
    }
    if known {
        let item = format!("{} {} {}", deadline.rule, deadline.amount, deadline.unit);
        about.want(deadline.terms().is_some(), "rule", Code::NotCounted, item.trim_end());
    }
}

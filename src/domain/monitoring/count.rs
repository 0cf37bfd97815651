//! Which days count, and how many: seven distinct days of the calendar, after everything is live and whatever came back was contained again.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::Entry;
use super::credit::{Judged, judge};
use super::hits::{Hit, hits};
use crate::domain::containment;
use crate::domain::control::by_memo;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::restoration;
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, local};

/// So many distinct days are watched.
pub const DAYS: usize = 7;
/// So many days a calendar shows at most, the last ones.
const SHOWN: usize = 120;

/// From when on days count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begin {
    /// The instant; the days after its own are counted.
    pub at: Instant,
    /// The record that says so.
    pub record: RecordId,
    /// `live`: something went live; `removed`: nothing had to be restored, and this was the last that was contained or removed; `again`: what came back was
    /// contained.
    pub how: &'static str,
    /// The system, the object, the alert.
    pub what: String,
}

/// What days are counted from.
pub(super) struct Ground {
    recovered: Option<Begin>,
    hits: Vec<Hit>,
}

impl Ground {
    pub(super) fn of(state: &Incident) -> Ground {
        Ground { recovered: recovered(state), hits: hits(state) }
    }

    fn open(&self) -> Option<&Hit> {
        self.hits.iter().find(|hit| hit.open())
    }

    /// When what came back last was contained again.
    fn again(&self) -> Option<Begin> {
        let standing = self.hits.iter().filter(|hit| hit.cleared.is_none());
        let contained = standing.filter_map(|hit| {
            let (record, at) = hit.contained?;
            Some(Begin { at, record, how: "again", what: hit.of.alert.clone() })
        });
        contained.max_by_key(|begin| (begin.at, begin.record))
    }

    /// From when on days count; none before recovery, and as long as a hit is open.
    pub(super) fn begin(&self) -> Option<Begin> {
        if self.open().is_some() {
            return None;
        }
        let recovered = self.recovered.clone()?;
        Some(self.again().filter(|again| again.at > recovered.at).unwrap_or(recovered))
    }

    /// What of it takes a day its credit.
    pub(super) fn judge(&self, state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
        let (date, zone) = (judged.watched.date, judged.zone());
        let day_of = |at: Instant| local(at, zone).date();
        match &self.recovered {
            None => short.push(Shortfall::new(Rule::NotRecovered)),
            Some(begin) if date <= day_of(begin.at) => {
                let (what, since) = (state.sensitive(&begin.what), day_of(begin.at).to_string());
                let before = Shortfall::new(Rule::BeforeRecovery).with("what", what).with("date", since);
                short.push(before.at("watch-date"));
            }
            Some(_) => {}
        }
        if let Some(hit) = self.open() {
            short.push(Shortfall::new(Rule::HitOpen).with("alert", state.sensitive(&hit.of.alert)));
        } else if let Some(again) = self.again().filter(|again| date <= day_of(again.at)) {
            let since = day_of(again.at).to_string();
            let alert = state.sensitive(&again.what);
            short.push(Shortfall::new(Rule::CountRestarted).with("alert", alert).with("date", since));
        }
    }
}

/// When the last of what was restored went live; where a memo says that nothing had to be restored, when the last was contained or removed.
fn recovered(state: &Incident) -> Option<Begin> {
    let live = restoration::live(state).into_iter().max_by_key(|(record, _, at)| (*at, *record));
    if let Some((record, what, at)) = live {
        return Some(Begin { at, record, how: "live", what });
    }
    if !by_memo(state, 6) {
        return None;
    }
    let begin = |at, record, what: &str| Begin { at, record, how: "removed", what: what.to_owned() };
    let actions = state.containment.standing(state).filter(|action| containment::shortfalls(state, action).is_empty());
    let contained = actions.map(|action| begin(action.done.at.at, action.id, &action.done.asset));
    let lines = state.eradication.lines(state);
    let removed = lines.map(|line| begin(line.removed.at.at, line.id, &line.removed.object));
    contained.chain(removed).max_by_key(|begin| (begin.at, begin.record))
}

/// From when on days count; none before recovery, and as long as a hit is open.
#[must_use]
pub fn begin(state: &Incident) -> Option<Begin> {
    Ground::of(state).begin()
}

fn sound(state: &Incident, ground: &Ground, entry: &Entry) -> bool {
    judge(state, ground, &Judged::of(entry)).iter().all(Shortfall::counts)
}

/// That an earlier entry has the same date and counts: a day counts once.
pub(super) fn again(state: &Incident, ground: &Ground, judged: &Judged<'_>) -> Option<Shortfall> {
    let before = state.monitoring.standing(state).take_while(|entry| Some(entry.id) != judged.id);
    let mut same = before.filter(|entry| entry.watched.date == judged.watched.date);
    let first = same.find(|entry| sound(state, ground, entry))?;
    let date = judged.watched.date.to_string();
    Some(Shortfall::new(Rule::SameDate).at("watch-date").with("date", date).with("record", state.label(first.id)))
}

/// The days that count, each with the entry that does and when it was looked at.
#[must_use]
pub fn counting(state: &Incident) -> BTreeMap<NaiveDate, (Instant, RecordId)> {
    let ground = Ground::of(state);
    let mut found = BTreeMap::new();
    for entry in state.monitoring.standing(state) {
        if !found.contains_key(&entry.watched.date) && sound(state, &ground, entry) {
            found.insert(entry.watched.date, (entry.watched.at.at, entry.id));
        }
    }
    found
}

/// When the seventh distinct day that counts was looked at, and its record.
#[must_use]
pub fn seventh(state: &Incident) -> Option<(Instant, RecordId)> {
    let mut days: Vec<(Instant, RecordId)> = counting(state).into_values().collect();
    days.sort_unstable();
    days.get(DAYS - 1).copied()
}

/// When the seventh distinct day that counts was looked at; none as long as fewer do.
#[must_use]
pub fn day_seven(state: &Incident) -> Option<Instant> {
    seventh(state).map(|(at, _)| at)
}

/// One day of the calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Its number among those that count.
    pub number: Option<usize>,
    /// Its entries in order, each with what it lacks or what is remarked on.
    pub entries: Vec<(RecordId, Vec<Shortfall>)>,
    /// Whether it is one of the days that are watched, as far as begun.
    pub wanted: bool,
}

/// The days from recovery on, or from the first entry, up to a date.
#[must_use]
pub fn calendar(state: &Incident, today: NaiveDate) -> Vec<Day> {
    let zone = super::decide::zone(state, chrono_tz::UTC);
    let counting = counting(state);
    let standing: Vec<&Entry> = state.monitoring.standing(state).collect();
    let after = begin(state).map(|begin| local(begin.at, zone).date());
    let entered = standing.iter().map(|entry| entry.watched.date);
    let Some(first) = entered.clone().chain(after).min() else { return Vec::new() };
    // Once seven days count, nobody has to look any longer.
    let over = counting.keys().nth(DAYS - 1).copied();
    let last = entered.max().into_iter().chain([over.unwrap_or(today)]).max().unwrap_or(today);
    let mut dates: Vec<NaiveDate> = first.iter_days().take_while(|date| *date <= last).collect();
    // A date of another century is a slip: the days between are not all shown.
    if dates.len() > SHOWN {
        dates = standing.iter().map(|entry| entry.watched.date).chain(after).collect();
        dates.sort_unstable();
        dates.dedup();
    }
    let day = |date: NaiveDate| Day {
        date,
        number: counting.keys().position(|known| *known == date).map(|place| place + 1),
        entries: standing
            .iter()
            .filter(|entry| entry.watched.date == date)
            .map(|entry| (entry.id, super::shortfalls(state, entry)))
            .collect(),
        wanted: after.is_some_and(|after| date > after) && date <= today && over.is_none_or(|over| date <= over),
    };
    dates.into_iter().map(day).collect()
}

/// The first day that nobody wrote of after those that were, or after recovery; none where none is to be written.
pub(super) fn next_due(state: &Incident) -> Option<NaiveDate> {
    let begin = begin(state)?;
    if seventh(state).is_some() {
        return None;
    }
    let zone = super::decide::zone(state, chrono_tz::UTC);
    let after = local(begin.at, zone).date();
    // A day that was written ahead keeps nobody from being asked.
    let written = state.monitoring.standing(state).filter(|entry| {
        let made = super::made(state, Some(entry.id), entry.watched.at.at);
        entry.watched.date <= local(made, zone).date()
    });
    let written = written.map(|entry| entry.watched.date).max();
    written.into_iter().chain([after]).max()?.checked_add_days(Days::new(1))
}

//! Why a plan, a day or a disposition earns nothing.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::count::Ground;
use super::{Cleared, Entry, Hit, Planned, Watched, made, words};
use crate::domain::artefact::Artefact;
use crate::domain::decision::Shortfall;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator;
use crate::domain::msg::Arg;
use crate::domain::proof::is_document;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::{How, Instant, When, local};

/// How far a time may lie after the record that gives it, milliseconds: clocks are read to the minute.
const READ_TO: i64 = 60_000;
/// A clock that jumped further than this, and was not compared since, may show another day.
const UNSURE: i64 = 3_600_000;

/// So many earlier days are caught up on one day of writing.
const CAUGHT_UP: usize = 2;
/// So many days later at most.
const LATEST: i64 = 3;
/// A day, milliseconds.
const DAY: i64 = 86_400_000;

fn field(name: &'static str) -> Arg {
    Arg::Code("field", name.to_owned())
}

/// Why a plan earns nothing.
#[must_use]
pub fn plan_shortfalls(state: &Incident, record: Option<RecordId>, planned: &Planned) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &planned.at).into_iter().collect();
    if planned.indicators.is_none_or(|version| !indicator::holds_any(state, version)) {
        short.push(Shortfall::new(Rule::WatchPlanOwed).at("set").with("field", field("set")));
    }
    match &planned.rules {
        None => short.push(Shortfall::new(Rule::WatchPlanOwed).at("alert-rules").with("field", field("alert-rules"))),
        Some(rules) => {
            let same = planned.before.as_ref().is_some_and(|before| before.sha256 == rules.sha256);
            if rules.size == 0 || is_document(&rules.name) || same {
                short.push(Shortfall::new(Rule::RulesNoDiff).at("alert-rules"));
            }
        }
    }
    if planned.sources.is_empty() {
        short.push(Shortfall::new(Rule::WatchPlanOwed).at("watch-sources").with("field", field("watch-sources")));
    }
    let unchecked: Vec<&str> =
        planned.sources.iter().filter(|source| source.check.is_empty()).map(|source| source.name.as_str()).collect();
    if !unchecked.is_empty() {
        let named = state.sensitive(&unchecked.join(", "));
        short.push(Shortfall::new(Rule::SourceUnchecked).at("watch-sources").with("names", named));
    }
    short
}

/// How the indicators that a plan cites are called, and as what they are current now; none where the plan cites what is current, or none.
#[must_use]
pub fn outdated(state: &Incident, planned: &Planned) -> Option<(String, String)> {
    let cited = planned.indicators?;
    let (set, number) = indicator::version(state, cited)?;
    // A set that was begun since counts as well as a new version.
    let (id, last) = indicator::current(state)?;
    let newest = indicator::sets(state).into_iter().find(|set| set.id == id)?;
    let old = indicator::wanted(state).difference(&indicator::contents(state, cited)).next().is_some();
    (old && (id, last) != (set.id, number)).then(|| (set.label(number), newest.label(last)))
}

/// The plan in force where it counts.
#[must_use]
pub fn plan(state: &Incident) -> Option<&(RecordId, Planned)> {
    state.monitoring.plan(state).filter(|(id, planned)| plan_shortfalls(state, Some(*id), planned).is_empty())
}

/// Why a disposition does not take a hit away.
#[must_use]
pub fn cleared_shortfalls(state: &Incident, record: Option<RecordId>, cleared: &Cleared, hit: &Hit) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, record, &cleared.at).into_iter().collect();
    if state.people.may_be_same(&cleared.by, &hit.by) || words::is_machine(&cleared.by.name) {
        short.push(Shortfall::new(Rule::ClearedAlone).at("by"));
    }
    if !state.present(&cleared.by, &cleared.presence, &cleared.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    if !words::concludes(&cleared.words) {
        short.push(Shortfall::new(Rule::ConclusionOwed).at("conclusion"));
    }
    short
}

/// A day as it is judged, recorded or about to be.
pub(super) struct Judged<'a> {
    /// Its record once it has one.
    pub(super) id: Option<RecordId>,
    /// By the clock, now; for what is about to be recorded.
    pub(super) now: Instant,
    /// Who is at the keys.
    pub(super) writer: &'a Author,
    /// What is said.
    pub(super) watched: &'a Watched,
}

impl<'a> Judged<'a> {
    pub(super) fn of(entry: &'a Entry) -> Self {
        Judged { id: Some(entry.id), now: entry.watched.at.at, writer: &entry.writer, watched: &entry.watched }
    }

    pub(super) fn zone(&self) -> chrono_tz::Tz {
        self.watched.zone.parse().unwrap_or(chrono_tz::UTC)
    }

    fn day_of(&self, at: Instant) -> NaiveDate {
        local(at, self.zone()).date()
    }

    /// Whether a time lies after the record that gives it.
    fn is_ahead(&self, state: &Incident, when: &When) -> bool {
        match self.id {
            Some(id) => state.happened(id, when).is_none(),
            None => {
                let now = if when.how == How::OwnClock { self.now } else { made(state, None, self.now) };
                when.at.millis_since(now) > READ_TO
            }
        }
    }
}

/// Why a recorded day does not count; remarks on one that does are among them.
#[must_use]
pub fn shortfalls(state: &Incident, entry: &Entry) -> Vec<Shortfall> {
    let ground = Ground::of(state);
    let judged = Judged::of(entry);
    let mut short = judge(state, &ground, &judged);
    short.extend(super::count::again(state, &ground, &judged));
    short
}

/// The same by the day alone, whether or not another entry has the same date.
pub(super) fn judge(state: &Incident, ground: &Ground, judged: &Judged<'_>) -> Vec<Shortfall> {
    let mut short: Vec<Shortfall> = ahead(state, judged.id, &judged.watched.at).into_iter().collect();
    dated(state, judged, &mut short);
    ground.judge(state, judged, &mut short);
    reviewed(state, judged, &mut short);
    planned(state, judged, &mut short);
    files(state, judged, &mut short);
    alerts(state, judged, &mut short);
    concluded(state, judged, &mut short);
    window(state, ground, judged, &mut short);
    short
}

/// On the day, and not ahead of it; later only with an export of that day.
fn dated(state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    let date = || day.date.to_string();
    let today = judged.day_of(made(state, judged.id, judged.now));
    if day.date > today {
        short.push(Shortfall::new(Rule::DayAhead).at("watch-date").with("date", date()));
    } else if judged.is_ahead(state, &day.to) {
        short.push(Shortfall::new(Rule::DayAhead).at("window-to").with("date", date()));
    }
    if day.date < today {
        let exported = day.exported.as_ref().is_some_and(|exported| judged.day_of(exported.at) == day.date);
        if !exported || day.export.is_none() {
            let written = today.to_string();
            short.push(Shortfall::new(Rule::NotOnTheDay).at("exported").with("date", date()).with("written", written));
        } else if day.late_reason.is_none() {
            short.push(Shortfall::new(Rule::DayLate).at("late-reason").with("date", date()));
        }
    }
    if day.date < today && !caught_up(state, judged, today) {
        let (many, days) = (Arg::from(CAUGHT_UP), Arg::from(LATEST));
        let (date, written) = (date(), today.to_string());
        let short_of = Shortfall::new(Rule::OneSitting)
            .at("watch-date")
            .with("date", date)
            .with("written", written)
            .with("many", many)
            .with("days", days);
        short.push(short_of);
    }
    if unsure(state, judged.id) {
        short.push(Shortfall::new(Rule::ClockUnsure).at("watch-date"));
    }
}

/// Whether a day that is written later may be: soon enough, and not as one of many on the day of writing. A weekend is caught up on Monday, and no whole week.
fn caught_up(state: &Incident, judged: &Judged<'_>, today: NaiveDate) -> bool {
    let written = |entry: &&Entry| judged.day_of(made(state, Some(entry.id), entry.watched.at.at)) == today;
    let after = |date: NaiveDate| today.signed_duration_since(date).num_days();
    let late = others(state, judged).filter(|entry| (1..=LATEST).contains(&after(entry.watched.date))).filter(written);
    // One that is too old or without an export of its day is no day anyway, and stands in no other's way.
    let shown = late.filter(|entry| {
        let exported = entry.watched.exported.as_ref();
        entry.watched.export.is_some() && exported.is_some_and(|at| judged.day_of(at.at) == entry.watched.date)
    });
    let dates: BTreeSet<NaiveDate> = shown.map(|entry| entry.watched.date).collect();
    dates.len() < CAUGHT_UP && after(judged.watched.date) <= LATEST
}

/// Whether the clock that dates a record had jumped, and nobody ever compared it.
fn unsure(state: &Incident, record: Option<RecordId>) -> bool {
    let (station, before) = record.map_or((state.station, u64::MAX), |id| (id.station, id.seq));
    let compared = match record {
        Some(id) => state.stations.correction(id),
        None => state.stations.correction_now(station),
    };
    let jumps = state.stations.jumps.iter().filter(|(id, _)| id.station == station && id.seq < before);
    compared.is_none() && jumps.map(|(_, jump)| jump.by_ms.saturating_abs()).max().is_some_and(|by| by >= UNSURE)
}

/// A person looked, and wrote it or was there when it was written.
fn reviewed(state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    if state.people.person(&day.reviewer).is_none() || words::is_machine(&day.reviewer.name) {
        short.push(Shortfall::new(Rule::ReviewerNobody).at("reviewer").with("who", day.reviewer.name.clone()));
    } else if !state.people.same(&day.reviewer, judged.writer)
        && !state.present(&day.reviewer, &day.presence, &day.presence_ref)
    {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    let removed = state.eradication.lines(state).any(|line| state.people.same(&line.removed.operator, &day.reviewer));
    let restored =
        state.restoration.standing(state).any(|item| state.people.same(&item.restored.operator, &day.reviewer));
    if removed || restored {
        short.push(Shortfall::new(Rule::ReviewerRemoved).at("reviewer").with("who", day.reviewer.name.clone()));
    }
}

/// A day rests on a plan, and answers for each source of it.
fn planned(state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    let found = day.plan.and_then(|id| state.monitoring.plans.iter().find(|(known, _)| *known == id));
    let low = |names: &[String]| names.iter().map(|name| name.trim().to_lowercase()).collect::<BTreeSet<_>>();
    let (alive, dead) = (low(&day.alive), low(&day.dead));
    match state.monitoring.plan_of(state, day.date, judged.zone()) {
        None => match found.filter(|(id, _)| !state.struck(*id)) {
            None => short.push(Shortfall::new(Rule::NoWatchPlan)),
            Some((id, planned)) => {
                let record = state.label(*id);
                short.push(match plan_shortfalls(state, Some(*id), planned).into_iter().next() {
                    Some(first) => Shortfall::new(Rule::PlanLacks).with("record", record).with("rule", first.rule.id()),
                    None => Shortfall::new(Rule::PlanAfterDay)
                        .at("watch-date")
                        .with("record", record)
                        .with("date", day.date.to_string()),
                });
            }
        },
        Some((_, planned)) => {
            let unanswered = planned.sources.iter().map(|source| source.name.as_str());
            let unanswered: Vec<&str> = unanswered
                .filter(|name| {
                    let name = name.to_lowercase();
                    !alive.contains(&name) && !dead.contains(&name)
                })
                .collect();
            if !unanswered.is_empty() {
                let names = state.sensitive(&unanswered.join(", "));
                short.push(Shortfall::new(Rule::SourceUnanswered).at("alive").with("names", names));
            }
        }
    }
    if !dead.is_empty() {
        let names = state.sensitive(&day.dead.join(", "));
        short.push(Shortfall::new(Rule::DeadSource).at("dead").with("names", names));
    }
}

/// The raw export of that day and the heartbeat, each of its own day.
fn files(state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    let empty = |file: &Option<Artefact>| file.as_ref().is_none_or(|file| file.size == 0);
    if empty(&day.export) {
        short.push(Shortfall::new(Rule::NoExport).at("export").with("field", field("export")));
    } else {
        match &day.exported {
            None => short.push(Shortfall::new(Rule::NoExport).at("exported").with("field", field("exported"))),
            Some(exported) if judged.is_ahead(state, exported) => {
                short.push(Shortfall::new(Rule::DayAhead).at("exported").with("date", day.date.to_string()));
            }
            Some(exported) if judged.day_of(exported.at) != day.date => {
                let other = judged.day_of(exported.at).to_string();
                let date = day.date.to_string();
                let differs = Shortfall::new(Rule::ExportOtherDay).with("other", other).with("date", date);
                short.push(differs.at("exported"));
            }
            Some(exported) if day.to.at.millis_since(exported.at) > READ_TO => {
                let missing = crate::domain::attention::span(day.to.at.millis_since(exported.at));
                short.push(Shortfall::new(Rule::ExportEndsEarly).at("exported").with("span", missing));
            }
            Some(_) => {}
        }
    }
    if empty(&day.heartbeat) {
        short.push(Shortfall::new(Rule::NoHeartbeat).at("heartbeat"));
    }
    let dead = |name: &&String| !day.dead.iter().any(|dead| dead.trim().eq_ignore_ascii_case(name));
    let silent: Vec<&str> = day.silent.iter().filter(dead).map(String::as_str).collect();
    if !silent.is_empty() {
        let names = state.sensitive(&silent.join(", "));
        short.push(Shortfall::new(Rule::HeartbeatSilent).at("heartbeat").with("names", names));
    }
    let digest = |file: &Option<Artefact>| file.as_ref().filter(|file| file.size > 0).map(|file| file.sha256.clone());
    let (export, heartbeat) = (digest(&day.export), digest(&day.heartbeat));
    let again = |name: &'static str, date: NaiveDate| {
        Shortfall::new(Rule::SameFileAgain).at(name).with("field", field(name)).with("date", date.to_string())
    };
    for (name, own) in [("export", &export), ("heartbeat", &heartbeat)] {
        let used = others(state, judged).find(|other| {
            own.is_some() && (digest(&other.watched.export) == *own || digest(&other.watched.heartbeat) == *own)
        });
        if let Some(other) = used {
            short.push(again(name, other.watched.date));
        }
    }
    if export.is_some() && export == heartbeat {
        short.push(again("heartbeat", day.date));
    }
}

/// Days of other dates that were written before.
fn others<'a>(state: &'a Incident, judged: &'a Judged<'_>) -> impl Iterator<Item = &'a Entry> {
    let before = state.monitoring.standing(state).take_while(move |entry| Some(entry.id) != judged.id);
    before.filter(move |entry| entry.watched.date != judged.watched.date)
}

/// Every alert says what it turned out to be, or it is said that there were none; and what was watched for does not stand in the export unsaid.
fn alerts(state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    if day.alerts.is_empty() && !day.none {
        short.push(Shortfall::new(Rule::AlertsUnsaid).at("alerts"));
    }
    let open = day.alerts.iter().filter(|alert| alert.verdict.is_empty() || alert.words.trim().is_empty());
    let open: Vec<&str> = open.map(|alert| alert.id.as_str()).collect();
    if !open.is_empty() {
        let names = state.sensitive(&open.join(", "));
        short.push(Shortfall::new(Rule::AlertUnexplained).at("alerts").with("names", names));
    }
    if day.alerts.is_empty() && !day.found.is_empty() {
        let names: Vec<String> = day.found.iter().map(|found| crate::domain::indicator::shown(found)).collect();
        let names = state.sensitive(&names.join(", "));
        short.push(Shortfall::new(Rule::ZeroWithIndicator).at("alerts").with("names", names));
    }
    if !day.unsearched.is_empty() {
        let why = Arg::Code("unsearched", day.unsearched.clone());
        short.push(Shortfall::new(Rule::ExportUnsearched).at("export").with("why", why));
    }
}

/// A conclusion in words, and not those of another day.
fn concluded(state: &Incident, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    if !words::concludes(&day.conclusion) {
        short.push(Shortfall::new(Rule::ConclusionOwed).at("conclusion"));
        return;
    }
    let said = words::said(&day.conclusion);
    let same = others(state, judged).find(|other| words::said(&other.watched.conclusion) == said);
    if let Some(other) = same.filter(|_| day.same_reason.trim().is_empty()) {
        let date = other.watched.date.to_string();
        short.push(Shortfall::new(Rule::SameWords).at("conclusion").with("date", date));
    }
}

/// The time that was looked at lies on the day and follows on what was looked at before.
fn window(state: &Incident, ground: &Ground, judged: &Judged<'_>, short: &mut Vec<Shortfall>) {
    let day = judged.watched;
    let Some(from) = &day.from else {
        short.push(Shortfall::new(Rule::WindowOwed).at("window-from"));
        return;
    };
    let on_the_day = judged.day_of(from.at) <= day.date && judged.day_of(day.to.at) >= day.date;
    if from.at >= day.to.at || !on_the_day {
        short.push(Shortfall::new(Rule::WindowOwed).at("window-from"));
        return;
    }
    let standing = state.monitoring.standing(state);
    let before = standing.filter(|entry| entry.watched.date < day.date && Some(entry.id) != judged.id);
    let seen = before.map(|entry| entry.watched.to.at).max();
    let seen = seen.max(ground.begin().map(|begin| begin.at));
    if let Some(seen) = seen.filter(|seen| from.at.millis_since(*seen) > READ_TO) {
        let span = crate::domain::attention::span(from.at.millis_since(seen));
        // Of the day before its end, or of what is left of it since somebody looked last, at least half.
        let looked = day.to.at.millis_since(from.at);
        short.push(if looked * 2 < day.to.at.millis_since(seen).min(DAY) {
            let looked = crate::domain::attention::span(looked);
            Shortfall::new(Rule::WindowShort).at("window-from").with("looked", looked).with("span", span)
        } else {
            Shortfall::new(Rule::WindowGap).at("window-from").with("span", span)
        });
    }
}

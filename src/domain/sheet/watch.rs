//! The watch after recovery on one sheet: from when on days count, the plan, the days of the calendar with what each lacks, and what came back.

use super::{Entry, Tone, lacks, marked};
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator;
use crate::domain::input::Input;
use crate::domain::monitoring::{
    DAYS, Day, Hit, Watched, begin, calendar, counting, hits, outdated, plan_shortfalls, seventh,
};
use crate::domain::msg::Msg;
use crate::domain::rules::Rule;
use crate::domain::time::{Instant, local};

use super::told::stamp;

/// So many signs of a digest tell two files apart to the eye; the whole of it stands in the record.
const SHORT: usize = 16;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let zone = state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok()).unwrap_or(chrono_tz::UTC);
    let counted = counting(state).len();
    let over = seventh(state);
    let heading = Msg::new("watch-h-count").with("count", counted).with("days", DAYS);
    let mut found = vec![Entry::new(Tone::Heading, heading)];
    match (begin(state), over) {
        (Some(begin), _) => {
            let at = local(begin.at, zone);
            let text = Msg::new("watch-begin")
                .code("how", "watch-begin", begin.how)
                .with("what", state.sensitive(&begin.what))
                .with("record", state.label(begin.record))
                .with("date", at.date_iso())
                .with("at", at.hm());
            found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(begin.record)));
        }
        (None, _) if hits(state).iter().any(Hit::open) => {
            found.push(Entry::new(Tone::Late, Msg::new("watch-hit-open")));
        }
        (None, _) => found.push(Entry::new(Tone::Due, Msg::new("watch-not-begun"))),
    }
    if let Some((_, record)) = over {
        let text = Msg::new("watch-over").with("record", state.label(record));
        found.push(Entry::new(Tone::Proved, text).at(Place::Timeline(record)));
    }
    plan(state, &mut found);
    let days = calendar(state, local(now, zone).date());
    found.push(Entry::new(Tone::Heading, Msg::new("watch-h-days")));
    for each in &days {
        day(state, each, &mut found);
    }
    if days.is_empty() {
        found.push(Entry::new(Tone::Due, Msg::new("watch-no-day")).by(Some(("watch-day", Input::default()))));
    }
    let hits = hits(state);
    if !hits.is_empty() {
        found.push(Entry::new(Tone::Heading, Msg::new("watch-h-hits")));
    }
    hits.iter().for_each(|each| hit(state, each, &mut found));
    found
}

/// How many days count, and every day in one line: for the step of a procedure that asks for them.
#[must_use]
pub fn rows(state: &Incident, now: Instant) -> Vec<Entry> {
    let zone = state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok()).unwrap_or(chrono_tz::UTC);
    let count = Msg::new("watch-h-count").with("count", counting(state).len()).with("days", DAYS);
    let mut found = vec![Entry::new(Tone::Plain, count)];
    for each in calendar(state, local(now, zone).date()) {
        let mut lines = Vec::new();
        day(state, &each, &mut lines);
        // What was looked at stands on the sheet; here only which days count, and why others do not.
        found.extend(lines.into_iter().filter(|line| !matches!(line.tone, Tone::Dim | Tone::Override)));
    }
    found
}

fn plan(state: &Incident, found: &mut Vec<Entry>) {
    found.push(Entry::new(Tone::Heading, Msg::new("watch-h-plan")));
    let by = || Some(("plan-watch", Input::default()));
    let Some((id, planned)) = state.monitoring.plan(state) else {
        found.push(Entry::new(Tone::Due, Msg::new("watch-no-plan")).by(by()));
        return;
    };
    let mut short = plan_shortfalls(state, Some(*id), planned);
    if let Some((cited, current)) = outdated(state, planned) {
        short.push(
            Shortfall::new(Rule::PlanOld)
                .with("cited", state.sensitive(&cited))
                .with("current", state.sensitive(&current)),
        );
    }
    let version = planned.indicators.and_then(|version| indicator::version(state, version));
    let set = version.map_or_else(|| "-".to_owned(), |(set, number)| set.label(number));
    let rules = planned.rules.as_ref();
    let digest = rules.and_then(|file| file.sha256.get(..SHORT)).unwrap_or("-").to_owned();
    let text = Msg::new("watch-plan")
        .with("record", state.label(*id))
        .with("set", state.sensitive(&set))
        .with("rules", marked(state, *id, rules.map_or("-", |file| file.name.as_str())))
        .with("digest", digest)
        .with("at", stamp(&planned.at))
        .with("who", planned.by.name.clone());
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    found.push(Entry::new(tone, text).at(Place::Timeline(*id)).by(by()));
    for source in &planned.sources {
        let text = Msg::new("watch-source").with("name", state.sensitive(&source.name));
        found.push(Entry::new(Tone::Dim, text.with("check", marked(state, *id, &source.check))));
    }
    lacks(&short, found);
}

/// A day in one line, then what its entry lacks.
fn day(state: &Incident, day: &Day, found: &mut Vec<Entry>) {
    let date = day.date.to_string();
    let weekday = chrono::Datelike::weekday(&day.date).num_days_from_monday().to_string();
    let line = |id: &'static str| Msg::new(id).code("weekday", "weekday", weekday.clone()).with("date", date.clone());
    let act = || Some(("watch-day", Input::default().with("watch-date", date.clone())));
    if day.entries.is_empty() {
        let (tone, id) = if day.wanted { (Tone::Due, "watch-day-none") } else { (Tone::Dim, "watch-day-free") };
        found.push(Entry::new(tone, line(id)).by(act().filter(|_| day.wanted)));
        return;
    }
    for (id, short) in &day.entries {
        let Some(entry) = state.monitoring.entries.iter().find(|entry| entry.id == *id) else { continue };
        let watched = &entry.watched;
        let counts = short.iter().all(Shortfall::counts);
        let text = match day.number.filter(|_| counts) {
            Some(number) => line("watch-day-counts").with("number", number).with("days", DAYS),
            None => line("watch-day-not"),
        };
        let sources = watched.alive.len() + watched.dead.len();
        let text = text
            .with("record", state.label(*id))
            .with("who", watched.reviewer.name.clone())
            .with("alerts", watched.alerts.len())
            .with("alive", watched.alive.len())
            .with("sources", sources);
        let tone = if counts { Tone::Proved } else { Tone::Due };
        found.push(Entry::new(tone, text).at(Place::Timeline(*id)).by(act().filter(|_| !counts)));
        details(state, *id, watched, found);
        lacks(short, found);
    }
}

fn details(state: &Incident, id: RecordId, watched: &Watched, found: &mut Vec<Entry>) {
    let from = watched.from.as_ref().map_or_else(|| "?".to_owned(), stamp);
    let files = [&watched.export, &watched.heartbeat].map(|file| {
        let name = file.as_ref().map_or("-", |file| file.name.as_str());
        (marked(state, id, name), file.as_ref().and_then(|file| file.sha256.get(..SHORT)).unwrap_or("-").to_owned())
    });
    let [(export, export_digest), (heartbeat, heartbeat_digest)] = files;
    let text = Msg::new("watch-window")
        .with("from", from)
        .with("to", stamp(&watched.to))
        .with("export", export)
        .with("export-digest", export_digest)
        .with("heartbeat", heartbeat)
        .with("heartbeat-digest", heartbeat_digest);
    found.push(Entry::new(Tone::Dim, text));
    for alert in &watched.alerts {
        let text = Msg::new(if alert.verdict.is_empty() { "watch-alert-open" } else { "watch-alert" })
            .with("alert", marked(state, id, &alert.id))
            .with("words", marked(state, id, &alert.words));
        let text = if alert.verdict.is_empty() { text } else { text.code("verdict", "verdict", alert.verdict.clone()) };
        found.push(Entry::new(Tone::Dim, text));
    }
    if !watched.conclusion.trim().is_empty() {
        let text = Msg::new("watch-conclusion").with("words", marked(state, id, &watched.conclusion));
        found.push(Entry::new(Tone::Dim, text));
    }
    if !watched.same_reason.trim().is_empty() {
        let text = Msg::new("watch-same").with("words", marked(state, id, &watched.same_reason));
        found.push(Entry::new(Tone::Override, text));
    }
}

fn hit(state: &Incident, hit: &Hit, found: &mut Vec<Entry>) {
    let record = hit.of.record;
    let (tone, id, by) = match (hit.cleared, hit.contained) {
        (Some(by), _) => (Tone::Override, "watch-hit-cleared", Some(by)),
        (None, Some((by, _))) => (Tone::Proved, "watch-hit-contained", Some(by)),
        (None, None) => (Tone::Late, "watch-hit-waits", None),
    };
    let text = Msg::new(id)
        .with("alert", marked(state, record, &hit.of.alert))
        .with("asset", marked(state, record, if hit.asset.is_empty() { "-" } else { &hit.asset }))
        .with("words", marked(state, record, &hit.words))
        .with("record", state.label(record))
        .with("who", hit.by.name.clone());
    let text = match by {
        Some(by) => text.with("by", state.label(by)),
        None => text,
    };
    let cited = [state.label(record).as_str(), &hit.of.alert].join(" ");
    let input = Input::default().with("asset", hit.asset.clone()).with("answers-hit", cited);
    found
        .push(Entry::new(tone, text).at(Place::Timeline(record)).by(Some(("contain", input)).filter(|_| by.is_none())));
}

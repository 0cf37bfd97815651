//! Eradication and restoration on one sheet: the indicators with their versions, hunts with their denominators, lines with their counts, and for each system
//! source, scan and release; under each what it still misses.

use super::{Entry, Tone};
use crate::domain::attention::Place;
use crate::domain::decision::Shortfall;
use crate::domain::eradication::{Excepted, Hunt, Line, hunt_shortfalls, line_shortfalls, open_after};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator::{defanged, sets};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::restoration::{Item, Owed, Threshold, counting_scans, rescan_owed, shortfalls};
use crate::domain::time::When;

use super::told::stamp;

/// So many indicators of a set are listed; who needs all of them has the list itself.
const LISTED: usize = 200;

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Heading, Msg::new("remedy-h-indicators"))];
    let sets = sets(state);
    if sets.is_empty() {
        found.push(Entry::new(Tone::Due, Msg::new("remedy-no-set")).by(Some(("indicators", Input::default()))));
    }
    for set in &sets {
        for version in &set.versions {
            let last = set.last().is_some_and(|last| last.record == version.record);
            let text = Msg::new(if version.struck { "remedy-version-struck" } else { "remedy-version" })
                .with("set", state.sensitive(&set.label(version.number)))
                .with("record", state.label(version.record))
                .with("total", set.contents(version.record).len())
                .with("added", version.issued.added.len())
                .with("removed", version.issued.removed.len())
                .with("at", stamp(&version.issued.at))
                .with("who", version.issued.by.name.clone());
            let tone = if last { Tone::Plain } else { Tone::Dim };
            found.push(Entry::new(tone, text).at(Place::Timeline(version.record)));
        }
        let contents = set.last().map(|last| set.contents(last.record)).unwrap_or_default();
        for indicator in contents.iter().take(LISTED) {
            let text = Msg::new("remedy-indicator")
                .code("kind", "indicator", indicator.kind.clone())
                .with("value", state.sensitive(&defanged(indicator)));
            found.push(Entry::new(Tone::Dim, text));
        }
        if contents.len() > LISTED {
            found.push(Entry::new(Tone::Dim, Msg::new("remedy-more").with("count", contents.len() - LISTED)));
        }
    }
    found.push(Entry::new(Tone::Heading, Msg::new("remedy-h-eradication")));
    let before = found.len();
    for each in state.eradication.hunts(state) {
        hunt(state, each, &mut found);
    }
    for each in state.eradication.lines(state) {
        line(state, each, &mut found);
    }
    if found.len() == before {
        found.push(Entry::new(Tone::Due, Msg::new("remedy-no-hunt")).by(Some(("hunt", Input::default()))));
    }
    found.push(Entry::new(Tone::Heading, Msg::new("remedy-h-restoration")));
    let before = found.len();
    for (record, planned) in state.restoration.plans.iter().filter(|(record, _)| !state.struck(*record)) {
        let shown: Vec<String> = planned.thresholds.iter().map(Threshold::shown).collect();
        let text = Msg::new("remedy-thresholds")
            .with("suite", state.sensitive(&planned.suite))
            .with("record", state.label(*record))
            .with("thresholds", state.sensitive(&shown.join(", ")));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*record)));
    }
    let owed = rescan_owed(state);
    for each in state.restoration.standing(state) {
        item(state, each, owed.iter().find(|owed| owed.restoration == each.id), &mut found);
    }
    if found.len() == before {
        found.push(Entry::new(Tone::Due, Msg::new("remedy-no-restore")).by(Some(("restore", Input::default()))));
    }
    found
}

fn number(count: Option<u64>) -> String {
    count.map_or_else(|| "?".to_owned(), |count| count.to_string())
}

fn misses(short: &[Shortfall], act: Option<(&'static str, Input)>, found: &mut Vec<Entry>) {
    found.extend(short.iter().map(|short| {
        let text = Msg::new("remedy-short").with("what", short.missing.clone()).with("rule", short.rule.id());
        Entry::new(Tone::Due, text.with("next", short.next.clone())).by(act.clone())
    }));
}

fn exceptions(state: &Incident, kept: &[(RecordId, Excepted)], found: &mut Vec<Entry>) {
    for (id, excepted) in kept.iter().filter(|(id, _)| !state.struck(*id)) {
        let text = Msg::new("remedy-exception")
            .with("items", state.sensitive(&excepted.items.join(", ")))
            .with("why", state.sensitive(&excepted.why))
            .with("who", excepted.owner.name.clone())
            .with("until", excepted.until.as_ref().map(stamp).unwrap_or_default());
        found.push(Entry::new(Tone::Override, text).at(Place::Timeline(*id)));
    }
}

fn hunt(state: &Incident, hunt: &Hunt, found: &mut Vec<Entry>) {
    let mut short = hunt_shortfalls(&hunt.hunted);
    short.extend(open_after(state, hunt));
    let text = Msg::new("remedy-hunt")
        .with("object", state.sensitive(&hunt.hunted.object))
        .with("record", state.label(hunt.id))
        .with("scope", state.sensitive(&hunt.hunted.scope))
        .with("asked", number(hunt.hunted.asked))
        .with("answered", hunt.answered(state))
        .with("hit", hunt.hit(state));
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    let of = Input::default().with("hunt", state.label(hunt.id));
    found.push(Entry::new(tone, text).at(Place::Timeline(hunt.id)).by(Some(("eradicate", of))));
    exceptions(state, &hunt.exceptions, found);
    misses(&short, None, found);
}

fn line(state: &Incident, line: &Line, found: &mut Vec<Entry>) {
    let short = line_shortfalls(state, line);
    let text = Msg::new("remedy-line")
        .with("verb", state.sensitive(&line.removed.verb))
        .with("object", state.sensitive(&line.removed.object))
        .with("record", state.label(line.id))
        .with("done", line.done(state))
        .with("expected", number(line.expected(state)))
        .with("who", line.removed.operator.name.clone());
    let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
    let of = Input::default().with("removal", state.label(line.id));
    found.push(Entry::new(tone, text).at(Place::Timeline(line.id)).by(Some(("sample-check", of))));
    exceptions(state, &line.exceptions, found);
    if let Some((id, sampled)) = line.last_sample(state) {
        let text = Msg::new("remedy-sample")
            .with("items", state.sensitive(&sampled.items.join(", ")))
            .code("result", "found", sampled.result.clone())
            .with("who", sampled.checker.name.clone())
            .with("at", stamp(&sampled.at));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    }
    misses(&short, None, found);
}

fn item(state: &Incident, item: &Item, owed: Option<&Owed>, found: &mut Vec<Entry>) {
    let short = shortfalls(state, item);
    let live = item.last_live(state);
    let whole = short.is_empty() && owed.is_none();
    let restored = &item.restored;
    let time = |when: &Option<When>| when.as_ref().map_or_else(|| "?".to_owned(), stamp);
    let text = Msg::new("remedy-restored")
        .with("system", state.sensitive(&restored.system))
        .with("record", state.label(item.id))
        .code("kind", "from-kind", restored.from_kind.clone())
        .with("source", state.sensitive(&restored.source))
        .with("made", time(&restored.source_at))
        .with("ended", stamp(&restored.ended))
        .with("who", restored.operator.name.clone());
    let of = Input::default().with("restoration", state.label(item.id));
    let next = if live.is_some() || counting_scans(state, item).is_empty() { "scan" } else { "go-live" };
    let tone = if whole { Tone::Proved } else { Tone::Due };
    found.push(Entry::new(tone, text).at(Place::Timeline(item.id)).by(Some((next, of.clone()))));
    for (id, scanned) in item.scans.iter().filter(|(id, _)| !state.struck(*id)) {
        let version = scanned.indicators.and_then(|version| crate::domain::indicator::version(state, version));
        let set = version.map(|(set, number)| set.label(number)).unwrap_or_default();
        let text = Msg::new("remedy-scan")
            .with("tool", state.sensitive(&scanned.tool))
            .with("set", state.sensitive(&set))
            .code("result", "scan-result", scanned.result.clone())
            .with("started", time(&scanned.started))
            .with("ended", stamp(&scanned.ended))
            .with("who", scanned.operator.name.clone());
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    }
    for (id, run, _) in item.evaluations.iter().filter(|(id, ..)| !state.struck(*id)) {
        let shown: Vec<String> = run.results.iter().map(|m| [m.metric.as_str(), " ", &m.value].concat()).collect();
        let text = Msg::new("remedy-evaluated")
            .with("results", state.sensitive(&shown.join(", ")))
            .with("plan", run.plan.map(|plan| state.label(plan)).unwrap_or_default())
            .with("at", stamp(&run.ended))
            .with("who", run.operator.name.clone());
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    }
    for (id, run) in item.trials.iter().filter(|(id, _)| !state.struck(*id)) {
        let text = Msg::new("remedy-tried")
            .code("kind", "trial", run.kind.clone())
            .with("runs", number(run.runs))
            .with("failed", number(run.failed))
            .with("at", stamp(&run.at))
            .with("who", run.operator.name.clone());
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    }
    if let Some((id, live)) = live {
        let text = Msg::new("remedy-live").with("at", stamp(&live.at)).with("who", live.released_by.name.clone());
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    }
    misses(&short, None, found);
    if let Some(owed) = owed {
        let short = Shortfall::new(crate::domain::rules::Rule::RescanOwed).with("count", owed.missing);
        misses(&[short], Some(("scan", of)), found);
    }
}

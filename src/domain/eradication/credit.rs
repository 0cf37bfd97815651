//! What earns credit for control 5, and why not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Excepted, Hunt, Hunted, Line, Removed, Sampled, vague};
use crate::domain::cause::first_access;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::{self, some_names};
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::Instant;

/// A field in words.
fn label(name: &str) -> Arg {
    Arg::Code("field", name.to_owned())
}

/// Counts that contradict each other: a part that is larger than the whole.
fn fits(parts: &[(&'static str, Option<u64>, &'static str, Option<u64>)]) -> Option<Shortfall> {
    let wrong = parts.iter().find(|(_, part, _, whole)| matches!((part, whole), (Some(p), Some(w)) if p > w))?;
    let (part, count, whole, of) = wrong;
    let number = |count: &Option<u64>| count.unwrap_or_default().to_string();
    let short = Shortfall::new(Rule::CountsDoNotFit)
        .at(part)
        .with("part", label(part))
        .with("count", number(count))
        .with("whole", label(whole))
        .with("of", number(of));
    Some(short)
}

fn named(list: &[String]) -> Option<u64> {
    (!list.is_empty()).then(|| u64::try_from(list.len()).unwrap_or(u64::MAX))
}

/// Why a hunt shows nothing: no denominator, no query, no result, counts that cannot be.
#[must_use]
pub fn hunt_shortfalls(hunted: &Hunted) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let counts =
        [("asked", hunted.asked.filter(|asked| *asked > 0)), ("answered", hunted.answered), ("hit", hunted.hit)];
    if let Some((missing, _)) = counts.into_iter().find(|(_, count)| count.is_none()) {
        short.push(Shortfall::new(Rule::HuntWithoutDenominator).at(missing).with("field", label(missing)));
    }
    let unanswered = hunted.asked.zip(hunted.answered).map(|(asked, answered)| asked.saturating_sub(answered));
    short.extend(fits(&[
        ("answered", hunted.answered, "asked", hunted.asked),
        ("hit", hunted.hit, "answered", hunted.answered),
        ("hits", named(&hunted.hits), "hit", hunted.hit),
        ("silent", named(&hunted.silent), "asked", unanswered),
    ]));
    let owed = [("query", &hunted.query), ("tool", &hunted.tool), ("scope", &hunted.scope)];
    let owed = owed.into_iter().find(|(_, text)| text.trim().is_empty()).map(|(name, _)| name);
    let result = hunted.output.as_ref().is_none_or(|file| file.size == 0).then_some("file");
    if let Some(name) = owed.or(result) {
        short.push(Shortfall::new(Rule::HuntOwed).at(name).with("field", label(name)));
    }
    short
}

/// Why an exception covers nothing.
#[must_use]
pub fn exception_shortfalls(state: &Incident, excepted: &Excepted) -> Vec<Shortfall> {
    let missing = [
        ("items", excepted.items.is_empty()),
        ("reason", excepted.why.trim().is_empty()),
        ("owner", excepted.owner.name.trim().is_empty() || state.people.person(&excepted.owner).is_none()),
        ("put-off", excepted.until.as_ref().is_none_or(|until| until.at <= excepted.at.at)),
    ];
    let missing = missing.into_iter().find(|(_, missing)| *missing);
    missing
        .map(|(name, _)| Shortfall::new(Rule::ExceptionOwed).at(name).with("field", label(name)))
        .into_iter()
        .collect()
}

/// Names that standing exceptions cover.
fn covered<'a>(state: &Incident, exceptions: &'a [(RecordId, Excepted)]) -> BTreeSet<&'a str> {
    let standing = exceptions.iter().filter(|(id, excepted)| {
        !state.struck(*id)
            && exception_shortfalls(state, excepted).is_empty()
            && ahead(state, Some(*id), &excepted.at).is_none()
    });
    standing.flat_map(|(_, excepted)| &excepted.items).map(String::as_str).collect()
}

fn count_of(names: usize) -> u64 {
    u64::try_from(names).unwrap_or(u64::MAX)
}

/// What of a hunt is open: asked and unanswered, found and not removed.
#[must_use]
pub fn open_after(state: &Incident, hunt: &Hunt) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let silent = hunt.silent(state).saturating_sub(count_of(covered(state, &hunt.exceptions).len()));
    if silent > 0 {
        short.push(Shortfall::new(Rule::Unanswered).at("answered").with("count", silent));
    }
    if hunt.hit(state) > 0 && !state.eradication.lines(state).any(|line| line.removed.hunt == Some(hunt.id)) {
        short.push(Shortfall::new(Rule::FoundNotRemoved).at("hit").with("count", hunt.hit(state)));
    }
    short
}

/// Whether the lines that rest on a hunt name, together, as many as it found: those that one of them leaves out are with another.
fn shared(state: &Incident, hunt: &Hunt) -> bool {
    let names = treated(state, hunt);
    let (hits, unnamed) = named_hits(state, hunt);
    if hits.is_empty() {
        return count_of(names.len()) >= hunt.hit(state);
    }
    let (known, other): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| hits.contains_key(name));
    count_of(known.len()).saturating_add(count_of(other.len()).min(unnamed)) >= hunt.hit(state)
}

/// What the lines that rest on a hunt name as done, or as left for a while.
fn treated(state: &Incident, hunt: &Hunt) -> BTreeSet<String> {
    let lines = state.eradication.lines(state).filter(|line| line.removed.hunt.is_some_and(|id| hunt.is(id)));
    lines.flat_map(|line| line.targets(state).into_iter().chain(covered(state, &line.exceptions))).map(folded).collect()
}

/// A name as it is compared: neither its letters nor its blanks make it another.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What a hunt says by name that it found, and how many more it found.
fn named_hits<'a>(state: &'a Incident, hunt: &'a Hunt) -> (BTreeMap<String, &'a str>, u64) {
    let named: BTreeMap<String, &str> =
        hunt.rounds(state).flat_map(|round| &round.hits).map(|name| (folded(name), name.as_str())).collect();
    let unnamed = hunt.hit(state).saturating_sub(count_of(named.len()));
    (named, unnamed)
}

/// What was done where the hunt found nothing stands for nothing that it found; more may be done than was found.
fn elsewhere(state: &Incident, line: &Line, hunt: &Hunt) -> Option<Shortfall> {
    let (hits, unnamed) = named_hits(state, hunt);
    let targets = line.targets(state);
    let foreign: Vec<&str> = targets.iter().filter(|name| !hits.contains_key(&folded(name))).copied().collect();
    let foreign_count = count_of(foreign.len()).saturating_sub(unnamed);
    if hits.is_empty() || foreign_count == 0 {
        return None;
    }
    let excepted = covered(state, &line.exceptions);
    let expected = line.removed.expected.unwrap_or_default();
    let wanted = expected.saturating_sub(foreign_count).max(expected.min(hunt.hit(state)));
    let done = line.done(state).saturating_sub(foreign_count);
    let mut seen = treated(state, hunt);
    seen.extend(targets.iter().chain(&excepted).map(|name| folded(name)));
    let left: Vec<&str> = hits.iter().filter(|(name, _)| !seen.contains(*name)).map(|(_, name)| *name).collect();
    if left.is_empty() || wanted <= done.saturating_add(count_of(excepted.len())) {
        return None;
    }
    let short = Shortfall::new(Rule::RemovedElsewhere)
        .at("targets")
        .with("others", state.sensitive(&foreign.join(", ")))
        .with("names", state.sensitive(&left.join(", ")));
    Some(short)
}

/// Why a line was done too early to be about what was found: before anybody looked, or before there was anybody to remove. Times are typed to the minute.
fn too_early(state: &Incident, line: &Line) -> Option<Shortfall> {
    let minute = |at: Instant| at.millis().div_euclid(60_000);
    let first = line.parts(state).map(|(_, part)| part.at.at).min()?;
    let hunt = line.removed.hunt.and_then(|id| state.eradication.hunt(id));
    let began = hunt.and_then(|hunt| hunt.rounds(state).map(|round| round.at.at).min());
    if first_access(state).is_some_and(|access| minute(first) < minute(access)) {
        return Some(Shortfall::new(Rule::RemovedBeforeAccess).at("at"));
    }
    let hunt = hunt.filter(|_| began.is_some_and(|began| minute(first) < minute(began)))?;
    Some(Shortfall::new(Rule::RemovedBeforeHunt).at("at").with("record", state.label(hunt.id)))
}

/// Why a line by itself earns nothing; the sample is another record.
#[must_use]
pub fn line_own_shortfalls(state: &Incident, line: &Line) -> Vec<Shortfall> {
    if line.removed.lineage.is_some() {
        return lineage_shortfalls(state, line);
    }
    let mut short = removed_shortfalls(state, &line.removed);
    for (id, part) in line.parts(state) {
        short.extend(ahead(state, Some(id), &part.at));
        if id != line.id && part.artefact.as_ref().is_none_or(|file| file.size == 0) {
            short.push(Shortfall::new(Rule::RemovalWithoutArtefact).at("file"));
        }
    }
    short.extend(too_early(state, line));
    let hunt = line.removed.hunt.and_then(|id| state.eradication.hunt(id)).filter(|hunt| !state.struck(hunt.id));
    short.extend(hunt.and_then(|hunt| elsewhere(state, line, hunt)));
    let done = line.done(state);
    let targets = count_of(line.targets(state).len());
    if let Some(expected) = line.removed.expected {
        let left = expected.saturating_sub(done);
        let excepted = count_of(covered(state, &line.exceptions).len());
        if left > excepted && line.removed.done.is_some() {
            let open = Shortfall::new(Rule::DoneBelowExpected)
                .at("done")
                .with("done", done)
                .with("expected", expected)
                .with("count", left - excepted);
            short.push(open);
        }
    }
    short.extend(fits(&[
        ("done", Some(done), "expected", line.removed.expected),
        ("targets", Some(targets), "done", Some(done)),
    ]));
    if let Some(hunt) = line.removed.hunt.and_then(|id| state.eradication.hunt(id))
        && line.removed.expected.is_some_and(|expected| expected < hunt.hit(state))
        && !shared(state, hunt)
    {
        let fewer = Shortfall::new(Rule::FewerThanFound)
            .at("expected")
            .with("hit", hunt.hit(state))
            .with("expected", line.removed.expected.unwrap_or_default());
        short.push(fewer);
    }
    short
}

/// Why a line that is counted by lineage earns nothing: what descends from the artefact is the denominator, what became of each the count, and each fate has
/// a proof of its own.
fn lineage_shortfalls(state: &Incident, line: &Line) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if let Some(name) = vague(&line.removed.verb, &line.removed.object) {
        short.push(Shortfall::new(Rule::VagueRemoval).at(name).with("field", label(name)));
    }
    short.extend(line.parts(state).filter_map(|(id, part)| ahead(state, Some(id), &part.at)));
    let Some(tally) = line.tally(state) else {
        short.push(Shortfall::new(Rule::LineageNotCondemned).at("lineage"));
        return short;
    };
    let excepted: BTreeSet<String> = covered(state, &line.exceptions).into_iter().map(str::to_lowercase).collect();
    let open: Vec<_> = tally
        .open
        .into_iter()
        .filter(|(node, name)| !excepted.contains(&name.to_lowercase()) && !excepted.contains(&node.label(state)))
        .collect();
    if !open.is_empty() {
        let open = Shortfall::new(Rule::LineageOpen)
            .at("lineage")
            .with("done", tally.done)
            .with("expected", tally.expected)
            .with("names", some_names(state, &open));
        short.push(open);
    }
    short
}

/// What can be said of a line without what followed it.
fn removed_shortfalls(state: &Incident, removed: &Removed) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if let Some(name) = vague(&removed.verb, &removed.object) {
        short.push(Shortfall::new(Rule::VagueRemoval).at(name).with("field", label(name)));
    }
    let counts = [("expected", removed.expected.is_none()), ("done", removed.done.is_none())];
    if let Some((name, _)) = counts.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::NoNumber).at(name).with("field", label(name)));
    }
    let hunted = removed.hunt.and_then(|id| state.eradication.hunt(id)).filter(|hunt| !state.struck(hunt.id));
    if hunted.is_none_or(|hunt| !hunt_shortfalls(&hunt.hunted).is_empty()) {
        short.push(Shortfall::new(Rule::NoHunt).at("hunt"));
    }
    if removed.artefact.as_ref().is_none_or(|file| file.size == 0) {
        short.push(Shortfall::new(Rule::RemovalWithoutArtefact).at("file"));
    }
    short
}

/// Why a sample does not show that a line holds.
#[must_use]
pub fn sample_shortfalls(state: &Incident, line: &Line, sampled: &Sampled) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let tally = line.tally(state);
    let hands = tally.iter().flat_map(|tally| &tally.hands).copied().chain(line.hands(state));
    if hands.into_iter().any(|hand| state.people.may_be_same(&sampled.checker, hand)) {
        short.push(Shortfall::new(Rule::SampleByOperator).at("checker"));
    }
    if !state.present(&sampled.checker, &sampled.presence, &sampled.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    let owed = [("items", sampled.items.is_empty()), ("method", sampled.method.trim().is_empty())];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::SampleOwed).at(name).with("field", label(name)));
    }
    let targets: BTreeSet<String> = line.targets(state).into_iter().map(str::to_lowercase).collect();
    let titles: Vec<&String> = tally.iter().flat_map(|tally| &tally.all).collect();
    let named = |item: &String| {
        targets.contains(&item.to_lowercase()) || titles.iter().any(|title| lineage::title_names(title, item))
    };
    if !(targets.is_empty() && titles.is_empty())
        && let Some(other) = sampled.items.iter().find(|item| !named(item))
    {
        short.push(Shortfall::new(Rule::SampleElsewhere).at("items").with("item", state.sensitive(other)));
    }
    let last = tally.as_ref().and_then(|tally| tally.last);
    if line.parts(state).any(|(_, part)| part.at.at > sampled.at.at) || last.is_some_and(|last| last > sampled.at.at) {
        short.push(Shortfall::new(Rule::SampleTooEarly).at("at"));
    }
    if sampled.result != "gone" {
        short.push(Shortfall::new(Rule::SampleFailed).at("found"));
    }
    short
}

/// What a line still misses, its sample included.
#[must_use]
pub fn line_shortfalls(state: &Incident, line: &Line) -> Vec<Shortfall> {
    let mut short = line_own_shortfalls(state, line);
    match line.last_sample(state) {
        None => short.push(Shortfall::new(Rule::NoSampleCheck).at("removal")),
        Some((id, sampled)) => {
            short.extend(sample_shortfalls(state, line, sampled));
            short.extend(ahead(state, Some(*id), &sampled.at));
        }
    }
    short
}

/// Whether a record is a hunt that counts by itself.
#[must_use]
pub fn hunt_counts(state: &Incident, record: RecordId) -> bool {
    let Some(hunt) = state.eradication.hunt(record) else { return false };
    let all = std::iter::once((hunt.id, &hunt.hunted)).chain(hunt.again.iter().map(|(id, again)| (*id, again)));
    let own = all.into_iter().find(|(id, _)| *id == record);
    own.is_some_and(|(id, hunted)| {
        !state.struck(id) && hunt_shortfalls(hunted).is_empty() && ahead(state, Some(id), &hunted.at).is_none()
    })
}

/// Whether a record is a line of eradication that counts by itself.
#[must_use]
pub fn line_counts(state: &Incident, record: RecordId) -> bool {
    !state.struck(record)
        && state.eradication.line(record).is_some_and(|line| line_own_shortfalls(state, line).is_empty())
}

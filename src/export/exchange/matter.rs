//! What the formats of other tools share: events, assets, indicators, measures, as they stand. It is read from the state of what is left after withholding and from
//! nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::entity::{Entity, Register};
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::indicator::{self, Indicator};
use crate::domain::mark::Mark;
use crate::domain::rows::struck_import;
use crate::domain::time::{Instant, local};
use crate::domain::timeline::{Lane, Line};
use crate::export::folder::tables::{From, text};

/// One line of the timeline that stands: neither struck nor written again.
pub(super) struct Event<'a> {
    /// Its record.
    pub(super) id: RecordId,
    /// When it happened.
    pub(super) at: Instant,
    /// The same with the offset that was in force where it was told, or in the zone of the case.
    pub(super) written: String,
    /// The line.
    pub(super) line: &'a Line,
    /// What it reads.
    pub(super) text: String,
    /// Indicators that it names.
    pub(super) indicators: Vec<Indicator>,
    /// Whether nothing carries it but a row whose import was struck.
    import_struck: bool,
    /// Assets that it names, by the names of the register where they are in it.
    assets: Vec<String>,
}

impl Event<'_> {
    /// `fact` or `action`.
    pub(super) fn lane(&self) -> &'static str {
        if self.line.lane == Lane::Fact { "fact" } else { "action" }
    }

    /// How the time is known, where anybody said.
    pub(super) fn how(&self) -> &'static str {
        self.line.when.as_ref().map_or("", |when| when.how.code())
    }

    /// Who said it, if it was not the scribe.
    pub(super) fn speaker(&self) -> &str {
        let speaker = self.line.detail.as_ref().and_then(|detail| detail.speaker.as_ref());
        speaker.map_or("", |speaker| speaker.name.as_str())
    }

    /// Free tags.
    pub(super) fn tags(&self) -> &[String] {
        self.line.detail.as_ref().map_or(&[], |detail| &detail.tags)
    }

    /// Techniques that it names, by id; what the lists do not know as it was given.
    pub(super) fn techniques(&self) -> &[String] {
        self.line.detail.as_ref().map_or(&[], |detail| &detail.techniques)
    }

    /// Assets by name.
    pub(super) fn assets(&self) -> impl Iterator<Item = &str> {
        self.assets.iter().map(String::as_str)
    }

    /// Where it comes from, in words: what kind of source, and which.
    pub(super) fn source(&self) -> String {
        let Some(detail) = &self.line.detail else { return String::new() };
        let struck = if self.import_struck { "its import was struck" } else { "" };
        let parts = [detail.source.as_str(), detail.source_ref.as_str(), struck];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    }
}

/// What an asset is called: by the name of the register where one entity goes by the name that was typed; none for no name.
fn called(register: &Register, typed: &str) -> Option<String> {
    let typed = typed.trim();
    let name = machine(register, typed).map_or(typed, |entity| entity.name.trim());
    (!name.is_empty()).then(|| name.to_owned())
}

/// The asset or account that goes by a name, where it is one.
fn machine<'a>(register: &'a Register, typed: &str) -> Option<&'a Entity> {
    let mut found = register.meant_by_name(typed).filter(|entity| matches!(entity.kind.as_str(), "asset" | "account"));
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// Events in the order in which they happened.
pub(super) fn events<'a>(from: &'a From<'_>) -> Vec<Event<'a>> {
    let zone = from.zone();
    let stands = |line: &&Line| line.superseded_by.is_none() && !from.state.struck(line.id);
    let register = Register::of(from.state);
    let event = |line: &'a Line| {
        let offset = line.when.as_ref().map(|when| when.offset_minutes);
        let offset = offset.unwrap_or_else(|| local(line.happened, zone).offset_seconds() / 60);
        let named = line.detail.iter().flat_map(|detail| &detail.indicators);
        Event {
            id: line.id,
            at: line.happened,
            written: line.happened.rfc3339_at(offset),
            line,
            text: text(from, line),
            import_struck: struck_import(from.state, line).is_some(),
            indicators: named.filter_map(|typed| indicator::read(typed)).collect(),
            assets: line
                .detail
                .iter()
                .flat_map(|detail| &detail.assets)
                .filter_map(|name| called(&register, name))
                .collect(),
        }
    };
    let mut events: Vec<Event<'a>> = from.state.timeline.lines.iter().filter(stands).map(event).collect();
    events.sort_by_key(|event| (event.at, event.id));
    events
}

/// An indicator with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// The highest mark of the records that name it.
    pub(super) mark: Mark,
    /// When it was first known.
    pub(super) first: Instant,
    /// When the first record that names it was made.
    pub(super) recorded: Instant,
    /// When the last one was.
    pub(super) last: Instant,
    /// The records.
    pub(super) records: BTreeSet<RecordId>,
    /// Sets that hold it.
    pub(super) sets: BTreeSet<String>,
    /// Where it comes from, as people said.
    pub(super) origins: BTreeSet<String>,
    /// Whether it was taken back, and no set holds it any more.
    pub(super) taken_back: bool,
}

/// Every indicator of sets and of the timeline.
pub(super) fn indicators(from: &From<'_>, events: &[Event<'_>]) -> BTreeMap<Indicator, Known> {
    let mut found: BTreeMap<Indicator, Known> = BTreeMap::new();
    let mut gone = BTreeSet::new();
    let mut hear = |indicator: &Indicator, record: RecordId, at: Instant| {
        let line = from.state.timeline.line(record);
        let mark = line.map_or(Mark::Red, |line| line.mark);
        let recorded = line.map_or(at, |line| line.recorded);
        let known = found.entry(indicator.clone()).or_insert_with(|| Known {
            mark,
            first: at,
            recorded,
            last: recorded,
            records: BTreeSet::new(),
            sets: BTreeSet::new(),
            origins: BTreeSet::new(),
            taken_back: false,
        });
        known.mark = known.mark.max(mark);
        known.first = known.first.min(at);
        known.recorded = known.recorded.min(recorded);
        known.last = known.last.max(recorded);
        known.records.insert(record);
    };
    for set in indicator::sets(from.state) {
        for version in set.versions.iter().filter(|version| !version.struck) {
            for indicator in version.issued.added.iter().chain(&version.issued.removed) {
                hear(indicator, version.record, version.issued.at.at);
            }
            gone.extend(version.issued.removed.iter().cloned());
        }
    }
    for event in events {
        event.indicators.iter().for_each(|indicator| hear(indicator, event.id, event.at));
    }
    for set in indicator::sets(from.state) {
        let Some(last) = set.last() else { continue };
        for indicator in set.contents(last.record) {
            gone.remove(indicator);
            let Some(known) = found.get_mut(indicator) else { continue };
            known.sets.insert(set.name.to_owned());
            let standing = set.versions.iter().filter(|version| !version.struck);
            let said = standing.filter(|version| version.issued.added.contains(indicator));
            known.origins.extend(said.map(|version| version.issued.origin.clone()).filter(|origin| !origin.is_empty()));
        }
    }
    for indicator in gone {
        if let Some(known) = found.get_mut(&indicator) {
            known.taken_back = true;
        }
    }
    found
}

/// A technique that lines name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The highest mark of the lines.
    pub(super) mark: Mark,
    /// When the first of them was recorded.
    pub(super) recorded: Instant,
    /// When the last one was.
    pub(super) last: Instant,
    /// Their records.
    pub(super) records: BTreeSet<RecordId>,
}

/// Every technique that a line names, by id. What was refuted names none.
pub(super) fn techniques<'a>(events: &'a [Event<'_>]) -> BTreeMap<&'a str, Named> {
    let mut found: BTreeMap<&str, Named> = BTreeMap::new();
    for event in events.iter().filter(|event| event.line.status() != "refuted") {
        let (mark, recorded) = (event.line.mark, event.line.recorded);
        for id in event.techniques() {
            let new = || Named { mark, recorded, last: recorded, records: BTreeSet::new() };
            let named = found.entry(id).or_insert_with(new);
            named.mark = named.mark.max(mark);
            named.recorded = named.recorded.min(recorded);
            named.last = named.last.max(recorded);
            named.records.insert(event.id);
        }
    }
    found
}

/// An asset with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asset {
    /// Whether it is an account or a key and no machine.
    pub(super) account: bool,
    /// What it is, by the register; empty where nobody said.
    pub(super) asset_type: String,
    /// Network addresses, where exhibits taken from it or the register name them.
    pub(super) addresses: BTreeSet<String>,
    /// What was contained on it.
    pub(super) contained: BTreeSet<String>,
    /// The records that name it.
    pub(super) records: BTreeSet<RecordId>,
}

/// Every asset of the register, and every one that a line, a containment or an exhibit names.
pub(super) fn assets(from: &From<'_>, events: &[Event<'_>]) -> BTreeMap<String, Asset> {
    let mut found: BTreeMap<String, Asset> = BTreeMap::new();
    let register = Register::of(from.state);
    for entity in register.entities.iter().filter(|entity| matches!(entity.kind.as_str(), "asset" | "account")) {
        let Some(name) = called(&register, &entity.name) else { continue };
        let asset = found.entry(name).or_default();
        asset.account |= entity.kind == "account";
        asset.asset_type.clone_from(&entity.asset_type);
        asset.records.extend(entity.keys.iter().map(|key| key.record));
        let addresses = entity.aliases.iter().filter_map(|name| indicator::read(name)).filter(|read| read.kind == "ip");
        asset.addresses.extend(addresses.map(|read| read.value));
    }
    for event in events {
        for name in event.assets() {
            let asset = found.entry(name.to_owned()).or_default();
            asset.records.insert(event.id);
            asset.account |= indicator::read(name).is_some_and(|read| read.kind == "account");
        }
    }
    for action in from.state.containment.actions.iter().filter(|action| !from.state.struck(action.id)) {
        let Some(name) = called(&register, &action.done.asset) else { continue };
        let asset = found.entry(name).or_default();
        asset.records.insert(action.id);
        asset.account |= matches!(action.done.action.as_str(), "account" | "key");
        asset.contained.insert(action.done.action.clone());
    }
    for exhibit in from.state.register.exhibits.iter().filter(|exhibit| !exhibit.struck) {
        let Some(name) = called(&register, &exhibit.details.host) else { continue };
        let asset = found.entry(name).or_default();
        asset.records.insert(exhibit.id);
        asset.addresses.extend(Some(exhibit.details.ip.trim().to_owned()).filter(|ip| !ip.is_empty()));
    }
    found
}

/// What was done against the attacker: contained, removed.
pub(super) struct Measure {
    /// Its record.
    pub(super) id: RecordId,
    /// What was done to what, in a few words.
    pub(super) name: String,
    /// The same at length.
    pub(super) description: String,
    /// Its mark.
    pub(super) mark: Mark,
    /// When it was recorded.
    pub(super) recorded: Instant,
}

/// Measures in the order in which they were recorded.
pub(super) fn measures(from: &From<'_>) -> Vec<Measure> {
    let state = from.state;
    let measure = |id: RecordId, name: String, parts: &[(&str, &str)]| {
        let line = state.timeline.line(id)?;
        let said = parts.iter().filter(|(_, text)| !text.trim().is_empty());
        let description = said.map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>().join("\n");
        Some(Measure { id, name, description, mark: line.mark, recorded: line.recorded })
    };
    let contained = state.containment.actions.iter().filter(|action| !state.struck(action.id)).filter_map(|action| {
        let done = &action.done;
        let name = format!("Contained ({}): {}", from.lang.code("action", &done.action), done.asset);
        let at = done.at.at.to_string();
        let held = |result: &str| action.tests.iter().any(|(id, test)| test.result == result && !state.struck(*id));
        let tested = match (held("open"), held("holds")) {
            (true, _) => "open at an outside test",
            (_, true) => "held at an outside test",
            _ => "not tested from outside",
        };
        let parts = [
            ("done at", at.as_str()),
            ("change", done.change.as_str()),
            ("to undo it", done.rollback.as_str()),
            ("also stops", done.blast_radius.as_str()),
            ("left open", done.left_open.as_str()),
            ("tested", tested),
        ];
        measure(action.id, name, &parts)
    });
    let removed = state.eradication.lines.iter().filter(|line| !state.struck(line.id)).filter_map(|line| {
        let removed = &line.removed;
        let of = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
        let at = removed.at.at.to_string();
        let (expected, done) = (of(removed.expected), of(removed.done));
        let parts = [
            ("done at", at.as_str()),
            ("expected", expected.as_str()),
            ("done", done.as_str()),
            ("note", removed.note.as_str()),
        ];
        measure(line.id, format!("Removed: {} {}", removed.verb, removed.object), &parts)
    });
    let mut all: Vec<Measure> = contained.chain(removed).collect();
    all.sort_by_key(|measure| (measure.recorded, measure.id));
    all
}

/// The digest of an exhibit with how sure it is: one that was only stated is called claimed.
pub(super) fn digest_words(state: DigestState, exhibit: &Exhibit) -> String {
    let sha256 = exhibit.digest();
    match (state, sha256) {
        (DigestState::Recomputed, sha256) => format!("SHA-256 {sha256}, computed by warroom"),
        (DigestState::Claimed, "") => {
            "digest claimed, of another algorithm than SHA-256; not computed by warroom".to_owned()
        }
        (DigestState::Claimed, sha256) => format!("SHA-256 {sha256} CLAIMED, not computed by warroom"),
        (DigestState::Corroborated, sha256) => {
            format!("SHA-256 {sha256} CLAIMED by two people with a tool each, not computed by warroom")
        }
        (_, "") => format!("no digest ({})", state.code()),
        (_, sha256) => format!("SHA-256 {sha256}, with a reservation: {}", state.code()),
    }
}

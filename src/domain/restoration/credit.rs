//! What earns credit for control 6, and why not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Live, Restored, Scanned, model_shortfalls};
use crate::domain::cause::first_access;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator::{self, Indicator};
use crate::domain::lineage::restore_shortfalls;
use crate::domain::msg::Arg;
use crate::domain::rules::Rule;
use crate::domain::station::ahead;
use crate::domain::time::Instant;

/// A field in words.
pub(super) fn label(name: &str) -> Arg {
    Arg::Code("field", name.to_owned())
}

fn empty(text: &str) -> bool {
    text.trim().is_empty()
}

/// Two values that mean the same: digests in other letters, with or without the name of their algorithm.
pub(in crate::domain) fn same_value(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let text = text.trim().to_lowercase();
        text.strip_prefix("sha256:").map(str::to_owned).unwrap_or(text)
    };
    plain(one) == plain(other)
}

/// Why a restore by itself earns nothing. `by_siro` is whether the risk owner accepted a source that is not older.
#[must_use]
pub fn restored_shortfalls(state: &Incident, restored: &Restored, by_siro: bool) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let owed = [
        ("source-id", empty(&restored.source)),
        ("source-at", restored.source_at.is_none()),
        ("predates", empty(&restored.predates)),
        ("started", restored.started.is_none()),
        ("file", restored.log.as_ref().is_none_or(|file| file.size == 0)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::RestoreOwed).at(name).with("field", label(name)));
    }
    if let (Some(made), Some(access)) = (&restored.source_at, first_access(state))
        && made.at >= access
        && !accepted(restored, by_siro)
    {
        let not_older = Shortfall::new(Rule::SourceNotOlder)
            .at("source-at")
            .with("made", made.at.rfc3339_at(made.offset_minutes))
            .with("access", access.rfc3339_at(made.offset_minutes));
        short.push(not_older);
    }
    if restored.started.as_ref().is_some_and(|started| started.at > restored.ended.at) {
        short.push(Shortfall::new(Rule::RestoreTimes).at("ended"));
    }
    if restored.isolated != "yes" {
        short.push(Shortfall::new(Rule::NotIsolated).at("isolated"));
    }
    let owed = [
        ("expected-value", empty(&restored.expected)),
        ("expected-from", empty(&restored.expected_from)),
        ("computed", empty(&restored.computed)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::IntegrityOwed).at(name).with("field", label(name)));
    } else if !same_value(&restored.expected, &restored.computed) {
        short.push(Shortfall::new(Rule::IntegrityDiffers).at("computed"));
    }
    short
}

/// Whether the risk owner accepted a source that is not older than the first access, with a reason.
#[must_use]
pub fn accepted(restored: &Restored, by_siro: bool) -> bool {
    by_siro && !empty(&restored.not_older)
}

/// Why a scan by itself shows nothing of what was restored.
#[must_use]
pub fn scan_shortfalls(state: &Incident, item: &Item, scanned: &Scanned) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let owed = [
        ("tool", empty(&scanned.tool)),
        ("rules-at", scanned.rules_at.is_none()),
        ("targets", scanned.targets.is_empty()),
        ("started", scanned.started.is_none()),
        ("file", scanned.log.as_ref().is_none_or(|file| file.size == 0)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::ScanOwed).at(name).with("field", label(name)));
    }
    if !scanned.indicators.is_some_and(|version| indicator::holds_any(state, version)) {
        short.push(Shortfall::new(Rule::EmptySet).at("set"));
    }
    let known = scanned.indicators.and_then(|version| {
        state.indicators.issued.iter().find(|(id, _)| *id == version).map(|(_, issued)| issued.at.at)
    });
    if known.is_some_and(|known| known > scanned.ended.at) {
        short.push(Shortfall::new(Rule::SetLaterThanScan).at("set"));
    }
    if let Some(other) = scanned.log.as_ref().and_then(|log| log_of_another(state, item, &log.sha256)) {
        short.push(Shortfall::new(Rule::ScanLogOfAnother).at("file").with("record", state.label(other)));
    }
    let disposed = !empty(&scanned.disposition) && scanned.disposed_by.as_ref().is_some_and(|who| !empty(&who.name));
    if scanned.result == "not-finished" || (scanned.result != "clean" && !disposed) {
        short.push(Shortfall::new(Rule::NotClean).at("scan-result"));
    }
    let system = item.restored.system.trim().to_lowercase();
    if !scanned.targets.is_empty() && !scanned.targets.iter().any(|target| target.trim().to_lowercase() == system) {
        short.push(
            Shortfall::new(Rule::ScanElsewhere).at("targets").with("system", state.sensitive(&item.restored.system)),
        );
    }
    let started = scanned.started.as_ref().map_or(scanned.ended.at, |started| started.at);
    if started > scanned.ended.at {
        short.push(Shortfall::new(Rule::RestoreTimes).at("ended"));
    }
    if started < item.restored.ended.at {
        short.push(Shortfall::new(Rule::ScanBeforeRestore).at("started"));
    }
    short
}

/// The record of a restore or of a removal that has the very bytes of a scan's log: what shows that cannot show a scan.
fn log_of_another(state: &Incident, item: &Item, sha256: &str) -> Option<RecordId> {
    let standing = state.restoration.standing(state).map(|item| (item.id, item.restored.log.as_ref()));
    let restores = std::iter::once((item.id, item.restored.log.as_ref())).chain(standing);
    let removals = state.eradication.lines(state).flat_map(|line| line.parts(state));
    let mut all = restores.chain(removals.map(|(id, part)| (id, part.artefact.as_ref())));
    all.find(|(_, file)| file.is_some_and(|file| file.size > 0 && file.sha256 == sha256)).map(|(id, _)| id)
}

/// Scans of it that count by themselves, whenever they ended.
#[must_use]
pub fn counting_scans<'a>(state: &Incident, item: &'a Item) -> Vec<&'a (RecordId, Scanned)> {
    let counts = |(id, scanned): &&(RecordId, Scanned)| {
        !state.struck(*id)
            && scan_shortfalls(state, item, scanned).is_empty()
            && ahead(state, Some(*id), &scanned.ended).is_none()
    };
    item.scans.iter().filter(counts).collect()
}

/// Why there is no scan that counts and ended by an instant; none asks for any scan.
pub(super) fn scanned_by(state: &Incident, item: &Item, until: Option<Instant>) -> Vec<Shortfall> {
    let counting = counting_scans(state, item);
    if counting.iter().any(|(_, scanned)| until.is_none_or(|until| scanned.ended.at <= until)) {
        return Vec::new();
    }
    if !counting.is_empty() {
        return vec![Shortfall::new(Rule::ScanAfterLive).at("ended")];
    }
    match item.scans.iter().rfind(|(id, _)| !state.struck(*id)) {
        None => vec![Shortfall::new(Rule::NoScan).at("restoration")],
        Some((id, scanned)) => {
            let mut short = scan_shortfalls(state, item, scanned);
            short.extend(ahead(state, Some(*id), &scanned.ended));
            if until.is_some_and(|until| scanned.ended.at > until) {
                short.push(Shortfall::new(Rule::ScanAfterLive).at("ended"));
            }
            short
        }
    }
}

/// Why a release by itself earns nothing; what it rests on is asked by [`shortfalls`].
#[must_use]
pub fn live_shortfalls(state: &Incident, item: &Item, live: &Live) -> Vec<Shortfall> {
    let mut short = Vec::new();
    if state.people.may_be_same(&live.released_by, &item.restored.operator) {
        short.push(Shortfall::new(Rule::ReleaserIsRestorer).at("released-by"));
    }
    if !state.present(&live.released_by, &live.presence, &live.presence_ref) {
        short.push(Shortfall::new(Rule::Unproven).at("presence"));
    }
    if live.at.at < item.restored.ended.at {
        short.push(Shortfall::new(Rule::LiveTooEarly).at("at"));
    }
    short
}

/// Everything that what was restored still misses until it counts as live.
#[must_use]
pub fn shortfalls(state: &Incident, item: &Item) -> Vec<Shortfall> {
    let mut short = restored_shortfalls(state, &item.restored, item.by_siro);
    short.extend(ahead(state, Some(item.id), &item.restored.ended));
    let live = item.last_live(state);
    let until = live.map(|(_, live)| live.at.at);
    short.extend(scanned_by(state, item, until));
    short.extend(restore_shortfalls(state, &item.restored));
    short.extend(model_shortfalls(state, item, until));
    match live {
        None => short.push(Shortfall::new(Rule::NotReleased).at("restoration")),
        Some((id, live)) => {
            short.extend(live_shortfalls(state, item, live));
            short.extend(ahead(state, Some(*id), &live.at));
        }
    }
    short
}

/// Something live for which nobody has looked for the newest indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What was restored.
    pub restoration: RecordId,
    /// The system.
    pub system: String,
    /// How many indicators no scan of it looked for.
    pub missing: usize,
    /// When the first of them was known.
    pub since: Instant,
}

/// What has to be scanned again, since indicators came that no scan of it looked for.
#[must_use]
pub fn rescan_owed(state: &Incident) -> Vec<Owed> {
    let last: Vec<RecordId> = indicator::sets(state).iter().filter_map(|set| Some(set.last()?.record)).collect();
    let mut found = Vec::new();
    // Systems that were scanned for the same versions miss the same.
    let mut seen: BTreeMap<BTreeSet<RecordId>, Option<(usize, Instant)>> = BTreeMap::new();
    for item in state.restoration.standing(state) {
        let scans = counting_scans(state, item);
        // What was never scanned misses that first.
        if scans.is_empty() {
            continue;
        }
        let versions = scans.iter().filter_map(|(_, scanned)| scanned.indicators);
        let versions: BTreeSet<RecordId> = versions.chain(super::model::triggers(state, item)).collect();
        if last.iter().all(|last| versions.contains(last)) {
            continue;
        }
        let owed = match seen.get(&versions) {
            Some(known) => *known,
            None => *seen.entry(versions.clone()).or_insert_with(|| missing_after(state, &versions)),
        };
        if let Some((missing, since)) = owed {
            found.push(Owed { restoration: item.id, system: item.restored.system.clone(), missing, since });
        }
    }
    found
}

/// How many indicators stand that none of these versions held, and since when the first of them is known.
fn missing_after(state: &Incident, versions: &BTreeSet<RecordId>) -> Option<(usize, Instant)> {
    let covered: BTreeSet<&Indicator> =
        versions.iter().flat_map(|version| indicator::contents(state, *version)).collect();
    let wanted = indicator::wanted(state);
    let missing: BTreeSet<&Indicator> = wanted.difference(&covered).copied().collect();
    let issued = state.indicators.issued.iter().filter(|(id, _)| !state.struck(*id));
    let since = issued.filter(|(_, issued)| issued.added.iter().any(|added| missing.contains(added)));
    Some((missing.len(), since.map(|(_, issued)| issued.at.at).min()?))
}

/// Whether a record serves as a kind of proof of a step: only one that misses nothing by itself.
#[must_use]
pub fn record_counts(state: &Incident, record: RecordId, kind: &str) -> bool {
    let Some(item) = state.restoration.item(record) else { return false };
    let restored = || {
        record == item.id
            && restored_shortfalls(state, &item.restored, item.by_siro).is_empty()
            && ahead(state, Some(item.id), &item.restored.ended).is_none()
    };
    match kind {
        "restore_log" | "integrity_check" => restored(),
        "scan_log" => counting_scans(state, item).iter().any(|(id, _)| *id == record),
        "eval_report" => super::model::record_counts(state, item, record),
        _ => false,
    }
}

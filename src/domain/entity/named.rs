//! What records name without an entity of its own: names given to assets, and indicators of sets, which are known without being recorded.

use std::collections::BTreeMap;

use super::name::{even, is_name};
use super::register::Register;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator::{self, Indicator};
use crate::domain::lineage::Node;
use crate::domain::monitoring;

/// Names that records give to assets and that nothing in the register goes by, each with the first record that names it.
#[must_use]
pub fn unrecorded(state: &Incident, register: &Register) -> Vec<(String, RecordId)> {
    let lines = state.timeline.lines.iter().filter(|line| line.superseded_by.is_none() && !state.struck(line.id));
    let told = lines.flat_map(|line| {
        let assets = line.detail.iter().flat_map(|detail| &detail.assets);
        assets.map(move |name| (name.as_str(), line.id))
    });
    let contained = state.containment.standing(state).map(|action| (action.done.asset.as_str(), action.id));
    let restored = state.restoration.standing(state).map(|item| (item.restored.system.as_str(), item.id));
    let exhibits = state.register.exhibits.iter().filter(|exhibit| !exhibit.struck);
    let exhibits = exhibits.map(|exhibit| (exhibit.details.host.as_str(), exhibit.id));
    let hits = monitoring::hits(state);
    let hits = hits.iter().map(|hit| (hit.asset.as_str(), hit.of.record));
    let mut found: BTreeMap<String, (String, RecordId)> = BTreeMap::new();
    for (name, record) in told.chain(contained).chain(restored).chain(exhibits).chain(hits) {
        let plain = even(name);
        if !is_name(&plain) || register.has(&plain) {
            continue;
        }
        let known = found.entry(plain).or_insert_with(|| (name.trim().to_owned(), record));
        if record < known.1 {
            *known = (name.trim().to_owned(), record);
        }
    }
    found.into_values().collect()
}

/// Indicators that stand in the last version of a set, each with its place: the record that added it, and from 1 on which one of that record it is.
#[must_use]
pub fn indicators(state: &Incident) -> Vec<(Node, &Indicator)> {
    let mut found: BTreeMap<&Indicator, Node> = BTreeMap::new();
    for set in indicator::sets(state) {
        let Some(last) = set.last() else { continue };
        let standing = set.contents(last.record);
        for version in set.versions.iter().filter(|version| !version.struck) {
            for (item, indicator) in (1..).zip(&version.issued.added) {
                if standing.contains(indicator) {
                    found.entry(indicator).or_insert(Node { record: version.record, item });
                }
            }
        }
    }
    let mut all: Vec<(Node, &Indicator)> = found.into_iter().map(|(indicator, node)| (node, indicator)).collect();
    all.sort();
    all
}

/// The indicator at a place.
#[must_use]
pub fn indicator_at(state: &Incident, key: Node) -> Option<&Indicator> {
    let place = usize::try_from(key.item.checked_sub(1)?).ok()?;
    let (_, issued) = state.indicators.issued.iter().find(|(id, _)| *id == key.record && !state.struck(*id))?;
    issued.added.get(place)
}

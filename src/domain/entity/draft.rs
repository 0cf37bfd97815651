//! What each record says of an entity, with every change that was made to it since. A name that is taken off is taken off every record of the thing that has it:
//! whoever changes an entity names the thing, and not the record that somebody happened to write first.

use std::collections::{BTreeSet, HashMap};

use super::merged::Link;
use super::name::{even, is_name};
use super::{Changed, Described, Listed, Recorded};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::{self, Node};
use crate::domain::time::Instant;

/// One record of an entity, with what changed since.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) node: Node,
    pub(super) at: Option<Instant>,
    pub(super) kind: &'static str,
    pub(super) own: bool,
    pub(super) touched: bool,
    pub(super) asset_type: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) owner: Author,
    pub(super) importance: String,
    pub(super) note: String,
    /// The import that it was taken over from, where that was struck.
    pub(super) struck_import: Option<RecordId>,
    /// Names that it has by a change, since when.
    since: HashMap<String, Instant>,
}

fn kind(code: &str) -> &'static str {
    super::KINDS.iter().find(|kind| **kind == code).copied().unwrap_or("asset")
}

impl Draft {
    /// Its names as they are compared.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let all = std::iter::once(&self.name).chain(&self.aliases).map(|name| even(name));
        all.filter(|name| is_name(name)).collect()
    }

    /// What ties its names to it, each with the instant since which it does.
    pub(super) fn links(&self) -> impl Iterator<Item = Link> {
        self.names().into_iter().map(|name| {
            let changed = self.since.get(&name).copied();
            Link { node: self.node, own: changed.is_none(), since: changed.or(self.at), name }
        })
    }

    fn of(id: RecordId, recorded: &Recorded) -> Draft {
        Draft {
            node: Node::from(id),
            at: Some(recorded.at.at),
            kind: kind(&recorded.kind),
            own: true,
            touched: true,
            asset_type: recorded.asset_type.clone(),
            name: recorded.name.clone(),
            aliases: recorded.aliases.clone(),
            owner: recorded.owner.clone(),
            importance: recorded.importance.clone(),
            note: recorded.note.clone(),
            ..Draft::default()
        }
    }

    fn listed(state: &Incident, node: Node, listed: &Listed, known: &Described) -> Draft {
        Draft {
            node,
            at: Some(listed.at.at),
            kind: kind(&known.kind),
            own: true,
            touched: true,
            asset_type: known.asset_type.clone(),
            name: known.name.clone(),
            aliases: known.aliases.clone(),
            struck_import: Some(listed.import).filter(|import| state.struck(*import)),
            ..Draft::default()
        }
    }

    fn change(&mut self, changed: &Changed) {
        self.touched = true;
        let put = |old: &mut String, new: &String| {
            if !new.is_empty() {
                old.clone_from(new);
            }
        };
        let had = self.names();
        if !changed.name.is_empty() {
            // What it was called before it is still called by those who do not know.
            let before = std::mem::replace(&mut self.name, changed.name.clone());
            self.aliases.push(before);
        }
        put(&mut self.asset_type, &changed.asset_type);
        put(&mut self.importance, &changed.importance);
        put(&mut self.note, &changed.note);
        if !changed.owner.name.is_empty() {
            self.owner = changed.owner.clone();
        }
        self.aliases.extend(changed.aliases.iter().cloned());
        for name in self.names().difference(&had) {
            self.since.insert(name.clone(), changed.at.at);
        }
    }

    fn forget(&mut self, gone: &BTreeSet<String>) {
        self.aliases.retain(|name| !gone.contains(&even(name)));
        let left = self.names();
        self.since.retain(|name, _| left.contains(name));
    }
}

/// What an artefact of a lineage is as an entity; none for what is neither data nor a model. The second says whether it is one that people speak of, and no part.
fn kind_of(artefact: &str) -> Option<(&'static str, bool)> {
    match artefact {
        "data-set" => Some(("data-set", true)),
        "shard" | "cache" | "embedding" | "index" | "evaluation-set" => Some(("data-set", false)),
        "model" | "distilled-model" | "customer-model" => Some(("model", true)),
        "checkpoint" | "adapter" => Some(("model", false)),
        _ => None,
    }
}

/// Artefacts of the lineage that are data or models.
fn artefacts(state: &Incident) -> Vec<Draft> {
    let artefacts: Vec<(Node, &lineage::Described)> = state.lineage.standing(state).collect();
    let mut versions: HashMap<String, usize> = HashMap::new();
    for (_, what) in &artefacts {
        *versions.entry(even(&what.name)).or_default() += 1;
    }
    let recorded = |record: RecordId| state.timeline.line(record).map(|line| line.happened);
    let draft = |(node, what): (Node, &lineage::Described)| {
        let (kind, whole) = kind_of(&what.kind)?;
        // The name alone means it only where there is one version of it.
        let alone = versions.get(&even(&what.name)) == Some(&1) && !what.version.is_empty();
        Some(Draft {
            node,
            at: recorded(node.record),
            kind,
            touched: whole,
            name: what.title(),
            aliases: alone.then(|| what.name.clone()).into_iter().collect(),
            ..Draft::default()
        })
    };
    artefacts.into_iter().filter_map(draft).collect()
}

/// Every record of an entity that stands, as it was changed, in the order in which they became known.
pub(super) fn drafts(state: &Incident) -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        state.entities.standing(state).map(|(id, recorded)| Draft::of(*id, recorded)).collect();
    drafts
        .extend(state.entities.of_lists(state).map(|(node, listed, known)| Draft::listed(state, node, listed, known)));
    drafts.extend(artefacts(state));
    let places: HashMap<Node, usize> = drafts.iter().enumerate().map(|(place, draft)| (draft.node, place)).collect();
    let mut changes: Vec<&(RecordId, Changed)> =
        state.entities.changed.iter().filter(|(id, _)| !state.struck(*id)).collect();
    changes.sort_by_key(|(id, changed)| (changed.at.at, *id));
    for (_, changed) in changes {
        let Some(place) = places.get(&changed.entity).copied() else { continue };
        let gone: BTreeSet<String> = changed.not_aliases.iter().map(|name| even(name)).collect();
        let having = if gone.is_empty() { BTreeSet::new() } else { same_thing(&drafts, place) };
        if let Some(draft) = drafts.get_mut(place) {
            draft.change(changed);
        }
        drafts
            .iter_mut()
            .enumerate()
            .filter(|(place, _)| having.contains(place))
            .for_each(|(_, draft)| draft.forget(&gone));
    }
    for (_, judged) in state.entities.judged.iter().filter(|(id, _)| !state.struck(*id)) {
        if let Some(draft) = places.get(&judged.entity).and_then(|place| drafts.get_mut(*place)) {
            draft.touched = true;
        }
    }
    drafts.sort_by_key(|draft| (!draft.own, draft.at, draft.node));
    drafts
}

/// The places of all records that are of one thing with that at a place, as their names tie them together now.
fn same_thing(drafts: &[Draft], place: usize) -> BTreeSet<usize> {
    let Some(first) = drafts.get(place) else { return BTreeSet::new() };
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.kind == first.kind) {
        for name in draft.names() {
            by_name.entry(name).or_default().push(place);
        }
    }
    let mut found = BTreeSet::from([place]);
    let mut open = vec![place];
    while let Some(next) = open.pop() {
        for name in drafts.get(next).map(Draft::names).unwrap_or_default() {
            for other in by_name.remove(&name).unwrap_or_default() {
                if found.insert(other) {
                    open.push(other);
                }
            }
        }
    }
    found
}

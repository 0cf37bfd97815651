//! The register: what was recorded, what the lineage knows, and what two records of one thing have in common. Two laptops that record one asset apart record it once
//! as soon as their records come together.

use core::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::name::even;
use super::shows::Evidence;
use super::{Changed, Recorded, Standing};
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator::{self, Indicator};
use crate::domain::lineage::{Described, Node};
use crate::domain::monitoring;
use crate::domain::time::Instant;

/// One entity: what its records say of it, together.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// By what it is known: the first record of it. The others are those of the same thing, recorded again or known to the lineage.
    pub keys: Vec<Node>,
    /// How many records of their own it has: more than one were written by people who did not know of each other.
    pub recorded: usize,
    /// One of [`super::KINDS`].
    pub kind: String,
    /// One of [`super::TYPES`], or empty.
    pub asset_type: String,
    /// What it is called.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Whose it is.
    pub owner: Author,
    /// One of [`super::IMPORTANCE`], or empty.
    pub importance: String,
    /// Remarks.
    pub note: String,
    names: Vec<String>,
}

/// Every entity of a case.
#[derive(Debug)]
pub struct Register {
    /// In the order in which they became known.
    pub entities: Vec<Entity>,
    evidence: OnceCell<Evidence>,
    by_name: HashMap<String, Vec<usize>>,
    by_key: HashMap<Node, usize>,
}

impl Entity {
    /// The first record of it.
    #[must_use]
    pub fn key(&self) -> Option<Node> {
        self.keys.first().copied()
    }

    /// Its names as they are compared.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a text is one of its names.
    #[must_use]
    pub fn goes_by(&self, text: &str) -> bool {
        let text = even(text);
        self.names.contains(&text)
    }
}

/// One record of an entity, with what changed since.
struct Draft {
    node: Node,
    at: Option<Instant>,
    kind: &'static str,
    own: bool,
    touched: bool,
    asset_type: String,
    name: String,
    aliases: Vec<String>,
    owner: Author,
    importance: String,
    note: String,
}

impl Draft {
    fn names(&self) -> BTreeSet<String> {
        std::iter::once(&self.name)
            .chain(&self.aliases)
            .map(|name| even(name))
            .filter(|name| !name.is_empty())
            .collect()
    }

    fn of(id: RecordId, recorded: &Recorded) -> Draft {
        let kind = super::KINDS.iter().find(|kind| **kind == recorded.kind);
        Draft {
            node: Node::from(id),
            at: Some(recorded.at.at),
            kind: kind.copied().unwrap_or("asset"),
            own: true,
            touched: true,
            asset_type: recorded.asset_type.clone(),
            name: recorded.name.clone(),
            aliases: recorded.aliases.clone(),
            owner: recorded.owner.clone(),
            importance: recorded.importance.clone(),
            note: recorded.note.clone(),
        }
    }

    fn change(&mut self, changed: &Changed) {
        self.touched = true;
        let put = |old: &mut String, new: &String| {
            if !new.is_empty() {
                old.clone_from(new);
            }
        };
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
        let gone: BTreeSet<String> = changed.not_aliases.iter().map(|name| even(name)).collect();
        self.aliases.retain(|name| !gone.contains(&even(name)));
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

fn drafts(state: &Incident) -> Vec<Draft> {
    let mut drafts: Vec<Draft> =
        state.entities.standing(state).map(|(id, recorded)| Draft::of(*id, recorded)).collect();
    drafts.extend(state.entities.of_lists(state).map(|(node, listed, known)| {
        let kind = super::KINDS.iter().find(|kind| **kind == known.kind);
        Draft {
            node,
            at: Some(listed.at.at),
            kind: kind.copied().unwrap_or("asset"),
            own: true,
            touched: true,
            asset_type: known.asset_type.clone(),
            name: known.name.clone(),
            aliases: known.aliases.clone(),
            owner: Author::default(),
            importance: String::new(),
            note: String::new(),
        }
    }));
    let artefacts: Vec<(Node, &Described)> = state.lineage.standing(state).collect();
    let mut versions: HashMap<String, usize> = HashMap::new();
    for (_, what) in &artefacts {
        *versions.entry(even(&what.name)).or_default() += 1;
    }
    let recorded = |record: RecordId| state.timeline.line(record).map(|line| line.happened);
    drafts.extend(artefacts.into_iter().filter_map(|(node, what)| {
        let (kind, whole) = kind_of(&what.kind)?;
        // The name alone means it only where there is one version of it.
        let alone = versions.get(&even(&what.name)) == Some(&1) && !what.version.is_empty();
        Some(Draft {
            node,
            at: recorded(node.record),
            kind,
            own: false,
            touched: whole,
            asset_type: String::new(),
            name: what.title(),
            aliases: alone.then(|| what.name.clone()).into_iter().collect(),
            owner: Author::default(),
            importance: String::new(),
            note: String::new(),
        })
    }));
    let places: HashMap<Node, usize> = drafts.iter().enumerate().map(|(place, draft)| (draft.node, place)).collect();
    let mut changes: Vec<&(RecordId, Changed)> =
        state.entities.changed.iter().filter(|(id, _)| !state.struck(*id)).collect();
    changes.sort_by_key(|(id, changed)| (changed.at.at, *id));
    for (_, changed) in changes {
        if let Some(draft) = places.get(&changed.entity).and_then(|place| drafts.get_mut(*place)) {
            draft.change(changed);
        }
    }
    for (_, judged) in state.entities.judged.iter().filter(|(id, _)| !state.struck(*id)) {
        if let Some(draft) = places.get(&judged.entity).and_then(|place| drafts.get_mut(*place)) {
            draft.touched = true;
        }
    }
    drafts.sort_by_key(|draft| (!draft.own, draft.at, draft.node));
    drafts
}

/// Records of one kind that share a name are of one thing, and so are those that a third one ties together.
fn together(drafts: Vec<Draft>) -> Vec<Vec<Draft>> {
    let mut group_of: Vec<usize> = (0..drafts.len()).collect();
    let mut first: HashMap<(&'static str, String), usize> = HashMap::new();
    fn root(group_of: &[usize], mut place: usize) -> usize {
        while let Some(up) = group_of.get(place).copied().filter(|up| *up != place) {
            place = up;
        }
        place
    }
    for (place, draft) in drafts.iter().enumerate() {
        for name in draft.names() {
            let known = *first.entry((draft.kind, name)).or_insert(place);
            let (one, other) = (root(&group_of, known), root(&group_of, place));
            // The earlier one leads, whatever order they are told in.
            if let Some(slot) = group_of.get_mut(one.max(other)) {
                *slot = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
    for (place, draft) in drafts.into_iter().enumerate() {
        groups.entry(root(&group_of, place)).or_default().push(draft);
    }
    groups.into_values().filter(|group| group.iter().any(|draft| draft.touched)).collect()
}

fn entity(group: &[Draft]) -> Option<Entity> {
    let first = group.first()?;
    let mut entity = Entity {
        keys: group.iter().map(|draft| draft.node).collect(),
        recorded: group.iter().filter(|draft| draft.own).count(),
        kind: first.kind.to_owned(),
        asset_type: String::new(),
        name: first.name.clone(),
        aliases: Vec::new(),
        owner: Author::default(),
        importance: String::new(),
        note: String::new(),
        names: Vec::new(),
    };
    let mut names = BTreeSet::from([even(&first.name)]);
    for draft in group {
        for name in std::iter::once(&draft.name).chain(&draft.aliases) {
            if !even(name).is_empty() && names.insert(even(name)) {
                entity.aliases.push(name.clone());
            }
        }
        let put = |old: &mut String, new: &String| {
            if !new.is_empty() {
                old.clone_from(new);
            }
        };
        put(&mut entity.asset_type, &draft.asset_type);
        put(&mut entity.importance, &draft.importance);
        put(&mut entity.note, &draft.note);
        if !draft.owner.name.is_empty() {
            entity.owner = draft.owner.clone();
        }
    }
    entity.names = names.into_iter().collect();
    Some(entity)
}

impl Register {
    /// The register as the records make it now.
    #[must_use]
    pub fn of(state: &Incident) -> Register {
        let mut entities: Vec<Entity> = together(drafts(state)).iter().filter_map(|group| entity(group)).collect();
        let order = |entity: &Entity| super::KINDS.iter().position(|kind| *kind == entity.kind);
        entities.sort_by_key(|entity| (order(entity), even(&entity.name), entity.key()));
        let (mut by_name, mut by_key) = (HashMap::<String, Vec<usize>>::new(), HashMap::new());
        for (place, entity) in entities.iter().enumerate() {
            for name in &entity.names {
                by_name.entry(name.clone()).or_default().push(place);
            }
            by_key.extend(entity.keys.iter().map(|key| (*key, place)));
        }
        Register { entities, evidence: OnceCell::new(), by_name, by_key }
    }

    /// How one stands, by what was proved of it.
    #[must_use]
    pub fn standing(&self, state: &Incident, entity: &Entity) -> Standing {
        // Names are asked for at every key press, what they stand on is not.
        let evidence = self.evidence.get_or_init(|| Evidence::of(state));
        Standing::of(state, entity, evidence.about(&entity.keys, &entity.names))
    }

    /// An entity by a record of it, or by the artefact that it is.
    #[must_use]
    pub fn known(&self, key: Node) -> Option<&Entity> {
        self.by_key.get(&key).and_then(|place| self.entities.get(*place))
    }

    /// Entities that go by a name.
    pub fn meant_by_name(&self, name: &str) -> impl Iterator<Item = &Entity> {
        let places = self.by_name.get(&even(name)).into_iter().flatten();
        places.filter_map(|place| self.entities.get(*place))
    }

    /// Entities that a text means: by a name, else by the record as people type it.
    #[must_use]
    pub fn meant(&self, state: &Incident, text: &str) -> Vec<&Entity> {
        let named: Vec<&Entity> = self.meant_by_name(text).collect();
        if !named.is_empty() {
            return named;
        }
        node_of(state, text).and_then(|node| self.known(node)).into_iter().collect()
    }
}

/// `48`, `48/b7`, or `48:3` for the third of a list.
fn node_of(state: &Incident, text: &str) -> Option<Node> {
    let text = text.trim();
    let (record, item) = match text.rsplit_once(':') {
        Some((record, item)) => (record, item.parse().ok()?),
        None => (text, 0),
    };
    state.record_named(record).map(|record| Node { record, item })
}

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
        if plain.is_empty() || register.by_name.contains_key(&plain) {
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

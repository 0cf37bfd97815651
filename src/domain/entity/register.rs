//! The register: what was recorded, what the lineage knows, and what two records of one thing have in common. Two laptops that record one asset apart record it once
//! as soon as their records come together.

use core::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Standing;
use super::draft::{Draft, drafts};
use super::merged::Link;
use super::name::{even, is_name};
use super::shows::Evidence;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::Node;

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
    /// Imports that it was taken over from and that were struck since.
    pub struck_imports: Vec<RecordId>,
    names: Vec<String>,
    /// Names that can be taken off: those of which some record says that it is called so too.
    others: BTreeSet<String>,
    links: Vec<Link>,
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

    /// Whether a name can be taken off it: its records call it so beside what they are called themselves.
    #[must_use]
    pub fn also_goes_by(&self, text: &str) -> bool {
        self.others.contains(&even(text))
    }

    /// What ties its names to its records.
    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether a text is one of its names.
    #[must_use]
    pub fn goes_by(&self, text: &str) -> bool {
        let text = even(text);
        self.names.contains(&text)
    }
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
        struck_imports: group.iter().filter_map(|draft| draft.struck_import).collect(),
        names: Vec::new(),
        others: group.iter().flat_map(|draft| &draft.aliases).map(|name| even(name)).collect(),
        links: group.iter().flat_map(Draft::links).collect(),
    };
    entity.struck_imports.dedup();
    let mut names = BTreeSet::from([even(&first.name)]);
    for draft in group {
        for name in std::iter::once(&draft.name).chain(&draft.aliases) {
            if is_name(&even(name)) && names.insert(even(name)) {
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
    entity.names = names.into_iter().filter(|name| is_name(name)).collect();
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
        let evidence = self.evidence.get_or_init(|| Evidence::of(state, self));
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

    /// Whether anything goes by a name, as [`even`] makes it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
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

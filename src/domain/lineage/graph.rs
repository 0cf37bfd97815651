//! Who descends from whom. The links that stand are laid in the order of the fold; one that would make something descend from itself is left out and named,
//! since two laptops may each have written one half of a circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{Described, Node};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;

/// A link that is left out: the record that brought it, what it says was made, and from what.
pub type Crossed = (RecordId, Node, Node);

/// Artefacts and the links between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph<'a> {
    /// Artefacts that stand.
    pub nodes: BTreeMap<Node, &'a Described>,
    /// What each was made from.
    pub parents: BTreeMap<Node, Vec<Node>>,
    /// What was made from each.
    pub children: BTreeMap<Node, Vec<Node>>,
    /// Links that are left out.
    pub crossed: Vec<Crossed>,
    /// Artefacts whose record was struck, with those that stand and were made from them: as long as nobody links these anew, they descend as they did.
    pub held: BTreeMap<Node, Vec<Node>>,
    /// Artefacts whose record was struck and that were recorded again by the same name and version.
    pub renewed: BTreeMap<Node, Node>,
}

impl<'a> Graph<'a> {
    /// The graph of what stands. A strike takes an artefact out and not its place: what was made from it goes on to descend from what it was made from, until it
    /// is linked anew; recorded again, it has its links again.
    #[must_use]
    pub fn of(state: &'a Incident) -> Self {
        let nodes: BTreeMap<Node, &Described> = state.lineage.standing(state).collect();
        let titles: BTreeMap<String, Node> =
            nodes.iter().map(|(node, what)| (what.title().to_lowercase(), *node)).collect();
        let gone: BTreeMap<Node, &Described> = state.lineage.gone(state).collect();
        let again = gone.iter().filter_map(|(node, what)| Some((*node, *titles.get(&what.title().to_lowercase())?)));
        let renewed: BTreeMap<Node, Node> = again.collect();
        let now = |node: Node| renewed.get(&node).copied().unwrap_or(node);
        let known = |node: &Node| nodes.contains_key(node) || gone.contains_key(node);
        let recorded = |record: RecordId| state.timeline.line(record).map(|line| line.recorded);
        // When each was last linked to something that stands.
        let (mut linked, mut told) = (BTreeMap::new(), BTreeSet::new());
        let standing: Vec<Crossed> = state.lineage.links(state).collect();
        for (record, child, parent) in &standing {
            if nodes.contains_key(&now(*parent)) {
                let last = linked.entry(now(*child)).or_insert(None);
                *last = recorded(*record).max(*last);
                told.extend((*record == child.record).then_some(*child));
            }
        }
        let since = |child: Node, struck: Node| {
            let strike = state.timeline.struck.get(&struck.record).and_then(|(strike, _)| recorded(*strike));
            linked.get(&child).is_some_and(|last| *last >= strike)
        };
        let lost = |(_, child, parent): &Crossed| {
            let gone = |node: &Node| gone.contains_key(node) && !renewed.contains_key(node);
            gone(parent) && since(now(*child), *parent)
        };
        // What a struck record said that its artefact was made from holds until the new one says it.
        let replaced =
            |(_, child, _): &Crossed| renewed.get(child).is_some_and(|new| told.contains(new) || since(*new, *child));
        let links = standing.iter().copied().chain(state.lineage.gone_links(state).filter(|link| !replaced(link)));
        let links = links
            .filter(|link| known(&link.1) && known(&link.2) && !lost(link))
            .map(|(record, child, parent)| (record, now(child), now(parent)))
            .filter(|(_, child, parent)| child != parent);
        let graph = Graph::laid(links);
        let graph = if gone.is_empty() { graph } else { graph.without(&nodes) };
        Graph { nodes, renewed, ..graph }
    }

    /// The same with the links drawn together over what does not stand.
    fn without(self, nodes: &BTreeMap<Node, &Described>) -> Self {
        let nearest = |of: &BTreeMap<Node, Vec<Node>>, from: Node| {
            let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
            let mut open: VecDeque<Node> = of.get(&from).into_iter().flatten().copied().collect();
            while let Some(node) = open.pop_front() {
                if !seen.insert(node) {
                } else if nodes.contains_key(&node) {
                    found.push(node);
                } else {
                    open.extend(of.get(&node).into_iter().flatten());
                }
            }
            found
        };
        let mut graph = Graph { crossed: self.crossed, ..Graph::default() };
        for child in self.parents.keys().filter(|node| nodes.contains_key(node)) {
            graph.parents.insert(*child, nearest(&self.parents, *child));
        }
        for (parent, direct) in &self.children {
            let below = nearest(&self.children, *parent);
            if !nodes.contains_key(parent) {
                let direct = direct.iter().filter(|child| nodes.contains_key(child)).copied();
                graph.held.insert(*parent, direct.collect());
            }
            graph.children.insert(*parent, below);
        }
        graph.held.retain(|_, direct| !direct.is_empty());
        graph
    }

    /// The artefact as it is recorded now, where its record was struck and another brings it again.
    #[must_use]
    pub fn now(&self, node: Node) -> Node {
        self.renewed.get(&node).copied().unwrap_or(node)
    }

    /// Lays links one after the other.
    pub(super) fn laid(links: impl Iterator<Item = Crossed>) -> Self {
        let mut seen = BTreeSet::new();
        let links: Vec<Crossed> = links.filter(|(_, child, parent)| seen.insert((*child, *parent))).collect();
        let mut graph = Graph::default();
        for (_, child, parent) in &links {
            graph.put(*child, *parent);
        }
        if graph.is_acyclic() {
            return graph;
        }
        // Rare enough to be slow: each link is asked for by itself.
        let mut graph = Graph::default();
        for (record, child, parent) in links {
            if graph.descends(parent, child) {
                graph.crossed.push((record, child, parent));
            } else {
                graph.put(child, parent);
            }
        }
        graph
    }

    fn put(&mut self, child: Node, parent: Node) {
        self.parents.entry(child).or_default().push(parent);
        self.children.entry(parent).or_default().push(child);
    }

    /// Whether links can be taken away from the ends until none is left.
    fn is_acyclic(&self) -> bool {
        let mut owed: BTreeMap<Node, usize> = self.parents.iter().map(|(child, of)| (*child, of.len())).collect();
        let mut free: VecDeque<Node> = self.children.keys().filter(|node| !owed.contains_key(node)).copied().collect();
        while let Some(node) = free.pop_front() {
            for child in self.children_of(node) {
                let left = owed.entry(*child).or_default();
                *left = left.saturating_sub(1);
                if *left == 0 {
                    owed.remove(child);
                    free.push_back(*child);
                }
            }
        }
        owed.is_empty()
    }

    /// What was made from it directly.
    #[must_use]
    pub fn children_of(&self, node: Node) -> &[Node] {
        self.children.get(&node).map_or(&[], Vec::as_slice)
    }

    /// What it was made from directly.
    #[must_use]
    pub fn parents_of(&self, node: Node) -> &[Node] {
        self.parents.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Everything that descends from some artefacts, without themselves.
    #[must_use]
    pub fn below(&self, from: impl IntoIterator<Item = Node>) -> BTreeSet<Node> {
        let mut found = BTreeSet::new();
        let mut open: Vec<Node> = from.into_iter().collect();
        while let Some(node) = open.pop() {
            for child in self.children_of(node) {
                if found.insert(*child) {
                    open.push(*child);
                }
            }
        }
        found
    }

    /// Whether something is, or descends from, something else.
    #[must_use]
    pub fn descends(&self, node: Node, from: Node) -> bool {
        node == from || self.below([from]).contains(&node)
    }

    /// What it is, where it stands.
    #[must_use]
    pub fn what(&self, node: Node) -> Option<&'a Described> {
        self.nodes.get(&node).copied()
    }
}

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
}

impl<'a> Graph<'a> {
    /// The graph of what stands.
    #[must_use]
    pub fn of(state: &'a Incident) -> Self {
        let nodes: BTreeMap<Node, &Described> = state.lineage.standing(state).collect();
        let links = state.lineage.links(state);
        let graph =
            Graph::laid(links.filter(|(_, child, parent)| nodes.contains_key(child) && nodes.contains_key(parent)));
        Graph { nodes, ..graph }
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

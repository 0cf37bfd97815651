//! Lineage: data sets, shards, checkpoints, models and what each was made from. Condemning one condemns all that descends from it, and that list is what
//! eradication is counted against (procedures.md sections 2, controls 5 and 6, and 4.3).
//!
//! An artefact is known by the record that brought it, never by its name. What descends from what is computed from the links that stand; a link that is
//! recorded later makes the list longer, and what was done is then short again.

mod credit;
mod decide;
mod fact;
mod graph;
mod list;
mod node;
mod waits;

use super::artefact::Artefact;
use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::msg::Msg;
use super::people::People;
use super::sensitive::Sensitive;

pub use credit::{
    Condemnation, Descendant, Family, Tally, artefact_counts, condemned_shortfalls, descendants, made_shortfalls,
    open_lists, restore_shortfalls, tally, uncovered,
};
pub use decide::{artefact, condemn, fate, link, list};
pub use fact::{Condemned, Described, FATES, Fated, KINDS, Link, Linked, Listed, Made, REASONS, RefusedLine};
pub use graph::{Crossed, Graph};
pub use node::{End, Node};
pub use waits::waits;

pub(in crate::domain) use credit::some_names;
use credit::{may_accept, may_condemn};
pub(in crate::domain) use list::digest;

facts! {
    /// Facts of lineage.
    LineageFact {
        /// An artefact was recorded.
        Made(Made) = "lineage.artefact" [listed],
        /// A list of artefacts and links was read.
        Listed(Listed) = "lineage.list" [listed],
        /// It was found that an artefact was made from others.
        Linked(Linked) = "lineage.link" [listed],
        /// An artefact was condemned.
        Condemned(Condemned) = "lineage.condemned" [listed],
        /// What became of artefacts.
        Fated(Fated) = "lineage.fate" [listed],
    }
}

/// A record that brings artefacts or links.
#[derive(Debug, Clone, PartialEq)]
pub enum Brought {
    /// One artefact.
    Made(Made),
    /// A list.
    Listed(Listed),
    /// Links found later.
    Linked(Linked),
}

/// A record with its place in the fold: what was accepted before something was condemned is not accepted since.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<T> {
    /// The record.
    pub id: RecordId,
    /// Its lamport time.
    pub lamport: u64,
    /// Whether who decided or accepted it held a role that may.
    pub entitled: bool,
    /// What it says.
    pub said: T,
}

/// Lineage, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lineage {
    /// What brought artefacts and links, in the order of the fold.
    pub brought: Vec<(RecordId, Brought)>,
    /// What was condemned, in that order.
    pub condemned: Vec<Kept<Condemned>>,
    /// What became of artefacts, in that order.
    pub fates: Vec<Kept<Fated>>,
}

impl Lineage {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &LineageFact, station: StationId, people: &People) -> Act {
        let sensitive = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        let name = |lineage: &Lineage, node: Node| {
            let known = lineage.any(node).map(Described::title);
            sensitive(&known.unwrap_or_else(|| node.record.label(station)))
        };
        match fact {
            LineageFact::Made(made) => {
                let msg = Msg::new("act-artefact")
                    .code("kind", "artefact-kind", made.what.kind.clone())
                    .with("name", sensitive(&made.what.title()))
                    .with("count", made.parents.len())
                    .with("who", made.by.name.clone());
                self.brought.push((meta.id, Brought::Made((**made).clone())));
                Act::response(&made.at, made.late_reason.as_ref(), msg)
            }
            LineageFact::Listed(listed) => {
                let msg = Msg::new("act-lineage-list")
                    .with("artefacts", listed.artefacts.len())
                    .with("links", listed.links.len())
                    .with("read", listed.read)
                    .with("kept", listed.kept)
                    .with("who", listed.by.name.clone());
                self.brought.push((meta.id, Brought::Listed((**listed).clone())));
                Act::response(&listed.at, listed.late_reason.as_ref(), msg)
            }
            LineageFact::Linked(linked) => {
                let parents: Vec<String> = linked
                    .parents
                    .iter()
                    .map(|node| self.any(*node).map_or_else(|| node.record.label(station), Described::title))
                    .collect();
                let msg = Msg::new("act-lineage-link")
                    .with("name", name(self, linked.child))
                    .with("parents", sensitive(&parents.join(", ")))
                    .with("who", linked.by.name.clone());
                self.brought.push((meta.id, Brought::Linked((**linked).clone())));
                Act::response(&linked.at, linked.late_reason.as_ref(), msg)
            }
            LineageFact::Condemned(condemned) => {
                let msg = Msg::new("act-condemned")
                    .with("name", name(self, condemned.artefact))
                    .with("why", sensitive(&condemned.why))
                    .with("who", condemned.by.name.clone());
                let entitled = may_condemn(people, &condemned.by);
                self.condemned.push(Kept { id: meta.id, lamport: meta.lamport, entitled, said: (**condemned).clone() });
                Act::response(&condemned.at, condemned.late_reason.as_ref(), msg)
            }
            LineageFact::Fated(fated) => {
                let first = fated.artefacts.first().map(|node| name(self, *node));
                let msg = Msg::new("act-fate")
                    .with("name", first.unwrap_or_else(|| sensitive("")))
                    .with("more", fated.artefacts.len().saturating_sub(1))
                    .code("fate", "fate", fated.fate.clone())
                    .with("who", fated.by.name.clone());
                let entitled = fated.accepted_by.as_ref().is_some_and(|who| may_accept(people, who));
                self.fates.push(Kept { id: meta.id, lamport: meta.lamport, entitled, said: (**fated).clone() });
                Act::response(&fated.at, fated.late_reason.as_ref(), msg)
            }
        }
    }

    /// Whether anything is recorded of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.brought.is_empty()
    }

    /// What an artefact is, struck or not.
    #[must_use]
    pub fn any(&self, node: Node) -> Option<&Described> {
        let (_, brought) = self.brought.iter().find(|(id, _)| *id == node.record)?;
        match brought {
            Brought::Made(made) => (node.item == 0).then_some(&made.what),
            Brought::Listed(listed) => {
                listed.artefacts.get(usize::try_from(node.item.checked_sub(1)?).unwrap_or(usize::MAX))
            }
            Brought::Linked(_) => None,
        }
    }

    /// What an artefact is, where its record is not struck.
    #[must_use]
    pub fn described<'a>(&'a self, state: &Incident, node: Node) -> Option<&'a Described> {
        self.any(node).filter(|_| !state.struck(node.record))
    }

    /// Artefacts that are not struck.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (Node, &'a Described)> {
        self.brought.iter().filter(|(id, _)| !state.struck(*id)).flat_map(|(id, brought)| brought.artefacts(*id))
    }

    /// Artefacts whose record is struck.
    pub fn gone<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (Node, &'a Described)> {
        self.brought.iter().filter(|(id, _)| state.struck(*id)).flat_map(|(id, brought)| brought.artefacts(*id))
    }

    /// Links by which a struck record tied its own artefacts to others. A link found later that is struck is no link.
    pub fn gone_links<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = Crossed> + 'a {
        let linked = |brought: &Brought| matches!(brought, Brought::Linked(_));
        let struck = self.brought.iter().filter(move |(id, brought)| state.struck(*id) && !linked(brought));
        let own = |(id, child, parent): &Crossed| child.record == *id || parent.record == *id;
        Self::links_of(struck).filter(own)
    }

    /// Links that are not struck: the record, what was made, from what.
    pub fn links<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = Crossed> + 'a {
        Self::links_of(self.brought.iter().filter(|(id, _)| !state.struck(*id)))
    }

    fn links_of<'a>(brought: impl Iterator<Item = &'a (RecordId, Brought)> + 'a) -> impl Iterator<Item = Crossed> + 'a {
        brought.flat_map(|(id, brought)| {
            let (child, parents, listed): (Node, &[Node], &[Link]) = match brought {
                Brought::Made(made) => (Node::from(*id), &made.parents, &[]),
                Brought::Linked(linked) => (linked.child, &linked.parents, &[]),
                Brought::Listed(listed) => (Node::from(*id), &[], &listed.links),
            };
            let own = parents.iter().map(move |parent| (*id, child, *parent));
            own.chain(listed.iter().map(move |link| (*id, link.child.of(*id), link.parent.of(*id))))
        })
    }

    /// Artefacts that go by a name: with its version if any does, else by the name alone.
    #[must_use]
    pub fn named(&self, state: &Incident, text: &str) -> Vec<Node> {
        let text = text.trim().to_lowercase();
        let whole: Vec<Node> =
            self.standing(state).filter(|(_, what)| what.goes_by(&text)).map(|(node, _)| node).collect();
        if !whole.is_empty() {
            return whole;
        }
        self.standing(state).filter(|(_, what)| what.name.to_lowercase() == text).map(|(node, _)| node).collect()
    }

    /// Lists that are not struck.
    pub fn lists<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (RecordId, &'a Listed)> {
        self.brought.iter().filter(|(id, _)| !state.struck(*id)).filter_map(|(id, brought)| match brought {
            Brought::Listed(listed) => Some((*id, listed)),
            Brought::Made(_) | Brought::Linked(_) => None,
        })
    }

    /// Files that its records cite.
    pub(super) fn files(&self) -> impl Iterator<Item = (RecordId, &Artefact)> {
        let brought = self.brought.iter().filter_map(|(id, brought)| {
            let file = match brought {
                Brought::Made(made) => made.file.as_ref(),
                Brought::Listed(listed) => Some(&listed.file),
                Brought::Linked(linked) => linked.file.as_ref(),
            };
            Some((*id, file?))
        });
        let fates = self.fates.iter();
        brought.chain(fates.flat_map(|kept| kept.said.file.iter().chain(&kept.said.list).map(|file| (kept.id, file))))
    }
}

impl Brought {
    /// Artefacts that it brings, as the record with this identity.
    fn artefacts(&self, id: RecordId) -> impl Iterator<Item = (Node, &Described)> {
        let (one, many): (Option<&Described>, &[Described]) = match self {
            Brought::Made(made) => (Some(&made.what), &[]),
            Brought::Listed(listed) => (None, &listed.artefacts),
            Brought::Linked(_) => (None, &[]),
        };
        let one = one.map(|what| (Node::from(id), what));
        let many = (1..).zip(many).map(move |(item, what)| (Node { record: id, item }, what));
        one.into_iter().chain(many)
    }
}

impl Described {
    /// `ranker-7@v3`, or the name alone where no version is known.
    #[must_use]
    pub fn title(&self) -> String {
        if self.version.is_empty() { self.name.clone() } else { [&self.name, "@", &self.version].concat() }
    }

    /// Whether a text in lower case is its name with its version.
    fn goes_by(&self, text: &str) -> bool {
        let (name, version) = (self.name.to_lowercase(), self.version.to_lowercase());
        let rest = text.strip_prefix(&name).unwrap_or_default();
        !version.is_empty() && rest.strip_prefix(['@', ' ']).is_some_and(|rest| rest.trim_start() == version)
    }
}

/// Whether a text means the artefact of a title `NAME@VERSION`: the title, the name alone, or with a blank between.
#[must_use]
pub(super) fn title_names(title: &str, text: &str) -> bool {
    let (title, text) = (title.to_lowercase(), text.trim().to_lowercase());
    let alone = title.rsplit_once('@').map_or(title.as_str(), |(name, _)| name);
    title == text || alone == text || title.replacen('@', " ", 1) == text
}

#[cfg(test)]
mod tests;

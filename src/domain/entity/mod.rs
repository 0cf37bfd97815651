//! Entities: assets, accounts, data sets and models, each known by the record that brought it and called by its names. This is the one place that ties together
//! what other concerns say of them: containment, restoration, lineage, the watch, the timeline. An artefact of a lineage that is a data set or a model is an entity
//! without being recorded twice, and so is an indicator of a set.
//!
//! How an entity stands is computed from what was proved of it and never ticked, see [`Standing`].

mod cited;
mod decide;
mod draft;
mod fact;
mod merged;
mod name;
mod named;
mod offered;
mod register;
mod shows;
mod standing;
mod taken;
mod used;

use super::fact::{Meta, facts};
use super::id::{RecordId, StationId};
use super::incident::{Act, Incident};
use super::lineage::{Lineage, Node};
use super::msg::Msg;
use super::sensitive::Sensitive;

pub use decide::{change, judge, judged_shortfalls, record};
pub use fact::{Changed, Described, IMPORTANCE, JUDGEMENTS, Judged, KINDS, Listed, Recorded, TYPES};
pub use name::{even, is_name, names};
pub use named::{indicator_at, indicators, unrecorded};
pub use offered::{INDICATOR, Offered, offered, unknown};
pub use register::{Entity, Register};
pub use shows::{Piece, Shows};
pub use standing::{Next, STANDINGS, Standing};
pub use taken::take_over;
pub use used::{NamedRows, Texts, Use, query, used};

facts! {
    /// Facts about entities.
    EntityFact {
        /// An entity was recorded.
        Recorded(Recorded) = "entity.recorded" [listed],
        /// What is known of one changed.
        Changed(Changed) = "entity.changed" [listed],
        /// Entities were taken over from a list of another tool.
        Listed(Listed) = "entity.listed" [listed],
        /// Somebody judged how one stands.
        Judged(Judged) = "entity.judged" [listed],
    }
}

/// Entities, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entities {
    /// Entities in the order of the fold, struck ones included.
    pub recorded: Vec<(RecordId, Recorded)>,
    /// Lists that were taken over.
    pub listed: Vec<(RecordId, Listed)>,
    /// Changes.
    pub changed: Vec<(RecordId, Changed)>,
    /// Judgements.
    pub judged: Vec<(RecordId, Judged)>,
}

impl Entities {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &EntityFact, station: StationId, lineage: &Lineage) -> Act {
        let sensitive = |text: &str| Sensitive::new(text.to_owned(), meta.mark, meta.privileged);
        let name = |entities: &Entities, node: Node| {
            let own = entities.recorded.iter().find(|(id, _)| *id == node.record && node.item == 0);
            let artefact = || lineage.any(node).map(super::lineage::Described::title);
            let known = own.map(|(_, recorded)| recorded.name.clone());
            let known = known.or_else(|| entities.in_a_list(node).map(|known| known.name.clone())).or_else(artefact);
            sensitive(&known.unwrap_or_else(|| node.record.label(station)))
        };
        match fact {
            EntityFact::Recorded(recorded) => {
                let msg = Msg::new("act-entity")
                    .code("kind", "entity-kind", recorded.kind.clone())
                    .with("name", sensitive(&recorded.name))
                    .with("aliases", recorded.aliases.len())
                    .with("who", recorded.by.name.clone());
                self.recorded.push((meta.id, (**recorded).clone()));
                Act::response(&recorded.at, recorded.late_reason.as_ref(), msg)
            }
            EntityFact::Listed(listed) => {
                let msg = Msg::new("act-entity-listed")
                    .with("taken", listed.entities.len())
                    .with("record", listed.import.label(station))
                    .with("known", listed.known)
                    .with("refused", listed.refused)
                    .with("who", listed.by.name.clone());
                self.listed.push((meta.id, (**listed).clone()));
                Act::response(&listed.at, listed.late_reason.as_ref(), msg)
            }
            EntityFact::Changed(changed) => {
                let msg = Msg::new("act-entity-changed")
                    .with("name", name(self, changed.entity))
                    .with("who", changed.by.name.clone());
                self.changed.push((meta.id, (**changed).clone()));
                Act::response(&changed.at, changed.late_reason.as_ref(), msg)
            }
            EntityFact::Judged(judged) => {
                let msg = Msg::new("act-entity-judged")
                    .with("name", name(self, judged.entity))
                    .code("judgement", "judgement", judged.judgement.clone())
                    .with("reason", sensitive(&judged.reason))
                    .with("who", judged.by.name.clone());
                self.judged.push((meta.id, (**judged).clone()));
                Act::response(&judged.at, judged.late_reason.as_ref(), msg)
            }
        }
    }

    /// An entity of a list by its place.
    fn in_a_list(&self, node: Node) -> Option<&Described> {
        let place = usize::try_from(node.item.checked_sub(1)?).ok()?;
        let (_, listed) = self.listed.iter().find(|(id, _)| *id == node.record)?;
        listed.entities.get(place)
    }

    /// Entities of lists whose record stands.
    pub fn of_lists<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = (Node, &'a Listed, &'a Described)> {
        self.listed.iter().filter(|(id, _)| !state.struck(*id)).flat_map(|(id, listed)| {
            let places = (1..).zip(&listed.entities);
            places.map(move |(item, known)| (Node { record: *id, item }, listed, known))
        })
    }

    /// Entities whose record stands.
    pub fn standing<'a>(&'a self, state: &'a Incident) -> impl Iterator<Item = &'a (RecordId, Recorded)> {
        self.recorded.iter().filter(|(id, _)| !state.struck(*id))
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod used_tests;

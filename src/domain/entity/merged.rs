//! When it became known that two things are one, and what was shown of either before: that holds for the other only where it was shown of it too. So nothing becomes
//! clean, contained or ruled out by being given another's name. What happened is judged by when it happened, as everywhere.

use std::collections::BTreeSet;

use super::register::Entity;
use super::shows::{Piece, Shows};
use super::standing::code;
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::lineage::Node;
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// That a record calls a thing by a name, and since when.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// The record.
    pub(super) node: Node,
    /// The name, as it is compared.
    pub(super) name: String,
    /// Since when; none where that is not known, and so always.
    pub(super) since: Option<Instant>,
    /// Whether the record brought the name itself, and no change of it did.
    pub(super) own: bool,
}

/// By what a record means a thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Called {
    /// A name, as it is compared.
    Name(String),
    /// A record of it.
    Record(Node),
}

/// A part of a thing that stood alone before: a name that something was said of, or a record of its own.
struct Part {
    called: Called,
    /// Places of the pieces that speak of it.
    pieces: BTreeSet<usize>,
}

/// Takes the credit of good news that was shown of one part before the others were known to be the same, and was not shown of them.
pub(super) fn narrow(state: &Incident, entity: &Entity, pieces: &mut [Piece]) {
    let good = |shows: Shows| matches!(shows, Shows::RuledOut | Shows::Contained | Shows::Clean);
    if !pieces.iter().any(|piece| good(piece.shows) && piece.counts()) {
        return;
    }
    let parts = parts(entity, pieces);
    if parts.len() < 2 {
        return;
    }
    let codes: Vec<&str> = parts
        .iter()
        .map(|part| code(&part.pieces.iter().filter_map(|place| pieces.get(*place)).cloned().collect::<Vec<_>>()))
        .collect();
    for (place, piece) in pieces.iter_mut().enumerate().filter(|(_, piece)| good(piece.shows) && piece.counts()) {
        let as_good = |code: &str| match piece.shows {
            Shows::Contained => matches!(code, "contained" | "clean"),
            Shows::RuledOut => matches!(code, "ruled-out" | "clean"),
            _ => code == "clean",
        };
        let without = parts.iter().zip(&codes).find(|(part, code)| !part.pieces.contains(&place) && !as_good(code));
        if let Some((part, _)) = without {
            let short = Shortfall::new(Rule::MergedSince).with("name", state.sensitive(&shown(entity, &part.called)));
            piece.lacks.push(short);
        }
    }
}

/// The name of a part as people wrote it.
fn shown(entity: &Entity, part: &Called) -> String {
    let name = match part {
        Called::Name(name) => Some(name.as_str()),
        Called::Record(node) => {
            entity.links().iter().find(|link| link.node == *node && link.own).map(|link| link.name.as_str())
        }
    };
    let name = name.unwrap_or_default();
    let written = std::iter::once(&entity.name).chain(&entity.aliases).find(|known| super::even(known) == name);
    written.map_or(name, String::as_str).to_owned()
}

fn parts(entity: &Entity, pieces: &[Piece]) -> Vec<Part> {
    let reached: Vec<BTreeSet<Called>> = pieces.iter().map(|piece| reach(entity, piece)).collect();
    let named = pieces.iter().flat_map(|piece| &piece.of).filter(|called| matches!(called, Called::Name(_)));
    let all: BTreeSet<Called> = entity.keys.iter().map(|key| Called::Record(*key)).chain(named.cloned()).collect();
    let part = |called: Called| {
        // A record speaks of what it is called by itself from its first word on.
        let own = |link: &&Link| link.own && Called::Record(link.node) == called;
        let names: Vec<Called> =
            entity.links().iter().filter(own).map(|link| Called::Name(link.name.clone())).collect();
        let speaks =
            |found: &BTreeSet<Called>| found.contains(&called) || names.iter().any(|name| found.contains(name));
        let pieces = reached.iter().enumerate().filter(|(_, found)| speaks(found)).map(|(place, _)| place).collect();
        Part { called, pieces }
    };
    all.into_iter().map(part).collect()
}

/// Everything that a piece speaks of, as far as it was known at its instant to be the same.
fn reach(entity: &Entity, piece: &Piece) -> BTreeSet<Called> {
    let mut found: BTreeSet<Called> = piece.of.iter().cloned().collect();
    let known: Vec<&Link> =
        entity.links().iter().filter(|link| link.since.is_none_or(|since| since <= piece.at)).collect();
    loop {
        let before = found.len();
        for link in &known {
            let (node, name) = (Called::Record(link.node), Called::Name(link.name.clone()));
            if found.contains(&node) || found.contains(&name) {
                found.extend([node, name]);
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

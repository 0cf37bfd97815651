//! What a field that names entities offers, and which names in it are not in the register yet.

use std::collections::BTreeSet;

use super::name::even;
use super::named::{indicators, unrecorded};
use super::register::Register;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator::{defanged, read};

/// The kind of what is offered as an indicator.
pub const INDICATOR: &str = "indicator";

/// One offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What goes into the field.
    pub name: String,
    /// One of [`super::KINDS`], or [`INDICATOR`]; empty for a name that is not in the register.
    pub kind: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The first record that names what is not in the register.
    pub record: Option<RecordId>,
}

/// What a field of these kinds offers: what is in the register, then what records named so far.
#[must_use]
pub fn offered(state: &Incident, kinds: &[&str]) -> Vec<Offered> {
    let mut found = Vec::new();
    if kinds.iter().any(|kind| *kind != INDICATOR) {
        let register = Register::of(state);
        found.extend(register.entities.iter().filter(|entity| kinds.contains(&entity.kind.as_str())).map(|entity| {
            Offered {
                name: entity.name.clone(),
                kind: entity.kind.clone(),
                aliases: entity.aliases.clone(),
                record: None,
            }
        }));
        found.extend(unrecorded(state, &register).into_iter().map(|(name, record)| Offered {
            name,
            kind: String::new(),
            aliases: Vec::new(),
            record: Some(record),
        }));
    }
    if kinds.contains(&INDICATOR) {
        found.extend(indicators(state).into_iter().map(|(_, indicator)| Offered {
            name: defanged(indicator),
            kind: INDICATOR.to_owned(),
            aliases: Vec::new(),
            record: None,
        }));
    }
    found
}

/// Names in a field of these kinds that are not in the register, in the order in which they stand there. `several` where the field takes more than one.
#[must_use]
pub fn unknown(state: &Incident, kinds: &[&str], several: bool, typed: &str) -> Vec<String> {
    let parts: Vec<&str> = if several { typed.split([',', ';']).collect() } else { vec![typed] };
    let mut seen = BTreeSet::new();
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty() && seen.insert(even(part)));
    if kinds.iter().all(|kind| *kind == INDICATOR) {
        let known: BTreeSet<_> = indicators(state).into_iter().map(|(_, indicator)| indicator).collect();
        return parts.filter(|part| read(part).is_some_and(|read| !known.contains(&read))).map(str::to_owned).collect();
    }
    let register = Register::of(state);
    parts.filter(|part| register.meant(state, part).is_empty()).map(str::to_owned).collect()
}

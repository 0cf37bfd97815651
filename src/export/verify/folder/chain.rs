//! The chains of a folder: every line, link, body and head, and the leaves of each tree.

use std::collections::BTreeMap;

use super::super::journal::{self, Places};
use crate::domain::id::StationId;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout::{BODIES, HEADS, JOURNAL};
use crate::journal::chain::{Head, Reader, Reading};
use crate::journal::line::line_hash;
use crate::journal::merkle::{Hash, leaf_hash};
use crate::journal::problem::{Problem, What};

/// The journal of a folder, read and checked.
pub(super) struct Chains {
    pub(super) reading: Reading,
    pub(super) heads: Vec<Head>,
    pub(super) places: Places,
    /// Leaves of each chain's tree, in the order of its lines.
    pub(super) leaves: BTreeMap<StationId, Vec<Hash>>,
    /// Hashes of the lines of each chain, in their order.
    pub(super) hashes: BTreeMap<StationId, Vec<Hash>>,
}

/// Reads the journal and names what is wrong with it, by file and line.
pub(super) fn read(tree: &Tree, flaws: &mut Vec<Flaw>) -> Chains {
    let mut reader = Reader::of_a_folder();
    let mut leaves: BTreeMap<StationId, Vec<Hash>> = BTreeMap::new();
    let mut hashes: BTreeMap<StationId, Vec<Hash>> = BTreeMap::new();
    let places = journal::rows(tree, flaws, |part| {
        for row in &part {
            if let Ok(station) = row.station.parse() {
                leaves.entry(station).or_default().push(leaf_hash(&row.line));
                hashes.entry(station).or_default().push(line_hash(&row.line));
            }
        }
        reader.push(part);
    });
    let heads = journal::heads(tree, flaws);
    let mut reading = reader.finish(None, &heads);
    for problem in std::mem::take(&mut reading.problems) {
        flaws.push(flaw(&problem, &places));
    }
    Chains { reading, heads, places, leaves, hashes }
}

/// A problem of the chain at its place in the folder.
pub(super) fn flaw(problem: &Problem, places: &Places) -> Flaw {
    let file = match problem.what {
        What::NoHead | What::Head { .. } | What::HeadHash | What::HeadAlone | What::Signature(_) => HEADS,
        What::Body | What::BodyUnreadable | What::BodyMissing | What::NotTakenOut => BODIES,
        _ => JOURNAL,
    };
    let line = problem.station.zip(problem.seq).and_then(|(station, seq)| places.line(station, seq));
    Flaw { line: line.filter(|_| file != HEADS), ..Flaw::at(file, problem.line()) }
}

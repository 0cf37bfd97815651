//! Checkpoints on record, held against the chains: each stands directly behind the lines that it is about, so that it is checked in passing. Two that fit one
//! chain cannot contradict each other.

use super::{Reading, origin_of};
use crate::domain::anchor::{AnchorFact, Covered, Signed, covered};
use crate::domain::fact::Fact;
use crate::domain::id::RecordId;
use crate::domain::station::ChainOpened;
use crate::journal::checkpoint::Checkpoint;
use crate::journal::merkle::{self, Hash};
use crate::journal::problem::{Problem, What};
use crate::journal::signature::{self, Purpose, Use};
use crate::journal::writer::Position;
use crate::journal::{hash_from_hex, hex};

/// The checkpoint that a fact says was signed.
pub(super) fn signed(fact: &Fact) -> Option<&Signed> {
    match fact {
        Fact::Anchor(AnchorFact::Signed(signed)) => Some(signed),
        _ => None,
    }
}

/// Whether a checkpoint fits a chain that ends before it. Its signature is looked at when the chain is read whole.
pub(super) fn follows(signed: &Signed, position: &Position) -> bool {
    (signed.station, signed.size) == (position.station, position.seq) && signed.root == hex(&position.tree.root())
}

/// Holds a checkpoint against the lines before it and the key of its chain: what it says about other chains, which are not read yet.
///
/// # Errors
/// In words, what does not fit.
pub(super) fn check(
    signed: &Signed,
    opened: Option<&ChainOpened>,
    record: RecordId,
    before: Option<Hash>,
) -> Result<Vec<Covered>, String> {
    let opened = opened.ok_or("the chain was not opened")?;
    if signed.station != record.station || signed.size + 1 != record.seq {
        return Err("it is not about the lines directly before it".to_owned());
    }
    if before.map(|root| hex(&root)).as_deref() != Some(&signed.root) {
        return Err("the lines before it have another root".to_owned());
    }
    let body = body(signed, &opened.case)?;
    let purpose = Purpose::parse(&opened.purpose).ok_or("the purpose of the chain is unknown")?;
    let signer = signature::verify(&signed.signature, Use::JournalCheckpoint, purpose, body.as_bytes())
        .map_err(|error| error.to_string())?;
    if signer.public_key != opened.key {
        return Err("it was signed with another key than the station's".to_owned());
    }
    let bodies = bodies(&signed.heads)?;
    if !bodies.contains(&body) {
        return Err("the text of all chains does not hold the one that was signed".to_owned());
    }
    if bodies.iter().any(|other| !other.starts_with(&origin_of(&opened.case))) {
        return Err("it speaks of a chain of another case".to_owned());
    }
    let all = covered(&signed.heads);
    if all.len() != bodies.len() {
        return Err("it speaks of a chain that has no name".to_owned());
    }
    Ok(all.into_iter().filter(|covered| covered.station != signed.station).collect())
}

/// The bytes that were signed.
///
/// # Errors
/// In words, what cannot be read.
pub(super) fn body(signed: &Signed, case: &str) -> Result<String, String> {
    let root = hash_from_hex(&signed.root).ok_or("its root cannot be read")?;
    let origin = crate::journal::checkpoint::origin(case, &signed.station.to_string());
    Checkpoint::new(origin, signed.size, root).map(|made| made.body()).map_err(|error| error.to_string())
}

/// The bodies in a text of checkpoints, which must be sorted and each of the one form.
fn bodies(heads: &str) -> Result<Vec<String>, String> {
    let lines: Vec<&str> = heads.split_inclusive('\n').collect();
    let bodies: Vec<String> = lines.chunks(3).map(<[&str]>::concat).collect();
    for body in &bodies {
        Checkpoint::parse(body).map_err(|error| error.to_string())?;
    }
    if bodies.is_empty() || !bodies.is_sorted_by(|one, next| one < next) {
        return Err("the text of all chains is not sorted".to_owned());
    }
    Ok(bodies)
}

/// Holds what checkpoints say about other chains than their own against those chains.
pub(super) fn check_beside(reading: &mut Reading) {
    for (record, covered) in std::mem::take(&mut reading.beside) {
        let leaves = reading.chains.get(&covered.station).map(|chain| chain.leaves.as_slice()).unwrap_or_default();
        let first = usize::try_from(covered.size).ok().and_then(|size| leaves.get(..size));
        if first.map(|first| hex(&merkle::root(first))).as_deref() != Some(&covered.root) {
            let why = format!("station {} has fewer lines than it says, or others", covered.station);
            reading.problems.push(Problem::at(record.station, record.seq, What::Checkpoint(why)));
        }
    }
}

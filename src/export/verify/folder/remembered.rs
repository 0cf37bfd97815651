//! What this laptop remembers of chains that it wrote, outside every case file, against a folder: a folder that ends earlier is an older copy, one that has other
//! lines is of another history.

use std::path::Path;

use super::FolderReport;
use super::chain::Chains;
use crate::export::bag::Flaw;
use crate::export::folder::layout::JOURNAL;
use crate::journal::merkle::{self, Hash};
use crate::journal::{hash_from_hex, hex};
use crate::store::memory::Memory;

/// Compares every chain with the last line and the last signed checkpoint that are remembered in the directory `state`.
pub(super) fn check(chains: &Chains, state: &Path, report: &mut FolderReport) {
    let case = chains.reading.opening().map(|opened| opened.case.as_str()).unwrap_or_default();
    for chain in chains.reading.chains.values() {
        let id = chain.station.to_string();
        let lines = chains.hashes.get(&chain.station).map(Vec::as_slice).unwrap_or_default();
        let leaves = chains.leaves.get(&chain.station).map(Vec::as_slice).unwrap_or_default();
        let at = |seq: u64| Flaw { line: chains.places.line(chain.station, seq), ..Flaw::at(JOURNAL, "") };
        if let Some((seq, hash)) = Memory::new(state, case, &id).kept() {
            match before(lines, seq).and_then(<[Hash]>::last) {
                Some(line) if hex(line) == hash => {}
                Some(_) => {
                    let what = format!(
                        "this laptop wrote another line {seq} of its chain {id}: the folder is of another history (a cloned laptop, or lines written anew)"
                    );
                    report.flaws.push(Flaw { what, ..at(seq) });
                }
                None => {
                    let what = format!(
                        "this laptop wrote {} more lines of its chain {id} since: the folder is an older state of the case",
                        seq.saturating_sub(lines.len() as u64)
                    );
                    report.remarks.push(Flaw { what, line: None, ..at(seq) });
                }
            }
        }
        if let Some((size, root)) = Memory::of_checkpoints(state, case, &id).kept()
            && let Some(first) = before(leaves, size)
            && hash_from_hex(&root) != Some(merkle::root(first))
        {
            let what = format!(
                "this laptop signed another checkpoint over the first {size} lines of its chain {id}: they were written anew, here or there"
            );
            report.flaws.push(Flaw { what, ..at(size) });
        }
    }
}

/// The first so many, where there are so many.
fn before(all: &[Hash], count: u64) -> Option<&[Hash]> {
    all.get(..usize::try_from(count).ok()?)
}

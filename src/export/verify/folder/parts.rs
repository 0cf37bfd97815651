//! Files of exhibits that lie in a folder in parts: put together, they must be the file that the register knows.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout;
use crate::journal::merkle::Hash;

/// A file that lies in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    /// Its path without the numbers of its parts.
    pub(super) path: String,
    /// Its SHA-256.
    pub(super) digest: Hash,
}

/// Puts parts together. `part` is how large the note says that each but the last is; what is no part of anything, and parts that do not follow each other, are flaws.
pub(super) fn put_together(tree: &Tree, paths: &BTreeSet<&str>, part: u64, flaws: &mut Vec<Flaw>) -> Vec<Whole> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in paths {
        let (stem, _) = path.rsplit_once('.').unwrap_or((path, ""));
        files.entry(stem).or_default().push(path);
    }
    let mut found = Vec::new();
    for (stem, parts) in files {
        let count = parts.len() as u64;
        // In the order of their bytes they are in the order of their numbers, which have as many digits.
        let follow = (0..count).zip(&parts).all(|(number, path)| {
            let size = tree.files.get(*path).copied().unwrap_or(0);
            let fits = if number + 1 == count { size > 0 && size <= part } else { size == part };
            **path == layout::part(stem, number, count) && fits
        });
        if !follow || count < 2 {
            let what = "no exhibit of the register has these bytes, and with the parts beside it they do not make a whole file: it was altered, one is missing, or somebody put it there";
            flaws.extend(parts.iter().map(|path| Flaw::at(path, what)));
            continue;
        }
        let mut digest = Sha256::new();
        if parts.iter().all(|path| tree.stream(path, |bytes| digest.update(bytes)).is_ok()) {
            found.push(Whole { path: stem.to_owned(), digest: digest.finalize().into() });
        }
    }
    found
}

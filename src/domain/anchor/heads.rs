//! The text that leaves the room: the checkpoints of all chains, each of three lines, sorted and joined. Its SHA-256 is the case head.

use base64ct::{Base64, Encoding};
use sha2::{Digest as _, Sha256};

use crate::domain::id::StationId;
use crate::library::digest::hex;

/// How far a chain was fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The chain.
    pub station: StationId,
    /// How many of its lines.
    pub size: u64,
    /// The root over them, lower-case hex.
    pub root: String,
}

/// The case head of a text of checkpoints: its SHA-256, lower-case hex.
#[must_use]
pub fn case_head(heads: &str) -> String {
    hex(&Sha256::digest(heads.as_bytes()))
}

/// What a text of checkpoints covers, chain by chain; what cannot be read covers nothing.
#[must_use]
pub fn covered(heads: &str) -> Vec<Covered> {
    let lines: Vec<&str> = heads.split_terminator('\n').collect();
    let read = |three: &[&str]| {
        let [origin, size, root] = three else { return None };
        let mut bytes = [0_u8; 32];
        Base64::decode(root, &mut bytes).ok().filter(|read| read.len() == 32)?;
        let station = origin.rsplit('/').next()?.parse().ok()?;
        Some(Covered { station, size: size.parse().ok()?, root: hex(&bytes) })
    };
    lines.chunks(3).filter_map(read).collect()
}

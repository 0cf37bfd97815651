//! Writing a chain: the next line of this laptop's station, and its signed head.

use sha2::{Digest, Sha256};

use super::body::{Body, BodyError};
use super::hex;
use super::line::{Envelope, LARGEST, line_hash, sha256};
use super::merkle::{Frontier, Hash, leaf_hash};
use crate::domain::id::StationId;
use crate::domain::time::Instant;

/// Where a chain stands.
#[derive(Debug, Clone)]
pub struct Position {
    /// Case id.
    pub case: String,
    /// The station.
    pub station: StationId,
    /// Number of the last line.
    pub seq: u64,
    /// Largest lamport time seen in the case.
    pub lamport: u64,
    /// Hash of the last line.
    pub head: Hash,
    /// Merkle tree of the chain.
    pub tree: Frontier,
}

/// A line ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its envelope.
    pub envelope: Envelope,
    /// Its bytes.
    pub line: Vec<u8>,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// Its hash.
    pub hash: Hash,
}

/// A line that cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The body cannot be written.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The chain is full: numbers stay below 2^53.
    #[error("the chain is full")]
    Full,
}

impl Position {
    /// The start of a chain.
    #[must_use]
    pub fn start(case: String, station: StationId) -> Self {
        Position { case, station, seq: 0, lamport: 0, head: [0; 32], tree: Frontier::default() }
    }

    /// Writes the next line and moves on.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write(&mut self, recorded_at: Instant, body: &Body) -> Result<Written, WriteError> {
        if self.seq >= LARGEST || self.lamport >= LARGEST {
            return Err(WriteError::Full);
        }
        let bytes = body.to_bytes()?;
        let envelope = Envelope {
            case: self.case.clone(),
            station: self.station,
            seq: self.seq + 1,
            lamport: self.lamport + 1,
            recorded_at,
            body_sha256: sha256(&bytes),
            prev: self.head,
        };
        let line = envelope.to_line();
        self.seq += 1;
        self.lamport += 1;
        self.head = line_hash(&line);
        self.tree.push(leaf_hash(&line));
        Ok(Written { envelope, hash: self.head, line, body: bytes })
    }
}

/// The bytes that a station signs as its head.
#[must_use]
pub fn head_message(case: &str, station: StationId, seq: u64, hash: &Hash) -> Vec<u8> {
    format!("warroom head\n{case}\n{station}\n{seq}\n{}\n", hex(hash)).into_bytes()
}

/// The id of a case that a key founds: it follows from key and nonce, so that nobody can found the same case with another key.
#[must_use]
pub fn case_id(public_openssh: &str, nonce: &str) -> String {
    let hash = Sha256::new()
        .chain_update(b"warroom case\n")
        .chain_update(public_openssh)
        .chain_update(b"\n")
        .chain_update(nonce)
        .finalize();
    format!("wr-{}", &hex(&hash)[..24])
}

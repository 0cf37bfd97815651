//! What is computed of the bytes that pass: the digests, the piece list, the digests of segments.

use std::collections::BTreeSet;

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};

use super::{Asked, Seen, StreamHash};
use crate::jobs::pieces::{Cutter, PIECE, Piece};
use crate::library::digest::{Algorithm, Digest};

/// All the digests of one pass, in the order in which they are finished.
pub(super) fn lanes_of(asked: &Asked, promised: Option<u64>) -> Vec<Lane> {
    let others: BTreeSet<Algorithm> = asked.also.iter().copied().filter(|&other| other != Algorithm::Sha256).collect();
    let mut lanes = vec![Lane::new(Algorithm::Sha256)];
    lanes.extend(others.into_iter().map(Lane::new));
    // Of what fits one piece, the piece is the whole.
    if asked.pieces && promised.is_none_or(|size| size > PIECE) {
        lanes.push(Lane::Cut(Cutter::every(PIECE), Cuts::Pieces));
    }
    if !asked.segments.is_empty() {
        lanes.push(Lane::Cut(Cutter::at(asked.segments.clone()), Cuts::Segments));
    }
    lanes
}

/// What a lane that begins anew at given places is for.
#[derive(Clone, Copy)]
pub(super) enum Cuts {
    Pieces,
    Segments,
}

/// One digest being computed. A further algorithm is one arm in each of these functions.
pub(super) enum Lane {
    Sha256(Sha256),
    Sha512(Sha512),
    Blake3(Box<blake3::Hasher>),
    Sha1(Sha1),
    Md5(Md5),
    Cut(Cutter, Cuts),
}

impl Lane {
    fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
            Algorithm::Sha512 => Self::Sha512(Sha512::new()),
            Algorithm::Blake3 => Self::Blake3(Box::default()),
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Md5 => Self::Md5(Md5::new()),
        }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(state) => state.update(bytes),
            Self::Sha512(state) => state.update(bytes),
            Self::Blake3(state) => drop(state.update(bytes)),
            Self::Sha1(state) => state.update(bytes),
            Self::Md5(state) => state.update(bytes),
            Self::Cut(state, _) => state.update(bytes),
        }
    }
}

pub(super) fn finished(seen: Seen, asked: &Asked, lanes: Vec<Lane>) -> StreamHash {
    let mut hash = StreamHash {
        sha256: [0; 32],
        others: Vec::new(),
        size: seen.size,
        zeros: seen.zeros,
        pieces: Vec::new(),
        segments: Vec::new(),
    };
    let mut other = |algorithm, bytes: Vec<u8>| hash.others.extend(Digest::new(algorithm, bytes));
    for lane in lanes {
        match lane {
            Lane::Sha256(state) => hash.sha256 = state.finalize().into(),
            Lane::Sha512(state) => other(Algorithm::Sha512, state.finalize().to_vec()),
            Lane::Blake3(state) => other(Algorithm::Blake3, state.finalize().as_bytes().to_vec()),
            Lane::Sha1(state) => other(Algorithm::Sha1, state.finalize().to_vec()),
            Lane::Md5(state) => other(Algorithm::Md5, state.finalize().to_vec()),
            Lane::Cut(state, Cuts::Pieces) => hash.pieces = state.finish(),
            Lane::Cut(state, Cuts::Segments) => hash.segments = state.finish(),
        }
    }
    if asked.pieces && hash.pieces.is_empty() && hash.size > 0 {
        hash.pieces = vec![Piece { offset: 0, length: hash.size, sha256: hash.sha256 }];
    }
    hash
}

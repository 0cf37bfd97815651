//! Digests of exhibits: computed here, stated by others, and how sure that makes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Exhibit, Register};
use crate::domain::artefact::Artefact;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::rules::Rule;
use crate::domain::time::Instant;

/// SHA-256 of nothing.
pub const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A digest computed by warroom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashed {
    /// The exhibit.
    pub exhibit: RecordId,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// Bytes read.
    pub size: u64,
    /// Share of 4 KiB blocks that are all zero, in hundredths of a percent.
    pub zero_blocks: u32,
    /// The file as opened, links resolved.
    pub path: String,
    /// When reading began.
    pub started: Instant,
    /// How long it took, milliseconds.
    pub took_ms: u64,
    /// Whether this was a re-check of an earlier digest.
    pub recheck: bool,
    /// What else the pass gave.
    #[serde(default, skip_serializing_if = "Reading::is_empty")]
    pub reading: Reading,
}

/// What a pass over a file gave beside its SHA-256, and what file it was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Further digests in lower-case hex, by name. Those of [`OLD_LOG`] only match an old log and prove nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: BTreeMap<String, String>,
    /// The path as it was given, where links led from it to the file that was opened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// What the file system called the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileIdentity>,
    /// SHA-256 of every 64 MiB, stored in the case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Artefact>,
    /// The parts of an image in parts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
    /// The record of the earlier piece list that this one was held against, where the digests differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<RecordId>,
    /// The bytes of which the two piece lists differ; only the first of very many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<Differing>,
}

/// Digests that are computed only to match an old log.
pub const OLD_LOG: &[&str] = &["md5", "sha1"];

/// A file as its file system knows it. Numbers are text: they may be larger than JSON holds exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileIdentity {
    /// Inode number.
    pub inode: String,
    /// Device number, `major:minor`.
    pub device: String,
    /// Last change of the content, RFC 3339.
    pub modified: String,
    /// Last change of content, name, owner, mode or links, RFC 3339.
    pub changed: String,
    /// Whether reading left the access time alone.
    pub atime_kept: bool,
}

/// One file of an image in parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its name, cleaned.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of this file alone, lower-case hex.
    pub sha256: String,
}

/// Bytes of which two readings differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differing {
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
}

impl Reading {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Files inside the case file that computed digests cite.
pub fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let hashes = state.register.exhibits.iter().flat_map(|exhibit| &exhibit.hashes);
    hashes.filter_map(|(record, hashed)| Some((*record, hashed.reading.pieces.as_ref()?)))
}

/// A computation that yielded no digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashFailed {
    /// The exhibit.
    pub exhibit: RecordId,
    /// `read-error`, `changed`, `cancelled`, `aborted`, `missing`, `refused`.
    pub why: String,
    /// The system's words or what changed.
    pub detail: String,
    /// Where reading stopped, bytes.
    pub offset: u64,
    /// When reading began.
    pub started: Instant,
}

/// How sure the digest of an exhibit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestState {
    /// None at all.
    None,
    /// Stated by somebody, never computed here.
    Claimed,
    /// Computed here.
    Recomputed,
    /// Two computations, or claim and computation, differ.
    Differs,
    /// The last computation failed.
    Failed,
}

impl DigestState {
    /// The code: `none`, `claimed`, `recomputed`, `differs`, `failed`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            DigestState::None => "none",
            DigestState::Claimed => "claimed",
            DigestState::Recomputed => "recomputed",
            DigestState::Differs => "differs",
            DigestState::Failed => "failed",
        }
    }
}

impl Exhibit {
    /// The digest computed here, if every computation agrees and the last attempt succeeded.
    #[must_use]
    pub fn computed(&self) -> Option<&Hashed> {
        (self.digest_state() == DigestState::Recomputed).then(|| self.hashes.last().map(|(_, hashed)| hashed)).flatten()
    }

    /// How sure its digest is.
    #[must_use]
    pub fn digest_state(&self) -> DigestState {
        let last_failed = match (self.failures.last(), self.hashes.last()) {
            (Some((failed, why)), Some((hashed, _))) => {
                failed > hashed && !matches!(why.why.as_str(), "cancelled" | "aborted")
            }
            (Some((_, why)), None) => !matches!(why.why.as_str(), "cancelled" | "aborted"),
            _ => false,
        };
        let mut digests: Vec<&str> = self.hashes.iter().map(|(_, hashed)| hashed.sha256.as_str()).collect();
        let computed = !digests.is_empty();
        if !self.registered.claimed.is_empty() {
            digests.push(&self.registered.claimed);
        }
        digests.dedup();
        match (digests.len(), computed) {
            (2.., _) => DigestState::Differs,
            _ if last_failed => DigestState::Failed,
            (1, true) => DigestState::Recomputed,
            (1, false) => DigestState::Claimed,
            _ => DigestState::None,
        }
    }

    /// The digest to show, computed before claimed.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.hashes.last().map_or(self.registered.claimed.as_str(), |(_, hashed)| hashed.sha256.as_str())
    }

    /// The size to show, read before stated.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.hashes.last().map_or(self.registered.claimed_size, |(_, hashed)| hashed.size)
    }
}

impl Register {
    /// Why an exhibit earns no credit yet.
    #[must_use]
    pub fn shortfalls(&self, exhibit: &Exhibit) -> Vec<Shortfall> {
        let mut short = Vec::new();
        match exhibit.digest_state() {
            DigestState::Recomputed => {}
            DigestState::Differs => short.push(Shortfall::new(Rule::DigestChanged)),
            _ => short.push(Shortfall::new(Rule::ClaimedOnly)),
        }
        if exhibit.digest() == NOTHING {
            short.push(Shortfall::new(Rule::EmptyExhibit));
        }
        let copy = |other: &Exhibit| {
            other.registered.parent == Some(exhibit.id) || exhibit.registered.parent == Some(other.id)
        };
        let twin = self.exhibits.iter().find(|other| {
            other.id != exhibit.id
                && !other.struck
                && !exhibit.digest().is_empty()
                && other.digest() == exhibit.digest()
                && !copy(other)
        });
        if let Some(twin) = twin {
            short.push(Shortfall::new(Rule::RepeatedDigest).with("other", twin.label()));
        }
        short
    }
}

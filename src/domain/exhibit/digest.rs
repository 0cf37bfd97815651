//! Digests of exhibits: computed here, stated by others, and how sure that makes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::algorithm::ClaimAlgorithm;
use super::{Exhibit, Register};
use crate::domain::artefact::Artefact;
use crate::domain::decision::Shortfall;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
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
    /// Where the file lay, as text that leads back to it, where that is not its registered path.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// What the file system called the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileIdentity>,
    /// SHA-256 of every 64 MiB, stored in the case file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Artefact>,
    /// The parts of an image in parts, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<Segment>,
    /// Running programs that had the file open or mapped when it was read: what they loaded may be other bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<FileUser>,
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

/// A running program that has a file open or mapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileUser {
    /// Its process number.
    pub pid: u32,
    /// Its name, cleaned.
    pub name: String,
    /// When it was started, as the system tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Instant>,
    /// `open`, `mapped`, or `replaced`: it has mapped a deleted file of this name and runs other bytes than these.
    pub how: String,
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
    /// Stated by two people, each with a tool of their own, and the same; never computed here.
    Corroborated,
    /// Computed here.
    Recomputed,
    /// Two computations, or claim and computation, differ.
    Differs,
    /// The last computation failed.
    Failed,
    /// An image that lacks bytes of its source: whatever its digest, it is never shown as whole.
    Incomplete,
    /// Such an image, with a record in which somebody answers for what it lacks.
    LossAccepted,
    /// The log of the tool that made it says that its own check, or the whole of it, failed.
    ToolFailed,
}

impl DigestState {
    /// The code: `none`, `claimed`, `corroborated`, `recomputed`, `differs`, `failed`, `incomplete`,
    /// `loss-accepted`, `tool-failed`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            DigestState::None => "none",
            DigestState::Claimed => "claimed",
            DigestState::Corroborated => "corroborated",
            DigestState::Recomputed => "recomputed",
            DigestState::Differs => "differs",
            DigestState::Failed => "failed",
            DigestState::Incomplete => "incomplete",
            DigestState::LossAccepted => "loss-accepted",
            DigestState::ToolFailed => "tool-failed",
        }
    }
}

impl Exhibit {
    /// The digest computed here, if every computation agrees and the last attempt succeeded.
    #[must_use]
    pub fn computed(&self) -> Option<&Hashed> {
        (self.digest_state() == DigestState::Recomputed).then(|| self.hashes.last().map(|(_, hashed)| hashed)).flatten()
    }

    /// How sure its digest is, as far as the exhibit itself says; [`Incident::digest_state`] also asks who stated it.
    #[must_use]
    pub fn digest_state(&self) -> DigestState {
        let kept_up = |failed: &HashFailed| !matches!(failed.why.as_str(), "cancelled" | "aborted");
        // By when they began: the order of records of several laptops says nothing about time.
        let computed = self.hashes.iter().map(|(_, hashed)| hashed.started).max();
        let last_failed = self
            .failures
            .iter()
            .any(|(_, failed)| kept_up(failed) && computed.is_none_or(|computed| failed.started > computed));
        let first = self.hashes.first().map(|(_, hashed)| hashed.sha256.as_str());
        let differs =
            self.hashes.iter().any(|(_, hashed)| Some(hashed.sha256.as_str()) != first) || self.claims_differ();
        match (differs, last_failed, first.is_some()) {
            (true, ..) => DigestState::Differs,
            (_, true, _) => DigestState::Failed,
            (.., true) => DigestState::Recomputed,
            _ if !self.stated().is_empty() => DigestState::Claimed,
            _ => DigestState::None,
        }
    }

    /// The SHA-256 that it is known by: the first computed here, before that the first stated; empty where nobody states one. A later reading is held against it.
    #[must_use]
    pub fn digest(&self) -> &str {
        let stated = || self.stated().into_iter().find(|stated| stated.algorithm == ClaimAlgorithm::Sha256);
        self.hashes
            .first()
            .map_or_else(|| stated().map_or("", |stated| stated.hex), |(_, hashed)| hashed.sha256.as_str())
    }

    /// The size to show, read before stated.
    #[must_use]
    pub fn size(&self) -> u64 {
        let stated = || {
            let sizes = self.live_claims().flat_map(|(_, claimed)| &claimed.claims).find_map(|claim| claim.size);
            sizes.unwrap_or(self.registered.claimed_size)
        };
        self.hashes.first().map_or_else(stated, |(_, hashed)| hashed.size)
    }
}

impl Incident {
    /// Whether the bytes of an exhibit are known by a digest computed here, and all that they lack is on record and accepted.
    #[must_use]
    pub fn digest_holds(&self, exhibit: &Exhibit) -> bool {
        match self.digest_state(exhibit) {
            DigestState::Recomputed => true,
            DigestState::LossAccepted => exhibit.computed().is_some() || self.acquisitions.of(exhibit.id).is_some(),
            _ => false,
        }
    }

    /// How sure the digest of an exhibit is: what two proven people state, each with a tool of their own, is more than a claim.
    #[must_use]
    pub fn digest_state(&self, exhibit: &Exhibit) -> DigestState {
        let incomplete = exhibit.unread_sectors() > 0 || self.acquisitions.shortfall(exhibit.id).is_some();
        match exhibit.digest_state() {
            DigestState::Differs => DigestState::Differs,
            _ if exhibit.tool_failed().is_some() => DigestState::ToolFailed,
            _ if incomplete && self.loss_accepted(exhibit).is_some() => DigestState::LossAccepted,
            _ if incomplete => DigestState::Incomplete,
            DigestState::Claimed if exhibit.corroborated(self) => DigestState::Corroborated,
            known => known,
        }
    }
}

impl Register {
    /// Why an exhibit earns no credit yet.
    #[must_use]
    pub fn shortfalls(&self, state: &Incident, exhibit: &Exhibit) -> Vec<Shortfall> {
        let mut short = Vec::new();
        match state.digest_state(exhibit) {
            DigestState::Recomputed | DigestState::Corroborated => {}
            // An image made here was read back: that it lacks bytes is said below.
            DigestState::Incomplete | DigestState::LossAccepted | DigestState::ToolFailed
                if exhibit.computed().is_some() || state.acquisitions.of(exhibit.id).is_some() => {}
            DigestState::Differs => short.push(Shortfall::new(Rule::DigestChanged)),
            _ => short.push(Shortfall::new(Rule::ClaimedOnly)),
        }
        let stated = exhibit.stated();
        let nothing = exhibit.computed_digests().iter().any(|(algorithm, hex)| *hex == algorithm.of_nothing())
            || stated.iter().any(|stated| stated.hex == stated.algorithm.of_nothing())
            || exhibit.live_claims().any(|(_, claimed)| claimed.claims.iter().any(|claim| claim.size == Some(0)));
        if nothing {
            short.push(Shortfall::new(Rule::EmptyExhibit));
        }
        if let Some(zeros) = stated.iter().find_map(|stated| stated.algorithm.zeros(stated.hex)) {
            let missing = Msg::new("claim-zeros").with("size", zeros.to_string());
            short.push(Shortfall { missing, next: Msg::new("claim-zeros-next"), ..Shortfall::new(Rule::EmptyExhibit) });
        }
        if let Some(twin) = self.twin(exhibit) {
            short.push(Shortfall::new(Rule::RepeatedDigest).with("other", twin.label()));
        }
        if exhibit.tool_failed().is_some() {
            short.push(Shortfall::new(Rule::ToolFailed));
        }
        let unread = exhibit.unread_sectors();
        if unread > 0 && state.loss_accepted(exhibit).is_none() {
            short.push(Shortfall::new(Rule::SectorsUnread).with("sectors", unread.to_string()));
        }
        short.extend(state.loss_shortfall(exhibit.id));
        short
    }
}

//! Digests that somebody else states about an exhibit: typed, or read from the log of an imaging tool. Claimed is not computed.

use serde::{Deserialize, Serialize};

use super::algorithm::ClaimAlgorithm;
use super::matching::Doubt;
use crate::domain::artefact::Artefact;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::time::When;

/// What a stated digest is a digest of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// What a tool read from a device or file, or what a container such as an E01 holds.
    Source,
    /// An image as read back after it was written.
    Image,
    /// One of the files of a split image.
    Segment,
    /// The container that a collector wrote.
    Container,
    /// A part of the source, by its place.
    Window,
    /// A file.
    File,
}

impl Of {
    /// The code: `source`, `image`, `segment`, `container`, `window`, `file`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Of::Source => "source",
            Of::Image => "image",
            Of::Segment => "segment",
            Of::Container => "container",
            Of::Window => "window",
            Of::File => "file",
        }
    }
}

/// One stated digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// By which algorithm.
    pub algorithm: ClaimAlgorithm,
    /// Lower-case hex, as many digits as the algorithm has.
    pub hex: String,
    /// Bytes, where the log says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// The file, segment, device or place it names, made visible; empty where it names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it is a digest of.
    pub of: Of,
    /// The files that the tool says it wrote this to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<String>,
    /// What the tool says of its own check of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
}

/// A run of sectors that a tool could not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadRange {
    /// The first, counted from 0.
    pub first: u64,
    /// How many.
    pub count: u64,
}

/// What a tool reports that it could not read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bad {
    /// Sectors, all together.
    pub sectors: u64,
    /// Where, as far as the log says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<BadRange>,
}

impl Bad {
    /// Whether nothing is reported.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.sectors == 0 && self.ranges.is_empty()
    }
}

/// Digests stated about an exhibit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// The exhibit.
    pub exhibit: RecordId,
    /// Of the exhibit's own bytes.
    pub claims: Vec<Claim>,
    /// Of what the exhibit holds, not of its bytes: the medium inside an E01, the joined segments of a split image. Nothing computed over the file can equal it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content: Vec<Claim>,
    /// What else the log names, the first of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Claim>,
    /// How much more it names.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: u64,
    /// Why none of the log was taken for the exhibit, where it could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
    /// The log, read as one of [`crate::library::imaging_log::FORMATS`]; empty where the digest was typed.
    pub format: String,
    /// The log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<Artefact>,
    /// Tool and version.
    pub tool: String,
    /// When the digest was made, as the log prints it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made: String,
    /// What the tool could not read.
    #[serde(default, skip_serializing_if = "Bad::is_none")]
    pub bad: Bad,
    /// Lines in which the tool reports that something is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// Those of them in which it says that what it wrote or read again is not what it read first, or that it failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<String>,
    /// Who states it: ran the tool, or read the digest out.
    pub by: Author,
    /// One of [`crate::domain::proof::PRESENCES`].
    pub presence: String,
    /// Slip number and where the original lies, or the call's record.
    pub presence_ref: String,
    /// When it was stated.
    pub at: When,
    /// Remarks.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why recorded late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_reason: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// One record of claims, as the register keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRecord {
    /// The record.
    pub id: RecordId,
    /// Whether it is struck: it counts no more, and its log stays cited.
    pub struck: bool,
    /// What was stated.
    pub claimed: Claimed,
}

impl Claimed {
    /// `claimed-by-tool` where it was read from a log, else `claimed-by-person`.
    #[must_use]
    pub fn origin(&self) -> &'static str {
        if self.format.is_empty() { "claimed-by-person" } else { "claimed-by-tool" }
    }

    /// Whether the log speaks of the exhibit: one of which nothing was taken speaks of something else.
    #[must_use]
    pub fn speaks_of_it(&self) -> bool {
        !self.claims.is_empty() || !self.content.is_empty()
    }

    /// What the tool said of its own work that it did not hold: a line of the log, or the digest that it did not find again.
    #[must_use]
    pub fn tool_failed(&self) -> Option<&str> {
        let unverified = self.claims.iter().chain(&self.content).find(|claim| claim.verified == Some(false));
        self.failed.first().map(String::as_str).or(unverified.map(|claim| claim.hex.as_str()))
    }

    /// Sectors that the tool reports it could not read: as it counts them, or as its ranges do.
    #[must_use]
    pub fn unread(&self) -> u64 {
        let ranges = self.bad.ranges.iter().fold(0u64, |sum, range| sum.saturating_add(range.count));
        self.bad.sectors.max(ranges)
    }
}

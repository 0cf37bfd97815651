//! How making an image ended.

use serde::{Deserialize, Serialize};

use super::survey::BadRange;
use crate::domain::id::RecordId;
use crate::domain::time::Instant;

/// How an acquisition ends.
pub const ENDS: &[&str] = &["whole", "incomplete", "failed", "cancelled", "aborted"];

/// An acquisition ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The record that began it.
    pub begun: RecordId,
    /// One of [`ENDS`].
    pub state: String,
    /// When reading began.
    pub started: Instant,
    /// When it ended.
    pub ended: Instant,
    /// Bytes of the source worked through.
    pub read: u64,
    /// Stretches that no attempt could read.
    pub ranges: u64,
    /// Their bytes.
    pub unreadable: u64,
    /// The first of those stretches; the log has them all.
    pub map: Vec<BadRange>,
    /// Sectors that came only when tried again.
    pub recovered: u64,
    /// SHA-256 of the image's bytes, lower-case hex; empty where there is no image. It is the source's own only where the state is `whole`.
    pub image_sha256: String,
    /// The image's files in order.
    pub segments: Vec<Segment>,
    /// The log, as a path; empty where there is none.
    pub log: String,
    /// SHA-256 of the log.
    pub log_sha256: String,
    /// Why there is no image.
    pub why: String,
    /// The exhibit that the image became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<RecordId>,
}

/// One file of an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its path, as text.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
}

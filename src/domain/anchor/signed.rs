//! A checkpoint on record: what this station's chain was, what the other chains were beside it, and the signature.

use serde::{Deserialize, Serialize};

use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::id::StationId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;

/// Why a checkpoint was signed.
pub const OCCASIONS: &[&str] = &["demand", "hand-over", "closure", "export", "proof"];

/// A checkpoint that was signed. It stands directly behind the lines that it is about: number `size + 1` of its chain, so that whoever reads the chain checks it
/// in passing, and no checkpoint can contradict an earlier one of the same chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Whose chain: the station that wrote this line.
    pub station: StationId,
    /// How many lines it has.
    pub size: u64,
    /// The RFC 6962 root over them, lower-case hex.
    pub root: String,
    /// SSHSIG by the station's key over the checkpoint of its chain (C2SP tlog-checkpoint), PEM; namespace `journal-checkpoint@warroom`.
    pub signature: String,
    /// One of [`OCCASIONS`].
    pub occasion: String,
    /// The checkpoints of every chain that counted, sorted and joined: the bytes whose SHA-256 is the case head, which is what leaves the room.
    pub heads: String,
    /// 64 random bits for a request to a time-stamping authority (RFC 3161 section 2.4.1), lower-case hex.
    pub nonce: String,
}

/// `checkpoint`: signs the state of the journal. What is signed is made where the key is, when the record is written.
///
/// # Errors
/// None of its own.
pub fn checkpoint(_: &Incident, _: &Input, _: &Ctx<'_>) -> Result<Decision, Refusal> {
    Ok(Decision::default().checkpoint("demand"))
}

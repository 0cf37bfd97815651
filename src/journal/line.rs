//! The public envelope: one JSON object in UTF-8 without a line feed.

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::merkle::Hash;
use super::{hash_from_hex, hex};
use crate::domain::id::StationId;
use crate::domain::time::Instant;

/// The largest integer that may stand in a line: above it JSON readers round silently.
pub const LARGEST: u64 = (1 << 53) - 1;

/// What a line says in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Case id.
    pub case: String,
    /// The chain it stands in.
    pub station: StationId,
    /// Number in the chain, from 1.
    pub seq: u64,
    /// Lamport time.
    pub lamport: u64,
    /// When it was written, by the laptop's clock.
    pub recorded_at: Instant,
    /// SHA-256 of the body's stored bytes.
    pub body_sha256: Hash,
    /// Hash of the previous line; zeros for the first.
    pub prev: Hash,
}

/// A line that cannot be read as an envelope.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
pub enum LineError {
    /// Not the JSON object of this format.
    #[error("not an envelope: {0}")]
    Json(String),
    /// A version of the format that this program does not read.
    #[error("format version {0} is newer than this program reads; use the program that wrote it")]
    Version(u64),
    /// A field holds what it cannot hold.
    #[error("the field {0} of the envelope cannot be read")]
    Field(&'static str),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw<'a> {
    v: u64,
    #[serde(borrow)]
    case: std::borrow::Cow<'a, str>,
    station: &'a str,
    seq: u64,
    lamport: u64,
    recorded_at: &'a str,
    body_sha256: &'a str,
    prev: &'a str,
}

impl Envelope {
    /// The line's bytes, without a line feed.
    #[must_use]
    pub fn to_line(&self) -> Vec<u8> {
        let case = serde_json::Value::from(self.case.as_str());
        format!(
            r#"{{"v":1,"case":{case},"station":"{}","seq":{},"lamport":{},"recorded_at":"{}","body_sha256":"{}","prev":"{}"}}"#,
            self.station,
            self.seq,
            self.lamport,
            self.recorded_at,
            hex(&self.body_sha256),
            hex(&self.prev)
        )
        .into_bytes()
    }

    /// Reads a line.
    ///
    /// # Errors
    /// [`LineError`] says which part cannot be read.
    pub fn parse(line: &[u8]) -> Result<Self, LineError> {
        let text = std::str::from_utf8(line).map_err(|error| LineError::Json(error.to_string()))?;
        let raw: Raw<'_> = serde_json::from_str(text).map_err(|error| LineError::Json(error.to_string()))?;
        if raw.v != 1 {
            return Err(LineError::Version(raw.v));
        }
        if raw.seq == 0 || raw.seq > LARGEST {
            return Err(LineError::Field("seq"));
        }
        if raw.lamport == 0 || raw.lamport > LARGEST {
            return Err(LineError::Field("lamport"));
        }
        Ok(Envelope {
            case: raw.case.into_owned(),
            station: raw.station.parse().map_err(|_| LineError::Field("station"))?,
            seq: raw.seq,
            lamport: raw.lamport,
            recorded_at: Instant::parse_rfc3339(raw.recorded_at).map_err(|_| LineError::Field("recorded_at"))?,
            body_sha256: hash_from_hex(raw.body_sha256).ok_or(LineError::Field("body_sha256"))?,
            prev: hash_from_hex(raw.prev).ok_or(LineError::Field("prev"))?,
        })
    }
}

/// Hash of a line: SHA-256 over its bytes and one line feed. The next line's `prev`.
#[must_use]
pub fn line_hash(line: &[u8]) -> Hash {
    Sha256::new().chain_update(line).chain_update(b"\n").finalize().into()
}

/// SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> Envelope {
        Envelope {
            case: "wr-\"x".to_owned(),
            station: StationId(7),
            seq: 3,
            lamport: 9,
            recorded_at: Instant::from_millis(1_795_277_220_123),
            body_sha256: [0xab; 32],
            prev: [0; 32],
        }
    }

    #[test]
    fn a_line_reads_back_as_it_was_written() {
        let line = envelope().to_line();
        assert!(!line.contains(&b'\n'));
        assert_eq!(Envelope::parse(&line), Ok(envelope()));
    }

    #[test]
    fn what_is_not_an_envelope_is_named() {
        let text = String::from_utf8(envelope().to_line()).unwrap();
        let cases = [
            (text.replace("\"v\":1", "\"v\":2"), LineError::Version(2)),
            (text.replace("\"seq\":3", "\"seq\":0"), LineError::Field("seq")),
            (text.replace("\"lamport\":9", "\"lamport\":9007199254740992"), LineError::Field("lamport")),
            (text.replace("\"0000000000000007\"", "\"7\""), LineError::Field("station")),
            (text.replace("abab", "ABAB"), LineError::Field("body_sha256")),
        ];
        for (line, expected) in cases {
            assert_eq!(Envelope::parse(line.as_bytes()), Err(expected), "{line}");
        }
        for bad in [
            "",
            "{}",
            "[]",
            &text.replace("\"lamport\":9", "\"lamport\":9.0"),
            &text.replace("\"seq\":3", "\"seq\":3,\"seq\":3"),
        ] {
            assert!(matches!(Envelope::parse(bad.as_bytes()), Err(LineError::Json(_))), "{bad}");
        }
    }
}

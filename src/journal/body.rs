//! The body: the JSON object whose SHA-256 the envelope carries. Withheld bodies stay checkable and cannot be guessed, because each carries a salt.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::hex;
use crate::domain::fact::{Author, Fact};
use crate::domain::mark::Mark;

/// A body before it is written, or after it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// 128 random bits.
    pub salt: [u8; 16],
    /// Who was at the keys.
    pub author: Author,
    /// Zone of the war room, an IANA name.
    pub zone: String,
    /// Handling mark.
    pub mark: Mark,
    /// Privileged since, where it is.
    pub privileged: bool,
    /// Hashed boot id: monotonic times compare only within one.
    pub boot: String,
    /// Milliseconds of the boot's monotonic clock.
    pub mono_ms: u64,
    /// What is recorded.
    pub fact: Fact,
}

#[derive(Serialize)]
struct Out<'a> {
    salt: String,
    kind: &'a str,
    author: &'a Author,
    zone: &'a str,
    mark: Mark,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    privileged: bool,
    boot: &'a str,
    mono_ms: u64,
    fact: &'a RawValue,
}

#[derive(Deserialize)]
struct In<'a> {
    salt: &'a str,
    kind: std::borrow::Cow<'a, str>,
    author: Author,
    zone: String,
    mark: Mark,
    #[serde(default)]
    privileged: bool,
    boot: String,
    mono_ms: u64,
    #[serde(borrow)]
    fact: &'a RawValue,
}

/// A body that cannot be read. Its bytes may still be the ones that were recorded.
#[derive(Debug, thiserror::Error)]
#[error("the body cannot be read: {0}")]
pub struct BodyError(String);

impl Body {
    /// The bytes to store.
    ///
    /// # Errors
    /// Only if a value cannot be written as JSON, which no fact's types allow.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BodyError> {
        let fact = self.fact.to_raw().map_err(|error| BodyError(error.to_string()))?;
        let out = Out {
            salt: hex(&self.salt),
            kind: self.fact.kind(),
            author: &self.author,
            zone: &self.zone,
            mark: self.mark,
            privileged: self.privileged,
            boot: &self.boot,
            mono_ms: self.mono_ms,
            fact: &fact,
        };
        serde_json::to_vec(&out).map_err(|error| BodyError(error.to_string()))
    }

    /// Reads stored bytes. A fact of a kind that this version does not know is kept as [`Fact::Unknown`].
    ///
    /// # Errors
    /// Not the JSON object of a body.
    pub fn parse(bytes: &[u8]) -> Result<Self, BodyError> {
        // Checked as text once: a reader of bytes checks every string by itself.
        let text = std::str::from_utf8(bytes).map_err(|error| BodyError(error.to_string()))?;
        let read: In<'_> = serde_json::from_str(text).map_err(|error| BodyError(error.to_string()))?;
        let salt = super::from_hex(read.salt).ok_or_else(|| BodyError("salt".to_owned()))?;
        Ok(Body {
            salt,
            author: read.author,
            zone: read.zone,
            mark: read.mark,
            privileged: read.privileged,
            boot: read.boot,
            mono_ms: read.mono_ms,
            fact: Fact::parse(&read.kind, read.fact.get()),
        })
    }
}

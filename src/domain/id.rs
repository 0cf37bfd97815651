//! Identities: a station is one laptop's key, a record is one line of one station's chain.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One laptop's key and chain: the first 64 bits of SHA-256 over its public key, written as 16 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct StationId(pub u64);

/// What makes an entity itself: the station and the sequence number of the line that made it. Labels such as `E-004` are only shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct RecordId {
    /// The chain the line stands in.
    pub station: StationId,
    /// The line's number in that chain, from 1.
    pub seq: u64,
}

/// The text is neither 16 hex digits nor `STATION.NUMBER`.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an identity: expected 16 hex digits, or those, a point and a number")]
pub struct NotAnId;

impl StationId {
    /// The two hex digits that tell clashing labels apart on screen (`E-004/b7`).
    #[must_use]
    pub fn short(self) -> String {
        format!("{:02x}", self.0 >> 56)
    }
}

impl fmt::Display for StationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for StationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for StationId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let canonical = text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !canonical {
            return Err(NotAnId);
        }
        u64::from_str_radix(text, 16).map(StationId).map_err(|_| NotAnId)
    }
}

impl RecordId {
    /// How it is shown on a station: `48`, or `48/b7` for another station's.
    #[must_use]
    pub fn label(self, here: StationId) -> String {
        if self.station == here { self.seq.to_string() } else { format!("{}/{}", self.seq, self.station.short()) }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.station, self.seq)
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for RecordId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (station, seq) = text.split_once('.').ok_or(NotAnId)?;
        Ok(RecordId { station: station.parse()?, seq: seq.parse().map_err(|_| NotAnId)? })
    }
}

macro_rules! serde_as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
serde_as_text!(StationId, RecordId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_value_agree_and_other_spellings_are_refused() {
        let id = RecordId { station: StationId(0xb7), seq: 48 };
        assert_eq!(id.to_string(), "00000000000000b7.48");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in
            ["", "48", "b7.48", "00000000000000B7.48", "00000000000000b7.", "00000000000000b7.-1", "+0000000000000b7.1"]
        {
            assert_eq!(bad.parse::<RecordId>(), Err(NotAnId), "{bad}");
        }
    }
}

//! The header of a `.safetensors` file: eight bytes of length, JSON, then the tensors without a gap.
//!
//! Read as strictly as the format is described: whatever leaves open which bytes belong to which tensor is refused.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Bytes before the header.
pub const PREFIX: u64 = 8;
/// The longest header that the format allows, in bytes.
pub const LONGEST: u64 = 100_000_000;

/// The longest name of a tensor that a line of a manifest is made for, in bytes.
const NAME: usize = 4096;
/// The most dimensions a tensor may have; the libraries that read these files stop at that too.
const DIMENSIONS: usize = 64;

/// Types of elements, with their bits.
const DTYPES: [(&str, u64); 22] = [
    ("BOOL", 8),
    ("F4", 4),
    ("F6_E2M3", 6),
    ("F6_E3M2", 6),
    ("U8", 8),
    ("I8", 8),
    ("F8_E5M2", 8),
    ("F8_E4M3", 8),
    ("F8_E8M0", 8),
    ("F8_E4M3FNUZ", 8),
    ("F8_E5M2FNUZ", 8),
    ("I16", 16),
    ("U16", 16),
    ("F16", 16),
    ("BF16", 16),
    ("I32", 32),
    ("U32", 32),
    ("F32", 32),
    ("C64", 64),
    ("F64", 64),
    ("I64", 64),
    ("U64", 64),
];

/// One tensor, as the header describes it. The name is text from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tensor {
    /// Its name.
    pub name: String,
    /// Type of its elements, one of the known ones.
    pub dtype: &'static str,
    /// Its dimensions.
    pub shape: Vec<u64>,
    /// Where it begins after the header.
    pub begin: u64,
    /// Where it ends.
    pub end: u64,
}

impl Tensor {
    /// Type and shape, as they are compared: `F32 [2,3]`.
    #[must_use]
    pub fn described(&self) -> String {
        let shape: Vec<String> = self.shape.iter().map(u64::to_string).collect();
        format!("{} [{}]", self.dtype, shape.join(","))
    }
}

/// A header that was read and found sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// In the order in which they lie in the file.
    pub tensors: Vec<Tensor>,
    /// What the file says of itself.
    pub metadata: BTreeMap<String, String>,
}

/// Why a file is refused. Holds no more of the header than a cleaned name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderProblem {
    /// Shorter than the length field.
    #[error("shorter than the 8 bytes in which the length of its header stands")]
    TooShort,
    /// A length over the limit.
    #[error("its header claims {0} bytes; the format allows 100 000 000")]
    TooLong(u64),
    /// A header beyond the end of the file.
    #[error(
        "its header claims {claimed} bytes and the file has {left} after the length; it was cut off or is no such file"
    )]
    BeyondEnd {
        /// The length it states.
        claimed: u64,
        /// Bytes there are.
        left: u64,
    },
    /// Not text.
    #[error("its header is not UTF-8")]
    NotText,
    /// Not a JSON object, or with white space before it.
    #[error("its header does not begin with {{ and end with }}")]
    NotAnObject,
    /// Not the JSON that the format asks for.
    #[error("its header is not what the format asks for: {0}")]
    Json(String),
    /// An unknown type.
    #[error("tensor {0}: a type of elements that is not known; its size cannot be checked")]
    Dtype(String),
    /// A name that no line can hold.
    #[error("a tensor's name holds a NUL, which no line of a manifest can carry")]
    Nul,
    /// A name far too long.
    #[error("a tensor's name of {0} bytes; no line of a manifest is made for more than 4096")]
    LongName(usize),
    /// Dimensions without end.
    #[error("tensor {0}: more than 64 dimensions")]
    Dimensions(String),
    /// More elements than can be counted.
    #[error("tensor {0}: its dimensions multiply to more than 64 bits can count")]
    Overflow(String),
    /// Bytes and elements do not fit.
    #[error("tensor {name}: type and dimensions make {needed} bits, its offsets give {given} bytes")]
    Size {
        /// Its name.
        name: String,
        /// Bits by type and shape.
        needed: u64,
        /// Bytes by offsets.
        given: u64,
    },
    /// An end before its beginning.
    #[error("tensor {0}: its offsets end before they begin")]
    Backwards(String),
    /// Beyond the end of the file.
    #[error("tensor {0}: its offsets lie beyond the end of the file")]
    OutOfRange(String),
    /// Two tensors on the same bytes.
    #[error("tensor {0}: it overlaps the tensor before it")]
    Overlap(String),
    /// Bytes of no tensor.
    #[error("tensor {0}: there are bytes before it that belong to no tensor")]
    Gap(String),
    /// Bytes after the last tensor.
    #[error("{0} bytes after the last tensor belong to no tensor")]
    Trailing(u64),
}

/// Length of the header from the first eight bytes of a file of `size` bytes.
///
/// # Errors
/// [`HeaderProblem::TooShort`], [`HeaderProblem::TooLong`], [`HeaderProblem::BeyondEnd`].
pub fn header_length(prefix: &[u8], size: u64) -> Result<u64, HeaderProblem> {
    let Some((length, left)) = prefix.first_chunk::<8>().zip(size.checked_sub(PREFIX)) else {
        return Err(HeaderProblem::TooShort);
    };
    let claimed = u64::from_le_bytes(*length);
    if claimed > LONGEST {
        return Err(HeaderProblem::TooLong(claimed));
    }
    if claimed > left { Err(HeaderProblem::BeyondEnd { claimed, left }) } else { Ok(claimed) }
}

/// Reads a header, the length left off, of a file that has `data` bytes after it.
///
/// # Errors
/// See [`HeaderProblem`].
pub fn header(bytes: &[u8], data: u64) -> Result<Header, HeaderProblem> {
    let text = std::str::from_utf8(bytes).map_err(|_| HeaderProblem::NotText)?;
    // Only blanks may fill it up.
    let text = text.trim_end_matches(' ');
    if !text.starts_with('{') || !text.ends_with('}') {
        return Err(HeaderProblem::NotAnObject);
    }
    let parsed: Parsed = serde_json::from_str(text).map_err(|error| {
        let shown = error.to_string();
        HeaderProblem::Json(crate::domain::text::one_line(&shown).into_owned())
    })?;
    let mut tensors = Vec::with_capacity(parsed.tensors.len());
    for (name, info) in parsed.tensors {
        tensors.push(sound(name, info, data)?);
    }
    tensors.sort_by(|left, right| (left.begin, left.end, &left.name).cmp(&(right.begin, right.end, &right.name)));
    let mut end = 0;
    for tensor in &tensors {
        match tensor.begin.cmp(&end) {
            std::cmp::Ordering::Less => return Err(HeaderProblem::Overlap(shown(&tensor.name))),
            std::cmp::Ordering::Greater => return Err(HeaderProblem::Gap(shown(&tensor.name))),
            std::cmp::Ordering::Equal => end = tensor.end,
        }
    }
    if end < data {
        return Err(HeaderProblem::Trailing(data - end));
    }
    Ok(Header { tensors, metadata: parsed.metadata })
}

/// Checks what one tensor says of itself.
fn sound(name: String, info: Info, data: u64) -> Result<Tensor, HeaderProblem> {
    if name.contains('\0') {
        return Err(HeaderProblem::Nul);
    }
    if name.len() > NAME {
        return Err(HeaderProblem::LongName(name.len()));
    }
    if info.shape.len() > DIMENSIONS {
        return Err(HeaderProblem::Dimensions(shown(&name)));
    }
    let Some(&(dtype, bits)) = DTYPES.iter().find(|(known, _)| *known == info.dtype) else {
        return Err(HeaderProblem::Dtype(shown(&name)));
    };
    let Info { shape, data_offsets: [begin, end], .. } = info;
    let Some(given) = end.checked_sub(begin) else { return Err(HeaderProblem::Backwards(shown(&name))) };
    if end > data {
        return Err(HeaderProblem::OutOfRange(shown(&name)));
    }
    let needed = shape.iter().try_fold(bits, |product, &dimension| product.checked_mul(dimension));
    let Some(needed) = needed else { return Err(HeaderProblem::Overflow(shown(&name))) };
    if given.checked_mul(8) != Some(needed) {
        return Err(HeaderProblem::Size { name: shown(&name), needed, given });
    }
    Ok(Tensor { name, dtype, shape, begin, end })
}

/// A name for a message, cleaned and short.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(80).collect();
    crate::domain::text::one_line(&short).into_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Info {
    dtype: String,
    shape: Vec<u64>,
    data_offsets: [u64; 2],
}

/// The object as it stands, each key once.
struct Parsed {
    tensors: BTreeMap<String, Info>,
    metadata: BTreeMap<String, String>,
}

impl<'de> Deserialize<'de> for Parsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl<'de> Visitor<'de> for Whole {
            type Value = Parsed;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of tensors")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parsed, A::Error> {
                let mut parsed = Parsed { tensors: BTreeMap::new(), metadata: BTreeMap::new() };
                let mut described = false;
                while let Some(name) = map.next_key::<String>()? {
                    if name == "__metadata__" {
                        if std::mem::replace(&mut described, true) {
                            return Err(A::Error::custom("__metadata__ stands there twice"));
                        }
                        parsed.metadata = map.next_value::<Words>()?.0;
                        continue;
                    }
                    let slot = match parsed.tensors.entry(name) {
                        Entry::Vacant(slot) => slot,
                        Entry::Occupied(known) => {
                            return Err(A::Error::custom(format!("tensor {} stands there twice", shown(known.key()))));
                        }
                    };
                    let info: &RawValue = map.next_value()?;
                    let refused = |why: &str| A::Error::custom(format!("tensor {}: {why}", shown(slot.key())));
                    // An array of three would do for a struct.
                    if !info.get().starts_with('{') {
                        return Err(refused("it is no object"));
                    }
                    let info = serde_json::from_str(info.get()).map_err(|error| refused(&error.to_string()))?;
                    slot.insert(info);
                }
                Ok(parsed)
            }
        }
        deserializer.deserialize_map(Whole)
    }
}

/// Strings by key, each key once.
struct Words(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl<'de> Visitor<'de> for Whole {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of strings")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut words = BTreeMap::new();
                while let Some((key, word)) = map.next_entry::<String, String>()? {
                    if words.insert(key, word).is_some() {
                        return Err(A::Error::custom("a key of __metadata__ stands there twice"));
                    }
                }
                Ok(Words(words))
            }
        }
        deserializer.deserialize_map(Whole)
    }
}

#[cfg(test)]
#[path = "safetensors_tests.rs"]
mod tests;

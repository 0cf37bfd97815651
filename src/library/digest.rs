//! Digests: which ones warroom computes, and how they are written.
//!
//! Pure: nothing here reads a file.

use std::fmt;

/// SHA-256 of zero bytes. As a claim it means that a tool hashed nothing.
pub use crate::domain::exhibit::NOTHING as SHA256_OF_NOTHING;

/// A digest algorithm that warroom computes itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4), always computed.
    Sha256,
    /// SHA-512 (FIPS 180-4), on request.
    Sha512,
    /// BLAKE3, on request.
    Blake3,
    /// SHA-1, only to match an old log: collisions are made at will, so it proves nothing.
    Sha1,
    /// MD5, only to match an old log: collisions are made at will, so it proves nothing.
    Md5,
}

impl Algorithm {
    /// Every algorithm.
    pub const ALL: [Self; 5] = [Self::Sha256, Self::Sha512, Self::Blake3, Self::Sha1, Self::Md5];
    /// What is said wherever a digest of MD5 or SHA-1 is shown.
    pub const OLD_LOG: &str = "to match an old log, no proof";

    /// The name in `sha256sum --tag` lines, which is also the name shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
            Self::Blake3 => "BLAKE3",
            Self::Sha1 => "SHA1",
            Self::Md5 => "MD5",
        }
    }

    /// Length of the digest in bytes.
    pub fn bytes(self) -> usize {
        match self {
            Self::Sha256 | Self::Blake3 => 32,
            Self::Sha512 => 64,
            Self::Sha1 => 20,
            Self::Md5 => 16,
        }
    }

    /// Whether an equal digest shows equal bytes. MD5 and SHA-1 only find a file again that an old log names.
    pub fn proves(self) -> bool {
        !matches!(self, Self::Sha1 | Self::Md5)
    }

    /// The algorithm a name stands for, any case: `SHA256`, `sha-256` and OpenSSL's `SHA2-256` are one.
    pub fn from_name(name: &[u8]) -> Option<Self> {
        const NAMES: [(&str, Algorithm); 10] = [
            ("sha256", Algorithm::Sha256),
            ("sha-256", Algorithm::Sha256),
            ("sha2-256", Algorithm::Sha256),
            ("sha512", Algorithm::Sha512),
            ("sha-512", Algorithm::Sha512),
            ("sha2-512", Algorithm::Sha512),
            ("blake3", Algorithm::Blake3),
            ("sha1", Algorithm::Sha1),
            ("sha-1", Algorithm::Sha1),
            ("md5", Algorithm::Md5),
        ];
        NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known.as_bytes())).map(|&(_, algorithm)| algorithm)
    }
}

/// The algorithms of a list that somebody typed, separated by commas or spaces.
///
/// # Errors
/// The first name that is none.
pub fn algorithms(text: &str) -> Result<Vec<Algorithm>, String> {
    let names = text.split([',', ' ', '+']).map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Algorithm::from_name(name.as_bytes()).ok_or_else(|| name.to_owned())).collect()
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The value of one digest.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Digest {
    algorithm: Algorithm,
    bytes: Vec<u8>,
}

impl Digest {
    /// A SHA-256.
    pub fn sha256(bytes: [u8; 32]) -> Self {
        Self { algorithm: Algorithm::Sha256, bytes: bytes.into() }
    }

    /// A SHA-512.
    pub fn sha512(bytes: [u8; 64]) -> Self {
        Self { algorithm: Algorithm::Sha512, bytes: bytes.into() }
    }

    /// A digest from its bytes; `None` when the length is not the algorithm's.
    pub fn new(algorithm: Algorithm, bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() == algorithm.bytes()).then_some(Self { algorithm, bytes })
    }

    /// Which algorithm made it.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The bytes, as many as the algorithm makes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Lower-case hex.
    pub fn hex(&self) -> String {
        hex(&self.bytes)
    }
}

/// Lower-case hex of any bytes.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble & 15)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte)]).collect()
}

/// Bytes from hex digits of either case; `None` when a digit is not hex or the count is odd.
pub fn from_hex(digits: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|&[high, low]| Some((nibble(high)? << 4) | nibble(low)?)).collect()
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::Digest as _;

    #[test]
    fn a_list_of_algorithms_is_read_as_typed() {
        assert_eq!(algorithms(" BLAKE3,md5  sha-512 "), Ok(vec![Algorithm::Blake3, Algorithm::Md5, Algorithm::Sha512]));
        assert_eq!(algorithms(""), Ok(Vec::new()));
        assert_eq!(algorithms("sha512,crc32"), Err("crc32".to_owned()));
        assert!(Algorithm::ALL.iter().all(|algorithm| algorithms(algorithm.name()) == Ok(vec![*algorithm])));
    }

    #[test]
    fn the_hash_of_nothing_is_that() {
        assert_eq!(hex(&sha2::Sha256::digest(b"")), SHA256_OF_NOTHING);
    }

    proptest! {
        #[test]
        fn hex_goes_there_and_back(bytes: Vec<u8>) {
            prop_assert_eq!(from_hex(hex(&bytes).as_bytes()), Some(bytes));
        }
    }
}

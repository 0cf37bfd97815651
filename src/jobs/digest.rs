//! Digests: which ones there are, how they are written, and when a claimed one cannot be right.
//!
//! Pure: nothing here reads a file.

use std::fmt;

/// SHA-256 of zero bytes. As a claim it means that a tool hashed nothing.
pub const SHA256_OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Longest text taken for a claimed digest, in characters, so that a pasted book is refused without being walked.
const CLAIM_TEXT: usize = 1_000;

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

/// Why a text cannot be the SHA-256 of an exhibit. Holds no part of the text but one character, shown escaped.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimProblem {
    /// No digit at all.
    #[error("no digest given; a SHA-256 has 64 hex digits")]
    Empty,
    /// A character that is no hex digit.
    #[error("character {at} ({}) is not a hex digit; read the digest again from its source (0 for O, 1 for l?)", shown(*.found))]
    NotHex {
        /// Which character of the text, counted from 1, spaces included.
        at: usize,
        /// The character.
        found: char,
    },
    /// Hex, but not 64 digits.
    #[error("{digits} hex digits where a SHA-256 has 64{}; give the SHA-256", looks_like(*.digits))]
    WrongLength {
        /// How many digits there were.
        digits: usize,
    },
    /// More text than any digest has.
    #[error("far too long for a digest; a SHA-256 has 64 hex digits")]
    TooLong,
    /// The digest of zero bytes.
    #[error("this is the SHA-256 of nothing: the tool that printed it read no data; hash the exhibit again")]
    OfNothing,
}

fn shown(found: char) -> String {
    if found.is_ascii_graphic() { found.to_string() } else { format!("U+{:04X}", u32::from(found)) }
}

fn looks_like(digits: usize) -> &'static str {
    match digits {
        32 => " (32 is the length of an MD5)",
        40 => " (40 is the length of a SHA-1)",
        96 => " (96 is the length of a SHA-384)",
        128 => " (128 is the length of a SHA-512 or BLAKE2b)",
        1..64 => " (digits are missing)",
        _ => "",
    }
}

/// Reads a SHA-256 that a person typed or a tool printed: either case, white space anywhere, a leading `sha256:`.
/// The result is a claim, not a computed digest.
///
/// # Errors
/// A [`ClaimProblem`] that says what is wrong with it; the SHA-256 of nothing is one.
pub fn digest_claim(text: &str) -> Result<[u8; 32], ClaimProblem> {
    if text.chars().nth(CLAIM_TEXT).is_some() {
        return Err(ClaimProblem::TooLong);
    }
    let prefix = match text.split_once(':') {
        Some((name, _)) if Algorithm::from_name(name.trim().as_bytes()) == Some(Algorithm::Sha256) => {
            name.chars().count() + 1
        }
        _ => 0,
    };
    let mut digits = Vec::with_capacity(64);
    for (index, found) in text.chars().enumerate().skip(prefix).filter(|(_, found)| !found.is_whitespace()) {
        let value = found.to_digit(16).and_then(|value| u8::try_from(value).ok());
        digits.push(value.ok_or(ClaimProblem::NotHex { at: index + 1, found })?);
    }
    if digits.is_empty() {
        return Err(ClaimProblem::Empty);
    }
    let bytes: Vec<u8> = digits.as_chunks::<2>().0.iter().map(|&[high, low]| (high << 4) | low).collect();
    let problem = ClaimProblem::WrongLength { digits: digits.len() };
    let digest: [u8; 32] =
        if digits.len() == 64 { bytes.try_into().map_err(|_| problem)? } else { return Err(problem) };
    if hex(&digest) == SHA256_OF_NOTHING { Err(ClaimProblem::OfNothing) } else { Ok(digest) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::Digest as _;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

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
        assert_eq!(digest_claim(SHA256_OF_NOTHING), Err(ClaimProblem::OfNothing));
        assert_eq!(digest_claim(&SHA256_OF_NOTHING.to_uppercase()), Err(ClaimProblem::OfNothing));
    }

    #[test]
    fn claims_are_read_as_people_and_tools_write_them() {
        let abc: [u8; 32] = sha2::Sha256::digest(b"abc").into();
        for text in [
            ABC.to_owned(),
            ABC.to_uppercase(),
            format!("  {ABC}\r\n"),
            format!("sha256:{ABC}"),
            format!("SHA-256: {ABC}"),
            ABC.as_bytes().chunks(8).map(|group| String::from_utf8_lossy(group).into_owned() + " ").collect(),
        ] {
            assert_eq!(digest_claim(&text), Ok(abc), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_a_sha256_is_explained() {
        assert_eq!(digest_claim(" \t "), Err(ClaimProblem::Empty));
        assert_eq!(digest_claim("sha256:"), Err(ClaimProblem::Empty));
        assert_eq!(digest_claim(&ABC[..63]), Err(ClaimProblem::WrongLength { digits: 63 }));
        assert_eq!(digest_claim(&format!("{ABC}0")), Err(ClaimProblem::WrongLength { digits: 65 }));
        let letter_o = ABC.replacen('0', "O", 1);
        let at = ABC.find('0').unwrap() + 1;
        assert_eq!(digest_claim(&letter_o), Err(ClaimProblem::NotHex { at, found: 'O' }));
        assert_eq!(digest_claim(&format!("md5:{ABC}")), Err(ClaimProblem::NotHex { at: 1, found: 'm' }));
        assert_eq!(digest_claim(&"a".repeat(10_000_000)), Err(ClaimProblem::TooLong));
        let md5 = digest_claim("d41d8cd98f00b204e9800998ecf8427e").unwrap_err();
        assert!(md5.to_string().contains("MD5"), "{md5}");
        let hostile = digest_claim("\u{1b}[2J").unwrap_err().to_string();
        assert!(hostile.contains("U+001B") && !hostile.contains('\u{1b}'), "{hostile}");
    }

    proptest! {
        #[test]
        fn hex_goes_there_and_back(bytes: Vec<u8>) {
            prop_assert_eq!(from_hex(hex(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = digest_claim(&text).map_err(|problem| problem.to_string());
        }

        #[test]
        fn every_claim_but_nothing_is_read_back(bytes: [u8; 32]) {
            prop_assert_eq!(digest_claim(&hex(&bytes)), Ok(bytes));
        }
    }
}

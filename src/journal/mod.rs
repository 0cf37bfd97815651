//! The line, the chain, the Merkle root, checkpoints and signatures: what makes the case file tamper-evident.
//!
//! The stored bytes are what is hashed; nothing is re-serialised to verify.

pub mod body;
pub mod chain;
pub mod checkpoint;
pub mod line;
pub mod merkle;
pub mod problem;
pub mod signature;
pub mod station;
pub mod writer;

/// Program and version as written into the first line of a chain.
pub const PROGRAM: &str = concat!("warroom ", env!("CARGO_PKG_VERSION"));
/// Format of lines and bodies.
pub const FORMAT: u32 = 1;

/// Lower-case hex of some bytes.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A hash from 64 lower-case hex digits.
#[must_use]
pub fn hash_from_hex(text: &str) -> Option<merkle::Hash> {
    let mut hash = [0_u8; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let digit = |c: u8| match c {
            b'0'..=b'9' => Some(c - b'0'),
            b'a'..=b'f' => Some(c - b'a' + 10),
            _ => None,
        };
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(hash)
}

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
pub mod timestamp;
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

/// What a byte is worth as a lower-case hex digit; 255 where it is none.
const DIGITS: [u8; 256] = {
    let mut digits = [255_u8; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    digits
};

/// Bytes from their lower-case hex digits, exactly as many as asked for.
#[must_use]
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0_u8; N];
    if text.len() != 2 * N {
        return None;
    }
    // Every digit's value is below 16: one check over all of them at the end.
    let mut all = 0;
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let (high, low) = (DIGITS[usize::from(pair[0])], DIGITS[usize::from(pair[1])]);
        all |= high | low;
        *byte = high << 4 | low & 15;
    }
    (all < 16).then_some(bytes)
}

/// Bytes from lower-case hex digits, however many.
#[must_use]
pub fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| from_hex::<1>(std::str::from_utf8(pair).ok()?).map(|[byte]| byte)).collect()
}

/// A hash from 64 lower-case hex digits.
#[must_use]
pub fn hash_from_hex(text: &str) -> Option<merkle::Hash> {
    from_hex(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_reads_back_and_nothing_else_is_read() {
        let bytes: [u8; 256] = std::array::from_fn(|i| u8::try_from(i).unwrap());
        assert_eq!(from_hex::<256>(&hex(&bytes)), Some(bytes));
        assert_eq!(bytes_from_hex(&hex(&bytes)), Some(bytes.to_vec()));
        for bad in ["", "0", "000", "0g", "g0", "0G", "AB", "é", " 1", "+1", "\u{0}0", "00 "] {
            assert_eq!(from_hex::<1>(bad), None, "{bad:?}");
            assert_eq!(bytes_from_hex(bad), bad.is_empty().then(Vec::new), "{bad:?}");
        }
        assert_eq!(hash_from_hex(&"0f".repeat(32)), Some([15; 32]));
        assert_eq!(hash_from_hex(&"0f".repeat(31)), None);
    }
}

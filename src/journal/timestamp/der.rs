//! As much of DER as a time stamp needs (ITU-T X.690): definite lengths, one byte of tag, no recursion, nothing copied.

use crate::domain::time::Instant;

/// Bytes that are still to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Der<'a>(pub(super) &'a [u8]);

/// The content of one value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tlv<'a>(pub(super) &'a [u8]);

impl<'a> Tlv<'a> {
    pub(super) fn inside(self) -> Der<'a> {
        Der(self.0)
    }
}

impl<'a> Der<'a> {
    /// Whether a value of this tag comes next.
    pub(super) fn next_is(&self, tag: u8) -> bool {
        self.0.first() == Some(&tag)
    }

    /// The next value, which must have this tag.
    pub(super) fn take(&mut self, tag: u8) -> Result<Tlv<'a>, String> {
        if !self.next_is(tag) {
            return Err("it is not built as a reply to a time-stamp request".to_owned());
        }
        self.skip()
    }

    /// The next value, whatever it is.
    pub(super) fn skip(&mut self) -> Result<Tlv<'a>, String> {
        let cut = || "it ends in the middle".to_owned();
        let [_, first, rest @ ..] = self.0 else { return Err(cut()) };
        let (length, rest) = match *first {
            short @ 0..=0x7f => (usize::from(short), rest),
            // Four bytes of length are more than any file here has; 0x80 would be an indefinite length, which is not DER.
            long @ 0x81..=0x84 => {
                let (bytes, rest) = rest.split_at_checked(usize::from(long & 0x7f)).ok_or_else(cut)?;
                (bytes.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte)), rest)
            }
            _ => return Err("it is not written as DER".to_owned()),
        };
        let (value, rest) = rest.split_at_checked(length).ok_or_else(cut)?;
        self.0 = rest;
        Ok(Tlv(value))
    }

    /// That nothing stands behind.
    pub(super) fn end(&self, what: &str) -> Result<(), String> {
        if self.0.is_empty() { Ok(()) } else { Err(format!("something stands behind {what}")) }
    }
}

/// One value; content of up to 65535 bytes.
pub(super) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let [.., high, low] = content.len().to_be_bytes();
    let mut out = vec![tag];
    match (high, low) {
        (0, short @ ..0x80) => out.push(short),
        (0, one) => out.extend([0x81, one]),
        (two, one) => out.extend([0x82, two, one]),
    }
    out.extend(content);
    out
}

/// A sequence of values.
pub(super) fn seq(of: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &of.concat())
}

/// A number that is not negative, in as few bytes as DER asks for.
pub(super) fn integer(bytes: &[u8]) -> Vec<u8> {
    let from = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let plain = bytes.get(from..).unwrap_or_default();
    match plain.first() {
        Some(..0x80) => plain.to_vec(),
        _ => [&[0], plain].concat(),
    }
}

/// An object identifier with dots; large parts end at 2^64.
pub(super) fn dotted(bytes: &[u8]) -> String {
    let mut parts: Vec<u64> = Vec::new();
    let mut part = 0_u64;
    for byte in bytes {
        part = part.wrapping_shl(7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            parts.push(part);
            part = 0;
        }
    }
    let Some((first, rest)) = parts.split_first() else { return String::new() };
    let root = (*first / 40).min(2);
    let named = [root, first - root * 40].into_iter().chain(rest.iter().copied());
    named.map(|part| part.to_string()).collect::<Vec<_>>().join(".")
}

/// `20261121024000Z`, with or without a fraction, to the millisecond.
pub(super) fn time(bytes: &[u8]) -> Option<Instant> {
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let part = |from, to| whole.get(from..to);
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    Instant::parse_rfc3339(&format!(
        "{}-{}-{}T{}:{}:{}.{fraction}Z",
        part(0, 4)?,
        part(4, 6)?,
        part(6, 8)?,
        part(8, 10)?,
        part(10, 12)?,
        part(12, 14)?
    ))
    .ok()
}

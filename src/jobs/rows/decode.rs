//! Other encodings as UTF-8, while reading. Nothing is replaced: what is no text becomes bytes that are no UTF-8, so that the line that holds them is refused.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

/// An encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows-1252, whose 0xA0 to 0xFF are those of Latin-1. Only ever declared: every byte is text in it, so that nothing could tell it from another.
    Windows1252,
    /// Latin-1 (ISO 8859-1). Only ever declared.
    Latin1,
}

/// The encoding that the beginning of a file shows: by its mark, or by the zero bytes that UTF-16 has beside every Latin letter. `None` for UTF-32.
#[must_use]
pub fn encoding(beginning: &[u8]) -> Option<Encoding> {
    match beginning {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return None,
        [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let pairs = beginning.chunks_exact(2).take(4096);
    let total = pairs.len();
    let (even, odd) =
        pairs.fold((0, 0), |(even, odd), pair| (even + usize::from(pair[0] == 0), odd + usize::from(pair[1] == 0)));
    let many = |count: usize| count * 10 >= total * 4;
    let few = |count: usize| count * 20 <= total;
    Some(match (total >= 4, many(even), many(odd)) {
        (true, false, true) if few(even) => Encoding::Utf16Le,
        (true, true, false) if few(odd) => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    })
}

/// Reads a source in an encoding as UTF-8.
#[derive(Debug)]
pub struct Decoder<R> {
    source: R,
    encoding: Encoding,
    raw: Vec<u8>,
    /// Bytes of `raw` that are a beginning of the next unit.
    left: usize,
    ready: Vec<u8>,
    given: usize,
    high: Option<u16>,
    ended: bool,
}

const CHUNK: usize = 1 << 16;

impl<R: Read> Decoder<R> {
    /// A decoder; for UTF-8 it hands the bytes on as they are.
    pub fn new(source: R, encoding: Encoding) -> Self {
        let raw = if encoding == Encoding::Utf8 { Vec::new() } else { vec![0; CHUNK] };
        Self { source, encoding, raw, left: 0, ready: Vec::new(), given: 0, high: None, ended: false }
    }

    fn more(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let count = self.source.read(&mut self.raw[self.left..])?;
        let total = self.left + count;
        self.ended = count == 0;
        let single = matches!(self.encoding, Encoding::Windows1252 | Encoding::Latin1);
        let whole = if single { total } else { total - total % 2 };
        if single {
            let cp1252 = self.encoding == Encoding::Windows1252;
            self.ready.extend_from_slice(
                self.raw[..whole].iter().map(|byte| one(*byte, cp1252)).collect::<String>().as_bytes(),
            );
        } else {
            for at in (0..whole).step_by(2) {
                let pair = [self.raw[at], self.raw[at + 1]];
                let unit = if self.encoding == Encoding::Utf16Le {
                    u16::from_le_bytes(pair)
                } else {
                    u16::from_be_bytes(pair)
                };
                self.unit(unit);
            }
        }
        self.raw.copy_within(whole..total, 0);
        self.left = total - whole;
        if self.ended {
            if let Some(high) = self.high.take() {
                self.lone(high);
            }
            // Half a unit at the end is no text; 0xFF never is UTF-8.
            self.ready.extend(self.raw[..std::mem::take(&mut self.left)].iter().map(|_| 0xFF));
        }
        Ok(())
    }

    fn unit(&mut self, unit: u16) {
        if let Some(high) = self.high.take() {
            if let Some(Ok(both)) = char::decode_utf16([high, unit]).next() {
                self.put(both);
                return;
            }
            self.lone(high);
        }
        match unit {
            0xD800..=0xDBFF => self.high = Some(unit),
            0xDC00..=0xDFFF => self.lone(unit),
            _ => self.put(char::from_u32(u32::from(unit)).unwrap_or_default()),
        }
    }

    fn put(&mut self, c: char) {
        self.ready.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    /// Half of a pair, as the three bytes it would have if it were a character: no UTF-8, and not lost.
    fn lone(&mut self, unit: u16) {
        let low = |shift: u16| u8::try_from(unit >> shift & 0x3F).unwrap_or_default() | 0x80;
        self.ready.extend_from_slice(&[0xED, low(6), low(0)]);
    }
}

/// Windows-1252 of 0x80 to 0x9F as the WHATWG has it: five bytes that mean nothing stay the control characters of Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn one(byte: u8, cp1252: bool) -> char {
    let high = usize::from(byte).checked_sub(0x80).filter(|_| cp1252).and_then(|at| HIGH.get(at));
    high.copied().unwrap_or(char::from(byte))
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.encoding == Encoding::Utf8 {
            return self.source.read(into);
        }
        while self.given == self.ready.len() && !self.ended {
            self.more()?;
        }
        let count = into.len().min(self.ready.len() - self.given);
        into[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

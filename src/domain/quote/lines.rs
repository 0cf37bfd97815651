//! Words on lines and in ranges of bytes.

use super::bytes::{Span, Window};
use super::{Hit, Locator, Outcome, Unread};

/// How text is written in a file, told from its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// One byte at a time: ASCII, UTF-8, the old code pages.
    Plain,
    /// UTF-16, the lower byte first, as Windows writes logs and transcripts.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
}

impl Encoding {
    pub(super) fn of(window: &mut Window<'_>) -> Result<Self, Unread> {
        Ok(match window.at(0, 2)? {
            [0xff, 0xfe] => Encoding::Utf16Le,
            [0xfe, 0xff] => Encoding::Utf16Be,
            _ => Encoding::Plain,
        })
    }

    pub(super) fn line_end(self) -> &'static [u8] {
        match self {
            Encoding::Plain => b"\n",
            Encoding::Utf16Le => b"\n\0",
            Encoding::Utf16Be => b"\0\n",
        }
    }

    pub(super) fn write(self, text: &str) -> Vec<u8> {
        match self {
            Encoding::Plain => text.as_bytes().to_vec(),
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }

    /// The text of bytes; what cannot be read is replaced.
    pub(super) fn read(self, bytes: &[u8]) -> String {
        let units = |from: fn([u8; 2]) -> u16| {
            let pairs = bytes.chunks_exact(2).filter_map(|pair| Some(from(pair.try_into().ok()?)));
            String::from_utf16_lossy(&pairs.collect::<Vec<u16>>())
        };
        match self {
            Encoding::Plain => String::from_utf8_lossy(bytes).into_owned(),
            Encoding::Utf16Le => units(u16::from_le_bytes),
            Encoding::Utf16Be => units(u16::from_be_bytes),
        }
    }
}

/// The words as they may stand in a file: with either line end.
pub(super) fn written(text: &str, encoding: Encoding) -> Vec<Vec<u8>> {
    let plain = text.replace("\r\n", "\n");
    let mut words = vec![encoding.write(&plain)];
    if plain.contains('\n') {
        words.push(encoding.write(&plain.replace('\n', "\r\n")));
    }
    words
}

/// The bytes that a quote in hexadecimal stands for: `hex:de ad be ef`.
pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: String = text.strip_prefix("hex:")?.chars().filter(|c| !c.is_whitespace()).collect();
    let even = !digits.is_empty() && digits.len().is_multiple_of(2) && digits.is_ascii();
    let pairs = (0..digits.len()).step_by(2).map(|at| digits.get(at..at + 2));
    let bytes: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect();
    bytes.filter(|_| even)
}

/// The words as bytes of any file: as text in both usual encodings, and as the bytes that they spell.
pub(super) fn raw(text: &str) -> Vec<Vec<u8>> {
    let mut words = written(text, Encoding::Plain);
    words.extend(written(text, Encoding::Utf16Le));
    words.extend(from_hex(text));
    words
}

/// Words on lines from `from` to `to`.
pub(super) fn on_lines(window: &mut Window<'_>, (from, to): (u64, u64), text: &str) -> Result<Outcome, Unread> {
    let encoding = Encoding::of(window)?;
    let end = encoding.line_end();
    let whole = window.whole();
    let start = if from == 1 { Some(0) } else { window.nth(whole, end, from - 1)? };
    let Some(start) = start.filter(|start| *start < window.size()) else { return Ok(Outcome::NoPlace) };
    let rest = Span::between(start, window.size());
    let until = window.nth(rest, end, to - from + 1)?.unwrap_or(window.size());
    let found = window.find(Span::between(start, until), &written(text, encoding))?;
    let Some(found) = found else { return Ok(Outcome::Absent) };
    let first = from + window.count(Span::between(start, found.start), end)?;
    Ok(Outcome::Found(lines_of(window, encoding, found, first)?))
}

/// Words anywhere among lines, the first place.
pub(super) fn anywhere(window: &mut Window<'_>, text: &str) -> Result<Outcome, Unread> {
    let encoding = Encoding::of(window)?;
    let whole = window.whole();
    let Some(found) = window.find(whole, &written(text, encoding))? else { return Ok(Outcome::Absent) };
    let first = 1 + window.count(Span::between(0, found.start), encoding.line_end())?;
    Ok(Outcome::Found(lines_of(window, encoding, found, first)?))
}

fn lines_of(window: &mut Window<'_>, encoding: Encoding, found: Span, first: u64) -> Result<Hit, Unread> {
    let more = window.count(found, encoding.line_end())?;
    Ok(Hit { place: Locator::Lines { from: first, to: first + more }, offset: Some(found.start) })
}

/// Words among bytes from `from` to `to`; a single byte is where they begin.
pub(super) fn among_bytes(window: &mut Window<'_>, (from, to): (u64, u64), text: &str) -> Result<Outcome, Unread> {
    if from >= window.size() {
        return Ok(Outcome::NoPlace);
    }
    let words = raw(text);
    let longest = words.iter().map(Vec::len).max().unwrap_or_default() as u64;
    let end = if from == to { from.saturating_add(longest) } else { to.saturating_add(1) };
    let found = window.find(Span::between(from, end.min(window.size())), &words)?;
    let Some(found) = found.filter(|found| from != to || found.start == from) else { return Ok(Outcome::Absent) };
    let place = Locator::Bytes { from: found.start, to: found.end().saturating_sub(1) };
    Ok(Outcome::Found(Hit { place, offset: Some(found.start) }))
}

//! The piece list: a SHA-256 for every window of 64 MiB, so that a file that rotted says where.
//!
//! Its lines look like those of `sha256sum`, with the window before the name: `<hex>  <offset>+<length> <name>`. A first line says what it is; without that
//! line a file that happens to be named so would be taken for a window. Pure: nothing here reads a file.

use sha2::{Digest as _, Sha256};

use crate::library::digest::{Algorithm, Digest};
use crate::library::sums::{self, Entry};

/// Bytes of one window.
pub const PIECE: u64 = 64 << 20;
/// The first line of a piece list, without its line feed.
pub const HEADER: &[u8] = b"# warroom pieces: sha256 of offset+length";

/// One window of a file, with its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
    /// SHA-256 of these bytes alone.
    pub sha256: [u8; 32],
}

/// Bytes of which two readings differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// First byte.
    pub offset: u64,
    /// Bytes.
    pub length: u64,
}

/// A SHA-256 that begins anew at given places.
pub(super) struct Cutter {
    state: Sha256,
    offset: u64,
    length: u64,
    cut: Cut,
    done: Vec<Piece>,
}

enum Cut {
    Every(u64),
    /// The lengths of what is still to come; what lies beyond the last belongs to no part.
    At(std::vec::IntoIter<u64>, u64),
}

impl Cutter {
    pub(super) fn every(length: u64) -> Self {
        Self::new(Cut::Every(length.max(1)))
    }

    pub(super) fn at(lengths: Vec<u64>) -> Self {
        let mut lengths = lengths.into_iter();
        let first = lengths.next().unwrap_or(u64::MAX);
        let mut made = Self::new(Cut::At(lengths, first));
        made.close_full();
        made
    }

    fn new(cut: Cut) -> Self {
        Self { state: Sha256::new(), offset: 0, length: 0, cut, done: Vec::new() }
    }

    fn wanted(&self) -> u64 {
        match self.cut {
            Cut::Every(length) | Cut::At(_, length) => length,
        }
    }

    fn close(&mut self) {
        let sha256 = std::mem::take(&mut self.state).finalize().into();
        self.done.push(Piece { offset: self.offset, length: self.length, sha256 });
        self.offset += self.length;
        self.length = 0;
        if let Cut::At(lengths, current) = &mut self.cut {
            *current = lengths.next().unwrap_or(u64::MAX);
        }
    }

    /// An empty part is full at once.
    fn close_full(&mut self) {
        while self.length == self.wanted() {
            self.close();
        }
    }

    pub(super) fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = usize::try_from(self.wanted() - self.length).unwrap_or(usize::MAX);
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.state.update(now);
            self.length += now.len() as u64;
            self.close_full();
            bytes = later;
        }
    }

    pub(super) fn finish(mut self) -> Vec<Piece> {
        if self.length > 0 {
            self.close();
        }
        self.done
    }
}

/// The piece list of one file: the first line, a line for each piece, and a line of `sha256sum` for the whole.
#[must_use]
pub fn list(pieces: &[Piece], whole: [u8; 32], name: &[u8]) -> Vec<u8> {
    let mut out = [HEADER, b"\n"].concat();
    out.extend(lines(pieces, name));
    out.extend(sums::line(&Digest::sha256(whole), &whole_name(name)));
    out
}

/// A name for the line of a whole file in a piece list: one that begins like a window gets a `./`, which leads to the same file.
#[must_use]
pub fn whole_name(name: &[u8]) -> Vec<u8> {
    let entry = Entry { digest: Digest::sha256([0; 32]), name: name.to_owned() };
    if of_entry(&entry).is_some() { [b"./", name].concat() } else { name.to_owned() }
}

/// The lines of the pieces alone.
#[must_use]
pub fn lines(pieces: &[Piece], name: &[u8]) -> Vec<u8> {
    let line = |piece: &Piece| {
        let name = [format!("{}+{} ", piece.offset, piece.length).as_bytes(), name].concat();
        sums::line(&Digest::sha256(piece.sha256), &name)
    };
    pieces.iter().flat_map(line).collect()
}

/// The window that a line names, and the name of its file. None where it is a line of a whole file.
#[must_use]
pub fn of_entry(entry: &Entry) -> Option<(Piece, &[u8])> {
    if entry.digest.algorithm() != Algorithm::Sha256 {
        return None;
    }
    let space = entry.name.iter().position(|&byte| byte == b' ')?;
    let (window, name) = entry.name.split_at(space);
    let (offset, length) = std::str::from_utf8(window).ok()?.split_once('+')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u64>().ok())?;
    let (offset, length) = (number(offset)?, number(length)?);
    offset.checked_add(length)?;
    let piece = Piece { offset, length, sha256: entry.digest.bytes().try_into().ok()? };
    Some((piece, name.get(1..).filter(|name| !name.is_empty())?))
}

/// Reads the pieces of a list that was stored for one file. Lines that are none are passed over.
#[must_use]
pub fn read(text: &[u8]) -> Vec<Piece> {
    if !is_list(text) {
        return Vec::new();
    }
    sums::entries(text).filter_map(|(_, entry)| of_entry(&entry.ok()?).map(|(piece, _)| piece)).collect()
}

/// Whether a check file is a piece list.
#[must_use]
pub fn is_list(text: &[u8]) -> bool {
    text.split(|&byte| byte == b'\n').any(|line| line.strip_suffix(b"\r").unwrap_or(line) == HEADER)
}

/// Where two readings differ, in order, neighbours joined. What only one of them has differs too.
#[must_use]
pub fn differing(before: &[Piece], now: &[Piece]) -> Vec<Range> {
    let mut found: Vec<Range> = Vec::new();
    let missing = |piece: &Piece, others: &[Piece]| {
        others.binary_search_by_key(&piece.offset, |other| other.offset).ok().and_then(|at| others.get(at))
            != Some(piece)
    };
    let mut odd: Vec<Range> = before
        .iter()
        .filter(|piece| missing(piece, now))
        .chain(now.iter().filter(|piece| missing(piece, before)))
        .map(|piece| Range { offset: piece.offset, length: piece.length })
        .collect();
    odd.sort_by_key(|range| (range.offset, range.length));
    for range in odd {
        match found.last_mut() {
            Some(last) if last.offset + last.length >= range.offset => {
                last.length = last.length.max(range.offset + range.length - last.offset);
            }
            _ => found.push(range),
        }
    }
    found
}

#[cfg(test)]
#[path = "pieces_tests.rs"]
mod tests;

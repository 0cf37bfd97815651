//! Reading what words are looked for in, piece by piece: a stored file in memory, or a large one where it lies.

use memchr::memmem;

use super::Unread;

/// Something to read from at any offset. Nothing of it is kept.
pub trait Bytes {
    /// How many bytes there are.
    fn size(&self) -> u64;
    /// Fills `into` from `offset` on, as far as there are bytes; gives how many came.
    ///
    /// # Errors
    /// It can no longer be read, is no longer what it was, or somebody gave the reading up.
    fn read(&mut self, offset: u64, into: &mut [u8]) -> Result<usize, Unread>;
}

impl Bytes for &[u8] {
    fn size(&self) -> u64 {
        self.len() as u64
    }

    fn read(&mut self, offset: u64, into: &mut [u8]) -> Result<usize, Unread> {
        let rest = usize::try_from(offset).ok().and_then(|offset| self.get(offset..)).unwrap_or_default();
        let length = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        Ok(length)
    }
}

/// Bytes that are held at once, however large the file.
const HELD: usize = 1 << 20;

/// A window that moves over the bytes.
pub(super) struct Window<'a> {
    bytes: &'a mut dyn Bytes,
    held: Vec<u8>,
    start: u64,
    size: u64,
}

/// A place in bytes: the first of them and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u64,
    pub(super) length: u64,
}

impl Span {
    pub(super) fn end(self) -> u64 {
        self.start.saturating_add(self.length)
    }

    pub(super) fn between(start: u64, end: u64) -> Self {
        Span { start, length: end.saturating_sub(start) }
    }
}

impl<'a> Window<'a> {
    pub(super) fn new(bytes: &'a mut dyn Bytes) -> Self {
        let size = bytes.size();
        Window { bytes, held: Vec::new(), start: 0, size }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn whole(&self) -> Span {
        Span { start: 0, length: self.size }
    }

    /// Up to `length` bytes from an offset on: fewer at the end, and never more than the window holds.
    pub(super) fn at(&mut self, offset: u64, length: usize) -> Result<&[u8], Unread> {
        let rest = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX);
        let length = length.min(HELD).min(rest);
        let end = offset.saturating_add(length as u64);
        let inside = offset >= self.start && end <= self.start.saturating_add(self.held.len() as u64);
        if !inside {
            self.held.resize(HELD.min(rest), 0);
            let mut filled = 0;
            while let Some(space) = self.held.get_mut(filled..).filter(|space| !space.is_empty()) {
                match self.bytes.read(offset.saturating_add(filled as u64), space)? {
                    0 => break,
                    read => filled += read,
                }
            }
            self.held.truncate(filled);
            self.start = offset;
        }
        let from = usize::try_from(offset - self.start).unwrap_or(usize::MAX);
        let until = from.saturating_add(length).min(self.held.len());
        Ok(self.held.get(from..until).unwrap_or_default())
    }

    /// What is held from an offset on, up to `end`, or what comes after it where fewer than `least` bytes are held: looking for the next of many costs no new read.
    fn held_from(&mut self, offset: u64, end: u64, least: usize) -> Result<&[u8], Unread> {
        let rest = usize::try_from(end - offset).unwrap_or(usize::MAX);
        let held = offset.checked_sub(self.start).and_then(|from| (self.held.len() as u64).checked_sub(from));
        match held.and_then(|held| usize::try_from(held).ok()).filter(|held| *held >= least) {
            Some(held) => self.at(offset, held.min(rest)),
            None => self.at(offset, rest),
        }
    }

    /// The first place in a span at which one of some words stands.
    pub(super) fn find(&mut self, within: Span, words: &[Vec<u8>]) -> Result<Option<Span>, Unread> {
        let longest = words.iter().map(Vec::len).max().unwrap_or_default();
        if longest == 0 || longest > HELD / 2 {
            return Ok(None);
        }
        let finders: Vec<_> = words.iter().filter(|word| !word.is_empty()).map(memmem::Finder::new).collect();
        let (mut offset, end) = (within.start, within.end().min(self.size));
        while offset < end {
            let held = self.held_from(offset, end, longest)?;
            let first = finders.iter().filter_map(|word| Some((word.find(held)?, word.needle().len()))).min();
            if let Some((at, length)) = first {
                return Ok(Some(Span { start: offset + at as u64, length: length as u64 }));
            }
            // What begins in this piece and ends in the next is looked for again.
            let step = (held.len() + 1).saturating_sub(longest);
            if step == 0 || held.len() as u64 >= end - offset {
                break;
            }
            offset += step as u64;
        }
        Ok(None)
    }

    /// How many times a short pattern stands at offsets that are a multiple of its length.
    pub(super) fn count(&mut self, within: Span, pattern: &[u8]) -> Result<u64, Unread> {
        let mut count = 0;
        self.each(within, pattern, |_| {
            count += 1;
            true
        })?;
        Ok(count)
    }

    /// Where a short pattern stands for the nth time, counted from 1: the offset behind it.
    pub(super) fn nth(&mut self, within: Span, pattern: &[u8], nth: u64) -> Result<Option<u64>, Unread> {
        let (mut left, mut found) = (nth, None);
        self.each(within, pattern, |at| {
            left -= 1;
            found = (left == 0).then_some(at + pattern.len() as u64);
            left > 0
        })?;
        Ok(found)
    }

    /// Every place of a pattern in order, at offsets that are a multiple of its length, until told to stop.
    fn each(&mut self, within: Span, pattern: &[u8], mut at: impl FnMut(u64) -> bool) -> Result<(), Unread> {
        let (mut offset, end, unit) = (within.start, within.end().min(self.size), pattern.len() as u64);
        while offset < end {
            let held = self.held_from(offset, end, 2 * pattern.len())?;
            let read = held.len();
            let fits = |place: &usize| (offset + *place as u64).is_multiple_of(unit.max(1));
            for place in memmem::find_iter(held, pattern).filter(fits) {
                if !at(offset + place as u64) {
                    return Ok(());
                }
            }
            if read < pattern.len() || read as u64 >= end - offset {
                return Ok(());
            }
            // Steps stay on the grid, so that no place is passed over or counted twice.
            offset += ((read - pattern.len()) as u64 / unit.max(1) + 1) * unit.max(1);
        }
        Ok(())
    }
}

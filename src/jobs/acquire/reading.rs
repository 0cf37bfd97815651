//! Reading a source from end to end once: what cannot be read is tried again sector by sector, then filled with zeros and put on the map.

use std::io;

use super::medium::{Medium, ReadError};
use crate::domain::acquisition::survey::BadRange;
use crate::jobs::{Cancelled, Handle};

/// The first division of a stretch that failed, bytes.
const PIECE: usize = 64 << 10;

/// Why reading ended before the end of the source.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadStop {
    /// The job was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The medium is no longer attached.
    #[error("the medium was gone at byte {at}: it was pulled or lost its power; attach it and begin again")]
    Gone {
        /// Where.
        at: u64,
    },
    /// Fewer bytes than the size promised.
    #[error(
        "the source ended at byte {at}, before its size: it was cut short while it was read; stop what writes to it and begin again"
    )]
    Short {
        /// Where.
        at: u64,
    },
    /// Anything else: it says nothing about the medium, so no zeros stand for it.
    #[error("reading failed at byte {at}: {why}")]
    Other {
        /// Where.
        at: u64,
        /// The system's words.
        why: String,
    },
}

impl From<Cancelled> for ReadStop {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

/// How a source is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// Its size, bytes.
    pub size: u64,
    /// Its logical sector, bytes.
    pub sector: usize,
    /// How often a sector that failed is tried again.
    pub retries: u32,
}

/// A source being read.
pub struct Reading<'m> {
    medium: &'m dyn Medium,
    how: How,
    at: u64,
    bad: Vec<BadRange>,
    recovered: u64,
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading").field("at", &self.at).field("bad", &self.bad).finish_non_exhaustive()
    }
}

enum Whole {
    Read,
    Bad,
}

impl<'m> Reading<'m> {
    /// At the first byte.
    pub fn new(medium: &'m dyn Medium, how: How) -> Self {
        Self { medium, how, at: 0, bad: Vec::new(), recovered: 0 }
    }

    /// Bytes behind it, zeros that stand for unreadable ones included.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The map: what no attempt could read, in order, neighbours joined.
    pub fn bad(&self) -> &[BadRange] {
        &self.bad
    }

    /// Sectors that were read only when tried again.
    pub fn recovered(&self) -> u64 {
        self.recovered
    }

    /// The next bytes, as many as fit; 0 at the end of the source.
    ///
    /// # Errors
    /// [`ReadStop`]; bad sectors are none.
    pub fn next(&mut self, buffer: &mut [u8], handle: &Handle) -> Result<usize, ReadStop> {
        handle.checkpoint()?;
        let left = usize::try_from(self.how.size - self.at).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        let Some(buffer) = buffer.get_mut(..length) else { return Ok(0) };
        if let Whole::Bad = self.whole(self.at, buffer)? {
            let mut at = self.at;
            for piece in buffer.chunks_mut(PIECE) {
                handle.checkpoint()?;
                if let Whole::Bad = self.whole(at, piece)? {
                    self.sectors(at, piece, handle)?;
                }
                at += piece.len() as u64;
            }
        }
        self.at += length as u64;
        Ok(length)
    }

    fn whole(&self, offset: u64, buffer: &mut [u8]) -> Result<Whole, ReadStop> {
        let mut done = 0;
        while let Some(rest) = buffer.get_mut(done..).filter(|rest| !rest.is_empty()) {
            let at = offset + done as u64;
            match self.medium.read_at(rest, at) {
                Ok(0) => return Err(self.ended(at)),
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return self.sorted(&error, at).map(|()| Whole::Bad),
            }
        }
        Ok(Whole::Read)
    }

    fn sectors(&mut self, offset: u64, piece: &mut [u8], handle: &Handle) -> Result<(), ReadStop> {
        let mut at = offset;
        for sector in piece.chunks_mut(self.how.sector.max(1)) {
            self.sector(at, sector, handle)?;
            at += sector.len() as u64;
        }
        Ok(())
    }

    fn sector(&mut self, at: u64, sector: &mut [u8], handle: &Handle) -> Result<(), ReadStop> {
        for attempt in 0..=self.how.retries {
            handle.checkpoint()?;
            match self.medium.sector_at(sector, at) {
                Ok(count) if count == sector.len() => {
                    self.recovered += u64::from(attempt > 0);
                    return Ok(());
                }
                Ok(0) => return Err(self.ended(at)),
                // Part of a sector is none; the next attempt asks for all of it.
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => self.sorted(&error, at)?,
            }
        }
        sector.fill(0);
        let length = sector.len() as u64;
        match self.bad.last_mut() {
            Some(last) if last.offset + last.length == at => last.length += length,
            _ => self.bad.push(BadRange { offset: at, length }),
        }
        Ok(())
    }

    /// Whether an error means bad sectors. A pulled disk answers every read with the error of a bad one.
    fn sorted(&self, error: &io::Error, at: u64) -> Result<(), ReadStop> {
        match ReadError::of(error) {
            ReadError::Bad if self.medium.attached() => Ok(()),
            ReadError::Bad | ReadError::Gone => Err(ReadStop::Gone { at }),
            ReadError::Other => Err(ReadStop::Other { at, why: error.to_string() }),
        }
    }

    fn ended(&self, at: u64) -> ReadStop {
        if self.medium.attached() { ReadStop::Short { at } } else { ReadStop::Gone { at } }
    }
}

#[cfg(test)]
#[path = "reading_tests.rs"]
pub(crate) mod tests;

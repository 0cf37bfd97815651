//! The rows of one import: where its blocks lie, and its rows by time.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::{Arc, Mutex};

use super::filter::Group;
use super::{Trouble, held, scratch};
use crate::domain::id::RecordId;
use crate::domain::rows::Names;
use crate::journal::merkle::Hash;

/// The time of rows that have none: behind all others.
pub(super) const UNDATED: i64 = i64::MAX;
/// Bytes of one entry in the temporary file.
pub(super) const ENTRY: usize = 16;
/// Entries that are read at once; the first of every page stays in memory.
pub(super) const PAGE: u32 = if cfg!(test) { 4 } else { 256 };
/// Pages that are held.
const PAGES: usize = if cfg!(test) { 3 } else { 64 };

/// An import that is to be put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The import.
    pub import: RecordId,
    /// Digests of its files of rows, in order.
    pub files: Vec<Hash>,
    /// Their bytes in all, to say how far the work is.
    pub bytes: u64,
    /// Rows that its record states.
    pub rows: u64,
    /// Names that its columns had.
    pub names: Names,
}

/// Where a file of rows lies.
#[derive(Debug, Clone)]
pub(super) struct Lies {
    pub(super) sha256: Hash,
    pub(super) salt: Vec<u8>,
}

/// A block of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// Number of its file.
    pub(super) file: u32,
    /// Where it begins in it, and how long it is there.
    pub(super) at: u32,
    pub(super) packed: u32,
    /// Bytes of its lines.
    pub(super) unpacked: u32,
    /// Number of its first row among those of the import, and how many it has.
    pub(super) first: u32,
    pub(super) rows: u32,
    /// The times it goes over; [`UNDATED`] and below where no row has one.
    pub(super) earliest: i64,
    pub(super) latest: i64,
}

/// A row by its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Milliseconds since 1970 as read, or [`UNDATED`].
    pub(super) at: i64,
    /// Nanoseconds beyond.
    pub(super) below: u32,
    /// Number of the row.
    pub(super) ordinal: u32,
}

impl Entry {
    pub(super) fn bytes(self) -> [u8; ENTRY] {
        let mut bytes = [0; ENTRY];
        bytes[..8].copy_from_slice(&self.at.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.below.to_le_bytes());
        bytes[12..].copy_from_slice(&self.ordinal.to_le_bytes());
        bytes
    }

    pub(super) fn read(bytes: &[u8]) -> Self {
        let (mut at, mut below, mut ordinal) = ([0; 8], [0; 4], [0; 4]);
        at.copy_from_slice(&bytes[..8]);
        below.copy_from_slice(&bytes[8..12]);
        ordinal.copy_from_slice(&bytes[12..ENTRY]);
        Self { at: i64::from_le_bytes(at), below: u32::from_le_bytes(below), ordinal: u32::from_le_bytes(ordinal) }
    }
}

/// The rows of one import in order. Nothing of it changes once it is built.
#[derive(Debug)]
pub struct Run {
    pub(super) import: RecordId,
    pub(super) lies: Vec<Lies>,
    pub(super) blocks: Vec<Block>,
    pub(super) groups: Vec<Group>,
    /// Entries by time, then for every row its rank, then filters; without a name.
    pub(super) file: File,
    pub(super) entries_at: u64,
    pub(super) ranks_at: u64,
    pub(super) rows: u32,
    pub(super) undated: u32,
    /// The first entry of every page.
    pub(super) fences: Vec<Entry>,
    pub(super) pages: Mutex<HashMap<u32, Arc<[Entry]>>>,
    pub(super) fields: BTreeMap<String, u64>,
    pub(super) names: Names,
}

impl Run {
    /// The import.
    #[must_use]
    pub fn import(&self) -> RecordId {
        self.import
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> u64 {
        u64::from(self.rows)
    }

    /// Bytes that it takes in memory; the rest is in the temporary file.
    #[must_use]
    pub fn resident(&self) -> usize {
        let names: usize = self.fields.keys().map(|name| name.len() + 48).sum();
        self.blocks.len() * size_of::<Block>()
            + self.groups.len() * size_of::<Group>()
            + self.fences.len() * size_of::<Entry>()
            + held(&self.pages).len() * PAGE as usize * size_of::<Entry>()
            + names
    }

    /// The entry of a rank below the number of rows.
    pub(super) fn entry(&self, rank: u32) -> Result<Entry, Trouble> {
        Ok(self.page(rank / PAGE)?[(rank % PAGE) as usize])
    }

    fn page(&self, page: u32) -> Result<Arc<[Entry]>, Trouble> {
        if let Some(known) = held(&self.pages).get(&page) {
            return Ok(Arc::clone(known));
        }
        let count = (self.rows - page * PAGE).min(PAGE) as usize;
        let mut bytes = vec![0; count * ENTRY];
        let at = self.entries_at + u64::from(page) * u64::from(PAGE) * ENTRY as u64;
        self.file.read_exact_at(&mut bytes, at).map_err(scratch)?;
        let read: Arc<[Entry]> = bytes.chunks_exact(ENTRY).map(Entry::read).collect();
        let mut pages = held(&self.pages);
        if pages.len() >= PAGES {
            pages.clear();
        }
        pages.insert(page, Arc::clone(&read));
        Ok(read)
    }

    /// How many of the ranks `from..to` lie before what `before` is true of; it is true of a beginning of them.
    pub(super) fn split(&self, from: u32, to: u32, before: impl Fn(&Entry) -> bool) -> Result<u32, Trouble> {
        if from >= to {
            return Ok(from);
        }
        let (first, last) = ((from / PAGE) as usize, ((to - 1) / PAGE) as usize);
        // The page in which it ends to be true: the last one whose first entry it is true of.
        let fences = self.fences.get(first + 1..=last).unwrap_or_default();
        let page = first + fences.partition_point(&before);
        let start = u32::try_from(page).unwrap_or(u32::MAX).saturating_mul(PAGE);
        let entries = self.page(start / PAGE)?;
        let (low, high) = (from.max(start) - start, to.min(start.saturating_add(PAGE)) - start);
        let within = entries.get(low as usize..high as usize).unwrap_or_default().partition_point(before);
        Ok(start + low + u32::try_from(within).unwrap_or(0))
    }

    /// The ranks of rows beside each other.
    pub(super) fn ranks(&self, first: u32, count: u32, into: &mut Vec<u32>) -> Result<(), Trouble> {
        let mut bytes = vec![0; count as usize * 4];
        self.file.read_exact_at(&mut bytes, self.ranks_at + u64::from(first) * 4).map_err(scratch)?;
        into.clear();
        let read = |four: &[u8]| {
            let mut bytes = [0; 4];
            bytes.copy_from_slice(four);
            u32::from_le_bytes(bytes)
        };
        into.extend(bytes.chunks_exact(4).map(read));
        Ok(())
    }

    /// The block of a row.
    pub(super) fn block_of(&self, ordinal: u32) -> Option<usize> {
        let block = self.blocks.partition_point(|block| block.first <= ordinal).checked_sub(1)?;
        let known = self.blocks.get(block)?;
        (ordinal - known.first < known.rows).then_some(block)
    }
}

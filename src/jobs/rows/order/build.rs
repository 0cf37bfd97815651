//! Putting the rows of an import in order: on all cores, file by file, what is more than a little on its way through a temporary file.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::fields::Names;
use super::filter::{Columns, Group, Trigrams};
use super::join::together;
use super::reader::{Reader, Shelves};
use super::run::{Block, Entry, Lies, Run, UNDATED, Wanted};
use super::{Trouble, held, scratch};
use crate::jobs::Handle;
use crate::jobs::rows::finding::split;
use crate::journal::merkle::Hash;
use crate::library::foreign::{Glance, shelf};
use crate::library::query::fold;

/// Entries that are sorted in memory, in each thread. Tests have few rows, and all of the ways they may take.
const SORTED: usize = if cfg!(test) { 7 } else { 64 << 10 };

/// A temporary file without a name that is written at its end by several threads.
pub(super) struct Spool {
    pub(super) file: File,
    pub(super) end: AtomicU64,
}

impl Spool {
    fn new() -> Result<Self, Trouble> {
        Ok(Self { file: tempfile::tempfile().map_err(scratch)?, end: AtomicU64::new(0) })
    }

    fn add(&self, bytes: &[u8]) -> Result<u64, Trouble> {
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(bytes, at).map_err(scratch)?;
        Ok(at)
    }
}

/// What came of one file of rows.
pub(super) struct Part {
    pub(super) lies: Lies,
    pub(super) blocks: Vec<Block>,
    pub(super) groups: Vec<Group>,
    /// Sorted pieces: where they lie, and how many entries they have.
    pub(super) pieces: Vec<(u64, usize)>,
    pub(super) rows: u32,
    pub(super) undated: u32,
    pub(super) fields: BTreeMap<String, u64>,
}

/// Puts an import in order, on so many threads. Progress is in bytes of its files.
///
/// # Errors
/// [`Trouble`]; nothing stays of what was begun.
pub fn build(wanted: &Wanted, shelves: &Shelves, threads: usize, handle: &Handle) -> Result<Run, Trouble> {
    let (spill, kept) = (Spool::new()?, Spool::new()?);
    let next = AtomicUsize::new(0);
    let (parts, failed) = (Mutex::new(BTreeMap::new()), Mutex::new(None));
    let work = || {
        shelves.with(|reader| {
            let mut desk = Desk::new(wanted, &spill, &kept);
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(sha256) = wanted.files.get(number) else { return Ok(()) };
                if held(&failed).is_some() {
                    return Ok(());
                }
                let part = desk.file(u32::try_from(number).unwrap_or(u32::MAX), sha256, reader, handle)?;
                held(&parts).insert(number, part);
            }
        })
    };
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, wanted.files.len().max(1)) {
            scope.spawn(|| {
                if let Err(trouble) = work() {
                    held(&failed).get_or_insert(trouble);
                }
            });
        }
    });
    if let Some(trouble) = held(&failed).take() {
        return Err(trouble);
    }
    let parts = parts.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    together(wanted, parts.into_values().collect(), &spill.file, kept, handle)
}

/// What one thread works with.
struct Desk<'a> {
    wanted: &'a Wanted,
    spill: &'a Spool,
    kept: &'a Spool,
    lines: Vec<u8>,
    folded: Vec<u8>,
    entries: Vec<Entry>,
    trigrams: Trigrams,
    columns: Columns,
}

impl<'a> Desk<'a> {
    fn new(wanted: &'a Wanted, spill: &'a Spool, kept: &'a Spool) -> Self {
        Self {
            wanted,
            spill,
            kept,
            lines: Vec::new(),
            folded: Vec::new(),
            entries: Vec::new(),
            trigrams: Trigrams::new(),
            columns: Columns::new(),
        }
    }

    fn damaged(&self, why: impl ToString) -> Trouble {
        Trouble::Damaged { import: self.wanted.import, why: why.to_string() }
    }

    fn file(&mut self, number: u32, sha256: &Hash, reader: &mut Reader, handle: &Handle) -> Result<Part, Trouble> {
        let found = reader.whole(sha256)?;
        let (salt, packed) = found.ok_or_else(|| self.damaged("the bytes in the case are not those of its digest"))?;
        let mut part = Part {
            lies: Lies { sha256: *sha256, salt },
            blocks: Vec::new(),
            groups: Vec::new(),
            pieces: Vec::new(),
            rows: 0,
            undated: 0,
            fields: BTreeMap::new(),
        };
        let mut fields = Names::default();
        let mut rest = packed.as_slice();
        while !rest.is_empty() {
            handle.checkpoint()?;
            let mut lines = std::mem::take(&mut self.lines);
            let after = shelf::unpack(rest, &mut lines).map_err(|error| self.damaged(error))?;
            let at = packed.len() - rest.len();
            let length = rest.len() - after.len();
            let mut block = Block {
                file: number,
                at: u32::try_from(at).map_err(|error| self.damaged(error))?,
                packed: u32::try_from(length).map_err(|error| self.damaged(error))?,
                unpacked: u32::try_from(lines.len()).map_err(|error| self.damaged(error))?,
                first: part.rows,
                rows: 0,
                earliest: UNDATED,
                latest: i64::MIN,
            };
            self.block(&lines, &mut block, &mut part, &mut fields)?;
            self.lines = lines;
            part.blocks.push(block);
            self.columns.add(&mut self.trigrams);
            if self.columns.is_full() {
                self.group(&mut part)?;
            }
            if self.entries.len() >= SORTED {
                self.piece(&mut part)?;
            }
            rest = after;
            handle.advance(length as u64);
        }
        self.group(&mut part)?;
        self.piece(&mut part)?;
        part.fields = fields.counts();
        Ok(part)
    }

    fn block(&mut self, lines: &[u8], block: &mut Block, part: &mut Part, fields: &mut Names) -> Result<(), Trouble> {
        for line in split(lines) {
            let row: Glance<'_> = serde_json::from_slice(line).map_err(|error| self.damaged(error))?;
            fields.begin();
            row.texts(&mut |name, text| {
                self.folded.clear();
                fold(text, &mut self.folded);
                self.trigrams.add(&self.folded);
                fields.add(name);
                true
            });
            let at = row.time.at.unwrap_or(UNDATED);
            if at == UNDATED {
                part.undated += 1;
            } else {
                block.earliest = block.earliest.min(at);
                block.latest = block.latest.max(at);
            }
            self.entries.push(Entry { at, below: row.time.below, ordinal: part.rows });
            block.rows += 1;
            part.rows = part.rows.checked_add(1).ok_or(Trouble::TooMany(self.wanted.import))?;
        }
        Ok(())
    }

    fn group(&mut self, part: &mut Part) -> Result<(), Trouble> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let first = part.groups.last().map_or(0, |group| group.first + group.count);
        let (bytes, group) = self.columns.finish(first);
        part.groups.push(Group { at: self.kept.add(&bytes)?, ..group });
        Ok(())
    }

    fn piece(&mut self, part: &mut Part) -> Result<(), Trouble> {
        if self.entries.is_empty() {
            return Ok(());
        }
        self.entries.sort_unstable();
        let bytes: Vec<u8> = self.entries.iter().flat_map(|entry| entry.bytes()).collect();
        part.pieces.push((self.spill.add(&bytes)?, self.entries.len()));
        self.entries.clear();
        Ok(())
    }
}

//! Putting the rows of an import in order: on all cores, file by file, what is more than a little on its way through a temporary file.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::FileExt as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::fields::{FIELDS, Names as Fields};
use super::filter::{Columns, Group, Trigrams};
use super::reader::{Reader, Shelves};
use super::run::{Block, ENTRY, Entry, Lies, PAGE, Run, UNDATED, Wanted};
use super::{Trouble, held, scratch};
use crate::jobs::Handle;
use crate::jobs::rows::finding::split;
use crate::journal::merkle::Hash;
use crate::library::foreign::{Glance, shelf};
use crate::library::query::fold;

/// Entries that are sorted in memory, in each thread. Tests have few rows, and all of the ways they may take.
const SORTED: usize = if cfg!(test) { 7 } else { 64 << 10 };
/// Bytes of all sorted pieces together that are held while they are merged.
const MERGED: usize = if cfg!(test) { 80 } else { 8 << 20 };
/// Rows whose rank is noted in one pass.
const RANKED: usize = if cfg!(test) { 11 } else { 2 << 20 };

/// A temporary file without a name that is written at its end by several threads.
struct Spool {
    file: File,
    end: AtomicU64,
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
struct Part {
    lies: Lies,
    blocks: Vec<Block>,
    groups: Vec<Group>,
    /// Sorted pieces: where they lie, and how many entries they have.
    pieces: Vec<(u64, usize)>,
    rows: u32,
    undated: u32,
    fields: BTreeMap<String, u64>,
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
        let mut fields = Fields::default();
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

    fn block(&mut self, lines: &[u8], block: &mut Block, part: &mut Part, fields: &mut Fields) -> Result<(), Trouble> {
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

/// Puts the parts of an import together.
fn together(wanted: &Wanted, parts: Vec<Part>, spill: &File, kept: Spool, handle: &Handle) -> Result<Run, Trouble> {
    let too_many = || Trouble::TooMany(wanted.import);
    let (mut lies, mut blocks, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let (mut pieces, mut fields) = (Vec::new(), BTreeMap::<String, u64>::new());
    let (mut rows, mut undated) = (0_u32, 0);
    for part in parts {
        let before = u32::try_from(blocks.len()).map_err(|_| too_many())?;
        lies.push(part.lies);
        groups.extend(part.groups.into_iter().map(|group| Group { first: group.first + before, ..group }));
        for block in part.blocks {
            let first = block.first.checked_add(rows).ok_or_else(too_many)?;
            first.checked_add(block.rows).ok_or_else(too_many)?;
            blocks.push(Block { first, ..block });
        }
        pieces.extend(part.pieces.into_iter().map(|(at, left)| Piece::new(at, left, rows)));
        for (name, count) in part.fields {
            if fields.len() < FIELDS || fields.contains_key(&name) {
                *fields.entry(name).or_default() += count;
            }
        }
        rows = rows.checked_add(part.rows).ok_or_else(too_many)?;
        undated += part.undated;
    }
    if u64::from(rows) != wanted.rows {
        let why = format!("{rows} rows where {} are on record", wanted.rows);
        return Err(Trouble::Damaged { import: wanted.import, why });
    }
    let Spool { file, end } = kept;
    let entries_at = end.into_inner();
    let ranks_at = entries_at + u64::from(rows) * ENTRY as u64;
    let fences = merge(pieces, spill, &file, entries_at, handle)?;
    let run = Run {
        import: wanted.import,
        lies,
        blocks,
        groups,
        file,
        entries_at,
        ranks_at,
        rows,
        undated,
        fences,
        pages: Mutex::default(),
        fields,
        names: wanted.names.clone(),
    };
    rank(&run, handle)?;
    Ok(run)
}

/// A sorted piece while it is read.
struct Piece {
    at: u64,
    left: usize,
    /// Rows of the files before its own.
    before: u32,
    held: std::vec::IntoIter<Entry>,
}

impl Piece {
    fn new(at: u64, left: usize, before: u32) -> Self {
        Self { at, left, before, held: Vec::new().into_iter() }
    }

    fn next(&mut self, spill: &File, at_once: usize) -> Result<Option<Entry>, Trouble> {
        if let Some(entry) = self.held.next() {
            return Ok(Some(entry));
        }
        let count = self.left.min(at_once);
        let mut bytes = vec![0; count * ENTRY];
        spill.read_exact_at(&mut bytes, self.at).map_err(scratch)?;
        self.at += bytes.len() as u64;
        self.left -= count;
        let entries = bytes.chunks_exact(ENTRY).map(Entry::read);
        let numbered = entries.map(|entry| Entry { ordinal: entry.ordinal + self.before, ..entry });
        self.held = numbered.collect::<Vec<_>>().into_iter();
        Ok(self.held.next())
    }
}

/// Writes all entries in order, and gives the first of every page.
fn merge(mut pieces: Vec<Piece>, spill: &File, file: &File, at: u64, handle: &Handle) -> Result<Vec<Entry>, Trouble> {
    let at_once = (MERGED / ENTRY / pieces.len().max(1)).clamp(2, 16 << 10);
    let mut heads = BinaryHeap::with_capacity(pieces.len());
    for (number, piece) in pieces.iter_mut().enumerate() {
        heads.extend(piece.next(spill, at_once)?.map(|entry| Reverse((entry, number))));
    }
    let mut out = BufWriter::with_capacity(256 << 10, file);
    out.seek(SeekFrom::Start(at)).map_err(scratch)?;
    let mut fences = Vec::new();
    let mut written = 0_u32;
    while let Some(Reverse((mut entry, number))) = heads.pop() {
        // What comes next is mostly of the same piece: files are mostly written in order.
        loop {
            if written.is_multiple_of(PAGE) {
                handle.checkpoint()?;
                fences.push(entry);
            }
            out.write_all(&entry.bytes()).map_err(scratch)?;
            written += 1;
            let next = match pieces.get_mut(number) {
                Some(piece) => piece.next(spill, at_once)?,
                None => None,
            };
            let Some(next) = next else { break };
            if heads.peek().is_some_and(|Reverse((other, _))| *other < next) {
                heads.push(Reverse((next, number)));
                break;
            }
            entry = next;
        }
    }
    out.flush().map_err(scratch)?;
    Ok(fences)
}

/// Notes the rank of every row, in as many passes as memory needs.
fn rank(run: &Run, handle: &Handle) -> Result<(), Trouble> {
    let mut from = 0_u32;
    while from < run.rows {
        let count = (run.rows - from).min(RANKED as u32);
        let mut ranks = vec![0_u8; count as usize * 4];
        let mut bytes = vec![0; 4096 * ENTRY];
        let mut rank = 0_u32;
        while rank < run.rows {
            handle.checkpoint()?;
            let held = (run.rows - rank).min(4096) as usize;
            let piece = &mut bytes[..held * ENTRY];
            run.file.read_exact_at(piece, run.entries_at + u64::from(rank) * ENTRY as u64).map_err(scratch)?;
            for entry in piece.chunks_exact(ENTRY).map(Entry::read) {
                if let Some(at) = entry.ordinal.checked_sub(from).filter(|at| *at < count) {
                    let at = at as usize * 4;
                    ranks[at..at + 4].copy_from_slice(&rank.to_le_bytes());
                }
                rank += 1;
            }
        }
        run.file.write_all_at(&ranks, run.ranks_at + u64::from(from) * 4).map_err(scratch)?;
        from += count;
    }
    Ok(())
}

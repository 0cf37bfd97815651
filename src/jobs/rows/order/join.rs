//! The parts of an import put together: sorted pieces merged into one order of all rows, and the rank of each row in it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::FileExt as _;
use std::sync::Mutex;

use super::build::{Part, Spool};
use super::fields::FIELDS;
use super::filter::Group;
use super::run::{Block, ENTRY, Entry, PAGE, Run, Wanted};
use super::{Trouble, scratch};
use crate::domain::text::counted;
use crate::jobs::Handle;

/// Bytes of all sorted pieces together that are held while they are merged.
const MERGED: usize = if cfg!(test) { 80 } else { 8 << 20 };
/// Rows whose rank is noted in one pass.
const RANKED: usize = if cfg!(test) { 11 } else { 2 << 20 };

/// Puts the parts of an import together.
///
/// # Errors
/// [`Trouble`].
pub(super) fn together(
    wanted: &Wanted,
    parts: Vec<Part>,
    spill: &File,
    kept: Spool,
    handle: &Handle,
) -> Result<Run, Trouble> {
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
        let why =
            format!("{} in its files, {} on record", counted(u64::from(rows), "row"), counted(wanted.rows, "row"));
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

//! Sorting more records than memory should hold.
//!
//! Records are byte strings, ordered by their bytes. What passes the budget goes to a temporary file without a name, in
//! sorted runs that are merged while they are read back.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::FileExt;

/// What is read of a run at once, in bytes.
const PIECE: usize = 32 << 10;
/// What a record costs beside its bytes.
const SPAN: usize = size_of::<(u32, u32)>();

/// Takes records in any order.
#[derive(Debug)]
pub(super) struct Sorter {
    arena: Vec<u8>,
    spans: Vec<(u32, u32)>,
    budget: usize,
    spilled: Option<File>,
    /// Where each run ends in the file; it begins where the one before it ends.
    ends: Vec<u64>,
}

impl Sorter {
    /// A sorter that keeps about `budget` bytes in memory.
    pub(super) fn new(budget: usize) -> Self {
        Self { arena: Vec::new(), spans: Vec::new(), budget, spilled: None, ends: Vec::new() }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When the temporary file cannot be written.
    pub(super) fn push(&mut self, record: &[u8]) -> io::Result<()> {
        let (Ok(start), Ok(len)) = (u32::try_from(self.arena.len()), u32::try_from(record.len())) else {
            return Err(io::Error::other("a record is too long to be sorted"));
        };
        self.arena.extend_from_slice(record);
        self.spans.push((start, len));
        if self.resident() >= self.budget { self.spill() } else { Ok(()) }
    }

    fn resident(&self) -> usize {
        self.arena.len() + self.spans.len() * SPAN
    }

    fn sort(&mut self) {
        let arena = &self.arena;
        self.spans.sort_unstable_by(|&left, &right| slice(arena, left).cmp(slice(arena, right)));
    }

    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let file = match self.spilled.take() {
            Some(file) => file,
            None => tempfile::tempfile()?,
        };
        let mut out = BufWriter::with_capacity(PIECE, &file);
        let mut end = self.ends.last().copied().unwrap_or(0);
        for &span in &self.spans {
            out.write_all(&span.1.to_le_bytes())?;
            out.write_all(slice(&self.arena, span))?;
            end += 4 + u64::from(span.1);
        }
        out.flush()?;
        drop(out);
        self.spilled = Some(file);
        self.ends.push(end);
        self.arena.clear();
        self.spans.clear();
        Ok(())
    }

    /// The records in order; equal ones stay.
    ///
    /// # Errors
    /// When the temporary file cannot be written or read.
    pub(super) fn sorted(mut self) -> io::Result<Sorted> {
        if self.spilled.is_none() {
            self.sort();
            self.arena.shrink_to_fit();
            return Ok(Sorted {
                arena: self.arena,
                spans: self.spans,
                next: 0,
                file: None,
                runs: Vec::new(),
                heap: BinaryHeap::new(),
            });
        }
        if !self.spans.is_empty() {
            self.spill()?;
        }
        let mut runs = Vec::with_capacity(self.ends.len());
        let mut start = 0;
        for &end in &self.ends {
            runs.push(Run { at: start, end, held: Vec::new(), used: 0 });
            start = end;
        }
        let mut sorted = Sorted {
            arena: Vec::new(),
            spans: Vec::new(),
            next: 0,
            file: self.spilled.take(),
            runs,
            heap: BinaryHeap::new(),
        };
        for index in 0..sorted.runs.len() {
            sorted.refill(index)?;
        }
        Ok(sorted)
    }
}

fn slice(arena: &[u8], (start, len): (u32, u32)) -> &[u8] {
    let start = start as usize;
    arena.get(start..start + len as usize).unwrap_or_default()
}

/// Gives records in order.
#[derive(Debug)]
pub(super) struct Sorted {
    arena: Vec<u8>,
    spans: Vec<(u32, u32)>,
    next: usize,
    file: Option<File>,
    runs: Vec<Run>,
    heap: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
}

impl Sorted {
    /// Bytes of memory that the records still take.
    pub(super) fn resident(&self) -> usize {
        self.arena.len() + self.spans.len() * SPAN + self.runs.len() * PIECE
    }

    /// The next record.
    ///
    /// # Errors
    /// When the temporary file cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.file.is_none() {
            let span = self.spans.get(self.next).copied();
            self.next += 1;
            return Ok(span.map(|span| slice(&self.arena, span).to_owned()));
        }
        let Some(Reverse((record, index))) = self.heap.pop() else { return Ok(None) };
        self.refill(index)?;
        Ok(Some(record))
    }

    fn refill(&mut self, index: usize) -> io::Result<()> {
        let (Some(file), Some(run)) = (&self.file, self.runs.get_mut(index)) else { return Ok(()) };
        if let Some(record) = run.next(file)? {
            self.heap.push(Reverse((record, index)));
        }
        Ok(())
    }
}

/// One sorted part of the file.
#[derive(Debug)]
struct Run {
    at: u64,
    end: u64,
    held: Vec<u8>,
    used: usize,
}

impl Run {
    fn next(&mut self, file: &File) -> io::Result<Option<Vec<u8>>> {
        if self.used == self.held.len() && self.at == self.end {
            return Ok(None);
        }
        self.want(file, 4)?;
        let mut len = [0; 4];
        len.copy_from_slice(&self.held[self.used..self.used + 4]);
        let len = u32::from_le_bytes(len) as usize;
        self.want(file, 4 + len)?;
        let record = self.held[self.used + 4..self.used + 4 + len].to_vec();
        self.used += 4 + len;
        Ok(Some(record))
    }

    /// Makes sure that `count` unused bytes are held.
    fn want(&mut self, file: &File, count: usize) -> io::Result<()> {
        if self.held.len() - self.used >= count {
            return Ok(());
        }
        self.held.drain(..self.used);
        self.used = 0;
        let before = self.held.len();
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
        let more = count.saturating_sub(before).max(PIECE).min(left);
        self.held.resize(before + more, 0);
        file.read_exact_at(&mut self.held[before..], self.at)?;
        self.at += more as u64;
        if self.held.len() < count { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn through(records: &[Vec<u8>], budget: usize) -> Vec<Vec<u8>> {
        let mut sorter = Sorter::new(budget);
        for record in records {
            sorter.push(record).unwrap();
        }
        let mut sorted = sorter.sorted().unwrap();
        std::iter::from_fn(|| sorted.next().unwrap()).collect()
    }

    proptest! {
        #[test]
        fn it_sorts_whatever_the_memory(
            records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 0..200),
            budget in 1_usize..2_000,
        ) {
            let mut expected = records.clone();
            expected.sort();
            prop_assert_eq!(through(&records, budget), expected.clone());
            prop_assert_eq!(through(&records, usize::MAX), expected);
        }
    }

    #[test]
    fn records_longer_than_a_piece_come_back_whole() {
        let records: Vec<Vec<u8>> = (0..5_u8).rev().map(|byte| vec![byte; PIECE * 2 + 7]).collect();
        let sorted = through(&records, PIECE);
        assert!(sorted.iter().rev().eq(records.iter()));
    }
}

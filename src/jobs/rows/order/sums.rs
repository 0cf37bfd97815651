//! Sums of values that need not fit in memory: what is too much goes to a temporary file, divided by hash, so that each part fits; of all of them the most frequent.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};

use super::tally::{Counted, Value};
use super::{Place, Trouble, held, scratch};
use crate::jobs::Handle;

/// Parts that the file is divided into, by hash.
const PARTS: usize = 64;
/// Bytes of one value in the file: hash, count, place.
const SPILLED: usize = 16 + 8 + 8;

/// What is held of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    pub(super) count: u64,
    pub(super) first: Place,
}

/// The hash of a value.
pub(super) type Key = u128;
/// What is held of all values.
pub(super) type Sums = HashMap<Key, Sum>;

pub(super) fn key(text: &str) -> Key {
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(text.as_bytes())[..16]);
    Key::from_le_bytes(half)
}

pub(super) fn add(sums: &mut Sums, key: Key, sum: Sum) {
    sums.entry(key)
        .and_modify(|known| {
            known.count += sum.count;
            known.first = known.first.min(sum.first);
        })
        .or_insert(sum);
}

/// Sums that did not fit in memory.
#[derive(Debug, Default)]
pub(super) struct Spill(Mutex<Option<Spilled>>);

#[derive(Debug)]
struct Spilled {
    file: File,
    end: u64,
    /// For each part where its pieces lie, and how long each is.
    pieces: Vec<Vec<(u64, usize)>>,
}

fn part(key: Key) -> usize {
    usize::try_from(key % PARTS as Key).unwrap_or(0)
}

fn packed(key: Key, sum: &Sum) -> [u8; SPILLED] {
    let (import, ordinal) = match sum.first {
        Place::Record(number) => (0, number),
        Place::Row { import, ordinal } => (import + 1, ordinal),
    };
    let mut bytes = [0; SPILLED];
    bytes[..16].copy_from_slice(&key.to_le_bytes());
    bytes[16..24].copy_from_slice(&sum.count.to_le_bytes());
    bytes[24..28].copy_from_slice(&import.to_le_bytes());
    bytes[28..].copy_from_slice(&ordinal.to_le_bytes());
    bytes
}

fn unpacked(bytes: &[u8]) -> (Key, Sum) {
    let (mut key, mut count, mut import, mut ordinal) = ([0; 16], [0; 8], [0; 4], [0; 4]);
    key.copy_from_slice(&bytes[..16]);
    count.copy_from_slice(&bytes[16..24]);
    import.copy_from_slice(&bytes[24..28]);
    ordinal.copy_from_slice(&bytes[28..SPILLED]);
    let ordinal = u32::from_le_bytes(ordinal);
    let first = match u32::from_le_bytes(import).checked_sub(1) {
        Some(import) => Place::Row { import, ordinal },
        None => Place::Record(ordinal),
    };
    (Key::from_le_bytes(key), Sum { count: u64::from_le_bytes(count), first })
}

impl Spill {
    /// Takes in sums and empties them.
    pub(super) fn take(&self, sums: &mut Sums) -> Result<(), Trouble> {
        let mut parts = vec![Vec::new(); PARTS];
        for (key, sum) in sums.drain() {
            parts[part(key)].extend_from_slice(&packed(key, &sum));
        }
        let mut spilled = held(&self.0);
        let spilled = match &mut *spilled {
            Some(spilled) => spilled,
            none => none.insert(Spilled {
                file: tempfile::tempfile().map_err(scratch)?,
                end: 0,
                pieces: vec![Vec::new(); PARTS],
            }),
        };
        for (pieces, bytes) in spilled.pieces.iter_mut().zip(parts).filter(|(_, bytes)| !bytes.is_empty()) {
            spilled.file.write_all_at(&bytes, spilled.end).map_err(scratch)?;
            pieces.push((spilled.end, bytes.len()));
            spilled.end += bytes.len() as u64;
        }
        Ok(())
    }

    /// The most frequent of all, each with its key in the place of its text.
    pub(super) fn top(self, mut rest: Sums, most: usize, handle: &Handle) -> Result<Counted, Trouble> {
        let mut top = Top { most, heap: BinaryHeap::new(), values: 0, sum: 0 };
        if held(&self.0).is_some() {
            self.take(&mut rest)?;
        }
        rest.into_iter().for_each(|(key, sum)| top.add(key, sum));
        if let Some(spilled) = held(&self.0).take() {
            for pieces in &spilled.pieces {
                handle.checkpoint()?;
                let mut sums = Sums::new();
                let mut bytes = Vec::new();
                for (at, length) in pieces {
                    bytes.resize(*length, 0);
                    spilled.file.read_exact_at(&mut bytes, *at).map_err(scratch)?;
                    for (key, sum) in bytes.chunks_exact(SPILLED).map(unpacked) {
                        add(&mut sums, key, sum);
                    }
                }
                sums.into_iter().for_each(|(key, sum)| top.add(key, sum));
            }
        }
        Ok(top.finish())
    }
}

/// The most frequent so far: the least of them on top, to be replaced.
struct Top {
    most: usize,
    heap: BinaryHeap<Reverse<(u64, Reverse<Place>, Key)>>,
    values: u64,
    sum: u64,
}

impl Top {
    fn add(&mut self, key: Key, sum: Sum) {
        self.values += 1;
        self.sum += sum.count;
        self.heap.push(Reverse((sum.count, Reverse(sum.first), key)));
        if self.heap.len() > self.most {
            self.heap.pop();
        }
    }

    fn finish(self) -> Counted {
        let told: Vec<Value> = self
            .heap
            .into_sorted_vec()
            .into_iter()
            .map(|Reverse((count, Reverse(first), key))| Value { text: key.to_string(), count, first })
            .collect();
        let counted: u64 = told.iter().map(|value| value.count).sum();
        Counted {
            other_values: self.values - told.len() as u64,
            others: self.sum - counted,
            values: told,
            ..Counted::default()
        }
    }
}

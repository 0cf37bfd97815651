use super::*;
use proptest::prelude::*;
use rustix::io::Errno;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// A medium in memory whose sectors fail as often as is put down for them.
pub(crate) struct Faulty {
    pub(crate) bytes: Vec<u8>,
    pub(crate) sector: usize,
    /// Sector number to how many reads of it still fail; `u32::MAX` for ever.
    pub(crate) fails: RefCell<BTreeMap<u64, u32>>,
    pub(crate) errno: Errno,
    /// From this byte on the medium is gone.
    pub(crate) pulled_at: Option<u64>,
    pub(crate) attached: Cell<bool>,
    pub(crate) reads: Cell<u64>,
}

impl Faulty {
    pub(crate) fn new(bytes: Vec<u8>, bad: &[u64]) -> Self {
        Self {
            bytes,
            sector: 512,
            fails: RefCell::new(bad.iter().map(|sector| (*sector, u32::MAX)).collect()),
            errno: Errno::IO,
            pulled_at: None,
            attached: Cell::new(true),
            reads: Cell::new(0),
        }
    }
}

impl Medium for Faulty {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.reads.set(self.reads.get() + 1);
        let start = usize::try_from(offset).unwrap();
        let end = self.bytes.len().min(start + buffer.len());
        if self.pulled_at.is_some_and(|pulled| end as u64 > pulled) {
            self.attached.set(false);
            return Err(self.errno.into());
        }
        if start >= end {
            return Ok(0);
        }
        let sectors = (start / self.sector) as u64..end.div_ceil(self.sector) as u64;
        if let Some((_, left)) = self.fails.borrow_mut().range_mut(sectors).find(|(_, left)| **left > 0) {
            *left = if *left == u32::MAX { *left } else { *left - 1 };
            return Err(self.errno.into());
        }
        buffer[..end - start].copy_from_slice(&self.bytes[start..end]);
        Ok(end - start)
    }

    fn attached(&self) -> bool {
        self.attached.get()
    }
}

pub(crate) fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index / 7 % 251) as u8 + 1).collect()
}

fn how(medium: &Faulty, retries: u32) -> How {
    How { size: medium.bytes.len() as u64, sector: medium.sector, retries }
}

fn read(medium: &Faulty, retries: u32, buffer: usize) -> Result<(Vec<u8>, Vec<BadRange>, u64), ReadStop> {
    let mut reading = Reading::new(medium, how(medium, retries));
    let (mut image, mut room) = (Vec::new(), vec![0xaa; buffer]);
    loop {
        let count = reading.next(&mut room, &Handle::new())?;
        if count == 0 {
            return Ok((image, reading.bad().to_vec(), reading.recovered()));
        }
        image.extend_from_slice(&room[..count]);
    }
}

#[test]
fn a_bad_sector_costs_that_sector_only() {
    let medium = Faulty::new(pattern(300_000), &[0, 3, 4, 585]);
    let (image, bad, recovered) = read(&medium, 2, 1 << 20).unwrap();
    let range = |offset, length| BadRange { offset, length };
    assert_eq!(bad, [range(0, 512), range(1536, 1024), range(585 * 512, 300_000 - 585 * 512)]);
    assert_eq!((image.len(), recovered), (300_000, 0));
    let mut wanted = medium.bytes.clone();
    for range in bad {
        let start = usize::try_from(range.offset).unwrap();
        wanted[start..start + usize::try_from(range.length).unwrap()].fill(0);
    }
    assert!(image == wanted);
}

#[test]
fn a_sector_that_comes_at_a_later_attempt_is_read_and_counted() {
    let medium = Faulty::new(pattern(8192), &[]);
    // Once for the whole, once for the piece, then for the sector itself.
    medium.fails.borrow_mut().insert(5, 4);
    assert_eq!(read(&medium, 2, 8192).unwrap(), (medium.bytes.clone(), Vec::new(), 1));
    medium.fails.borrow_mut().insert(5, 5);
    let (_, bad, recovered) = read(&medium, 2, 8192).unwrap();
    assert_eq!((bad, recovered), (vec![BadRange { offset: 2560, length: 512 }], 0));
}

#[test]
fn a_pulled_medium_is_no_bad_sector() {
    for errno in [Errno::IO, Errno::NODEV, Errno::NXIO] {
        let mut medium = Faulty::new(pattern(65_536), &[]);
        (medium.pulled_at, medium.errno) = (Some(40_000), errno);
        assert!(matches!(read(&medium, 3, 4096), Err(ReadStop::Gone { at: 36_864 })), "{errno}");
    }
}

#[test]
fn an_error_that_says_nothing_about_the_medium_is_never_zeros() {
    let mut medium = Faulty::new(pattern(4096), &[2]);
    medium.errno = Errno::INVAL;
    assert!(matches!(read(&medium, 3, 4096), Err(ReadStop::Other { at: 0, .. })));
    let medium = Faulty::new(pattern(4096), &[]);
    let mut reading = Reading::new(&medium, How { size: 5000, ..how(&medium, 0) });
    let mut room = [0; 8192];
    assert_eq!(reading.next(&mut room, &Handle::new()), Err(ReadStop::Short { at: 4096 }));
}

#[test]
fn a_cancel_is_heard_among_bad_sectors() {
    let medium = Faulty::new(pattern(1 << 20), &(0..2048).collect::<Vec<_>>());
    let handle = Handle::new();
    handle.cancel();
    let mut reading = Reading::new(&medium, how(&medium, 1_000_000));
    assert_eq!(reading.next(&mut [0; 4096], &handle), Err(ReadStop::Cancelled));
    assert_eq!(medium.reads.get(), 0);
}

proptest! {
    #[test]
    fn the_map_and_the_bytes_agree_with_a_simple_model(
        sectors in 1_usize..600, tail in 0_usize..512, buffer in 1_usize..64, bad in proptest::collection::btree_set(0_u64..600, 0..40)
    ) {
        let bytes = pattern(sectors * 512 + tail);
        let bad: Vec<u64> = bad.into_iter().collect();
        let medium = Faulty::new(bytes.clone(), &bad);
        let (image, map, _) = read(&medium, 1, buffer * 4096).unwrap();
        for (index, (found, source)) in image.iter().zip(&bytes).enumerate() {
            let mapped = map.iter().any(|range| (range.offset..range.offset + range.length).contains(&(index as u64)));
            prop_assert_eq!(mapped, bad.contains(&(index as u64 / 512)));
            prop_assert_eq!(*found, if mapped { 0 } else { *source });
        }
        prop_assert_eq!(image.len(), bytes.len());
        prop_assert!(map.windows(2).all(|pair| pair[0].offset + pair[0].length < pair[1].offset));
    }
}

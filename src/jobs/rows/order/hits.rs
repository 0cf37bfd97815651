//! What a search found: one bit for each rank of each lane, so that hits are in the order of time whatever order they were found in, and any of them is there at once.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use super::run::UNDATED;
use super::seek::{Weigh, page, seek};
use super::view::{Order, lane_of, place};
use super::{Place, Trouble, held};

/// Words of bits that are counted together.
const SUMMED: usize = if cfg!(test) { 1 } else { 64 };
/// Bits that are counted together.
const BITS: u32 = 64 * SUMMED as u32;

/// Bits of one lane.
#[derive(Debug)]
pub(super) struct Bits {
    words: Vec<AtomicU64>,
    sums: Vec<AtomicU32>,
    len: u32,
}

impl Bits {
    fn new(len: u32) -> Self {
        let words = (len as usize).div_ceil(64);
        Self {
            words: (0..words).map(|_| AtomicU64::new(0)).collect(),
            sums: (0..words.div_ceil(SUMMED)).map(|_| AtomicU32::new(0)).collect(),
            len,
        }
    }

    /// Sets a bit; whether it was not set before.
    fn set(&self, rank: u32) -> bool {
        let Some(word) = self.words.get(rank as usize / 64) else { return false };
        let bit = 1 << (rank % 64);
        if word.fetch_or(bit, Ordering::Relaxed) & bit != 0 {
            return false;
        }
        if let Some(sum) = self.sums.get((rank / BITS) as usize) {
            sum.fetch_add(1, Ordering::Relaxed);
        }
        true
    }

    /// Sets bits beside each other, of those that none is set of; how many.
    fn fill(&self, from: u32, to: u32) -> u64 {
        let to = to.min(self.len);
        let mut at = from;
        while at < to {
            let end = to.min((at / 64 + 1) * 64);
            let bits = (u64::MAX >> (64 - (end - at))) << (at % 64);
            if let Some(word) = self.words.get(at as usize / 64) {
                word.fetch_or(bits, Ordering::Relaxed);
            }
            if let Some(sum) = self.sums.get((at / BITS) as usize) {
                sum.fetch_add(end - at, Ordering::Relaxed);
            }
            at = end;
        }
        u64::from(to.saturating_sub(from))
    }

    pub(super) fn holds(&self, rank: u32) -> bool {
        let word = self.words.get(rank as usize / 64);
        word.is_some_and(|word| word.load(Ordering::Relaxed) >> (rank % 64) & 1 == 1)
    }

    fn before(&self, rank: u32) -> u64 {
        let rank = rank.min(self.len);
        let whole = (rank / BITS) as usize;
        let sums: u64 = self.sums[..whole].iter().map(|sum| u64::from(sum.load(Ordering::Relaxed))).sum();
        let word = rank as usize / 64;
        let ones = |word: &AtomicU64| u64::from(word.load(Ordering::Relaxed).count_ones());
        let words: u64 = self.words[whole * SUMMED..word].iter().map(ones).sum();
        let below = (1_u64 << (rank % 64)) - 1;
        let rest = self.words.get(word).map_or(0, |word| (word.load(Ordering::Relaxed) & below).count_ones());
        sums + words + u64::from(rest)
    }

    fn nth(&self, mut number: u64) -> Option<u32> {
        for (at, sum) in self.sums.iter().enumerate() {
            let sum = u64::from(sum.load(Ordering::Relaxed));
            if number >= sum {
                number -= sum;
                continue;
            }
            for (word_at, word) in (at * SUMMED..).zip(self.words[at * SUMMED..].iter().take(SUMMED)) {
                let mut word = word.load(Ordering::Relaxed);
                let ones = u64::from(word.count_ones());
                if number >= ones {
                    number -= ones;
                    continue;
                }
                for _ in 0..number {
                    word &= word - 1;
                }
                return u32::try_from(word_at * 64).ok().map(|first| first + word.trailing_zeros());
            }
            // Bits are set before they are counted in, so this is the moment between.
            return None;
        }
        None
    }

    fn next(&self, rank: u32) -> Option<u32> {
        let mut at = rank as usize / 64;
        let mut word = self.words.get(at)?.load(Ordering::Relaxed) & (u64::MAX << (rank % 64));
        loop {
            if word != 0 {
                return u32::try_from(at * 64).ok().map(|first| first + word.trailing_zeros());
            }
            at += 1;
            // What is counted together and empty is passed over.
            while at.is_multiple_of(SUMMED) && self.sums.get(at / SUMMED)?.load(Ordering::Relaxed) == 0 {
                at += SUMMED;
            }
            word = self.words.get(at)?.load(Ordering::Relaxed);
        }
    }
}

/// What a search found so far. It can be asked while the search runs: it then says what is found by then, in order.
#[derive(Debug)]
pub struct Hits {
    pub(super) order: Order,
    pub(super) lanes: Vec<Bits>,
    count: AtomicU64,
    /// Blocks that are looked through, and how many there are.
    pub(super) looked: AtomicU64,
    pub(super) blocks: AtomicU64,
    pub(super) ended: Mutex<Option<Result<(), Trouble>>>,
}

impl Weigh for Hits {
    fn before(&self, lane: usize, rank: u32) -> u64 {
        self.lanes.get(lane).map_or(0, |bits| bits.before(rank))
    }

    fn nth(&self, lane: usize, number: u64) -> Option<u32> {
        self.lanes.get(lane)?.nth(number)
    }

    fn next(&self, lane: usize, rank: u32) -> Option<u32> {
        self.lanes.get(lane)?.next(rank)
    }
}

impl Hits {
    pub(super) fn none_of(order: &Order) -> Self {
        Self {
            order: order.clone(),
            lanes: order.0.lanes.iter().map(|lane| Bits::new(lane.len())).collect(),
            count: AtomicU64::new(0),
            looked: AtomicU64::new(0),
            blocks: AtomicU64::new(0),
            ended: Mutex::new(None),
        }
    }

    pub(super) fn set(&self, lane: usize, rank: u32) {
        if self.lanes.get(lane).is_some_and(|bits| bits.set(rank)) {
            self.count.fetch_add(1, Ordering::Release);
        }
    }

    /// Sets what stands beside each other in a lane in which nothing is set.
    pub(super) fn fill(&self, lane: usize, from: u32, to: u32) {
        let filled = self.lanes.get(lane).map_or(0, |bits| bits.fill(from, to));
        self.count.fetch_add(filled, Ordering::Release);
    }

    /// The order that was searched.
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// How many are found, records and rows.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Acquire)
    }

    /// How many of them are records.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.lanes.first().map_or(0, |bits| bits.before(bits.len))
    }

    /// How far the search is: blocks that were looked through, of how many that may hold something.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        (self.looked.load(Ordering::Relaxed), self.blocks.load(Ordering::Relaxed))
    }

    /// How the search ended; none while it runs.
    #[must_use]
    pub fn ended(&self) -> Option<Result<(), Trouble>> {
        held(&self.ended).clone()
    }

    /// Whether something was found.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn holds(&self, place: Place) -> Result<bool, Trouble> {
        let (lane, ordinal) = lane_of(place);
        let (Some(bits), Some(of)) = (self.lanes.get(lane), self.order.0.lanes.get(lane)) else { return Ok(false) };
        Ok(of.rank(ordinal)?.is_some_and(|rank| bits.holds(rank)))
    }

    /// So many hits from the one on that has `first` before it; fewer at the end.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn page(&self, first: u64, count: usize) -> Result<Vec<Place>, Trouble> {
        Ok(page(&self.order.0.lanes, self, first, count)?.iter().map(place).collect())
    }

    /// How many hits stand before a place of the order, whether that is a hit or not; none where it is not of the order. Of a hit this is its number among the hits.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn before_place(&self, place: Place) -> Result<Option<u64>, Trouble> {
        Ok(self.order.splits(place)?.map(|splits| self.weight(&splits)))
    }

    /// How many hits stand before a position of the order.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn before_position(&self, position: u64) -> Result<u64, Trouble> {
        let lanes = &self.order.0.lanes;
        let splits = seek(lanes, &super::seek::All(lanes), position)?;
        Ok(splits.map_or_else(|| self.count(), |splits| self.weight(&splits)))
    }

    /// How many hits have a time before an instant, milliseconds since 1970, corrected.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn before(&self, instant: i64) -> Result<u64, Trouble> {
        let lanes = self.order.0.lanes.iter().enumerate();
        lanes.map(|(number, lane)| Ok(Weigh::before(self, number, lane.before(instant)?))).sum()
    }

    /// The earliest and the latest time of a hit, corrected; none where no hit has a time.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn span(&self) -> Result<Option<(i64, i64)>, Trouble> {
        let Some(last) = self.before(UNDATED)?.checked_sub(1) else { return Ok(None) };
        let lanes = &self.order.0.lanes;
        let (first, last) = (page(lanes, self, 0, 1)?, page(lanes, self, last, 1)?);
        Ok(first.first().zip(last.first()).map(|(first, last)| (first.at, last.at)))
    }

    fn weight(&self, splits: &[u32]) -> u64 {
        splits.iter().enumerate().map(|(lane, rank)| Weigh::before(self, lane, *rank)).sum()
    }
}

//! Finding a position among several lanes by dividing: how many entries before a key each lane has is known by halving, so no position is farther than another.

use super::Trouble;
use super::lane::{Key, Lane};

/// Which entries of a lane count.
pub(super) trait Weigh {
    /// How many that count lie before a rank.
    fn before(&self, lane: usize, rank: u32) -> u64;
    /// The rank of the one that has so many that count before it.
    fn nth(&self, lane: usize, number: u64) -> Option<u32>;
    /// The first rank from this one on that counts.
    fn next(&self, lane: usize, rank: u32) -> Option<u32>;
}

/// Everything counts.
pub(super) struct All<'a>(pub(super) &'a [Lane]);

impl Weigh for All<'_> {
    fn before(&self, _: usize, rank: u32) -> u64 {
        u64::from(rank)
    }

    fn nth(&self, lane: usize, number: u64) -> Option<u32> {
        let length = self.0.get(lane)?.len();
        u32::try_from(number).ok().filter(|rank| *rank < length)
    }

    fn next(&self, lane: usize, rank: u32) -> Option<u32> {
        self.nth(lane, u64::from(rank))
    }
}

fn number(lane: usize) -> u32 {
    u32::try_from(lane).unwrap_or(u32::MAX)
}

/// For each lane the rank up to which its entries lie before the one at `position`; none where there is no such position.
pub(super) fn seek(lanes: &[Lane], weigh: &dyn Weigh, position: u64) -> Result<Option<Vec<u32>>, Trouble> {
    let mut low = vec![0; lanes.len()];
    let mut high: Vec<u32> = lanes.iter().map(Lane::len).collect();
    loop {
        // The lane that may still hold most is halved.
        let spans = (0..lanes.len()).map(|lane| {
            let from = weigh.before(lane, low[lane]);
            (weigh.before(lane, high[lane]).saturating_sub(from), from, lane)
        });
        let Some((span, from, widest)) = spans.max_by_key(|(span, _, _)| *span).filter(|(span, _, _)| *span > 0) else {
            return Ok(None);
        };
        let middle = weigh.nth(widest, from + span / 2);
        // Hits may be added by another thread meanwhile; who asks again sees them.
        let Some(middle) = middle.filter(|rank| (low[widest]..high[widest]).contains(rank)) else { return Ok(None) };
        let pivot = lanes[widest].key(number(widest), middle)?;
        let mut splits = Vec::with_capacity(lanes.len());
        let mut before = 0;
        for (at, lane) in lanes.iter().enumerate() {
            let split = if at == widest { middle } else { lane.split(number(at), low[at], high[at], &pivot)? };
            before += weigh.before(at, split);
            splits.push(split);
        }
        match before.cmp(&position) {
            std::cmp::Ordering::Equal => return Ok(Some(splits)),
            std::cmp::Ordering::Less => {
                low = splits;
                low[widest] = middle + 1;
            }
            std::cmp::Ordering::Greater => high = splits,
        }
    }
}

/// The keys of so many that count, from a position on.
pub(super) fn page(lanes: &[Lane], weigh: &dyn Weigh, position: u64, count: usize) -> Result<Vec<Key>, Trouble> {
    let Some(from) = seek(lanes, weigh, position)? else { return Ok(Vec::new()) };
    let head = |lane: usize, rank: u32| -> Result<Option<(Key, u32)>, Trouble> {
        let next = weigh.next(lane, rank);
        next.map(|rank| Ok((lanes[lane].key(number(lane), rank)?, rank))).transpose()
    };
    let mut heads = Vec::with_capacity(lanes.len());
    for (lane, rank) in from.into_iter().enumerate() {
        heads.push(head(lane, rank)?);
    }
    let mut found = Vec::with_capacity(count.min(4096));
    while found.len() < count {
        let least = heads.iter().enumerate().filter_map(|(lane, head)| Some((head.as_ref()?, lane))).min();
        let Some((&(key, rank), lane)) = least else { break };
        found.push(key);
        heads[lane] = head(lane, rank + 1)?;
    }
    Ok(found)
}

//! How many there are over time: known from the order alone, so it costs the same for any number of rows.

use super::Trouble;
use super::hits::Hits;
use super::run::UNDATED;
use super::view::Order;

/// Counts over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// Where each bucket begins, milliseconds since 1970, and where the last one ends: one more than there are buckets.
    pub edges: Vec<i64>,
    /// How many lie in each.
    pub counts: Vec<u64>,
    /// How many of those are records of people.
    pub records: Vec<u64>,
    /// How many lie before the first bucket.
    pub before: u64,
    /// How many behind the last.
    pub after: u64,
    /// How many have no time.
    pub undated: u64,
}

impl Order {
    /// Counts what lies from `from` (counted) to `to` (not counted) in so many buckets of one length, of all or of hits. Fewer buckets come where a bucket would be
    /// shorter than a millisecond; none where `to` is not after `from`.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn histogram(&self, from: i64, to: i64, buckets: usize, hits: Option<&Hits>) -> Result<Histogram, Trouble> {
        let length = i128::from(to) - i128::from(from);
        let buckets = i128::try_from(buckets).unwrap_or(0).min(length).max(0);
        let edge = |number: i128| i64::try_from(i128::from(from) + length * number / buckets.max(1)).unwrap_or(to);
        let edges: Vec<i64> = if buckets == 0 { vec![from] } else { (0..=buckets).map(edge).collect() };
        let mut sums = Vec::with_capacity(edges.len());
        for edge in &edges {
            sums.push(self.sums(*edge, hits)?);
        }
        let between = |of: fn(&(u64, u64)) -> u64| -> Vec<u64> {
            sums.windows(2).map(|pair| of(&pair[1]).saturating_sub(of(&pair[0]))).collect()
        };
        let (counts, records) = (between(|sum| sum.0), between(|sum| sum.1));
        let dated = self.sums(UNDATED, hits)?.0;
        let all = hits.map_or_else(|| self.len(), Hits::count);
        Ok(Histogram {
            before: sums.first().map_or(0, |sum| sum.0),
            after: dated.saturating_sub(sums.last().map_or(0, |sum| sum.0)),
            undated: all.saturating_sub(dated),
            edges,
            counts,
            records,
        })
    }

    /// How many have a time before an instant, and how many of them are records.
    fn sums(&self, instant: i64, hits: Option<&Hits>) -> Result<(u64, u64), Trouble> {
        use super::seek::{All, Weigh};
        let lanes = &self.0.lanes;
        let all = All(lanes);
        let weigh: &dyn Weigh = hits.map_or(&all, |hits| hits);
        let mut sums = (0, 0);
        for (number, lane) in lanes.iter().enumerate() {
            let count = weigh.before(number, lane.before(instant)?);
            sums.0 += count;
            if lane.run().is_none() {
                sums.1 += count;
            }
        }
        Ok(sums)
    }
}

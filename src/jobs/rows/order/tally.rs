//! Grouping and counting by a field: the most frequent values exactly, whatever number of values there are. A value is counted by its hash, with the first place it
//! stands at; what does not fit in memory goes to a temporary file, divided by hash, so that each part fits.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use super::hits::Hits;
use super::search::threads;
use super::sums::{Key, Spill, Sum, Sums, add, key};
use super::view::{Order, Placed};
use super::{Place, Trouble, held};
use crate::domain::rows::Names;
use crate::jobs::Handle;
use crate::jobs::rows::finding::{Seen, split};
use crate::library::foreign::Glance;
use crate::library::query::Searched as _;

/// Values that one thread holds before they go to the file.
const HELD: usize = if cfg!(test) { 5 } else { 32 << 10 };
/// A value and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// As written where it stands first.
    pub text: String,
    /// In how many rows and records it stands.
    pub count: u64,
    /// Where it stands first.
    pub first: Place,
}

/// What grouping by a field gives.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// The most frequent values, the most frequent first; of equally frequent ones that which stands first.
    pub values: Vec<Value>,
    /// How many other values there are.
    pub other_values: u64,
    /// How often they occur together.
    pub others: u64,
    /// Rows and records without the field.
    pub without: u64,
    /// Rows and records that were counted.
    pub all: u64,
}

impl Order {
    /// Counts the values of a field (the name of a field, or one that its column had in the file; whatever the case of its letters) over everything or over hits. `most`
    /// values are told, the others summed up. `records` gives the values that a record has, by its number. A row with several tags counts under each.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn count_by(
        &self,
        field: &str,
        hits: Option<&Hits>,
        most: usize,
        records: &(dyn Fn(u32) -> Vec<String> + Sync),
        handle: &Handle,
    ) -> Result<Counted, Trouble> {
        let name = field.to_lowercase();
        let spill = Spill::default();
        let (all, without) = (AtomicU64::new(0), AtomicU64::new(0));
        let counting = Counting { order: self, name: &name, hits, spill: &spill, all: &all, without: &without };
        let (gathered, failed) = (Mutex::new(counting.records(records)), Mutex::new(None));
        let blocks: Vec<(usize, usize)> =
            self.runs().flat_map(|(lane, run)| (0..run.blocks.len()).map(move |block| (lane, block))).collect();
        let next = AtomicUsize::new(0);
        let work = || -> Result<Sums, Trouble> {
            let mut desk = Desk::default();
            while let Some((lane, block)) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
                handle.checkpoint()?;
                if held(&failed).is_some() {
                    break;
                }
                counting.block(*lane, *block, &mut desk)?;
                if desk.sums.len() >= HELD {
                    spill.take(&mut desk.sums)?;
                }
            }
            Ok(desk.sums)
        };
        thread::scope(|scope| {
            for _ in 0..threads(0).min(blocks.len()) {
                scope.spawn(|| match work() {
                    Ok(sums) => {
                        let mut gathered = held(&gathered);
                        sums.into_iter().for_each(|(key, sum)| add(&mut gathered, key, sum));
                    }
                    Err(trouble) => {
                        held(&failed).get_or_insert(trouble);
                    }
                });
            }
        });
        if let Some(trouble) = held(&failed).take() {
            return Err(trouble);
        }
        let gathered = gathered.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut found = spill.top(gathered, most, handle)?;
        for value in &mut found.values {
            value.text = self.value_at(value, &name, records)?;
        }
        found.all = all.into_inner();
        found.without = without.into_inner();
        Ok(found)
    }

    /// The text of a value where it stands first.
    fn value_at(
        &self,
        value: &Value,
        name: &str,
        records: &(dyn Fn(u32) -> Vec<String> + Sync),
    ) -> Result<String, Trouble> {
        // The key of the value is still in the place of its text.
        let is_it = |text: &str| key(text).to_string() == value.text;
        if let Place::Record(number) = value.first {
            return Ok(records(number).into_iter().find(|text| is_it(text)).unwrap_or_default());
        }
        let Some(Placed { row, .. }) = self.row(value.first)? else { return Ok(String::new()) };
        let names = self.names(value.first);
        let mut found = String::new();
        Seen { row: &Glance::of(&row), ahead_ms: 0, names: &names }.named(name, &mut |text| {
            let this = is_it(text);
            if this {
                text.clone_into(&mut found);
            }
            !this
        });
        Ok(found)
    }

    fn names(&self, place: Place) -> Names {
        let (lane, _) = super::view::lane_of(place);
        let run = self.0.lanes.get(lane).and_then(|lane| lane.run());
        run.map(|run| run.names.clone()).unwrap_or_default()
    }
}

struct Counting<'a> {
    order: &'a Order,
    name: &'a str,
    hits: Option<&'a Hits>,
    spill: &'a Spill,
    all: &'a AtomicU64,
    without: &'a AtomicU64,
}

/// What one thread works with.
#[derive(Default)]
struct Desk {
    sums: Sums,
    lines: Vec<u8>,
    ranks: Vec<u32>,
    keys: Vec<Key>,
    /// The keys of values that came last: they mostly come again, and hashing costs.
    known: HashMap<Box<str>, Key>,
}

impl Counting<'_> {
    fn records(&self, values: &(dyn Fn(u32) -> Vec<String> + Sync)) -> Sums {
        let mut sums = Sums::new();
        let Some(lane) = self.order.0.lanes.first() else { return sums };
        for number in 0..lane.len() {
            let rank = lane.rank(number).ok().flatten();
            let counts = |hits: &Hits| rank.is_some_and(|rank| hits.lanes.first().is_some_and(|bits| bits.holds(rank)));
            if !self.hits.is_none_or(counts) {
                continue;
            }
            let mut keys: Vec<Key> =
                values(number).iter().filter(|text| !text.is_empty()).map(|text| key(text)).collect();
            self.one(Place::Record(number), &mut keys, &mut sums);
        }
        sums
    }

    fn one(&self, place: Place, keys: &mut Vec<Key>, sums: &mut Sums) {
        self.all.fetch_add(1, Ordering::Relaxed);
        if keys.is_empty() {
            self.without.fetch_add(1, Ordering::Relaxed);
        }
        // Written twice in a row it is still one row.
        keys.sort_unstable();
        keys.dedup();
        keys.drain(..).for_each(|key| add(sums, key, Sum { count: 1, first: place }));
    }

    fn block(&self, lane: usize, block: usize, desk: &mut Desk) -> Result<(), Trouble> {
        let inner = &self.order.0;
        let Some(run) = inner.lanes.get(lane).and_then(|lane| lane.run()) else { return Ok(()) };
        let Some(block) = run.blocks.get(block) else { return Ok(()) };
        let Some(lies) = run.lies.get(block.file as usize) else { return Ok(()) };
        let Desk { sums, lines, ranks, keys, known } = desk;
        let bits = self.hits.and_then(|hits| hits.lanes.get(lane));
        if let Some(bits) = bits {
            run.ranks(block.first, block.rows, ranks)?;
            if !ranks.iter().any(|rank| bits.holds(*rank)) {
                return Ok(());
            }
        }
        inner.shelves.with(|reader| reader.lines(run.import, lies, block, lines))?;
        let import = u32::try_from(lane - 1).unwrap_or(u32::MAX);
        for (ordinal, line) in (block.first..).zip(split(lines)) {
            let rank = ranks.get((ordinal - block.first) as usize);
            if bits.is_some_and(|bits| !rank.is_some_and(|rank| bits.holds(*rank))) {
                continue;
            }
            let damaged = |error: serde_json::Error| Trouble::Damaged { import: run.import, why: error.to_string() };
            let row: Glance<'_> = serde_json::from_slice(line).map_err(damaged)?;
            Seen { row: &row, ahead_ms: 0, names: &run.names }.named(self.name, &mut |text| {
                if let Some(known) = known.get(text) {
                    keys.push(*known);
                    return true;
                }
                let key = key(text);
                if text.len() < 256 && known.len() < 4096 {
                    known.insert(text.into(), key);
                }
                keys.push(key);
                true
            });
            self.one(Place::Row { import, ordinal }, keys, sums);
        }
        if sums.len() >= HELD {
            self.spill.take(sums)?;
        }
        Ok(())
    }
}

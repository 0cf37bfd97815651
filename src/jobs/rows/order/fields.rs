//! In how many rows and records each field stands: of an import while it is put in order, and of what was found.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::hits::Hits;
use super::search::threads;
use super::view::Order;
use super::{Trouble, held};
use crate::jobs::Handle;
use crate::jobs::rows::finding::split;
use crate::library::foreign::Glance;

/// Names of fields that are listed, at most.
pub const FIELDS: usize = 2_000;

/// In how many rows each field stands. A name in other letters of the same case is the same field, and a row counts once under it, however often it has it.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// As it was written first, in how many rows, and the number of the last of them.
    known: Vec<(Box<str>, u64, u64)>,
    /// By the name as it is written, and in lower case.
    places: HashMap<Box<str>, usize>,
    /// The row that is counted now.
    row: u64,
    /// Where the name is expected that comes next: rows of a file have their fields in one order.
    next: usize,
}

impl Names {
    /// The next row.
    pub(super) fn begin(&mut self) {
        self.row += 1;
        self.next = 0;
    }

    /// It has this field.
    pub(super) fn add(&mut self, name: &str) {
        // The number of a line and its time as written are no fields that rows have in common.
        if name == "line" || name == "written" {
            return;
        }
        let expected = self.known.get(self.next).is_some_and(|(known, ..)| **known == *name);
        let place = if expected { Some(self.next) } else { self.places.get(name).copied() };
        let Some(place) = place.or_else(|| self.learn(name)) else { return };
        let (_, count, last) = &mut self.known[place];
        *count += u64::from(*last != self.row);
        (*last, self.next) = (self.row, place + 1);
    }

    /// A name that was not written so before; none where too many are known.
    fn learn(&mut self, name: &str) -> Option<usize> {
        let lower = name.to_lowercase().into_boxed_str();
        let place = match self.places.get(&lower).copied() {
            Some(place) => place,
            None if self.known.len() >= FIELDS => return None,
            None => {
                self.known.push((name.into(), 0, 0));
                self.places.insert(lower, self.known.len() - 1);
                self.known.len() - 1
            }
        };
        // Spellings of known fields are few, or their rows are slower, and nothing else.
        if self.places.len() < 2 * FIELDS {
            self.places.insert(name.into(), place);
        }
        Some(place)
    }

    /// What was counted.
    pub(super) fn counts(self) -> BTreeMap<String, u64> {
        self.known.into_iter().map(|(name, count, _)| (name.into_string(), count)).collect()
    }
}

/// Counts by name, one name for all of its spellings: that which comes first.
#[derive(Debug, Default)]
struct Sums(BTreeMap<String, (String, u64)>);

impl Sums {
    fn add<'a>(&mut self, counts: impl IntoIterator<Item = (&'a String, &'a u64)>) {
        for (name, count) in counts {
            self.0.entry(name.to_lowercase()).or_insert_with(|| (name.clone(), 0)).1 += count;
        }
    }

    fn all(self) -> Vec<(String, u64)> {
        self.0.into_values().collect()
    }
}

impl Order {
    /// The fields that rows have, by name, with how many rows have each.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, u64)> {
        let mut all = Sums::default();
        self.runs().for_each(|(_, run)| all.add(&run.fields));
        all.all()
    }

    /// The same of what was found, records among it: `records` gives the names of the fields that a record has, by its number.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn fields_in(
        &self,
        hits: &Hits,
        records: &(dyn Fn(u32) -> Vec<String> + Sync),
        handle: &Handle,
    ) -> Result<Vec<(String, u64)>, Trouble> {
        let mut of_records = Names::default();
        for number in 0..self.0.lanes.first().map_or(0, |lane| lane.len()) {
            let rank = self.0.lanes.first().and_then(|lane| lane.rank(number).ok().flatten());
            if rank.is_some_and(|rank| hits.lanes.first().is_some_and(|bits| bits.holds(rank))) {
                of_records.begin();
                records(number).iter().for_each(|name| of_records.add(name));
            }
        }
        let mut all = Sums::default();
        // Rows come first: how a file writes a name is how it is shown.
        if hits.count() == self.len() {
            self.runs().for_each(|(_, run)| all.add(&run.fields));
        } else {
            all.add(&self.fields_of_rows(hits, handle)?);
        }
        all.add(&of_records.counts());
        Ok(all.all())
    }

    fn fields_of_rows(&self, hits: &Hits, handle: &Handle) -> Result<BTreeMap<String, u64>, Trouble> {
        let blocks: Vec<(usize, usize)> =
            self.runs().flat_map(|(lane, run)| (0..run.blocks.len()).map(move |block| (lane, block))).collect();
        let (next, gathered, failed) = (AtomicUsize::new(0), Mutex::new(Sums::default()), Mutex::new(None));
        let work = || -> Result<Names, Trouble> {
            let (mut names, mut lines, mut ranks) = (Names::default(), Vec::new(), Vec::new());
            while let Some((lane, block)) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
                handle.checkpoint()?;
                if held(&failed).is_some() {
                    break;
                }
                self.fields_of_block(hits, *lane, *block, &mut names, &mut lines, &mut ranks)?;
            }
            Ok(names)
        };
        thread::scope(|scope| {
            for _ in 0..threads(0).min(blocks.len()) {
                scope.spawn(|| match work() {
                    Ok(names) => held(&gathered).add(&names.counts()),
                    Err(trouble) => {
                        held(&failed).get_or_insert(trouble);
                    }
                });
            }
        });
        match held(&failed).take() {
            Some(trouble) => Err(trouble),
            None => Ok(std::mem::take(&mut *held(&gathered)).all().into_iter().collect()),
        }
    }

    fn fields_of_block(
        &self,
        hits: &Hits,
        lane: usize,
        block: usize,
        names: &mut Names,
        lines: &mut Vec<u8>,
        ranks: &mut Vec<u32>,
    ) -> Result<(), Trouble> {
        let inner = &self.0;
        let found = inner.lanes.get(lane).and_then(|lane| lane.run()).zip(hits.lanes.get(lane));
        let Some((run, bits)) = found else { return Ok(()) };
        let Some((block, lies)) =
            run.blocks.get(block).and_then(|block| Some((block, run.lies.get(block.file as usize)?)))
        else {
            return Ok(());
        };
        run.ranks(block.first, block.rows, ranks)?;
        if !ranks.iter().any(|rank| bits.holds(*rank)) {
            return Ok(());
        }
        inner.shelves.with(|reader| reader.lines(run.import, lies, block, lines))?;
        for (line, _) in split(lines).zip(ranks.iter()).filter(|(_, rank)| bits.holds(**rank)) {
            let damaged = |error: serde_json::Error| Trouble::Damaged { import: run.import, why: error.to_string() };
            let row: Glance<'_> = serde_json::from_slice(line).map_err(damaged)?;
            names.begin();
            row.texts(&mut |name, _| {
                names.add(name);
                true
            });
        }
        Ok(())
    }
}

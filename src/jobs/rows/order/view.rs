//! Runs and the instants of records as one order, and the rows in it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use super::lane::{Key, Lane};
use super::reader::Shelves;
use super::run::{Block, Run, UNDATED};
use super::seek::{All, page, seek};
use super::{Place, Trouble, held};
use crate::domain::id::RecordId;
use crate::jobs::rows::finding::split;
use crate::library::foreign::Row;

/// Bytes of unpacked blocks that are held.
const HELD: usize = if cfg!(test) { 2 << 10 } else { 24 << 20 };

/// Everything of a case in the order of its time: corrected times, records before rows of the same instant, rows without a time behind all others in the order of their
/// files. Cheap to clone, and shared between threads.
#[derive(Debug, Clone)]
pub struct Order(pub(super) Arc<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    /// Records, then the imports.
    pub(super) lanes: Vec<Lane>,
    pub(super) shelves: Arc<Shelves>,
    blocks: Mutex<Blocks>,
}

/// Blocks that were looked at last.
#[derive(Debug, Default)]
struct Blocks {
    lines: VecDeque<((u32, usize), Arc<Lines>)>,
    bytes: usize,
}

/// The lines of a block.
#[derive(Debug)]
struct Lines {
    bytes: Vec<u8>,
    /// Where each line begins, and its length.
    lines: Vec<(u32, u32)>,
}

impl Lines {
    fn new(bytes: Vec<u8>) -> Self {
        let mut at = 0_u32;
        let mut lines = Vec::new();
        for line in split(&bytes) {
            let length = u32::try_from(line.len()).unwrap_or(u32::MAX);
            lines.push((at, length));
            at = at.saturating_add(length).saturating_add(1);
        }
        Self { bytes, lines }
    }

    fn line(&self, number: u32) -> Option<&[u8]> {
        let (at, length) = *self.lines.get(number as usize)?;
        self.bytes.get(at as usize..at as usize + length as usize)
    }
}

/// A row in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Where.
    pub place: Place,
    /// The import that it is of.
    pub import: RecordId,
    /// By how much the clock was ahead that its time was written by, milliseconds.
    pub ahead_ms: i64,
    /// The row.
    pub row: Row,
}

impl Placed {
    /// Its time corrected, milliseconds since 1970.
    #[must_use]
    pub fn at(&self) -> Option<i64> {
        self.row.time.at.map(|at| at.saturating_sub(self.ahead_ms))
    }
}

impl Order {
    /// Puts imports together, each with by how much its clock was ahead (milliseconds), with the instants of records.
    #[must_use]
    pub fn new(shelves: Arc<Shelves>, imports: Vec<(Arc<Run>, i64)>, records: &[i64]) -> Self {
        let rows = imports.into_iter().map(|(run, ahead)| Lane::rows(run, ahead));
        let lanes = std::iter::once(Lane::records(records)).chain(rows).collect();
        Self(Arc::new(Inner { lanes, shelves, blocks: Mutex::default() }))
    }

    /// How many there are, records and rows.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.lanes.iter().map(|lane| u64::from(lane.len())).sum()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them are rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.runs().map(|(_, run)| run.rows()).sum()
    }

    /// How many rows have no time: the last positions.
    #[must_use]
    pub fn undated(&self) -> u64 {
        self.runs().map(|(_, run)| u64::from(run.undated)).sum()
    }

    /// Lanes of rows with their numbers.
    pub(super) fn runs(&self) -> impl Iterator<Item = (usize, &Arc<Run>)> {
        self.0.lanes.iter().enumerate().filter_map(|(number, lane)| Some((number, lane.run()?)))
    }

    /// The import of a number in [`Place::Row`].
    #[must_use]
    pub fn import(&self, number: u32) -> Option<RecordId> {
        Some(self.0.lanes.get(number as usize + 1)?.run()?.import)
    }

    /// The earliest and the latest time, corrected; none where nothing has a time.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn span(&self) -> Result<Option<(i64, i64)>, Trouble> {
        let mut span: Option<(i64, i64)> = None;
        for lane in &self.0.lanes {
            let dated = lane.before(UNDATED)?;
            let Some(last) = dated.checked_sub(1) else { continue };
            let (first, last) = (lane.key(0, 0)?.at, lane.key(0, last)?.at);
            span = Some(span.map_or((first, last), |(low, high)| (low.min(first), high.max(last))));
        }
        Ok(span)
    }

    /// What stands at so many positions from `first` on; fewer at the end.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn page(&self, first: u64, count: usize) -> Result<Vec<Place>, Trouble> {
        let lanes = &self.0.lanes;
        Ok(page(lanes, &All(lanes), first, count)?.iter().map(place).collect())
    }

    /// At which position something stands; none where it is not of this order.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn position(&self, place: Place) -> Result<Option<u64>, Trouble> {
        Ok(self.splits(place)?.map(|splits| splits.into_iter().map(u64::from).sum()))
    }

    /// For each lane how many of its entries lie before a place.
    pub(super) fn splits(&self, place: Place) -> Result<Option<Vec<u32>>, Trouble> {
        let (lane, ordinal) = lane_of(place);
        let lanes = &self.0.lanes;
        let Some(of) = lanes.get(lane) else { return Ok(None) };
        let Some(rank) = of.rank(ordinal)? else { return Ok(None) };
        let key = of.key(u32::try_from(lane).unwrap_or(u32::MAX), rank)?;
        let split =
            |(number, lane): (usize, &Lane)| lane.split(u32::try_from(number).unwrap_or(u32::MAX), 0, lane.len(), &key);
        lanes.iter().enumerate().map(split).collect::<Result<Vec<_>, _>>().map(Some)
    }

    /// The first position at an instant or after it (milliseconds since 1970, corrected): how many stand before it.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn before(&self, instant: i64) -> Result<u64, Trouble> {
        let counts = self.0.lanes.iter().map(|lane| lane.before(instant).map(u64::from));
        counts.sum()
    }

    /// The time of what stands at a position, corrected: the outer none for no such position, the inner for a row without a time.
    ///
    /// # Errors
    /// [`Trouble::Scratch`].
    pub fn instant(&self, position: u64) -> Result<Option<Option<i64>>, Trouble> {
        let lanes = &self.0.lanes;
        let Some(splits) = seek(lanes, &All(lanes), position)? else { return Ok(None) };
        let mut least: Option<Key> = None;
        for ((number, lane), rank) in (0..).zip(lanes).zip(splits).filter(|((_, lane), rank)| *rank < lane.len()) {
            let key = lane.key(number, rank)?;
            least = Some(least.map_or(key, |other| other.min(key)));
        }
        Ok(least.map(|key| Some(key.at).filter(|at| *at != UNDATED)))
    }

    /// The row of a place; none for a record.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn row(&self, place: Place) -> Result<Option<Placed>, Trouble> {
        Ok(self.read(&[place])?.pop().flatten())
    }

    /// The rows of several places, none for each record: a page is read block by block.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn read(&self, places: &[Place]) -> Result<Vec<Option<Placed>>, Trouble> {
        let mut wanted = BTreeMap::<(u32, usize), Vec<(usize, u32)>>::new();
        for (number, place) in places.iter().enumerate() {
            let Place::Row { import, ordinal } = *place else { continue };
            let run = self.0.lanes.get(import as usize + 1).and_then(Lane::run);
            let Some((run, block)) = run.and_then(|run| Some((run, run.block_of(ordinal)?))) else { continue };
            let first = run.blocks.get(block).map_or(0, |block| block.first);
            wanted.entry((import, block)).or_default().push((number, ordinal - first));
        }
        let mut found = vec![None; places.len()];
        for ((import, number), rows) in wanted {
            let Some((lane, run)) = self.0.lanes.get(import as usize + 1).and_then(|lane| Some((lane, lane.run()?)))
            else {
                continue;
            };
            let Some(block) = run.blocks.get(number) else { continue };
            let lines = self.lines(import, number, run, block)?;
            for (at, line) in rows {
                let damaged = |why: String| Trouble::Damaged { import: run.import, why };
                let bytes = lines.line(line).ok_or_else(|| damaged("a row is gone".to_owned()))?;
                let row: Row = serde_json::from_slice(bytes).map_err(|error| damaged(error.to_string()))?;
                found[at] = Some(Placed { place: places[at], import: run.import, ahead_ms: lane.ahead(), row });
            }
        }
        Ok(found)
    }

    fn lines(&self, import: u32, number: usize, run: &Run, block: &Block) -> Result<Arc<Lines>, Trouble> {
        {
            let mut blocks = held(&self.0.blocks);
            if let Some(at) = blocks.lines.iter().position(|(key, _)| *key == (import, number)) {
                let known = blocks.lines.remove(at);
                blocks.lines.extend(known);
                return Ok(blocks
                    .lines
                    .back()
                    .map(|(_, lines)| Arc::clone(lines))
                    .unwrap_or_else(|| Arc::new(Lines::new(Vec::new()))));
            }
        }
        let lies = run.lies.get(block.file as usize);
        let lies = lies.ok_or_else(|| Trouble::Damaged { import: run.import, why: "a file is gone".to_owned() })?;
        let mut bytes = Vec::with_capacity(block.unpacked as usize);
        self.0.shelves.with(|reader| reader.lines(run.import, lies, block, &mut bytes))?;
        let lines = Arc::new(Lines::new(bytes));
        let mut blocks = held(&self.0.blocks);
        blocks.bytes += lines.bytes.len();
        blocks.lines.push_back(((import, number), Arc::clone(&lines)));
        while blocks.bytes > HELD && blocks.lines.len() > 1 {
            if let Some((_, oldest)) = blocks.lines.pop_front() {
                blocks.bytes -= oldest.bytes.len();
            }
        }
        Ok(lines)
    }
}

/// Where a key stands.
pub(super) fn place(key: &Key) -> Place {
    match key.lane.checked_sub(1) {
        Some(import) => Place::Row { import, ordinal: key.ordinal },
        None => Place::Record(key.ordinal),
    }
}

/// The lane and the number in it.
pub(super) fn lane_of(place: Place) -> (usize, u32) {
    match place {
        Place::Record(number) => (0, number),
        Place::Row { import, ordinal } => (import as usize + 1, ordinal),
    }
}

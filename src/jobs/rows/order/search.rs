//! Searching the order: blocks that cannot hold what is looked for are passed over, the others looked through on all cores, the earliest first, until somebody asks for
//! something else.

use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use super::filter::trigrams;
use super::hits::Hits;
use super::lane::Lane;
use super::run::{Block, Run, UNDATED};
use super::view::Order;
use super::{Trouble, held, scratch};
use crate::jobs::rows::finding::Finding;
use crate::jobs::{Handle, Job, JobFailure, spawn};
use crate::library::query::{Query, Sure};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The query; an empty one finds everything.
    pub query: Query,
    /// From which time on, milliseconds since 1970, corrected. With either end given nothing without a time is found.
    pub from: Option<i64>,
    /// Before which time.
    pub to: Option<i64>,
    /// The records that the query finds, by their numbers: whoever asks holds them, and looks through them.
    pub records: Vec<u32>,
    /// On how many threads; 0 for as many as there are cores.
    pub threads: usize,
}

impl Asked {
    fn in_time(&self, at: i64) -> bool {
        (self.from.is_none() && self.to.is_none())
            || at != UNDATED && self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at < to)
    }
}

/// A search that runs. Dropping it ends it.
#[derive(Debug)]
pub struct Search {
    hits: Arc<Hits>,
    _job: Job,
}

impl Search {
    /// Begins a search. `notice` is called when there is something new to be shown, from other threads: after the first hits, ever more seldom while they become
    /// more, and at the end.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn begin(order: &Order, asked: Asked, notice: impl Fn() + Send + Sync + 'static) -> Result<Self, JobFailure> {
        let hits = Arc::new(Hits::none_of(order));
        let (filled, told) = (Arc::clone(&hits), Arc::clone(&hits));
        let notice = Arc::new(notice);
        let at_the_end = Arc::clone(&notice);
        let job = spawn(
            "search",
            move |handle| fill(&filled, &asked, handle, &*notice),
            move |ended| {
                let fault = |failure: JobFailure| Err(Trouble::Case(failure.to_string()));
                *held(&told.ended) = Some(ended.unwrap_or_else(fault));
                at_the_end();
            },
        )?;
        Ok(Self { hits, _job: job })
    }

    /// What is found so far. It stays after the search is dropped.
    #[must_use]
    pub fn hits(&self) -> &Arc<Hits> {
        &self.hits
    }
}

/// Searches on this thread and its own, to the end.
///
/// # Errors
/// [`Trouble`].
pub fn search(order: &Order, asked: &Asked, handle: &Handle) -> Result<Arc<Hits>, Trouble> {
    let hits = Hits::none_of(order);
    fill(&hits, asked, handle, &|| {})?;
    *held(&hits.ended) = Some(Ok(()));
    Ok(Arc::new(hits))
}

/// How many threads are meant.
pub(super) fn threads(asked: usize) -> usize {
    if asked > 0 { asked } else { thread::available_parallelism().map_or(1, std::num::NonZero::get) }
}

fn fill(hits: &Hits, asked: &Asked, handle: &Handle, notice: &(dyn Fn() + Sync)) -> Result<(), Trouble> {
    let lanes = &hits.order.0.lanes;
    for number in &asked.records {
        let Some((lane, rank)) = lanes.first().and_then(|lane| Some((lane, lane.rank(*number).ok()??))) else {
            continue;
        };
        if asked.in_time(lane.key(0, rank)?.at) {
            hits.set(0, rank);
        }
    }
    let alone = asked.query.time_alone();
    if alone.is_some() || asked.query.is_empty() {
        everything(hits, asked, alone, handle)?;
        notice();
        return Ok(());
    }
    let work = candidates(hits, asked)?;
    hits.blocks.store(work.len() as u64, Ordering::Relaxed);
    if hits.count() > 0 {
        notice();
    }
    let told = Told { next: AtomicU64::new(1), notice };
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    let finding = Finding::new(&asked.query);
    let look = || {
        let mut memory = Memory::default();
        loop {
            handle.checkpoint()?;
            let Some((lane, block)) = work.get(next.fetch_add(1, Ordering::Relaxed)) else { return Ok(()) };
            if held(&failed).is_some() {
                return Ok(());
            }
            through(hits, *lane, *block, asked, &finding, &mut memory)?;
            hits.looked.fetch_add(1, Ordering::Relaxed);
            told.of(hits.count());
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads(asked.threads).min(work.len()) {
            scope.spawn(|| {
                if let Err(trouble) = look() {
                    held(&failed).get_or_insert(trouble);
                }
            });
        }
    });
    held(&failed).take().map_or(Ok(()), Err)
}

/// Says that there is something new: at once for the first, then for four times as many.
struct Told<'a> {
    next: AtomicU64,
    notice: &'a (dyn Fn() + Sync),
}

impl Told<'_> {
    fn of(&self, count: u64) {
        let next = self.next.load(Ordering::Relaxed);
        let told =
            count >= next && self.next.compare_exchange(next, count * 4, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if told {
            (self.notice)();
        }
    }
}

/// Everything within the time that is asked for: known from the order alone.
fn everything(hits: &Hits, asked: &Asked, alone: Option<RangeInclusive<i64>>, handle: &Handle) -> Result<(), Trouble> {
    let ranged = alone.is_some() || asked.from.is_some() || asked.to.is_some();
    let (first, last) = alone.unwrap_or(i64::MIN..=UNDATED - 1).into_inner();
    let from = asked.from.map_or(first, |from| from.max(first));
    let to = asked.to.map_or(last.saturating_add(1), |to| to.min(last.saturating_add(1)));
    for (number, lane) in hits.order.0.lanes.iter().enumerate().filter(|(_, lane)| lane.run().is_some()) {
        handle.checkpoint()?;
        if ranged {
            hits.fill(number, lane.before(from)?, lane.before(to)?);
        } else {
            hits.fill(number, 0, lane.len());
        }
    }
    Ok(())
}

/// The blocks that may hold what is looked for, the earliest first.
fn candidates(hits: &Hits, asked: &Asked) -> Result<Vec<(usize, usize)>, Trouble> {
    let sure: Vec<Vec<May>> =
        asked.query.sure().into_iter().map(|either| either.into_iter().map(May::of).collect()).collect();
    let mut found = Vec::new();
    for (number, run) in hits.order.runs() {
        let lane = &hits.order.0.lanes[number];
        for group in &run.groups {
            let mut blocks = u64::MAX;
            for either in &sure {
                let mut any = 0;
                for may in either {
                    any |= may.blocks(run, lane, group)?;
                }
                blocks &= any;
            }
            for column in (0..group.count).filter(|column| blocks >> column & 1 == 1) {
                let at = (group.first + column) as usize;
                let Some(block) = run.blocks.get(at) else { continue };
                if touches(lane, block, asked.from, asked.to.map(|to| to.saturating_sub(1))) {
                    found.push((lane.corrected(block.earliest), number, at));
                }
            }
        }
    }
    found.sort_unstable();
    Ok(found.into_iter().map(|(_, lane, block)| (lane, block)).collect())
}

/// Whether a block goes over a time, both ends counted.
fn touches(lane: &Lane, block: &Block, from: Option<i64>, to: Option<i64>) -> bool {
    if from.is_none() && to.is_none() {
        return true;
    }
    block.earliest != UNDATED
        && from.is_none_or(|from| from <= lane.corrected(block.latest))
        && to.is_none_or(|to| lane.corrected(block.earliest) <= to)
}

/// What a block is asked for.
enum May {
    Always,
    Trigrams(Vec<u32>),
    Time(i64, i64),
}

impl May {
    fn of(sure: Sure) -> Self {
        match sure {
            Sure::Nothing => Self::Always,
            Sure::Texts(texts) => Self::Trigrams(texts.iter().flat_map(|text| trigrams(text)).collect()),
            Sure::Time(range) => Self::Time(*range.start(), *range.end()),
        }
    }

    fn blocks(&self, run: &Run, lane: &Lane, group: &super::filter::Group) -> Result<u64, Trouble> {
        match self {
            Self::Always => Ok(u64::MAX),
            Self::Trigrams(trigrams) => group.holding(&run.file, trigrams).map_err(scratch),
            Self::Time(from, to) => {
                let blocks = run.blocks.iter().skip(group.first as usize).take(group.count as usize);
                let touched = blocks.map(|block| touches(lane, block, Some(*from), Some(*to)));
                Ok((0..).zip(touched).fold(0, |all, (column, touched)| all | u64::from(touched) << column))
            }
        }
    }
}

/// What one thread works with.
#[derive(Default)]
struct Memory {
    lines: Vec<u8>,
    lower: Vec<u8>,
    ranks: Vec<u32>,
    found: Vec<u32>,
}

fn through(
    hits: &Hits,
    number: usize,
    block: usize,
    asked: &Asked,
    finding: &Finding<'_>,
    memory: &mut Memory,
) -> Result<(), Trouble> {
    let inner = &hits.order.0;
    let Some((lane, run)) = inner.lanes.get(number).and_then(|lane| Some((lane, lane.run()?))) else { return Ok(()) };
    let Some((block, lies)) = run.blocks.get(block).and_then(|block| Some((block, run.lies.get(block.file as usize)?)))
    else {
        return Ok(());
    };
    let Memory { lines, lower, ranks, found } = memory;
    inner.shelves.with(|reader| reader.lines(run.import, lies, block, lines))?;
    found.clear();
    let looked = finding.in_lines(lines, lower, lane.ahead(), &run.names, |line, _, row| {
        if asked.in_time(lane.corrected(row.time.at.unwrap_or(UNDATED))) {
            found.extend(u32::try_from(line).ok().filter(|line| *line < block.rows));
        }
        true
    });
    looked.map_err(|error| Trouble::Damaged { import: run.import, why: error.to_string() })?;
    if !found.is_empty() {
        run.ranks(block.first, block.rows, ranks)?;
        found.iter().filter_map(|line| ranks.get(*line as usize)).for_each(|rank| hits.set(number, *rank));
    }
    Ok(())
}

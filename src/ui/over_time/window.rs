//! What is in sight, read beside the drawing thread: so many hits around a place, how many there are, and how they lie over time.

use std::sync::Arc;

use crate::jobs::rows::order::{Histogram, Hits, Place, Placed, Trouble};

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Go {
    /// At a hit by its number.
    Number(u64),
    /// At a place, wherever it stands now.
    Place(Place),
    /// At the first hit from an instant on, milliseconds since 1970.
    Instant(i64),
}

/// What is to be read.
#[derive(Debug)]
pub struct Wanted {
    /// Which asking this is: what comes of an earlier one is not shown any more.
    pub number: u64,
    pub(super) hits: Arc<Hits>,
    pub(super) go: Go,
    /// Rows above the cursor.
    pub(super) above: u64,
    /// Rows in sight.
    pub(super) rows: usize,
    /// Columns of the histogram.
    pub(super) columns: usize,
    /// Whether what happened last stands first.
    pub(super) newest: bool,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Seen {
    /// Of which asking.
    pub number: u64,
    /// How many hits there are.
    pub count: u64,
    /// Whether the search is through.
    pub ended: bool,
    /// Blocks that were looked through, and how many there are.
    pub progress: (u64, u64),
    /// Number of the first hit in sight.
    pub top: u64,
    /// Number of the hit under the cursor.
    pub cursor: u64,
    /// What is in sight: rows with what they hold, records without.
    pub items: Vec<(Place, Option<Placed>)>,
    /// Instants of the hits, from the first to the last.
    pub span: Option<(i64, i64)>,
    /// How the hits lie over that time.
    pub histogram: Option<Histogram>,
    /// Why something could not be read.
    pub trouble: Option<Trouble>,
}

impl Wanted {
    /// Reads it.
    #[must_use]
    pub fn read(self) -> Seen {
        let number = self.number;
        self.look().unwrap_or_else(|trouble| Seen { number, trouble: Some(trouble), ..Seen::default() })
    }

    fn look(&self) -> Result<Seen, Trouble> {
        let hits = &self.hits;
        // How it ended is asked first: what is counted afterwards is then all there is.
        let ended = hits.ended();
        let (count, progress) = (hits.count(), hits.progress());
        let turned = Turned::of(hits, self.newest)?;
        let cursor = match self.go {
            Go::Number(number) => number,
            Go::Place(place) => turned.over(hits.before_place(place)?.unwrap_or(0)),
            Go::Instant(at) => turned.over(hits.before(at)?.min(turned.dated.saturating_sub(1))),
        };
        let cursor = cursor.min(count.saturating_sub(1));
        let rows = self.rows as u64;
        let top = cursor.saturating_sub(self.above).min(count.saturating_sub(rows));
        let places = turned.page(hits, top, self.rows)?;
        let read = hits.order().read(&places)?;
        let span = hits.span()?;
        let histogram = match span {
            Some((from, to)) => Some(hits.order().histogram(from, to.saturating_add(1), self.columns, Some(hits))?),
            None => None,
        };
        let trouble = ended.clone().and_then(Result::err).filter(|trouble| *trouble != Trouble::Cancelled);
        let items = places.into_iter().zip(read).collect();
        Ok(Seen {
            number: self.number,
            count,
            ended: ended.is_some(),
            progress,
            top,
            cursor,
            items,
            span,
            histogram,
            trouble,
        })
    }
}

/// The order in which hits are shown: what happened last first, or as they come; what has no time stands last either way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turned {
    newest: bool,
    /// Hits that have a time.
    dated: u64,
}

impl Turned {
    /// Of so many hits as there are now.
    pub(super) fn of(hits: &Hits, newest: bool) -> Result<Self, Trouble> {
        Ok(Self { newest, dated: hits.before(i64::MAX)? })
    }

    /// The number among the hits of what is shown at a number, and the other way round.
    fn over(self, number: u64) -> u64 {
        if self.newest && number < self.dated { self.dated - 1 - number } else { number }
    }

    /// So many hits from the one on that is shown at a number.
    pub(super) fn page(self, hits: &Hits, first: u64, count: usize) -> Result<Vec<Place>, Trouble> {
        let in_time = usize::try_from(self.dated.saturating_sub(first)).unwrap_or(count).min(count);
        if !self.newest || in_time == 0 {
            return hits.page(first, count);
        }
        let mut places = hits.page(self.over(first) + 1 - in_time as u64, in_time)?;
        places.reverse();
        places.extend(hits.page(self.dated, count - in_time)?);
        Ok(places)
    }
}

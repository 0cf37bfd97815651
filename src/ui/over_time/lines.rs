//! The lines that are in sight: what is read next, what came of it, where the cursor is and what it stands on.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::item::{self, of_record, of_row};
use super::opened::of;
use super::window::{Go, Turned};
use super::{Over, OverTime, Place, Seen, Wanted, draw};
use crate::jobs::rows::order::{Placed, Trouble};
use crate::ui::look::Look;

impl OverTime {
    /// There may be more to show: what is in sight is read again, where the cursor stands.
    pub fn again(&mut self) {
        self.go = self.anchor.map_or(Go::Number(self.cursor), Go::Place);
        self.due = true;
    }

    /// What is to be read next, if anything is.
    pub fn wanted(&mut self) -> Option<Wanted> {
        let hits = self.hits.as_ref().filter(|_| self.due && self.screen.width > 0)?;
        self.due = false;
        self.asked += 1;
        let rows = self.page();
        Some(Wanted {
            number: self.asked,
            hits: Arc::clone(hits),
            go: self.go,
            above: self.cursor.saturating_sub(self.seen.top).min(rows.saturating_sub(1) as u64),
            rows,
            columns: usize::from(draw::bars(self.screen)),
            newest: self.newest,
        })
    }

    /// Takes over what was read.
    pub fn show(&mut self, seen: Seen) {
        if seen.number != self.asked || self.hits.is_none() {
            return;
        }
        if let Some(trouble) = &seen.trouble {
            self.trouble = Some(trouble.to_string());
        }
        // A key that came meanwhile is ahead of what was read.
        if !self.due {
            self.cursor = seen.cursor;
            let row = usize::try_from(seen.cursor.saturating_sub(seen.top)).unwrap_or(0);
            // The first line is where news come up: whoever stands there stays there.
            self.anchor = seen.items.get(row).filter(|_| seen.cursor > 0).map(|(place, _)| *place);
        }
        self.seen = seen;
        self.stale = false;
    }

    /// How many lines there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.hits.as_ref().map_or(0, |hits| hits.count())
    }

    /// Lines in words, from one on: where nothing is drawn they are read here.
    #[must_use]
    pub fn said(&self, from: usize, most: usize, look: &Look<'_>) -> Vec<String> {
        let Some(hits) = &self.hits else { return Vec::new() };
        let read = || {
            let places = Turned::of(hits, self.newest)?.page(hits, from as u64, most)?;
            let rows = hits.order().read(&places)?;
            Ok::<_, Trouble>(places.into_iter().zip(rows).collect::<Vec<_>>())
        };
        let items = read().unwrap_or_default();
        let words = items.iter().filter_map(|(place, placed)| self.words(look, *place, placed.as_ref(), false));
        words
            .map(|words| {
                let (fact, bookmark) = words.flags;
                let said = |id: &str, is: bool| if is { look.word(id) } else { String::new() };
                let what = words.together();
                let when = if words.when.is_empty() { look.word("rows-sheet-undated") } else { words.when };
                let parts = [
                    words.kind,
                    words.label,
                    when,
                    said("over-said-corrected", words.corrected),
                    said("over-said-fact", fact),
                    said("over-said-bookmark", bookmark),
                    what,
                ];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            })
            .collect()
    }

    /// Puts the cursor on a line, counted as [`OverTime::said`] counts them, and reads it here.
    pub fn select(&mut self, index: usize) {
        if self.screen.width == 0 {
            self.screen = Rect::new(0, 0, 80, 24);
        }
        self.go_to(index as u64);
        if let Some(wanted) = self.wanted() {
            self.show(wanted.read());
        }
    }

    /// Types a query.
    pub fn look_for(&mut self, query: &str) {
        self.field.set_text(query);
    }

    /// Begins with the query that another page opened it with.
    pub fn begin_with(&mut self, query: &str) {
        query.trim().clone_into(&mut self.came_with);
        self.look_for(query);
    }

    pub(super) fn words(
        &self,
        look: &Look<'_>,
        place: Place,
        placed: Option<&Placed>,
        short: bool,
    ) -> Option<item::Words> {
        match (place, placed) {
            (Place::Record(number), _) => of_record(look, self.records.get(number as usize)?, short),
            (_, Some(placed)) => {
                let flags = (!of(&self.facts, placed).is_empty(), !of(&self.bookmarks, placed).is_empty());
                Some(of_row(look, placed, flags, short))
            }
            (Place::Row { .. }, None) => None,
        }
    }

    /// Lines in sight.
    pub(super) fn page(&self) -> usize {
        draw::rows(self.screen)
    }

    /// A click on a line of the screen: the cursor goes there.
    pub fn click(&mut self, row: u16) {
        let line = u64::from(row.saturating_sub(3));
        if matches!(self.over, Over::Nothing) && row >= 3 && line < self.seen.items.len() as u64 {
            self.typing = false;
            self.go_to(self.seen.top + line);
        }
    }

    pub(super) fn go_to(&mut self, number: u64) {
        self.cursor = number.min(self.count().saturating_sub(1));
        self.anchor = None;
        self.go = Go::Number(self.cursor);
        self.due = true;
    }

    /// What the cursor stands on, if it was read.
    pub(super) fn under(&self) -> Option<(Place, Option<&Placed>)> {
        if self.stale {
            return None;
        }
        let row = usize::try_from(self.cursor.checked_sub(self.seen.top)?).ok()?;
        self.seen.items.get(row).map(|(place, placed)| (*place, placed.as_ref()))
    }

    pub(super) fn instant(&self) -> Option<i64> {
        match self.under()? {
            (Place::Record(number), _) => self.records.get(number as usize).map(|record| record.at.millis()),
            (_, placed) => placed?.at(),
        }
    }
}

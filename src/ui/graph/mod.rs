//! The incident as a picture along a time axis, over the panes: facts above, actions below, phases as bars, clocks as flags at the instants they are due.

mod bars;
mod draw;
mod flags;
mod layout;
mod window;
mod words;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::look::Look;
use crate::domain::attention::Place;
use crate::domain::axis::{self, Axis, Points};
use crate::domain::id::RecordId;
use crate::domain::mark::Audience;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;
use crate::ui::panes::words::full;
use layout::Layout;
use window::Window;

/// Hundredths of the window by which it moves sideways.
const PAGE: i64 = 80;
const STEP: i64 = 15;

/// What the cursor goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Row {
    Clocks,
    Facts,
    Actions,
}

impl Row {
    /// From the top of the picture to its bottom.
    const ALL: [Row; 3] = [Row::Clocks, Row::Facts, Row::Actions];
}

/// What the cursor stands on, so that it is found again after the case has grown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Record(Instant, RecordId),
    Clock(String),
}

/// The picture, its window and its cursor.
#[derive(Debug)]
pub struct Graph {
    axis: Axis,
    /// What the records of the axis were made from.
    made: (usize, Audience, Option<Instant>),
    window: Window,
    row: Row,
    at: usize,
    /// The instant from which rows were last turned to: there and back leads to the same item.
    turned_at: Option<i64>,
    now: Instant,
    screen: Rect,
}

/// What a key asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back.
    Close,
    /// To go where the item under the cursor is.
    Go(Place),
}

impl Graph {
    /// The picture from the first record up to now, the cursor on what happened last.
    #[must_use]
    pub fn new(look: &Look<'_>) -> Self {
        let axis = Axis::of(look.state, look.audience, look.now);
        let (from, to) = axis.recorded().unwrap_or((look.now, look.now));
        let mut graph = Graph {
            window: Window::around(from.min(look.now), to.max(look.now)),
            axis,
            made: made(look),
            row: Row::Facts,
            at: 0,
            turned_at: None,
            now: look.now,
            screen: Rect::default(),
        };
        // The highest row that has anything, facts first.
        let rows = [Row::Facts, Row::Actions, Row::Clocks];
        graph.row = rows.into_iter().find(|row| graph.len(*row) > 0).unwrap_or(Row::Facts);
        graph.at = graph.nearest(graph.row, look.now.millis());
        graph
    }

    /// Brings it up to date: records where there are more of them, clocks always.
    pub fn refresh(&mut self, look: &Look<'_>) {
        let key = self.key();
        self.now = look.now;
        let made = made(look);
        if self.made == made {
            self.axis.flags = axis::flags(look.state, look.now);
        } else {
            self.made = made;
            self.axis = Axis::of(look.state, look.audience, look.now);
        }
        self.at = match key {
            Some(Key::Record(at, record)) => self.points().map_or(0, |points| points.index(at, record)),
            Some(Key::Clock(key)) => self.axis.flags.iter().position(|flag| flag.key == key).unwrap_or(self.at),
            None => self.at,
        }
        .min(self.len(self.row).saturating_sub(1));
    }

    /// Where it is drawn: a click is looked up there.
    pub fn set_screen(&mut self, screen: Rect) {
        self.screen = screen;
    }

    /// How many items it has, all rows together.
    #[must_use]
    pub fn count(&self) -> usize {
        Row::ALL.into_iter().map(|row| self.len(row)).sum()
    }

    /// Row and place in it of the item with an index, the rows one after the other.
    fn item(&self, index: usize) -> Option<(Row, usize)> {
        let mut left = index;
        Row::ALL.into_iter().find_map(|row| {
            let here = left;
            left = left.saturating_sub(self.len(row));
            (here < self.len(row)).then_some((row, here))
        })
    }

    /// Items as lists say them, from one on: the clocks, then the facts, then the actions.
    #[must_use]
    pub fn said(&self, from: usize, most: usize, look: &Look<'_>) -> Vec<String> {
        let items = (from..self.count().min(from.saturating_add(most))).filter_map(|index| self.item(index));
        let words = items.filter_map(|(row, at)| words::said(self, row, at, look));
        words.map(|(head, said)| format!("{head}  {said}")).collect()
    }

    /// The phases that have begun, each with when.
    #[must_use]
    pub fn phases(&self, look: &Look<'_>) -> Vec<String> {
        let phase = |phase: &crate::domain::phase::Phase| {
            let shown = |at: Option<Instant>| at.map(|at| full(look, at)).unwrap_or_default();
            let id = if phase.ended.is_some() { "plain-phase-over" } else { "plain-phase" };
            let msg = Msg::new(id).code("phase", "pane-phase", phase.id.clone());
            look.say(&msg.with("from", shown(phase.started)).with("to", shown(phase.ended)))
        };
        self.axis.phases.iter().map(phase).collect()
    }

    /// Puts the cursor on an item, counted as [`Graph::said`] counts them.
    pub fn select(&mut self, index: usize) {
        if let Some((row, at)) = self.item(index) {
            self.row = row;
            self.go(at);
        }
    }

    /// One key press.
    pub fn handle(&mut self, key: KeyEvent) -> Asked {
        let shift = key.modifiers.contains(KeyModifiers::SHIFT);
        match key.code {
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Close,
            KeyCode::Enter => return self.place().map_or(Asked::Nothing, Asked::Go),
            KeyCode::Left if shift => self.window = self.window.moved(-STEP, self.whole()),
            KeyCode::Right if shift => self.window = self.window.moved(STEP, self.whole()),
            KeyCode::PageUp => self.window = self.window.moved(-PAGE, self.whole()),
            KeyCode::PageDown => self.window = self.window.moved(PAGE, self.whole()),
            KeyCode::Left | KeyCode::Char('h') => self.step(false),
            KeyCode::Right | KeyCode::Char('l') => self.step(true),
            KeyCode::Home | KeyCode::Char('g') => self.go(0),
            KeyCode::End | KeyCode::Char('G') => self.go(usize::MAX),
            KeyCode::Char('+' | '=') => self.zoom(true),
            KeyCode::Char('-' | '_') => self.zoom(false),
            KeyCode::Char('0') => self.window = self.whole(),
            KeyCode::Tab | KeyCode::Down | KeyCode::Char('j') => self.turn(1),
            KeyCode::BackTab | KeyCode::Up | KeyCode::Char('k') => self.turn(Row::ALL.len() - 1),
            _ => {}
        }
        Asked::Nothing
    }

    /// Closer around the cursor, or further away: half or double what is shown.
    pub fn zoom(&mut self, closer: bool) {
        let centre = Instant::from_millis(self.window.start(1, 2));
        let at = self.instant().filter(|at| self.window.column(*at, 1).is_some()).unwrap_or(centre);
        self.window = self.window.zoomed(closer, at, self.whole());
    }

    /// A click: the item nearest to it gets the cursor.
    pub fn click(&mut self, at: Position, look: &Look<'_>) {
        let Some(layout) = Layout::of(self.screen, &self.axis) else { return };
        self.turned_at = None;
        if let Some(flag) = flags::at(self, &layout, at, look) {
            (self.row, self.at) = (Row::Clocks, flag);
            return;
        }
        let rows = [(Row::Facts, layout.facts), (Row::Actions, layout.actions)];
        if let Some((row, area)) = rows.into_iter().find(|(row, area)| area.contains(at) && self.len(*row) > 0) {
            let column = at.x - area.x;
            let (from, to) = (self.window.start(column, area.width), self.window.start(column + 1, area.width));
            (self.row, self.at) = (row, self.nearest(row, from + (to - from) / 2));
        }
    }

    fn points(&self) -> Option<&Points> {
        match self.row {
            Row::Facts => Some(&self.axis.facts),
            Row::Actions => Some(&self.axis.actions),
            Row::Clocks => None,
        }
    }

    fn len(&self, row: Row) -> usize {
        match row {
            Row::Facts => self.axis.facts.all().len(),
            Row::Actions => self.axis.actions.all().len(),
            Row::Clocks => self.axis.flags.len(),
        }
    }

    /// The instant of an item of a row.
    fn instant_of(&self, row: Row, index: usize) -> Option<Instant> {
        match row {
            Row::Facts => self.axis.facts.all().get(index).map(|point| point.at),
            Row::Actions => self.axis.actions.all().get(index).map(|point| point.at),
            Row::Clocks => self.axis.flags.get(index).map(|flag| flag.due),
        }
    }

    fn instant(&self) -> Option<Instant> {
        self.instant_of(self.row, self.at)
    }

    fn key(&self) -> Option<Key> {
        match self.points() {
            Some(points) => points.all().get(self.at).map(|point| Key::Record(point.at, point.record)),
            None => self.axis.flags.get(self.at).map(|flag| Key::Clock(flag.key.clone())),
        }
    }

    fn place(&self) -> Option<Place> {
        Some(match self.key()? {
            Key::Record(_, record) => Place::Timeline(record),
            Key::Clock(key) => Place::Deadline(key),
        })
    }

    fn nearest(&self, row: Row, millis: i64) -> usize {
        match row {
            Row::Facts => self.axis.facts.nearest(millis),
            Row::Actions => self.axis.actions.nearest(millis),
            Row::Clocks => {
                let far = |index: &usize| self.instant_of(row, *index).map(|at| (at.millis() - millis).abs());
                (0..self.axis.flags.len()).min_by_key(far).unwrap_or(0)
            }
        }
    }

    fn whole(&self) -> Window {
        let (from, to) = self.axis.whole().unwrap_or((self.now, self.now));
        Window::around(from.min(self.now), to.max(self.now))
    }

    fn go(&mut self, index: usize) {
        self.turned_at = None;
        self.at = index.min(self.len(self.row).saturating_sub(1));
        if let Some(at) = self.instant() {
            self.window = self.window.showing(at);
        }
    }

    /// To the next item; after the window was moved away from the cursor, to the first one in sight.
    fn step(&mut self, later: bool) {
        let inside = |at: Instant| self.window.column(at, 1).is_some();
        let away = self.instant().is_some_and(|at| !inside(at));
        let mut seen = (0..self.len(self.row)).filter(|index| self.instant_of(self.row, *index).is_some_and(inside));
        let first = if !away {
            None
        } else if later {
            seen.next()
        } else {
            seen.next_back()
        };
        let next = if later { self.at.saturating_add(1) } else { self.at.saturating_sub(1) };
        self.go(first.unwrap_or(next));
    }

    /// To the row after this one that has anything, there to the item nearest in time.
    fn turn(&mut self, by: usize) {
        let here = Row::ALL.iter().position(|row| *row == self.row).unwrap_or(0);
        let rows = (1..=Row::ALL.len()).map(|n| Row::ALL[(here + n * by) % Row::ALL.len()]);
        let Some(row) = rows.into_iter().find(|row| self.len(*row) > 0) else { return };
        let at = self.turned_at.unwrap_or_else(|| self.instant().map_or(self.now.millis(), Instant::millis));
        self.row = row;
        self.go(self.nearest(row, at));
        self.turned_at = Some(at);
    }
}

/// What the records of an axis depend on.
fn made(look: &Look<'_>) -> (usize, Audience, Option<Instant>) {
    (look.state.record_count(), look.audience, look.as_known)
}

#[cfg(test)]
mod tests;

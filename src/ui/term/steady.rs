//! A backend that keeps columns where they are whatever a terminal makes of letters that are joined.
//!
//! Terminals disagree about how wide a cluster of several characters is: accents in a pile, Indic conjuncts, flags, people with a colour of skin. Where one draws it
//! wider or narrower than it was counted, everything behind it would move, and what was wider would be left over on a later frame. So the next cell is placed
//! anew behind each such cluster, and a row that holds one, or held one, is emptied and written whole when anything in it changes.

use std::collections::BTreeMap;
use std::io;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr as _;

/// One row of the screen by column, as far as it was written.
#[derive(Debug, Default)]
struct Row {
    cells: BTreeMap<u16, Cell>,
    /// Whether what stands there may be wider or narrower than it was counted.
    unsure: bool,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Steady<B> {
    inner: B,
    rows: BTreeMap<u16, Row>,
}

fn unsure(cell: &Cell) -> bool {
    cell.symbol().chars().nth(1).is_some()
}

/// Columns that a cell is counted with.
fn columns(cell: &Cell) -> u16 {
    u16::try_from(cell.symbol().width()).unwrap_or(1).max(1)
}

impl<B: Backend<Error = io::Error>> Steady<B> {
    /// Around another backend.
    pub(super) fn new(inner: B) -> Self {
        Steady { inner, rows: BTreeMap::new() }
    }

    /// The backend within.
    pub(super) fn inner_mut(&mut self) -> &mut B {
        &mut self.inner
    }

    /// Empties a row and writes it from its first column on.
    fn whole_row(&mut self, y: u16) -> io::Result<()> {
        let Some(row) = self.rows.get_mut(&y) else { return Ok(()) };
        self.inner.set_cursor_position(Position { x: 0, y })?;
        self.inner.clear_region(ClearType::UntilNewLine)?;
        let mut part: Vec<(u16, u16, &Cell)> = Vec::new();
        let mut covered = 0;
        row.unsure = false;
        for (x, cell) in &row.cells {
            if *x < covered {
                continue;
            }
            covered = x.saturating_add(columns(cell));
            part.push((*x, y, cell));
            if unsure(cell) {
                row.unsure = true;
                self.inner.draw(part.drain(..))?;
            }
        }
        self.inner.draw(part.into_iter())
    }
}

impl<B: Backend<Error = io::Error>> Backend for Steady<B> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut sure: Vec<(u16, u16, &'a Cell)> = Vec::new();
        let mut whole: Vec<u16> = Vec::new();
        for (x, y, cell) in content {
            let row = self.rows.entry(y).or_default();
            // What is wide empties the columns that it covers: nothing of before comes back there.
            let covered = x.saturating_add(columns(cell));
            (x..covered).for_each(|x| {
                row.cells.remove(&x);
            });
            row.cells.insert(x, cell.clone());
            row.unsure |= unsure(cell);
            sure.push((x, y, cell));
            if row.unsure && !whole.contains(&y) {
                whole.push(y);
            }
        }
        sure.retain(|(_, y, _)| !whole.contains(y));
        self.inner.draw(sure.into_iter())?;
        whole.into_iter().try_for_each(|y| self.whole_row(y))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.rows.clear();
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        // Only whole screens are cleared: what else is cleared is not known here any more, and is written whole when it changes.
        if clear_type == ClearType::All {
            self.rows.clear();
        } else {
            self.rows.values_mut().for_each(|row| row.unsure = true);
        }
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::backend::CrosstermBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// What an emulator that draws each character by itself shows after some frames.
    fn shown(frames: &[&[&str]]) -> Vec<String> {
        let area = Rect::new(0, 0, 30, 3);
        let mut bytes = Vec::new();
        {
            let mut backend = Steady::new(CrosstermBackend::new(&mut bytes));
            let mut before = Buffer::empty(area);
            for frame in frames {
                let mut after = Buffer::empty(area);
                for (y, line) in (0..).zip(*frame) {
                    after.set_string(0, y, line, ratatui::style::Style::new());
                    after.set_string(29, y, "|", ratatui::style::Style::new());
                }
                backend.draw(before.diff(&after).into_iter()).unwrap();
                before = after;
            }
            Backend::flush(&mut backend).unwrap();
        }
        let cells = |count| std::num::NonZeroU16::new(count).unwrap();
        let mut parser = vt100::Parser::new(cells(3), cells(30), 0);
        parser.process(&bytes);
        let screen = parser.screen();
        (0..3)
            .map(|y| {
                (0..30)
                    .filter_map(|x| screen.cell(y, x))
                    .map(|cell| if cell.has_contents() { cell.contents() } else { " " })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn what_is_drawn_wider_moves_nothing_and_leaves_nothing() {
        let joined = "\u{915}\u{94d}\u{937}\u{924}\u{94d}\u{930}\u{93f} end";
        let rows = shown(&[&[joined, "\u{1f1e9}\u{1f1ea} flag", "plain"]]);
        assert!(rows.iter().all(|row| row.ends_with('|')), "{rows:#?}");
        assert!(rows[0].contains("end") && rows[1].contains("flag"), "{rows:#?}");
        // Nothing of it is left once something else stands there.
        let rows = shown(&[&[joined, "\u{1f1e9}\u{1f1ea} flag", "plain"], &["a", "b", "plain"]]);
        assert_eq!(rows[0].trim_end_matches('|').trim_end(), "a");
        assert_eq!(rows[1].trim_end_matches('|').trim_end(), "b");
        assert!(rows.iter().all(|row| row.ends_with('|')), "{rows:#?}");
        // Nor of what stood there before it, where a wide one covered it meanwhile.
        let rows = shown(&[&["identification", "", ""], &[joined, "", ""], &["", "", ""]]);
        assert_eq!(rows[0].trim_end_matches('|').trim_end(), "", "{rows:#?}");
    }

    #[test]
    fn rows_that_everybody_agrees_about_are_written_as_they_change() {
        let area = Rect::new(0, 0, 10, 1);
        let mut bytes = Vec::new();
        let mut backend = Steady::new(CrosstermBackend::new(&mut bytes));
        let (empty, mut one) = (Buffer::empty(area), Buffer::empty(area));
        one.set_string(0, 0, "abcdef", ratatui::style::Style::new());
        let mut two = one.clone();
        two.set_string(2, 0, "X", ratatui::style::Style::new());
        backend.draw(empty.diff(&one).into_iter()).unwrap();
        backend.draw(one.diff(&two).into_iter()).unwrap();
        drop(backend);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.matches("abcdef").count(), 1, "{text:?}");
        assert!(!text.contains("\u{1b}[K"), "{text:?}");
    }
}

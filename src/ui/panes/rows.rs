//! Rows of a pane: columns of exact width, the sign of the selection, and the signs that say there is more.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::text;
use crate::ui::list::ListState;
use crate::ui::look::{Look, put};

/// Columns before a row's words: the sign of the selection and a space.
const POINTER: u16 = 2;
/// Columns behind a row's words: the sign that there is more.
const MORE: u16 = 1;

/// One display row of a pane with headings between its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ui::panes) enum Shown {
    /// Words above a group; never selected.
    Heading(String),
    /// A row that can be selected, by its number.
    Row(usize),
}

/// Writes one row, column by column.
pub(in crate::ui::panes) struct Pen<'b> {
    buffer: &'b mut Buffer,
    area: Rect,
    column: u16,
}

impl Pen<'_> {
    /// Columns left on the row.
    pub(in crate::ui::panes) fn room(&self) -> u16 {
        self.area.width.saturating_sub(self.column)
    }

    /// Writes words into a column of exactly `width`, cut with a sign, and leaves one column free behind it.
    pub(in crate::ui::panes) fn cell(&mut self, words: &str, width: u16, style: Style) -> &mut Self {
        let width = width.min(self.room());
        if width > 0 {
            let cell = Rect { x: self.area.x + self.column, width, height: 1, ..self.area };
            put(self.buffer, cell, 0, 0, &text::fit(words, usize::from(width)), style);
        }
        self.column = self.column.saturating_add(width).saturating_add(1).min(self.area.width);
        self
    }

    /// Writes words into all that is left but `keep` columns.
    pub(in crate::ui::panes) fn fill(&mut self, words: &str, keep: u16, style: Style) -> &mut Self {
        let keep = if keep == 0 { 0 } else { keep + 1 };
        let width = self.room().saturating_sub(keep);
        self.cell(words, width, style)
    }

    /// Writes words at the right end of a column of exactly `width`.
    pub(in crate::ui::panes) fn right(&mut self, words: &str, width: u16, style: Style) -> &mut Self {
        let used = columns(words).min(width);
        let gap = width - used;
        self.column = self.column.saturating_add(gap).min(self.area.width);
        self.cell(words, used, style)
    }
}

/// Columns of words on one line.
pub(in crate::ui) fn columns(words: &str) -> u16 {
    u16::try_from(text::width(words)).unwrap_or(u16::MAX)
}

/// Draws one row of the list at a line of its area.
pub(in crate::ui::panes) fn row(
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    line: u16,
    selected: bool,
    write: impl FnOnce(&mut Pen<'_>),
) {
    if line >= area.height || area.width <= POINTER + MORE {
        return;
    }
    let whole = Rect { y: area.y + line, height: 1, ..area };
    if selected {
        put(buffer, whole, 0, 0, look.glyphs.pointer(), look.theme.title);
    }
    let inside = Rect { x: whole.x + POINTER, width: whole.width - POINTER - MORE, ..whole };
    write(&mut Pen { buffer, area: inside, column: 0 });
    if selected {
        buffer.set_style(Rect { width: whole.width - MORE, ..whole }, look.theme.selection);
    }
}

/// A heading between rows.
fn heading(area: Rect, buffer: &mut Buffer, look: &Look<'_>, line: u16, words: &str) {
    if area.width > POINTER {
        let inside = Rect { width: area.width - MORE, ..area };
        put(buffer, inside, line, 1, words, look.theme.title);
    }
}

/// Says at the right edge that there is more above or below.
pub(in crate::ui::panes) fn more(area: Rect, buffer: &mut Buffer, look: &Look<'_>, above: bool, below: bool) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let edge = area.width - 1;
    if above {
        put(buffer, area, 0, edge, look.more_up(), look.theme.key);
    }
    if below && area.height > u16::from(above) {
        put(buffer, area, area.height - 1, edge, look.more_down(), look.theme.key);
    }
}

/// The display rows in sight: as the list scrolled, moved so that the selection is among them, with a heading that stands right above.
pub(in crate::ui::panes) fn in_sight(shown: &[Shown], list: ListState, page: usize) -> Range<usize> {
    let place = |wanted: usize| shown.iter().position(|row| *row == Shown::Row(wanted)).unwrap_or(0);
    let with_heading = |at: usize| match at.checked_sub(1).and_then(|above| shown.get(above)) {
        Some(Shown::Heading(_)) => at - 1,
        _ => at,
    };
    let page = page.max(1);
    let selected = place(list.selected);
    let mut top = with_heading(place(list.top)).min(shown.len().saturating_sub(page));
    if selected < top {
        top = if page > 1 { with_heading(selected) } else { selected };
    } else if selected >= top + page {
        top = selected + 1 - page;
    }
    top..(top + page).min(shown.len())
}

/// Draws the rows in sight with their headings.
pub(in crate::ui::panes) fn draw(
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    shown: &[Shown],
    list: ListState,
    focused: bool,
    mut write: impl FnMut(&mut Pen<'_>, usize),
) {
    let sight = in_sight(shown, list, usize::from(area.height));
    let (above, below) = (sight.start > 0, sight.end < shown.len());
    for (line, display) in (0_u16..area.height).zip(&shown[sight]) {
        match display {
            Shown::Heading(words) => heading(area, buffer, look, line, words),
            Shown::Row(number) => {
                row(area, buffer, look, line, focused && *number == list.selected, |pen| write(pen, *number));
            }
        }
    }
    more(area, buffer, look, above, below);
}

/// The row at a line of the list's area.
pub(in crate::ui::panes) fn at(area: Rect, shown: &[Shown], list: ListState, line: u16) -> Option<usize> {
    if line >= area.height {
        return None;
    }
    let sight = in_sight(shown, list, usize::from(area.height));
    match shown.get(sight)?.get(usize::from(line))? {
        Shown::Row(number) => Some(*number),
        Shown::Heading(_) => None,
    }
}

/// Parts an area into the list and the notes below it; notes take at most a third, and none where there is little room.
pub(in crate::ui::panes) fn part(area: Rect, notes: usize) -> (Rect, Rect) {
    let most = if area.height < 5 { 0 } else { area.height / 3 };
    let notes = u16::try_from(notes).unwrap_or(most).min(most);
    let list = Rect { height: area.height - notes, ..area };
    (list, Rect { y: area.y + list.height, height: notes, ..area })
}

/// Columns below which notes need more lines.
const NARROW: u16 = 76;

/// Lines for notes that take `wide` lines on a wide pane: the same for every selection, so that the list keeps its place.
pub(in crate::ui::panes) fn lines_for(area: Rect, wide: usize) -> usize {
    if area.width < NARROW { wide + 1 } else { wide }
}

/// Writes the notes; where they are more than fit, the last line says how many more.
pub(in crate::ui::panes) fn notes(area: Rect, buffer: &mut Buffer, look: &Look<'_>, notes: &[(String, Style)]) {
    let area = Rect { x: area.x + area.width.min(POINTER), width: area.width.saturating_sub(POINTER + MORE), ..area };
    let fit = usize::from(area.height);
    let wrapped: Vec<(String, Style)> = notes
        .iter()
        .flat_map(|(words, style)| text::wrap(words, usize::from(area.width)).into_iter().map(|line| (line, *style)))
        .collect();
    // Where wrapping would push a note out of sight, each keeps to one line, cut with a sign.
    let shown = if wrapped.len() <= fit { &wrapped[..] } else { notes };
    for (line, (words, style)) in (0_u16..area.height).zip(shown) {
        put(buffer, area, line, 0, words, *style);
    }
    if fit > 0 && shown.len() > fit {
        let edge = Rect { width: area.width + MORE, ..area };
        put(buffer, edge, area.height - 1, area.width, look.more_down(), look.theme.key);
    }
}

/// Words in the place of rows that are not there.
pub(in crate::ui::panes) fn empty(area: Rect, buffer: &mut Buffer, look: &Look<'_>, words: &str) {
    let inside = Rect { x: area.x + area.width.min(POINTER), width: area.width.saturating_sub(POINTER + MORE), ..area };
    let lines = text::wrap(words, usize::from(inside.width));
    for (line, words) in (0_u16..inside.height).zip(&lines) {
        put(buffer, inside, line, 0, words, look.theme.dim);
    }
    more(area, buffer, look, false, lines.len() > usize::from(area.height));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown() -> Vec<Shown> {
        let heading = || Shown::Heading(String::new());
        vec![heading(), Shown::Row(0), Shown::Row(1), heading(), Shown::Row(2), Shown::Row(3), Shown::Row(4)]
    }

    #[test]
    fn the_selection_is_in_sight_and_the_page_is_full() {
        let shown = shown();
        for page in 1..9 {
            for selected in 0..5 {
                for top in 0..5 {
                    let sight = in_sight(&shown, ListState { selected, top }, page);
                    assert!(shown[sight.clone()].contains(&Shown::Row(selected)), "{page} {selected} {top}");
                    assert_eq!(sight.len(), page.min(shown.len()));
                }
            }
        }
    }

    #[test]
    fn a_heading_stays_with_its_first_row_and_is_no_row() {
        let shown = shown();
        let list = ListState { selected: 2, top: 2 };
        assert_eq!(in_sight(&shown, list, 3), 3..6);
        let area = Rect::new(0, 0, 20, 3);
        assert_eq!(at(area, &shown, list, 0), None, "the heading");
        assert_eq!(at(area, &shown, list, 1), Some(2));
        assert_eq!(at(area, &shown, list, 3), None, "below the area");
    }

    #[test]
    fn notes_leave_most_of_the_room_to_the_rows() {
        let (list, notes) = part(Rect::new(3, 4, 20, 12), 9);
        assert_eq!((list.height, notes.height, notes.y), (8, 4, 12));
        let (list, notes) = part(Rect::new(0, 0, 20, 4), 2);
        assert_eq!((list.height, notes.height), (4, 0));
    }
}

//! How many records fall into each column, as bars that stand on the axis or hang from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::cell;
use super::window::Window;
use crate::domain::axis::{Count, Points};
use crate::ui::glyphs::GlyphSet;
use crate::ui::look::Look;

/// Quarters of a cell: two beside each other, two on top of each other. Fonts that have the blocks have these; braille many of them lack.
const QUARTERS: (u16, u16) = (2, 2);
/// Cells that a single record takes, at most.
const ONE: usize = 3;

/// Bars of one kind of record.
pub(super) struct Bars {
    counts: Vec<Count>,
    /// The highest count.
    pub(super) most: usize,
    up: bool,
    /// Bars in a cell beside each other, levels in a cell on top of each other.
    fine: (u16, u16),
}

impl Bars {
    /// The bars of a window in a part of the screen; those that go up stand on the axis.
    pub(super) fn of(points: &Points, window: Window, part: Rect, up: bool, glyphs: GlyphSet) -> Self {
        let fine = if glyphs == GlyphSet::Full { QUARTERS } else { (1, 1) };
        let columns = part.width.saturating_mul(fine.0);
        let mut index = points.from(window.start(0, columns));
        let counts: Vec<Count> = (0..columns)
            .map(|column| {
                let next = points.from(window.start(column + 1, columns));
                let count = points.count(index, next);
                index = next;
                count
            })
            .collect();
        let most = counts.iter().map(|count| count.all).max().unwrap_or(0);
        Bars { counts, most, up, fine }
    }

    /// Levels of a bar in a part of some height: none for nothing, all for the highest, in between by share; a single record takes no more than a few cells.
    fn levels(&self, count: usize, height: u16) -> u16 {
        if count == 0 {
            return 0;
        }
        let (all, cell) = (usize::from(height * self.fine.1), usize::from(self.fine.1));
        let share = (count * all).div_ceil(self.most.max(1)).min(count.saturating_mul(ONE * cell));
        u16::try_from(share).unwrap_or(u16::MAX)
    }

    /// How many records they show.
    #[cfg(test)]
    pub(super) fn all(&self) -> usize {
        self.counts.iter().map(|count| count.all).sum()
    }

    fn of_cell(&self, column: u16) -> &[Count] {
        let from = usize::from(column) * usize::from(self.fine.0);
        self.counts.get(from..from + usize::from(self.fine.0)).unwrap_or_default()
    }

    /// Draws them, the column of the cursor reversed.
    pub(super) fn draw(&self, part: Rect, buffer: &mut Buffer, look: &Look<'_>, cursor: Option<u16>) {
        for column in 0..part.width {
            let counts = self.of_cell(column);
            let all: usize = counts.iter().map(|count| count.all).sum();
            let closed: usize = counts.iter().map(|count| count.closed).sum();
            let levels: Vec<u16> = counts.iter().map(|count| self.levels(count.all, part.height)).collect();
            // Nothing in it may be read: no bar, but a veil.
            let veiled = all > 0 && all == closed;
            let style = if veiled { look.theme.withheld } else { look.theme.text };
            let style = if cursor == Some(column) { style.patch(look.theme.selection) } else { style };
            for from_axis in 0..part.height {
                let row = if self.up { part.height - 1 - from_axis } else { from_axis };
                let here: Vec<u16> = levels
                    .iter()
                    .map(|levels| levels.saturating_sub(from_axis * self.fine.1).min(self.fine.1))
                    .collect();
                if here.iter().all(|levels| *levels == 0) {
                    continue;
                }
                let tip = levels.iter().all(|levels| *levels <= (from_axis + 1) * self.fine.1);
                let sign = match look.glyphs {
                    GlyphSet::Ascii if veiled => 'x',
                    _ if veiled => '░',
                    GlyphSet::Ascii if tip && (2..10).contains(&all) => {
                        u32::try_from(all).ok().and_then(|all| char::from_digit(all, 10)).unwrap_or('#')
                    }
                    GlyphSet::Full => quarters(&here, self.up),
                    _ => look.glyphs.block(),
                };
                cell(buffer, part, row, column, sign, style);
            }
        }
    }
}

/// A cell of quarters, so many in its left and its right half, from below or from above.
fn quarters(levels: &[u16], up: bool) -> char {
    const SIGNS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];
    let mut index = 0;
    for (levels, [near, far]) in levels.iter().zip([[4, 1], [8, 2]]) {
        let (first, second) = if up { (near, far) } else { (far, near) };
        index += if *levels > 0 { first } else { 0 } + if *levels > 1 { second } else { 0 };
    }
    SIGNS.get(index).copied().unwrap_or('█')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_grow_from_the_axis() {
        assert_eq!([quarters(&[0, 0], true), quarters(&[2, 2], true), quarters(&[2, 2], false)], [' ', '█', '█']);
        assert_eq!([quarters(&[1, 0], true), quarters(&[1, 0], false)], ['▖', '▘']);
        assert_eq!([quarters(&[1, 2], true), quarters(&[1, 2], false)], ['▟', '▜']);
        assert_eq!([quarters(&[0, 2], true), quarters(&[2, 0], false)], ['▐', '▌']);
    }

    #[test]
    fn the_highest_bar_fills_the_part_and_one_record_is_seen() {
        let bars = |most, fine| Bars { counts: Vec::new(), most, up: true, fine };
        assert_eq!([0, 1, 2, 3].map(|count| bars(3, (2, 2)).levels(count, 6)), [0, 4, 8, 12]);
        assert_eq!([1, 50_000, 100_000].map(|count| bars(100_000, (2, 2)).levels(count, 8)), [1, 8, 16]);
        assert_eq!([1, 2, 90].map(|count| bars(90, (1, 1)).levels(count, 4)), [1, 1, 4]);
        assert_eq!([1, 2, 3].map(|count| bars(3, (1, 1)).levels(count, 12)), [3, 6, 9]);
    }
}

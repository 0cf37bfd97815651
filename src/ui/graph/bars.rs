//! How many records fall into each column, as bars that stand on the axis or hang from it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::cell;
use super::window::Window;
use crate::domain::axis::{Count, Points};
use crate::ui::glyphs::GlyphSet;
use crate::ui::look::Look;

/// Dots of a cell of braille: two beside each other, four on top of each other.
const DOTS: (u16, u16) = (2, 4);
/// A bar of braille has at least so many dots: one alone is not seen from across a room.
const LEAST: u16 = 2;

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
        let fine = if glyphs == GlyphSet::Full { DOTS } else { (1, 1) };
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

    /// Levels of a bar in a part of some height: none for nothing, all for the highest, in between by share; a single record takes no more than a cell.
    fn levels(&self, count: usize, height: u16) -> u16 {
        if count == 0 {
            return 0;
        }
        let (cap, cell) = (usize::from(height * self.fine.1), usize::from(self.fine.1));
        let share = (count * cap).div_ceil(self.most.max(1)).min(count.saturating_mul(cell));
        let least = if self.fine.1 > 1 { LEAST } else { 1 };
        u16::try_from(share).unwrap_or(u16::MAX).clamp(least, height.saturating_mul(self.fine.1).max(least))
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
                    GlyphSet::Full => braille(&here, self.up),
                    _ => look.glyphs.block(),
                };
                cell(buffer, part, row, column, sign, style);
            }
        }
    }
}

/// A cell of braille with so many dots in its left and its right half, from below or from above.
fn braille(levels: &[u16], up: bool) -> char {
    const LEFT: [u32; 4] = [0x40, 0x04, 0x02, 0x01];
    const RIGHT: [u32; 4] = [0x80, 0x20, 0x10, 0x08];
    let mut dots = 0;
    for (levels, half) in levels.iter().zip([LEFT, RIGHT]) {
        let bits = (0..4).filter(|level| u16::try_from(*level).is_ok_and(|level| level < *levels));
        dots |= bits.map(|level| half[if up { level } else { 3 - level }]).sum::<u32>();
    }
    char::from_u32(0x2800 + dots).unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braille_grows_from_the_axis() {
        assert_eq!([braille(&[0, 0], true), braille(&[4, 4], true), braille(&[4, 4], false)], ['⠀', '⣿', '⣿']);
        assert_eq!([braille(&[1, 0], true), braille(&[1, 0], false)], ['⡀', '⠁']);
        assert_eq!([braille(&[2, 3], true), braille(&[2, 3], false)], ['⣴', '⠻']);
    }

    #[test]
    fn the_highest_bar_fills_the_part_and_one_record_is_seen() {
        let bars = |most, fine| Bars { counts: Vec::new(), most, up: true, fine };
        assert_eq!([0, 1, 2, 3].map(|count| bars(3, (2, 4)).levels(count, 4)), [0, 4, 8, 12]);
        assert_eq!([1, 50_000, 100_000].map(|count| bars(100_000, (2, 4)).levels(count, 4)), [2, 8, 16]);
        assert_eq!([1, 2, 90].map(|count| bars(90, (1, 1)).levels(count, 4)), [1, 1, 4]);
        assert_eq!([1, 2, 3].map(|count| bars(3, (1, 1)).levels(count, 6)), [1, 2, 3]);
    }
}

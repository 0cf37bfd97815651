//! Which rows of the screen belong to which part of the picture.

use ratatui::layout::Rect;

use crate::domain::axis::Axis;

/// The least that it can be drawn on.
pub(super) const LEAST: (u16, u16) = (60, 20);
/// Columns of the names on the left.
const NAMES: u16 = 16;
/// Rows of one kind of record, at most: taller bars say no more.
const TALLEST: u16 = 12;
/// Rows of clocks, at most.
const CLOCKS: usize = 8;

/// The parts from the top to the bottom; all but `border` and `words` as wide as the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// The border around it.
    pub(super) border: Rect,
    /// How much lies before and after the window, and where now is.
    pub(super) edge: Rect,
    pub(super) flags: Rect,
    pub(super) facts: Rect,
    /// The axis, then the names of its times in two rows.
    pub(super) axis: Rect,
    pub(super) actions: Rect,
    pub(super) phases: Rect,
    /// The item under the cursor in words.
    pub(super) words: Rect,
}

impl Layout {
    /// The parts on a screen: the first and the last row stay as they are. None where there is no room.
    pub(super) fn of(screen: Rect, axis: &Axis) -> Option<Layout> {
        if screen.width < LEAST.0 || screen.height < LEAST.1 {
            return None;
        }
        let border = Rect { y: screen.y + 1, height: screen.height - 2, ..screen };
        let words = if border.height >= 30 { 6 } else { 3 };
        // Border, edge row, axis with its names.
        let free = border.height - 2 - 1 - 3 - words;
        let rows = |count: usize, most: u16| u16::try_from(count).unwrap_or(u16::MAX).min(most);
        let phases = rows(axis.phases.len(), free * 2 / 5);
        let flags = rows(axis.flags.len().clamp(1, CLOCKS), (free / 6).max(1));
        let rest = free - phases - flags;
        let (facts, actions) = ((rest.div_ceil(2)).min(TALLEST), (rest / 2).min(TALLEST));
        let mut y = border.y + 1;
        let x = border.x + 2 + NAMES;
        let mut part = |height: u16| {
            let area = Rect { x, y, width: border.right() - 2 - x, height };
            y += height;
            area
        };
        let (edge, flags, facts, axis) = (part(1), part(flags), part(facts), part(3));
        let (actions, phases) = (part(actions), part(phases));
        let words = Rect { x: border.x + 1, y: border.bottom() - 1 - words, width: border.width - 2, height: words };
        Some(Layout { border, edge, flags, facts, axis, actions, phases, words })
    }

    /// The names left of a part.
    pub(super) fn names(&self, part: Rect) -> Rect {
        Rect { x: self.border.x + 1, width: NAMES, ..part }
    }
}

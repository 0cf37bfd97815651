//! Which row of a list is selected, and which is on top.

/// Selection and scroll position of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListState {
    /// The selected row.
    pub selected: usize,
    /// The first row shown.
    pub top: usize,
}

/// A movement in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// One page down.
    PageDown,
    /// One page up.
    PageUp,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl ListState {
    /// Moves within `len` rows of which `page` are shown.
    pub fn go(&mut self, movement: Move, len: usize, page: usize) {
        let last = len.saturating_sub(1);
        let page = page.max(1);
        self.selected = match movement {
            Move::Down => self.selected.saturating_add(1),
            Move::Up => self.selected.saturating_sub(1),
            Move::PageDown => self.selected.saturating_add(page),
            Move::PageUp => self.selected.saturating_sub(page),
            Move::First => 0,
            Move::Last => last,
        }
        .min(last);
    }

    /// The first row to show so that the selection is among `page` of `len` rows.
    #[must_use]
    pub fn top_for(&self, len: usize, page: usize) -> usize {
        let page = page.max(1);
        let selected = self.selected.min(len.saturating_sub(1));
        let top = self.top.min(len.saturating_sub(page));
        if selected < top {
            selected
        } else if selected >= top + page {
            selected + 1 - page
        } else {
            top
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_inside_and_in_sight() {
        for len in 0..12 {
            for page in 0..6 {
                let mut list = ListState::default();
                for movement in [
                    Move::Down,
                    Move::PageDown,
                    Move::Last,
                    Move::Up,
                    Move::PageUp,
                    Move::PageDown,
                    Move::First,
                    Move::Down,
                ] {
                    list.go(movement, len, page);
                    list.top = list.top_for(len, page);
                    assert!(list.selected < len.max(1));
                    assert!(
                        list.top <= list.selected && list.selected < list.top + page.max(1),
                        "{len} {page} {list:?}"
                    );
                }
            }
        }
    }
}

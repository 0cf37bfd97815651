//! Where the rows of a text begin when it is wrapped by display width. After a change only the rows around it are laid out again.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::pieces::Pieces;
use crate::ui::text_field::Cleaner;

/// Rows before a change whose end can depend on it: the word that did not fit, and what combines with it.
const LOOK_BACK: usize = 4;

/// The rows of a text at one width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rows {
    starts: Vec<usize>,
    room: usize,
}

impl Rows {
    /// Lays a text out for a view of `width` columns; the last column stays free for the cursor.
    pub(super) fn new(text: &str, width: u16, clean: Cleaner) -> Rows {
        let room = usize::from(width).saturating_sub(1).max(1);
        let mut starts = vec![0];
        let mut at = 0;
        while let Some(next) = next_row(text, at, room, clean) {
            starts.push(next);
            at = next;
        }
        Rows { starts, room }
    }

    /// Columns that a row can fill.
    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// How many there are, at least one.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The row that holds an offset; an offset between two rows belongs to the second.
    pub(super) fn of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a row, its line end included.
    pub(super) fn range(&self, row: usize, text: &str) -> Range<usize> {
        let start = self.starts.get(row).copied().unwrap_or(text.len());
        start..self.starts.get(row + 1).copied().unwrap_or(text.len())
    }

    /// Brings the rows up to date: at `at`, `removed` bytes were replaced by `inserted` bytes, and `text` is what came of it.
    pub(super) fn edited(&mut self, text: &str, at: usize, removed: usize, inserted: usize, clean: Cleaner) {
        // What is inserted can join the cluster before it, however far that one goes back.
        let head = &text[..at];
        let joined = GraphemeCursor::new(at, at, true).prev_boundary(head, 0).ok().flatten().unwrap_or(0);
        let from = self.of(joined).saturating_sub(LOOK_BACK);
        let (old_end, new_end) = (at + removed, at + inserted);
        let mut old = self.starts.partition_point(|start| *start < old_end).max(from + 1);
        let mut fresh = Vec::new();
        let mut row = self.starts.get(from).copied().unwrap_or(0);
        let mut rest = Vec::new();
        while let Some(next) = next_row(text, row, self.room, clean) {
            if next >= new_end {
                let before = next - new_end + old_end;
                while self.starts.get(old).is_some_and(|start| *start < before) {
                    old += 1;
                }
                if self.starts.get(old) == Some(&before) {
                    rest = self.starts.split_off(old);
                    break;
                }
            }
            fresh.push(next);
            row = next;
        }
        self.starts.truncate(from + 1);
        self.starts.append(&mut fresh);
        self.starts.extend(rest.into_iter().map(|start| start - old_end + new_end));
    }
}

/// Where the row after the one that begins at `start` begins; none behind the last.
fn next_row(text: &str, start: usize, room: usize, clean: Cleaner) -> Option<usize> {
    let (mut used, mut after_space) = (0, None);
    for piece in Pieces::new(text, start, room, clean) {
        if piece.breaks() {
            return Some(piece.end);
        }
        if used + piece.width > room && piece.start > start {
            // At the last space, or in the middle of a word that fills the row.
            return Some(after_space.unwrap_or(piece.start));
        }
        used += piece.width;
        if piece.is_space() {
            after_space = Some(piece.end);
        }
    }
    None
}

//! What is selected, to the clipboard of the terminal: only when asked for, only what the room may see, and never much.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Console;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::ui::list::ListState;

/// Bytes that are handed to a terminal at most: with base64 around them this is what the common ones take.
pub(super) const MOST: usize = 48 * 1024;
/// Columns of what was copied that are said.
const SAID: usize = 40;
/// Columns that a row may take: nothing of it is cut.
const WIDE: u16 = 320;
/// Lines that a row takes at most.
const LINES: u16 = 6;

impl Console {
    /// Copies the selected row as it is drawn where there is room.
    pub(super) fn copy_row(&mut self) {
        let pane = self.focus;
        let mut panes = std::mem::take(&mut self.panes);
        let look = self.look(&[]);
        let view = panes.get_mut(pane);
        let before = *view.list();
        let row = before.selected;
        *view.list() = ListState { selected: row, top: row };
        let mut buffer = Buffer::empty(Rect::new(0, 0, WIDE, LINES));
        view.draw(buffer.area, &mut buffer, &look, false);
        let lines: Vec<String> = (0..LINES)
            .filter(|y| view.at(buffer.area, &look, *y) == Some(row))
            .map(|y| (0..WIDE).map(|x| buffer[(x, y)].symbol()).collect::<String>())
            .map(|line| line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "))
            .collect();
        let empty = view.is_empty();
        *view.list() = before;
        self.panes = panes;
        self.copy(if empty { String::new() } else { lines.join("\n") });
    }

    /// Copies all that is said about the selected row.
    pub(super) fn copy_detail(&mut self) {
        let view = self.panes.get(self.focus);
        let lines = if view.is_empty() { Vec::new() } else { view.detail(&self.look(&[]), WIDE) };
        let line = |line: &ratatui::text::Line<'_>| {
            let words: String = line.spans.iter().map(|span| span.content.as_ref()).collect();
            words.trim_end().to_owned()
        };
        self.copy(lines.iter().map(line).collect::<Vec<_>>().join("\n"));
    }

    /// Hands words to the terminal, and says what went.
    fn copy(&mut self, words: String) {
        if self.bare {
            return self.say(&Msg::new("copy-no-clipboard"));
        }
        if words.trim().is_empty() {
            return self.say(&Msg::new("copy-none"));
        }
        let size = words.len();
        if size > MOST {
            return self.say(&Msg::new("copy-too-long").with("size", size).with("most", MOST));
        }
        let shown = text::fit(&words, SAID).trim_end().to_owned();
        self.copied = Some(words);
        self.say(&Msg::new("copied").with("words", shown).with("size", size));
    }
}

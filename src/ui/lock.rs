//! The locked screen: codename, clock and deadlines, and a line for the passphrase that shows nothing of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::look::{Look, put};
use super::panes::deadlines::View;
use super::{blank, strip};
use crate::domain::text;

/// Rows of deadlines.
const STRIP: u16 = 3;

/// Draws it; `typing` is whether anything stands in the line.
pub(super) fn draw(area: Rect, buffer: &mut Buffer, look: &Look<'_>, deadlines: &View, words: &str, typing: bool) {
    let rows = STRIP.min(area.height);
    let below = Rect { y: area.y + rows, height: area.height - rows, ..area };
    blank::draw_clock(below, buffer, look);
    strip::draw(Rect { height: rows, ..area }, buffer, look, deadlines);
    let mut line = |row: u16, said: &str, style| {
        let width = u16::try_from(text::width(said)).unwrap_or(u16::MAX);
        put(buffer, area, row, area.width.saturating_sub(width) / 2, said, style);
    };
    // As wide for one character as for forty.
    let shown = look.word(if typing { "lock-line-typing" } else { "lock-line" });
    line(area.height.saturating_sub(3), &shown, look.theme.field_focus);
    line(area.height.saturating_sub(1), words, look.theme.key);
}

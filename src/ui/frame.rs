//! The border that every pane and overlay has, with a title left and right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Clear, Widget};

use super::glyphs::GlyphSet;
use super::look::{Look, put};
use crate::domain::text;

/// Draws a border with titles and yields the inside.
pub fn bordered(
    area: Rect,
    buffer: &mut Buffer,
    glyphs: GlyphSet,
    border: Style,
    title: Style,
    left: &str,
    right: &str,
) -> Rect {
    let block = Block::bordered().border_set(glyphs.border()).border_style(border);
    let inside = block.inner(area);
    block.render(area, buffer);
    if area.width < 6 || area.height == 0 {
        return inside;
    }
    let room = usize::from(area.width) - 4;
    let left_width = text::width(left).min(room);
    if left_width > 0 {
        put(buffer, area, 0, 1, &format!(" {} ", text::fit(left, left_width)), title);
    }
    let right_width = text::width(right);
    if right_width > 0 && left_width + right_width + 4 <= room {
        let column = area.width - 3 - u16::try_from(right_width).unwrap_or(0);
        put(buffer, area, 0, column, &format!(" {right} "), border);
    }
    inside
}

/// Clears a centred box of at most `width` by `height` and draws a border around it.
pub fn overlay(
    area: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    width: u16,
    height: u16,
    left: &str,
    right: &str,
) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    Clear.render(place, buffer);
    buffer.set_style(place, look.theme.text);
    bordered(place, buffer, look.glyphs, look.theme.border_focus, look.theme.title, left, right)
}

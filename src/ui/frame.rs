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
    let room = room_for_titles(area);
    let left_width = text::width(left).min(room);
    if left_width > 0 {
        put(buffer, area, 0, 1, &format!(" {} ", text::fit(left, left_width)), title);
    }
    let right_width = text::width(right);
    if right_width > 0 && both_fit(area, left, right) {
        let column = area.width - 3 - u16::try_from(right_width).unwrap_or(0);
        put(buffer, area, 0, column, &format!(" {right} "), border);
    }
    inside
}

fn room_for_titles(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(4)
}

fn both_fit(area: Rect, left: &str, right: &str) -> bool {
    let room = room_for_titles(area);
    text::width(left).min(room) + text::width(right) + 4 <= room
}

/// Where a border over the whole width of a screen, in its first or second row, has room for words between its titles: the longest part of it without any.
#[must_use]
pub fn room_in_head(area: Rect, buffer: &Buffer, glyphs: GlyphSet) -> Option<Rect> {
    let set = glyphs.border();
    let sign = |x: u16, y: u16| buffer.cell((x, y)).map_or("", |cell| cell.symbol());
    let (first, last) = (area.x, area.right().checked_sub(1)?);
    let head = |y: &u16| sign(first, *y) == set.top_left && sign(last, *y) == set.top_right;
    let y = (area.y..area.bottom().min(area.y + 2)).find(head)?;
    let (mut found, mut from) = (Rect::default(), first);
    for x in first..=last {
        if sign(x, y) != set.horizontal_top {
            from = x + 1;
        } else if x + 1 - from > found.width {
            found = Rect { x: from, y, width: x + 1 - from, height: 1 };
        }
    }
    Some(found).filter(|found| found.width > 0)
}

/// A row of keys, each with what it does, in so many columns: where not all fit, the last ones but the very last go first, with a sign. The last leads back.
#[must_use]
pub fn keys_in(words: &str, columns: usize) -> String {
    if text::width(words) <= columns {
        return words.to_owned();
    }
    let mut parts: Vec<&str> = words.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let Some(last) = parts.pop() else { return String::new() };
    let mut joined = [parts.as_slice(), &[last]].concat().join("  ");
    while text::width(&joined) > columns && parts.pop().is_some() {
        joined = [parts.as_slice(), &["...", last]].concat().join("  ");
    }
    text::fit(&joined, columns).trim_end().to_owned()
}

/// Clears a centred box of at most `width` by `height` and draws a border around it. What the border has no room for on the right, the last row inside shows;
/// what is left inside is yielded.
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
    let inside = bordered(place, buffer, look.glyphs, look.theme.border_focus, look.theme.title, left, right);
    if right.is_empty() || both_fit(place, left, right) || inside.height < 3 {
        return inside;
    }
    let shown = keys_in(right, usize::from(inside.width.saturating_sub(2)));
    put(buffer, inside, inside.height - 1, 1, &shown, look.theme.key);
    Rect { height: inside.height - 1, ..inside }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panes::fixture::{Room, lines, sheet};

    #[test]
    fn of_many_keys_the_way_back_stays() {
        let keys = "Enter record   Tab next   Ctrl-X discard   Esc back";
        assert_eq!(keys_in(keys, 51), keys);
        assert_eq!(keys_in(keys, 50), "Enter record  Tab next  Ctrl-X discard  Esc back");
        assert_eq!(keys_in(keys, 40), "Enter record  Tab next  ...  Esc back");
        assert_eq!(keys_in(keys, 20), "...  Esc back");
        for columns in 0..60 {
            assert!(text::width(&keys_in(keys, columns)) <= columns);
        }
    }

    #[test]
    fn a_head_over_the_whole_width_has_room_between_its_titles() {
        for glyphs in [GlyphSet::Ascii, GlyphSet::Full] {
            let mut buffer = sheet(60, 10);
            let style = Style::default();
            for (area, room) in [
                (Rect::new(0, 0, 60, 10), Some(Rect::new(7, 0, 42, 1))),
                (Rect::new(0, 1, 60, 8), Some(Rect::new(7, 1, 42, 1))),
                (Rect::new(0, 2, 60, 8), None),
                (Rect::new(2, 0, 58, 10), None),
            ] {
                buffer.reset();
                bordered(area, &mut buffer, glyphs, style, style, "Page", "12 of 40");
                assert_eq!(room_in_head(buffer.area, &buffer, glyphs), room, "{area:?}");
            }
        }
    }

    #[test]
    fn keys_that_the_border_has_no_room_for_are_shown_inside() {
        let room = Room::day_one();
        for (width, in_border) in [(60, true), (30, false)] {
            let mut buffer = sheet(60, 10);
            let inside =
                overlay(buffer.area, &mut buffer, &room.look(), width, 10, "A title of some length", "Esc back");
            let shown = lines(&buffer);
            assert_eq!(shown[0].contains("Esc back"), in_border, "{shown:#?}");
            assert_eq!(shown[8].contains("Esc back"), !in_border, "{shown:#?}");
            assert_eq!(inside.height, if in_border { 8 } else { 7 }, "what is drawn inside leaves the row");
        }
    }
}

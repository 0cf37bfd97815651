//! The screen with nothing of the case on it: codename and clock, readable from the back of the room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bigdigits::{self, Size};
use super::look::{Look, put};
use crate::domain::text;

/// Draws it.
pub fn draw(area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    draw_clock(area, buffer, look);
    if area.height > 13 {
        let words = look.word("blank-keys");
        let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
        put(buffer, area, area.height - 1, area.width.saturating_sub(width) / 2, &words, look.theme.dim);
    }
}

/// Codename and clock in the middle.
pub(super) fn draw_clock(area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    buffer.set_style(area, look.theme.text);
    let codename = look.state.case.declared.as_ref().map(|declared| text::visible(&declared.codename).into_owned());
    let clock = look.local(look.wall);
    let figures = bigdigits::draw(&clock.hm(), Size::FiveWide, look.glyphs);
    let rows = u16::try_from(figures.len()).unwrap_or(u16::MAX);
    let top = area.height.saturating_sub(rows.saturating_add(4)) / 2;
    let mut middle = |row: u16, words: &str, style| {
        let width = u16::try_from(text::width(words)).unwrap_or(u16::MAX);
        put(buffer, area, row, area.width.saturating_sub(width) / 2, words, style);
    };
    middle(top, &codename.unwrap_or_default(), look.theme.title);
    for (row, figures) in (top.saturating_add(2)..).zip(&figures) {
        middle(row, figures, look.theme.text);
    }
    let day = format!("{} {}", clock.date_iso(), clock.zone_abbrev());
    middle(top.saturating_add(rows).saturating_add(3), &day, look.theme.dim);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panes::fixture::{Room, lines, sheet};

    #[test]
    fn only_codename_and_clock_are_on_it_at_any_size() {
        let room = Room::day_one();
        let look = room.look();
        for (width, height) in [(0, 0), (1, 1), (20, 5), (60, 20), (80, 24), (300, 100)] {
            let mut buffer = sheet(width, height);
            draw(buffer.area, &mut buffer, &look);
            let shown = lines(&buffer).join("\n");
            if width >= 60 {
                let codename = &look.state.case.declared.as_ref().unwrap().codename;
                assert!(shown.contains(codename.as_str()), "{shown}");
                let words: Vec<&str> = shown.split_whitespace().filter(|word| word.is_ascii()).collect();
                let day = look.local(look.wall);
                let allowed =
                    format!("{codename} {} {} {}", day.date_iso(), day.zone_abbrev(), look.word("blank-keys"));
                for word in words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)) {
                    assert!(allowed.contains(word), "{word} in {shown}");
                }
            }
        }
    }
}

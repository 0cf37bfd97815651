//! The deadline strip: the most pressing clocks, always in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::look::{Look, put};
use super::panes::deadlines::{Row, View, due_in, elapsed};
use super::panes::rows::columns;
use crate::domain::deadline::ClockState;
use crate::domain::msg::Msg;
use crate::domain::text;

/// Columns from which a clock has a bar.
const WIDE: u16 = 120;
/// Columns of the longest bar.
const BAR: u16 = 40;
/// Columns that the name of a clock has at least, or it is left out.
const NAMED: u16 = 6;

/// Draws as many clocks as the area has rows; what is not shown is counted.
pub(super) fn draw(area: Rect, buffer: &mut Buffer, look: &Look<'_>, deadlines: &View) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let inside = Rect { x: area.x + 1, width: area.width - 2, ..area };
    let open: Vec<&Row> = deadlines.rows().iter().filter(|row| row.open()).collect();
    if open.is_empty() {
        let id = match (deadlines.rows().is_empty(), look.state.copy.is_some()) {
            (true, true) => "pane-strip-copy",
            (true, false) => "pane-strip-none",
            (false, _) => "pane-strip-settled",
        };
        put(buffer, inside, 0, 0, &look.word(id), look.theme.dim);
        return;
    }
    let shown = open.len().min(usize::from(area.height));
    let rest = open.len() - shown;
    for (line, row) in (0_u16..).zip(open.iter().take(shown)) {
        let last = usize::from(line) + 1 == shown;
        let more =
            if last && rest > 0 { look.say(&Msg::new("pane-strip-more").with("n", rest)) } else { String::new() };
        clock(inside, buffer, look, line, row, &more);
    }
}

/// The clock that is next in so many columns: its name and what is left, or how it stands; for the border of a page that covers the strip. The name is cut
/// before the time is; none where nothing is open, or there is no room even for the time.
pub(super) fn next(look: &Look<'_>, deadlines: &View, room: u16) -> Option<(String, Style)> {
    let row = deadlines.rows().iter().find(|row| row.open())?;
    let (said, style) = match row.counted(look) {
        Some(digits) => {
            let digits = digits.split_whitespace().collect::<Vec<_>>().join(" ");
            let running = row.state(look.now) == ClockState::Running;
            let left = if running { look.word("pane-strip-left") } else { String::new() };
            ([digits, left].join(" ").trim_end().to_owned(), row.pressing(look))
        }
        None => {
            let state = row.flawed(look).unwrap_or_else(|| look.code("pane-clockstate", row.state(look.now).code()));
            (state, look.theme.due)
        }
    };
    let spare = room.checked_sub(columns(&said))?;
    // A name of two letters says nothing.
    let name = if spare > NAMED {
        text::fit(&row.name, usize::from(spare - 1).min(text::width(&row.name)))
    } else {
        String::new()
    };
    Some(([name.trim_end(), &said].join(" ").trim_start().to_owned(), style))
}

fn clock(area: Rect, buffer: &mut Buffer, look: &Look<'_>, line: u16, row: &Row, more: &str) {
    let theme = look.theme;
    let wide = area.width + 2 >= WIDE;
    let keep = columns(more).saturating_add(u16::from(!more.is_empty()) * 2);
    let name_width = if wide { 24 } else { columns(&row.name).min(area.width / 3).min(22) };
    let room = Rect { width: area.width.saturating_sub(keep), ..area };
    let mut column = put(buffer, room, line, 0, &text::fit(&row.name, usize::from(name_width)), theme.title) + 1;
    let style = row.pressing(look);
    if let Some((digits, (used, length))) = row.counted(look).zip(row.used(look.now)) {
        // Alone on its line it needs no column.
        let digits = if wide { digits } else { digits.split_whitespace().collect::<Vec<_>>().join(" ") };
        column = put(buffer, room, line, column, &digits, theme.big.patch(style)) + 1;
        if row.state(look.now) == ClockState::Running {
            column = put(buffer, room, line, column, &look.word("pane-strip-left"), style) + 1;
        }
        column += 1;
        if let Some(at) = row.due {
            // Weekday and zone go before the instant is cut.
            let spare = room.width.saturating_sub(column).saturating_sub(4);
            let due = look.say(&Msg::new("pane-strip-due").with("due", due_in(look, at, spare)));
            let due = if columns(&due) <= spare + 4 { due } else { due_in(look, at, 0) };
            column = put(buffer, room, line, column, &due, theme.text) + 2;
        }
        let lacks = row.lacks(look);
        let spare = room.width.saturating_sub(column);
        if wide && spare > columns(&lacks) + 12 {
            let width = (spare - columns(&lacks) - 2).min(BAR);
            column = put(buffer, room, line, column, &look.glyphs.bar(used, length, width), style) + 2;
        }
        // Where it does not fit whole, the pane and its detail have it.
        if columns(&lacks) <= room.width.saturating_sub(column) {
            put(buffer, room, line, column, &lacks, if wide { theme.text } else { theme.dim });
        }
    } else {
        let state = row.state(look.now);
        let said = row.flawed(look).unwrap_or_else(|| look.code("pane-clockstate", state.code()));
        let spare = room.width.saturating_sub(column);
        let (words, style) = match state {
            ClockState::Elapsing => (elapsed(row, look, wide), theme.due),
            ClockState::NotStarted | ClockState::NotAssessed => {
                match row.exposure_in(look, spare.saturating_sub(columns(&said) + 2)) {
                    Some((exposure, pressing)) => {
                        (format!("{said}; {exposure}"), row.exposed(look.now).map_or(theme.due, |_| pressing))
                    }
                    None => (said, theme.due),
                }
            }
            _ => {
                let lacks = row.lacks(look);
                let both = format!("{said}: {lacks}");
                // A memo says of itself how much it lacks.
                (if lacks.is_empty() || row.memo_flawed() { said } else { both }, theme.due)
            }
        };
        put(buffer, room, line, column, &words, style);
    }
    if !more.is_empty() {
        let column = area.width.saturating_sub(columns(more));
        put(buffer, area, line, column, more, Style::new().patch(theme.dim));
    }
}

//! The deadline strip: the most pressing clocks, always in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::look::{Look, put};
use super::panes::deadlines::{LEFT, Row, View, answered, due_in, elapsed, exposure};
use super::panes::rows::columns;
use crate::domain::deadline::ClockState;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::hms_left;

/// Columns from which a clock has a bar.
const WIDE: u16 = 120;
/// Columns of the longest bar.
const BAR: u16 = 40;

/// Draws as many clocks as the area has rows; what is not shown is counted.
pub(super) fn draw(area: Rect, buffer: &mut Buffer, look: &Look<'_>, deadlines: &View) {
    if area.width < 4 || area.height == 0 {
        return;
    }
    let inside = Rect { x: area.x + 1, width: area.width - 2, ..area };
    let open: Vec<&Row> = deadlines.rows().iter().filter(|row| row.open()).collect();
    if open.is_empty() {
        let id = if deadlines.rows().is_empty() { "pane-strip-none" } else { "pane-strip-settled" };
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

fn clock(area: Rect, buffer: &mut Buffer, look: &Look<'_>, line: u16, row: &Row, more: &str) {
    let theme = look.theme;
    let wide = area.width + 2 >= WIDE;
    let keep = columns(more).saturating_add(u16::from(!more.is_empty()) * 2);
    let name_width = if wide { 24 } else { columns(&row.name).min(area.width / 3).min(22) };
    let room = Rect { width: area.width.saturating_sub(keep), ..area };
    let mut column = put(buffer, room, line, 0, &text::fit(&row.name, usize::from(name_width)), theme.title) + 1;
    let (sign, style) = row.pressing(look);
    if let Some(left) = row.left(look.now) {
        let digits = format!("{:>width$}", format!("{sign}{}", hms_left(left)), width = usize::from(LEFT));
        let late = row.state(look.now) == ClockState::Late;
        let state = look.word(if late { "pane-strip-late" } else { "pane-strip-left" });
        column = put(buffer, room, line, column, &digits, theme.big.patch(style)) + 1;
        column = put(buffer, room, line, column, &state, style) + 2;
        if let Some(at) = row.due {
            // Weekday and zone go before the instant is cut.
            let spare = room.width.saturating_sub(column).saturating_sub(4);
            let due = look.say(&Msg::new("pane-strip-due").with("due", due_in(look, at, spare)));
            let due = if columns(&due) <= spare + 4 { due } else { due_in(look, at, 0) };
            column = put(buffer, room, line, column, &due, theme.text) + 2;
        }
        let (answer, answer_style) = answered(row, look);
        let spare = room.width.saturating_sub(column);
        if wide && spare > columns(&answer) + 12 {
            let width = (spare - columns(&answer) - 2).min(BAR);
            let bar = bar(look, row, left, width);
            column = put(buffer, room, line, column, &bar, style) + 2;
        }
        // Where it does not fit whole, the pane and its detail have it.
        if columns(&answer) <= room.width.saturating_sub(column) {
            put(buffer, room, line, column, &answer, answer_style);
        }
    } else {
        let state = look.code("pane-clockstate", row.state(look.now).code());
        let words = match (row.state(look.now), row.exposure) {
            (ClockState::Elapsing, _) => elapsed(row, look),
            (_, Some(at)) => format!("{state}; {}", exposure(look, at)),
            (_, None) => state,
        };
        put(buffer, room, line, column, &words, theme.due);
    }
    if !more.is_empty() {
        let column = area.width.saturating_sub(columns(more));
        put(buffer, area, line, column, more, Style::new().patch(theme.dim));
    }
}

/// What is left of the whole time.
fn bar(look: &Look<'_>, row: &Row, left: i64, width: u16) -> String {
    let total = u64::try_from(row.length).unwrap_or(0);
    look.glyphs.bar(u64::try_from(left).unwrap_or(0), total, width)
}

//! The lines as they are drawn: time, what it is, flags, exhibit or record, and what it says; on wide screens host and account stand in columns.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::OverTime;
use super::item::Words;
use crate::domain::text;
use crate::ui::look::{Look, put};

/// From this width on the year is said.
const WITH_YEAR: u16 = 100;
/// From this width on host and account have columns of their own.
const WITH_COLUMNS: u16 = 130;
/// The widest of these columns: a longer name is cut, and stands whole where the row is opened.
const WIDEST: u16 = 24;
/// What parts them.
const GAP: u16 = 2;

/// Columns of host and account, as wide as those in sight need, with what parts them from what follows; nothing where nobody names one.
fn columns(lines: &[Option<Words>]) -> (u16, u16) {
    let widest = |of: fn(&Words) -> &str| {
        let widths = lines.iter().flatten().map(|words| text::width(&text::one_line(of(words))));
        match u16::try_from(widths.max().unwrap_or(0)).unwrap_or(WIDEST).min(WIDEST) {
            0 => 0,
            width => width + GAP,
        }
    };
    (widest(|words| &words.host), widest(|words| &words.user))
}

impl OverTime {
    pub(super) fn draw_list(&self, list: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        if self.order.is_none() {
            put(buffer, list, 0, 1, &look.word("over-waits"), look.theme.dim);
            return;
        }
        if self.seen.items.is_empty() {
            if self.partial {
                put(buffer, list, 0, 1, &look.word("over-waits"), look.theme.dim);
            } else if self.seen.ended {
                let all = if self.field.is_empty() { "over-nothing" } else { "over-none-found" };
                put(buffer, list, 0, 1, &look.word(all), look.theme.dim);
            }
            return;
        }
        let short = list.width < WITH_YEAR;
        let seen = self.seen.items.iter().take(usize::from(list.height));
        let lines: Vec<Option<Words>> =
            seen.map(|(place, placed)| self.words(look, *place, placed.as_ref(), short)).collect();
        let (host, user) = if list.width < WITH_COLUMNS { (0, 0) } else { columns(&lines) };
        for (row, words) in (0_u16..).zip(&lines) {
            let Some(words) = words else { continue };
            let theme = look.theme;
            let line = Rect { y: list.y + row, height: 1, width: list.width.saturating_sub(1), ..list };
            let chosen = self.seen.top + u64::from(row) == self.cursor;
            if chosen {
                put(buffer, line, 0, 0, look.glyphs.pointer(), theme.title);
            }
            let time = if short { 14 } else { 19 };
            let cell = |buffer: &mut Buffer, at: u16, width: u16, words: &str, style| {
                let room =
                    Rect { x: line.x + at.min(line.width), width: width.min(line.width.saturating_sub(at)), ..line };
                put(buffer, room, 0, 0, text::fit(words, usize::from(width)).trim_end(), style);
            };
            let undated = look.word("rows-sheet-undated");
            cell(buffer, 2, time, if words.when.is_empty() { &undated } else { &words.when }, theme.dim);
            // What a clock correction moved is a correction: `~`.
            cell(buffer, 2 + time, 1, if words.corrected { "~" } else { "" }, theme.due);
            let kind = if words.row { theme.dim } else { theme.key };
            cell(buffer, 4 + time, 5, &words.kind, kind);
            let (fact, bookmark) = words.flags;
            cell(buffer, 10 + time, 1, if fact { "*" } else { "" }, theme.proved);
            cell(buffer, 11 + time, 1, if bookmark { "+" } else { "" }, theme.due);
            cell(buffer, 13 + time, 6, &words.label, theme.dim);
            let style = if words.withheld { theme.withheld } else { theme.text };
            let from = 20 + time + host + user;
            let rest = line.width.saturating_sub(from);
            let in_columns = host + user > 0;
            cell(buffer, 20 + time, host.saturating_sub(GAP), &text::one_line(&words.host), theme.text);
            cell(buffer, 20 + time + host, user.saturating_sub(GAP), &text::one_line(&words.user), theme.text);
            let what = if in_columns { words.what.clone() } else { words.together() };
            cell(buffer, from, rest, &text::one_line(&what), style);
            if chosen {
                buffer.set_style(line, theme.selection);
            }
        }
        let edge = list.width - 1;
        if self.seen.top > 0 {
            put(buffer, list, 0, edge, look.more_up(), look.theme.key);
        }
        if self.seen.top + (self.seen.items.len() as u64) < self.seen.count {
            put(buffer, list, list.height - 1, edge, look.more_down(), look.theme.key);
        }
    }
}

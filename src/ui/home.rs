//! The home screen: status line, deadline strip, five panes or one with tabs, footer. Drawing never feeds back into routing; it hands back where things are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget as _};

use super::footer::Footer;
use super::look::{Look, put};
use super::pane::Pane;
use super::panes::rows::columns;
use super::panes::{Panes, words};
use super::{status, strip};
use crate::domain::msg::Msg;
use crate::domain::text;

/// Columns and rows from which all five panes are shown.
const FIVE: (u16, u16) = (120, 34);
/// Columns and rows below which nothing can be shown but that.
pub const LEAST: (u16, u16) = (60, 16);

/// Rows that a pane notes below its list.
const NOTE: u16 = 3;

/// What the home screen shows beside the state.
#[derive(Clone, Copy)]
pub struct Home<'a> {
    /// The panes.
    pub panes: &'a Panes,
    /// The pane that has the keys.
    pub focus: Pane,
    /// Whether that pane has the whole screen, with the detail of its selection.
    pub zoomed: bool,
    /// Keys with what they do.
    pub footer: &'a Footer,
    /// Right end of the footer: `chain 9c41 7f02  saved`.
    pub head: &'a str,
    /// A message in the place of the keys.
    pub notice: Option<&'a str>,
    /// Share of the rows of a zoomed pane, in hundredths; none as it is usually drawn.
    pub split: Option<u16>,
    /// Whether nothing can be recorded.
    pub read_only: bool,
}

/// Where things are, for the mouse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeMap {
    /// Each pane that is shown, with the area its rows were drawn into: that of [`super::panes::PaneView::page`] and `at`.
    pub panes: Vec<(Pane, Rect)>,
    /// The line between rows and detail, and all that it parts.
    pub split: Option<(Rect, Rect)>,
    /// Titles that lead to a pane.
    pub tabs: Vec<(Pane, Rect)>,
}

/// Draws the home screen.
pub fn draw(area: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>) -> HomeMap {
    let mut map = HomeMap::default();
    let area = area.intersection(buffer.area);
    buffer.set_style(area, look.theme.text);
    if is_small(area) {
        too_small(area, buffer, look);
        return map;
    }
    let five = area.width >= FIVE.0 && area.height >= FIVE.1;
    let strip_rows = if area.width >= FIVE.0 { 2 } else { 1 };
    let line = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
    status::draw(line(0, 1), buffer, look, home.panes, home.read_only);
    strip::draw(line(1, strip_rows), buffer, look, &home.panes.deadlines);
    let body = line(1 + strip_rows, area.height - strip_rows - 2);
    match (five, home.zoomed) {
        (true, false) => {
            for (pane, rect) in five_panes(body) {
                framed(rect, buffer, look, home, pane, &mut map);
            }
        }
        (true, true) => {
            let inside = framed_border(body, buffer, look, home, home.focus, true, &mut map);
            beside(inside, buffer, look, home, &mut map);
        }
        (false, zoomed) => {
            let inside = tabbed_border(body, buffer, look, home, &mut map);
            if zoomed {
                below(inside, buffer, look, home, &mut map);
            } else {
                rows_of(inside, buffer, look, home, home.focus, &mut map);
            }
        }
    }
    let last = line(area.height - 1, 1);
    match home.notice {
        Some(words) => {
            Footer::default().draw(last, buffer, look, home.head);
            toast(area, buffer, look, home.head, words);
        }
        None => home.footer.draw(last, buffer, look, home.head),
    }
    map
}

/// Whether a screen is too small for anything but saying so.
#[must_use]
pub fn is_small(area: Rect) -> bool {
    area.width < LEAST.0 || area.height < LEAST.1
}

pub(in crate::ui) fn too_small(area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let msg = Msg::new("pane-too-small").with("columns", u32::from(LEAST.0)).with("rows", u32::from(LEAST.1));
    let words = look.say(&msg);
    let words = if look.exercise { format!("{} {words}", look.word("pane-exercise")) } else { words };
    Clear.render(area, buffer);
    buffer.set_style(area, look.theme.text);
    put(buffer, area, 0, 0, &words, look.theme.text);
}

/// Timeline and evidence on the left, 60 of 100; roster, checklist and deadlines on the right.
fn five_panes(body: Rect) -> [(Pane, Rect); 5] {
    let part = |all: u16, of_100: u16| u16::try_from(u32::from(all) * u32::from(of_100) / 100).unwrap_or(all);
    let left = Rect { width: part(body.width, 60), ..body };
    let right = Rect { x: body.x + left.width, width: body.width - left.width, ..body };
    let cut = |column: Rect, from: u16, to: u16| {
        let (top, end) = (part(column.height, from), part(column.height, to));
        Rect { y: column.y + top, height: end - top, ..column }
    };
    [
        (Pane::Timeline, cut(left, 0, 62)),
        (Pane::Roster, cut(right, 0, 33)),
        (Pane::Checklist, cut(right, 33, 70)),
        (Pane::Evidence, cut(left, 62, 100)),
        (Pane::Deadlines, cut(right, 70, 100)),
    ]
}

/// The inside of a border.
fn inside(rect: Rect) -> Rect {
    Rect { x: rect.x + 1, y: rect.y + 1, width: rect.width.saturating_sub(2), height: rect.height.saturating_sub(2) }
}

fn border(rect: Rect, buffer: &mut Buffer, look: &Look<'_>, style: Style) {
    let set = look.glyphs.border();
    let (right, bottom) = (rect.width.saturating_sub(1), rect.height.saturating_sub(1));
    let along = usize::from(right.saturating_sub(1));
    put(buffer, rect, 0, 1, &set.horizontal_top.repeat(along), style);
    put(buffer, rect, bottom, 1, &set.horizontal_bottom.repeat(along), style);
    for row in 1..bottom {
        put(buffer, rect, row, 0, set.vertical_left, style);
        put(buffer, rect, row, right, set.vertical_right, style);
    }
    put(buffer, rect, 0, 0, set.top_left, style);
    put(buffer, rect, 0, right, set.top_right, style);
    put(buffer, rect, bottom, 0, set.bottom_left, style);
    put(buffer, rect, bottom, right, set.bottom_right, style);
}

/// Words in a border, from a column on, between two spaces.
fn in_border(rect: Rect, buffer: &mut Buffer, row: u16, column: u16, words: &str, style: Style) -> Rect {
    let room = rect.width.saturating_sub(column + 2);
    let wanted = columns(words).saturating_add(2).min(room);
    let words = text::fit(&format!(" {words} "), usize::from(wanted));
    put(buffer, Rect { width: rect.width.saturating_sub(1), ..rect }, row, column, &words, style);
    Rect { x: rect.x + column.min(rect.width), y: rect.y + row, width: wanted, height: 1 }
}

fn framed_border(
    rect: Rect,
    buffer: &mut Buffer,
    look: &Look<'_>,
    home: &Home<'_>,
    pane: Pane,
    focused: bool,
    map: &mut HomeMap,
) -> Rect {
    let theme = look.theme;
    border(rect, buffer, look, if focused { theme.border_focus } else { theme.border });
    let (name, right) = home.panes.get(pane).title(look);
    let name = if focused { format!("[{name}]") } else { name };
    let tab = in_border(rect, buffer, 0, 2, &name, theme.title);
    map.tabs.push((pane, tab));
    let spare = rect.width.saturating_sub(2 + tab.width + 4);
    let wanted = columns(&right).saturating_add(2).min(spare);
    if !right.is_empty() && wanted >= 8 {
        let column = rect.width - 2 - wanted;
        let fitted = text::fit(&right, usize::from(wanted - 2));
        in_border(rect, buffer, 0, column, &fitted, theme.text);
    }
    inside(rect)
}

fn framed(rect: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>, pane: Pane, map: &mut HomeMap) {
    let inside = framed_border(rect, buffer, look, home, pane, pane == home.focus, map);
    rows_of(inside, buffer, look, home, pane, map);
}

fn rows_of(area: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>, pane: Pane, map: &mut HomeMap) {
    home.panes.get(pane).draw(area, buffer, look, pane == home.focus);
    map.panes.push((pane, area));
}

/// One pane with the others as tabs; the right part of its title stands in the lower border.
fn tabbed_border(rect: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>, map: &mut HomeMap) -> Rect {
    let theme = look.theme;
    border(rect, buffer, look, theme.border_focus);
    let name = |pane: Pane| {
        let name = words::pane_name(look, pane);
        if pane == home.focus { format!("[{name}]") } else { name }
    };
    let whole: u16 = Pane::ALL.iter().map(|pane| columns(&name(*pane)) + 3).sum();
    let mut column = 2;
    for pane in Pane::ALL {
        let words = if whole + 2 < rect.width || pane == home.focus { name(pane) } else { pane.number().to_string() };
        let style = if pane == home.focus { theme.title } else { theme.text };
        let tab = in_border(rect, buffer, 0, column, &words, style);
        column += tab.width + 1;
        map.tabs.push((pane, tab));
    }
    let (_, right) = home.panes.get(home.focus).title(look);
    if !right.is_empty() {
        let wanted = columns(&right).min(rect.width.saturating_sub(8));
        let column = rect.width.saturating_sub(wanted + 4);
        in_border(rect, buffer, rect.height - 1, column, &text::fit(&right, usize::from(wanted)), theme.text);
    }
    inside(rect)
}

/// Rows on the left, the detail of the selection on the right.
fn beside(area: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>, map: &mut HomeMap) {
    let share = home.split.map_or(area.width / 2, |split| part_of(area.width, split, 20));
    let left = Rect { width: share, ..area };
    let right = Rect { x: area.x + left.width + 2, width: area.width.saturating_sub(left.width + 3), ..area };
    rows_of(left, buffer, look, home, home.focus, map);
    let line = Rect { x: left.right(), width: 1, ..area };
    for row in 0..area.height {
        put(buffer, line, row, 0, look.glyphs.border().vertical_left, look.theme.border);
    }
    map.split = Some((Rect { width: 2, ..line }, area));
    detail(right, buffer, look, home);
}

/// A share of columns or rows in hundredths, with at least so many on either side where there are that many.
fn part_of(all: u16, split: u16, least: u16) -> u16 {
    let wanted = u16::try_from(u32::from(all) * u32::from(split.min(100)) / 100).unwrap_or(all);
    wanted.min(all.saturating_sub(least)).max(least.min(all))
}

/// Rows above, the detail of the selection below.
fn below(area: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>, map: &mut HomeMap) {
    // No more rows than there are, with those of the note below them: the rest is the detail's.
    let wanted = u16::try_from(home.panes.get(home.focus).len()).unwrap_or(u16::MAX).saturating_add(NOTE);
    let usual = (area.height * 2 / 5).min(wanted).max(3).min(area.height);
    let rows = home.split.map_or(usual, |split| part_of(area.height, split, 3));
    let top = Rect { height: rows, ..area };
    rows_of(top, buffer, look, home, home.focus, map);
    let rule = Rect { y: area.y + rows, height: 1.min(area.height - rows), ..area };
    let line = look.glyphs.border().horizontal_top.repeat(usize::from(rule.width));
    put(buffer, rule, 0, 0, &line, look.theme.border);
    map.split = Some((rule, area));
    let rest = area.height.saturating_sub(rows + 1);
    let bottom =
        Rect { x: area.x + 1, y: area.y + area.height - rest, width: area.width.saturating_sub(2), height: rest };
    detail(bottom, buffer, look, home);
}

fn detail(area: Rect, buffer: &mut Buffer, look: &Look<'_>, home: &Home<'_>) {
    let lines = home.panes.get(home.focus).detail(look, area.width);
    let rows = usize::from(area.height);
    let cut = lines.len() > rows;
    // The last row says what is not in sight.
    let shown = if cut { rows.saturating_sub(1) } else { rows };
    let top = home.panes.detail_top.min(lines.len().saturating_sub(shown));
    for (row, line) in (area.y..area.bottom()).zip(lines.iter().skip(top).take(shown)) {
        buffer.set_line(area.x, row, line, area.width);
    }
    if cut && rows > 0 {
        let below = lines.len().saturating_sub(top + shown);
        let msg = Msg::new("pane-detail-more").with("above", top).with("below", below);
        let glyphs = look.glyphs;
        let msg = msg.with("up", glyphs.more_up()).with("down", glyphs.more_down());
        put(buffer, area, area.height - 1, 0, &look.say(&msg), look.theme.key);
    }
}

/// Most rows that a toast takes; the rest of its words is among the messages.
const TOAST_ROWS: usize = 3;

/// A toast over the last rows: what was said is read whole or shows that it goes on.
pub(in crate::ui) fn toast(area: Rect, buffer: &mut Buffer, look: &Look<'_>, head: &str, words: &str) {
    let one = area.width.saturating_sub(columns(head) + 3);
    let wide = usize::from(area.width.saturating_sub(2));
    let short = columns(words) <= one;
    let lines = if short { vec![words.to_owned()] } else { text::wrap(words, wide) };
    let count = u16::try_from(lines.len().min(TOAST_ROWS)).unwrap_or(1).min(area.height);
    let place = Rect { y: area.bottom() - count, height: count, ..area };
    if !short {
        Clear.render(place, buffer);
        buffer.set_style(place, look.theme.text);
    }
    for (row, line) in (0..count).zip(&lines) {
        let goes_on = row + 1 == count && usize::from(count) < lines.len();
        let line = if goes_on {
            format!("{}{}", text::fit(line, wide.saturating_sub(3)), look.glyphs.ellipsis())
        } else {
            line.clone()
        };
        put(buffer, place, row, 1, &line, look.theme.status);
    }
}

#[cfg(test)]
#[path = "home_tests.rs"]
mod tests;

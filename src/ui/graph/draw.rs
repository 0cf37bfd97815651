//! Draws the picture: lines of time first, then bars, flags and phases over them, the axis, and the words.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::flags::{self, Placed};
use super::layout::{LEAST, Layout};
use super::{Graph, Row, bars, words};
use crate::domain::axis::{Points, between, fitting};
use crate::domain::msg::Msg;
use crate::domain::phase::Phase;
use crate::domain::text;
use crate::ui::frame::bordered;
use crate::ui::glyphs::GlyphSet;
use crate::ui::look::{Look, put};

/// Columns from one named time to the next, at least: a time of day or a date, and what parts it from the next.
const TIME: u16 = 8;
const DATE: u16 = 12;

/// One cell, where it lies within a part.
pub(super) fn cell(buffer: &mut Buffer, area: Rect, row: u16, column: u16, sign: char, style: Style) {
    if row < area.height && column < area.width {
        buffer.set_string(area.x + column, area.y + row, sign.encode_utf8(&mut [0; 4]), style);
    }
}

impl Graph {
    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let Some(layout) = Layout::of(area, &self.axis) else { return too_small(area, buffer, look) };
        Clear.render(layout.border, buffer);
        buffer.set_style(layout.border, look.theme.text);
        let ends = [self.window.first(), self.window.last()].map(|at| {
            let at = look.local(at);
            format!("{} {}", at.date_iso(), at.hm())
        });
        let span = Msg::new("graph-span").with("from", ends[0].as_str()).with("to", ends[1].as_str());
        let (theme, glyphs) = (look.theme, look.glyphs);
        let title = look.word("title-graph");
        bordered(layout.border, buffer, glyphs, theme.border_focus, theme.title, &title, &look.say(&span));
        if self.axis.fallen > 0 {
            let words = look.say(&Msg::new("graph-fallen").with("count", self.axis.fallen));
            let words =
                format!(" {} ", text::fit(&words, text::width(&words).min(usize::from(layout.border.width) - 6)));
            put(buffer, layout.border, layout.border.height - 1, 2, &words, theme.dim);
        }
        self.draw_now(&layout, buffer, look);
        let placed = flags::shown(self, layout.flags, look);
        self.draw_poles(&layout, &placed, buffer, look);
        for (row, part, points) in
            [(Row::Facts, layout.facts, &self.axis.facts), (Row::Actions, layout.actions, &self.axis.actions)]
        {
            self.draw_points(row, part, points, &layout, buffer, look);
        }
        self.draw_flags(&layout, &placed, buffer, look);
        self.draw_phases(&layout, buffer, look);
        self.draw_axis(&layout, buffer, look);
        self.draw_edge(&layout, buffer, look);
        words::draw(self, layout.words, buffer, look);
    }

    /// Now, as a line through everything, named above.
    fn draw_now(&self, layout: &Layout, buffer: &mut Buffer, look: &Look<'_>) {
        let Some(column) = self.window.column(self.now, layout.edge.width) else { return };
        let line = if look.glyphs == GlyphSet::Ascii { '|' } else { '│' };
        for part in [layout.flags, layout.facts, layout.actions, layout.phases] {
            (0..part.height).for_each(|row| cell(buffer, part, row, column, line, look.theme.border));
        }
    }

    /// How many items lie before and after the window, and the word for now.
    fn draw_edge(&self, layout: &Layout, buffer: &mut Buffer, look: &Look<'_>) {
        let columns = layout.edge.width;
        let (from, to) = (self.window.start(0, columns), self.window.start(columns, columns));
        let (mut before, mut after) = (0, 0);
        for points in [&self.axis.facts, &self.axis.actions] {
            before += points.from(from);
            after += points.all().len() - points.from(to);
        }
        before += self.axis.flags.iter().filter(|flag| flag.due.millis() < from).count();
        after += self.axis.flags.iter().filter(|flag| flag.due.millis() >= to).count();
        let (mut left, mut right) = (0, columns);
        if before > 0 {
            let words = look.say(&Msg::new("graph-before").with("count", before));
            left = put(buffer, layout.edge, 0, 0, &format!("{} {words}", look.glyphs.more_left()), look.theme.dim) + 1;
        }
        if after > 0 {
            let words = look.say(&Msg::new("graph-after").with("count", after));
            let words = format!("{words} {}", look.glyphs.more_right());
            right = columns.saturating_sub(wide(&words));
            put(buffer, layout.edge, 0, right, &words, look.theme.dim);
            right = right.saturating_sub(1);
        }
        if let Some(column) = self.window.column(self.now, columns) {
            let words = look.word("graph-now");
            let start = column.saturating_sub(wide(&words) / 2).min(columns.saturating_sub(wide(&words)));
            let end = start + wide(&words);
            // Where the edge says something else there, it stands among the dates.
            let part = layout.axis;
            let blank =
                |column: u16| buffer.cell((part.x + column, part.y + 2)).is_some_and(|cell| cell.symbol() == " ");
            if start >= left && end <= right {
                put(buffer, layout.edge, 0, start, &words, look.theme.title);
            } else if (start..end).all(blank) {
                put(buffer, part, 2, start, &words, look.theme.title);
            }
        }
    }

    fn draw_poles(&self, layout: &Layout, placed: &[Placed], buffer: &mut Buffer, look: &Look<'_>) {
        for flag in placed {
            (flag.row + 1..layout.flags.height)
                .for_each(|row| cell(buffer, layout.flags, row, flag.pole, ':', look.theme.border));
            (0..layout.facts.height).for_each(|row| cell(buffer, layout.facts, row, flag.pole, ':', look.theme.border));
        }
    }

    fn draw_flags(&self, layout: &Layout, placed: &[Placed], buffer: &mut Buffer, look: &Look<'_>) {
        let part = layout.flags;
        let in_sight = self.axis.flags.iter().filter(|flag| self.window.column(flag.due, part.width).is_some()).count();
        let hidden = in_sight - placed.len();
        self.draw_name(Row::Clocks, "graph-clocks", self.axis.flags.len(), layout.names(part), buffer, look);
        if hidden > 0 && part.height > 1 {
            let words = look.say(&Msg::new("graph-more").with("count", hidden));
            put(buffer, layout.names(part), part.height - 1, 2, &words, look.theme.dim);
        }
        // Poles under names: the names are drawn last, the one under the cursor after all others.
        for place in placed.iter().rev() {
            let Some(flag) = self.axis.flags.get(place.index) else { continue };
            let chosen = self.row == Row::Clocks && self.at == place.index;
            let style = if flag.late { look.theme.late } else { look.theme.text };
            let style = if chosen { style.patch(look.theme.selection) } else { style };
            let flies_left = place.from < place.pole;
            let head = match (look.glyphs, flies_left) {
                (GlyphSet::Ascii, _) => '+',
                (_, true) => '┐',
                (_, false) => '┌',
            };
            cell(buffer, part, place.row, place.pole, head, style);
            if place.width > 1 {
                let words = text::fit(
                    &text::one_line(&flags::words_in(flag, place.width - 1, look)),
                    usize::from(place.width) - 1,
                );
                let from = if flies_left { place.from } else { place.from + 1 };
                put(buffer, part, place.row, from, &words, style);
            }
        }
    }

    /// The name of a part with its count, and whether the cursor goes along it.
    fn draw_name(&self, row: Row, id: &'static str, count: usize, names: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let here = self.row == row;
        let style = if here { look.theme.title } else { look.theme.text };
        if here {
            put(buffer, names, 0, 0, look.glyphs.pointer(), look.theme.key);
        }
        put(buffer, names, 0, 2, &look.say(&Msg::new(id).with("count", count)), style);
    }

    fn draw_points(
        &self,
        row: Row,
        part: Rect,
        points: &Points,
        layout: &Layout,
        buffer: &mut Buffer,
        look: &Look<'_>,
    ) {
        let id = if row == Row::Facts { "graph-facts" } else { "graph-actions" };
        self.draw_name(row, id, points.all().len(), layout.names(part), buffer, look);
        let cursor = if self.row == row { self.instant() } else { None };
        let bars = bars::Bars::of(points, self.window, part, row == Row::Facts, look.glyphs);
        bars.draw(part, buffer, look, cursor.and_then(|at| self.window.column(at, part.width)));
        let names = layout.names(part);
        let mut line = 1;
        if bars.most > 1 {
            let words = look.say(&Msg::new("graph-most").with("count", bars.most));
            put(buffer, names, line, 2, &words, look.theme.dim);
            line += 1;
        }
        let closed = points.count(0, points.all().len()).closed;
        if closed > 0 {
            let words = look.say(&Msg::new("graph-withheld").with("count", closed));
            put(buffer, names, line, 2, &words, look.theme.withheld);
        }
    }

    /// The axis with its ticks, their names under it, and the cursor on it.
    fn draw_axis(&self, layout: &Layout, buffer: &mut Buffer, look: &Look<'_>) {
        let (part, theme) = (layout.axis, look.theme);
        let ascii = look.glyphs == GlyphSet::Ascii;
        (0..part.width).for_each(|column| cell(buffer, part, 0, column, if ascii { '-' } else { '─' }, theme.text));
        let (first, last) = (self.window.first(), self.window.last());
        let wide_of = |within_a_day: bool| if within_a_day { TIME } else { DATE };
        let step = fitting(first, last, |step| usize::from(part.width / wide_of(step.within_a_day())));
        let (mut free, mut day_free, mut day) = (0, 0, String::new());
        for at in between(first, last, step, look.zone) {
            let Some(column) = self.window.column(at, part.width) else { continue };
            cell(buffer, part, 0, column, if ascii { '+' } else { '┬' }, theme.text);
            let there = look.local(at);
            let date = there.date_iso();
            let name = if step.within_a_day() { there.hm() } else { date.clone() };
            // The only name there is stands at the edge where its tick does: an axis without a time says nothing.
            let column = if free == 0 { column.min(part.width.saturating_sub(wide(&name))) } else { column };
            if column >= free && column + wide(&name) <= part.width {
                free = put(buffer, part, 1, column, &name, theme.text) + 1;
                if step.within_a_day() && date != day && column >= day_free && column + wide(&date) <= part.width {
                    day_free = put(buffer, part, 2, column, &date, theme.dim) + 1;
                    day = date;
                }
            }
        }
        let (one, other) = (look.local(first).zone_abbrev(), look.local(last).zone_abbrev());
        let zone = if one == other { one } else { [one, other].join("/") };
        put(buffer, layout.names(part), 1, 2, &zone, theme.dim);
        if let Some(column) = self.window.column(self.now, part.width) {
            cell(buffer, part, 0, column, if ascii { '|' } else { '┼' }, theme.title);
        }
        if let Some(column) = self.instant().and_then(|at| self.window.column(at, part.width)) {
            let sign = if self.row == Row::Actions { look.more_down() } else { look.more_up() };
            put(buffer, part, 0, column, sign, theme.key);
        }
    }

    /// Phases as bars; what has not ended ends in an arrow at now.
    fn draw_phases(&self, layout: &Layout, buffer: &mut Buffer, look: &Look<'_>) {
        let part = layout.phases;
        let count = self.axis.phases.len();
        let fits = usize::from(part.height);
        // Those in sight come first where there is no room for all.
        let mut order: Vec<usize> = (0..count).collect();
        if count > fits {
            order.sort_by_key(|index| {
                (self.axis.phases.get(*index).and_then(|phase| self.reach(phase, part)).is_none(), *index)
            });
            order.truncate(fits);
            order.sort_unstable();
        }
        for (row, index) in (0..part.height).zip(&order) {
            let Some(phase) = self.axis.phases.get(*index) else { continue };
            let names = layout.names(part);
            let last = usize::from(row) + 1 == fits && count > fits;
            let name = look.code("pane-phase", &phase.id);
            let name = match last {
                true => {
                    let more = look.say(&Msg::new("graph-more").with("count", count - fits));
                    let room = usize::from(names.width).saturating_sub(text::width(&more) + 4);
                    format!("{} {more}", text::fit(&name, room))
                }
                false => name,
            };
            put(buffer, names, row, 2, &name, look.theme.text);
            let Some((from, to)) = self.reach(phase, part) else { continue };
            let open = phase.ended.is_none();
            let sign = match (look.glyphs, open) {
                (GlyphSet::Ascii, true) => '-',
                (GlyphSet::Ascii, false) => '=',
                (_, true) => '▒',
                (_, false) => '█',
            };
            (from..=to).for_each(|column| cell(buffer, part, row, column, sign, look.theme.text));
            if open && self.window.column(self.now, part.width) == Some(to) {
                let arrow = if look.glyphs == GlyphSet::Ascii { '>' } else { '→' };
                cell(buffer, part, row, to, arrow, look.theme.title);
            }
            if open && phase.open > 0 {
                let msg = Msg::new("graph-phase-open").with("open", phase.open).with("steps", phase.steps);
                let words = look.say(&msg);
                // Beside the bar: after it, else before it.
                let place =
                    if to + 2 + wide(&words) <= part.width { Some(to + 2) } else { from.checked_sub(wide(&words) + 1) };
                if let Some(column) = place {
                    put(buffer, part, row, column, &words, look.theme.dim);
                }
            }
        }
    }

    /// The first and the last column of a phase, where any of it is in sight.
    fn reach(&self, phase: &Phase, part: Rect) -> Option<(u16, u16)> {
        let started = phase.started?;
        let ended = phase.ended.unwrap_or(self.now).max(started);
        if ended < self.window.first() || self.window.last() < started || part.width == 0 {
            return None;
        }
        let from = self.window.column(started, part.width).unwrap_or(0);
        Some((from, self.window.column(ended, part.width).unwrap_or(part.width - 1)))
    }
}

fn wide(words: &str) -> u16 {
    u16::try_from(text::width(&text::one_line(words))).unwrap_or(u16::MAX)
}

/// Says how much room it needs.
fn too_small(area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let msg = Msg::new("graph-too-small").with("columns", u32::from(LEAST.0)).with("rows", u32::from(LEAST.1));
    let lines = text::wrap(&look.say(&msg), usize::from(area.width.saturating_sub(2)).max(1));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    let place = Rect { height, ..area };
    Clear.render(place, buffer);
    buffer.set_style(place, look.theme.text);
    for (row, line) in (0..height).zip(&lines) {
        put(buffer, place, row, 1, line, look.theme.due);
    }
}

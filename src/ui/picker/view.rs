//! Drawing the picker.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Entry, Kind, Picker, Problem};
use crate::ui::glyphs::GlyphSet;
use crate::ui::text_field::Look;
use crate::ui::theme::Theme;

/// The words of the caller.
pub struct Words<'a> {
    /// Before the input line.
    pub find: &'a str,
    /// In place of the size of a directory.
    pub directory: &'a str,
    /// In place of the size of a device, a pipe or a link to nothing.
    pub other: &'a str,
    /// Below a list that is not complete.
    pub cut: &'a str,
    /// Below a list from which names are left out, with how many.
    pub left_out: &'a dyn Fn(usize) -> String,
    /// A size in bytes.
    pub size: &'a dyn Fn(u64) -> String,
    /// What stands in the way.
    pub problem: &'a dyn Fn(Problem) -> String,
}

impl Picker {
    /// Rows of the list within an area of `height` rows: what to pass to [`Picker::set_rows`] before drawing.
    pub fn list_rows(&self, height: u16) -> usize {
        let notices =
            usize::from(self.cut()) + usize::from(self.left_out() > 0) + usize::from(self.problem().is_some());
        usize::from(height).saturating_sub(2 + notices)
    }

    /// Draws the directory, the input line, the list and what stands in the way; returns where the real cursor belongs.
    pub fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        glyphs: GlyphSet,
        words: &Words<'_>,
    ) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        for position in area.positions() {
            buffer[position].set_symbol(" ").set_style(theme.text);
        }
        let line = |row: u16| Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area);
        put(line(0), buffer, &keep_end(&self.shown_dir(), area.width, glyphs), theme.title);
        let cursor = self.render_input(line(1), buffer, theme, glyphs, words);
        let rows = self.list_rows(area.height);
        for row in 0..rows {
            let Ok(y) = u16::try_from(row + 2) else { break };
            self.render_row(self.top + row, line(y), buffer, theme, glyphs, words);
        }
        let mut at = u16::try_from(rows + 2).unwrap_or(u16::MAX);
        if self.cut() {
            put(line(at), buffer, &keep_start(words.cut, area.width, glyphs), theme.due);
            at = at.saturating_add(1);
        }
        if self.left_out() > 0 {
            put(line(at), buffer, &keep_start(&(words.left_out)(self.left_out()), area.width, glyphs), theme.dim);
            at = at.saturating_add(1);
        }
        if let Some(problem) = self.problem() {
            put(line(at), buffer, &keep_start(&(words.problem)(problem), area.width, glyphs), theme.refused);
        }
        cursor
    }

    fn render_input(
        &self,
        line: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        glyphs: GlyphSet,
        words: &Words<'_>,
    ) -> Option<Position> {
        let label = u16::try_from(words.find.width() + 1).unwrap_or(u16::MAX).min(line.width / 2);
        put(Rect { width: label, ..line }, buffer, words.find, theme.dim);
        let field = Rect { x: line.x + label, width: line.width - label, ..line };
        self.input.render(field, buffer, &Look { text: theme.field_focus, sign: theme.dim, glyphs })
    }

    fn render_row(
        &self,
        row: usize,
        line: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        glyphs: GlyphSet,
        words: &Words<'_>,
    ) {
        if line.is_empty() || row >= self.len() {
            return;
        }
        let (name, note) = match self.entry(row) {
            None => ("..".to_owned(), words.directory.to_owned()),
            Some(entry) => (name_with_sign(entry), note(entry, words)),
        };
        let selected = row == self.selected;
        if selected {
            put(line, buffer, glyphs.pointer(), theme.text);
        }
        let note_width = u16::try_from(note.width()).unwrap_or(u16::MAX);
        let inner = Rect { x: line.x + line.width.min(2), width: line.width.saturating_sub(2), ..line };
        // The name is what one chooses by: on a narrow screen the size goes first.
        let shows_note = note_width.saturating_add(12) <= inner.width;
        let name_width = if shows_note { inner.width - note_width - 1 } else { inner.width };
        put(inner, buffer, &keep_both_ends(&name, name_width, glyphs), theme.text);
        if shows_note {
            let at = Rect { x: inner.right() - note_width, width: note_width, ..inner };
            put(at, buffer, &note, theme.dim);
        }
        if selected {
            buffer.set_style(line, theme.selection);
        }
    }
}

fn name_with_sign(entry: &Entry) -> String {
    let sign = if entry.kind() == Kind::Directory { "/" } else { "" };
    format!("{}{sign}", entry.shown())
}

fn note(entry: &Entry, words: &Words<'_>) -> String {
    match entry.kind() {
        Kind::Directory => words.directory.to_owned(),
        Kind::Other => words.other.to_owned(),
        Kind::File => entry.size().map(words.size).unwrap_or_default(),
    }
}

fn put(area: Rect, buffer: &mut Buffer, text: &str, style: Style) {
    if !area.is_empty() {
        buffer.set_stringn(area.x, area.y, text, usize::from(area.width), style);
    }
}

fn head(text: &str, width: usize) -> String {
    let mut used = 0;
    text.graphemes(true)
        .take_while(|cluster| {
            used += cluster.width();
            used <= width
        })
        .collect()
}

fn tail(text: &str, width: usize) -> String {
    let mut used = 0;
    let kept: Vec<&str> = text
        .graphemes(true)
        .rev()
        .take_while(|cluster| {
            used += cluster.width();
            used <= width
        })
        .collect();
    kept.into_iter().rev().collect()
}

fn keep_start(text: &str, width: u16, glyphs: GlyphSet) -> String {
    let width = usize::from(width);
    if text.width() <= width {
        return text.to_owned();
    }
    head(text, width.saturating_sub(3)) + head(glyphs.ellipsis(), width).as_str()
}

fn keep_end(text: &str, width: u16, glyphs: GlyphSet) -> String {
    let width = usize::from(width);
    if text.width() <= width {
        return text.to_owned();
    }
    head(glyphs.ellipsis(), width) + tail(text, width.saturating_sub(3)).as_str()
}

/// Both the beginning and the ending tell files apart, so the middle goes.
fn keep_both_ends(text: &str, width: u16, glyphs: GlyphSet) -> String {
    let wide = usize::from(width);
    if text.width() <= wide {
        return text.to_owned();
    }
    let Some(room) = wide.checked_sub(3).filter(|room| *room >= 4) else { return keep_start(text, width, glyphs) };
    head(text, room - room / 2) + glyphs.ellipsis() + tail(text, room / 2).as_str()
}

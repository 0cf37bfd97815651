//! A text field of one or several lines.
//!
//! Keeps the text exactly as it came and shows it cleaned: whatever would act on the terminal is seen as `<U+202E>`,
//! while the bytes underneath stay as pasted. Letters are letters here; only Ctrl and the named keys act. A paste that
//! would make the text longer than [`INLINE_LIMIT`] is held as one counted block beside the text: it moves, is deleted
//! and taken back like one character, so that ten megabytes cost nothing per key.
//!
//! Own widget because the text area at hand draws its raw text, offers no hook to clean it, and paints a cursor instead
//! of placing the real one, which screen readers follow.

mod layout;

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::GraphemeCursor;

use super::glyphs::GlyphSet;

/// Makes a piece of text harmless to show. Called with single grapheme clusters.
pub type Cleaner = fn(&str) -> Cow<'_, str>;

/// Bytes of text that are edited in place; what is pasted beyond becomes a held block.
pub const INLINE_LIMIT: usize = 64 * 1024;

// Stands in the edited text for a held block. Pasted text that contains this noncharacter gets it as a small block.
const HELD: char = '\u{FDD0}';
const UNDO_BYTES: usize = 2 * 1024 * 1024;
const UNDO_STEPS: usize = 200;

/// What became of a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pasted {
    /// It is in the text.
    Inserted,
    /// It is held as a block of this many bytes.
    Held(usize),
    /// Not taken: several lines into a field of one line. Ask, then use [`TextField::paste_joined`] or another field.
    SeveralLines(usize),
    /// Not taken: so many bytes, and room for so many.
    TooLong {
        /// Bytes of the paste.
        bytes: usize,
        /// Bytes that still fit.
        room: usize,
    },
}

/// How a field is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The text and the empty rest of the field.
    pub text: Style,
    /// Held blocks and the signs that there is more.
    pub sign: Style,
    /// The glyphs for those signs.
    pub glyphs: GlyphSet,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    text: String,
    blocks: Vec<Arc<str>>,
    cursor: usize,
}

/// Shows how many bytes a held block has, in the words of the caller.
type BlockLabel = Arc<dyn Fn(usize) -> String + Send + Sync>;

/// The field. Cursor offsets are bytes of the edited text, always at a grapheme boundary.
#[derive(Clone)]
pub struct TextField {
    state: State,
    several_lines: bool,
    max_bytes: usize,
    width: u16,
    goal: Option<usize>,
    undo: VecDeque<State>,
    redo: Vec<State>,
    typing: bool,
    hit_limit: bool,
    revision: u64,
    clean: Cleaner,
    label: BlockLabel,
}

impl fmt::Debug for TextField {
    /// Sizes only: the text may be privileged, and debug output ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextField").field("bytes", &self.len()).field("cursor", &self.state.cursor).finish()
    }
}

impl TextField {
    /// An empty field of one line without a limit; held blocks read `[bytes]` until [`TextField::block_label`].
    pub fn new(clean: Cleaner) -> TextField {
        TextField {
            state: State::default(),
            several_lines: false,
            max_bytes: usize::MAX,
            width: 0,
            goal: None,
            undo: VecDeque::new(),
            redo: Vec::new(),
            typing: false,
            hit_limit: false,
            revision: 0,
            clean,
            label: Arc::new(|bytes| format!("[{bytes}]")),
        }
    }

    /// Takes several lines; Enter then types a line end.
    pub fn several_lines(mut self) -> TextField {
        self.several_lines = true;
        self
    }

    /// Takes at most this many bytes.
    pub fn max_bytes(mut self, bytes: usize) -> TextField {
        self.max_bytes = bytes;
        self
    }

    /// The words that stand for a held block of so many bytes.
    pub fn block_label(mut self, label: impl Fn(usize) -> String + Send + Sync + 'static) -> TextField {
        self.label = Arc::new(label);
        self
    }

    /// Tells the width in cells that the field is drawn with, by which Up and Down move; 0 means by line.
    pub fn set_width(&mut self, width: u16) {
        self.width = width;
    }

    /// The raw text, held blocks included.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.len());
        let mut blocks = self.state.blocks.iter();
        for (index, part) in self.state.text.split(HELD).enumerate() {
            if index > 0 {
                out.push_str(blocks.next().map_or("", |block| block));
            }
            out.push_str(part);
        }
        out
    }

    /// Bytes of [`TextField::text`].
    pub fn len(&self) -> usize {
        let held: usize = self.state.blocks.iter().map(|block| block.len()).sum();
        self.state.text.len() - self.state.blocks.len() * HELD.len_utf8() + held
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.state.text.is_empty()
    }

    /// Grows with every change of the text: compare to know whether a draft has to be saved.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the last key or paste did not fit any more.
    pub fn hit_limit(&self) -> bool {
        self.hit_limit
    }

    /// Replaces the text, cursor at the end; can be taken back. The limit does not apply: a draft is never cut.
    pub fn set_text(&mut self, text: &str) {
        self.remember(false);
        self.state = State::default();
        self.put(text);
    }

    /// Empties the field; can be taken back.
    pub fn clear(&mut self) {
        if !self.is_empty() {
            self.set_text("");
        }
    }

    /// Takes a paste at the cursor, with the CR and CRLF that terminals send for line ends turned into LF.
    pub fn paste(&mut self, text: &str) -> Pasted {
        let text = unix_lines(text);
        let body = text.strip_suffix('\n').unwrap_or(&text);
        if !self.several_lines {
            if body.contains('\n') {
                return Pasted::SeveralLines(body.split('\n').count());
            }
            return self.take_paste(body);
        }
        self.take_paste(&text)
    }

    /// Takes a paste of several lines as one line, line ends turned into spaces.
    pub fn paste_joined(&mut self, text: &str) -> Pasted {
        let text = unix_lines(text);
        self.take_paste(&text.trim_end_matches('\n').replace('\n', " "))
    }

    fn take_paste(&mut self, text: &str) -> Pasted {
        let room = self.max_bytes.saturating_sub(self.len());
        self.hit_limit = text.len() > room;
        if self.hit_limit {
            return Pasted::TooLong { bytes: text.len(), room };
        }
        self.remember(false);
        if self.put(text) { Pasted::Held(text.len()) } else { Pasted::Inserted }
    }

    /// Puts text at the cursor; whether it became a block.
    fn put(&mut self, text: &str) -> bool {
        let at = self.state.cursor;
        let mut index = self.blocks_before(at);
        let held = self.state.text.len().saturating_add(text.len()) > INLINE_LIMIT;
        let mut insert = String::new();
        if held {
            insert.push(HELD);
            self.state.blocks.insert(index, text.into());
        } else {
            for (number, part) in text.split(HELD).enumerate() {
                if number > 0 {
                    insert.push(HELD);
                    self.state.blocks.insert(index, HELD.to_string().into());
                    index += 1;
                }
                insert.push_str(part);
            }
        }
        self.state.text.insert_str(at, &insert);
        // The text may have joined a cluster with what follows.
        self.state.cursor = self.boundary_from(at + insert.len());
        self.goal = None;
        self.revision += 1;
        held
    }

    /// Acts on a key; false when the field has no use for it.
    pub fn handle(&mut self, key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.modifiers.contains(KeyModifiers::ALT) {
            return false;
        }
        match (key.code, ctrl) {
            (KeyCode::Char(c), false) if !c.is_control() => self.type_char(c),
            (KeyCode::Enter, false) if self.several_lines => self.type_char('\n'),
            // Ctrl-H is what some terminals send for Backspace.
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => self.delete(self.before()..self.state.cursor),
            (KeyCode::Delete, false) => self.delete(self.state.cursor..self.after()),
            (KeyCode::Backspace, true) | (KeyCode::Char('w'), true) => {
                self.delete(self.word_before()..self.state.cursor);
            }
            (KeyCode::Delete, true) => self.delete(self.state.cursor..self.word_after()),
            (KeyCode::Char('u'), true) => self.delete(self.line().start..self.state.cursor),
            (KeyCode::Char('k'), true) => self.delete(self.state.cursor..self.line().end),
            (KeyCode::Left, false) => self.go(self.before()),
            (KeyCode::Right, false) => self.go(self.after()),
            (KeyCode::Left, true) => self.go(self.word_before()),
            (KeyCode::Right, true) => self.go(self.word_after()),
            (KeyCode::Home, false) | (KeyCode::Char('a'), true) => self.go(self.line().start),
            (KeyCode::End, false) | (KeyCode::Char('e'), true) => self.go(self.line().end),
            (KeyCode::Home, true) => self.go(0),
            (KeyCode::End, true) => self.go(self.state.text.len()),
            (KeyCode::Up, false) => return self.go_rows(-1),
            (KeyCode::Down, false) => return self.go_rows(1),
            // Terminals send one code for Ctrl-_, Ctrl-/ and Ctrl-7. Ctrl-Z stops the program.
            (KeyCode::Char('_' | '7' | '/'), true) => {
                self.undo();
            }
            (KeyCode::Char('r'), true) => {
                self.redo();
            }
            _ => return false,
        }
        true
    }

    /// Takes the last change back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.undo.pop_back() else { return false };
        self.redo.push(std::mem::replace(&mut self.state, before));
        self.settle();
        true
    }

    /// Makes the last change that was taken back again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(after) = self.redo.pop() else { return false };
        self.undo.push_back(std::mem::replace(&mut self.state, after));
        self.settle();
        true
    }

    fn settle(&mut self) {
        self.typing = false;
        self.goal = None;
        self.hit_limit = false;
        self.revision += 1;
    }

    fn type_char(&mut self, c: char) {
        self.hit_limit = self.len() + c.len_utf8() > self.max_bytes;
        if self.hit_limit {
            return;
        }
        // One step of undo per word.
        let goes_on = self.typing && !c.is_whitespace();
        if !goes_on {
            self.remember(true);
        }
        self.put(c.encode_utf8(&mut [0; 4]));
    }

    fn delete(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.remember(false);
        self.hit_limit = false;
        let first = self.blocks_before(range.start);
        let count = self.state.text[range.clone()].matches(HELD).count();
        self.state.blocks.drain(first..first + count);
        self.state.text.replace_range(range.clone(), "");
        self.state.cursor = self.boundary_from(range.start);
        self.goal = None;
        self.revision += 1;
    }

    fn remember(&mut self, typing: bool) {
        self.undo.push_back(self.state.clone());
        self.redo.clear();
        self.typing = typing;
        let mut bytes: usize = self.undo.iter().map(|state| state.text.len()).sum();
        while self.undo.len() > UNDO_STEPS || (bytes > UNDO_BYTES && self.undo.len() > 1) {
            bytes -= self.undo.pop_front().map_or(0, |state| state.text.len());
        }
    }

    fn blocks_before(&self, at: usize) -> usize {
        self.state.text[..at].matches(HELD).count()
    }

    fn go(&mut self, to: usize) {
        self.state.cursor = to;
        self.goal = None;
        self.typing = false;
    }

    fn go_rows(&mut self, by: isize) -> bool {
        if !self.several_lines {
            return false;
        }
        let laid = self.lay_out(self.width);
        let (row, column) = laid.place(self.state.cursor);
        let goal = self.goal.unwrap_or(column);
        match row.checked_add_signed(by).and_then(|row| laid.offset(row, goal)) {
            Some(offset) => {
                self.go(offset);
                self.goal = Some(goal);
                true
            }
            None => false,
        }
    }

    fn boundary_from(&self, at: usize) -> usize {
        let text = &self.state.text;
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        match GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) {
            Ok(false) => self.boundary(at, true),
            _ => at,
        }
    }

    fn boundary(&self, from: usize, forward: bool) -> usize {
        let text = &self.state.text;
        let mut cursor = GraphemeCursor::new(from, text.len(), true);
        let found = if forward { cursor.next_boundary(text, 0) } else { cursor.prev_boundary(text, 0) };
        found.ok().flatten().unwrap_or(if forward { text.len() } else { 0 })
    }

    fn before(&self) -> usize {
        self.boundary(self.state.cursor, false)
    }

    fn after(&self) -> usize {
        self.boundary(self.state.cursor, true)
    }

    fn word_before(&self) -> usize {
        let head = &self.state.text[..self.state.cursor];
        let word_end = head.trim_end().len();
        head[..word_end].rfind(char::is_whitespace).map_or(0, |at| self.boundary(at, true))
    }

    fn word_after(&self) -> usize {
        let tail = &self.state.text[self.state.cursor..];
        let skipped = tail.len() - tail.trim_start().len();
        let length = tail[skipped..].find(char::is_whitespace).unwrap_or(tail.len() - skipped);
        self.state.cursor + skipped + length
    }

    /// The line with the cursor, without its line end.
    fn line(&self) -> Range<usize> {
        let (head, tail) = self.state.text.split_at(self.state.cursor);
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        start..self.state.cursor + tail.find('\n').unwrap_or(tail.len())
    }

    fn lay_out(&self, width: u16) -> layout::Laid<'_> {
        let blocks: Vec<(usize, String)> = self
            .state
            .text
            .match_indices(HELD)
            .zip(&self.state.blocks)
            .map(|((at, _), block)| {
                let shown =
                    if block.chars().eq([HELD]) { (self.clean)(block).into_owned() } else { (self.label)(block.len()) };
                (at, shown)
            })
            .collect();
        layout::Laid::new(&self.state.text, blocks, self.clean, self.several_lines, width)
    }

    /// Rows that the text takes at this width, at least 1.
    pub fn rows(&self, width: u16) -> usize {
        self.lay_out(width).row_count()
    }

    /// Draws the field into `area` and returns where the real cursor belongs when the field has the keys.
    ///
    /// Scrolls so that the cursor is seen; what does not fit is announced by a sign at the edge. `None` for an area
    /// without cells.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return None;
        }
        self.lay_out(area.width).render(self.state.cursor, area, buffer, look)
    }
}

fn unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

#[cfg(test)]
mod tests;

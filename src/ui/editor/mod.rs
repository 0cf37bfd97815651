//! A text editor for the whole screen, or for a part of it: word wrap by display width, finding, taking back.
//!
//! Keeps the text exactly as it came and shows it cleaned, as [`super::text_field`] does. It is made for texts of any length: a key lays out the rows around
//! the cursor and no others, and what can be taken back is kept as changes, not as copies.

mod field;
mod find;
mod history;
mod pieces;
mod rows;
mod view;

use std::fmt;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::GraphemeCursor;

pub use self::field::FieldEditor;

use self::find::Needle;
use self::history::{Act, Change, History};
use self::pieces::Pieces;
use self::rows::Rows;
use super::text_field::{Cleaner, TextField};
use crate::domain::text;

/// What came of a search, said until the next key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Found {
    /// Nothing was looked for, or it was found further on.
    #[default]
    Here,
    /// It was found from the other end of the text on.
    Around,
    /// It is nowhere.
    Nowhere,
}

/// The line in which words to find are typed.
#[derive(Debug, Clone)]
struct Prompt {
    field: TextField,
    /// Where the cursor was when it was opened: from there on words are looked for while they are typed.
    from: usize,
}

/// The editor. The cursor is a byte offset of the text, always at a boundary of grapheme clusters.
#[derive(Clone)]
pub struct Editor {
    text: String,
    cursor: usize,
    rows: Rows,
    width: u16,
    height: u16,
    top: usize,
    goal: Option<usize>,
    history: History,
    /// What was cut last, to be put back elsewhere.
    cut: String,
    prompt: Option<Prompt>,
    needle: String,
    hit: Option<Range<usize>>,
    found: Found,
    revision: u64,
    clean: Cleaner,
}

impl fmt::Debug for Editor {
    /// Sizes only: the text may be privileged, and debug output ends up in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Editor").field("bytes", &self.text.len()).field("cursor", &self.cursor).finish()
    }
}

impl Editor {
    /// A text to edit, with the cursor at its end. What stands in it now is where taking back ends.
    #[must_use]
    pub fn new(text: &str) -> Editor {
        let (width, clean): (u16, Cleaner) = (80, text::visible);
        Editor {
            rows: Rows::new(text, width, clean),
            cursor: text.len(),
            text: text.to_owned(),
            width,
            height: 24,
            top: 0,
            goal: None,
            history: History::default(),
            cut: String::new(),
            prompt: None,
            needle: String::new(),
            hit: None,
            found: Found::Here,
            revision: 0,
            clean,
        }
    }

    /// The raw text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Grows with every change of the text: compare to know whether a draft has to be saved.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether words to find are being typed: then Esc leaves the search, not the editor.
    #[must_use]
    pub fn finding(&self) -> bool {
        self.prompt.is_some()
    }

    /// Tells the size in cells that it is drawn with.
    pub fn set_size(&mut self, width: u16, height: u16) {
        if (width, height) == (self.width, self.height) {
            return;
        }
        if width != self.width {
            self.rows = Rows::new(&self.text, width, self.clean);
        }
        (self.width, self.height) = (width, height);
        self.keep_in_sight();
    }

    /// Goes to the beginning of the text.
    pub fn go_to_start(&mut self) {
        self.go(0);
        self.keep_in_sight();
    }

    /// Puts text at the cursor, as one step that can be taken back.
    pub fn insert(&mut self, text: &str) {
        self.change(self.cursor..self.cursor, text, Act::Whole);
        self.keep_in_sight();
    }

    /// Replaces the whole text, as one step that can be taken back.
    pub fn replace(&mut self, text: &str) {
        if text != self.text {
            self.change(0..self.text.len(), text, Act::Whole);
            self.keep_in_sight();
        }
    }

    /// Takes a paste at the cursor, with the CR and CRLF that terminals send for line ends turned into LF.
    pub fn paste(&mut self, pasted: &str) {
        if let Some(prompt) = &mut self.prompt {
            prompt.field.paste_joined(pasted);
            self.look_while_typed();
        } else {
            self.change(self.cursor..self.cursor, &text::clean_input(pasted), Act::Whole);
        }
        self.keep_in_sight();
    }

    /// Acts on a key; false when it has no use for it.
    pub fn handle(&mut self, key: KeyEvent) -> bool {
        self.found = Found::Here;
        let used = if self.prompt.is_some() { self.prompt_key(key) } else { self.text_key(key) };
        self.keep_in_sight();
        used
    }

    fn text_key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        if key.modifiers.contains(KeyModifiers::ALT) {
            return false;
        }
        let (cursor, line) = (self.cursor, self.line());
        match (key.code, control) {
            (KeyCode::Char(c), false) if !c.is_control() => {
                self.change(cursor..cursor, c.encode_utf8(&mut [0; 4]), Act::Typing);
            }
            (KeyCode::Enter, false) => self.change(cursor..cursor, "\n", Act::Typing),
            // Ctrl-H is what some terminals send for Backspace.
            (KeyCode::Backspace, false) | (KeyCode::Char('h'), true) => {
                self.change(self.boundary(cursor, false)..cursor, "", Act::Deleting);
            }
            (KeyCode::Delete, false) => self.change(cursor..self.boundary(cursor, true), "", Act::Deleting),
            (KeyCode::Backspace, true) | (KeyCode::Char('w'), true) => self.cut(self.word_before()..cursor),
            (KeyCode::Delete, true) => self.cut(cursor..self.word_after()),
            (KeyCode::Char('u'), true) => self.cut(line.start..cursor),
            // At the end of a line, the line end itself: so that whole paragraphs can be cut and put back elsewhere.
            (KeyCode::Char('k'), true) if cursor == line.end => self.cut(cursor..self.boundary(cursor, true)),
            (KeyCode::Char('k'), true) => self.cut(cursor..line.end),
            (KeyCode::Char('y'), true) => {
                let cut = self.cut.clone();
                self.change(cursor..cursor, &cut, Act::Whole);
            }
            (KeyCode::Left, false) => self.go(self.boundary(cursor, false)),
            (KeyCode::Right, false) => self.go(self.boundary(cursor, true)),
            (KeyCode::Left, true) => self.go(self.word_before()),
            (KeyCode::Right, true) => self.go(self.word_after()),
            (KeyCode::Char('a'), true) => self.go(line.start),
            (KeyCode::Char('e'), true) => self.go(line.end),
            (KeyCode::Home, false) => self.go(self.row_edge(false)),
            (KeyCode::End, false) => self.go(self.row_edge(true)),
            (KeyCode::Home, true) => self.go(0),
            (KeyCode::End, true) => self.go(self.text.len()),
            (KeyCode::Up, false) => self.go_rows(-1),
            (KeyCode::Down, false) => self.go_rows(1),
            (KeyCode::PageUp, _) => self.go_rows(-self.page()),
            (KeyCode::PageDown, _) => self.go_rows(self.page()),
            // Terminals send one code for Ctrl-_, Ctrl-/ and Ctrl-7. Ctrl-Z stops the program.
            (KeyCode::Char('_' | '7' | '/'), true) => self.undo(),
            (KeyCode::Char('r'), true) => self.redo(),
            (KeyCode::Char('f'), true) => {
                self.prompt = Some(Prompt { field: TextField::new(text::visible), from: cursor });
            }
            (KeyCode::F(3), _) => self.again(!key.modifiers.contains(KeyModifiers::SHIFT)),
            _ => return false,
        }
        true
    }

    fn prompt_key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Esc => self.prompt = None,
            KeyCode::Enter | KeyCode::Down => self.again(true),
            KeyCode::Char('f' | 'n') if control => self.again(true),
            KeyCode::Up => self.again(false),
            KeyCode::Char('p') if control => self.again(false),
            KeyCode::F(3) => self.again(!key.modifiers.contains(KeyModifiers::SHIFT)),
            _ => {
                let Some(prompt) = &mut self.prompt else { return false };
                let before = prompt.field.revision();
                if !prompt.field.handle(key) {
                    return false;
                }
                if prompt.field.revision() != before {
                    self.look_while_typed();
                }
            }
        }
        true
    }

    /// Looks for what is typed so far, from where the search began.
    fn look_while_typed(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let (needle, from) = (prompt.field.text(), prompt.from);
        self.needle = needle;
        self.look(true, from);
    }

    /// Looks for the next place, or the one before.
    fn again(&mut self, forward: bool) {
        let from = match &self.hit {
            Some(hit) if forward => self.boundary(hit.start, true),
            _ => self.cursor,
        };
        self.look(forward, from);
    }

    fn look(&mut self, forward: bool, from: usize) {
        let needle = Needle::new(&self.needle);
        self.hit = None;
        if needle.is_empty() {
            return;
        }
        let from = from.min(self.text.len());
        let (hit, around) = if forward {
            (needle.forward(&self.text, from), needle.forward(&self.text, 0))
        } else {
            (needle.backward(&self.text, from), needle.backward(&self.text, self.text.len()))
        };
        self.found = match (&hit, &around) {
            (Some(_), _) => Found::Here,
            (None, Some(_)) => Found::Around,
            (None, None) => Found::Nowhere,
        };
        if let Some(hit) = hit.or(around) {
            // Words can begin within a cluster; the cursor cannot.
            let start = self.at_or_before(hit.start);
            self.go(start);
            self.hit = Some(start..hit.end);
        }
    }

    /// Takes the last step back.
    fn undo(&mut self) {
        if let Some((change, cursor)) = self.history.undo() {
            self.apply(&change);
            self.cursor = cursor;
            self.moved();
        }
    }

    /// Makes the step again that was taken back last.
    fn redo(&mut self) {
        if let Some(change) = self.history.redo() {
            self.apply(&change);
            self.cursor = self.at_or_after(change.at + change.inserted.len());
            self.moved();
        }
    }

    fn cut(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.cut = self.text[range.clone()].to_owned();
            self.change(range, "", Act::Whole);
        }
    }

    fn change(&mut self, range: Range<usize>, inserted: &str, act: Act) {
        if range.is_empty() && inserted.is_empty() {
            return;
        }
        let change = Change { at: range.start, removed: self.text[range].to_owned(), inserted: inserted.to_owned() };
        self.apply(&change);
        let at = change.at + inserted.len();
        self.history.note(change, act, self.cursor);
        // What was put there may have joined a cluster with what follows, or with what stands before.
        self.cursor = self.at_or_after(at);
        (self.goal, self.hit) = (None, None);
    }

    fn apply(&mut self, change: &Change) {
        self.text.replace_range(change.at..change.at + change.removed.len(), &change.inserted);
        self.rows.edited(&self.text, change.at, change.removed.len(), change.inserted.len(), self.clean);
        self.revision += 1;
    }

    fn moved(&mut self) {
        (self.goal, self.hit) = (None, None);
        self.history.close();
    }

    fn go(&mut self, offset: usize) {
        self.cursor = offset;
        self.moved();
    }

    /// Moves by rows of the screen; beyond the first or last row to its edge.
    fn go_rows(&mut self, by: isize) {
        let row = self.rows.of(self.cursor);
        let goal = self.goal.unwrap_or_else(|| self.column());
        let target = row.saturating_add_signed(by).min(self.rows.count() - 1);
        if target == row {
            return self.go(if by < 0 { 0 } else { self.text.len() });
        }
        self.go(self.offset(target, goal));
        self.goal = Some(goal);
    }

    fn page(&self) -> isize {
        isize::try_from(self.text_rows().saturating_sub(1).max(1)).unwrap_or(1)
    }

    /// The row's beginning or end; from there that of the line.
    fn row_edge(&self, end: bool) -> usize {
        let row = self.rows.of(self.cursor);
        let (edge, line) = if end {
            (self.offset(row, usize::MAX), self.line().end)
        } else {
            (self.at_or_after(self.rows.range(row, &self.text).start), self.line().start)
        };
        if edge == self.cursor { line } else { edge }
    }

    /// Columns before the cursor in its row.
    fn column(&self) -> usize {
        let row = self.rows.range(self.rows.of(self.cursor), &self.text);
        self.pieces(row.start).take_while(|piece| piece.start < self.cursor).map(|piece| piece.width).sum()
    }

    /// The cursor offset at a row and about a column.
    fn offset(&self, row: usize, column: usize) -> usize {
        let range = self.rows.range(row, &self.text);
        let (mut used, mut last) = (0, range.start);
        for piece in self.pieces(range.start).take_while(|piece| piece.start < range.end) {
            if piece.breaks() || used + piece.width > column {
                return self.at_or_before(piece.start);
            }
            used += piece.width;
            last = piece.start;
        }
        // Behind the last piece of a wrapped row is the start of the next one: stay before it.
        self.at_or_before(if range.end < self.text.len() { last } else { range.end })
    }

    fn pieces(&self, from: usize) -> Pieces<'_> {
        Pieces::new(&self.text, from, self.rows.room(), self.clean)
    }

    fn boundary(&self, from: usize, forward: bool) -> usize {
        let mut cursor = GraphemeCursor::new(from, self.text.len(), true);
        let found = if forward { cursor.next_boundary(&self.text, 0) } else { cursor.prev_boundary(&self.text, 0) };
        found.ok().flatten().unwrap_or(if forward { self.text.len() } else { 0 })
    }

    fn is_boundary(&self, at: usize) -> bool {
        self.text.is_char_boundary(at)
            && GraphemeCursor::new(at, self.text.len(), true).is_boundary(&self.text, 0) != Ok(false)
    }

    fn at_or_after(&self, at: usize) -> usize {
        if self.is_boundary(at) { at } else { self.boundary(at, true) }
    }

    fn at_or_before(&self, at: usize) -> usize {
        if self.is_boundary(at) { at } else { self.boundary(at, false) }
    }

    fn word_before(&self) -> usize {
        let head = &self.text[..self.cursor];
        let word_end = head.trim_end().len();
        let start = head[..word_end].char_indices().rev().find(|(_, c)| c.is_whitespace());
        start.map_or(0, |(at, c)| self.at_or_before(at + c.len_utf8()))
    }

    fn word_after(&self) -> usize {
        let tail = &self.text[self.cursor..];
        let skipped = tail.len() - tail.trim_start().len();
        let length = tail[skipped..].find(char::is_whitespace).unwrap_or(tail.len() - skipped);
        self.at_or_after(self.cursor + skipped + length)
    }

    /// The line with the cursor, without its line end.
    fn line(&self) -> Range<usize> {
        let (head, tail) = self.text.split_at(self.cursor);
        let start = head.rfind('\n').map_or(0, |at| at + 1);
        let end = self.cursor + tail.find('\n').unwrap_or(tail.len());
        // Between the two signs of a CRLF there is no place for a cursor.
        start..self.at_or_before(end)
    }

    /// Rows that are left for the text.
    fn text_rows(&self) -> usize {
        usize::from(self.height.saturating_sub(u16::from(self.prompt.is_some()))).max(1)
    }

    fn keep_in_sight(&mut self) {
        let (row, shown) = (self.rows.of(self.cursor), self.text_rows());
        self.top = self.top.min(row).max((row + 1).saturating_sub(shown));
        self.top = self.top.min(self.rows.count().saturating_sub(shown));
    }
}

#[cfg(test)]
mod tests;

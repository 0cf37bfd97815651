//! Reading a stored proof on the screen: its lines as they are, cleaned, with a search; the selected line is what a second person can cite.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::frame::overlay;
use super::list::ListState;
use super::look::{Look, put};
use super::overlay::movement;
use super::overlay_view::{big, human};
use super::text_field::{self, TextField};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::library::transcript::{asciicast, lines};

/// Columns by which long lines are moved sideways.
const SIDEWAYS: usize = 24;
/// Characters of a line that are cited: more than anybody would read out, and found all the same.
const MOST_CITED: usize = 240;

/// What there is to read of a proof.
#[derive(Debug)]
pub enum Content {
    /// Its bytes, and where each line starts.
    Bytes(Vec<u8>, Vec<usize>),
    /// Why there is nothing, a message id.
    Nothing(&'static str),
    /// The room may not see it; words that say so.
    Withheld(String),
}

impl Content {
    /// Bytes split into lines; of a recorded session the lines that were shown.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Self {
        let bytes = match asciicast::parse(&bytes) {
            Some(cast) => lines::text(&lines::lines(&cast)).into_bytes(),
            None => bytes,
        };
        let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(breaks).filter(|at| *at < bytes.len()).collect();
        if starts.is_empty() { Content::Nothing("reader-empty") } else { Content::Bytes(bytes, starts) }
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Content::Bytes(_, starts) => starts.len(),
            Content::Nothing(_) | Content::Withheld(_) => 0,
        }
    }

    /// Whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A line without its end.
    fn line(&self, index: usize) -> &[u8] {
        let Content::Bytes(bytes, starts) = self else { return &[] };
        let Some(start) = starts.get(index) else { return &[] };
        let end = starts.get(index + 1).copied().unwrap_or(bytes.len());
        let line = bytes.get(*start..end).unwrap_or_default();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line)
    }
}

/// One proof that can be turned to.
#[derive(Debug)]
pub struct Page {
    /// Label of the record that attached it; none for the state before a change.
    pub record: Option<String>,
    /// What it is called, cleaned.
    pub title: String,
    /// What there is to read.
    pub content: Content,
}

/// The proofs of a step, one of them open.
#[derive(Debug)]
pub struct Reader {
    step: String,
    pages: Vec<Page>,
    open: usize,
    list: ListState,
    left: usize,
    /// What is looked for, and whether it is being typed.
    find: TextField,
    typing: bool,
    /// Says that a search found nothing, until the next key.
    missed: bool,
}

/// What a key asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back.
    Close,
    /// The form by which a second person confirms the step, with the selected line cited.
    Verify(Input),
}

impl Reader {
    /// Opens the last of the proofs of a step.
    #[must_use]
    pub fn new(step: String, pages: Vec<Page>) -> Self {
        let open = pages.len().saturating_sub(1);
        let find = TextField::new(text::visible);
        Reader { step, pages, open, list: ListState::default(), left: 0, find, typing: false, missed: false }
    }

    fn page(&self) -> Option<&Page> {
        self.pages.get(self.open)
    }

    fn len(&self) -> usize {
        self.page().map_or(0, |page| page.content.len())
    }

    /// Whether words to find are being typed.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.typing
    }

    /// One key press; `page` is how many lines are shown.
    pub fn handle(&mut self, key: KeyEvent, page: usize) -> Asked {
        self.missed = false;
        if self.typing {
            match key.code {
                KeyCode::Esc => self.typing = false,
                KeyCode::Enter => {
                    self.typing = false;
                    self.seek(0);
                }
                _ => {
                    self.find.handle(key);
                }
            }
            return Asked::Nothing;
        }
        let len = self.len();
        if let Some(movement) = movement(key) {
            self.list.go(movement, len, page);
            self.list.top = self.list.top_for(len, page);
            return Asked::Nothing;
        }
        match key.code {
            KeyCode::Esc | KeyCode::Char('q' | 'o') => return Asked::Close,
            KeyCode::Enter | KeyCode::Char('v') => return Asked::Verify(self.cite()),
            KeyCode::Char('/') => self.typing = true,
            KeyCode::Char('n') => self.seek(1),
            KeyCode::Right => self.left += SIDEWAYS,
            KeyCode::Left => self.left = self.left.saturating_sub(SIDEWAYS),
            KeyCode::Tab if !self.pages.is_empty() => {
                self.open = (self.open + 1) % self.pages.len();
                (self.list, self.left) = (ListState::default(), 0);
            }
            KeyCode::Char('j') => self.list.go(super::list::Move::Down, len, page),
            KeyCode::Char('k') => self.list.go(super::list::Move::Up, len, page),
            _ => {}
        }
        Asked::Nothing
    }

    /// Goes to the next line, from `ahead` lines after the selected one, that holds what is looked for; from the end on at the start.
    fn seek(&mut self, ahead: usize) {
        let needle = self.find.text().to_lowercase();
        let Some(page) = self.page().filter(|_| !needle.is_empty()) else { return };
        let len = page.content.len();
        let holds = |index: &usize| {
            let line = page.content.line(*index);
            match std::str::from_utf8(line) {
                Ok(line) => line.to_lowercase().contains(&needle),
                Err(_) => text::visible_bytes(line).to_lowercase().contains(&needle),
            }
        };
        let from = self.list.selected + ahead;
        match (from..len).chain(0..from.min(len)).find(holds) {
            Some(found) => self.list.selected = found,
            None => self.missed = true,
        }
    }

    /// Fields of the form that confirms the step by the selected line.
    fn cite(&self) -> Input {
        let mut input = Input::default().with("step", self.step.clone());
        let Some(page) = self.page() else { return input };
        if let Some(record) = &page.record {
            input.set("record", record.as_str());
            if !page.content.is_empty() {
                input.set("place", format!("line {}", self.list.selected + 1));
            }
            let line = std::str::from_utf8(page.content.line(self.list.selected)).unwrap_or_default().trim();
            // Words with signs that a form does not take would not be found again.
            let plain = text::visible(line) == line;
            let end = line.char_indices().nth(MOST_CITED).map_or(line.len(), |(end, _)| end);
            input.set("quote", if plain { line.get(..end).unwrap_or_default() } else { "" });
        }
        input
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        let (width, height) = big(area);
        let title = look.say(&Msg::new("title-reader").with("step", self.step.clone()));
        let inside = overlay(area, buffer, look, width, height, &title, "");
        let page = self.page()?;
        let of = Msg::new("reader-of").with("n", self.open + 1).with("count", self.pages.len());
        let size = match &page.content {
            Content::Bytes(bytes, _) => human(bytes.len() as u64),
            Content::Nothing(_) | Content::Withheld(_) => String::new(),
        };
        let head = format!("{}  {}  {size}", page.title, look.say(&of));
        put(buffer, inside, 0, 1, &text::fit(&head, usize::from(inside.width.saturating_sub(2))), look.theme.title);
        if self.missed {
            let words = look.say(&Msg::new("reader-no-hit").with("words", self.find.text()));
            put(buffer, inside, 1, 1, &words, look.theme.dim);
        }
        let body = Rect { y: inside.y + 2, height: inside.height.saturating_sub(4), ..inside };
        match &page.content {
            Content::Bytes(..) => self.draw_lines(page, body, buffer, look),
            Content::Nothing(id) => {
                put(buffer, body, 0, 1, &look.word(id), look.theme.dim);
            }
            Content::Withheld(words) => {
                put(buffer, body, 0, 1, words, look.theme.withheld);
            }
        }
        let line = Rect { y: inside.y + inside.height.saturating_sub(1), height: 1, ..inside };
        if !self.typing {
            let keys =
                super::frame::keys_in(&look.drawn_keys("reader-keys"), usize::from(line.width.saturating_sub(2)));
            put(buffer, line, 0, 1, &keys, look.theme.key);
            return None;
        }
        put(buffer, line, 0, 1, "/", look.theme.key);
        let field = Rect { x: line.x + 3, width: line.width.saturating_sub(4), ..line };
        let style = text_field::Look { text: look.theme.field_focus, sign: look.theme.withheld, glyphs: look.glyphs };
        self.find.render(field, buffer, &style)
    }

    fn draw_lines(&self, page: &Page, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let rows = usize::from(area.height);
        let len = page.content.len();
        let top = self.list.top_for(len, rows);
        let digits = len.to_string().len();
        let room = usize::from(area.width).saturating_sub(digits + 5);
        for (row, index) in (0_u16..).zip((top..len).take(rows)) {
            let selected = index == self.list.selected;
            let line = page.content.line(index);
            // A line of megabytes is cleaned only as far as it is shown.
            let end = line.len().min((self.left + room + 8) * 4);
            let clean = text::visible_bytes(line.get(..end).unwrap_or_default()).replace('\t', "    ");
            let shifted: String = clean.chars().skip(self.left).collect();
            let pointer = if selected { look.glyphs.pointer() } else { " " };
            let words = format!("{pointer}{:>digits$}  {}", index + 1, text::fit(&shifted, room));
            let style = if selected { look.theme.text.patch(look.theme.selection) } else { look.theme.text };
            put(buffer, area, row, 1, &words, style);
        }
        if top > 0 {
            put(buffer, area, 0, area.width.saturating_sub(1), look.more_up(), look.theme.dim);
        }
        if top + rows < len {
            let last = area.height.saturating_sub(1);
            put(buffer, area, last, area.width.saturating_sub(1), look.more_down(), look.theme.dim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::panes::fixture::{Room, lines, sheet};

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::from(code)
    }

    fn reader(bytes: &[u8]) -> Reader {
        let record = Some("12".to_owned());
        let page = Page { record, title: "a".to_owned(), content: Content::of(bytes.to_vec()) };
        Reader::new("G-01".to_owned(), vec![page])
    }

    fn cited(reader: &mut Reader) -> Option<String> {
        match reader.handle(key(KeyCode::Char('v')), 10) {
            Asked::Verify(input) => input.get("quote").map(str::to_owned),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lines_are_those_of_the_bytes() {
        for (bytes, lines) in
            [(&b""[..], 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"\n\n", 2), (b"a\r\n\r\nb\r\n", 3)]
        {
            assert_eq!(Content::of(bytes.to_vec()).len(), lines, "{bytes:?}");
        }
        assert_eq!(Content::of(b"a\r\nb".to_vec()).line(0), b"a");
    }

    #[test]
    fn the_selected_line_is_cited_where_it_can_be_found_again() {
        let mut reader = reader(b"deny any\n  10.0.0.7 isolated\nesc \x1b[31m\nbad \xff\n");
        reader.handle(key(KeyCode::Down), 10);
        assert_eq!(cited(&mut reader).as_deref(), Some("10.0.0.7 isolated"));
        reader.handle(key(KeyCode::Down), 10);
        assert_eq!(cited(&mut reader), None, "what cannot be typed is not cited by words");
        reader.handle(key(KeyCode::Down), 10);
        assert_eq!(cited(&mut reader), None);
    }

    #[test]
    fn the_place_of_the_selected_line_is_cited_whatever_is_in_it() {
        let mut reader = reader(b"deny any\na\ttab\nbad \xff\n");
        for place in ["line 1", "line 2", "line 3"] {
            let Asked::Verify(input) = reader.handle(key(KeyCode::Enter), 10) else { panic!("no form") };
            assert_eq!(input.get("place"), Some(place));
            reader.handle(key(KeyCode::Down), 10);
        }
    }

    #[test]
    fn a_search_without_a_hit_says_so_until_the_next_key() {
        let room = Room::day_one();
        let mut reader = reader(b"alpha\nbeta\n");
        let says = |reader: &Reader| {
            let mut buffer = sheet(80, 20);
            reader.draw(buffer.area, &mut buffer, &room.look());
            lines(&buffer).iter().any(|line| line.contains("gamma") && line.contains("No line"))
        };
        for code in "/gamma".chars().map(KeyCode::Char).chain([KeyCode::Enter]) {
            reader.handle(key(code), 10);
        }
        assert!(says(&reader), "at once");
        reader.handle(key(KeyCode::Down), 10);
        assert!(!says(&reader));
        reader.handle(key(KeyCode::Char('n')), 10);
        assert!(says(&reader), "and when it is looked for again");
        assert_eq!(reader.list.selected, 1, "the selection stays");
    }

    #[test]
    fn a_recorded_session_is_read_as_the_lines_it_showed() {
        let cast = b"{\"version\":2,\"width\":80,\"height\":24}\n[0.5,\"o\",\"fw01# \\u001b[1mshow\"]\n[1.0,\"o\",\" run\\r\\n\\u001b[0mdeny any\\r\\n\"]\n";
        let mut reader = reader(cast);
        assert_eq!(cited(&mut reader).as_deref(), Some("fw01# show run"));
        reader.handle(key(KeyCode::Down), 10);
        assert_eq!(cited(&mut reader).as_deref(), Some("deny any"));
    }

    #[test]
    fn search_goes_on_from_the_start() {
        let mut reader = reader("Alpha\nbeta\nALPHA two\n".as_bytes());
        reader.handle(key(KeyCode::Char('/')), 10);
        for letter in "alpha".chars() {
            reader.handle(key(KeyCode::Char(letter)), 10);
        }
        reader.handle(key(KeyCode::Enter), 10);
        let mut seen = vec![reader.list.selected];
        for _ in 0..2 {
            reader.handle(key(KeyCode::Char('n')), 10);
            seen.push(reader.list.selected);
        }
        assert_eq!(seen, [0, 2, 0]);
        assert_eq!(reader.handle(key(KeyCode::Esc), 10), Asked::Close);
    }
}

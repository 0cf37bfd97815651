//! What each key does on the page.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::choices::{Choices, Of, bookmarks, saved};
use super::item::prefill;
use super::opened::{Opened, of};
use super::{Asked, Over, OverTime, Place, terms};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text;
use crate::domain::time::TypingContext;
use crate::ui::list::Move;
use crate::ui::look::Look;
use crate::ui::overlay::movement;
use crate::ui::text_field::TextField;

impl OverTime {
    /// One key press.
    pub fn handle(&mut self, key: KeyEvent, look: &Look<'_>, typing: &TypingContext) -> Asked {
        match std::mem::replace(&mut self.over, Over::Nothing) {
            // What somebody decides of a row is mostly decided where all of it stands.
            Over::Whole(Opened::Row(_), _) if matches!(key.code, KeyCode::Char('m' | 'b')) => self.line_key(key, look),
            Over::Whole(opened, top) => self.opened_key(key, opened, top),
            Over::Choices(choices) => self.choices_key(key, choices),
            Over::Jump(field, _) => self.jump_key(key, field, look, typing),
            Over::Nothing if self.typing => self.typing_key(key),
            Over::Nothing => self.line_key(key, look),
        }
    }

    fn typing_key(&mut self, key: KeyEvent) -> Asked {
        match key.code {
            KeyCode::Enter | KeyCode::Esc | KeyCode::Tab | KeyCode::Up | KeyCode::Down => {
                self.typing = false;
                Asked::Nothing
            }
            KeyCode::PageUp | KeyCode::PageDown => self.step(key),
            _ => {
                let before = self.field.revision();
                self.field.handle(key);
                if self.field.revision() == before { Asked::Nothing } else { Asked::Search }
            }
        }
    }

    fn step(&mut self, key: KeyEvent) -> Asked {
        let code = match key.code {
            KeyCode::Char('j') => KeyCode::Down,
            KeyCode::Char('k') => KeyCode::Up,
            KeyCode::Char('g') => KeyCode::Home,
            KeyCode::Char('G') => KeyCode::End,
            code => code,
        };
        let page = self.page() as u64;
        let Some(movement) = movement(KeyEvent { code, ..key }) else { return Asked::Nothing };
        self.go_to(match movement {
            Move::Down => self.cursor.saturating_add(1),
            Move::Up => self.cursor.saturating_sub(1),
            Move::PageDown => self.cursor.saturating_add(page),
            Move::PageUp => self.cursor.saturating_sub(page),
            Move::First => 0,
            Move::Last => u64::MAX,
        });
        Asked::Read
    }

    fn line_key(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Asked::Nothing;
        }
        match self.wait(key) {
            Some(asked) => asked,
            None => self.act(key, look),
        }
    }

    /// What a key does to the lines.
    pub(super) fn act(&mut self, key: KeyEvent, look: &Look<'_>) -> Asked {
        match key.code {
            // What was narrowed is widened first: whoever takes back a filter does not mean to leave.
            KeyCode::Esc if self.field.text().trim() != self.came_with => {
                return self.set_query(&self.came_with.clone());
            }
            KeyCode::Esc | KeyCode::Char('q') => return Asked::Close,
            KeyCode::Char('/') => self.typing = true,
            KeyCode::Enter => return self.open(),
            KeyCode::Char('m') => return self.form("row-mark", look),
            KeyCode::Char('b') => return self.bookmark(look),
            KeyCode::Char('F') => {
                // Whoever sees more than others may have typed more than they may read.
                let input = Input::default().with("query", self.field.text()).with("mark", look.audience.0.code());
                return Asked::Form("search-save", input);
            }
            KeyCode::Char('f') => self.over = Over::Choices(saved(look)),
            KeyCode::Char('B') => self.over = Over::Choices(bookmarks(look)),
            KeyCode::Char('c') => {
                self.over = Over::Choices(Choices::none(Of::Fields(false)));
                return Asked::CountFields;
            }
            KeyCode::Char('w') => self.over = Over::Jump(TextField::new(text::visible), None),
            KeyCode::Char('+' | '=') => return self.zoom(true, look),
            KeyCode::Char('-') => return self.zoom(false, look),
            KeyCode::Char('0') => return self.narrow(None),
            KeyCode::Char('o') => {
                self.newest = !self.newest;
                self.again();
                return Asked::Read;
            }
            KeyCode::Char(letter @ ('h' | 'u' | 's' | 'l' | 't' | 'H' | 'U' | 'S' | 'L' | 'T')) => {
                return self.filter(letter);
            }
            _ => return self.step(key),
        }
        Asked::Nothing
    }

    /// The form that does something with the row under the cursor.
    fn form(&self, name: &'static str, look: &Look<'_>) -> Asked {
        let placed = match self.under() {
            Some((_, Some(placed))) => placed,
            under => return Asked::Say(Msg::new(if under.is_some() { "over-no-row" } else { "over-no-line" })),
        };
        let parts = look.state.rows.import(placed.import).map(|imported| imported.parts.as_slice()).unwrap_or_default();
        // A document may hold several rows on one line.
        let several = parts.iter().any(|part| part.counts.kept > part.counts.kept_lines);
        Asked::Form(name, prefill(placed, several, name == "row-mark"))
    }

    fn bookmark(&self, look: &Look<'_>) -> Asked {
        let there = matches!(self.under(), Some((_, Some(placed))) if !of(&self.bookmarks, placed).is_empty());
        self.form(if there { "row-unbookmark" } else { "row-bookmark" }, look)
    }

    /// Adds what the row under the cursor has in a field; a capital letter leaves out what has it.
    fn filter(&mut self, letter: char) -> Asked {
        let not = letter.is_ascii_uppercase();
        let value = |row: &crate::library::foreign::Row| match letter.to_ascii_lowercase() {
            'h' => ("host", row.host.clone()),
            'u' => ("user", row.user.clone()),
            's' => ("source", row.source.clone()),
            'l' => ("level", row.level.clone()),
            _ => match row.tags.first() {
                Some(tag) => ("tag", tag.clone()),
                None => ("technique", row.techniques.first().cloned().unwrap_or_default()),
            },
        };
        let found = match self.under() {
            Some((_, Some(placed))) => Some((value(&placed.row), "over-row-without")),
            Some((Place::Record(number), _)) => self.records.get(number as usize).map(|record| {
                let of = |name: &'static str| (name, record.values(name).into_iter().next().unwrap_or_default());
                let found = match letter.to_ascii_lowercase() {
                    'h' => of("host"),
                    'u' => of("who"),
                    // These only rows have.
                    's' => ("source", String::new()),
                    'l' => ("level", String::new()),
                    _ => Some(of("tag")).filter(|(_, tag)| !tag.is_empty()).unwrap_or_else(|| of("technique")),
                };
                (found, "over-record-without")
            }),
            _ => None,
        };
        match found {
            Some(((field, value), _)) if !value.trim().is_empty() => {
                let query = terms::with(&self.field.text(), field, value.trim(), not);
                if query == self.field.text() { Asked::Say(Msg::new("over-there")) } else { self.set_query(&query) }
            }
            Some(((field, _), without)) => Asked::Say(Msg::new(without).with("field", field)),
            None => Asked::Say(Msg::new("over-no-line")),
        }
    }

    pub(super) fn set_query(&mut self, query: &str) -> Asked {
        self.field.set_text(query);
        Asked::Search
    }
}

//! What each key does on the page.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::choices::{bookmarks, saved};
use super::item::prefill;
use super::window::Go;
use super::{Asked, Over, OverTime, of, terms};
use crate::domain::attention;
use crate::domain::input::Input;
use crate::domain::text;
use crate::domain::time::{TypingContext, parse_when};
use crate::jobs::rows::order::{Place, Placed};
use crate::ui::list::Move;
use crate::ui::look::Look;
use crate::ui::overlay::movement;
use crate::ui::text_field::TextField;

/// The shortest time that is zoomed into, milliseconds.
const CLOSEST: i64 = 1_000;

impl OverTime {
    /// One key press.
    pub fn handle(&mut self, key: KeyEvent, look: &Look<'_>, typing: &TypingContext) -> Asked {
        match std::mem::replace(&mut self.over, Over::Nothing) {
            // What somebody decides of a row is mostly decided where all of it stands.
            Over::Whole(..) if matches!(key.code, KeyCode::Char('m' | 'b')) => self.line_key(key, look),
            Over::Whole(placed, top) => self.whole_key(key, placed, top),
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
            KeyCode::Char('c') => self.over = Over::Choices(self.fields()),
            KeyCode::Char('w') => self.over = Over::Jump(TextField::new(text::visible), None),
            KeyCode::Char('+' | '=') => return self.zoom(true),
            KeyCode::Char('-') => return self.zoom(false),
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

    /// Opens what the cursor is on: a row whole, a record where it is.
    fn open(&mut self) -> Asked {
        match self.under() {
            Some((Place::Record(number), _)) => {
                let record = self.records.get(number as usize).map(|record| record.id);
                record.map_or(Asked::Nothing, |record| Asked::Go(attention::Place::Timeline(record)))
            }
            Some((_, Some(placed))) => {
                self.over = Over::Whole(Box::new(placed.clone()), 0);
                Asked::Nothing
            }
            _ => Asked::Nothing,
        }
    }

    /// The form that does something with the row under the cursor.
    fn form(&self, name: &'static str, look: &Look<'_>) -> Asked {
        let Some((_, Some(placed))) = self.under() else {
            return if self.stale { Asked::Nothing } else { Asked::Say("over-no-row") };
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
            Some((_, Some(placed))) => Some(value(&placed.row)),
            Some((Place::Record(number), _)) => {
                let name = match letter.to_ascii_lowercase() {
                    'h' => "host",
                    'u' => "who",
                    't' => "tag",
                    _ => return Asked::Nothing,
                };
                self.records
                    .get(number as usize)
                    .and_then(|record| record.values(name).into_iter().next())
                    .map(|value| (name, value))
            }
            _ => None,
        };
        match found.filter(|(_, value)| !value.trim().is_empty()) {
            Some((field, value)) => self.set_query(&terms::with(&self.field.text(), field, value.trim(), not)),
            None => Asked::Nothing,
        }
    }

    pub(super) fn set_query(&mut self, query: &str) -> Asked {
        self.field.set_text(query);
        Asked::Search
    }

    /// Half of the time around the cursor, or twice as much.
    fn zoom(&mut self, closer: bool) -> Asked {
        let Some((from, to)) = terms::time(&self.field.text()).or(self.seen.span) else { return Asked::Nothing };
        let length = to.saturating_sub(from);
        let centre = self.instant().unwrap_or_else(|| from.saturating_add(length / 2));
        let half = if closer { length / 4 } else { length.max(CLOSEST) };
        if closer && length <= CLOSEST {
            return Asked::Nothing;
        }
        let (from, to) = (centre.saturating_sub(half.max(CLOSEST / 2)), centre.saturating_add(half.max(CLOSEST / 2)));
        let whole = self.order.as_ref().and_then(|order| order.span().ok().flatten());
        // Further out than everything is everything.
        self.narrow(Some((from, to)).filter(|(from, to)| whole.is_none_or(|(first, last)| first < *from || *to < last)))
    }

    fn narrow(&mut self, time: Option<(i64, i64)>) -> Asked {
        let query = terms::between(&self.field.text(), time);
        if query == self.field.text() { Asked::Nothing } else { self.set_query(&query) }
    }

    fn whole_key(&mut self, key: KeyEvent, placed: Box<Placed>, top: usize) -> Asked {
        let page = self.page().max(1);
        let top = match key.code {
            KeyCode::Esc | KeyCode::Char('q') | KeyCode::Enter => return Asked::Nothing,
            KeyCode::Down | KeyCode::Char('j') => top.saturating_add(1),
            KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
            KeyCode::PageDown => top.saturating_add(page),
            KeyCode::PageUp => top.saturating_sub(page),
            KeyCode::Home => 0,
            _ => top,
        };
        self.over = Over::Whole(placed, top);
        Asked::Nothing
    }

    fn jump_key(&mut self, key: KeyEvent, mut field: TextField, look: &Look<'_>, typing: &TypingContext) -> Asked {
        let wrong = match key.code {
            KeyCode::Esc => return Asked::Nothing,
            KeyCode::Enter => match parse_when(field.text().trim(), typing) {
                Ok(when) => {
                    (self.go, self.anchor, self.due) = (Go::Instant(when.at.millis()), None, true);
                    return Asked::Read;
                }
                Err(_) => Some(look.word("over-no-time")),
            },
            _ => {
                field.handle(key);
                None
            }
        };
        self.over = Over::Jump(field, wrong);
        Asked::Nothing
    }
}

//! Words for the phone, big: they say four, this laptop answers with eight; or the other way round. Whatever is typed, the screen answers at once.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::frame::overlay;
use super::look::{Look, put};
use super::overlay_view::big;
use super::text_field::{self, TextField};
use crate::domain::anchor::{QUESTION, answer};
use crate::domain::form::groups;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text::{self, wrap};
use crate::library::words::heard;

/// Columns from which words are spelled wide.
const WIDE: u16 = 90;
/// Columns of the words.
const COLUMNS: usize = 2;

/// The page.
#[derive(Debug)]
pub struct Phone {
    /// The checkpoint: its record as people type it, its size, its text of all chains and their digest.
    record: String,
    heads: String,
    case_head: String,
    /// Words that this side asks with.
    ours: Vec<&'static str>,
    we_ask: bool,
    typed: TextField,
}

/// What a key asks for.
#[derive(Debug, PartialEq)]
pub enum Asked {
    /// Nothing further.
    Nothing,
    /// To go back.
    Close,
    /// The form that records what was said.
    Record(Input),
}

impl Phone {
    /// Words over a checkpoint; `ours` are words that nobody could know beforehand.
    #[must_use]
    pub fn new(record: String, heads: String, case_head: String, ours: Vec<&'static str>) -> Self {
        Phone { record, heads, case_head, ours, we_ask: false, typed: TextField::new(text::visible) }
    }

    /// One key press.
    pub fn handle(&mut self, key: KeyEvent) -> Asked {
        match key.code {
            KeyCode::Esc => return Asked::Close,
            KeyCode::Tab => {
                self.we_ask = !self.we_ask;
                self.typed.clear();
            }
            KeyCode::Enter => return Asked::Record(self.said()),
            _ => {
                self.typed.handle(key);
            }
        }
        Asked::Nothing
    }

    /// Fields of the form that records it.
    fn said(&self) -> Input {
        let typed = heard(&self.typed.text()).join(" ");
        let input = Input::default().with("checkpoint", self.record.as_str());
        if self.we_ask {
            input.with("way", "we-ask").with("asked-words", self.ours.join(" ")).with("answer-words", typed)
        } else {
            let way = if typed.is_empty() { "nobody-asks" } else { "they-ask" };
            input.with("way", way).with("asked-words", typed)
        }
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) -> Option<Position> {
        let (width, height) = big(area);
        let inside =
            overlay(area, buffer, look, width, height, &look.word("title-phone-words"), &look.drawn_keys("phone-keys"));
        let head = groups(&self.case_head);
        let about = Msg::new("phone-about")
            .with("record", self.record.clone())
            .with("head", head.get(..2).unwrap_or_default().join(" "));
        put(buffer, inside, 0, 1, &look.say(&about), look.theme.dim);
        let typed = heard(&self.typed.text());
        let id = if self.we_ask { "phone-we-ask" } else { "phone-they-ask" };
        said(buffer, inside, 2, &look.word(id), look.theme.text);
        let (words, verdict) = if self.we_ask { self.asking(&typed) } else { self.answering(&typed) };
        if self.we_ask {
            spell(buffer, inside, 4, &self.ours, look);
        }
        let row = if self.we_ask { 4 + rows(self.ours.len()) + 1 } else { 4 };
        put(buffer, inside, row, 1, look.glyphs.pointer(), look.theme.key);
        let field = Rect {
            x: inside.x + 3,
            y: inside.y + row.min(inside.height.saturating_sub(1)),
            width: inside.width.saturating_sub(4),
            height: 1,
        };
        let style = text_field::Look { text: look.theme.field_focus, sign: look.theme.withheld, glyphs: look.glyphs };
        let cursor = self.typed.render(field, buffer, &style);
        // No word may be missing: without room the empty row above the verdict goes.
        let words_at = row + 4;
        let down = u16::try_from(words.len().div_ceil(COLUMNS)).unwrap_or(u16::MAX);
        let closer = u16::from(words_at.saturating_add(down) > inside.height);
        said(buffer, inside, row + 2 - closer, &look.say(&verdict), look.theme.title);
        spell(buffer, inside, words_at - closer, &words, look);
        cursor
    }

    /// The answer to what was typed, and what is said over it.
    fn answering(&self, typed: &[String]) -> (Vec<&'static str>, Msg) {
        match typed.len() {
            0 => (answer(&[], &self.heads), Msg::new("phone-unasked")),
            QUESTION => (answer(typed, &self.heads), Msg::new("phone-answer")),
            count => (Vec::new(), Msg::new("phone-typing").with("count", count)),
        }
    }

    /// How far the words that were heard are those of this checkpoint.
    fn asking(&self, typed: &[String]) -> (Vec<&'static str>, Msg) {
        let ours: Vec<String> = self.ours.iter().map(|word| (*word).to_owned()).collect();
        let expected = answer(&ours, &self.heads);
        let wrong = typed.iter().zip(&expected).position(|(heard, word)| heard != word);
        let msg = match wrong {
            // Somebody is still typing the last one.
            Some(at)
                if at + 1 == typed.len()
                    && expected
                        .get(at)
                        .is_some_and(|word| word.starts_with(typed.last().map_or("", String::as_str))) =>
            {
                Msg::new("phone-heard").with("count", at)
            }
            Some(at) => Msg::new("phone-wrong").with("place", at + 1),
            None if typed.len() == expected.len() => Msg::new("phone-right"),
            None if typed.len() > expected.len() => Msg::new("phone-wrong").with("place", expected.len() + 1),
            None => Msg::new("phone-heard").with("count", typed.len()),
        };
        (Vec::new(), msg)
    }
}

/// Words in two rows at most.
fn said(buffer: &mut Buffer, inside: Rect, row: u16, words: &str, style: Style) {
    let lines = wrap(words, usize::from(inside.width.saturating_sub(2)));
    for (row, line) in (row..).zip(lines.iter().take(2)) {
        put(buffer, inside, row, 1, line, style);
    }
}

/// Rows that words take.
fn rows(count: usize) -> u16 {
    u16::try_from(count.div_ceil(COLUMNS)).unwrap_or(u16::MAX).saturating_mul(2)
}

/// Words in two columns, the first column first, each with its number; spelled wide where there is room.
fn spell(buffer: &mut Buffer, inside: Rect, top: u16, words: &[&'static str], look: &Look<'_>) {
    let down = words.len().div_ceil(COLUMNS).max(1);
    let tight = top + rows(words.len()) > inside.height;
    for (at, word) in words.iter().enumerate() {
        let (column, row) = (at / down, at % down);
        let row = top + u16::try_from(row).unwrap_or(u16::MAX).saturating_mul(if tight { 1 } else { 2 });
        let column = 3 + u16::try_from(column).unwrap_or(u16::MAX).saturating_mul(inside.width.saturating_sub(4) / 2);
        let shown: String = if inside.width >= WIDE && !tight {
            word.to_uppercase().chars().flat_map(|letter| [letter, ' ']).collect()
        } else {
            word.to_uppercase()
        };
        let number = format!("{:>2}", at + 1);
        put(buffer, inside, row, column, &number, look.theme.dim);
        put(buffer, inside, row, column + 4, shown.trim_end(), look.theme.title);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(phone: &mut Phone, text: &str) {
        for letter in text.chars() {
            phone.handle(KeyEvent::from(KeyCode::Char(letter)));
        }
    }

    fn phone() -> Phone {
        let ours = vec!["topmost", "istanbul", "pluto", "vagabond"];
        Phone::new("12".to_owned(), "heads\n".to_owned(), "ab".repeat(32), ours)
    }

    #[test]
    fn both_directions_are_recorded_as_they_were() {
        let mut page = phone();
        assert_eq!(page.said().get("way"), Some("nobody-asks"));
        typed(&mut page, "River, candle seven OAK");
        let (words, said) = page.answering(&heard(&page.typed.text()));
        assert_eq!((words.len(), said.id), (8, "phone-answer"));
        let input = page.said();
        assert_eq!((input.get("way"), input.get("asked-words")), (Some("they-ask"), Some("river candle seven oak")));
        page.handle(KeyEvent::from(KeyCode::Tab));
        let expected = answer(&["topmost", "istanbul", "pluto", "vagabond"].map(str::to_owned), "heads\n");
        typed(&mut page, &expected[..7].join(" "));
        assert_eq!(page.asking(&heard(&page.typed.text())).1.id, "phone-heard");
        typed(&mut page, " wrong");
        let wrong = page.asking(&heard(&page.typed.text())).1;
        assert_eq!(wrong, Msg::new("phone-wrong").with("place", 8_usize));
        page.typed.clear();
        typed(&mut page, &expected.join(" "));
        assert_eq!(page.asking(&heard(&page.typed.text())).1.id, "phone-right");
        let Asked::Record(input) = page.handle(KeyEvent::from(KeyCode::Enter)) else { panic!("no form") };
        assert_eq!(input.get("way"), Some("we-ask"));
        assert_eq!(input.get("answer-words"), Some(expected.join(" ").as_str()));
        assert_eq!(input.get("checkpoint"), Some("12"));
    }
}

//! The screen without a case: declare an incident, open a case, try the exercise.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Console;
use crate::app::command::command;
use crate::app::{Scope, demo};
use crate::domain::input::Input;
use crate::ui::frame::overlay;
use crate::ui::list::ListState;
use crate::ui::look::{Look, put};
use crate::ui::overlay::Overlay;

/// What the screen offers: the key and the message id.
const OFFERS: [(char, &str); 7] = [
    ('d', "welcome-declare"),
    ('o', "welcome-open"),
    ('i', "welcome-import"),
    ('e', "welcome-exercise"),
    ('t', "welcome-tour"),
    ('a', "welcome-assess"),
    ('q', "welcome-quit"),
];

impl Console {
    pub(super) fn welcome_key(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Down | KeyCode::Char('j') | KeyCode::Tab => self.welcome = (self.welcome + 1) % OFFERS.len(),
            KeyCode::Up | KeyCode::Char('k') | KeyCode::BackTab => {
                self.welcome = (self.welcome + OFFERS.len() - 1) % OFFERS.len()
            }
            KeyCode::Enter => self.welcome_offer(OFFERS[self.welcome].0),
            KeyCode::Char('D') => self.welcome_offer('d'),
            KeyCode::Char(c) if OFFERS.iter().any(|(key, _)| *key == c) => self.welcome_offer(c),
            // What concerns the screen has the keys that it has everywhere.
            _ => {
                let found = self.keymap.command(Scope::Everywhere, key.into());
                match found.filter(|spec| matches!(spec.name, "palette" | "help" | "theme" | "mouse" | "messages")) {
                    Some(spec) if spec.name == "help" => {
                        // No pane is shown: its keys would mean nothing here.
                        self.overlays.push(Overlay::Help(Scope::Everywhere, ListState::default()));
                    }
                    Some(spec) => self.run_command(spec),
                    None => {}
                }
            }
        }
    }

    pub(super) fn welcome_offer(&mut self, key: char) {
        let form = |name| command(name);
        match key {
            'd' => {
                if let Some(spec) = form("declare") {
                    self.open_form(spec, Input::default());
                }
            }
            'a' => {
                if let Some(spec) = form("assess") {
                    self.open_form(spec, Input::default());
                }
            }
            'o' => self.list_cases(),
            'i' => {
                if let Some(spec) = form("import") {
                    self.run_command(spec);
                }
            }
            'e' => match demo::open_or_make(&self.env) {
                Ok(path) => self.open_case(&path),
                Err(failure) => self.say_failure(&failure),
            },
            't' => self.tour(),
            'q' => self.quit(),
            _ => {}
        }
    }
}

/// Draws the welcome screen.
pub(super) fn draw(selected: usize, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
    let inside = overlay(area, buffer, look, 64, 14, &look.word("welcome-title"), "");
    put(buffer, inside, 1, 2, &look.word("welcome-words"), look.theme.dim);
    for (index, (row, (key, id))) in (3_u16..).zip(OFFERS).enumerate() {
        let chosen = index == selected;
        let style = if chosen { look.theme.selection } else { look.theme.text };
        let pointer = if chosen { look.glyphs.pointer() } else { " " };
        let column = put(buffer, inside, row, 2, &format!("{pointer} "), style);
        let column = put(
            buffer,
            inside,
            row,
            column,
            &key.to_string(),
            if chosen { look.theme.selection } else { look.theme.key },
        );
        put(buffer, inside, row, column, &format!("  {}", look.word(id)), style);
    }
    put(buffer, inside, inside.height.saturating_sub(1), 2, &look.word("welcome-keys"), look.theme.dim);
}

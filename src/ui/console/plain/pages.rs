//! Pages over the panes that are no lists: said whole when they open, what changed of them after each answer, and walked with words. A line that is none of
//! these words is answered, never taken for keys.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lines::{row_text, sentence};
use super::{Out, Reading};
use crate::app::Scope;
use crate::app::command::command;
use crate::domain::msg::Msg;
use crate::ui::console::Console;
use crate::ui::console::briefing::ALSO;
use crate::ui::input::Chord;
use crate::ui::overlay::Overlay;

/// Columns and rows of a page that is only drawn.
const PAGE: (u16, u16) = (110, 200);
/// The message that says how a page is walked, and the letters that it takes.
fn walked(overlay: &Overlay) -> (&'static str, &'static str) {
    match overlay {
        Overlay::Briefing(_) => ("plain-walk-briefing", "1234567ad"),
        Overlay::Asking(_) => ("plain-walk-asking", "yntaop"),
        Overlay::Reader(_) => ("plain-walk-reader", "n"),
        Overlay::Phone(_) => ("plain-walk-phone", ""),
        Overlay::Code(_) => ("plain-walk-code", "i"),
        Overlay::Picker(..) => ("plain-walk-picker", ""),
        _ => ("plain-walk-page", ""),
    }
}

/// Whether a row of a page is only drawn: a ruler, a frame.
fn ruler(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric)
}

impl Console {
    /// Says the page on top: all of it when it opened, else what changed since it was last said.
    pub(super) fn page_lines(&mut self, out: &mut Out, reading: &mut Reading) {
        let lines = self.lines_of_page();
        let all = reading.page.is_empty();
        // Of a page that was turned the whole is said, its title with it.
        let turned = lines.first() != reading.page.first();
        for line in lines.iter().filter(|line| all || turned || !reading.page.contains(line)) {
            out.line(line);
        }
        reading.page = lines;
        if let (true, Some(overlay)) = (all, self.overlays.last()) {
            out.line(&self.lang.word(walked(overlay).0));
        }
    }

    fn lines_of_page(&mut self) -> Vec<String> {
        if let Some(Overlay::Briefing(mut pages)) = self.overlays.pop_if(|top| matches!(top, Overlay::Briefing(_))) {
            let lines = pages.said(&self.look(&[]));
            self.overlays.push(Overlay::Briefing(pages));
            return lines;
        }
        let area = Rect::new(0, 0, PAGE.0, PAGE.1);
        match self.overlays.last_mut() {
            Some(Overlay::Composer(composer)) => composer.set_screen(area),
            Some(Overlay::Picker(picker, _)) => picker.set_rows(20),
            _ => {}
        }
        let mut buffer = Buffer::empty(area);
        let (look, typing) = (self.look(&[]), self.typing());
        if let Some(overlay) = self.overlays.last() {
            self.paint_overlay(overlay, area, &mut buffer, &look, &typing);
        }
        let border = |c: char| matches!(c, '|' | '+' | '-' | ' ');
        (0..area.height)
            .map(|y| row_text(&buffer, y))
            .map(|line| sentence(line.trim_matches(border)))
            .filter(|line| !line.is_empty() && !ruler(line))
            .collect()
    }

    /// One line typed at a page.
    pub(super) fn page_line(&mut self, out: &mut Out, reading: &mut Reading, typed: &str) {
        let Some(overlay) = self.overlays.last() else { return };
        let (words, letters) = walked(overlay);
        let (forward, backward) = match overlay {
            Overlay::Composer(_) | Overlay::Picker(..) => (KeyCode::PageDown, KeyCode::PageUp),
            _ => (KeyCode::Tab, KeyCode::BackTab),
        };
        let mut characters = typed.chars();
        let single = characters.next().filter(|_| characters.next().is_none());
        match typed {
            "" => return reading.page.clear(),
            "back" => return self.key(KeyEvent::from(KeyCode::Esc)),
            "next" | "more" | "earlier" | "previous" => {
                let on = matches!(typed, "next" | "more");
                if let Some(Overlay::Briefing(pages)) = self.overlays.last_mut() {
                    if !pages.turn(on) {
                        out.line(&self.lang.word(if on { "plain-last-page" } else { "plain-first-page" }));
                    }
                    return;
                }
                return self.key(KeyEvent::from(if on { forward } else { backward }));
            }
            _ => {}
        }
        if let Some(path) = self.as_a_path(typed) {
            if let Some(Overlay::Picker(picker, _)) = self.overlays.last_mut() {
                picker.paste(&path);
            }
            return self.key(KeyEvent::from(KeyCode::Enter));
        }
        if let (Some(looked_for), Some(Overlay::Reader(_))) = (typed.strip_prefix('/'), self.overlays.last()) {
            let keys = std::iter::once('/').chain(looked_for.chars()).map(KeyCode::Char).chain([KeyCode::Enter]);
            return keys.for_each(|code| self.key(KeyEvent::from(code)));
        }
        if let Some(letter) = single.filter(|letter| letters.contains(*letter)) {
            self.key(KeyEvent::from(KeyCode::Char(letter)));
            return self.say_selected(out);
        }
        if let Some(Overlay::Briefing(_)) = self.overlays.last() {
            // What is asked for from the pages of a briefing, by its name or its key.
            let keyed = || self.keymap.command(Scope::Everywhere, Chord::parse(typed).ok()?);
            if let Some(spec) = command(typed).or_else(keyed).filter(|spec| ALSO.contains(&spec.name)) {
                return self.run_in_lines(out, spec);
            }
        } else if let (None, Ok(chord)) = (single, Chord::parse(typed)) {
            // The name of a key.
            self.key(KeyEvent::new(chord.code(), chord.modifiers()));
            return self.say_selected(out);
        }
        out.line(&self.lang.say(&Msg::new("plain-not-here").with("typed", typed.to_owned()), self.audience));
        out.line(&self.lang.word(words));
    }

    /// A path for the list of files, whole.
    fn as_a_path(&self, typed: &str) -> Option<String> {
        let Some(Overlay::Picker(picker, _)) = self.overlays.last() else { return None };
        if typed.starts_with('/') || typed.starts_with("~/") {
            return Some(typed.to_owned());
        }
        picker.dir().join(typed).to_str().map(str::to_owned)
    }
}

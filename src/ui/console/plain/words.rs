//! Words that mean the same wherever a line is read: to leave what is open, to quit, to be told what can be typed.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Out, Reading};
use crate::app::command::command;
use crate::domain::msg::Msg;
use crate::ui::console::Console;
use crate::ui::form::Wish;
use crate::ui::overlay::{Overlay, Question};

/// Words that concern a form alone.
const OF_FORMS: [&str; 8] = ["/name", "/record", "/done", "/discard", "/clear", "/back", "/add", "/more"];

impl Console {
    /// Does what a word of the mode says; false where the line is none.
    pub(super) fn word_of_the_mode(&mut self, out: &mut Out, reading: &mut Reading, typed: &str) -> bool {
        let form = matches!(self.overlays.last(), Some(Overlay::Form(_)));
        match typed {
            "/leave" => self.leave(out),
            // What asks whether to quit is answered, not asked twice.
            "quit" | "/quit" if matches!(self.overlays.last(), Some(Overlay::Question(Question::QuitWithJob))) => {}
            "quit" | "/quit" => {
                self.keep_drafts();
                if form {
                    out.line(&self.lang.word("plain-kept"));
                }
                self.quit();
            }
            "/status" => self.status_line(out),
            "help" | "/help" => self.say_help(out, reading),
            _ if !form && OF_FORMS.contains(&typed) => out.line(&self.lang.word("plain-no-form")),
            _ => return false,
        }
        true
    }

    fn say_help(&mut self, out: &mut Out, reading: &mut Reading) {
        match self.overlays.last() {
            None => {
                if let Some(spec) = command("help") {
                    self.run_command(spec);
                }
            }
            Some(Overlay::Form(_)) => out.line(&self.lang.word("plain-form-help")),
            Some(overlay) if super::entries::listed(overlay) => {
                out.line(&self.lang.word("plain-list-help"));
                self.list_entries(out, reading);
            }
            // A question is asked again with its answers, a page said again with its words.
            Some(_) => reading.page.clear(),
        }
    }

    /// Leaves what lies on top, and says what that was.
    fn leave(&mut self, out: &mut Out) {
        let Some(name) = self.name_on_top() else {
            if self.past.is_some() {
                return self.leave_the_past();
            }
            return out.line(&self.lang.word("plain-nothing-to-leave"));
        };
        let before = self.overlays.len();
        let kept = matches!(self.overlays.last(), Some(Overlay::Form(form)) if form.spec.records() && !form.is_blank());
        match self.overlays.last() {
            Some(Overlay::Form(_)) => self.grant(Wish::Close, ""),
            _ => self.key(KeyEvent::from(KeyCode::Esc)),
        }
        if self.overlays.len() < before {
            let id = if kept { "plain-left-kept" } else { "plain-left" };
            out.line(&self.lang.say(&Msg::new(id).with("what", name), self.audience));
        }
    }

    /// What the thing on top is called.
    fn name_on_top(&self) -> Option<String> {
        let word = |id: &str| self.lang.word(id);
        Some(match self.overlays.last()? {
            Overlay::Form(form) => word(&format!("title-{}", form.spec.name)),
            Overlay::Palette(_) => word("title-palette"),
            Overlay::Help(..) | Overlay::PageKeys(..) => word("plain-title-help"),
            Overlay::Needs(_) => word("title-needs"),
            Overlay::Search(..) => word("title-search"),
            Overlay::Messages(_) => word("title-messages"),
            Overlay::Question(_) => word("plain-title-question"),
            Overlay::Picker(..) => word("title-picker"),
            Overlay::Phone(_) => word("title-phone-words"),
            Overlay::Asking(_) => word("title-questions"),
            Overlay::Graph(_) => word("title-graph"),
            Overlay::OverTime(_) => word("title-over-time"),
            Overlay::Board(board) => board.title(&self.look(&[])),
            Overlay::Briefing(_) => word("plain-title-briefing"),
            Overlay::Organisation(..) => word("title-organisation"),
            Overlay::Levels(..) => word("title-level"),
            Overlay::Cases(..) => word("title-cases"),
            Overlay::Composer(_) => word("plain-title-notice"),
            Overlay::Editor(_) | Overlay::Reader(_) | Overlay::Code(_) => word("plain-title-page"),
        })
    }
}

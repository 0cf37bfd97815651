//! Questions with their answers as words. Only a word that is typed answers: an empty line asks again.

use crossterm::event::{KeyCode, KeyEvent};

use super::Out;
use crate::ui::console::Console;
use crate::ui::overlay::{Overlay, Question};
use crate::ui::overlay_view::question_words;

/// What says which answers there are, and each answer: the message that lists its words, and the key that it is on a drawn screen.
type Answers = (&'static str, &'static [(&'static str, KeyCode)]);

/// The answers of a question; none of what only waits to be read, which counts as read once it was said.
fn answers(question: &Question) -> Option<Answers> {
    Some(match question {
        Question::QuitWithJob => ("plain-ask-quit", &[("plain-yes", KeyCode::Char('y')), ("plain-no", KeyCode::Enter)]),
        Question::SeveralLines(_) => (
            "plain-ask-several",
            &[("plain-one", KeyCode::Char('o')), ("plain-each", KeyCode::Char('s')), ("plain-no", KeyCode::Esc)],
        ),
        Question::Recording { .. } => ("plain-ask-recording", &[("plain-stop", KeyCode::Esc)]),
        Question::Read(_) => return None,
        Question::Export(_) => ("plain-ask-export", &[("plain-yes", KeyCode::Enter), ("plain-no", KeyCode::Esc)]),
        Question::Rows(sheet) if sheet.open().is_some() => {
            ("plain-ask-rows-open", &[("plain-yes", KeyCode::Enter), ("plain-no", KeyCode::Esc)])
        }
        Question::Rows(_) => ("plain-ask-rows", &[("plain-yes", KeyCode::Enter), ("plain-no", KeyCode::Esc)]),
        Question::Raise { .. } => {
            ("plain-ask-raise", &[("plain-yes", KeyCode::Char('y')), ("plain-no", KeyCode::Enter)])
        }
        Question::EndBriefing(_) => (
            "plain-ask-briefing",
            &[("plain-end", KeyCode::Char('e')), ("plain-away", KeyCode::Enter), ("plain-no", KeyCode::Esc)],
        ),
        Question::OwedMinutes { leaving: true, .. } => (
            "plain-ask-minutes-leaving",
            &[("plain-write", KeyCode::Char('e')), ("plain-away", KeyCode::Enter), ("plain-no", KeyCode::Esc)],
        ),
        Question::OwedMinutes { leaving: false, .. } => (
            "plain-ask-minutes",
            &[("plain-write", KeyCode::Char('e')), ("plain-roll", KeyCode::Enter), ("plain-later", KeyCode::Esc)],
        ),
        Question::Inject { shown: true, .. } => ("plain-ask-shown", &[("plain-read", KeyCode::Enter)]),
        Question::Inject { shown: false, .. } => {
            ("plain-ask-inject", &[("plain-delivered", KeyCode::Char('d')), ("plain-later", KeyCode::Esc)])
        }
    })
}

impl Console {
    /// Whether a line is one of the words that a message lists.
    pub(super) fn is_word(&self, list: &str, typed: &str) -> bool {
        self.lang.word(list).split(',').any(|word| word.trim().eq_ignore_ascii_case(typed))
    }

    /// A question with its answers.
    pub(super) fn ask_question(&self, out: &mut Out) {
        let Some(Overlay::Question(question)) = self.overlays.last() else { return };
        out.lines(&question_words(question, &self.look(&[])).0);
        if let Some((words, _)) = answers(question) {
            out.line(&self.lang.word(words));
        }
    }

    /// One line typed at a question. What is no answer leaves it as it is: it is asked again.
    pub(super) fn answer_line(&mut self, out: &mut Out, typed: &str) {
        let Some(Overlay::Question(question)) = self.overlays.last() else { return };
        let each = answers(question).map_or(&[][..], |(_, each)| each);
        let key = each.iter().find(|(list, _)| self.is_word(list, typed)).map(|(_, key)| *key);
        match key {
            Some(key) => self.key(KeyEvent::from(key)),
            None if typed.is_empty() => {}
            None => out.line(&self.lang.word("plain-no-answer")),
        }
    }
}

//! What the console says: toasts, what is kept among the messages, and what stays until it is read.

use super::{Console, TOAST_MS};
use crate::app::{Case, Failure};
use crate::domain::msg::Msg;
use crate::ui::overlay::{Overlay, Question};

impl Console {
    /// Shows a toast and keeps it among the messages.
    pub(super) fn say(&mut self, msg: &Msg) {
        let words = self.lang.say(msg, self.audience);
        self.say_text(words);
    }

    pub(super) fn say_text(&mut self, words: String) {
        self.keep(words.clone());
        self.show_toast(words);
    }

    /// Shows words in passing.
    pub(super) fn show_toast(&mut self, words: String) {
        self.toast = Some((words, self.env.clock.mono_ms() + TOAST_MS));
        self.dirty = true;
    }

    /// Keeps words among the messages.
    pub(super) fn keep(&mut self, words: String) {
        let zone = self.case.as_ref().map_or(self.env.zone, Case::zone);
        let at = crate::domain::time::local(self.env.clock.now(), zone);
        self.said.push((format!("{} {}", at.date_iso(), at.hms()), words, self.audience));
    }

    /// Says a failure; one that could lose work stays until it is read.
    pub(super) fn say_failure(&mut self, failure: &Failure) {
        let words = self.failure_words(failure);
        self.say_text(words.clone());
        if matches!(failure, Failure::Store(_) | Failure::Journal(_) | Failure::Broken(_))
            && !self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Question(Question::Read(_))))
        {
            self.tell(words);
        }
    }

    /// A message that stays until it is read. It comes by itself, so it waits below whatever has the keys: nothing typed goes into it.
    pub(super) fn tell(&mut self, words: String) {
        // Whoever read it and went on finds it among the messages, as what was said in passing.
        if self.said.last().is_none_or(|(_, last, _)| *last != words) {
            self.keep(words.clone());
        }
        self.overlays.insert(0, Overlay::Question(Question::Read(words)));
    }

    pub(super) fn failure_words(&self, failure: &Failure) -> String {
        match failure {
            Failure::Refused(refusal) => {
                let what = self.lang.say(&refusal.what, self.audience);
                let next = self.lang.say(&refusal.next, self.audience);
                self.lang.say(
                    &Msg::new("not-recorded").with("what", what).with("rule", refusal.rule.id()).with("next", next),
                    self.audience,
                )
            }
            other => other.to_string(),
        }
    }
}

//! The case as it was known at an instant, shown in the place of the present. The present goes on underneath: jobs, other consoles, rings. Nothing is recorded
//! from the past: whatever records leads back to the present first, and says so.

use super::work::Outcome;
use super::{Console, Event};
use crate::app::{Case, Failure};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::jobs::{self, JobFailure};
use crate::ui::overlay::Overlay;
use crate::ui::panes::Panes;

/// A view of the past.
pub(super) struct Past {
    /// What was known.
    pub(super) case: Case,
    /// The panes of the present, with their selections.
    panes: Panes,
}

impl Console {
    /// Reads the case as it was known at what the form names, in a job.
    pub(super) fn recall(&mut self, input: &Input) {
        let Some(case) = &self.case else { return };
        let found = match (input.get("instant"), input.get("record")) {
            (Some(_), Some(_)) | (None, None) => Err(self.lang.say(&Msg::new("as-known-which"), self.audience)),
            (Some(typed), None) | (None, Some(typed)) => {
                case.until(typed).map_err(|failure| self.failure_words(&failure))
            }
        };
        let until = match found {
            Ok(until) => until,
            Err(words) => {
                if let Some(form) = self.top_form() {
                    form.verdict.failure = Some(words);
                }
                return;
            }
        };
        let past = case.past(until);
        let events = self.events.clone();
        let job = jobs::spawn(
            "as-known",
            move |_| past.open(),
            move |result| {
                let _ = events.send(Event::Work(Outcome::Recalled(Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                self.recalling = Some(job);
                if let (Some(Overlay::Form(form)), Some(drafts)) = (self.overlays.pop(), &self.drafts) {
                    drafts.forget(&form.draft);
                }
                self.say(&Msg::new("as-known-reading"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// What was known is read, or could not be.
    pub(super) fn recalled(&mut self, result: Result<Result<Case, Failure>, JobFailure>) {
        // Nobody waits for it any more: another case was opened.
        if self.recalling.take().is_none() {
            return;
        }
        match result {
            Ok(Ok(case)) => {
                let mut panes = Panes::default();
                panes.timeline.set_filter(self.panes.timeline.filter.clone());
                let shown = std::mem::replace(&mut self.panes, panes);
                let panes = match self.past.take() {
                    Some(before) => before.panes,
                    None => shown,
                };
                let words = case
                    .known()
                    .map(|known| Msg::new("as-known-shown").with("records", known.records).with("later", known.later));
                self.past = Some(Past { case, panes });
                self.toast = None;
                if let Some(words) = words {
                    self.say(&words);
                }
                self.changed();
            }
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                self.tell(words);
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// Back to what is known now.
    pub(super) fn leave_the_past(&mut self) {
        let Some(past) = self.past.take() else { return };
        self.panes = past.panes;
        self.say(&Msg::new("as-known-left"));
        self.changed();
    }
}

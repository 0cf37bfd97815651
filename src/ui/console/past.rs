//! The case as it was known at an instant, shown in the place of the present. The present goes on underneath: jobs, other consoles, rings. Nothing is recorded
//! from the past: what rests on nothing that is shown leads back to the present first, and says so; what would rest on a row of then says how to return.

use super::room::Showing;
use super::work::Outcome;
use super::{Console, Event};
use crate::app::command::CommandSpec;
use crate::app::{Case, Failure};
use crate::domain::input::{FieldKind, Input, Need};
use crate::domain::msg::Msg;
use crate::jobs::{self, JobFailure};
use crate::ui::overlay::Overlay;
use crate::ui::panes::Panes;

/// A view of the past.
pub(super) struct Past {
    /// What was known.
    pub(super) case: Case,
    /// What of it is shown.
    pub(super) showing: Showing,
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
            // Whoever began to write meanwhile writes in the present: it is shown once that is closed.
            Ok(Ok(case)) if !self.overlays.is_empty() => self.recalled = Some(Box::new(case)),
            Ok(Ok(case)) => self.show_the_past(case),
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                self.tell(words);
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// Shows what was read while something else lay over the panes.
    pub(super) fn show_what_was_recalled(&mut self) {
        if self.overlays.is_empty()
            && let Some(case) = self.recalled.take()
        {
            self.show_the_past(*case);
        }
    }

    fn show_the_past(&mut self, case: Case) {
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
        let mut showing = Showing::default();
        if let Err(failure) = showing.keep_up(&case, self.audience) {
            self.say_failure(&failure);
        }
        self.past = Some(Past { case, showing, panes });
        self.toast = None;
        if let Some(words) = words {
            self.say(&words);
        }
        self.changed();
    }

    /// Whether something may be recorded now. A row of then may read otherwise today, or be gone: what would rest on one is not begun, and it is said how to
    /// return. What rests on none leads back to the present.
    pub(super) fn may_record(&mut self, on_a_row: bool) -> bool {
        if self.past.is_some() && on_a_row {
            self.say(&Msg::new("as-known-no-record"));
            return false;
        }
        self.leave_the_past();
        true
    }

    /// Back to what is known now.
    pub(super) fn leave_the_past(&mut self) {
        let Some(past) = self.past.take() else { return };
        self.panes = past.panes;
        self.say(&Msg::new("as-known-left"));
        self.changed();
    }
}

/// Whether a command is about something that is shown: its fields are filled from there, or it has to be named.
pub(super) fn about_a_row(spec: &CommandSpec, prefill: &Input) -> bool {
    let named = spec.fields.iter().filter(|field| field.need == Need::Required).any(|field| {
        matches!(
            field.kind,
            FieldKind::Record
                | FieldKind::Exhibit
                | FieldKind::EvidenceSource
                | FieldKind::Call
                | FieldKind::Role
                | FieldKind::Step
                | FieldKind::Deadline
                | FieldKind::Regime
        )
    });
    named || prefill.iter().next().is_some()
}

//! Long papers and copies for other tools from the console: made beside the drawing thread, written to new files, which are named and never opened.

use std::path::PathBuf;

use super::work::Outcome;
use super::{Console, Event};
use crate::app::{Case, Failure, dossier, exchange, plan};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::jobs::{self, JobFailure};
use crate::library::lang::Lang;
use crate::ui::overlay::Overlay;

/// What came of a paper: where its files are.
pub(super) type Papered = Result<Result<Vec<PathBuf>, Failure>, JobFailure>;

/// What is asked for, read from the form.
enum Wanted {
    Dossier(dossier::Asked),
    Exchange(exchange::Asked),
    Plan,
}

impl Console {
    /// `make-dossier`, `make-plan` and `exchange` from their forms. What cannot be asked for is said at the form.
    pub(super) fn make_paper(&mut self, name: &'static str, input: Input) {
        if self.papering.is_some() {
            return self.say(&Msg::new("papering-runs"));
        }
        let asked = match name {
            "make-dossier" => dossier::request(&input).map(Wanted::Dossier),
            "exchange" => exchange::request(&input).map(Wanted::Exchange),
            _ => Ok(Wanted::Plan),
        };
        let asked = match asked {
            Ok(asked) => asked,
            Err(failure) => {
                let words = self.failure_words(&failure);
                if let Some(form) = self.top_form() {
                    form.verdict.failure = Some(words);
                }
                return;
            }
        };
        self.leave_the_past();
        let Some(case) = &self.case else { return };
        let (env, path, operator) = (self.env.clone(), case.path().to_owned(), case.operator().name);
        let events = self.events.clone();
        let job = jobs::spawn(
            "paper",
            // A case of its own: what it reads, folds and sets holds up no frame.
            move |_| {
                let mut case = Case::open(&env, &path, &operator)?;
                match asked {
                    Wanted::Dossier(asked) => {
                        dossier::hand_out(&mut case, &asked, &Lang::english()).map(|path| vec![path])
                    }
                    Wanted::Exchange(asked) => exchange::hand_out(&mut case, &asked).map(|given| given.paths),
                    Wanted::Plan => plan::hand_out(&case, &input, &Lang::english()).map(|path| vec![path]),
                }
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::Papered(Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                self.papering = Some(job);
                if let (Some(Overlay::Form(form)), Some(drafts)) = (self.overlays.pop(), &self.drafts) {
                    drafts.forget(&form.draft);
                }
                self.say(&Msg::new("papering"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }

    /// A paper is written, or could not be.
    pub(super) fn papered(&mut self, result: Papered) {
        self.papering = None;
        if let Some(case) = &mut self.case
            && let Err(failure) = case.refresh()
        {
            self.say_failure(&failure);
        }
        match result {
            Ok(Ok(paths)) => self.say_written("print-written", &paths),
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                self.tell(words);
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }
}

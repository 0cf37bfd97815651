//! The page of techniques: the records of people stand on it at once, imported rows are counted beside the drawing thread.

use super::work::Outcome;
use super::{Console, Event};
use crate::app::{Case, Failure, techniques};
use crate::domain::msg::Msg;
use crate::domain::technique::{Counts, Rows, files};
use crate::jobs::{self, Job, JobFailure};
use crate::ui::overlay::Overlay;

/// What came of counting: which files were counted, and the counts; none where nobody waits for them any more.
pub(super) type Named = Result<Result<Option<Counts>, Failure>, JobFailure>;

/// Rows that are counted, or were.
pub(super) struct Heat {
    /// The packed files of rows that the room may see. For others it says nothing.
    files: Vec<String>,
    /// The job, as long as it runs.
    job: Option<Job>,
    /// The counts; none while it runs, and where it failed.
    counts: Option<Counts>,
}

impl Console {
    /// Whether a page lies over the panes that says how often techniques were seen.
    fn shows_techniques(&self) -> bool {
        self.overlays.iter().any(|overlay| matches!(overlay, Overlay::Board(board) if board.of_techniques()))
    }

    /// Counts the rows that the room may see now, if a page asks for them and they are not counted. It reads the case by itself, so it holds up no frame.
    pub(super) fn name_rows(&mut self) {
        if !self.shows_techniques() {
            return;
        }
        let files = files(self.state());
        if files.is_empty() || self.heat.as_ref().is_some_and(|heat| heat.files == files) {
            return;
        }
        self.stop_heat();
        let Some(case) = self.shown() else { return };
        let (env, path, operator) = (self.env.clone(), case.path().to_owned(), case.operator().name);
        let (events, of, counted) = (self.events.clone(), files.clone(), files.clone());
        let job = jobs::spawn(
            "techniques",
            move |handle| techniques::count(&Case::open(&env, &path, &operator)?, &of, handle),
            move |result| {
                let _ = events.send(Event::Work(Outcome::RowsNamed(counted, Box::new(result))));
            },
        );
        match job {
            Ok(job) => self.heat = Some(Heat { files, job: Some(job), counts: None }),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// The rows are counted. What was counted for another state of the room is let go.
    pub(super) fn rows_named(&mut self, files: &[String], result: Named) {
        let selected: Vec<(usize, (String, String))> = {
            let look = self.look(&[]);
            let pages = self.overlays.iter().enumerate().filter_map(|(at, overlay)| match overlay {
                Overlay::Board(board) if board.of_techniques() => Some((at, board.hot(&look)?)),
                _ => None,
            });
            pages.collect()
        };
        let Some(heat) = self.heat.as_mut().filter(|heat| heat.files == files) else { return };
        heat.job = None;
        let why = match result {
            Ok(Ok(counts)) => {
                heat.counts = counts;
                None
            }
            Ok(Err(failure)) => Some(failure),
            Err(error) => return self.say_text(error.to_string()),
        };
        match why {
            Some(failure) => {
                let words = self.failure_words(&failure);
                self.say_text(words);
            }
            // Nobody sees the page change where nothing is drawn.
            None if self.plain => self.say(&Msg::new("rows-counted")),
            None => {}
        }
        self.changed();
        // Techniques that only rows name came in between: what was selected stays selected.
        for (at, hot) in selected {
            let look = self.look(&[]);
            let place = match self.overlays.get(at) {
                Some(Overlay::Board(board)) => board.place_of(&hot, &look),
                _ => None,
            };
            if let (Some(Overlay::Board(board)), Some(place)) = (self.overlays.get_mut(at), place) {
                board.go_to(place);
            }
        }
    }

    /// What is known of the rows that name techniques, for what the room may see.
    pub(super) fn named_rows(&self) -> Rows<'_> {
        if !self.shows_techniques() {
            return Rows::None;
        }
        let files = files(self.state());
        if files.is_empty() {
            return Rows::None;
        }
        match self.heat.as_ref().filter(|heat| heat.files == files) {
            Some(Heat { counts: Some(counts), .. }) => Rows::Counted(counts),
            Some(Heat { job: None, .. }) => Rows::Failed,
            _ => Rows::Counting,
        }
    }

    /// Nobody waits for the counts any more.
    pub(super) fn stop_heat(&mut self) {
        if let Some(Heat { job: Some(job), .. }) = self.heat.take() {
            job.cancel();
        }
    }
}

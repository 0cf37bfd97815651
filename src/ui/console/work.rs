//! Work beside the drawing thread: digests, files to attach, the self-test, the check of the whole journal.

use super::{Console, Event};
use crate::app::staging::Staged;
use crate::app::{Case, Failure, selftest};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::station::SelfTested;
use crate::export::verify::{self, Report};
use crate::jobs::hashing::{HashFailure, Hashed};
use crate::jobs::locate::Search;
use crate::jobs::{self, JobFailure};
use crate::store::StoreError;

/// What a job brings back.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Whether what was typed is the passphrase of the screen.
    Passphrase(bool),
    /// A digest, or why there is none.
    Hashed(RecordId, Box<Result<Result<Hashed, HashFailure>, JobFailure>>),
    /// A search for a moved file.
    Located(RecordId, Box<Result<Search, JobFailure>>),
    /// Files of a form.
    Staged(String, Box<Result<Result<Staged, Failure>, JobFailure>>),
    /// What was seen before an image, with the fields that asked for it.
    Surveyed(Input, Box<super::imaging::Surveyed>),
    /// What came of an image.
    Imaged(RecordId, Box<Result<crate::jobs::acquire::Ended, JobFailure>>),
    /// Media to export to.
    Media(Vec<(std::path::PathBuf, crate::jobs::acquire::survey::Place)>),
    /// What an export would be.
    ExportLooked(Box<super::exporting::Looked>),
    /// What came of an export.
    Exported(Box<super::exporting::Exported>),
    /// What the beginning of a file of another tool is, with what was asked.
    RowsLooked(Box<crate::app::rows::Asked>, Box<super::rows::Looked>),
    /// The same for its columns.
    RowsColumns(Box<crate::app::rows::Asked>, Box<super::rows::Looked>),
    /// What came of taking in its rows.
    RowsTaken(Box<super::rows::Taken>),
    /// Rows by the techniques that they name, of which files.
    RowsNamed(Vec<String>, Box<super::techniques::Named>),
    /// Rows that name an entity, of which files and by which names.
    UsesCounted(super::entities::Of, Box<super::entities::Counted>),
    /// Rows are in order.
    InOrder(Box<super::over_time::Built>),
    /// A search found more.
    MoreFound,
    /// What is in sight of everything over time.
    OverTimeSeen(Box<Result<crate::ui::over_time::Seen, JobFailure>>),
    /// The values of a field were counted.
    OverTimeCounted(String, Box<super::over_time::Tally>),
    /// Fields were counted.
    OverTimeFields(Box<super::over_time::FieldTally>),
    /// Copies of cases that lie on media.
    Copies(Vec<crate::app::merge::Offered>),
    /// What came of a merge.
    MergedIn(Box<super::merging::MergedIn>),
    /// What came of an import.
    ImportedTo(Box<super::merging::ImportedTo>),
    /// A long paper.
    Papered(Box<super::papers::Papered>),
    /// The self-test.
    Tested(Box<Result<SelfTested, JobFailure>>),
    /// The case as it was known at an instant.
    Recalled(Box<Result<Result<Case, Failure>, JobFailure>>),
    /// The check of the whole journal.
    Checked(Box<Result<Result<Report, StoreError>, JobFailure>>),
}

impl Console {
    /// Starts the self-test and the check of the journal of a case that was just opened. Called when its first frame is on the screen, which they would hold up.
    pub(super) fn check_in_background(&mut self) {
        let Some(case) = self.case.as_ref().filter(|_| std::mem::take(&mut self.just_opened)) else { return };
        let path = case.path().to_owned();
        let events = self.events.clone();
        let checked = jobs::spawn(
            "verify",
            move |_| verify::verify(&path, None),
            move |result| {
                let _ = events.send(Event::Work(Outcome::Checked(Box::new(result))));
            },
        );
        let events = self.events.clone();
        let tested = jobs::spawn(
            "selftest",
            |_| selftest::run(std::env::current_exe().ok().as_deref()),
            move |result| {
                let _ = events.send(Event::Work(Outcome::Tested(Box::new(result))));
            },
        );
        self.checks = [checked, tested].into_iter().filter_map(Result::ok).collect();
    }

    /// Something beside the drawing thread came to its end.
    pub(super) fn finished(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Passphrase(fits) => self.passphrase_checked(fits),
            Outcome::Hashed(id, result) => self.hashed(id, *result),
            Outcome::Located(id, result) => self.located(id, *result),
            Outcome::Staged(draft, result) => match *result {
                Ok(result) => self.staged(&draft, result),
                Err(error) => self.say_text(error.to_string()),
            },
            Outcome::Surveyed(input, result) => self.surveyed(&input, *result),
            Outcome::Imaged(begun, result) => self.imaged(begun, *result),
            Outcome::Media(found) => self.media_found(found),
            Outcome::ExportLooked(result) => self.export_looked(*result),
            Outcome::Exported(result) => self.exported(*result),
            Outcome::RowsLooked(asked, result) => self.rows_looked(*asked, *result),
            Outcome::RowsColumns(asked, result) => self.columns_seen(*asked, *result),
            Outcome::RowsTaken(result) => self.rows_taken(*result),
            Outcome::RowsNamed(files, result) => self.rows_named(&files, *result),
            Outcome::UsesCounted(of, result) => self.uses_counted(&of, *result),
            Outcome::InOrder(result) => self.in_order(*result),
            Outcome::MoreFound => self.more_found(),
            Outcome::OverTimeSeen(result) => self.over_time_seen(*result),
            Outcome::OverTimeCounted(field, result) => self.over_time_counted(&field, *result),
            Outcome::OverTimeFields(result) => self.over_time_fields(*result),
            Outcome::Copies(found) => self.copies_found(found),
            Outcome::MergedIn(result) => self.merged_in(*result),
            Outcome::ImportedTo(result) => self.imported_to(*result),
            Outcome::Papered(result) => self.papered(*result),
            Outcome::Tested(result) => self.tested(*result),
            Outcome::Recalled(result) => self.recalled(*result),
            Outcome::Checked(result) => self.checked(*result),
        }
    }

    fn tested(&mut self, result: Result<SelfTested, JobFailure>) {
        match result {
            Ok(tested) => {
                let failed: Vec<&str> =
                    tested.checks.iter().filter(|(_, passed)| !**passed).map(|(name, _)| name.as_str()).collect();
                if !failed.is_empty() {
                    let words =
                        self.lang.say(&Msg::new("selftest-failed").with("checks", failed.join(", ")), self.audience);
                    self.tell(words);
                }
                // To look at a case is no reason to write in it: the record alone would open a chain that nobody admitted.
                let writes = |case: &&mut Case| case.writable() && case.begun() && case.damage().next().is_none();
                if let Some(case) = self.case.as_mut().filter(writes)
                    && let Err(failure) = case.observe(vec![tested.into()])
                {
                    self.say_failure(&failure);
                }
                self.changed();
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    fn checked(&mut self, result: Result<Result<Report, StoreError>, JobFailure>) {
        let words = match result {
            Ok(Ok(report)) => match report.problems.iter().find(|problem| problem.damage()) {
                // What the opening found was said already.
                Some(problem) if self.case.as_ref().is_some_and(|case| case.damage().next().is_none()) => Some(
                    self.lang.say(
                        &Msg::new("journal-broken")
                            .with("what", problem.what.to_string())
                            .with("count", report.problems.len()),
                        self.audience,
                    ),
                ),
                _ => None,
            },
            Ok(Err(error)) => Some(error.to_string()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(words) = words {
            self.tell(words);
        }
    }

    /// The case, for the drawing of its head.
    pub(super) fn head_words(&self, wide: bool) -> String {
        let Some(case) = self.shown() else { return String::new() };
        let (seq, head) = case.head();
        let short = format!("{} {}", head.get(..4).unwrap_or_default(), head.get(4..8).unwrap_or_default());
        let id = match (wide, Case::writable(case)) {
            _ if self.trouble.is_some() => "not-saved",
            (true, true) => "chain-saved",
            (true, false) => "chain-read-only",
            (false, true) => "saved-short",
            (false, false) => "read-only-short",
        };
        self.lang.say(&Msg::new(id).with("head", short).with("records", seq), self.audience)
    }
}

//! Rows of another tool's file from the console: its beginning is looked at and shown, and all of it is taken in as a job while the console goes on.

use std::time::Duration;

use super::digests::PATIENCE;
use super::work::Outcome;
use super::{Console, Event};
use crate::app::rows::{
    Asked, Came, Columns, NotTaken, Sheet, broken, earlier, for_columns, not_read, request, take_in,
};
use crate::app::{Case, Failure};
use crate::domain::id::RecordId;
use crate::domain::input::{FieldKind, Input};
use crate::domain::msg::Msg;
use crate::jobs::meter::Meter;
use crate::jobs::rows::beginning::{Beginning, beginning};
use crate::jobs::rows::pass::NotRead;
use crate::jobs::{self, Job, JobFailure};
use crate::ui::form::{Form, Verdict};
use crate::ui::look::{JobState, JobView};
use crate::ui::overlay::{Overlay, Question};

/// What a look at a file gave.
pub(super) type Looked = Result<Result<Beginning, NotRead>, JobFailure>;
/// What came of an import.
pub(super) type Taken = Result<Result<Came, NotTaken>, JobFailure>;

/// The command.
const COMMAND: &str = "rows-import";

/// Rows being taken in.
pub(super) struct Importing {
    job: Job,
    meter: Meter,
    view: JobView,
}

/// A file that was looked at for its columns.
pub(super) struct Seen {
    /// What was asked: which file, in which encoding, under which mark.
    of: Input,
    /// The look, as long as it lasts.
    job: Option<Job>,
    /// What it gave; none while it lasts, and where the file cannot be read.
    sheet: Option<Sheet>,
}

impl Console {
    /// Looks at the file that the form names, where its columns are asked for and it was not looked at yet. It holds up no frame.
    pub(super) fn look_for_columns(&mut self) {
        let Some(Overlay::Form(form)) = self.overlays.last() else { return };
        if form.focused().is_none_or(|field| field.spec.kind != FieldKind::Columns) {
            return;
        }
        let Ok(mut asked) = for_columns(&form.input()) else { return self.columns = None };
        if self.columns.as_ref().is_some_and(|seen| seen.of == asked.fields) {
            return;
        }
        let Some(case) = &self.case else { return };
        if let Ok(path) = std::path::absolute(&asked.file) {
            asked.file = path;
        }
        let sizes: Vec<u64> = case.state().rows.imports.iter().map(|(_, imported)| imported.size).collect();
        let of = asked.fields.clone();
        if self.plain {
            self.columns = Some(Seen { of, job: None, sheet: None });
            let looked = beginning(&asked.file, &asked.answers, &sizes, &jobs::Handle::new());
            return self.columns_seen(asked, Ok(looked));
        }
        let events = self.events.clone();
        let looking = jobs::spawn(
            "rows-columns",
            {
                let (file, answers) = (asked.file.clone(), asked.answers.clone());
                move |handle| beginning(&file, &answers, &sizes, handle)
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::RowsColumns(Box::new(asked), Box::new(result))));
            },
        );
        match looking {
            Ok(job) => self.columns = Some(Seen { of, job: Some(job), sheet: None }),
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// The file was looked at: its columns are offered. Why one cannot be read is said when it is to be taken in.
    pub(super) fn columns_seen(&mut self, asked: Asked, result: Looked) {
        let Some(case) = &self.case else { return };
        let Some(seen) = self.columns.as_mut().filter(|seen| seen.of == asked.fields) else { return };
        seen.job = None;
        seen.sheet = result.ok().and_then(Result::ok).map(|begun| Sheet::new(case.state(), asked, begun));
        self.offer();
    }

    /// The columns of the file that a form names, as far as the room may see them.
    pub(super) fn columns_of(&self, form: &Form) -> Option<Columns> {
        let asked = for_columns(&form.input()).ok()?;
        let seen = self.columns.as_ref().filter(|seen| seen.of == asked.fields)?;
        seen.sheet.as_ref()?.columns(self.audience)
    }

    /// `rows-import` from its form: looks at the beginning of the file beside the drawing thread, and shows it.
    pub(super) fn look_before_rows(&mut self, input: &Input) {
        let Some(case) = self.case.as_ref().filter(|_| self.rows_look.is_none()) else { return };
        if self.importing.is_some() {
            return self.rows_refused(self.lang.word("rows-runs"), None);
        }
        let mut asked = match request(input) {
            Ok(asked) => asked,
            Err(failure) => return self.rows_failed(&failure),
        };
        asked.answers.earlier = earlier(case.state());
        // A path as it was typed means this directory; recorded it must mean the same from everywhere.
        if let Ok(path) = std::path::absolute(&asked.file) {
            asked.file = path;
        }
        let sizes: Vec<u64> = case.state().rows.imports.iter().map(|(_, imported)| imported.size).collect();
        let (looked_at, events) = (asked.clone(), self.events.clone());
        let looking = jobs::spawn(
            "rows-look",
            move |handle| beginning(&looked_at.file, &looked_at.answers, &sizes, handle),
            move |result| {
                let _ = events.send(Event::Work(Outcome::RowsLooked(Box::new(asked), Box::new(result))));
            },
        );
        match looking {
            Ok(job) => {
                self.rows_look = Some(job);
                if let Some(form) = self.top_form() {
                    form.verdict = Verdict::default();
                }
                // In passing: what is only looked at is nothing to find among the messages.
                let words = self.lang.word("rows-looking");
                self.show_toast(words);
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    fn rows_failed(&mut self, failure: &Failure) {
        let at = match failure {
            Failure::Refused(refusal) => refusal.field,
            _ => None,
        };
        let words = self.failure_words(failure);
        self.rows_refused(words, at);
    }

    /// Says at the form why it does not go on; the field at fault gets the keys.
    fn rows_refused(&mut self, words: String, at: Option<&'static str>) {
        if let Some(form) = self.top_form().filter(|form| form.spec.name == COMMAND) {
            form.verdict.failure = Some(words.clone());
            form.verdict.failed_at = at;
        }
        self.focus_field(at);
        self.say_text(words);
        self.changed();
    }

    fn focus_field(&mut self, name: Option<&'static str>) {
        if let (Some(form), Some(name)) = (self.top_form().filter(|form| form.spec.name == COMMAND), name)
            && let Some(index) = form.fields.iter().position(|field| field.spec.name == name)
        {
            form.focus = index;
            self.offer();
        }
    }

    /// The look is over: the file is refused at the form, or shown and asked about.
    pub(super) fn rows_looked(&mut self, asked: Asked, result: Looked) {
        self.rows_look = None;
        let begun = match result {
            Ok(Ok(begun)) => begun,
            Ok(Err(why)) => {
                let at = match why {
                    NotRead::OtherFormat { .. } => "format",
                    NotRead::NoColumn { .. } => "columns",
                    _ => "file",
                };
                let words = self.lang.say(&Msg::new("rows-not-taken").with("why", not_read(&why)), self.audience);
                return self.rows_refused(words, Some(at));
            }
            Err(error) => return self.say_text(error.to_string()),
        };
        if let Some(failed) = &begun.looked.failed {
            let words = self.lang.say(&Msg::new("rows-not-taken").with("why", broken(failed)), self.audience);
            return self.rows_refused(words, Some("file"));
        }
        self.toast = None;
        // Whoever left the form, or changed it meanwhile, does not want this any more.
        let same = |form: &&mut Form| form.spec.name == COMMAND && form.input() == asked.fields;
        if self.top_form().filter(same).is_some() {
            // Over the whole case: what is known of the file from under a graver mark decides what the room sees of it.
            let Some(case) = self.case.as_ref() else { return };
            let sheet = Sheet::new(case.state(), asked, begun);
            self.overlays.push(Overlay::Question(Question::Rows(Box::new(sheet))));
        }
        self.changed();
    }

    /// What was shown is answered: an open question leads to its field, else the rows are taken in as a job.
    pub(super) fn begin_rows(&mut self, sheet: Sheet) {
        if let Some(field) = sheet.open() {
            let suggested = sheet.suggested();
            if let (Some(form), Some(columns)) = (self.top_form(), suggested)
                && field == "columns"
            {
                // The next one can be begun at once.
                form.set(field, &[&columns, ", "].concat());
            }
            self.focus_field(Some(field));
            return self.changed();
        }
        let Some(case) = self.case.as_ref() else { return };
        let (env, path, operator) = (self.env.clone(), case.path().to_owned(), case.operator().name);
        let events = self.events.clone();
        let asked = sheet.asked;
        let job = jobs::spawn(
            "rows",
            // A case of its own: what it reads and folds holds up no frame.
            move |handle| take_in(&mut Case::open(&env, &path, &operator)?, &asked, handle),
            move |result| {
                let _ = events.send(Event::Work(Outcome::RowsTaken(Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                if let Some(Overlay::Form(form)) = self.overlays.last()
                    && form.spec.name == COMMAND
                {
                    if let Some(drafts) = &self.drafts {
                        drafts.forget(&form.draft);
                    }
                    self.overlays.pop();
                }
                // The name of the file is no business of everybody who sees the screen.
                let view = JobView {
                    exhibit: None,
                    name: self.lang.word("rows-job"),
                    done: 0,
                    total: None,
                    rate: None,
                    left_seconds: None,
                    state: JobState::Running,
                };
                self.importing = Some(Importing { job, meter: Meter::new(), view });
                self.say(&Msg::new("rows-reading"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }

    /// An import came to its end: it is on record whole, or not at all.
    pub(super) fn rows_taken(&mut self, result: Taken) {
        if self.importing.take().is_none() {
            return;
        }
        if let Some(case) = &mut self.case
            && let Err(failure) = case.refresh()
        {
            self.say_failure(&failure);
        }
        self.changed();
        let why = match result {
            Ok(Ok(Came::Recorded(taken, recorded))) => {
                let looked = &taken.looked;
                let refused = looked.sum(|part| part.counts.refused);
                let id = if refused == 0 { "rows-taken" } else { "rows-taken-refused" };
                let msg = Msg::new(id)
                    .with("record", self.present().label(recorded.import))
                    .with("kept", looked.sum(|part| part.counts.kept))
                    .with("read", looked.sum(|part| part.counts.read))
                    .with("refused", refused)
                    .with("exhibit", self.exhibit_label(recorded.exhibit));
                return self.say_of(recorded.exhibit, &msg);
            }
            Ok(Ok(Came::Not(taken))) => {
                taken.looked.failed.as_ref().map_or_else(|| Msg::new("rows-still-open"), broken)
            }
            Ok(Ok(Came::Twice(record))) => Msg::new("rows-twice-now").with("record", self.present().label(record)),
            Ok(Err(NotTaken::NotRead(NotRead::Cancelled(_)))) => return self.say(&Msg::new("rows-cancelled")),
            Ok(Err(NotTaken::NotRead(why))) => not_read(&why),
            Ok(Err(NotTaken::Case(failure))) => {
                let words = self.failure_words(&failure);
                return self.tell(words);
            }
            Err(error) => return self.say_text(error.to_string()),
        };
        let words = self.lang.say(&Msg::new("rows-not-taken").with("why", why), self.audience);
        self.tell(words);
    }

    fn exhibit_label(&self, id: RecordId) -> String {
        let register = &self.present().register;
        register.exhibit(id).map(|exhibit| register.shown_label(exhibit)).unwrap_or_default()
    }

    pub(super) fn measure_rows(&mut self, at: Duration) {
        let Some(Importing { job, meter, view }) = &mut self.importing else { return };
        let progress = job.progress();
        (view.done, view.total) = (progress.done(), progress.total());
        meter.sample(at, view.done);
        view.rate = meter.rate();
        view.left_seconds = view.total.and_then(|total| meter.time_left(total)).map(|left| left.as_secs());
    }

    pub(super) fn rows_view(&self) -> impl Iterator<Item = JobView> {
        self.importing.iter().map(|importing| importing.view.clone())
    }

    pub(super) fn imports_rows(&self) -> bool {
        self.importing.is_some()
    }

    /// Cancels the import. False when there is none.
    pub(super) fn cancel_rows(&mut self) -> bool {
        let Some(importing) = &self.importing else { return false };
        importing.job.cancel();
        true
    }

    /// Ends the import: its own job takes back what it put aside, or the next opening does.
    pub(super) fn abort_rows(&mut self) {
        if let Some(importing) = self.importing.take() {
            importing.job.cancel();
            importing.job.wait(PATIENCE);
        }
    }
}

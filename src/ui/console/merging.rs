//! Other copies of cases from the console: those on media are offered, one is read, verified and taken in as a job, and what it brought is said.

use super::work::Outcome;
use super::{Console, Event};
use crate::app::command::command;
use crate::app::media::{import_from, merge_from};
use crate::app::merge::{Imported, Merged, Offered, Sort, offered};
use crate::app::staging::{path_of, text_of};
use crate::app::{Case, Failure};
use crate::domain::clash;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text::visible;
use crate::jobs::acquire::survey::System;
use crate::jobs::{self, JobFailure};
use crate::ui::candidates::Candidate;
use crate::ui::overlay::{Overlay, Question};
use crate::ui::overlay_view::human;

/// What came of a merge.
pub(super) type MergedIn = Result<Result<Merged, Failure>, JobFailure>;
/// What came of an import: where the case lies now.
pub(super) type ImportedTo = Result<Result<(std::path::PathBuf, Imported), Failure>, JobFailure>;

impl Console {
    /// Looks for copies of cases on media, beside the drawing thread: a dying medium answers slowly.
    pub(super) fn look_for_copies(&mut self) {
        self.media.clear();
        let events = self.events.clone();
        let case = self.case.as_ref().map(|case| case.id().to_owned());
        let own = self.case.as_ref().and_then(|case| case.path().canonicalize().ok());
        let looking = jobs::spawn(
            "copies",
            move |_| {
                let mut found = offered(&System::running().readable_media(), case.as_deref());
                found.retain(|copy| own.is_none() || copy.path.canonicalize().ok() != own);
                found
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::Copies(result.unwrap_or_default())));
            },
        );
        // Without it a path is typed.
        self.looking_for_media = looking.ok();
    }

    /// Copies were found: the form offers them. None is ever chosen for anybody.
    pub(super) fn copies_found(&mut self, found: Vec<Offered>) {
        self.looking_for_media = None;
        let offer = |offered: Offered| {
            let msg = match &offered.sort {
                Sort::Folder(note) => Msg::new("copy-folder")
                    .with("number", note.number)
                    .with("codename", visible(&note.codename).into_owned())
                    .with("mark", note.audience.label())
                    .with("at", visible(&note.made_at).into_owned()),
                Sort::File(size) => Msg::new("copy-file").with("size", human(*size)),
            };
            Candidate { value: text_of(&offered.path), words: self.lang.say(&msg, self.audience) }
        };
        self.media = found.into_iter().map(offer).collect();
        self.offer();
        self.changed();
    }

    /// `merge` from its form. The other side is verified first; all of it comes in, or nothing.
    pub(super) fn begin_merge(&mut self, input: &Input) {
        if self.taking_in.is_some() {
            return self.taking_in_refused(self.lang.word("merge-runs"));
        }
        let Some(case) = self.case.as_ref() else { return };
        let Some(typed) = input.get("other-copy") else {
            return self.taking_in_refused(self.lang.word("merge-what"));
        };
        let (env, path, operator, other) =
            (self.env.clone(), case.path().to_owned(), case.operator().name, path_of(typed));
        let events = self.events.clone();
        let job = jobs::spawn(
            "merge",
            // A case of its own: what it reads and folds holds up no frame.
            move |_| Case::open(&env, &path, &operator).and_then(|mut case| merge_from(&mut case, &other)),
            move |result| {
                let _ = events.send(Event::Work(Outcome::MergedIn(Box::new(result))));
            },
        );
        self.taking_in(job);
    }

    /// `import` from its form: the folder becomes a case of this laptop, which is opened.
    pub(super) fn begin_import(&mut self, input: &Input) {
        if self.taking_in.is_some() {
            return self.taking_in_refused(self.lang.word("merge-runs"));
        }
        let Some(typed) = input.get("other-copy") else {
            return self.taking_in_refused(self.lang.word("merge-what"));
        };
        let (env, operator, folder) = (self.env.clone(), self.operator.clone().unwrap_or_default(), path_of(typed));
        let events = self.events.clone();
        let job = jobs::spawn(
            "import",
            move |_| import_from(&env, &folder, None, &operator).map(|(case, made)| (case.path().to_owned(), made)),
            move |result| {
                let _ = events.send(Event::Work(Outcome::ImportedTo(Box::new(result))));
            },
        );
        self.taking_in(job);
    }

    fn taking_in(&mut self, job: Result<jobs::Job, JobFailure>) {
        match job {
            Ok(job) => {
                self.taking_in = Some(job);
                self.say(&Msg::new("merge-looking"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }

    fn taking_in_refused(&mut self, words: String) {
        let asked = |name: &str| matches!(name, "merge" | "import");
        if let Some(form) = self.top_form().filter(|form| asked(form.spec.name)) {
            form.verdict.failure = Some(words.clone());
        }
        self.say_text(words);
        self.changed();
    }

    /// The form that asked goes, with its draft.
    fn asked_and_done(&mut self, name: &str) {
        if let Some(Overlay::Form(form)) = self.overlays.last()
            && form.spec.name == name
        {
            if let Some(drafts) = &self.drafts {
                drafts.forget(&form.draft);
            }
            self.overlays.pop();
        }
    }

    /// A merge came to its end: what is new stands in the panes; what is to be done is said, and the first laptop that waits is offered to be admitted.
    pub(super) fn merged_in(&mut self, result: MergedIn) {
        self.taking_in = None;
        self.toast = None;
        let merged = match result {
            Ok(Ok(merged)) => merged,
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                return self.taking_in_refused(words);
            }
            Err(error) => return self.say_text(error.to_string()),
        };
        self.asked_and_done("merge");
        let Some(case) = &mut self.case else { return };
        let refreshed = case.refresh();
        let own = case.station();
        let clashes = clash::needs(case.state()).len();
        if let Err(failure) = refreshed {
            self.say_failure(&failure);
        }
        let mut said = merged.brought();
        if clashes > 0 {
            said.push(Msg::new("merged-clashes").with("count", clashes));
        }
        said.extend(merged.left_to_do(own));
        let words: Vec<String> = said.iter().map(|msg| self.lang.say(msg, self.audience)).collect();
        if let (Some(waiting), Some(spec)) = (merged.to_admit(own), command("admit")) {
            let prefill = Input::default()
                .with("station", waiting.station.to_string())
                .with("fingerprint", waiting.fingerprint.clone());
            self.open_form(spec, prefill);
        }
        self.overlays.push(Overlay::Question(Question::Read(words.join("\n"))));
        self.changed();
    }

    /// An import came to its end: the case is opened in place of whatever was.
    pub(super) fn imported_to(&mut self, result: ImportedTo) {
        self.taking_in = None;
        self.toast = None;
        let (path, made) = match result {
            Ok(Ok(imported)) => imported,
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                return self.taking_in_refused(words);
            }
            Err(error) => return self.say_text(error.to_string()),
        };
        self.asked_and_done("import");
        self.open_case(&path);
        let msg = Msg::new("imported").with("lines", made.lines).with("attachments", made.attachments);
        let mut words = vec![self.lang.say(&msg, self.audience)];
        if made.withheld > 0 {
            words.push(self.lang.say(&Msg::new("imported-withheld").with("count", made.withheld), self.audience));
        }
        if self.case.as_ref().is_some_and(|case| !case.counts()) {
            words.push(self.lang.word("imported-not-admitted"));
        }
        self.keep(words.join(" "));
        self.overlays.push(Overlay::Question(Question::Read(words.join("\n"))));
        self.changed();
    }
}

//! The case folder from the console: media are offered, what it would be is shown before a byte is written, and it is written as a job while the console goes on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::digests::PATIENCE;
use super::work::Outcome;
use super::{Console, Event};
use crate::app::export::{Preflight, Recorded, away, begin, end, preflight, request};
use crate::app::staging::text_of;
use crate::app::{Case, Failure};
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text::visible_bytes;
use crate::jobs::acquire::survey::{Place, System};
use crate::jobs::meter::Meter;
use crate::jobs::{self, Job, JobFailure};
use crate::ui::candidates::Candidate;
use crate::ui::look::{JobState, JobView};
use crate::ui::overlay::{Overlay, Question};
use crate::ui::overlay_view::human;

/// What a look before an export gave.
pub(super) type Looked = Result<Result<Preflight, Failure>, JobFailure>;
/// What came of an export.
pub(super) type Exported = Result<Result<Recorded, Failure>, JobFailure>;

/// An export being written.
pub(super) struct Exporting {
    name: String,
    job: Job,
    meter: Meter,
    view: JobView,
}

impl Console {
    /// Looks for media to export to, beside the drawing thread: a dying one answers slowly.
    pub(super) fn look_for_media(&mut self) {
        let events = self.events.clone();
        let case = self.case.as_ref().map(|case| case.path().to_owned());
        let looking = jobs::spawn(
            "media",
            move |_| {
                let system = System::running();
                let found = system.media().into_iter().map(|point| (point.clone(), system.place(&point))).collect();
                let own = case.as_deref().and_then(Path::parent).map(|directory| system.place(directory).disks);
                away(found, &own.unwrap_or_default(), &system.place(Path::new("/")).disks)
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::Media(result.unwrap_or_default())));
            },
        );
        // Without it a path is typed.
        self.looking_for_media = looking.ok();
    }

    /// Media were found: the form offers them. None is ever chosen for anybody.
    pub(super) fn media_found(&mut self, found: Vec<(PathBuf, Place)>) {
        self.looking_for_media = None;
        let offer = |(path, place): (PathBuf, Place)| {
            let (seen, medium) = (&place.seen, &place.seen.medium);
            let named = [medium.vendor.as_str(), medium.model.as_str(), seen.label.as_str()];
            let named: Vec<&str> = named.into_iter().filter(|part| !part.is_empty()).collect();
            let msg = Msg::new("medium-offer")
                .with("bus", if medium.bus.is_empty() { "?".to_owned() } else { medium.bus.clone() })
                .with("name", named.join(" "))
                .with("fs", seen.fs.clone())
                .with("free", human(seen.free))
                .with("total", human(seen.total));
            Candidate { value: text_of(&path), words: self.lang.say(&msg, self.audience) }
        };
        self.media = found.into_iter().map(offer).collect();
        self.offer();
        self.changed();
    }

    /// `export` from its form: looks first, and shows what it would be.
    pub(super) fn look_before_export(&mut self, input: &Input) {
        let Some(case) = self.case.as_ref().filter(|_| self.export_look.is_none()) else { return };
        if self.exporting.is_some() {
            return self.export_refused(self.lang.word("export-runs"));
        }
        let asked = match request(input) {
            Ok(asked) => asked,
            Err(failure) => {
                let words = self.failure_words(&failure);
                return self.export_refused(words);
            }
        };
        let (env, path, operator) = (self.env.clone(), case.path().to_owned(), case.operator().name);
        let events = self.events.clone();
        let looking = jobs::spawn(
            "export-look",
            // A case of its own: what it reads and folds holds up no frame.
            move |_| Case::open(&env, &path, &operator).and_then(|case| preflight(&case, asked, &System::running())),
            move |result| {
                let _ = events.send(Event::Work(Outcome::ExportLooked(Box::new(result))));
            },
        );
        match looking {
            Ok(job) => {
                self.export_look = Some(job);
                self.say(&Msg::new("export-looking"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    fn export_refused(&mut self, words: String) {
        if let Some(form) = self.top_form().filter(|form| form.spec.name == "export") {
            form.verdict.failure = Some(words.clone());
        }
        self.say_text(words);
        self.changed();
    }

    /// The look is over: it is refused at the form, or shown and asked.
    pub(super) fn export_looked(&mut self, result: Looked) {
        self.export_look = None;
        let looked = match result {
            Ok(Ok(looked)) => looked,
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                return self.export_refused(words);
            }
            Err(error) => return self.say_text(error.to_string()),
        };
        let named = |field: &str| self.lang.word(&format!("field-{field}"));
        if let Some(refusal) = looked.refusal_naming(&|field| named(field)) {
            return self.export_refused(refusal);
        }
        // Whoever left the form meanwhile does not want it any more.
        if self.top_form().is_some_and(|form| form.spec.name == "export") {
            self.overlays.push(Overlay::Question(Question::Export(Box::new(looked))));
        }
        self.changed();
    }

    /// It was read and wanted: it goes on record and is written as a job.
    pub(super) fn begin_export(&mut self, looked: Preflight) {
        let Some(case) = self.case.as_ref() else { return };
        let (env, path, operator) = (self.env.clone(), case.path().to_owned(), case.operator().name);
        let (name, events) = (looked.name.clone(), self.events.clone());
        let job = jobs::spawn(
            "export",
            move |handle| {
                let mut case = Case::open(&env, &path, &operator)?;
                let ready = begin(&mut case, looked)?;
                let result = ready.write(handle);
                end(&mut case, &ready, result)
            },
            move |result| {
                let _ = events.send(Event::Work(Outcome::Exported(Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                if let Some(Overlay::Form(form)) = self.overlays.last()
                    && form.spec.name == "export"
                {
                    if let Some(drafts) = &self.drafts {
                        drafts.forget(&form.draft);
                    }
                    self.overlays.pop();
                }
                let view = JobView {
                    exhibit: None,
                    name: name.clone(),
                    done: 0,
                    total: None,
                    rate: None,
                    left_seconds: None,
                    state: JobState::Running,
                };
                self.exporting = Some(Exporting { name, job, meter: Meter::new(), view });
                self.say(&Msg::new("export-writing"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }

    /// An export came to its end, which is on record already.
    pub(super) fn exported(&mut self, result: Exported) {
        let Some(exporting) = self.exporting.take() else { return };
        if let Some(case) = &mut self.case
            && let Err(failure) = case.refresh()
        {
            self.say_failure(&failure);
        }
        match result {
            Ok(Ok(recorded)) => match &recorded.result {
                Ok(written) => {
                    let folder = visible_bytes(recorded.folder.as_os_str().as_encoded_bytes());
                    let digest = crate::journal::hex(&written.tag_manifest);
                    let id = match (&written.sealed, written.reread) {
                        (Some(_), _) => "export-done-sealed",
                        (None, true) => "export-done",
                        (None, false) => "export-done-memory",
                    };
                    let digest = written.sealed.as_ref().map_or(digest, |sealed| crate::journal::hex(&sealed.sha256));
                    let msg = Msg::new(id).with("folder", folder).with("digest", digest);
                    let mut words = self.lang.say(&msg, self.audience);
                    let exhibit = recorded.exhibit.filter(|_| recorded.unreleased);
                    if let Some(exhibit) = exhibit.and_then(|id| self.state().register.exhibit(id)) {
                        let more = Msg::new("export-unreleased").with("exhibit", exhibit.label());
                        words = format!("{words} {}", self.lang.say(&more, self.audience));
                    }
                    self.tell(words);
                }
                Err(broken) if broken.cancelled => {
                    self.say(&Msg::new("export-cancelled").with("name", exporting.name));
                }
                Err(broken) => {
                    let left = if broken.left.is_empty() { "-".to_owned() } else { broken.left.clone() };
                    let msg = Msg::new(if broken.own { "export-failed-here" } else { "export-failed" });
                    let msg = msg.code("step", "export-step", broken.step.code()).with("why", broken.why.clone());
                    let words = self.lang.say(&msg.with("path", broken.path.clone()).with("left", left), self.audience);
                    self.tell(words);
                }
            },
            Ok(Err(failure)) => {
                let words = self.failure_words(&failure);
                self.tell(words);
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }

    pub(super) fn measure_export(&mut self, at: Duration) {
        let Some(exporting) = &mut self.exporting else { return };
        let progress = exporting.job.progress();
        let (done, total, paused) = (progress.done(), progress.total(), progress.is_paused());
        if paused {
            exporting.meter.reset();
        } else {
            exporting.meter.sample(at, done);
        }
        let left = total.and_then(|total| exporting.meter.time_left(total));
        exporting.view = JobView {
            exhibit: None,
            name: exporting.name.clone(),
            done,
            total,
            rate: exporting.meter.rate(),
            left_seconds: left.map(|left| left.as_secs()),
            state: if paused { JobState::Paused } else { JobState::Running },
        };
    }

    pub(super) fn export_view(&self) -> impl Iterator<Item = JobView> {
        self.exporting.iter().map(|exporting| exporting.view.clone())
    }

    pub(super) fn exports(&self) -> bool {
        self.exporting.is_some()
    }

    /// Cancels the export. False when there is none.
    pub(super) fn cancel_export(&mut self) -> bool {
        let Some(exporting) = &self.exporting else { return false };
        exporting.job.cancel();
        true
    }

    /// Ends the export: its own job puts that on record, or the next opening does.
    pub(super) fn abort_export(&mut self) {
        if let Some(exporting) = self.exporting.take() {
            exporting.job.cancel();
            exporting.job.wait(PATIENCE);
        }
    }
}

//! Bit-for-bit images from the console: a look at source and destination, its record, then the image as a job.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::digests::PATIENCE;
use super::work::Outcome;
use super::{Console, Event};
use crate::app::Failure;
use crate::app::acquisition::{cut_off, record_begin, record_end, request};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text::visible_bytes;
use crate::jobs::acquire::refusal::Refusal;
use crate::jobs::acquire::survey::System;
use crate::jobs::acquire::{Ended, Prepared, Tool, Watched, prepare};
use crate::jobs::meter::Meter;
use crate::jobs::{self, Job, JobFailure};
use crate::journal::PROGRAM;
use crate::ui::look::{JobState, JobView};
use crate::ui::overlay::Overlay;

/// What a look before an image gave.
pub(super) type Surveyed = Result<Result<Prepared, Refusal>, JobFailure>;

/// An image being made.
pub(super) struct Imaging {
    begun: RecordId,
    directory: PathBuf,
    source: String,
    watched: Arc<Watched>,
    /// What came of it, from the moment it ended: the console may be closing before the report is read.
    ended: Arc<OnceLock<Ended>>,
    job: Job,
    meter: Meter,
    view: JobView,
}

impl Console {
    /// `acquire` from its form: looks first, beside the drawing thread, because a dying medium answers slowly.
    pub(super) fn look_before_image(&mut self, input: &Input) {
        let Some(case) = self.case.as_ref().filter(|_| self.surveying.is_none()) else { return };
        let path = visible_bytes(case.path().as_os_str().as_encoded_bytes());
        let asked = match request(input, &path, &self.author.name) {
            Ok(asked) => asked,
            Err(failure) => return self.image_refused(&failure),
        };
        let (events, input) = (self.events.clone(), input.clone());
        let looking = jobs::spawn(
            "survey",
            move |_| prepare(asked, &System::running()),
            move |result| {
                let _ = events.send(Event::Work(Outcome::Surveyed(input, Box::new(result))));
            },
        );
        match looking {
            Ok(job) => {
                self.surveying = Some(job);
                self.say(&Msg::new("image-looking"));
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    fn image_refused(&mut self, failure: &Failure) {
        let words = self.failure_words(failure);
        if let Some(form) = self.top_form().filter(|form| form.spec.name == "acquire") {
            form.verdict.failure = Some(words.clone());
        }
        self.say_text(words);
    }

    /// The look is over: it goes on record, and the image is begun.
    pub(super) fn surveyed(&mut self, input: &Input, result: Surveyed) {
        self.surveying = None;
        let prepared = match result {
            Ok(Ok(prepared)) => prepared,
            Ok(Err(refusal)) => return self.image_refused(&refusal.into()),
            Err(error) => return self.say_text(error.to_string()),
        };
        let Some(case) = &mut self.case else { return };
        let begun = match record_begin(case, input, &prepared) {
            Ok((begun, _)) => begun,
            Err(failure) => return self.image_refused(&failure),
        };
        if self.top_form().is_some_and(|form| form.spec.name == "acquire")
            && let Some(Overlay::Form(form)) = self.overlays.pop()
            && let Some(drafts) = &self.drafts
        {
            drafts.forget(&form.draft);
        }
        let (directory, source) = (prepared.directory().to_owned(), prepared.survey().source.given.clone());
        let watched = Arc::new(Watched::default());
        let (events, clock, seen) = (self.events.clone(), Arc::clone(&self.env.clock), Arc::clone(&watched));
        let ended = Arc::new(OnceLock::new());
        let slot = Arc::clone(&ended);
        let job = jobs::spawn(
            "acquire",
            move |handle| prepared.run(Tool { name: PROGRAM, clock: &|| clock.now() }, handle, &seen),
            move |result| {
                if let Ok(ended) = &result {
                    let _ = slot.set(ended.clone());
                }
                let _ = events.send(Event::Work(Outcome::Imaged(begun, Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                let name = source.clone();
                let view = JobView {
                    exhibit: None,
                    name,
                    done: 0,
                    total: None,
                    rate: None,
                    left_seconds: None,
                    state: JobState::Running,
                };
                self.images.push(Imaging { begun, directory, source, watched, ended, job, meter: Meter::new(), view });
            }
            Err(error) => {
                let words = error.to_string();
                let fact = cut_off(begun, self.now(), 0);
                if let Some(case) = &mut self.case {
                    let _ = case.observe(vec![fact]);
                }
                self.say_text(words);
            }
        }
        self.changed();
    }

    /// An image came to its end.
    pub(super) fn imaged(&mut self, begun: RecordId, result: Result<Ended, JobFailure>) {
        let Some(index) = self.images.iter().position(|imaging| imaging.begun == begun) else { return };
        let imaging = self.images.remove(index);
        let now = self.now();
        let Some(case) = &mut self.case else { return };
        let recorded = match &result {
            Ok(ended) => record_end(case, begun, &imaging.directory, ended).map(drop),
            Err(_) => case.observe(vec![cut_off(begun, now, imaging.job.progress().done())]).map(drop),
        };
        if let Err(failure) = recorded {
            return self.say_failure(&failure);
        }
        match result {
            Ok(ended) => {
                let id = match ended.outcome.code() {
                    "whole" => "image-whole",
                    "incomplete" => "image-incomplete",
                    _ => "image-none",
                };
                let msg = Msg::new(id).with("source", imaging.source).with("count", ended.bad.len());
                let why = match &ended.outcome {
                    jobs::acquire::Outcome::Failed(failure) => failure.to_string(),
                    other => self
                        .lang
                        .say(&Msg::new("image-state").code("state", "acquisition", other.code()), self.audience),
                };
                let words = self.lang.say(&msg.with("why", why), self.audience);
                // What is no whole image stays on the screen until somebody read it.
                if id == "image-whole" { self.say_text(words) } else { self.tell(words) }
            }
            Err(error) => self.say_text(error.to_string()),
        }
        self.changed();
    }

    pub(super) fn measure_images(&mut self, at: Duration) {
        for imaging in &mut self.images {
            let progress = imaging.job.progress();
            let (done, total) = (progress.done(), progress.total());
            let paused = progress.is_paused();
            if paused {
                imaging.meter.reset();
            } else {
                imaging.meter.sample(at, done);
            }
            let unreadable = imaging.watched.unreadable();
            let name = match unreadable {
                0 => imaging.source.clone(),
                bytes => self.lang.say(
                    &Msg::new("image-unreadable").with("source", imaging.source.clone()).with("bytes", bytes),
                    self.audience,
                ),
            };
            let left = total.and_then(|total| imaging.meter.time_left(total));
            imaging.view = JobView {
                exhibit: None,
                name,
                done,
                total,
                rate: imaging.meter.rate(),
                left_seconds: left.map(|left| left.as_secs()),
                state: if paused { JobState::Paused } else { JobState::Running },
            };
        }
    }

    pub(super) fn image_views(&self) -> impl Iterator<Item = JobView> {
        self.images.iter().map(|imaging| imaging.view.clone())
    }

    /// Cancels the image that was begun last. False when none is being made.
    pub(super) fn cancel_image(&mut self) -> bool {
        match self.images.last() {
            Some(imaging) => {
                imaging.job.cancel();
                true
            }
            None => false,
        }
    }

    /// Holds the image that was begun last, or lets it go on; none where none is being made.
    pub(super) fn pause_image(&self) -> Option<Msg> {
        let imaging = self.images.last()?;
        let pause = !imaging.job.progress().is_paused();
        imaging.job.set_paused(pause);
        Some(Msg::new(if pause { "job-paused" } else { "job-goes-on" }).with("label", imaging.source.clone()))
    }

    /// Ends all images. One that ended by itself meanwhile is recorded as it ended; the others are recorded aborts, and what lies on the medium is named as partial.
    pub(super) fn abort_images(&mut self) {
        let now = self.now();
        for imaging in std::mem::take(&mut self.images) {
            imaging.job.cancel();
            imaging.job.wait(PATIENCE);
            let Some(case) = &mut self.case else { continue };
            // What cannot be recorded any more has no end on record, which reads as cut off.
            // An end that the cancelling above brought about is an abort: nobody asked for it.
            let by_itself = |ended: &&Ended| !matches!(ended.outcome, jobs::acquire::Outcome::Cancelled);
            let _ = match imaging.ended.get().filter(by_itself) {
                Some(ended) => record_end(case, imaging.begun, &imaging.directory, ended).map(drop),
                None => {
                    let fact = cut_off(imaging.begun, now, imaging.job.progress().done());
                    case.observe(vec![fact]).map(drop)
                }
            };
        }
    }
}

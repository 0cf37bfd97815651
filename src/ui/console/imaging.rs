//! Bit-for-bit images from the console: a look at source and destination, its record, then the image as a job.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::digests::{PATIENCE, Running};
use super::work::Outcome;
use super::{Console, Event};
use crate::app::Failure;
use crate::app::acquisition::{cut_off, record_begin, record_end, request};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::acquire::refusal::Refusal;
use crate::jobs::acquire::survey::System;
use crate::jobs::acquire::{Ended, Prepared, Tool, Watched, prepare};
use crate::jobs::disks::{Disks, Spinning};
use crate::jobs::meter::Meter;
use crate::jobs::{self, Job, JobFailure};
use crate::journal::PROGRAM;
use crate::ui::look::{JobState, JobView};

/// What a look before an image gave.
pub(super) type Surveyed = Result<Result<Prepared, Refusal>, JobFailure>;

/// An image that waits until nothing else reads or writes its spinning disks. Nothing of it is on record, and the draft of its form is kept.
pub(super) struct Queued {
    input: Input,
    draft: Option<String>,
    prepared: Prepared,
    disks: Vec<String>,
}

impl Queued {
    fn source(&self) -> &str {
        &self.prepared.survey().source.given
    }
}

/// An image being made.
pub(super) struct Imaging {
    begun: RecordId,
    directory: PathBuf,
    source: String,
    disks: Vec<String>,
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

    /// The look is over: the image is begun, or waits for its disks.
    pub(super) fn surveyed(&mut self, input: &Input, result: Surveyed) {
        self.surveying = None;
        let prepared = match result {
            Ok(Ok(prepared)) => prepared,
            Ok(Err(refusal)) => return self.image_refused(&refusal.into()),
            Err(error) => return self.say_text(error.to_string()),
        };
        let known = Disks::of_system();
        let mut disks: Vec<String> = [prepared.request().source.as_path(), prepared.directory()]
            .into_iter()
            .filter_map(|path| known.spinning(path))
            .collect();
        disks.dedup();
        let draft = match self.top_form() {
            Some(form) if form.spec.name == "acquire" => Some(form.draft.clone()),
            _ => None,
        };
        let queued = Queued { input: input.clone(), draft, prepared, disks };
        if self.disks_free(&queued.disks) {
            return self.begin_image(queued);
        }
        self.say(&Msg::new("image-waits").with("source", queued.source()));
        if queued.draft.is_some() {
            self.overlays.pop();
        }
        self.queued_images.push(queued);
        self.changed();
    }

    /// Whether no image and no computation is at one of these spinning disks.
    fn disks_free(&self, disks: &[String]) -> bool {
        let images = self.images.iter().flat_map(|imaging| &imaging.disks);
        let mut busy = images.chain(self.jobs.iter().filter_map(Running::disk_in_use));
        !busy.any(|disk| disks.contains(disk))
    }

    /// Whether an image is at this disk, or waits for it: an image goes before computations that have not begun.
    pub(super) fn image_has(&self, disk: &Spinning) -> bool {
        let images = self.images.iter().map(|imaging| &imaging.disks);
        let mut disks = images.chain(self.queued_images.iter().map(|queued| &queued.disks));
        disk.as_ref().is_some_and(|disk| disks.any(|disks| disks.contains(disk)))
    }

    /// Begins the images whose disks became free.
    pub(super) fn begin_waiting_images(&mut self) {
        while let Some(index) = self.queued_images.iter().position(|queued| self.disks_free(&queued.disks)) {
            let queued = self.queued_images.remove(index);
            self.begin_image(queued);
        }
    }

    /// What the look gave goes on record, and the image is made as a job.
    fn begin_image(&mut self, queued: Queued) {
        let Queued { input, draft, prepared, disks } = queued;
        let Some(case) = &mut self.case else { return };
        let begun = match record_begin(case, &input, &prepared) {
            Ok((begun, _)) => begun,
            Err(failure) => return self.image_refused(&failure),
        };
        if self.top_form().is_some_and(|form| form.spec.name == "acquire" && Some(&form.draft) == draft.as_ref()) {
            self.overlays.pop();
        }
        if let (Some(drafts), Some(draft)) = (&self.drafts, &draft) {
            drafts.forget(draft);
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
                self.images.push(Imaging {
                    begun,
                    directory,
                    source,
                    disks,
                    watched,
                    ended,
                    job,
                    meter: Meter::new(),
                    view,
                });
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
        self.record_image(begun, &imaging, result, now);
        self.begin_waiting_images();
        self.start_waiting();
        self.changed();
    }

    fn record_image(&mut self, begun: RecordId, imaging: &Imaging, result: Result<Ended, JobFailure>, now: Instant) {
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
                let msg = Msg::new(id).with("source", imaging.source.clone()).with("count", ended.bad.len());
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
        let waiting = self.queued_images.iter().map(|queued| JobView {
            exhibit: None,
            name: queued.source().to_owned(),
            done: 0,
            total: None,
            rate: None,
            left_seconds: None,
            state: JobState::Waiting,
        });
        self.images.iter().map(|imaging| imaging.view.clone()).chain(waiting)
    }

    /// Cancels the image that was asked for last. False when there is none.
    pub(super) fn cancel_image(&mut self) -> bool {
        if let Some(queued) = self.queued_images.pop() {
            self.say(&Msg::new("job-dropped").with("label", queued.source()));
            self.start_waiting();
            return true;
        }
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
        // Nothing was begun of those that wait, so there is nothing to record.
        self.queued_images.clear();
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

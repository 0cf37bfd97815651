//! Work beside the drawing thread: digests, files to attach, the self-test, the check of the whole journal.

use std::time::Duration;

use super::{Console, Event};
use crate::app::digest::Computation;
use crate::app::staging::Staged;
use crate::app::{Case, Failure, selftest};
use crate::domain::exhibit::DigestState;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::station::SelfTested;
use crate::export::verify::{self, Report};
use crate::jobs::hashing::{self, HashFailure, Hashed};
use crate::jobs::meter::Meter;
use crate::jobs::{self, Job, JobFailure};
use crate::store::StoreError;
use crate::ui::look::JobView;

/// How long the end of the program waits for a job to let go.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// What a job brings back.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A digest, or why there is none.
    Hashed(RecordId, Box<Result<Result<Hashed, HashFailure>, JobFailure>>),
    /// Files of a form.
    Staged(String, Box<Result<Result<Staged, Failure>, JobFailure>>),
    /// What was seen before an image, with the fields that asked for it.
    Surveyed(Input, Box<super::imaging::Surveyed>),
    /// What came of an image.
    Imaged(RecordId, Box<Result<crate::jobs::acquire::Ended, JobFailure>>),
    /// The self-test.
    Tested(Box<Result<SelfTested, JobFailure>>),
    /// The check of the whole journal.
    Checked(Box<Result<Result<Report, StoreError>, JobFailure>>),
}

/// A computation under way.
pub(super) struct Running {
    computation: Computation,
    job: Job,
    meter: Meter,
    view: JobView,
}

impl Console {
    /// Starts the self-test and the check of the journal, once the first frame can be drawn.
    pub(super) fn check_in_background(&mut self) {
        let Some(case) = &self.case else { return };
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

    /// Computes an exhibit's digest in the background.
    pub(super) fn hash_exhibit(&mut self, id: RecordId, path: Option<&str>) {
        let Some(case) = &self.case else { return };
        let Some(computation) =
            case.state().register.exhibit(id).and_then(|exhibit| Computation::of(case, exhibit, path))
        else {
            return;
        };
        let (events, file) = (self.events.clone(), computation.path.clone());
        let job = jobs::spawn(
            "hash",
            move |handle| hashing::hash_path(&file, &[], handle),
            move |result| {
                let _ = events.send(Event::Work(Outcome::Hashed(id, Box::new(result))));
            },
        );
        match job {
            Ok(job) => {
                let view = JobView {
                    exhibit: Some(id),
                    name: computation.label.clone(),
                    done: 0,
                    total: None,
                    rate: None,
                    left_seconds: None,
                };
                self.jobs.push(Running { computation, job, meter: Meter::new(), view });
            }
            Err(error) => self.say_text(error.to_string()),
        }
    }

    /// `rehash` from its form; false when there is nothing to read.
    pub(super) fn rehash(&mut self, input: &Input) -> bool {
        let label = input.get("exhibit").unwrap_or_default();
        match self.state().register.labelled(label).map(|exhibit| (exhibit.id, exhibit.registered.path.is_empty())) {
            Some((_, true)) if input.get("path").is_none() => {
                self.say(&Msg::new("no-file").with("label", label));
                false
            }
            Some((id, _)) => {
                self.hash_exhibit(id, input.get("path"));
                true
            }
            None => {
                self.say(&Msg::new("no-exhibit").with("label", label));
                false
            }
        }
    }

    /// Something beside the drawing thread came to its end.
    pub(super) fn finished(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Hashed(id, result) => self.hashed(id, *result),
            Outcome::Staged(draft, result) => match *result {
                Ok(result) => self.staged(&draft, result),
                Err(error) => self.say_text(error.to_string()),
            },
            Outcome::Surveyed(input, result) => self.surveyed(&input, *result),
            Outcome::Imaged(begun, result) => self.imaged(begun, *result),
            Outcome::Tested(result) => self.tested(*result),
            Outcome::Checked(result) => self.checked(*result),
        }
    }

    fn hashed(&mut self, id: RecordId, result: Result<Result<Hashed, HashFailure>, JobFailure>) {
        let Some(index) = self.jobs.iter().position(|running| running.computation.exhibit == id) else { return };
        let running = self.jobs.remove(index);
        let fact = match &result {
            Ok(result) => running.computation.outcome(result, self.env.clock.mono_ms()),
            Err(_) => running.computation.aborted(running.job.progress().done()),
        };
        let label = running.computation.label.clone();
        if let Some(case) = &mut self.case
            && let Err(failure) = case.observe(vec![fact])
        {
            self.say_failure(&failure);
            return;
        }
        match result {
            Ok(Ok(_)) => {
                let differs = self
                    .state()
                    .register
                    .exhibit(id)
                    .is_some_and(|exhibit| exhibit.digest_state() == DigestState::Differs);
                self.say(&Msg::new(if differs { "hash-differs" } else { "hash-done" }).with("label", label));
            }
            Ok(Err(failure)) => self.say(&Msg::new("hash-none").with("label", label).with("why", failure.to_string())),
            Err(failure) => self.say(&Msg::new("hash-none").with("label", label).with("why", failure.to_string())),
        }
        self.changed();
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
                if let Some(case) = self.case.as_mut().filter(|case| case.writable() && case.problems().is_empty())
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
            Ok(Ok(report)) => match report.problems.first() {
                // What the opening found was said already.
                Some(problem) if self.case.as_ref().is_some_and(|case| case.problems().is_empty()) => Some(
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

    /// Brings progress up to date.
    pub(super) fn measure_jobs(&mut self) {
        let at = Duration::from_millis(self.env.clock.mono_ms());
        self.measure_images(at);
        for running in &mut self.jobs {
            let progress = running.job.progress();
            let (done, total) = (progress.done(), progress.total());
            running.meter.sample(at, done);
            let left = total.and_then(|total| running.meter.time_left(total));
            running.view = JobView {
                done,
                total,
                rate: running.meter.rate(),
                left_seconds: left.map(|left| left.as_secs()),
                ..running.view.clone()
            };
        }
    }

    pub(super) fn job_views(&self) -> Vec<JobView> {
        self.jobs.iter().map(|running| running.view.clone()).chain(self.image_views()).collect()
    }

    /// Cancels the job that was started last. False when none runs.
    pub(super) fn cancel_job(&mut self) -> bool {
        match self.jobs.last() {
            Some(running) => {
                running.job.cancel();
                true
            }
            None => self.cancel_image(),
        }
    }

    /// Whether anything runs that a person waits for.
    pub(super) fn busy(&self) -> bool {
        !self.jobs.is_empty() || !self.images.is_empty()
    }

    /// Ends all computations as recorded aborts: an abort is never a digest.
    pub(super) fn abort_jobs(&mut self) {
        self.abort_images();
        for running in std::mem::take(&mut self.jobs) {
            running.job.cancel();
            running.job.wait(PATIENCE);
            let fact = running.computation.aborted(running.job.progress().done());
            if let Some(case) = &mut self.case {
                // The program is ending: what cannot be recorded any more shows as a computation without an end.
                let _ = case.observe(vec![fact]);
            }
        }
    }

    /// The case, for the drawing of its head.
    pub(super) fn head_words(&self) -> String {
        let Some(case) = &self.case else { return String::new() };
        let (seq, head) = case.head();
        let short = format!("{} {}", head.get(..4).unwrap_or_default(), head.get(4..8).unwrap_or_default());
        let id = if Case::writable(case) { "chain-saved" } else { "chain-read-only" };
        self.lang.say(&Msg::new(id).with("head", short).with("records", seq), self.audience)
    }
}

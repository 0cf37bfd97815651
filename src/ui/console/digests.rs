//! Digests beside the drawing thread: jobs that run, wait or are held, and the search for a file that was moved.

use std::time::Duration;

use super::work::Outcome;
use super::{Console, Event};
use crate::app::digest::{Computation, wanted};
use crate::app::staging::path_of;
use crate::domain::attention::Place;
use crate::domain::exhibit::{Differing, DigestState};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::disks::{self, Spinning};
use crate::jobs::hashing::{HashFailure, Hashed};
use crate::jobs::locate::{self, Search, Wanted};
use crate::jobs::meter::Meter;
use crate::jobs::source::SourceProblem;
use crate::jobs::{self, Job, JobFailure};
use crate::library::digest::{Algorithm, algorithms};
use crate::ui::look::{JobState, JobView};
use crate::ui::pane::Pane;

/// How long the end of the program waits for a job to let go.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
/// Ranges that a message names.
const RANGES_SAID: usize = 3;

/// What is to be done with a file.
enum Task {
    Hash,
    Locate(String, Wanted),
}

/// A computation under way, or waiting for its turn.
pub(super) struct Running {
    computation: Computation,
    task: Task,
    disk: Spinning,
    job: Option<Job>,
    meter: Meter,
    view: JobView,
}

impl Running {
    fn new(computation: Computation, task: Task, disk: Spinning) -> Self {
        let view = JobView {
            exhibit: Some(computation.exhibit),
            name: computation.label.clone(),
            done: 0,
            total: None,
            rate: None,
            left_seconds: None,
            state: JobState::Waiting,
        };
        Running { computation, task, disk, job: None, meter: Meter::new(), view }
    }

    /// The spinning disk that is read now.
    pub(super) fn disk_in_use(&self) -> Option<&String> {
        self.job.as_ref().and(self.disk.as_ref())
    }

    fn measure(&mut self, at: Duration) {
        let Some(job) = &self.job else { return };
        let progress = job.progress();
        let (done, total) = (progress.done(), progress.total());
        let state = match &self.task {
            _ if progress.is_paused() => JobState::Paused,
            Task::Hash => JobState::Running,
            Task::Locate(..) => JobState::Searching,
        };
        if state == JobState::Paused {
            // Time that nobody reads in is no slowness.
            self.meter.reset();
        } else {
            self.meter.sample(at, done);
        }
        let left = total.and_then(|total| self.meter.time_left(total));
        let (rate, left_seconds) = (self.meter.rate(), left.map(|left| left.as_secs()));
        self.view = JobView { done, total, rate, left_seconds, state, ..self.view.clone() };
    }
}

impl Console {
    /// Computes an exhibit's digest in the background, at once or when its disk is free.
    pub(super) fn hash_exhibit(&mut self, id: RecordId, path: Option<&str>, also: &[Algorithm]) {
        let Some(case) = &self.case else { return };
        let exhibit = case.state().register.exhibit(id);
        let Some(computation) = exhibit.and_then(|exhibit| Computation::of(case, exhibit, path)) else { return };
        let computation = computation.also(also);
        let disk = computation.disk();
        self.jobs.push(Running::new(computation, Task::Hash, disk));
        self.start_waiting();
    }

    /// Starts what may run now: as many as there are cores, one for a disk that spins, none at a disk of which an image is made.
    pub(super) fn start_waiting(&mut self) {
        loop {
            let running: Vec<Spinning> =
                self.jobs.iter().filter(|job| job.job.is_some()).map(|job| job.disk.clone()).collect();
            let waiting = self.jobs.iter().enumerate();
            let waiting = waiting.filter(|(_, job)| job.job.is_none() && !self.image_has(&job.disk));
            let (places, disks): (Vec<usize>, Vec<Spinning>) =
                waiting.map(|(index, job)| (index, job.disk.clone())).unzip();
            let next = disks::next(&disks, &running, disks::workers());
            let Some(&index) = next.and_then(|at| places.get(at)) else { return };
            if let Err(failure) = self.start(index) {
                let running = self.jobs.remove(index);
                self.say_text(failure.to_string());
                if let (Some(case), Task::Hash) = (&mut self.case, &running.task)
                    && let Err(failure) = running.computation.record_aborted(case, 0)
                {
                    self.say_failure(&failure);
                }
            }
        }
    }

    /// After something ended: images first, which are not to wait for a long row of computations.
    fn start_next(&mut self) {
        self.begin_waiting_images();
        self.start_waiting();
    }

    fn start(&mut self, index: usize) -> Result<(), JobFailure> {
        let (Some(running), Some(case)) = (self.jobs.get_mut(index), &self.case) else { return Ok(()) };
        let (events, id) = (self.events.clone(), running.computation.exhibit);
        running.job = Some(match &running.task {
            Task::Hash => {
                running.computation.begin(case.path(), &self.env);
                let computation = running.computation.clone();
                jobs::spawn(
                    "hash",
                    move |handle| computation.read(handle),
                    move |result| {
                        let _ = events.send(Event::Work(Outcome::Hashed(id, Box::new(result))));
                    },
                )?
            }
            Task::Locate(directory, wanted) => {
                let (directory, wanted) = (path_of(directory), wanted.clone());
                jobs::spawn(
                    "locate",
                    move |handle| locate::locate(&directory, &wanted, handle),
                    move |result| {
                        let _ = events.send(Event::Work(Outcome::Located(id, Box::new(result))));
                    },
                )?
            }
        });
        running.view.state = JobState::Running;
        Ok(())
    }

    /// `rehash` from its form; false when there is nothing to read.
    pub(super) fn rehash(&mut self, input: &Input) -> bool {
        let label = input.get("exhibit").unwrap_or_default();
        match self.present().register.labelled(label).map(|exhibit| (exhibit.id, exhibit.registered.path.is_empty())) {
            Some((_, true)) if input.get("path").is_none() => {
                self.say(&Msg::new("no-file").with("label", label));
                false
            }
            Some((id, _)) => match algorithms(input.get("also").unwrap_or_default()) {
                Ok(also) => {
                    self.hash_exhibit(id, input.get("path"), &also);
                    true
                }
                Err(name) => {
                    self.say(&Msg::new("no-algorithm").with("name", name));
                    false
                }
            },
            None => {
                self.say(&Msg::new("no-exhibit").with("label", label));
                false
            }
        }
    }

    /// Computes the digests of all exhibits again, or of those due by an instant.
    pub(super) fn rehash_many(&mut self, due_at: Option<Instant>) {
        let wanted = self.present().to_verify(due_at);
        // Those that the room may not see are computed with the others and not counted.
        let seen = self.showing.state(self.present(), &self.blank);
        let told = wanted.iter().filter(|id| seen.register.exhibit(**id).is_some()).count();
        if told > 0 || wanted.is_empty() {
            self.say(&Msg::new("rehash-queued").with("count", told));
        }
        for id in wanted {
            self.hash_exhibit(id, None, &[]);
        }
    }

    /// `locate` from its form; false when there is nothing to look for.
    pub(super) fn locate(&mut self, input: &Input) -> bool {
        let label = input.get("exhibit").unwrap_or_default();
        let Some(exhibit) = self.present().register.labelled(label) else {
            self.say(&Msg::new("no-exhibit").with("label", label));
            return false;
        };
        let computation = self.case.as_ref().and_then(|case| Computation::of(case, exhibit, None));
        let Some((computation, wanted)) = computation.zip(wanted(exhibit)) else {
            self.say(&Msg::new("nothing-to-locate").with("label", label));
            return false;
        };
        let directory = input.get("path").unwrap_or_default().to_owned();
        let disk = disks::Disks::of_system().spinning(&path_of(&directory));
        self.jobs.push(Running::new(computation, Task::Locate(directory, wanted), disk));
        self.start_waiting();
        true
    }

    fn take_running(&mut self, id: RecordId, is_search: bool) -> Option<Running> {
        let ended = |running: &Running| {
            running.job.is_some()
                && running.computation.exhibit == id
                && matches!(running.task, Task::Locate(..)) == is_search
        };
        // Two jobs of one exhibit wait for each other's report: the one that ended reported.
        let finished = |running: &Running| running.job.as_ref().is_some_and(Job::reported);
        let index = self
            .jobs
            .iter()
            .position(|running| ended(running) && finished(running))
            .or_else(|| self.jobs.iter().position(ended))?;
        Some(self.jobs.remove(index))
    }

    /// A search came to its end: the file that was found is verified.
    pub(super) fn located(&mut self, id: RecordId, result: Result<Search, JobFailure>) {
        let Some(running) = self.take_running(id, true) else { return };
        let label = running.computation.label;
        match result {
            Ok(Search { found: Some(path), .. }) => {
                let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
                self.say_of(id, &Msg::new("located").with("label", label).with("path", shown));
                self.hash_exhibit(id, Some(&crate::app::staging::text_of(&path)), &[]);
            }
            Ok(search) => {
                let message = match (search.cancelled, search.cut || search.unreadable > 0) {
                    (true, _) => "locate-cancelled",
                    (false, true) => "not-located-all",
                    (false, false) => "not-located",
                };
                let message = Msg::new(message).with("label", label).with("looked", search.looked);
                self.say_of(id, &message.with("unreadable", search.unreadable));
            }
            Err(failure) => self.say_text(failure.to_string()),
        }
        self.start_next();
        self.changed();
    }

    pub(super) fn hashed(&mut self, id: RecordId, result: Result<Result<Hashed, HashFailure>, JobFailure>) {
        let Some(running) = self.take_running(id, false) else { return };
        let label = running.computation.label.clone();
        let done = running.job.as_ref().map_or(0, |job| job.progress().done());
        if let Some(case) = &mut self.case {
            let recorded = match &result {
                Ok(result) => running.computation.record(case, result),
                Err(_) => running.computation.record_aborted(case, done),
            };
            if let Err(failure) = recorded {
                self.say_failure(&failure);
                self.start_next();
                return;
            }
        }
        match result {
            Ok(Ok(_)) => {
                let exhibit = self.present().register.exhibit(id);
                let differs = exhibit.is_some_and(|exhibit| exhibit.digest_state() == DigestState::Differs);
                let ranges = exhibit
                    .and_then(|exhibit| exhibit.hashes.last())
                    .map(|(_, hashed)| ranges(&hashed.reading.differing))
                    .unwrap_or_default();
                let message = match (differs, ranges.is_empty()) {
                    (true, false) => Msg::new("hash-differs-at").with("ranges", ranges),
                    (true, true) => Msg::new("hash-differs"),
                    (false, _) => Msg::new("hash-done"),
                };
                self.say_of(id, &message.with("label", label));
            }
            Ok(Err(HashFailure::Source(SourceProblem::NotFound | SourceProblem::DanglingLink))) => {
                self.say_of(id, &Msg::new("hash-missing").with("label", label));
            }
            Ok(Err(failure)) => {
                self.say_of(id, &Msg::new("hash-none").with("label", label).with("why", failure.to_string()))
            }
            Err(failure) => {
                self.say_of(id, &Msg::new("hash-none").with("label", label).with("why", failure.to_string()))
            }
        }
        self.start_next();
        self.changed();
    }

    /// Brings progress up to date.
    pub(super) fn measure_jobs(&mut self) {
        let at = Duration::from_millis(self.env.clock.mono_ms());
        self.measure_images(at);
        self.measure_export(at);
        self.measure_rows(at);
        for running in &mut self.jobs {
            running.measure(at);
        }
    }

    pub(super) fn job_views(&self) -> Vec<JobView> {
        self.jobs
            .iter()
            .map(|running| running.view.clone())
            .chain(self.image_views())
            .chain(self.export_view())
            .chain(self.rows_view())
            .collect()
    }

    /// Whether anything runs that a person waits for.
    pub(super) fn busy(&self) -> bool {
        !self.jobs.is_empty()
            || !self.images.is_empty()
            || !self.queued_images.is_empty()
            || self.exports()
            || self.imports_rows()
            || self.papering.is_some()
    }

    /// The job that a key is about: that of the selected exhibit while the evidence has the keys, else the one that was started last.
    fn job_meant(&self) -> Option<usize> {
        let selected = match self.panes.get(self.focus).selected(&self.look(&[])) {
            Some(Place::Exhibit(id)) if self.focus == Pane::Evidence => Some(id),
            _ => None,
        };
        let own = self.jobs.iter().rposition(|running| Some(running.computation.exhibit) == selected);
        own.or_else(|| self.jobs.len().checked_sub(1))
    }

    /// Cancels the job that is meant. False when there is none.
    pub(super) fn cancel_job(&mut self) -> bool {
        let Some(index) = self.job_meant() else {
            return self.cancel_export() || self.cancel_rows() || self.cancel_image();
        };
        let Some(running) = self.jobs.get_mut(index) else { return false };
        if let Some(job) = &running.job {
            job.cancel();
            return true;
        }
        // Nothing was begun, so there is nothing to record.
        let label = self.jobs.remove(index).computation.label;
        self.say(&Msg::new("job-dropped").with("label", label));
        true
    }

    /// Holds the job that is meant, or lets it go on.
    pub(super) fn pause_job(&mut self) {
        let found = self.job_meant().and_then(|index| self.jobs.get(index));
        let said = match found.and_then(|running| Some((running, running.job.as_ref()?))) {
            Some((running, job)) => {
                let pause = !job.progress().is_paused();
                job.set_paused(pause);
                let message = if pause { "job-paused" } else { "job-goes-on" };
                Msg::new(message).with("label", running.computation.label.clone())
            }
            None => self.pause_image().unwrap_or_else(|| Msg::new("no-job")),
        };
        self.say(&said);
        self.measure_jobs();
    }

    /// Ends all computations as recorded aborts: an abort is never a digest.
    pub(super) fn abort_jobs(&mut self) {
        self.abort_export();
        self.abort_rows();
        self.stop_heat();
        self.stop_uses();
        self.abort_images();
        let ending = std::mem::take(&mut self.jobs);
        // All at once, so that several dead media cost the patience for one.
        for job in ending.iter().filter_map(|running| running.job.as_ref()) {
            job.cancel();
        }
        for running in ending {
            let Some(job) = &running.job else { continue };
            job.wait(PATIENCE);
            if let (Some(case), Task::Hash) = (&mut self.case, &running.task) {
                // The program is ending: what cannot be recorded any more is recorded at the next opening, from its note.
                let _ = running.computation.record_aborted(case, job.progress().done());
            }
        }
    }
}

/// `64 MiB from byte 134217728`, the first few.
fn ranges(differing: &[Differing]) -> String {
    let shown = differing.iter().take(RANGES_SAID).map(|range| format!("{}+{}", range.offset, range.length));
    let mut words = shown.collect::<Vec<_>>().join(", ");
    if differing.len() > RANGES_SAID {
        words.push_str(", …");
    }
    words
}

//! Work off the drawing thread: one thread per job, with progress, pause and cancel.
//!
//! A job never writes to the state of a case. It hands its result to `done`, which sends it to the main loop.
//! The thread that draws reads [`Progress`] from atomics only, so a slow medium cannot hold up a frame.

pub mod acquire;
pub mod bundle;
pub mod disks;
pub mod hashing;
pub mod locate;
pub mod manifest;
pub mod meter;
pub mod opened;
pub mod pieces;
pub mod recording;
pub mod rows;
pub mod segments;
pub mod source;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How the names of all threads of this layer begin; see [`on_job_thread`].
pub(crate) const THREAD_PREFIX: &str = "job:";
/// How often a paused job looks at its flags, should a wake-up have gone to another thread.
const PAUSE_LOOK: Duration = Duration::from_millis(250);
/// A total that is not known.
const UNKNOWN: u64 = u64::MAX;
/// Longest panic message kept, in characters.
const PANIC_TEXT: usize = 300;

/// How far a job has come, in bytes, and what was asked of it. Shared, read and written without locks.
#[derive(Debug)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
    paused: AtomicBool,
    ended: AtomicBool,
}

impl Progress {
    fn new() -> Self {
        Self {
            done: AtomicU64::new(0),
            total: AtomicU64::new(UNKNOWN),
            cancelled: AtomicBool::new(false),
            paused: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        }
    }

    /// Bytes worked through so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Bytes to work through, when that is known.
    pub fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|&total| total != UNKNOWN)
    }

    /// Whether somebody asked the job to stop. It stops at its next checkpoint, not at once.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Whether somebody asked the job to wait.
    pub fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }
}

/// The job was asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// What the work holds of its job: it reports progress here and learns that it should wait or stop.
#[derive(Debug, Clone)]
pub struct Handle {
    progress: Arc<Progress>,
}

impl Handle {
    /// A handle without a job, for work done on the caller's own thread (the command line).
    pub fn new() -> Self {
        Self { progress: Arc::new(Progress::new()) }
    }

    /// The progress, to be read by another thread.
    pub fn progress(&self) -> &Arc<Progress> {
        &self.progress
    }

    /// Says how many bytes there are in all; `None` when that is not known.
    pub fn set_total(&self, total: Option<u64>) {
        self.progress.total.store(total.unwrap_or(UNKNOWN), Ordering::Relaxed);
    }

    /// Adds `bytes` to what is done.
    pub fn advance(&self, bytes: u64) {
        self.progress.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Counts from the first byte again: the work goes on with the next of several files.
    pub fn begin_anew(&self) {
        self.progress.done.store(0, Ordering::Relaxed);
        self.set_total(None);
    }

    /// Asks for a stop at the next checkpoint.
    pub fn cancel(&self) {
        self.progress.cancelled.store(true, Ordering::Relaxed);
    }

    /// Asks the work to wait at its next checkpoint, or to go on.
    pub fn set_paused(&self, paused: bool) {
        self.progress.paused.store(paused, Ordering::Relaxed);
    }

    /// Called by the work between two pieces: waits while the job is paused.
    ///
    /// # Errors
    /// [`Cancelled`] once the job has been cancelled, also while it waits.
    pub fn checkpoint(&self) -> Result<(), Cancelled> {
        loop {
            if self.progress.is_cancelled() {
                return Err(Cancelled);
            }
            if !self.progress.is_paused() {
                return Ok(());
            }
            thread::park_timeout(PAUSE_LOOK);
        }
    }
}

impl Default for Handle {
    fn default() -> Self {
        Self::new()
    }
}

/// Why a job has no result of its own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobFailure {
    /// The operating system gave no thread.
    #[error(
        "the job could not be started: {why}; nothing was read or changed; close other programs and start it again"
    )]
    NotStarted {
        /// The system's reason.
        why: String,
    },
    /// The work panicked: a fault in warroom. The console goes on.
    #[error("the job stopped by a fault in warroom ({text}); it has no result; start it again and report the fault")]
    Panicked {
        /// The panic message, control characters escaped, at most a few hundred characters.
        text: String,
    },
}

/// A running or finished job, held by whoever may stop it. Dropping it cancels the job without waiting.
#[derive(Debug)]
#[must_use = "dropping a job cancels it"]
pub struct Job {
    handle: Handle,
    thread: JoinHandle<()>,
    ended: Receiver<()>,
}

impl Job {
    /// How far the job is.
    pub fn progress(&self) -> &Progress {
        &self.handle.progress
    }

    /// Asks the job to stop. `done` is still called, with what the work makes of the cancellation.
    pub fn cancel(&self) {
        self.handle.cancel();
        self.thread.thread().unpark();
    }

    /// Asks the job to wait (`true`) or to go on (`false`).
    pub fn set_paused(&self, paused: bool) {
        self.handle.set_paused(paused);
        self.thread.thread().unpark();
    }

    /// Whether the work has ended and `done` has been called, or is being called.
    pub fn reported(&self) -> bool {
        self.handle.progress.ended.load(Ordering::Acquire)
    }

    /// Whether `done` has returned.
    pub fn is_finished(&self) -> bool {
        self.thread.is_finished()
    }

    /// Waits at most `limit` for `done` to have returned, and says whether it has. A read from a dead medium can
    /// hang in the kernel for minutes, so leaving the console never waits without a limit.
    pub fn wait(&self, limit: Duration) -> bool {
        !matches!(self.ended.recv_timeout(limit), Err(RecvTimeoutError::Timeout))
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// Runs `work` on a thread of its own and hands its result, or the panic that took its place, to `done` on that
/// same thread. `name` is shown by tools such as `top`; it is cut to the eleven characters the system leaves.
///
/// # Errors
/// [`JobFailure::NotStarted`] when the system gives no thread; `done` is then not called.
pub fn spawn<T, W, D>(name: &'static str, work: W, done: D) -> Result<Job, JobFailure>
where
    T: Send + 'static,
    W: FnOnce(&Handle) -> T + Send + 'static,
    D: FnOnce(Result<T, JobFailure>) + Send + 'static,
{
    let handle = Handle::new();
    let (ending, ended) = channel::<()>();
    let for_work = handle.clone();
    let body = move || {
        // Dropped when this thread ends in any way, which is what `wait` listens for.
        let _ending = ending;
        // Nothing the work owned is looked at after a panic, so a broken invariant cannot leak out.
        let result = catch_unwind(AssertUnwindSafe(|| work(&for_work)))
            .map_err(|payload| JobFailure::Panicked { text: panic_text(payload.as_ref()) });
        for_work.progress.ended.store(true, Ordering::Release);
        done(result);
    };
    let thread = thread::Builder::new()
        .name(thread_name(name))
        .spawn(body)
        .map_err(|error| JobFailure::NotStarted { why: error.to_string() })?;
    Ok(Job { handle, thread, ended })
}

/// Whether the current thread belongs to a job. A panic hook that gives the terminal back asks this: a panic in a
/// job is caught and reported, and must leave the screen alone.
pub fn on_job_thread() -> bool {
    thread::current().name().is_some_and(|name| name.starts_with(THREAD_PREFIX))
}

/// A thread name the system takes: no NUL, at most the 15 bytes Linux keeps.
pub(crate) fn thread_name(name: &str) -> String {
    THREAD_PREFIX.chars().chain(name.chars().filter(char::is_ascii_graphic)).take(15).collect()
}

fn panic_text(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    // A message may quote a file name: it must not carry escape sequences to the screen.
    text.chars().flat_map(char::escape_debug).take(PANIC_TEXT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    const LIMIT: Duration = Duration::from_secs(20);

    #[test]
    fn the_result_reaches_done_and_progress_is_seen_outside() {
        let (tx, rx) = mpsc::channel();
        let work = |handle: &Handle| {
            handle.set_total(Some(10));
            handle.advance(4);
            handle.advance(6);
            (42, on_job_thread())
        };
        let job = spawn("count", work, move |result| tx.send(result).unwrap()).unwrap();
        assert_eq!(rx.recv_timeout(LIMIT).unwrap(), Ok((42, true)));
        assert!(job.wait(LIMIT));
        assert_eq!((job.progress().done(), job.progress().total()), (10, Some(10)));
        assert!(!on_job_thread());
    }

    #[test]
    fn a_panic_is_reported_with_its_text_made_harmless() {
        let (tx, rx) = mpsc::channel();
        let work = |_: &Handle| -> u8 { std::panic::panic_any(String::from("bad \u{1b}[2J name \u{202e}")) };
        let job = spawn("boom", work, move |result| tx.send(result).unwrap()).unwrap();
        let Err(JobFailure::Panicked { text }) = rx.recv_timeout(LIMIT).unwrap() else { panic!("no failure reported") };
        assert!(text.starts_with("bad ") && text.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{text}");
        assert!(job.wait(LIMIT));
    }

    #[test]
    fn cancel_ends_a_paused_job() {
        let (tx, rx) = mpsc::channel();
        let (started_tx, started) = mpsc::channel();
        let work = move |handle: &Handle| {
            started_tx.send(()).unwrap();
            loop {
                handle.checkpoint()?;
                handle.advance(1);
                thread::yield_now();
            }
        };
        let job =
            spawn("spin", work, move |result: Result<Result<(), Cancelled>, _>| tx.send(result).unwrap()).unwrap();
        started.recv_timeout(LIMIT).unwrap();
        job.set_paused(true);
        thread::sleep(Duration::from_millis(50));
        let held = job.progress().done();
        thread::sleep(Duration::from_millis(50));
        assert_eq!(job.progress().done(), held, "a paused job works on");
        job.set_paused(false);
        while job.progress().done() == held {
            thread::yield_now();
        }
        job.set_paused(true);
        job.cancel();
        assert_eq!(rx.recv_timeout(LIMIT).unwrap(), Ok(Err(Cancelled)));
    }

    #[test]
    fn dropping_a_job_cancels_it() {
        let (tx, rx) = mpsc::channel();
        let work = |handle: &Handle| {
            while handle.checkpoint().is_ok() {
                thread::yield_now();
            }
        };
        drop(spawn("spin", work, move |result| tx.send(result).unwrap()).unwrap());
        assert_eq!(rx.recv_timeout(LIMIT).unwrap(), Ok(()));
    }

    #[test]
    fn waiting_has_a_limit() {
        let (tx, rx) = mpsc::channel::<()>();
        let job = spawn("hang", move |_| rx.recv().is_err(), |_| ()).unwrap();
        assert!(!job.wait(Duration::from_millis(30)));
        assert!(!job.is_finished());
        drop(tx);
        assert!(job.wait(LIMIT));
    }

    #[test]
    fn thread_names_fit_the_system() {
        assert_eq!(thread_name("a\0b very long name indeed"), "job:abverylongn");
    }
}

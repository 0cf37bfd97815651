//! A job of the command line: done beside the thread that waits, so that a signal ends it as a cancel does and its progress can be shown on a terminal.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use signal_hook::SigId;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::hashing::progress;
use super::session::Session;
use super::stop::Stop;
use crate::export::folder::writer::Watch;
use crate::jobs::meter::Meter;
use crate::jobs::{Handle, spawn};

/// How often progress is drawn and a signal looked for.
const TICK: Duration = Duration::from_millis(200);

/// Signals that a person or the system ends a program with, heard as long as this lives.
pub(super) struct Signalled {
    told: Arc<AtomicBool>,
    watching: Vec<SigId>,
}

impl Signalled {
    pub(super) fn new() -> Self {
        let told = Arc::new(AtomicBool::new(false));
        let watching = [SIGINT, SIGTERM, SIGHUP]
            .into_iter()
            .filter_map(|signal| signal_hook::flag::register(signal, Arc::clone(&told)).ok())
            .collect();
        Signalled { told, watching }
    }

    fn heard(&self) -> bool {
        self.told.load(Ordering::Relaxed)
    }
}

impl Drop for Signalled {
    fn drop(&mut self) {
        for id in self.watching.drain(..) {
            signal_hook::low_level::unregister(id);
        }
    }
}

impl Watch for Signalled {
    fn advance(&self, _: u64) {}

    fn stop(&self) -> bool {
        self.heard()
    }
}

/// Does work in a job of that name. `stage` says before the figures what it is about just now; `lost` is what a person is told where it ended without a result:
/// what that leaves behind, and what to do.
pub(super) fn beside<T: Send + 'static>(
    session: &mut Session<'_>,
    name: &'static str,
    lost: &str,
    stage: impl Fn() -> String,
    work: impl FnOnce(&Handle) -> T + Send + 'static,
) -> Result<T, Stop> {
    let signalled = Signalled::new();
    let (tell, told) = channel();
    let job =
        spawn(name, work, move |result| drop(tell.send(result))).map_err(|failure| Stop::Said(failure.to_string()))?;
    let mut meter = Meter::new();
    let began = std::time::Instant::now();
    let mut shown = false;
    let result = loop {
        match told.recv_timeout(TICK) {
            Ok(result) => break result.map_err(|failure| Stop::Said(failure.to_string())),
            Err(RecvTimeoutError::Disconnected) => break Err(Stop::Said(lost.to_owned())),
            Err(RecvTimeoutError::Timeout) => {
                if signalled.heard() {
                    job.cancel();
                }
                if session.io.stderr_is_terminal {
                    meter.sample(began.elapsed(), job.progress().done());
                    let figures = progress(job.progress().done(), job.progress().total(), &meter);
                    let _ = write!(session.io.stderr, "\r{}{figures}\u{1b}[K", stage());
                    let _ = session.io.stderr.flush();
                    shown = true;
                }
            }
        }
    };
    if shown {
        let _ = write!(session.io.stderr, "\r\u{1b}[K");
    }
    result
}

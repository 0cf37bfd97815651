//! Computing an exhibit's digest and recording what came of it. Without every byte there is no digest, and that is recorded too.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::session::Session;
use super::stop::Stop;
use crate::app::Case;
use crate::app::digest::Computation;
use crate::domain::id::RecordId;
use crate::domain::time::hms_left;
use crate::jobs::digest::Algorithm;
use crate::jobs::hashing::HashFailure;
use crate::jobs::meter::Meter;
use crate::jobs::source::SourceProblem;
use crate::jobs::{Handle, Progress};

/// How often progress is shown on a terminal.
const TICK: Duration = Duration::from_millis(250);

/// What hashing an exhibit gave; it is recorded either way.
pub(crate) struct Outcome {
    /// The record.
    pub(crate) record: RecordId,
    /// The SHA-256 in hex, or why there is none.
    pub(crate) digest: Result<String, String>,
    /// Whether the file is not where it was.
    pub(crate) missing: bool,
}

/// Hashes the file of an exhibit, or another path where it lies now, and records the digest, or that there is none. None when no file belongs to it.
pub(crate) fn hash_exhibit(
    session: &mut Session<'_>,
    case: &mut Case,
    exhibit: RecordId,
    path: Option<&str>,
    also: &[Algorithm],
) -> Result<Option<Outcome>, Stop> {
    let Some(exhibit) = case.state().register.exhibit(exhibit) else { return Ok(None) };
    let Some(computation) = Computation::of(case, exhibit, path) else { return Ok(None) };
    let mut computation = computation.also(also);
    computation.begin(case);
    let reading = computation.clone();
    let result = with_progress(session, "hash", move |handle| reading.read(handle))?;
    let done = computation.record(case, &result)?;
    let record = done.records.last().copied().unwrap_or_default();
    let missing = matches!(result, Err(HashFailure::Source(SourceProblem::NotFound | SourceProblem::DanglingLink)));
    let digest = result.map(|hashed| hashed.sha256_hex()).map_err(|failure| failure.to_string());
    Ok(Some(Outcome { record, digest, missing }))
}

/// Does work in a job, so that its progress can be shown on a terminal meanwhile.
pub(crate) fn with_progress<T: Send + 'static>(
    session: &mut Session<'_>,
    name: &'static str,
    work: impl FnOnce(&Handle) -> T + Send + 'static,
) -> Result<T, Stop> {
    if !session.io.stderr_is_terminal {
        return Ok(work(&Handle::new()));
    }
    let (tell, told) = channel();
    let job = crate::jobs::spawn(name, work, move |result| drop(tell.send(result)))
        .map_err(|failure| Stop::Said(failure.to_string()))?;
    let mut meter = Meter::new();
    let began = std::time::Instant::now();
    let mut shown = false;
    let result = loop {
        match told.recv_timeout(TICK) {
            Ok(result) => break result.map_err(|failure| Stop::Said(failure.to_string())),
            Err(RecvTimeoutError::Timeout) => {
                meter.sample(began.elapsed(), job.progress().done());
                let _ = write!(session.io.stderr, "\r{}\u{1b}[K", progress(job.progress(), &meter));
                let _ = session.io.stderr.flush();
                shown = true;
            }
            Err(RecvTimeoutError::Disconnected) => {
                break Err(Stop::Said("the job ended without a result; start it again".to_owned()));
            }
        }
    };
    if shown {
        let _ = write!(session.io.stderr, "\r\u{1b}[K");
    }
    result
}

/// `1.2 GB of 3.4 GB  870 MB/s  00:00:02 left`.
fn progress(progress: &Progress, meter: &Meter) -> String {
    let mut text = bytes(progress.done());
    if let Some(total) = progress.total() {
        text.push_str(&format!(" of {}", bytes(total)));
        if let Some(rate) = meter.rate().filter(|rate| *rate > 0) {
            let left = total.saturating_sub(progress.done()).saturating_mul(1000) / rate;
            text.push_str(&format!("  {}/s  {} left", bytes(rate), hms_left(i64::try_from(left).unwrap_or(i64::MAX))));
        }
    }
    text
}

/// A size in decimal units, as media are sold.
pub(crate) fn bytes(count: u64) -> String {
    let mut unit = ("B", 1);
    for (name, size) in [("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)] {
        if count >= size {
            unit = (name, size);
        }
    }
    match unit {
        (name, 1) => format!("{count} {name}"),
        (name, size) => format!("{}.{} {name}", count / size, count % size * 10 / size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_on_the_box() {
        assert_eq!(
            [0, 999, 1_000, 1_250_000, 2_000_000_000_000].map(bytes),
            ["0 B", "999 B", "1.0 kB", "1.2 MB", "2.0 TB"]
        );
    }
}

//! Computing an exhibit's digest and recording what came of it. Without every byte there is no digest, and that is recorded too.

use super::session::Session;
use super::stop::Stop;
use crate::app::Case;
use crate::app::digest::Computation;
use crate::domain::id::RecordId;
use crate::domain::text::decimal_size;
use crate::domain::time::hms_left;
use crate::jobs::Handle;
use crate::jobs::disks::{Spinning, Told, in_order, workers};
use crate::jobs::hashing::{HashFailure, Hashed};
use crate::jobs::meter::Meter;
use crate::jobs::source::SourceProblem;
use crate::library::digest::Algorithm;

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
    computation.begin(case.path(), &session.env);
    let result = with_progress(session, |handle| computation.read(handle))?;
    Outcome::recorded(case, &computation, result).map(Some)
}

impl Outcome {
    /// Records what a computation came to.
    pub(crate) fn recorded(
        case: &mut Case,
        computation: &Computation,
        result: Result<Hashed, HashFailure>,
    ) -> Result<Self, Stop> {
        let done = computation.record(case, &result)?;
        let record = done.records.last().copied().unwrap_or_default();
        let missing = matches!(result, Err(HashFailure::Source(SourceProblem::NotFound | SourceProblem::DanglingLink)));
        let digest = result.map(|hashed| hashed.sha256_hex()).map_err(|failure| failure.to_string());
        Ok(Outcome { record, digest, missing })
    }
}

/// Does work beside this thread, so that its progress can be shown on a terminal meanwhile.
pub(crate) fn with_progress<T: Send>(session: &mut Session<'_>, work: impl Fn(&Handle) -> T + Sync) -> Result<T, Stop> {
    let mut ended = None;
    let handles = [Handle::new()];
    all_with_progress(
        session,
        &handles,
        &[None],
        |_| handles.first().map(&work),
        |_, _, result| {
            ended = result;
            Ok(())
        },
    )?;
    ended.ok_or_else(|| Stop::Said("the job ended without a result; start it again".to_owned()))
}

/// Does work for each handle, several at once but one for a spinning disk. The results come in order; meanwhile the progress of all is shown on a terminal.
pub(crate) fn all_with_progress<T: Send>(
    session: &mut Session<'_>,
    handles: &[Handle],
    disks: &[Spinning],
    work: impl Fn(usize) -> T + Sync,
    mut tell: impl FnMut(&mut Session<'_>, usize, T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut meter = Meter::new();
    let began = std::time::Instant::now();
    let mut shown = false;
    let indices: Vec<usize> = (0..handles.len()).collect();
    let told = in_order(
        &indices,
        disks,
        workers(),
        |index| work(*index),
        |told| match told {
            Told::Tick if session.io.stderr_is_terminal => {
                let done = handles.iter().map(|handle| handle.progress().done()).sum();
                // What has not begun has no size yet.
                let total = handles.iter().map(|handle| handle.progress().total()).sum::<Option<u64>>();
                meter.sample(began.elapsed(), done);
                let _ = write!(session.io.stderr, "\r{}\u{1b}[K", progress(done, total, &meter));
                let _ = session.io.stderr.flush();
                shown = true;
                Ok(())
            }
            Told::Tick => Ok(()),
            Told::Done(index, result) => {
                if std::mem::take(&mut shown) {
                    let _ = write!(session.io.stderr, "\r\u{1b}[K");
                }
                tell(session, index, result)
            }
        },
    );
    if shown {
        let _ = write!(session.io.stderr, "\r\u{1b}[K");
    }
    told
}

/// `1.2 GB of 3.4 GB  870 MB/s  00:00:02 left`.
pub(crate) fn progress(done: u64, total: Option<u64>, meter: &Meter) -> String {
    let mut text = decimal_size(done);
    if let Some(total) = total {
        text.push_str(&format!(" of {}", decimal_size(total)));
        if let Some(rate) = meter.rate().filter(|rate| *rate > 0) {
            let left = total.saturating_sub(done).saturating_mul(1000) / rate;
            text.push_str(&format!(
                "  {}/s  {} left",
                decimal_size(rate),
                hms_left(i64::try_from(left).unwrap_or(i64::MAX))
            ));
        }
    }
    text
}

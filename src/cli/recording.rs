//! `warroom record`: a command in a recorded terminal session, attached to its step.

use super::args::Record;
use super::session::Session;
use super::stop::{REFUSED, Stop};
use crate::app::Failure;
use crate::app::sessions::Wanted;
use crate::domain::text::visible_bytes;
use crate::library::transcript::mask::Uncovered;

/// Runs the command; its exit code is the command's.
pub(crate) fn run(session: &mut Session<'_>, asked: Record) -> Result<u8, Stop> {
    let directory = std::env::current_dir().map_err(|error| {
        Stop::Said(format!("the present directory is gone ({error}); change to another and try again"))
    })?;
    let mut case = session.open_to_record()?;
    let wanted = Wanted {
        step: asked.step,
        argv: asked.command,
        directory,
        done_by: asked.done_by,
        at: asked.at,
        note: asked.note.unwrap_or_default(),
        late_reason: asked.late_reason,
        masks: asked.mask,
    };
    let ended = match case.record_session(&wanted) {
        Ok(ended) => ended,
        Err(failure @ Failure::SessionKept { code, .. }) => {
            session.report(&failure.into());
            // The command's code where it says that something is wrong; a session that is not in the case is never a success.
            return Ok(if code == 0 { REFUSED } else { code });
        }
        Err(failure) => return Err(failure.into()),
    };
    let first = ended.done.records.first().copied().unwrap_or_default();
    session.io.note(&format!("session recorded: {first}"));
    if ended.stopped {
        session
            .io
            .note("the recording was told to stop and ended the command; what was put out until then is recorded");
    }
    if let Some(why) = &ended.broken {
        session.io.note(&format!(
            "the recording breaks off before the end of the session, which went on without it: {why}; make room and record what is missing"
        ));
    }
    match ended.covered {
        Some(Ok(0)) => session.io.note("no word to be masked was put out; the copy for showing is like the original"),
        Some(Ok(count)) => session.io.note(&format!("places masked in the copy for showing: {count}; the original is under RED")),
        Some(Err(Uncovered::Empty | Uncovered::StillReadable)) => session.io.note(
            "no masked copy was made: a word could still be read in it, or the recording is too large; the original is under RED, show nothing of it",
        ),
        None => {}
    }
    if let Some(path) = &ended.outside {
        session.io.note(&format!(
            "the recording is larger than the case file takes and stays outside, by path and digest: {}",
            visible_bytes(path.as_os_str().as_encoded_bytes())
        ));
    }
    session.shortfalls(&ended.done.shortfalls);
    super::record::not_admitted(session, &case);
    Ok(ended.code)
}

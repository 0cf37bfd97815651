//! `warroom replay`: a recorded session on an emulated screen, or as text. Its bytes never reach the terminal as they are.

use std::path::Path;

use super::args::Replay;
use super::session::Session;
use super::stop::{DONE, Stop};
use super::{Console, Show};
use crate::app::Case;
use crate::domain::artefact::Artefact;
use crate::domain::proof::Source;
use crate::domain::text::{counted, visible, visible_bytes};
use crate::jobs::source::Source as File;
use crate::library::transcript::asciicast;
use crate::library::transcript::lines::lines;

/// Larger recordings are not read into memory, bytes.
const LARGEST: u64 = 1 << 30;
/// Speeds at which anybody can follow or wait.
const SPEEDS: std::ops::RangeInclusive<f64> = 0.01..=10_000.0;

/// Plays or prints it.
pub(crate) fn run(session: &mut Session<'_>, asked: &Replay, console: Console<'_>) -> Result<u8, Stop> {
    if !SPEEDS.contains(&asked.speed) {
        return Err(Stop::Usage(
            "--speed is a number from 0.01 to 10000; give one of these, 1 is as fast as it was".to_owned(),
        ));
    }
    let path = Path::new(&asked.what);
    let named = visible_bytes(asked.what.as_encoded_bytes());
    let bytes = if path.is_file() { file(path)? } else { record(session, &asked.what.to_string_lossy())? };
    let Some(cast) = asciicast::parse(&bytes) else {
        return Err(Stop::Said(format!(
            "{named} is no recorded session (asciicast v2); read a proof of another kind on the checklist with o"
        )));
    };
    if cast.unread > 0 {
        session.io.note(&format!(
            "left out of the recording, since it could not be read: {}",
            counted(cast.unread as u64, "line")
        ));
    }
    if !asked.text {
        return console(session, Show::Session(Box::new(cast), asked.speed));
    }
    for line in lines(&cast) {
        session.io.line(&line.text)?;
    }
    Ok(DONE)
}

fn file(path: &Path) -> Result<Vec<u8>, Stop> {
    let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
    let failed = |why: &dyn std::fmt::Display| {
        Stop::Said(format!("{shown} could not be read: {why}; choose another file or mend this one"))
    };
    let source = File::open(path).map_err(|error| failed(&error))?;
    source.read_whole(LARGEST).map_err(|error| failed(&error))
}

/// The recording of a record: of a masked session the copy for showing, of a proof its own file.
fn record(session: &mut Session<'_>, text: &str) -> Result<Vec<u8>, Stop> {
    let case = session.open()?;
    let shown = visible(text).into_owned();
    let missing = || {
        Stop::Said(format!(
            "{shown} is neither a file nor a record of this case that holds a recorded session; name one, `warroom show timeline` lists them"
        ))
    };
    let state = case.state();
    let id = state.record_named(text).ok_or_else(missing)?;
    let recorded = state.sessions.recorded.iter().find(|(known, _)| *known == id).map(|(_, recorded)| recorded.shown());
    let brought = state.sessions.brought.iter().find(|(known, _)| *known == id).map(|(_, brought)| &brought.file);
    let proof = state.proofs.attached.values().flatten().find(|(known, _)| *known == id).and_then(|(_, proof)| {
        match &proof.source {
            Source::File(file) => Some(file),
            Source::Record(_) | Source::Exhibit(_) => None,
        }
    });
    let artefact = recorded.or(brought).or(proof).ok_or_else(missing)?;
    bytes_of(&case, artefact)
}

fn bytes_of(case: &Case, artefact: &Artefact) -> Result<Vec<u8>, Stop> {
    if !artefact.stored {
        let shown = visible(&artefact.path).into_owned();
        return Err(Stop::Said(format!(
            "the recording lies outside the case file, by path and digest; give the file itself: {shown}"
        )));
    }
    case.attachment(&artefact.sha256).ok_or_else(|| {
        Stop::Said(
            "the recording is no longer in the case file as it was recorded; run `warroom verify` on the case"
                .to_owned(),
        )
    })
}

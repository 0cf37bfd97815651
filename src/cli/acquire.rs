//! `warroom acquire`: a bit-for-bit image of a disk or file. Exits 1 unless every byte was read, whatever was written.

use std::sync::Arc;

use super::args::Acquire;
use super::beside::beside;
use super::evidence::label;
use super::record::{field_of, not_admitted, set};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::acquisition::{record_begin, record_end, request};
use crate::app::opening::open_cases;
use crate::app::{Case, Failure};
use crate::domain::input::Input;
use crate::domain::text::visible_bytes;
use crate::jobs::acquire::meaning::sentence;
use crate::jobs::acquire::refusal::Refusal;
use crate::jobs::acquire::survey::System;
use crate::jobs::acquire::{Ended, Outcome, Prepared, Stage, Tool, Watched, log, prepare};
use crate::journal::PROGRAM;
use crate::library::digest::hex;

/// Makes an image as the command line asks.
pub(crate) fn run(session: &mut Session<'_>, asked: Acquire) -> Result<u8, Stop> {
    let mut input = Input::default().with("disk", field_of(&asked.disk)).with("image", field_of(&asked.image));
    for (field, given) in [
        ("split", &asked.split),
        ("retries", &asked.retries),
        ("also", &asked.also),
        ("write-blocker", &asked.blocker),
        ("examiner", &asked.examiner),
        ("competence", &asked.competence),
        ("how-acquired", &asked.method),
        ("purpose", &asked.purpose),
        ("description", &asked.description),
        ("origin", &asked.origin),
        ("parent", &asked.parent),
        ("anyway", &asked.mounted_anyway),
    ] {
        set(&mut input, field, given.as_deref());
    }
    acquire(session, &input, !asked.no_record, false)
}

/// Makes an image from the fields of the command; `record` is whether a case is to hear of it, where one is open, `json` whether the records are printed in
/// place of words.
pub(crate) fn acquire(session: &mut Session<'_>, input: &Input, record: bool, json: bool) -> Result<u8, Stop> {
    let mut case = if record { case_of(session)? } else { None };
    let named = case.as_ref().map(|case| visible_bytes(case.path().as_os_str().as_encoded_bytes())).unwrap_or_default();
    let request = request(input, &named, &session.operator())?;
    let prepared = prepare(request, &System::running());
    if matches!(prepared, Err(Refusal::MountedReadWrite { .. } | Refusal::Held)) {
        session.io.note("why it must be read as it is: --mounted-anyway REASON");
    }
    let prepared = prepared.map_err(Failure::from)?;
    announce(session, &prepared);
    let begun = match &mut case {
        Some(case) => {
            let (begun, _) = record_begin(case, input, &prepared)?;
            not_admitted(session, case);
            Some(begun)
        }
        None => None,
    };
    let directory = prepared.directory().to_owned();
    let ended = work(session, prepared)?;
    if !json {
        say(session, &directory, &ended)?;
    }
    match (&mut case, begun) {
        (Some(case), Some(begun)) => {
            let mut recorded = record_end(case, begun, &directory, &ended)?;
            session.shortfalls(&recorded.done.shortfalls);
            recorded.done.records.insert(0, begun);
            match recorded.exhibit {
                _ if json => super::do_::print(session, &recorded.done, true)?,
                Some(exhibit) => session.io.line(&format!("exhibit: {} {exhibit}", label(case, exhibit)))?,
                None => {}
            }
        }
        _ => to_record(session, &ended),
    }
    Ok(if ended.outcome == Outcome::Whole { DONE } else { REFUSED })
}

/// The case to record in; none where no case is open on this laptop and none was named.
fn case_of(session: &mut Session<'_>) -> Result<Option<Case>, Stop> {
    if session.named_case().is_none() && open_cases(&session.env, &session.operator()).is_empty() {
        return Ok(None);
    }
    session.open_to_record().map(Some)
}

/// Says before reading what was seen that a person should know.
fn announce(session: &mut Session<'_>, prepared: &Prepared) {
    let survey = prepared.survey();
    let (source, place) = (&survey.source, &survey.destination);
    let words = |medium: &crate::domain::acquisition::survey::Medium| {
        let parts = [medium.vendor.as_str(), medium.model.as_str(), medium.serial.as_str(), medium.bus.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    session.io.note(&format!(
        "source: {} ({}), {} bytes, {}",
        source.given,
        source.opened,
        source.size,
        words(&source.medium)
    ));
    session.io.note(&format!(
        "destination: {} ({}, {} entries), {} bytes free, {}",
        place.directory,
        place.fs,
        place.entries,
        place.free,
        words(&place.medium)
    ));
    if let Some(split) = prepared.split() {
        session.io.note(&format!("the image is written in segments of {split} bytes"));
    }
    for found in &source.encryption {
        session.io.note(&format!("encryption: {} at byte {}", found.what, found.offset));
    }
    for code in prepared.meaning() {
        session.io.note(&format!("note: {}", sentence(code)));
    }
}

/// Makes the image in a job, so that a signal ends it as a cancel and progress can be shown.
fn work(session: &mut Session<'_>, prepared: Prepared) -> Result<Ended, Stop> {
    let watched = Arc::new(Watched::default());
    let (clock, seen) = (Arc::clone(&session.env.clock), Arc::clone(&watched));
    let lost =
        "the job ended without a result; what it wrote is named .partial and is no image, delete it and begin again";
    beside(
        session,
        "acquire",
        lost,
        || stage(&watched),
        move |handle| prepared.run(Tool { name: PROGRAM, clock: &|| clock.now() }, handle, &seen),
    )
}

fn stage(watched: &Watched) -> String {
    let stage = match watched.stage() {
        Stage::Copying => "reading  ",
        Stage::ReadingBack => "reading back  ",
        Stage::Finishing => "finishing  ",
    };
    match watched.unreadable() {
        0 => stage.to_owned(),
        bytes => format!("{stage}{bytes} bytes unreadable  "),
    }
}

/// What came of it, on standard output. Only a whole image has a digest here.
fn say(session: &mut Session<'_>, directory: &std::path::Path, ended: &Ended) -> Result<(), Stop> {
    let path = |name: &std::ffi::OsStr| visible_bytes(directory.join(name).as_os_str().as_encoded_bytes());
    session.io.line(&format!("state: {}", log::state(ended)))?;
    for segment in ended.image.iter().flat_map(|image| &image.segments) {
        session.io.line(&format!("file: {}", path(&segment.name)))?;
    }
    if let (Outcome::Whole, Some(image)) = (&ended.outcome, &ended.image) {
        session.io.line(&format!("sha256: {}", hex(&image.sha256)))?;
        for digest in &image.others {
            let only = if digest.algorithm().proves() { "" } else { "  (only to match an old log)" };
            session.io.line(&format!("{}: {}{only}", digest.algorithm().name().to_lowercase(), digest.hex()))?;
        }
        if let Some(percent) = image.zeros.percent() {
            session.io.line(&format!("zeros: {percent} % of its blocks"))?;
        }
    }
    if ended.outcome == Outcome::Incomplete {
        session.io.line("sha256: none, the source was not read whole; the digest of the image itself is in the log")?;
    }
    if let Some((name, _)) = &ended.log {
        session.io.line(&format!("log: {}", path(name)))?;
    }
    for name in &ended.left {
        session.io.note(&format!("left behind: {}", path(name)));
    }
    Ok(())
}

/// Without a case: what belongs on record by hand.
fn to_record(session: &mut Session<'_>, ended: &Ended) {
    session.io.note(
        "no case heard of this; put on record: who did it, when, the source with its serial number, and these lines",
    );
    if let Some((name, sha256)) = &ended.log {
        let name = visible_bytes(name.as_encoded_bytes());
        session.io.note(&format!("SHA-256 of the log {name}: {}", hex(sha256)));
    }
    if ended.image.is_some() {
        session.io.note("with a case open later: warroom evidence add IMAGE --description D --kind disk-image --relation forensic-copy");
    }
}

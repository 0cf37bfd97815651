//! A bit-for-bit image between its job and the case: what goes on record before it begins, and what came of it.

use std::path::Path;

use super::case::{Case, Done};
use super::digest::{hundredths, others, stored_pieces};
use super::failure::Failure;
use super::staging::{batch, batch_gone, path_of, text_of};
use crate::domain::acquisition::{Begun, Ended, Seen, Segment, begin, survey::Medium};
use crate::domain::artefact::Artefact;
use crate::domain::exhibit::{Hashed, Reading, Segment as Part, register};
use crate::domain::fact::Fact;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::time::Instant;
use crate::jobs::acquire::{self, Outcome, Prepared, RETRIES, Request, Said, log, size};
use crate::journal::{PROGRAM, hex};
use crate::library::digest::algorithms;

/// Stretches of the map that a record holds; the log has them all.
const MOST_RANGES: usize = 500;

/// What came of an acquisition, once it is on the disk.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The records, in order.
    pub done: Done,
    /// The exhibit that the image became.
    pub exhibit: Option<RecordId>,
}

/// Reads the fields of `acquire`. `case` is what the log calls the case; `examiner` works where nobody else is named.
///
/// # Errors
/// [`Failure::AcquisitionField`].
pub fn request(input: &Input, case: &str, examiner: &str) -> Result<Request, Failure> {
    let text = |field: &str| input.get(field).unwrap_or_default().trim().to_owned();
    let required = |field: &'static str| match input.get(field).filter(|text| !text.trim().is_empty()) {
        Some(text) => Ok(path_of(text)),
        None => Err(Failure::AcquisitionField { field, why: "it is empty".to_owned() }),
    };
    let split = match text("split").as_str() {
        "" => None,
        asked => Some(
            size::parse(asked)
                .map_err(|problem| Failure::AcquisitionField { field: "split", why: problem.to_string() })?,
        ),
    };
    let retries =
        match text("retries").as_str() {
            "" => RETRIES,
            asked => asked.parse().ok().filter(|retries| *retries <= 1_000).ok_or_else(|| {
                Failure::AcquisitionField { field: "retries", why: "a number from 0 to 1000".to_owned() }
            })?,
        };
    let also = algorithms(&text("also"))
        .map_err(|name| Failure::AcquisitionField { field: "also", why: format!("{name} is no digest it knows") })?;
    let examiner = Some(text("examiner")).filter(|named| !named.is_empty()).unwrap_or_else(|| examiner.to_owned());
    Ok(Request {
        source: required("disk")?,
        destination: required("image")?,
        split,
        retries,
        also,
        mounted_anyway: Some(text("anyway")).filter(|reason| !reason.is_empty()),
        said: Said {
            examiner,
            competence: text("competence"),
            blocker: text("write-blocker"),
            method: text("how-acquired"),
            purpose: text("purpose"),
            case: case.to_owned(),
        },
    })
}

/// Puts on record what was seen and said, before the first byte is read. When this returns, it is on the disk.
///
/// # Errors
/// [`Failure`]; nothing was recorded.
pub fn record_begin(case: &mut Case, input: &Input, prepared: &Prepared) -> Result<(RecordId, Done), Failure> {
    let seen = Seen {
        survey: prepared.survey().clone(),
        tool: PROGRAM.to_owned(),
        split: prepared.split(),
        retries: prepared.request().retries,
        meaning: prepared.meaning().into_iter().map(str::to_owned).collect(),
        process: batch(case.env())?,
    };
    let done = case.record_by(|state, ctx| begin(state, input, ctx, seen))?;
    Ok((done.records.last().copied().unwrap_or_default(), done))
}

/// Puts on record how it ended; an image becomes an exhibit. `directory` is where its files lie.
///
/// # Errors
/// [`Failure`]. What lies on the medium stays; its log says what it is.
pub fn record_end(
    case: &mut Case,
    id: RecordId,
    directory: &Path,
    ended: &acquire::Ended,
) -> Result<Recorded, Failure> {
    let mut done = Done { records: Vec::new(), shortfalls: Vec::new() };
    let found = case.state().acquisitions.made.iter().find(|made| made.id == id).map(|made| made.begun.clone());
    let exhibit = match (found, &ended.image) {
        (Some(begun), Some(image)) => {
            let input = registration(&begun, directory, image, ended).with("acquired", id.to_string());
            let registered = case.record_by(|state, ctx| register(state, &input, ctx))?;
            done.shortfalls.extend(registered.shortfalls);
            done.records.extend(registered.records.iter().copied());
            registered.records.last().copied()
        }
        _ => None,
    };
    let mut facts: Vec<Fact> = vec![end(id, directory, ended, exhibit).into()];
    if let (Some(exhibit), Some(image)) = (exhibit, &ended.image) {
        let pieces = piece_list(case, exhibit, image)?;
        facts.push(hashed(exhibit, directory, image, ended, pieces).into());
    }
    let recorded = case.observe(facts)?;
    done.records.extend(recorded.records);
    done.shortfalls.extend(exhibit.and_then(|exhibit| case.state().acquisitions.shortfall(exhibit)));
    Ok(Recorded { done, exhibit })
}

/// The record of an acquisition that the program itself gave up, because the console closed or its process is gone.
#[must_use]
pub fn cut_off(begun: RecordId, now: Instant, read: u64) -> Fact {
    Ended { read, ..nothing(begun, "aborted", now, now) }.into()
}

impl Case {
    /// Puts an end on record to what this laptop began and a process that is gone left open.
    pub(super) fn end_cut_off(&mut self) -> Result<(), Failure> {
        let gone = |process: &str| batch_gone(self.env(), process);
        let open = self.state().acquisitions.open(self.state().station);
        let dead: Vec<RecordId> = open.filter(|made| gone(&made.begun.process)).map(|made| made.id).collect();
        if dead.is_empty() {
            return Ok(());
        }
        let now = self.env().clock.now();
        self.observe(dead.into_iter().map(|begun| cut_off(begun, now, 0)).collect()).map(drop)
    }
}

fn nothing(begun: RecordId, state: &str, started: Instant, ended: Instant) -> Ended {
    Ended {
        begun,
        state: state.to_owned(),
        started,
        ended,
        read: 0,
        ranges: 0,
        unreadable: 0,
        map: Vec::new(),
        recovered: 0,
        image_sha256: String::new(),
        segments: Vec::new(),
        log: String::new(),
        log_sha256: String::new(),
        why: String::new(),
        exhibit: None,
    }
}

fn end(begun: RecordId, directory: &Path, ended: &acquire::Ended, exhibit: Option<RecordId>) -> Ended {
    let path = |name: &std::ffi::OsStr| text_of(&directory.join(name));
    let segments = ended.image.iter().flat_map(|image| &image.segments);
    Ended {
        read: ended.read,
        ranges: ended.bad.len() as u64,
        unreadable: log::unreadable(ended),
        map: ended.bad.iter().copied().take(MOST_RANGES).collect(),
        recovered: ended.recovered,
        image_sha256: ended.image.as_ref().map(|image| hex(&image.sha256)).unwrap_or_default(),
        segments: segments
            .map(|segment| Segment { path: path(&segment.name), size: segment.size, sha256: hex(&segment.sha256) })
            .collect(),
        log: ended.log.as_ref().map(|(name, _)| path(name)).unwrap_or_default(),
        log_sha256: ended.log.as_ref().map(|(_, sha256)| hex(sha256)).unwrap_or_default(),
        why: match &ended.outcome {
            Outcome::Failed(failure) => failure.to_string(),
            Outcome::Whole | Outcome::Incomplete | Outcome::Cancelled => String::new(),
        },
        exhibit,
        ..nothing(begun, ended.outcome.code(), ended.started, ended.ended)
    }
}

/// The piece list of an image, put aside for the record of its digest, so that a later reading can say where it differs.
fn piece_list(case: &Case, exhibit: RecordId, image: &acquire::Image) -> Result<Option<Artefact>, Failure> {
    let label = case.state().register.exhibit(exhibit).map(|exhibit| exhibit.label().to_string()).unwrap_or_default();
    let name = image.segments.first().map(|segment| segment.name.as_encoded_bytes()).unwrap_or_default();
    stored_pieces(case, &label, &image.pieces, image.sha256, name)
}

fn hashed(
    exhibit: RecordId,
    directory: &Path,
    image: &acquire::Image,
    ended: &acquire::Ended,
    pieces: Option<Artefact>,
) -> Hashed {
    let first = image.segments.first().map(|segment| directory.join(&segment.name)).unwrap_or_default();
    Hashed {
        exhibit,
        sha256: hex(&image.sha256),
        size: image.segments.iter().map(|segment| segment.size).sum(),
        zero_blocks: hundredths(image.zeros.zero, image.zeros.blocks),
        path: crate::domain::text::visible_bytes(first.as_os_str().as_encoded_bytes()),
        started: ended.started,
        took_ms: u64::try_from(ended.ended.millis_since(ended.started)).unwrap_or(0),
        recheck: false,
        reading: Reading { others: others(&image.others), pieces, segments: parts(image), ..Reading::default() },
    }
}

/// The files of an image in segments; none for an image in one file.
fn parts(image: &acquire::Image) -> Vec<Part> {
    let many = image.segments.len() > 1;
    let part = |segment: &acquire::Segment| Part {
        name: crate::domain::text::visible(&segment.name.to_string_lossy()).into_owned(),
        size: segment.size,
        sha256: hex(&segment.sha256),
    };
    image.segments.iter().filter(|_| many).map(part).collect()
}

/// The image as an exhibit, with everything that is known.
fn registration(begun: &Begun, directory: &Path, image: &acquire::Image, ended: &acquire::Ended) -> Input {
    let (source, place) = (&begun.survey.source, &begun.survey.destination);
    // A file lies on a medium; it is not that medium.
    let own = if source.kind == "block-device" { source.medium.clone() } else { Medium::default() };
    let of = match begun.description.as_str() {
        "" => format!("image of {} {}", words(&own), source.given).split_whitespace().collect::<Vec<_>>().join(" "),
        said => said.to_owned(),
    };
    let description = match ended.outcome {
        Outcome::Incomplete => {
            format!("INCOMPLETE (unreadable ranges: {}; zeros in their place): {of}", ended.bad.len())
        }
        _ => of,
    };
    let name = image.segments.first().map(|segment| text_of(Path::new(&segment.name))).unwrap_or_default();
    let files = if image.segments.len() > 1 { format!(" in {} segments", image.segments.len()) } else { String::new() };
    let how = format!(
        "read once, hashed while written, read back from the medium{files}; {} retries per sector{}{}",
        begun.retries,
        if begun.method.is_empty() { "" } else { "; " },
        begun.method
    );
    let mut input = Input::default()
        .with("description", description)
        .with("exhibit-kind", "disk-image")
        .with("relation", "forensic-copy")
        .with("collected-by", begun.examiner.name.clone())
        .with("tool", begun.tool.clone())
        .with("origin", begun.origin.clone())
        .with("make", own.vendor)
        .with("model", own.model)
        .with("serial", own.serial)
        .with("file-name", name)
        .with("how-acquired", how)
        .with("write-blocker", begun.blocker.clone())
        .with("place", format!("{} {}", place.directory, words(&place.medium)).trim().to_owned());
    // Of an image in segments the first file stands for all.
    if let Some(first) = image.segments.first() {
        input.set("path", text_of(&directory.join(&first.name)));
    }
    if let Some(parent) = begun.parent {
        input.set("parent", parent.to_string());
    }
    if begun.meaning.iter().any(|code| code == "live") {
        input.set("system-state", "running");
    }
    input
}

/// A medium in a few words: maker, model, serial number.
fn words(medium: &Medium) -> String {
    let parts = [medium.vendor.as_str(), medium.model.as_str(), medium.serial.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

//! Bit-for-bit images of a block device or file: read once, hashed while written, read back from the medium, told in a log beside the image.
//!
//! A whole image alone has the name that was asked for. With sectors that nobody could read it is `NAME.incomplete`, zeros in their place and a map of them in
//! the log; until it is read back, and after a fault, it is `NAME.partial`. The log gets its name last: without it nothing is whole.

pub mod log;
pub mod meaning;
pub mod medium;
pub mod names;
mod publish;
pub mod readback;
pub mod reading;
pub mod refusal;
pub mod segments;
pub mod shelf;
pub mod size;
pub mod survey;

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use self::medium::{Medium, Opened};
use self::names::Names;
use self::readback::ReadBackStop;
use self::reading::{How, ReadStop, Reading};
use self::refusal::{Asked, Refusal};
use self::segments::{Segments, WriteStop, Written};
use self::shelf::{Directory, Shelf};
use self::survey::System;
use crate::domain::acquisition::survey::{BadRange, Survey};
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::Handle;
use crate::jobs::hashing::{self, HashFailure, StreamHash, ZeroBlocks, hash_stream_with};
use crate::jobs::pieces::Piece;
use crate::jobs::source::{Changes, Source, SourceKind};
use crate::library::digest::{Algorithm, Digest};

/// How often a sector that failed is tried again when nothing else is said.
pub const RETRIES: u32 = 3;

/// What is to be acquired, and what the examiner says about it.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The device or file.
    pub source: PathBuf,
    /// The image to make.
    pub destination: PathBuf,
    /// Segments of this size, bytes.
    pub split: Option<u64>,
    /// How often a sector that failed is tried again.
    pub retries: u32,
    /// Further digests from the same pass.
    pub also: Vec<Algorithm>,
    /// Why a source in use is read all the same.
    pub mounted_anyway: Option<String>,
    /// For the log.
    pub said: Said,
}

/// What the examiner says, as it goes into the log. Empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Who works.
    pub examiner: String,
    /// What makes them competent.
    pub competence: String,
    /// The write blocker: make, serial, firmware.
    pub blocker: String,
    /// How it is done, beyond what the tool does by itself.
    pub method: String,
    /// What for, on whose authority.
    pub purpose: String,
    /// The case.
    pub case: String,
}

/// A source looked at and found fit, opened, with nothing written yet.
#[derive(Debug)]
pub struct Prepared {
    request: Request,
    source: Source,
    /// Held open while the image is made: nothing can mount the device meanwhile.
    _exclusive: Option<File>,
    directory: Directory,
    path: PathBuf,
    names: Names,
    split: Option<u64>,
    survey: Survey,
    system: System,
}

/// What of a running acquisition is read by others.
#[derive(Debug, Default)]
pub struct Watched {
    stage: AtomicU8,
    unreadable: AtomicU64,
}

/// Where an acquisition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the source and writing the image.
    Copying,
    /// Reading the image back.
    ReadingBack,
    /// Log, check file, names.
    Finishing,
}

impl Watched {
    /// The stage.
    pub fn stage(&self) -> Stage {
        match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Copying,
            1 => Stage::ReadingBack,
            _ => Stage::Finishing,
        }
    }

    /// Bytes that could not be read so far.
    pub fn unreadable(&self) -> u64 {
        self.unreadable.load(Ordering::Relaxed)
    }

    fn enter(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
    }
}

/// How an acquisition ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Every byte of the source is in the image.
    Whole,
    /// Zeros stand for what could not be read.
    Incomplete,
    /// Somebody stopped it.
    Cancelled,
    /// There is no image.
    Failed(Failure),
}

impl Outcome {
    /// `whole`, `incomplete`, `cancelled`, `failed`.
    pub fn code(&self) -> &'static str {
        match self {
            Outcome::Whole => "whole",
            Outcome::Incomplete => "incomplete",
            Outcome::Cancelled => "cancelled",
            Outcome::Failed(_) => "failed",
        }
    }
}

/// Why there is no image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The source.
    #[error("{0}")]
    Read(ReadStop),
    /// The destination.
    #[error("{0}")]
    Write(#[from] WriteStop),
    /// The source is not what it was.
    #[error("the source changed while it was read ({0}); stop what writes to it and begin again")]
    Changed(Changes),
    /// What was written does not come back.
    #[error("{0}")]
    ReadBack(ReadBackStop),
    /// The system gave no thread.
    #[error("{0}")]
    Hashing(String),
}

/// The image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// SHA-256 of all its bytes in order. Only of a whole image is it the source's as well.
    pub sha256: [u8; 32],
    /// The further digests asked for, from the same pass.
    pub others: Vec<Digest>,
    /// SHA-256 of every 64 MiB, which says where it rotted.
    pub pieces: Vec<Piece>,
    /// How much of it is zeros.
    pub zeros: ZeroBlocks,
    /// Its files in order.
    pub segments: Vec<Segment>,
    /// The check file beside it.
    pub sums: OsString,
}

/// One file of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its name.
    pub name: OsString,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: [u8; 32],
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// How it ended.
    pub outcome: Outcome,
    /// When reading began.
    pub started: Instant,
    /// When it ended.
    pub ended: Instant,
    /// Bytes of the source worked through.
    pub read: u64,
    /// What could not be read.
    pub bad: Vec<BadRange>,
    /// Sectors that came only when tried again.
    pub recovered: u64,
    /// The image, where there is one.
    pub image: Option<Image>,
    /// The log and its SHA-256, where it was written.
    pub log: Option<(OsString, [u8; 32])>,
    /// Files left under their working names.
    pub left: Vec<OsString>,
}

/// The program, for the log.
#[derive(Clone, Copy)]
pub struct Tool<'t> {
    /// Name and version.
    pub name: &'t str,
    /// The clock.
    pub clock: &'t dyn Fn() -> Instant,
}

impl std::fmt::Debug for Tool<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tool").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Opens the source, looks at it and at the destination, and decides whether to begin. Writes nothing.
///
/// # Errors
/// [`Refusal`].
pub fn prepare(request: Request, system: &System) -> Result<Prepared, Refusal> {
    let source = Source::open(&request.source)?;
    let base = request.destination.file_name().ok_or(Refusal::NoName)?.to_owned();
    if request.destination.is_dir() {
        return Err(Refusal::NoName);
    }
    let above = request.destination.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let unusable = |error: io::Error| Refusal::Directory(error.to_string());
    let path = std::fs::canonicalize(above).map_err(unusable)?;
    let directory = Directory::open(&path).map_err(unusable)?;
    let (exclusive, held) = alone(&source);
    let seen = system.survey(&source, exclusive, &path);
    let asked = Asked { split: request.split, anyway: request.mounted_anyway.is_some() };
    let split = refusal::decide(&seen.survey, &seen.shared, asked)?;
    let names = Names::of(&base);
    for name in names.all(split.map(|split| source.size().div_ceil(split))) {
        if directory.has(&name).map_err(unusable)? {
            return Err(Refusal::Exists(visible_bytes(name.as_encoded_bytes())));
        }
    }
    let survey = seen.survey;
    Ok(Prepared { request, source, _exclusive: held, directory, path, names, split, survey, system: system.clone() })
}

/// Opens a block device for this program alone; `Some(false)` when something else holds it.
fn alone(source: &Source) -> (Option<bool>, Option<File>) {
    if source.kind() != SourceKind::BlockDevice {
        return (None, None);
    }
    // On a block device this flag asks for sole use, and makes nothing (open(2)).
    let flags = rustix::fs::OFlags::EXCL | rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::CLOEXEC;
    let Ok(flags) = i32::try_from(flags.bits()) else { return (None, None) };
    match std::fs::OpenOptions::new().read(true).custom_flags(flags).open(source.opened()) {
        Ok(file) => {
            let same = |one: &std::fs::Metadata, other: &std::fs::Metadata| {
                one.file_type().is_block_device() && one.rdev() == other.rdev()
            };
            match (file.metadata(), source.file().metadata()) {
                (Ok(one), Ok(other)) if same(&one, &other) => (Some(true), Some(file)),
                _ => (None, None),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => (Some(false), None),
        Err(_) => (None, None),
    }
}

impl Prepared {
    /// What was seen.
    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    /// What was asked for.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// The directory that the image goes into, links resolved.
    pub fn directory(&self) -> &Path {
        &self.path
    }

    /// The size of the segments, where the image is split.
    pub fn split(&self) -> Option<u64> {
        self.split
    }

    /// Codes of what the digest can mean; see [`meaning::sentence`].
    pub fn meaning(&self) -> Vec<&'static str> {
        meaning::meaning(&self.survey, !self.request.said.blocker.is_empty())
    }

    /// Makes the image. A fault is an outcome: what was written until then is left under its working name.
    pub fn run(mut self, tool: Tool<'_>, handle: &Handle, watched: &Watched) -> Ended {
        self.source.advise_sequential();
        let started = (tool.clock)();
        let sector = usize::try_from(self.survey.source.logical_sector).unwrap_or(512);
        let how = How { size: self.source.size(), sector, retries: self.request.retries };
        let live = refusal::in_use(&self.survey);
        let (names, split) = (self.names.clone(), self.split);
        let copied = {
            let opened = Opened::of(&self.source, &self.system);
            let asked = hashing::Asked::also(&self.request.also).with_pieces();
            let (medium, shelf, names) = (&opened, &self.directory, &names);
            let parts = Parts { medium, shelf, how, names, split, asked, handle, watched };
            copy(&parts)
        };
        // A source in use may change by its nature; the record says that it was.
        let changed = match (&copied.stream, live) {
            (Ok(stream), false) => self.source.changes(stream.size).unwrap_or_default(),
            _ => Vec::new(),
        };
        let about = log::About {
            tool: tool.name,
            survey: &self.survey,
            request: &self.request,
            split,
            meaning: self.meaning(),
            atime_kept: self.source.atime_kept(),
        };
        let ending = publish::Ending {
            shelf: &self.directory,
            names: &names,
            about,
            clock: tool.clock,
            started,
            handle,
            watched,
        };
        ending.of(copied, changed)
    }
}

/// What copying takes.
struct Parts<'p> {
    medium: &'p dyn Medium,
    shelf: &'p dyn Shelf,
    how: How,
    names: &'p Names,
    split: Option<u64>,
    asked: hashing::Asked,
    handle: &'p Handle,
    watched: &'p Watched,
}

/// What copying gave.
#[derive(Debug)]
struct Copied {
    stream: Result<StreamHash, Stop>,
    read: u64,
    bad: Vec<BadRange>,
    recovered: u64,
    written: Vec<Written>,
}

#[derive(Debug)]
enum Stop {
    Cancelled,
    Failed(Failure),
}

fn copy(parts: &Parts<'_>) -> Copied {
    // Every byte counts twice: once read from the source, once read back.
    parts.handle.set_total(Some(parts.how.size.saturating_mul(2)));
    parts.watched.enter(Stage::Copying);
    let mut tee = Tee {
        reading: Reading::new(parts.medium, parts.how),
        segments: Segments::new(parts.shelf, parts.names, parts.split),
        handle: parts.handle,
        watched: parts.watched,
        stop: None,
    };
    let hashed = hash_stream_with(&mut tee, Some(parts.how.size), &parts.asked, &Handle::new());
    let stream = match (tee.stop.take(), hashed) {
        (Some(stop), _) => Err(stop),
        (None, Ok(stream)) => tee.segments.finish().map(|()| stream).map_err(|stop| Stop::Failed(stop.into())),
        (None, Err(HashFailure::Cancelled { .. })) => Err(Stop::Cancelled),
        (None, Err(failure)) => Err(Stop::Failed(Failure::Hashing(failure.to_string()))),
    };
    Copied {
        stream,
        read: tee.reading.at(),
        bad: tee.reading.bad().to_vec(),
        recovered: tee.reading.recovered(),
        written: tee.segments.written().to_vec(),
    }
}

/// Reads from the source and writes what it read, so that whoever hashes it hashes what was written.
struct Tee<'t> {
    reading: Reading<'t>,
    segments: Segments<'t>,
    handle: &'t Handle,
    watched: &'t Watched,
    stop: Option<Stop>,
}

impl Tee<'_> {
    fn step(&mut self, buffer: &mut [u8]) -> Result<usize, Stop> {
        let count = self.reading.next(buffer, self.handle).map_err(|stop| match stop {
            ReadStop::Cancelled => Stop::Cancelled,
            other => Stop::Failed(Failure::Read(other)),
        })?;
        let bytes = buffer.get(..count).unwrap_or_default();
        self.segments.write(bytes).map_err(|stop| Stop::Failed(stop.into()))?;
        self.handle.advance(count as u64);
        let unreadable = self.reading.bad().iter().map(|range| range.length).sum();
        self.watched.unreadable.store(unreadable, Ordering::Relaxed);
        Ok(count)
    }
}

impl Read for Tee<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.step(buffer).map_err(|stop| {
            self.stop = Some(stop);
            io::Error::other("stopped")
        })
    }
}

#[cfg(test)]
mod tests;

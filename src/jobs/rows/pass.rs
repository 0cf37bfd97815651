//! One pass over a file of another tool: what it is, and every row and refused line in order. What is done with them is the caller's: a dry run counts, an
//! import keeps. The digest of the file is taken in the same pass.

use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

#[cfg(feature = "workbook")]
use super::archive::ArchiveRefusal;
use super::{Container, Encoding, FileRefusal, Item, Limits, Reader, open};
use crate::jobs::source::{Changes, Source, SourceProblem};
use crate::jobs::{Cancelled, Handle};
use crate::library::foreign::{Choice, Format, Mapping, Refused, Row, TimeForm, Zone};

pub use part::{NOTED, Part, Tally};

/// What was answered beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The format that it has to be of.
    pub format: Option<Format>,
    /// How its times are written.
    pub form: Option<TimeForm>,
    /// Its encoding.
    pub encoding: Option<Encoding>,
    /// The zone of times without one.
    pub zone: Option<Zone>,
    /// Which column is what.
    pub columns: Option<Choice>,
    /// How tables were read that are in the case already, each with a name for it: one with the same columns is read the same way.
    pub earlier: Vec<(String, Mapping)>,
}

/// Takes what a pass reads, in the order of the file, with the name of the sheet it is of (empty for a file without sheets).
pub trait Sink {
    /// A row.
    ///
    /// # Errors
    /// Ends the pass.
    fn kept(&mut self, sheet: &str, row: &Row) -> io::Result<()>;
    /// What became no row.
    ///
    /// # Errors
    /// Ends the pass.
    fn refused(&mut self, sheet: &str, line: &Refused) -> io::Result<()>;
    /// Whether rows are read while a question is open. An import does not: what it would keep depends on the answer.
    fn reads_with_questions(&self) -> bool;
    /// Whether it has seen what it wanted, so that no further record is read. Only a look at the beginning has.
    fn enough(&self) -> bool {
        false
    }
}

/// Why a file is not read.
#[derive(Debug, Error)]
pub enum NotRead {
    /// It cannot be opened as evidence is.
    #[error(transparent)]
    Source(#[from] SourceProblem),
    /// It is refused as a whole.
    #[error(transparent)]
    File(#[from] FileRefusal),
    /// The archive or workbook is refused as a whole.
    #[cfg(feature = "workbook")]
    #[error(transparent)]
    Archive(#[from] ArchiveRefusal),
    /// It cannot be read.
    #[error(transparent)]
    Io(io::Error),
    /// It says nothing.
    #[error("the file holds nothing but white space; there is nothing to read, check that it was copied whole")]
    Blank,
    /// Its content is another format than was named.
    #[error(
        "by its content the file is of another format than was named; leave the format out, or name the right file"
    )]
    OtherFormat {
        /// By its content.
        found: Format,
        /// As named.
        wanted: Format,
    },
    /// A column was chosen that it does not have.
    #[error("no column of the file has the name {name}, so nothing was read; name one that it has")]
    NoColumn {
        /// As it was typed.
        name: String,
        /// Those that it has.
        columns: Vec<String>,
    },
    /// What takes the rows could not.
    #[error(transparent)]
    Sink(io::Error),
    /// Somebody asked for a stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Why reading ended early.
#[derive(Debug, Error)]
pub enum Broken {
    /// The file cannot be read to its end.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is not what it was when reading began.
    #[error(
        "the file changed while it was read ({0}); what was said of it fits neither state, make a copy that nobody writes to and read that"
    )]
    Changed(Changes),
}

/// What was seen of a file.
#[derive(Debug, Default)]
pub struct Looked {
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Bytes of the file.
    pub bytes: u64,
    /// Around the text: `gzip`, or `zip` with the name of the entry, or `workbook`; else nothing.
    pub container: Option<String>,
    /// The encoding of its text.
    pub encoding: Option<Encoding>,
    /// The first line that is no text, where no encoding was declared.
    pub no_text: Option<u64>,
    /// The file, or the sheets of a workbook that say something.
    pub parts: Vec<Part>,
    /// Why reading ended early.
    pub failed: Option<Broken>,
}

impl Looked {
    /// Whether something has to be answered before an import.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.no_text.is_some() || self.parts.iter().any(|part| !part.open.is_empty())
    }

    /// A sum over its parts.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&Part) -> u64) -> u64 {
        self.parts.iter().map(of).sum()
    }
}

/// Takes the digest of what is read, says how far it came, and stops where somebody asked for it.
struct Tee<'a, R> {
    source: R,
    sha256: Sha256,
    bytes: u64,
    handle: &'a Handle,
}

impl<'a, R: Read> Tee<'a, R> {
    fn new(source: R, handle: &'a Handle) -> Self {
        Self { source, sha256: Sha256::new(), bytes: 0, handle }
    }
}

impl<R: Read> Read for Tee<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.handle.checkpoint().map_err(io::Error::other)?;
        let count = self.source.read(into)?;
        self.sha256.update(into.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        self.handle.advance(count as u64);
        Ok(count)
    }
}

/// Reads a stream.
///
/// # Errors
/// [`NotRead`].
pub fn stream(source: impl Read, answers: &Answers, sink: &mut dyn Sink, handle: &Handle) -> Result<Looked, NotRead> {
    let mut looked = Looked::default();
    let mut tee = Tee::new(source, handle);
    text(&mut tee, answers, sink, handle, &mut looked)?;
    // The digest is of all bytes, also of what no reader asked for.
    if let Err(error) = io::copy(&mut tee, &mut io::sink()) {
        handle.checkpoint()?;
        looked.failed.get_or_insert(Broken::Io(error));
    }
    (looked.sha256, looked.bytes) = (tee.sha256.finalize().into(), tee.bytes);
    Ok(looked)
}

/// Reads a file by its path, as evidence is read.
///
/// # Errors
/// [`NotRead`].
pub fn file(path: &Path, answers: &Answers, sink: &mut dyn Sink, handle: &Handle) -> Result<Looked, NotRead> {
    let mut source = Source::open(path)?;
    source.advise_sequential();
    handle.set_total(Some(source.size()));
    #[cfg(feature = "workbook")]
    let looked = if packed::is_archive(source.file()).map_err(NotRead::Io)? {
        packed::look(source.file(), answers, sink, handle)
    } else {
        stream(source.file(), answers, sink, handle)
    };
    #[cfg(not(feature = "workbook"))]
    let looked = stream(source.file(), answers, sink, handle);
    let mut looked = looked?;
    let changes = source.changes(looked.bytes).map_err(NotRead::Io)?;
    if !changes.is_empty() && looked.failed.is_none() {
        looked.failed = Some(Broken::Changed(Changes(changes)));
    }
    Ok(looked)
}

/// Reads a file until the sink has enough. Of a file that is no archive the counts are of what was read; its digest is not taken.
///
/// # Errors
/// [`NotRead`].
pub fn beginning(path: &Path, answers: &Answers, sink: &mut dyn Sink, handle: &Handle) -> Result<Looked, NotRead> {
    let source = Source::open(path)?;
    #[cfg(feature = "workbook")]
    if packed::is_archive(source.file()).map_err(NotRead::Io)? {
        return packed::look(source.file(), answers, sink, handle);
    }
    let mut looked = Looked::default();
    text(&mut Tee::new(source.file(), handle), answers, sink, handle, &mut looked)?;
    looked.bytes = source.size();
    Ok(looked)
}

/// SHA-256 of a stream.
///
/// # Errors
/// It cannot be read, or somebody asked for a stop.
pub fn digest(source: impl Read, handle: &Handle) -> Result<[u8; 32], NotRead> {
    let mut tee = Tee::new(source, handle);
    io::copy(&mut tee, &mut io::sink()).map_err(|error| stopped(handle, NotRead::Io(error)))?;
    Ok(tee.sha256.finalize().into())
}

fn text(
    source: impl Read,
    answers: &Answers,
    sink: &mut dyn Sink,
    handle: &Handle,
    looked: &mut Looked,
) -> Result<(), NotRead> {
    let limits = Limits::default();
    let opened = open(source, answers.encoding, limits).map_err(|refusal| stopped(handle, refusal))?;
    if opened.container == Container::Gzip {
        looked.container =
            Some(looked.container.take().map_or_else(|| "gzip".to_owned(), |outer| format!("{outer}, gzip")));
    }
    looked.encoding = Some(opened.encoding);
    looked.no_text = opened.not_text.filter(|_| answers.encoding.is_none());
    let mut part = Part::of("", &opened.sample, answers)?.ok_or(NotRead::Blank)?;
    if (looked.no_text.is_some() || !part.open.is_empty()) && !sink.reads_with_questions() {
        looked.parts.push(part);
        return Ok(());
    }
    let mut reader = Reader::new(opened.text, &part.detection.mappings, answers.zone, limits);
    while !sink.enough() {
        match reader.next_item() {
            Ok(Some(Item::Kept(row))) => {
                part.tally.add(&row);
                sink.kept("", &row).map_err(NotRead::Sink)?;
            }
            Ok(Some(Item::Refused(line))) => sink.refused("", &line).map_err(NotRead::Sink)?,
            Ok(None) => break,
            Err(error) => {
                handle.checkpoint()?;
                looked.failed = Some(Broken::Io(error));
                break;
            }
        }
    }
    (part.counts, part.aside) = (reader.counts().clone(), reader.aside().clone());
    looked.parts.push(part);
    Ok(())
}

/// A refusal, unless it came of somebody who asked for a stop.
fn stopped(handle: &Handle, refusal: impl Into<NotRead>) -> NotRead {
    handle.checkpoint().map_or_else(NotRead::from, |()| refusal.into())
}

#[cfg(feature = "workbook")]
mod packed;
mod part;

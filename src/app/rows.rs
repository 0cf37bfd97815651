//! Rows of another tool's file on their way into a case: read once, put aside block by block under one batch, and on record by one fact, which is the commit point.
//! What is stopped, fails or is killed before it leaves nothing that counts: the batch is taken back now, or swept when the case is next opened.

mod asked;
mod sheet;
mod words;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::Errno;

use super::case::{Case, Done};
use super::drill::ends_of;
use super::failure::Failure;
use super::media::medium_of;
use super::staging::{Stager, batch, discard, text_of};
use crate::domain::artefact::Artefact;
use crate::domain::decision::Decision;
use crate::domain::drill::keep_out;
use crate::domain::exhibit::{Hashed, Reading, register};
use crate::domain::fact::Fact;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::rows::{Imported, Part, ahead, import};
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::Handle;
use crate::jobs::acquire::survey::System;
use crate::jobs::rows::RowsDigest;
use crate::jobs::rows::pass::{self, Answers, Looked, NOTED, NotRead, Sink};
use crate::journal::hex;
use crate::journal::signature::Purpose;
use crate::library::foreign::shelf::Packer;
use crate::library::foreign::{Refused, Row, code};
use crate::store::{CaseFile, StoreError};

pub use asked::{Asked, Came, NoChoice, coded, columns, earlier, for_columns, request, settle, take_in};
pub use sheet::{Columns, Sheet};
pub use words::{broken, not_read};

/// Where the bytes come from.
pub enum From<'a> {
    /// A file, read as evidence is.
    File(&'a Path),
    /// A stream without a name.
    Stream(&'a mut dyn Read),
}

/// Why rows are not put aside.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The file is not read.
    #[error(transparent)]
    NotRead(#[from] NotRead),
    /// The case does not take them.
    #[error(transparent)]
    Case(#[from] Failure),
}

/// What was read and put aside.
#[derive(Debug)]
pub struct Taken {
    /// What was seen.
    pub looked: Looked,
    /// The kept rows.
    pub rows: Vec<Artefact>,
    /// The refused lines.
    pub refused: Vec<Artefact>,
    /// SHA-256 over the lines of the kept rows.
    pub rows_sha256: [u8; 32],
    /// When reading began.
    pub started: Instant,
    /// How long it took, milliseconds.
    pub took_ms: u64,
}

/// What is on record of an import.
#[derive(Debug)]
pub struct Recorded {
    /// The records, and what is said of them.
    pub done: Done,
    /// The exhibit that the file is.
    pub exhibit: RecordId,
    /// The import.
    pub import: RecordId,
}

impl Stager {
    /// Reads rows and puts them aside. Where a question is open nothing is read, see [`Looked::asks`]; where reading ended early nothing stays aside.
    ///
    /// # Errors
    /// [`NotTaken`]; nothing stays aside.
    pub fn take_rows(&self, from: From<'_>, answers: &Answers, handle: &Handle) -> Result<Taken, NotTaken> {
        let file = CaseFile::open(&self.case).map_err(Failure::from)?;
        let (started, mono) = (self.env.clock.now(), self.env.clock.mono_ms());
        let batch = batch(&self.env)?;
        let room = Room::beside(&self.case)
            .map_err(StoreError::io("keep room free beside", &self.case))
            .map_err(Failure::from)?;
        let mut keeper = Keeper {
            stager: self,
            file: &file,
            batch: &batch,
            digest: RowsDigest::default(),
            rows: Shelf::new("rows"),
            refused: Shelf::new("refused"),
            failed: None,
            room: Some(room),
        };
        let read = match from {
            From::File(path) => pass::file(path, answers, &mut keeper, handle),
            From::Stream(stream) => pass::stream(stream, answers, &mut keeper, handle),
        };
        let whole = read.and_then(|looked| {
            if looked.failed.is_none() {
                keeper.finish().map_err(NotRead::Sink)?;
            }
            Ok(looked)
        });
        let looked = match whole {
            Ok(looked) if looked.failed.is_none() => looked,
            Ok(looked) => {
                keeper.take_back();
                keeper.rows.put.clear();
                keeper.refused.put.clear();
                looked
            }
            Err(why) => {
                keeper.take_back();
                return Err(keeper.failed.take().map_or(NotTaken::NotRead(why), NotTaken::Case));
            }
        };
        let Keeper { digest, rows, refused, .. } = keeper;
        let (rows_sha256, _) = digest.finish();
        let took_ms = self.env.clock.mono_ms().saturating_sub(mono);
        Ok(Taken { looked, rows: rows.put, refused: refused.put, rows_sha256, started, took_ms })
    }
}

/// Lines of one kind on their way into attachments.
struct Shelf {
    name: &'static str,
    packer: Packer,
    put: Vec<Artefact>,
}

impl Shelf {
    fn new(name: &'static str) -> Self {
        Self { name, packer: Packer::default(), put: Vec::new() }
    }
}

/// Keeps what a pass reads.
struct Keeper<'a> {
    stager: &'a Stager,
    file: &'a CaseFile,
    batch: &'a str,
    digest: RowsDigest,
    rows: Shelf,
    refused: Shelf,
    /// Why the case took no more.
    failed: Option<Failure>,
    /// Given up before anything is taken back.
    room: Option<Room>,
}

/// Bytes of the disk that are kept free for taking back: what is removed is overwritten (`secure_delete`), by way of the journal of the database, which grows by
/// about one packed file. Without it a disk that an import fills up could neither be emptied nor take the next record.
const ROOM: u64 = 12 << 20;

/// Room on the disk of the case, held by a file without a name: the system gives it back whatever becomes of this process.
struct Room {
    _held: File,
}

impl Room {
    fn beside(case: &Path) -> io::Result<Self> {
        let directory = case.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut held = tempfile::tempfile_in(directory)?;
        // A length alone holds no room: blocks are asked for, and written where the file system gives none unwritten.
        match fallocate(&held, FallocateFlags::empty(), 0, ROOM) {
            Ok(()) => {}
            Err(Errno::NOTSUP | Errno::NOSYS | Errno::INVAL) => {
                let zeros = vec![0; 1 << 20];
                for _ in 0..ROOM >> 20 {
                    held.write_all(&zeros)?;
                }
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Self { _held: held })
    }
}

impl Sink for Keeper<'_> {
    fn kept(&mut self, _: &str, row: &Row) -> io::Result<()> {
        let line = self.digest.add(row)?;
        match self.rows.packer.add(line)? {
            Some(full) => self.put(true, &full),
            None => Ok(()),
        }
    }

    fn refused(&mut self, sheet: &str, line: &Refused) -> io::Result<()> {
        match self.refused.packer.add(line.document(sheet).to_string().as_bytes())? {
            Some(full) => self.put(false, &full),
            None => Ok(()),
        }
    }

    fn reads_with_questions(&self) -> bool {
        false
    }
}

impl Keeper<'_> {
    fn put(&mut self, rows: bool, bytes: &[u8]) -> io::Result<()> {
        let shelf = if rows { &mut self.rows } else { &mut self.refused };
        let name = format!("{}-{:03}.jsonl.gz", shelf.name, shelf.put.len() + 1);
        match self.stager.put_in(self.file, &name, bytes, self.batch) {
            Ok(artefact) => {
                shelf.put.push(artefact);
                Ok(())
            }
            Err(failure) => {
                let said = io::Error::other(failure.to_string());
                self.failed = Some(failure);
                Err(said)
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        for rows in [true, false] {
            let shelf = if rows { &mut self.rows } else { &mut self.refused };
            if let Some(last) = std::mem::take(&mut shelf.packer).finish()? {
                self.put(rows, &last)?;
            }
        }
        Ok(())
    }

    /// Takes back what was put aside; what cannot be taken back is swept later.
    fn take_back(&mut self) {
        self.room = None;
        discard(self.file, self.rows.put.iter().chain(&self.refused.put));
        let _ = self.file.discard_batch(self.batch);
    }
}

/// Puts an import on record: the file as an exhibit with its digest, unless it is one already, and the fact that is the commit point of its rows.
///
/// # Errors
/// [`Failure`]; what was put aside was taken back. An exhibit that was registered before the failure stays registered.
pub fn record_rows(
    case: &mut Case,
    path: Option<&Path>,
    input: &Input,
    answers: &Answers,
    taken: &Taken,
) -> Result<Recorded, Failure> {
    let recorded = record(case, path, input, answers, taken);
    if recorded.is_err() {
        case.take_back(taken.rows.iter().chain(&taken.refused));
    }
    recorded
}

fn record(
    case: &mut Case,
    path: Option<&Path>,
    input: &Input,
    answers: &Answers,
    taken: &Taken,
) -> Result<Recorded, Failure> {
    let name = path
        .and_then(Path::file_name)
        .map_or_else(|| NO_NAME.to_owned(), |name| visible_bytes(name.as_encoded_bytes()));
    if let Some(path) = path.filter(|_| case.purpose() == Purpose::Incident) {
        keep_out(case.state(), None, &name, &ends_of(path))?;
    }
    // What would be refused below is refused before anything is registered.
    ahead(input)?;
    let sha256 = hex(&taken.looked.sha256);
    let mut done = Done { records: Vec::new(), shortfalls: Vec::new() };
    let state = case.state();
    let known = state.register.exhibits.iter().find(|exhibit| exhibit.digest() == sha256 && !state.struck(exhibit.id));
    let known = known.map(|exhibit| exhibit.id);
    let exhibit = match known {
        Some(exhibit) => exhibit,
        None => {
            let input = registration(path, &name, input);
            let registered = case.record_by(|state, ctx| register(state, &input, ctx))?;
            done.shortfalls.extend(registered.shortfalls);
            done.records.extend(registered.records.iter().copied());
            registered.records.last().copied().unwrap_or_default()
        }
    };
    let hashed: Option<Fact> = known.is_none().then(|| hashed(exhibit, path, &sha256, taken).into());
    let imported = imported(exhibit, name.clone(), sha256, answers, taken);
    let recorded = case.record_by(|state, ctx| {
        let decided = import(state, input, ctx, imported)?;
        let facts = hashed.into_iter().chain(decided.facts).collect();
        Ok(Decision { facts, ..decided })
    })?;
    done.shortfalls.extend(recorded.shortfalls);
    done.records.extend(recorded.records.iter().copied());
    let import = recorded.records.last().copied().unwrap_or_default();
    if let Some(place) = path.and_then(|path| medium_of(&System::running(), case.path(), path)) {
        // The rows are on record; that the register of media lacks a line is no reason to say otherwise.
        let _ = case.seen(place, name, "exhibit", Some(import));
    }
    Ok(Recorded { done, exhibit, import })
}

/// How a stream is named.
const NO_NAME: &str = "standard input";

fn registration(path: Option<&Path>, name: &str, input: &Input) -> Input {
    let of = |field: &str| input.get(field).unwrap_or_default().to_owned();
    let description = input.get("description").map_or_else(|| name.to_owned(), str::to_owned);
    Input::default()
        .with("description", description)
        .with("exhibit-kind", "log")
        .with("relation", "working-copy")
        .with("path", path.map(text_of).unwrap_or_default())
        .with("origin", of("origin"))
        .with("tool", of("tool"))
        .with("collected-by", of("collected-by"))
        .with("collected", of("collected"))
        .with("mark", of("mark"))
}

fn hashed(exhibit: RecordId, path: Option<&Path>, sha256: &str, taken: &Taken) -> Hashed {
    Hashed {
        exhibit,
        sha256: sha256.to_owned(),
        size: taken.looked.bytes,
        zero_blocks: 0,
        path: path.map_or_else(|| NO_NAME.to_owned(), |path| visible_bytes(path.as_os_str().as_encoded_bytes())),
        started: taken.started,
        took_ms: taken.took_ms,
        recheck: false,
        reading: Reading::default(),
    }
}

fn imported(exhibit: RecordId, name: String, sha256: String, answers: &Answers, taken: &Taken) -> Imported {
    let looked = &taken.looked;
    Imported {
        exhibit,
        name,
        sha256,
        size: looked.bytes,
        packed: looked.container.clone().unwrap_or_default(),
        encoding: looked.encoding.map(|encoding| code(&encoding)).unwrap_or_default(),
        zone: answers.zone.map(|zone| zone.to_string()).unwrap_or_default(),
        parts: looked.parts.iter().map(part).collect(),
        rows_sha256: hex(&taken.rows_sha256),
        rows: taken.rows.clone(),
        refused: taken.refused.clone(),
        ahead_ms: None,
        again: String::new(),
        took_ms: taken.took_ms,
    }
}

fn part(part: &pass::Part) -> Part {
    let tally = &part.tally;
    let noted: BTreeMap<String, u64> = NOTED
        .iter()
        .zip(tally.noted)
        .filter(|(_, count)| *count > 0)
        .map(|((_, code), count)| ((*code).to_owned(), count))
        .collect();
    Part {
        sheet: part.sheet.clone(),
        format: code(&part.detection.format()),
        mappings: part.detection.mappings.clone(),
        counts: part.counts.clone(),
        aside: part.aside.clone(),
        first: tally.first.map(Instant::from_millis),
        last: tally.last.map(Instant::from_millis),
        undated: tally.undated,
        noted,
    }
}

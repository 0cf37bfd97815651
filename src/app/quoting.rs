//! What is read before a command is decided, beside the drawing thread: words looked for in files of any size, where they lie, and rows of imports.

use std::os::unix::fs::FileExt as _;

use super::case::Case;
use super::command::CommandSpec;
use super::staging::{Staged, path_of};
use crate::domain::cause;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::proof;
use crate::domain::quote::{Bytes, Lies, Of, Outcome, Unread, Wanted, search};
use crate::domain::rows::{self, Asked, Read};
use crate::jobs::Handle;
use crate::jobs::source::{Identity, Source, SourceProblem};
use crate::library::foreign::pick::pick;

/// A search that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What was asked.
    pub wanted: Wanted,
    /// What came of it.
    pub outcome: Outcome,
}

/// A large file that was put aside by its path, as it was when its digest was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Large {
    pub(super) path: std::path::PathBuf,
    pub(super) identity: Identity,
}

/// A file that is read where it lies, a piece at a time.
struct Lying<'a> {
    source: &'a Source,
    handle: &'a Handle,
}

impl Bytes for Lying<'_> {
    fn size(&self) -> u64 {
        self.source.size()
    }

    fn read(&mut self, offset: u64, into: &mut [u8]) -> Result<usize, Unread> {
        self.handle.checkpoint().map_err(|_| Unread::Cancelled)?;
        let read = rustix::io::retry_on_intr(|| {
            self.source
                .file()
                .read_at(into, offset)
                .map_err(|error| rustix::io::Errno::from_io_error(&error).unwrap_or(rustix::io::Errno::IO))
        });
        let read = read.map_err(|_| Unread::Failed)?;
        self.handle.advance(read as u64);
        Ok(read)
    }
}

/// What a command asks to be read beside the drawing thread before it is decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ahead {
    /// Searches of large files.
    pub searches: Vec<Wanted>,
    /// A row of an import.
    pub row: Option<RowWanted>,
}

impl Ahead {
    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.searches.is_empty() && self.row.is_none()
    }

    /// Whether all of it was read.
    #[must_use]
    pub fn made(&self, staged: &Staged) -> bool {
        let looked = |wanted: &Wanted| staged.looked.iter().any(|made| made.wanted == *wanted);
        let row =
            self.row.as_ref().is_none_or(|wanted| staged.row.as_ref().is_some_and(|(asked, _)| *asked == wanted.asked));
        row && self.searches.iter().all(looked)
    }
}

/// A row that is to be read, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowWanted {
    /// Which row.
    pub asked: Asked,
    /// Whether the rows lie in several sheets.
    sheets: bool,
    /// The files of the import, by SHA-256.
    files: Vec<String>,
}

impl RowWanted {
    fn of(state: &Incident, asked: Asked) -> Option<Self> {
        let imported = state.rows.import(asked.import)?;
        let files = imported.rows.iter().map(|file| file.sha256.clone()).collect();
        Some(Self { asked, sheets: imported.parts.len() > 1, files })
    }

    /// Reads it.
    pub(super) fn read(&self, bytes: impl Fn(&str) -> Option<Vec<u8>>) -> Read {
        let found = pick(self.files.len(), self.sheets, &self.asked.stands, |file| bytes(self.files.get(file)?));
        found.map_or(Read::Damaged, Read::Looked)
    }
}

impl Case {
    /// What a command asks to be read before it is decided.
    #[must_use]
    pub fn ahead(&self, spec: &CommandSpec, input: &Input) -> Ahead {
        let state = self.state();
        let searches = match spec.name {
            "verify-step" => proof::searches(state, input),
            name => cause::searches(name, state, input),
        };
        let row = match spec.name {
            "row-mark" | "row-bookmark" => rows::asked(state, input).and_then(|asked| RowWanted::of(state, asked)),
            _ => None,
        };
        Ahead { searches, row }
    }

    /// A row of an import, read now.
    pub(super) fn imported_row(&self, asked: &Asked) -> Read {
        RowWanted::of(self.state(), asked.clone())
            .map_or(Read::Damaged, |wanted| wanted.read(|sha256| self.attachment(sha256)))
    }
}

/// Makes searches one after the other. What was put aside before is where the files of fields are found.
pub(super) fn look(wanted: Vec<Wanted>, staged: &Staged, handle: &Handle) -> Vec<Looked> {
    wanted
        .into_iter()
        .map(|wanted| {
            let outcome = match (&wanted.of, &wanted.lies) {
                (Of::Field(field), _) => {
                    // A file that went into the case is searched there.
                    let large = staged.large.get(*field);
                    large.map_or(Outcome::Unread(Unread::NotRead), |large| {
                        in_file(&large.path, |identity| *identity == large.identity, &wanted, handle)
                    })
                }
                (Of::Exhibit(_), Some(lies)) => {
                    in_file(&path_of(&lies.path), |identity| same(identity, lies), &wanted, handle)
                }
                (Of::Exhibit(_), None) => Outcome::Unread(Unread::NotHashed),
            };
            Looked { wanted, outcome }
        })
        .collect()
}

/// Whether a file is the one whose digest was computed: the same inode, of the same size, with the same time of change. The number of its file system is another each
/// time a medium is attached.
fn same(now: &Identity, then: &Lies) -> bool {
    now.size == then.size && now.inode.to_string() == then.inode && now.modified.to_string() == then.modified
}

fn in_file(path: &std::path::Path, fits: impl Fn(&Identity) -> bool, wanted: &Wanted, handle: &Handle) -> Outcome {
    let mut source = match Source::open(path) {
        Ok(source) => source,
        Err(SourceProblem::NotFound | SourceProblem::DanglingLink) => return Outcome::Unread(Unread::Missing),
        Err(_) => return Outcome::Unread(Unread::Failed),
    };
    if !fits(&source.identity()) {
        return Outcome::Unread(Unread::Changed);
    }
    handle.begin_anew();
    let outcome = search(&mut Lying { source: &source, handle }, &wanted.ask);
    // What changed while it was read is not the file that was meant.
    let size = source.size();
    match source.changes(size) {
        Ok(changes) if changes.is_empty() => outcome,
        Ok(_) => Outcome::Unread(Unread::Changed),
        Err(_) => Outcome::Unread(Unread::Failed),
    }
}

//! What a computation of an exhibit's digest leaves in the journal: a digest, or why there is none.
//!
//! While one runs, a note of it lies beside the case in the directory `NAME-hashing`, named by the process that computes as batches of attachments are. What a
//! dead process left is recorded as aborted when the case is next opened.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::case::{Case, Done};
use super::env::Env;
use super::failure::Failure;
use super::staging::{batch, batch_gone, path_of};
use crate::domain::artefact::Artefact;
use crate::domain::exhibit::{Differing, Exhibit, FileIdentity, FileUser, HashFailed, Hashed, Reading, Segment};
use crate::domain::fact::Fact;
use crate::domain::id::RecordId;
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::jobs::Handle;
use crate::jobs::disks::{Disks, Spinning};
use crate::jobs::hashing::{self, Asked, HashFailure};
use crate::jobs::locate::{Wanted, name_of};
use crate::jobs::opened;
use crate::jobs::pieces::{self, Piece};
use crate::jobs::segments;
use crate::jobs::source::SourceProblem;
use crate::journal::{hash_from_hex, hex};
use crate::library::digest::{Algorithm, Digest};
use crate::store::attachment::LARGEST;
use crate::store::places::{private_directory, sync_directory};

/// Ranges that a record names; a file that differs everywhere needs no list.
const MOST_RANGES: usize = 100;
/// Programs that a record names.
const MOST_USERS: usize = 20;
/// Kinds of exhibit whose file may be one of several numbered ones. An old log may be numbered too, and is no part of anything.
const IN_PARTS: &[&str] = &["disk-image", "memory-image", "other"];

/// A computation to be made, with everything a job needs.
#[derive(Debug, Clone)]
pub struct Computation {
    /// The exhibit.
    pub exhibit: RecordId,
    /// Its label, for people.
    pub label: String,
    /// The file to read.
    pub path: PathBuf,
    /// The text of the path, where it is not the registered one.
    moved: String,
    /// Whether it had a digest before.
    pub recheck: bool,
    /// When it begins.
    pub started: Instant,
    /// The monotonic clock when it begins, milliseconds.
    pub started_mono: u64,
    /// Further digests.
    pub also: Vec<Algorithm>,
    /// Whether the file is the first part of an image in parts.
    in_parts: bool,
    before: Option<Before>,
    note: Option<PathBuf>,
}

/// What is known of an earlier reading.
#[derive(Debug, Clone)]
struct Before {
    record: RecordId,
    artefact: Artefact,
    pieces: Vec<Piece>,
}

/// What lies beside the case while a digest is computed.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    exhibit: RecordId,
    started: Instant,
}

impl Computation {
    /// The computation of an exhibit's digest; `path` is where the file lies now, if it moved. None when no file belongs to it.
    #[must_use]
    pub fn of(case: &Case, exhibit: &Exhibit, path: Option<&str>) -> Option<Self> {
        // Where the same bytes were found last: a file that was moved is not missing for ever.
        let same =
            exhibit.hashes.iter().rev().map(|(_, hashed)| hashed).find(|hashed| hashed.sha256 == exhibit.digest());
        let found = same.map(|hashed| hashed.reading.at.as_str()).filter(|at| !at.is_empty());
        let text = path.or(found).unwrap_or(&exhibit.registered.path);
        if text.is_empty() {
            return None;
        }
        let clock = &case.env().clock;
        let path = path_of(text);
        let first = exhibit.hashes.first().map(|(_, hashed)| &hashed.reading);
        // What was hashed as a single file before is compared as a single file.
        let in_parts = first.map_or_else(
            || {
                let kind = exhibit.registered.kind.as_str();
                IN_PARTS.contains(&kind) || segments::is_image_part(path.file_name().unwrap_or_default())
            },
            |first| !first.segments.is_empty(),
        );
        let also = first.into_iter().flat_map(|first| first.others.keys());
        Some(Computation {
            exhibit: exhibit.id,
            label: case.state().register.shown_label(exhibit),
            moved: if text == exhibit.registered.path { String::new() } else { text.to_owned() },
            path,
            recheck: !exhibit.hashes.is_empty(),
            started: clock.now(),
            started_mono: clock.mono_ms(),
            also: also.filter_map(|name| Algorithm::from_name(name.as_bytes())).collect(),
            in_parts,
            before: before(case, exhibit),
            note: None,
        })
    }

    /// Asks for further digests, beside those that were computed before.
    #[must_use]
    pub fn also(mut self, also: &[Algorithm]) -> Self {
        self.also.extend(also);
        self
    }

    /// The spinning disk that it reads from.
    #[must_use]
    pub fn disk(&self) -> Spinning {
        Disks::of_system().spinning(&self.path)
    }

    /// To be called when reading begins: leaves a note beside the case until the end is recorded. Without the note a kill would leave no trace; that is no reason not to compute.
    pub fn begin(&mut self, case: &Path, env: &Env) {
        (self.started, self.started_mono) = (env.clock.now(), env.clock.mono_ms());
        self.note = write_note(case, env, &Note { exhibit: self.exhibit, started: self.started }).ok();
    }

    /// Reads the file, or all parts of the image whose first part it is.
    ///
    /// # Errors
    /// See [`HashFailure`].
    pub fn read(&self, handle: &Handle) -> Result<hashing::Hashed, HashFailure> {
        let asked = Asked::also(&self.also).with_pieces();
        if self.in_parts {
            let parts = segments::of_path(&self.path)?;
            if parts.len() > 1 {
                return hashing::hash_segments(&parts, &asked, handle);
            }
        }
        let hashed = hashing::hash_with(crate::jobs::source::Source::open(&self.path)?, &asked, handle)?;
        let identity = hashed.identity;
        let users = opened::users(Path::new("/"), &hashed.opened, identity.device, identity.inode).unwrap_or_default();
        let others = users.users.into_iter().filter(|user| user.pid != std::process::id());
        Ok(hashing::Hashed { users: others.take(MOST_USERS).collect(), ..hashed })
    }

    /// Records its end: the digest with its piece list, or why there is none.
    ///
    /// # Errors
    /// [`Failure`]; nothing was recorded, and the note stays.
    pub fn record(&self, case: &mut Case, result: &Result<hashing::Hashed, HashFailure>) -> Result<Done, Failure> {
        let ended = case.env().clock.mono_ms();
        let fact = match result {
            Ok(hashed) => self.hashed(case, hashed, ended)?.into(),
            Err(failure) => self.failure(failure),
        };
        let done = case.observe(vec![fact])?;
        self.end();
        Ok(done)
    }

    /// Records that the program itself gave it up, for example because the console closed.
    ///
    /// # Errors
    /// [`Failure`]; nothing was recorded, and the note stays for the next opening.
    pub fn record_aborted(&self, case: &mut Case, done: u64) -> Result<Done, Failure> {
        let recorded = case.observe(vec![self.failed("aborted", "", done)])?;
        self.end();
        Ok(recorded)
    }

    /// Takes the note away.
    fn end(&self) {
        if let Some(note) = &self.note {
            let _ = fs::remove_file(note);
            let _ = note.parent().map(fs::remove_dir);
        }
    }

    fn hashed(&self, case: &Case, hashed: &hashing::Hashed, ended_mono: u64) -> Result<Hashed, Failure> {
        let shown = |path: &Path| visible_bytes(path.as_os_str().as_encoded_bytes());
        let name = hashed.opened.file_name().unwrap_or_default().as_encoded_bytes();
        let linked = hashed.linked || (hashed.given.is_absolute() && hashed.given != hashed.opened);
        let differing = self.before.as_ref().map(|before| pieces::differing(&before.pieces, &hashed.pieces));
        let differing: Vec<_> = differing.unwrap_or_default().into_iter().take(MOST_RANGES).collect();
        let pieces = match &self.before {
            Some(before) if differing.is_empty() => Some(before.artefact.clone()),
            Some(_) => put_pieces(case, &self.label, &hashed.pieces, hashed.sha256, name)?,
            None => stored_pieces(case, &self.label, &hashed.pieces, hashed.sha256, name)?,
        };
        let identity = hashed.identity;
        let number = (rustix::fs::major(identity.device), rustix::fs::minor(identity.device));
        Ok(Hashed {
            exhibit: self.exhibit,
            sha256: hex(&hashed.sha256),
            size: hashed.size,
            zero_blocks: hundredths(hashed.zeros.zero, hashed.zeros.blocks),
            path: shown(&hashed.opened),
            started: self.started,
            took_ms: ended_mono.saturating_sub(self.started_mono),
            recheck: self.recheck,
            reading: Reading {
                others: others(&hashed.others),
                at: self.moved.clone(),
                given: if linked { shown(&hashed.given) } else { String::new() },
                file: Some(FileIdentity {
                    inode: identity.inode.to_string(),
                    device: format!("{}:{}", number.0, number.1),
                    modified: identity.modified.to_string(),
                    changed: identity.changed.to_string(),
                    atime_kept: hashed.atime_kept,
                }),
                pieces,
                users: hashed.users.iter().map(user).collect(),
                segments: hashed
                    .segments
                    .iter()
                    .map(|part| Segment {
                        name: visible_bytes(part.name.as_encoded_bytes()),
                        size: part.size,
                        sha256: hex(&part.sha256),
                    })
                    .collect(),
                compared: self.before.as_ref().filter(|_| !differing.is_empty()).map(|before| before.record),
                differing: differing
                    .into_iter()
                    .map(|range| Differing { offset: range.offset, length: range.length })
                    .collect(),
            },
        })
    }

    /// What to record of a computation that did not read everything: no digest.
    fn failure(&self, failure: &HashFailure) -> Fact {
        let (why, offset) = match failure {
            HashFailure::Read { offset, .. } => ("read-error", *offset),
            HashFailure::Cancelled { at } => ("cancelled", *at),
            HashFailure::ChangedWhileRead { .. } => ("changed", 0),
            HashFailure::Source(SourceProblem::NotFound | SourceProblem::DanglingLink)
            | HashFailure::Segments(segments::SegmentProblem::Gap { .. }) => ("missing", 0),
            HashFailure::Segments(segments::SegmentProblem::Directory { .. }) if !self.path.exists() => ("missing", 0),
            HashFailure::Source(_) | HashFailure::Segments(_) => ("refused", 0),
            HashFailure::NoThread { .. } => ("aborted", 0),
        };
        self.failed(why, &failure.to_string(), offset)
    }

    fn failed(&self, why: &str, detail: &str, offset: u64) -> Fact {
        HashFailed {
            exhibit: self.exhibit,
            why: why.to_owned(),
            detail: detail.to_owned(),
            offset,
            started: self.started,
        }
        .into()
    }
}

fn user(user: &opened::User) -> FileUser {
    let how = if user.replaced {
        "replaced"
    } else if user.mapped {
        "mapped"
    } else {
        "open"
    };
    FileUser { pid: user.pid, name: user.name.clone(), started: user.started, how: how.to_owned() }
}

/// Further digests as a record holds them.
pub(super) fn others(digests: &[Digest]) -> BTreeMap<String, String> {
    digests.iter().map(|digest| (digest.algorithm().name().to_lowercase(), digest.hex())).collect()
}

/// Puts a piece list aside for a record. None where the one piece is the whole.
pub(super) fn stored_pieces(
    case: &Case,
    label: &str,
    found: &[Piece],
    whole: [u8; 32],
    name: &[u8],
) -> Result<Option<Artefact>, Failure> {
    if found.len() > 1 { put_pieces(case, label, found, whole, name) } else { Ok(None) }
}

fn put_pieces(
    case: &Case,
    label: &str,
    found: &[Piece],
    whole: [u8; 32],
    name: &[u8],
) -> Result<Option<Artefact>, Failure> {
    let list = pieces::list(found, whole, name);
    // A list that is too large for the case file belongs to a medium of some forty terabytes.
    let small = list.len() as u64 <= LARGEST;
    small.then(|| case.stager().put(&format!("{label}.pieces"), &list)).transpose()
}

/// The first piece list that lies in the case file: later ones are compared with it.
fn before(case: &Case, exhibit: &Exhibit) -> Option<Before> {
    let (record, artefact) =
        exhibit.hashes.iter().find_map(|(record, hashed)| Some((*record, hashed.reading.pieces.clone()?)))?;
    let pieces = pieces::read(&case.attachment(&artefact.sha256)?);
    (!pieces.is_empty()).then_some(Before { record, artefact, pieces })
}

/// What a moved file of an exhibit must be like: the first digest computed here, else the one stated with a size. For an image in parts, its first part.
#[must_use]
pub fn wanted(exhibit: &Exhibit) -> Option<Wanted> {
    let name = name_of(&path_of(&exhibit.registered.path));
    let (size, sha256) = match exhibit.hashes.first() {
        Some((_, hashed)) => match hashed.reading.segments.first() {
            Some(part) => (part.size, part.sha256.as_str()),
            None => (hashed.size, hashed.sha256.as_str()),
        },
        None if exhibit.registered.claimed_size > 0 => {
            (exhibit.registered.claimed_size, exhibit.registered.claimed.as_str())
        }
        None => return None,
    };
    Some(Wanted { size, sha256: hash_from_hex(sha256)?, name })
}

/// A share in hundredths of a percent, rounded down, so that 10 000 means all.
pub(super) fn hundredths(part: u64, whole: u64) -> u32 {
    let share = u128::from(part) * 10_000 / u128::from(whole.max(1));
    u32::try_from(share).unwrap_or(10_000)
}

/// The directory of the notes of a case.
fn notes_of(case: &Path) -> PathBuf {
    let mut name = case.file_name().unwrap_or_default().to_owned();
    name.push("-hashing");
    case.with_file_name(name)
}

fn write_note(case: &Path, env: &Env, note: &Note) -> Result<PathBuf, Failure> {
    let directory = notes_of(case);
    private_directory(&directory)?;
    let path = directory.join(batch(env)?);
    let failed = |error: std::io::Error| Failure::Spool {
        path: visible_bytes(path.as_os_str().as_encoded_bytes()),
        why: error.to_string(),
    };
    let json = serde_json::to_vec(note).map_err(|error| Failure::Journal(error.to_string()))?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path).map_err(failed)?;
    file.write_all(&json).and_then(|()| file.sync_all()).map_err(failed)?;
    sync_directory(&directory)?;
    Ok(path)
}

/// Notes that dead processes left: name and content.
fn left(env: &Env, directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.split('-').count() == 3 && batch_gone(env, name))
        .collect()
}

impl Case {
    /// Records as aborted what a process was computing when it was killed.
    pub(super) fn adopt_computations(&mut self) {
        let directory = notes_of(self.path());
        for name in left(self.env(), &directory) {
            // Whoever renames it first records it.
            let Ok(own) = batch(self.env()) else { return };
            let (old, own) = (directory.join(name), directory.join(own));
            if fs::rename(&old, &own).is_err() {
                continue;
            }
            let note = fs::read(&own).ok().and_then(|bytes| serde_json::from_slice::<Note>(&bytes).ok());
            // Cut off between writing the note's name and its content: nothing had been read.
            let recorded = note.is_none_or(|note| self.record_cut_off(&note));
            if recorded {
                let _ = fs::remove_file(&own);
                let _ = fs::remove_dir(&directory);
            } else {
                // Given back, so that the next opening finds it.
                let _ = fs::rename(&own, &old);
            }
        }
    }

    fn record_cut_off(&mut self, note: &Note) -> bool {
        if self.refresh().is_err() {
            return false;
        }
        let Some(exhibit) = self.state().register.exhibit(note.exhibit) else { return true };
        let ended = exhibit.hashes.iter().any(|(_, hashed)| hashed.started == note.started)
            || exhibit.failures.iter().any(|(_, failed)| failed.started == note.started);
        let aborted = HashFailed {
            exhibit: note.exhibit,
            why: "aborted".to_owned(),
            detail: "warroom was killed, or the laptop lost power, while it read the file".to_owned(),
            offset: 0,
            started: note.started,
        };
        ended || self.observe(vec![aborted.into()]).is_ok()
    }
}

//! Terminal sessions recorded beside the case: started, taken into the case at their end, and taken in at the next opening where this program was cut off.
//!
//! Beside `NAME` lies the directory `NAME-sessions` (0700), and in it one directory for each session that runs, named by the process that records it as
//! batches of attachments are. It holds the recording (0600) and what is known of the session. Words to be covered are in neither note nor journal.

use std::ffi::OsString;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::case::{Case, Done};
use super::failure::Failure;
use super::staging::{Staged, batch, batch_gone, text_of};
use crate::domain::artefact::Artefact;
use crate::domain::id::RecordId;
use crate::domain::input::{FieldKind, FieldSpec, Input, Need};
use crate::domain::session::{self, Ended, Recorded};
use crate::domain::text::{visible, visible_bytes};
use crate::jobs::Handle;
use crate::jobs::recording::{self, Plan, Spool};
use crate::journal::hex;
use crate::library::transcript::asciicast::{self, header_line};
use crate::library::transcript::mask::{Uncovered, masked, masked_text};
use crate::store::attachment::LARGEST;
use crate::store::places::{private_directory, sync_directory};

/// What is known of a session, beside its recording.
const NOTE: &str = "session.json";
/// The same while it is being written.
const NEW_NOTE: &str = "session.new";
/// No line of a recording is longer: a piece of 32 KiB with every byte escaped.
const LONGEST_LINE: u64 = 1 << 20;
const FILES: &[FieldSpec] = &[
    FieldSpec { name: "cast", kind: FieldKind::File, need: Need::Required },
    FieldSpec { name: "masked", kind: FieldKind::File, need: Need::Optional },
];

/// A session that somebody asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The step it belongs to.
    pub step: String,
    /// The command and its arguments.
    pub argv: Vec<OsString>,
    /// Where it runs.
    pub directory: PathBuf,
    /// Who carries the step out, if not the one at the keys.
    pub done_by: Option<String>,
    /// When the step was done, if not at the end of the session.
    pub at: Option<String>,
    /// What it shows.
    pub note: String,
    /// Why it is recorded late.
    pub late_reason: Option<String>,
    /// Words to be covered in a copy.
    pub masks: Vec<String>,
}

/// A session that ended and is in the case.
#[derive(Debug)]
pub struct Session {
    /// The records, and what of them earns no credit.
    pub done: Done,
    /// The exit code that stands for the command's end.
    pub code: u8,
    /// Whether the recording was told to stop before the command ended.
    pub stopped: bool,
    /// Why the recording breaks off before the session's end.
    pub broken: Option<String>,
    /// How often a word was covered, or why there is no copy; none when no copy was asked for.
    pub covered: Option<Result<usize, Uncovered>>,
    /// Where the recording lies, when it is too large for the case file.
    pub outside: Option<PathBuf>,
}

/// A session found after this program had been cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// The step it belongs to, cleaned.
    pub step: String,
    /// The record of the session, or why it could not be taken in.
    pub record: Result<RecordId, String>,
    /// Where its recording lay.
    pub path: PathBuf,
}

/// What is known of a session while it runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Note {
    recorded: Recorded,
    note: String,
    operator: String,
    at: Option<String>,
    late_reason: Option<String>,
    /// Set once the session ended in the sight of this program.
    over: bool,
}

/// What becomes of a recording when it is taken in.
struct TakenIn {
    done: Done,
    covered: Option<Result<usize, Uncovered>>,
    outside: Option<PathBuf>,
}

/// The directory of the sessions of a case.
#[must_use]
pub fn directory_of(case: &Path) -> PathBuf {
    let mut name = case.file_name().unwrap_or_default().to_owned();
    name.push("-sessions");
    case.with_file_name(name)
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let path = visible_bytes(path.as_os_str().as_encoded_bytes());
    move |error| Failure::Spool { path: path.clone(), why: error.to_string() }
}

impl Case {
    /// Runs a command in a recorded session, and takes it into the case at its end.
    ///
    /// # Errors
    /// Before the command runs: an unknown step, a case that cannot be written, no terminal, no such command. After it: [`Failure::SessionKept`].
    pub fn record_session(&mut self, wanted: &Wanted) -> Result<Session, Failure> {
        if let Some(why) = self.obstacle() {
            return Err(Failure::NoKey(why.to_owned()));
        }
        if wanted.masks.iter().any(|word| word.trim().is_empty()) {
            return Err(Failure::NothingToCover);
        }
        let size = recording::window();
        let mut note = self.note(wanted)?;
        self.rehearse(&note)?;
        let root = directory_of(self.path());
        private_directory(&root)?;
        let directory = root.join(batch(self.env())?);
        private_directory(&directory)?;
        let cast = directory.join(&note.recorded.session);
        write_note(&directory, &note)?;
        let var = |name: &str| self.env().var(name).unwrap_or_default().to_owned();
        let command = wanted.argv.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
        let seconds = note.recorded.started.millis().div_euclid(1000);
        let header = header_line(size, seconds, &command, &var("TERM"), &var("SHELL"));
        let clock = self.env().clock.clone();
        let mut spool = Spool::create(&cast, &header, clock.mono_ms()).map_err(failed(&cast))?;
        sync_directory(&directory)?;
        let plan = Plan { argv: wanted.argv.clone(), directory: wanted.directory.clone(), size };
        let ended = match recording::record(&plan, &mut spool, &|| clock.mono_ms()) {
            Ok(ended) => ended,
            Err(error) => {
                clear(&directory, &root);
                return Err(error.into());
            }
        };
        note.recorded.ended = self.env().clock.now().max(note.recorded.started);
        (note.recorded.exit, note.recorded.signal) = (ended.exit, ended.signal);
        note.recorded.broken = ended.broken.is_some();
        note.recorded.ending = match (ended.stopped, ended.signal) {
            (true, _) => "stopped",
            (false, Some(_)) => "signal",
            (false, None) => "exit",
        }
        .to_owned();
        note.over = true;
        let kept = |why: Failure| Failure::SessionKept {
            path: visible_bytes(cast.as_os_str().as_encoded_bytes()),
            code: ended.code(),
            why: why.to_string(),
        };
        // A full disk may not take the note: then the session is found as one that was cut off.
        let _ = write_note(&directory, &note);
        let taken = self.take_in(&directory, &note, &wanted.masks).map_err(kept)?;
        Ok(Session {
            done: taken.done,
            code: ended.code(),
            stopped: ended.stopped,
            broken: ended.broken,
            covered: taken.covered,
            outside: taken.outside,
        })
    }

    fn note(&self, wanted: &Wanted) -> Result<Note, Failure> {
        let started = self.env().clock.now();
        let compact: String = started.to_string().chars().take(19).filter(|c| *c != '-' && *c != ':').collect();
        let session = format!("session-{compact}Z-{}.cast", hex(&self.env().random::<4>()?));
        let words = wanted.argv.iter().map(|word| masked_text(&word.to_string_lossy(), &wanted.masks));
        let recorded = Recorded {
            session,
            step: wanted.step.clone(),
            argv: words.collect(),
            host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
            started,
            ended: started,
            ending: "interrupted".to_owned(),
            exit: None,
            signal: None,
            broken: false,
            cast: stand_in(),
            masked: None,
            sealed: !wanted.masks.is_empty(),
        };
        Ok(Note {
            recorded,
            note: wanted.note.clone(),
            operator: wanted.done_by.clone().unwrap_or_else(|| self.operator().name),
            at: wanted.at.clone(),
            late_reason: wanted.late_reason.clone(),
            over: false,
        })
    }

    /// Decides with a stand-in for the recording, so that what would be refused afterwards is refused before anything runs.
    fn rehearse(&self, note: &Note) -> Result<(), Failure> {
        let staged = Staged { files: [("cast".to_owned(), stand_in())].into(), ..Staged::default() };
        let ended = ended(note);
        self.decide(self.state(), |state, ctx| session::record(state, &ended, ctx), &staged, true).map(drop)
    }

    /// Takes in the sessions whose recording process is gone: the rest of a kill or a power cut.
    pub(super) fn adopt_sessions(&mut self) -> Vec<Adopted> {
        let root = directory_of(self.path());
        let entries = std::fs::read_dir(&root).into_iter().flatten().flatten();
        let names: Vec<String> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.split('-').count() == 3 && batch_gone(self.env(), name))
            .collect();
        names.into_iter().filter_map(|name| self.adopt(&root, &name)).collect()
    }

    fn adopt(&mut self, root: &Path, name: &str) -> Option<Adopted> {
        // Whoever renames it first takes it in.
        let directory = root.join(batch(self.env()).ok()?);
        std::fs::rename(root.join(name), &directory).ok()?;
        let casts = casts(&directory);
        let note = std::fs::read(directory.join(NOTE)).ok();
        let note = note.and_then(|bytes| serde_json::from_slice::<Note>(&bytes).ok());
        let Some(mut note) = note.filter(|note| casts.contains(&directory.join(&note.recorded.session))) else {
            if casts.is_empty() {
                // Cut off before anything ran.
                clear(&directory, root);
                return None;
            }
            let _ = std::fs::rename(&directory, root.join(name));
            let why = format!("its {NOTE} cannot be read; attach the recording by hand, then remove the directory");
            return Some(Adopted { step: "?".to_owned(), record: Err(why), path: root.join(name) });
        };
        if self.refresh().is_ok() && self.state().sessions.knows(&note.recorded.session) {
            clear(&directory, root);
            return None;
        }
        if note.late_reason.is_none() {
            note.late_reason = Some("its recording was taken in when the case was next opened".to_owned());
        }
        let path = root.join(name).join(&note.recorded.session);
        let record = self.take_in(&directory, &note, &[]);
        let record = record
            .map_err(|why| why.to_string())
            .and_then(|taken| taken.done.records.first().copied().ok_or_else(|| "no record was made".to_owned()));
        if record.is_err() {
            // Given back, so that the next opening finds it.
            let _ = std::fs::rename(&directory, root.join(name));
        }
        Some(Adopted { step: visible(&note.recorded.step).into_owned(), record, path })
    }

    /// Hashes a recording, puts it into the case with its record, and clears the directory.
    fn take_in(&mut self, directory: &Path, note: &Note, masks: &[String]) -> Result<TakenIn, Failure> {
        let root = directory_of(self.path());
        let cast = directory.join(&note.recorded.session);
        let last = cut_last_line(&cast).map_err(failed(&cast))?;
        let mut note = note.clone();
        if !note.over {
            note.recorded.ended = note.recorded.started.plus_millis(last);
        }
        let size = std::fs::metadata(&cast).map_err(failed(&cast))?.len();
        let mut input = Input::default();
        let mut covered = None;
        let copy = directory.join(note.recorded.session.replace(".cast", "-masked.cast"));
        if !masks.is_empty() {
            let made = if size <= LARGEST { cover(&cast, &copy, masks)? } else { Err(Uncovered::StillReadable) };
            if made.is_ok() {
                input.set("masked", text_of(&copy));
            }
            covered = Some(made);
        }
        let outside = (size > LARGEST).then(|| root.join(&note.recorded.session));
        if let Some(outside) = &outside {
            std::fs::rename(&cast, outside).map_err(failed(&cast))?;
            sync_directory(&root)?;
        }
        input.set("cast", text_of(outside.as_ref().unwrap_or(&cast)));
        let ended = ended(&note);
        let staged = self.stager().stage(FILES, &input, &Handle::new());
        let done = staged.and_then(|staged| self.record_ended(&ended, &staged));
        let done = match done {
            Ok(done) => done,
            Err(failure) => {
                if let Some(outside) = &outside {
                    let _ = std::fs::rename(outside, &cast);
                }
                return Err(failure);
            }
        };
        clear(directory, &root);
        Ok(TakenIn { done, covered, outside })
    }
}

fn ended(note: &Note) -> Ended {
    Ended {
        recorded: note.recorded.clone(),
        note: note.note.clone(),
        operator: Some(note.operator.clone()),
        at: note.at.clone(),
        late_reason: note.late_reason.clone(),
    }
}

fn stand_in() -> Artefact {
    Artefact {
        name: String::new(),
        path: String::new(),
        size: 1,
        sha256: String::new(),
        commitment: String::new(),
        stored: false,
    }
}

fn private_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes the note so that the one before or this one is found, never half of it.
fn write_note(directory: &Path, note: &Note) -> Result<(), Failure> {
    let (path, new) = (directory.join(NOTE), directory.join(NEW_NOTE));
    let json = serde_json::to_vec(note).map_err(|error| Failure::Journal(error.to_string()))?;
    let mut file = private_file(&new).map_err(failed(&new))?;
    file.write_all(&json).and_then(|()| file.sync_all()).map_err(failed(&new))?;
    std::fs::rename(&new, &path).map_err(failed(&path))?;
    Ok(sync_directory(directory)?)
}

fn cover(cast: &Path, copy: &Path, masks: &[String]) -> Result<Result<usize, Uncovered>, Failure> {
    let bytes = std::fs::read(cast).map_err(failed(cast))?;
    let Some(parsed) = asciicast::parse(&bytes) else { return Ok(Err(Uncovered::StillReadable)) };
    match masked(&parsed, masks) {
        Ok((text, covered)) => {
            let mut file = private_file(copy).map_err(failed(copy))?;
            file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed(copy))?;
            Ok(Ok(covered))
        }
        Err(why) => Ok(Err(why)),
    }
}

/// Cuts off a last line that was not written to its end. Gives the time of the last whole event, milliseconds since the start.
fn cut_last_line(cast: &Path) -> std::io::Result<i64> {
    let mut file = std::fs::OpenOptions::new().read(true).write(true).open(cast)?;
    let size = file.metadata()?.len();
    let from = size.saturating_sub(2 * LONGEST_LINE);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let whole = tail.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    if whole < tail.len() {
        file.set_len(from + whole as u64)?;
        file.sync_all()?;
    }
    let lines = tail.get(..whole).unwrap_or_default().trim_ascii_end();
    let last = lines.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let seconds = serde_json::from_slice::<(f64, String, String)>(last).map_or(0.0, |(seconds, ..)| seconds);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to a century")]
    Ok((seconds.clamp(0.0, 3e9) * 1000.0) as i64)
}

/// Recordings in a session's directory: plain files, no links to elsewhere.
fn casts(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let plain = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file())).map(|entry| entry.path());
    plain.filter(|path| path.extension().is_some_and(|ending| ending == "cast")).collect()
}

/// Removes a session's directory once nothing in it is needed, and the directory of all sessions when it was the last. What is none of ours stays.
fn clear(directory: &Path, root: &Path) {
    let notes = [NOTE, NEW_NOTE].map(|name| directory.join(name));
    for path in casts(directory).iter().chain(&notes) {
        let _ = std::fs::remove_file(path);
    }
    let _ = std::fs::remove_dir(directory);
    let _ = std::fs::remove_dir(root);
}

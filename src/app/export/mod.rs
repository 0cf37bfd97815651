//! Exporting the case: a look at the destination before a byte is written, the record that it begins, the writing on any thread, the record of how it ended.

mod evidence;
mod freeze;
mod left;
mod parts;
mod places;
mod preflight;
mod scratch;
mod sealing;
mod tags;

pub(in crate::app) use left::{Left, left_without_chains};
pub use places::away;
pub use preflight::{Concern, Preflight, preflight};
pub use sealing::{lock, passphrase_of, recipients_of};

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::case::{Case, Done};
use super::failure::Failure;
use super::media::machine;
use super::staging::{batch, batch_gone, path_of};
use crate::domain::decision::Shortfall;
use crate::domain::export::{self, Failed, Finished, Started};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::mark::{Audience, Mark, MarkProblem};
use crate::domain::time::Instant;
use crate::export::folder::layout;
use crate::export::folder::medium::ExportFs;
use crate::export::folder::note::Note;
use crate::export::folder::withhold::Readers;
use crate::export::folder::writer::{self, Broken, Plan, Watch, Written};
use crate::export::sealed::{self, Lock};
use crate::jobs::Handle;
use crate::journal::hex;
use crate::journal::signature::{self, Purpose, Use};
use crate::journal::station::StationKey;

/// What somebody asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The directory in which the folder is made.
    pub destination: PathBuf,
    /// Who may read it.
    pub audience: Mark,
    /// Whether telephone numbers go along.
    pub phones: bool,
    /// Whether the bytes of exhibits go along.
    pub with_evidence: bool,
    /// SHA-512 beside SHA-256, for decades.
    pub court: bool,
    /// Why it leaves in plain.
    pub reason: String,
    /// Whether the dossier goes along, typeset and as Markdown.
    pub dossier: bool,
    /// Whether files of exhibits that the medium does not take whole go in parts.
    pub in_parts: bool,
    /// Whether the case's own disk will do.
    pub force: bool,
    /// Whom it is released to; else whoever stores evidence.
    pub to: Option<String>,
    /// Whom it opens for, where it is sealed; else it leaves in plain.
    pub lock: Option<Lock>,
    /// A person's own private key, OpenSSH format without a passphrase, that signs too.
    pub person: Option<String>,
}

impl Asked {
    /// The whole case in plain, without telephone numbers, the bytes of exhibits and the dossier.
    #[must_use]
    pub fn plain(destination: PathBuf) -> Self {
        Asked {
            destination,
            audience: Mark::Red,
            phones: false,
            with_evidence: false,
            court: false,
            reason: String::new(),
            dossier: false,
            in_parts: false,
            force: false,
            to: None,
            lock: None,
            person: None,
        }
    }

    fn readers(&self) -> Readers {
        Readers { audience: Audience(self.audience), phones: self.phones }
    }
}

/// Reads the fields of `export`.
///
/// # Errors
/// No destination, a mark that is none.
pub fn request(input: &Input) -> Result<Asked, Failure> {
    let text = |field: &str| input.get(field).unwrap_or_default().trim().to_owned();
    let refused = |why: String| Failure::Export(why);
    let destination = input.get("destination").ok_or_else(|| refused("no destination is named".to_owned()))?;
    let audience = match input.get("readers") {
        Some(typed) => typed.parse().map_err(|problem: MarkProblem| refused(problem.to_string()))?,
        None => Mark::Red,
    };
    let yes = |field: &str| input.get(field) == Some("yes");
    Ok(Asked {
        audience,
        phones: yes("with-phones"),
        with_evidence: yes("with-evidence"),
        court: yes("for-court"),
        reason: text("reason"),
        in_parts: yes("in-parts"),
        force: yes("own-disk"),
        to: Some(text("handed-to")).filter(|named| !named.is_empty()),
        lock: sealing::requested(input)?,
        dossier: true,
        ..Asked::plain(path_of(destination))
    })
}

/// An export that is on record as begun and can be written, on any thread.
pub struct Ready {
    begun: RecordId,
    at: Instant,
    plan: Plan,
    note: Note,
    fs: Box<dyn ExportFs + Send>,
    key: StationKey,
    person: Option<ssh_key::PrivateKey>,
    purpose: Purpose,
    directory: PathBuf,
    to: Option<String>,
    records: u64,
    lock: Option<Lock>,
    /// The SQLite copy lies in it until it is written, and the plain folder of a sealed export until it is sealed.
    scratch: tempfile::TempDir,
    /// What the record that it begins lacks: said once it has ended.
    shortfalls: Vec<Shortfall>,
}

impl std::fmt::Debug for Ready {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ready").field("begun", &self.begun).field("name", &self.plan.name).finish_non_exhaustive()
    }
}

/// What came of it, once it is on record.
#[derive(Debug)]
pub struct Recorded {
    /// The records, in order.
    pub done: Done,
    /// The exhibit that it became.
    pub exhibit: Option<RecordId>,
    /// Whether nobody was there to release it to.
    pub unreleased: bool,
    /// The folder.
    pub folder: PathBuf,
    /// How it went.
    pub result: Result<Written, Broken>,
}

/// Puts on record that an export begins, with a checkpoint behind it, and freezes what goes into it: with these records, and with nothing that comes later.
///
/// # Errors
/// What the preflight refuses, a case that takes no records, the laptop's own disk. Where it was begun on record, its failure is too.
pub fn begin(case: &mut Case, looked: Preflight) -> Result<Ready, Failure> {
    if let Some(refusal) = looked.refusal() {
        return Err(Failure::Export(refusal));
    }
    let person = looked.asked.person.as_deref().map(own_key).transpose()?;
    let started = started(case, &looked)?;
    let done = case.record_by(|state, ctx| Ok(export::start(state, started, ctx)))?;
    let begun = done.records.first().copied().unwrap_or_default();
    match freeze::freeze(case, &looked, begun, person) {
        Ok(ready) => Ok(Ready { shortfalls: done.shortfalls, ..ready }),
        Err(failure) => given_up(case, begun, failure),
    }
}

/// Puts on record that nothing was written.
fn given_up(case: &mut Case, begun: RecordId, failure: Failure) -> Result<Ready, Failure> {
    let failed = Failed {
        begun,
        step: "prepare".to_owned(),
        path: String::new(),
        why: failure.to_string(),
        errno: None,
        left: String::new(),
    };
    case.observe(vec![failed.into()])?;
    Err(failure)
}

fn own_key(text: &str) -> Result<ssh_key::PrivateKey, Failure> {
    let refused = |why: String| {
        Failure::Export(format!(
            "the key given to sign with cannot be used: {why}; name another one, or leave it out to sign with that of the laptop"
        ))
    };
    let key = ssh_key::PrivateKey::from_openssh(text).map_err(|error| refused(error.to_string()))?;
    if key.is_encrypted() {
        return Err(refused(
            "it is locked by a passphrase; unlock a copy, or sign the tag manifest with ssh-keygen".to_owned(),
        ));
    }
    Ok(key)
}

fn started(case: &Case, looked: &Preflight) -> Result<Started, Failure> {
    Ok(Started {
        number: looked.number,
        name: looked.name.clone(),
        destination: looked.destination.clone(),
        machine: machine(),
        audience: looked.asked.audience,
        phones: looked.asked.phones,
        with_evidence: looked.asked.with_evidence,
        court: looked.asked.court,
        sealed: looked.asked.lock.is_some(),
        sealing: looked.asked.lock.as_ref().map(sealing::recorded),
        exposed: Some(looked.exposed),
        reason: looked.asked.reason.trim().to_owned(),
        forced: looked.concerns.iter().filter_map(Concern::forced).map(str::to_owned).collect(),
        process: batch(case.env())?,
    })
}

/// A job's handle hears of bytes, and asks for the stop.
struct Watched<'a>(&'a Handle);

impl Watch for Watched<'_> {
    fn advance(&self, bytes: u64) {
        self.0.advance(bytes);
    }

    fn stop(&self) -> bool {
        self.0.checkpoint().is_err()
    }
}

impl Ready {
    /// Bytes that are written and read back.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        // A sealed one is written and read back on the laptop, then packed, then read back from the medium.
        self.plan.bytes().saturating_mul(if self.lock.is_some() { 4 } else { 2 })
    }

    /// Where the folder will be, or the file that it is sealed into.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        let ending = if self.lock.is_some() { sealed::SUFFIX } else { "" };
        self.directory.join(format!("{}{ending}", self.plan.name))
    }

    /// Writes the folder, reads it back and signs it.
    ///
    /// # Errors
    /// [`Broken`]: it is not finished, and looks it.
    pub fn write(&self, handle: &Handle) -> Result<Written, Broken> {
        self.write_onto(self.fs.as_ref(), handle)
    }

    /// The same onto another medium: how its operations are made to fail in turn.
    ///
    /// # Errors
    /// As [`Ready::write`].
    pub fn write_onto(&self, fs: &dyn ExportFs, handle: &Handle) -> Result<Written, Broken> {
        handle.set_total(Some(self.bytes()));
        self.write_watched(fs, &Watched(handle))
    }

    /// The same, watched by anybody.
    ///
    /// # Errors
    /// As [`Ready::write`].
    pub fn write_watched(&self, fs: &dyn ExportFs, watch: &dyn Watch) -> Result<Written, Broken> {
        let sign =
            |bytes: &[u8]| self.key.sign(Use::CaseExport, self.purpose, bytes).map_err(|error| error.to_string());
        let person = self.person.as_ref().map(|key| {
            move |bytes: &[u8]| {
                signature::sign(key, Use::CaseExport, self.purpose, bytes).map_err(|error| error.to_string())
            }
        });
        let person = person.as_ref().map(|sign| sign as writer::Sign<'_>);
        match &self.lock {
            None => writer::write(fs, &self.plan, &sign, person, watch),
            Some(lock) => self.seal(lock, fs, (&sign, person), watch),
        }
    }
}

/// Puts on record how it ended; a finished folder becomes an exhibit whose custody begins with its release.
///
/// # Errors
/// [`Failure`]: the record itself. The folder on the medium is what it is.
pub fn end(case: &mut Case, ready: &Ready, result: Result<Written, Broken>) -> Result<Recorded, Failure> {
    let folder = ready.folder();
    let fact = match &result {
        Ok(written) => finished(case, ready, written).into(),
        Err(broken) => failed(ready, broken).into(),
    };
    let mut done = case.observe(vec![fact])?;
    done.shortfalls.extend(ready.shortfalls.iter().cloned());
    let mut exhibit = None;
    let mut unreleased = false;
    if let Ok(written) = &result {
        match register(case, ready, &folder, written) {
            Ok((id, more)) => {
                exhibit = id;
                unreleased = export::release_to(case.state(), ready.to.as_deref()).is_none();
                done.records.extend(more.records);
                done.shortfalls.extend(more.shortfalls);
            }
            // The export is finished and on record; that it is no exhibit yet is said, and can be done by hand.
            Err(Failure::Refused(refusal)) => done.shortfalls.push(Shortfall::new(refusal.rule)),
            Err(other) => return Err(other),
        }
    }
    Ok(Recorded { done, exhibit, unreleased, folder, result })
}

fn finished(case: &Case, ready: &Ready, written: &Written) -> Finished {
    let withheld = &ready.note.withheld;
    let since = case.state().exports.last_finished().map(|(export, _)| export.id);
    let took = case.env().clock.now().millis_since(ready.at).max(0) / 1000;
    Finished {
        begun: ready.begun,
        tag_manifest: hex(&written.tag_manifest),
        case_head: ready.note.case_head.clone(),
        records: ready.records,
        files: written.files.len() as u64,
        bytes: written.bytes,
        withheld: withheld.by_mark.clone(),
        privileged: withheld.privileged,
        phones: withheld.phones,
        attachments: withheld.attachments,
        exhibits: withheld.exhibits.len() as u64,
        reread: written.reread,
        since,
        added: ready.note.since.as_ref().map_or(ready.records, |since| since.records),
        took: u64::try_from(took).unwrap_or(0),
        sealed: written.sealed.as_ref().map(sealing::file),
    }
}

fn failed(ready: &Ready, broken: &Broken) -> Failed {
    let step = if broken.cancelled { "cancelled" } else { broken.step.code() };
    Failed {
        begun: ready.begun,
        step: step.to_owned(),
        path: broken.path.clone(),
        why: broken.why.clone(),
        errno: broken.errno,
        left: broken.left.clone(),
    }
}

/// The folder as an exhibit: its digest is that of the tag manifest, which covers every byte of it; a sealed one is known by the digest of its file.
fn register(
    case: &mut Case,
    ready: &Ready,
    folder: &Path,
    written: &Written,
) -> Result<(Option<RecordId>, Done), Failure> {
    let (path, sha256, size) = match &written.sealed {
        Some(sealed) => (folder.to_owned(), sealed.sha256, sealed.size),
        None => {
            let listed = written.files.iter().find(|file| file.path == layout::TAG_MANIFEST);
            (folder.join(layout::TAG_MANIFEST), written.tag_manifest, listed.map_or(0, |file| file.size))
        }
    };
    let text = super::staging::text_of(&path);
    let Some(export) = case.state().exports.made.iter().find(|export| export.id == ready.begun).cloned() else {
        return Ok((None, Done { records: Vec::new(), shortfalls: Vec::new() }));
    };
    let input = export::exhibit(&export, &text);
    let mut done = case.record_by(|state, ctx| crate::domain::exhibit::register(state, &input, ctx))?;
    let Some(exhibit) = done.records.last().copied() else { return Ok((None, done)) };
    let hashed = crate::domain::exhibit::Hashed {
        exhibit,
        sha256: hex(&sha256),
        size,
        zero_blocks: 0,
        path: crate::domain::text::visible_bytes(path.as_os_str().as_encoded_bytes()),
        started: ready.at,
        took_ms: 0,
        recheck: false,
        reading: crate::domain::exhibit::Reading::default(),
    };
    done.records.extend(case.observe(vec![hashed.into()])?.records);
    if let Some(input) = export::released(case.state(), exhibit, ready.to.as_deref()) {
        let released = case.record_by(|state, ctx| crate::domain::custody::release(state, &input, ctx))?;
        done.records.extend(released.records);
        done.shortfalls.extend(released.shortfalls);
    }
    Ok((Some(exhibit), done))
}

impl Case {
    /// Puts an end on record to exports of this laptop whose process is gone, and removes what they left beside the case.
    pub(super) fn end_cut_off_exports(&mut self) -> Result<(), Failure> {
        scratch::sweep(self);
        let gone = |process: &str| batch_gone(self.env(), process);
        let open = self.state().exports.open(self.state().station);
        let dead: Vec<_> = open.filter(|export| gone(&export.started.process)).map(|export| export.id).collect();
        let cut = |begun| Failed {
            begun,
            step: "cut-off".to_owned(),
            path: String::new(),
            why: String::new(),
            errno: None,
            left: String::new(),
        };
        if dead.is_empty() {
            return Ok(());
        }
        self.observe(dead.into_iter().map(|begun| cut(begun).into()).collect()).map(drop)
    }
}

/// A fetcher of attachments that opens the case file when the first one is asked for.
struct Attachments {
    path: PathBuf,
    open: Mutex<Option<crate::store::CaseFile>>,
}

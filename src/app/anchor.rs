//! Checkpoints and anchors of the open case.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::case::{Case, Done};
use super::env::Env;
use super::failure::Failure;
use crate::domain::anchor::{QUESTION, Signed, case_head, covers_all};
use crate::domain::decision::Decision;
use crate::domain::id::RecordId;
use crate::domain::text::visible_bytes;
use crate::journal::checkpoint::{self, Checkpoint};
use crate::journal::{from_hex, hash_from_hex, timestamp};
use crate::library::words::words_of;

/// A checkpoint that was just signed and is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its record.
    pub record: RecordId,
    /// What was signed.
    pub signed: Signed,
    /// SHA-256 of its text of all chains, lower-case hex: the case head that leaves the room.
    pub case_head: String,
}

/// Signs a checkpoint over everything that is recorded, and records it.
///
/// # Errors
/// [`Failure::Contradicts`] where one signed before would be contradicted; what recording meets.
pub fn sign(case: &mut Case, occasion: &'static str) -> Result<Made, Failure> {
    let Done { records, .. } = case.record_by(|_, _| Ok(Decision::default().checkpoint(occasion)))?;
    let lost = || Failure::Journal("the checkpoint is on the disk and cannot be read back".to_owned());
    let record = records.last().copied().ok_or_else(lost)?;
    let signed = case.state().anchors.checkpoint(record).cloned().ok_or_else(lost)?;
    Ok(Made { record, case_head: case_head(&signed.heads), signed })
}

/// A checkpoint on record.
#[must_use]
pub fn recorded(case: &Case, record: RecordId) -> Option<Made> {
    let signed = case.state().anchors.checkpoint(record)?.clone();
    Some(Made { record, case_head: case_head(&signed.heads), signed })
}

/// The last checkpoint where nothing was recorded since but what carries it out of the room, else a new one.
///
/// # Errors
/// As [`sign`].
pub fn current(case: &mut Case) -> Result<Made, Failure> {
    let _ = case.refresh()?;
    let last = case.state().anchors.signed.last().map(|(id, ..)| *id).filter(|id| covers_all(case.state(), *id));
    match last.and_then(|id| recorded(case, id)) {
        Some(made) => Ok(made),
        None => sign(case, "demand"),
    }
}

/// Four words that nobody could know beforehand.
///
/// # Errors
/// No randomness.
pub fn question(env: &Env) -> Result<Vec<&'static str>, Failure> {
    Ok(words_of(&env.random::<QUESTION>()?))
}

/// The request for a time stamp over a checkpoint's case head (RFC 3161).
///
/// # Errors
/// A checkpoint that cannot be read.
pub fn query(signed: &Signed) -> Result<Vec<u8>, Failure> {
    let unread = || Failure::Journal("a checkpoint on record cannot be read".to_owned());
    let imprint = hash_from_hex(&case_head(&signed.heads)).ok_or_else(unread)?;
    Ok(timestamp::request(&imprint, from_hex(&signed.nonce).ok_or_else(unread)?))
}

/// Writes a checkpoint, its signature and the text of all chains into a directory, as new files. A witness signs the last one, and a time-stamping authority
/// stamps it.
///
/// # Errors
/// [`Failure::Output`].
pub fn write(case: &Case, signed: &Signed, directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = format!("{}-{:06}.txt", signed.station, signed.size);
    let head = case_head(&signed.heads);
    let files = [
        (name.clone(), body(case, signed)?),
        (name + ".sig", signed.signature.clone()),
        (format!("case-{}.txt", head.get(..16).unwrap_or_default()), signed.heads.clone()),
    ];
    std::fs::create_dir_all(directory).map_err(|error| failed(directory, &error))?;
    let mut written = Vec::new();
    for (name, text) in files {
        let path = directory.join(name);
        write_new(&path, text.as_bytes())?;
        written.push(path);
    }
    Ok(written)
}

/// The bytes that a station signed as its checkpoint (C2SP tlog-checkpoint).
///
/// # Errors
/// A root that cannot be read.
pub fn body(case: &Case, signed: &Signed) -> Result<String, Failure> {
    let unread = || Failure::Journal("a checkpoint on record cannot be read".to_owned());
    let root = hash_from_hex(&signed.root).ok_or_else(unread)?;
    let origin = checkpoint::origin(case.id(), &signed.station.to_string());
    Ok(Checkpoint::new(origin, signed.size, root).map_err(|_| unread())?.body())
}

/// Writes a new file, durably; one that is there with the same bytes is left as it is.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let create = || -> std::io::Result<()> {
        let mut file = std::fs::File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    match create() {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let same = std::fs::read(path).is_ok_and(|there| there == bytes);
            if same { Ok(()) } else { Err(failed(path, &error)) }
        }
        done => done.map_err(|error| failed(path, &error)),
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
    let path = visible_bytes(path.as_os_str().as_encoded_bytes());
    let why = match error.kind() {
        std::io::ErrorKind::AlreadyExists => "it exists already with other content and was left as it is".to_owned(),
        _ => error.to_string(),
    };
    Failure::Output { path, why }
}

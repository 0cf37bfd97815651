//! One record with the proof that it stands in the journal: to be checked by anybody, without the rest of the case.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::anchor::{self, Made, write_new};
use super::case::Case;
use super::failure::Failure;
use crate::domain::id::RecordId;
use crate::domain::text::visible_bytes;
use crate::journal::body::Body;
use crate::journal::merkle::{inclusion_proof, leaf_hash, verify_inclusion};
use crate::journal::signature::{Use, namespace};
use crate::journal::{hash_from_hex, hex};
use crate::library::assets::CHECK_PROOF;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The directory.
    pub directory: PathBuf,
    /// Its files.
    pub files: Vec<PathBuf>,
    /// The checkpoint it rests on.
    pub checkpoint: RecordId,
    /// Whether the words of the record are among them.
    pub body: bool,
}

/// Writes a record, its inclusion proof, a signed checkpoint over it and a script that checks them into a new directory. `words` says whether the body is handed
/// over too; that of a privileged record never is. Where no checkpoint covers the record yet, one is signed.
///
/// # Errors
/// No such record, one of another laptop that has signed no checkpoint over it, a directory that is there.
pub fn prove(case: &mut Case, record: RecordId, words: bool, directory: &Path) -> Result<Proof, Failure> {
    let missing = || {
        Failure::NotProved(
            "the record is in no chain of this case; name another, `warroom show timeline` lists them".to_owned(),
        )
    };
    let _ = case.refresh()?;
    let (line, body) = case.row(record)?.ok_or_else(missing)?;
    let made = covering(case, record)?;
    let size = usize::try_from(made.signed.size).unwrap_or(usize::MAX);
    let leaves = case.leaves(record.station, made.signed.size)?;
    let index = usize::try_from(record.seq).unwrap_or(0).saturating_sub(1);
    let path = inclusion_proof(&leaves, index).filter(|_| leaves.len() == size).ok_or_else(missing)?;
    // What is handed out holds, or is not handed out.
    let root = hash_from_hex(&made.signed.root).unwrap_or_default();
    if !verify_inclusion(&leaf_hash(&line), record.seq.saturating_sub(1), made.signed.size, &path, &root) {
        return Err(Failure::NotProved("the journal does not fit its checkpoint; run `warroom verify`".to_owned()));
    }
    let opened = case.state().stations.opened.get(&record.station);
    let key = opened.map(|station| station.opened.key.clone()).ok_or_else(missing)?;
    let namespace = namespace(Use::JournalCheckpoint, case.purpose());
    // Nothing stands here that the script does not check.
    let path: Vec<String> = path.iter().map(|node| hex(node)).collect();
    let proof = json!({ "namespace": namespace, "path": path, "seq": record.seq });
    let handed = |bytes: &Vec<u8>| words && !Body::parse(bytes).is_ok_and(|body| body.privileged);
    let body = body.filter(handed);
    std::fs::create_dir(directory).map_err(|error| {
        let path = visible_bytes(directory.as_os_str().as_encoded_bytes());
        Failure::Output { path, why: format!("the directory must be a new one: {error}") }
    })?;
    let handed = body.is_some();
    let signers = format!("{} namespaces=\"{namespace}\" {key}\n", record.station);
    let files = [
        ("line.json", Some(line)),
        ("body.json", body),
        ("checkpoint.txt", Some(anchor::body(case, &made.signed)?.into_bytes())),
        ("checkpoint.txt.sig", Some(made.signed.signature.clone().into_bytes())),
        ("proof.json", Some(format!("{proof}\n").into_bytes())),
        ("allowed_signers", Some(signers.into_bytes())),
        ("check.py", Some(CHECK_PROOF.as_bytes().to_vec())),
    ];
    let mut written = Vec::new();
    for (name, bytes) in files {
        let Some(bytes) = bytes else { continue };
        let path = directory.join(name);
        write_new(&path, &bytes)?;
        written.push(path);
    }
    Ok(Proof { directory: directory.to_owned(), files: written, checkpoint: made.record, body: handed })
}

/// The last checkpoint of the record's own chain that covers it, or a new one of this laptop's.
fn covering(case: &mut Case, record: RecordId) -> Result<Made, Failure> {
    let anchors = &case.state().anchors;
    let covers = anchors
        .signed
        .iter()
        .rev()
        .find(|(_, _, signed)| signed.station == record.station && signed.size >= record.seq);
    let found = covers.map(|(id, ..)| *id).and_then(|id| anchor::recorded(case, id));
    match found {
        Some(made) => Ok(made),
        None if record.station == case.state().station => anchor::sign(case, "proof"),
        None => Err(Failure::NotProved(format!(
            "the record is of laptop {}, which signed no checkpoint over it; sign one there (`warroom checkpoint`) and bring its lines",
            record.station
        ))),
    }
}

//! Everything in a folder beside the journal: which files there must be, what is in each, and that there is nothing else.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::{FolderReport, evidence, papers};
use crate::domain::incident::Incident;
use crate::export::bag::{Checked, Flaw, Tree};
use crate::export::folder::contents::{self, Kept, Parts, kept};
use crate::export::folder::gaps::Gaps;
use crate::export::folder::layout;
use crate::export::folder::note::Note;
use crate::export::folder::writer::{Content, Entry};
use crate::journal::PROGRAM;
use crate::journal::chain::Head;
use crate::journal::line::sha256;
use crate::journal::merkle::Hash;
use crate::journal::{from_hex, hash_from_hex};

/// Largest list of stored files that is read, and largest file whose first differing line is looked for, bytes.
pub(super) const LARGEST_LIST: u64 = 64 * 1024 * 1024;
/// What is said of a file that another version of the program made.
pub(super) const OTHER_VERSION: &str = "another version of the program made this folder, and this one makes the file otherwise: that it says what the journal says was not checked";
/// Files that were checked by themselves: the journal in its own way, the copy row by row.
const APART: [&str; 4] = [layout::JOURNAL, layout::BODIES, layout::HEADS, layout::DATABASE];

/// Makes the payload again from the journal and compares: tables, lists, forms and texts byte for byte, stored files by the digests on record. What lies in the
/// folder and does not follow from the journal is named.
pub(super) fn check(
    tree: &Tree,
    bag: &Checked,
    heads: &[Head],
    (state, note, gaps): (&Incident, &Note, &Gaps),
    report: &mut FolderReport,
) {
    let salts = salts(tree, &mut report.flaws);
    let salt = |kept: &Kept| salts.get(&kept.file.commitment).cloned().unwrap_or_default();
    let parts = Parts {
        rows: &[],
        heads,
        state,
        note,
        gaps,
        checkpoints: Vec::new(),
        salts: &salt,
        pages: Vec::new(),
        evidence: Vec::new(),
        dossier: Vec::new(),
        database: None,
    };
    let entries = match contents::payload(parts, &|_| Content::Bytes(Vec::new())) {
        Ok(entries) => entries,
        Err(error) => return report.flaws.push(Flaw::at(layout::NOTE, error.to_string())),
    };
    let mut expected: BTreeSet<&str> = APART.into_iter().collect();
    for entry in &entries {
        expected.insert(&entry.path);
        if !APART.contains(&entry.path.as_str()) {
            one(tree, bag, (entry, note), report);
        }
    }
    commitments(tree, &kept(state), &salts, report);
    evidence::check(tree, bag, (state, note), report);
    let papers = papers::expected(state, note);
    for path in tree.files.keys() {
        let apart = [layout::CHECKPOINTS, layout::EVIDENCE_FILES].iter().any(|directory| path.starts_with(directory));
        let table = note.program != PROGRAM && path.starts_with(layout::TABLES);
        let paper = papers.contains(path);
        let known = table || paper || expected.contains(path.as_str()) || apart || OTHERS.contains(&path.as_str());
        if !known {
            let what = "it does not follow from the journal in this folder, nor from its form: somebody put it there";
            report.flaws.push(Flaw::at(path, what));
        }
    }
}

/// Files that are looked at elsewhere, where they are there.
const OTHERS: [&str; 13] = [
    layout::ANCHORS,
    layout::DOSSIER_PDF,
    layout::DOSSIER_MD,
    layout::BAGIT,
    layout::BAG_INFO,
    layout::MANIFEST,
    layout::MANIFEST_SHA512,
    layout::TAG_MANIFEST,
    layout::SIGNATURE,
    layout::PERSON_SIGNATURE,
    layout::VERIFY_TXT,
    layout::VERIFY_PY,
    layout::ALLOWED_SIGNERS,
];

/// One file that follows from the journal.
fn one(tree: &Tree, bag: &Checked, (entry, note): (&Entry, &Note), report: &mut FolderReport) {
    let found = bag.digests.get(&entry.path);
    // Words and columns change from version to version. What is signed stays signed; that it says what the journal says is then for people to see.
    let other = note.program != PROGRAM && entry.sha256.is_none();
    match (found, entry.sha256, &entry.content) {
        (Some(found), None, Content::Bytes(bytes)) if other && *found != sha256(bytes) => {
            report.remarks.push(Flaw::at(&entry.path, OTHER_VERSION));
        }
        (None, ..) if other => report.remarks.push(Flaw::at(&entry.path, OTHER_VERSION)),
        (None, ..) => report.flaws.push(Flaw::at(&entry.path, "it is missing, and follows from the journal")),
        (Some(found), Some(wanted), _) if *found == wanted => report.attachments += 1,
        (Some(_), Some(_), _) => {
            report.flaws.push(Flaw::at(
                &entry.path,
                "it does not have the digest by which the journal cites it: it was altered",
            ));
        }
        (Some(found), None, Content::Bytes(bytes)) if *found == sha256(bytes) => report.projections += 1,
        (Some(_), None, Content::Bytes(bytes)) => report.flaws.push(differs(tree, &entry.path, bytes)),
        (Some(_), None, _) => {}
    }
}

/// The salts of stored files by commitment, as the list in the folder has them.
fn salts(tree: &Tree, flaws: &mut Vec<Flaw>) -> BTreeMap<String, String> {
    let Ok(bytes) = tree.read(layout::ATTACHMENT_LIST, LARGEST_LIST) else { return BTreeMap::new() };
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let columns = reader.headers().cloned().unwrap_or_default();
    let column = |name: &str| columns.iter().position(|column| column == name);
    let (Some(salt), Some(commitment)) = (column("salt"), column("commitment")) else {
        flaws.push(Flaw::in_line(layout::ATTACHMENT_LIST, 1, "it has no columns salt and commitment"));
        return BTreeMap::new();
    };
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().trim_start_matches('\'').to_owned();
    reader.records().filter_map(Result::ok).map(|row| (cell(&row, commitment), cell(&row, salt))).collect()
}

/// Salt and bytes of each stored file against the commitment on record.
fn commitments(tree: &Tree, kept: &[Kept], salts: &BTreeMap<String, String>, report: &mut FolderReport) {
    for one in kept {
        let path = format!("{}{}", layout::ATTACHMENTS, one.file.sha256);
        let Some(salt) = salts.get(&one.file.commitment).and_then(|text| from_hex::<16>(text)) else {
            let what = format!(
                "no salt stands there for {}: that its bytes are those that the record commits to cannot be told",
                one.file.sha256
            );
            report.flaws.push(Flaw::at(layout::ATTACHMENT_LIST, what));
            continue;
        };
        let mut digest = Sha256::new().chain_update(salt);
        // A file that cannot be read was named when its digest was computed.
        if tree.stream(&path, |bytes| digest.update(bytes)).is_ok() {
            let found: Hash = digest.finalize().into();
            if hash_from_hex(&one.file.commitment) != Some(found) {
                report.flaws.push(Flaw::at(&path, "salt and bytes are not what the record that cites it committed to"));
            }
        }
    }
}

/// Names the first line that is another than the journal gives.
pub(super) fn differs(tree: &Tree, path: &str, expected: &[u8]) -> Flaw {
    let what =
        "it is not what the journal in this folder gives: it was changed, or made by another version of the program";
    let Ok(found) = tree.read(path, LARGEST_LIST) else { return Flaw::at(path, what) };
    if std::str::from_utf8(expected).is_err() {
        return Flaw::at(path, what);
    }
    let lines = found.split(|byte| *byte == b'\n').zip(expected.split(|byte| *byte == b'\n'));
    let same = lines.take_while(|(one, other)| one == other).count();
    Flaw::in_line(path, same as u64 + 1, what)
}

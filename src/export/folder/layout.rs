//! Names inside a case folder. Every one of them is made of `[a-z0-9._-]`, so that `sha256sum`, BagIt and every file system mean the same by it.

use crate::domain::id::{RecordId, StationId};

/// Ends the name of a folder that is being written, or that was given up.
pub const PARTIAL: &str = ".partial";
/// Declaration of a bag (RFC 8493, section 2.1.1).
pub const BAGIT: &str = "bagit.txt";
/// What the declaration says.
pub const BAGIT_TEXT: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
/// About the bag (RFC 8493, section 2.2.2).
pub const BAG_INFO: &str = "bag-info.txt";
/// Every payload file with its SHA-256.
pub const MANIFEST: &str = "manifest-sha256.txt";
/// Every payload file with its SHA-512, in a folder for a court.
pub const MANIFEST_SHA512: &str = "manifest-sha512.txt";
/// Every other file of the folder's root with its SHA-256.
pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The station's signature over [`TAG_MANIFEST`]: written last.
pub const SIGNATURE: &str = "tagmanifest-sha256.txt.sig";
/// A person's signature over [`TAG_MANIFEST`]; written before the station's.
pub const PERSON_SIGNATURE: &str = "tagmanifest-sha256.txt.person.sig";
/// How to check the folder.
pub const VERIFY_TXT: &str = "VERIFY.txt";
/// The checker for Python.
pub const VERIFY_PY: &str = "verify.py";
/// The stations' keys, for convenience: trust rests on a fingerprint that came another way.
pub const ALLOWED_SIGNERS: &str = "allowed_signers";
/// Before every payload file.
pub const DATA: &str = "data/";
/// What the export is: [`super::note::Note`].
pub const NOTE: &str = "data/export.json";
/// Envelopes as stored, stations one after another, each followed by LF.
pub const JOURNAL: &str = "data/journal/journal.ndjson";
/// As many lines: the bodies as stored, or `null`.
pub const BODIES: &str = "data/journal/bodies.ndjson";
/// Which bodies are `null`, and why.
pub const WITHHELD: &str = "data/journal/withheld.csv";
/// Signed heads, one JSON object a line.
pub const HEADS: &str = "data/journal/heads.ndjson";
/// Checkpoints.
pub const CHECKPOINTS: &str = "data/journal/checkpoints/";
/// The keys of witnesses as `ssh-keygen` reads them, under names that say which record brought the signature.
pub const WITNESSES: &str = "data/journal/checkpoints/witnesses";
/// Who took which checkpoint out of the room, and how.
pub const ANCHORS: &str = "data/journal/anchors.csv";
/// Custody of every exhibit.
pub const CUSTODY: &str = "data/custody/custody.csv";
/// Before the forms of custody.
pub const CUSTODY_FORMS: &str = "data/custody/";
/// Every exhibit.
pub const EVIDENCE: &str = "data/evidence/evidence.csv";
/// Before check files and piece lists.
pub const EVIDENCE_LISTS: &str = "data/evidence/";
/// Before the bytes of exhibits, where they travel along.
pub const EVIDENCE_FILES: &str = "data/evidence/files/";
/// Check files of exhibits whose bytes are not in the folder, to be carried to where they lie.
pub const EVIDENCE_ELSEWHERE: &str = "data/evidence/elsewhere/";
/// Before stored files, each under its digest.
pub const ATTACHMENTS: &str = "data/attachments/";
/// Name, size, digests and citing record of every stored file.
pub const ATTACHMENT_LIST: &str = "data/attachments/attachments.csv";
/// Before notices as sent.
pub const NOTICES: &str = "data/notices/";
/// Before procedures as used.
pub const PROCEDURES: &str = "data/procedures/";
/// Before tables.
pub const TABLES: &str = "data/tables/";
/// The copy for `sqlite3`.
pub const DATABASE: &str = "data/db/case.sqlite";
/// The dossier as PDF.
pub const DOSSIER_PDF: &str = "data/dossier/dossier.pdf";
/// The dossier as Markdown.
pub const DOSSIER_MD: &str = "data/dossier/dossier.md";

/// The name of a case's export: case id and number.
#[must_use]
pub fn name(case: &str, number: u32) -> String {
    format!("{}_x{number:04}", plain(case))
}

/// The name of a part of a file that lies in several, from 0: as many digits for each, so that `cat NAME.*` puts them together.
#[must_use]
pub fn part(path: &str, number: u64, count: u64) -> String {
    let width = count.saturating_sub(1).to_string().len().max(3);
    format!("{path}.{number:0width$}")
}

/// Where a file of an exhibit lies: under the label of the exhibit, and its own name as far as its letters are allowed.
#[must_use]
pub fn evidence_file(label: &str, name: &str) -> String {
    format!("{EVIDENCE_FILES}{}-{}", plain(label), plain(name))
}

/// Where a station's checkpoint over so many lines lies.
#[must_use]
pub fn checkpoint(station: StationId, seq: u64) -> String {
    format!("{CHECKPOINTS}{station}-{seq:06}.txt")
}

/// Where the text that left the room under a case head lies: the checkpoints of all chains. Its SHA-256 is that case head.
#[must_use]
pub fn anchored(case_head: &str) -> String {
    format!("{CHECKPOINTS}case-{}.txt", case_head.get(..16).unwrap_or_default())
}

/// Where what an anchor brought back lies: `sig` of a witness, `tsq`, `tsr` and `ca.pem` of a time-stamping authority.
#[must_use]
pub fn of_anchor(case_head: &str, anchor: RecordId, what: &str) -> String {
    format!("{}.{}-{}.{what}", anchored(case_head), anchor.station, anchor.seq)
}

/// By which name a witness stands in [`WITNESSES`].
#[must_use]
pub fn witness(anchor: RecordId) -> String {
    format!("witness-{}-{}", anchor.station, anchor.seq)
}

/// Whether a path inside the folder is made of the letters allowed and leads nowhere else: relative, no empty part, no part of dots alone.
#[must_use]
pub fn is_plain(path: &str) -> bool {
    let part = |part: &str| {
        let dots = part.bytes().all(|byte| byte == b'.');
        !part.is_empty() && !dots && part.bytes().all(allowed)
    };
    path.split('/').all(part) && !path.is_empty()
}

/// The one name in capitals, which BagIt does not ask for and readers look for.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    path == VERIFY_TXT || path == ALLOWED_SIGNERS || is_plain(path)
}

/// A name in the letters allowed, lower case; every other letter becomes a hyphen.
#[must_use]
pub fn plain(name: &str) -> String {
    let letter = |letter: char| {
        let small = letter.to_ascii_lowercase();
        if u8::try_from(small).is_ok_and(allowed) { small } else { '-' }
    };
    let name: String = name.chars().map(letter).collect();
    // No part of a path may be dots alone.
    if name.bytes().all(|byte| byte == b'.') { name.replace('.', "-") } else { name }
}

fn allowed(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_hostile_ones_are_not() {
        assert_eq!(name("wr-0123", 3), "wr-0123_x0003");
        assert_eq!(name("../Ä x", 12), "..---x_x0012");
        assert_eq!((plain(".."), plain("E-001 Ä.txt")), ("--".to_owned(), "e-001--.txt".to_owned()));
        assert_eq!(checkpoint(StationId(0xb7), 50), "data/journal/checkpoints/00000000000000b7-000050.txt");
        for path in [BAGIT, MANIFEST, SIGNATURE, NOTE, JOURNAL, ATTACHMENT_LIST, DATABASE, "a", "a/b.c/d_-9"] {
            assert!(is_ours(path), "{path}");
        }
        assert!(is_ours(VERIFY_TXT) && is_ours(ALLOWED_SIGNERS));
        for path in ["", "/", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b", "A", "a b", "a\n", "é", "a:b", "..."]
        {
            assert!(!is_ours(path), "{path:?}");
        }
    }
}

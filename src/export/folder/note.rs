//! `data/export.json`: what an export is, for whom it was made, and what it leaves out.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::anchor::Unseen;
use crate::domain::id::RecordId;
use crate::domain::mark::Mark;

/// The format of the folder that this program writes and reads.
pub const FORMAT: u32 = 1;

/// What an export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// [`FORMAT`].
    pub format: u32,
    /// Name of the folder.
    pub name: String,
    /// Number of the export in its case, from 1.
    pub number: u32,
    /// Case id.
    pub case: String,
    /// `incident`, `exercise` or `organisation`.
    pub purpose: String,
    /// Codename of the case; empty where the record that gives it is withheld.
    pub codename: String,
    /// Program and version that wrote it.
    pub program: String,
    /// When it was begun, RFC 3339 in UTC.
    pub made_at: String,
    /// The most restricted mark that its readers may see.
    pub audience: Mark,
    /// Whether records that carry telephone numbers are in it.
    pub phones: bool,
    /// Whether the bytes of exhibits travel along.
    pub with_evidence: bool,
    /// Exhibits whose bytes are in the folder. They need not all be: some may not have been at hand.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub carried: BTreeSet<RecordId>,
    /// Whether it has what a court may want in decades (SHA-512 beside SHA-256).
    pub court: bool,
    /// Whether forms of custody lie in it as pages too.
    pub pages: bool,
    /// Bytes of a part, where files of exhibits lie in parts because the medium takes none so large.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<u64>,
    /// What was left out. Counts, never content.
    pub withheld: Withheld,
    /// Bodies that were taken out of the case by order, before the export.
    pub excised: u64,
    /// The chains, sorted by station.
    pub stations: Vec<StationNote>,
    /// SHA-256 of the sorted checkpoint bodies, hex.
    pub case_head: String,
    /// The last finished export of this case before this one.
    pub since: Option<Since>,
}

/// What was left out by counts and numbers of records, and no words of it. Every emptied body counts in exactly one of `by_mark`, `privileged` and `phones`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// Records above the audience, by the code of their mark.
    pub by_mark: BTreeMap<String, u64>,
    /// Records under privilege that counsel has not released.
    pub privileged: u64,
    /// Records left out because they carry telephone numbers.
    pub phones: u64,
    /// Stored files that only such records cite.
    pub attachments: u64,
    /// Exhibits whose bytes were to travel along and stay behind, since telephone numbers stand in them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub exhibits: BTreeSet<RecordId>,
    /// Anchors among these records: which checkpoint each fixes. Without it the time until then would look as if nothing outside the room had fixed anything.
    #[serde(default, skip_serializing_if = "Unseen::is_empty")]
    pub anchors: Unseen,
}

impl Withheld {
    /// How many bodies were emptied. None where the counts cannot be added up, which no honest note has.
    #[must_use]
    pub fn bodies(&self) -> Option<u64> {
        let counts = self.by_mark.values().chain([&self.privileged, &self.phones]);
        counts.copied().try_fold(0_u64, u64::checked_add)
    }
}

/// One chain at the moment of the export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationNote {
    /// Station id.
    pub station: String,
    /// Number of its last line.
    pub seq: u64,
    /// Hash of that line, hex.
    pub head: String,
    /// Fingerprint of its key, as OpenSSH shows it.
    pub fingerprint: String,
}

/// The export before this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Since {
    /// Its number.
    pub number: u32,
    /// The case head it carried, hex.
    pub case_head: String,
    /// Records added since.
    pub records: u64,
}

/// A note that cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoteError {
    /// Not the JSON of a note.
    #[error("the note of the export cannot be read ({0}); it was altered, or another program wrote it")]
    Json(String),
    /// A format of a newer program.
    #[error("the folder has format {0}, newer than this program reads; use the program that wrote it")]
    Format(u32),
}

impl Note {
    /// The bytes of the file: indented, one value a line, ended by LF, so that people can read it.
    ///
    /// # Errors
    /// [`NoteError::Json`] only if a value cannot be written, which these types allow none of.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NoteError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|error| NoteError::Json(error.to_string()))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a note. Its words are somebody else's: clean them before they are shown.
    ///
    /// # Errors
    /// [`NoteError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        #[derive(Deserialize)]
        struct Versioned {
            format: u32,
        }
        let error =
            |error: serde_json::Error| NoteError::Json(crate::domain::text::one_line(&error.to_string()).into());
        let versioned: Versioned = serde_json::from_slice(bytes).map_err(error)?;
        if versioned.format > FORMAT {
            return Err(NoteError::Format(versioned.format));
        }
        serde_json::from_slice(bytes).map_err(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Note {
        Note {
            format: FORMAT,
            name: "wr-1_x0002".to_owned(),
            number: 2,
            case: "wr-1".to_owned(),
            purpose: "incident".to_owned(),
            codename: "Kestrel".to_owned(),
            program: "warroom 0.1.0".to_owned(),
            made_at: "2026-11-22T13:00:00.000Z".to_owned(),
            audience: Mark::AmberStrict,
            phones: false,
            carried: BTreeSet::new(),
            with_evidence: true,
            court: false,
            pages: true,
            parts: Some(2000 << 20),
            withheld: Withheld {
                by_mark: BTreeMap::from([("RED".to_owned(), 3)]),
                privileged: 1,
                phones: 2,
                attachments: 1,
                exhibits: BTreeSet::new(),
                anchors: Unseen::new(),
            },
            excised: 1,
            stations: vec![StationNote {
                station: "00000000000000b7".to_owned(),
                seq: 9,
                head: "ab".repeat(32),
                fingerprint: "SHA256:x".to_owned(),
            }],
            case_head: "cd".repeat(32),
            since: Some(Since { number: 1, case_head: "ef".repeat(32), records: 4 }),
        }
    }

    #[test]
    fn a_note_reads_back_and_counts_what_it_left_out() {
        let bytes = note().to_bytes().unwrap();
        assert_eq!(Note::parse(&bytes), Ok(note()));
        assert_eq!(note().withheld.bodies(), Some(6));
        assert!(String::from_utf8(bytes).unwrap().contains("\"audience\": \"AMBER+STRICT\""));
        let mut mad = note().withheld;
        mad.privileged = u64::MAX;
        assert_eq!(mad.bodies(), None);
    }

    #[test]
    fn other_formats_and_unknown_fields_are_said() {
        let text = String::from_utf8(note().to_bytes().unwrap()).unwrap();
        let newer = text.replace("\"format\": 1", "\"format\": 2").replace("\"excised\"", "\"else\"");
        assert_eq!(Note::parse(newer.as_bytes()), Err(NoteError::Format(2)));
        for bad in
            [text.replace("\"excised\"", "\"else\""), String::new(), "[]".to_owned(), "{\"format\":1}".to_owned()]
        {
            assert!(matches!(Note::parse(bad.as_bytes()), Err(NoteError::Json(_))), "{bad}");
        }
    }
}

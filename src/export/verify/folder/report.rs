//! What the verification of a case folder found.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::super::StationReport;
use crate::domain::excision::Excised;
use crate::domain::id::RecordId;
use crate::export::bag::Flaw;
use crate::export::folder::note::Note;
use crate::journal::signature::Signer;

/// What was found in a case folder.
#[derive(Debug, Default)]
pub struct FolderReport {
    /// The folder as it was named.
    pub path: PathBuf,
    /// What the folder says of itself. Its words are somebody else's.
    pub note: Option<Note>,
    /// Id of the case, from the journal.
    pub case: String,
    /// What the case is for, from the journal.
    pub purpose: String,
    /// The case head, from the journal.
    pub case_head: String,
    /// Lines of the journal.
    pub lines: u64,
    /// Chains.
    pub stations: Vec<StationReport>,
    /// Whose key signed the folder, where the signature holds.
    pub signer: Option<Signer>,
    /// Whether that fingerprint was compared with one given from outside, and is the same.
    pub compared: bool,
    /// A person's own signature over the folder, where there is one that holds.
    pub person: Option<Signer>,
    /// Files of the payload, and their bytes.
    pub payload: (u64, u64),
    /// Stored files held against the records that cite them.
    pub attachments: u64,
    /// Files of exhibits held against the register.
    pub evidence: u64,
    /// Checkpoints whose signatures hold and whose roots are those of the lines.
    pub checkpoints: u64,
    /// Signatures by people's own keys inside the journal.
    pub signatures: usize,
    /// Tables, lists and forms that were made again and compared.
    pub projections: u64,
    /// Whether the SQLite copy holds what the journal holds.
    pub copy: bool,
    /// Whether it does so byte for byte.
    pub copy_same_bytes: bool,
    /// Bodies that are not in the folder: withheld from it, or taken out of the case before.
    pub empty: u64,
    /// What was taken out of the case, each with the record that says so.
    pub excised: Vec<(RecordId, Excised)>,
    /// Records of a newer version.
    pub unknown: u64,
    /// What is wrong.
    pub flaws: Vec<Flaw>,
    /// What is allowed and worth knowing.
    pub remarks: Vec<Flaw>,
}

impl FolderReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.flaws.is_empty()
    }

    /// The name that the folder gives itself, or that of its directory; cleaned.
    #[must_use]
    pub fn name(&self) -> String {
        let directory = || self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned();
        let name = self.note.as_ref().map_or_else(directory, |note| note.name.clone());
        crate::domain::text::one_line(&name).into_owned()
    }

    /// The report as JSON, in the shape that scripts rely on: that of a case file, with the place of each problem as file and line.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let flaw = |flaw: &Flaw| json!({"file": flaw.file, "line": flaw.line, "what": flaw.what});
        let stations = self.stations.iter().map(|station| {
            json!({"id": station.id, "seq": station.seq, "head": station.head, "fingerprint": station.fingerprint, "compared": station.compared, "admitted": station.admitted})
        });
        let note = self.note.as_ref();
        json!({
            "ok": self.ok(),
            "folder": self.name(),
            "number": note.map(|note| note.number),
            "made_at": note.map(|note| note.made_at.as_str()),
            "audience": note.map(|note| note.audience.code()),
            "case": self.case,
            "purpose": self.purpose,
            "lines": self.lines,
            "case_head": self.case_head,
            "signer": self.signer.as_ref().map(|signer| signer.fingerprint.as_str()),
            "compared": self.compared,
            "person": self.person.as_ref().map(|signer| signer.fingerprint.as_str()),
            "stations": stations.collect::<Vec<_>>(),
            "payload": {"files": self.payload.0, "octets": self.payload.1},
            "attachments": self.attachments,
            "evidence": self.evidence,
            "checkpoints": self.checkpoints,
            "signatures": self.signatures,
            "projections": self.projections,
            "sqlite": {"same_content": self.copy, "same_bytes": self.copy_same_bytes},
            "withheld": self.empty,
            "unknown": self.unknown,
            "problems": self.flaws.iter().map(flaw).collect::<Vec<_>>(),
            "remarks": self.remarks.iter().map(flaw).collect::<Vec<_>>(),
        })
    }
}

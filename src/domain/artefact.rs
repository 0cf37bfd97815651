//! Files that records cite by digest: bytes inside the case file, or named by path and digest where they lie outside.

use serde::{Deserialize, Serialize};

use super::decision::StagedFile;
use super::id::RecordId;
use super::incident::Incident;
use super::proof::Source;

/// A hashed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artefact {
    /// Its name.
    pub name: String,
    /// Where it lay.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, lower-case hex.
    pub sha256: String,
    /// SHA-256 over salt and bytes, lower-case hex; empty when the bytes are outside.
    pub commitment: String,
    /// Whether the bytes are inside the case file.
    pub stored: bool,
}

impl From<StagedFile> for Artefact {
    fn from(file: StagedFile) -> Self {
        Artefact {
            name: file.name,
            path: file.path,
            size: file.size,
            sha256: file.sha256,
            commitment: file.commitment,
            stored: file.stored,
        }
    }
}

/// Files inside the case file, each with the record that cites it.
pub fn stored(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let proofs = state.proofs.attached.values().flatten().flat_map(|(record, attached)| {
        let file = match &attached.source {
            Source::File(file) => Some(file),
            Source::Record(_) | Source::Exhibit(_) => None,
        };
        file.into_iter().chain(&attached.before).map(|file| (*record, file))
    });
    let notices = state.deadlines.regimes.iter().flat_map(|regime| {
        regime.sent.values().flatten().filter_map(|(record, sent)| Some((*record, sent.copy.as_ref()?)))
    });
    let containment = state.containment.actions.iter().flat_map(|action| {
        let files = [&action.done.before, &action.done.after, &action.done.transcript];
        let done = files.into_iter().flatten().map(|file| (action.id, file));
        done.chain(action.tests.iter().filter_map(|(record, test)| Some((*record, test.output.as_ref()?))))
    });
    proofs.chain(notices).chain(containment).chain(super::session::files(state)).filter(|(_, file)| file.stored)
}

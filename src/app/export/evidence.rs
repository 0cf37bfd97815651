//! The bytes of exhibits that travel along: which are at hand, and which stay behind since telephone numbers stand in them. An exhibit cannot be altered, so one
//! with a number stays behind whole, as a stored file does with the record that cites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::app::staging::path_of;
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::text::visible_bytes;
use crate::export::folder::layout;
use crate::export::folder::withhold::Numbers;
use crate::export::folder::writer::{Content, Entry};
use crate::journal::hash_from_hex;

/// Bytes that are read at once.
const BUFFER: usize = 1 << 20;

/// What is to travel along.
#[derive(Default)]
pub(super) struct Evidence {
    /// The files.
    pub(super) entries: Vec<Entry>,
    /// The exhibits that they are of.
    pub(super) carried: BTreeSet<RecordId>,
    /// Exhibits whose bytes are not at hand, by their labels.
    pub(super) missing: Vec<String>,
    /// Exhibits that stay behind for their telephone numbers.
    pub(super) held: BTreeMap<RecordId, String>,
    /// Exhibits that are no text, so that nobody could look for numbers in them, by their labels.
    pub(super) unsearched: Vec<String>,
    /// What the search found.
    pub(super) searched: Searched,
}

/// What a search found, by the digests of the files: bytes that are written are held against these digests, so it need not be made twice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Searched {
    numbers: Option<Numbers>,
    found: BTreeMap<Vec<[u8; 32]>, Option<bool>>,
}

/// The bytes of exhibits at hand. `numbers` are the telephone numbers that stay behind, none where they go along; `known` is what was found before.
pub(super) fn evidence(state: &Incident, wanted: bool, numbers: Option<&Numbers>, known: &Searched) -> Evidence {
    let mut all = Evidence::default();
    let known = Some(known).filter(|known| known.numbers.as_ref() == numbers);
    all.searched.numbers = numbers.cloned();
    for exhibit in state.register.exhibits.iter().filter(|exhibit| wanted && !exhibit.struck) {
        // What was exported before is not carried along again.
        if state.exports.made.iter().any(|export| export.started.name == exhibit.registered.description) {
            continue;
        }
        let label = state.register.shown_label(exhibit);
        let Some(files) = files_of(state, exhibit).filter(|files| !files.is_empty()) else {
            all.missing.push(label);
            continue;
        };
        let found = numbers.map(|numbers| {
            let digests: Vec<[u8; 32]> = files.iter().filter_map(|file| file.sha256).collect();
            let before = known.and_then(|known| known.found.get(&digests).copied());
            let found = before.unwrap_or_else(|| search(&files, numbers));
            all.searched.found.insert(digests, found);
            found
        });
        match found {
            Some(Some(true)) => {
                all.held.insert(exhibit.id, label);
                continue;
            }
            Some(None) => all.unsearched.push(label),
            Some(Some(false)) | None => {}
        }
        all.carried.insert(exhibit.id);
        all.entries.extend(files);
    }
    all
}

/// Whether a telephone number stands in an exhibit, its files read one after another as one; none where that cannot be told.
fn search(files: &[Entry], numbers: &Numbers) -> Option<bool> {
    let mut search = numbers.search();
    let mut buffer = vec![0; BUFFER];
    for file in files {
        let Content::File(path) = &file.content else { return None };
        let mut bytes = File::open(path).ok()?.take(file.size);
        loop {
            let read = match bytes.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(_) => return None,
            };
            if !search.feed(buffer.get(..read).unwrap_or_default()) {
                return search.finish();
            }
        }
    }
    search.finish()
}

/// The files of an exhibit whose digests were computed here: any other bytes would be somebody else's.
fn files_of(state: &Incident, exhibit: &Exhibit) -> Option<Vec<Entry>> {
    let incomplete = matches!(state.digest_state(exhibit), DigestState::Incomplete | DigestState::LossAccepted);
    let hashed =
        exhibit.computed().or_else(|| exhibit.hashes.first().map(|(_, hashed)| hashed).filter(|_| incomplete))?;
    let first = path_of(&exhibit.registered.path);
    let label = layout::plain(&state.register.shown_label(exhibit));
    let entry = |path: &Path, size: u64, sha256: &str| {
        let seen = std::fs::metadata(path).ok().filter(|seen| seen.is_file() && seen.len() == size)?;
        let name = visible_bytes(path.file_name()?.as_encoded_bytes());
        Some(Entry {
            path: layout::evidence_file(&label, &name),
            content: Content::File(path.to_owned()),
            size: seen.len(),
            sha256: Some(hash_from_hex(sha256)?),
        })
    };
    if hashed.reading.segments.is_empty() {
        return Some(vec![entry(&first, hashed.size, &hashed.sha256)?]);
    }
    hashed
        .reading
        .segments
        .iter()
        .map(|segment| entry(&first.with_file_name(&segment.name), segment.size, &segment.sha256))
        .collect()
}

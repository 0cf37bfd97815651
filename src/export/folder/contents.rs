//! What goes into a folder, and in which order: what is authoritative first, so that a medium that fills up or is pulled has that.

use std::collections::BTreeSet;

use serde_json::json;

use super::anchored;
use super::gaps::{self, Gaps};
use super::layout;
use super::note::{Note, NoteError};
use super::tables::{self, Table};
use super::writer::{Content, Entry};
use crate::domain::artefact::{Artefact, stored};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::journal::chain::{Head, Row};
use crate::journal::signature::Purpose;
use crate::journal::{hash_from_hex, hex};

/// A stored file that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The record that cites it; of several, the first.
    pub record: RecordId,
    /// The file as recorded.
    pub file: Artefact,
}

/// Stored files that the records left in a case cite, each once, sorted by digest.
#[must_use]
pub fn kept(state: &Incident) -> Vec<Kept> {
    let mut all: Vec<(RecordId, &Artefact)> =
        stored(state).filter(|(_, file)| !state.excisions.bytes(&file.commitment)).collect();
    all.sort_by(|(one, first), (other, second)| {
        (&first.sha256, *one, &first.commitment).cmp(&(&second.sha256, *other, &second.commitment))
    });
    all.dedup_by(|(_, one), (_, other)| one.sha256 == other.sha256);
    all.into_iter()
        .filter(|(_, file)| hash_from_hex(&file.sha256).is_some())
        .map(|(record, file)| Kept { record, file: file.clone() })
        .collect()
}

/// Fetches the bytes of a stored file; called when its turn comes.
pub type Fetch<'a> = &'a dyn Fn(&str) -> Content;

/// What a folder is made from.
pub struct Parts<'a> {
    /// Rows as they leave the case.
    pub rows: &'a [Row],
    /// Signed heads.
    pub heads: &'a [Head],
    /// The case folded from these rows.
    pub state: &'a Incident,
    /// What the export is.
    pub note: &'a Note,
    /// Which bodies are not in it.
    pub gaps: &'a Gaps,
    /// Checkpoints with their signatures and anchors: path and bytes.
    pub checkpoints: Vec<(String, Vec<u8>)>,
    /// Salts of stored files: for a commitment, the salt in hex.
    pub salts: &'a dyn Fn(&Kept) -> String,
    /// Forms of custody as pages.
    pub pages: Vec<(String, Vec<u8>)>,
    /// Bytes of exhibits that travel along.
    pub evidence: Vec<Entry>,
    /// The dossier.
    pub dossier: Vec<(String, Vec<u8>)>,
    /// The SQLite copy.
    pub database: Option<Entry>,
}

/// The payload in the order in which it is written.
///
/// # Errors
/// [`NoteError`], which these types allow none of.
pub fn payload(parts: Parts<'_>, fetch: Fetch<'_>) -> Result<Vec<Entry>, NoteError> {
    let kept = kept(parts.state);
    let mut entries = vec![
        Entry::made(layout::NOTE, parts.note.to_bytes()?),
        Entry::made(layout::JOURNAL, journal(parts.rows)),
        Entry::made(layout::BODIES, bodies(parts.rows)),
        Entry::made(layout::HEADS, heads(parts.heads)),
        Entry::made(layout::WITHHELD, gaps::csv(parts.gaps)),
    ];
    entries.extend(parts.checkpoints.into_iter().map(|(path, bytes)| Entry::made(path, bytes)));
    let purpose = Purpose::parse(&parts.note.purpose).unwrap_or(Purpose::Incident);
    entries.extend(anchored::files(parts.state, purpose, fetch));
    let projections = tables::all(parts.state, parts.note).into_iter().map(|(path, bytes)| Entry::made(path, bytes));
    entries.extend(projections);
    entries.push(Entry::made(layout::ATTACHMENT_LIST, attachments(&kept, parts.salts).csv()));
    for one in &kept {
        entries.push(stored_at(format!("{}{}", layout::ATTACHMENTS, one.file.sha256), &one.file, fetch));
    }
    entries.extend(parts.pages.into_iter().map(|(path, bytes)| Entry::made(path, bytes)));
    entries.extend(notices(parts.state, fetch));
    entries.extend(pieces(parts.state, fetch));
    entries.extend(parts.database);
    entries.extend(parts.dossier.into_iter().map(|(path, bytes)| Entry::made(path, bytes)));
    // What is largest comes last.
    entries.extend(parts.evidence);
    Ok(entries)
}

/// A stored file under another name than its digest.
pub(super) fn stored_at(path: String, file: &Artefact, fetch: Fetch<'_>) -> Entry {
    Entry { path, content: fetch(&file.sha256), size: file.size, sha256: hash_from_hex(&file.sha256) }
}

/// Lines as stored, each with its line feed: `sha256sum` over one gives the next one's `prev`.
fn journal(rows: &[Row]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        out.extend_from_slice(&row.line);
        out.push(b'\n');
    }
    out
}

fn bodies(rows: &[Row]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        out.extend_from_slice(row.body.as_deref().unwrap_or(b"null"));
        out.push(b'\n');
    }
    out
}

fn heads(heads: &[Head]) -> Vec<u8> {
    let mut out = String::new();
    for head in heads {
        let line = format!(
            "{{\"station\":{},\"seq\":{},\"hash\":\"{}\",\"sig\":{}}}\n",
            json!(head.station),
            head.seq,
            hex(&head.hash),
            json!(String::from_utf8_lossy(&head.sig))
        );
        out.push_str(&line);
    }
    out.into_bytes()
}

fn attachments(kept: &[Kept], salts: &dyn Fn(&Kept) -> String) -> Table {
    let mut table = Table::new("attachments", &["sha256", "name", "size", "salt", "commitment", "record"]);
    for one in kept {
        table.row(vec![
            json!(one.file.sha256),
            json!(one.file.name),
            json!(one.file.size),
            json!(salts(one)),
            json!(one.file.commitment),
            json!(one.record),
        ]);
    }
    table
}

/// Notices as they were sent, with their receipts, under names that say which record sent them.
fn notices(state: &Incident, fetch: Fetch<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut taken = BTreeSet::new();
    for (record, sent) in state.deadlines.regimes.iter().flat_map(|regime| regime.sent.values().flatten()) {
        let files = [("copy", &sent.copy), ("receipt", &sent.receipt)];
        for (what, file) in files.into_iter().filter_map(|(what, file)| Some((what, file.as_ref()?))) {
            if !file.stored || state.excisions.bytes(&file.commitment) {
                continue;
            }
            let stem = format!("{}-{}-{}-{what}-{}", record.station.short(), record.seq, sent.regime, file.name);
            let path = format!("{}{}", layout::NOTICES, layout::plain(&stem));
            if taken.insert(path.clone()) {
                entries.push(stored_at(path, file, fetch));
            }
        }
        let notice = sent.notice.and_then(|id| state.notices.notice(id)).map(|notice| notice.shown(state));
        if let Some(draft) = notice.filter(|draft| draft.sha256 == sent.text_sha256) {
            let stem = format!("{}-{}-{}-text.txt", record.station.short(), record.seq, sent.regime);
            let path = format!("{}{}", layout::NOTICES, layout::plain(&stem));
            if taken.insert(path.clone()) {
                entries.push(Entry::made(path, draft.text.as_bytes().to_vec()));
            }
        }
    }
    entries
}

/// Piece lists beside the check files: they say where a file differs.
fn pieces(state: &Incident, fetch: Fetch<'_>) -> Vec<Entry> {
    let list = |exhibit: &crate::domain::exhibit::Exhibit| {
        let file = exhibit.computed()?.reading.pieces.as_ref()?;
        let gone = !file.stored || state.excisions.bytes(&file.commitment);
        let stem = layout::plain(&state.register.shown_label(exhibit));
        (!gone).then(|| stored_at(format!("{}{stem}.pieces.txt", layout::EVIDENCE_LISTS), file, fetch))
    };
    state.register.exhibits.iter().filter_map(list).collect()
}

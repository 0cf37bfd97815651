//! The case at one moment, as it leaves: rows withheld, state folded from the rest, and every file of the folder made from that.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::evidence::{Evidence, Searched, evidence};
use super::left::{Left, left};
use super::preflight::Preflight;
use super::scratch;
use super::tags::tags;
use super::{Asked, Attachments, Ready};
use crate::app::anchor;
use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::domain::export::Exposed;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::text::visible_bytes;
use crate::export::dossier::{about, files, version};
use crate::export::folder::contents::{self, Kept, Parts};
use crate::export::folder::gaps::Gaps;
use crate::export::folder::medium::Medium;
use crate::export::folder::note::{Note, Withheld};
use crate::export::folder::withhold::Filtered;
use crate::export::folder::writer::{self, Content, Entry, Plan};
use crate::export::folder::{layout, pages, sqlite, tables};
use crate::journal::chain::{Head, Reading};
use crate::journal::signature::Purpose;
use crate::journal::{hash_from_hex, hex};
use crate::store::CaseFile;

/// What an export would be.
pub(super) struct Draft {
    /// Every file with its size; that of the database is a guess.
    pub(super) sizes: Vec<(String, u64)>,
    pub(super) withheld: Withheld,
    pub(super) records: u64,
    /// Exhibits whose bytes were asked for and are not at hand.
    pub(super) missing: Vec<String>,
    /// Exhibits whose bytes stay behind for their telephone numbers.
    pub(super) held: Vec<String>,
    /// Exhibits whose bytes could not be searched for telephone numbers.
    pub(super) opaque: Vec<String>,
    /// What was found in exhibits.
    pub(super) searched: Searched,
    /// Stored files in it that could not be searched for telephone numbers.
    pub(super) unsearched: usize,
    pub(super) exposed: Exposed,
}

/// One moment of the case.
struct Moment {
    reading: Reading,
    filtered: Filtered,
    heads: Vec<Head>,
    state: Incident,
    note: Note,
    /// Which bodies are not in it.
    gaps: Gaps,
    /// Bytes of exhibits.
    evidence: Evidence,
}

fn moment(case: &Case, asked: &Asked, known: &Searched, name: &str, number: u32) -> Result<Moment, Failure> {
    let Left { reading, filtered, heads, state, gaps, note } = left(case, asked.readers(), name, number)?;
    let evidence = evidence(&state, asked.with_evidence, filtered.numbers.as_ref(), known);
    let withheld = Withheld { exhibits: evidence.held.keys().copied().collect(), ..note.withheld };
    let note = Note {
        with_evidence: asked.with_evidence,
        carried: evidence.carried.clone(),
        court: asked.court,
        pages: pages::MADE_HERE,
        withheld,
        ..note
    };
    Ok(Moment { reading, filtered, heads, state, note, gaps, evidence })
}

/// What an export would be now: nothing is written for it.
pub(super) fn draft(case: &Case, asked: &Asked) -> Result<Draft, Failure> {
    let number = case.state().exports.next_number();
    let mut moment = moment(case, asked, &Searched::default(), &layout::name(case.id(), number), number)?;
    let Evidence { entries: evidence, missing, held, unsearched: opaque, searched, carried: _ } =
        std::mem::take(&mut moment.evidence);
    let entries = entries(case, &moment, Made::default(), evidence, &|_| Content::Bytes(Vec::new()))?;
    let mut sizes: Vec<(String, u64)> = entries.into_iter().map(|entry| (entry.path, entry.size)).collect();
    let rows: u64 =
        moment.filtered.rows.iter().map(|row| (row.line.len() + row.body.as_ref().map_or(0, Vec::len)) as u64).sum();
    let tables: u64 = sizes.iter().filter(|(path, _)| path.starts_with(layout::TABLES)).map(|(_, size)| size).sum();
    sizes.push((layout::DATABASE.to_owned(), rows + tables + 256 * 1024));
    if pages::MADE_HERE {
        sizes.extend(pages::paths(&moment.state, &moment.note).into_iter().map(|path| (path, pages::ABOUT)));
    }
    if asked.dossier {
        sizes.push((layout::DOSSIER_PDF.to_owned(), rows + 256 * 1024));
        sizes.push((layout::DOSSIER_MD.to_owned(), rows));
    }
    sizes.extend(checkpoint_to_come(case));
    let own = case.state().station.to_string();
    let tags = tags(&moment.note.name, &own, &case.station_key()?.fingerprint(), &moment.reading, case.purpose());
    let signed = (asked.court, asked.person.is_some());
    let beside = writer::sizes_beside(&sizes, &tags, &info(&moment), signed);
    sizes.extend(beside);
    let unsearched = &moment.filtered.unsearched;
    let unsearched = contents::kept(&moment.state).iter().filter(|kept| unsearched.contains(&kept.file.sha256)).count();
    let people = moment.state.people.people.len() as u64;
    Ok(Draft {
        sizes,
        records: moment.filtered.rows.len() as u64,
        missing,
        held: held.into_values().collect(),
        opaque,
        searched,
        unsearched,
        exposed: Exposed { people, mark: moment.filtered.highest_mark() },
        withheld: moment.note.withheld,
    })
}

/// Everything of the folder, fixed.
pub(super) fn freeze(
    case: &Case,
    looked: &Preflight,
    begun: RecordId,
    person: Option<ssh_key::PrivateKey>,
) -> Result<Ready, Failure> {
    let mut moment = moment(case, &looked.asked, &looked.searched, &looked.name, looked.number)?;
    moment.note.parts = looked.cut.map(|cut| cut.part);
    let key = case.station_key()?;
    let scratch = scratch::make(case)?;
    let database = database(&moment, scratch.path())?;
    let evidence = std::mem::take(&mut moment.evidence).entries;
    let evidence = match looked.cut {
        Some(cut) => cut.applied(evidence),
        None => evidence,
    };
    let store = Arc::new(Attachments { path: case.path().to_owned(), open: Mutex::new(None) });
    let fetch = |sha256: &str| {
        let (store, sha256) = (Arc::clone(&store), sha256.to_owned());
        Content::Fetched(Box::new(move || store.bytes(&sha256)))
    };
    let made = Made {
        dossier: if looked.asked.dossier { dossier(case, &moment)? } else { Vec::new() },
        pages: pages::pages(&moment.state, &moment.note).map_err(Failure::Form)?,
        database: Some(database),
    };
    let payload = entries(case, &moment, made, evidence, &fetch)?;
    let own = case.state().station.to_string();
    let tags = tags(&looked.name, &own, &key.fingerprint(), &moment.reading, case.purpose());
    let fs = Medium::open(&looked.directory, &looked.destination.fs)
        .map_err(|error| Failure::Output { path: looked.destination.directory.clone(), why: error.to_string() })?;
    Ok(Ready {
        begun,
        at: case.env().clock.now(),
        plan: Plan { name: looked.name.clone(), payload, tags, info: info(&moment), court: looked.asked.court },
        records: moment.filtered.rows.len() as u64,
        note: moment.note,
        fs: Box::new(fs),
        key,
        person,
        purpose: case.purpose(),
        shortfalls: Vec::new(),
        directory: looked.directory.clone(),
        to: looked.asked.to.clone(),
        lock: looked.asked.lock.clone(),
        scratch,
    })
}

/// The dossier of what is left of the case.
fn dossier(case: &Case, moment: &Moment) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let whole = about(&moment.reading, case.purpose() == Purpose::Exercise);
    let about = version(whole, moment.note.audience, &moment.gaps, moment.note.withheld.anchors.clone());
    files(&moment.state, &about).map_err(Failure::Form)
}

fn database(moment: &Moment, scratch: &Path) -> Result<Entry, Failure> {
    let path = scratch.join("case.sqlite");
    let all = tables::tables(&moment.state, &moment.note);
    let failed = |why: String| Failure::Output { path: visible_bytes(path.as_os_str().as_encoded_bytes()), why };
    sqlite::build(&moment.filtered.rows, &moment.heads, &all, &path).map_err(|error| failed(error.to_string()))?;
    let size = std::fs::metadata(&path).map_err(|error| failed(error.to_string()))?.len();
    Ok(Entry { path: layout::DATABASE.to_owned(), content: Content::File(path), size, sha256: None })
}

/// Files that take long to make; none of them where only sizes are asked for.
#[derive(Default)]
struct Made {
    dossier: Vec<(String, Vec<u8>)>,
    pages: Vec<(String, Vec<u8>)>,
    database: Option<Entry>,
}

fn entries(
    case: &Case,
    moment: &Moment,
    made: Made,
    evidence: Vec<Entry>,
    fetch: contents::Fetch<'_>,
) -> Result<Vec<Entry>, Failure> {
    let salts = |kept: &Kept| case.salt_of(&kept.file.sha256, &kept.file.commitment).unwrap_or_default();
    let parts = Parts {
        rows: &moment.filtered.rows,
        heads: &moment.heads,
        state: &moment.state,
        note: &moment.note,
        gaps: &moment.gaps,
        checkpoints: checkpoints(case)?,
        salts: &salts,
        pages: made.pages,
        evidence,
        dossier: made.dossier,
        database: made.database,
    };
    contents::payload(parts, fetch).map_err(|error| Failure::Journal(error.to_string()))
}

/// The checkpoint that is signed behind the record by which an export begins: body, signature, and the text of all chains.
fn checkpoint_to_come(case: &Case) -> Vec<(String, u64)> {
    let station = case.state().station;
    let path = layout::checkpoint(station, 0);
    let body = writer::SIGNATURE_BYTES;
    vec![(format!("{path}.sig"), writer::SIGNATURE_BYTES), (path, body), (layout::anchored(&"0".repeat(16)), body)]
}

/// Every checkpoint on record with its signature, whoever may read the record of it, for it names nothing but lines by their number. None is signed here: the one of
/// this export stands behind the record that it begins.
fn checkpoints(case: &Case) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = BTreeMap::new();
    for (_, _, signed) in &case.state().anchors.signed {
        let path = layout::checkpoint(signed.station, signed.size);
        files.insert(format!("{path}.sig"), signed.signature.clone().into_bytes());
        files.insert(path, anchor::body(case, signed)?.into_bytes());
    }
    Ok(files.into_iter().collect())
}

/// Fields of `bag-info.txt` (RFC 8493, section 2.2.2), from what is left of the case.
fn info(moment: &Moment) -> Vec<(String, String)> {
    let note = &moment.note;
    let lead = moment.state.people.holders.get("irt_lead").map(|holder| holder.assigned.person.name.clone());
    let lines: u64 = note.stations.iter().map(|station| station.seq).sum();
    let mut fields = vec![
        ("Contact-Name", lead.unwrap_or_default()),
        ("External-Identifier", note.name.clone()),
        ("External-Description", note.codename.clone()),
        ("Bag-Group-Identifier", note.case.clone()),
        ("Bagging-Date", note.made_at.get(..10).unwrap_or_default().to_owned()),
        ("Bag-Software-Agent", note.program.clone()),
        ("Format-Version", note.format.to_string()),
        ("Audience", note.audience.label().to_owned()),
        ("Case-Head", note.case_head.clone()),
        ("Journal-Size", lines.to_string()),
    ];
    for station in &note.stations {
        fields.push(("Journal-Head", format!("{} {} {}", station.station, station.seq, station.head)));
    }
    for checkpoint in moment.reading.checkpoints() {
        let station = checkpoint.origin.rsplit('/').next().unwrap_or_default();
        fields.push(("Journal-Root", format!("{station} {} {}", checkpoint.size, hex(&checkpoint.root))));
    }
    fields.into_iter().map(|(label, value)| (label.to_owned(), value)).collect()
}

impl Attachments {
    fn bytes(&self, sha256: &str) -> std::io::Result<Vec<u8>> {
        let hash = hash_from_hex(sha256).ok_or_else(|| std::io::Error::other("no digest"))?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *open {
            Some(file) => file,
            none => none.insert(CaseFile::open_to_read(&self.path).map_err(std::io::Error::other)?),
        };
        let bytes = file.attachment(&hash).map_err(std::io::Error::other)?;
        bytes.ok_or_else(|| std::io::Error::other("a stored file is not in the case, or is not the one on record"))
    }
}

//! Rows of other tools' files: their lines have the digest and the number that the record of the import states, and those that records cite are what they cite.

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest as _, Sha256};

use crate::domain::artefact::Artefact;
use crate::domain::id::RecordId;
use crate::domain::incident::{Incident, RecordKind};
use crate::domain::rows::Cited;
use crate::journal::merkle::Hash;
use crate::journal::problem::{Problem, What};
use crate::journal::{hash_from_hex, hex};
use crate::library::foreign::pick::{number, through};
use crate::library::foreign::row::Row;
use crate::library::foreign::shelf::Account;

/// Gives the bytes of an attachment.
type Bytes<'a> = &'a dyn Fn(&Hash) -> Option<Vec<u8>>;

/// Holds the kept rows of every import against its record. Where bytes are missing or were taken out there is nothing to hold against it; that they are is said elsewhere.
pub(super) fn check(bytes: Bytes<'_>, state: &Incident, problems: &mut Vec<Problem>) {
    let mut cited = cited(state, problems);
    for (record, imported) in &state.rows.imports {
        let mut account = Account::default();
        let read = imported
            .rows
            .iter()
            .map(|file| Some(account.add(of(bytes, file)?.as_slice()).map_err(|error| error.to_string())));
        let Some(read) = read.collect::<Option<Result<Vec<()>, String>>>() else { continue };
        let cited = cited.remove(record).unwrap_or_default();
        let found = match read {
            Err(why) => why,
            Ok(_) => {
                hold(bytes, &imported.rows, &cited, problems);
                let (sha256, lines) = account.finish();
                let sha256 = hex(&sha256);
                if sha256 == imported.rows_sha256 && lines == imported.kept() {
                    continue;
                }
                format!("{lines} lines with SHA-256 {sha256}")
            }
        };
        problems.push(Problem::at(record.station, record.seq, What::Rows(found)));
    }
}

fn of(bytes: Bytes<'_>, file: &Artefact) -> Option<Vec<u8>> {
    hash_from_hex(&file.sha256).and_then(|hash| bytes(&hash))
}

/// What records cite, by import; a record that cites what is no import is a problem. One that is withheld or unknown here says nothing.
fn cited<'a>(state: &'a Incident, problems: &mut Vec<Problem>) -> BTreeMap<RecordId, Vec<(RecordId, &'a Cited)>> {
    let lines =
        state.timeline.lines.iter().filter_map(|line| Some((line.id, &line.detail.as_ref()?.row.as_ref()?.row)));
    let bookmarks = state.rows.bookmarks.iter().map(|(record, bookmark)| (*record, &bookmark.row));
    let mut found: BTreeMap<RecordId, Vec<(RecordId, &Cited)>> = BTreeMap::new();
    for (record, row) in lines.chain(bookmarks) {
        match state.kinds.get(&row.import) {
            Some(RecordKind::Known("rows.imported")) => found.entry(row.import).or_default().push((record, row)),
            Some(_) => wrong(record, row, "the record that it names is no import".to_owned(), problems),
            None => {}
        }
    }
    found
}

fn wrong(record: RecordId, row: &Cited, found: String, problems: &mut Vec<Problem>) {
    let place = row.place();
    problems.push(Problem::at(record.station, record.seq, What::RowCited { place, found }));
}

/// Holds what records cite against the rows of one import.
fn hold(bytes: Bytes<'_>, files: &[Artefact], cited: &[(RecordId, &Cited)], problems: &mut Vec<Problem>) {
    if cited.is_empty() {
        return;
    }
    let mut wanted: HashMap<u64, Vec<&Cited>> = HashMap::new();
    for (_, row) in cited {
        wanted.entry(row.line).or_default().push(row);
    }
    // How many rows of each sheet began on a line so far, and the digests of those that are cited.
    let mut begun: HashMap<(u64, String), u32> = HashMap::new();
    let mut digests: HashMap<(u64, String, u32), String> = HashMap::new();
    for file in files {
        let Some(packed) = of(bytes, file) else { return };
        let read = through(&packed, |line| {
            let Some(number) = number(line).filter(|number| wanted.contains_key(number)) else { return true };
            let Ok(row) = serde_json::from_slice::<Row>(line) else { return true };
            let count = begun.entry((number, row.sheet.clone())).or_default();
            *count += 1;
            if wanted
                .get(&number)
                .is_some_and(|all| all.iter().any(|cited| cited.sheet == row.sheet && cited.number == *count))
            {
                digests.insert((number, row.sheet, *count), hex(&Sha256::digest(line)));
            }
            true
        });
        if read.is_err() {
            return;
        }
    }
    for (record, row) in cited {
        match digests.get(&(row.line, row.sheet.clone(), row.number)) {
            Some(found) if *found == row.sha256 => {}
            Some(found) => wrong(*record, row, format!("the row there has SHA-256 {found}"), problems),
            None => wrong(*record, row, "no row begins there".to_owned(), problems),
        }
    }
}

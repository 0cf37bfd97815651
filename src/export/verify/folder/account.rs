//! The note of a folder against its journal: what it says of the chains, and of everything that is not there.

use super::chain::Chains;
use crate::domain::incident::Incident;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout::{NOTE, PARTIAL};
use crate::export::folder::note::Note;
use crate::journal::hex;

/// Largest note that is read, bytes.
const LARGEST: u64 = 1024 * 1024;

/// Reads the note.
pub(super) fn read(tree: &Tree, flaws: &mut Vec<Flaw>) -> Option<Note> {
    let bytes = tree
        .read(NOTE, LARGEST)
        .map_err(|error| format!("it cannot be read ({error}): nothing says what this export is"));
    let note = bytes.and_then(|bytes| {
        let note = Note::parse(&bytes).map_err(|error| error.to_string())?;
        if note.to_bytes().ok().as_ref() == Some(&bytes) {
            Ok(note)
        } else {
            Err("it is not written as this program writes it".to_owned())
        }
    });
    note.map_err(|what| flaws.push(Flaw::at(NOTE, what))).ok()
}

/// Holds the note against the chains, and every empty body against its counts.
pub(super) fn check(note: &Note, chains: &Chains, directory: Option<&str>, flaws: &mut Vec<Flaw>) {
    let mut wrong = |what: String| flaws.push(Flaw::at(NOTE, what));
    let opened = chains.reading.opening();
    if opened.map(|opened| (opened.case.as_str(), opened.purpose.as_str())) != Some((&note.case, &note.purpose)) {
        wrong("it names another case or purpose than the first line of the journal".to_owned());
    }
    if crate::export::folder::layout::name(&note.case, note.number) != note.name {
        wrong("its name does not follow from case and number".to_owned());
    }
    if directory.is_some_and(|directory| directory.ends_with(PARTIAL)) {
        wrong("the folder still bears the name of one that is being written: the export was not finished".to_owned());
    } else if directory.is_some_and(|directory| directory != note.name) {
        wrong(format!(
            "the folder was named {} when it was made: it was renamed",
            crate::domain::text::one_line(&note.name)
        ));
    }
    if note.case_head != hex(&chains.reading.case_head()) {
        wrong("its case head is not that of the journal".to_owned());
    }
    let of_note = note
        .stations
        .iter()
        .map(|station| (station.station.clone(), station.seq, station.head.clone(), station.fingerprint.clone()));
    let found = chains
        .reading
        .chains
        .values()
        .map(|chain| (chain.station.to_string(), chain.seq, hex(&chain.head), chain.fingerprint.clone()));
    if !of_note.eq(found) {
        wrong("the stations that it lists, with their last lines and keys, are not those of the journal".to_owned());
    }
    // Bodies that a record of the journal explains were taken out of the case; the rest was withheld from this folder, or its record of excision was.
    let empty = chains.places.empty();
    let accounted = note.withheld.bodies().and_then(|bodies| bodies.checked_add(note.excised));
    if accounted != Some(empty) {
        wrong(format!(
            "{empty} bodies are empty, and it accounts for {}: a body was taken out of this folder, or put in",
            accounted.map_or_else(|| "a number that cannot be".to_owned(), |count| count.to_string())
        ));
    }
    let explained = chains.reading.withheld.len() - chains.reading.unexplained.len().min(chains.reading.withheld.len());
    if explained as u64 > note.excised {
        wrong(format!(
            "records say of {explained} bodies that they were taken out of the case by order, and it says {}",
            note.excised
        ));
    }
}

/// Holds the note against what the journal records of this export and of those before it, as far as these records are in the folder.
pub(super) fn exports(note: &Note, state: &Incident, flaws: &mut Vec<Flaw>) {
    let mut wrong = |what: &str| flaws.push(Flaw::at(NOTE, what));
    let said = (&note.name, note.audience, note.phones, note.with_evidence, note.court);
    let begun = state.exports.made.iter().map(|export| &export.started).filter(|started| started.name == note.name);
    for started in begun {
        if (&started.name, started.audience, started.phones, started.with_evidence, started.court) != said
            || started.number != note.number
        {
            wrong("the record that this export began says something else of its number, its readers or its contents");
        }
    }
    // The record of a later one may be withheld from this folder; an earlier one than the note names proves nothing against it.
    if let Some((export, finished)) = state.exports.last_finished() {
        let since = note.since.as_ref().map(|since| (since.number, &since.case_head));
        let fits = since.is_some_and(|(number, case_head)| {
            number > export.started.number || (number, case_head) == (export.started.number, &finished.case_head)
        });
        if !fits {
            wrong("it does not name the last finished export of the journal as the one before it");
        }
    }
}

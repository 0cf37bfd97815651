//! The note of a folder against its journal: what it says of the chains, and of everything that is not there.

use std::collections::BTreeSet;

use super::FolderReport;
use super::chain::Chains;
use super::contents::LARGEST_LIST;
use crate::domain::anchor::Unseen;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::text::one_line;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::gaps::{self, Gap, Gaps};
use crate::export::folder::layout::{BODIES, NOTE, PARTIAL, WITHHELD};
use crate::export::folder::note::{Note, Withheld};
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
pub(super) fn check(note: &Note, chains: &Chains, flaws: &mut Vec<Flaw>) {
    let mut wrong = |what: String| flaws.push(Flaw::at(NOTE, what));
    let opened = chains.reading.opening();
    if opened.map(|opened| (opened.case.as_str(), opened.purpose.as_str())) != Some((&note.case, &note.purpose)) {
        wrong("it names another case or purpose than the first line of the journal".to_owned());
    }
    if crate::export::folder::layout::name(&note.case, note.number) != note.name {
        wrong("its name does not follow from case and number".to_owned());
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
    for (anchor, checkpoint) in &note.withheld.anchors {
        let hidden = chains.reading.withheld.contains(anchor);
        if !hidden || checkpoint.seq > chains.reading.chains.get(&checkpoint.station).map_or(0, |chain| chain.seq) {
            wrong(format!(
                "it names {anchor} as an anchor that is withheld, and that is none, or it is of no checkpoint"
            ));
        }
    }
    let explained = chains.reading.withheld.len() - chains.reading.unexplained.len().min(chains.reading.withheld.len());
    if explained as u64 > note.excised {
        wrong(format!(
            "records say of {explained} bodies that they were taken out of the case by order, and it says {}",
            note.excised
        ));
    }
}

/// The list of bodies that are not here: each empty body stands in it and no other one does, and the note counts what it lists. Where the list cannot be
/// read it accounts for nothing.
pub(super) fn gaps(tree: &Tree, (chains, note): (&Chains, &Note), flaws: &mut Vec<Flaw>) -> Gaps {
    let Ok(bytes) = tree.read(WITHHELD, LARGEST_LIST) else { return Gaps::new() };
    let gaps = match gaps::parse(&bytes) {
        Ok(gaps) => gaps,
        Err(line) => {
            let what = "it cannot be read as the list of bodies that are not here: it was changed";
            flaws.push(Flaw::in_line(WITHHELD, line, what));
            return Gaps::new();
        }
    };
    let empty: BTreeSet<RecordId> = chains.reading.withheld.iter().copied().collect();
    let unexplained: BTreeSet<RecordId> = chains.reading.unexplained.iter().copied().collect();
    for id in &empty {
        let what = match gaps.get(id) {
            None => "the body is not here, and withheld.csv does not say why",
            Some(Gap::Withheld(_)) if !unexplained.contains(id) => {
                "a record says that the body was taken out of the case by order, and withheld.csv that it was withheld from this folder"
            }
            Some(_) => continue,
        };
        flaws.push(Flaw { line: chains.places.line(id.station, id.seq), ..Flaw::at(BODIES, what) });
    }
    for (line, id) in (2..).zip(gaps.keys()) {
        if !empty.contains(id) {
            let what = format!("line {} of station {} is not empty, or is not there", id.seq, id.station);
            flaws.push(Flaw::in_line(WITHHELD, line, what));
        }
    }
    let (counts, taken_out) = gaps::counted(&gaps);
    let said =
        Withheld { attachments: 0, exhibits: BTreeSet::new(), anchors: Unseen::default(), ..note.withheld.clone() };
    if (counts, taken_out) != (said, note.excised) {
        flaws.push(Flaw::at(NOTE, "its counts of what is withheld and why are not those of withheld.csv"));
    }
    gaps
}

/// Holds the note against the name under which the folder lies. Whoever stores folders may rename them: the signed name is in the note.
pub(super) fn named(note: &Note, directory: Option<&str>, report: &mut FolderReport) {
    let Some(directory) = directory.filter(|directory| *directory != note.name) else { return };
    if directory.ends_with(PARTIAL) {
        let what = "the folder still bears the name of one that is being written: the export was not finished";
        report.flaws.push(Flaw::at(NOTE, what));
    } else {
        let what = format!("the folder was named {} when it was made: it was renamed since", one_line(&note.name));
        report.remarks.push(Flaw::at(NOTE, what));
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

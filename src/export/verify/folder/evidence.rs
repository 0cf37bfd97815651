//! Bytes of exhibits in a folder against its register: each file has a digest that the register knows, an image in parts has every part under its name, and what
//! was to travel along and did not is named.

use std::collections::{BTreeMap, BTreeSet};

use super::{FolderReport, parts};
use crate::domain::exhibit::Exhibit;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::text::one_line;
use crate::export::bag::{Checked, Flaw, Tree};
use crate::export::folder::layout;
use crate::export::folder::note::Note;
use crate::journal::hash_from_hex;
use crate::journal::merkle::Hash;

/// One part of an exhibit that was registered in parts.
struct Part<'a> {
    exhibit: &'a Exhibit,
    /// Its place among the parts, from 1, and how many there are.
    place: (usize, usize),
    digest: Hash,
}

/// What the register says of files.
#[derive(Default)]
struct Known<'a> {
    /// Exhibits by the digests of their files.
    digests: BTreeMap<Hash, &'a Exhibit>,
    /// The parts of those that were registered in parts, by the paths under which they lie.
    parts: BTreeMap<String, Part<'a>>,
    /// Labels as names of files begin with them.
    labels: BTreeMap<RecordId, String>,
}

fn known(state: &Incident) -> Known<'_> {
    let mut known = Known::default();
    for exhibit in &state.register.exhibits {
        let hashed = exhibit.computed().or_else(|| exhibit.hashes.first().map(|(_, hashed)| hashed));
        let Some(hashed) = hashed else { continue };
        let label = layout::plain(&state.register.shown_label(exhibit));
        let segments = &hashed.reading.segments;
        for (place, segment) in (1..).zip(segments) {
            let Some(digest) = hash_from_hex(&segment.sha256) else { continue };
            let path = layout::evidence_file(&label, &segment.name);
            known.parts.insert(path, Part { exhibit, place: (place, segments.len()), digest });
        }
        let all = segments.iter().map(|segment| segment.sha256.as_str()).chain([hashed.sha256.as_str()]);
        known.digests.extend(all.filter_map(hash_from_hex).map(|hash| (hash, exhibit)));
        known.labels.insert(exhibit.id, label);
    }
    known
}

/// Holds files and register against each other.
pub(super) fn check(tree: &Tree, bag: &Checked, (state, note): (&Incident, &Note), report: &mut FolderReport) {
    let known = known(state);
    let files = bag.digests.iter().filter(|(path, _)| path.starts_with(layout::EVIDENCE_FILES));
    let (mut files, others): (Vec<(&str, Hash)>, Vec<_>) =
        files.map(|(path, digest)| (path.as_str(), *digest)).partition(|(path, digest)| {
            note.parts.is_none() || known.digests.contains_key(digest) || known.parts.contains_key(*path)
        });
    let others = others.into_iter().map(|(path, _)| path).collect();
    let whole = parts::put_together(tree, &others, note.parts.unwrap_or(0), &mut report.flaws);
    files.extend(whole.iter().map(|whole| (whole.path.as_str(), whole.digest)));
    let mut there: BTreeSet<RecordId> = BTreeSet::new();
    let mut paths: BTreeSet<&str> = BTreeSet::new();
    for (path, digest) in &files {
        match file(&known, path, digest) {
            Ok(exhibit) => {
                there.insert(exhibit);
                report.evidence += 1;
            }
            Err(what) => report.flaws.push(Flaw::at(path, what)),
        }
        paths.insert(path);
    }
    // Of an exhibit in parts all travel, or none.
    let begun: BTreeSet<RecordId> =
        known.parts.iter().filter(|(path, _)| paths.contains(path.as_str())).map(|(_, part)| part.exhibit.id).collect();
    for (path, part) in &known.parts {
        if begun.contains(&part.exhibit.id) && !paths.contains(path.as_str()) {
            let what = format!("{} is missing: the exhibit cannot be read whole", said(part, &known));
            report.flaws.push(Flaw::at(path, what));
        }
    }
    held((state, note), &known, &there, &mut report.flaws);
    if note.with_evidence {
        for exhibit in state.register.exhibits.iter().filter(|exhibit| known.labels.contains_key(&exhibit.id)) {
            if exhibit.struck || there.contains(&exhibit.id) || begun.contains(&exhibit.id) {
                continue;
            }
            let label = state.register.shown_label(exhibit);
            let why = if note.withheld.exhibits.contains(&exhibit.id) {
                ": telephone numbers stand in them, and these were withheld"
            } else {
                ""
            };
            let what = format!("the bytes of exhibit {} are not in this folder{why}", one_line(&label));
            report.remarks.push(Flaw::at(layout::EVIDENCE, what));
        }
    }
}

/// Whose file it is.
fn file(known: &Known<'_>, path: &str, digest: &Hash) -> Result<RecordId, String> {
    if let Some(part) = known.parts.get(path) {
        return if part.digest == *digest {
            Ok(part.exhibit.id)
        } else {
            Err(format!("{} was altered: its digest is not the one in the register", said(part, known)))
        };
    }
    let Some(exhibit) = known.digests.get(digest) else {
        return Err("no exhibit of the register has these bytes: it was altered, or somebody put it there".to_owned());
    };
    let label = known.labels.get(&exhibit.id).map(String::as_str).unwrap_or_default();
    let in_parts = known.parts.values().any(|part| part.exhibit.id == exhibit.id);
    if !path[layout::EVIDENCE_FILES.len()..].starts_with(&format!("{label}-")) {
        return Err(format!("its bytes are those of exhibit {label}, whose name it does not bear"));
    }
    if in_parts {
        return Err(format!(
            "its bytes are those of exhibit {label}, which was registered in parts, and it bears the name of none: somebody put it there"
        ));
    }
    Ok(exhibit.id)
}

fn said(part: &Part<'_>, known: &Known<'_>) -> String {
    let label = known.labels.get(&part.exhibit.id).map(String::as_str).unwrap_or_default();
    let (place, count) = part.place;
    format!("part {place} of {count} of exhibit {label}")
}

/// Exhibits that the note says were left out for their telephone numbers.
fn held((state, note): (&Incident, &Note), known: &Known<'_>, there: &BTreeSet<RecordId>, flaws: &mut Vec<Flaw>) {
    for id in &note.withheld.exhibits {
        let what = match known.labels.get(id) {
            _ if note.phones || !note.with_evidence => {
                "it names exhibits that were left out for their telephone numbers, and these were not withheld from it, or no bytes of exhibits were to travel along".to_owned()
            }
            None => format!("it says that the bytes of {id} were left out, and that is no exhibit with a digest"),
            Some(label) if there.contains(id) => {
                format!("it says that the bytes of exhibit {label} were left out, and they are here")
            }
            Some(_) if state.register.exhibit(*id).is_some_and(|exhibit| exhibit.struck) => {
                format!("it says that the bytes of {id} were left out, and that exhibit was struck")
            }
            Some(_) => continue,
        };
        flaws.push(Flaw::at(layout::NOTE, what));
    }
}

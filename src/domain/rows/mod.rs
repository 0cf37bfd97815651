//! Rows of other tools' files: data, not facts. One record for each file that was read, with the account of its lines and a digest over the kept rows, which lie
//! beside it as attachments; a clock that was off is declared beside them and shown as a correction, never written over (A.5.28; formats.md section 1).

mod became;
mod bookmark;
mod clock;
mod import;
mod marking;
mod names;
mod place;
mod searches;
pub mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::artefact::Artefact;
use super::entity::EntityFact;
use super::fact::{Fact, Meta, facts};
use super::id::RecordId;
use super::incident::{Act, Incident};
use super::mark::Mark;
use super::msg::Msg;
use super::sensitive::Sensitive;
use super::time::Instant;
use super::timeline::TimelineFact;
use crate::library::foreign::{Counts, Mapping};

pub(super) use became::waits;
pub use became::{import_struck, struck_import, time_now};
pub use bookmark::{Bookmarked, Unbookmarked, bookmark, unbookmark};
pub use clock::{declare, offset};
pub use import::{ahead, import, shortfalls, twice};
pub use marking::{Marked, assets, mark, marked, tags, techniques, when, words as said};
pub use names::{Names, fields, standing};
pub use place::{Asked, Cited, Read, asked};
pub use searches::{SearchRemoved, SearchSaved, remove as remove_search, save as save_search, search};

facts! {
    /// Facts about rows of other tools.
    RowsFact {
        /// A file was read into rows.
        Imported(Imported) = "rows.imported" [listed],
        /// How far the clock was off that the times of an import were written by.
        ClockDeclared(ClockDeclared) = "rows.clock-declared",
        /// A row to come back to.
        Bookmarked(Bookmarked) = "rows.bookmarked",
        /// A bookmark was taken away.
        Unbookmarked(Unbookmarked) = "rows.unbookmarked",
        /// A search was kept under a name.
        SearchSaved(SearchSaved) = "rows.search-saved",
        /// A search is kept no more.
        SearchRemoved(SearchRemoved) = "rows.search-removed",
    }
}

/// A file of another tool, read into rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The exhibit that the file is.
    pub exhibit: RecordId,
    /// Its name, cleaned; `standard input` where it had none.
    pub name: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
    /// What the rows lay in: `gzip`, `zip: NAME`, `workbook`; empty for nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub packed: String,
    /// Encoding of its text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// The zone that was declared for times without one; empty where none was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub zone: String,
    /// The file, or the sheets of a workbook.
    pub parts: Vec<Part>,
    /// SHA-256 over the lines of the kept rows, lower-case hex.
    pub rows_sha256: String,
    /// The kept rows: gzip files of JSON lines, in order.
    pub rows: Vec<Artefact>,
    /// The refused lines with number, reason and text, packed alike; empty where none was refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Artefact>,
    /// By how much the clock of its source was ahead, milliseconds, where somebody said so at the import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead_ms: Option<i64>,
    /// Why it was read although its rows are in the case already.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub again: String,
    /// How long reading took, milliseconds.
    pub took_ms: u64,
}

/// A file, or one sheet of a workbook, as it was read: with the file and the zone it makes the same rows again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Name of the sheet; empty for a file without.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// Code of the format.
    pub format: String,
    /// Which column was what; of a document, for each of its sections.
    pub mappings: Vec<(String, Mapping)>,
    /// The account of its lines.
    pub counts: Counts,
    /// Sections that hold no rows, with how many objects each has.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aside: BTreeMap<String, u64>,
    /// The earliest time of a row, as read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Instant>,
    /// The latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Instant>,
    /// Rows without a time.
    #[serde(default, skip_serializing_if = "is_none")]
    pub undated: u64,
    /// Rows with something to be said beside them, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub noted: BTreeMap<String, u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// How far a source's clock was off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockDeclared {
    /// The import.
    pub import: RecordId,
    /// By how much the clock was ahead of true time, milliseconds; negative where it was behind.
    pub ahead_ms: i64,
    /// How that is known.
    pub why: String,
}

impl Imported {
    /// A sum over its parts.
    #[must_use]
    pub fn sum(&self, of: impl Fn(&Counts) -> u64) -> u64 {
        self.parts.iter().map(|part| of(&part.counts)).sum()
    }

    /// Rows that were kept.
    #[must_use]
    pub fn kept(&self) -> u64 {
        self.sum(|counts| counts.kept)
    }

    /// Records that became no rows.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.sum(|counts| counts.refused)
    }

    /// Codes of its formats, each once.
    #[must_use]
    pub fn formats(&self) -> String {
        let mut codes: Vec<&str> = self.parts.iter().map(|part| part.format.as_str()).collect();
        codes.dedup();
        codes.join(", ")
    }
}

/// Imports, folded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// In the order of the fold, struck ones included.
    pub imports: Vec<(RecordId, Imported)>,
    /// What was said of clocks later.
    pub clocks: Vec<(RecordId, ClockDeclared)>,
    /// Bookmarks that are there.
    pub bookmarks: Vec<(RecordId, Bookmarked)>,
    /// Searches that are kept, by name.
    pub searches: Vec<(RecordId, SearchSaved)>,
    /// The mark of each import.
    marks: BTreeMap<RecordId, Mark>,
}

impl Rows {
    pub(super) fn apply(&mut self, meta: &Meta, fact: &RowsFact) -> Act {
        match fact {
            RowsFact::Imported(imported) => {
                self.imports.push((meta.id, (**imported).clone()));
                self.marks.insert(meta.id, meta.mark);
                let msg = Msg::new("act-rows")
                    .with("file", Sensitive::new(imported.name.clone(), meta.mark, meta.privileged))
                    .with("format", imported.formats())
                    .with("kept", imported.kept())
                    .with("refused", imported.lost());
                Act::at(meta.recorded_at, msg)
            }
            RowsFact::ClockDeclared(declared) => {
                self.clocks.push((meta.id, (**declared).clone()));
                let file = self.imports.iter().find(|(id, _)| *id == declared.import);
                let file = file.map(|(_, imported)| imported.name.clone()).unwrap_or_default();
                let msg = Msg::new("act-rows-clock")
                    .with("file", Sensitive::new(file, meta.mark, meta.privileged))
                    .with("ahead", super::station::signed_seconds(declared.ahead_ms));
                Act::at(meta.recorded_at, msg)
            }
            RowsFact::Bookmarked(bookmark) => {
                self.bookmarks.push((meta.id, (**bookmark).clone()));
                Act::at(meta.recorded_at, self.of_row("act-bookmarked", meta, &bookmark.row))
            }
            RowsFact::Unbookmarked(taken) => {
                let found = self.bookmarks.iter().position(|(id, _)| *id == taken.bookmark);
                let row = found.map(|index| self.bookmarks.remove(index).1.row);
                let msg = row.map_or_else(
                    || Msg::new("act-unbookmarked-none"),
                    |row| self.of_row("act-unbookmarked", meta, &row),
                );
                Act::at(meta.recorded_at, msg)
            }
            RowsFact::SearchSaved(saved) => {
                self.searches.retain(|(id, _)| !saved.replaces.contains(id));
                self.searches.push((meta.id, (**saved).clone()));
                // Of one name in the order in which they were kept.
                self.searches.sort_by_key(|(_, search)| search.name.to_lowercase());
                Act::at(meta.recorded_at, of_search("act-search-saved", meta, &saved.name))
            }
            RowsFact::SearchRemoved(removed) => {
                let name = removed.name.to_lowercase();
                self.searches.retain(|(id, search)| match removed.search {
                    Some(removed) => *id != removed,
                    None => search.name.to_lowercase() != name,
                });
                Act::at(meta.recorded_at, of_search("act-search-removed", meta, &removed.name))
            }
        }
    }

    fn of_row(&self, id: &'static str, meta: &Meta, row: &Cited) -> Msg {
        let file = self.import(row.import).map(|imported| imported.name.clone()).unwrap_or_default();
        Msg::new(id)
            .with("file", Sensitive::new(file, meta.mark, meta.privileged))
            .with("place", Sensitive::new(row.place(), meta.mark, meta.privileged))
    }

    /// The mark of an import.
    #[must_use]
    pub fn mark(&self, import: RecordId) -> Option<Mark> {
        self.marks.get(&import).copied()
    }

    /// An import by its record.
    #[must_use]
    pub fn import(&self, record: RecordId) -> Option<&Imported> {
        self.imports.iter().find(|(id, _)| *id == record).map(|(_, imported)| imported)
    }
}

fn of_search(id: &'static str, meta: &Meta, name: &str) -> Msg {
    Msg::new(id).with("name", Sensitive::new(name, meta.mark, meta.privileged))
}

/// Imports whose rows count: those that were not struck.
pub fn counted(state: &Incident) -> impl Iterator<Item = (RecordId, &Imported)> {
    state.rows.imports.iter().filter(|(id, _)| !state.struck(*id)).map(|(id, imported)| (*id, imported))
}

/// The gravest mark under which a file with this digest is in the case, as rows (struck ones among them) or as an exhibit: what it holds is known by that.
#[must_use]
pub fn known_mark(state: &Incident, sha256: &str) -> Option<Mark> {
    let imports = state.rows.imports.iter().filter(|(_, imported)| imported.sha256 == sha256);
    let imports = imports.filter_map(|(record, _)| state.rows.mark(*record));
    let exhibit = |exhibit: &&super::exhibit::Exhibit| exhibit.digest() == sha256;
    let exhibits = state.register.exhibits.iter().filter(exhibit).map(|exhibit| exhibit.id);
    let line = |id: RecordId| state.timeline.lines.iter().find(|line| line.id == id).map(|line| line.mark);
    imports.chain(exhibits.filter_map(line)).max()
}

/// The import whose rows a record repeats: a fact that was read from one, a bookmark, a list that was taken over. Who may not read the one may not read the other.
#[must_use]
pub fn repeats(fact: &Fact) -> Option<RecordId> {
    match fact {
        Fact::Timeline(TimelineFact::Noted(noted)) => noted.row.as_ref().map(|marked| marked.row.import),
        Fact::Rows(RowsFact::Bookmarked(bookmarked)) => Some(bookmarked.row.import),
        Fact::Entity(EntityFact::Listed(listed)) => Some(listed.import),
        _ => None,
    }
}

/// Files of imports, each with the record that cites it.
pub(super) fn files(state: &Incident) -> impl Iterator<Item = (RecordId, &Artefact)> {
    let all = state.rows.imports.iter();
    all.flat_map(|(id, imported)| imported.rows.iter().chain(&imported.refused).map(|file| (*id, file)))
}

#[cfg(test)]
mod tests;

//! The case in formats that other tools read, for when it outgrows one laptop and a network is allowed again.
//!
//! Everything here is pure: it is made from the state that was folded from what is left of the case after withholding, so nothing withheld can reach it; and it
//! follows from that state alone, so the same case head gives the same bytes. Each copy says that it is one: for whom, as of which head, and that it proves nothing.

mod about;
mod case_uco;
mod ids;
mod iris;
mod matter;
mod misp;
mod rows;
mod stix;
mod tables;
mod timesketch;

#[cfg(test)]
mod tests;

use crate::domain::incident::Incident;
use crate::domain::timeline::LineText;
use crate::export::folder::layout::plain;
use crate::export::folder::note::Note;
use crate::export::folder::tables::From;
use ids::Ids;
use matter::{Event, events};

pub use rows::{Import, RowsFile};

/// A format of another tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Timesketch, JSON lines.
    Timesketch,
    /// DFIR-IRIS: assets, indicators, timeline as CSV.
    Iris,
    /// STIX 2.1, a bundle.
    Stix,
    /// MISP, an event.
    Misp,
    /// CASE/UCO, JSON-LD: provenance and custody.
    CaseUco,
    /// Tables for spreadsheets.
    Csv,
    /// Tables for programs.
    Json,
    /// Tables for people.
    Markdown,
}

impl Format {
    /// Every format, in the order of [`FORMATS`](crate::domain::exchange::FORMATS).
    pub const ALL: [Format; 8] = [
        Format::Timesketch,
        Format::Iris,
        Format::Stix,
        Format::Misp,
        Format::CaseUco,
        Format::Csv,
        Format::Json,
        Format::Markdown,
    ];

    /// The code: one of [`FORMATS`](crate::domain::exchange::FORMATS).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Format::Timesketch => "timesketch",
            Format::Iris => "iris",
            Format::Stix => "stix",
            Format::Misp => "misp",
            Format::CaseUco => "case-uco",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Markdown => "markdown",
        }
    }

    /// The format of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// A file of an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name: letters, digits, points and hyphens.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an exchange is made of, and what of the case its format could not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The files, in the order in which the other tool is to take them.
    pub files: Vec<File>,
    /// The imported rows, which are written while they are read; last of the files.
    pub rows: Option<RowsFile>,
    /// What the format has no place for, each a phrase with its count.
    pub left_out: Vec<String>,
}

/// What is put into a format: the state of what is left, and what that is. The names of its files begin with the case.
pub(super) struct Desk<'a> {
    from: &'a From<'a>,
    events: &'a [Event<'a>],
    ids: Ids,
}

impl Made {
    /// Files without rows.
    fn of(files: Vec<File>) -> Self {
        Made { files, rows: None, left_out: Vec::new() }
    }
}

impl Desk<'_> {
    fn note(&self) -> &Note {
        self.from.note
    }

    fn state(&self) -> &Incident {
        self.from.state
    }

    fn file(&self, ending: &str, bytes: Vec<u8>) -> File {
        File { name: format!("{}-{ending}", plain(&self.note().case)), bytes }
    }

    /// The title of the case with its codename.
    fn title(&self) -> String {
        let title = self.state().case.declared.as_ref().map(|declared| declared.title.as_str()).unwrap_or_default();
        match (self.note().codename.as_str(), title) {
            ("", "") => self.note().case.clone(),
            ("", title) => title.to_owned(),
            (codename, "") => codename.to_owned(),
            (codename, title) => format!("{codename}: {title}"),
        }
    }
}

/// The files of a format. `state` is what is left of the case after withholding, `note` says for whom and as of which head.
///
/// Lines without words for the readers are in none: here, and nowhere else, is that decided for every format.
#[must_use]
pub fn make(format: Format, state: &Incident, note: &Note) -> Made {
    let mut state = state.clone();
    state.timeline.keep(|line| line.mark <= note.audience && !matches!(line.text, LineText::Withheld));
    let from = From::new(&state, note);
    let events = events(&from);
    let ids = Ids::of(&note.case, note.audience.code());
    let desk = Desk { from: &from, events: &events, ids };
    let mut made = match format {
        Format::Timesketch => timesketch::make(&desk),
        Format::Iris => iris::make(&desk),
        Format::Stix => stix::make(&desk),
        Format::Misp => misp::make(&desk),
        Format::CaseUco => case_uco::make(&desk),
        Format::Csv => tables::csv(&desk),
        Format::Json => tables::json(&desk),
        Format::Markdown => tables::markdown(&desk),
    };
    made.rows = rows::file(&desk, format);
    if made.rows.is_none() {
        made.left_out.extend(rows::left_out(&desk));
    }
    made
}

//! Forms on paper: a small model of a document, made from the state of a case. Pure: the same model is set as PDF or written as Markdown.
//!
//! Words are messages until somebody is named who reads them: [`Form::map`] turns them into text for an audience.

mod as_known;
mod breach;
mod checkpoint;
mod custody;
mod dossier;
pub mod drawn;
mod drill;
mod events;
mod evidence_log;
mod label;
mod memo;
mod minutes;
mod notice;
mod plan;
mod report;
mod rows;
mod tell;
mod words;

pub use as_known::{LISTED, Then, as_known};
pub use breach::breach_register;
pub use checkpoint::{checkpoint, groups};
pub use custody::custody;
pub use dossier::{AT_MOST, About, Head, PARTS, Part, Why, as_of, dossier};
pub use drill::{drill_record, drill_sheet};
pub use evidence_log::evidence_log;
pub use label::{labels, stick};
pub use memo::memo;
pub use minutes::minutes;
pub use notice::notice;
pub use plan::{AtHand, Text as ProcedureText, plan};
pub use report::{report, report_page};

use chrono_tz::Tz;
use serde::Serialize;

use super::msg::Msg;
use super::time::Instant;

/// What stands in a form's words for the number of the page, until pages are counted.
pub const PAGE: &str = "{page}";
/// What stands for the number of pages.
pub const PAGES: &str = "{pages}";

/// The paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// A4 upright.
    A4,
    /// A4 across, for wide tables.
    A4Across,
    /// A label of 100 by 60 mm; no header, no footer.
    Label,
}

/// A document to print. `T` is [`Msg`] as made, and text once it is said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Form<T = Msg> {
    /// What it is.
    pub title: T,
    /// Its number: signatures on paper are cited by it.
    pub number: String,
    /// The paper.
    pub paper: Paper,
    /// The handling mark, in header and footer.
    pub mark: String,
    /// Said in the header where the case is an exercise.
    pub banner: Option<T>,
    /// The line under the title: which case, printed when.
    pub case: T,
    /// The footer: case id, journal size and head, so that the paper can be matched to the journal years later.
    pub foot: T,
    /// The number of the page, with [`PAGE`] and [`PAGES`] in it.
    pub pages: T,
    /// A QR code beside the title.
    pub code: Option<String>,
    /// What stands in it.
    pub blocks: Vec<Block<T>>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block<T> {
    /// A heading.
    Heading {
        /// The words.
        words: T,
    },
    /// A paragraph.
    Text {
        /// How it is set.
        style: Style,
        /// The words.
        words: T,
    },
    /// Values with their labels, two in a line where they are short.
    Fields {
        /// The fields.
        fields: Vec<Field<T>>,
    },
    /// A table with a header that comes again on each page.
    Table(Table<T>),
    /// Boxes to sign in.
    Signatures {
        /// What is asked of each: name, date and time, signature.
        asks: Vec<T>,
        /// Who signs: in which capacity, and the name where it is known.
        signers: Vec<Signer<T>>,
    },
    /// The first page of a long paper: what it is, of which case, under which mark.
    Cover {
        /// The name of the case.
        name: T,
        /// What the paper is.
        kind: T,
        /// The lines under it.
        lines: Vec<Line<T>>,
    },
    /// The sections with their pages.
    Contents {
        /// The heading.
        words: T,
    },
    /// A section, which the contents name.
    Section {
        /// Its name.
        words: T,
    },
    /// What follows begins on a new page.
    NewPage,
    /// Entries, each with a sign before it.
    List {
        /// The entries.
        items: Vec<drawn::Item<T>>,
    },
    /// A digest, large and in groups.
    Digest {
        /// What it is the digest of.
        label: T,
        /// The groups.
        groups: Vec<String>,
    },
    /// A time axis.
    Axis(drawn::Axis<T>),
    /// A chain of custody.
    Chain(drawn::Chain<T>),
    /// A label: a QR code, and lines beside it.
    Label {
        /// Content of the code.
        code: String,
        /// The large word.
        name: T,
        /// The lines.
        lines: Vec<Line<T>>,
    },
}

/// A value with its label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field<T> {
    /// The label.
    pub label: T,
    /// The value.
    pub value: Cell<T>,
    /// Whether it takes a line of its own.
    pub wide: bool,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table<T> {
    /// Its columns.
    pub columns: Vec<Column<T>>,
    /// Its rows.
    pub rows: Vec<Row<T>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column<T> {
    /// Its heading.
    pub title: T,
    /// Its share of the width.
    pub share: u16,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "row", rename_all = "kebab-case")]
pub enum Row<T> {
    /// One cell for each column.
    Cells {
        /// The cells.
        cells: Vec<Cell<T>>,
    },
    /// One statement across the table: a gap, an open half.
    Across {
        /// How it is set.
        style: Style,
        /// The words.
        words: T,
    },
    /// A record that is withheld, as a black bar.
    Bar {
        /// Which record.
        label: T,
        /// What is said in its place.
        words: T,
    },
    /// Empty, to be filled in by hand.
    Blank,
}

/// What stands in a cell, line by line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell<T> {
    /// The lines; none for an empty cell.
    pub lines: Vec<Line<T>>,
}

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line<T> {
    /// How it is set.
    pub style: Style,
    /// The words.
    pub words: T,
}

/// How words are set. Never by colour: a form is black on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// As running text.
    Plain,
    /// Bold: what must not be overlooked.
    Strong,
    /// Every character of one width: digests, ids.
    Fixed,
    /// Small: explanations.
    Small,
    /// Struck through: recorded, and taken back since.
    Struck,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Signer<T> {
    /// In which capacity.
    pub role: T,
    /// The name, where it is known.
    pub name: Option<T>,
}

/// What a form says of the case and the journal it was made from; comes in as an argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// Case id.
    pub case: String,
    /// Lines in the journal.
    pub size: u64,
    /// Head of the journal, hex.
    pub head: String,
    /// When it is printed.
    pub at: Instant,
    /// Zone in which times are written, beside UTC.
    pub zone: Tz,
    /// Whether the case is an exercise.
    pub exercise: bool,
    /// What the journal was found to be damaged by, counted: a form made from such a journal says so.
    pub problems: usize,
}

impl<T> Form<T> {
    /// The same form with other words.
    pub fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Form<U> {
        Form {
            title: say(&self.title),
            number: self.number.clone(),
            paper: self.paper,
            mark: self.mark.clone(),
            banner: self.banner.as_ref().map(&mut *say),
            case: say(&self.case),
            foot: say(&self.foot),
            pages: say(&self.pages),
            code: self.code.clone(),
            blocks: self.blocks.iter().map(|block| block.map(say)).collect(),
        }
    }

    /// The contents of all its QR codes.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let labels = self.blocks.iter().filter_map(|block| match block {
            Block::Label { code, .. } => Some(code.as_str()),
            _ => None,
        });
        self.code.as_deref().into_iter().chain(labels)
    }
}

impl<T> Block<T> {
    fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Block<U> {
        match self {
            Block::Heading { words } => Block::Heading { words: say(words) },
            Block::Text { style, words } => Block::Text { style: *style, words: say(words) },
            Block::Fields { fields } => {
                let field = |field: &Field<T>| Field {
                    label: say(&field.label),
                    value: field.value.map(say),
                    wide: field.wide,
                };
                Block::Fields { fields: fields.iter().map(field).collect() }
            }
            Block::Table(table) => Block::Table(table.map(say)),
            Block::Signatures { asks, signers } => Block::Signatures {
                asks: asks.iter().map(&mut *say).collect(),
                signers: signers
                    .iter()
                    .map(|signer| Signer { role: say(&signer.role), name: signer.name.as_ref().map(&mut *say) })
                    .collect(),
            },
            Block::Cover { name, kind, lines } => Block::Cover {
                name: say(name),
                kind: say(kind),
                lines: lines.iter().map(|line| line.map(say)).collect(),
            },
            Block::Contents { words } => Block::Contents { words: say(words) },
            Block::Section { words } => Block::Section { words: say(words) },
            Block::NewPage => Block::NewPage,
            Block::List { items } => Block::List { items: items.iter().map(|item| item.map(say)).collect() },
            Block::Digest { label, groups } => Block::Digest { label: say(label), groups: groups.clone() },
            Block::Axis(axis) => Block::Axis(axis.map(say)),
            Block::Chain(chain) => Block::Chain(chain.map(say)),
            Block::Label { code, name, lines } => Block::Label {
                code: code.clone(),
                name: say(name),
                lines: lines.iter().map(|line| line.map(say)).collect(),
            },
        }
    }
}

impl<T> Table<T> {
    fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Table<U> {
        let columns =
            self.columns.iter().map(|column| Column { title: say(&column.title), share: column.share }).collect();
        let row = |row: &Row<T>| match row {
            Row::Cells { cells } => Row::Cells { cells: cells.iter().map(|cell| cell.map(say)).collect() },
            Row::Across { style, words } => Row::Across { style: *style, words: say(words) },
            Row::Bar { label, words } => Row::Bar { label: say(label), words: say(words) },
            Row::Blank => Row::Blank,
        };
        let rows = self.rows.iter().map(row).collect();
        Table { columns, rows }
    }
}

impl<T> Cell<T> {
    fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Cell<U> {
        Cell { lines: self.lines.iter().map(|line| line.map(say)).collect() }
    }
}

impl<T> Line<T> {
    fn map<U>(&self, say: &mut impl FnMut(&T) -> U) -> Line<U> {
        Line { style: self.style, words: say(&self.words) }
    }
}

#[cfg(test)]
mod tests;

//! Which column is what: as a format defines it, or as a person chose it for a plain table. A mapping can be saved and used again.

use serde::{Deserialize, Serialize};

use super::format::Format;
use super::row::Subject;
use super::time::TimeForm;

/// How a file is divided into records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Cells between separators.
    Cells,
    /// One JSON object for each line.
    Lines,
    /// One JSON document whose sections hold arrays of objects.
    Sections,
    /// JSON objects one after another, or in one array, over any number of lines.
    Objects,
    /// Messages of a chat.
    Chat,
}

/// How cells are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quoting {
    /// RFC 4180: a quote inside a quoted cell is doubled.
    Doubled,
    /// A quote is text. Plaso writes so: it turns separators inside a cell into spaces and quotes nothing (`plaso/output/shared_dsv.py`).
    None,
    /// Quoted, and quotes inside are not escaped: the timeline export of DFIR-IRIS.
    Unescaped,
}

/// What a column holds. The first column of a role has it; a later one of the same role stays beside the row under its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The time, or its date where a column of role `clock` holds the rest.
    Time,
    /// Used where the time is empty or absent: Timesketch's `timestamp`. Its unit is told by size.
    TimeElse,
    /// The clock beside a date.
    Clock,
    /// The zone of the time.
    Zone,
    /// What happened.
    What,
    /// What the time says of it.
    Kind,
    /// Where it was read from.
    Source,
    /// Host.
    Host,
    /// Account.
    User,
    /// Level.
    Level,
    /// Tags, split at the separators of the mapping.
    Tags,
    /// ATT&CK and ATLAS ids somewhere in the text.
    Techniques,
    /// Stays beside the row.
    Extra,
}

/// A column and its role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// As the header has it.
    pub name: String,
    /// What it holds.
    pub role: Role,
}

/// Which column is what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The format it belongs to; [`Format::Table`] or [`Format::JsonLines`] where a person chose.
    pub format: Format,
    /// How the file is divided.
    pub shape: Shape,
    /// What its rows tell of; a document's sections say so themselves.
    pub subject: Subject,
    /// Between cells.
    pub separator: char,
    /// How cells are quoted.
    pub quoting: Quoting,
    /// Whether the first line that says something names the columns.
    pub header: bool,
    /// The columns in the order of the file, for JSON the keys that have a role.
    pub columns: Vec<Column>,
    /// How times are written; none until it is known.
    pub form: Option<TimeForm>,
    /// Whether the format defines that times without a zone are UTC (`event_date(UTC)` of DFIR-IRIS).
    pub utc: bool,
    /// Whether `-` means an empty cell (plaso).
    pub dash_is_empty: bool,
    /// What may stand between tags.
    pub tags_between: String,
}

impl Mapping {
    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }

    /// Whether rows of this mapping have a time.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.subject == Subject::Event
    }
}

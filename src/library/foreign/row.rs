//! The one row that every foreign file becomes, what is said of a line that did not become one, and the account of both.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use super::time::{BadTime, Moment};
use crate::library::digest::hex;

/// What a row tells of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Something that happened.
    #[default]
    Event,
    /// A machine or account of a list.
    Asset,
    /// An indicator of a list.
    Indicator,
}

impl Subject {
    /// Whether it is something that happened.
    #[must_use]
    pub fn is_event(&self) -> bool {
        *self == Self::Event
    }
}

/// What has to be said beside a row that was kept: nothing here changes what was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Notes(u8);

impl Notes {
    /// The local time exists twice (clocks went back); the earlier reading was taken.
    pub const TWICE: Self = Self(1);
    /// Timesketch: `timestamp` beside `datetime` names another instant. `datetime` counts, as it does there.
    pub const OTHER_TIMESTAMP: Self = Self(2);
    /// The year lies before 1971 or after 2099: a sentinel or an unset clock is likelier than an event.
    pub const FAR: Self = Self(4);
    /// Second 60: read as the first instant of the next minute.
    pub const LEAP: Self = Self(8);
    /// A line inside its quotes would be a row by itself: the quotes may be one too many.
    pub const ROWS_INSIDE: Self = Self(16);
    /// Two digits of the year were written; read as a year of this century.
    pub const SHORT_YEAR: Self = Self(32);

    /// Both.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are noted.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing is noted.
    #[must_use]
    pub fn none(&self) -> bool {
        self.0 == 0
    }
}

/// One row, from whichever format. Its written form is what the digest of an import covers: the fields in this order, without those that say nothing (empty text and
/// lists, one line, an event, no time, no nanoseconds, no notes). Neither may change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Number of its first line in the file, from 1.
    pub line: u64,
    /// Over how many lines it goes.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub lines: u32,
    /// Name of the sheet, in a workbook.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// What it tells of.
    #[serde(default, skip_serializing_if = "Subject::is_event")]
    pub of: Subject,
    /// When, as written and as read.
    #[serde(default, skip_serializing_if = "Moment::is_none")]
    pub time: Moment,
    /// What happened (Timesketch `message`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// What the time says of it (Timesketch `timestamp_desc`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// Where it was read from: the log, the artefact, the tool.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Host or computer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub host: String,
    /// Account.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// Level or severity, as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub level: String,
    /// Tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// ATT&CK and ATLAS technique ids found in the columns that hold them and among tags, in capitals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub techniques: Vec<String>,
    /// Every column that has no place above, with its name, in the order of the file; empty ones are left out.
    #[serde(default, serialize_with = "pairs", deserialize_with = "named", skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(Arc<str>, String)>,
    /// What has to be said beside it.
    #[serde(default, skip_serializing_if = "Notes::none")]
    pub notes: Notes,
}

// The signature is that of serde.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_one(lines: &u32) -> bool {
    *lines == 1
}

fn one() -> u32 {
    1
}

fn named<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(Arc<str>, String)>, D::Error> {
    let pairs = Vec::<(String, String)>::deserialize(from)?;
    Ok(pairs.into_iter().map(|(name, value)| (Arc::from(name), value)).collect())
}

/// Pairs as arrays of two: a name may come twice, which an object could not hold.
fn pairs<S: Serializer>(extra: &[(Arc<str>, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(extra.iter().map(|(name, value)| (&**name, value)))
}

/// Why a line, or a record of several lines, became no row. Words for it are messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Reason {
    /// Longer than the limit. Its beginning is kept.
    TooLong {
        /// The limit in bytes.
        limit: u64,
    },
    /// Holds a NUL byte: not text, or text of another encoding.
    Nul,
    /// Not text in the encoding of the file.
    NotText {
        /// Bytes before the first one that cannot be read.
        at: u64,
    },
    /// A quote is opened and never closed.
    OpenQuote,
    /// Text after a closing quote.
    StrayQuote {
        /// Number of the column, from 1.
        column: u64,
    },
    /// Another number of columns than the header has.
    Columns {
        /// In the header.
        expected: u64,
        /// Here.
        found: u64,
    },
    /// Not JSON.
    NotJson {
        /// Byte in the record where reading stopped, from 1.
        at: u64,
    },
    /// JSON, but no object.
    NotAnObject,
    /// The time cannot be read.
    Time {
        /// Why.
        problem: BadTime,
    },
    /// A cell of a workbook holds a formula: what it shows is no record of anything.
    Formula {
        /// Number of the column, from 1.
        column: u64,
    },
    /// Neither a message of the chat nor the rest of one.
    NotChat,
    /// The file ends inside the record.
    CutShort,
}

/// What became no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Number of its first line, from 1.
    pub line: u64,
    /// How many lines of the file it accounts for.
    pub lines: u32,
    /// Why.
    pub reason: Reason,
    /// Its bytes without the end of the line, in the file's own encoding where that is UTF-8, else as UTF-8. Of what is too long, the beginning.
    pub raw: Vec<u8>,
    /// How many bytes it had.
    pub length: u64,
}

impl Refused {
    /// What is kept of it: number, reason, length, and its text, in hex where it is none.
    #[must_use]
    pub fn document(&self, sheet: &str) -> Value {
        let mut document = json!(self.reason);
        document["line"] = self.line.into();
        document["lines"] = self.lines.into();
        document["length"] = self.length.into();
        match std::str::from_utf8(&self.raw) {
            Ok(text) => document["raw"] = text.into(),
            Err(_) => document["raw_hex"] = hex(&self.raw).into(),
        }
        if !sheet.is_empty() {
            document["sheet"] = sheet.into();
        }
        document
    }

    /// Reads what [`Refused::document`] made: the sheet, and what was refused.
    #[must_use]
    pub fn read(document: &Value) -> Option<(String, Self)> {
        let number = |name: &str| document.get(name).and_then(Value::as_u64);
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        let raw = match (text("raw"), text("raw_hex")) {
            (Some(text), _) => text.as_bytes().to_vec(),
            (None, digits) => bytes_from_hex(digits?)?,
        };
        let refused = Self {
            line: number("line")?,
            lines: u32::try_from(number("lines")?).ok()?,
            reason: Reason::deserialize(document).ok()?,
            raw,
            length: number("length")?,
        };
        Some((text("sheet").unwrap_or_default().to_owned(), refused))
    }
}

fn bytes_from_hex(digits: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    (0..digits.len()).step_by(2).map(pair).collect()
}

/// The account of a file. Two sums hold at any time, see [`Counts::hold`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Lines of the file.
    pub lines: u64,
    /// Lines of the header.
    pub header: u64,
    /// Lines of nothing but white space.
    pub blank: u64,
    /// Lines of a document between its records, and records of its sections that hold no rows.
    pub frame: u64,
    /// Lines that became rows.
    pub kept_lines: u64,
    /// Lines that did not.
    pub refused_lines: u64,
    /// Records: kept and refused.
    pub read: u64,
    /// Rows.
    pub kept: u64,
    /// Records refused.
    pub refused: u64,
}

impl Counts {
    /// Whether the account is whole: every record kept or refused, every line something.
    #[must_use]
    pub fn hold(&self) -> bool {
        let lines = self.header + self.blank + self.frame + self.kept_lines + self.refused_lines;
        self.read == self.kept + self.refused && self.lines == lines
    }
}

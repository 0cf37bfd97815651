//! What a file is, by its content: the columns of its header or the members of its first object, never its name; and what has to be asked before it is read.

use serde::Serialize;

use super::choice::Choice;
use super::format::{Format, Known};
use super::guess;
use super::mapping::{Column, Mapping, Role, Shape};
use super::time::Unit;
use chats::chat_of;
use objects::objects;
use tables::cells;

mod chats;
mod objects;
mod tables;

/// So many records of the sample are looked at.
const RECORDS: usize = 500;

/// What has to be asked, with what was seen. Lines are numbers in the file, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "asks", rename_all = "kebab-case")]
pub enum Question {
    /// Times without a zone.
    Zone {
        /// The first that was seen.
        seen: String,
        /// Its line.
        line: u64,
    },
    /// Day and month can be read either way round.
    DayOrMonth {
        /// The first that was seen.
        seen: String,
        /// Its line.
        line: u64,
    },
    /// A number since 1970, of a unit that nothing names.
    Unit {
        /// The first that was seen.
        seen: String,
        /// The unit by its size.
        likely: Unit,
    },
    /// No known format: which column is what.
    Columns,
    /// The times of the column are of no known form.
    Form {
        /// The first that was seen.
        seen: String,
        /// Its line.
        line: u64,
    },
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detection {
    /// The mapping; of a document, the one of each section that holds rows.
    pub mappings: Vec<(String, Mapping)>,
    /// A known format whose columns are almost there, and those that are missing.
    pub nearly: Option<(Format, Vec<String>)>,
    /// Names that the header has more than once.
    pub twice: Vec<String>,
    /// Columns that were chosen and that it does not have.
    pub absent: Vec<String>,
    /// What has to be asked.
    pub questions: Vec<Question>,
}

impl Detection {
    /// The format.
    #[must_use]
    pub fn format(&self) -> Format {
        self.mappings.first().map_or(Format::Table, |(_, mapping)| mapping.format)
    }

    /// The first mapping, of a file without sections the only one.
    #[must_use]
    pub fn mapping(&self) -> Option<&Mapping> {
        self.mappings.first().map(|(_, mapping)| mapping)
    }
}

/// Looks at the beginning of a file as text; `None` where it says nothing. What is cut off at the end of the sample does no harm.
#[must_use]
pub fn detect(sample: &str) -> Option<Detection> {
    detect_as(sample, None)
}

/// The same where a person may have said which column is what: then a table, or a list of objects, is read by that, whatever format its columns resemble.
#[must_use]
pub fn detect_as(sample: &str, choice: Option<&Choice>) -> Option<Detection> {
    let sample = sample.strip_prefix('\u{feff}').unwrap_or(sample);
    let (_, first) = sample.lines().enumerate().find(|(_, line)| !line.trim().is_empty())?;
    match first.trim_start().as_bytes().first() {
        Some(b'{') => Some(objects(sample, first, choice)),
        Some(b'[') if first.trim() == "[" || first.trim_start().starts_with("[{") => {
            Some(objects(sample, first, choice))
        }
        _ if choice.is_some() => cells(sample, choice),
        _ => chat_of(sample).or_else(|| cells(sample, None)),
    }
}

/// The columns of a sample in their order, each with the first thing that it says, for whoever chooses which of them is what. Of a chat and of a document whose
/// sections a format defines there are none to choose.
#[must_use]
pub fn columns(sample: &str, detection: &Detection) -> Vec<(String, String)> {
    let sample = sample.strip_prefix('\u{feff}').unwrap_or(sample);
    match detection.mapping() {
        Some(mapping) if mapping.shape == Shape::Cells => tables::first_values(sample, mapping),
        Some(mapping) if matches!(mapping.shape, Shape::Lines | Shape::Objects) => objects::first_values(sample),
        _ => Vec::new(),
    }
}

fn lines(sample: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(sample.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// `sep=;`, which spreadsheets write and read before the header.
#[must_use]
pub fn is_hint(line: &[u8]) -> bool {
    line.len() <= 6 && line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"sep="))
}

/// What the times say, as questions; sets the form where there is only one.
fn ask(
    mapping: &mut Mapping,
    times: &[(&str, Option<&str>)],
    line_of: impl Fn(usize) -> u64,
    questions: &mut Vec<Question>,
) {
    if !mapping.is_timed() || times.is_empty() {
        return;
    }
    let written = guess::written(times, mapping.form);
    let seen = |(at, text): (usize, &str)| (text.to_owned(), line_of(at));
    if let (Some(likely), Some((_, text))) = (written.counted, written.first) {
        questions.push(Question::Unit { seen: text.to_owned(), likely });
        return;
    }
    match (written.forms.as_slice(), written.first) {
        ([], Some(first)) => {
            let (seen, line) = seen(first);
            questions.push(Question::Form { seen, line });
        }
        ([form], _) => mapping.form = Some(*form),
        ([_, _, ..], Some(first)) => {
            let (seen, line) = seen(first);
            questions.push(Question::DayOrMonth { seen, line });
        }
        _ => {}
    }
    if let Some(zoneless) = written.zoneless.filter(|_| !mapping.utc) {
        let (seen, line) = seen(zoneless);
        questions.push(Question::Zone { seen, line });
    }
}

/// A mapping of a known format for these columns.
fn mapping_of(known: &Known, columns: &[String], separator: char) -> Mapping {
    let column = |name: &String| Column { name: name.clone(), role: known.role(&name.trim().to_lowercase()) };
    Mapping {
        format: known.format,
        shape: known.shape,
        subject: known.subject,
        separator,
        quoting: known.quoting,
        header: true,
        columns: columns.iter().map(column).collect(),
        form: known.form,
        utc: known.utc,
        dash_is_empty: known.dash_is_empty(),
        tags_between: known.tags_between.to_owned(),
    }
}

fn folded(columns: &[String]) -> Vec<String> {
    columns.iter().map(|name| name.trim().to_lowercase()).collect()
}

const SYNONYMS: &[(Role, &[&str])] = &[
    (
        Role::Time,
        &["datetime", "timestamp", "time", "date", "dt", "eventtime", "event_time", "timecreated", "utc", "@timestamp"],
    ),
    (Role::What, &["message", "description", "info", "event", "summary", "details", "text", "activity"]),
    (Role::Kind, &["timestamp_desc", "timestampdesc", "type", "event_type", "category"]),
    (Role::Source, &["source", "log", "channel", "artifact"]),
    (Role::Host, &["host", "hostname", "computer", "computer_name", "device"]),
    (Role::User, &["user", "username", "account"]),
    (Role::Level, &["level", "severity"]),
    (Role::Tags, &["tag", "tags"]),
];

fn suggest(columns: &mut [Column]) {
    for (role, names) in SYNONYMS {
        let wanted = |name: &&str| columns.iter().position(|column| column.name.trim().to_lowercase() == *name);
        if let Some(at) = names.iter().find_map(wanted) {
            columns[at].role = *role;
        }
    }
}

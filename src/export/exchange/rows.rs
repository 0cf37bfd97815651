//! Imported rows in the formats that have a place for them: one line for each, made while they are read, so that a million rows need no more memory than one. Their
//! times are corrected by what was declared of the clock that they were written by; the time as written stands beside.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Map, Value, json};

use super::{Desk, Format};
use crate::domain::id::RecordId;
use crate::domain::mark::Mark;
use crate::domain::rows::{counted, offset};
use crate::export::folder::tables::safe;
use crate::library::foreign::{Moment, Row};

/// Columns of the table of rows.
const COLUMNS: &[&str] = &[
    "time",
    "time_written",
    "zone",
    "clock_ahead_ms",
    "what",
    "kind",
    "source",
    "host",
    "user",
    "level",
    "tags",
    "techniques",
    "columns",
    "exhibit",
    "import",
    "sheet",
    "line",
    "mark",
];

/// The imported rows of what is left of a case, and how they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsFile {
    /// Its name.
    pub name: String,
    format: Format,
    case: String,
    notice: String,
    /// Where they come from, in the order of the imports.
    pub imports: Vec<Import>,
}

/// One import: what is said of each of its rows, and where they lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    record: RecordId,
    exhibit: String,
    mark: Mark,
    /// By how much the clock of its source was ahead, milliseconds.
    ahead_ms: i64,
    /// SHA-256 of the attachments that hold its rows, in order.
    pub files: Vec<String>,
}

/// The file of rows of a format; none where the case has no rows or the format no place for them.
pub(super) fn file(desk: &Desk<'_>, format: Format) -> Option<RowsFile> {
    let ending = match format {
        Format::Timesketch => "timesketch-rows.jsonl",
        Format::Csv => "tables-rows.csv",
        Format::Json => "tables-rows.jsonl",
        Format::Iris | Format::Stix | Format::Misp | Format::CaseUco | Format::Markdown => return None,
    };
    let state = desk.state();
    let import = |(record, imported): (RecordId, &crate::domain::rows::Imported)| {
        let exhibit = state.register.exhibit(imported.exhibit);
        Import {
            record,
            exhibit: exhibit.map(|exhibit| state.register.shown_label(exhibit)).unwrap_or_default(),
            mark: state.rows.mark(record).unwrap_or(Mark::Red),
            ahead_ms: offset(state, record),
            files: imported.rows.iter().map(|file| file.sha256.clone()).collect(),
        }
    };
    let imports: Vec<Import> = counted(state).map(import).collect();
    let (case, notice) = (desk.note().case.clone(), super::about::notice(desk.note()));
    (!imports.is_empty()).then(|| RowsFile { name: desk.file(ending, Vec::new()).name, format, case, notice, imports })
}

/// What a format without a place for rows leaves out.
pub(super) fn left_out(desk: &Desk<'_>) -> Option<String> {
    let (files, rows) = counted(desk.state()).fold((0_u64, 0), |(files, rows), (_, of)| (files + 1, rows + of.kept()));
    (files > 0).then(|| {
        let files = crate::domain::text::counted(files, "imported file");
        format!("rows of {files}: {rows}; timesketch, csv and json carry them")
    })
}

impl Import {
    /// The record of the import.
    #[must_use]
    pub fn record(&self) -> RecordId {
        self.record
    }
}

impl RowsFile {
    /// What stands before the first row.
    #[must_use]
    pub fn header(&self) -> String {
        match self.format {
            Format::Csv => format!("{}\n", COLUMNS.join(",")),
            _ => String::new(),
        }
    }

    /// A row as it is written, with its line feed; none where the format has no place for it: Timesketch drops what has no time, without a word.
    #[must_use]
    pub fn line(&self, import: &Import, row: &Row) -> Option<String> {
        match self.format {
            Format::Timesketch => row.time.at.map(|_| format!("{}\n", Value::Object(self.event(import, row)))),
            Format::Csv => Some(table_line(import, row)),
            _ => Some(format!("{}\n", document(import, row))),
        }
    }

    /// Columns of the file keep their names, unless one of ours has it already.
    fn event(&self, import: &Import, row: &Row) -> Map<String, Value> {
        let mut tags = row.tags.clone();
        tags.extend(row.techniques.iter().filter(|id| !row.tags.contains(id)).cloned());
        tags.push(import.mark.label().to_owned());
        let kind = if row.kind.is_empty() { "Imported row" } else { &row.kind };
        let message = if row.what.is_empty() { "-" } else { &row.what };
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| {
            if value != json!("") {
                fields.insert(name.to_owned(), value);
            }
        };
        put("message", json!(message));
        put("datetime", json!(corrected(&row.time, import)));
        put("timestamp", json!(micros(&row.time, import)));
        put("timestamp_desc", json!(kind));
        put("tag", json!(tags));
        put("hostname", json!(row.host));
        put("username", json!(row.user));
        put("source", json!(row.source));
        put("level", json!(row.level));
        put("time_written", json!(row.time.text));
        put("zone", json!(row.time.zone));
        if import.ahead_ms != 0 {
            put("clock_ahead_ms", json!(import.ahead_ms));
        }
        put("exhibit", json!(import.exhibit));
        put("import", json!(import.record));
        put("sheet", json!(row.sheet));
        put("line", json!(row.line));
        put("case", json!(self.case));
        put("notice", json!(self.notice));
        for (name, value) in &row.extra {
            let mut free = name.to_string();
            while free.is_empty() || fields.contains_key(&free) {
                free.insert_str(0, "x_");
            }
            fields.insert(free, json!(value));
        }
        fields
    }
}

fn table_line(import: &Import, row: &Row) -> String {
    let columns: Vec<(&str, &str)> = row.extra.iter().map(|(name, value)| (&**name, value.as_str())).collect();
    let columns = if columns.is_empty() { String::new() } else { json!(columns).to_string() };
    let time = corrected(&row.time, import).unwrap_or_default();
    // What this program writes needs no apostrophe; what stood in the file may begin a formula.
    let cells = [
        time,
        safe(&row.time.text),
        safe(&row.time.zone),
        import.ahead_ms.to_string(),
        safe(&row.what),
        safe(&row.kind),
        safe(&row.source),
        safe(&row.host),
        safe(&row.user),
        safe(&row.level),
        safe(&row.tags.join(", ")),
        row.techniques.join(", "),
        safe(&columns),
        import.exhibit.clone(),
        import.record.to_string(),
        safe(&row.sheet),
        row.line.to_string(),
        import.mark.label().to_owned(),
    ];
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    format!("{}\n", quoted.join(","))
}

/// The row as it lies in the case, and what it is of.
fn document(import: &Import, row: &Row) -> Value {
    let mut document = json!(row);
    document["corrected"] = json!(corrected(&row.time, import));
    document["clock_ahead_ms"] = json!(import.ahead_ms);
    document["exhibit"] = json!(import.exhibit);
    document["import"] = json!(import.record);
    document["mark"] = json!(import.mark.label());
    document
}

fn corrected(time: &Moment, import: &Import) -> Option<String> {
    let at = DateTime::from_timestamp_micros(micros(time, import)?)?;
    Some(at.to_rfc3339_opts(SecondsFormat::Micros, false))
}

/// Microseconds since 1970 by the corrected clock; what is finer stands in the time as written.
fn micros(time: &Moment, import: &Import) -> Option<i64> {
    let at = time.at?.saturating_sub(import.ahead_ms);
    Some(at.saturating_mul(1000).saturating_add(i64::from(time.below / 1000)))
}

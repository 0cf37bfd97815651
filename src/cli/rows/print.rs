//! What was seen of a file, for people and for programs.

use std::io;
use std::path::Path;

use chrono::{DateTime, SecondsFormat};
use serde_json::{Map, Value, json};

use super::words::Words;
use crate::cli::streams::Streams;
use crate::domain::text::{counted, fit, visible, visible_bytes, width};
use crate::jobs::rows::pass::{Answers, Looked, NOTED, Part};
use crate::library::digest::hex;
use crate::library::foreign::{Counts, Refused, Role, code};

/// A refused line as it is printed.
pub(super) struct Shown {
    head: String,
    raw: String,
}

impl Shown {
    /// Takes what is printed of a line, so many bytes of it.
    pub(super) fn new(sheet: &str, line: &Refused, bytes: usize, words: Words<'_>) -> Self {
        let place = match (sheet, line.lines) {
            ("", 0 | 1) => format!("line {}", line.line),
            ("", lines) => format!("lines {} to {}", line.line, line.line + u64::from(lines) - 1),
            (sheet, _) => format!("sheet {sheet}, row {}", line.line),
        };
        let kept = line.raw.get(..bytes.min(line.raw.len())).unwrap_or_default();
        let more = line.length.saturating_sub(kept.len() as u64);
        let rest = if more == 0 { String::new() } else { format!(" … and {}", counted(more, "more byte")) };
        Self { head: format!("{place}: {}", words.reason(&line.reason)), raw: visible_bytes(kept) + &rest }
    }
}

/// Prints it.
pub(super) fn told(
    io: &mut Streams<'_>,
    words: Words<'_>,
    path: &Path,
    looked: &Looked,
    answers: &Answers,
    shown: &[Shown],
    seconds: f64,
) -> io::Result<()> {
    let name = if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        visible_bytes(path.as_os_str().as_encoded_bytes())
    };
    io.line(&format!("file: {name}, {}", counted(looked.bytes, "byte")))?;
    io.line(&format!("SHA-256: {}", hex(&looked.sha256)))?;
    if let Some(container) = &looked.container {
        io.line(&format!("packed: {container}"))?;
    }
    if let Some(encoding) = looked.encoding {
        io.line(&format!("text: {}", words.encoding(encoding)))?;
    }
    for part in &looked.parts {
        part_told(io, words, part, answers)?;
    }
    if let Some(line) = looked.no_text {
        io.line(&format!("open question: {}", words.no_text(line)))?;
    }
    if looked.asks() {
        io.line("while a question is open, what depends on its answer counts as refused")?;
    }
    if looked.failed.is_some() {
        io.line("reading ended early: all counts are of what was read until then")?;
    }
    let refused: u64 = looked.parts.iter().map(|part| part.counts.refused).sum();
    if refused > 0 {
        io.line(&format!("refused, {}:", counted(refused, "record")))?;
    }
    for line in shown {
        io.line(&format!("  {}", line.head))?;
        io.line(&format!("    {}", line.raw))?;
    }
    let more = refused.saturating_sub(shown.len() as u64);
    if more > 0 {
        io.line(&format!("  and {more} more; --json lists all of them"))?;
    }
    io.line(&format!("seconds: {seconds:.3}"))
}

fn part_told(io: &mut Streams<'_>, words: Words<'_>, part: &Part, answers: &Answers) -> io::Result<()> {
    let detection = &part.detection;
    if !part.sheet.is_empty() {
        io.line(&format!("sheet: {}", part.sheet))?;
    }
    let found = detection.format();
    io.line(&format!("format: {} ({}); {}", words.format(found), code(&found), words.told_by(detection)))?;
    if let Some(record) = &part.as_earlier {
        io.line(&format!(
            "columns as they were chosen for import {record}, which has the same; --columns chooses others"
        ))?;
    }
    for (section, mapping) in &detection.mappings {
        io.line(&if section.is_empty() { "columns:".to_owned() } else { format!("columns of section {section}:") })?;
        let placed = mapping.columns.iter().filter(|column| column.role != Role::Extra);
        let rows: Vec<Vec<String>> =
            placed.map(|column| vec![format!("  {}", names(&[&column.name])), words.role(column.role)]).collect();
        io.table(&rows)?;
        let beside: Vec<&str> = mapping
            .columns
            .iter()
            .filter(|column| column.role == Role::Extra)
            .map(|column| column.name.as_str())
            .collect();
        if !beside.is_empty() {
            io.line(&format!("  beside the row, under their own names: {}", names(&beside)))?;
        }
    }
    if !detection.twice.is_empty() {
        io.line(&format!(
            "more than once in the header: {}; the first of each is taken, the others stay beside the row",
            names(&detection.twice)
        ))?;
    }
    for question in &part.open {
        io.line(&format!("open question: {}", words.question(question)))?;
    }
    if !part.open.is_empty() && part.counts == Counts::default() {
        // Nothing was read that could be counted.
        return Ok(());
    }
    let Counts { lines, header, blank, frame, kept_lines, refused_lines, read, kept, refused } = &part.counts;
    io.line(&format!(
        "lines: {lines} = header {header} + blank {blank} + between records {frame} + kept {kept_lines} + refused {refused_lines}"
    ))?;
    io.line(&format!("records: read {read} = kept {kept} + refused {refused}"))?;
    for (section, count) in &part.aside {
        io.line(&format!("not read as rows: {} of section {section}", counted(*count, "object")))?;
    }
    let tally = &part.tally;
    if let (Some(first), Some(last)) = (tally.first, tally.last) {
        io.line(&format!("time: {} to {}", instant(first), instant(last)))?;
    }
    if tally.undated > 0 {
        io.line(&format!("without a time, kept undated: {}", counted(tally.undated, "row")))?;
    }
    if let Some(zone) = answers.zone {
        io.line(&format!("read in the declared zone {zone}: {}", counted(tally.declared, "row")))?;
    }
    for ((note, _), count) in NOTED.iter().zip(tally.noted).filter(|(_, count)| *count > 0) {
        io.line(&format!("noted, {}: {}", counted(count, "row"), words.note(*note)))?;
    }
    Ok(())
}

/// Names of columns that are printed; a file can have any number of them.
const NAMES: usize = 60;
/// Columns that one of them takes on the screen at most.
const NAME: usize = 60;

fn names(all: &[impl AsRef<str>]) -> String {
    let cut = |name: &str| fit(&visible(name), NAME.min(width(&visible(name))));
    let shown: Vec<String> = all.iter().take(NAMES).map(|name| cut(name.as_ref())).collect();
    let more = match all.len().saturating_sub(NAMES) {
        0 => String::new(),
        more => format!(" and {more} more; --json lists all of them"),
    };
    shown.join(", ") + &more
}

fn instant(millis: i64) -> String {
    DateTime::from_timestamp_millis(millis)
        .map_or_else(String::new, |at| at.to_rfc3339_opts(SecondsFormat::Millis, true))
}

/// A refused line for programs: all of it that was kept.
pub(super) fn refused_document(sheet: &str, line: &Refused, words: Words<'_>) -> Value {
    let mut document = line.document(sheet);
    document["words"] = words.reason(&line.reason).into();
    document
}

/// All else for programs; the refused lines stand before it.
pub(super) fn document(looked: &Looked, answers: &Answers, seconds: f64, words: Words<'_>) -> Value {
    let sum = |of: fn(&Counts) -> u64| looked.parts.iter().map(|part| of(&part.counts)).sum::<u64>();
    let mut questions: Vec<Value> = looked.parts.iter().flat_map(|part| part_questions(part, words)).collect();
    questions
        .extend(looked.no_text.map(|line| json!({"asks": "encoding", "line": line, "words": words.no_text(line)})));
    json!({
        "format": looked.parts.first().map(|part| code(&part.detection.format())),
        "read": sum(|counts| counts.read),
        "kept": sum(|counts| counts.kept),
        "recorded": false,
        "sha256": hex(&looked.sha256),
        "bytes": looked.bytes,
        "packed": looked.container,
        "encoding": looked.encoding,
        "zone": answers.zone,
        "questions": questions,
        "parts": looked.parts.iter().map(|part| part_document(part, words)).collect::<Vec<_>>(),
        "error": looked.failed.as_ref().map(|failed| words.broken(failed)),
        "seconds": (seconds * 1000.0).round() / 1000.0,
    })
}

fn part_questions<'a>(part: &'a Part, words: Words<'a>) -> impl Iterator<Item = Value> + 'a {
    part.open.iter().map(move |question| {
        let mut asked = json!(question);
        asked["words"] = words.question(question).into();
        if !part.sheet.is_empty() {
            asked["sheet"] = part.sheet.as_str().into();
        }
        asked
    })
}

fn part_document(part: &Part, words: Words<'_>) -> Value {
    let (tally, detection) = (&part.tally, &part.detection);
    let noted: Map<String, Value> = NOTED
        .iter()
        .zip(tally.noted)
        .filter(|(_, count)| *count > 0)
        .map(|((_, code), count)| ((*code).to_owned(), count.into()))
        .collect();
    json!({
        "sheet": (!part.sheet.is_empty()).then_some(&part.sheet),
        "format": code(&detection.format()),
        "told_by": words.told_by(detection),
        "mappings": detection.mappings.iter().map(|(section, mapping)| json!({"section": section, "mapping": mapping})).collect::<Vec<_>>(),
        "twice": detection.twice,
        "counts": part.counts,
        "aside": part.aside,
        "first": tally.first.map(instant),
        "last": tally.last.map(instant),
        "undated": tally.undated,
        "in_declared_zone": tally.declared,
        "noted": noted,
    })
}

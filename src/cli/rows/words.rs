//! What is said of files of other tools: formats, questions, and why a line or a file is refused. Every word of it stands here.

use super::options::FORMATS;
use crate::cli::stop::Stop;
use crate::domain::text::counted;
#[cfg(feature = "workbook")]
use crate::domain::text::visible;
#[cfg(feature = "workbook")]
use crate::jobs::rows::archive::ArchiveRefusal;
use crate::jobs::rows::opening::Bomb;
use crate::jobs::rows::pass::{Broken, NotRead};
use crate::jobs::rows::{Encoding, FileRefusal};
use crate::jobs::source::Changes;
use crate::library::foreign::format::KNOWN;
use crate::library::foreign::{BadTime, Detection, Format, Mapping, Notes, Question, Reason, Role, Shape, Unit, code};

/// The name of a format, as its makers write it.
pub(super) fn format(format: Format) -> &'static str {
    FORMATS.iter().find(|(known, _)| *known == format).map_or("table", |(_, name)| *name)
}

/// The name of an encoding.
pub(super) fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16, little end first",
        Encoding::Utf16Be => "UTF-16, big end first",
        Encoding::Windows1252 => "Windows-1252, as declared",
        Encoding::Latin1 => "Latin-1, as declared",
    }
}

/// By what a format was told.
pub(super) fn told_by(detection: &Detection) -> String {
    let Some(mapping) = detection.mapping() else { return "nothing in it was recognised".to_owned() };
    match (mapping.format, mapping.shape, mapping.header) {
        (Format::Chat, ..) => "its lines begin with a time and a name".to_owned(),
        (Format::Table, ..) => match &detection.nearly {
            Some((near, missing)) => {
                format!("no known format has these columns; {} would need {} too", format(*near), missing.join(", "))
            }
            None => "no known format has these columns".to_owned(),
        },
        (Format::JsonLines, ..) => "JSON objects whose members are those of no known format".to_owned(),
        (_, Shape::Cells, false) => {
            format!(
                "no header, {} between bars, the first a number of seconds",
                counted(mapping.columns.len() as u64, "cell")
            )
        }
        (_, shape, _) => {
            format!("{} {}", if shape == Shape::Cells { "its columns:" } else { "its members:" }, needed(mapping))
        }
    }
}

fn needed(mapping: &Mapping) -> String {
    let known = KNOWN.iter().find(|known| known.format == mapping.format && known.shape == mapping.shape);
    let names: Vec<&str> =
        known.map(|known| known.needs.iter().chain(known.any).copied().collect()).unwrap_or_default();
    if names.is_empty() { "those of the format".to_owned() } else { names.join(", ") }
}

/// What a column holds.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Time => "time",
        Role::TimeElse => "time, where the other is empty",
        Role::Clock => "clock beside the date",
        Role::Zone => "zone of the time",
        Role::What => "what happened",
        Role::Kind => "what the time says of it",
        Role::Source => "source",
        Role::Host => "host",
        Role::User => "account",
        Role::Level => "level",
        Role::Tags => "tags",
        Role::Techniques => "ATT&CK and ATLAS ids",
        Role::Extra => "beside the row",
    }
}

/// A unit.
fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Seconds => "seconds",
        Unit::Millis => "millis",
        Unit::Micros => "micros",
        Unit::Nanos => "nanos",
    }
}

/// A question, with what was seen and how it is answered.
pub(super) fn question(question: &Question) -> String {
    match question {
        Question::Zone { seen, line } => format!(
            "times without a zone, first in line {line}: {seen}; which zone the tool wrote them in is not in the file; answer with --zone UTC, --zone +02:00 or --zone Europe/Berlin"
        ),
        Question::DayOrMonth { seen, line } => format!(
            "day and month can be read either way round, first in line {line}: {seen}; answer with --times day-first or --times month-first"
        ),
        Question::Unit { seen, likely } => format!(
            "times are numbers since 1970 whose unit nothing names, such as {seen}; by their size they are {unit}; answer with --times {unit}",
            unit = unit(*likely)
        ),
        Question::Columns => {
            "which column holds what is not known; the columns above are suggested by their names; answer with --format table (or json-lines) to take them so, or rename the header".to_owned()
        }
        Question::Form { seen, line } => format!(
            "the times are written in no known form, first in line {line}: {seen}; answer with --times, or write them as 2026-11-24T09:04:00Z"
        ),
    }
}

/// The question that an encoding is.
pub(super) fn no_text(line: u64) -> String {
    format!(
        "line {line} is no text in the encoding of the file, and so may others be; answer with --encoding windows1252 or latin1 where the tool wrote that, or with --encoding utf8 to have such lines refused"
    )
}

/// Why a line is refused.
pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::TooLong { limit } => {
            format!("longer than {limit} bytes, the longest that is read as one record; its beginning is shown")
        }
        Reason::Nul => "holds a NUL byte: it is no text, or text of another encoding".to_owned(),
        Reason::NotText { at } => format!("no text in the encoding of the file from byte {} on", at + 1),
        Reason::OpenQuote => "a quote is opened and never closed; close it, or double the quotes inside".to_owned(),
        Reason::StrayQuote { column } => {
            format!("text after the closing quote of column {column}; double the quotes inside a quoted cell")
        }
        Reason::Columns { expected, found } => {
            format!("{} where the header has {expected}", counted(*found, "column"))
        }
        Reason::NotJson { at } => format!("no JSON from byte {at} on"),
        Reason::NotAnObject => "JSON, but no object".to_owned(),
        Reason::Time { problem } => bad_time(*problem).to_owned(),
        Reason::Formula { column } => {
            format!("column {column} holds a formula, and what it shows is computed; save the sheet with values only")
        }
        Reason::NotChat => "neither a message nor the rest of the one above".to_owned(),
        Reason::CutShort => "the file ends inside this record; it may have been copied while it was written".to_owned(),
    }
}

fn bad_time(problem: BadTime) -> &'static str {
    match problem {
        BadTime::Empty => "its time is empty",
        BadTime::NotUnderstood => "its time is not written as those of this file are",
        BadTime::NoSuchDate => "the calendar or the clock has no such time",
        BadTime::OutOfRange => "its time lies outside the years 0000 to 9999",
        BadTime::NoZone => "its time is without a zone, and none was declared; declare it with --zone",
        BadTime::UnknownZone => "the zone beside its time is not certain: abbreviations name several; write an offset",
        BadTime::Skipped => "its local time never was: clocks went forward over it; the declared zone may be wrong",
    }
}

/// Why a file is refused as a whole: what it means, what to do.
fn refusal(refusal: &FileRefusal) -> String {
    match refusal {
        FileRefusal::Empty => "the file is empty; there is nothing to read; check that it was copied whole".to_owned(),
        FileRefusal::Zip => {
            "the file is a zip archive, which is not read from here; unpack it and import the file inside".to_owned()
        }
        FileRefusal::Workbook => {
            "the file is a workbook, which is not read from here; import it by its path, or save its sheet as CSV"
                .to_owned()
        }
        FileRefusal::PackedTwice => "the file is packed twice; unpack it once and import what comes out".to_owned(),
        FileRefusal::Utf32 => "the file is UTF-32, which is not read; save it as UTF-8 and import that".to_owned(),
        FileRefusal::Io(error) => unreadable(error),
    }
}

/// Why reading ended before the end.
fn unreadable(error: &std::io::Error) -> String {
    let inner =
        error.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>().or_else(|| inner.source()?.downcast_ref()));
    match inner {
        Some(bomb) => format!(
            "{} of the packed file became more than {}; no log packs like this, so that reading stopped; unpack it by hand and look at it first",
            counted(bomb.packed, "byte"),
            counted(bomb.unpacked, "byte")
        ),
        None => format!(
            "the file cannot be read to its end ({error}); what was read of it says nothing of the rest; copy it again and compare its digest with the original's"
        ),
    }
}

/// No format: nothing in it says anything.
const BLANK: &str = "the file holds nothing but white space; there is nothing to read; check that it was copied whole";

/// What the content says against the format that was named.
fn other_format(found: Format, wanted: Format) -> String {
    let missing =
        KNOWN.iter().find(|known| known.format == wanted).map(|known| known.needs.join(", ")).unwrap_or_default();
    let needs = if missing.is_empty() { String::new() } else { format!("; {} needs: {missing}", format(wanted)) };
    format!(
        "by its content the file is {} ({}), not {} ({}), so that it is not read as that{needs}; leave --format out, or name the right file",
        format(found),
        code(&found),
        format(wanted),
        code(&wanted)
    )
}

/// Why reading ended early.
pub(super) fn broken(broken: &Broken) -> String {
    match broken {
        Broken::Io(error) => unreadable(error),
        Broken::Changed(changes) => changed(changes),
    }
}

/// Why a file is not read.
pub(super) fn not_read(why: NotRead) -> Stop {
    Stop::Said(match why {
        NotRead::Source(problem) => problem.to_string(),
        NotRead::File(why) => refusal(&why),
        #[cfg(feature = "workbook")]
        NotRead::Archive(why) => archive(&why),
        NotRead::Io(error) => unreadable(&error),
        NotRead::Blank => BLANK.to_owned(),
        NotRead::OtherFormat { found, wanted } => other_format(found, wanted),
        NotRead::Sink(error) => return error.into(),
        NotRead::Cancelled(_) => {
            "stopped before the end of the file; nothing was recorded, begin again when there is time".to_owned()
        }
    })
}

/// What is noted beside a row.
pub(super) fn note(note: Notes) -> &'static str {
    match note {
        Notes::TWICE => "a local time that exists twice (clocks went back); the earlier one is taken",
        Notes::OTHER_TIMESTAMP => "timestamp names another instant than datetime; datetime is taken",
        Notes::FAR => "a year before 1971 or after 2099",
        Notes::LEAP => "second 60; read as the next minute's first",
        _ => "lines inside its quotes that would be rows by themselves",
    }
}

/// The file is not what it was when reading began.
fn changed(changes: &Changes) -> String {
    format!(
        "the file changed while it was read ({changes}); what was said of it fits neither state; make a copy that nobody writes to and look at that"
    )
}

/// Why an archive or a workbook is refused as a whole.
#[cfg(feature = "workbook")]
fn archive(refusal: &ArchiveRefusal) -> String {
    match refusal {
        ArchiveRefusal::Io(error) => unreadable(error),
        ArchiveRefusal::Damaged(error) => format!(
            "the archive is damaged, encrypted or packed in a way that is not read ({error}); unpack it with the tool that made it and import the file inside"
        ),
        ArchiveRefusal::Empty => "the archive holds no file; there is nothing to read; check that it was copied whole".to_owned(),
        ArchiveRefusal::Several(names) => {
            let shown: Vec<_> = names.iter().take(8).map(|name| visible(name)).collect();
            let more = names.len().saturating_sub(shown.len());
            let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!(
                "the archive holds {}: {}{rest}; which of them is meant is not known; unpack it and import one at a time",
                counted(names.len() as u64, "file"),
                shown.join(", ")
            )
        }
        ArchiveRefusal::Macros => {
            "the workbook holds macros, programs that a timeline needs none of; save it as .xlsx without macros, or its sheet as CSV".to_owned()
        }
        ArchiveRefusal::ExternalLinks => {
            "the workbook links to other files, so that its cells are not its own; break the links and save it, or save its sheet as CSV".to_owned()
        }
        ArchiveRefusal::Workbook(why) => {
            format!("the workbook cannot be read ({why}); open it in a spreadsheet and save its sheet as CSV")
        }
    }
}

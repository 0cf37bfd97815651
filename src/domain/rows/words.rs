//! What is said of files of other tools: formats, questions, and why a line is refused. How a question is answered (an option, a field) is said by whoever asks it.

use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::library::foreign::format::KNOWN;
use crate::library::foreign::{BadTime, Detection, Format, Mapping, Notes, Question, Reason, Shape, code};
use crate::library::query::NotAQuery;

/// Names of formats: messages of this prefix with the code of each.
pub const FORMAT: &str = "rows-format";
/// Names of encodings: messages of this prefix.
pub const ENCODING: &str = "rows-encoding";
/// What a column holds: messages of this prefix with the code of each role.
pub const ROLE: &str = "rows-role";
/// How times are written: messages of this prefix.
pub const TIME: &str = "rows-time";

/// Codes of the formats that a file can be said to be of.
pub const FORMATS: &[&str] = &[
    "timesketch-csv",
    "timesketch-jsonl",
    "redline",
    "plaso-dynamic",
    "plaso-l2tcsv",
    "tln",
    "l2t-tln",
    "plaso-json-line",
    "hayabusa-csv",
    "hayabusa-timesketch",
    "chainsaw",
    "forensic-timeliner",
    "iris-timeline",
    "iris-timeline-export",
    "iris-assets",
    "iris-iocs",
    "iris-case",
    "aurora",
    "kanvas",
    "velociraptor",
    "chat",
    "table",
    "json-lines",
];
/// Codes of the encodings that a file can be said to be in.
pub const ENCODINGS: &[&str] = &["utf8", "utf16-le", "utf16-be", "windows1252", "latin1"];
/// Codes of the ways in which times are written.
pub const TIMES: &[&str] = &["iso", "day-first", "month-first", "mail", "seconds", "millis", "micros", "nanos"];

/// What a question asks, with what was seen.
#[must_use]
pub fn question(question: &Question) -> Msg {
    let seen = |id, seen: &str, line: u64| Msg::new(id).with("seen", seen).with("line", line);
    match question {
        Question::Zone { seen: text, line } => seen("rows-asks-zone", text, *line),
        Question::DayOrMonth { seen: text, line } => seen("rows-asks-day", text, *line),
        Question::Form { seen: text, line } => seen("rows-asks-form", text, *line),
        Question::Unit { seen, likely } => {
            Msg::new("rows-asks-unit").with("seen", seen.as_str()).with("unit", code(likely))
        }
        Question::Columns => Msg::new("rows-asks-columns"),
    }
}

/// The field of `rows-import` that answers a question.
#[must_use]
pub fn answered_by(question: &Question) -> &'static str {
    match question {
        Question::Zone { .. } => "zone",
        Question::DayOrMonth { .. } | Question::Form { .. } | Question::Unit { .. } => "times",
        Question::Columns => "columns",
    }
}

/// The question that an encoding is: the first line that is no text.
#[must_use]
pub fn no_text(line: u64) -> Msg {
    Msg::new("rows-asks-encoding").with("line", line)
}

/// By what a format was told.
#[must_use]
pub fn told_by(detection: &Detection) -> Msg {
    let Some(mapping) = detection.mapping() else { return Msg::new("rows-told-nothing") };
    match (mapping.format, mapping.shape, mapping.header) {
        (Format::Chat, ..) => Msg::new("rows-told-chat"),
        (Format::Table, ..) => match &detection.nearly {
            Some((near, missing)) => {
                Msg::new("rows-told-nearly").code("format", FORMAT, code(near)).with("columns", missing.join(", "))
            }
            None => Msg::new("rows-told-table"),
        },
        (Format::JsonLines, ..) => Msg::new("rows-told-json"),
        (_, Shape::Cells, false) => Msg::new("rows-told-bars").with("count", mapping.columns.len()),
        (_, shape, _) => {
            let id = if shape == Shape::Cells { "rows-told-columns" } else { "rows-told-members" };
            Msg::new(id).with("columns", needed(mapping))
        }
    }
}

fn needed(mapping: &Mapping) -> Msg {
    let known = KNOWN.iter().find(|known| known.format == mapping.format && known.shape == mapping.shape);
    let names: Vec<&str> =
        known.map(|known| known.needs.iter().chain(known.any).copied().collect()).unwrap_or_default();
    if names.is_empty() {
        Msg::new("rows-told-those")
    } else {
        Msg::new("rows-told-names").with("names", names.join(", "))
    }
}

/// Why a line is refused.
#[must_use]
pub fn reason(reason: &Reason) -> Msg {
    match reason {
        Reason::TooLong { limit } => Msg::new("rows-why-long").with("limit", *limit),
        Reason::Nul => Msg::new("rows-why-nul"),
        Reason::NotText { at } => Msg::new("rows-why-no-text").with("at", at + 1),
        Reason::OpenQuote => Msg::new("rows-why-open-quote"),
        Reason::StrayQuote { column } => Msg::new("rows-why-stray-quote").with("column", *column),
        Reason::Columns { expected, found } => {
            Msg::new("rows-why-columns").with("found", *found).with("expected", *expected)
        }
        Reason::NotJson { at } => Msg::new("rows-why-no-json").with("at", *at),
        Reason::NotAnObject => Msg::new("rows-why-no-object"),
        Reason::Time { problem } => Msg::new(bad_time(*problem)),
        Reason::Formula { column } => Msg::new("rows-why-formula").with("column", *column),
        Reason::NotChat => Msg::new("rows-why-no-chat"),
        Reason::CutShort => Msg::new("rows-why-cut-short"),
    }
}

fn bad_time(problem: BadTime) -> &'static str {
    match problem {
        BadTime::Empty => "rows-why-time-empty",
        BadTime::NotUnderstood => "rows-why-time-form",
        BadTime::NoSuchDate => "rows-why-time-none",
        BadTime::OutOfRange => "rows-why-time-range",
        BadTime::NoZone => "rows-why-time-zone",
        BadTime::UnknownZone => "rows-why-time-zone-unknown",
        BadTime::Skipped => "rows-why-time-skipped",
    }
}

/// What is noted beside a row.
#[must_use]
pub fn note(note: Notes) -> Msg {
    Msg::new(match note {
        Notes::TWICE => "rows-note-twice",
        Notes::OTHER_TIMESTAMP => "rows-note-timestamp",
        Notes::FAR => "rows-note-far",
        Notes::LEAP => "rows-note-leap",
        Notes::SHORT_YEAR => "rows-note-short-year",
        _ => "rows-note-inside",
    })
}

/// What the content of a file says against the format that was named.
#[must_use]
pub fn other_format(found: Format, wanted: Format) -> Msg {
    let known = KNOWN.iter().find(|known| known.format == wanted && !known.needs.is_empty());
    let msg = match known {
        Some(known) => Msg::new("rows-other-format-needs").with("needs", known.needs.join(", ")),
        None => Msg::new("rows-other-format"),
    };
    msg.code("found", FORMAT, code(&found))
        .with("found-code", code(&found))
        .code("wanted", FORMAT, code(&wanted))
        .with("wanted-code", code(&wanted))
}

/// Why a query cannot be read, at which column, and how it is written.
#[must_use]
pub fn not_a_query(why: &NotAQuery, column: usize, state: &Incident) -> (Msg, Msg) {
    let at = |id, given: &str| Msg::new(id).with("column", column).with("given", state.sensitive(given));
    match why {
        NotAQuery::Open(sign) => (at("query-open", &sign.to_string()), Msg::new("query-open-next")),
        NotAQuery::Nothing(given) => (at("query-nothing", given), Msg::new("query-nothing-next")),
        NotAQuery::Expression { text, why } => {
            (at("query-expression", text).with("why", state.sensitive(why)), Msg::new("query-expression-next"))
        }
        NotAQuery::Time(given) => (at("query-time", given), Msg::new("query-time-next")),
        NotAQuery::Range(given) => (at("query-range", given), Msg::new("query-range-next")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde_json::Value;

    fn reads<T: DeserializeOwned>(codes: &[&str]) -> Vec<T> {
        codes.iter().map(|code| serde_json::from_value(Value::from(*code)).unwrap()).collect()
    }

    #[test]
    fn every_format_of_the_table_can_be_named() {
        let named: Vec<Format> = reads(FORMATS);
        for known in KNOWN {
            assert!(named.contains(&known.format), "{:?}", known.format);
        }
        for (format, written) in named.iter().zip(FORMATS) {
            assert_eq!(code(format), *written);
        }
    }

    /// Every question, reason and note is said whole in both languages.
    #[test]
    fn everything_asked_and_refused_is_said_whole() {
        use crate::domain::mark::{Audience, Mark};
        use crate::library::foreign::Unit;
        use crate::library::lang::Lang;
        let seen = || "02-03-2022".to_owned();
        let times = [
            BadTime::Empty,
            BadTime::NotUnderstood,
            BadTime::NoSuchDate,
            BadTime::OutOfRange,
            BadTime::NoZone,
            BadTime::UnknownZone,
            BadTime::Skipped,
        ];
        let mut reasons = vec![
            Reason::TooLong { limit: 9 },
            Reason::Nul,
            Reason::NotText { at: 1 },
            Reason::OpenQuote,
            Reason::StrayQuote { column: 2 },
            Reason::Columns { expected: 3, found: 1 },
            Reason::NotJson { at: 4 },
            Reason::NotAnObject,
            Reason::Formula { column: 5 },
            Reason::NotChat,
            Reason::CutShort,
        ];
        reasons.extend(times.map(|problem| Reason::Time { problem }));
        let questions = [
            Question::Zone { seen: seen(), line: 2 },
            Question::DayOrMonth { seen: seen(), line: 2 },
            Question::Unit { seen: seen(), likely: Unit::Millis },
            Question::Columns,
            Question::Form { seen: seen(), line: 2 },
        ];
        let notes =
            [Notes::TWICE, Notes::OTHER_TIMESTAMP, Notes::FAR, Notes::LEAP, Notes::ROWS_INSIDE, Notes::SHORT_YEAR];
        let mut all: Vec<Msg> = reasons.iter().map(reason).chain(questions.iter().map(question)).collect();
        all.extend(notes.map(note));
        all.extend([no_text(3), other_format(Format::Table, Format::Tln), other_format(Format::Tln, Format::Table)]);
        let mut said = std::collections::BTreeSet::new();
        for lang in [Lang::english(), Lang::german()] {
            for msg in &all {
                let words = lang.say(msg, Audience(Mark::Red));
                assert!(words != msg.id && !words.contains('{'), "{words}");
                assert!(said.insert(words), "{} is said of two things", msg.id);
            }
        }
    }
}

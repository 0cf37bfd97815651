//! An import as the fields of its command ask for it: which file, what is answered beforehand; and taking it in.

use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{From, NotTaken, Recorded, Taken, record_rows};
use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::app::staging::path_of;
use crate::domain::decision::Refusal;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::msg::Arg;
use crate::domain::rows::twice;
use crate::domain::rows::words::{ENCODINGS, FORMATS, TIMES};
use crate::domain::rules::Rule;
use crate::jobs::Handle;
use crate::jobs::rows::pass::Answers;
use crate::journal::hex;
use crate::library::foreign::{TimeForm, Unit, Zone};

/// An import that was asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The file; `-` is standard input on the command line.
    pub file: PathBuf,
    /// What was answered.
    pub answers: Answers,
    /// The fields, as they go on record.
    pub fields: Input,
}

/// What came of an import.
#[derive(Debug)]
pub enum Came {
    /// Its rows are in the case.
    Recorded(Box<Taken>, Recorded),
    /// A question is open, or reading ended early. Nothing stays aside.
    Not(Box<Taken>),
    /// Its rows were in the case already, by this record, and no reason was given. Nothing stays aside.
    Twice(RecordId),
}

/// How times are written, by its code in [`TIMES`].
#[must_use]
pub fn time_form(code: &str) -> Option<TimeForm> {
    Some(match code {
        "iso" => TimeForm::Iso,
        "day-first" => TimeForm::DayFirst,
        "month-first" => TimeForm::MonthFirst,
        "mail" => TimeForm::Mail,
        "seconds" => TimeForm::Epoch(Unit::Seconds),
        "millis" => TimeForm::Epoch(Unit::Millis),
        "micros" => TimeForm::Epoch(Unit::Micros),
        "nanos" => TimeForm::Epoch(Unit::Nanos),
        _ => return None,
    })
}

/// Reads a value by the code that mappings are written with.
#[must_use]
pub fn coded<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(Value::from(code)).ok()
}

/// Reads the fields of `rows-import`.
///
/// # Errors
/// A field that has to be there is not, or cannot be read.
pub fn request(input: &Input) -> Result<Asked, Failure> {
    read(input).map_err(|refusal| Failure::Refused(Box::new(refusal)))
}

fn read(input: &Input) -> Result<Asked, Refusal> {
    let file = input.get("file").ok_or_else(|| Refusal::new(Rule::Empty, Some("file")).code("file"))?;
    let zone = |text: &str| {
        Zone::read(text).ok_or_else(|| {
            Refusal::new(Rule::Malformed, Some("zone"))
                .code("zone")
                .with("form", Arg::Code("shape", "rows-zone".to_owned()))
                .with("examples", "UTC, +02:00, Europe/Berlin")
        })
    };
    Ok(Asked {
        file: path_of(file),
        answers: Answers {
            format: choice(input, "format", FORMATS, coded)?,
            form: choice(input, "times", TIMES, time_form)?,
            encoding: choice(input, "encoding", ENCODINGS, coded)?,
            zone: input.get("zone").map(zone).transpose()?,
        },
        fields: input.clone(),
    })
}

fn choice<T>(
    input: &Input,
    field: &'static str,
    codes: &[&'static str],
    read: fn(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    let Some(text) = input.get(field).map(str::trim) else { return Ok(None) };
    let found = codes.iter().find(|code| code.eq_ignore_ascii_case(text)).and_then(|code| read(code));
    found
        .map(Some)
        .ok_or_else(|| Refusal::new(Rule::NotAChoice, Some(field)).code(field).with("choices", codes.join(", ")))
}

/// Reads a file and takes its rows in, all or none.
///
/// # Errors
/// [`NotTaken`]; nothing stays aside.
pub fn take_in(case: &mut Case, asked: &Asked, handle: &Handle) -> Result<Came, NotTaken> {
    let taken = case.stager().take_rows(From::File(&asked.file), &asked.answers, handle)?;
    settle(case, asked, taken)
}

/// Puts what was read on record, unless a question is open, reading ended early or its rows are in the case already without a reason to take them in again.
///
/// # Errors
/// [`NotTaken`]; nothing stays aside.
pub fn settle(case: &mut Case, asked: &Asked, taken: Taken) -> Result<Came, NotTaken> {
    let taken = Box::new(taken);
    if taken.looked.asks() || taken.looked.failed.is_some() {
        return Ok(Came::Not(taken));
    }
    let earlier = twice(case.state(), &hex(&taken.looked.sha256)).map(|(record, _)| record);
    if let Some(record) = earlier.filter(|_| asked.fields.get("reason").is_none()) {
        case.take_back(taken.rows.iter().chain(&taken.refused));
        return Ok(Came::Twice(record));
    }
    let path = (asked.file.as_os_str() != "-").then_some(asked.file.as_path());
    let recorded = record_rows(case, path, &asked.fields, &asked.answers, &taken)?;
    Ok(Came::Recorded(taken, recorded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::foreign::Format;

    #[test]
    fn fields_are_read_and_a_wrong_one_is_named() {
        let whole = Input::default()
            .with("file", "/tmp/x.csv")
            .with("format", "Table")
            .with("times", "day-first")
            .with("encoding", "latin1")
            .with("zone", "+02:00");
        let asked = request(&whole).unwrap();
        assert_eq!(asked.answers.format, Some(Format::Table));
        assert_eq!(asked.answers.form, Some(TimeForm::DayFirst));
        assert_eq!(asked.answers.zone.map(|zone| zone.to_string()).as_deref(), Some("+02:00"));
        assert!(asked.answers.encoding.is_some());
        for (field, text) in [("zone", "CET"), ("times", "never"), ("format", "csv"), ("encoding", "x"), ("file", "")] {
            let Err(Failure::Refused(refusal)) = request(&whole.clone().with(field, text)) else { panic!("{field}") };
            assert_eq!(refusal.field, Some(field));
        }
        for code in TIMES {
            assert!(time_form(code).is_some(), "{code}");
        }
        for code in ENCODINGS {
            assert!(coded::<crate::jobs::rows::Encoding>(code).is_some(), "{code}");
        }
    }
}

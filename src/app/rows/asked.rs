//! An import as the fields of its command ask for it: which file, what is answered beforehand; and taking it in.

use std::io::Read as _;
use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{From, NotTaken, Recorded, Taken, record_rows};
use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::app::staging::path_of;
use crate::domain::decision::Refusal;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::rows::words::{ENCODINGS, FORMATS, TIMES};
use crate::domain::rows::{Imported, counted, twice};
use crate::domain::rules::Rule;
use crate::domain::text::visible_bytes;
use crate::jobs::Handle;
use crate::jobs::rows::pass::Answers;
use crate::journal::hex;
use crate::library::foreign::{BadChoice, Choice, Format, Mapping, TimeForm, Zone};

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
            form: choice(input, "times", TIMES, TimeForm::of)?,
            encoding: choice(input, "encoding", ENCODINGS, coded)?,
            zone: input.get("zone").map(zone).transpose()?,
            columns: input.get("columns").map(|text| columns(text).map_err(|bad| no_choice(&bad))).transpose()?,
            earlier: Vec::new(),
        },
        fields: input.clone(),
    })
}

/// Why columns that were chosen cannot be read.
#[derive(Debug)]
pub enum NoChoice {
    /// What was typed, or what stands in the file.
    Bad(BadChoice),
    /// The file with them.
    File(PathBuf, std::io::Error),
}

/// The beginning of the file that the fields name, to see which columns it has: whatever else is answered, it is told by its content.
///
/// # Errors
/// No file is named, or what is said of its encoding cannot be read.
pub fn for_columns(input: &Input) -> Result<Asked, Failure> {
    let known = ["file", "encoding", "mark"];
    let kept = input.iter().filter(|(name, _)| known.contains(name));
    request(&kept.fold(Input::default(), |kept, (name, value)| kept.with(name, value)))
}

/// Bytes of the largest file with a choice of columns.
const CHOICE: u64 = 64 << 10;

/// Reads which column is what: as it is typed, or with `@` before it the file that holds it.
///
/// # Errors
/// [`NoChoice`].
pub fn columns(text: &str) -> Result<Choice, NoChoice> {
    let Some(path) = text.trim().strip_prefix('@') else { return Choice::read(text).map_err(NoChoice::Bad) };
    let path = path_of(path);
    let mut kept = String::new();
    let read = std::fs::File::open(&path).and_then(|file| file.take(CHOICE).read_to_string(&mut kept));
    read.map_err(|error| NoChoice::File(path, error))?;
    Choice::read(&kept).map_err(NoChoice::Bad)
}

fn no_choice(bad: &NoChoice) -> Refusal {
    let form: Arg = match bad {
        NoChoice::Bad(_) => Arg::Code("shape", "rows-columns".to_owned()),
        NoChoice::File(path, error) => {
            let file = visible_bytes(path.as_os_str().as_encoded_bytes());
            Msg::new("rows-columns-file").with("file", file).with("error", error.to_string()).into()
        }
    };
    Refusal::new(Rule::Malformed, Some("columns"))
        .code("columns")
        .with("form", form)
        .with("examples", "time=When, user=Who, what=Said")
}

/// How the tables of a case were read, for the next one with the same columns. What gave no row is no example.
#[must_use]
pub fn earlier(state: &Incident) -> Vec<(String, Mapping)> {
    let chosen = |mapping: &&(String, Mapping)| matches!(mapping.1.format, Format::Table | Format::JsonLines);
    let of = |(record, imported)| -> Vec<(String, Mapping)> {
        let imported: &Imported = imported;
        let mappings = imported.parts.iter().flat_map(|part| &part.mappings).filter(chosen);
        mappings.map(|(_, mapping)| (state.label(record), mapping.clone())).collect()
    };
    counted(state).filter(|(_, imported)| imported.kept() > 0).flat_map(of).collect()
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
    let answers = Answers { earlier: earlier(case.state()), ..asked.answers.clone() };
    let taken = case.stager().take_rows(From::File(&asked.file), &answers, handle)?;
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
            assert!(TimeForm::of(code).is_some(), "{code}");
        }
        for code in ENCODINGS {
            assert!(coded::<crate::jobs::rows::Encoding>(code).is_some(), "{code}");
        }
    }
}

//! Options that answer what a file leaves open, by the codes that its mapping is written with.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::cli::args::Import;
use crate::cli::session::Session;
use crate::cli::stop::Stop;
use crate::domain::text::visible;
use crate::jobs::rows::pass::Answers;
use crate::library::foreign::{Format, TimeForm, Unit, Zone, code};

/// Every format with its name.
pub(super) const FORMATS: &[(Format, &str)] = &[
    (Format::TimesketchCsv, "Timesketch CSV"),
    (Format::TimesketchJsonl, "Timesketch JSONL"),
    (Format::Redline, "Redline CSV"),
    (Format::PlasoDynamic, "plaso dynamic"),
    (Format::PlasoL2tcsv, "plaso l2tcsv"),
    (Format::Tln, "TLN"),
    (Format::L2tTln, "L2TTLN"),
    (Format::PlasoJsonLine, "plaso json_line"),
    (Format::HayabusaCsv, "Hayabusa CSV"),
    (Format::HayabusaTimesketch, "Hayabusa CSV for Timesketch"),
    (Format::Chainsaw, "Chainsaw CSV"),
    (Format::ForensicTimeliner, "forensic-timeliner CSV"),
    (Format::IrisTimeline, "DFIR-IRIS timeline, as it imports"),
    (Format::IrisTimelineExport, "DFIR-IRIS timeline, as it exports"),
    (Format::IrisAssets, "DFIR-IRIS assets"),
    (Format::IrisIocs, "DFIR-IRIS indicators"),
    (Format::IrisCase, "DFIR-IRIS case as JSON"),
    (Format::Aurora, "Aurora case (.fox)"),
    (Format::Kanvas, "Kanvas sheet"),
    (Format::Velociraptor, "Velociraptor JSONL"),
    (Format::Chat, "chat"),
    (Format::Table, "table"),
    (Format::JsonLines, "JSON objects"),
];
const FORMS: &[(&str, TimeForm)] = &[
    ("iso", TimeForm::Iso),
    ("day-first", TimeForm::DayFirst),
    ("month-first", TimeForm::MonthFirst),
    ("mail", TimeForm::Mail),
    ("seconds", TimeForm::Epoch(Unit::Seconds)),
    ("millis", TimeForm::Epoch(Unit::Millis)),
    ("micros", TimeForm::Epoch(Unit::Micros)),
    ("nanos", TimeForm::Epoch(Unit::Nanos)),
];

/// Reads the options.
pub(super) fn answers(session: &Session<'_>, asked: &Import) -> Result<Answers, Stop> {
    let formats = || FORMATS.iter().map(|(format, _)| code(format)).collect::<Vec<_>>().join(", ");
    let encodings = || "utf8, utf16-le, utf16-be, windows1252, latin1".to_owned();
    let forms = || FORMS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let form = |text: &String| {
        let known = FORMS.iter().find(|(name, _)| name == text).map(|(_, form)| *form);
        known.ok_or_else(|| unknown("--times", text, &forms()))
    };
    let zone = |text: &String| {
        let why = "the zone of the times in the file; abbreviations such as CET or IST name several";
        Zone::read(text)
            .ok_or_else(|| Stop::Usage(format!("--zone {}: {why}; name UTC, +02:00 or Europe/Berlin", visible(text))))
    };
    Ok(Answers {
        format: asked.format.as_ref().map(|text| coded("--format", text, formats)).transpose()?,
        form: asked.times.as_ref().map(form).transpose()?,
        encoding: asked.encoding.as_ref().map(|text| coded("--encoding", text, encodings)).transpose()?,
        zone: session.globals.zone.as_ref().map(zone).transpose()?,
    })
}

fn coded<T: DeserializeOwned>(option: &str, text: &str, known: impl Fn() -> String) -> Result<T, Stop> {
    serde_json::from_value(Value::from(text)).map_err(|_| unknown(option, text, &known()))
}

fn unknown(option: &str, text: &str, known: &str) -> Stop {
    Stop::Usage(format!("{option} {} is not known; name one of: {known}", visible(text)))
}

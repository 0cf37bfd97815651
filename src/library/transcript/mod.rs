//! Transcripts of sessions at a console: recorded here, or made elsewhere by the tools that people have there. One file per format.
//!
//! What a transcript says about itself is read out of it to spare typing; it is a claim of the file, and nothing here judges it.

pub mod asciicast;
pub mod lines;
pub mod mask;

mod device;
mod powershell;
mod putty;
mod script;

use super::plain_text::text_of;
use crate::domain::time::Instant;

/// Formats by the codes that facts store.
pub const FORMATS: &[&str] = &["script", "putty", "powershell", "asciicast", "device-log"];
/// Bytes at the beginning that decide on a format.
const BEGINNING: usize = 4096;

/// What a transcript says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// One of [`FORMATS`]; empty when it is none of them.
    pub format: &'static str,
    /// When it starts, by the clock of the machine that made it.
    pub started: Option<Stamp>,
    /// When it ends.
    pub ended: Option<Stamp>,
    /// The host or device.
    pub host: Option<String>,
    /// The account.
    pub user: Option<String>,
    /// Commands, where the format tells them from their output.
    pub commands: Vec<String>,
}

/// A time as a transcript gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// An instant.
    At(Instant),
    /// A local time of an unnamed zone: `2026-11-21 16:46:12`.
    Local(String),
    /// A local time without its year: `11-21 16:46:12`.
    Yearless(String),
}

/// Reads a transcript: as the format asked for, else as the one it looks like. None when it is of neither.
#[must_use]
pub fn read(bytes: &[u8], timing: Option<&[u8]>, format: Option<&str>) -> Option<Reading> {
    let read_as = |format: &str, text: &str| match format {
        "asciicast" => cast(bytes),
        "powershell" => powershell::read(text),
        "script" => script::read(text, timing),
        "putty" => putty::read(text),
        "device-log" => device::read(text),
        _ => None,
    };
    if let Some(format) = format {
        return read_as(format, &text_of(bytes));
    }
    let beginning = text_of(bytes.get(..BEGINNING).unwrap_or(bytes));
    let format = if asciicast::is_cast(bytes) {
        "asciicast"
    } else if powershell::looks(&beginning) {
        "powershell"
    } else if script::looks(&beginning) {
        "script"
    } else if putty::looks(&beginning) {
        "putty"
    } else if device::looks(&beginning) {
        "device-log"
    } else {
        return None;
    };
    read_as(format, &text_of(bytes))
}

fn cast(bytes: &[u8]) -> Option<Reading> {
    let cast = asciicast::parse(bytes)?;
    let start = cast.timestamp.and_then(|seconds| Instant::checked_from_millis(seconds.checked_mul(1000)?).ok());
    let length = cast.events.last().map_or(0, |event| event.at_us / 1000);
    let end = start.map(|start| start.plus_millis(i64::try_from(length).unwrap_or(i64::MAX)));
    Some(Reading {
        format: "asciicast",
        started: start.map(Stamp::At),
        ended: end.map(Stamp::At),
        commands: cast.command.into_iter().collect(),
        ..Reading::default()
    })
}

/// Two-digit fields of a date and time given as digits alone, checked for their ranges: `2026-11-21 16:46:12`.
fn local(year: &str, month: &str, day: &str, hour: &str, minute: &str, second: &str) -> Option<Stamp> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let (hour, minute, second) = (number(hour)?, number(minute)?, number(second)?);
    let fits = (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    (fits && hour < 24 && minute < 60 && second < 60)
        .then(|| Stamp::Local(format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")))
}

/// Number of a month by its English short name.
fn month(name: &str) -> Option<u32> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1..).zip(names).find(|(_, known)| name.to_ascii_lowercase().starts_with(known)).map(|(number, _)| number)
}

/// What stands between `start` and `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

#[cfg(test)]
mod tests;

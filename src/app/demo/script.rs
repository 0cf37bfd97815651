//! The script of the example, and filling its places.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::Deserialize;

use super::files::Files;
use crate::app::failure::Failure;
use crate::domain::time::{Instant, TypingContext, local, parse_when};

const TEXT: &str = include_str!("../../../assets/demo.toml");

/// The whole script.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    schema: String,
    /// Codename, also the stem of the file's name.
    pub(super) codename: String,
    /// Who is at the keys when the case file is made.
    pub(super) operator: String,
    /// Entries, earliest first.
    pub(super) entry: Vec<Entry>,
}

/// One command.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// Minutes before now.
    pub(super) before: i64,
    /// The command.
    pub(super) run: String,
    /// What later entries call its record.
    #[serde(default)]
    pub(super) name: String,
    /// Its fields.
    #[serde(default)]
    pub(super) with: BTreeMap<String, String>,
}

/// The shipped script does not fit this version: a fault of the program, told like a file that cannot be read.
pub(super) fn broken(why: String) -> Failure {
    Failure::File { path: "demo.toml".to_owned(), why }
}

impl Script {
    /// The script that the program carries.
    pub(super) fn shipped() -> Result<Self, Failure> {
        let script: Script = toml::from_str(TEXT).map_err(|error| broken(error.to_string()))?;
        if script.schema != "warroom.demo/1" || !script.entry.is_sorted_by(|a, b| a.before >= b.before) {
            return Err(broken("another schema, or entries that go back in time".to_owned()));
        }
        Ok(script)
    }

    /// How far back it begins, minutes.
    pub(super) fn longest(&self) -> i64 {
        self.entry.first().map_or(0, |entry| entry.before)
    }
}

/// What the places of a text are filled from.
pub(super) struct Filling<'a> {
    /// Now, to the minute.
    pub(super) now: Instant,
    /// Zone of the case.
    pub(super) zone: Tz,
    /// Labels of named records.
    pub(super) names: &'a BTreeMap<String, String>,
    /// The exhibits' files.
    pub(super) files: &'a Files,
}

impl Filling<'_> {
    /// A text with its places filled.
    pub(super) fn fill(&self, text: &str) -> Result<String, Failure> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("<<") {
            let (place, after) =
                after.split_once(">>").ok_or_else(|| broken(format!("a place without end: {after}")))?;
            filled.push_str(before);
            filled.push_str(&self.place(place).ok_or_else(|| broken(format!("no such place: {place}")))?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn place(&self, place: &str) -> Option<String> {
        let words: Vec<&str> = place.split_whitespace().collect();
        let before = |text: &str| Some(self.now.plus_minutes(-text.parse::<i64>().ok()?));
        match words[..] {
            ["time", minutes] => Some(typed(before(minutes)?, self.zone)),
            ["hm", minutes] => Some(local(before(minutes)?, self.zone).hm()),
            ["utc", minutes, seconds] => Some(utc(before(minutes)?.plus_millis(seconds.parse::<i64>().ok()? * 1000))),
            ["record", name] => self.names.get(name).cloned(),
            ["file", name] => self.files.get(name).map(|file| super::text_of(&file.path)),
            ["sha", name] => self.files.get(name).map(|file| file.sha256.clone()),
            _ => None,
        }
    }
}

/// A whole minute as people type it; where that local time exists twice, with its offset.
fn typed(at: Instant, zone: Tz) -> String {
    let shown = local(at, zone);
    let text = format!("{} {}", shown.date_iso(), shown.hm());
    match parse_when(&text, &TypingContext { now: at, zone }) {
        Ok(when) if when.at == at => text,
        _ => at.rfc3339_at(shown.offset_seconds() / 60),
    }
}

/// `2026-11-21T02:12:09Z`.
pub(super) fn utc(at: Instant) -> String {
    let shown = local(at, Tz::UTC);
    format!("{}T{}Z", shown.date_iso(), shown.hms())
}

//! Files of other tools that hold a line of time or a list: what their columns mean, how their times are written, and the one row that every one of them becomes.
//!
//! Everything here is pure: text comes in as an argument and nothing asks the machine for its clock or its zone. Reading bytes is `jobs::rows`.
//! The facts of the formats, with where they were read, are in the table [`format::KNOWN`]; the rules that hold for all of them:
//!
//! - a time is kept as it was written, beside the instant it was read as; a time without a zone is a question, never a guess;
//! - a date that cannot be is refused, never turned into 1970; what a format writes for "no time" (`-`, `Not set`, `0000-00-00`) keeps its row, undated;
//! - no column is dropped: what has no place in a row stays in `extra` under the name it had.

pub mod apply;
pub mod cells;
pub mod chat;
pub mod choice;
pub mod detect;
pub mod epoch;
pub mod format;
pub mod glance;
pub mod json;
pub mod mapping;
pub mod pick;
pub mod row;
pub mod shelf;
pub mod time;
pub mod zone;

mod guess;
mod parts;

pub use apply::Mapper;
pub use choice::{BadChoice, Choice};
pub use detect::{Detection, Question, columns, detect, detect_as};
pub use format::Format;
pub use glance::Glance;
pub use mapping::{Column, Mapping, Quoting, Role, Shape};
pub use row::{Counts, Notes, Reason, Refused, Row, Subject};
pub use time::{BadTime, Moment, Precision, TimeForm, Unit, ZoneFrom};
pub use zone::Zone;

/// The code that a value is written with in JSON: `timesketch-csv`, `utf16-le`.
#[must_use]
pub fn code(of: &impl serde::Serialize) -> String {
    match serde_json::to_value(of) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod detect_tests;
#[cfg(test)]
mod time_tests;

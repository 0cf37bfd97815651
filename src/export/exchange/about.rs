//! What every exchange says of itself: whose case, for whom, as of which head, and that it is a copy for work and no evidence.

use serde_json::{Map, Value, json};

use crate::domain::mark::Mark;
use crate::domain::text::counted;
use crate::export::folder::note::Note;

/// What it is, in one sentence.
const COPY: &str = "Copy for work, not evidence";

/// Whether it comes from a drill: then nobody may take it for an incident.
fn exercise(note: &Note) -> bool {
    note.purpose == "exercise"
}

/// How many records stay behind.
pub(super) fn behind(note: &Note) -> u64 {
    note.withheld.bodies().unwrap_or(u64::MAX)
}

/// The fields, for formats that hold fields. No time of making: the same head gives the same bytes.
pub(super) fn fields(note: &Note) -> Map<String, Value> {
    let fields = [
        ("notice", json!(notice(note))),
        ("exercise", json!(exercise(note))),
        ("case", json!(note.case)),
        ("codename", json!(note.codename)),
        ("audience", json!(note.audience.label())),
        ("case_head", json!(note.case_head)),
        ("records_withheld", json!(behind(note))),
        ("program", json!(note.program)),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The same as one sentence or two.
pub(super) fn notice(note: &Note) -> String {
    let drill = if exercise(note) { "EXERCISE. " } else { "" };
    let withheld = match behind(note) {
        0 => String::new(),
        count => format!("; {} withheld", counted(count, "record")),
    };
    format!(
        "{drill}{COPY}. Case {}, for readers up to {}, as of case head {}{withheld}. What proves anything is the case folder, which `warroom verify` checks.",
        note.case,
        note.audience.label(),
        note.case_head
    )
}

/// Lines of text, for people who find the files: `steps` say what is to be done with them.
pub(super) fn page(note: &Note, steps: &[String]) -> Vec<u8> {
    let mut lines = vec![notice(note), String::new()];
    lines.push(format!("case:      {}", note.case));
    lines.push(format!("codename:  {}", crate::domain::text::one_line(&note.codename)));
    lines.push(format!("readers:   up to {}", note.audience.label()));
    lines.push(format!("case head: {}", note.case_head));
    lines.push(format!("withheld:  {}", counted(behind(note), "record")));
    lines.push(format!("program:   {}", note.program));
    if !steps.is_empty() {
        lines.push(String::new());
        lines.extend(steps.iter().cloned());
    }
    lines.push(String::new());
    lines.join("\n").into_bytes()
}

/// The name of a mark in MISP, DFIR-IRIS and STIX: `amber+strict`.
pub(super) fn tlp(mark: Mark) -> String {
    mark.code().to_lowercase()
}

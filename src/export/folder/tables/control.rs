//! Steps, their proofs, and the ten controls. Their states are computed from what is in the folder: the column `records_not_in_this_folder` says how many records
//! they were computed without.

use serde_json::{Value, json};

use super::{From, Table, name};
use crate::domain::control;
use crate::domain::msg::Msg;
use crate::domain::proof::{self, Source, StepState};

/// The column that says what a state was computed without.
pub(super) const WITHOUT: &str = "records_not_in_this_folder";

/// Steps of the procedures in use, with the states their proofs give them.
pub(super) fn steps(from: &From<'_>) -> Table {
    let mut table =
        Table::new("steps", &["step", "procedure", "phase", "control", "role", "title", "state", "missing", WITHOUT]);
    for merged in &from.state.work.steps {
        let step = &merged.step;
        let state = proof::state_of(from.state, &step.id).unwrap_or(StepState::Open);
        table.row(vec![
            json!(step.id),
            json!(merged.procedure),
            json!(step.phase),
            json!(step.control),
            json!(step.role),
            json!(step.title),
            json!(state.code()),
            json!(proof::missing(from.state, &step.id).join(", ")),
            from.without(),
        ]);
    }
    table
}

/// What was attached to steps.
pub(super) fn proofs(from: &From<'_>) -> Table {
    let columns = &[
        "record",
        "step",
        "kind",
        "at",
        "operator",
        "source",
        "file",
        "sha256",
        "size",
        "note",
        "rules_not_met",
        "struck",
    ];
    let mut table = Table::new("proofs", columns);
    for (record, attached) in from.state.proofs.attached.values().flatten() {
        let (source, file) = match &attached.source {
            Source::File(file) => ("file".to_owned(), Some(file)),
            Source::Record(record) => (format!("record {record}"), None),
            Source::Exhibit(exhibit) => (format!("exhibit {exhibit}"), None),
        };
        let short: Vec<&str> =
            proof::proof_shortfalls(from.state, Some(*record), attached).iter().map(|short| short.rule.id()).collect();
        table.row(vec![
            json!(record),
            json!(attached.step),
            json!(attached.kind),
            json!(attached.at.at),
            name(&attached.operator),
            json!(source),
            json!(file.map(|file| file.name.as_str())),
            json!(file.map(|file| file.sha256.as_str())),
            json!(file.map(|file| file.size)),
            json!(attached.note),
            json!(short.join(", ")),
            json!(from.state.struck(*record)),
        ]);
    }
    table
}

/// The ten controls of Annex A 5.26, as far as what is in the folder shows.
pub(super) fn controls(from: &From<'_>) -> Table {
    let mut table = Table::new("controls", &["control", "name", "state", "records", "missing", "overrides", WITHOUT]);
    for control in control::controls(from.state) {
        let records: Vec<String> = control.records.iter().map(ToString::to_string).collect();
        table.row(vec![
            json!(control.id),
            json!(from.lang.code("control", &control.id.to_string())),
            json!(control.standing.code()),
            json!(records.join(" ")),
            json!(control.missing.len()),
            json!(control.overrides.len()),
            from.without(),
        ]);
    }
    table
}

/// What the controls miss.
pub(super) fn missing(from: &From<'_>) -> Table {
    let mut table = Table::new("missing", &["control", "rule", "about", "what", "next", WITHOUT]);
    for control in control::controls(from.state) {
        for missing in &control.missing {
            table.row(vec![
                json!(control.id),
                json!(missing.shortfall.rule.id()),
                json!(from.say(&Msg::new("audit-about").with("about", missing.about.clone()))),
                json!(from.say(&missing.shortfall.missing)),
                json!(from.say(&missing.shortfall.next)),
                from.without(),
            ]);
        }
    }
    table
}

/// What was accepted although a rule was not met.
pub(super) fn overrides(from: &From<'_>) -> Table {
    let mut table = Table::new("overrides", &["control", "record", "what"]);
    for control in control::controls(from.state) {
        for accepted in &control.overrides {
            let what: Value = json!(from.say(&accepted.what));
            table.row(vec![json!(control.id), json!(accepted.record), what]);
        }
    }
    table
}

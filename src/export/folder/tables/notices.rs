//! Deadlines, notices that went out, decisions.

use serde_json::json;

use super::control::WITHOUT;
use super::{From, Table, name};

/// Every clock as it stood at the export, as far as what is in the folder shows.
pub(super) fn deadlines(from: &From<'_>) -> Table {
    let columns = &[
        "regime",
        "deadline",
        "name",
        "state",
        "clock_start",
        "start_record",
        "due",
        "sent",
        "citation",
        "confidence",
        WITHOUT,
    ];
    let mut table = Table::new("deadlines", columns);
    for clock in from.state.deadlines.views(from.state, from.now) {
        let regime = &clock.regime.considered;
        let named = clock.clock.map_or_else(|| regime.name.clone(), |one| format!("{}: {}", regime.name, one.name));
        table.row(vec![
            json!(regime.regime),
            json!(clock.clock.map(|one| one.deadline.as_str())),
            json!(named),
            json!(clock.state.code()),
            json!(clock.start.map(|start| start.at)),
            json!(clock.start.map(|start| start.record)),
            json!(clock.due),
            json!(clock.sent.map(|sent| sent.at.at)),
            json!(clock.clock.map_or(regime.citation.as_str(), |one| one.citation.as_str())),
            json!(regime.confidence),
            from.without(),
        ]);
    }
    table
}

/// Notices that went out.
pub(super) fn sent(from: &From<'_>) -> Table {
    let columns = &[
        "record",
        "regime",
        "deadline",
        "at",
        "by",
        "route",
        "reference",
        "copy_sha256",
        "receipt_sha256",
        "text_sha256",
        "copy_is",
        "late_reason",
        "struck",
    ];
    let mut table = Table::new("notices", columns);
    for regime in &from.state.deadlines.regimes {
        for (record, sent) in regime.sent.values().flatten() {
            table.row(vec![
                json!(record),
                json!(sent.regime),
                json!(sent.deadline),
                json!(sent.at.at),
                name(&sent.by),
                json!(sent.route),
                json!(sent.reference),
                json!(sent.copy.as_ref().map(|file| file.sha256.as_str())),
                json!(sent.receipt.as_ref().map(|file| file.sha256.as_str())),
                json!(sent.text_sha256),
                json!(sent.copy_is),
                json!(sent.late_reason),
                json!(from.state.struck(*record)),
            ]);
        }
    }
    table
}

/// The decision log.
pub(super) fn decisions(from: &From<'_>) -> Table {
    let columns = &[
        "record",
        "at",
        "question",
        "options",
        "choice",
        "reason",
        "by",
        "objections",
        "replaces",
        "standing",
        "late_reason",
    ];
    let mut table = Table::new("decisions", columns);
    for (record, made) in &from.state.decisions.made {
        let objections: Vec<String> = made
            .objections
            .iter()
            .flatten()
            .map(|objection| format!("{}: {}", objection.who.name, objection.why))
            .collect();
        table.row(vec![
            json!(record),
            json!(made.at.at),
            json!(made.question),
            json!(made.options.join("; ")),
            json!(made.choice),
            json!(made.reason),
            name(&made.by),
            json!(objections.join("; ")),
            json!(made.replaces),
            json!(from.state.decisions.stands(from.state, *record).code()),
            json!(made.late_reason),
        ]);
    }
    table
}

/// Exports, with where they went and what became of them.
pub(super) fn exports(from: &From<'_>) -> Table {
    let columns = &[
        "record",
        "number",
        "begun",
        "by",
        "state",
        "audience",
        "directory",
        "bus",
        "vendor",
        "model",
        "serial",
        "file_system",
        "uuid",
        "label",
        "machine",
        "reason",
        "tag_manifest",
        "case_head",
        "why_failed",
    ];
    let mut table = Table::new("exports", columns);
    for export in &from.state.exports.made {
        let (started, place) = (&export.started, &export.started.destination);
        let finished = export.finished.as_ref().map(|(_, finished)| finished);
        table.row(vec![
            json!(export.id),
            json!(started.number),
            json!(export.at),
            name(&export.by),
            json!(export.state()),
            json!(started.audience),
            json!(place.directory),
            json!(place.medium.bus),
            json!(place.medium.vendor),
            json!(place.medium.model),
            json!(place.medium.serial),
            json!(place.fs),
            json!(place.uuid),
            json!(place.label),
            json!(started.machine),
            json!(started.reason),
            json!(finished.map(|finished| finished.tag_manifest.as_str())),
            json!(finished.map(|finished| finished.case_head.as_str())),
            json!(export.failed.as_ref().map(|(_, failed)| failed.why.as_str())),
        ]);
    }
    table
}

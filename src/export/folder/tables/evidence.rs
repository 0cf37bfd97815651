//! Exhibits, their digests and their custody.

use serde_json::json;

use super::super::layout;
use super::{From, Table, name};
use crate::domain::custody::{Finding, What};
use crate::domain::exhibit::{DigestState, Exhibit, compare};

/// The label of an exhibit; where two laptops gave one number, with the station.
pub(super) fn label(from: &From<'_>, exhibit: &Exhibit) -> String {
    from.state.register.shown_label(exhibit)
}

/// The register.
pub(super) fn exhibits(from: &From<'_>) -> Table {
    let columns = &[
        "exhibit",
        "record",
        "description",
        "kind",
        "relation",
        "parent",
        "origin",
        "collected_by",
        "collected",
        "tool",
        "digest_state",
        "sha256",
        "size",
        "path",
        "holder",
        "findings",
        "struck",
    ];
    let mut table = Table::new("exhibits", columns);
    for exhibit in &from.state.register.exhibits {
        let registered = &exhibit.registered;
        let holder = from.state.custody.holder(from.state, exhibit.id);
        let parent = registered.parent.and_then(|id| from.state.register.exhibit(id)).map(|parent| label(from, parent));
        let findings: Vec<String> = from.state.custody.findings(from.state, exhibit.id).iter().map(finding).collect();
        table.row(vec![
            json!(label(from, exhibit)),
            json!(exhibit.id),
            json!(registered.description),
            json!(registered.kind),
            json!(registered.relation),
            json!(parent),
            json!(registered.origin),
            name(&registered.collected_by),
            json!(registered.collected.at),
            json!(registered.tool),
            json!(from.state.digest_state(exhibit).code()),
            json!(exhibit.digest()),
            json!(exhibit.size()),
            json!(registered.path),
            json!(holder.map(|holder| holder.name)),
            json!(findings.join("; ")),
            json!(exhibit.struck),
        ]);
    }
    table
}

fn finding(finding: &Finding) -> String {
    let about = match &finding.what {
        What::Gap { held_by, given_by } => format!(": held by {held_by}, given by {given_by}"),
        What::Open { to } => format!(": to {to}"),
        What::Seal { applied, removed } => format!(": applied {applied}, removed {removed}"),
        _ => String::new(),
    };
    let settled = if finding.settled.is_some() { " (explained)" } else { "" };
    format!("{}{about}{settled}", finding.what.code())
}

/// Every digest of every exhibit, computed and stated.
pub(super) fn digests(from: &From<'_>) -> Table {
    let columns = &["exhibit", "algorithm", "hex", "origin", "by", "record", "compared"];
    let mut table = Table::new("digests", columns);
    for exhibit in &from.state.register.exhibits {
        let computed = exhibit.computed_digests();
        for (algorithm, hex) in &computed {
            table.row(vec![
                json!(label(from, exhibit)),
                json!(algorithm.code()),
                json!(hex),
                json!("computed-by-warroom"),
                json!(null),
                json!(null),
                json!(null),
            ]);
        }
        for stated in exhibit.stated() {
            table.row(vec![
                json!(label(from, exhibit)),
                json!(stated.algorithm.code()),
                json!(stated.hex),
                json!(stated.origin),
                name(&stated.by),
                json!(stated.record),
                json!(compare((stated.algorithm, stated.hex), &computed).code()),
            ]);
        }
    }
    table
}

/// Every event of custody, by exhibit and time.
pub(super) fn custody(from: &From<'_>) -> Table {
    let columns = &[
        "exhibit",
        "record",
        "event",
        "at",
        "from",
        "to",
        "place",
        "purpose",
        "authority",
        "witness",
        "presence",
        "presence_ref",
        "seal_removed",
        "seal_applied",
        "seal_state",
        "container",
        "condition",
        "transport",
        "check",
        "change",
        "signed_by_key",
        "note",
        "late_reason",
        "corrects",
        "explains",
        "struck",
    ];
    let mut table = Table::new("custody", columns);
    for exhibit in &from.state.register.exhibits {
        for (record, moved) in from.state.custody.chain(exhibit.id) {
            table.row(vec![
                json!(label(from, exhibit)),
                json!(record),
                json!(moved.event),
                json!(moved.at.at),
                name(&moved.from),
                name(&moved.to),
                json!(moved.place),
                json!(moved.purpose),
                json!(moved.authority),
                json!(moved.witness),
                json!(moved.presence),
                json!(moved.presence_ref),
                json!(moved.seal_removed),
                json!(moved.seal_applied),
                json!(moved.seal_state),
                json!(moved.container),
                json!(moved.condition),
                json!(moved.transport),
                json!(moved.check),
                json!(moved.change),
                json!(moved.signature.as_ref().map(|signature| signature.fingerprint.as_str())),
                json!(moved.note),
                json!(moved.late_reason),
                json!(moved.corrects),
                json!(moved.explains),
                json!(from.state.struck(*record)),
            ]);
        }
    }
    table
}

/// A check file for `sha256sum -c` of every exhibit whose digest was computed here over all of its bytes: where its bytes are in the folder it names them as they
/// lie there, from its own directory; else it stands apart and names them as they are called where they lie.
pub(super) fn check_files(from: &From<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for exhibit in &from.state.register.exhibits {
        let whole = !matches!(from.state.digest_state(exhibit), DigestState::Incomplete | DigestState::LossAccepted);
        let Some(hashed) = exhibit.computed().filter(|_| whole) else { continue };
        let stem = layout::plain(&label(from, exhibit));
        let carried = from.note.carried.contains(&exhibit.id);
        let here = |name: &str| {
            let path = layout::evidence_file(&stem, name);
            path.strip_prefix(layout::EVIDENCE_LISTS).unwrap_or(&path).to_owned()
        };
        let of = |sha256: &str, name: &str| {
            check_line(sha256, &if carried { here(name) } else { file_name(name).to_owned() })
        };
        let text = if !hashed.reading.segments.is_empty() {
            hashed.reading.segments.iter().map(|segment| of(&segment.sha256, &segment.name)).collect()
        } else if carried {
            of(&hashed.sha256, exhibit.shown_path().rsplit('/').next().unwrap_or_default())
        } else {
            of(&hashed.sha256, &hashed.path)
        };
        let place = if carried { layout::EVIDENCE_LISTS } else { layout::EVIDENCE_ELSEWHERE };
        files.push((format!("{place}{stem}.sha256"), text.into_bytes()));
    }
    files
}

/// A line of `sha256sum`, the name escaped as it does.
fn check_line(sha256: &str, name: &str) -> String {
    let escaped = name.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    let mark = if escaped == name { "" } else { "\\" };
    format!("{mark}{sha256}  {escaped}\n")
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or("exhibit")
}

//! The custody of one exhibit: registration, then every event in the order in which it happened.

use serde_json::{Value, json};

use super::super::Desk;
use super::graph::{Graph, instant};
use crate::domain::custody::Moved;
use crate::domain::exhibit::Exhibit;
use crate::domain::id::RecordId;

/// Adds what happened to an exhibit. `thing` is its node, `tool` this program's.
pub(super) fn chain(desk: &Desk<'_>, graph: &mut Graph<'_>, exhibit: &Exhibit, (thing, tool): (&str, &str)) {
    let state = desk.state();
    let registered = &exhibit.registered;
    let mut record = provenance(desk, graph, exhibit, thing, exhibit.id, &registered.collected.at.to_string());
    let performer = graph.holder(&registered.collected_by);
    let place = graph.place(&registered.place);
    let taken = [
        ("from", registered.origin.as_str()),
        ("tool", registered.tool.as_str()),
        ("how", exhibit.details.method.as_str()),
        ("write blocker", exhibit.details.write_blocker.as_str()),
        ("legal basis", exhibit.details.authority.as_str()),
    ];
    let taken = said(&taken);
    graph.node(
        "action",
        &[&exhibit.id.to_string()],
        "case-investigation:InvestigativeAction",
        json!({
            "uco-core:name": "collected",
            "uco-core:description": taken,
            "uco-action:startTime": instant(&written(&registered.collected)),
            "uco-action:performer": performer,
            "uco-action:location": place,
            "uco-action:instrument": {"@id": tool},
            "uco-action:object": {"@id": thing},
            "uco-action:result": {"@id": record},
        }),
    );
    for (id, moved) in state.custody.chain(exhibit.id) {
        if state.struck(*id) {
            continue;
        }
        // The second half of a hand-over, and whatever else names another holder, leads to a new record of provenance.
        let next = changes_hands(moved).then(|| provenance(desk, graph, exhibit, thing, *id, &moved.at.at.to_string()));
        let (from, to) = (graph.holder(&moved.from), graph.holder(&moved.to));
        let performer = if moved.signer() == &moved.from { from.clone() } else { to.clone() };
        let mut participants: Vec<Value> = vec![from, to];
        participants.retain(|who| !who.is_null());
        participants.dedup();
        let place = graph.place(&moved.place);
        let label = desk.from.lang.code("custody", &moved.event);
        let mark = state.timeline.line(*id).map_or(desk.note().audience, |line| line.mark);
        let marking = graph.marking(mark);
        graph.node(
            "action",
            &[&id.to_string()],
            "case-investigation:InvestigativeAction",
            json!({
                "uco-core:name": label,
                "uco-core:description": described(moved, *id),
                "uco-core:objectMarking": marking,
                "uco-action:startTime": instant(&written(&moved.at)),
                "uco-action:performer": performer,
                "uco-action:participant": participants,
                "uco-action:location": place,
                "uco-action:object": [{"@id": thing}, {"@id": record}],
                "uco-action:result": next.as_ref().map(|id| json!({"@id": id})),
            }),
        );
        record = next.unwrap_or(record);
    }
}

fn written(when: &crate::domain::time::When) -> String {
    when.at.rfc3339_at(when.offset_minutes)
}

/// Whether somebody else has it afterwards; a release alone does not do that.
fn changes_hands(moved: &Moved) -> bool {
    !moved.to.name.trim().is_empty() && moved.event != "released" && moved.from != moved.to
}

/// A record of provenance, as of one event.
fn provenance(
    desk: &Desk<'_>,
    graph: &mut Graph<'_>,
    exhibit: &Exhibit,
    thing: &str,
    by: RecordId,
    at: &str,
) -> String {
    let register = &desk.state().register;
    let label = register.shown_label(exhibit);
    let mut root = exhibit;
    // A circle of parents ends too: each step uses up one exhibit.
    for _ in 0..register.exhibits.len() {
        match root.registered.parent.and_then(|parent| register.exhibit(parent)) {
            Some(parent) => root = parent,
            None => break,
        }
    }
    let court = exhibit.details.exhibit_no.trim();
    let court = if court.is_empty() { String::new() } else { format!("; number of the court: {court}") };
    graph.node(
        "provenance-record",
        &[&by.to_string()],
        "case-investigation:ProvenanceRecord",
        json!({
            "uco-core:description": format!("{label} as of record {by}{court}"),
            "case-investigation:exhibitNumber": label,
            "case-investigation:rootExhibitNumber": register.shown_label(root),
            "uco-core:objectCreatedTime": instant(at),
            "uco-core:object": {"@id": thing},
        }),
    )
}

/// What CASE has no field for: purpose, authority, seals, presence, the look at the digest.
fn described(moved: &Moved, id: RecordId) -> String {
    let check = moved.check.as_ref().map(|check| {
        let read =
            if check.digest.is_empty() { String::new() } else { format!(" ({} read off: a claim)", check.digest) };
        format!("{}{read} {}", check.outcome, check.why).trim().to_owned()
    });
    let change = moved.change.as_ref().map(|change| {
        format!("{}; answers for it: {}; because: {}", change.what, change.responsible.name, change.justification)
    });
    let record = id.to_string();
    let (check, change) = (check.unwrap_or_default(), change.unwrap_or_default());
    let parts = [
        ("record", record.as_str()),
        ("purpose", &moved.purpose),
        ("authority", &moved.authority),
        ("witness", &moved.witness),
        ("presence", &moved.presence),
        ("presence shown by", &moved.presence_ref),
        ("seal removed", &moved.seal_removed),
        ("seal applied", &moved.seal_applied),
        ("seal found", &moved.seal_state),
        ("container", &moved.container),
        ("condition", &moved.condition),
        ("transport", &moved.transport),
        ("digest compared", &check),
        ("changed", &change),
        ("note", &moved.note),
        ("late because", moved.late_reason.as_deref().unwrap_or_default()),
    ];
    said(&parts)
}

/// What is known, a line each under its label.
fn said(parts: &[(&str, &str)]) -> String {
    let known = parts.iter().filter(|(_, words)| !words.trim().is_empty());
    known.map(|(label, words)| format!("{label}: {words}")).collect::<Vec<_>>().join("\n")
}

//! CASE/UCO 1.x as JSON-LD: exhibits with their provenance and custody, and what people said of the incident.
//!
//! CASE has no event of custody: each is an `InvestigativeAction` with the record of provenance that it began from, and where the exhibit changed hands with the new
//! record that it led to (CASE-Examples, `forensic_lifecycle.json`). A digest stands at the exhibit only where it was computed here over all of its bytes; what others state
//! is an annotation that calls it claimed, so that no program takes it for more.

mod custody;
mod graph;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::about::notice;
use super::matter::digest_words;
use super::{Desk, Made};
use crate::domain::exhibit::{ClaimAlgorithm, DigestState, Exhibit};
use graph::{Graph, instant};

/// The document.
pub(super) fn make(desk: &Desk<'_>) -> Made {
    let mut graph = Graph::new(desk);
    let tool = graph.node(
        "tool",
        &["warroom"],
        "uco-tool:Tool",
        json!({
            "uco-core:name": "warroom",
            "uco-tool:version": desk.note().program.strip_prefix("warroom ").unwrap_or_default(),
        }),
    );
    let mut left_out = BTreeSet::new();
    for exhibit in desk.state().register.exhibits.iter().filter(|exhibit| !exhibit.struck) {
        let (thing, missing) = thing(desk, &mut graph, exhibit);
        left_out.extend(missing);
        custody::chain(desk, &mut graph, exhibit, (&thing, &tool));
    }
    let mut said = 0;
    for event in desk.events.iter().filter(|event| event.line.detail.is_some()) {
        said += 1;
        let status = event.line.status();
        let kind = if status.is_empty() { event.lane().to_owned() } else { format!("{} ({status})", event.lane()) };
        let name = format!("record {}", event.id);
        let context = graph.investigation.clone();
        let marking = graph.marking(event.line.mark);
        graph.node(
            "event",
            &[&event.id.to_string()],
            "uco-core:Event",
            json!({
                "uco-core:name": name,
                "uco-core:description": event.text,
                "uco-core:eventType": kind,
                "uco-core:startTime": instant(&event.written),
                "uco-core:eventContext": {"@id": context},
                "uco-core:objectMarking": marking,
                "uco-core:tag": event.tags().iter().chain(event.techniques()).collect::<Vec<_>>(),
            }),
        );
    }
    let mut left: Vec<String> = left_out.into_iter().collect();
    let program = desk.events.len() - said;
    if program > 0 {
        left.push(format!("lines that the program wrote of records that are no custody: up to {program}"));
    }
    let document = graph.document(&desk.title(), &notice(desk.note()));
    let mut bytes = format!("{document:#}").into_bytes();
    bytes.push(b'\n');
    Made { left_out: left, ..Made::of(vec![desk.file("case-uco.jsonld", bytes)]) }
}

/// How UCO calls an algorithm, where its vocabulary has it.
fn method(algorithm: ClaimAlgorithm) -> Option<&'static str> {
    match algorithm.code() {
        "md5" => Some("MD5"),
        "sha1" => Some("SHA1"),
        "sha256" => Some("SHA256"),
        "sha384" => Some("SHA384"),
        "sha512" => Some("SHA512"),
        _ => None,
    }
}

/// The exhibit itself with its digests; and what of them UCO has no name for.
fn thing(desk: &Desk<'_>, graph: &mut Graph<'_>, exhibit: &Exhibit) -> (String, Vec<String>) {
    let state = desk.state();
    let (key, registered) = (exhibit.id.to_string(), &exhibit.registered);
    let sure = state.digest_state(exhibit);
    let mut missing = Vec::new();
    let mut hashes = Vec::new();
    if sure == DigestState::Recomputed {
        let mut seen = BTreeSet::new();
        for (algorithm, hex) in exhibit.computed_digests() {
            let Some(method) = method(algorithm) else {
                missing.push(format!("digests of an algorithm that UCO does not name: {}", algorithm.code()));
                continue;
            };
            if seen.insert((method, hex)) {
                hashes.push(graph.inner(
                    "hash",
                    &[&key, method],
                    "uco-types:Hash",
                    json!({
                        "uco-types:hashMethod": method,
                        "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": hex},
                    }),
                ));
            }
        }
    }
    let mut facets = Vec::new();
    if !hashes.is_empty() {
        facets.push(graph.inner(
            "content-facet",
            &[&key],
            "uco-observable:ContentDataFacet",
            json!({
                "uco-observable:sizeInBytes": {"@type": "xsd:integer", "@value": exhibit.size().to_string()},
                "uco-observable:hash": hashes,
            }),
        ));
    }
    let file = exhibit.shown_path().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    if !file.is_empty() {
        facets.push(graph.inner(
            "file-facet",
            &[&key],
            "uco-observable:FileFacet",
            json!({
                "uco-observable:fileName": file,
            }),
        ));
    }
    let label = state.register.shown_label(exhibit);
    let mark = state.timeline.line(exhibit.id).map_or(desk.note().audience, |line| line.mark);
    let marking = graph.marking(mark);
    let thing = graph.node(
        "exhibit",
        &[&key],
        "uco-observable:ObservableObject",
        json!({
            "uco-core:name": label,
            "uco-core:description": registered.description,
            "uco-core:tag": [registered.kind, registered.relation],
            "uco-core:objectMarking": marking,
            "uco-core:hasFacet": facets,
        }),
    );
    if sure != DigestState::Recomputed {
        annotate(graph, &thing, &key, "digest", &digest_words(sure, exhibit));
    }
    for (number, stated) in exhibit.stated().into_iter().enumerate() {
        let words = format!(
            "{} {} CLAIMED by {} ({}), record {}; a statement, not computed by warroom",
            stated.algorithm.code().to_uppercase(),
            stated.hex,
            stated.by.name,
            stated.origin,
            stated.record
        );
        annotate(graph, &thing, &key, &format!("claim-{number}"), &words);
    }
    (thing, missing)
}

/// Words about an exhibit that are no digest of it.
fn annotate(graph: &mut Graph<'_>, thing: &str, key: &str, what: &str, words: &str) {
    graph.node(
        "annotation",
        &[key, what],
        "uco-core:Annotation",
        json!({
            "uco-core:statement": words,
            "uco-core:tag": "claimed-or-reserved-digest",
            "uco-core:object": {"@id": thing},
        }),
    );
}

/// A value that says nothing.
fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

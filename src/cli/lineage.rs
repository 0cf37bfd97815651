//! `warroom lineage`: artefacts as a tree, or as JSON.

use serde_json::{Value, json};

use super::args::{Lineage, Paper};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::decision::Shortfall;
use crate::domain::incident::Incident;
use crate::domain::lineage::{Descendant, Described, Family, Node, condemned_shortfalls};
use crate::domain::sheet::Sheet;

/// Prints the lineage of the open case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Lineage) -> Result<u8, Stop> {
    if !asked.json {
        return super::sheet::run(session, Sheet::Lineage, &Paper { markdown: asked.markdown, hours: None });
    }
    let case = session.open()?;
    let document = document(case.state());
    session.document(crate::domain::drill::exercise(case.state()), document)?;
    Ok(DONE)
}

fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    short.iter().map(|short| short.rule.id()).collect()
}

fn labels(state: &Incident, nodes: &[Node]) -> Vec<String> {
    nodes.iter().map(|node| node.label(state)).collect()
}

fn fate(state: &Incident, member: &Descendant<'_>) -> Value {
    member.fate.map_or(Value::Null, |(id, fated)| {
        json!({
            "record": state.label(id),
            "fate": fated.fate,
            "by": fated.by.name,
            "counts": member.counts(),
            "lacks": rules(&member.short),
        })
    })
}

fn document(state: &Incident) -> Value {
    let family = Family::of(state);
    let artefacts: Vec<Value> = family
        .graph
        .nodes
        .keys()
        .filter_map(|node| family.member(*node))
        .map(|member| {
            let node = member.node;
            json!({
                "artefact": node.label(state),
                "kind": member.what.kind,
                "name": member.what.name,
                "version": member.what.version,
                "digest": member.what.digest,
                "lies": member.what.lies,
                "made_from": labels(state, family.graph.parents_of(node)),
                "made_into": labels(state, family.graph.children_of(node)),
                "condemned": family.is_condemned(node),
                "descends_from_condemned": family.tainted(node) && !family.is_condemned(node),
                "fate": fate(state, &member),
            })
        })
        .collect();
    let condemned: Vec<Value> = family
        .condemned
        .iter()
        .map(|kept| {
            let tally = family.tally(kept.said.artefact);
            json!({
                "record": state.label(kept.id),
                "artefact": kept.said.artefact.label(state),
                "name": state.lineage.any(kept.said.artefact).map(Described::title),
                "why": kept.said.why,
                "by": kept.said.by.name,
                "cites": kept.said.cites.map(|cites| state.label(cites)),
                "lacks": rules(&condemned_shortfalls(state, Some(kept.id), &kept.said, kept.entitled)),
                "expected": tally.expected,
                "done": tally.done,
                "open": tally.open.iter().map(|(node, _)| node.label(state)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let lists: Vec<Value> = state
        .lineage
        .lists(state)
        .map(|(id, listed)| {
            json!({
                "record": state.label(id),
                "file": listed.file.name,
                "sha256": listed.file.sha256,
                "read": listed.read,
                "kept": listed.kept,
                "refused": listed.refused.iter().map(|line| json!({"line": line.line, "why": line.why, "about": line.about})).collect::<Vec<_>>(),
            })
        })
        .collect();
    let left_out: Vec<Value> = family
        .graph
        .crossed
        .iter()
        .map(|(id, child, parent)| json!({"record": state.label(*id), "artefact": child.label(state), "made_from": parent.label(state)}))
        .collect();
    json!({"artefacts": artefacts, "condemned": condemned, "lists": lists, "links_left_out": left_out})
}

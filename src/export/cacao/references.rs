//! Whether a playbook holds together: the published schemas check the form of an identifier, never that it leads anywhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What of a playbook leads nowhere, is reached by nothing, or is named twice. Empty: it holds together. Reads any JSON, also of others.
#[must_use]
pub fn faults(playbook: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let none = Map::new();
    let table = |name: &str| playbook.get(name).and_then(Value::as_object).unwrap_or(&none);
    let workflow = table("workflow");
    let agents = table("agent_definitions");
    let extensions = table("extension_definitions");

    once(playbook, [workflow, agents, extensions], &mut found);
    for (id, object) in [workflow, agents, extensions].into_iter().flatten() {
        let kind = text(object, "type").unwrap_or_default();
        if id.split("--").next() != Some(kind) {
            found.push(format!("{id} is of type {kind}"));
        }
    }
    let start = text(playbook, "workflow_start").unwrap_or_default();
    if workflow.get(start).and_then(|step| text(step, "type")) != Some("start") {
        found.push(format!("workflow_start {start} is no start step"));
    }
    extended(playbook, "playbook_extensions", "the playbook", extensions, &mut found);
    for (id, step) in workflow {
        extended(step, "step_extensions", id, extensions, &mut found);
        if let Some(agent) = text(step, "agent").filter(|agent| !agents.contains_key(*agent)) {
            found.push(format!("{id}: agent {agent} is not defined"));
        }
        if text(step, "type") != Some("end") && next_of(step).is_empty() {
            found.push(format!("{id} leads to no step"));
        }
        for next in next_of(step).into_iter().filter(|next| !workflow.contains_key(*next)) {
            found.push(format!("{id} leads to {next}, which is no step"));
        }
    }
    let reached = reached(workflow, start);
    found
        .extend(workflow.keys().filter(|id| !reached.contains(id.as_str())).map(|id| format!("{id} is never reached")));
    found
}

fn text<'a>(object: &'a Value, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str)
}

/// The steps that a step names.
fn next_of(step: &Value) -> Vec<&str> {
    let single = ["on_completion", "on_success", "on_failure", "on_true", "on_false"]
        .into_iter()
        .filter_map(|key| text(step, key));
    let several = step.get("next_steps").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let cases = step.get("cases").and_then(Value::as_object).into_iter().flatten().filter_map(|(_, id)| id.as_str());
    single.chain(several).chain(cases).collect()
}

fn reached<'a>(workflow: &'a Map<String, Value>, start: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(workflow.get(id).into_iter().flat_map(next_of));
        }
    }
    reached
}

fn extended(object: &Value, key: &str, name: &str, known: &Map<String, Value>, found: &mut Vec<String>) {
    let used = object.get(key).and_then(Value::as_object).into_iter().flatten().map(|(id, _)| id);
    found.extend(used.filter(|id| !known.contains_key(*id)).map(|id| format!("{name}: extension {id} is not defined")));
}

/// The part of an identifier behind the type is unique in a playbook, whatever the type.
fn once(playbook: &Value, tables: [&Map<String, Value>; 3], found: &mut Vec<String>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let own = text(playbook, "id");
    for id in own.into_iter().chain(tables.into_iter().flat_map(|table| table.keys().map(String::as_str))) {
        let uuid = id.rsplit("--").next().unwrap_or_default().to_ascii_lowercase();
        if let Some(other) = seen.insert(uuid, id) {
            found.push(format!("{id} and {other} share their UUID"));
        }
    }
}

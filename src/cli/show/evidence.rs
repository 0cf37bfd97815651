//! The evidence: exhibits with claimed and computed digests told apart, custody, gaps.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::custody::{Finding, Moved};
use crate::domain::exhibit::{Exhibit, OLD_LOG, Reading};
use crate::domain::id::RecordId;

pub(super) fn print(view: &View<'_>) -> Printed {
    let register = &view.state.register;
    let mut rows = vec![header(&["exhibit", "digest", "sha-256", "size", "holder", "findings", "description"])];
    for exhibit in &register.exhibits {
        let holder = view.state.custody.holder(view.state, exhibit.id).map(|who| who.name).unwrap_or_default();
        rows.push(vec![
            register.shown_label(exhibit),
            exhibit.digest_state().code().to_owned(),
            exhibit.digest().to_owned(),
            crate::cli::hashing::bytes(exhibit.size()),
            holder,
            view.state.custody.findings(view.state, exhibit.id).len().to_string(),
            exhibit.registered.description.clone(),
        ]);
    }
    Printed { json: json!({"exhibits": register.exhibits.iter().map(|e| exhibit(view, e)).collect::<Vec<_>>()}), rows }
}

fn exhibit(view: &View<'_>, exhibit: &Exhibit) -> Value {
    let state = view.state;
    let registered = &exhibit.registered;
    let computed = exhibit.hashes.last().map(|(_, hashed)| hashed);
    let custody: Vec<Value> =
        state.custody.chain(exhibit.id).iter().map(|(id, moved)| event(view, *id, moved)).collect();
    let findings: Vec<Value> = state.custody.findings(state, exhibit.id).iter().map(finding).collect();
    let shortfalls: Vec<&str> = state.register.shortfalls(exhibit).iter().map(|short| short.rule.id()).collect();
    json!({
        "label": state.register.shown_label(exhibit),
        "id": exhibit.id,
        "description": registered.description,
        "kind": registered.kind,
        "path": or_null(&registered.path),
        "origin": or_null(&registered.origin),
        "collected_by": person(&registered.collected_by),
        "collected": registered.collected.at,
        "tool": or_null(&registered.tool),
        "relation": registered.relation,
        "parent": registered.parent,
        "details": exhibit.details.values().collect::<std::collections::BTreeMap<_, _>>(),
        "digest_state": exhibit.digest_state().code(),
        "sha256": computed.map(|hashed| hashed.sha256.as_str()),
        "claimed": or_null(&registered.claimed),
        "claimed_by": or_null(&registered.claimed_by),
        "size": exhibit.size(),
        "zero_blocks": computed.map(|hashed| hashed.zero_blocks),
        "hashes": exhibit.hashes.iter().map(|(id, hashed)| json!({
            "id": id, "sha256": hashed.sha256, "size": hashed.size, "started": hashed.started, "took_ms": hashed.took_ms, "recheck": hashed.recheck,
            "zero_blocks": hashed.zero_blocks, "path": hashed.path, "reading": reading(&hashed.reading),
        })).collect::<Vec<_>>(),
        "failures": exhibit.failures.iter().map(|(id, failed)| json!({
            "id": id, "why": failed.why, "detail": failed.detail, "offset": failed.offset, "started": failed.started,
        })).collect::<Vec<_>>(),
        "holder": state.custody.holder(state, exhibit.id).as_ref().map_or(Value::Null, person),
        "custody": custody,
        "findings": findings,
        "shortfalls": shortfalls,
    })
}

/// What the pass gave beside the SHA-256. Digests of old algorithms stand apart: they are no proof.
fn reading(reading: &Reading) -> Value {
    let (old, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        reading.others.iter().partition(|(name, _)| OLD_LOG.contains(&name.as_str()));
    json!({
        "others": others,
        "only_to_match_an_old_log": old,
        "given": or_null(&reading.given),
        "file": reading.file,
        "pieces": reading.pieces,
        "segments": reading.segments,
        "compared": reading.compared,
        "differing": reading.differing,
    })
}

fn event(view: &View<'_>, id: RecordId, moved: &Moved) -> Value {
    json!({
        "id": id,
        "event": moved.event,
        "from": person(&moved.from),
        "to": person(&moved.to),
        "at": moved.at.at,
        "place": or_null(&moved.place),
        "purpose": or_null(&moved.purpose),
        "seal_removed": or_null(&moved.seal_removed),
        "seal_applied": or_null(&moved.seal_applied),
        "presence": moved.presence,
        "presence_ref": or_null(&moved.presence_ref),
        "witness": or_null(&moved.witness),
        "authority": or_null(&moved.authority),
        "note": or_null(&moved.note),
        "struck": view.state.struck(id),
    })
}

fn finding(finding: &Finding) -> Value {
    match finding {
        Finding::Gap { event, held_by, given_by, explained } => {
            json!({"finding": "gap", "event": event, "held_by": held_by, "given_by": given_by, "explained": explained})
        }
        Finding::Open { event, to } => json!({"finding": "not-accepted", "event": event, "to": to}),
        Finding::Seal { event, applied, removed } => {
            json!({"finding": "seal", "event": event, "applied": applied, "removed": removed})
        }
    }
}

//! The evidence: exhibits with claimed and computed digests told apart, custody, gaps.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::custody::{Finding, Moved, What};
use crate::domain::exhibit::Exhibit;
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
        "recheck_due": state.register.due(exhibit),
        "claimed": or_null(&registered.claimed),
        "claimed_by": or_null(&registered.claimed_by),
        "size": exhibit.size(),
        "zero_blocks": computed.map(|hashed| hashed.zero_blocks),
        "hashes": exhibit.hashes.iter().map(|(id, hashed)| json!({
            "id": id, "sha256": hashed.sha256, "size": hashed.size, "started": hashed.started, "took_ms": hashed.took_ms, "recheck": hashed.recheck,
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
        "late_reason": moved.late_reason,
        "seal_state": or_null(&moved.seal_state),
        "container": or_null(&moved.container),
        "condition": or_null(&moved.condition),
        "transport": or_null(&moved.transport),
        "photo": or_null(&moved.photo),
        "check": moved.check,
        "change": moved.change,
        "signature": moved.signature,
        "corrects": moved.corrects,
        "explains": moved.explains,
        "struck": view.state.struck(id),
    })
}

fn finding(finding: &Finding) -> Value {
    let mut object = json!({"finding": finding.what.code(), "event": finding.event, "settled": finding.settled});
    match &finding.what {
        What::Gap { held_by, given_by } => {
            object["held_by"] = held_by.as_str().into();
            object["given_by"] = given_by.as_str().into();
        }
        What::Open { to } => object["to"] = to.as_str().into(),
        What::Seal { applied, removed } => {
            object["applied"] = applied.as_str().into();
            object["removed"] = removed.as_str().into();
        }
        _ => {}
    }
    object
}

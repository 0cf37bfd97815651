//! The evidence: exhibits with claimed and computed digests told apart, custody, gaps.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::custody::{Finding, Moved, What};
use crate::domain::exhibit::{ClaimRecord, DigestState, Doubt, Exhibit, OLD_LOG, Reading, compare};
use crate::domain::id::RecordId;

pub(super) fn print(view: &View<'_>) -> Printed {
    let register = &view.state.register;
    let mut rows = vec![header(&["exhibit", "digest", "sha-256", "size", "holder", "findings", "description"])];
    for exhibit in &register.exhibits {
        let holder = view.state.custody.holder(view.state, exhibit.id).map(|who| who.name).unwrap_or_default();
        rows.push(vec![
            register.shown_label(exhibit),
            view.state.digest_state(exhibit).code().to_owned(),
            exhibit.digest().to_owned(),
            crate::domain::text::decimal_size(exhibit.size()),
            holder,
            view.state.custody.findings(view.state, exhibit.id).len().to_string(),
            exhibit.registered.description.clone(),
        ]);
    }
    let exhibits: Vec<Value> = register.exhibits.iter().map(|e| exhibit(view, e)).collect();
    Printed { json: json!({"exhibits": exhibits, "acquisitions": super::acquisitions::all(view)}), rows }
}

fn exhibit(view: &View<'_>, exhibit: &Exhibit) -> Value {
    let state = view.state;
    let registered = &exhibit.registered;
    // The digest of an incomplete image is that of its zeros, too: it stands among its hashes only.
    let whole = !matches!(state.digest_state(exhibit), DigestState::Incomplete | DigestState::LossAccepted);
    let computed = exhibit.hashes.first().map(|(_, hashed)| hashed).filter(|_| whole);
    let custody: Vec<Value> =
        state.custody.chain(exhibit.id).iter().map(|(id, moved)| event(view, *id, moved)).collect();
    let findings: Vec<Value> = state.custody.findings(state, exhibit.id).iter().map(finding).collect();
    let shortfalls: Vec<&str> = state.register.shortfalls(state, exhibit).iter().map(|short| short.rule.id()).collect();
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
        "digest_state": state.digest_state(exhibit).code(),
        "sha256": computed.map(|hashed| hashed.sha256.as_str()),
        "recheck_due": state.register.due(exhibit),
        "claimed": or_null(&registered.claimed),
        "claimed_by": or_null(&registered.claimed_by),
        "size": exhibit.size(),
        "zero_blocks": computed.map(|hashed| hashed.zero_blocks),
        "hashes": exhibit.hashes.iter().map(|(id, hashed)| json!({
            "id": id, "sha256": hashed.sha256, "size": hashed.size, "started": hashed.started, "took_ms": hashed.took_ms, "recheck": hashed.recheck,
            "zero_blocks": hashed.zero_blocks, "path": hashed.path, "reading": reading(&hashed.reading),
        })).collect::<Vec<_>>(),
        "claims": exhibit.claims.iter().map(|record| claims(exhibit, record)).collect::<Vec<_>>(),
        "digests": digests(exhibit),
        "tool_failed": exhibit.tool_failed(),
        "losses": exhibit.losses.iter().map(|(id, accepted)| json!({
            "id": id, "ranges": accepted.loss.ranges, "bytes": accepted.loss.bytes, "sectors": accepted.loss.sectors, "mapped": or_null(&accepted.mapped),
            "lost": or_null(&accepted.named), "reason": accepted.reason, "by": person(&accepted.by), "capacity": or_null(&accepted.capacity),
            "second": person(&accepted.second), "at": accepted.at.at,
            "counts": state.loss_accepted(exhibit).is_some_and(|(counts, _)| counts == id),
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

/// Every digest of the exhibit's own bytes with its origin: computed here, stated by a tool's log, stated by a person.
fn digests(exhibit: &Exhibit) -> Vec<Value> {
    let computed = exhibit.computed_digests();
    let here = computed
        .iter()
        .map(|(algorithm, hex)| json!({"algorithm": algorithm.code(), "hex": hex, "origin": "computed-by-warroom"}));
    let stated = exhibit.stated();
    let stated = stated.iter().map(|stated| {
        json!({
            "algorithm": stated.algorithm.code(),
            "hex": stated.hex,
            "origin": stated.origin,
            "by": person(&stated.by),
            "record": stated.record,
            "compared": compare((stated.algorithm, stated.hex), &computed).code(),
        })
    });
    here.chain(stated).collect()
}

fn claims(exhibit: &Exhibit, record: &ClaimRecord) -> Value {
    let claimed = &record.claimed;
    json!({
        "id": record.id,
        "exhibit": exhibit.id,
        "struck": record.struck,
        "origin": claimed.origin(),
        "claims": claimed.claims,
        "content": claimed.content,
        "others": claimed.others,
        "left_out": claimed.left_out,
        "doubt": claimed.doubt.map(Doubt::code),
        "format": or_null(&claimed.format),
        "log": claimed.log.as_ref().map(|log| json!({"name": log.name, "sha256": log.sha256, "size": log.size})),
        "tool": or_null(&claimed.tool),
        "made": or_null(&claimed.made),
        "unread_sectors": claimed.unread(),
        "unread_ranges": claimed.bad.ranges,
        "errors": claimed.errors,
        "failed": claimed.failed,
        "by": person(&claimed.by),
        "presence": claimed.presence,
        "presence_ref": or_null(&claimed.presence_ref),
        "at": claimed.at.at,
        "note": or_null(&claimed.note),
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
        "in_use_by": reading.users,
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

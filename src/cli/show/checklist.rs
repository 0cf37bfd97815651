//! The checklist: procedures in use, their merged steps with derived states, and the proofs.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::ai_act;
use crate::domain::artefact::Artefact;
use crate::domain::containment::{Action, shortfalls};
use crate::domain::id::RecordId;
use crate::domain::procedure::{Target, approval, standing, targets};
use crate::domain::proof::{self, Attached, Source, StepState, verification_shortfalls};
use crate::library::procedure::MergedStep;

pub(super) fn print(view: &View<'_>) -> Printed {
    let work = &view.state.work;
    let procedures: Vec<Value> = work
        .chosen
        .iter()
        .map(|(id, chosen)| {
            let procedure = &chosen.procedure;
            json!({"record": id, "id": procedure.id, "title": procedure.title, "version": procedure.version, "status": procedure.status, "sha256": chosen.sha256, "standing": standing(view.state, chosen).code(), "approval": approval(view.state, chosen).map(|approval| json!({"by": approval.by, "at": approval.at.at, "record": approval.record, "file": approval.file}))})
        })
        .collect();
    let targets = targets(view.state, &view.state.deadlines.views(view.state, view.now));
    let target = |merged: &MergedStep| targets.get(&merged.step.id);
    let steps: Vec<Value> = work.steps.iter().map(|merged| step(view, merged, target(merged))).collect();
    let mut rows = vec![header(&["", "step", "ctl", "role", "due", "title", "missing"])];
    for merged in &work.steps {
        let state = state_of(view, merged);
        let due = target(merged).map(|target| match &target.pulled {
            Some(by) => format!("{} (for {})", view.stamp(target.at), by.key),
            None => view.stamp(target.at),
        });
        rows.push(vec![
            state.sign().to_owned(),
            merged.step.id.clone(),
            merged.step.control.to_string(),
            merged.step.role.clone(),
            due.unwrap_or_default(),
            merged.step.title.clone(),
            if state.earned() { String::new() } else { proof::missing(view.state, &merged.step.id).join(", ") },
        ]);
    }
    let containment: Vec<Value> =
        view.state.containment.actions.iter().map(|action| action_json(view, action)).collect();
    Printed { json: json!({"procedures": procedures, "steps": steps, "containment": containment}), rows }
}

fn state_of(view: &View<'_>, merged: &MergedStep) -> StepState {
    proof::state_of(view.state, &merged.step.id).unwrap_or(StepState::Open)
}

fn step(view: &View<'_>, merged: &MergedStep, target: Option<&Target>) -> Value {
    let step = &merged.step;
    let pulled = target.and_then(|target| target.pulled.as_ref());
    let proofs = view.state.proofs.attached.get(&step.id).map(Vec::as_slice).unwrap_or_default();
    let verified = view.state.proofs.verified.get(&step.id).into_iter().flatten().rev().find(|(id, verified)| {
        !view.state.struck(*id) && verification_shortfalls(view.state, Some(*id), verified).is_empty()
    });
    json!({
        "id": step.id,
        "procedure": merged.procedure,
        "phase": step.phase,
        "control": step.control,
        "title": step.title,
        "role": step.role,
        "state": state_of(view, merged).code(),
        "target": {
            "minutes": step.minutes,
            "due": target.map(|target| target.at),
            "own": target.map(|target| target.own),
            "pulled_by": pulled.map(|by| json!({"deadline": by.key, "due": by.due})),
        },
        "first15": step.first15,
        "needs": step.needs,
        "alters_ai_system": step.alters_ai_system,
        "notice": ai_act::notice(view.state, step, view.now).map(|short| json!({"rule": short.rule.id(), "missing": view.say(&short.missing), "next": view.say(&short.next)})),
        "asked": step.proof,
        "missing": proof::missing(view.state, &step.id),
        "proofs": proofs.iter().map(|(id, proof)| proof_json(view, *id, proof)).collect::<Vec<_>>(),
        "verified_by": verified.map_or(Value::Null, |(_, verified)| person(&verified.by)),
    })
}

fn file_json(file: &Artefact) -> Value {
    json!({"name": file.name, "path": file.path, "size": file.size, "sha256": file.sha256, "stored": file.stored})
}

fn action_json(view: &View<'_>, action: &Action) -> Value {
    let done = &action.done;
    let tests = action.tests.iter().map(|(id, tested)| {
        json!({
            "id": id, "tester": person(&tested.tester), "from": or_null(&tested.from_where), "method": or_null(&tested.method),
            "result": tested.result, "at": tested.at.at, "struck": view.state.struck(*id),
        })
    });
    let short: Vec<&str> = shortfalls(view.state, action).iter().map(|short| short.rule.id()).collect();
    json!({
        "id": action.id, "step": or_null(&done.step), "asset": done.asset, "action": done.action, "change": or_null(&done.change),
        "authority": person(&done.authority), "operator": person(&done.operator), "device": or_null(&done.device),
        "device_clock": done.device_clock.as_ref().map(|clock| clock.at), "rollback": or_null(&done.rollback),
        "blast_radius": or_null(&done.blast_radius), "left_open": or_null(&done.left_open), "at": done.at.at,
        "before": done.before.as_ref().map(file_json), "after": done.after.as_ref().map(file_json),
        "transcript": done.transcript.as_ref().map(file_json), "tests": tests.collect::<Vec<_>>(),
        "struck": view.state.struck(action.id), "shortfalls": short,
    })
}

fn proof_json(view: &View<'_>, id: RecordId, proof: &Attached) -> Value {
    let shortfalls: Vec<&str> =
        proof::proof_shortfalls(view.state, Some(id), proof).iter().map(|short| short.rule.id()).collect();
    let mut value = json!({
        "id": id,
        "kind": proof.kind,
        "note": or_null(&proof.note),
        "operator": person(&proof.operator),
        "at": proof.at.at,
        "struck": view.state.struck(id),
        "shortfalls": shortfalls,
    });
    match &proof.source {
        Source::File(file) => {
            value["file"] = file_json(file);
            if let Some(before) = &proof.before {
                value["before"] = file_json(before);
            }
        }
        Source::Record(record) => value["record"] = json!(record),
        Source::Exhibit(exhibit) => value["exhibit"] = json!(exhibit),
    }
    value
}

//! The checklist: procedures in use, their merged steps with derived states, and the proofs.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null, person};
use crate::domain::id::RecordId;
use crate::domain::procedure::{approval, standing};
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
    let steps: Vec<Value> = work.steps.iter().map(|merged| step(view, merged)).collect();
    let mut rows = vec![header(&["", "step", "ctl", "role", "due", "title", "missing"])];
    for merged in &work.steps {
        let state = state_of(view, merged);
        let due = view.state.case.declared_at().map(|at| at.plus_minutes(i64::from(merged.step.minutes)));
        rows.push(vec![
            state.sign().to_owned(),
            merged.step.id.clone(),
            merged.step.control.to_string(),
            merged.step.role.clone(),
            due.map(|due| view.stamp(due)).unwrap_or_default(),
            merged.step.title.clone(),
            if state.earned() { String::new() } else { proof::missing(view.state, &merged.step.id).join(", ") },
        ]);
    }
    Printed { json: json!({"procedures": procedures, "steps": steps}), rows }
}

fn state_of(view: &View<'_>, merged: &MergedStep) -> StepState {
    proof::state_of(view.state, &merged.step.id).unwrap_or(StepState::Open)
}

fn step(view: &View<'_>, merged: &MergedStep) -> Value {
    let step = &merged.step;
    let due = view.state.case.declared_at().map(|at| at.plus_minutes(i64::from(step.minutes)));
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
        "target": {"minutes": step.minutes, "due": due},
        "first15": step.first15,
        "needs": step.needs,
        "asked": step.proof,
        "missing": proof::missing(view.state, &step.id),
        "proofs": proofs.iter().map(|(id, proof)| proof_json(view, *id, proof)).collect::<Vec<_>>(),
        "verified_by": verified.map_or(Value::Null, |(_, verified)| person(&verified.by)),
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
            value["file"] = json!({"name": file.name, "path": file.path, "size": file.size, "sha256": file.sha256, "stored": file.stored});
        }
        Source::Record(record) => value["record"] = json!(record),
        Source::Exhibit(exhibit) => value["exhibit"] = json!(exhibit),
    }
    value
}

//! The ten controls of A.5.26: what meets each, what is missing, what was accepted.

use serde_json::{Value, json};

use super::{Printed, View, header};
use crate::domain::control::{Control, controls, traps::traps};
use crate::domain::msg::Msg;
use crate::domain::phase::phases;

pub(super) fn print(view: &View<'_>) -> Printed {
    let found = controls(view.state);
    let mut rows = vec![header(&["control", "name", "state", "records", "missing", "overrides"])];
    for control in &found {
        rows.push(vec![
            control.id.to_string(),
            name(view, control.id),
            view.lang.code("standing", control.standing.code()),
            control.records.len().to_string(),
            control.missing.len().to_string(),
            control.overrides.len().to_string(),
        ]);
    }
    let phases = phases(view.state).into_iter().map(|phase| {
        json!({
            "id": phase.id, "started": phase.started, "ended": phase.ended, "open": phase.open, "steps": phase.steps,
            "elapsed_ms": phase.elapsed(view.now),
        })
    });
    let traps = traps(view.state, view.now)
        .into_iter()
        .map(|trap| json!({"id": trap.id, "avoided": trap.avoided, "how": view.say(&trap.how)}));
    let json = json!({
        "controls": found.iter().map(|control| json_of(view, control)).collect::<Vec<_>>(),
        "traps": traps.collect::<Vec<_>>(),
        "phases": phases.collect::<Vec<_>>(),
    });
    Printed { json, rows }
}

fn name(view: &View<'_>, id: u8) -> String {
    view.lang.code("control", &id.to_string())
}

fn json_of(view: &View<'_>, control: &Control) -> Value {
    let missing = control.missing.iter().map(|missing| {
        json!({
            "rule": missing.shortfall.rule.id(),
            "about": view.say(&Msg::new("audit-about").with("about", missing.about.clone())),
            "what": view.say(&missing.shortfall.missing),
            "next": view.say(&missing.shortfall.next),
            "command": missing.act.as_ref().map(|(command, _)| *command),
        })
    });
    let overrides =
        control.overrides.iter().map(|accepted| json!({"record": accepted.record, "what": view.say(&accepted.what)}));
    json!({
        "id": control.id,
        "name": name(view, control.id),
        "state": control.standing.code(),
        "records": control.records,
        "missing": missing.collect::<Vec<_>>(),
        "overrides": overrides.collect::<Vec<_>>(),
    })
}

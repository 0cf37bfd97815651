//! `warroom media`: the register of media as a sheet, or as JSON.

use serde_json::{Value, json};

use super::args::{Media, Paper};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::incident::Incident;
use crate::domain::media::{Handling, Remark, Stick, machine, sticks};
use crate::domain::sheet::Sheet;

/// Prints the register of the open case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Media) -> Result<u8, Stop> {
    if !asked.json {
        return super::sheet::run(session, Sheet::Media, &Paper { markdown: asked.markdown, hours: None });
    }
    let case = session.open()?;
    let state = case.state();
    let media: Vec<Value> = sticks(state).iter().map(|stick| medium(state, stick)).collect();
    session.document(crate::domain::drill::exercise(state), json!({"media": media}))?;
    Ok(DONE)
}

fn medium(state: &Incident, stick: &Stick<'_>) -> Value {
    let known = &stick.identity;
    json!({
        "number": stick.number,
        "bus": known.medium.bus,
        "vendor": known.medium.vendor,
        "model": known.medium.model,
        "serial": known.medium.serial,
        "file_system": known.fs,
        "uuid": known.uuid,
        "label": known.label,
        "bytes": known.size,
        "remarks": stick.remarks.iter().map(|remark| said(state, remark)).collect::<Vec<_>>(),
        "handled": stick.handled.iter().map(|handling| handled(state, handling)).collect::<Vec<_>>(),
    })
}

fn said(state: &Incident, remark: &Remark) -> Value {
    match remark {
        Remark::Machines(machines) => json!({"remark": "machines", "machines": machines}),
        Remark::NotToldApart(others) => json!({"remark": "not-told-apart", "from": others}),
        Remark::Changed { record, what, was, is } => {
            json!({"remark": "changed", "record": state.label(*record), "what": what, "was": was, "is": is})
        }
    }
}

fn handled(state: &Incident, handling: &Handling) -> Value {
    json!({
        "record": state.label(handling.record),
        "at": handling.at,
        "by": handling.by.name,
        "direction": handling.direction.code(),
        "way": handling.way,
        "what": handling.what,
        "machine": machine(state, handling),
        "station": handling.record.station,
        "cites": handling.cites.map(|id| state.label(id)),
        "whom": handling.whom.name,
    })
}

//! What needs somebody now, most urgent first.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Printed, View, header};
use crate::domain::attention::{Need, Place, Urgency, needs};

pub(super) fn print(view: &View<'_>) -> Printed {
    let found = needs(view.state, view.now);
    let mut rows = vec![header(&["urgency", "what", "where", "settled by"])];
    for need in &found {
        let (kind, place) = place(&need.place);
        let command = need.act.as_ref().map(|(command, _)| (*command).to_owned()).unwrap_or_default();
        rows.push(vec![urgency(need.urgency).to_owned(), view.say(&need.what), format!("{kind} {place}"), command]);
    }
    Printed { json: json!({"needs": found.iter().map(|need| json_of(view, need)).collect::<Vec<_>>()}), rows }
}

fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Now => "now",
        Urgency::Soon => "soon",
        Urgency::Waits => "waits",
        Urgency::Owed => "owed",
    }
}

fn place(place: &Place) -> (&'static str, String) {
    match place {
        Place::Timeline(id) => ("timeline", id.to_string()),
        Place::Role(role) => ("role", role.clone()),
        Place::Call(id) => ("call", id.to_string()),
        Place::Step(step) => ("step", step.clone()),
        Place::Exhibit(id) => ("exhibit", id.to_string()),
        Place::Deadline(key) => ("deadline", key.clone()),
        Place::Entity(key) => ("entity", key.record.to_string()),
        Place::Case => ("case", String::new()),
    }
}

fn json_of(view: &View<'_>, need: &Need) -> Value {
    let (kind, id) = place(&need.place);
    let command = need.act.as_ref().map(|(command, _)| *command);
    let fields: BTreeMap<&str, &str> = need.act.iter().flat_map(|(_, input)| input.iter()).collect();
    json!({
        "urgency": urgency(need.urgency),
        "what": view.say(&need.what),
        "place": {"kind": kind, "id": id},
        "command": command,
        "fields": fields,
    })
}

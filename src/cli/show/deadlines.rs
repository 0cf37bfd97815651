//! The deadlines: every clock as it stands now. A clock informs; it never counts as compliance.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null};
use crate::domain::deadline::ClockView;
use crate::domain::time::hms_left;

pub(super) fn print(view: &View<'_>) -> Printed {
    let views = view.state.deadlines.views(view.state, view.now);
    let mut rows = vec![header(&["deadline", "state", "left", "due", "name"])];
    rows.extend(views.iter().map(|clock| row(view, clock)));
    let clocks: Vec<Value> = views.iter().map(|clock| json_of(view, clock)).collect();
    Printed { json: json!({"now": view.now, "zone": view.zone.name(), "clocks": clocks}), rows }
}

fn name(clock: &ClockView<'_>) -> String {
    let regime = &clock.regime.considered;
    clock.clock.map_or_else(|| regime.name.clone(), |clock| format!("{}: {}", regime.name, clock.name))
}

fn json_of(view: &View<'_>, clock: &ClockView<'_>) -> Value {
    let regime = &clock.regime.considered;
    let left = clock.left(view.now);
    json!({
        "regime": regime.regime,
        "deadline": clock.clock.map(|clock| clock.deadline.as_str()),
        "name": name(clock),
        "state": clock.state.code(),
        "question": regime.question,
        "start": clock.start.map(|start| start.start.at),
        "why": clock.start.map_or(Value::Null, |start| or_null(&start.why)),
        "due": clock.due,
        "due_local": clock.due.map(|due| view.local(due)),
        "zone": view.zone.name(),
        "left_seconds": left.map(|left| left.div_euclid(1000)),
        "left": left.map(hms_left),
        "exposure": clock.exposure,
        "sent": clock.sent.map(|sent| json!({"at": sent.at.at, "by": super::person(&sent.by), "route": or_null(&sent.route), "reference": or_null(&sent.reference)})),
        "citation": clock.clock.map_or(regime.citation.as_str(), |clock| clock.citation.as_str()),
        "confidence": regime.confidence,
    })
}

fn row(view: &View<'_>, clock: &ClockView<'_>) -> Vec<String> {
    let due = match (clock.due, clock.exposure) {
        (Some(due), _) => view.stamp(due),
        (None, Some(worst)) => format!("at worst {}", view.stamp(worst)),
        (None, None) => String::new(),
    };
    vec![
        clock.key(),
        clock.state.code().to_owned(),
        clock.left(view.now).map(hms_left).unwrap_or_default(),
        due,
        name(clock),
    ]
}

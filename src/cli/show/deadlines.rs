//! The deadlines: every clock as it stands now. A clock informs; it never counts as compliance.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null};
use crate::domain::deadline::ClockView;
use crate::domain::msg::Msg;
use crate::domain::period::Due;
use crate::domain::time::{hms_left, local};

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
    let zone = clock.counted().map_or(regime.counted_in(), |due| due.zone);
    let problem = clock.computed.as_ref().and_then(|computed| computed.as_ref().err());
    let said =
        |steps: Option<&[Msg]>| -> Vec<String> { steps.into_iter().flatten().map(|step| view.say(step)).collect() };
    json!({
        "regime": regime.regime,
        "deadline": clock.clock.map(|clock| clock.deadline.as_str()),
        "name": name(clock),
        "state": clock.state.code(),
        "question": regime.question,
        "start": clock.start.map(|start| start.at),
        "why": clock.start.map_or(Value::Null, |start| or_null(start.why().unwrap_or_default())),
        "event": clock.clock.map(|clock| clock.from.as_str()),
        "start_record": clock.start.map(|start| start.record.label(view.state.station)),
        "due": clock.due,
        "kind": clock.counted().map(|due| due.end.code()),
        "last_day": clock.counted().and_then(|due| due.end.last_day()).map(|day| day.to_string()),
        "counted_in": zone.name(),
        "due_counted": clock.due.map(|due| due.rfc3339_at(local(due, zone).offset_seconds() / 60)),
        "latest_arguable": clock.later(),
        "internal_target": clock.counted().and_then(|due| due.internal_target),
        "rule": clock.counted().map(Due::rules),
        "steps": said(clock.counted().map(|due| due.steps.as_slice())),
        "warnings": said(clock.counted().map(|due| due.warnings.as_slice())),
        "problem": problem.map(|problem| view.say(&problem.msg())),
        "elapsed_seconds": clock.elapsed(view.now).map(|elapsed| elapsed.div_euclid(1000)),
        "condition": clock.clock.map_or(Value::Null, |clock| or_null(&clock.condition)),
        "outer_only": clock.clock.is_some_and(|clock| clock.outer_only),
        "status": or_null(&regime.status),
        "sha256": or_null(&regime.sha256),
        "approved": regime.approval.as_ref().map(|found| json!({"by": super::person(&found.by), "at": found.at.at})),
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
        (Some(due), _) if clock.counted().is_some_and(|due| due.end.last_day().is_some()) => {
            let (day, zone) = clock.counted().map(|due| (due.end.last_day(), due.zone.name())).unwrap_or_default();
            format!("{} (end of {} in {zone})", view.stamp(due), day.map(|day| day.to_string()).unwrap_or_default())
        }
        (Some(due), _) => view.stamp(due),
        (None, Some(worst)) => format!("at worst {}", view.stamp(worst)),
        (None, None) => clock.elapsed(view.now).map(|past| format!("{} elapsed", hms_left(past))).unwrap_or_default(),
    };
    vec![
        clock.key(),
        clock.state.code().to_owned(),
        clock.left(view.now).map(hms_left).unwrap_or_default(),
        due,
        name(clock),
    ]
}

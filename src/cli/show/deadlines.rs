//! The deadlines: every clock as it stands now. A clock informs; it never counts as compliance.

use serde_json::{Value, json};

use super::{Printed, View, header, or_null};
use crate::domain::correction::Correction;
use crate::domain::deadline::{Began, ClockView, Delayed, Lacking, Paper, Passed, Threshold, sign};
use crate::domain::id::RecordId;
use crate::domain::msg::Msg;
use crate::domain::period::Due;
use crate::domain::procedure::{deciding, owner};
use crate::domain::time::{hm, hms_left, local};

pub(super) fn print(view: &View<'_>) -> Printed {
    let views = view.state.deadlines.views(view.state, view.now);
    let mut rows = vec![header(&["deadline", "state", "passed", "left", "due", "answers for it", "name"])];
    rows.extend(views.iter().map(|clock| row(view, clock)));
    let clocks: Vec<Value> = views.iter().map(|clock| json_of(view, clock)).collect();
    let read = view.state.stations.correction_now(view.state.station);
    let sign = sign(view.state).map(|sign| json!({"at": sign.at, "what": sign.kind.code(), "record": sign.record}));
    let json = json!({
        "now": view.now,
        "zone": view.zone.name(),
        "clock": {"laptop": view.laptop, "corrected": view.now, "measured": read.as_ref().map(read_json)},
        "earliest_sign": sign,
        "clocks": clocks,
    });
    Printed { json, rows }
}

/// How far a clock was off, and when that was measured.
fn read_json(read: &Correction) -> Value {
    json!({"offset_ms": read.offset_ms, "at": read.measured, "record": read.check, "afterwards": read.afterwards})
}

fn began_json(start: &Began<'_>) -> Value {
    json!({"at": start.at, "recorded": start.read.raw, "measured": start.read.correction.as_ref().map(read_json)})
}

fn delayed_json(id: RecordId, delayed: &Delayed) -> Value {
    json!({
        "record": id, "who": super::person(&delayed.who), "infeasible": or_null(&delayed.infeasible),
        "from": delayed.from.as_ref().map(|from| from.at), "until": delayed.until.as_ref().map(|until| until.at),
        "earlier": or_null(&delayed.earlier), "whole": delayed.whole(),
    })
}

/// What a notice lacks that went out, or a memo that was to stop the clock, and the command that puts it right.
fn lacking_json(view: &View<'_>, lacking: &Lacking) -> Value {
    let short = lacking.short.iter().map(|short| json!({"rule": short.rule.id(), "missing": view.say(&short.missing)}));
    let paper = if lacking.paper == Paper::Memo { "memo" } else { "notice" };
    json!({"paper": paper, "record": lacking.record, "shortfalls": short.collect::<Vec<_>>(), "command": lacking.act.0})
}

fn passed_json(id: RecordId, passed: &Passed) -> Value {
    json!({
        "record": id, "threshold": passed.threshold, "at": passed.at, "due": passed.due, "corrected": passed.corrected,
        "laptop": passed.laptop, "offset_ms": passed.offset_ms, "noticed": passed.noticed,
    })
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
    let mut shown = json!({
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
        "exposure_passed": clock.exposure.map(|exposure| exposure < view.now),
        "lacks": clock.lacking.as_ref().map(|lacking| lacking_json(view, lacking)),
        "ahead": clock.regime.ahead(view.state, clock.clock).into_iter().map(|(id, at)| json!({"record": id, "at": at.at})).collect::<Vec<_>>(),
        "sent_before_start_seconds": clock.sent_early().map(|by| by.div_euclid(1000)),
        "sent": clock.sent.map(|sent| json!({"at": sent.at.at, "by": super::person(&sent.by), "route": or_null(&sent.route), "reference": or_null(&sent.reference)})),
        "citation": clock.clock.map_or(regime.citation.as_str(), |clock| clock.citation.as_str()),
        "confidence": regime.confidence,
    });
    if let (Value::Object(shown), Value::Object(watched)) = (&mut shown, watched(view, clock)) {
        shown.extend(watched);
    }
    shown
}

/// How pressing a clock is, who answers for it, by which clock it was read, and what is on record of its being late.
fn watched(view: &View<'_>, clock: &ClockView<'_>) -> Value {
    let regime = &clock.regime.considered;
    let left = clock.left(view.now);
    let deadline = clock.clock.map_or("", |clock| clock.deadline.as_str());
    let deadlines = &view.state.deadlines;
    let (role, person) = owner(view.state, &regime.regime);
    let late = left.filter(|left| *left < 0).map(|left| -left).or(clock.sent_late());
    let steps: Vec<&str> =
        deciding(view.state, &regime.regime).into_iter().map(|merged| merged.step.id.as_str()).collect();
    json!({
        "short": clock.short(),
        "stage": clock.stage(view.now).map(Threshold::code),
        "used_percent": clock.used(view.now),
        "owner": {"role": role, "person": person.map_or(Value::Null, |person| super::person(&person))},
        "decided_by_steps": steps,
        "late_seconds": late.map(|late| late.div_euclid(1000)),
        "reason_owed": clock.reason_owed(view.state),
        "reasons": deadlines.delays(view.state, &regime.regime, deadline).map(|(id, late)| delayed_json(*id, late)).collect::<Vec<_>>(),
        "thresholds": deadlines.passed_of(&regime.regime, deadline).map(|(id, passed)| passed_json(*id, passed)).collect::<Vec<_>>(),
        "start_read": clock.start.as_ref().map(began_json),
    })
}

/// The role that answers for it, and who holds it.
fn answers_for(view: &View<'_>, clock: &ClockView<'_>) -> String {
    let (role, person) = owner(view.state, &clock.regime.considered.regime);
    let role = role.map(|role| view.lang.code("role", &role));
    let parts = [role, person.map(|person| person.name)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The state in words, with how much the paper lacks that it rests on, or was to, and the first of it.
fn state(view: &View<'_>, clock: &ClockView<'_>) -> String {
    let state = view.lang.code("clock", clock.state.code());
    let Some((lacking, first)) = clock.lacking.as_ref().and_then(|lacking| Some((lacking, lacking.short.first()?)))
    else {
        return state;
    };
    let paper = if lacking.paper == Paper::Memo { ", memo" } else { "," };
    format!("{state}{paper} lacks {}: {}", lacking.short.len(), view.say(&first.missing))
}

/// What is left, or by how much it is late.
fn left(millis: i64) -> String {
    if millis < 0 { format!("late by {}", hm(millis.abs())) } else { hms_left(millis) }
}

fn row(view: &View<'_>, clock: &ClockView<'_>) -> Vec<String> {
    let due = match (clock.due, clock.exposure) {
        (Some(due), _) if clock.counted().is_some_and(|due| due.end.last_day().is_some()) => {
            let (day, zone) = clock.counted().map(|due| (due.end.last_day(), due.zone.name())).unwrap_or_default();
            format!("{} (end of {} in {zone})", view.stamp(due), day.map(|day| day.to_string()).unwrap_or_default())
        }
        (Some(due), _) => view.stamp(due),
        (None, Some(worst)) => {
            let from =
                sign(view.state).map(|sign| format!(", from {}", view.lang.code("pane-sign-of", sign.kind.code())));
            let since = if worst < view.now { "passed: at worst due since" } else { "at worst" };
            format!("{since} {} (exposure{})", view.stamp(worst), from.unwrap_or_default())
        }
        (None, None) => clock.elapsed(view.now).map(|past| format!("{} elapsed", hms_left(past))).unwrap_or_default(),
    };
    vec![
        clock.key(),
        state(view, clock),
        clock.stage(view.now).map(Threshold::code).unwrap_or_default().to_owned(),
        clock.left(view.now).map(left).unwrap_or_default(),
        due,
        answers_for(view, clock),
        name(clock),
    ]
}

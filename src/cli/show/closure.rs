//! How the case is closed: what is missing, the walk, reports with their signatures, times, the review.

use serde_json::{Value, json};

use super::{Printed, View, header, person};
use crate::domain::closure::{lines, live, points, signature_shortfalls, standing, unresolved};
use crate::domain::control::Missing;
use crate::domain::decision::Shortfall;
use crate::domain::msg::Msg;
use crate::domain::review::{measures, regimes};

pub(super) fn print(view: &View<'_>) -> Printed {
    let state = view.state;
    let open = lines(state);
    let mut rows = vec![header(&["about", "what", "rule", "command"])];
    for line in &open {
        rows.push(vec![
            about(view, line),
            view.say(&line.shortfall.missing),
            line.shortfall.rule.id().to_owned(),
            act(line),
        ]);
    }
    let walked = state.closure.walked.iter().filter(|walk| !state.struck(walk.id)).map(|walk| {
        json!({
            "record": walk.id, "step": walk.walked.step, "how": walk.walked.how, "by": person(&walk.walked.by),
            "at": walk.walked.at.at, "counts": walk.counts(state),
        })
    });
    let reports = state.closure.reports.iter().filter(|(id, _)| !state.struck(*id)).map(|(id, rendered)| {
        json!({
            "record": id, "format": rendered.format, "number": rendered.number, "sha256": rendered.file.sha256,
            "size": rendered.size, "head": rendered.head, "accepts": rendered.accepts,
            "counts": live(state).is_some_and(|(known, _)| known == id),
        })
    });
    let signed = state.closure.signed.iter().filter(|known| !state.struck(known.id)).map(|known| {
        let short = signature_shortfalls(state, Some(known.id), &known.signed, &known.then);
        json!({
            "record": known.id, "report": known.signed.report, "capacity": known.signed.capacity,
            "by": person(&known.signed.by), "how": known.signed.presence, "at": known.signed.at.at,
            "fingerprint": known.signed.signature.as_ref().map(|own| own.fingerprint.clone()),
            "missing": rules(&short),
        })
    });
    let times = measures(state).into_iter().map(|measure| {
        json!({"id": measure.id, "at": measure.at, "record": measure.record, "since_first_sign_ms": measure.since_sign})
    });
    let laws = regimes(state).into_iter().map(|regime| {
        json!({
            "deadline": regime.key, "aware": regime.aware, "decided": regime.decided, "sent": regime.sent,
            "took_ms": regime.took,
        })
    });
    let points = points(state).into_iter().map(|point| {
        json!({"number": point.number, "control": point.control, "key": point.key, "count": point.count, "what": view.say(&point.what)})
    });
    let review = &state.review;
    let json = json!({
        "state": standing(state).code(),
        "missing": open.iter().map(|line| json_of(view, line)).collect::<Vec<_>>(),
        "unresolved": unresolved(state).iter().map(|line| json_of(view, line)).collect::<Vec<_>>(),
        "points": points.collect::<Vec<_>>(),
        "walked": walked.collect::<Vec<_>>(),
        "reports": reports.collect::<Vec<_>>(),
        "signatures": signed.collect::<Vec<_>>(),
        "times": times.collect::<Vec<_>>(),
        "laws": laws.collect::<Vec<_>>(),
        "review": {
            "owner": review.now.owner.as_ref().map(person),
            "scheduled": review.now.scheduled.as_ref().map(|when| when.at),
            "held": review.now.held.as_ref().map(|when| when.at),
            "attendees": review.now.attendees.iter().map(person).collect::<Vec<_>>(),
            "status": review.now.status,
            "said": review.now.said,
            "missing": rules(&crate::domain::review::shortfalls(state)),
        },
    });
    Printed { json, rows }
}

fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    short.iter().map(|short| short.rule.id()).collect()
}

fn about(view: &View<'_>, line: &Missing) -> String {
    view.say(&Msg::new("audit-about").with("about", line.about.clone()))
}

fn act(line: &Missing) -> String {
    line.act.as_ref().map(|(command, _)| (*command).to_owned()).unwrap_or_default()
}

fn json_of(view: &View<'_>, line: &Missing) -> Value {
    json!({
        "rule": line.shortfall.rule.id(),
        "about": about(view, line),
        "what": view.say(&line.shortfall.missing),
        "next": view.say(&line.shortfall.next),
        "command": act(line),
    })
}

//! The closing: how the case stands, what is missing, the walk, the report and its signatures, the measures, the actions.

use super::{Entry, Tone, told::stamp};
use crate::domain::attention::Place;
use crate::domain::closure::{
    CAPACITIES, Standing, came_up, counting, lines, live, points, remediation, signature_shortfalls, standing,
    stood_down, unresolved,
};
use crate::domain::control::Missing;
use crate::domain::drill;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::{Arg, Msg};
use crate::domain::review::measures;
use crate::domain::time::{Instant, hms_left, local};

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let stands = standing(state);
    let missing = lines(state);
    let since = came_up(state, Instant::MIN).len();
    let ended = stands >= Standing::Closed;
    let tone = if ended && since == 0 { Tone::Proved } else { Tone::Due };
    // What is recorded after the end opens lines of the list again, and takes nothing from the end.
    let id = match (since, ended && !missing.is_empty()) {
        (0, false) => "closing-stands",
        (0, true) => "closing-stands-on",
        _ => "closing-stands-since",
    };
    let words = Msg::new(id).code("standing", "closing", stands.code()).with("missing", missing.len());
    let mut found =
        vec![Entry::new(tone, words.with("since", since)).by((since > 0).then(|| ("reopen", Input::default())))];
    if let Some(ending) = stood_down(state) {
        let other = ending.ended.of.trim();
        let text = Msg::new(if other.is_empty() { "closing-ended" } else { "closing-ended-of" })
            .code("how", "ending", ending.ended.how.clone())
            .with("who", ending.ended.decider.name.clone())
            .with("at", stamp(&ending.ended.at))
            .with("of", other.to_owned())
            .with("reason", state.sensitive(&ending.ended.reason));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(ending.id)));
    } else if stands < Standing::Closed && missing.is_empty() {
        let ready = Entry::new(Tone::Due, Msg::new("closing-ready"));
        found.push(ready.by(Some(("close", Input::default()))));
    }
    heading(&mut found, "closing-h-missing");
    found.extend(missing.iter().map(|line| lacking("closing-line", line)));
    if missing.is_empty() {
        found.push(Entry::new(Tone::Dim, Msg::new("closing-nothing")));
    }
    let later = unresolved(state);
    if !later.is_empty() {
        heading(&mut found, "closing-h-resolved");
    }
    found.extend(later.iter().map(|line| lacking("closing-line", line)));
    if stands != Standing::StoodDown {
        walk(state, &mut found);
        listed(state, &mut found);
        report(state, &mut found);
    }
    times(state, &mut found);
    actions(state, &mut found);
    found
}

/// The remediation steps as the lead confirmed them.
fn walk(state: &Incident, found: &mut Vec<Entry>) {
    heading(found, "closing-h-walk");
    for step in remediation(state) {
        let walks = state.closure.walked.iter().filter(|walk| walk.walked.step == step.id && !state.struck(walk.id));
        let mut any = false;
        for walk in walks {
            any = true;
            let tone = if walk.counts(state) { Tone::Proved } else { Tone::Due };
            let text = Msg::new("closing-walked")
                .with("step", step.id.clone())
                .with("who", walk.walked.by.name.clone())
                .with("at", stamp(&walk.walked.at))
                .with("how", state.sensitive(&walk.walked.how));
            found.push(Entry::new(tone, text).at(Place::Timeline(walk.id)));
        }
        if !any {
            let text = Msg::new("closing-unwalked").with("step", step.id.clone()).with("title", step.title.clone());
            let act = ("confirm-step", Input::default().with("step", step.id.clone()));
            found.push(Entry::new(Tone::Due, text).at(Place::Step(step.id.clone())).by(Some(act)));
        }
    }
}

/// The measures of the review.
fn times(state: &Incident, found: &mut Vec<Entry>) {
    heading(found, "closing-h-measures");
    if drill::exercise(state) {
        let text = Msg::new("closing-exercise").with("factor", drill::clock(state).factor().to_string());
        found.push(Entry::new(Tone::Override, text));
    }
    found.extend(measures(state).iter().map(|measure| {
        let id = match (measure.at, measure.since_sign) {
            (None, _) => "measure-none",
            (Some(_), None) => "measure-at",
            (Some(_), Some(_)) => "measure-since",
        };
        let text = Msg::new(id)
            .code("what", "measure", measure.id)
            .with("at", measure.at.map(utc).unwrap_or_default())
            .with("after", hms_left(measure.since_sign.unwrap_or_default()))
            .with("record", measure.record.map_or_else(|| "-".to_owned(), |record| state.label(record)));
        let entry = Entry::new(if measure.at.is_some() { Tone::Plain } else { Tone::Dim }, text);
        match measure.record {
            Some(record) => entry.at(Place::Timeline(record)),
            None => entry,
        }
    }));
}

fn utc(at: Instant) -> String {
    let there = local(at, chrono_tz::UTC);
    [there.date_iso().as_str(), " ", &there.hm(), " UTC"].concat()
}

fn heading(found: &mut Vec<Entry>, id: &'static str) {
    found.push(Entry::new(Tone::Heading, Msg::new(id)));
}

/// A line of the list, with the command that mends it.
fn lacking(id: &'static str, line: &Missing) -> Entry {
    let about = line.about != Arg::Label(String::new());
    let command = line.act.as_ref().map(|(command, _)| *command).unwrap_or_default();
    let text = Msg::new(if about { "closing-line-about" } else { id })
        .with("about", line.about.clone())
        .with("what", line.shortfall.missing.clone())
        .with("rule", line.shortfall.rule.id())
        .with("next", line.shortfall.next.clone());
    let text = Msg::new(if command.is_empty() { "closing-said" } else { "closing-said-by" })
        .with("line", text)
        .with("command", command);
    Entry::new(Tone::Due, text).at(line.place.clone()).by(line.act.clone())
}

/// What the SIRO is to sign, by number.
fn listed(state: &Incident, found: &mut Vec<Entry>) {
    let points = points(state);
    if points.is_empty() {
        return;
    }
    heading(found, "closing-h-points");
    found.extend(points.iter().map(|point| {
        let text = Msg::new("closing-point")
            .with("number", point.number)
            .with("control", point.control.to_string())
            .with("what", point.what.clone())
            .with("count", point.count);
        Entry::new(Tone::Override, text)
    }));
}

fn report(state: &Incident, found: &mut Vec<Entry>) {
    heading(found, "closing-h-report");
    let Some((id, rendered)) = live(state) else {
        let act = Some(("make-report", Input::default()));
        found.push(Entry::new(Tone::Due, Msg::new("closing-no-report")).by(act));
        return;
    };
    let text = Msg::new("closing-report")
        .with("record", state.label(*id))
        .code("format", "report-format", rendered.format.clone())
        .with("size", rendered.size.to_string())
        .with("head", rendered.head.get(..16).unwrap_or_default())
        .with("sha256", rendered.file.sha256.clone());
    found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*id)));
    for signature in state.closure.signed.iter().filter(|known| known.signed.report == *id && !state.struck(known.id)) {
        let signed = &signature.signed;
        let short = signature_shortfalls(state, Some(signature.id), signed, &signature.then);
        let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
        let text = Msg::new("closing-signature")
            .code("capacity", "signs-as", signed.capacity.clone())
            .with("who", signed.by.name.clone())
            .code("how", "presence", signed.presence.clone())
            .with("at", stamp(&signed.at));
        found.push(Entry::new(tone, text).at(Place::Timeline(signature.id)));
        found.extend(short.into_iter().map(|short| {
            let text = Msg::new("told-short").with("what", short.missing).with("rule", short.rule.id());
            Entry::new(Tone::Due, text).at(Place::Timeline(signature.id))
        }));
    }
    for capacity in CAPACITIES.iter().filter(|capacity| counting(state, *id, capacity).is_none()) {
        let text = Msg::new("closing-unsigned").code("capacity", "signs-as", *capacity);
        let input = Input::default().with("capacity", *capacity).with("record", state.label(*id));
        found.push(Entry::new(Tone::Due, text).by(Some(("sign-report", input))));
    }
}

fn actions(state: &Incident, found: &mut Vec<Entry>) {
    heading(found, "closing-h-actions");
    for action in state.actions.standing(state) {
        let now = action.now(state);
        let tone = match now.standing {
            crate::domain::action::Standing::Verified => Tone::Proved,
            crate::domain::action::Standing::Dropped => Tone::Dim,
            _ => Tone::Plain,
        };
        let text = Msg::new("closing-action")
            .with("record", state.label(action.id))
            .with("what", state.sensitive(&action.statement()))
            .with("who", if now.owner.name.is_empty() { "?".to_owned() } else { now.owner.name.clone() })
            .with("due", now.due.as_ref().map_or_else(|| "?".to_owned(), stamp))
            .code("standing", "action-state", now.standing.code());
        let input = Input::default().with("improvement", state.label(action.id));
        let command = match now.standing {
            crate::domain::action::Standing::Done => "verify-action",
            _ => "action-progress",
        };
        found.push(Entry::new(tone, text).at(Place::Timeline(action.id)).by(Some((command, input))));
    }
    let add = Entry::new(Tone::Dim, Msg::new("closing-add-action"));
    found.push(add.by(Some(("action", Input::default()))));
}

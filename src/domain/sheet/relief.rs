//! The sheet for the relieving lead: how the case stands, what waits, which clocks run, who holds what, and what was done in the last hours.

use super::{Entry, Tone, words_of};
use crate::domain::attention::{Place, Urgency, needs};
use crate::domain::call_order::turns;
use crate::domain::control::{NUMBERS, control};
use crate::domain::deadline::ClockState;
use crate::domain::incident::Incident;
use crate::domain::msg::Msg;
use crate::domain::phase::phases;
use crate::domain::time::{Instant, hms_left};
use crate::domain::timeline::Lane;

pub(super) fn entries(state: &Incident, now: Instant, hours: u32) -> Vec<Entry> {
    let mut found = Vec::new();
    standing(state, now, &mut found);
    waiting(state, now, &mut found);
    clocks(state, now, &mut found);
    people(state, now, &mut found);
    recent(state, now, hours, &mut found);
    found.push(Entry::new(Tone::Dim, Msg::new("relief-read-back")));
    found
}

fn heading(id: &'static str) -> Entry {
    Entry::new(Tone::Heading, Msg::new(id))
}

fn standing(state: &Incident, now: Instant, found: &mut Vec<Entry>) {
    found.push(heading("relief-state"));
    if let Some(declared) = &state.case.declared {
        let text = Msg::new("relief-case")
            .with("codename", declared.codename.clone())
            .with("severity", declared.severity.clone())
            .with("elapsed", hms_left(now.millis_since(declared.declared.at).max(0)));
        found.push(Entry::new(Tone::Plain, text).at(Place::Case));
        for (id, words) in [("relief-known", &declared.known), ("relief-unknown", &declared.unknown)] {
            if !words.trim().is_empty() {
                let text = Msg::new(id).with("words", state.sensitive(words));
                found.push(Entry::new(Tone::Plain, text).at(Place::Case));
            }
        }
    }
    let running = phases(state).into_iter().filter(|phase| phase.started.is_some() && phase.ended.is_none());
    for phase in running {
        let text = Msg::new("relief-phase").code("phase", "pane-phase", phase.id).with("open", phase.open);
        found.push(Entry::new(Tone::Plain, text));
    }
    for number in NUMBERS {
        let control = control(state, number);
        let id = if control.missing.is_empty() { "relief-control-met" } else { "relief-control" };
        let text = Msg::new(id)
            .with("number", number.to_string())
            .code("name", "control", number.to_string())
            .code("standing", "standing", control.standing.code())
            .with("missing", control.missing.len());
        found.push(Entry::new(Tone::Dim, text));
    }
}

fn waiting(state: &Incident, now: Instant, found: &mut Vec<Entry>) {
    found.push(heading("relief-waits"));
    let needs = needs(state, now);
    if needs.is_empty() {
        found.push(Entry::new(Tone::Plain, Msg::new("relief-nothing")));
    }
    for need in needs {
        let tone = match need.urgency {
            Urgency::Now => Tone::Late,
            Urgency::Soon => Tone::Due,
            Urgency::Waits => Tone::Plain,
            Urgency::Owed => Tone::Dim,
        };
        found.push(Entry::new(tone, need.what).at(need.place).by(need.act));
    }
}

fn clocks(state: &Incident, now: Instant, found: &mut Vec<Entry>) {
    found.push(heading("relief-clocks"));
    let views = state.deadlines.views(state, now);
    let mut any = false;
    for view in views.iter().filter(|view| matches!(view.state, ClockState::Running | ClockState::Late)) {
        any = true;
        let late = view.state == ClockState::Late;
        let left = view.left(now).unwrap_or_default();
        let text = Msg::new(if late { "relief-clock-late" } else { "relief-clock" })
            .with("name", view.regime.considered.name.clone())
            .with("left", hms_left(left.abs()));
        let entry = Entry::new(if late { Tone::Late } else { Tone::Plain }, text);
        found.push(entry.at(Place::Deadline(view.key())));
    }
    if !any {
        found.push(Entry::new(Tone::Plain, Msg::new("relief-no-clock")));
    }
}

fn people(state: &Incident, now: Instant, found: &mut Vec<Entry>) {
    found.push(heading("relief-people"));
    for turn in turns(state, now) {
        let Some(who) = &turn.person else { continue };
        let text = Msg::new("relief-role").code("role", "role", turn.role.clone()).with("who", who.name.clone());
        found.push(Entry::new(Tone::Plain, text).at(Place::Role(turn.role.clone())));
    }
}

/// What was done, and what was learnt, in the last hours, the newest first.
fn recent(state: &Incident, now: Instant, hours: u32, found: &mut Vec<Entry>) {
    found.push(Entry::new(Tone::Heading, Msg::new("relief-recent").with("hours", hours)));
    let since = now.plus_minutes(-i64::from(hours) * 60);
    let told = |line: &&crate::domain::timeline::Line| {
        let told = line.happened >= since && line.superseded_by.is_none() && !state.struck(line.id);
        // The program's own entries about itself tell a relief nothing.
        told && (line.lane == Lane::Fact || line.when.is_some())
    };
    let mut lines: Vec<_> = state.timeline.lines.iter().filter(told).collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.happened, line.id)));
    for line in lines {
        let ago = now.millis_since(line.happened).max(0) / 60_000;
        let text = Msg::new("relief-line")
            .with("record", line.id.label(state.station))
            .with("hours", ago / 60)
            .with("minutes", ago % 60)
            .with("words", words_of(state, line.id));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(line.id)));
    }
}

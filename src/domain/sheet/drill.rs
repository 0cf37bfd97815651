//! The drill as those who take part may see it: its clock, injects that reached them, what was seen, how it was judged. What is expected of them, and what
//! is still to come, stands on the facilitator's sheet alone.

use super::{Entry, Tone, lacks, marked, names, told::stamp};
use crate::domain::attention::{Place, span};
use crate::domain::drill::{
    Clock, Delivered, Inject, Observed, Phase, Planned, clock, delivered_shortfalls, delivery, exercise, judgement,
    observations, observed_shortfalls, planned, record_shortfalls, scored_shortfalls, seen, shown,
};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::Instant;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let Some((plan, planned, _)) = planned(state).filter(|_| exercise(state)) else {
        return vec![Entry::new(Tone::Dim, Msg::new("drill-none"))];
    };
    let clock = clock(state);
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("drill-how"))];
    head(state, *plan, planned, &clock, now, &mut found);
    objectives(state, *plan, planned, &mut found);
    found.push(Entry::new(Tone::Heading, Msg::new("drill-h-injects")));
    let mut ahead = 0;
    for (number, inject) in planned.numbered() {
        match delivery(state, number) {
            Some((id, delivered)) => delivered_one(state, *plan, number, inject, (*id, delivered), &mut found),
            None => ahead += usize::from(!owed(&clock, number, inject, now, &mut found)),
        }
    }
    if ahead > 0 && clock.phase() != Phase::Over {
        found.push(Entry::new(Tone::Dim, Msg::new("drill-ahead").with("count", ahead)));
    }
    clocks(state, &clock, now, &mut found);
    found.push(Entry::new(Tone::Heading, Msg::new("drill-h-seen")));
    found.extend(seen(state).iter().map(|seen| {
        let tone = if seen.shown == Some(true) { Tone::Proved } else { Tone::Plain };
        Entry::new(tone, seen.words())
    }));
    if clock.phase() == Phase::Over {
        found.push(Entry::new(Tone::Heading, Msg::new("drill-h-lacks")));
        lacks(&record_shortfalls(state), &mut found);
    }
    found
}

fn head(state: &Incident, plan: RecordId, planned: &Planned, clock: &Clock, now: Instant, found: &mut Vec<Entry>) {
    let title = Msg::new("drill-title").with("title", marked(state, plan, &planned.title));
    let title = title.code("kind", "drill-kind", planned.kind.clone()).with("id", planned.procedure.clone());
    found.push(Entry::new(Tone::Heading, title).at(Place::Timeline(plan)));
    let (tone, act) = match clock.phase() {
        Phase::Before => (Tone::Due, Some("drill-start")),
        Phase::Running => (Tone::Plain, Some("drill-pause")),
        Phase::Paused => (Tone::Due, Some("drill-resume")),
        Phase::Over => (Tone::Proved, None),
    };
    let text = Msg::new("drill-clock")
        .code("phase", "drill-phase", clock.phase().code())
        .with("clock", shown(clock.shows(now)))
        .with("ran", shown(clock.ran(now)))
        .with("factor", clock.factor().to_string());
    found.push(Entry::new(tone, text).by(act.map(|name| (name, Input::default()))));
    let who = Msg::new("drill-people").with("facilitator", names(&planned.facilitator));
    let who = who.with("collector", names(&planned.collector));
    let players: Vec<&str> = planned.participants.iter().map(|who| who.name.as_str()).collect();
    found.push(Entry::new(Tone::Plain, who.with("players", players.join(", "))));
}

fn objectives(state: &Incident, plan: RecordId, planned: &Planned, found: &mut Vec<Entry>) {
    if !planned.objectives.is_empty() {
        found.push(Entry::new(Tone::Heading, Msg::new("drill-h-objectives")));
    }
    for (number, objective) in (1_u32..).zip(&planned.objectives) {
        let text = marked(state, plan, objective);
        match judgement(state, None, Some(number)) {
            Some((id, scored)) => {
                let short = scored_shortfalls(state, scored);
                let words = Msg::new("drill-objective-judged")
                    .with("number", number.to_string())
                    .with("text", text)
                    .code("result", "drill-result", scored.result.clone())
                    .with("who", names(&scored.by))
                    .with("note", marked(state, *id, &scored.note));
                let tone = if short.is_empty() { Tone::Proved } else { Tone::Due };
                found.push(Entry::new(tone, words).at(Place::Timeline(*id)));
                lacks(&short, found);
            }
            None => {
                let words = Msg::new("drill-objective").with("number", number.to_string()).with("text", text);
                let act = ("drill-score", Input::default().with("objective", number.to_string()));
                found.push(Entry::new(Tone::Plain, words).by(Some(act)));
            }
        }
    }
}

/// An inject that reached the players, and what came of it.
fn delivered_one(
    state: &Incident,
    plan: RecordId,
    number: u32,
    inject: &Inject,
    (id, delivered): (RecordId, &Delivered),
    found: &mut Vec<Entry>,
) {
    let short = delivered_shortfalls(state, Some(id), delivered);
    let text = Msg::new("drill-inject")
        .with("number", number.to_string())
        .with("clock", shown(delivered.drill_ms))
        .with("at", stamp(&delivered.at))
        .code("how", "drill-delivery", delivered.how.clone())
        .with("who", names(&delivered.by))
        .with("to", to(inject))
        .with("text", marked(state, plan, &inject.text));
    let observe = ("drill-observe", Input::default().with("inject", number.to_string()));
    let tone = if short.is_empty() { Tone::Plain } else { Tone::Late };
    found.push(Entry::new(tone, text).at(Place::Timeline(id)).by(Some(observe)));
    lacks(&short, found);
    for (seen, observed) in observations(state, number) {
        found.push(answer(state, *seen, observed, delivered));
        lacks(&observed_shortfalls(state, Some(*seen), observed), found);
    }
    if let Some((judged, scored)) = judgement(state, Some(number), None) {
        let text = Msg::new("drill-judged")
            .code("result", "drill-result", scored.result.clone())
            .with("who", names(&scored.by))
            .with("note", marked(state, *judged, &scored.note));
        found.push(Entry::new(Tone::Plain, text).at(Place::Timeline(*judged)));
        lacks(&scored_shortfalls(state, scored), found);
    }
}

fn answer(state: &Incident, id: RecordId, observed: &Observed, delivered: &Delivered) -> Entry {
    let text = Msg::new("drill-observed")
        .with("after", shown(observed.drill_ms - delivered.drill_ms))
        .with("wall", shown(observed.at.at.millis_since(delivered.at.at)))
        .with("who", names(&observed.by))
        .with("record", observed.record.map_or_else(|| "-".to_owned(), |record| state.label(record)))
        .with("words", marked(state, id, &observed.words));
    Entry::new(Tone::Plain, text).at(Place::Timeline(observed.record.unwrap_or(id)))
}

/// To whom an inject goes.
#[must_use]
pub fn to(inject: &Inject) -> Msg {
    match inject.to.as_str() {
        "" => Msg::new("drill-to-all"),
        role => Msg::new("drill-to-role").code("role", "role", role),
    }
}

/// An inject that nobody delivered and that is due; whether it is.
fn owed(clock: &Clock, number: u32, inject: &Inject, now: Instant, found: &mut Vec<Entry>) -> bool {
    let Some(due) = clock.minute(inject.minute).filter(|due| *due <= now) else { return false };
    let text = Msg::new("drill-owed").with("number", number.to_string()).with("to", to(inject));
    let text = text.with("over", span(now.millis_since(due)));
    let act = ("drill-deliver", Input::default().with("inject", number.to_string()));
    found.push(Entry::new(Tone::Late, text).by(Some(act)));
    true
}

/// What is left of the clocks of law where the drill's clock is faster than the wall: they run in wall time, and no drill makes them count.
fn clocks(state: &Incident, clock: &Clock, now: Instant, found: &mut Vec<Entry>) {
    if clock.factor() == 1 {
        return;
    }
    let views = state.deadlines.views(state, now);
    let running = views.iter().filter(|view| view.sent.is_none());
    let lines: Vec<Entry> = running
        .filter_map(|view| {
            let (start, due) = (view.start.as_ref()?.at, view.due?);
            let left = due.millis_since(start) - (clock.shows(now) - clock.shows(start));
            let id = if left > 0 { "drill-limit" } else { "drill-limit-over" };
            let text = Msg::new(id).with("name", view.short()).with("left", shown(left.abs()));
            Some(Entry::new(if left > 0 { Tone::Plain } else { Tone::Late }, text).at(Place::Deadline(view.key())))
        })
        .collect();
    if !lines.is_empty() {
        found.push(Entry::new(Tone::Heading, Msg::new("drill-h-limits")));
        found.extend(lines);
    }
}

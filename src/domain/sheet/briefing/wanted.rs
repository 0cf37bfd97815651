//! Page 5: what waits for a decision, and what was decided since the last briefing.

use super::{Item, Kind, Page, Section, Wall, clock, readable};
use crate::domain::attention::needs;
use crate::domain::briefing::before;
use crate::domain::decision_log::{Made, Standing};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Tone, marked, names};
use crate::domain::time::Instant;

/// Commands that put a decision on record: whatever waits for one of them waits for a decision.
const DECIDES: &[&str] =
    &["review-decision", "regime", "condition", "memo", "tell", "fate", "assign", "approve-notice", "sign-report"];

pub(super) fn page(state: &Incident, now: Instant, wall: Wall) -> Page {
    let asks = |act: &Option<(&'static str, Input)>| act.as_ref().is_some_and(|(name, _)| DECIDES.contains(name));
    let wanted = needs(state, now).into_iter().filter(|need| asks(&need.act));
    let mut items: Vec<Item> = wanted.map(|need| Item::new(Tone::Due, need.what).at(need.place).by(need.act)).collect();
    items.extend(later(state, now, wall));
    let decided = decided(state, now, wall).into_iter().map(|(id, made)| taken(state, id, made, now, wall)).collect();
    let sections = vec![
        Section::titled(Msg::new("briefing-h-wanted"), items, "briefing-more-needs"),
        Section::titled(Msg::new("briefing-h-decided"), decided, "briefing-more-decided"),
    ];
    let act = Some(("decide", Input::default()));
    Page { kind: Kind::Wanted, sections: super::or_empty(sections, "briefing-no-decision", wall), act }
}

/// Decisions that somebody set a time for, and it has not come yet.
fn later(state: &Incident, now: Instant, wall: Wall) -> Vec<Item> {
    let read = |id: RecordId| state.timeline.line(id).is_some_and(|line| readable(state, line, wall));
    let ahead = state.decisions.standing(state).filter_map(|(id, made)| {
        let due = state.decisions.review_due(state, *id)?.at;
        (due > now && read(*id)).then_some((due, *id, made))
    });
    let mut ahead: Vec<(Instant, RecordId, &Made)> = ahead.collect();
    ahead.sort_by_key(|(at, id, _)| (*at, *id));
    let item = |(at, id, made): (Instant, RecordId, &Made)| {
        let text = Msg::new("briefing-review").with("at", clock(at, now, wall.zone));
        Item::new(Tone::Plain, text.with("question", marked(state, id, &made.question))).record(id)
    };
    ahead.into_iter().map(item).collect()
}

/// Decisions since the last briefing that the room may read, the last first.
fn decided(state: &Incident, now: Instant, wall: Wall) -> Vec<(RecordId, &Made)> {
    let from = before(state, wall.called, now).map_or(Instant::from_millis(i64::MIN), |(_, at)| at);
    let found = state.decisions.between(state, from, now).into_iter().rev();
    let read = |id: &RecordId| state.timeline.line(*id).is_some_and(|line| readable(state, line, wall));
    found.filter(read).filter_map(|id| Some((id, state.decisions.decision(id)?))).collect()
}

fn taken(state: &Incident, id: RecordId, made: &Made, now: Instant, wall: Wall) -> Item {
    let tone = match state.decisions.stands(state, id) {
        Standing::Replaced(_) | Standing::Lapsed | Standing::Struck => Tone::Dim,
        Standing::Holds if state.decisions.counts(state, id) => Tone::Proved,
        Standing::Holds => Tone::Due,
    };
    let text = Msg::new("briefing-decided")
        .with("at", clock(made.at.at, now, wall.zone))
        .with("who", names(&made.by))
        .with("choice", marked(state, id, &made.choice))
        .with("question", marked(state, id, &made.question));
    Item::new(tone, text).record(id)
}

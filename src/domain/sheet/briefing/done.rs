//! Page 4: what was done and recorded since the last briefing, the last first.

use super::{Item, Kind, Page, Section, Wall, clock, readable};
use crate::domain::briefing::before;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Tone, words_of};
use crate::domain::time::Instant;
use crate::domain::timeline::{Lane, Line};

pub(super) fn page(state: &Incident, now: Instant, wall: Wall) -> Page {
    let since = before(state, wall.called, now);
    let from = since.map_or(Instant::from_millis(i64::MIN), |(_, at)| at);
    // What is told of the program's own doings tells a room nothing; minutes and roll calls are the briefings themselves.
    let told = |line: &&Line| {
        line.lane == Lane::Action
            && line.when.is_some()
            && line.recorded > from
            && !state.briefings.held.iter().any(|(id, _)| *id == line.id)
            && !state.watch.rolls.iter().any(|(id, _)| *id == line.id)
            && readable(state, line, wall)
    };
    let mut lines: Vec<&Line> = state.timeline.lines.iter().filter(told).collect();
    lines.sort_by_key(|line| std::cmp::Reverse((line.happened, line.id)));
    let item = |line: &Line| {
        let text = Msg::new("briefing-did")
            .with("at", clock(line.happened, now, wall.zone))
            .with("words", words_of(state, line.id));
        Item::new(Tone::Plain, text).record(line.id)
    };
    let items: Vec<Item> = lines.into_iter().map(item).collect();
    let heading = heading(state, now, wall).with("count", items.len());
    let id = if since.is_some() { "briefing-nothing-since" } else { "briefing-nothing-done" };
    let sections = super::or_empty(vec![Section::titled(heading, items, "briefing-more-done")], id, wall);
    let act = Some(("log", Input::default().with("lane", "action")));
    Page { kind: Kind::Done, sections, act }
}

fn heading(state: &Incident, now: Instant, wall: Wall) -> Msg {
    match before(state, wall.called, now) {
        Some((record, at)) => {
            Msg::new("briefing-h-since").with("at", clock(at, now, wall.zone)).with("record", state.label(record))
        }
        None => Msg::new("briefing-h-so-far"),
    }
}

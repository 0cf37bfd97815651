//! Page 6, who does what next; and page 7, when the next briefing is and who is at this one.

use super::{Item, Kind, Page, Section, Wall, clock, readable};
use crate::domain::attention::{Place, span};
use crate::domain::briefing;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::proof::{StepState, state_of};
use crate::domain::sheet::{Tone, marked, names};
use crate::domain::time::{Instant, local};
use crate::domain::watch::RollCalled;

pub(super) fn work(state: &Incident, now: Instant, wall: Wall) -> Page {
    let sections = vec![
        Section::titled(Msg::new("briefing-h-actions"), actions(state, now, wall), "briefing-more-agreed"),
        Section::titled(Msg::new("briefing-h-steps"), steps(state), "briefing-more-steps"),
    ];
    let act = Some(("take", Input::default()));
    Page { kind: Kind::Next, sections: super::or_empty(sections, "briefing-nobody-next", wall), act }
}

/// Actions of briefings that are open: those with a time first, the next one at the top.
fn actions(state: &Incident, now: Instant, wall: Wall) -> Vec<Item> {
    let mut open = state.briefings.agreed(state);
    open.retain(|agreed| agreed.settled.is_none());
    open.sort_by_key(|agreed| {
        let due = agreed.action.due.as_ref().map(|due| due.at);
        (due.is_none(), due, agreed.briefing, agreed.number)
    });
    let item = |agreed: briefing::Agreed<'_>| {
        let due = agreed.action.due.as_ref().map(|due| due.at);
        let id = if due.is_some() { "briefing-action-by" } else { "briefing-action" };
        let text = Msg::new(id)
            .with("who", names(&agreed.action.owner))
            .with("what", marked(state, agreed.briefing, &agreed.action.what))
            .with("due", due.map(|at| clock(at, now, wall.zone)).unwrap_or_default());
        let late = due.is_some_and(|at| at <= now);
        let input = Input::default().with("briefing", state.label(agreed.briefing));
        let act = ("settle-action", input.with("action-number", agreed.number.to_string()));
        Item::new(if late { Tone::Late } else { Tone::Plain }, text).record(agreed.briefing).by(Some(act))
    };
    open.into_iter().map(item).collect()
}

/// Steps that somebody works on.
fn steps(state: &Incident) -> Vec<Item> {
    let in_hand = state.work.steps.iter().map(|merged| &merged.step);
    let in_hand = in_hand.filter(|step| state_of(state, &step.id) == Some(StepState::InHand));
    let item = |step: &crate::library::procedure::Step| {
        let taken = state.work.taken.get(&step.id).into_iter().flatten().rev().find(|(id, _)| !state.struck(*id));
        let who = taken.map_or_else(Author::default, |(_, taken)| taken.by.clone());
        let text = Msg::new("briefing-step").with("who", who.name).with("step", step.id.clone());
        Item::new(Tone::Plain, text.with("title", step.title.clone())).at(Place::Step(step.id.clone()))
    };
    in_hand.map(item).collect()
}

pub(super) fn briefing(state: &Incident, now: Instant, wall: Wall) -> Page {
    // Of a roll call that is kept from the room nothing is told; an earlier one of theirs is not this one's.
    let roll = wall.called.and_then(|id| state.watch.rolls.iter().find(|(roll, _)| *roll == id));
    let roll = roll.filter(|(id, _)| state.timeline.line(*id).is_some_and(|line| readable(state, line, wall)));
    let kept = wall.called.is_some() && roll.is_none();
    let again = match briefing::next(state) {
        _ if kept => Item::new(Tone::Dim, Msg::new("briefing-next-kept")),
        Some((record, Some(when), _)) => {
            let left = when.at.millis_since(now);
            let (id, tone) =
                if left < 0 { ("briefing-again-late", Tone::Late) } else { ("briefing-again", Tone::Plain) };
            let there = local(when.at, wall.zone);
            let text = Msg::new(id)
                .with("date", there.date_iso())
                .with("zone", there.zone_abbrev())
                .with("span", span(left.abs()));
            Item::new(tone, text).figures(there.hm()).record(record)
        }
        Some((record, None, why)) if !why.trim().is_empty() => {
            let text = Msg::new("briefing-last").with("reason", marked(state, record, why));
            Item::new(Tone::Plain, text).record(record)
        }
        _ => Item::new(Tone::Dim, Msg::new("briefing-no-next")),
    };
    let here: Vec<Item> = match roll {
        Some(called) => here(called, now, wall),
        None if kept => vec![Item::new(Tone::Dim, Msg::new("briefing-here-kept"))],
        None => Vec::new(),
    };
    let mut sections = vec![Section::plain(vec![again])];
    if !here.is_empty() {
        sections.push(Section::titled(Msg::new("briefing-h-here"), here, "briefing-more-people"));
    }
    let act = Some((if wall.called.is_some() { "briefing" } else { "roll-call" }, Input::default()));
    Page { kind: Kind::Again, sections, act }
}

/// Who is at the briefing that goes on, and who did not answer.
fn here((id, called): &(RecordId, RollCalled), now: Instant, wall: Wall) -> Vec<Item> {
    let all = |people: &[Author]| people.iter().map(names).collect::<Vec<_>>().join(", ");
    let text = Msg::new("briefing-present")
        .with("at", clock(called.at.at, now, wall.zone))
        .with("count", called.present.len())
        .with("names", all(&called.present));
    let mut found = vec![Item::new(Tone::Plain, text).record(*id)];
    if !called.absent.is_empty() {
        let text = Msg::new("briefing-absent").with("count", called.absent.len());
        found.push(Item::new(Tone::Due, text.with("names", all(&called.absent))).record(*id));
    }
    found
}

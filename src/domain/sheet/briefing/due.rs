//! Page 2: clocks of the law with the time that is left, what was agreed for an instant, and what presses now.

use super::{Item, Kind, Page, Section, Wall, clock};
use crate::domain::attention::{Place, Urgency, needs};
use crate::domain::deadline::{ClockState, ClockView};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::sheet::{Tone, marked, names};
use crate::domain::time::{Instant, hms_left};

pub(super) fn page(state: &Incident, now: Instant, wall: Wall) -> Page {
    let views = state.deadlines.views(state, now);
    let counting = views.iter().filter(|view| matches!(view.state, ClockState::Running | ClockState::Late));
    let mut clocks: Vec<Item> = counting.filter_map(|view| counted(view, now, wall)).collect();
    let elapsing = views.iter().filter(|view| view.state == ClockState::Elapsing);
    clocks.extend(elapsing.filter_map(|view| {
        let text = Msg::new("briefing-clock-elapses").with("name", view.short());
        let text = text.with("for", hms_left(view.elapsed(now)?));
        Some(Item::new(Tone::Due, text).at(Place::Deadline(view.key())))
    }));
    if clocks.is_empty() {
        clocks.extend(unanswered(state, &views, now, wall));
    }
    let shown: Vec<Place> = clocks.iter().filter_map(|item| item.entry.place.clone()).collect();
    let pressing = needs(state, now).into_iter().filter(|need| need.urgency == Urgency::Now);
    let pressing = pressing.filter(|need| !shown.contains(&need.place));
    let pressing = pressing.map(|need| Item::new(Tone::Late, need.what).at(need.place).by(need.act)).collect();
    let sections = vec![
        Section::plain(super::cut(clocks, "briefing-more-clocks")),
        Section::titled(Msg::new("briefing-h-agreed"), agreed(state, now, wall), "briefing-more-agreed"),
        Section::titled(Msg::new("briefing-h-presses"), pressing, "briefing-more-needs"),
    ];
    let act = Some(("assessment", Input::default()));
    Page { kind: Kind::Due, sections: super::or_empty(sections, "briefing-no-clock", wall), act }
}

/// Where no clock runs: that questions of law are open, and from when on one of their clocks would at worst be late. None where nothing of that is so.
fn unanswered(state: &Incident, views: &[ClockView<'_>], now: Instant, wall: Wall) -> Option<Item> {
    let waits = |view: &&ClockView<'_>| matches!(view.state, ClockState::NotStarted | ClockState::NotAssessed);
    let worst = views.iter().filter(waits).filter_map(|view| view.exposure).min();
    let count = super::questions_of_law(state);
    let passed = worst.is_some_and(|worst| worst <= now);
    let id = match worst {
        None if count == 0 => return None,
        None => "briefing-law-open",
        Some(_) if passed => "briefing-law-past",
        Some(_) => "briefing-law-worst",
    };
    let text = Msg::new(id)
        .with("count", count)
        .with("withheld", wall.withheld)
        .with("due", worst.map(|worst| clock(worst, now, wall.zone)).unwrap_or_default());
    let tone = if passed { Tone::Late } else { Tone::Due };
    Some(Item::new(tone, text).by(Some(("assessment", Input::default()))))
}

/// A clock that counts down, or by how much it is late.
fn counted(view: &ClockView<'_>, now: Instant, wall: Wall) -> Option<Item> {
    let (left, due) = (view.left(now)?, view.due?);
    let late = view.state == ClockState::Late;
    let text = Msg::new(if late { "briefing-clock-late" } else { "briefing-clock" })
        .with("name", view.short())
        .with("due", clock(due, now, wall.zone));
    let tone = if late { Tone::Late } else { Tone::Plain };
    Some(Item::new(tone, text).figures(hms_left(left)).at(Place::Deadline(view.key())))
}

/// Actions of briefings that are open and have a time, the next one first.
fn agreed(state: &Incident, now: Instant, wall: Wall) -> Vec<Item> {
    let open = state.briefings.agreed(state).into_iter().filter(|agreed| agreed.settled.is_none());
    let mut due: Vec<_> = open.filter_map(|agreed| Some((agreed.action.due.as_ref()?.at, agreed))).collect();
    due.sort_by_key(|(at, agreed)| (*at, agreed.briefing, agreed.number));
    let item = |(at, agreed): (Instant, crate::domain::briefing::Agreed<'_>)| {
        let tone = if at <= now { Tone::Late } else { Tone::Due };
        let text = Msg::new("briefing-action-due")
            .with("due", clock(at, now, wall.zone))
            .with("who", names(&agreed.action.owner))
            .with("what", marked(state, agreed.briefing, &agreed.action.what));
        Item::new(tone, text).record(agreed.briefing)
    };
    due.into_iter().map(item).collect()
}

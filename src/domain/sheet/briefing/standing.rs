//! Page 1: codename, severity, how long it has been open, phases, who leads, and up to which mark the room reads.

use super::{Item, Kind, Page, Section, Wall, clock};
use crate::domain::attention::Place;
use crate::domain::closure::{closed_at, stood_down};
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::phase::phases;
use crate::domain::sheet::{Tone, names};
use crate::domain::time::{Instant, hms_left};

/// The role that leads.
const LEAD: &str = "irt_lead";

pub(super) fn page(state: &Incident, now: Instant, wall: Wall) -> Page {
    let Some(declared) = &state.case.declared else {
        let items = vec![super::empty("briefing-not-declared", wall), level(wall)];
        let act = Some(("declare", Input::default()));
        return Page { kind: Kind::Standing, sections: vec![Section::plain(items)], act };
    };
    let ended = stood_down(state).map(|ending| ending.ended.at.at).or_else(|| closed_at(state).map(|(at, _)| at));
    let open = ended.unwrap_or(now).millis_since(declared.declared.at).max(0);
    let text = Msg::new(if ended.is_some() { "briefing-was-open" } else { "briefing-open" })
        .with("codename", declared.codename.clone())
        .with("severity", declared.severity.clone())
        .with("at", clock(declared.declared.at, now, wall.zone));
    let mut items = vec![Item::new(Tone::Plain, text).figures(hms_left(open)).at(Place::Case)];
    let running = phases(state).into_iter().filter(|phase| phase.started.is_some() && phase.ended.is_none());
    let running = running.map(|phase| {
        let id = if phase.steps == 0 { "briefing-phase-alone" } else { "briefing-phase" };
        let text = Msg::new(id).code("phase", "pane-phase", phase.id).with("open", phase.open);
        text.with("steps", phase.steps)
    });
    // In one sentence: what runs beside each other is one state.
    let joined = running.reduce(|one, other| Msg::new("briefing-phases").with("one", one).with("other", other));
    items.extend(joined.map(|text| Item::new(Tone::Plain, text)));
    let lead = state.people.holders.get(LEAD).map(|holder| &holder.assigned.person);
    let lead = lead.filter(|who| !who.name.trim().is_empty());
    items.push(match lead {
        Some(who) => Item::new(Tone::Plain, Msg::new("briefing-lead").with("who", names(who))),
        None => Item::new(Tone::Due, Msg::new("briefing-no-lead")),
    });
    items.push(level(wall));
    let act = lead.is_none().then(|| ("assign", Input::default().with("role", LEAD)));
    Page { kind: Kind::Standing, sections: vec![Section::plain(items)], act }
}

/// Up to which mark the room reads, and how many records it does not.
fn level(wall: Wall) -> Item {
    let id = if wall.withheld > 0 { "briefing-level-withheld" } else { "briefing-level" };
    let text = Msg::new(id).with("mark", wall.audience.0.label()).with("count", wall.withheld);
    Item::new(Tone::Dim, text)
}

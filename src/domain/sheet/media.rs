//! The register of media: for each what it is, every time that it went or came, and what shows about it.

use super::{Entry, Tone, names};
use crate::domain::attention::Place;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::media::{Handling, Remark, Stick, machine, sticks};
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, local};

/// Handlings of one medium that are listed; the others stand on the timeline and in the table of a case folder.
const LISTED: usize = 12;

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let how = Entry::new(Tone::Dim, Msg::new("media-how"));
    let mut found = vec![how.by(Some(("medium-note", Input::default())))];
    let all = sticks(state);
    if all.is_empty() {
        found.push(Entry::new(Tone::Plain, Msg::new("media-none")).by(Some(("medium-note", Input::default()))));
    }
    for stick in &all {
        listed(state, stick, &mut found);
    }
    found
}

fn listed(state: &Incident, stick: &Stick<'_>, found: &mut Vec<Entry>) {
    let words = stick.words();
    let name = if words.is_empty() { "-".to_owned() } else { words };
    let heading = Msg::new("media-medium").with("number", stick.number).with("name", name);
    let known = Input::default().with("serial", stick.identity.medium.serial.clone());
    found.push(Entry::new(Tone::Heading, heading).by(Some(("medium-note", known))));
    for remark in &stick.remarks {
        let entry = Entry::new(Tone::Due, said(state, remark));
        found.push(match remark {
            Remark::Changed { record, .. } => entry.at(Place::Timeline(*record)),
            Remark::Machines(_) | Remark::NotToldApart(_) => entry,
        });
    }
    let older = stick.handled.len().saturating_sub(LISTED);
    if older > 0 {
        found.push(Entry::new(Tone::Dim, Msg::new("media-older").with("count", older)));
    }
    found.extend(stick.handled.iter().skip(older).map(|handling| handled(state, handling)));
}

/// What shows about a medium.
fn said(state: &Incident, remark: &Remark) -> Msg {
    match remark {
        Remark::Machines(machines) => Msg::new("media-machines").with("machines", machines.join(", ")),
        Remark::NotToldApart(others) => {
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            Msg::new("media-not-told-apart").with("others", others.join(", "))
        }
        Remark::Changed { record, what, was, is } => Msg::new("media-changed")
            .with("record", state.label(*record))
            .code("what", "medium-change", (*what).to_owned())
            .with("was", was.clone())
            .with("is", is.clone()),
    }
}

fn handled(state: &Incident, handling: &Handling) -> Entry {
    let hand = handling.way == "by-hand";
    let other = if hand { names(&handling.whom) } else { machine(state, handling) };
    let msg = Msg::new(if hand { "media-by-hand" } else { "media-handled" })
        .code("direction", "medium-direction", handling.direction.code())
        .code("way", "medium-way", handling.way.clone())
        .with("at", stamp(state, handling.at))
        .with("what", if handling.what.is_empty() { "-".to_owned() } else { handling.what.clone() })
        .with("other", other)
        .with("by", names(&handling.by))
        .with("record", state.label(handling.record));
    Entry::new(Tone::Plain, msg).at(Place::Timeline(handling.cites.unwrap_or(handling.record)))
}

/// An instant in the zone of the case.
fn stamp(state: &Incident, at: Instant) -> String {
    let declared = state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok());
    let there = local(at, declared.unwrap_or(chrono_tz::UTC));
    [there.date_iso().as_str(), &there.hm(), &there.offset()].join(" ")
}

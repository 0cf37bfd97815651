//! What carries the journal out of the room: what nothing fixes yet, what is due, every checkpoint and every anchor with what it lacks.

use super::{Entry, Tone, lacks, names};
use crate::domain::anchor::{self, Anchor, Anchored, case_head, due, spans, unanchored};
use crate::domain::attention::{Place, span};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::msg::Msg;
use crate::domain::time::{Instant, local};

/// Checkpoints that are listed; the others stand on the timeline.
const LISTED: usize = 6;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = Vec::new();
    let open = unanchored(state);
    let act = |name| Some((name, Input::default()));
    let standing = match open.since {
        Some(since) => {
            let msg = Msg::new("anchors-open").with("count", open.records).with("span", span(now.millis_since(since)));
            Entry::new(Tone::Due, msg)
        }
        None => Entry::new(Tone::Proved, Msg::new("anchors-none-open")),
    };
    found.push(standing.by(act("checkpoint")));
    for due in due(state) {
        let late = due.at <= now;
        let id = if late { "anchors-due" } else { "anchors-due-later" };
        let left = span(now.millis_since(due.at).abs());
        let msg = Msg::new(id).code("cause", "anchor-due", due.cause.code()).with("span", left);
        found.push(Entry::new(if late { Tone::Late } else { Tone::Plain }, msg).by(act("phone-words")));
    }
    found.push(Entry::new(Tone::Dim, Msg::new("anchors-paper-how")).by(act("checkpoint-page")));
    found.push(Entry::new(Tone::Dim, Msg::new("anchors-phone-how")).by(act("phone-words")));
    found.push(Entry::new(Tone::Dim, Msg::new("anchors-code-how")).by(act("checkpoint-code")));
    found.push(Entry::new(Tone::Dim, Msg::new("anchors-witness-how")).by(act("anchor-witness")));
    found.push(Entry::new(Tone::Dim, Msg::new("anchors-stamp-how")).by(act("anchor-stamp")));
    found.push(Entry::new(Tone::Heading, Msg::new("anchors-h-made").with("count", state.anchors.made.len())));
    found.extend(state.anchors.made.iter().rev().flat_map(|anchor| made(state, anchor)));
    found.push(Entry::new(Tone::Heading, Msg::new("anchors-h-checkpoints").with("count", state.anchors.signed.len())));
    for (id, at, signed) in state.anchors.signed.iter().rev().take(LISTED) {
        let head = case_head(&signed.heads);
        let msg = Msg::new("anchors-checkpoint")
            .with("record", state.label(*id))
            .with("at", stamp(state, *at))
            .with("size", signed.size)
            .with("head", crate::domain::form::groups(&head).join(" "))
            .code("occasion", "occasion", signed.occasion.clone());
        found.push(Entry::new(Tone::Plain, msg).at(Place::Timeline(*id)));
    }
    found.push(Entry::new(Tone::Heading, Msg::new("anchors-h-spans")));
    for open in spans(state) {
        let until = open.until.unwrap_or(now);
        let id = if open.until.is_some() { "anchors-span" } else { "anchors-span-open" };
        let msg = Msg::new(id)
            .with("count", open.records)
            .with("from", stamp(state, open.from))
            .with("until", stamp(state, until))
            .with("span", span(until.millis_since(open.from)));
        found.push(Entry::new(if open.until.is_some() { Tone::Plain } else { Tone::Due }, msg));
    }
    found
}

/// An instant in the zone of the case.
pub(super) fn stamp(state: &Incident, at: Instant) -> String {
    let declared = state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok());
    let there = local(at, declared.unwrap_or(chrono_tz::UTC));
    [there.date_iso().as_str(), &there.hm(), &there.offset()].join(" ")
}

fn made(state: &Incident, anchor: &Anchor) -> Vec<Entry> {
    let mut found = Vec::new();
    let head = anchor.how.of().1;
    let who = Author { name: anchor.how.held_by(), person: None };
    let msg = Msg::new("anchors-made")
        .with("record", state.label(anchor.id))
        .with("at", stamp(state, anchor.at))
        .code("how", "anchored", anchor.how.code())
        .with("who", names(&who))
        .with("head", head.get(..8).unwrap_or_default());
    let tone = if anchor::counts(state, anchor) { Tone::Proved } else { Tone::Due };
    found.push(Entry::new(tone, msg).at(Place::Timeline(anchor.id)));
    if let Anchored::Phone(phone) = &anchor.how {
        let msg =
            Msg::new("anchors-words").with("asked", phone.question.join(" ")).with("answer", phone.answer.join(" "));
        found.push(Entry::new(Tone::Plain, msg).at(Place::Timeline(anchor.id)));
    }
    lacks(&anchor::lacks(state, &anchor.how), &mut found);
    found
}

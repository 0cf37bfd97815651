//! The audit sheet: for each control what meets it, what is missing, what was accepted; then the traps and the phases.

use super::{Entry, Tone, words_of};
use crate::domain::attention::Place;
use crate::domain::control::traps::traps;
use crate::domain::control::{Control, Missing, Standing, controls};
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use crate::domain::phase::phases;
use crate::domain::procedure::{Standing as Documented, standing};
use crate::domain::time::Instant;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let controls = controls(state);
    let mut found: Vec<Entry> = controls.iter().map(summary).collect();
    found.push(Entry::new(Tone::Heading, Msg::new("audit-procedures")));
    for (record, chosen) in &state.work.chosen {
        let how = standing(state, chosen);
        let tone = match how {
            Documented::ApprovedBefore => Tone::Proved,
            Documented::ApprovedAfter => Tone::Override,
            Documented::Unapproved | Documented::Retired => Tone::Due,
        };
        let text = Msg::new("audit-procedure")
            .with("id", chosen.procedure.id.clone())
            .with("version", chosen.procedure.version.clone())
            .code("standing", "standing", how.code());
        found.push(Entry::new(tone, text).at(Place::Timeline(*record)));
    }
    for control in &controls {
        entries_of(state, control, &mut found);
    }
    found.push(Entry::new(Tone::Heading, Msg::new("audit-traps")));
    for trap in traps(state, now) {
        let tone = match trap.avoided {
            Some(true) => Tone::Proved,
            Some(false) => Tone::Due,
            None => Tone::Dim,
        };
        let verdict = match trap.avoided {
            Some(true) => "avoided",
            Some(false) => "partly",
            None => "nothing",
        };
        let text = Msg::new("audit-trap").code("trap", "trap", trap.id).code("verdict", "trap-verdict", verdict);
        found.push(Entry::new(tone, text.with("how", trap.how)));
    }
    found.push(Entry::new(Tone::Heading, Msg::new("audit-phases")));
    for phase in phases(state) {
        let minutes = phase.elapsed(now).unwrap_or_default() / 60_000;
        let lasted = |id| Msg::new(id).with("hours", minutes / 60).with("minutes", minutes % 60);
        let (tone, text) = match (phase.started, phase.ended) {
            (None, _) => (Tone::Dim, Msg::new("audit-phase-waiting")),
            (Some(_), None) => (Tone::Plain, lasted("audit-phase-running").with("open", phase.open)),
            (Some(_), Some(_)) => (Tone::Dim, lasted("audit-phase-ended")),
        };
        found.push(Entry::new(tone, text.code("phase", "pane-phase", phase.id)));
    }
    found
}

/// A control in one line; Enter goes where the first of what it misses is mended.
fn summary(control: &Control) -> Entry {
    let tone = match control.standing {
        Standing::Met => Tone::Proved,
        Standing::Partly | Standing::NotMet => Tone::Due,
        Standing::Memo => Tone::Dim,
    };
    let id = if control.missing.is_empty() { "audit-summary" } else { "audit-summary-missing" };
    let text = Msg::new(id)
        .with("number", control.id.to_string())
        .code("name", "control", control.id.to_string())
        .code("standing", "standing", control.standing.code())
        .with("missing", control.missing.len());
    let entry = Entry::new(tone, text);
    match control.missing.first() {
        Some(first) => entry.at(first.place.clone()).by(first.act.clone()),
        None => entry,
    }
}

/// Whether two gaps are told in one line: the same words about different things.
fn together(a: &Missing, b: &Missing) -> bool {
    a.shortfall.rule == b.shortfall.rule
        && (&a.shortfall.missing, &a.shortfall.next) == (&b.shortfall.missing, &b.shortfall.next)
        && !whole(a)
        && !whole(b)
}

/// Whether a gap is about the control as a whole.
fn whole(missing: &Missing) -> bool {
    missing.about == Arg::Label(String::new())
}

/// What gaps are about, as one argument. Halved, so that a long list does not nest as deep as it is long.
fn named(missing: &[&Missing]) -> Arg {
    match missing {
        [] => Arg::Label(String::new()),
        [one] => one.about.clone(),
        several => {
            let (front, back) = several.split_at(several.len() / 2);
            Msg::new("audit-and").with("front", named(front)).with("back", named(back)).into()
        }
    }
}

fn entries_of(state: &Incident, control: &Control, found: &mut Vec<Entry>) {
    let heading = Msg::new("audit-control")
        .with("number", control.id.to_string())
        .code("name", "control", control.id.to_string())
        .code("standing", "standing", control.standing.code())
        .with("records", control.records.len())
        .with("missing", control.missing.len());
    found.push(Entry::new(Tone::Heading, heading));
    for accepted in &control.overrides {
        let text = Msg::new("audit-override")
            .with("record", accepted.record.label(state.station))
            .with("what", accepted.what.clone());
        found.push(Entry::new(Tone::Override, text).at(Place::Timeline(accepted.record)));
    }
    for group in control.missing.chunk_by(together) {
        let Some(first) = group.first() else { continue };
        let mut about: Vec<&Missing> = Vec::new();
        for missing in group {
            if about.iter().all(|known| known.about != missing.about) {
                about.push(missing);
            }
        }
        let id = if whole(first) { "audit-missing" } else { "audit-missing-about" };
        let text = Msg::new(id)
            .with("about", named(&about))
            .with("what", first.shortfall.missing.clone())
            .with("rule", first.shortfall.rule.id())
            .with("next", first.shortfall.next.clone());
        found.push(Entry::new(Tone::Due, text).at(first.place.clone()).by(first.act.clone()));
    }
    let tone = if control.standing == Standing::Memo { Tone::Dim } else { Tone::Proved };
    for record in &control.records {
        let text = Msg::new("audit-record").with("record", record.label(state.station));
        let words: Arg = words_of(state, *record);
        found.push(Entry::new(tone, text.with("words", words)).at(Place::Timeline(*record)));
    }
}

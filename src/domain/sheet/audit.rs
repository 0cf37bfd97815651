//! The audit sheet: for each control what meets it, what is missing, what was accepted; then the traps and the phases.

use super::{Entry, Tone, words_of};
use crate::domain::attention::Place;
use crate::domain::control::traps::traps;
use crate::domain::control::{Control, Standing, controls};
use crate::domain::incident::Incident;
use crate::domain::msg::{Arg, Msg};
use crate::domain::phase::phases;
use crate::domain::procedure::{Standing as Documented, standing};
use crate::domain::time::Instant;

pub(super) fn entries(state: &Incident, now: Instant) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Heading, Msg::new("audit-procedures"))];
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
    for control in controls(state) {
        entries_of(state, &control, &mut found);
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
        let stand = match (phase.started, phase.ended) {
            (None, _) => "waiting",
            (Some(_), None) => "running",
            (Some(_), Some(_)) => "ended",
        };
        let text = Msg::new("audit-phase")
            .code("phase", "pane-phase", phase.id)
            .code("stand", "phase-stand", stand)
            .with("hours", minutes / 60)
            .with("minutes", minutes % 60)
            .with("open", phase.open);
        found.push(Entry::new(if stand == "running" { Tone::Plain } else { Tone::Dim }, text));
    }
    found
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
    for missing in &control.missing {
        let whole = missing.about == Arg::Label(String::new());
        let id = if whole { "audit-missing" } else { "audit-missing-about" };
        let text = Msg::new(id)
            .with("about", missing.about.clone())
            .with("what", missing.shortfall.missing.clone())
            .with("rule", missing.shortfall.rule.id())
            .with("next", missing.shortfall.next.clone());
        found.push(Entry::new(Tone::Due, text).at(missing.place.clone()).by(missing.act.clone()));
    }
    let tone = if control.standing == Standing::Memo { Tone::Dim } else { Tone::Proved };
    for record in &control.records {
        let text = Msg::new("audit-record").with("record", record.label(state.station));
        let words: Arg = words_of(state, *record);
        found.push(Entry::new(tone, text.with("words", words)).at(Place::Timeline(*record)));
    }
}

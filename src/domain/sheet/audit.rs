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

/// In what two gaps differ that are told in one line.
#[derive(Clone, Copy, PartialEq)]
enum Apart {
    /// The same words about different things.
    About,
    /// The same sentence with one other name in it.
    Name(&'static str),
}

/// In what alone two gaps of a control differ; none where one line cannot tell both.
fn apart(a: &Missing, b: &Missing) -> Option<Apart> {
    let (one, other) = (&a.shortfall, &b.shortfall);
    if one.rule != other.rule {
        return None;
    }
    let in_what = apart_in(&one.missing, &other.missing)?;
    let in_next = apart_in(&one.next, &other.next)?;
    match (a.about == b.about, in_what.or(in_next)) {
        (false, None) if !whole(a) && !whole(b) => Some(Apart::About),
        (true, Some(name)) if in_what.is_none() || in_next.is_none() || in_what == in_next => Some(Apart::Name(name)),
        _ => None,
    }
}

/// The one argument in which two messages differ, if any; none at all where more than a name differs.
fn apart_in(a: &Msg, b: &Msg) -> Option<Option<&'static str>> {
    if a.id != b.id || a.args.len() != b.args.len() {
        return None;
    }
    let mut differs = a.args.iter().zip(&b.args).filter(|(one, other)| one != other);
    match (differs.next(), differs.next()) {
        (None, _) => Some(None),
        // Counts in a row would read as one sum.
        (Some(((name, value), (same, _))), None) if name == same && !matches!(value, Arg::Number(_)) => {
            Some(Some(*name))
        }
        _ => None,
    }
}

/// Gaps in a row that differ in one thing alone, and in what.
fn groups(missing: &[Missing]) -> Vec<(Option<Apart>, Vec<&Missing>)> {
    let mut found: Vec<(Option<Apart>, Vec<&Missing>)> = Vec::new();
    for gap in missing {
        if let Some((how, group)) = found.last_mut()
            && let Some(now) = group.last().and_then(|last| apart(last, gap))
            && how.is_none_or(|how| how == now)
        {
            *how = Some(now);
            group.push(gap);
        } else {
            found.push((None, vec![gap]));
        }
    }
    found
}

/// The sentence of the first of some gaps, with the names of all in it.
fn naming_all(group: &[&Missing], name: &'static str, of: fn(&Missing) -> &Msg) -> Option<Msg> {
    let mut msg = of(group.first()?).clone();
    let all: Vec<Arg> = group
        .iter()
        .flat_map(|gap| &of(gap).args)
        .filter(|(at, _)| *at == name)
        .map(|(_, value)| value.clone())
        .collect();
    if let Some((_, value)) = msg.args.iter_mut().find(|(at, _)| *at == name) {
        *value = named(&all);
    }
    Some(msg)
}

/// Whether a gap is about the control as a whole.
fn whole(missing: &Missing) -> bool {
    missing.about == Arg::Label(String::new())
}

/// Several names as one argument. Halved, so that a long list does not nest as deep as it is long.
fn named(names: &[Arg]) -> Arg {
    match names {
        [] => Arg::Label(String::new()),
        [one] => one.clone(),
        several => {
            let (front, back) = several.split_at(several.len() / 2);
            Msg::new("audit-and").with("front", named(front)).with("back", named(back)).into()
        }
    }
}

/// Gaps in one line; Enter goes where the first of them is mended.
fn gap(how: Option<Apart>, group: &[&Missing]) -> Option<Entry> {
    let first = group.first()?;
    let (mut about, mut what, mut next) =
        (first.about.clone(), first.shortfall.missing.clone(), first.shortfall.next.clone());
    match how {
        Some(Apart::About) => about = named(&group.iter().map(|gap| gap.about.clone()).collect::<Vec<_>>()),
        Some(Apart::Name(name)) => {
            what = naming_all(group, name, |gap| &gap.shortfall.missing)?;
            next = naming_all(group, name, |gap| &gap.shortfall.next)?;
        }
        None => {}
    }
    let id = if whole(first) { "audit-missing" } else { "audit-missing-about" };
    let text = Msg::new(id).with("about", about).with("what", what).with("rule", first.shortfall.rule.id());
    Some(Entry::new(Tone::Due, text.with("next", next)).at(first.place.clone()).by(first.act.clone()))
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
    found.extend(groups(&control.missing).into_iter().filter_map(|(how, group)| gap(how, &group)));
    let tone = if control.standing == Standing::Memo { Tone::Dim } else { Tone::Proved };
    for record in &control.records {
        let text = Msg::new("audit-record").with("record", record.label(state.station));
        let words: Arg = words_of(state, *record);
        found.push(Entry::new(tone, text.with("words", words)).at(Place::Timeline(*record)));
    }
}

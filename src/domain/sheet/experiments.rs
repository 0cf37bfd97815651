//! Experiments: each with its design, its results whatever they show, what the counts come to, and what is missing. Struck ones stay.

use super::told::stamp;
use super::{Entry, Tone, lacks, names};
use crate::domain::attention::Place;
use crate::domain::experiment::{Arm, Designed, Run, design_shortfalls, percent};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::input::Input;
use crate::domain::lineage::{Described, Node};
use crate::domain::msg::{Arg, Msg};

/// So much of a digest is shown; the record has all of it.
const SHOWN: usize = 16;

pub(super) fn entries(state: &Incident) -> Vec<Entry> {
    let mut found = vec![Entry::new(Tone::Dim, Msg::new("experiments-how"))];
    for (id, designed) in &state.experiments.designs {
        one(state, *id, designed, &mut found);
    }
    if found.len() == 1 {
        found.push(Entry::new(Tone::Due, Msg::new("experiments-none")).by(Some(("experiment", Input::default()))));
    }
    found
}

/// How an experiment stands: struck, open, or what its last result comes to.
fn standing(state: &Incident, id: RecordId, designed: &Designed) -> &'static str {
    if state.struck(id) {
        return "struck";
    }
    match state.experiments.standing(state, id).next_back() {
        None => "open",
        Some(run) => designed.margin.and_then(|margin| run.said.computed(margin)).unwrap_or("none"),
    }
}

fn one(state: &Incident, id: RecordId, designed: &Designed, found: &mut Vec<Entry>) {
    let place = || Place::Timeline(id);
    let how = standing(state, id, designed);
    let heading = Msg::new("experiments-heading")
        .with("record", state.label(id))
        .with("question", super::marked(state, id, &designed.question))
        .code("outcome", "came-to", how);
    found.push(Entry::new(Tone::Heading, heading).at(place()));
    let artefact = |node: Option<Node>| -> Arg {
        let known = node.and_then(|node| state.lineage.any(node)).map(Described::title);
        known.map_or_else(|| "-".into(), |title| state.sensitive(&title).into())
    };
    let text = |text: &str| -> Arg { if text.is_empty() { "-".into() } else { super::marked(state, id, text).into() } };
    let layer = if designed.layer.is_empty() { "none" } else { &designed.layer };
    let digest: String = designed.input.any_digest().chars().take(SHOWN).collect();
    let frozen = if designed.input.digest(state).is_some() { "yes" } else { "no" };
    let arms = Msg::new("experiments-arms")
        .code("layer", "layer", layer)
        .with("good", artefact(designed.good))
        .with("suspect", artefact(designed.suspect));
    let counted = Msg::new("experiments-counted")
        .with("odd", text(&designed.odd))
        .with("margin", designed.margin.map_or_else(|| "-".to_owned(), percent))
        .with("planned", designed.planned.map_or_else(|| "-".to_owned(), |planned| planned.to_string()));
    let inputs = Msg::new("experiments-inputs")
        .with("digest", if digest.is_empty() { "-".to_owned() } else { digest })
        .code("frozen", "frozen", frozen)
        .with("seed", text(&designed.seed));
    let blinded = Msg::new("experiments-blinded")
        .with("preparer", names(&designed.preparer))
        .with("marker", names(&designed.marker))
        .with("how", text(&designed.blinded));
    let designed_by = Msg::new("experiments-designed").with("who", names(&designed.by)).with("at", stamp(&designed.at));
    let lines = [arms, counted, inputs, blinded, designed_by];
    let tone = if state.struck(id) { Tone::Dim } else { Tone::Plain };
    found.extend(lines.into_iter().map(|text| Entry::new(tone, text).at(place())));
    if !designed.hypothesis.is_empty() {
        found.push(
            Entry::new(tone, Msg::new("experiments-expected").with("text", text(&designed.hypothesis))).at(place()),
        );
    }
    let runs: Vec<&Run> = state.experiments.runs.iter().filter(|run| run.said.experiment == id).collect();
    runs.iter().for_each(|run| result(state, designed, run, found));
    if state.struck(id) {
        return;
    }
    // What the design lacks is told with each result; without one it is told here.
    if how == "open" {
        let due = designed.due.as_ref().map_or_else(|| "-".to_owned(), stamp);
        let act = Some(("experiment-result", Input::default().with("experiment", state.label(id))));
        found.push(Entry::new(Tone::Due, Msg::new("experiments-open").with("due", due)).at(place()).by(act));
        lacks(&design_shortfalls(state, Some(id), designed), found);
    }
}

fn result(state: &Incident, designed: &Designed, run: &Run, found: &mut Vec<Entry>) {
    let (said, struck) = (&run.said, state.struck(run.id));
    let short = if struck { Vec::new() } else { run.shortfalls(state) };
    let computed = designed.margin.and_then(|margin| said.computed(margin)).unwrap_or("none");
    let tone = match (struck, short.is_empty()) {
        (true, _) => Tone::Dim,
        (false, true) => Tone::Proved,
        (false, false) => Tone::Due,
    };
    let mut add = |text: Msg, tone: Tone| found.push(Entry::new(tone, text).at(Place::Timeline(run.id)));
    let heading = Msg::new(if struck { "experiments-result-struck" } else { "experiments-result" })
        .with("record", state.label(run.id))
        .code("outcome", "came-to", computed)
        .with("who", names(&said.by))
        .with("marker", names(&said.marker))
        .with("at", stamp(&said.at));
    add(heading, tone);
    for (name, seen) in [("known-good", said.good), ("suspect", said.suspect)] {
        add(arm(name, seen), if struck { Tone::Dim } else { Tone::Plain });
    }
    if !said.note.is_empty() {
        add(Msg::new("experiments-note").with("text", super::marked(state, run.id, &said.note)), Tone::Dim);
    }
    if !said.fewer.is_empty() {
        add(Msg::new("experiments-fewer").with("text", super::marked(state, run.id, &said.fewer)), Tone::Dim);
    }
    lacks(&short, found);
}

/// One arm with its exact limits; without them where the counts cannot be true.
fn arm(name: &'static str, seen: Arm) -> Msg {
    let number = |count: Option<u64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let told = |id| {
        let msg = Msg::new(id).code("arm", "field", name);
        msg.with("odd", number(seen.odd)).with("marked", number(seen.marked))
    };
    match seen.limits() {
        Some((low, high)) => told("experiments-arm").with("low", percent(low)).with("high", percent(high)),
        None => told("experiments-arm-bare"),
    }
}

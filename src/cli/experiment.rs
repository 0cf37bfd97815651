//! `warroom experiments`: designs with their results, or as JSON.

use serde_json::{Value, json};

use super::args::{Experiments, Paper};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::decision::Shortfall;
use crate::domain::experiment::{Arm, Designed, Run, design_shortfalls};
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::lineage::Node;
use crate::domain::sheet::Sheet;

/// Prints the experiments of the open case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Experiments) -> Result<u8, Stop> {
    if !asked.json {
        return super::sheet::run(session, Sheet::Experiments, &Paper { markdown: asked.markdown, hours: None });
    }
    let case = session.open()?;
    let state = case.state();
    let all = state.experiments.designs.iter().map(|(id, designed)| design(state, *id, designed));
    let document = json!({"experiments": all.collect::<Vec<_>>()});
    session.document(crate::domain::drill::exercise(case.state()), document)?;
    Ok(DONE)
}

fn rules(short: &[Shortfall]) -> Vec<&'static str> {
    short.iter().map(|short| short.rule.id()).collect()
}

fn arm(arm: Arm) -> Value {
    let limits = arm.limits().map(|(low, high)| json!([low, high]));
    json!({"marked": arm.marked, "odd": arm.odd, "limits_millionths": limits})
}

fn design(state: &Incident, id: RecordId, designed: &Designed) -> Value {
    let label = |node: Option<Node>| node.map(|node| node.label(state));
    let runs = state.experiments.runs.iter().filter(|run| run.said.experiment == id);
    json!({
        "record": state.label(id),
        "struck": state.struck(id),
        "question": designed.question,
        "layer": designed.layer,
        "known_good": label(designed.good),
        "suspect": label(designed.suspect),
        "odd_means": designed.odd,
        "input_sha256": designed.input.any_digest(),
        "input_computed": designed.input.digest(state).is_some(),
        "margin_millionths": designed.margin,
        "n_planned": designed.planned,
        "prepared_by": designed.preparer.name,
        "marked_by": designed.marker.name,
        "seed": designed.seed,
        "lacks": rules(&design_shortfalls(state, Some(id), designed)),
        "results": runs.map(|run| result(state, designed, run)).collect::<Vec<_>>(),
    })
}

fn result(state: &Incident, designed: &Designed, run: &Run) -> Value {
    let said = &run.said;
    json!({
        "record": state.label(run.id),
        "struck": state.struck(run.id),
        "known_good": arm(said.good),
        "suspect": arm(said.suspect),
        "outcome": designed.margin.and_then(|margin| said.computed(margin)),
        "stated": said.outcome,
        "method": said.method,
        "outputs": said.outputs.as_ref().map(|file| &file.sha256),
        "sheet": said.sheet.as_ref().map(|file| &file.sha256),
        "marked_by": said.marker.name,
        "by": said.by.name,
        "lacks": rules(&run.shortfalls(state)),
    })
}

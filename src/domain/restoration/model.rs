//! Models: thresholds that stand in the journal before the run, evaluation by somebody outside the team, canaries and triggers, lineage.

use super::credit::{label, same_value};
use super::threshold::missed;
use super::{Evaluated, Item, Measured, Planned, TRIALS, Threshold, Tried};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::experiment;
use crate::domain::fact::Author;
use crate::domain::id::RecordId;
use crate::domain::incident::Incident;
use crate::domain::indicator;
use crate::domain::input::{Fields, Input};
use crate::domain::lineage::Node;
use crate::domain::rules::Rule;
use crate::domain::station::{ahead, time_shortfalls};
use crate::domain::time::Instant;

/// Whether somebody stands outside the team that made or restored a model: another person, who does not lead the models.
fn outside(state: &Incident, item: &Item, who: &Author) -> bool {
    !state.people.may_be_same(who, &item.restored.operator) && !state.people.roles_of(who).contains(&"ml_lead")
}

/// Why a measurement does not show that a model is good. `before` is whether its thresholds stood in the journal before it.
#[must_use]
pub fn evaluation_shortfalls(state: &Incident, item: &Item, run: &Evaluated, before: bool) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let owed = [
        ("model-digest", run.digest.trim().is_empty()),
        ("seed", run.seed.trim().is_empty()),
        ("decoding", run.decoding.trim().is_empty()),
        ("started", run.started.is_none()),
        ("file", run.output.as_ref().is_none_or(|file| file.size == 0)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::EvaluationOwed).at(name).with("field", label(name)));
    }
    let plan = run.plan.and_then(|plan| state.restoration.plans.iter().find(|(id, _)| *id == plan));
    match plan.filter(|(id, _)| !state.struck(*id)) {
        None => short.push(Shortfall::new(Rule::NoThresholds).at("plan")),
        Some((id, planned)) => {
            let recorded = state.timeline.line(*id).map(|line| line.recorded);
            let began = run.started.as_ref().map_or(run.ended.at, |started| started.at);
            if !before || recorded.is_none_or(|recorded| recorded > began) {
                short.push(Shortfall::new(Rule::ThresholdsAfterRun).at("plan").with("record", state.label(*id)));
            }
            if let Some(missed) = missed(&planned.thresholds, &run.results) {
                let shown = state.sensitive(&missed.shown());
                short.push(Shortfall::new(Rule::ThresholdMissed).at("results").with("threshold", shown));
            }
        }
    }
    if !run.digest.trim().is_empty() && !same_value(&run.digest, &item.restored.computed) {
        short.push(Shortfall::new(Rule::OtherModel).at("model-digest"));
    }
    if !outside(state, item, &run.operator) {
        short.push(Shortfall::new(Rule::EvaluatorInside).at("operator"));
    }
    // It says nothing for this model where another was the suspect, or where this one was odd.
    if let Some(cited) = run.experiment {
        let lineage = item.restored.lineage.map(|record| Node { record, item: item.restored.lineage_item });
        if !lineage.is_some_and(|node| experiment::shows(state, cited, node, "negative")) {
            let record = state.label(cited);
            short.push(Shortfall::new(Rule::ExperimentHollow).at("experiment").with("record", record));
        }
    }
    let early = run.started.as_ref().is_some_and(|started| started.at < item.restored.ended.at);
    if early || run.started.as_ref().is_some_and(|started| started.at > run.ended.at) {
        short.push(Shortfall::new(Rule::RestoreTimes).at("started"));
    }
    short
}

/// Why a run of canaries or triggers does not show that a model is good.
#[must_use]
pub fn trial_shortfalls(state: &Incident, item: &Item, run: &Tried) -> Vec<Shortfall> {
    let mut short = Vec::new();
    let none_known =
        run.kind == "trigger" && !run.indicators.is_some_and(|version| indicator::holds_any(state, version));
    let owed = [
        ("model-digest", run.digest.trim().is_empty()),
        ("runs", run.runs.is_none_or(|runs| runs == 0)),
        ("failed", run.failed.is_none()),
        ("set", none_known),
        ("file", run.output.as_ref().is_none_or(|file| file.size == 0)),
    ];
    if let Some((name, _)) = owed.into_iter().find(|(_, missing)| *missing) {
        short.push(Shortfall::new(Rule::EvaluationOwed).at(name).with("field", label(name)));
    }
    if !run.digest.trim().is_empty() && !same_value(&run.digest, &item.restored.computed) {
        short.push(Shortfall::new(Rule::OtherModel).at("model-digest"));
    }
    if run.failed.is_some_and(|failed| failed > 0) {
        short.push(Shortfall::new(Rule::TrialFailed).at("failed"));
    }
    if run.at.at < item.restored.ended.at {
        short.push(Shortfall::new(Rule::RestoreTimes).at("at"));
    }
    if !outside(state, item, &run.operator) {
        short.push(Shortfall::new(Rule::EvaluatorInside).at("operator"));
    }
    short
}

/// What a model misses besides what every system has to show, by the instant it went live; none asks whether it is there at all.
#[must_use]
pub fn model_shortfalls(state: &Incident, item: &Item, until: Option<Instant>) -> Vec<Shortfall> {
    if !item.is_model() {
        return Vec::new();
    }
    let in_time = |at: Instant| until.is_none_or(|until| at <= until);
    let mut short = Vec::new();
    // The run that was made last says how the model stands: one that failed is not outweighed by an earlier one.
    let runs = item.evaluations.iter().filter(|(id, run, _)| !state.struck(*id) && in_time(run.ended.at));
    match runs.max_by_key(|(id, run, _)| (run.ended.at, *id)) {
        None => short.push(Shortfall::new(Rule::NoEvaluation).at("restoration")),
        Some((id, run, before)) => {
            short.extend(evaluation_shortfalls(state, item, run, *before));
            short.extend(ahead(state, Some(*id), &run.ended));
        }
    }
    for kind in TRIALS {
        let runs = item.trials.iter().filter(|(id, run)| run.kind == *kind && !state.struck(*id) && in_time(run.at.at));
        match runs.max_by_key(|(id, run)| (run.at.at, *id)) {
            None => {
                let missing = crate::domain::msg::Arg::Code("trial", (*kind).to_owned());
                short.push(Shortfall::new(Rule::NoTrial).at("restoration").with("kind", missing));
            }
            Some((id, run)) => {
                short.extend(trial_shortfalls(state, item, run));
                short.extend(ahead(state, Some(*id), &run.at));
            }
        }
    }
    short
}

/// Versions of indicators whose triggers were put to it in runs that count.
pub(super) fn triggers<'a>(state: &'a Incident, item: &'a Item) -> impl Iterator<Item = RecordId> + 'a {
    let counts = |(id, run): &&(RecordId, Tried)| {
        run.kind == "trigger" && !state.struck(*id) && trial_shortfalls(state, item, run).is_empty()
    };
    item.trials.iter().filter(counts).filter_map(|(_, run)| run.indicators)
}

/// Whether a record of it is a measurement or a trial that counts by itself.
pub(super) fn record_counts(state: &Incident, item: &Item, record: RecordId) -> bool {
    if state.struck(record) {
        return false;
    }
    let measured = item.evaluations.iter().find(|(id, ..)| *id == record);
    let tried = item.trials.iter().find(|(id, _)| *id == record);
    measured.is_some_and(|(id, run, before)| {
        evaluation_shortfalls(state, item, run, *before).is_empty() && ahead(state, Some(*id), &run.ended).is_none()
    }) || tried.is_some_and(|(id, run)| {
        trial_shortfalls(state, item, run).is_empty() && ahead(state, Some(*id), &run.at).is_none()
    })
}

/// A comma list of which each entry can be read.
fn entries<T>(fields: &Fields<'_>, field: &'static str, read: fn(&str) -> Option<T>) -> Result<Vec<T>, Refusal> {
    fields.required(field)?;
    let list = fields.list(field);
    list.iter()
        .map(|text| {
            read(text)
                .ok_or_else(|| Refusal::new(Rule::NotAMeasure, Some(field)).with("given", fields.state.sensitive(text)))
        })
        .collect()
}

/// `thresholds`: what a model has to reach, before it is run.
///
/// # Errors
/// No suite, no threshold or one that cannot be read, an unreadable time.
pub fn plan(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let planned = Planned {
        suite: fields.required("suite")?,
        thresholds: entries(&fields, "thresholds", Threshold::read)?,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let short = time_shortfalls("at", &planned.at, true, planned.late_reason.as_deref(), state, ctx);
    Ok(Decision::of(planned).short(short))
}

/// `evaluate`: a model was measured.
///
/// # Errors
/// Nothing restored, no results or some that cannot be read, no such thresholds, an unreadable time.
pub fn evaluate(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let item = fields.restoration("restoration", Item::is_model)?;
    let plans = &state.restoration.plans;
    let plan = match fields.text("plan") {
        Some(text) => {
            let id = fields.record("plan")?;
            let known = plans.iter().any(|(known, _)| *known == id);
            Some(if known { id } else { return Err(fields.not_found("plan", &text)) })
        }
        None => plans.iter().rfind(|(id, _)| !state.struck(*id)).map(|(id, _)| *id),
    };
    let text = |field| fields.text(field).unwrap_or_default();
    let run = Evaluated {
        restoration: item.id,
        plan,
        digest: text("model-digest"),
        seed: text("seed"),
        decoding: text("decoding"),
        results: entries(&fields, "results", Measured::read)?,
        experiment: fields.text("experiment").map(|_| fields.record("experiment")).transpose()?,
        output: ctx.sources.staged("file"),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        started: fields.when("started")?,
        ended: fields.when_or_now("ended")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = evaluation_shortfalls(state, item, &run, plan.is_some());
    short.extend(time_shortfalls("ended", &run.ended, true, run.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(run).short(short))
}

/// `trial`: canaries, or the triggers that were found here, were put to a model.
///
/// # Errors
/// Nothing restored, no kind, an unreadable number or time, no such set.
pub fn try_out(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let item = fields.restoration("restoration", Item::is_model)?;
    fields.required("trial")?;
    let kind = fields.choice("trial", TRIALS)?.unwrap_or_default();
    let run = Tried {
        restoration: item.id,
        kind: kind.to_owned(),
        digest: fields.text("model-digest").unwrap_or_default(),
        runs: fields.count("runs")?,
        failed: fields.count("failed")?,
        // Canaries are ours; triggers are marks of the attacker.
        indicators: if kind == "trigger" || fields.text("set").is_some() { fields.indicators("set")? } else { None },
        output: ctx.sources.staged("file"),
        operator: fields.person("operator").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = trial_shortfalls(state, item, &run);
    short.extend(time_shortfalls("at", &run.at, true, run.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(run).short(short))
}

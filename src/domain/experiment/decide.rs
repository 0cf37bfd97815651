//! The commands `experiment` and `experiment-result`.

use super::share::read;
use super::{Arm, BLIND, Designed, InputSet, LAYERS, METHOD, OUTCOMES, Resulted};
use super::{design_shortfalls, result_shortfalls};
use crate::domain::decision::{Ctx, Decision, Refusal};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::lineage::digest;
use crate::domain::proof::PRESENCES;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

fn input_set(fields: &Fields<'_>) -> Result<InputSet, Refusal> {
    let file = fields.ctx.sources.staged("input-file");
    let exhibit = match fields.text("exhibit") {
        Some(_) => Some(fields.exhibit("exhibit")?),
        None => None,
    };
    let holds = exhibit.filter(|exhibit| !exhibit.struck && fields.state.digest_holds(exhibit));
    let of_exhibit = holds.and_then(|exhibit| exhibit.computed()).map(|hashed| hashed.sha256.clone());
    let computed = file.as_ref().map(|file| file.sha256.clone()).or(of_exhibit).unwrap_or_default();
    let stated = match fields.text("input-digest") {
        Some(text) => digest(&text).ok_or_else(|| Refusal::new(Rule::NotADigest, Some("input-digest")))?,
        None => String::new(),
    };
    Ok(InputSet { file, exhibit: exhibit.map(|exhibit| exhibit.id), computed, stated })
}

/// `experiment`: what is to be asked of a model, and how it will be told.
///
/// # Errors
/// No question, an artefact or exhibit that is not on record, a threshold, number, digest or time that cannot be read.
pub fn design(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let margin = match fields.text("margin") {
        Some(typed) => Some(read(&typed).ok_or_else(|| fields.malformed("margin", "share", "10%, 0.5%, 0.1"))?),
        None => None,
    };
    let designed = Designed {
        question: fields.required("asks")?,
        hypothesis: text("hypothesis"),
        input: input_set(&fields)?,
        layer: fields.choice("layer", LAYERS)?.unwrap_or_default().to_owned(),
        also: fields.list("also-changed"),
        good: fields.artefact("known-good")?,
        suspect: fields.artefact("suspect")?,
        odd: text("odd-means"),
        margin,
        planned: fields.count("n-planned")?,
        preparer: fields.person("prepared-by").unwrap_or_default(),
        marker: fields.person("marked-by").unwrap_or_default(),
        blinded: text("blinded"),
        seed: text("seed"),
        due: fields.coming("due")?,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = design_shortfalls(state, None, &designed);
    short.extend(time_shortfalls("at", &designed.at, true, designed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(designed).short(short))
}

/// `experiment-result`: what was run, marked and seen.
///
/// # Errors
/// No such experiment, a number, digest or time that cannot be read.
pub fn result(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let experiment = match fields.text("experiment") {
        Some(typed) => {
            let record = fields.record("experiment")?;
            let known = state.experiments.design(record).is_some();
            if known { record } else { return Err(fields.not_found("experiment", &typed)) }
        }
        None => {
            let open = state.experiments.open(state).next_back().map(|(id, _)| id);
            open.ok_or_else(|| Refusal::new(Rule::Empty, Some("experiment")).code("experiment"))?
        }
    };
    let planned = state.experiments.design(experiment).map(|designed| designed.marker.clone());
    let arm =
        |marked, odd| -> Result<Arm, Refusal> { Ok(Arm { marked: fields.count(marked)?, odd: fields.count(odd)? }) };
    let resulted = Resulted {
        experiment,
        began: fields.when("started")?,
        ended: fields.when("ended")?,
        input: input_set(&fields)?,
        also: fields.list("also-changed"),
        good: arm("good-marked", "good-odd")?,
        suspect: arm("suspect-marked", "suspect-odd")?,
        fewer: text("fewer"),
        outputs: ctx.sources.staged("outputs"),
        sheet: ctx.sources.staged("sheet"),
        marker: fields.person("marked-by").or(planned).unwrap_or_default(),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: text("presence-ref"),
        blind: fields.choice("blind", BLIND)?.unwrap_or_default().to_owned(),
        outcome: fields.choice("concluded", OUTCOMES)?.unwrap_or_default().to_owned(),
        method: METHOD.to_owned(),
        note: text("note"),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = result_shortfalls(state, None, &resulted, true);
    short.extend(time_shortfalls("at", &resulted.at, true, resulted.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(resulted).short(short))
}

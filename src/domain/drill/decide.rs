//! The commands of a drill. Outside the exercise store each of them is refused: that alone is a rule of integrity here.

use super::judge::{delivered_shortfalls, observed_shortfalls, plan_shortfalls, scored_shortfalls};
use super::{
    CHANGES, Clock, DELIVERIES, Delivered, Inject, KINDS, Observed, Phase, Planned, RESULTS, Scored, Turned, clock,
    delivery, exercise, planned, waiting,
};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::fact::Author;
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::msg::Arg;
use crate::domain::procedure::loaded;
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::text::visible;
use crate::domain::time::When;
use crate::library::{LibraryError, injects};

/// The fastest that the drill's clock runs: a day in a minute and a half.
const FASTEST: u32 = 1000;

fn in_an_exercise(state: &Incident) -> Result<(), Refusal> {
    if exercise(state) { Ok(()) } else { Err(Refusal::new(Rule::NotAnExercise, None)) }
}

fn plan_of(state: &Incident) -> Result<&Planned, Refusal> {
    in_an_exercise(state)?;
    planned(state).map(|(_, planned, _)| planned).ok_or_else(|| Refusal::new(Rule::NoDrill, None))
}

/// `drill-plan`: a drill is planned; planned again before it begins, the later plan counts.
///
/// # Errors
/// Outside the exercise store, no title, an unknown procedure, a list of injects that cannot be read, a factor that is no number.
pub fn plan(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_an_exercise(state)?;
    let fields = Fields { input, state, ctx };
    let title = fields.required("title")?;
    let (procedure, procedure_sha256) = loaded(&fields, fields.required("procedure")?.trim())?;
    let list = ctx.sources.staged("injects");
    let mut found: Vec<Inject> = match &list {
        // Before it is read a stand-in is in its place.
        Some(file) => match ctx.sources.attachment(&file.sha256) {
            Some(bytes) => own(&bytes, &file.name)?,
            None => Vec::new(),
        },
        None => procedure.injects.iter().map(shipped).collect(),
    };
    found.sort_by_key(|inject| inject.minute);
    let lines = fields.text("objectives").unwrap_or_default();
    let objectives = lines.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
    let factor = match fields.text("factor") {
        None => 1,
        Some(text) => {
            let number = text.trim().trim_start_matches(['x', 'X']).parse().ok();
            let fits = number.filter(|number| (1..=FASTEST).contains(number));
            fits.ok_or_else(|| fields.malformed("factor", "factor", "1, 12, x24"))?
        }
    };
    let planned = Planned {
        kind: fields.choice("drill-kind", KINDS)?.unwrap_or(KINDS[1]).to_owned(),
        title,
        procedure: procedure.id,
        procedure_sha256,
        objectives: objectives.collect(),
        facilitator: fields.person("facilitator").unwrap_or_default(),
        collector: fields.person("collector").unwrap_or_default(),
        participants: fields.list("participants").iter().map(|name| state.people.resolve(name)).collect(),
        injects: found,
        list,
        starts: fields.when("starts")?,
        factor,
        delivery: fields.choice("delivery", DELIVERIES)?.unwrap_or(DELIVERIES[0]).to_owned(),
    };
    let began = clock(state).phase() != Phase::Before;
    let short = plan_shortfalls(state, &planned, began);
    Ok(Decision::of(planned).short(short))
}

fn shipped(inject: &crate::library::procedure::Inject) -> Inject {
    let (text, expects) = (inject.text.clone(), inject.expects.clone());
    Inject { minute: inject.at_minute, text, expects, by: String::new(), to: String::new() }
}

fn own(bytes: &[u8], name: &str) -> Result<Vec<Inject>, Refusal> {
    let refused = |why: String| Refusal::new(Rule::NotInjects, Some("injects")).with("why", visible(&why).into_owned());
    let text = std::str::from_utf8(bytes).map_err(|error| refused(error.to_string()))?;
    let list = injects::parse(name, text).map_err(|error| refused(place(&error)))?;
    let of = |one: injects::Inject| Inject {
        minute: one.at_minute,
        text: one.text,
        expects: one.expects,
        by: one.delivered_by,
        to: one.to_role,
    };
    Ok(list.injects.into_iter().map(of).collect())
}

/// Where a list is wrong, and how.
fn place(error: &LibraryError) -> String {
    let at = error.place().map(|place| place.to_string()).unwrap_or_default();
    match error {
        LibraryError::Malformed { reason, .. } => [at.as_str(), ": ", reason].concat(),
        LibraryError::Schema { expected, .. } => [at.as_str(), ": ", expected].concat(),
        other => other.to_string(),
    }
}

fn turn(state: &Incident, input: &Input, ctx: &Ctx<'_>, change: &'static str) -> Result<Decision, Refusal> {
    plan_of(state)?;
    let fields = Fields { input, state, ctx };
    let clock = clock(state);
    let turned = Turned {
        change: change.to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        wall: ctx.now,
        drill_ms: clock.shows(ctx.now),
    };
    let idle = clock.phase().after(change).is_none();
    let phase = Arg::Code("drill-phase", clock.phase().code().to_owned());
    let short = Shortfall::new(Rule::ClockAlreadySo).with("phase", phase);
    Ok(Decision::of(turned).short(idle.then_some(short)))
}

/// `drill-start`: the drill's clock begins to run.
///
/// # Errors
/// Outside the exercise store, no plan.
pub fn begin(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    turn(state, input, ctx, CHANGES[0])
}

/// `drill-pause`: it stands still.
///
/// # Errors
/// Outside the exercise store, no plan.
pub fn pause(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    turn(state, input, ctx, CHANGES[1])
}

/// `drill-resume`: it runs on.
///
/// # Errors
/// Outside the exercise store, no plan.
pub fn resume(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    turn(state, input, ctx, CHANGES[2])
}

/// `drill-end`: the drill is over. What follows is the review.
///
/// # Errors
/// Outside the exercise store, no plan.
pub fn end(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    turn(state, input, ctx, CHANGES[3])
}

/// `real-emergency`: the stop word was said. The drill ends here and now; nothing of it becomes real, a real case is opened beside it.
///
/// # Errors
/// Outside the exercise store, no plan, no word of what it is.
pub fn real_emergency(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    in_an_exercise(state)?;
    Fields { input, state, ctx }.required("reason")?;
    turn(state, input, ctx, CHANGES[4])
}

/// The number of an inject of the plan.
fn inject(fields: &Fields<'_>, planned: &Planned) -> Result<Option<u32>, Refusal> {
    let Some(text) = fields.text("inject") else { return Ok(None) };
    let number = text.trim().trim_start_matches('#').parse().ok();
    let known = number.filter(|number| planned.inject(*number).is_some());
    known.map(Some).ok_or_else(|| fields.not_found("inject", &text))
}

/// `drill-deliver`: an inject reached the players; the one that waits longest where none is named.
///
/// # Errors
/// Outside the exercise store, no plan, no such inject, none that waits, an unreadable time.
pub fn deliver(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let planned = plan_of(state)?;
    let fields = Fields { input, state, ctx };
    let first = || waiting(state, ctx.now).first().map(|(number, _)| *number);
    let named = inject(&fields, planned)?.or_else(first);
    let number = named.ok_or_else(|| Refusal::new(Rule::NothingDue, Some("inject")))?;
    let brings = |number: u32| planned.inject(number).map(|inject| inject.by.trim()).filter(|by| !by.is_empty());
    let by = fields.person("by").or_else(|| Some(state.people.resolve(brings(number)?)));
    let at = fields.when_or_now("at")?;
    let delivered = delivered(&clock(state), number, DELIVERIES[0], by.unwrap_or_else(|| ctx.author.clone()), at);
    let mut short = delivered_shortfalls(state, None, &delivered);
    short.extend(time_shortfalls("at", &delivered.at, false, None, state, ctx));
    Ok(Decision::of(delivered).short(short))
}

fn delivered(clock: &Clock, inject: u32, how: &str, by: Author, at: When) -> Delivered {
    let drill_ms = clock.shows(at.at);
    Delivered { inject, how: how.to_owned(), by, at, drill_ms }
}

/// The screen showed an inject whose time has come, where the plan says that it does. Nothing where somebody delivered it before.
///
/// # Errors
/// Outside the exercise store, no plan.
pub fn on_screen(state: &Incident, number: u32, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let planned = plan_of(state)?;
    if planned.delivery != DELIVERIES[1] || delivery(state, number).is_some() {
        return Ok(Decision::default());
    }
    let at = When::now(&ctx.typing());
    let shown = delivered(&clock(state), number, DELIVERIES[1], ctx.author.clone(), at);
    let short = delivered_shortfalls(state, None, &shown);
    Ok(Decision::of(shown).short(short))
}

/// `drill-observe`: what was done after an inject, in words or by the record that shows it.
///
/// # Errors
/// Outside the exercise store, no plan, no such inject, neither words nor a record, an unreadable time.
pub fn observe(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let planned = plan_of(state)?;
    let fields = Fields { input, state, ctx };
    fields.required("inject")?;
    let number = inject(&fields, planned)?.unwrap_or_default();
    let record = input.get("record").is_some().then(|| fields.record("record")).transpose()?;
    let words = fields.text("seen-after").unwrap_or_default();
    if words.trim().is_empty() && record.is_none() {
        return Err(Refusal::new(Rule::Empty, Some("seen-after")).code("seen-after"));
    }
    // A record says itself when it was done.
    let cited = record.and_then(|id| state.timeline.line(id)).filter(|_| fields.text("at").is_none());
    let at = match cited {
        Some(line) => line.when.as_deref().cloned().unwrap_or(When { at: line.happened, ..When::now(&ctx.typing()) }),
        None => fields.when_or_now("at")?,
    };
    let collects = || Some(planned.collector.clone()).filter(|who| !who.name.trim().is_empty());
    let by = fields.person("by").or_else(collects).unwrap_or_else(|| ctx.author.clone());
    let drill_ms = clock(state).shows(at.at);
    let observed = Observed { inject: number, words, record, by, at, drill_ms };
    let mut short = observed_shortfalls(state, None, &observed);
    short.extend(time_shortfalls("at", &observed.at, false, None, state, ctx));
    Ok(Decision::of(observed).short(short))
}

/// `drill-score`: how what was seen compares with what was expected of an inject, or with an objective. There is no number for people.
///
/// # Errors
/// Outside the exercise store, no plan, neither inject nor objective or both, no result.
pub fn score(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let planned = plan_of(state)?;
    let fields = Fields { input, state, ctx };
    let of_inject = inject(&fields, planned)?;
    let objective = match fields.text("objective") {
        Some(text) => {
            let number = text.trim().parse::<u32>().ok();
            let most = u32::try_from(planned.objectives.len()).unwrap_or(u32::MAX);
            let known = number.filter(|number| (1..=most).contains(number));
            Some(known.ok_or_else(|| fields.not_found("objective", &text))?)
        }
        None => None,
    };
    if of_inject.is_some() == objective.is_some() {
        return Err(Refusal::new(Rule::Empty, Some("objective")).code("objective"));
    }
    fields.required("result")?;
    let scored = Scored {
        inject: of_inject,
        objective,
        result: fields.choice("result", RESULTS)?.unwrap_or_default().to_owned(),
        note: fields.text("note").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        wall: ctx.now,
        drill_ms: clock(state).shows(ctx.now),
    };
    let short = scored_shortfalls(state, &scored);
    Ok(Decision::of(scored).short(short))
}

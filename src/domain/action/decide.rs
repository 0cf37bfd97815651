//! The commands `action`, `change-action`, `action-progress`, `verify-action`, `no-action`.

use super::{
    AIMS, AREAS, Action, Changed, FROM, KINDS, Nothing, Now, Opened, PRIORITIES, PROGRESS, Progressed, Standing,
    Verified, none_shortfalls, owed, progress_shortfalls, shortfalls,
};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::organisation::day;
use crate::domain::proof::{PRESENCES, Source};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;

/// Hour at which an action is due on its day.
const END_OF_DAY: &str = "18:00";

/// `action`: an improvement action is agreed.
///
/// # Errors
/// No statement, an unreadable date, an unknown code.
pub fn open(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let text = |field| fields.text(field).unwrap_or_default();
    let opened = Opened {
        statement: fields.required("statement")?,
        owner: fields.person("owner").unwrap_or_default(),
        due: day(&fields, "due", END_OF_DAY)?,
        area: fields.choice("area", AREAS)?.unwrap_or_default().to_owned(),
        verifier: fields.person("verifier").unwrap_or_default(),
        accepted_by: fields.person("accepted-by").unwrap_or_default(),
        kind: fields.choice("action-kind", KINDS)?.unwrap_or(KINDS[0]).to_owned(),
        aim: fields.choice("aim", AIMS)?.unwrap_or_default().to_owned(),
        priority: fields.choice("priority", PRIORITIES)?.unwrap_or(PRIORITIES[1]).to_owned(),
        effort: text("effort"),
        from: fields.choice("raised-by", FROM)?.unwrap_or(FROM[0]).to_owned(),
        from_ref: text("raised-ref"),
        control_ref: text("control-ref"),
        risk_link: text("risk-link"),
    };
    let now = Now {
        owner: opened.owner.clone(),
        due: opened.due.clone(),
        verifier: opened.verifier.clone(),
        priority: opened.priority.clone(),
        standing: Standing::Open,
        since: None,
    };
    let short = shortfalls(state, &opened, &now);
    Ok(Decision::of(opened).short(short))
}

/// The action that a form names.
fn named<'a>(fields: &Fields<'a>) -> Result<&'a Action, Refusal> {
    let text = fields.required("improvement")?;
    let id = fields.record("improvement")?;
    let found = fields.state.actions.action(id).filter(|action| !fields.state.struck(action.id));
    found.ok_or_else(|| fields.not_found("improvement", &text))
}

/// `change-action`: another owner, date, verifier or priority, and why.
///
/// # Errors
/// No such action, nothing to change, an unreadable date.
pub fn change(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let action = named(&fields)?;
    let changed = Changed {
        action: action.id,
        owner: fields.person("owner"),
        due: day(&fields, "due", END_OF_DAY)?,
        verifier: fields.person("verifier"),
        priority: fields.choice("priority", PRIORITIES)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
    };
    let same = changed.owner.is_none() && changed.due.is_none() && changed.verifier.is_none();
    if same && changed.priority.is_empty() {
        return Err(Refusal::new(Rule::Empty, Some("owner")).code("owner"));
    }
    let mut now = action.now(state);
    now.owner = changed.owner.clone().unwrap_or(now.owner);
    now.due = changed.due.clone().or(now.due);
    now.verifier = changed.verifier.clone().unwrap_or(now.verifier);
    let mut short = shortfalls(state, &action.opened, &now);
    if changed.reason.trim().is_empty() {
        short.push(owed("reason"));
    }
    Ok(Decision::of(changed).short(short))
}

/// `action-progress`: it was begun, done with what shows it, dropped, or opened again.
///
/// # Errors
/// No such action, an unreadable time.
pub fn progress(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let action = named(&fields)?.id;
    fields.required("progress")?;
    let to = fields.choice("progress", PROGRESS)?.unwrap_or_default().to_owned();
    let file = ctx.sources.staged("file").map(Source::File);
    let evidence = match (file, input.get("record")) {
        (Some(file), _) => Some(file),
        (None, Some(_)) => Some(Source::Record(fields.record("record")?)),
        (None, None) => None,
    };
    let progressed = Progressed {
        action,
        to,
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        evidence,
        reason: fields.text("reason").unwrap_or_default(),
        note: fields.text("note").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = progress_shortfalls(state, &progressed);
    short.extend(time_shortfalls("at", &progressed.at, true, progressed.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(progressed).short(short))
}

/// `verify-action`: somebody other than its owner saw that it was done.
///
/// # Errors
/// No such action, nobody named, an unreadable time.
pub fn verify(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let action = named(&fields)?;
    let seen = Verified {
        action: action.id,
        by: fields.required_person("person")?,
        how: fields.text("how-seen").unwrap_or_default(),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        retest: fields.text("retest").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short: Vec<Shortfall> = action.verification_shortfalls(state, None, &seen);
    short.extend(time_shortfalls("at", &seen.at, true, seen.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(seen).short(short))
}

/// `no-action`: nothing is to be done in an area, and why.
///
/// # Errors
/// No area.
pub fn nothing(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    fields.required("area")?;
    let nothing = Nothing {
        area: fields.choice("area", AREAS)?.unwrap_or_default().to_owned(),
        reason: fields.text("reason").unwrap_or_default(),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
    };
    let short = none_shortfalls(state, &nothing);
    Ok(Decision::of(nothing).short(short))
}

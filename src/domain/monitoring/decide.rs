//! The commands `plan-watch`, `watch-day`, `watch-hit` and `clear-hit`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::count::{self, Ground};
use super::credit::{Judged, cleared_shortfalls, judge, outdated, plan_shortfalls};
use super::{Cleared, Planned, Seen, Watched, searched};
use crate::domain::decision::{Ctx, Decision, Refusal, Shortfall};
use crate::domain::incident::Incident;
use crate::domain::input::{Fields, Input};
use crate::domain::proof::{Attached, PRESENCES, Source, proof_shortfalls};
use crate::domain::rules::Rule;
use crate::domain::station::time_shortfalls;
use crate::domain::time::{How, TypingContext, When, local, parse_when};

/// The end of a day, as it would be typed.
const LAST_MINUTE: &str = " 23:59";

/// The case's own zone: two laptops in two zones write the same day.
pub(super) fn zone(state: &Incident, other: chrono_tz::Tz) -> chrono_tz::Tz {
    let declared = state.case.declared.as_ref().and_then(|declared| declared.zone.parse().ok());
    declared.unwrap_or(other)
}

/// `plan-watch`: what is watched from recovery on. The last plan is in force.
///
/// # Errors
/// No such set, an unknown step, an unreadable time.
pub fn plan_watch(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let planned = Planned {
        step: fields.step_or_none()?,
        indicators: fields.indicators("set")?,
        rules: ctx.sources.staged("alert-rules"),
        before: ctx.sources.staged("before"),
        sources: fields.watched_sources("watch-sources"),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = plan_shortfalls(state, None, &planned);
    if let Some((cited, current)) = outdated(state, &planned) {
        short.push(
            Shortfall::new(Rule::PlanOld)
                .at("set")
                .with("cited", state.sensitive(&cited))
                .with("current", state.sensitive(&current)),
        );
    }
    short.extend(time_shortfalls("at", &planned.at, true, planned.late_reason.as_deref(), state, ctx));
    let mut decision = Decision::of(planned.clone());
    // As with containment: the changed rules are proof of the step at once.
    if let (false, Some(rules)) = (planned.step.is_empty(), &planned.rules) {
        let attached = Attached {
            step: planned.step.clone(),
            kind: "config_diff".to_owned(),
            source: Source::File(rules.clone()),
            before: planned.before.clone(),
            note: String::new(),
            operator: planned.by.clone(),
            at: planned.at.clone(),
            late_reason: planned.late_reason.clone(),
        };
        let known: Vec<Rule> = short.iter().map(|known| known.rule).collect();
        short.extend(proof_shortfalls(state, None, &attached).into_iter().filter(|new| !known.contains(&new.rule)));
        decision = decision.and(attached);
    }
    Ok(decision.short(short))
}

/// Until when a day that is past was looked at where nobody says: until its export was made, else until its end.
fn past(fields: &Fields<'_>, date: NaiveDate, zone: chrono_tz::Tz, exported: Option<&When>) -> Result<When, Refusal> {
    if let Some(exported) = exported.filter(|exported| local(exported.at, zone).date() == date) {
        return Ok(exported.clone());
    }
    let typing = TypingContext { now: fields.ctx.now, zone };
    let end = parse_when(&[date.to_string().as_str(), LAST_MINUTE].concat(), &typing);
    let end = end.map_err(|_| fields.malformed("window-to", "day", "2026-11-24, today"))?;
    Ok(When { typed: String::new(), how: How::Derived, ..end })
}

/// `watch-day`: a person looked at a day: alerts, sources, and what follows.
///
/// # Errors
/// A day or a time that cannot be read.
pub fn watch_day(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let zone = zone(state, ctx.zone);
    let date = fields.day("watch-date", zone)?;
    let (alerts, none) = fields.alerts("alerts");
    let in_force = state.monitoring.plan(state);
    let plan = state.monitoring.plan_of(state, date, zone).or(in_force);
    let dead = fields.list("dead");
    let mut alive = fields.list("alive");
    if alive.iter().any(|name| name.eq_ignore_ascii_case("all")) {
        let planned = plan.iter().flat_map(|(_, planned)| &planned.sources).map(|source| source.name.clone());
        let reports = |name: &String| !dead.iter().any(|dead| dead.eq_ignore_ascii_case(name));
        alive = planned.filter(reports).collect();
    }
    let exported = fields.when("exported")?;
    let to = match fields.when("window-to")? {
        None if date < local(ctx.now, zone).date() => past(&fields, date, zone, exported.as_ref())?,
        typed => typed.map_or_else(|| fields.when_or_now("window-to"), Ok)?,
    };
    // What was looked at before ends where this begins.
    let before = state.monitoring.standing(state).filter(|entry| entry.watched.date < date);
    let before = before.map(|entry| entry.watched.to.at).max();
    let start = before.max(count::begin(state).map(|begin| begin.at));
    let derived = |at| When { at, typed: String::new(), how: How::Derived, ..to.clone() };
    let export = ctx.sources.staged("export");
    let (found, unsearched) = export.as_ref().map(|file| searched::export(state, file, ctx)).unwrap_or_default();
    let heartbeat = ctx.sources.staged("heartbeat");
    let silent = heartbeat.as_ref().zip(plan).map(|(file, (_, plan))| searched::heartbeat(plan, file, ctx));
    let watched = Watched {
        date,
        zone: zone.name().to_owned(),
        plan: plan.map(|(id, _)| *id),
        reviewer: fields.person("reviewer").unwrap_or_else(|| ctx.author.clone()),
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        from: fields.when("window-from")?.or(start.map(derived)),
        to,
        alerts,
        none,
        alive,
        dead,
        heartbeat,
        found,
        unsearched: unsearched.to_owned(),
        silent: silent.unwrap_or_default(),
        export,
        exported,
        conclusion: fields.text("conclusion").unwrap_or_default(),
        same_reason: fields.text("same-reason").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let ground = Ground::of(state);
    let judged = Judged { id: None, now: ctx.now, writer: ctx.author, watched: &watched };
    let mut short = judge(state, &ground, &judged);
    short.extend(count::again(state, &ground, &judged));
    if let Some((cited, current)) = in_force.and_then(|(_, planned)| outdated(state, planned)) {
        short.push(
            Shortfall::new(Rule::PlanOld)
                .counting()
                .with("cited", state.sensitive(&cited))
                .with("current", state.sensitive(&current)),
        );
    }
    for alert in watched.alerts.iter().filter(|alert| alert.is_hit()) {
        short.push(Shortfall::new(Rule::HitOpen).at("alerts").with("alert", state.sensitive(&alert.id)));
    }
    short.extend(time_shortfalls("at", &watched.at, true, watched.late_reason.as_deref(), state, ctx));
    let mut told = BTreeSet::new();
    short.retain(|short| short.rule != Rule::Ahead || told.insert(short.field));
    Ok(Decision::of(watched).short(short))
}

/// `watch-hit`: what was watched for came back. Containment is open again, and the count starts anew.
///
/// # Errors
/// No alert named, an unreadable time.
pub fn hit(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let seen = Seen {
        alert: fields.required("alert")?.trim().to_owned(),
        asset: fields.text("asset").unwrap_or_default(),
        words: fields.text("observed").unwrap_or_default(),
        file: ctx.sources.staged("file"),
        by: fields.person("by").unwrap_or_else(|| ctx.author.clone()),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = vec![Shortfall::new(Rule::HitOpen).with("alert", state.sensitive(&seen.alert))];
    short.extend(time_shortfalls("at", &seen.at, true, seen.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(seen).short(short))
}

/// `clear-hit`: another person than who called it one shows that a hit was none.
///
/// # Errors
/// No such hit, nobody named, an unreadable time.
pub fn clear(state: &Incident, input: &Input, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let fields = Fields { input, state, ctx };
    let hit = fields.hit("false-hit")?;
    let cleared = Cleared {
        hit: hit.of.clone(),
        words: fields.text("conclusion").unwrap_or_default(),
        file: ctx.sources.staged("file"),
        by: fields.required_person("by")?,
        presence: fields.choice("presence", PRESENCES)?.unwrap_or("none").to_owned(),
        presence_ref: fields.text("presence-ref").unwrap_or_default(),
        at: fields.when_or_now("at")?,
        late_reason: fields.text("late-reason"),
    };
    let mut short = cleared_shortfalls(state, None, &cleared, &hit);
    short.extend(time_shortfalls("at", &cleared.at, true, cleared.late_reason.as_deref(), state, ctx));
    Ok(Decision::of(cleared).short(short))
}

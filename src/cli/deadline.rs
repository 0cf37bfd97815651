//! `warroom deadline`: one deadline of the register computed from an instant, without a case.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::json;

use super::args::DeadlineOf;
use super::regime::at_hand;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::msg::Msg;
use crate::domain::period::{Asked, Due, Terms, compute, first_instant_of};
use crate::domain::text::visible;
use crate::domain::time::{Instant, TypingContext, hm, local, parse_when};
use crate::library::Register;
use crate::library::regimes::{Deadline, Regime};

/// The class of a reporter that no relief is denied to.
const OTHER: &str = "other";

/// What `--set` said.
#[derive(Default)]
struct Said {
    aware: Option<Instant>,
    classified: Option<Instant>,
    class: Option<String>,
    holidays: Option<String>,
    calendar: Option<String>,
}

/// Computes and prints.
pub(crate) fn run(session: &mut Session<'_>, asked: &DeadlineOf) -> Result<u8, Stop> {
    let register = at_hand(session)?;
    let (regime, deadline) = named(&register, &asked.deadline)?;
    let terms = deadline.terms().ok_or_else(|| {
        Stop::Said(format!("{} cannot be counted; `warroom regime check` says what is wrong with it", asked.deadline))
    })?;
    let bare = bare_date(&asked.at);
    // A bare date is a day of whoever the day is counted by.
    let named_zone = session.globals.zone.is_some();
    let seat = regime.seat().filter(|_| bare.is_some() && !named_zone);
    let zone = seat.unwrap_or(session.env.zone);
    let start = match bare {
        Some(day) => start_of(day, &terms, zone)?,
        None => instant(session, &asked.at, "--at", zone)?,
    };
    let said = read(session, &register, &asked.set, zone)?;
    if terms.cap_hours.is_some() && said.classified.is_some_and(|classified| classified != start) {
        return Err(Stop::Usage(
            "--at and classified name two instants; the deadline runs from one classification, leave one of them out"
                .into(),
        ));
    }
    let calendars = register
        .calendars(deadline, said.calendar.as_deref(), said.holidays.as_deref())
        .map_err(|id| no_calendar(&register, id))?;
    let due = compute(
        &terms,
        &Asked {
            start,
            zone,
            aware: said.aware,
            class: said.class.as_deref(),
            business: &calendars.business,
            holidays: &calendars.holidays,
            grey: &calendars.grey,
        },
    )
    .map_err(|problem| {
        let hint = if terms.cap_hours.is_some() { "; add --set aware=INSTANT" } else { "" };
        Stop::Usage(format!("{}: {}{hint}", asked.deadline, session.say(&problem.msg())))
    })?;
    for warning in &due.warnings {
        let said = session.say(warning);
        session.io.note(&format!("mind: {said}"));
    }
    if !regime.enabled {
        session.io.note(&format!("mind: {} is switched off in the register: {}", regime.id, regime.status));
    }
    let as_of = register.as_of.to_string();
    print(session, (regime, deadline, &as_of), &due, zone, asked.json)
}

fn print(
    session: &mut Session<'_>,
    (regime, deadline, as_of): (&Regime, &Deadline, &str),
    due: &Due,
    zone: Tz,
    as_json: bool,
) -> Result<u8, Stop> {
    let mut steps: Vec<String> = due.steps.iter().chain(&due.warnings).map(|step| session.say(step)).collect();
    if due.end.at().is_none() {
        let now = session.env.clock.now();
        steps.push(session.say(&Msg::new("period-elapsed").with("elapsed", hm(now.millis_since(due.start)))));
    }
    steps.extend(deadline.repeat.iter().cloned());
    let citation = citation(regime, deadline);
    let latest = due.latest.and_then(|later| Some((later.end.at()?, later.rule)));
    if as_json {
        session.io.json(&json!({
            "regime": regime.id, "deadline": deadline.id, "start": due.start, "zone": zone.name(),
            "due": due.end.at(), "due_local": due.end.at().map(|at| with_offset(at, due.zone)), "kind": due.end.code(),
            "latest_arguable": latest.map(|(at, _)| at), "rule": due.rules(), "citation": citation, "steps": steps,
        }))?;
        return Ok(DONE);
    }
    session.io.line(&format!("{}, {}", regime.name, deadline.name))?;
    let written = |at: Instant| format!("{} ({at})", with_offset(at, due.zone));
    match (due.end.at(), due.end.last_day()) {
        (Some(at), Some(day)) => {
            session.io.line(&format!("due: end of {day} in {}, {}", due.zone.name(), written(at)))?
        }
        (Some(at), None) => session.io.line(&format!("due: {} in {}", written(at), due.zone.name()))?,
        (None, _) => session.io.line("due: no number in the law, act without delay")?,
    }
    if let Some((at, rule)) = latest.filter(|(at, _)| Some(*at) > due.end.at()) {
        session.io.line(&format!("latest that can be argued, never the target: {} by {}", written(at), rule.id()))?;
    }
    session.io.line(&format!("rule {}, {citation} ({})", due.rules(), deadline.confidence))?;
    for step in steps {
        session.io.line(&format!("  - {step}"))?;
    }
    session.io.line(&format!("register of {as_of}, zone data {}; not legal advice", chrono_tz::IANA_TZDB_VERSION))?;
    Ok(DONE)
}

/// The article with the law that it stands in.
fn citation(regime: &Regime, deadline: &Deadline) -> String {
    format!("{}; {}", deadline.citation, regime.citation)
}

fn named<'a>(register: &'a Register, name: &str) -> Result<(&'a Regime, &'a Deadline), Stop> {
    let Some((regime, deadline)) = name.split_once('/') else {
        return Err(Stop::Usage(format!(
            "{} is no deadline; write REGIME/DEADLINE, for example eu-gdpr/authority-72h",
            visible(name)
        )));
    };
    let Some(found) = register.regime(regime) else {
        return Err(Stop::Said(format!("there is no regime {}; `warroom regime list` lists them", visible(regime))));
    };
    let Some(deadline) = found.deadline(deadline) else {
        let ids: Vec<&str> = found.deadlines.iter().map(|deadline| deadline.id.as_str()).collect();
        return Err(Stop::Said(format!("{regime} has no deadline {}; it has {}", visible(deadline), ids.join(", "))));
    };
    Ok((found, deadline))
}

/// `2026-12-31`, and nothing else.
fn bare_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())?
}

/// The first instant of a day, for deadlines that count days.
fn start_of(day: NaiveDate, terms: &Terms, zone: Tz) -> Result<Instant, Stop> {
    if !terms.rule.by_day() && !terms.rule.open() {
        return Err(Stop::Usage(format!(
            "this deadline runs from an instant, and {day} is a day; add the time of day: --at '{day} 14:05'"
        )));
    }
    first_instant_of(day, zone)
        .map_err(|_| Stop::Usage(format!("{day} lies outside the years 0 to 9999; check the year")))
}

/// Reads an instant as typed; a local time that does not exist or exists twice is refused with both readings.
fn instant(session: &Session<'_>, text: &str, field: &str, zone: Tz) -> Result<Instant, Stop> {
    let typing = TypingContext { now: session.env.clock.now(), zone };
    parse_when(text, &typing).map(|when| when.at).map_err(|problem| Stop::Said(format!("{field}: {problem}")))
}

fn read(session: &Session<'_>, register: &Register, words: &[String], zone: Tz) -> Result<Said, Stop> {
    let mut said = Said::default();
    let mut seen: Vec<&str> = Vec::new();
    for word in words {
        let Some((key, value)) = word.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            return Err(Stop::Usage(format!("--set {}: write key=value", visible(word))));
        };
        if seen.contains(&key) {
            return Err(Stop::Usage(format!("--set {} is given twice; leave one of them out", visible(key))));
        }
        seen.push(key);
        match key {
            "aware" => said.aware = Some(instant(session, value, "--set aware", zone)?),
            "classified" => said.classified = Some(instant(session, value, "--set classified", zone)?),
            "class" => said.class = Some(class(register, value)?),
            "holidays" => said.holidays = Some(calendar(register, value)?),
            "calendar" => said.calendar = Some(calendar(register, value)?),
            "raw" => {}
            _ => {
                return Err(Stop::Usage(format!(
                    "--set knows aware, classified, class, holidays, calendar, and not {}; use one of these",
                    visible(key)
                )));
            }
        }
    }
    Ok(said)
}

fn calendar(register: &Register, id: &str) -> Result<String, Stop> {
    register.calendar(id).map(|found| found.id.clone()).ok_or_else(|| no_calendar(register, id))
}

fn no_calendar(register: &Register, id: &str) -> Stop {
    let ids: Vec<&str> = register.calendars.iter().map(|calendar| calendar.id.as_str()).collect();
    Stop::Usage(format!("there is no calendar {}; choose one of {}", visible(id), ids.join(", ")))
}

/// A class that some relief is denied to, or `other`. A misspelt class would be given a relief that the law denies it.
fn class(register: &Register, given: &str) -> Result<String, Stop> {
    let denied = register.regimes.iter().flat_map(|regime| &regime.deadlines).flat_map(|d| &d.roll_denied_for);
    let mut known: Vec<&str> = denied.map(String::as_str).collect();
    known.push(OTHER);
    known.sort_unstable();
    known.dedup();
    match known.iter().find(|class| **class == given) {
        Some(class) => Ok((*class).to_owned()),
        None => Err(Stop::Usage(format!("there is no class {}; choose one of {}", visible(given), known.join(", ")))),
    }
}

/// RFC 3339 in the zone.
fn with_offset(at: Instant, zone: Tz) -> String {
    at.rfc3339_at(local(at, zone).offset_seconds() / 60)
}

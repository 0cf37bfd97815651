//! A drill built from a closed incident: its course in relative minutes, in the words of its procedures. Nothing that somebody typed comes into it: no names,
//! no assets, no text.

use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::domain::incident::Incident;
use crate::domain::proof::live_proofs;
use crate::domain::time::Instant;
use crate::library::injects::{Inject, Injects, SCHEMA};

/// Longest drill that is built, minutes: 72 hours.
const LONGEST: i64 = 72 * 60;

/// The list of injects of a case that ended, as the text of its file.
///
/// # Errors
/// [`Failure::Drill`]: a case that goes on, or one of which nothing is left once all words are taken out.
pub fn inject_list(case: &Case) -> Result<String, Failure> {
    if !case.ended() {
        let why = "the case is not closed: what is still going on makes no drill; close it first";
        return Err(Failure::Drill(why.to_owned()));
    }
    let state = case.state();
    let start = state.case.declared.as_ref().map(|declared| declared.declared.at);
    let start = start.ok_or_else(|| Failure::Drill("the case was never declared".to_owned()))?;
    let mut injects: Vec<Inject> =
        steps(state, start).chain(clocks(state, start)).chain(contained(state, start)).collect();
    injects.sort_by(|a, b| (a.at_minute, &a.text).cmp(&(b.at_minute, &b.text)));
    injects.dedup();
    if injects.is_empty() {
        return Err(Failure::Drill("no step of its procedures was worked on, so there is nothing to drill".to_owned()));
    }
    let procedure = state.work.chosen.last().map(|(_, chosen)| chosen.procedure.id.clone()).unwrap_or_default();
    let list = Injects { schema: SCHEMA.to_owned(), title: "From a closed incident".to_owned(), procedure, injects };
    let text = toml::to_string(&list).map_err(|error| Failure::Drill(error.to_string()))?;
    Ok(format!(
        "# {}. Made from a closed incident: times and steps alone, no words of it. Put your own into each text.\n{text}",
        crate::domain::drill::MARKER
    ))
}

fn minute(at: Instant, start: Instant) -> u32 {
    let minutes = (at.millis_since(start) / 60_000).clamp(0, LONGEST);
    u32::try_from(minutes).unwrap_or(0)
}

/// Steps of the procedures, when each was first proved. A step that somebody added has words of their own and stays out.
fn steps(state: &Incident, start: Instant) -> impl Iterator<Item = Inject> + '_ {
    let of_procedures =
        |id: &str| state.work.chosen.iter().flat_map(|(_, chosen)| &chosen.procedure.steps).any(|step| step.id == id);
    let worked = state.work.steps.iter().filter(move |merged| of_procedures(&merged.step.id));
    worked.filter_map(move |merged| {
        let step = &merged.step;
        let first = live_proofs(state, &step.id).into_iter().map(|(_, proof)| proof.at.at).min()?;
        Some(Inject {
            at_minute: minute(first, start),
            text: format!("What led to this step comes up: {} (control {})", step.title, step.control),
            expects: format!("{}: {}", step.id, step.proof.join(", ")),
            delivered_by: String::new(),
            to_role: step.role.clone(),
        })
    })
}

/// Clocks of law, by their ids in the register.
fn clocks(state: &Incident, start: Instant) -> impl Iterator<Item = Inject> + '_ {
    let known = crate::library::Register::shipped().ok();
    let views = state.deadlines.views(state, start);
    let found: Vec<Inject> = views
        .iter()
        .filter(|view| known.is_some_and(|known| known.regime(&view.regime.considered.regime).is_some()))
        .filter_map(|view| {
            let began = view.start.as_ref()?.at;
            Some(Inject {
                at_minute: minute(began, start),
                text: format!("A clock of law may have started: {}", view.key()),
                expects: "start of the clock recorded with its reason, or a memo why not (control 8)".to_owned(),
                delivered_by: String::new(),
                to_role: String::new(),
            })
        })
        .collect();
    found.into_iter()
}

/// Containment, by its kind.
fn contained(state: &Incident, start: Instant) -> impl Iterator<Item = Inject> + '_ {
    state.containment.standing(state).map(move |action| Inject {
        at_minute: minute(action.done.at.at, start),
        text: format!("Something has to be contained by: {}", action.done.action),
        expects: "state before and after, transcript, test from outside (control 2)".to_owned(),
        delivered_by: String::new(),
        to_role: String::new(),
    })
}

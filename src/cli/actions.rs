//! `warroom actions`: improvement actions over every case of this laptop, exercises marked as such.

use serde_json::{Value, json};

use super::args::Actions;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::register::{Kept, cases, kept};
use crate::domain::action::{Action, Now};
use crate::domain::incident::Incident;
use crate::domain::text::{one_line, visible};
use crate::domain::time::{Instant, local};
use crate::journal::signature::Purpose;

/// Prints the register.
pub(crate) fn run(session: &mut Session<'_>, asked: &Actions) -> Result<u8, Stop> {
    let found = match session.named_case() {
        Some(path) => vec![kept(path, Purpose::Incident)],
        None => cases(&session.env),
    };
    let now = session.env.clock.now();
    let header = ["case", "action", "what", "owner", "due", "state", "looks"];
    let mut rows = vec![header.map(str::to_uppercase).to_vec()];
    let mut listed = Vec::new();
    for kept in &found {
        let (state, problems) = match &kept.read {
            Ok((state, problems)) => (state, *problems),
            Err(failure) => {
                let path = visible(&kept.path.to_string_lossy()).into_owned();
                session.io.note(&format!("{path} is left out: {failure}"));
                continue;
            }
        };
        if problems > 0 {
            let path = visible(&kept.path.to_string_lossy()).into_owned();
            session.io.note(&format!("{path} does not verify; run `warroom verify` on it"));
        }
        for action in state.actions.standing(state) {
            let reads = action.now(state);
            let late = !reads.standing.settled() && reads.due.as_ref().is_some_and(|due| due.at < now);
            if (asked.open && reads.standing.settled()) || (asked.overdue && !late) {
                continue;
            }
            rows.push(row(session, kept, state, action, &reads, late));
            listed.push(document(session, kept, state, action, &reads, late));
        }
    }
    if asked.json {
        session.io.json(&json!({"actions": listed}))?;
    } else {
        session.io.table(&rows)?;
    }
    Ok(DONE)
}

/// The codename, marked where it is an exercise.
fn named(session: &Session<'_>, kept: &Kept, state: &Incident) -> String {
    let declared = state.case.declared.as_ref().map(|declared| declared.codename.as_str());
    let stem = kept.path.file_stem().unwrap_or_default().to_string_lossy();
    let name = declared.filter(|name| !name.is_empty()).unwrap_or(&stem);
    let name = one_line(name).into_owned();
    match kept.purpose {
        Purpose::Exercise => [session.lang.word("exercise").as_str(), " ", &name].concat(),
        _ => name,
    }
}

fn day(at: Instant, zone: &str) -> String {
    local(at, zone.parse().unwrap_or(chrono_tz::UTC)).date_iso()
}

fn row(session: &Session<'_>, kept: &Kept, state: &Incident, action: &Action, now: &Now, late: bool) -> Vec<String> {
    let due = now.due.as_ref().map(|due| day(due.at, &due.zone)).unwrap_or_default();
    let standing = session.lang.code("action-state", now.standing.code());
    vec![
        named(session, kept, state),
        state.label(action.id),
        action.statement(),
        now.owner.name.clone(),
        if late { [due.as_str(), " !"].concat() } else { due },
        standing,
        now.verifier.name.clone(),
    ]
}

fn document(session: &Session<'_>, kept: &Kept, state: &Incident, action: &Action, now: &Now, late: bool) -> Value {
    let opened = &action.opened;
    json!({
        "case": named(session, kept, state),
        "exercise": kept.purpose == Purpose::Exercise,
        "path": kept.path.to_string_lossy(),
        "record": action.id,
        "statement": opened.statement,
        "kind": opened.kind,
        "aim": opened.aim,
        "area": opened.area,
        "from": opened.from,
        "from_ref": opened.from_ref,
        "control": opened.control_ref,
        "owner": now.owner.name,
        "due": now.due.as_ref().map(|due| due.at),
        "priority": now.priority,
        "effort": opened.effort,
        "accepted_by": opened.accepted_by.name,
        "verifier": now.verifier.name,
        "risk_link": opened.risk_link,
        "state": now.standing.code(),
        "since": now.since,
        "overdue": late,
        "missing": action.shortfalls(state).iter().map(|short| short.rule.id()).collect::<Vec<_>>(),
    })
}

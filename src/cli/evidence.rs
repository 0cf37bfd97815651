//! `warroom evidence`: registering exhibits, and computing their digests again.

use std::path::Path;

use super::args::{Evidence, EvidenceAdd};
use super::hashing::hash_exhibit;
use super::record::{execute, field_of, set};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::{Case, Failure};
use crate::domain::exhibit::DigestState;
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::text::{visible, visible_bytes};
use crate::jobs::source::{Source, SourceProblem};

/// Carries out `evidence add` or `evidence verify`.
pub(crate) fn run(session: &mut Session<'_>, asked: Evidence) -> Result<u8, Stop> {
    match asked {
        Evidence::Add(asked) => add(session, *asked),
        Evidence::Verify { labels } => verify(session, &labels),
    }
}

fn add(session: &mut Session<'_>, asked: EvidenceAdd) -> Result<u8, Stop> {
    let path = asked.path;
    let mut input = Input::default().with("description", asked.description);
    set(&mut input, "collected-by", asked.collected_by.as_deref());
    set(&mut input, "collected", asked.collected.as_deref());
    set(&mut input, "exhibit-kind", asked.kind.as_deref());
    set(&mut input, "origin", asked.origin.as_deref());
    set(&mut input, "tool", asked.tool.as_deref());
    set(&mut input, "relation", asked.relation.as_deref());
    set(&mut input, "parent", asked.parent.as_deref());
    set(&mut input, "claimed", asked.claimed.as_deref());
    set(&mut input, "claimed-by", asked.claimed_by.as_deref());
    set(&mut input, "place", asked.place.as_deref());
    set(&mut input, "mark", asked.mark.as_deref());
    set(&mut input, "late-reason", asked.late_reason.as_deref());
    register(session, &path, input)
}

/// Registers the file as an exhibit with these fields, computes its digest and prints both.
pub(crate) fn register(session: &mut Session<'_>, path: &Path, input: Input) -> Result<u8, Stop> {
    can_be_hashed(path)?;
    let input = input.with("path", field_of(path));
    let mut case = session.open_to_record()?;
    let done = execute(session, &mut case, "exhibit", &input)?;
    let id = done.records.last().copied().unwrap_or_default();
    let outcome = hash_exhibit(session, &mut case, id, None)?;
    let label = label(&case, id);
    match outcome.map_or_else(|| Err(String::new()), |outcome| outcome.digest) {
        Ok(sha256) => {
            session.io.line(&format!("{label} {id} {sha256}"))?;
            Ok(DONE)
        }
        Err(why) => {
            session.io.line(&format!("{label} {id} -"))?;
            session.io.note(&format!("{label} is registered without a digest: {why}"));
            Ok(REFUSED)
        }
    }
}

/// A path that was mistyped, or names what can never have a digest, registers nothing.
fn can_be_hashed(path: &Path) -> Result<(), Stop> {
    match Source::open(path) {
        // What cannot be read is a finding about the exhibit, and goes on record with it.
        Ok(_) | Err(SourceProblem::NoPermission | SourceProblem::Other { .. }) => Ok(()),
        Err(problem) => {
            Err(Failure::File { path: visible_bytes(path.as_os_str().as_encoded_bytes()), why: problem.to_string() }
                .into())
        }
    }
}

/// How an exhibit is shown.
pub(crate) fn label(case: &Case, id: RecordId) -> String {
    let register = &case.state().register;
    register.exhibit(id).map(|exhibit| register.shown_label(exhibit)).unwrap_or_default()
}

fn verify(session: &mut Session<'_>, labels: &[String]) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let mut wanted = Vec::new();
    for text in labels {
        let found = case.state().register.labelled(text).map(|exhibit| exhibit.id);
        wanted.push(found.ok_or_else(|| {
            Stop::Said(format!("there is no exhibit {}; `warroom show evidence` lists them", visible(text)))
        })?);
    }
    if labels.is_empty() {
        wanted.extend(case.state().register.exhibits.iter().map(|exhibit| exhibit.id));
    }
    let mut bad = false;
    for id in wanted {
        bad |= !check(session, &mut case, id, None, !labels.is_empty())?;
    }
    Ok(if bad { REFUSED } else { DONE })
}

/// Computes one exhibit's digest again, records it and prints a line. False when it differs or there is none; a thing without a file is only passed over
/// where nobody named it.
pub(crate) fn check(
    session: &mut Session<'_>,
    case: &mut Case,
    id: RecordId,
    path: Option<&str>,
    named: bool,
) -> Result<bool, Stop> {
    let label = label(case, id);
    let Some(exhibit) = case.state().register.exhibit(id) else { return Ok(false) };
    let before = exhibit.hashes.first().map_or(exhibit.registered.claimed.clone(), |(_, first)| first.sha256.clone());
    let claimed_only = exhibit.hashes.is_empty();
    let Some(outcome) = hash_exhibit(session, case, id, path)? else {
        session.io.line(&format!("{label}: no file is registered for it"))?;
        return Ok(!named);
    };
    let (line, fine) = match outcome.digest {
        Ok(now) if before.is_empty() => (format!("{label}: first digest {now}"), true),
        Ok(now) if now == before => (format!("{label}: OK {now}"), true),
        Ok(now) => {
            let whose = if claimed_only { "claimed" } else { "was" };
            (format!("{label}: DIFFERS {whose} {before} is {now}"), false)
        }
        Err(why) => (format!("{label}: NO DIGEST {why}"), false),
    };
    session.io.line(&line)?;
    // The first computation agrees with itself; a claim or a later computation may still speak against it.
    let differs =
        case.state().register.exhibit(id).is_some_and(|exhibit| exhibit.digest_state() == DigestState::Differs);
    if differs && fine {
        session.io.note(&format!(
            "{label}: its digests differ from each other or from the one stated; `warroom show evidence` lists them"
        ));
    }
    Ok(fine && !differs)
}

//! `warroom evidence`: registering exhibits, and computing their digests again.

use std::path::Path;

use super::args::{Evidence, EvidenceAdd};
use super::claims;
use super::hashing::{Outcome, all_with_progress, hash_exhibit, with_progress};
use super::record::{execute, field_of, set};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::app::digest::{Computation, wanted};
use crate::app::staging::text_of;
use crate::app::{Case, Failure};
use crate::domain::exhibit::{DigestState, Exhibit};
use crate::domain::id::RecordId;
use crate::domain::input::Input;
use crate::domain::text::{visible, visible_bytes};
use crate::jobs::Handle;
use crate::jobs::disks::Spinning;
use crate::jobs::locate;
use crate::jobs::source::{Source, SourceProblem};
use crate::library::digest::Algorithm;

/// Carries out `evidence add` or `evidence verify`.
pub(crate) fn run(session: &mut Session<'_>, asked: Evidence) -> Result<u8, Stop> {
    match asked {
        Evidence::Add(asked) => add(session, *asked),
        Evidence::Claim(asked) => claims::claim(session, &asked),
        Evidence::ReadLog { file, algorithm, json } => claims::read_log(session, &file, algorithm.as_deref(), json),
        Evidence::Verify { labels, due, locate, also } => verify(session, &labels, due, locate.as_deref(), &also),
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
    register(session, &path, input, &asked.also)
}

/// Registers the file as an exhibit with these fields, computes its digest and prints both.
pub(crate) fn register(session: &mut Session<'_>, path: &Path, input: Input, also: &[Algorithm]) -> Result<u8, Stop> {
    can_be_hashed(path)?;
    let input = input.with("path", field_of(path));
    let mut case = session.open_to_record()?;
    let done = execute(session, &mut case, "exhibit", &input)?;
    let id = done.records.last().copied().unwrap_or_default();
    let outcome = hash_exhibit(session, &mut case, id, None, also)?;
    let label = label(&case, id);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.contains(".incomplete") || name.ends_with(".partial") {
        session.io.note(&format!(
            "{label}: by its name this image was not finished or lacks bytes of its source; say so in its description, and read the log beside it"
        ));
    }
    claims::beside(session, &label, path);
    match outcome.map_or_else(|| Err(String::new()), |outcome| outcome.digest) {
        Ok(sha256) => {
            session.io.line(&format!("{label} {id} {sha256}"))?;
            let exhibit = case.state().register.exhibit(id);
            if exhibit.is_some_and(|exhibit| exhibit.digest_state() == DigestState::Differs) {
                session.io.note(&format!(
                    "{label}: DIFFERS: the digest computed is not the one stated; both are kept, find out which bytes are others"
                ));
                return Ok(REFUSED);
            }
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

fn verify(
    session: &mut Session<'_>,
    labels: &[String],
    due: bool,
    directory: Option<&Path>,
    also: &[Algorithm],
) -> Result<u8, Stop> {
    let mut case = session.open_to_record()?;
    let mut wanted = Vec::new();
    for text in labels {
        let found = case.state().register.labelled(text).map(|exhibit| exhibit.id);
        wanted.push(found.ok_or_else(|| {
            Stop::Said(format!("there is no exhibit {}; `warroom show evidence` lists them", visible(text)))
        })?);
    }
    if labels.is_empty() {
        let due_at = due.then(|| session.env.clock.now());
        wanted = case.state().to_verify(due_at);
    }
    let mut bad = false;
    let mut missing = Vec::new();
    check_all(session, &mut case, &wanted, also, |session, case, id, outcome| {
        match judged(session, case, id, outcome, !labels.is_empty())? {
            Checked::Fine => {}
            Checked::Bad => bad = true,
            Checked::Missing => missing.push(id),
        }
        Ok(())
    })?;
    for id in missing {
        match directory {
            Some(directory) => bad |= !locate_and_check(session, &mut case, id, directory, also)?,
            None => {
                bad = true;
                let label = label(&case, id);
                session.io.note(&format!(
                    "{label}: if the file was moved, `warroom evidence verify {label} --locate DIR` finds it by size and digest"
                ));
            }
        }
    }
    Ok(if bad { REFUSED } else { DONE })
}

/// Computes the digests of several exhibits, several at once, and records each when it and those before it are done.
fn check_all(
    session: &mut Session<'_>,
    case: &mut Case,
    wanted: &[RecordId],
    also: &[Algorithm],
    mut tell: impl FnMut(&mut Session<'_>, &Case, RecordId, Option<(String, bool, Outcome)>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let plan = |id: &RecordId| {
        let exhibit = case.state().register.exhibit(*id)?;
        Some((Computation::of(case, exhibit, None)?.also(also), before(exhibit)))
    };
    let plans: Vec<Option<(Computation, (String, bool))>> = wanted.iter().map(plan).collect();
    let disks: Vec<Spinning> = plans.iter().map(|plan| plan.as_ref().and_then(|(plan, _)| plan.disk())).collect();
    let handles: Vec<Handle> = plans.iter().map(|_| Handle::new()).collect();
    let (path, env) = (case.path().to_owned(), session.env.clone());
    let work = |index: usize| {
        let (handle, (computation, before)) = (handles.get(index)?, plans.get(index)?.as_ref()?);
        let mut computation = computation.clone();
        computation.begin(&path, &env);
        let result = computation.read(handle);
        Some((computation, before.clone(), result))
    };
    all_with_progress(session, &handles, &disks, work, |session, index, done| {
        let Some(id) = wanted.get(index) else { return Ok(()) };
        let outcome = match done {
            Some((computation, (before, claimed_only), result)) => {
                Some((before, claimed_only, Outcome::recorded(case, &computation, result)?))
            }
            None => None,
        };
        tell(session, case, *id, outcome)
    })
}

/// The digest that a new one is held against, and whether it was only stated.
fn before(exhibit: &Exhibit) -> (String, bool) {
    let first = exhibit.hashes.first();
    (first.map_or(exhibit.registered.claimed.clone(), |(_, first)| first.sha256.clone()), first.is_none())
}

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checked {
    /// The digest is that of before, or the first, or there is nothing to read.
    Fine,
    /// It differs, or there is none.
    Bad,
    /// The file is not where it was.
    Missing,
}

/// Looks for the moved file of an exhibit and verifies what is found. False when nothing was found or it does not verify.
pub(crate) fn locate_and_check(
    session: &mut Session<'_>,
    case: &mut Case,
    id: RecordId,
    directory: &Path,
    also: &[Algorithm],
) -> Result<bool, Stop> {
    let label = label(case, id);
    let Some(wanted) = case.state().register.exhibit(id).and_then(wanted) else {
        session.io.note(&format!("{label}: no digest is computed for it, so there is nothing to find its file by"));
        return Ok(false);
    };
    let under = directory.to_owned();
    let search = with_progress(session, |handle| locate::locate(&under, &wanted, handle))?;
    let Some(path) = search.found else {
        let shown = visible_bytes(directory.as_os_str().as_encoded_bytes());
        let mut words = format!(
            "{label}: not found under {shown}: {} entries looked at, {} of its size read",
            search.looked, search.hashed
        );
        if search.unreadable > 0 {
            words.push_str(&format!("; {} could not be read, it may be among them", search.unreadable));
        }
        if search.cut {
            words.push_str("; there is more than one search looks at: name a directory below");
        }
        session.io.note(&words);
        return Ok(false);
    };
    let path = std::path::absolute(&path).unwrap_or(path);
    session.io.line(&format!("{label}: found {}", visible_bytes(path.as_os_str().as_encoded_bytes())))?;
    Ok(check(session, case, id, Some(&text_of(&path)), true, also)? == Checked::Fine)
}

/// Computes one exhibit's digest again, records it and prints a line. A thing without a file is only passed over where nobody named it.
pub(crate) fn check(
    session: &mut Session<'_>,
    case: &mut Case,
    id: RecordId,
    path: Option<&str>,
    named: bool,
    also: &[Algorithm],
) -> Result<Checked, Stop> {
    let Some(exhibit) = case.state().register.exhibit(id) else { return Ok(Checked::Bad) };
    let (before, claimed_only) = before(exhibit);
    let outcome = hash_exhibit(session, case, id, path, also)?;
    judged(session, case, id, outcome.map(|outcome| (before, claimed_only, outcome)), named)
}

/// Prints what a computation came to, and says whether it agrees with what was known before.
fn judged(
    session: &mut Session<'_>,
    case: &Case,
    id: RecordId,
    outcome: Option<(String, bool, Outcome)>,
    named: bool,
) -> Result<Checked, Stop> {
    let label = label(case, id);
    let Some((before, claimed_only, outcome)) = outcome else {
        session.io.line(&format!("{label}: no file is registered for it"))?;
        return Ok(if named { Checked::Bad } else { Checked::Fine });
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
    let exhibit = case.state().register.exhibit(id);
    if let Some((_, hashed)) = exhibit.and_then(|exhibit| exhibit.hashes.last()).filter(|_| !fine && !outcome.missing) {
        for range in &hashed.reading.differing {
            session.io.line(&format!("{label}: DIFFERS in {} bytes from byte {}", range.length, range.offset))?;
        }
    }
    // The first computation agrees with itself; a claim or a later computation may still speak against it.
    let differs = exhibit.is_some_and(|exhibit| exhibit.digest_state() == DigestState::Differs);
    if differs && fine {
        session.io.note(&format!(
            "{label}: its digests differ from each other or from the one stated; `warroom show evidence` lists them"
        ));
    }
    Ok(match (outcome.missing, fine && !differs) {
        (true, _) => Checked::Missing,
        (false, true) => Checked::Fine,
        (false, false) => Checked::Bad,
    })
}

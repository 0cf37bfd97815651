//! The engine of drills: files of the exercise store, what falls due by the drill's clock, what is kept out of real cases.

mod inject_list;
mod props;

pub use inject_list::inject_list;
pub use props::write as write_props;

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::case::{Case, Done};
use super::env::Env;
use super::failure::Failure;
use super::organisation;
use super::register::{Kept, kept};
use crate::domain::drill::{self, DELIVERIES, Phase};
use crate::domain::incident::Incident;
use crate::domain::time::{Instant, local};
use crate::jobs::source::Source;
use crate::journal::signature::Purpose;
use crate::library::Catalogue;

/// How much of the beginning and of the end of a file is looked at, bytes.
const END: u64 = 64 * 1024;
/// How much of a case file is looked at, bytes: its first lines stand near its beginning.
const CASE_FILE: u64 = 4 * 1024 * 1024;

/// Makes a file of the exercise store, empty but for its opening: the plan is recorded in it next.
///
/// # Errors
/// The file, the key.
pub fn create(env: &Env, title: &str, operator: &str) -> Result<Case, Failure> {
    let day = local(env.clock.now(), env.zone).date_iso();
    let path = env.places.fresh(Purpose::Exercise, &[drill::PREFIX, title].concat(), &day);
    Case::create(env, &path, Purpose::Exercise, operator)
}

/// Takes back a file of the exercise store in which nothing was recorded but its opening.
pub fn discard(case: Case) {
    let path = case.path().to_owned();
    drop(case);
    for side in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(side);
        let _ = std::fs::remove_file(name);
    }
}

/// Drills of this laptop that are planned and not over, each with its path.
#[must_use]
pub fn open_drills(env: &Env) -> Vec<PathBuf> {
    let open = |kept: &Kept| {
        let state = kept.read.as_ref().ok().map(|(state, _)| state);
        state.is_some_and(|state| drill::planned(state).is_some() && drill::clock(state).phase() != Phase::Over)
    };
    exercises(env).into_iter().filter(open).map(|kept| kept.path).collect()
}

/// The drill of this laptop that ended last: its judgements, review and record come after the end.
#[must_use]
pub fn last_drill(env: &Env) -> Option<PathBuf> {
    let over = exercises(env).into_iter().filter_map(|kept| {
        let (state, _) = kept.read.as_ref().ok()?;
        drill::planned(state)?;
        Some((drill::clock(state).ended()?, kept.path))
    });
    over.max_by_key(|(ended, _)| *ended).map(|(_, path)| path)
}

/// Every file of the exercise store.
#[must_use]
pub fn exercises(env: &Env) -> Vec<Kept> {
    let paths = env.places.list(Purpose::Exercise);
    let all = paths.into_iter().map(|path| kept(path, Purpose::Exercise));
    // A real case that somebody put there is no drill.
    all.filter(|kept| kept.purpose == Purpose::Exercise).collect()
}

/// When a procedure was last drilled, as the files of the exercise store and the organisation's calendar say.
#[derive(Debug, Clone, PartialEq)]
pub struct Drilled {
    /// Id of the procedure.
    pub procedure: String,
    /// When it was last drilled so that it counts.
    pub last: Option<Instant>,
    /// From when on it counts as untested.
    pub due: Option<Instant>,
    /// What drills of it on this laptop lack, where it counts by hand alone: the calendar says that it was held.
    pub lacks: Vec<&'static str>,
}

/// Every procedure at hand, and when it was last drilled.
///
/// # Errors
/// An organisation's file that cannot be read or does not verify.
pub fn drilled(env: &Env, catalogue: &Catalogue) -> Result<Vec<Drilled>, Failure> {
    let now = env.clock.now();
    let held = organisation::read(env)?.map(|read| read.state.organisation.exercises).unwrap_or_default();
    let files = exercises(env);
    let all: Vec<&Incident> = files
        .iter()
        .filter_map(|kept| kept.read.as_ref().ok())
        // What was altered shows nothing.
        .filter(|(_, problems)| *problems == 0)
        .map(|(state, _)| state)
        .collect();
    let of = |id: &str| {
        let mine = all.iter().filter(|state| drill::planned(state).is_some_and(|(_, plan, _)| plan.procedure == id));
        let owed = |state: &Incident| -> Vec<&'static str> {
            drill::record_shortfalls(state).iter().map(|short| short.rule.id()).collect()
        };
        let mut lacks = std::collections::BTreeSet::new();
        let mut whole = None;
        for state in mine {
            match owed(state) {
                short if short.is_empty() => whole = whole.max(drill::clock(state).ended().filter(|at| *at <= now)),
                short => lacks.extend(short),
            }
        }
        let by_hand = held.last(id, now);
        let last = whole.max(by_hand);
        if by_hand.is_none() || by_hand < whole {
            lacks.clear();
        }
        Drilled {
            procedure: id.to_owned(),
            last,
            due: last.map(drill::untested_from),
            lacks: lacks.into_iter().collect(),
        }
    };
    Ok(catalogue.ids().map(of).collect())
}

/// Puts on record that the screen showed an inject, where the plan says that it does and nobody delivered it before.
///
/// # Errors
/// [`Failure`]; nothing was recorded.
pub fn shown_on_screen(case: &mut Case, number: u32) -> Result<Option<Done>, Failure> {
    let by_screen = |state: &Incident| {
        let plan = drill::planned(state).map(|(_, planned, _)| planned.delivery.as_str());
        plan == Some(DELIVERIES[1]) && drill::delivery(state, number).is_none()
    };
    if !by_screen(case.state()) {
        return Ok(None);
    }
    case.record_by(|state, ctx| drill::on_screen(state, number, ctx)).map(Some)
}

/// The beginning and the end of bytes, as far as they are looked at.
pub(super) fn ends(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"SQLite format 3\0") {
        return bytes.iter().take(usize::try_from(CASE_FILE).unwrap_or(usize::MAX)).copied().collect();
    }
    let end = usize::try_from(END).unwrap_or(usize::MAX);
    let last = bytes.len().saturating_sub(end).max(end.min(bytes.len()));
    [&bytes[..end.min(bytes.len())], b"\n", &bytes[last..]].concat()
}

/// Whether a file begins as compressed data does: nothing is searched in it.
#[must_use]
pub fn unsearched(path: &Path) -> bool {
    let Ok(source) = Source::open(path) else { return false };
    let (mut file, mut head) = (source.file(), Vec::new());
    (&mut file).take(8).read_to_end(&mut head).is_ok() && drill::compressed(&head)
}

/// The same of a file where it lies; nothing where it cannot be read, which is said when it is.
pub(super) fn ends_of(path: &Path) -> Vec<u8> {
    let Ok(source) = Source::open(path) else { return Vec::new() };
    let (mut file, size, mut found) = (source.file(), source.size(), Vec::new());
    let first = END.max(CASE_FILE);
    if file.take(first).read_to_end(&mut found).is_err() {
        return Vec::new();
    }
    let mut last = Vec::new();
    if size > first && file.seek(SeekFrom::Start(size - END.min(size - first))).is_ok() {
        let _ = file.take(END).read_to_end(&mut last);
    }
    if found.starts_with(b"SQLite format 3\0") {
        return found;
    }
    found.extend(last);
    ends(&found)
}

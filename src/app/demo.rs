//! The worked example: an AI company whose training data was copied out and poisoned.
//!
//! `assets/demo.toml` holds two days of commands with their times relative to now. They are replayed through the ordinary way in, under a clock that
//! walks through those two days, so the case obeys every rule that a real one obeys and its clocks run relative to now. It lies in the exercise store.

mod files;
mod script;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::case::{Case, Done};
use super::command::command;
use super::digest::Computation;
use super::env::Env;
use super::failure::Failure;
use super::staging::{Staged, text_of};
use crate::domain::decision::Shortfall;
use crate::domain::input::{FieldKind, Input};
use crate::domain::time::{Instant, local};
use crate::jobs::Handle;
use crate::journal::signature::Purpose;
use crate::store::places::{private_directory, sync_directory};

use files::Files;
use script::{Filling, Script};
use walk::Walk;

/// What a name ends in under which the exhibits of an example lie beside its case file.
const EXHIBITS: &str = "exhibits";

/// Opens the latest example made today, or makes one: its path.
///
/// # Errors
/// As [`make`].
pub fn open_or_make(env: &Env) -> Result<PathBuf, Failure> {
    let script = Script::shipped()?;
    let stem = format!("{}-{}", script.codename.to_lowercase(), day(env));
    let number = |path: &PathBuf| -> Option<u32> {
        match path.file_stem()?.to_str()?.strip_prefix(&stem)? {
            "" => Some(1),
            rest => rest.strip_prefix('-')?.parse().ok(),
        }
    };
    // Somebody's own exercise may carry the same codename: only an example has its exhibits beside it.
    let made = env.places.list(Purpose::Exercise).into_iter().filter(|path| beside(path).is_dir());
    let latest = made.filter_map(|path| Some((number(&path)?, path))).max();
    match latest {
        Some((_, path)) => Ok(path),
        None => make(env),
    }
}

/// Makes a fresh example in the exercise store: its path. The file appears under its name only once it is whole.
///
/// # Errors
/// [`Failure`] of the disk, the key or the system; nothing is left behind then.
pub fn make(env: &Env) -> Result<PathBuf, Failure> {
    let script = Script::shipped()?;
    let store = env.places.cases(Purpose::Exercise);
    private_directory(&store)?;
    let path = env.places.fresh(Purpose::Exercise, &script.codename, &day(env));
    let exhibits = beside(&path);
    let made = made_at(env, &script, &path, &exhibits).map(|_| ());
    if made.is_err() {
        // The error that stopped it is what people need to read, not one of clearing up after it.
        let _ = std::fs::remove_dir_all(&exhibits);
    }
    made.map(|()| path)
}

/// Builds the case in a directory of its own and moves it to its name. Answers with what earned no credit, by entry.
fn made_at(env: &Env, script: &Script, path: &Path, exhibits: &Path) -> Result<Vec<(String, Vec<Shortfall>)>, Failure> {
    let now = minute(env.clock.now());
    let files = Files::write(exhibits, now)?;
    let store = path.parent().unwrap_or(Path::new("."));
    let workshop = tempfile::Builder::new()
        .prefix(".making-")
        .tempdir_in(store)
        .map_err(|error| Failure::File { path: store.display().to_string(), why: error.to_string() })?;
    let half = workshop.path().join("case");
    let short = replay(env, script, &half, &files, now)?;
    if half.with_file_name("case-wal").exists() {
        let why = "another program holds the new case file open".to_owned();
        return Err(Failure::File { path: half.display().to_string(), why });
    }
    std::fs::rename(&half, path)
        .map_err(|error| Failure::File { path: path.display().to_string(), why: error.to_string() })?;
    sync_directory(store)?;
    Ok(short)
}

/// Carries out every entry of the script, each at its own time.
fn replay(
    env: &Env,
    script: &Script,
    path: &Path,
    files: &Files,
    now: Instant,
) -> Result<Vec<(String, Vec<Shortfall>)>, Failure> {
    let walk = Arc::new(Walk::new(Arc::clone(&env.clock), now, script.longest()));
    let mut places = env.places.clone();
    // The script is written for the shipped procedures; somebody's own ones of the same name may have other steps.
    places.config = path.with_file_name("no-settings");
    let own = Env { clock: Arc::clone(&walk) as _, places, ..env.clone() };
    walk.to(script.longest(), 0);
    let mut case = Case::create(&own, path, Purpose::Exercise, &script.operator)?;
    let mut names = BTreeMap::new();
    let mut found = Vec::new();
    let (mut minutes, mut second) = (script.longest(), 0);
    for (number, entry) in script.entry.iter().enumerate() {
        second = if entry.before == minutes { second + 5 } else { 11 };
        minutes = entry.before;
        walk.to(minutes, second);
        let mut input = Input::default();
        for (field, text) in &entry.with {
            input.set(field, Filling { now, zone: own.zone, names: &names, files }.fill(text)?);
        }
        let what = format!("{number} {} {}", entry.run, entry.name);
        let done = carry_out(&mut case, &entry.run, &input).map_err(|error| match error {
            Failure::Refused(refusal) => script::broken(format!("{what}: {} {:?}", refusal.rule.id(), refusal.field)),
            other => other,
        })?;
        if let (false, Some(record)) = (entry.name.is_empty(), done.records.first()) {
            names.insert(entry.name.clone(), case.state().label(*record));
        }
        if !done.shortfalls.is_empty() {
            found.push((what, done.shortfalls));
        }
    }
    Ok(found)
}

/// One entry: a command of the table, or the computation of an exhibit's digest.
fn carry_out(case: &mut Case, run: &str, input: &Input) -> Result<Done, Failure> {
    if run != "hash" {
        let spec = command(run).ok_or_else(|| script::broken(format!("no command {run}")))?;
        let brings = spec
            .fields
            .iter()
            .any(|field| matches!(field.kind, FieldKind::File | FieldKind::Paste) && input.get(field.name).is_some());
        let staged = if brings { case.stager().stage(spec.fields, input, &Handle::new())? } else { Staged::default() };
        return case.execute(run, input, &staged);
    }
    let label = input.get("exhibit").unwrap_or_default();
    let exhibit = case.state().register.labelled(label);
    let computation = exhibit
        .and_then(|exhibit| Computation::of(case, exhibit, None))
        .ok_or_else(|| script::broken(format!("no exhibit {label} with a file")))?;
    let result = computation.read(&Handle::new());
    computation.record(case, &result)
}

/// The directory of an example's exhibits.
fn beside(case: &Path) -> PathBuf {
    let stem = case.file_stem().unwrap_or_default().to_string_lossy();
    case.with_file_name(format!("{stem}-{EXHIBITS}"))
}

fn day(env: &Env) -> String {
    local(env.clock.now(), env.zone).date_iso()
}

fn minute(at: Instant) -> Instant {
    Instant::from_millis(at.millis().div_euclid(60_000) * 60_000)
}

#[cfg(test)]
mod tests;

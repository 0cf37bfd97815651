//! The practice case of the tour: in the exercise store, empty but for its opening, with a small file beside it that can become an exhibit.

use std::path::{Path, PathBuf};

use super::case::Case;
use super::env::Env;
use super::failure::Failure;
use crate::domain::time::local;
use crate::domain::tour;
use crate::journal::signature::Purpose;
use crate::store::places::private_directory;

/// What names of practice cases begin with.
const STEM: &str = "tour";
/// What a practice exhibit holds: lines of a proxy, with hosts and addresses of documentation.
const LOG: &str = "2026-11-21 02:07:41 HR-LT-0113 CONNECT 203.0.113.17:443\n2026-11-21 02:08:41 HR-LT-0113 CONNECT 203.0.113.17:443\n";

/// The practice case whose tour is not over, the latest first; else a new one. Its path.
///
/// # Errors
/// As [`make`].
pub fn open_or_make(env: &Env, operator: &str) -> Result<PathBuf, Failure> {
    let mut found: Vec<PathBuf> = env.places.list(Purpose::Exercise).into_iter().filter(|path| named(path)).collect();
    found.sort();
    let unfinished = |path: &PathBuf| {
        Case::open(env, path, operator).is_ok_and(|case| case.writable() && tour::next(case.state()).is_some())
    };
    match found.into_iter().rev().find(unfinished) {
        Some(path) => Ok(path),
        None => make(env, operator),
    }
}

/// Makes a practice case: its path.
///
/// # Errors
/// [`Failure`] of the disk, the key or the system.
pub fn make(env: &Env, operator: &str) -> Result<PathBuf, Failure> {
    private_directory(&env.places.cases(Purpose::Exercise))?;
    let day = local(env.clock.now(), env.zone).date_iso();
    let path = env.places.fresh(Purpose::Exercise, STEM, &day);
    let exhibit = exhibit_beside(&path);
    let failed =
        |error: std::io::Error| Failure::Output { path: exhibit.display().to_string(), why: error.to_string() };
    if let Some(directory) = exhibit.parent() {
        private_directory(directory)?;
    }
    std::fs::write(&exhibit, LOG).map_err(failed)?;
    Case::create(env, &path, Purpose::Exercise, operator)?;
    Ok(path)
}

/// Whether a case is that of a tour: an exercise under such a name. A real case never is, whatever its name.
#[must_use]
pub fn is_tour(case: &Case) -> bool {
    case.purpose() == Purpose::Exercise && named(case.path())
}

fn named(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("tour-"))
}

/// The file beside a practice case that can become its exhibit.
#[must_use]
pub fn exhibit_beside(case: &Path) -> PathBuf {
    let stem = case.file_stem().unwrap_or_default().to_string_lossy();
    case.with_file_name(format!("{stem}-exhibits")).join("proxy.log")
}

#[cfg(test)]
#[path = "tour_tests.rs"]
mod tests;

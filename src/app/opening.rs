//! How a case begins: a file, its founding chain, and the declaration or assessment that it is made for. All of it or nothing.

use std::path::{Path, PathBuf};

use super::case::{Case, Done};
use super::env::Env;
use super::failure::Failure;
use super::staging::Staged;
use crate::domain::input::Input;
use crate::journal::signature::Purpose;
use crate::library::codenames;

/// A codename that no case of this laptop has.
///
/// # Errors
/// [`Failure::Entropy`].
pub fn offered_codename(env: &Env) -> Result<String, Failure> {
    let seed = u64::from_le_bytes(env.random()?);
    let name = |path: &Path| path.file_stem()?.to_str()?.split_once("-2").map(|(name, _)| name.to_uppercase());
    let taken: Vec<String> = env.places.list(Purpose::Incident).iter().filter_map(|path| name(path)).collect();
    Ok(codenames::offer(seed, &taken).into_iter().next().unwrap_or_default())
}

/// Makes a case file and records in it what opens it. When that is refused the file is removed again: it holds nothing but its own opening.
///
/// # Errors
/// The file, the key, the refusal.
pub fn open_new(env: &Env, path: &Path, operator: &str, command: &str, input: &Input) -> Result<(Case, Done), Failure> {
    let mut case = Case::create(env, path, Purpose::Incident, operator)?;
    match case.execute(command, input, &Staged::default()) {
        Ok(done) => {
            // The incident stands whatever the book looks like; who opens the case is told of a broken one.
            let _ = case.take_address_book();
            Ok((case, done))
        }
        Err(failure) => {
            let path = case.path().to_owned();
            drop(case);
            for side in ["", "-wal", "-shm"] {
                let mut name = path.clone().into_os_string();
                name.push(side);
                let _ = std::fs::remove_file(name);
            }
            Err(failure)
        }
    }
}

/// Every case of this laptop that has not ended. One that cannot be opened is among them: nobody knows that it ended.
#[must_use]
pub fn open_cases(env: &Env, operator: &str) -> Vec<(PathBuf, Result<Case, Failure>)> {
    let open = |path: PathBuf| match Case::open(env, &path, operator) {
        Ok(case) if case.ended() => None,
        result => Some((path, result)),
    };
    env.places.list(Purpose::Incident).into_iter().filter_map(open).collect()
}

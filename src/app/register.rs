//! The register of improvement actions over every case of this laptop, exercises among them.

use std::path::PathBuf;

use super::env::Env;
use super::failure::Failure;
use crate::domain::id::StationId;
use crate::domain::incident::Incident;
use crate::journal::chain;
use crate::journal::signature::Purpose;
use crate::store::{CaseFile, StoreError};

/// One case as its file says, read without changing it.
#[derive(Debug)]
pub struct Kept {
    /// Its file.
    pub path: PathBuf,
    /// What it is for.
    pub purpose: Purpose,
    /// Its state and how many problems its journal has; the reason where it could not be read.
    pub read: Result<(Incident, usize), Failure>,
}

/// Every case and every exercise of this laptop, by name.
#[must_use]
pub fn cases(env: &Env) -> Vec<Kept> {
    let purposes = [Purpose::Incident, Purpose::Exercise];
    purposes
        .into_iter()
        .flat_map(|purpose| env.places.list(purpose).into_iter().map(move |path| kept(path, purpose)))
        .collect()
}

/// One case by its file; what it is for stands in its journal.
#[must_use]
pub fn kept(path: PathBuf, purpose: Purpose) -> Kept {
    match read(&path) {
        Ok((state, problems, found)) => Kept { path, purpose: found.unwrap_or(purpose), read: Ok((state, problems)) },
        Err(failure) => Kept { path, purpose, read: Err(failure) },
    }
}

fn read(path: &std::path::Path) -> Result<(Incident, usize, Option<Purpose>), Failure> {
    let file = CaseFile::open_to_read(path)?;
    let (rows, heads) = file.at_one_moment(|file| Ok::<_, StoreError>((file.rows()?.0, file.heads()?)))?;
    let reading = chain::read(rows, &heads);
    let purpose = reading.opening().and_then(|opened| Purpose::parse(&opened.purpose));
    // Records of this laptop are named as its founder names them: by their number alone.
    let station = reading.founder.or_else(|| reading.chains.keys().next().copied());
    let station: StationId = station.unwrap_or_default();
    Ok((reading.fold(station), reading.problems.len(), purpose))
}

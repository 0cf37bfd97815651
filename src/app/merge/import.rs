//! Reading a case on a machine that never had it: a case file made from a folder that verifies.

use std::path::{Path, PathBuf};

use super::{NotMerged, Side, in_the_way, union};
use crate::app::case::Case;
use crate::app::env::Env;
use crate::app::failure::Failure;
use crate::app::staging;
use crate::domain::id::StationId;
use crate::domain::text::visible;
use crate::journal::problem::What;
use crate::journal::signature::Purpose;
use crate::store::places::{Places, sync_directory};
use crate::store::{CaseFile, StoreError};

/// What an import brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Lines.
    pub lines: u64,
    /// Attachments.
    pub attachments: u64,
}

/// Makes a case file from a case folder, in `to` or under a free name among this laptop's cases, and opens it. This laptop's station is not admitted in it.
///
/// # Errors
/// A folder that does not verify or withholds something, the disk. Then nothing is there under the case's name.
pub fn import(env: &Env, folder: &Path, to: Option<&Path>, operator: &str) -> Result<(Case, Imported), Failure> {
    let side = Side::of_folder(folder)?;
    if side.purpose == Purpose::Organisation {
        return Err(NotMerged::Organisation.into());
    }
    let reading = union::read(&side.rows, &side.heads, StationId::default());
    let withheld = reading.problems.iter().filter(|problem| problem.what == What::BodyMissing).count();
    if withheld > 0 && in_the_way(&reading.problems).len() == withheld {
        return Err(NotMerged::ImportWithheld(withheld).into());
    }
    let path = to.map_or_else(|| free_name(env, side.purpose, &side.case), Path::to_owned);
    if path.exists() {
        return Err(StoreError::Exists(path).into());
    }
    let mut partial = path.clone().into_os_string();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    remove(&partial);
    let made = (|| {
        let file = CaseFile::create(&partial)?;
        let batch = staging::batch(env)?;
        for listed in &side.attachments {
            file.bring(listed, &side.bytes(listed)?, &batch)?;
        }
        file.begin()?;
        let lines = file.join(&side.rows)?;
        file.join_heads(&side.heads)?;
        file.commit()?;
        Ok::<_, Failure>(Imported { lines, attachments: side.attachments.len() as u64 })
    })();
    let imported = match made {
        Ok(imported) => imported,
        Err(failure) => {
            remove(&partial);
            return Err(failure);
        }
    };
    std::fs::rename(&partial, &path).map_err(|error| Failure::Output {
        path: visible(&path.to_string_lossy()).into_owned(),
        why: error.to_string(),
    })?;
    sync_directory(path.parent().unwrap_or(Path::new("/")))?;
    Ok((Case::open(env, &path, operator)?, imported))
}

fn free_name(env: &Env, purpose: Purpose, case: &str) -> PathBuf {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let stem: String = case.chars().filter(plain).take(80).collect();
    let (directory, ending) = (env.places.cases(purpose), Places::ending(purpose));
    let mut path = directory.join(format!("{stem}.{ending}"));
    let mut number = 2;
    while path.exists() {
        path = directory.join(format!("{stem}-{number}.{ending}"));
        number += 1;
    }
    path
}

fn remove(path: &Path) {
    for side in ["", "-wal", "-shm"] {
        let mut name = path.to_owned().into_os_string();
        name.push(side);
        let _ = std::fs::remove_file(name);
    }
}

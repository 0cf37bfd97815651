//! A case file that is put together on this laptop from what came on a medium: under a name that is none until everything is in it.

use std::path::{Path, PathBuf};

use super::env::Env;
use super::failure::Failure;
use crate::domain::text::visible_bytes;
use crate::journal::signature::Purpose;
use crate::store::places::{Places, sync_directory};
use crate::store::{CaseFile, StoreError};

/// Most letters of a name that came from outside.
const LONGEST_STEM: usize = 80;

/// A case file on its way. Given up, it leaves nothing.
#[derive(Debug)]
pub(super) struct Arriving {
    path: PathBuf,
    partial: PathBuf,
}

impl Arriving {
    /// Where it will lie: at `to`, or under a free name made of `stem` among this laptop's cases.
    ///
    /// # Errors
    /// Something lies at `to` already.
    pub(super) fn new(env: &Env, purpose: Purpose, stem: &str, to: Option<&Path>) -> Result<Self, Failure> {
        let path = to.map_or_else(|| free_name(env, purpose, stem), Path::to_owned);
        if path.exists() {
            return Err(StoreError::Exists(path).into());
        }
        let mut partial = path.clone().into_os_string();
        partial.push(".partial");
        let arriving = Arriving { path, partial: partial.into() };
        arriving.clear();
        Ok(arriving)
    }

    /// Makes the empty file.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn create(&self) -> Result<CaseFile, StoreError> {
        CaseFile::create(&self.partial)
    }

    /// Gives the file its name, durably. It must be closed.
    ///
    /// # Errors
    /// What the system says; then nothing lies under the name.
    pub(super) fn settle(self) -> Result<PathBuf, Failure> {
        std::fs::rename(&self.partial, &self.path).map_err(|error| Failure::Output {
            path: visible_bytes(self.path.as_os_str().as_encoded_bytes()),
            why: error.to_string(),
        })?;
        sync_directory(self.path.parent().unwrap_or(Path::new("/")))?;
        Ok(self.path.clone())
    }

    fn clear(&self) {
        for side in ["", "-wal", "-shm"] {
            let mut name = self.partial.clone().into_os_string();
            name.push(side);
            let _ = std::fs::remove_file(name);
        }
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        // Once it is settled nothing lies here any more.
        self.clear();
    }
}

/// A free name among the cases of this laptop. The stem came from outside: letters, digits, `-` and `_` are left of it.
fn free_name(env: &Env, purpose: Purpose, stem: &str) -> PathBuf {
    let ending = Places::ending(purpose);
    let stem = stem.strip_suffix(ending).and_then(|name| name.strip_suffix('.')).unwrap_or(stem);
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    let stem: String = stem.chars().filter(plain).take(LONGEST_STEM).collect();
    env.places.free(purpose, if stem.is_empty() { "case" } else { &stem })
}

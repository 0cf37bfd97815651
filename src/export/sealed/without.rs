//! A build without the feature `seal`: it says so, wherever it is asked to seal or to open.

use std::io;
use std::path::{Path, PathBuf};

use super::super::folder::medium::ExportFs;
use super::super::folder::writer::{Broken, Step, Watch};
use super::{Key, Lock, NotOpened, Sealed, Source};

/// Whether a text is a public key of age: this build cannot tell.
#[must_use]
pub fn is_recipient(_: &str) -> bool {
    false
}

/// Refuses: nothing was sealed.
///
/// # Errors
/// Always.
pub fn write(_: Source<'_>, _: &Lock, _: &dyn ExportFs, _: &dyn Watch) -> Result<Sealed, Broken> {
    let why = io::Error::from(io::ErrorKind::Unsupported);
    Err(Broken { own: true, ..Broken::at(Step::Write, "", &why) })
}

/// Refuses: nothing was opened.
///
/// # Errors
/// Always.
pub fn open(_: &Path, _: &Path, _: &Key, _: &dyn Watch) -> Result<PathBuf, NotOpened> {
    Err(NotOpened::NotHere)
}

//! What somebody named as another copy of a case and is none: a sealed folder, any directory, a case file where a folder is wanted. Told before anything is read,
//! since a verifier would list what such a thing lacks and not what it is.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::offered::offered;
use super::refusal::NotMerged;
use crate::domain::text::visible_bytes;
use crate::export::folder::layout::TAG_MANIFEST;
use crate::export::sealed::{SUFFIX, header};
use crate::store::medium::{ABOUT, JOURNAL};

/// How a file of SQLite begins (sqlite.org/fileformat.html, 1.3).
const SQLITE: &[u8] = b"SQLite format 3\0";
/// What every bag holds, finished or not (RFC 8493).
const BAG: &str = "bagit.txt";

/// Whether a path may be another copy of a case: a case file, or a case folder.
///
/// # Errors
/// It is not there, a sealed folder, a safety copy, or another directory.
pub(super) fn copy(path: &Path) -> Result<(), NotMerged> {
    let shown = || visible_bytes(path.as_os_str().as_encoded_bytes());
    // Anything else that stands in the way is said by whoever reads it.
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(NotMerged::NotThere(shown())),
        Ok(seen) if seen.is_dir() => directory(path),
        Ok(seen) if seen.is_file() && sealed(path) => Err(NotMerged::Sealed(shown())),
        _ => Ok(()),
    }
}

/// Whether a path may be a case folder.
///
/// # Errors
/// As [`copy`], and a case file.
pub(super) fn folder(path: &Path) -> Result<(), NotMerged> {
    copy(path)?;
    let mut head = [0; SQLITE.len()];
    let begins = path.is_file() && File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok();
    let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
    if begins && head == SQLITE { Err(NotMerged::CaseFile(shown)) } else { Ok(()) }
}

fn sealed(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(SUFFIX.as_bytes()) || matches!(header(path), Ok(Some(_)))
}

fn directory(path: &Path) -> Result<(), NotMerged> {
    let shown = visible_bytes(path.as_os_str().as_encoded_bytes());
    if path.join(TAG_MANIFEST).exists() || path.join(BAG).exists() {
        return Ok(());
    }
    if path.join(ABOUT).is_file() && path.join(JOURNAL).is_file() {
        return Err(NotMerged::SafetyCopy(shown));
    }
    let within = offered(&[path.to_owned()], None);
    let within = within.iter().map(|found| visible_bytes(found.path.as_os_str().as_encoded_bytes())).collect();
    Err(NotMerged::NoFolder { path: shown, within })
}

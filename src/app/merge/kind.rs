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

/// What a path leads to, as far as its name and first bytes tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lies {
    /// Nothing.
    Nothing,
    /// A case folder, finished or not.
    Folder,
    /// A sealed case folder.
    Sealed,
    /// A safety copy, or a directory with one in it.
    SafetyCopy,
    /// A case file.
    CaseFile,
    /// Another directory.
    Directory,
    /// Another file, or something that cannot be looked at.
    File,
}

/// What lies at a path.
fn lies(path: &Path) -> Lies {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Lies::Nothing,
        Ok(seen) if seen.is_dir() && (path.join(TAG_MANIFEST).exists() || path.join(BAG).exists()) => Lies::Folder,
        Ok(seen) if seen.is_dir() && path.join(ABOUT).is_file() && path.join(JOURNAL).is_file() => Lies::SafetyCopy,
        Ok(seen) if seen.is_dir() => Lies::Directory,
        Ok(seen) if seen.is_file() && sealed(path) => Lies::Sealed,
        Ok(seen) if seen.is_file() && database(path) => Lies::CaseFile,
        _ => Lies::File,
    }
}

/// What was named where a sealed folder is wanted and is none: what it is, and what to do. None where it may be one.
#[must_use]
pub fn not_sealed(path: &Path) -> Option<String> {
    let way = match lies(path) {
        Lies::Sealed | Lies::File => return None,
        Lies::Nothing => "is not there; attach the medium, or look at the path",
        Lies::Folder => {
            "is a case folder and open already; check it with `warroom verify`, read it here with `warroom import`"
        }
        Lies::SafetyCopy => "is a safety copy and not sealed; a case is rebuilt from it with `warroom restore`",
        Lies::CaseFile => "is a case file and not sealed; open it by its path (`--case PATH`)",
        Lies::Directory => "is a directory, and a sealed folder is one file, NAME.tar.age; name that file",
    };
    Some(format!("{} {way}; nothing was opened", shown(path)))
}

/// The same where a safety copy is wanted.
pub(in crate::app) fn not_a_safety_copy(path: &Path) -> Option<String> {
    let way = match lies(path) {
        Lies::SafetyCopy | Lies::Directory => return None,
        Lies::Nothing => "is not there; attach the medium, or look at the path",
        Lies::Folder => {
            "is a case folder and no safety copy; read it with `warroom import`, or take it into the case with `warroom merge`"
        }
        Lies::Sealed => "is a sealed folder and no safety copy; open it first (`warroom unseal FILE DIRECTORY`)",
        Lies::CaseFile => {
            "is a case file and no safety copy: it is a case already; open it by its path (`--case PATH`)"
        }
        Lies::File => {
            "is a file, and a safety copy is a directory; name the one that ends in .copy, or the one it lies in"
        }
    };
    Some(format!("{} {way}; nothing was rebuilt", shown(path)))
}

fn shown(path: &Path) -> String {
    visible_bytes(path.as_os_str().as_encoded_bytes())
}

/// Whether a path may be another copy of a case: a case file, or a case folder.
///
/// # Errors
/// It is not there, a sealed folder, a safety copy, or another directory.
pub(super) fn copy(path: &Path) -> Result<(), NotMerged> {
    match lies(path) {
        Lies::Nothing => Err(NotMerged::NotThere(shown(path))),
        Lies::Sealed => Err(NotMerged::Sealed(shown(path))),
        Lies::SafetyCopy => Err(NotMerged::SafetyCopy(shown(path))),
        Lies::Directory => Err(no_folder(path)),
        // What is wrong with anything else is said by whoever reads it.
        Lies::Folder | Lies::CaseFile | Lies::File => Ok(()),
    }
}

/// Whether a path may be a case folder.
///
/// # Errors
/// As [`copy`], and a file.
pub(super) fn folder(path: &Path) -> Result<(), NotMerged> {
    copy(path)?;
    match lies(path) {
        Lies::CaseFile => Err(NotMerged::CaseFile(shown(path))),
        Lies::File if path.is_file() => Err(NotMerged::File(shown(path))),
        _ => Ok(()),
    }
}

fn database(path: &Path) -> bool {
    let mut head = [0; SQLITE.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == SQLITE
}

fn sealed(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(SUFFIX.as_bytes()) || matches!(header(path), Ok(Some(_)))
}

fn no_folder(path: &Path) -> NotMerged {
    let within = offered(&[path.to_owned()], None);
    let within = within.iter().map(|found| shown(&found.path)).collect();
    NotMerged::NoFolder { path: shown(path), within }
}

//! Finding a file again that was moved: by its size first, then by its digest. Names say nothing, but a file of the old name is tried first.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use crate::jobs::Handle;
use crate::jobs::hashing::{HashFailure, hash_path};

/// Directories below each other that are entered.
const DEEPEST: usize = 64;
/// Entries that are looked at.
const MOST_ENTRIES: u64 = 5_000_000;
/// Files of the right size that are hashed.
const MOST_CANDIDATES: usize = 10_000;

/// What the file must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: [u8; 32],
    /// The name it had, tried first.
    pub name: OsString,
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The file.
    pub found: Option<PathBuf>,
    /// Entries looked at.
    pub looked: u64,
    /// Files of the right size whose digest was computed.
    pub hashed: u64,
    /// Directories and files that could not be read: the file may be among them.
    pub unreadable: u64,
    /// Whether a limit ended the search before everything was looked at.
    pub cut: bool,
    /// Whether somebody ended it.
    pub cancelled: bool,
}

/// Looks under `directory` for a regular file of the size and the digest. No symbolic link is followed; other file systems are entered. Only files of the right
/// size are read; progress counts the bytes of the one being read.
#[must_use]
pub fn locate(directory: &Path, wanted: &Wanted, handle: &Handle) -> Search {
    let mut search = Search::default();
    let mut candidates = candidates(directory, wanted, handle, &mut search);
    let other_name = |path: &PathBuf| path.file_name() != Some(wanted.name.as_os_str());
    candidates.sort_by(|a, b| other_name(a).cmp(&other_name(b)).then_with(|| a.cmp(b)));
    for path in candidates {
        if search.cancelled {
            break;
        }
        handle.begin_anew();
        match hash_path(&path, &[], handle) {
            Ok(hashed) => {
                search.hashed += 1;
                if hashed.sha256 == wanted.sha256 {
                    search.found = Some(path);
                    break;
                }
            }
            Err(HashFailure::Cancelled { .. }) => search.cancelled = true,
            Err(_) => search.unreadable += 1,
        }
    }
    search
}

fn candidates(directory: &Path, wanted: &Wanted, handle: &Handle, search: &mut Search) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if fs::metadata(directory).is_ok_and(|it| it.is_file() && it.len() == wanted.size) {
        // Somebody knows already where it is.
        search.looked = 1;
        return vec![directory.to_owned()];
    }
    let mut waiting = vec![(directory.to_owned(), 0)];
    while let Some((directory, depth)) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&directory) else {
            search.unreadable += 1;
            continue;
        };
        for entry in entries {
            if handle.checkpoint().is_err() {
                search.cancelled = true;
                return found;
            }
            if search.looked == MOST_ENTRIES || found.len() == MOST_CANDIDATES {
                search.cut = true;
                return found;
            }
            search.looked += 1;
            // Neither call follows a link.
            let Some((kind, entry)) = entry.ok().and_then(|entry| Some((entry.file_type().ok()?, entry))) else {
                search.unreadable += 1;
                continue;
            };
            if kind.is_dir() && depth == DEEPEST {
                search.cut = true;
            } else if kind.is_dir() {
                waiting.push((entry.path(), depth + 1));
            } else if kind.is_file() {
                match entry.metadata() {
                    Ok(metadata) if metadata.len() == wanted.size => found.push(entry.path()),
                    Ok(_) => {}
                    Err(_) => search.unreadable += 1,
                }
            }
        }
    }
    found
}

/// The last component of a path in text, to be tried first.
#[must_use]
pub fn name_of(path: &Path) -> OsString {
    path.file_name().map(OsStr::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::Digest as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn wanted(bytes: &[u8]) -> Wanted {
        Wanted { size: bytes.len() as u64, sha256: sha2::Sha256::digest(bytes).into(), name: "disk.dd".into() }
    }

    #[test]
    fn only_a_file_of_size_and_digest_is_found_and_only_equal_sizes_are_read() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b/c");
        fs::create_dir_all(&deep).unwrap();
        fs::write(dir.path().join("disk.dd"), b"same size!").unwrap();
        fs::write(dir.path().join("a/longer"), b"the evidence and more").unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("x"), b"evidence 1").unwrap();
        symlink(outside.path(), dir.path().join("link")).unwrap();
        symlink(outside.path().join("x"), dir.path().join("link-file")).unwrap();
        symlink(dir.path(), deep.join("circle")).unwrap();
        let search = locate(dir.path(), &wanted(b"evidence 1"), &Handle::new());
        assert_eq!((search.found, search.hashed, search.cut), (None, 1, false));
        fs::write(deep.join("renamed"), b"evidence 1").unwrap();
        let search = locate(dir.path(), &wanted(b"evidence 1"), &Handle::new());
        assert_eq!((search.found, search.hashed), (Some(deep.join("renamed")), 2));
        let named = locate(&deep.join("renamed"), &wanted(b"evidence 1"), &Handle::new());
        assert_eq!(named.found, Some(deep.join("renamed")));
        // The old name is read first.
        fs::write(deep.join("disk.dd"), b"evidence 1").unwrap();
        fs::remove_file(dir.path().join("disk.dd")).unwrap();
        let search = locate(dir.path(), &wanted(b"evidence 1"), &Handle::new());
        assert_eq!((search.found, search.hashed), (Some(deep.join("disk.dd")), 1));
    }

    #[test]
    fn a_search_can_be_cancelled_and_says_what_it_could_not_read() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("x"), b"abc").unwrap();
        let handle = Handle::new();
        handle.cancel();
        let search = locate(dir.path(), &wanted(b"abc"), &handle);
        assert!(search.cancelled && search.found.is_none());
        assert_eq!(locate(&dir.path().join("none"), &wanted(b"abc"), &Handle::new()).unreadable, 1);
        let closed = dir.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        // Root may read it all the same.
        let unreadable = u64::from(fs::read_dir(&closed).is_err());
        assert_eq!(locate(dir.path(), &wanted(b"none"), &Handle::new()).unreadable, unreadable);
    }
}

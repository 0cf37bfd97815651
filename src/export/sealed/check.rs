//! The check file beside a sealed file: one line as `sha256sum` writes it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::CHECK;
use crate::journal::hash_from_hex;

/// The longest check file that is read: a digest, two signs, a name.
const LONGEST: u64 = 4096;
/// Bytes read at once.
const PART: usize = 1024 * 1024;

/// What the check file says of the file beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// SHA-256 of the file as it is now.
    pub sha256: [u8; 32],
    /// Its bytes.
    pub size: u64,
    /// The digest in the check file; none where that is missing.
    pub written: Option<Result<[u8; 32], String>>,
}

impl Checked {
    /// Whether the file is the one that its check file was written for.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.written == Some(Ok(self.sha256))
    }
}

/// Holds a sealed file against its check file.
///
/// # Errors
/// Either cannot be read.
pub fn check(path: &Path) -> io::Result<Checked> {
    let mut file = File::open(path)?;
    let (mut sha256, mut size, mut buffer) = (Sha256::new(), 0, vec![0; PART]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                sha256.update(buffer.get(..count).unwrap_or_default());
                size += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let name = path.file_name().unwrap_or_default();
    let mut beside = name.to_owned();
    beside.push(CHECK);
    let written = written(&path.with_file_name(beside), &name.to_string_lossy())?;
    Ok(Checked { sha256: sha256.finalize().into(), size, written })
}

fn written(path: &PathBuf, name: &str) -> io::Result<Option<Result<[u8; 32], String>>> {
    // Opening a pipe would wait for whoever writes into it.
    if std::fs::symlink_metadata(path).is_ok_and(|seen| !seen.is_file()) {
        return Ok(Some(Err("it is no file".to_owned())));
    }
    let mut text = String::new();
    match File::open(path) {
        Ok(file) => match file.take(LONGEST).read_to_string(&mut text) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Ok(Some(Err("it is not text".to_owned())));
            }
            Err(error) => return Err(error),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let parts = line.split_once("  ").filter(|(_, named)| !named.contains('\n'));
    Ok(Some(match parts.and_then(|(digest, named)| Some((hash_from_hex(digest)?, named))) {
        None => Err("it is not one line of sha256sum".to_owned()),
        Some((_, named)) if named != name => Err("it names another file".to_owned()),
        Some((digest, _)) => Ok(digest),
    }))
}

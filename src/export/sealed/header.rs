//! The head of an age file, which anybody can read: for how many keys it is sealed, or that a passphrase opens it.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

/// How every age file begins.
const FIRST: &str = "age-encryption.org/v1";
/// More than any honest head has.
const LONGEST: u64 = 1024 * 1024;

/// Whom an age file is sealed for, as its head says. Nothing vouches for it before it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Whoever knows a passphrase.
    Passphrase,
    /// The holders of so many keys.
    Keys(usize),
}

/// Reads the head; none where the file is no age file.
///
/// # Errors
/// The file cannot be read.
pub fn read(path: &Path) -> io::Result<Option<For>> {
    let mut lines = BufReader::new(File::open(path)?.take(LONGEST)).split(b'\n');
    if lines.next().transpose()?.as_deref() != Some(FIRST.as_bytes()) {
        return Ok(None);
    }
    let (mut keys, mut passphrase) = (0, false);
    for line in lines {
        let line = line?;
        if line.starts_with(b"---") {
            return Ok(Some(if passphrase { For::Passphrase } else { For::Keys(keys) }));
        }
        if let Some(stanza) = line.strip_prefix(b"-> ") {
            // A stanza that says nothing is put in to keep the format open; its kind ends in "-grease".
            let kind = stanza.split(|byte| *byte == b' ').next().unwrap_or_default();
            passphrase |= kind == b"scrypt";
            keys += usize::from(!kind.ends_with(b"-grease"));
        }
    }
    Ok(None)
}

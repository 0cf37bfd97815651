//! A finished case folder as one file that only some can open: a tar archive that says nothing of this laptop, encrypted with age
//! (`age-encryption.org/v1`), so that stock `age` and `tar` open it too.

#[cfg(feature = "seal")]
mod archive;
mod check;
#[cfg(feature = "seal")]
mod cipher;
mod header;
mod lock;
#[cfg(feature = "seal")]
mod open;
#[cfg(feature = "seal")]
mod unpack;
#[cfg(not(feature = "seal"))]
mod without;
#[cfg(feature = "seal")]
mod write;

pub use check::{Checked, check};
#[cfg(feature = "seal")]
pub use cipher::is_recipient;
pub use header::{For, read as header};
pub use lock::{Key, LONGEST_KEY_FILE, Lock, LockProblem, Passphrase, listed};
#[cfg(feature = "seal")]
pub use open::open;
#[cfg(not(feature = "seal"))]
pub use without::{is_recipient, open, write};
#[cfg(feature = "seal")]
pub use write::write;

use std::path::Path;

/// Ends the name of a sealed folder.
pub const SUFFIX: &str = ".tar.age";
/// Ends the name of its check file, for `sha256sum --check`: written last.
pub const CHECK: &str = ".sha256";

/// Whether this build can seal and open.
pub const HERE: bool = cfg!(feature = "seal");

/// Bytes of a block of an archive.
const BLOCK: u64 = 512;

/// Bytes that a sealed folder of files of these sizes has at most: before each a head and perhaps a long name, after each half a block, and what encryption adds.
#[must_use]
pub fn size_of(files: impl Iterator<Item = u64>) -> u64 {
    let archive = files.map(|size| size + 8 * BLOCK).sum::<u64>() + 64 * BLOCK;
    // 16 bytes for each 64 KiB, and the head.
    archive + archive / 4096 + 64 * BLOCK
}

/// A folder to be sealed.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The finished folder, on this laptop.
    pub folder: &'a Path,
    /// Its name, which the archive gives it.
    pub name: &'a str,
    /// Seconds since 1970 that every entry of the archive carries: when the export was begun.
    pub made: u64,
}

/// A sealed file on the medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its name.
    pub name: String,
    /// SHA-256 of all its bytes.
    pub sha256: [u8; 32],
    /// How many these are.
    pub size: u64,
}

/// Why a sealed file was not opened. Nothing was published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// This build cannot.
    #[error(
        "this build of warroom opens no sealed files; use one with the feature `seal`, or `age --decrypt FILE | tar x`"
    )]
    NotHere,
    /// It cannot be read, or what is in it cannot be written.
    #[error("{0}")]
    System(String),
    /// It is no age file, or a damaged one.
    #[error(
        "it is no age file, or its head is damaged: {0}; nothing was opened, compare its SHA-256 with what the sender read out"
    )]
    NotAge(String),
    /// It is sealed with a passphrase, and a key was given.
    #[error("it is sealed with a passphrase, not for a key; leave --identity out")]
    AsksPassphrase,
    /// It is sealed for keys, and a passphrase was given.
    #[error("it is sealed for keys, not with a passphrase; give the private key of one of them (--identity FILE)")]
    AsksKey,
    /// The passphrase is another.
    #[error(
        "wrong passphrase: nothing was opened. Capitals, spaces and the layout of the keyboard count; type it again"
    )]
    WrongPassphrase,
    /// None of the keys fits.
    #[error(
        "none of the keys given opens it; ask whoever sealed it for whom: the export's record names the public keys"
    )]
    WrongKey,
    /// It asks for more work than any honest file does.
    #[error(
        "its passphrase asks for 2^{0} rounds of work, far more than any honest file; it was not tried, ask whoever sealed it"
    )]
    TooMuchWork(u8),
    /// Its bytes are not those that were sealed: cut off or changed.
    #[error(
        "it is cut off or was changed ({0}): nothing of it was kept, take it from the medium again and compare its SHA-256"
    )]
    Damaged(String),
    /// What is in it is not a case folder as this program packs it.
    #[error("what is in it is refused ({0}): nothing of it was kept, ask whoever sealed it")]
    Hostile(String),
    /// There is no directory to open it into.
    #[error("{0} is no directory that exists, so nothing was opened; make it, or name another")]
    NoDirectory(String),
    /// Something of the folder's name is there already.
    #[error("{0} is there already, and nothing is ever written over; name another directory")]
    Taken(String),
    /// Somebody asked for the stop.
    #[error("cancelled: nothing of it was kept, run it again when there is time")]
    Cancelled,
}

/// Whether a sealed file can be opened into a directory: none is made, since a mistyped name would put a case in plain where nobody looks for it.
///
/// # Errors
/// [`NotOpened::NoDirectory`].
pub fn directory(into: &Path) -> Result<(), NotOpened> {
    if into.is_dir() {
        return Ok(());
    }
    Err(NotOpened::NoDirectory(crate::domain::text::visible_bytes(into.as_os_str().as_encoded_bytes())))
}

#[cfg(test)]
#[cfg(feature = "seal")]
mod tests;

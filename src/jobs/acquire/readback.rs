//! Reading back what was written, from the medium: the image is what comes back, not what was sent.

use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use super::segments::Written;
use super::shelf::Shelf;
use crate::domain::text::visible_bytes;
use crate::jobs::Handle;
use crate::jobs::hashing::{HashFailure, hash_stream};

/// Why what was written does not stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadBackStop {
    /// The job was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// A file cannot be read again.
    #[error("{name} cannot be read back: {why}; the medium does not hold what was written")]
    Unreadable {
        /// The file, cleaned.
        name: String,
        /// The system's words.
        why: String,
    },
    /// Other bytes, or another number of them.
    #[error(
        "what was read back is not what was written (first in {name}); the medium is bad or of false size: do not use it"
    )]
    Differs {
        /// The file, cleaned; of several, the last one looked at.
        name: String,
    },
}

/// Reads all files again, compares their concatenation with the digest taken while writing, and gives each file's own digest.
///
/// # Errors
/// [`ReadBackStop`].
pub fn read_back(
    shelf: &dyn Shelf,
    files: &[Written],
    wanted: [u8; 32],
    handle: &Handle,
) -> Result<Vec<[u8; 32]>, ReadBackStop> {
    let mut all = Sha256::new();
    let mut each = Vec::with_capacity(files.len());
    let mut last = String::new();
    for file in files {
        let name = visible_bytes(file.name.as_encoded_bytes());
        let unreadable = |why: String| ReadBackStop::Unreadable { name: name.clone(), why };
        let reader = shelf.reopen(&file.name).map_err(|error| unreadable(error.to_string()))?;
        let single = files.len() == 1;
        let mut reader = Followed { reader, all: (!single).then_some(&mut all), handle, cancelled: false };
        let hashed = hash_stream(&mut reader, Some(file.size), &[], &Handle::new());
        if reader.cancelled {
            return Err(ReadBackStop::Cancelled);
        }
        let hashed = hashed.map_err(|failure| {
            unreadable(match failure {
                HashFailure::Read { offset, why, .. } => format!("at byte {offset}: {why}"),
                other => other.to_string(),
            })
        })?;
        if hashed.size != file.size || (single && hashed.sha256 != wanted) {
            return Err(ReadBackStop::Differs { name });
        }
        each.push(hashed.sha256);
        last = name;
    }
    let together: [u8; 32] = all.finalize().into();
    if files.len() != 1 && together != wanted { Err(ReadBackStop::Differs { name: last }) } else { Ok(each) }
}

struct Followed<'f> {
    reader: Box<dyn Read>,
    all: Option<&'f mut Sha256>,
    handle: &'f Handle,
    cancelled: bool,
}

impl Read for Followed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.handle.checkpoint().is_err() {
            self.cancelled = true;
            return Err(io::Error::other("cancelled"));
        }
        let count = self.reader.read(buffer)?;
        if let (Some(all), Some(bytes)) = (&mut self.all, buffer.get(..count)) {
            all.update(bytes);
        }
        self.handle.advance(count as u64);
        Ok(count)
    }
}

//! What this laptop remembers of the chains it wrote, outside the case files: an older copy that is put back, or a tail that is cut off, shows.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::places::private_directory;
use crate::journal::hex;
use crate::journal::merkle::Hash;

/// Remembered heads, one small file for each case.
#[derive(Debug, Clone)]
pub struct Memory {
    directory: PathBuf,
}

impl Memory {
    /// The memory in the state directory.
    #[must_use]
    pub fn new(state: &Path) -> Self {
        Memory { directory: state.join("heads") }
    }

    fn path(&self, case: &str, station: &str) -> PathBuf {
        let safe: String =
            format!("{case}-{station}").chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(120).collect();
        self.directory.join(safe)
    }

    /// Remembers the last line that was made durable. It is a help and no promise: it is not synced.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&self, case: &str, station: &str, seq: u64, hash: &Hash) -> Result<(), StoreError> {
        if !self.directory.exists() {
            private_directory(&self.directory)?;
        }
        let path = self.path(case, station);
        let mut file =
            tempfile::NamedTempFile::new_in(&self.directory).map_err(StoreError::io("write in", &self.directory))?;
        writeln!(file, "{seq} {}", hex(hash)).map_err(StoreError::io("write", &path))?;
        file.persist(&path).map_err(|error| StoreError::io("keep", &path)(error.error))?;
        Ok(())
    }

    /// Number and hash (hex) of the last line this laptop remembers. What cannot be read is not remembered.
    #[must_use]
    pub fn kept(&self, case: &str, station: &str) -> Option<(u64, String)> {
        let text = std::fs::read_to_string(self.path(case, station)).ok()?;
        let (seq, hash) = text.trim().split_once(' ')?;
        Some((seq.parse().ok()?, hash.to_owned()))
    }
}

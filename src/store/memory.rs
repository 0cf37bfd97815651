//! What this laptop remembers of the chains it wrote, outside the case files: an older copy that is put back, or a tail that is cut off, shows.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::StoreError;
use super::places::private_directory;
use crate::journal::hex;
use crate::journal::merkle::Hash;

/// The remembered head of one chain: a file of one line, always of the same length, overwritten in place. It is a help and no promise, so it is not synced:
/// after a pulled battery the laptop may remember less than the case holds, never more.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    file: Option<File>,
}

impl Memory {
    /// The memory of a station's chain in a case, in the state directory.
    #[must_use]
    pub fn new(state: &Path, case: &str, station: &str) -> Self {
        Memory::within(state, "heads", case, station)
    }

    /// The memory of the last checkpoint that a station signed: how many lines, under which root.
    #[must_use]
    pub fn of_checkpoints(state: &Path, case: &str, station: &str) -> Self {
        Memory::within(state, "checkpoints", case, station)
    }

    fn within(state: &Path, directory: &str, case: &str, station: &str) -> Self {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        let name: String = format!("{case}-{station}").chars().filter(plain).take(120).collect();
        Memory { path: state.join(directory).join(name), file: None }
    }

    /// Remembers the last line that was made durable.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&mut self, seq: u64, hash: &Hash) -> Result<(), StoreError> {
        let failed = StoreError::io("remember the head in", &self.path);
        let file = match &self.file {
            Some(file) => file,
            None => {
                private_directory(self.path.parent().unwrap_or(Path::new(".")))?;
                let mut options = File::options();
                options.write(true).create(true).truncate(false);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                self.file.insert(options.open(&self.path).map_err(StoreError::io("open", &self.path))?)
            }
        };
        let line = format!("{seq:020} {}\n", hex(hash));
        #[cfg(unix)]
        let written = std::os::unix::fs::FileExt::write_all_at(file, line.as_bytes(), 0);
        #[cfg(not(unix))]
        let written = {
            use std::io::{Seek as _, Write as _};
            let mut file = file;
            file.rewind().and_then(|()| file.write_all(line.as_bytes()))
        };
        written.map_err(failed)
    }

    /// Number and hash (hex) of the last line this laptop remembers. What cannot be read is not remembered.
    #[must_use]
    pub fn kept(&self) -> Option<(u64, String)> {
        let text = std::fs::read_to_string(&self.path).ok()?;
        let (seq, hash) = text.strip_suffix('\n')?.split_once(' ')?;
        Some((seq.parse().ok()?, hash.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_head_is_remembered_and_a_torn_one_is_not() {
        let directory = tempfile::tempdir().unwrap();
        let mut memory = Memory::new(directory.path(), "wr-1", "00000000000000b7");
        assert_eq!(memory.kept(), None);
        memory.keep(9, &[0xab; 32]).unwrap();
        memory.keep(10, &[0xcd; 32]).unwrap();
        assert_eq!(memory.kept(), Some((10, "cd".repeat(32))));
        std::fs::write(&memory.path, "00000000000000000010 cd").unwrap();
        assert_eq!(memory.kept(), None);
    }
}

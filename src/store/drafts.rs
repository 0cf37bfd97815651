//! Drafts: what was typed and not recorded. They live outside the case, so that a crash, a full disk or a read-only case loses no word.

use std::io::Write as _;
use std::path::PathBuf;

use super::StoreError;
use super::places::private_directory;
use crate::domain::input::Input;

/// The drafts of one console on one case.
#[derive(Debug)]
pub struct Drafts {
    directory: PathBuf,
    /// Held while this console lives: a second console on the same case keeps its drafts apart.
    _lock: std::fs::File,
}

impl Drafts {
    /// The drafts of a case (`case` is its id, or `declare` before there is one), for the first console number that is free.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(state: &std::path::Path, case: &str) -> Result<Self, StoreError> {
        let safe: String =
            case.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).take(80).collect();
        for number in 1..=64 {
            let directory = state.join("drafts").join(&safe).join(number.to_string());
            private_directory(&directory)?;
            let path = directory.join("lock");
            let mut options = std::fs::OpenOptions::new();
            options.create(true).truncate(false).write(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let file = options.open(&path).map_err(StoreError::io("open", &path))?;
            match file.try_lock() {
                Ok(()) => {
                    let drafts = Drafts { directory, _lock: file };
                    drafts.adopt(&state.join("drafts").join(&safe));
                    return Ok(drafts);
                }
                Err(std::fs::TryLockError::WouldBlock) => {}
                Err(std::fs::TryLockError::Error(error)) => return Err(StoreError::io("lock", &path)(error)),
            }
        }
        Err(StoreError::Busy)
    }

    /// Takes over what consoles left behind that are gone: their words come back here, unless this console holds a draft of the same thing.
    fn adopt(&self, siblings: &std::path::Path) {
        for sibling in std::fs::read_dir(siblings).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if sibling == self.directory {
                continue;
            }
            let Ok(lock) = std::fs::File::open(sibling.join("lock")) else { continue };
            if lock.try_lock().is_err() {
                continue;
            }
            for left in std::fs::read_dir(&sibling).into_iter().flatten().flatten().map(|entry| entry.path()) {
                let target = left.file_name().map(|name| self.directory.join(name));
                if let Some(target) =
                    target.filter(|target| left.extension().is_some_and(|end| end == "json") && !target.exists())
                {
                    let _ = std::fs::rename(&left, target);
                }
            }
        }
    }

    fn path(&self, command: &str) -> PathBuf {
        let safe: String = command.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        self.directory.join(format!("{safe}.json"))
    }

    /// Keeps what a form holds: temporary file, sync, rename.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&self, command: &str, input: &Input) -> Result<(), StoreError> {
        let path = self.path(command);
        let fields: std::collections::BTreeMap<&str, &str> = input.iter().collect();
        let text = serde_json::to_vec(&fields).unwrap_or_default();
        let mut file = tempfile::NamedTempFile::new_in(&self.directory)
            .map_err(StoreError::io("write a draft in", &self.directory))?;
        file.write_all(&text)
            .and_then(|()| file.as_file().sync_data())
            .map_err(StoreError::io("write the draft", &path))?;
        file.persist(&path).map_err(|error| StoreError::io("keep the draft", &path)(error.error))?;
        Ok(())
    }

    /// What a form held when it was last kept. A draft that cannot be read is none.
    #[must_use]
    pub fn kept(&self, command: &str) -> Option<Input> {
        let text = std::fs::read(self.path(command)).ok()?;
        let fields: std::collections::BTreeMap<String, String> = serde_json::from_slice(&text).ok()?;
        let mut input = Input::default();
        for (field, value) in fields {
            input.set(&field, value);
        }
        Some(input)
    }

    /// Forms that have a draft.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.directory).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|entry| {
                entry.file_name().to_str().and_then(|name| name.strip_suffix(".json")).map(str::to_owned)
            })
            .collect();
        names.sort();
        names
    }

    /// Forgets a draft, because its words were recorded or emptied.
    pub fn forget(&self, command: &str) {
        let _ = std::fs::remove_file(self.path(command));
    }
}

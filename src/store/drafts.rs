//! Drafts: what was typed and not recorded. They live outside the case, so that a crash, a full disk or a read-only case loses no word.

use std::io::Write as _;
use std::path::PathBuf;

use super::StoreError;
use super::places::private_directory;
use crate::domain::input::Input;
use crate::domain::mark::Mark;

/// The drafts of one console on one case.
#[derive(Debug)]
pub struct Drafts {
    directory: PathBuf,
    /// How far what is typed now may be seen: a draft comes back only where the screen shows at least as much as when it was written.
    level: Mark,
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
                    let drafts = Drafts { directory, level: Mark::Red, _lock: file };
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

    /// Takes over what consoles left behind that ended since this one began.
    pub fn take_over(&self) {
        if let Some(siblings) = self.directory.parent() {
            self.adopt(siblings);
        }
    }

    /// Whether another console that lives holds a draft of the same thing, at whatever level: it is theirs to go on with.
    #[must_use]
    pub fn elsewhere(&self, command: &str) -> bool {
        let siblings = self.directory.parent().map(std::fs::read_dir).into_iter().flatten().flatten().flatten();
        siblings.map(|entry| entry.path()).filter(|sibling| *sibling != self.directory).any(|sibling| {
            let name = |level| self.path(command, level).file_name().map(|name| sibling.join(name));
            let holds = Mark::ALL.into_iter().filter_map(name).any(|draft| draft.exists());
            let lock = std::fs::File::open(sibling.join("lock"));
            holds && lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
        })
    }

    /// Sets what the screen shows from now on.
    pub fn set_level(&mut self, level: Mark) {
        self.level = level;
    }

    fn path(&self, command: &str, level: Mark) -> PathBuf {
        let safe: String = command.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        self.directory.join(format!("{safe}{}", ending(level)))
    }

    /// Levels whose drafts the screen may show, highest first.
    fn levels(&self) -> impl Iterator<Item = Mark> {
        let level = self.level;
        Mark::ALL.into_iter().rev().filter(move |mark| *mark <= level)
    }

    /// Keeps what a form holds: temporary file, sync, rename.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep(&self, command: &str, input: &Input) -> Result<(), StoreError> {
        let path = self.path(command, self.level);
        let fields: std::collections::BTreeMap<&str, &str> = input.iter().collect();
        let text = serde_json::to_vec(&fields).unwrap_or_default();
        let mut file = tempfile::NamedTempFile::new_in(&self.directory)
            .map_err(StoreError::io("write a draft in", &self.directory))?;
        file.write_all(&text)
            .and_then(|()| file.as_file().sync_data())
            .map_err(StoreError::io("write the draft", &path))?;
        file.persist(&path).map_err(|error| StoreError::io("keep the draft", &path)(error.error))?;
        // What it was before it was gone on with at this level is older.
        for level in self.levels().filter(|level| *level < self.level) {
            let _ = std::fs::remove_file(self.path(command, level));
        }
        Ok(())
    }

    /// What a form held when it was last kept. A draft that cannot be read is none.
    #[must_use]
    pub fn kept(&self, command: &str) -> Option<Input> {
        let text = self.levels().find_map(|level| std::fs::read(self.path(command, level)).ok())?;
        let fields: std::collections::BTreeMap<String, String> = serde_json::from_slice(&text).ok()?;
        let mut input = Input::default();
        for (field, value) in fields {
            input.set(&field, value);
        }
        Some(input)
    }

    fn all(&self) -> Vec<(String, Mark)> {
        let entries = std::fs::read_dir(&self.directory).into_iter().flatten().flatten();
        let mut names: Vec<(String, Mark)> = entries
            .filter_map(|entry| {
                let name = entry.file_name();
                let name = name.to_str()?;
                // The longest ending first: the highest level's is the plain one.
                let level = Mark::ALL.into_iter().find(|level| name.ends_with(&ending(*level)))?;
                Some((name.strip_suffix(&ending(level))?.to_owned(), level))
            })
            .collect();
        names.sort();
        names
    }

    /// Forms that have a draft which may be shown.
    #[must_use]
    pub fn list(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.all().into_iter().filter(|(_, level)| *level <= self.level).map(|(name, _)| name).collect();
        names.dedup();
        names
    }

    /// How many drafts wait for a higher level.
    #[must_use]
    pub fn above(&self) -> usize {
        self.all().into_iter().filter(|(_, level)| *level > self.level).count()
    }

    /// Keeps a draft for the highest level from now on, because what it was begun from may be read at this one no longer.
    pub fn raise(&self, command: &str) {
        for level in self.levels().filter(|level| *level < Mark::Red) {
            let _ = std::fs::rename(self.path(command, level), self.path(command, Mark::Red));
        }
    }

    /// Forgets a draft, because its words were recorded or emptied.
    pub fn forget(&self, command: &str) {
        for level in self.levels() {
            let _ = std::fs::remove_file(self.path(command, level));
        }
    }
}

/// How the file of a draft ends. The highest level has the ending that all had before there were levels: what is not known to be for fewer eyes is for the fewest.
fn ending(level: Mark) -> String {
    match level {
        Mark::Red => ".json".to_owned(),
        other => format!(".{}.json", other.code().to_lowercase().replace('+', "-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_only_where_as_much_is_shown_as_when_it_was_written() {
        let directory = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::open(directory.path(), "c").unwrap();
        let text = |text: &str| Input::default().with("text", text);
        drafts.keep("log", &text("for few")).unwrap();
        drafts.set_level(Mark::AmberStrict);
        assert_eq!((drafts.kept("log"), drafts.list().len(), drafts.above()), (None, 0, 1));
        drafts.keep("log", &text("for the room")).unwrap();
        drafts.keep("call-note", &text("x")).unwrap();
        assert_eq!(drafts.kept("log"), Some(text("for the room")));
        assert_eq!(drafts.list(), ["call-note", "log"]);
        drafts.forget("log");
        assert_eq!((drafts.kept("log"), drafts.above()), (None, 1), "the other one is not forgotten with it");
        drafts.set_level(Mark::Red);
        assert_eq!(drafts.kept("log"), Some(text("for few")));
        // Gone on with at a higher level it is one draft still.
        assert_eq!(drafts.kept("call-note"), Some(text("x")));
        drafts.keep("call-note", &text("y")).unwrap();
        drafts.set_level(Mark::AmberStrict);
        assert_eq!(drafts.kept("call-note"), None);
        drafts.set_level(Mark::Red);
        drafts.forget("call-note");
        assert_eq!(drafts.list(), ["log"]);
    }
}

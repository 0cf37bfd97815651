//! Where things live on this laptop.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::StoreError;
use crate::journal::signature::Purpose;

/// Directories of this user. Cases and exercises are kept apart, with different endings, so that neither is taken for the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// Cases, exercises, the organisation file, the station's key.
    pub data: PathBuf,
    /// People, own procedures, settings: written by people.
    pub config: PathBuf,
    /// Drafts.
    pub state: PathBuf,
}

impl Places {
    /// The platform's directories.
    ///
    /// # Errors
    /// [`StoreError::NoPlace`] where the platform names none.
    pub fn of_platform() -> Result<Self, StoreError> {
        let dirs = ProjectDirs::from("", "", "warroom").ok_or(StoreError::NoPlace)?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned();
        Ok(Places { data: dirs.data_dir().to_owned(), config: dirs.config_dir().to_owned(), state })
    }

    /// The directory of the cases of a purpose.
    #[must_use]
    pub fn cases(&self, purpose: Purpose) -> PathBuf {
        match purpose {
            Purpose::Incident => self.data.join("cases"),
            Purpose::Exercise => self.data.join("exercises"),
            Purpose::Organisation => self.data.clone(),
        }
    }

    /// The ending of a case file of a purpose, without the point.
    #[must_use]
    pub fn ending(purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::Incident => "warroom",
            Purpose::Exercise => "warroom-exercise",
            Purpose::Organisation => "warroom-organisation",
        }
    }

    /// A free file name for a new case, from its codename and the day: `orchid-2026-11-21.warroom`, `orchid-2026-11-21-2.warroom`.
    #[must_use]
    pub fn fresh(&self, purpose: Purpose, codename: &str, day: &str) -> PathBuf {
        let plain: String =
            codename.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
        let stem = if plain.is_empty() { format!("case-{day}") } else { format!("{plain}-{day}") };
        self.free(purpose, &stem)
    }

    /// A name among the cases of a purpose that nothing has yet: with this stem, or numbered from 2.
    #[must_use]
    pub fn free(&self, purpose: Purpose, stem: &str) -> PathBuf {
        let ending = Self::ending(purpose);
        let directory = self.cases(purpose);
        let mut path = directory.join(format!("{stem}.{ending}"));
        let mut number = 2;
        while path.exists() {
            path = directory.join(format!("{stem}-{number}.{ending}"));
            number += 1;
        }
        path
    }

    /// The organisation file.
    #[must_use]
    pub fn organisation(&self) -> PathBuf {
        self.data.join(format!("organisation.{}", Self::ending(Purpose::Organisation)))
    }

    /// The station's key.
    #[must_use]
    pub fn station_key(&self) -> PathBuf {
        self.data.join("station.key")
    }

    /// A key that this laptop uses in one case alone: of a case that was rebuilt from a safety copy.
    #[must_use]
    pub fn station_key_of(&self, case: &str) -> PathBuf {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        let name: String = case.chars().filter(plain).take(120).collect();
        self.data.join("stations").join(format!("{name}.key"))
    }

    /// The address book.
    #[must_use]
    pub fn people(&self) -> PathBuf {
        self.config.join("people.toml")
    }

    /// The user's own procedures.
    #[must_use]
    pub fn procedures(&self) -> PathBuf {
        self.config.join("procedures")
    }

    /// The user's own entries of the legal register.
    #[must_use]
    pub fn regimes(&self) -> PathBuf {
        self.config.join("regimes")
    }

    /// Case files of a purpose, by name.
    #[must_use]
    pub fn list(&self, purpose: Purpose) -> Vec<PathBuf> {
        let ending = Self::ending(purpose);
        let mut found: Vec<PathBuf> = std::fs::read_dir(self.cases(purpose))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == ending))
            .collect();
        found.sort();
        found
    }
}

/// Makes a directory that only its owner may enter, and its parents; each is durable in the directory it stands in.
pub(crate) fn private_directory(path: &Path) -> Result<(), StoreError> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let missing: Vec<&Path> = absolute.ancestors().take_while(|directory| !directory.exists()).collect();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(StoreError::io("make the directory", path))?;
    for directory in missing {
        if let Some(parent) = directory.parent() {
            sync_directory(parent)?;
        }
    }
    Ok(())
}

/// Makes the entries of a directory durable.
pub(crate) fn sync_directory(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    std::fs::File::open(path)
        .and_then(|directory| directory.sync_all())
        .map_err(StoreError::io("make durable the directory", path))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

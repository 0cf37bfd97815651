//! Zip archives around a file. Nothing is unpacked to disk, no name becomes a path, and what an entry unpacks to is bounded while it is read, whatever the archive says.

use std::io::{self, Read, Seek};

use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

use super::Limits;
use super::opening::Bounded;

/// Why an archive is refused as a whole.
#[derive(Debug, Error)]
pub enum ArchiveRefusal {
    /// It cannot be read.
    #[error("the archive cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is no archive, or a broken one, or an entry is packed or encrypted in a way that is not read.
    #[error("the archive is damaged or packed in a way that is not read: {0}")]
    Damaged(#[from] ZipError),
    /// There is no file in it.
    #[error("the archive holds no file")]
    Empty,
    /// Which of its files is meant.
    #[error("the archive holds several files: name one")]
    Several(Vec<String>),
    /// A workbook with macros.
    #[error("the workbook holds macros")]
    Macros,
    /// A workbook with links to other files.
    #[error("the workbook links to other files")]
    ExternalLinks,
    /// A workbook whose parts cannot be read.
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
}

/// An archive.
pub struct Archive<R> {
    zip: ZipArchive<R>,
    limits: Limits,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// [`ArchiveRefusal`].
    pub fn open(source: R, limits: Limits) -> Result<Self, ArchiveRefusal> {
        Ok(Self { zip: ZipArchive::new(source)?, limits })
    }

    /// The names of its files, without what macOS adds.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let file = |name: &&str| !name.ends_with('/') && !name.starts_with("__MACOSX/") && !name.ends_with(".DS_Store");
        self.zip.file_names().flatten().map(|name| name.into_owned()).filter(|name| file(&name.as_str())).collect()
    }

    /// The name of its one file.
    ///
    /// # Errors
    /// [`ArchiveRefusal::Empty`], [`ArchiveRefusal::Several`].
    pub fn only(&self) -> Result<String, ArchiveRefusal> {
        let mut names = self.names();
        match names.len() {
            0 => Err(ArchiveRefusal::Empty),
            1 => Ok(names.remove(0)),
            _ => Err(ArchiveRefusal::Several(names)),
        }
    }

    /// Reads an entry, bounded.
    ///
    /// # Errors
    /// [`ArchiveRefusal`]; while reading a [`super::opening::Bomb`] inside the error.
    pub fn entry(&mut self, name: &str) -> Result<impl Read + '_, ArchiveRefusal> {
        let limits = self.limits;
        let file = self.zip.by_name(name)?;
        let packed = file.compressed_size();
        Ok(Bounded::of(file, packed, limits))
    }
}

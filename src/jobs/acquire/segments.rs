//! The image as it is written: one file, or several of a size.

use std::ffi::OsString;
use std::io::{self, Write as _};

use super::names::Names;
use super::shelf::{Sheet, Shelf};
use crate::domain::text::visible_bytes;

/// A step of writing that failed. It is never tried a second time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{step} {name} failed: {why}; what is there is not an image, and this medium is not to be trusted before it was looked at; name another one and begin again"
)]
pub struct WriteStop {
    /// What was being done.
    pub step: &'static str,
    /// To which file, cleaned.
    pub name: String,
    /// The system's words.
    pub why: String,
}

impl WriteStop {
    pub(super) fn new(step: &'static str, name: &std::ffi::OsStr, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::StorageFull => "the destination is full".to_owned(),
            io::ErrorKind::FileTooLarge => {
                "the file may not grow any further; split the image into segments".to_owned()
            }
            io::ErrorKind::AlreadyExists => "a file of that name is there; it was left alone".to_owned(),
            _ => error.to_string(),
        };
        Self { step, name: visible_bytes(name.as_encoded_bytes()), why }
    }
}

/// A written file under its working name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The name.
    pub name: OsString,
    /// Bytes.
    pub size: u64,
}

/// The files of an image being written.
pub struct Segments<'s> {
    shelf: &'s dyn Shelf,
    names: &'s Names,
    split: Option<u64>,
    open: Option<Box<dyn Sheet>>,
    written: Vec<Written>,
}

impl std::fmt::Debug for Segments<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Segments").field("split", &self.split).field("written", &self.written).finish_non_exhaustive()
    }
}

impl<'s> Segments<'s> {
    /// No file yet.
    pub fn new(shelf: &'s dyn Shelf, names: &'s Names, split: Option<u64>) -> Self {
        Self { shelf, names, split, open: None, written: Vec::new() }
    }

    /// The files made so far.
    pub fn written(&self) -> &[Written] {
        &self.written
    }

    /// Writes on, into the next file where this one is full.
    ///
    /// # Errors
    /// [`WriteStop`].
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<(), WriteStop> {
        while !bytes.is_empty() {
            let room = self.room();
            if room == 0 || self.open.is_none() {
                self.close()?;
                self.begin()?;
                continue;
            }
            let length = usize::try_from(room).unwrap_or(usize::MAX).min(bytes.len());
            let (now, later) = bytes.split_at(length);
            if let (Some(sheet), Some(file)) = (&mut self.open, self.written.last_mut()) {
                sheet.write_all(now).map_err(|error| WriteStop::new("writing", &file.name, &error))?;
                file.size += length as u64;
            }
            bytes = later;
        }
        Ok(())
    }

    /// Makes the last file last, and the names of all.
    ///
    /// # Errors
    /// [`WriteStop`].
    pub fn finish(&mut self) -> Result<(), WriteStop> {
        self.close()?;
        self.shelf
            .sync()
            .map_err(|error| WriteStop::new("flushing the directory of", &self.names.partial(None), &error))
    }

    fn room(&self) -> u64 {
        match (self.split, self.written.last()) {
            (Some(split), Some(file)) => split.saturating_sub(file.size),
            _ => u64::MAX,
        }
    }

    fn begin(&mut self) -> Result<(), WriteStop> {
        let number = self.split.map(|_| self.written.len() as u64 + 1);
        let name = self.names.partial(number);
        let sheet = self.shelf.create(&name).map_err(|error| WriteStop::new("making", &name, &error))?;
        self.open = Some(sheet);
        self.written.push(Written { name, size: 0 });
        Ok(())
    }

    fn close(&mut self) -> Result<(), WriteStop> {
        let Some(mut sheet) = self.open.take() else { return Ok(()) };
        let name = self.written.last().map(|file| file.name.clone()).unwrap_or_default();
        sheet.sync().map_err(|error| WriteStop::new("flushing", &name, &error))
    }
}

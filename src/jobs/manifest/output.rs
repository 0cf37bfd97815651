//! The files that a manifest with a name of its own is written to.
//!
//! Until the end there are `NAME.partial`, the manifest so far, and `NAME.resume`, what was hashed so far. At the end the first
//! takes the name. The second stays only where something could not be read, so that the next run has only that left to do.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags};

use super::resume::{Prior, Record, Seal, merge};

/// Why a manifest was not begun.
#[derive(Debug, thiserror::Error)]
pub enum OutputProblem {
    /// It would lie in the directory that it describes.
    #[error("it would lie inside the directory that it describes, which is only read; choose a name outside of it")]
    Inside,
    /// The name is taken.
    #[error("that name is taken; a manifest is never written over, choose another name")]
    Taken,
    /// Another run writes it.
    #[error("another run is writing this manifest; wait for it, or choose another name")]
    Busy,
    /// The system refused.
    #[error("{0}; choose a name that can be written, on a medium with space")]
    Io(#[from] io::Error),
}

/// A manifest file under way.
#[derive(Debug)]
pub struct Output {
    name: PathBuf,
    text: BufWriter<File>,
    records: BufWriter<File>,
    seal: Seal,
}

impl Output {
    /// Opens the files of the manifest `name` of the directory `root`, and gives what an earlier run left. `key` is known to this laptop alone: what another
    /// hand wrote into the files of a run that was cut off is not believed.
    ///
    /// # Errors
    /// See [`OutputProblem`].
    pub fn begin(name: &Path, root: &Path, key: &[u8; 32]) -> Result<(Self, Option<Prior>), OutputProblem> {
        let parent = match name.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let parent = fs::canonicalize(parent)?;
        let root = fs::canonicalize(root)?;
        if parent.starts_with(&root) {
            return Err(OutputProblem::Inside);
        }
        let seal = Seal::new(key, &root);
        let Some(file_name) = name.file_name() else { return Err(io::Error::from(ErrorKind::InvalidInput).into()) };
        let name = parent.join(file_name);
        let (resume, old) = (beside(&name, ".resume"), beside(&name, ".resume-old"));
        let unfinished = resume.symlink_metadata().is_ok() || old.symlink_metadata().is_ok();
        if name.symlink_metadata().is_ok() && !unfinished {
            return Err(OutputProblem::Taken);
        }
        let text = open(&beside(&name, ".partial"))?;
        match rustix::fs::flock(&text, FlockOperation::NonBlockingLockExclusive) {
            Err(rustix::io::Errno::WOULDBLOCK) => return Err(OutputProblem::Busy),
            locked => locked.map_err(io::Error::from)?,
        }
        text.set_len(0)?;
        let prior = earlier(&name, &resume, &old, &seal)?;
        let records = open(&resume)?;
        Ok((Self { name, text: BufWriter::new(text), records: BufWriter::new(records), seal }, prior))
    }

    /// Adds to the manifest.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.text.write_all(bytes)
    }

    /// Adds what was hashed.
    pub(super) fn record(&mut self, record: &Record) -> io::Result<()> {
        self.records.write_all(&record.line(&self.seal))
    }

    /// Hands everything to the system, so that a run that is killed loses nothing of it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        // The manifest first: what is recorded as hashed is written as hashed.
        self.text.flush()?;
        self.records.flush()
    }

    /// Gives the manifest its name once it is on the disk. With `again` the records stay, for a further run that reads what this
    /// one could not.
    ///
    /// # Errors
    /// When it cannot be written or renamed.
    pub fn finish(mut self, again: bool) -> io::Result<PathBuf> {
        self.flush()?;
        self.text.get_ref().sync_all()?;
        fs::rename(beside(&self.name, ".partial"), &self.name)?;
        remove(&beside(&self.name, ".resume-old"))?;
        if !again {
            remove(&beside(&self.name, ".resume"))?;
        }
        if let Some(parent) = self.name.parent() {
            File::open(parent)?.sync_all()?;
        }
        Ok(self.name)
    }
}

/// What earlier runs left, in one file.
fn earlier(name: &Path, resume: &Path, old: &Path, seal: &Seal) -> io::Result<Option<Prior>> {
    match (existing(resume)?, existing(old)?) {
        (None, None) => return Ok(None),
        (None, Some(_)) => {}
        (Some(_), None) => fs::rename(resume, old)?,
        (Some(newer), Some(older)) => {
            let merged = beside(name, ".resume-new");
            let mut out = BufWriter::new(open(&merged)?);
            out.get_ref().set_len(0)?;
            let read = |file| Prior::new(file, seal.clone());
            merge(read(newer), read(older), seal, &mut out)?;
            out.into_inner()?.sync_all()?;
            fs::rename(&merged, old)?;
            fs::remove_file(resume)?;
        }
    }
    Ok(existing(old)?.map(|file| Prior::new(file, seal.clone())))
}

fn existing(path: &Path) -> io::Result<Option<File>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => Ok(Some(file.into())),
        Err(rustix::io::Errno::NOENT) => Ok(None),
        Err(errno) => Err(errno.into()),
    }
}

fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::RUSR | Mode::WUSR | Mode::RGRP | Mode::ROTH)?.into())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn beside(name: &Path, ending: &str) -> PathBuf {
    let mut path = OsString::from(name);
    path.push(ending);
    path.into()
}

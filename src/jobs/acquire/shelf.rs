//! Where the image goes: a directory that stays open, in which nothing that is there is ever written over.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

/// What acquisition asks of the place it writes to. Tests let each of these fail in turn.
pub trait Shelf {
    /// Makes a file that must not be there yet.
    ///
    /// # Errors
    /// The system's.
    fn create(&self, name: &OsStr) -> io::Result<Box<dyn Sheet>>;
    /// Opens a written file to read it from the medium, not from memory.
    ///
    /// # Errors
    /// The system's.
    fn reopen(&self, name: &OsStr) -> io::Result<Box<dyn Read>>;
    /// Gives a file its final name, which must be free.
    ///
    /// # Errors
    /// The system's.
    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()>;
    /// Makes names last.
    ///
    /// # Errors
    /// The system's.
    fn sync(&self) -> io::Result<()>;
}

/// A file being written.
pub trait Sheet: Write {
    /// Makes its bytes last, and drops them from memory.
    ///
    /// # Errors
    /// The system's. It is never called a second time: after a failed fsync the system may forget what it could not write.
    fn sync(&mut self) -> io::Result<()>;
}

/// A directory.
#[derive(Debug)]
pub struct Directory {
    open: OwnedFd,
}

impl Directory {
    /// Opens a directory by its resolved path.
    ///
    /// # Errors
    /// The system's.
    pub fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self { open: rustix::fs::open(path, flags, Mode::empty())? })
    }

    /// Whether a name is taken, by anything.
    ///
    /// # Errors
    /// The system's.
    pub fn has(&self, name: &OsStr) -> io::Result<bool> {
        match rustix::fs::statat(&self.open, name, rustix::fs::AtFlags::SYMLINK_NOFOLLOW) {
            Ok(_) => Ok(true),
            Err(rustix::io::Errno::NOENT) => Ok(false),
            Err(errno) => Err(errno.into()),
        }
    }
}

impl Shelf for Directory {
    fn create(&self, name: &OsStr) -> io::Result<Box<dyn Sheet>> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&self.open, name, flags, Mode::from_raw_mode(0o640))?;
        Ok(Box::new(File::from(file)))
    }

    fn reopen(&self, name: &OsStr) -> io::Result<Box<dyn Read>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::openat(&self.open, name, flags, Mode::empty())?);
        forget(&file);
        Ok(Box::new(file))
    }

    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::RenameFlags;
            use rustix::io::Errno;
            match rustix::fs::renameat_with(&self.open, from, &self.open, to, RenameFlags::NOREPLACE) {
                // Some file systems cannot promise that; the look before has to do there.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
                other => return Ok(other?),
            }
        }
        if self.has(to)? {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(rustix::fs::renameat(&self.open, from, &self.open, to)?)
    }

    fn sync(&self) -> io::Result<()> {
        // std's call, because it also reaches the medium where the plain one does not.
        File::from(self.open.try_clone()?).sync_all()
    }
}

impl Sheet for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()?;
        forget(self);
        Ok(())
    }
}

/// Asks the system to keep nothing of a file in memory. Whether it does shows in no answer.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

#[cfg(test)]
#[path = "shelf_tests.rs"]
pub(crate) mod tests;

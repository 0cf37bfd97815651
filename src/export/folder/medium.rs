//! The medium a folder is written to: the few things that are asked of it, so that tests can let each of them fail in turn.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

/// What writing a folder asks of the place it goes to. Paths are relative to the destination, their parts joined by `/`.
pub trait ExportFs {
    /// Makes a directory that must not be there yet.
    ///
    /// # Errors
    /// The system's.
    fn make_dir(&self, path: &str) -> io::Result<()>;
    /// Makes a file that must not be there yet.
    ///
    /// # Errors
    /// The system's.
    fn create_new(&self, path: &str) -> io::Result<Box<dyn Sheet>>;
    /// Makes the names in a directory last; an empty path is the destination itself.
    ///
    /// # Errors
    /// The system's. Never called a second time for the same names: after a failed fsync the system may forget what it could not write.
    fn sync_dir(&self, path: &str) -> io::Result<()>;
    /// Gives a directory another name, which must be free.
    ///
    /// # Errors
    /// The system's.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Opens a file to read it from the medium, not from memory, as far as the system lets that be asked for.
    ///
    /// # Errors
    /// The system's.
    fn read_back(&self, path: &str) -> io::Result<Box<dyn Read>>;
    /// Names in a directory, with whether each is a directory; an empty path is the destination itself.
    ///
    /// # Errors
    /// The system's.
    fn names(&self, path: &str) -> io::Result<Vec<(String, bool)>>;
    /// Removes a file or an empty directory.
    ///
    /// # Errors
    /// The system's.
    fn remove(&self, path: &str, directory: bool) -> io::Result<()>;
    /// Free bytes for this user.
    ///
    /// # Errors
    /// The system's.
    fn free(&self) -> io::Result<u64>;
    /// Whether what is read back comes from the medium for certain, and not from memory.
    fn rereads(&self) -> bool;
}

/// A file being written.
pub trait Sheet: Write {
    /// Makes its bytes last.
    ///
    /// # Errors
    /// The system's. It is never called a second time.
    fn sync(&mut self) -> io::Result<()>;
}

impl Sheet for File {
    fn sync(&mut self) -> io::Result<()> {
        // std's call: it also reaches the medium where the plain one does not (macOS).
        self.sync_all()
    }
}

/// A directory of a mounted file system.
#[derive(Debug)]
pub struct Medium {
    open: OwnedFd,
    fs: String,
}

impl Medium {
    /// Opens a destination by its resolved path. `fs` is the type of its file system, as the system names it.
    ///
    /// # Errors
    /// The system's.
    pub fn open(path: &Path, fs: &str) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self { open: rustix::fs::open(path, flags, Mode::empty())?, fs: fs.to_owned() })
    }

    fn directory(&self, path: &str) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let path = if path.is_empty() { "." } else { path };
        Ok(File::from(rustix::fs::openat(&self.open, path, flags, Mode::empty())?))
    }
}

impl ExportFs for Medium {
    fn make_dir(&self, path: &str) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.open, path, Mode::from_raw_mode(0o755))?)
    }

    fn create_new(&self, path: &str) -> io::Result<Box<dyn Sheet>> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&self.open, path, flags, Mode::from_raw_mode(0o644))?;
        Ok(Box::new(File::from(file)))
    }

    fn sync_dir(&self, path: &str) -> io::Result<()> {
        self.directory(path)?.sync_all()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::RenameFlags;
            match rustix::fs::renameat_with(&self.open, from, &self.open, to, RenameFlags::NOREPLACE) {
                // Some file systems cannot promise that; the look before has to do there.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
                other => return Ok(other?),
            }
        }
        match rustix::fs::statat(&self.open, to, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => Ok(rustix::fs::renameat(&self.open, from, &self.open, to)?),
            Err(errno) => Err(errno.into()),
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }

    fn read_back(&self, path: &str) -> io::Result<Box<dyn Read>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::openat(&self.open, path, flags, Mode::empty())?);
        #[cfg(target_os = "linux")]
        let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
        Ok(Box::new(file))
    }

    fn names(&self, path: &str) -> io::Result<Vec<(String, bool)>> {
        let mut found = Vec::new();
        for entry in rustix::fs::Dir::read_from(&self.directory(path)?)? {
            let entry = entry?;
            // Names of others may be anything; ours are plain.
            let name = String::from_utf8_lossy(entry.file_name().to_bytes()).into_owned();
            if name == "." || name == ".." {
                continue;
            }
            let directory = match entry.file_type() {
                FileType::Unknown => {
                    let below = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
                    let stat = rustix::fs::statat(&self.open, below.as_str(), AtFlags::SYMLINK_NOFOLLOW)?;
                    FileType::from_raw_mode(stat.st_mode) == FileType::Directory
                }
                known => known == FileType::Directory,
            };
            found.push((name, directory));
        }
        found.sort_unstable();
        Ok(found)
    }

    fn remove(&self, path: &str, directory: bool) -> io::Result<()> {
        let flags = if directory { AtFlags::REMOVEDIR } else { AtFlags::empty() };
        Ok(rustix::fs::unlinkat(&self.open, path, flags)?)
    }

    fn free(&self) -> io::Result<u64> {
        let stat = rustix::fs::fstatvfs(&self.open)?;
        Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
    }

    fn rereads(&self) -> bool {
        // File systems in memory keep their pages; one in user space has a cache below that this program cannot reach.
        let memory = ["tmpfs", "ramfs", "overlay", "9p"].contains(&self.fs.as_str()) || self.fs.starts_with("fuse");
        cfg!(target_os = "linux") && !memory && !self.fs.is_empty()
    }
}

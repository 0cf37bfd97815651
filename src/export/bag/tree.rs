//! The files of a folder that somebody else may have made: listed and opened without following a link, within bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::Flaw;

/// Most files and directories that are listed. A case folder has some thousands; a directory that never ends is not listed to its end.
pub const MOST_NAMES: usize = 500_000;
/// Directories within directories that are followed.
const DEEPEST: usize = 32;
/// Longest path below the folder, bytes.
const LONGEST_PATH: usize = 4_096;
/// Bytes read at a time.
const BUFFER: usize = 256 * 1024;

/// What lies in a folder: regular files by path below it with `/` between the names, and their sizes.
#[derive(Debug)]
pub struct Tree {
    root: disk::Root,
    path: PathBuf,
    /// Regular files and their sizes in bytes, as listed.
    pub files: BTreeMap<String, u64>,
    /// Directories.
    pub directories: BTreeSet<String>,
    /// What is no regular file and no directory, has no readable name, or could not be listed.
    pub flaws: Vec<Flaw>,
}

/// What a listing says of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File(u64),
    Directory,
    Other(&'static str),
}

impl Tree {
    /// Lists a folder. The folder itself may be named through a link, since its user named it; nothing below it is.
    ///
    /// # Errors
    /// The folder cannot be opened, or is none.
    pub fn list(path: &Path) -> io::Result<Self> {
        let root = disk::Root::open(path)?;
        let mut tree = Tree {
            root,
            path: path.to_owned(),
            files: BTreeMap::new(),
            directories: BTreeSet::new(),
            flaws: Vec::new(),
        };
        let mut waiting = vec![String::new()];
        let mut names = 0;
        while let Some(directory) = waiting.pop() {
            let listed = match tree.root.list(&directory, MOST_NAMES - names) {
                Ok(listed) => listed,
                Err(error) => {
                    tree.flaws.push(Flaw::at(&directory, format!("the directory cannot be listed ({error})")));
                    continue;
                }
            };
            names += listed.len();
            if names >= MOST_NAMES {
                let what = format!("more than {MOST_NAMES} names: the folder was not listed to its end");
                tree.flaws.push(Flaw::at(&directory, what));
                break;
            }
            for (name, kind) in listed {
                tree.note(&directory, name, kind, &mut waiting);
            }
        }
        Ok(tree)
    }

    fn note(&mut self, directory: &str, name: Vec<u8>, kind: io::Result<Kind>, waiting: &mut Vec<String>) {
        let Ok(name) = String::from_utf8(name) else {
            self.flaws.push(Flaw::at(directory, "a file in it has a name that is not UTF-8; no manifest can name it"));
            return;
        };
        let path = if directory.is_empty() { name } else { format!("{directory}/{name}") };
        match kind {
            Ok(Kind::File(size)) => {
                self.files.insert(path, size);
            }
            Ok(Kind::Directory) if path.matches('/').count() >= DEEPEST || path.len() > LONGEST_PATH => {
                self.flaws.push(Flaw::at(&path, "directories are nested too deep: it was not looked into"));
            }
            Ok(Kind::Directory) => {
                waiting.push(path.clone());
                self.directories.insert(path);
            }
            Ok(Kind::Other(what)) => {
                self.flaws.push(Flaw::at(
                    &path,
                    format!("{what}: not followed and not read; a case folder holds plain files only"),
                ));
            }
            Err(error) => self.flaws.push(Flaw::at(&path, format!("it cannot be looked at ({error})"))),
        }
    }

    /// Where the folder lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a regular file.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Opens a listed file: through no link, and only if it is still a regular file.
    ///
    /// # Errors
    /// What the system says; a name that was not listed is `NotFound`.
    pub fn open(&self, path: &str) -> io::Result<File> {
        if !self.has(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let file = self.root.open_file(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("something else took the place of the file"));
        }
        Ok(file)
    }

    /// Reads a listed file whole if it has no more than so many bytes.
    ///
    /// # Errors
    /// As [`Tree::open`]; `FileTooLarge` beyond the bound.
    pub fn read(&self, path: &str, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(path)?.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes")));
        }
        Ok(bytes)
    }

    /// Gives the bytes of a listed file part by part, and how many there were. A file that grew while it was read is read no further than it was listed.
    ///
    /// # Errors
    /// As [`Tree::open`], and where its size is another than when it was listed.
    pub fn stream(&self, path: &str, mut each: impl FnMut(&[u8])) -> io::Result<u64> {
        let size = self.files.get(path).copied().unwrap_or(0);
        let mut file = self.open(path)?.take(size + 1);
        let mut buffer = vec![0; BUFFER.min(usize::try_from(size + 1).unwrap_or(BUFFER))];
        let mut read = 0;
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => {
                    each(&buffer[..count]);
                    read += count as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if read == size { Ok(read) } else { Err(io::Error::other("its size changed while it was read")) }
    }
}

#[cfg(unix)]
mod disk {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags};
    use rustix::io::Errno;

    use super::Kind;

    /// The folder, held open: what is opened below it is below this very directory.
    #[derive(Debug)]
    pub(super) struct Root(OwnedFd);

    const DIRECTORY: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    impl Root {
        pub(super) fn open(path: &Path) -> io::Result<Self> {
            Ok(Root(rustix::fs::openat(CWD, path, DIRECTORY, Mode::empty())?))
        }

        /// The directory at a path below: each component by itself, so that no link in the middle is followed either.
        fn directory(&self, path: &str) -> io::Result<OwnedFd> {
            let mut at = rustix::fs::openat(&self.0, ".", DIRECTORY, Mode::empty())?;
            for name in path.split('/').filter(|name| !name.is_empty()) {
                at = rustix::fs::openat(&at, name, DIRECTORY | OFlags::NOFOLLOW, Mode::empty())?;
            }
            Ok(at)
        }

        pub(super) fn list(&self, path: &str, most: usize) -> io::Result<Vec<(Vec<u8>, io::Result<Kind>)>> {
            let directory = self.directory(path)?;
            let mut found = Vec::new();
            let mut listing = Dir::read_from(&directory)?;
            while let Some(entry) = listing.read() {
                let entry = entry?;
                let name = entry.file_name().to_bytes();
                if matches!(name, b"." | b"..") {
                    continue;
                }
                found.push((name.to_vec(), kind(&directory, name).map_err(io::Error::from)));
                if found.len() >= most {
                    break;
                }
            }
            found.sort_by(|a, b| a.0.cmp(&b.0));
            Ok(found)
        }

        pub(super) fn open_file(&self, path: &str) -> io::Result<File> {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            // Never waits for somebody at the other end of a pipe that took the file's place.
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
            let opened = rustix::fs::openat(self.directory(parent)?, name, flags, Mode::empty())?;
            Ok(File::from(opened))
        }
    }

    fn kind(directory: &OwnedFd, name: &[u8]) -> Result<Kind, Errno> {
        let status = rustix::fs::statat(directory, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(match FileType::from_raw_mode(status.st_mode) {
            FileType::RegularFile => Kind::File(u64::try_from(status.st_size).unwrap_or(0)),
            FileType::Directory => Kind::Directory,
            FileType::Symlink => Kind::Other("a symbolic link"),
            FileType::Fifo => Kind::Other("a named pipe"),
            FileType::Socket => Kind::Other("a socket"),
            FileType::CharacterDevice | FileType::BlockDevice => Kind::Other("a device"),
            FileType::Unknown => Kind::Other("something unknown"),
        })
    }
}

#[cfg(not(unix))]
mod disk {
    use std::fs::File;
    use std::io;
    use std::path::{Path, PathBuf};

    use super::Kind;

    /// The folder by its path.
    #[derive(Debug)]
    pub(super) struct Root(PathBuf);

    impl Root {
        pub(super) fn open(path: &Path) -> io::Result<Self> {
            if !std::fs::metadata(path)?.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            Ok(Root(path.canonicalize()?))
        }

        /// The path below, if no component of it is a link.
        fn below(&self, path: &str) -> io::Result<PathBuf> {
            let mut at = self.0.clone();
            for name in path.split('/').filter(|name| !name.is_empty()) {
                at.push(name);
                if std::fs::symlink_metadata(&at)?.file_type().is_symlink() {
                    return Err(io::Error::other("a link is in its path"));
                }
            }
            Ok(at)
        }

        pub(super) fn list(&self, path: &str, most: usize) -> io::Result<Vec<(Vec<u8>, io::Result<Kind>)>> {
            let mut found = Vec::new();
            for entry in std::fs::read_dir(self.below(path)?)?.take(most) {
                let entry = entry?;
                let kind = std::fs::symlink_metadata(entry.path()).map(|meta| {
                    let kind = meta.file_type();
                    if kind.is_file() {
                        Kind::File(meta.len())
                    } else if kind.is_dir() {
                        Kind::Directory
                    } else {
                        Kind::Other("a link or something else")
                    }
                });
                found.push((entry.file_name().into_encoded_bytes(), kind));
            }
            found.sort_by(|a, b| a.0.cmp(&b.0));
            Ok(found)
        }

        pub(super) fn open_file(&self, path: &str) -> io::Result<File> {
            File::open(self.below(path)?)
        }
    }
}

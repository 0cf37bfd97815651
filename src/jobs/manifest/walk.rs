//! Walking a directory tree in the order of a manifest: names relative to the root, compared byte by byte as whole
//! paths, as `LC_ALL=C sort` does.
//!
//! That order comes from a depth-first walk in which a directory is compared with its neighbours as if its name ended
//! in a slash, so only the names of the directories on the way down are held, and large ones not even that.
//!
//! No symbolic link is followed, also none that takes a directory's place meanwhile.

use std::ffi::CStr;
use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::sort::{Sorted, Sorter};
use crate::jobs::source::Stamp;

/// Memory for the names of all directories on the way down, in bytes.
const NAMES: usize = 24 << 20;
/// What one directory may always hold.
const LEAST: usize = 1 << 20;

/// Something with a name in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Relative to the root, raw bytes; a directory's ends in a slash.
    pub(super) name: Vec<u8>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a name in the tree stands for. Directories that hold something are told by what they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A symbolic link.
    Link,
    /// Something without stored content, in words.
    Special(&'static str),
    /// A directory with nothing in it.
    Empty,
    /// A directory that could not be listed, or not to its end, and why.
    Unlisted(String),
}

/// A walk under way.
#[derive(Debug)]
pub(super) struct Walk {
    root: OwnedFd,
    /// Path of the directory at the top of the stack: empty, or ending in a slash.
    path: Vec<u8>,
    stack: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    /// How much of the path belongs to the directories above.
    parent: usize,
    entries: Sorted,
    seen: Look,
    /// Why the listing broke off.
    broken: Option<String>,
    names: u64,
}

/// What shows that entries came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    inode: u64,
    modified: Stamp,
}

impl Walk {
    /// Begins at the directory `root`.
    ///
    /// # Errors
    /// When it cannot be opened or listed.
    pub(super) fn new(root: &std::path::Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let root = rustix::fs::open(root, flags, Mode::empty())?;
        let mut walk = Self { root, path: Vec::new(), stack: Vec::new() };
        let level = walk.level(0)?;
        walk.stack.push(level);
        Ok(walk)
    }

    /// The next name, in order.
    ///
    /// # Errors
    /// When the temporary file for the names of large directories fails.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        loop {
            let Some(level) = self.stack.last_mut() else { return Ok(None) };
            let Some(mut record) = level.entries.next()? else {
                if let Some(found) = self.leave() {
                    return Ok(Some(found));
                }
                continue;
            };
            level.names += 1;
            let kind = record.pop();
            record.pop();
            if kind != Some(DIRECTORY) {
                let mut name = self.path.clone();
                name.extend(record);
                return Ok(Some(Found { name, kind: kind_of(kind.unwrap_or_default()) }));
            }
            let parent = self.path.len();
            self.path.extend(record);
            match self.level(parent) {
                Ok(level) => self.stack.push(level),
                Err(error) => {
                    let name = self.path.clone();
                    self.path.truncate(parent);
                    let why = format!("the directory could not be listed: {error}");
                    return Ok(Some(Found { name, kind: Kind::Unlisted(why) }));
                }
            }
        }
    }

    /// Goes up one directory, and tells what has to be told of the one that is left.
    fn leave(&mut self) -> Option<Found> {
        let now = self.look();
        let level = self.stack.pop()?;
        let name = self.path.clone();
        self.path.truncate(level.parent);
        let why = match (level.broken, now) {
            (Some(why), _) => Some(why),
            (None, Ok(now)) if now == level.seen => None,
            (None, Ok(_)) => Some("names came or went while the directory was being read".to_owned()),
            (None, Err(error)) => Some(format!("the directory could not be looked at again: {error}")),
        };
        match why {
            Some(why) => Some(Found { name, kind: Kind::Unlisted(why) }),
            None if level.names == 0 => Some(Found { name, kind: Kind::Empty }),
            None => None,
        }
    }

    fn look(&self) -> io::Result<Look> {
        let status = if self.path.is_empty() {
            rustix::fs::fstat(&self.root)?
        } else {
            rustix::fs::statat(&self.root, self.path.as_slice(), AtFlags::SYMLINK_NOFOLLOW)?
        };
        Ok(look(&status))
    }

    /// Lists the directory at `self.path`.
    fn level(&self, parent: usize) -> io::Result<Level> {
        let directory =
            if self.path.is_empty() { open_below(&self.root, b".")? } else { open_below(&self.root, &self.path)? };
        let seen = look(&rustix::fs::fstat(&directory)?);
        let held: usize = self.stack.iter().map(|level| level.entries.resident()).sum();
        let mut names = Sorter::new(NAMES.saturating_sub(held).max(LEAST));
        let mut listing = Dir::read_from(&directory)?;
        let mut broken = None;
        while let Some(entry) = listing.read() {
            match entry {
                Ok(entry) => note(&mut names, &directory, entry.file_name(), entry.file_type())?,
                Err(errno) => {
                    broken = Some(format!("the directory could not be listed to its end: {errno}"));
                    break;
                }
            }
        }
        Ok(Level { parent, entries: names.sorted()?, seen, broken, names: 0 })
    }
}

const DIRECTORY: u8 = b'd';

/// Adds a name as it is compared: a directory with its slash, then a NUL, which no name holds, and the kind.
fn note(names: &mut Sorter, directory: &OwnedFd, name: &CStr, mut file_type: FileType) -> io::Result<()> {
    let bytes = name.to_bytes();
    if matches!(bytes, b"." | b"..") {
        return Ok(());
    }
    if file_type == FileType::Unknown {
        // Some file systems do not say; a name that went meanwhile is told when it is opened.
        file_type = rustix::fs::statat(directory, name, AtFlags::SYMLINK_NOFOLLOW)
            .map_or(FileType::RegularFile, |status| FileType::from_raw_mode(status.st_mode));
    }
    let kind = match file_type {
        FileType::Directory => DIRECTORY,
        FileType::Symlink => b'l',
        FileType::Fifo => b'p',
        FileType::Socket => b's',
        FileType::CharacterDevice => b'c',
        FileType::BlockDevice => b'b',
        _ => b'f',
    };
    let mut record = bytes.to_vec();
    if kind == DIRECTORY {
        record.push(b'/');
    }
    record.extend([0, kind]);
    names.push(&record)
}

fn kind_of(kind: u8) -> Kind {
    match kind {
        b'l' => Kind::Link,
        b'p' => Kind::Special("named pipe"),
        b's' => Kind::Special("socket"),
        b'c' => Kind::Special("character device"),
        b'b' => Kind::Special("block device"),
        _ => Kind::File,
    }
}

fn look(status: &rustix::fs::Stat) -> Look {
    // The types of these fields differ between platforms.
    #[expect(clippy::useless_conversion, reason = "other platforms")]
    Look {
        inode: status.st_ino.into(),
        modified: Stamp {
            seconds: status.st_mtime.into(),
            nanos: i64::try_from(status.st_mtime_nsec).unwrap_or_default(),
        },
    }
}

/// Opens a directory below `root` for listing: through no symbolic link, with its access time kept where that is allowed.
fn open_below(root: &OwnedFd, path: &[u8]) -> io::Result<OwnedFd> {
    let plain = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::ResolveFlags;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        for flags in [plain | OFlags::NOATIME, plain] {
            match rustix::fs::openat2(root, path, flags, Mode::empty(), resolve) {
                Err(Errno::PERM | Errno::NOSYS) => {}
                Err(Errno::LOOP) => {
                    return Err(io::Error::other("a symbolic link took its place; it was not followed"));
                }
                opened => return Ok(opened?),
            }
        }
    }
    // Kernels before 5.6 know no such rule; the last name at least is not followed.
    rustix::io::retry_on_intr(|| rustix::fs::openat(root, path, plain, Mode::empty())).map_err(Errno::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;

    fn names(walk: &mut Walk) -> Vec<(Vec<u8>, Kind)> {
        std::iter::from_fn(|| walk.next().unwrap()).map(|found| (found.name, found.kind)).collect()
    }

    #[test]
    fn the_order_is_that_of_whole_paths() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a/x", "a/b/c", "a.txt", "a-b/y", "a0", "A", "a/b.d", "b/\u{e9}"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"").unwrap();
        }
        fs::create_dir(dir.path().join("a/void")).unwrap();
        fs::write(dir.path().join(OsStr::from_bytes(b"a\xff")), b"").unwrap();
        let found = names(&mut Walk::new(dir.path()).unwrap());
        let mut sorted = found.clone();
        sorted.sort_by(|left, right| left.0.cmp(&right.0));
        assert_eq!(found, sorted);
        assert_eq!(found.len(), 10);
        assert!(found.contains(&(b"a/void/".to_vec(), Kind::Empty)));
    }

    #[test]
    fn a_link_that_takes_a_directorys_place_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (root, away) = (dir.path().join("root"), dir.path().join("away"));
        fs::create_dir_all(root.join("a")).unwrap();
        fs::create_dir_all(root.join("b/c")).unwrap();
        fs::create_dir_all(away.join("c")).unwrap();
        fs::write(away.join("c/secret"), b"").unwrap();
        fs::write(root.join("a/file"), b"").unwrap();
        let mut walk = Walk::new(&root).unwrap();
        assert_eq!(walk.next().unwrap().unwrap().name, b"a/file");
        fs::rename(root.join("b"), dir.path().join("moved")).unwrap();
        std::os::unix::fs::symlink(&away, root.join("b")).unwrap();
        let rest = names(&mut walk);
        assert!(rest.iter().all(|(_, kind)| matches!(kind, Kind::Unlisted(_))), "{rest:?}");
        assert_eq!(rest.iter().map(|(name, _)| name.as_slice()).collect::<Vec<_>>(), [b"b/".as_slice(), b""]);
    }

    #[test]
    fn names_that_come_meanwhile_are_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("d")).unwrap();
        fs::write(dir.path().join("d/one"), b"").unwrap();
        let stamp = |seconds| {
            fs::FileTimes::new().set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds))
        };
        fs::File::open(dir.path().join("d")).unwrap().set_times(stamp(5)).unwrap();
        let mut walk = Walk::new(dir.path()).unwrap();
        walk.next().unwrap();
        fs::write(dir.path().join("d/two"), b"").unwrap();
        let rest = names(&mut walk);
        assert!(matches!(&rest[..], [(name, Kind::Unlisted(_))] if name == b"d/"), "{rest:?}");
    }
}

//! Opening evidence for reading: nothing changed, nothing followed twice, nothing that can hang or never ends.

use std::fmt;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Seek, SeekFrom};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

/// What a source is. Only these two are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A regular file.
    File,
    /// A block device: a disk, a partition, a loop device.
    BlockDevice,
}

/// A time stamp as the file system holds it: since 1970-01-01T00:00:00Z, possibly negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Whole seconds.
    pub seconds: i64,
    /// Nanoseconds on top of them, below 1 000 000 000.
    pub nanos: i64,
}

impl fmt::Display for Stamp {
    /// RFC 3339 in UTC, to the nanosecond.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match chrono::DateTime::from_timestamp(self.seconds, u32::try_from(self.nanos).unwrap_or(0)) {
            Some(at) => f.write_str(&at.to_rfc3339_opts(chrono::SecondsFormat::Nanos, true)),
            None => write!(f, "{}.{:09}", self.seconds, self.nanos),
        }
    }
}

/// What says that two looks saw the same, unchanged file (`fstat`).
///
/// The stamps are as fine as the file system keeps them: a write within the same tick as the first look, or one through
/// a memory map that is not written back yet, does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Bytes; for a block device, where its end lies.
    pub size: u64,
    /// Last change of the content.
    pub modified: Stamp,
    /// Last change of content, name, owner, mode or links.
    pub changed: Stamp,
    /// Inode number.
    pub inode: u64,
    /// Number of the file system it lies on.
    pub device: u64,
}

/// One difference between the look before reading and the look after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Change {
    /// The size differs.
    #[error("size {before} became {after} bytes")]
    Size {
        /// Before reading.
        before: u64,
        /// After reading.
        after: u64,
    },
    /// The reading gave another number of bytes than the size promised.
    #[error("{promised} bytes promised, {} read", read_shown(*.promised, *.read))]
    Length {
        /// The size before reading.
        promised: u64,
        /// Bytes that came; when more than promised, reading stopped soon after.
        read: u64,
    },
    /// The content was written to.
    #[error("content written to (mtime)")]
    Modified,
    /// Name, owner, mode or links were changed.
    #[error("name, owner, mode or links changed (ctime)")]
    Status,
    /// Another inode or file system number on the same open file: a network or overlay file system swapped it.
    #[error("inode or file system changed")]
    Inode,
    /// The path now names another file.
    #[error("the path now names another file")]
    Replaced,
    /// The path names nothing any more.
    #[error("the path names nothing any more")]
    Gone,
}

fn read_shown(promised: u64, read: u64) -> String {
    if read > promised { String::from("more") } else { format!("{read}") }
}

/// All differences found, at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes(pub Vec<Change>);

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, change) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{change}")?;
        }
        Ok(())
    }
}

/// Why a source was not opened. Holds no path: the caller has it and knows how to show it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceProblem {
    /// Nothing there.
    #[error("there is no such file; check the path and that the medium is attached")]
    NotFound,
    /// A symbolic link to nothing.
    #[error("it is a symbolic link whose target does not exist; attach the target or name the file itself")]
    DanglingLink,
    /// Symbolic links in a circle.
    #[error("its symbolic links lead in a circle; name the file itself")]
    LinkLoop,
    /// A link took the file's place between resolving and opening.
    #[error(
        "a symbolic link took its place while it was being opened; someone else is changing this directory, find out who and try again"
    )]
    LinkAppeared,
    /// A directory.
    #[error("it is a directory, which has no bytes of its own; name a file in it or make a manifest of it")]
    Directory,
    /// A named pipe.
    #[error("it is a named pipe: it can be read once only and may never end; save its output to a file first")]
    Fifo,
    /// A socket.
    #[error("it is a socket, which holds no stored bytes; name the file that was meant")]
    Socket,
    /// A character device, such as `/dev/zero` or a terminal.
    #[error(
        "it is a character device, which holds no stored bytes and may never end; for a disk name its block device"
    )]
    CharacterDevice,
    /// A type of file this program does not know.
    #[error("it is neither a file nor a block device; only these can be hashed, name one of them")]
    UnknownKind,
    /// Reading is not allowed.
    #[error("reading it is not permitted; ask its owner, or run with the rights to read it")]
    NoPermission,
    /// Anything else the system answered.
    #[error("it cannot be opened: {why}; check the medium, or name another file")]
    Other {
        /// The system's error number.
        errno: Option<i32>,
        /// The system's words.
        why: String,
    },
}

/// An opened piece of evidence: read-only, at its first byte, with the identity it had when opened.
#[derive(Debug)]
pub struct Source {
    file: File,
    given: PathBuf,
    opened: PathBuf,
    linked: bool,
    kind: SourceKind,
    atime_kept: bool,
    before: Identity,
}

impl Source {
    /// Opens `path` for reading. Its symbolic links are resolved once; the result is opened without following any, without
    /// blocking, and without changing the access time where the system lets this user ask for that.
    ///
    /// # Errors
    /// A [`SourceProblem`] that says why, also for everything that is neither a regular file nor a block device.
    pub fn open(path: &Path) -> Result<Self, SourceProblem> {
        let linked = fs::symlink_metadata(path).map_err(|error| problem(&error))?.is_symlink();
        let opened = fs::canonicalize(path).map_err(|error| match problem(&error) {
            SourceProblem::NotFound if linked => SourceProblem::DanglingLink,
            other => other,
        })?;
        // Looked at before opening, because opening alone can act: it rewinds a tape and wakes the writer of a pipe.
        kind_of(fs::symlink_metadata(&opened).map_err(|error| problem(&error))?.file_type())?;
        let (mut file, atime_kept) = open_quietly(&opened)?;
        let metadata = file.metadata().map_err(|error| problem(&error))?;
        let kind = kind_of(metadata.file_type())?;
        let flags = rustix::fs::fcntl_getfl(&file).map_err(|errno| problem(&errno.into()))?;
        rustix::fs::fcntl_setfl(&file, flags - OFlags::NONBLOCK).map_err(|errno| problem(&errno.into()))?;
        let before = identity(&mut file, &metadata, kind).map_err(|error| problem(&error))?;
        file.rewind().map_err(|error| problem(&error))?;
        Ok(Self { file, given: path.to_owned(), opened, linked, kind, atime_kept, before })
    }

    /// The path as it was given.
    pub fn given(&self) -> &Path {
        &self.given
    }

    /// The absolute path that was opened, free of symbolic links.
    pub fn opened(&self) -> &Path {
        &self.opened
    }

    /// Whether the given path was itself a symbolic link, so that both names belong on the record.
    pub fn is_linked(&self) -> bool {
        self.linked
    }

    /// What it is.
    pub fn kind(&self) -> SourceKind {
        self.kind
    }

    /// Whether reading leaves the access time alone. `false`: the system did not allow it (not the owner) or cannot.
    pub fn atime_kept(&self) -> bool {
        self.atime_kept
    }

    /// Bytes it had when opened.
    pub fn size(&self) -> u64 {
        self.before.size
    }

    /// Identity it had when opened.
    pub fn identity(&self) -> Identity {
        self.before
    }

    /// The open file, to read from.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// Tells the system that the whole will be read in order. It may not listen, which costs only speed.
    pub fn advise_sequential(&self) {
        #[cfg(target_os = "linux")]
        let _ = rustix::fs::fadvise(&self.file, 0, None, rustix::fs::Advice::Sequential);
    }

    /// Reads the whole of a small source into memory, and looks again whether it stayed the same.
    ///
    /// # Errors
    /// More than `limit` bytes, a failed read, or a source that changed meanwhile.
    pub fn read_whole(mut self, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(&self.file, limit + 1), &mut bytes)?;
        let read = bytes.len() as u64;
        if read > limit {
            return Err(io::Error::other("it is larger than an attachment may be"));
        }
        let found = self.changes(read)?;
        if found.is_empty() { Ok(bytes) } else { Err(io::Error::other(Changes(found).to_string())) }
    }

    /// Looks again after `read` bytes were read to the end. Empty when nothing changed.
    ///
    /// # Errors
    /// When the open file can no longer be looked at.
    pub fn changes(&mut self, read: u64) -> io::Result<Vec<Change>> {
        let metadata = self.file.metadata()?;
        let (before, after) = (self.before, identity(&mut self.file, &metadata, self.kind)?);
        let mut found = Vec::new();
        if before.size != after.size {
            found.push(Change::Size { before: before.size, after: after.size });
        }
        if read != before.size {
            found.push(Change::Length { promised: before.size, read });
        }
        if before.modified != after.modified {
            found.push(Change::Modified);
        }
        if before.changed != after.changed {
            found.push(Change::Status);
        }
        if (before.inode, before.device) != (after.inode, after.device) {
            found.push(Change::Inode);
        }
        match fs::symlink_metadata(&self.opened) {
            Ok(now) if (now.ino(), now.dev()) != (metadata.ino(), metadata.dev()) => found.push(Change::Replaced),
            Err(error) if error.kind() == io::ErrorKind::NotFound => found.push(Change::Gone),
            // A directory that can no longer be searched says nothing about the file that was read.
            Ok(_) | Err(_) => {}
        }
        Ok(found)
    }
}

fn identity(file: &mut File, metadata: &Metadata, kind: SourceKind) -> io::Result<Identity> {
    let size = match kind {
        SourceKind::File => metadata.len(),
        SourceKind::BlockDevice => file.seek(SeekFrom::End(0))?,
    };
    Ok(Identity {
        size,
        modified: Stamp { seconds: metadata.mtime(), nanos: metadata.mtime_nsec() },
        changed: Stamp { seconds: metadata.ctime(), nanos: metadata.ctime_nsec() },
        inode: metadata.ino(),
        device: metadata.dev(),
    })
}

/// Opens with the access time kept if this user may ask for that. Returns whether it was.
fn open_quietly(path: &Path) -> Result<(File, bool), SourceProblem> {
    let plain = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |flags| rustix::io::retry_on_intr(|| rustix::fs::open(path, flags, Mode::empty()));
    #[cfg(target_os = "linux")]
    match open(plain | OFlags::NOATIME) {
        // EPERM is the answer to O_NOATIME from whoever does not own the file (open(2)).
        Err(Errno::PERM) => {}
        Err(errno) => return Err(open_problem(errno)),
        Ok(opened) => return Ok((opened.into(), true)),
    }
    open(plain).map(|opened| (opened.into(), false)).map_err(open_problem)
}

fn open_problem(errno: Errno) -> SourceProblem {
    match errno {
        // The path was free of links a moment ago.
        Errno::LOOP => SourceProblem::LinkAppeared,
        // A socket cannot be opened; one took the file's place since the look before.
        Errno::NXIO => SourceProblem::Socket,
        other => problem(&other.into()),
    }
}

fn kind_of(file_type: FileType) -> Result<SourceKind, SourceProblem> {
    match file_type {
        kind if kind.is_file() => Ok(SourceKind::File),
        kind if kind.is_block_device() => Ok(SourceKind::BlockDevice),
        kind if kind.is_dir() => Err(SourceProblem::Directory),
        kind if kind.is_fifo() => Err(SourceProblem::Fifo),
        kind if kind.is_socket() => Err(SourceProblem::Socket),
        kind if kind.is_char_device() => Err(SourceProblem::CharacterDevice),
        kind if kind.is_symlink() => Err(SourceProblem::LinkAppeared),
        _ => Err(SourceProblem::UnknownKind),
    }
}

fn problem(error: &io::Error) -> SourceProblem {
    let errno = error.raw_os_error();
    match errno.map(Errno::from_raw_os_error) {
        Some(Errno::NOENT) => SourceProblem::NotFound,
        Some(Errno::ACCESS | Errno::PERM) => SourceProblem::NoPermission,
        Some(Errno::LOOP) => SourceProblem::LinkLoop,
        _ => SourceProblem::Other { errno, why: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{CWD, FileType as NodeType};
    use std::ffi::OsStr;
    use std::io::Read;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    fn is_root() -> bool {
        // A file of our own making belongs to whoever runs this.
        tempfile::tempfile().unwrap().metadata().unwrap().uid() == 0
    }

    fn refused(path: &Path) -> SourceProblem {
        Source::open(path).expect_err("opened")
    }

    #[test]
    fn a_file_is_opened_at_its_first_byte_and_read_unchanged() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(OsStr::from_bytes(b"-od\xff\n\x1b[2J.img"));
        fs::write(&path, b"abc").unwrap();
        let mut source = Source::open(&path).unwrap();
        let mut text = Vec::new();
        source.file().read_to_end(&mut text).unwrap();
        assert_eq!((text.as_slice(), source.size(), source.kind()), (b"abc".as_slice(), 3, SourceKind::File));
        assert_eq!((source.given(), source.is_linked()), (path.as_path(), false));
        assert_eq!(source.changes(3).unwrap(), []);
        let flags = rustix::fs::fcntl_getfl(source.file()).unwrap();
        assert!(!flags.contains(OFlags::NONBLOCK) && (flags & OFlags::RWMODE) == OFlags::RDONLY, "{flags:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn reading_keeps_the_access_time_of_an_own_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("image");
        fs::write(&path, b"abc").unwrap();
        // An access time older than the modification time is what even `relatime` updates on reading.
        let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000);
        File::options().write(true).open(&path).unwrap().set_times(fs::FileTimes::new().set_accessed(old)).unwrap();
        let source = Source::open(&path).unwrap();
        source.file().read_to_end(&mut Vec::new()).unwrap();
        assert!(source.atime_kept());
        assert_eq!(fs::metadata(&path).unwrap().accessed().unwrap(), old);
    }

    #[test]
    fn a_link_is_resolved_once_and_both_names_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let (file, first, second) = (dir.path().join("disk"), dir.path().join("one"), dir.path().join("two"));
        fs::write(&file, b"abc").unwrap();
        symlink("disk", &first).unwrap();
        symlink("one", &second).unwrap();
        let source = Source::open(&second).unwrap();
        assert!(source.is_linked());
        assert_eq!(source.given(), second);
        assert_eq!(source.opened(), fs::canonicalize(&file).unwrap());
        assert_eq!(open_quietly(&second).expect_err("followed"), SourceProblem::LinkAppeared);
    }

    #[test]
    fn what_holds_no_bytes_is_refused_with_its_reason() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        assert_eq!(refused(&at("absent")), SourceProblem::NotFound);
        assert_eq!(refused(Path::new("")), SourceProblem::NotFound);
        assert_eq!(refused(dir.path()), SourceProblem::Directory);
        rustix::fs::mknodat(CWD, at("pipe"), NodeType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        assert_eq!(refused(&at("pipe")), SourceProblem::Fifo);
        let _listener = UnixListener::bind(at("socket")).unwrap();
        assert_eq!(refused(&at("socket")), SourceProblem::Socket);
        assert_eq!(refused(Path::new("/dev/zero")), SourceProblem::CharacterDevice);
        symlink("/dev/zero", at("zero")).unwrap();
        assert_eq!(refused(&at("zero")), SourceProblem::CharacterDevice);
        symlink("nowhere", at("dangling")).unwrap();
        assert_eq!(refused(&at("dangling")), SourceProblem::DanglingLink);
        symlink("circle", at("circle")).unwrap();
        assert_eq!(refused(&at("circle")), SourceProblem::LinkLoop);
        assert!(matches!(refused(Path::new("a\0b")), SourceProblem::Other { .. }));
    }

    #[test]
    fn opening_a_pipe_without_a_writer_does_not_hang() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pipe");
        rustix::fs::mknodat(CWD, &path, NodeType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        // The second line of defence, for a pipe that takes a file's place after the first look.
        let (tx, rx) = std::sync::mpsc::channel();
        std::thread::spawn(move || tx.send(open_quietly(&path).unwrap()));
        let (file, _) = rx.recv_timeout(std::time::Duration::from_secs(20)).expect("it hangs");
        assert_eq!(kind_of(file.metadata().unwrap().file_type()), Err(SourceProblem::Fifo));
    }

    #[test]
    fn a_file_without_permission_says_so() {
        if is_root() {
            eprintln!("skipped: root reads everything");
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("secret");
        fs::write(&path, b"abc").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        assert_eq!(refused(&path), SourceProblem::NoPermission);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_of_another_owner_is_read_all_the_same() {
        if is_root() {
            eprintln!("skipped: root may keep the access time of every file");
            return;
        }
        let source = Source::open(Path::new("/etc/passwd")).unwrap();
        assert!(!source.atime_kept() && source.size() > 0);
    }

    #[test]
    fn every_difference_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("image");
        fs::write(&path, b"abcdef").unwrap();
        let mut source = Source::open(&path).unwrap();
        fs::write(&path, b"abc").unwrap();
        let found = source.changes(3).unwrap();
        assert!(found.contains(&Change::Size { before: 6, after: 3 }), "{found:?}");
        assert!(found.contains(&Change::Length { promised: 6, read: 3 }), "{found:?}");
        assert!(found.contains(&Change::Modified) && found.contains(&Change::Status), "{found:?}");

        let mut source = Source::open(&path).unwrap();
        fs::write(dir.path().join("other"), b"xyz").unwrap();
        fs::rename(dir.path().join("other"), &path).unwrap();
        assert!(source.changes(3).unwrap().contains(&Change::Replaced));

        let mut source = Source::open(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert_eq!(source.changes(3).unwrap(), [Change::Status]);
        fs::remove_file(&path).unwrap();
        assert!(source.changes(3).unwrap().contains(&Change::Gone));
    }

    #[test]
    fn the_words_of_a_change() {
        let changes = Changes(vec![Change::Size { before: 6, after: 9 }, Change::Length { promised: 6, read: 7 }]);
        assert_eq!(changes.to_string(), "size 6 became 9 bytes; 6 bytes promised, more read");
    }
}

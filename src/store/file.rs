//! The file under a case: what it is before SQLite opens it, how it is opened, and whether it is still the one that was opened.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{StoreError, schema};
use crate::domain::text::visible;

/// How long an append waits for another process's append.
const PATIENCE: Duration = Duration::from_secs(10);
/// No value in a case file is larger.
const LONGEST_VALUE: i32 = 80 * 1024 * 1024;

/// A file as it stands on its medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    inode: (u64, u64),
    size: u64,
    written: Option<std::time::SystemTime>,
}

impl Stamp {
    pub(super) fn of(path: &Path) -> Option<Self> {
        let meta = std::fs::symlink_metadata(path).ok()?;
        Some(Stamp { inode: inode(&meta), size: meta.len(), written: meta.modified().ok() })
    }
}

/// Files that this process has open through SQLite, by device and inode, with the number of connections.
///
/// POSIX locks belong to the process: closing any descriptor of a file drops all of them, SQLite's too. Without its lock another program may take
/// itself for the last one and remove the write-ahead log, with records in it ("How To Corrupt An SQLite Database File", section 2.2). So the header
/// of a file is read past SQLite only while this process has no connection to it.
static OPEN: Mutex<BTreeMap<(u64, u64), usize>> = Mutex::new(BTreeMap::new());

/// One connection's entry in [`OPEN`].
#[derive(Debug)]
pub(super) struct Held((u64, u64));

impl Held {
    /// Whether a name is still that of the file which was opened.
    pub(super) fn is(&self, meta: &std::fs::Metadata) -> bool {
        inode(meta) == self.0
    }

    /// Whether this is the only connection of this process to the file.
    pub(super) fn only(&self) -> bool {
        OPEN.lock().unwrap_or_else(PoisonError::into_inner).get(&self.0) == Some(&1)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.0);
            }
        }
    }
}

pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // What is taken out is overwritten, not only let go.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    Ok(connection)
}

/// Looks at the file before SQLite does, so that the answer is in our words and a stranger's file stays untouched.
pub(super) fn look(path: &Path) -> Result<Held, StoreError> {
    let meta = match std::fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing(path.to_owned())),
        Err(error) => return Err(StoreError::io("look at", path)(error)),
    };
    if !meta.is_file() {
        return Err(StoreError::NotRegular(path.to_owned()));
    }
    let inode = inode(&meta);
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if cfg!(not(unix)) || !open.contains_key(&inode) {
        look_at_header(path)?;
    }
    *open.entry(inode).or_default() += 1;
    Ok(Held(inode))
}

#[cfg(unix)]
fn inode(meta: &std::fs::Metadata) -> (u64, u64) {
    (std::os::unix::fs::MetadataExt::dev(meta), std::os::unix::fs::MetadataExt::ino(meta))
}

/// Elsewhere locks belong to the descriptor.
#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> (u64, u64) {
    (0, 0)
}

/// A file that SQLite keeps beside a database.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

/// Whether a write-ahead log with anything in it lies beside the file.
pub(super) fn log_beside(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|meta| meta.len() > 0)
}

/// A connection that takes the file for one which does not change: no lock, and nothing laid beside it.
pub(super) fn past_locks(path: &Path) -> Result<Connection, StoreError> {
    let uri = format!("file:{}?immutable=1", percent(path));
    connect(Path::new(&uri), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}

fn look_at_header(path: &Path) -> Result<(), StoreError> {
    let not = |why: &str| StoreError::NotACase { path: path.to_owned(), why: why.to_owned() };
    let mut header = [0_u8; 100];
    let mut file = std::fs::File::open(path).map_err(StoreError::io("read", path))?;
    if file.read_exact(&mut header).is_err() {
        return Err(not("it is shorter than any database; it may have been cut off"));
    }
    if &header[..16] != b"SQLite format 3\0" {
        return Err(not("it is not an SQLite database"));
    }
    // The header may lag behind the write-ahead log only in a file that was just being made: there the application id is still 0.
    let id = i64::from(i32::from_be_bytes([header[68], header[69], header[70], header[71]]));
    if id != schema::APPLICATION_ID && id != 0 {
        return Err(not("it is some other program's database"));
    }
    // SQLite opens a file that was cut off, and writes to it, as long as it does not meet the end. While a log is there the end may still be in it.
    let word = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let whole = page * u64::from(word(28));
    let size = file.metadata().map_err(StoreError::io("look at", path))?.len();
    if word(24) == word(92) && size < whole && !log_beside(path) {
        return Err(not(&format!("it was cut off: {} of its {whole} bytes are missing", whole - size)));
    }
    Ok(())
}

pub(super) fn check_layout(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let not = |why: String| StoreError::NotACase { path: path.to_owned(), why };
    let damaged = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) if log_beside(path) => StoreError::LogUnread(path.to_owned()),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => not(visible(&error.to_string()).into_owned()),
        _ => error.into(),
    };
    let id: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(damaged)?;
    if id != schema::APPLICATION_ID {
        return Err(not("it is some other program's database".to_owned()));
    }
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(damaged)?;
    if found > schema::LAYOUT {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: schema::LAYOUT });
    }
    if found != schema::LAYOUT {
        return Err(not(format!("its layout has the number {found}, which warroom never gave")));
    }
    match schema::difference(connection).map_err(damaged)? {
        Some(why) => Err(not(why)),
        None => Ok(()),
    }
}

/// The parent resolved, the last component as named: a link in its place is refused, not followed.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    let name = path.file_name().ok_or_else(|| StoreError::NotRegular(path.to_owned()))?;
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    match parent.canonicalize() {
        Ok(parent) => Ok(parent.join(name)),
        Err(_) => std::path::absolute(path).map_err(StoreError::io("resolve", path)),
    }
}

/// Whether the file and its directory can be written: SQLite needs both.
pub(super) fn may_write(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        let parent = path.parent().unwrap_or(Path::new("/"));
        access(path, Access::WRITE_OK).is_ok() && access(parent, Access::WRITE_OK).is_ok()
    }
    #[cfg(not(unix))]
    {
        std::fs::metadata(path).is_ok_and(|meta| !meta.permissions().readonly())
    }
}

/// A path as the path of a URI, for SQLite.
#[must_use]
pub fn percent(path: &Path) -> String {
    use std::fmt::Write as _;
    let text = path.to_string_lossy();
    text.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

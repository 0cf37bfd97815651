//! Opening, reading and appending to a case file.

use std::path::{Path, PathBuf};

use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};

use super::file::{Held, Stamp, absolute, beside, check_layout, connect, log_beside, look, may_write, past_locks};
use super::places::{private_directory, sync_directory};
use super::{StoreError, schema};
use crate::domain::text::visible;
use crate::journal::chain::{Head, Row};
use crate::journal::writer::Written;

/// The bytes of a line, and those of its body where it is there.
pub type LineAndBody = (Vec<u8>, Option<Vec<u8>>);
/// No statement on a foreign file is longer.
const LONGEST_STATEMENT: i32 = 100_000;
/// Steps of SQLite's machine between two looks at how long it has been going on.
const STEPS: i32 = 10_000;

/// An open case file.
#[derive(Debug)]
pub struct CaseFile {
    connection: Connection,
    path: PathBuf,
    writable: bool,
    /// How a foreign file was when it was opened past SQLite's locks.
    stamp: Option<Stamp>,
    // Dropped after the connection: fields are dropped in this order.
    held: Held,
}

/// Up to where a reader has read: the rowid of the last row seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen(i64);

impl CaseFile {
    /// Makes a new, empty case file: 0600, in a directory that is 0700 where it had to be made.
    ///
    /// # Errors
    /// [`StoreError::Exists`] and what the system says.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        if let Some(parent) = path.parent().filter(|parent| !parent.exists()) {
            private_directory(parent)?;
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(StoreError::Exists(path)),
            Err(error) => return Err(StoreError::io("make", &path)(error)),
        }
        let made = (|| {
            let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            schema::create(&connection)?;
            drop(connection);
            sync_directory(path.parent().unwrap_or(Path::new("/")))?;
            Self::open(&path)
        })();
        if made.is_err() {
            // Nothing was recorded in it yet: a half-made file must not be taken for a case.
            let _ = std::fs::remove_file(&path);
        }
        made
    }

    /// Opens a case file for recording; on a read-only medium for reading.
    ///
    /// # Errors
    /// [`StoreError`] says what the file is instead.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        let held = look(&path)?;
        if !may_write(&path) {
            return Self::open_to_read(&path);
        }
        let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        check_layout(&connection, &path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "checkpoint_fullfsync", true)?;
        connection.pragma_update(None, "fullfsync", true)?;
        schema::guard(&connection)?;
        Ok(CaseFile { connection, path, writable: true, stamp: None, held })
    }

    /// Opens a case file only to read: nothing on the medium changes. `immutable` is used only when no write-ahead log lies beside it.
    ///
    /// # Errors
    /// [`StoreError`] says what the file is instead.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        let held = look(&path)?;
        let connection = if log_beside(&path) || may_write(&path) {
            connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?
        } else {
            past_locks(&path)?
        };
        Self::to_read(connection, path, None, held)
    }

    fn to_read(connection: Connection, path: PathBuf, stamp: Option<Stamp>, held: Held) -> Result<Self, StoreError> {
        check_layout(&connection, &path)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(CaseFile { connection, path, writable: false, stamp, held })
    }

    /// Opens a case file to read it without leaving anything beside it: past SQLite's locks where nobody has it open, and else as [`CaseFile::open_to_read`].
    ///
    /// SQLite would lay its log and index (`-wal`, `-shm`) beside a file that it only reads, and leave them there. Where neither lies there nobody has the file open,
    /// so it may be taken for one that does not change; that it really did not is asked at the end ([`CaseFile::untouched`]).
    ///
    /// # Errors
    /// [`StoreError`] says what the file is instead.
    pub fn open_untouched(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        let held = look(&path)?;
        // A descriptor of this process that is closed drops the locks of every other one on the file, see [`Held`].
        let alone = !beside(&path, "-wal").exists() && !beside(&path, "-shm").exists() && held.only();
        match Stamp::of(&path).filter(|_| alone) {
            Some(stamp) => Self::to_read(past_locks(&path)?, path, Some(stamp), held),
            None => {
                drop(held);
                Self::open_to_read(&path)
            }
        }
    }

    /// Whether nobody wrote to the file, or opened it to write, since it was opened past SQLite's locks. What was read otherwise was read under them.
    #[must_use]
    pub fn untouched(&self) -> bool {
        let as_it_was =
            |stamp: &Stamp| !beside(&self.path, "-wal").exists() && Stamp::of(&self.path).as_ref() == Some(stamp);
        self.stamp.as_ref().is_none_or(as_it_was)
    }

    /// Opens a case file that somebody else may have written: as [`CaseFile::open_untouched`], and no statement runs longer than a file of this size can ask for,
    /// however its pages are tied together.
    ///
    /// # Errors
    /// [`StoreError`] says what the file is instead.
    pub fn open_foreign(path: &Path) -> Result<Self, StoreError> {
        let mut file = Self::open_untouched(path)?;
        let size = std::fs::metadata(&file.path).map_or(0, |meta| meta.len());
        file.connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, LONGEST_STATEMENT)?;
        // A row costs some dozens of steps and has some hundreds of bytes.
        let mut left = 100 + size / 1024;
        let stop = move || {
            left = left.saturating_sub(1);
            left == 0
        };
        file.connection.progress_handler(STEPS, Some(stop))?;
        Ok(file)
    }

    /// Where the file lies, absolute.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether records can be added.
    #[must_use]
    pub fn writable(&self) -> bool {
        self.writable
    }

    /// Whether the file that was opened still has its name. What is written to another one nobody finds, and SQLite, which lays its log beside the name, mixes the two
    /// ("How To Corrupt An SQLite Database File", sections 2.4 and 2.5).
    ///
    /// # Errors
    /// [`StoreError::Moved`].
    pub fn in_place(&self) -> Result<(), StoreError> {
        match std::fs::symlink_metadata(&self.path) {
            Ok(meta) if self.held.is(&meta) => Ok(()),
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::io("look at", &self.path)(error))
            }
            _ => Err(StoreError::Moved(self.path.clone())),
        }
    }

    /// The connection, for the other files of this layer.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// All rows in the order (station, number), and where reading ended.
    ///
    /// # Errors
    /// A damaged file.
    pub fn rows(&self) -> Result<(Vec<Row>, Seen), StoreError> {
        let mut rows = Vec::new();
        let seen = self.rows_in_parts(usize::MAX, |part| rows = part)?;
        Ok((rows, seen))
    }

    /// All rows in the order (station, number), in parts of so many, and where reading ended.
    ///
    /// # Errors
    /// A damaged file.
    pub fn rows_in_parts(&self, most: usize, mut each: impl FnMut(Vec<Row>)) -> Result<Seen, StoreError> {
        let seen = self.seen()?;
        let mut statement = self.connection.prepare(
            "SELECT station, seq, hash, line, body FROM journal WHERE rowid <= ?1 ORDER BY station, seq, hash",
        )?;
        let mut part = Vec::new();
        for found in statement.query_map([seen.0], row)? {
            part.push(found?);
            if part.len() == most {
                each(std::mem::take(&mut part));
            }
        }
        each(part);
        Ok(seen)
    }

    /// Does several readings of one and the same moment of the file, whatever other processes write meanwhile.
    ///
    /// # Errors
    /// What `read` gives, and a damaged file.
    pub fn at_one_moment<T, E: From<StoreError>>(&self, read: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        // Inside an append the write lock does it.
        if !self.connection.is_autocommit() {
            return read(self);
        }
        self.connection.execute_batch("BEGIN").map_err(StoreError::from)?;
        let found = read(self);
        self.undo();
        found
    }

    /// Rows added since, in the order they were added.
    ///
    /// # Errors
    /// A damaged file.
    pub fn rows_since(&self, seen: Seen) -> Result<(Vec<Row>, Seen), StoreError> {
        let now = self.seen()?;
        if now == seen {
            return Ok((Vec::new(), seen));
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT station, seq, hash, line, body FROM journal WHERE rowid > ?1 AND rowid <= ?2 ORDER BY rowid",
        )?;
        let rows = statement.query_map([seen.0, now.0], row)?.collect::<rusqlite::Result<_>>()?;
        Ok((rows, now))
    }

    /// Rows in the order they were added, so many from a place on.
    ///
    /// # Errors
    /// A damaged file.
    pub fn rows_added(&self, from: u64, count: u64) -> Result<Vec<Row>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT station, seq, hash, line, body FROM journal ORDER BY rowid LIMIT ?1 OFFSET ?2")?;
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let rows = statement.query_map([number(count), number(from)], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many bodies are empty.
    ///
    /// # Errors
    /// A damaged file.
    pub fn empty_bodies(&self) -> Result<u64, StoreError> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM journal WHERE body IS NULL")?
            .query_row([], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Where the journal ends now.
    ///
    /// # Errors
    /// A damaged file.
    pub fn seen(&self) -> Result<Seen, StoreError> {
        let last: i64 = self
            .connection
            .prepare_cached("SELECT coalesce(max(rowid), 0) FROM journal")?
            .query_row([], |row| row.get(0))?;
        Ok(Seen(last))
    }

    /// Whether the journal has a line with this number and hash (hex).
    ///
    /// # Errors
    /// A damaged file.
    pub fn has_line(&self, station: &str, seq: u64, hash: &str) -> Result<bool, StoreError> {
        let text = "SELECT EXISTS(SELECT 1 FROM journal WHERE station = ?1 AND seq = ?2 AND lower(hex(hash)) = ?3)";
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        Ok(self.connection.prepare_cached(text)?.query_row(params![station, seq, hash], |row| row.get(0))?)
    }

    /// The hash of a line, where there is exactly one with its number.
    ///
    /// # Errors
    /// A damaged file.
    pub fn line_hash(&self, station: &str, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let mut statement =
            self.connection.prepare_cached("SELECT hash FROM journal WHERE station = ?1 AND seq = ?2")?;
        let found: Vec<Vec<u8>> =
            statement.query_map(params![station, seq], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(<[Vec<u8>; 1]>::try_from(found).ok().map(|[hash]| hash))
    }

    /// The bytes of one line and of its body; none where there is no such line, or more than one.
    ///
    /// # Errors
    /// A damaged file.
    pub fn row(&self, station: &str, seq: u64) -> Result<Option<LineAndBody>, StoreError> {
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let mut statement =
            self.connection.prepare_cached("SELECT line, body FROM journal WHERE station = ?1 AND seq = ?2")?;
        let found: Vec<LineAndBody> = statement
            .query_map(params![station, seq], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(<[LineAndBody; 1]>::try_from(found).ok().map(|[row]| row))
    }

    /// The leaves of a chain's Merkle tree, first line first, as far as line `last`.
    ///
    /// # Errors
    /// A damaged file.
    pub fn leaves(&self, station: &str, last: u64) -> Result<Vec<crate::journal::merkle::Hash>, StoreError> {
        let last = i64::try_from(last).unwrap_or(i64::MAX);
        let mut statement = self
            .connection
            .prepare_cached("SELECT line FROM journal WHERE station = ?1 AND seq <= ?2 ORDER BY seq, hash")?;
        let leaf = |row: &rusqlite::Row<'_>| Ok(crate::journal::merkle::leaf_hash(row.get_ref(0)?.as_blob()?));
        Ok(statement.query_map(params![station, last], leaf)?.collect::<rusqlite::Result<_>>()?)
    }

    /// How many lines the journal has.
    ///
    /// # Errors
    /// A damaged file.
    pub fn count(&self) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection.prepare_cached("SELECT count(*) FROM journal")?.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// A number that changes when another process has written.
    ///
    /// # Errors
    /// A damaged file.
    pub fn version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }

    /// The signed heads.
    ///
    /// # Errors
    /// A damaged file.
    pub fn heads(&self) -> Result<Vec<Head>, StoreError> {
        let mut statement = self.connection.prepare("SELECT station, seq, hash, sig FROM head ORDER BY station")?;
        let heads = statement.query_map([], |row| {
            Ok(Head { station: row.get(0)?, seq: row.get(1)?, hash: row.get(2)?, sig: row.get(3)? })
        })?;
        Ok(heads.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes the write lock. What follows until [`CaseFile::commit`] is one transaction.
    ///
    /// # Errors
    /// [`StoreError::Busy`], [`StoreError::ReadOnly`], [`StoreError::Full`].
    pub fn begin(&self) -> Result<(), StoreError> {
        if !self.writable {
            return Err(StoreError::ReadOnly(self.path.clone()));
        }
        self.in_place()?;
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Adds a line inside a transaction.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add(&self, written: &Written) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("INSERT INTO journal(station, seq, hash, line, body) VALUES(?1, ?2, ?3, ?4, ?5)")?;
        let seq = i64::try_from(written.envelope.seq).unwrap_or(i64::MAX);
        statement.execute(params![
            written.envelope.station.to_string(),
            seq,
            written.hash.as_slice(),
            written.line,
            written.body
        ])?;
        Ok(())
    }

    /// Replaces a station's signed head inside a transaction.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_head(&self, head: &Head) -> Result<(), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "INSERT INTO head(station, seq, hash, sig) VALUES(?1, ?2, ?3, ?4) \
             ON CONFLICT(station) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, sig = excluded.sig",
        )?;
        statement.execute(params![head.station, head.seq, head.hash, head.sig])?;
        Ok(())
    }

    /// Empties, inside a transaction, the body of a line. Whether there was one.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn empty_body(&self, station: &str, seq: u64) -> Result<bool, StoreError> {
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        let text = "UPDATE journal SET body = NULL WHERE station = ?1 AND seq = ?2 AND body IS NOT NULL";
        Ok(self.connection.execute(text, params![station, seq])? > 0)
    }

    /// Folds the write-ahead log into the file and empties it: bytes that were taken out are in neither. False while another process still reads the log;
    /// then it is emptied when the last one closes the file.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn empty_log(&self) -> Result<bool, StoreError> {
        let busy: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }

    /// Makes the transaction durable: when this returns, the lines are on the disk.
    ///
    /// # Errors
    /// [`StoreError::Full`] and what the system says; the transaction is undone.
    pub fn commit(&self) -> Result<(), StoreError> {
        self.connection.execute_batch("COMMIT").map_err(|error| {
            self.undo();
            error.into()
        })
    }

    /// Undoes a transaction.
    pub fn undo(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    /// SQLite's own check of the whole file; the first complaint, if any.
    ///
    /// # Errors
    /// A file so damaged that the check cannot run.
    pub fn integrity(&self) -> Result<Option<String>, StoreError> {
        let answer: Option<String> =
            self.connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).optional()?;
        Ok(answer.filter(|answer| answer != "ok").map(|answer| visible(&answer).into_owned()))
    }
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row { station: row.get(0)?, seq: row.get(1)?, hash: row.get(2)?, line: row.get(3)?, body: row.get(4)? })
}

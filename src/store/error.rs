//! What can go wrong with the case file, and what to do.

use std::path::PathBuf;

/// Why the case file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing there.
    #[error("there is no case file at {} and nothing was opened; look at the path and whether its stick is attached, or declare an incident to make one", shown(.0))]
    Missing(PathBuf),
    /// Something there already.
    #[error("{} exists already and is not overwritten; choose another name", shown(.0))]
    Exists(PathBuf),
    /// Not a regular file.
    #[error("{} is a link, a device or a directory, so no case was opened; name the file itself, which ends in .warroom", shown(.0))]
    NotRegular(PathBuf),
    /// Not a case file.
    #[error("{} is not a warroom case file: {why}; it was left untouched, name another file", shown(.path))]
    NotACase {
        /// The file.
        path: PathBuf,
        /// How that shows.
        why: String,
    },
    /// Made by a newer version.
    #[error("{} was made by a newer version of warroom (layout {found}, this program knows {known}); use that version, the file was left untouched", shown(.path))]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// The medium cannot be written.
    #[error("{} is on a read-only medium or you may not write to it; it can be read and checked, nothing can be recorded", shown(.0))]
    ReadOnly(PathBuf),
    /// The file is no longer where it was opened.
    #[error("{} was moved, deleted or replaced while it was open; nothing is recorded from here on, what you typed is kept: put the file back under its name, or bring back the safety copy (warroom restore) and open that", shown(.0))]
    Moved(PathBuf),
    /// The write-ahead log cannot be read.
    #[error("{} has records in a write-ahead log beside it (the file ending in -wal), which cannot be read on a read-only medium; copy both files to a disk you may write to and open the copy", shown(.0))]
    LogUnread(PathBuf),
    /// No space.
    #[error("the disk is full: nothing was recorded; free some space and try again, what you typed is kept")]
    Full,
    /// Reading, writing or making durable failed.
    #[error(
        "the disk failed or is full ({0}): nothing was recorded; free some space and try again, and if it happens again copy the case to another disk"
    )]
    Disk(String),
    /// Somebody holds the lock for too long.
    #[error(
        "another program holds the case file, such as a backup or a second console; nothing was recorded and what you typed is kept, try again in a moment or end that program"
    )]
    Busy,
    /// Too large for an attachment.
    #[error(
        "{0} bytes are more than an attachment may have (64 MiB); its bytes are not stored, it is kept by path and digest instead: keep the file itself"
    )]
    TooLarge(u64),
    /// The operating system said no.
    #[error("could not {action} {}: {source}; nothing was recorded, put that right (path, permissions, space) and try again", shown(.path))]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// SQLite said no.
    #[error(
        "the case file is damaged or not as warroom made it ({0}); nothing was recorded, but what was acknowledged before may still be read: copy the file away, run `warroom verify` on the copy, and bring back the safety copy with `warroom restore`"
    )]
    Sqlite(String),
    /// There is no home directory to keep cases in.
    #[error(
        "neither HOME nor XDG_DATA_HOME is set, so no place for cases is known and nothing was opened; set HOME, or name a case file with --case"
    )]
    NoPlace,
}

fn shown(path: &std::path::Path) -> String {
    crate::domain::text::visible(&path.to_string_lossy()).into_owned()
}

impl StoreError {
    pub(crate) fn io(action: &'static str, path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull => StoreError::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(path),
            _ => StoreError::Io { action, path, source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            code => {
                let said = crate::domain::text::visible(&error.to_string()).into_owned();
                if code == Some(ErrorCode::SystemIoFailure) { StoreError::Disk(said) } else { StoreError::Sqlite(said) }
            }
        }
    }
}

//! The SQLite copy in a folder against the journal: the same copy is built again and compared, table by table, row by row. What a stranger's database may do to the
//! program that opens it is shut off first (custody-and-export.md section 8).

use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::super::journal;
use super::FolderReport;
use super::contents::OTHER_VERSION;
use crate::domain::incident::Incident;
use crate::domain::text::one_line;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout::DATABASE;
use crate::export::folder::note::Note;
use crate::export::folder::{sqlite, tables};
use crate::journal::PROGRAM;
use crate::journal::chain::Head;

/// Longest value that is read, bytes: that of a case file.
const LONGEST_VALUE: i32 = 80 * 1024 * 1024;
/// Longest statement, bytes.
const LONGEST_STATEMENT: i32 = 100_000;
/// Steps of SQLite's machine between two looks at how many there were.
const STEPS: i32 = 10_000;
/// Looks that every database gets, and further ones for each page of 4 KiB: a view or a loop of pages that never ends is ended.
const LOOKS: u64 = 20_000;

/// Compares the copy in the folder with one that is made from its journal.
pub(super) fn check(tree: &Tree, about: (&Incident, &Note), heads: &[Head], report: &mut FolderReport) {
    if !tree.has(DATABASE) {
        report.flaws.push(Flaw::at(DATABASE, "it is missing"));
        return;
    }
    match compare(tree, about, heads) {
        Ok(same_bytes) => {
            report.copy = true;
            report.copy_same_bytes = same_bytes;
            if !same_bytes {
                let what = "it says what the journal says, in other bytes: another version of SQLite built it. What stands between its rows was not compared";
                report.remarks.push(Flaw::at(DATABASE, what));
            }
        }
        Err(_) if about.1.program != PROGRAM => report.remarks.push(Flaw::at(DATABASE, OTHER_VERSION)),
        Err(what) => report.flaws.push(Flaw::at(DATABASE, what)),
    }
}

fn compare(tree: &Tree, (state, note): (&Incident, &Note), heads: &[Head]) -> Result<bool, String> {
    let mut rows = Vec::new();
    // What is wrong with the journal was said when it was first read.
    journal::rows(tree, &mut Vec::new(), |part| rows.extend(part));
    let directory =
        tempfile::tempdir().map_err(|error| format!("the copy to compare it with cannot be made ({error})"))?;
    let path = directory.path().join("again.sqlite");
    sqlite::build(&rows, heads, &tables::tables(state, note), &path).map_err(|error| error.to_string())?;
    drop(rows);
    if same(tree, &path).map_err(|error| format!("it cannot be read ({error})"))? {
        return Ok(true);
    }
    let size = tree.files.get(DATABASE).copied().unwrap_or(0);
    // Opened by SQLite itself, which follows no link; a journal or log beside it is not used, and would be a file that no manifest lists.
    let theirs = open(tree.path(), DATABASE, size)?;
    let ours = open(directory.path(), "again.sqlite", size)?;
    let said = |error: rusqlite::Error| {
        format!("it is damaged, or not as this program makes it ({})", one_line(&error.to_string()))
    };
    let complaint: String = theirs.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(said)?;
    if complaint != "ok" {
        return Err(format!("it is damaged ({})", one_line(&complaint)));
    }
    let schema = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid";
    if let Some(row) = difference(&theirs, &ours, schema).map_err(said)? {
        return Err(format!("its tables are not those that this program makes (entry {row} of its schema)"));
    }
    for pragma in ["application_id", "user_version", "freelist_count", "journal_mode", "encoding"] {
        if difference(&theirs, &ours, &format!("PRAGMA {pragma}")).map_err(said)?.is_some() {
            return Err(format!("it is not as this program makes it ({pragma})"));
        }
    }
    let mut names = ours.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").map_err(said)?;
    let names = names.query_map([], |row| row.get::<_, String>(0)).map_err(said)?;
    for name in names.collect::<rusqlite::Result<Vec<_>>>().map_err(said)? {
        // Names are those of our own tables: the schemas are the same.
        let every = format!("SELECT rowid, * FROM \"{name}\" ORDER BY rowid");
        if let Some(row) = difference(&theirs, &ours, &every).map_err(said)? {
            return Err(format!("table {name}, row {row}: it is not what the journal in this folder gives"));
        }
    }
    Ok(false)
}

/// Whether the file in the folder and one of ours have the same bytes.
fn same(tree: &Tree, ours: &Path) -> std::io::Result<bool> {
    let mut theirs = tree.open(DATABASE)?;
    let mut ours = std::fs::File::open(ours)?;
    if theirs.metadata()?.len() != ours.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    loop {
        let count = theirs.read(&mut one)?;
        if count == 0 {
            return Ok(true);
        }
        let part = other.get_mut(..count).unwrap_or_default();
        ours.read_exact(part)?;
        if one.get(..count) != Some(&*part) {
            return Ok(false);
        }
    }
}

/// The number, from 1, of the first row in which two databases answer a question differently.
fn difference(theirs: &Connection, ours: &Connection, question: &str) -> rusqlite::Result<Option<u64>> {
    let (mut theirs, mut ours) = (theirs.prepare(question)?, ours.prepare(question)?);
    let columns = ours.column_count();
    if theirs.column_count() != columns {
        return Ok(Some(0));
    }
    let (mut theirs, mut ours) = (theirs.query([])?, ours.query([])?);
    let mut number = 0;
    loop {
        number += 1;
        match (theirs.next()?, ours.next()?) {
            (None, None) => return Ok(None),
            (Some(one), Some(other)) => {
                for column in 0..columns {
                    if one.get::<_, Value>(column)? != other.get::<_, Value>(column)? {
                        return Ok(Some(number));
                    }
                }
            }
            _ => return Ok(Some(number)),
        }
    }
}

fn open(folder: &Path, name: &str, size: u64) -> Result<Connection, String> {
    let said = |error: rusqlite::Error| format!("it cannot be opened ({})", one_line(&error.to_string()));
    // The folder itself may be named through a link; nothing in it may be one.
    let path = folder.canonicalize().map_err(|error| format!("it cannot be found ({error})"))?.join(name);
    // Immutable: no lock, no log, no file beside it, on any medium.
    let uri = format!("file:{}?immutable=1", crate::store::file::percent(&path));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(uri, flags).map_err(said)?;
    let mut set = || -> rusqlite::Result<()> {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        for off in [
            DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA,
            DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER,
            DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW,
        ] {
            connection.set_db_config(off, false)?;
        }
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
        connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, LONGEST_STATEMENT)?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "mmap_size", 0)?;
        connection.pragma_update(None, "query_only", true)?;
        let most = LOOKS + size / 4_096;
        let looks = AtomicU64::new(0);
        connection.progress_handler(STEPS, Some(move || looks.fetch_add(1, Ordering::Relaxed) > most))
    };
    set().map_err(said)?;
    Ok(connection)
}

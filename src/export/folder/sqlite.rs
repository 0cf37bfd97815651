//! The copy for `sqlite3`: built new from the rows that leave the case, never copied from the live file, so that no page of it ever held anything else.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, params, types::Value as Sql};
use serde_json::Value;

use super::tables::Table;
use crate::journal::chain::{Head, Row};

/// `WRMX`, shown by `file(1)`: not a case file, but the copy of one.
pub const APPLICATION_ID: i64 = 0x5752_4D58;

/// Why it could not be built.
#[derive(Debug, thiserror::Error)]
#[error("the SQLite copy could not be built ({0}); make room in the directory for temporary files and try again")]
pub struct SqliteError(#[from] rusqlite::Error);

/// Builds the database at a path where nothing is yet: `journal` and `head` as in a case file, and each table as a plain one.
///
/// # Errors
/// [`SqliteError`].
pub fn build(rows: &[Row], heads: &[Head], tables: &[Table], path: &Path) -> Result<(), SqliteError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    // A rollback journal: on a read-only medium a write-ahead log could not be opened.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "secure_delete", true)?;
    // What is built here is copied onto a medium and synced there, or thrown away.
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", 1)?;
    connection.execute_batch(
        "BEGIN; \
         CREATE TABLE journal(station TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, line BLOB NOT NULL, body BLOB) STRICT; \
         CREATE TABLE head(station TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL, sig BLOB NOT NULL) STRICT;",
    )?;
    {
        let mut add = connection.prepare("INSERT INTO journal VALUES(?1, ?2, ?3, ?4, ?5)")?;
        for row in rows {
            add.execute(params![row.station, row.seq, row.hash, row.line, row.body])?;
        }
        let mut add = connection.prepare("INSERT INTO head VALUES(?1, ?2, ?3, ?4)")?;
        for head in heads {
            add.execute(params![head.station, head.seq, head.hash, head.sig])?;
        }
    }
    for table in tables {
        fill(&connection, table)?;
    }
    connection.execute_batch("COMMIT")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn fill(connection: &Connection, table: &Table) -> rusqlite::Result<()> {
    // Names are constants of this program.
    let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{column}\"")).collect();
    connection.execute_batch(&format!("CREATE TABLE \"{}\"({})", table.name, columns.join(", ")))?;
    let places = vec!["?"; columns.len()].join(", ");
    let mut add = connection.prepare(&format!("INSERT INTO \"{}\" VALUES({places})", table.name))?;
    for row in &table.rows {
        add.execute(rusqlite::params_from_iter(row.iter().map(cell)))?;
    }
    Ok(())
}

/// What a cell is in SQLite.
#[must_use]
pub fn cell(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(truth) => Sql::Integer(i64::from(*truth)),
        Value::Number(number) => number.as_i64().map_or_else(|| Sql::Text(number.to_string()), Sql::Integer),
        Value::String(text) => Sql::Text(text.clone()),
        other => Sql::Text(other.to_string()),
    }
}

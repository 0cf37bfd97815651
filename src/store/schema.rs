//! The layout of the case file. A file whose schema text differs from this one is not opened for writing.

use rusqlite::Connection;

/// `WRM1`, shown by `file(1)`.
pub const APPLICATION_ID: i64 = 0x5752_4D31;
/// Layout of the tables.
pub const LAYOUT: i64 = 1;

/// Tables, as `(name, statement)`, in the order of their names.
pub const TABLES: &[(&str, &str)] = &[
    (
        "attachment",
        "CREATE TABLE attachment(sha256 BLOB NOT NULL, salt BLOB NOT NULL, part INTEGER NOT NULL, batch TEXT NOT NULL, bytes BLOB NOT NULL, \
         PRIMARY KEY(sha256, salt, part)) STRICT",
    ),
    (
        "head",
        "CREATE TABLE head(station TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL, sig BLOB NOT NULL) STRICT",
    ),
    (
        "journal",
        "CREATE TABLE journal(station TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, line BLOB NOT NULL, body BLOB, \
         UNIQUE(station, seq, hash)) STRICT",
    ),
];

/// Guards of this connection against accidents: rows are only ever added, a line only ever follows the last, and of a line that is there nothing changes but
/// that its body is emptied. They are temporary, so that the file itself carries no triggers and a file that does is refused.
const GUARDS: &str = "
CREATE TEMP TRIGGER guard_update BEFORE UPDATE ON main.journal
WHEN NEW.body IS NOT NULL OR (NEW.rowid, NEW.station, NEW.seq, NEW.hash, NEW.line) IS NOT (OLD.rowid, OLD.station, OLD.seq, OLD.hash, OLD.line)
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;
CREATE TEMP TRIGGER guard_delete BEFORE DELETE ON main.journal BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END;
";
/// What is written here follows the last line of its chain.
const GUARD_INSERT: &str = "
CREATE TEMP TRIGGER guard_insert BEFORE INSERT ON main.journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM main.journal WHERE station = NEW.station)
BEGIN SELECT RAISE(ABORT, 'a line follows the last one'); END;
";
/// What another laptop wrote may also stand beside a line of the same number, as the other branch of a fork; never behind a gap. For one transaction.
const GUARD_BRANCH: &str = "
DROP TRIGGER temp.guard_insert;
CREATE TEMP TRIGGER guard_branch BEFORE INSERT ON main.journal
WHEN NEW.seq IS NULL OR NEW.seq < 1 OR NEW.seq > (SELECT coalesce(max(seq), 0) + 1 FROM main.journal WHERE station = NEW.station)
BEGIN SELECT RAISE(ABORT, 'a line follows the last one or stands beside one'); END;
";

/// Makes the tables in an empty database.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    for (_, statement) in TABLES {
        connection.execute_batch(statement)?;
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", LAYOUT)
}

/// Puts the guards up.
pub(super) fn guard(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "recursive_triggers", true)?;
    connection.execute_batch(GUARDS)?;
    connection.execute_batch(GUARD_INSERT)
}

/// Lets branches of a fork in, inside a transaction.
pub(super) fn guard_branches(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(GUARD_BRANCH)
}

/// Puts the guard back that [`guard_branches`] took away. Where the transaction is undone instead it comes back by itself.
pub(super) fn guard_lines(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DROP TRIGGER temp.guard_branch;")?;
    connection.execute_batch(GUARD_INSERT)
}

/// How the schema differs from ours; none when it is the same.
pub(super) fn difference(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare(
        "SELECT type, name, sql FROM main.sqlite_schema WHERE NOT (type = 'index' AND name LIKE 'sqlite\\_autoindex\\_%' ESCAPE '\\' AND sql IS NULL) ORDER BY name",
    )?;
    let found = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    let found = found.collect::<rusqlite::Result<Vec<_>>>()?;
    for (kind, name, sql) in &found {
        let name = crate::domain::text::visible(name);
        if kind != "table" {
            return Ok(Some(format!("it carries a {kind} named {name}, which warroom never makes")));
        }
        match TABLES.iter().chain([&super::origin::TABLE]).find(|(known, _)| *known == name) {
            Some((_, statement)) if sql.as_deref() == Some(statement) => {}
            Some(_) => return Ok(Some(format!("its table {name} has another layout"))),
            None => return Ok(Some(format!("it carries a table named {name}, which warroom never makes"))),
        }
    }
    Ok(TABLES
        .iter()
        .find(|(name, _)| !found.iter().any(|(_, known, _)| known == name))
        .map(|(name, _)| format!("the table {name} is missing")))
}

//! The papers of the export that a case file was made from, where that export withheld something: they say, signed, which bodies never came here.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{CaseFile, StoreError};

/// The table. A case that began on a laptop, or came from an export that withheld nothing, has none.
pub(super) const TABLE: (&str, &str) =
    ("origin", "CREATE TABLE origin(path TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT");

/// Papers by their path in the folder.
pub type Papers = BTreeMap<String, Vec<u8>>;

impl CaseFile {
    /// The papers; none where every body was here once.
    ///
    /// # Errors
    /// A damaged file.
    pub fn origin(&self) -> Result<Papers, StoreError> {
        let there: bool = self.connection().query_row(
            "SELECT EXISTS(SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?1)",
            [TABLE.0],
            |row| row.get(0),
        )?;
        if !there {
            return Ok(Papers::new());
        }
        let mut statement = self.connection().prepare("SELECT path, bytes FROM main.origin ORDER BY path")?;
        let papers = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(papers.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps the papers, inside the transaction that puts the lines in.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn set_origin(&self, papers: &Papers) -> Result<(), StoreError> {
        self.connection().execute_batch(TABLE.1)?;
        let mut add = self.connection().prepare("INSERT INTO main.origin(path, bytes) VALUES(?1, ?2)")?;
        for (path, bytes) in papers {
            add.execute(params![path, bytes])?;
        }
        Ok(())
    }
}

//! Taking in what another file of the same case holds: lines, heads and attachments. What may come in is decided elsewhere; here it is only put in.

use rusqlite::{OptionalExtension as _, params};
use sha2::{Digest, Sha256};

use super::attachment::PART;
use super::{CaseFile, StoreError, schema};
use crate::journal::chain::{Head, Row};
use crate::journal::merkle::Hash;

/// One attachment as a file or folder lists it, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// SHA-256 of the bytes.
    pub sha256: Hash,
    /// Salt of the commitment.
    pub salt: Vec<u8>,
    /// How many bytes there are.
    pub size: u64,
}

impl Listed {
    /// SHA-256 of salt and bytes.
    #[must_use]
    pub fn commitment(&self, bytes: &[u8]) -> Hash {
        Sha256::new().chain_update(&self.salt).chain_update(bytes).finalize().into()
    }
}

impl CaseFile {
    /// Every attachment, those that wait for their record among them.
    ///
    /// # Errors
    /// A damaged file, or a digest that has not the length of one.
    pub fn listed(&self) -> Result<Vec<Listed>, StoreError> {
        let mut statement = self.connection().prepare_cached(
            "SELECT sha256, salt, sum(length(bytes)) FROM attachment GROUP BY sha256, salt ORDER BY sha256, salt",
        )?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?, row.get::<_, i64>(2)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let listed = rows.into_iter().map(|(sha256, salt, size)| {
            let sha256 = sha256.try_into().map_err(|_| StoreError::Sqlite("a digest of another length".to_owned()))?;
            Ok(Listed { sha256, salt, size: u64::try_from(size).unwrap_or(0) })
        });
        listed.collect()
    }

    /// The bytes of one of [`CaseFile::listed`], if they are those of its digest.
    ///
    /// # Errors
    /// A damaged file.
    pub fn bytes_of(&self, listed: &Listed) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = self.parts(&listed.sha256, &listed.salt)?;
        Ok((Sha256::digest(&bytes).as_slice() == listed.sha256).then_some(bytes))
    }

    /// Puts bytes in under the salt that another file has them under, in short transactions of one part each. Parts that are there already stay: a part of
    /// the same digest and salt has the same bytes.
    ///
    /// # Errors
    /// What the system says.
    pub fn bring(&self, listed: &Listed, bytes: &[u8], batch: &str) -> Result<(), StoreError> {
        let whole: &[&[u8]] = &[b""];
        let parts: Vec<&[u8]> = if bytes.is_empty() { whole.to_vec() } else { bytes.chunks(PART).collect() };
        for (number, part) in (0_i64..).zip(parts) {
            self.begin()?;
            let added = self
                .connection()
                .prepare_cached(
                    "INSERT OR IGNORE INTO attachment(sha256, salt, part, batch, bytes) VALUES(?1, ?2, ?3, ?4, ?5)",
                )
                .and_then(|mut add| add.execute(params![listed.sha256.as_slice(), listed.salt, number, batch, part]));
            if let Err(error) = added {
                self.undo();
                return Err(error.into());
            }
            self.commit()?;
        }
        Ok(())
    }

    /// Whether every byte of an attachment is there, by count.
    ///
    /// # Errors
    /// A damaged file.
    pub fn holds(&self, listed: &Listed) -> Result<bool, StoreError> {
        let found: Option<i64> = self
            .connection()
            .prepare_cached("SELECT sum(length(bytes)) FROM attachment WHERE sha256 = ?1 AND salt = ?2")?
            .query_row(params![listed.sha256.as_slice(), listed.salt], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(found.is_some_and(|found| u64::try_from(found) == Ok(listed.size)))
    }

    /// Adds, inside a transaction, those of another file's lines that are not here; they come in the order (station, number). A line beside one of the same
    /// number is the other branch of a fork. Gives how many were added.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn join(&self, rows: &[Row]) -> Result<u64, StoreError> {
        schema::guard_branches(self.connection())?;
        let mut added = 0;
        {
            let mut known = self
                .connection()
                .prepare_cached("SELECT EXISTS(SELECT 1 FROM journal WHERE station = ?1 AND seq = ?2 AND hash = ?3)")?;
            let mut add = self
                .connection()
                .prepare_cached("INSERT INTO journal(station, seq, hash, line, body) VALUES(?1, ?2, ?3, ?4, ?5)")?;
            for row in rows {
                if !known.query_row(params![row.station, row.seq, row.hash], |found| found.get(0))? {
                    added += u64::try_from(add.execute(params![row.station, row.seq, row.hash, row.line, row.body])?)
                        .unwrap_or(0);
                }
            }
        }
        schema::guard_lines(self.connection())?;
        Ok(added)
    }

    /// Takes over, inside a transaction, the signed heads that reach further than those here; of the two ends of a fork the one with the larger hash, so that
    /// every laptop keeps the same.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn join_heads(&self, heads: &[Head]) -> Result<(), StoreError> {
        let own = self.heads()?;
        for head in heads {
            let here = own.iter().find(|own| own.station == head.station);
            if here.is_none_or(|here| (here.seq, &here.hash) < (head.seq, &head.hash)) {
                self.set_head(head)?;
            }
        }
        Ok(())
    }
}

//! Attachments: bytes kept inside the case file, in parts small enough that no other writer waits.

use rusqlite::{OptionalExtension as _, params};
use sha2::{Digest, Sha256};

use super::{CaseFile, StoreError};
use crate::journal::merkle::Hash;

/// Largest attachment kept inside; larger files are kept by path and digest.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// Bytes of one part: one transaction of a few milliseconds.
const PART: usize = 1024 * 1024;

/// Bytes that were put aside and wait for the record that cites them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the bytes.
    pub sha256: Hash,
    /// SHA-256 of salt and bytes.
    pub commitment: Hash,
}

/// One attachment as found in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The digest it is stored under.
    pub sha256: Vec<u8>,
    /// Digest of the bytes as they are.
    pub actual: Hash,
    /// SHA-256 of salt and bytes as they are.
    pub commitment: Hash,
    /// The batch that brought it.
    pub batch: String,
}

impl CaseFile {
    /// Puts bytes aside under a batch id. Until a record cites them they do not count, and a batch whose process is gone is swept at the next opening.
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] and what the system says.
    pub fn put_aside(&self, bytes: &[u8], salt: [u8; 16], batch: &str) -> Result<Stored, StoreError> {
        if bytes.len() as u64 > LARGEST {
            return Err(StoreError::TooLarge(bytes.len() as u64));
        }
        let sha256: Hash = Sha256::digest(bytes).into();
        let commitment: Hash = Sha256::new().chain_update(salt).chain_update(bytes).finalize().into();
        let whole: &[&[u8]] = &[b""];
        let parts: Vec<&[u8]> = if bytes.is_empty() { whole.to_vec() } else { bytes.chunks(PART).collect() };
        for (number, part) in (0_i64..).zip(parts) {
            self.begin()?;
            let added = self
                .connection()
                .prepare_cached("INSERT INTO attachment(sha256, salt, part, batch, bytes) VALUES(?1, ?2, ?3, ?4, ?5)")
                .and_then(|mut statement| {
                    statement.execute(params![sha256.as_slice(), salt.as_slice(), number, batch, part])
                });
            if let Err(error) = added {
                self.undo();
                return Err(error.into());
            }
            self.commit()?;
        }
        Ok(Stored { sha256, commitment })
    }

    /// The bytes of an attachment by digest, if they are there and are those of the digest.
    ///
    /// # Errors
    /// A damaged file.
    pub fn attachment(&self, sha256: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        let salt: Option<Vec<u8>> = self
            .connection()
            .query_row(
                "SELECT salt FROM attachment WHERE sha256 = ?1 ORDER BY salt LIMIT 1",
                [sha256.as_slice()],
                |row| row.get(0),
            )
            .optional()?;
        let Some(salt) = salt else { return Ok(None) };
        let bytes = self.parts(sha256.as_slice(), &salt)?;
        Ok((Sha256::digest(&bytes).as_slice() == sha256.as_slice()).then_some(bytes))
    }

    fn parts(&self, sha256: &[u8], salt: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT bytes FROM attachment WHERE sha256 = ?1 AND salt = ?2 ORDER BY part")?;
        let mut rows = statement.query(params![sha256, salt])?;
        let mut bytes = Vec::new();
        while let Some(row) = rows.next()? {
            bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(|error| StoreError::Sqlite(error.to_string()))?);
        }
        Ok(bytes)
    }

    /// Every attachment with its digests recomputed, one at a time in memory.
    ///
    /// # Errors
    /// A damaged file.
    pub fn attachments(&self) -> Result<Vec<Found>, StoreError> {
        let mut statement = self
            .connection()
            .prepare("SELECT DISTINCT sha256, salt, batch FROM attachment ORDER BY sha256, salt, batch")?;
        let keys = statement.query_map([], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, String>(2)?))
        })?;
        let mut found = Vec::new();
        for key in keys {
            let (sha256, salt, batch) = key?;
            let bytes = self.parts(&sha256, &salt)?;
            let commitment = Sha256::new().chain_update(&salt).chain_update(&bytes).finalize().into();
            found.push(Found { sha256, actual: Sha256::digest(&bytes).into(), commitment, batch });
        }
        Ok(found)
    }

    /// Removes the parts of batches that no record cites and whose process is gone. `cited` holds the commitments that records name, `gone` judges a batch.
    ///
    /// # Errors
    /// What the system says.
    pub fn sweep(&self, cited: &dyn Fn(&Hash) -> bool, gone: &dyn Fn(&str) -> bool) -> Result<usize, StoreError> {
        let mut swept = 0;
        let mut statement = self.connection().prepare("SELECT DISTINCT batch FROM attachment")?;
        let batches = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        if batches.iter().all(|batch| !gone(batch)) {
            return Ok(0);
        }
        for found in self.attachments()? {
            if gone(&found.batch) && !cited(&found.commitment) {
                self.begin()?;
                let removed = self.connection().execute(
                    "DELETE FROM attachment WHERE sha256 = ?1 AND batch = ?2",
                    params![found.sha256, found.batch],
                );
                match removed {
                    Ok(rows) => swept += rows,
                    Err(error) => {
                        self.undo();
                        return Err(error.into());
                    }
                }
                self.commit()?;
            }
        }
        Ok(swept)
    }
}

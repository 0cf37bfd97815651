//! Attachments: bytes kept inside the case file, in parts small enough that no other writer waits.

use rusqlite::{OptionalExtension as _, params};
use sha2::{Digest, Sha256};

use super::{CaseFile, StoreError};
use crate::journal::hex;
use crate::journal::merkle::Hash;

/// Largest attachment kept inside; larger files are kept by path and digest.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// Bytes of one part: one transaction of a few milliseconds.
pub const PART: usize = 1024 * 1024;

/// Bytes that were put aside and wait for the record that cites them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the bytes.
    pub sha256: Hash,
    /// SHA-256 of salt and bytes.
    pub commitment: Hash,
}

/// The salt of an attachment, and its bytes.
pub type Salted = (Vec<u8>, Vec<u8>);

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

    /// The bytes of an attachment by digest with the salt they are stored under, if they are there and are those of the digest: with the salt, single parts can be
    /// read later ([`CaseFile::attachment_part`]).
    ///
    /// # Errors
    /// A damaged file.
    pub fn attachment_salted(&self, sha256: &Hash) -> Result<Option<Salted>, StoreError> {
        let mut statement =
            self.connection().prepare_cached("SELECT DISTINCT salt FROM attachment WHERE sha256 = ?1 ORDER BY salt")?;
        let salts = statement.query_map([sha256.as_slice()], |row| row.get::<_, Vec<u8>>(0))?;
        for salt in salts.collect::<rusqlite::Result<Vec<_>>>()? {
            let bytes = self.parts(sha256.as_slice(), &salt)?;
            if Sha256::digest(&bytes).as_slice() == sha256.as_slice() {
                return Ok(Some((salt, bytes)));
            }
        }
        Ok(None)
    }

    /// Puts one part of an attachment ([`PART`] bytes of it, the last one fewer) in the place of what `into` held. Whether it is there; nothing is said of its bytes.
    ///
    /// # Errors
    /// A damaged file.
    pub fn attachment_part(
        &self,
        sha256: &Hash,
        salt: &[u8],
        part: u64,
        into: &mut Vec<u8>,
    ) -> Result<bool, StoreError> {
        into.clear();
        let mut statement = self
            .connection()
            .prepare_cached("SELECT bytes FROM attachment WHERE sha256 = ?1 AND salt = ?2 AND part = ?3")?;
        let mut rows = statement.query(params![sha256.as_slice(), salt, i64::try_from(part).unwrap_or(i64::MAX)])?;
        let Some(row) = rows.next()? else { return Ok(false) };
        into.extend_from_slice(row.get_ref(0)?.as_blob().map_err(|error| StoreError::Sqlite(error.to_string()))?);
        Ok(true)
    }

    /// The salt under which bytes with this salted digest are stored.
    ///
    /// # Errors
    /// A damaged file.
    pub fn salt_of(&self, sha256: &Hash, commitment: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement =
            self.connection().prepare_cached("SELECT DISTINCT salt FROM attachment WHERE sha256 = ?1 ORDER BY salt")?;
        let salts = statement.query_map([sha256.as_slice()], |row| row.get::<_, Vec<u8>>(0))?;
        for salt in salts.collect::<rusqlite::Result<Vec<_>>>()? {
            let bytes = self.parts(sha256.as_slice(), &salt)?;
            let found: Hash = Sha256::new().chain_update(&salt).chain_update(&bytes).finalize().into();
            if found == *commitment {
                return Ok(Some(salt));
            }
        }
        Ok(None)
    }

    /// How many bytes the parts of an attachment have, without reading them.
    ///
    /// # Errors
    /// A damaged file.
    pub fn attachment_size(&self, sha256: &Hash) -> Result<u64, StoreError> {
        let sum = "SELECT coalesce(sum(length(bytes)), 0) FROM attachment WHERE sha256 = ?1";
        let size: i64 = self.connection().prepare_cached(sum)?.query_row([sha256.as_slice()], |row| row.get(0))?;
        Ok(u64::try_from(size).unwrap_or(0))
    }

    pub(super) fn parts(&self, sha256: &[u8], salt: &[u8]) -> Result<Vec<u8>, StoreError> {
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

    /// Whether there are parts of a batch whose process is gone.
    ///
    /// # Errors
    /// A damaged file.
    pub fn has_batches(&self, gone: &dyn Fn(&str) -> bool) -> Result<bool, StoreError> {
        let mut statement = self.connection().prepare_cached("SELECT DISTINCT batch FROM attachment")?;
        let batches = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(batches.iter().any(|batch| gone(batch)))
    }

    /// Removes, inside a transaction, the parts of batches whose process is gone and that no record cites. `known` says of a digest (hex) that a counted
    /// record cites it; anything else is looked for in the bytes of all bodies, because records that do not count today may count tomorrow. Not to be called
    /// while a body is missing that nobody took out by order: it may be the one that cites.
    ///
    /// # Errors
    /// What the system says.
    pub fn sweep(&self, known: &dyn Fn(&str) -> bool, gone: &dyn Fn(&str) -> bool) -> Result<usize, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT DISTINCT sha256, salt, batch FROM attachment ORDER BY sha256, salt")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let all: Vec<(Vec<u8>, Vec<u8>, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let mut swept = 0;
        for (sha256, salt, batch) in all.iter().filter(|(_, _, batch)| gone(batch)) {
            let digest = hex(sha256);
            let only = all.iter().filter(|(other, _, _)| other == sha256).count() == 1;
            // One copy of bytes that are cited is the cited one; of several only the salted digest tells.
            let keep = if only && known(&digest) {
                true
            } else if only {
                self.mentioned(&digest)?
            } else {
                let bytes = self.parts(sha256, salt)?;
                let commitment: Hash = Sha256::new().chain_update(salt).chain_update(&bytes).finalize().into();
                self.mentioned(&hex(&commitment))?
            };
            if !keep {
                let remove = "DELETE FROM attachment WHERE sha256 = ?1 AND salt = ?2 AND batch = ?3";
                swept += connection.execute(remove, params![sha256, salt, batch])?;
            }
        }
        Ok(swept)
    }

    /// Removes, inside a transaction, the bytes of one salted digest (hex), whoever cites them.
    ///
    /// # Errors
    /// What the system says.
    pub fn take_out(&self, commitment: &str) -> Result<(), StoreError> {
        let mut statement = self.connection().prepare_cached("SELECT DISTINCT sha256, salt FROM attachment")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let all: Vec<(Vec<u8>, Vec<u8>)> = rows.collect::<rusqlite::Result<_>>()?;
        for (sha256, salt) in all {
            let bytes = self.parts(&sha256, &salt)?;
            let found: Hash = Sha256::new().chain_update(&salt).chain_update(&bytes).finalize().into();
            if hex(&found) == commitment {
                let remove = "DELETE FROM attachment WHERE sha256 = ?1 AND salt = ?2";
                self.connection().execute(remove, params![sha256, salt])?;
            }
        }
        Ok(())
    }

    /// Takes back bytes that were put aside and are cited by no record.
    ///
    /// # Errors
    /// What the system says.
    pub fn discard(&self, sha256: &Hash, commitment: &Hash) -> Result<(), StoreError> {
        let mut statement =
            self.connection().prepare_cached("SELECT DISTINCT salt FROM attachment WHERE sha256 = ?1")?;
        let salts = statement
            .query_map([sha256.as_slice()], |row| row.get::<_, Vec<u8>>(0))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for salt in salts {
            let bytes = self.parts(sha256.as_slice(), &salt)?;
            let found: Hash = Sha256::new().chain_update(&salt).chain_update(&bytes).finalize().into();
            if found != *commitment {
                continue;
            }
            self.begin()?;
            let removed = self.mentioned(&hex(commitment)).and_then(|mentioned| {
                let remove = "DELETE FROM attachment WHERE sha256 = ?1 AND salt = ?2";
                Ok(if mentioned { 0 } else { self.connection().execute(remove, params![sha256.as_slice(), salt])? })
            });
            match removed {
                Ok(_) => self.commit()?,
                Err(error) => {
                    self.undo();
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Takes back what is left of a batch that was given up before a record cited any of it: parts of bytes that were not put aside whole.
    ///
    /// # Errors
    /// What the system says.
    pub fn discard_batch(&self, batch: &str) -> Result<(), StoreError> {
        self.begin()?;
        match self.connection().execute("DELETE FROM attachment WHERE batch = ?1", [batch]) {
            Ok(_) => self.commit(),
            Err(error) => {
                self.undo();
                Err(error.into())
            }
        }
    }

    /// Whether the bytes of any body mention a text.
    fn mentioned(&self, text: &str) -> Result<bool, StoreError> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT EXISTS(SELECT 1 FROM journal WHERE instr(body, CAST(?1 AS BLOB)))")?;
        Ok(statement.query_row([text], |row| row.get(0))?)
    }
}

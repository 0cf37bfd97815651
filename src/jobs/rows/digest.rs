//! The digest over the kept rows of an import, so that `verify` covers them, and a stranger can compute it again.
//!
//! SHA-256 over one line for each kept row, in the order of the file: the row as compact JSON with the fields of [`Row`] in their order, in UTF-8,
//! then a line feed. Fields that say nothing are left out, as [`Row`] lists them. Numbers are whole; of text only quote, backslash and what lies below a space are
//! escaped (`\b \f \n \r \t`, else `\u00xx`); `extra` is an array of `[name, value]`.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use crate::library::foreign::Row;

/// Takes in rows as they are kept.
#[derive(Debug, Default)]
pub struct RowsDigest {
    sha256: Sha256,
    line: Vec<u8>,
    rows: u64,
}

impl RowsDigest {
    /// Takes in the next row and gives its line, without the line feed: what is stored of it can be these very bytes.
    ///
    /// # Errors
    /// None that a row can cause; the signature is that of the writer.
    pub fn add(&mut self, row: &Row) -> io::Result<&[u8]> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, row)?;
        self.line.write_all(b"\n")?;
        self.sha256.update(&self.line);
        self.rows += 1;
        Ok(self.line.get(..self.line.len() - 1).unwrap_or_default())
    }

    /// The digest, and over how many rows it goes.
    #[must_use]
    pub fn finish(self) -> ([u8; 32], u64) {
        (self.sha256.finalize().into(), self.rows)
    }
}

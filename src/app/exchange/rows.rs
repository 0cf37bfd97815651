//! Imported rows on their way out: read from the case file by file and written line by line, so that memory does not grow with them.

use std::io::{self, BufRead as _, Read, Write};

use sha2::{Digest as _, Sha256};

use crate::app::case::Case;
use crate::domain::exchange::Filed;
use crate::export::exchange::RowsFile;
use crate::jobs::rows::order::Trouble;
use crate::journal::hex;
use crate::library::foreign::{Row, shelf};

/// What a file of rows is, before it is written.
pub(super) struct Measured {
    /// Its name, size and digest.
    pub(super) filed: Filed,
    /// Rows that the format has no place for.
    pub(super) left_out: u64,
}

/// Writes nothing, and says what would be written.
///
/// # Errors
/// Rows that are not those of their record.
pub(super) fn measure(case: &Case, file: &RowsFile) -> io::Result<Measured> {
    let mut measure = Measure::default();
    let left_out = write(case, file, &mut measure)?;
    Ok(Measured { filed: measure.filed(&file.name), left_out })
}

/// Writes the rows of every import in the order of their lines, and gives how many the format had no place for.
///
/// # Errors
/// Rows that are not those of their record; what the medium says.
pub(super) fn write(case: &Case, file: &RowsFile, out: &mut dyn Write) -> io::Result<u64> {
    let mut out = io::BufWriter::with_capacity(1 << 18, out);
    out.write_all(file.header().as_bytes())?;
    let mut left_out = 0;
    for import in &file.imports {
        let import_of = import.record();
        let damaged = |why: &str| io::Error::other(Trouble::Damaged { import: import_of, why: why.to_owned() });
        for sha256 in &import.files {
            let packed =
                case.attachment(sha256).ok_or_else(|| damaged("the bytes in the case are not those of its digest"))?;
            for line in shelf::lines(packed.as_slice()).split(b'\n') {
                let row: Row = serde_json::from_slice(&line?).map_err(|error| damaged(&error.to_string()))?;
                match file.line(import, &row) {
                    Some(line) => out.write_all(line.as_bytes())?,
                    None => left_out += 1,
                }
            }
        }
    }
    out.flush()?;
    Ok(left_out)
}

/// Size and digest of what is written into it.
#[derive(Default)]
pub(super) struct Measure {
    sha256: Sha256,
    size: u64,
}

impl Measure {
    /// Takes in all that is read.
    pub(super) fn read(mut self, mut from: impl Read) -> io::Result<Self> {
        io::copy(&mut from, &mut self)?;
        Ok(self)
    }

    pub(super) fn filed(self, name: &str) -> Filed {
        Filed { name: name.to_owned(), size: self.size, sha256: hex(&self.sha256.finalize()) }
    }
}

impl Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sha256.update(bytes);
        self.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

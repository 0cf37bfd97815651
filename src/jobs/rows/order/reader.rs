//! Reading blocks out of the attachments of a case, by several threads at once.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::run::{Block, Lies};
use super::{Trouble, held};
use crate::domain::id::RecordId;
use crate::journal::merkle::Hash;
use crate::library::foreign::shelf;
use crate::store::CaseFile;
use crate::store::attachment::{PART, Salted};

/// Connections that stay open between two questions.
const IDLE: usize = 8;

/// Where the attachments of a case are read.
#[derive(Debug)]
pub struct Shelves {
    case: PathBuf,
    idle: Mutex<Vec<Reader>>,
}

/// One connection, and the part it read last: blocks beside each other lie in the same part.
#[derive(Debug)]
pub(super) struct Reader {
    file: CaseFile,
    last: Option<(Hash, u64)>,
    part: Vec<u8>,
    packed: Vec<u8>,
}

impl Shelves {
    /// Those of a case file.
    #[must_use]
    pub fn new(case: &Path) -> Self {
        Self { case: case.to_owned(), idle: Mutex::default() }
    }

    /// The case file.
    #[must_use]
    pub fn case(&self) -> &Path {
        &self.case
    }

    /// Lends a connection.
    pub(super) fn with<T>(&self, read: impl FnOnce(&mut Reader) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let idle = held(&self.idle).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => {
                Reader { file: CaseFile::open_to_read(&self.case)?, last: None, part: Vec::new(), packed: Vec::new() }
            }
        };
        let read = read(&mut reader);
        let mut idle = held(&self.idle);
        if idle.len() < IDLE {
            idle.push(reader);
        }
        read
    }
}

impl Reader {
    /// A whole attachment, held against its digest, with the salt it is stored under.
    pub(super) fn whole(&mut self, sha256: &Hash) -> Result<Option<Salted>, Trouble> {
        Ok(self.file.attachment_salted(sha256)?)
    }

    /// The lines of a block. Their digest was looked at when the run was built; what went wrong since shows in the checksum of the block.
    pub(super) fn lines(
        &mut self,
        import: RecordId,
        lies: &Lies,
        block: &Block,
        lines: &mut Vec<u8>,
    ) -> Result<(), Trouble> {
        let damaged = |why: &str| Trouble::Damaged { import, why: why.to_owned() };
        self.packed.clear();
        let (mut at, end) = (block.at as usize, block.at as usize + block.packed as usize);
        while at < end {
            let part = (at / PART) as u64;
            if self.last != Some((lies.sha256, part)) {
                self.last = None;
                if !self.file.attachment_part(&lies.sha256, &lies.salt, part, &mut self.part)? {
                    return Err(damaged("bytes of an attachment are gone"));
                }
                self.last = Some((lies.sha256, part));
            }
            let from = at % PART;
            let piece = self.part.get(from..self.part.len().min(from + end - at)).unwrap_or_default();
            if piece.is_empty() {
                return Err(damaged("an attachment is shorter than it was"));
            }
            self.packed.extend_from_slice(piece);
            at += piece.len();
        }
        let rest = shelf::unpack(&self.packed, lines).map_err(|error| damaged(&error.to_string()))?;
        if !rest.is_empty() || lines.len() != block.unpacked as usize {
            return Err(damaged("a block is not the one that was there"));
        }
        Ok(())
    }
}

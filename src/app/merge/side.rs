//! The other side: read once, verified first, and held against what was verified.

use std::path::Path;

use super::refusal::{NotMerged, Place};
use super::{in_the_way, union};
use crate::app::failure::Failure;
use crate::domain::id::StationId;
use crate::export::verify::verify;
use crate::journal::chain::{Head, Row};
use crate::journal::hex;
use crate::journal::signature::Purpose;
use crate::store::CaseFile;
use crate::store::joining::Listed;

/// Another copy of a case, as it was when it was verified.
#[derive(Debug)]
pub struct Side {
    pub(super) case: String,
    pub(super) purpose: Purpose,
    pub(super) rows: Vec<Row>,
    pub(super) heads: Vec<Head>,
    pub(super) attachments: Vec<Listed>,
    source: Source,
}

/// Where its attachments are read from.
#[derive(Debug)]
enum Source {
    File(CaseFile),
}

impl Side {
    /// Reads a case file that somebody else may have written. Nothing on its medium changes.
    ///
    /// # Errors
    /// It is no case file, or does not verify.
    pub fn of_file(path: &Path) -> Result<Self, Failure> {
        let file = CaseFile::open_foreign(path)?;
        let report = verify(path, None)?;
        let problems = in_the_way(&report.problems);
        if !problems.is_empty() {
            return Err(NotMerged::Damaged { place: Place::There, problems }.into());
        }
        let (rows, heads, attachments) =
            file.at_one_moment(|file| Ok::<_, Failure>((file.rows()?.0, file.heads()?, file.listed()?)))?;
        // What was verified and what is taken in are two readings of a file that somebody else may be writing to.
        let reading = union::read(&rows, &heads, StationId::default());
        let same = reading.lines == report.lines && hex(&reading.case_head()) == report.case_head;
        if !same || !in_the_way(&reading.problems).is_empty() {
            return Err(NotMerged::Changed.into());
        }
        let purpose = Purpose::parse(&report.purpose).unwrap_or(Purpose::Incident);
        Ok(Side { case: report.case, purpose, rows, heads, attachments, source: Source::File(file) })
    }

    /// The bytes of one of its attachments.
    pub(super) fn bytes(&self, listed: &Listed) -> Result<Vec<u8>, Failure> {
        let found = match &self.source {
            Source::File(file) => file.bytes_of(listed)?,
        };
        found.ok_or_else(|| NotMerged::Attachment(hex(&listed.sha256)).into())
    }
}

//! The other side: read once, verified first, and held against what was verified.

use std::path::Path;

use super::refusal::{NotMerged, Place};
use super::{in_the_way, union};
use crate::app::failure::Failure;
use crate::domain::id::StationId;
use crate::export::bag::Tree;
use crate::export::folder::layout;
use crate::export::origin::{self, PAPERS};
use crate::export::verify::{self, verify_open};
use crate::journal::chain::{Head, Reader, Row};
use crate::journal::line::sha256;
use crate::journal::signature::Purpose;
use crate::journal::{bytes_from_hex, hash_from_hex, hex};
use crate::store::joining::Listed;
use crate::store::origin::Papers;
use crate::store::{CaseFile, attachment};

/// Longest paper that is kept of a folder, bytes.
const LONGEST_PAPER: u64 = 64 * 1024 * 1024;

/// Another copy of a case, as it was when it was verified.
#[derive(Debug)]
pub struct Side {
    pub(super) case: String,
    pub(super) purpose: Purpose,
    pub(super) rows: Vec<Row>,
    pub(super) heads: Vec<Head>,
    pub(super) attachments: Vec<Listed>,
    /// Of a folder that withholds something: what says so, signed.
    pub(super) papers: Papers,
    source: Source,
}

/// Case, purpose, lines, heads and attachments of a file.
type Contents = (String, Purpose, Vec<Row>, Vec<Head>, Vec<Listed>);

/// Where its attachments are read from.
#[derive(Debug)]
enum Source {
    File(CaseFile),
    Folder(Tree),
}

impl Side {
    /// Reads what lies at `path`, a case folder or a case file.
    ///
    /// # Errors
    /// What lies there is no copy of a case; as [`Side::of_folder`] and [`Side::of_file`].
    pub fn of(path: &Path) -> Result<Self, Failure> {
        super::kind::copy(path)?;
        if path.is_dir() { Self::of_folder(path) } else { Self::of_file(path) }
    }

    /// Reads a case file that somebody else may have written. Nothing on its medium changes.
    ///
    /// # Errors
    /// It is no case file, or does not verify.
    pub fn of_file(path: &Path) -> Result<Self, Failure> {
        let file = CaseFile::open_foreign(path)?;
        let read = Self::of_open_file(&file);
        // Somebody who began to write meanwhile may have made two moments of it, whatever came of reading it.
        if !file.untouched() {
            return Err(NotMerged::Changed.into());
        }
        let (case, purpose, rows, heads, attachments) = read?;
        let source = Source::File(file);
        Ok(Side { case, purpose, rows, heads, attachments, papers: Papers::new(), source })
    }

    fn of_open_file(file: &CaseFile) -> Result<Contents, Failure> {
        let report = verify_open(file, None)?;
        let problems = in_the_way(&report.problems);
        if !problems.is_empty() {
            return Err(NotMerged::Damaged { place: Place::There, problems }.into());
        }
        let (rows, heads, attachments) =
            file.at_one_moment(|file| Ok::<_, Failure>((file.rows()?.0, file.heads()?, file.listed()?)))?;
        // What was verified and what is taken in are two readings of a file that somebody else may be writing to.
        let reading = union::read(origin::reader(file)?.0, &rows, &heads, StationId::default());
        let same = reading.lines == report.lines && hex(&reading.case_head()) == report.case_head;
        if !same || !in_the_way(&reading.problems).is_empty() {
            return Err(NotMerged::Changed.into());
        }
        let purpose = Purpose::parse(&report.purpose).unwrap_or(Purpose::Incident);
        Ok((report.case, purpose, rows, heads, attachments))
    }

    /// Reads a case folder that somebody else may have written.
    ///
    /// # Errors
    /// It is no case folder, or does not verify.
    pub fn of_folder(path: &Path) -> Result<Self, Failure> {
        let unread = |error: std::io::Error| Failure::File {
            path: crate::domain::text::visible(&path.to_string_lossy()).into_owned(),
            why: error.to_string(),
        };
        let report = verify::folder(path, None).map_err(unread)?;
        let mut problems: Vec<String> = report.flaws.iter().map(ToString::to_string).collect();
        let read = verify::folder_rows(path).map_err(unread)?;
        problems.extend(read.flaws.iter().map(ToString::to_string));
        if !problems.is_empty() {
            return Err(NotMerged::Damaged { place: Place::There, problems }.into());
        }
        let reading = union::read(Reader::of_a_folder(), &read.rows, &read.heads, StationId::default());
        if reading.lines != report.lines || hex(&reading.case_head()) != report.case_head {
            return Err(NotMerged::Changed.into());
        }
        let tree = Tree::list(path).map_err(unread)?;
        let mut papers = Papers::new();
        if !reading.unexplained.is_empty() {
            for paper in PAPERS {
                papers.insert(paper.to_owned(), tree.read(paper, LONGEST_PAPER).map_err(unread)?);
            }
        }
        let attachments = listed_in(&tree)?;
        let purpose = Purpose::parse(&report.purpose).unwrap_or(Purpose::Incident);
        let source = Source::Folder(tree);
        Ok(Side { case: report.case, purpose, rows: read.rows, heads: read.heads, attachments, papers, source })
    }

    /// The bytes of one of its attachments.
    pub(super) fn bytes(&self, listed: &Listed) -> Result<Vec<u8>, Failure> {
        let found = match &self.source {
            Source::File(file) => file.bytes_of(listed)?,
            Source::Folder(tree) => tree
                .read(&format!("{}{}", layout::ATTACHMENTS, hex(&listed.sha256)), attachment::LARGEST)
                .ok()
                .filter(|bytes| sha256(bytes) == listed.sha256),
        };
        found.ok_or_else(|| NotMerged::Attachment(hex(&listed.sha256)).into())
    }
}

/// Attachments as the folder lists them: what was verified says that each is there with these bytes.
fn listed_in(tree: &Tree) -> Result<Vec<Listed>, Failure> {
    let wrong = || Failure::from(NotMerged::Attachment(layout::ATTACHMENT_LIST.to_owned()));
    let bytes = tree.read(layout::ATTACHMENT_LIST, attachment::LARGEST).map_err(|_| wrong())?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers = reader.headers().map_err(|_| wrong())?.clone();
    let column = |name: &str| headers.iter().position(|header| header == name).ok_or_else(wrong);
    let (digest, salt, size) = (column("sha256")?, column("salt")?, column("size")?);
    let mut found = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|_| wrong())?;
        let text = |at: usize| row.get(at).unwrap_or_default();
        found.push(Listed {
            sha256: hash_from_hex(text(digest)).ok_or_else(wrong)?,
            salt: bytes_from_hex(text(salt)).filter(|salt| !salt.is_empty()).ok_or_else(wrong)?,
            size: text(size).parse().map_err(|_| wrong())?,
        });
    }
    found.sort();
    found.dedup();
    Ok(found)
}

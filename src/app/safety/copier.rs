//! One pass: what is in the case file and not on the medium goes there, attachments before the lines that cite them.

use std::path::Path;

use crate::app::failure::Failure;
use crate::app::merge::union;
use crate::domain::id::StationId;
use crate::journal::chain::{Head, Reader, Row};
use crate::store::medium::{Extent, Medium, Trouble};
use crate::store::{CaseFile, StoreError};

/// Rows of one reading.
const PART: u64 = 2_000;

/// What is on the medium after a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copied {
    /// Lines.
    pub lines: u64,
    /// Whether this pass brought any.
    pub news: bool,
}

/// Brings a case onto a medium, pass by pass, by a connection of its own that reads only.
#[derive(Debug)]
pub struct Copier {
    file: CaseFile,
    medium: Medium,
    /// What is known to be there; none until the medium was read.
    extent: Option<Extent>,
    version: Option<i64>,
    /// Bodies that were empty at the last pass.
    empty: u64,
}

impl Copier {
    /// Copies a case file to a medium.
    ///
    /// # Errors
    /// The case file.
    pub fn new(case: &Path, medium: Medium) -> Result<Self, Failure> {
        Ok(Copier { file: CaseFile::open_to_read(case)?, medium, extent: None, version: None, empty: 0 })
    }

    /// Whether the case file changed since the last pass that went well.
    ///
    /// # Errors
    /// A damaged file.
    pub fn behind(&self) -> Result<bool, StoreError> {
        Ok(self.version != Some(self.file.version()?))
    }

    /// Brings what is not there yet. When this returns it is on the medium, read back from it.
    ///
    /// # Errors
    /// [`Trouble`] with the medium; the next pass goes on from what is there.
    pub fn pass(&mut self) -> Result<Copied, Trouble> {
        let known = self.extent.take();
        match self.bring(known) {
            Ok((extent, news)) => {
                let lines = extent.lines;
                self.extent = Some(extent);
                Ok(Copied { lines, news })
            }
            Err(trouble) => {
                self.version = None;
                Err(self.medium.told(trouble))
            }
        }
    }

    fn bring(&mut self, known: Option<Extent>) -> Result<(Extent, bool), Trouble> {
        let about = self.medium.about()?;
        let _lock = self.medium.lock()?;
        let version = self.file.version().map_err(here)?;
        let mut extent = match known {
            Some(extent) if self.medium.unchanged(&extent)? => extent,
            _ => self.medium.mend()?,
        };
        self.fits(&extent, &about.case)?;
        let before = extent.lines;
        // Rows and heads of one moment, so that the heads sign what is there.
        let (seen, heads, empty) = self
            .file
            .at_one_moment(|file| Ok::<_, StoreError>((file.count()?, file.heads()?, file.empty_bodies()?)))
            .map_err(here)?;
        self.attachments(before < seen || empty != self.empty)?;
        if empty != self.empty {
            self.take_out(&mut extent)?;
        }
        while extent.lines < seen {
            let count = PART.min(seen - extent.lines);
            let rows = self.file.rows_added(extent.lines, count).map_err(here)?;
            if rows.is_empty() {
                return Err(Trouble::Failing("the case file grew shorter while it was copied".to_owned()));
            }
            let last = extent.lines + rows.len() as u64 == seen;
            let heads = if last { news(&heads, &extent) } else { Vec::new() };
            self.medium.append(&mut extent, &rows, &heads)?;
        }
        let left = news(&heads, &extent);
        if !left.is_empty() {
            self.medium.append(&mut extent, &[], &left)?;
        }
        self.version = Some(version);
        self.empty = empty;
        let news = extent.lines > before;
        Ok((extent, news))
    }

    /// Whether what is there is the beginning of what is here.
    fn fits(&self, extent: &Extent, case: &str) -> Result<(), Trouble> {
        let Some(last) = &extent.last else { return Ok(()) };
        let row = self.file.rows_added(extent.lines - 1, 1).map_err(here)?;
        match row.first() {
            Some(Row { hash, .. }) if hash == last => Ok(()),
            _ => Err(Trouble::Differs(format!("its line {} is another; case {case}", extent.lines))),
        }
    }

    /// Attachments come before the lines that cite them; those that were taken out by order go.
    fn attachments(&self, wanted: bool) -> Result<(), Trouble> {
        if !wanted {
            return Ok(());
        }
        let here = self.file.listed().map_err(self::here)?;
        let there = self.medium.attachments()?;
        for listed in here.iter().filter(|listed| !there.contains(listed)) {
            // One that is still coming in is no attachment yet; it is here whole before a line cites it.
            if let Some(bytes) = self.file.bytes_of(listed).map_err(self::here)? {
                self.medium.put(listed, &bytes)?;
            }
        }
        Ok(())
    }

    /// What was taken out of the case goes from the copy too.
    fn take_out(&self, extent: &mut Extent) -> Result<(), Trouble> {
        let mut rows = Vec::new();
        while (rows.len() as u64) < extent.lines {
            let from = rows.len() as u64;
            let part = self.file.rows_added(from, PART.min(extent.lines - from)).map_err(here)?;
            if part.is_empty() {
                break;
            }
            rows.extend(part);
        }
        // Only what an order took out goes from the copy: bodies that vanished from the case file are what the copy is for.
        // The record of an order is among the lines that are still to come.
        let (all, _) = self.file.rows().map_err(here)?;
        let reading = union::read(Reader::default(), &all, &[], StationId::default());
        if !reading.unexplained.is_empty() {
            let what = "bodies are gone from the case file that no record takes out; the copy keeps them";
            return Err(Trouble::Differs(what.to_owned()));
        }
        self.medium.write_bodies_anew(extent, &rows)?;
        let here = self.file.listed().map_err(self::here)?;
        for listed in self.medium.attachments()?.iter().filter(|listed| !here.contains(listed)) {
            self.medium.remove(listed)?;
        }
        Ok(())
    }
}

/// Heads that the medium does not have.
fn news(heads: &[Head], extent: &Extent) -> Vec<Head> {
    heads.iter().filter(|head| !extent.heads.contains(head)).cloned().collect()
}

fn here(error: StoreError) -> Trouble {
    Trouble::Failing(format!("reading the case file: {error}"))
}

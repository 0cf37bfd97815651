//! Workbooks (`.xlsx`, ECMA-376): the rows of a sheet as a stream. Of a workbook only its shared strings are held, and those are bounded.
//!
//! A workbook with macros or with links to other files is refused as a file, a row with a formula as a row: what a formula shows is computed, no record.
//! A number in a cell that is shown as a date is written out as `YYYY-MM-DD HH:MM:SS`: a workbook has no other text for it.

use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::{Archive, ArchiveRefusal};

mod cell;
mod events;
mod parts;
mod reading;

use cell::{Cell, Shown, column};
use events::{TagBounded, attribute, broken, each};

/// Bytes of all shared strings.
const STRINGS: usize = 64 << 20;
/// Columns of a sheet, by the format.
const COLUMNS: usize = 16_384;

/// A workbook.
pub struct Workbook<R> {
    archive: Archive<R>,
    /// Name and part of each sheet.
    sheets: Vec<(String, String)>,
    strings: Vec<Box<str>>,
    shown: Shown,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number in the sheet, from 1.
    pub number: u64,
    /// Its cells, empty ones too.
    pub cells: Vec<String>,
    /// The first column with a formula, from 1.
    pub formula: Option<u64>,
}

impl<R: Read + Seek> Workbook<R> {
    /// Opens a workbook.
    ///
    /// # Errors
    /// [`ArchiveRefusal`].
    pub fn open(mut archive: Archive<R>) -> Result<Self, ArchiveRefusal> {
        let names = archive.names();
        if names.iter().any(|name| name.to_ascii_lowercase().contains("vbaproject")) {
            return Err(ArchiveRefusal::Macros);
        }
        if names.iter().any(|name| name.to_ascii_lowercase().starts_with("xl/externallinks/")) {
            return Err(ArchiveRefusal::ExternalLinks);
        }
        let has = |part: &str| names.iter().any(|name| name == part);
        let (sheets, from_1904) = parts::sheets(&mut archive)?;
        let strings = if has("xl/sharedStrings.xml") { parts::strings(&mut archive, STRINGS)? } else { Vec::new() };
        let dates = if has("xl/styles.xml") { parts::dates(&mut archive)? } else { Vec::new() };
        Ok(Self { archive, sheets, strings, shown: Shown { dates, from_1904 } })
    }

    /// The names of its sheets, in their order.
    pub fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// Gives every row of a sheet that the sheet names, in its order; stops early where `take` gives false.
    ///
    /// # Errors
    /// [`ArchiveRefusal`].
    pub fn rows(&mut self, sheet: &str, mut take: impl FnMut(SheetRow) -> bool) -> Result<(), ArchiveRefusal> {
        let missing = || ArchiveRefusal::Workbook(format!("no sheet {sheet}"));
        let part =
            self.sheets.iter().find(|(name, _)| name == sheet).map(|(_, part)| part.clone()).ok_or_else(missing)?;
        let (strings, shown) = (&self.strings, &self.shown);
        let mut row: Option<SheetRow> = None;
        let mut cell = Cell::default();
        let mut number = 0;
        let entry = self.archive.entry(&part)?;
        let mut reader = Reader::from_reader(BufReader::new(TagBounded::new(entry)));
        each(&mut reader, |event| {
            match event {
                Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                    number = attribute(tag, "r").and_then(|text| text.parse().ok()).unwrap_or(number + 1);
                    row = Some(SheetRow { number, cells: Vec::new(), formula: None });
                }
                Event::Start(tag) if tag.local_name().as_ref() == "c" => cell = begun(tag, row.as_ref()),
                Event::Start(tag) => cell.inside(tag.local_name().as_ref()),
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => {
                        if let Some(row) = &mut row {
                            finish(&mut cell, row, strings, shown)?;
                        }
                    }
                    "row" => {
                        if let Some(row) = row.take() {
                            return Ok(take(row));
                        }
                    }
                    _ => cell.outside(),
                },
                _ => cell.text(event)?,
            }
            Ok(true)
        })
    }
}

fn begun(tag: &BytesStart<'_>, row: Option<&SheetRow>) -> Cell {
    let next = row.map_or(0, |row| row.cells.len());
    let place = attribute(tag, "r").and_then(|text| column(&text)).unwrap_or(next);
    Cell::new(place, attribute(tag, "t"), attribute(tag, "s"))
}

fn finish(cell: &mut Cell, row: &mut SheetRow, strings: &[Box<str>], shown: &Shown) -> Result<(), ArchiveRefusal> {
    let place = cell.place;
    if place >= COLUMNS {
        return Err(broken("a column beyond the last"));
    }
    if cell.formula {
        row.formula = row.formula.or(Some(place as u64 + 1));
    }
    if row.cells.len() <= place {
        row.cells.resize(place + 1, String::new());
    }
    row.cells[place] = cell.said(strings, shown).ok_or_else(|| broken("a cell names a string that is not there"))?;
    Ok(())
}

//! A sheet as rows: its first row that says something names the columns, and the number of a line is the number of its row in the sheet.

use std::io::{Read, Seek};

use super::{SheetRow, Workbook};
use crate::jobs::rows::archive::ArchiveRefusal;
use crate::jobs::rows::reader::Item;
use crate::library::foreign::cells::Cells;
use crate::library::foreign::mapping::Mapping;
use crate::library::foreign::row::{Counts, Reason, Refused};
use crate::library::foreign::{Mapper, Zone};

/// Rows of the sample.
const SAMPLE: usize = 200;

impl<R: Read + Seek> Workbook<R> {
    /// The beginning of a sheet as a table with commas, to detect from.
    ///
    /// # Errors
    /// [`ArchiveRefusal`].
    pub fn sample(&mut self, sheet: &str) -> Result<String, ArchiveRefusal> {
        let (mut text, mut count, mut width) = (String::new(), 0, None);
        self.rows(sheet, |row| {
            let wide = width.get_or_insert(row.cells.len());
            text.push_str(&line(&row.cells, *wide));
            text.push('\n');
            count += 1;
            count < SAMPLE
        })?;
        Ok(text)
    }

    /// Reads a sheet by a mapping; stops early where `take` gives false. The account is of rows of the sheet.
    ///
    /// # Errors
    /// [`ArchiveRefusal`].
    pub fn read(
        &mut self,
        sheet: &str,
        mapping: &Mapping,
        zone: Option<Zone>,
        mut take: impl FnMut(Item) -> bool,
    ) -> Result<Counts, ArchiveRefusal> {
        let mapper = Mapper::new(mapping.clone(), zone);
        let (width, mut counts, mut header, mut cells) =
            (mapping.columns.len(), Counts::default(), mapping.header, Cells::default());
        self.rows(sheet, |row| {
            counts.lines += 1;
            if row.cells.iter().all(|cell| cell.trim().is_empty()) {
                counts.blank += 1;
                return true;
            }
            if std::mem::take(&mut header) {
                counts.header += 1;
                return true;
            }
            counts.read += 1;
            cells.clear();
            let said = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            (0..said.max(width)).for_each(|at| cells.put(row.cells.get(at).map_or("", String::as_str)));
            let made = match row.formula {
                Some(column) => Err(Reason::Formula { column }),
                None => mapper.cells(row.number, 1, &cells),
            };
            take(match made {
                Ok(made) => {
                    counts.kept += 1;
                    counts.kept_lines += 1;
                    Item::Kept(Box::new(made))
                }
                Err(reason) => {
                    counts.refused += 1;
                    counts.refused_lines += 1;
                    Item::Refused(Box::new(refused(&row, reason)))
                }
            })
        })?;
        Ok(counts)
    }
}

fn refused(row: &SheetRow, reason: Reason) -> Refused {
    let raw = line(&row.cells, 0).into_bytes();
    let length = raw.len() as u64;
    Refused { line: row.number, lines: 1, reason, raw, length }
}

/// Cells as a line with commas (RFC 4180), at least `width` of them.
fn line(cells: &[String], width: usize) -> String {
    let quoted = |cell: &str| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let cells = (0..cells.len().max(width)).map(|at| quoted(cells.get(at).map_or("", String::as_str)));
    cells.collect::<Vec<_>>().join(",")
}

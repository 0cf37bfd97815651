//! One of the kept rows of an import, found by where it stands in its file, and the digest of its line: what a record cites of it, so that anybody can hold one against
//! the other.

use std::io::{BufRead as _, Read as _};

use sha2::{Digest as _, Sha256};

use super::row::Row;
use super::shelf::lines;
use crate::library::digest::hex;

/// Bytes of the longest line that is read.
const LONGEST: u64 = 64 << 20;

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// The sheet, in a workbook; empty for a file without.
    pub sheet: String,
    /// The line that it begins with, from 1.
    pub line: u64,
    /// Which of several that begin there.
    pub which: Option<Which>,
}

/// Which of the rows that begin on one line: a document may be written on a single one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The number among them, from 1.
    Number(u32),
    /// The first digits of the digest of its line, lower-case hex.
    Digest(String),
}

/// A row that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    /// The row.
    pub row: Row,
    /// SHA-256 of its line with the line feed, lower-case hex.
    pub sha256: String,
    /// Which of the rows that begin on that line, from 1.
    pub number: u32,
}

/// What came of looking for a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// It is there.
    Found(Box<Picked>),
    /// So many rows begin on that line, and which is meant was not said.
    Several(u32),
    /// No row begins there.
    Missing {
        /// The line with which the row before it begins, and over how many lines that goes.
        before: Option<(u64, u32)>,
    },
}

/// SHA-256 of the written form of a row with its line feed, lower-case hex: that of its line in the files of an import.
#[must_use]
pub fn digest(row: &Row) -> String {
    let line = serde_json::to_vec(row).unwrap_or_default();
    hex(&Sha256::new().chain_update(line).chain_update(b"\n").finalize())
}

/// The number that the written form of a row begins with, told without reading the rest.
#[must_use]
pub fn number(line: &[u8]) -> Option<u64> {
    leading(line, b"{\"line\":").map(|(number, _)| number)
}

/// Over how many lines it goes.
fn length(line: &[u8]) -> u32 {
    let rest = leading(line, b"{\"line\":").map(|(_, rest)| rest).unwrap_or_default();
    leading(rest, b",\"lines\":").and_then(|(length, _)| u32::try_from(length).ok()).unwrap_or(1)
}

fn leading<'a>(text: &'a [u8], name: &[u8]) -> Option<(u64, &'a [u8])> {
    let rest = text.strip_prefix(name)?;
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    Some((std::str::from_utf8(rest.get(..end)?).ok()?.parse().ok()?, rest.get(end..)?))
}

/// Gives the lines of one packed file, each with its line feed, until `take` says that it is enough. Whether it went to the end.
///
/// # Errors
/// The file is damaged.
pub fn through(packed: &[u8], mut take: impl FnMut(&[u8]) -> bool) -> std::io::Result<bool> {
    let (mut lines, mut line) = (lines(packed), Vec::new());
    loop {
        line.clear();
        if lines.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(true);
        }
        if !take(&line) {
            return Ok(false);
        }
    }
}

/// Looks for a row in the `files` of an import, which `read` gives by their numbers. `sheets` says that its rows lie in several sheets, whose lines begin anew; else
/// only the one file is read in which the row has to stand, and the beginnings of a few. None where a file is missing or damaged.
pub fn pick(
    files: usize,
    sheets: bool,
    stands: &Stands,
    mut read: impl FnMut(usize) -> Option<Vec<u8>>,
) -> Option<Pick> {
    let first = if sheets { 0 } else { first_file(files, stands.line, &mut read)? };
    let mut search = Search { stands, sheets, count: 0, before: None, found: None };
    for file in first..files {
        if !through(&read(file)?, |line| search.take(line)).ok()? {
            break;
        }
    }
    Some(search.outcome())
}

/// The last file that begins before the line, else the first: rows that begin on one line may lie in two files.
fn first_file(files: usize, line: u64, read: &mut impl FnMut(usize) -> Option<Vec<u8>>) -> Option<usize> {
    let (mut low, mut high) = (0, files);
    while low + 1 < high {
        let middle = low.midpoint(high);
        let mut begins = None;
        through(&read(middle)?, |line| {
            begins = number(line);
            false
        })
        .ok()?;
        if begins? < line {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(low)
}

struct Search<'a> {
    stands: &'a Stands,
    sheets: bool,
    /// Rows that begin on the line, so far.
    count: u32,
    before: Option<(u64, u32)>,
    found: Option<Picked>,
}

impl Search<'_> {
    /// Looks at a line. Whether the row may still come.
    fn take(&mut self, line: &[u8]) -> bool {
        let Some(number) = number(line) else { return true };
        if number != self.stands.line {
            if !self.sheets && number < self.stands.line {
                self.before = Some((number, length(line)));
            }
            return self.sheets || number < self.stands.line;
        }
        let Ok(row) = serde_json::from_slice::<Row>(line) else { return true };
        if row.sheet != self.stands.sheet {
            return true;
        }
        self.count += 1;
        let sha256 = || hex(&Sha256::digest(line));
        let fits = match &self.stands.which {
            None => self.count == 1,
            Some(Which::Number(number)) => *number == self.count,
            Some(Which::Digest(digits)) => sha256().starts_with(digits.as_str()),
        };
        if fits && self.found.is_none() {
            self.found = Some(Picked { row, sha256: sha256(), number: self.count });
        }
        true
    }

    fn outcome(self) -> Pick {
        match self.found {
            Some(_) if self.stands.which.is_none() && self.count > 1 => Pick::Several(self.count),
            Some(found) => Pick::Found(Box::new(found)),
            None if self.count > 0 => Pick::Several(self.count),
            None => Pick::Missing { before: self.before },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::foreign::shelf::Packer;

    fn packed(rows: &[&str]) -> Vec<u8> {
        let mut packer = Packer::default();
        for row in rows {
            packer.add(row.as_bytes()).unwrap();
        }
        packer.finish().unwrap().unwrap()
    }

    fn at(sheet: &str, line: u64, which: Option<Which>) -> Stands {
        Stands { sheet: sheet.to_owned(), line, which }
    }

    #[test]
    fn a_row_is_found_in_whichever_file_it_lies_and_only_a_few_are_read() {
        let files: Vec<Vec<u8>> = (0..40)
            .map(|file: u64| {
                let rows: Vec<String> = (0..5)
                    .map(|row| {
                        format!("{{\"line\":{},\"lines\":2,\"what\":\"w{file}-{row}\"}}", 2 + file * 10 + row * 2)
                    })
                    .collect();
                packed(&rows.iter().map(String::as_str).collect::<Vec<_>>())
            })
            .collect();
        for line in 1..402 {
            let mut reads = 0;
            let found = pick(files.len(), false, &at("", line, None), |file| {
                reads += 1;
                files.get(file).cloned()
            });
            match found.unwrap() {
                Pick::Found(found) => {
                    assert_eq!((line % 2, found.row.line, found.number), (0, line, 1));
                    assert_eq!(found.sha256, digest(&found.row));
                }
                Pick::Missing { before } => {
                    assert_eq!(line % 2, 1, "{line}");
                    assert_eq!(before, (line > 1).then(|| (line - 1, 2)));
                }
                Pick::Several(count) => panic!("{count}"),
            }
            assert!(reads <= 9, "{reads}");
        }
        assert_eq!(pick(40, false, &at("", 99, None), |_| None), None, "a file is missing");
        let cut = |file: usize| files.get(file).map(|file| file[..file.len() - 9].to_vec());
        assert_eq!(pick(1, false, &at("", 99, None), cut), None, "a file is damaged");
    }

    #[test]
    fn several_rows_on_a_line_are_told_apart_by_number_and_digest() {
        let one = [r#"{"line":1,"what":"a"}"#, r#"{"line":1,"what":"b"}"#];
        let files = [packed(&one), packed(&[r#"{"line":1,"what":"c"}"#, r#"{"line":2,"what":"d"}"#])];
        let look = |which| pick(2, false, &at("", 1, which), |file| files.get(file).cloned()).unwrap();
        assert_eq!(look(None), Pick::Several(3));
        assert_eq!(look(Some(Which::Number(4))), Pick::Several(3));
        let Pick::Found(third) = look(Some(Which::Number(3))) else { panic!() };
        assert_eq!((third.row.what.as_str(), third.number), ("c", 3));
        assert_eq!(look(Some(Which::Digest(third.sha256[..12].to_owned()))), Pick::Found(third));
        assert_eq!(look(Some(Which::Digest("zz".to_owned()))), Pick::Several(3));
    }

    #[test]
    fn lines_of_each_sheet_begin_anew() {
        let rows = [
            r#"{"line":2,"sheet":"Timeline","what":"a"}"#,
            r#"{"line":9,"sheet":"Timeline","what":"b"}"#,
            r#"{"line":2,"sheet":"Systems","what":"c"}"#,
        ];
        let file = packed(&rows);
        let look = |sheet: &str, line| pick(1, true, &at(sheet, line, None), |_| Some(file.clone())).unwrap();
        let Pick::Found(found) = look("Systems", 2) else { panic!() };
        assert_eq!(found.row.what, "c");
        assert_eq!(look("Systems", 9), Pick::Missing { before: None });
        assert_eq!(look("timeline", 2), Pick::Missing { before: None });
    }
}

//! Cells of a line between separators, quoted as in RFC 4180, as other tools leave it unquoted, or quoted without escapes.
//!
//! One record may go over several lines where a quoted cell holds ends of lines. A splitter is fed line by line and says whether the record is complete, so that
//! a record of many lines costs no more than its bytes.
//!
//! Why a broken quote costs little. Quoting is read strictly: after a closing quote comes a separator or the end of the line. A cell left open at the end of its
//! line goes on over lines whose quotes all come in pairs; any other quote closes it or breaks it. A line whose quotes all come in pairs never leaves a cell open
//! itself. So going back to the line after the one that was refused reads each line a small, fixed number of times, whatever the file.

use memchr::memchr;

use super::mapping::Quoting;
use super::row::Reason;

/// Whether a record ends with the line that was fed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// It does.
    Here,
    /// A quoted cell goes on.
    Later,
}

/// The cells of one record. Reused from record to record, so that reading allocates nothing once it is warm.
#[derive(Debug, Default)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
    open: bool,
}

impl Cells {
    /// Empties it for the next record.
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.open = false;
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell at an index from 0, without its quotes.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        let to = *self.ends.get(index)?;
        let from = if index == 0 { 0 } else { self.ends.get(index - 1).copied()? };
        self.text.get(from..to)
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Feeds a line without its end. `before` is the end of the line before it, which belongs to the cell where one is open.
    ///
    /// # Errors
    /// [`Reason::StrayQuote`].
    pub fn feed(&mut self, before: &str, line: &str, separator: u8, quoting: Quoting) -> Result<Ends, Reason> {
        match quoting {
            Quoting::None => self.plain(line, separator),
            Quoting::Unescaped => self.unescaped(line, separator)?,
            Quoting::Doubled => return self.doubled(before, line, separator),
        }
        Ok(Ends::Here)
    }

    /// Adds a cell that was found in another way.
    pub fn put(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.end_cell();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }

    fn plain(&mut self, line: &str, separator: u8) {
        let mut rest = line;
        while let Some(at) = memchr(separator, rest.as_bytes()) {
            self.text.push_str(&rest[..at]);
            self.end_cell();
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
        self.end_cell();
    }

    fn stray(&self) -> Reason {
        Reason::StrayQuote { column: self.ends.len() as u64 + 1 }
    }

    /// RFC 4180. A quote inside a cell that does not begin with one is text, as every common reader has it.
    fn doubled(&mut self, before: &str, line: &str, separator: u8) -> Result<Ends, Reason> {
        let mut rest = line;
        if self.open {
            self.text.push_str(before);
        }
        loop {
            if !self.open {
                if let Some(quoted) = rest.strip_prefix('"') {
                    rest = quoted;
                    self.open = true;
                } else if let Some(at) = memchr(separator, rest.as_bytes()) {
                    self.text.push_str(&rest[..at]);
                    self.end_cell();
                    rest = &rest[at + 1..];
                    continue;
                } else {
                    self.text.push_str(rest);
                    self.end_cell();
                    return Ok(Ends::Here);
                }
            }
            let Some(at) = memchr(b'"', rest.as_bytes()) else {
                self.text.push_str(rest);
                return Ok(Ends::Later);
            };
            self.text.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.as_bytes().first() {
                Some(b'"') => {
                    self.text.push('"');
                    rest = &rest[1..];
                }
                None => {
                    self.open = false;
                    self.end_cell();
                    return Ok(Ends::Here);
                }
                Some(byte) if *byte == separator => {
                    self.open = false;
                    self.end_cell();
                    rest = &rest[1..];
                }
                Some(_) => return Err(self.stray()),
            }
        }
    }

    /// Quoted, but quotes inside are not escaped (the timeline export of DFIR-IRIS): a quote closes only before a separator or the end of the line.
    fn unescaped(&mut self, line: &str, separator: u8) -> Result<(), Reason> {
        let mut rest = line;
        loop {
            let Some(quoted) = rest.strip_prefix('"') else {
                let Some(at) = memchr(separator, rest.as_bytes()) else {
                    self.text.push_str(rest);
                    self.end_cell();
                    return Ok(());
                };
                self.text.push_str(&rest[..at]);
                self.end_cell();
                rest = &rest[at + 1..];
                continue;
            };
            let mut from = 0;
            let close = loop {
                let Some(at) = memchr(b'"', &quoted.as_bytes()[from..]) else { return Err(Reason::OpenQuote) };
                let after = quoted.as_bytes().get(from + at + 1);
                if after.is_none_or(|byte| *byte == separator) {
                    break from + at;
                }
                from += at + 1;
            };
            self.text.push_str(&quoted[..close]);
            self.end_cell();
            match quoted.get(close + 2..) {
                Some(next) => rest = next,
                None => return Ok(()),
            }
        }
    }
}

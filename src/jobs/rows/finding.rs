//! Looking through kept rows as they lie packed in a case. What cannot match is passed over without being read as a row; nothing is held but one block.

use std::io::{self, BufRead, Read as _};

use memchr::memmem::Finder;

use crate::library::foreign::{Row, shelf};
use crate::library::query::{Query, Searched};

/// A row of an import, as it is looked through.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The row.
    pub row: &'a Row,
    /// By how much the clock was ahead that its time was written by, milliseconds.
    pub ahead_ms: i64,
}

impl Searched for Seen<'_> {
    fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool) {
        let row = self.row;
        let line = row.line.to_string();
        let fixed = [
            ("what", row.what.as_str()),
            ("host", &row.host),
            ("user", &row.user),
            ("source", &row.source),
            ("kind", &row.kind),
            ("level", &row.level),
            ("written", &row.time.text),
            ("line", &line),
            ("sheet", &row.sheet),
        ];
        let tags = row.tags.iter().map(|tag| ("tag", tag.as_str()));
        let techniques = row.techniques.iter().map(|id| ("technique", id.as_str()));
        let extra = row.extra.iter().map(|(name, value)| (&**name, value.as_str()));
        let mut all = fixed.into_iter().chain(tags).chain(techniques).chain(extra);
        let _ = all.all(|(name, text)| text.is_empty() || take(name, text));
    }

    fn at(&self) -> Option<i64> {
        self.row.time.at.map(|at| at.saturating_sub(self.ahead_ms))
    }
}

/// A query made ready for many rows.
pub struct Finding<'a> {
    query: &'a Query,
    /// What every matching line holds, as it is written in it.
    needles: Vec<Finder<'static>>,
}

impl<'a> Finding<'a> {
    /// Makes a query ready.
    #[must_use]
    pub fn new(query: &'a Query) -> Self {
        // What JSON writes otherwise, and letters whose case is no matter of one bit, say nothing about the bytes of a line.
        let plain =
            |text: &&str| text.bytes().all(|byte| (b' '..0x7F).contains(&byte) && byte != b'"' && byte != b'\\');
        let needles = query.needles().into_iter().filter(plain).map(|text| Finder::new(text.as_bytes()).into_owned());
        Self { query, needles: needles.collect() }
    }

    /// Goes through one packed file of rows and gives those that are found, until `take` says that it is enough. Whether it went to the end.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn through(&self, packed: &[u8], ahead_ms: i64, mut take: impl FnMut(Row) -> bool) -> io::Result<bool> {
        let mut lines = shelf::lines(packed);
        let (mut line, mut lower) = (Vec::new(), Vec::new());
        loop {
            line.clear();
            // A line is at most a record and its names; the limit keeps a damaged file from filling the memory.
            if lines.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
                return Ok(true);
            }
            if !self.may_match(&line, &mut lower) {
                continue;
            }
            let row: Row = serde_json::from_slice(&line)?;
            if self.query.finds(&Seen { row: &row, ahead_ms }) && !take(row) {
                return Ok(false);
            }
        }
    }

    fn may_match(&self, line: &[u8], lower: &mut Vec<u8>) -> bool {
        if self.needles.is_empty() || !line.is_ascii() {
            return true;
        }
        lower.clear();
        lower.extend(line.iter().map(u8::to_ascii_lowercase));
        self.needles.iter().all(|needle| needle.find(lower).is_some())
    }
}

/// Bytes of the longest line that is read.
const LONGEST: u64 = 64 << 20;

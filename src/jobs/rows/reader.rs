//! One item after another of an opened file: a row, or what was refused and why. The account holds at every moment.

use std::collections::BTreeMap;
use std::io::{self, Read};

use memchr::memchr;

use super::Limits;
use super::elements::Elements;
use super::lines::{Found, Lines, Span};
use crate::library::foreign::cells::Cells;
use crate::library::foreign::mapping::{Mapping, Shape};
use crate::library::foreign::row::{Counts, Reason, Refused, Row};
use crate::library::foreign::{Mapper, Zone};
use chats::Pending;

mod chats;
mod documents;
mod tables;

/// What came of a record.
#[derive(Debug, PartialEq, Eq)]
pub enum Item {
    /// A row.
    Kept(Box<Row>),
    /// What became none.
    Refused(Box<Refused>),
}

enum Source<R> {
    Lines(Lines<R>),
    Elements(Elements<R>),
}

/// Reads the records of a file by its mappings.
pub struct Reader<R> {
    source: Source<R>,
    mappers: Vec<(String, Mapper)>,
    shape: Shape,
    limits: Limits,
    cells: Cells,
    alone: Cells,
    counts: Counts,
    header: bool,
    pending: Option<Pending>,
    ready: Option<Item>,
    aside: BTreeMap<String, u64>,
    outside: u64,
}

impl<R: Read> Reader<R> {
    /// A reader of UTF-8 (what [`super::open`] gives). `mappings` are those of the detection, as answered; `zone` is what was declared for times without one.
    pub fn new(text: R, mappings: &[(String, Mapping)], zone: Option<Zone>, limits: Limits) -> Self {
        let first = mappings.first().map(|(_, mapping)| mapping);
        let shape = first.map_or(Shape::Lines, |mapping| mapping.shape);
        let source = match shape {
            Shape::Sections => Source::Elements(Elements::new(text, true, limits.record, limits.beginning)),
            Shape::Objects => Source::Elements(Elements::new(text, false, limits.record, limits.beginning)),
            Shape::Cells | Shape::Lines | Shape::Chat => Source::Lines(Lines::new(text, limits.record)),
        };
        Self {
            source,
            header: first.is_some_and(|mapping| mapping.header && shape == Shape::Cells),
            mappers: mappings
                .iter()
                .map(|(section, mapping)| (section.clone(), Mapper::new(mapping.clone(), zone)))
                .collect(),
            shape,
            limits,
            cells: Cells::default(),
            alone: Cells::default(),
            counts: Counts::default(),
            pending: None,
            ready: None,
            aside: BTreeMap::new(),
            outside: 0,
        }
    }

    /// The account so far; whole once [`Reader::next_item`] gave `None`.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Sections of a document that hold no rows, with how many objects each has: they were not read as rows and have to be named to the person who imports.
    #[must_use]
    pub fn aside(&self) -> &BTreeMap<String, u64> {
        &self.aside
    }

    /// The next row or refusal.
    ///
    /// # Errors
    /// Of the source; a [`super::opening::Bomb`] inside for a packed file that becomes too large. The import as a whole ends there.
    pub fn next_item(&mut self) -> io::Result<Option<Item>> {
        if let Some(ready) = self.ready.take() {
            return Ok(Some(ready));
        }
        match (&mut self.source, self.shape) {
            (Source::Elements(_), _) => self.next_element(),
            (Source::Lines(_), Shape::Cells) => self.next_cells(),
            (Source::Lines(_), Shape::Chat) => self.next_message(),
            (Source::Lines(_), _) => self.next_object(),
        }
    }

    fn kept(&mut self, row: Row, lines: u64) -> Item {
        self.counts.read += 1;
        self.counts.kept += 1;
        self.counts.lines += lines;
        self.counts.kept_lines += lines;
        Item::Kept(Box::new(row))
    }

    fn refused(&mut self, refused: Refused, lines: u64) -> Item {
        self.counts.read += 1;
        self.counts.refused += 1;
        self.counts.lines += lines;
        self.counts.refused_lines += lines;
        Item::Refused(Box::new(refused))
    }

    fn lines(&mut self) -> Option<&mut Lines<R>> {
        match &mut self.source {
            Source::Lines(lines) => Some(lines),
            Source::Elements(_) => None,
        }
    }

    /// The first line that says something, not yet taken; a refusal of what is too long. Blank lines are taken here.
    fn line(&mut self) -> io::Result<Step> {
        loop {
            let beginning = self.limits.beginning;
            let limit = self.limits.record as u64;
            let Some(lines) = self.lines() else { return Ok(Step::End) };
            let number = lines.number();
            match lines.find(0)? {
                Found::End => return Ok(Step::End),
                Found::Long => {
                    let (raw, length) = lines.take_long(beginning)?;
                    return Ok(Step::Refused(Refused {
                        line: number,
                        lines: 1,
                        reason: Reason::TooLong { limit },
                        raw,
                        length,
                    }));
                }
                Found::Line(span) if lines.bytes(span).trim_ascii().is_empty() => {
                    lines.take(span.next, 1);
                    self.counts.blank += 1;
                    self.counts.lines += 1;
                }
                Found::Line(span) => return Ok(Step::Line(span)),
            }
        }
    }

    /// Refuses the line at the beginning and takes it.
    fn refuse_line(&mut self, span: Span, reason: Reason) -> Item {
        let Some(lines) = self.lines() else {
            return self.refused(Refused { line: 0, lines: 0, reason, raw: Vec::new(), length: 0 }, 0);
        };
        let (line, raw) = (lines.number(), lines.bytes(span).to_vec());
        lines.take(span.next, 1);
        let length = raw.len() as u64;
        self.refused(Refused { line, lines: 1, reason, raw, length }, 1)
    }
}

enum Step {
    Line(Span),
    Refused(Refused),
    End,
}

/// A line as text.
fn text(bytes: &[u8]) -> Result<&str, Reason> {
    if memchr(0, bytes).is_some() {
        return Err(Reason::Nul);
    }
    std::str::from_utf8(bytes).map_err(|error| Reason::NotText { at: error.valid_up_to() as u64 })
}

//! Tables: a record is a line, or as many lines as its quotes go over; and objects, one for each line.

use std::io::{self, Read};

use super::{Item, Reader, Source, Step, text};
use crate::jobs::rows::lines::{Found, Span};
use crate::library::foreign::cells::{Cells, Ends};
use crate::library::foreign::detect::is_hint;
use crate::library::foreign::row::{Notes, Reason, Refused, Row};
use crate::library::foreign::{Mapper, json};

struct Record {
    lines: u32,
    next: usize,
    outcome: Result<Row, Reason>,
}

impl<R: Read> Reader<R> {
    pub(super) fn next_cells(&mut self) -> io::Result<Option<Item>> {
        loop {
            let first = match self.line()? {
                Step::End => return Ok(None),
                Step::Refused(refused) => {
                    self.header = false;
                    return Ok(Some(self.refused(refused, 1)));
                }
                Step::Line(span) => span,
            };
            if self.header && self.lines().is_some_and(|lines| is_hint(lines.bytes(first))) {
                self.take_header(first.next, 1);
                continue;
            }
            let header = std::mem::take(&mut self.header);
            let separator = self
                .mappers
                .first()
                .and_then(|(_, mapper)| u8::try_from(mapper.mapping().separator).ok())
                .unwrap_or(b',');
            let Record { lines: count, next, outcome } = match self.record(first, separator)? {
                Ok(record) => record,
                Err(reason) => return Ok(Some(self.refuse_line(first, reason))),
            };
            if header {
                self.take_header(next, count);
                continue;
            }
            return Ok(Some(match outcome {
                Ok(row) => {
                    if let Some(lines) = self.lines() {
                        lines.take(next, u64::from(count));
                    }
                    self.kept(row, u64::from(count))
                }
                // A quote too many may have swallowed good lines: they are given back.
                Err(reason @ Reason::Columns { .. }) => self.refuse_line(first, reason),
                Err(reason) => self.refuse_record(next, count, reason),
            }));
        }
    }

    fn take_header(&mut self, next: usize, count: u32) {
        if let Some(lines) = self.lines() {
            lines.take(next, u64::from(count));
        }
        self.counts.header += u64::from(count);
        self.counts.lines += u64::from(count);
    }

    /// Refuses all lines of a record.
    fn refuse_record(&mut self, next: usize, count: u32, reason: Reason) -> Item {
        let Some(lines) = self.lines() else {
            return self.refused(Refused { line: 0, lines: 0, reason, raw: Vec::new(), length: 0 }, 0);
        };
        let line = lines.number();
        let mut raw = lines.bytes(Span { from: 0, to: next, next }).to_vec();
        if raw.ends_with(b"\n") {
            raw.pop();
        }
        if raw.ends_with(b"\r") {
            raw.pop();
        }
        lines.take(next, u64::from(count));
        let length = raw.len() as u64;
        self.refused(Refused { line, lines: count, reason, raw, length }, u64::from(count))
    }

    /// Reads the record that begins at the beginning, over as many lines as its quotes go; an error refuses its first line alone.
    fn record(&mut self, first: Span, separator: u8) -> io::Result<Result<Record, Reason>> {
        let Self { source: Source::Lines(lines), cells, alone, mappers, limits, .. } = self else {
            return Ok(Err(Reason::OpenQuote));
        };
        let Some((_, mapper)) = mappers.first() else { return Ok(Err(Reason::OpenQuote)) };
        let quoting = mapper.mapping().quoting;
        let number = lines.number();
        cells.clear();
        let (mut span, mut count, mut rows_inside) = (first, 1_u32, false);
        let mut ends = match text(lines.bytes(first)).and_then(|text| cells.feed("", text, separator, quoting)) {
            Ok(ends) => ends,
            Err(reason) => return Ok(Err(reason)),
        };
        while ends == Ends::Later {
            let next = match lines.find(span.next)? {
                Found::Line(next) if next.to <= limits.record && count < limits.lines => next,
                _ => return Ok(Err(Reason::OpenQuote)),
            };
            let fed = text(lines.bytes(next)).and_then(|text| cells.feed(lines.end_of(span), text, separator, quoting));
            let Ok(fed) = fed else { return Ok(Err(Reason::OpenQuote)) };
            rows_inside = rows_inside || (fed == Ends::Later && is_row(lines.bytes(next), separator, mapper, alone));
            (span, count, ends) = (next, count + 1, fed);
        }
        let mut outcome = mapper.cells(number, count, cells);
        if let Ok(row) = &mut outcome
            && rows_inside
        {
            row.notes = row.notes.with(Notes::ROWS_INSIDE);
        }
        Ok(Ok(Record { lines: count, next: span.next, outcome }))
    }

    pub(super) fn next_object(&mut self) -> io::Result<Option<Item>> {
        let span = match self.line()? {
            Step::End => return Ok(None),
            Step::Refused(refused) => return Ok(Some(self.refused(refused, 1))),
            Step::Line(span) => span,
        };
        let Self { source: Source::Lines(lines), mappers, .. } = self else { return Ok(None) };
        let Some((_, mapper)) = mappers.first_mut() else { return Ok(None) };
        let number = lines.number();
        let row =
            text(lines.bytes(span)).and_then(json::object).and_then(|members| mapper.members(number, 1, &members));
        match row {
            Ok(row) => {
                lines.take(span.next, 1);
                Ok(Some(self.kept(row, 1)))
            }
            Err(reason) => Ok(Some(self.refuse_line(span, reason))),
        }
    }
}

/// Whether a line would be a row by itself. Only a time makes that more than chance.
fn is_row(line: &[u8], separator: u8, mapper: &Mapper, alone: &mut Cells) -> bool {
    alone.clear();
    let ends = text(line).and_then(|text| alone.feed("", text, separator, mapper.mapping().quoting));
    mapper.mapping().is_timed() && ends == Ok(Ends::Here) && mapper.cells(0, 1, alone).is_ok()
}

//! Lines of a source, with their numbers, through one buffer: a line ends at a line feed, a carriage return before it belongs to the end. Several lines can be looked
//! at before any is taken, so that a record that turns out broken gives its later lines back.

use std::io::{self, ErrorKind, Read};

use memchr::memchr;

const CHUNK: usize = 1 << 17;

/// Where a line lies, counted from the first byte that is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub from: usize,
    /// Behind its last byte, without its end.
    pub to: usize,
    /// Behind its end.
    pub next: usize,
}

/// What lies at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A line within the limit.
    Line(Span),
    /// A line beyond it.
    Long,
    /// The end of the source.
    End,
}

/// Lines of a source of UTF-8, or of bytes that pretend to be.
#[derive(Debug)]
pub struct Lines<R> {
    source: R,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    ended: bool,
    begun: bool,
    taken: u64,
    limit: usize,
}

impl<R: Read> Lines<R> {
    /// Lines of at most `limit` bytes.
    pub fn new(source: R, limit: usize) -> Self {
        Self { source, buffer: vec![0; CHUNK], from: 0, to: 0, ended: false, begun: false, taken: 0, limit }
    }

    /// Number of the line at the beginning, from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.taken + 1
    }

    /// Lines taken so far.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken
    }

    /// What lies `offset` bytes behind the beginning.
    ///
    /// # Errors
    /// Of the source.
    pub fn find(&mut self, offset: usize) -> io::Result<Found> {
        if !self.begun {
            self.begin()?;
        }
        let mut searched = 0;
        loop {
            let rest = self.buffer.get(self.from + offset..self.to).unwrap_or_default();
            if let Some(at) = memchr(b'\n', rest.get(searched..).unwrap_or_default()) {
                let end = searched + at;
                let text = if end > 0 && rest[end - 1] == b'\r' { end - 1 } else { end };
                return Ok(self.within(Span { from: offset, to: offset + text, next: offset + end + 1 }));
            }
            searched = rest.len();
            match (self.ended, rest.len()) {
                (true, 0) => return Ok(Found::End),
                (true, length) => {
                    return Ok(self.within(Span { from: offset, to: offset + length, next: offset + length }));
                }
                (false, length) if length > self.limit + 1 => return Ok(Found::Long),
                (false, _) => self.fill()?,
            }
        }
    }

    fn within(&self, span: Span) -> Found {
        if span.to - span.from > self.limit { Found::Long } else { Found::Line(span) }
    }

    /// A byte order mark is no part of the first line.
    fn begin(&mut self) -> io::Result<()> {
        self.begun = true;
        while self.to < 3 && !self.ended {
            self.fill()?;
        }
        if self.buffer[..self.to].starts_with(b"\xEF\xBB\xBF") {
            self.from = 3;
        }
        Ok(())
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.buffer.len() - self.to < CHUNK / 2 {
            if self.from > 0 {
                self.buffer.copy_within(self.from..self.to, 0);
                self.to -= self.from;
                self.from = 0;
            }
            if self.buffer.len() - self.to < CHUNK / 2 {
                self.buffer.resize(self.to + CHUNK, 0);
            }
        }
        let count = read(&mut self.source, &mut self.buffer[self.to..])?;
        self.ended = count == 0;
        self.to += count;
        Ok(())
    }

    /// The bytes of a line.
    #[must_use]
    pub fn bytes(&self, span: Span) -> &[u8] {
        self.buffer.get(self.from + span.from..self.from + span.to).unwrap_or_default()
    }

    /// The end of a line as it is in the file.
    #[must_use]
    pub fn end_of(&self, span: Span) -> &str {
        let bytes = self.buffer.get(self.from + span.to..self.from + span.next).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Takes everything before `offset`, which is so many lines.
    pub fn take(&mut self, offset: usize, lines: u64) {
        self.from = (self.from + offset).min(self.to);
        self.taken += lines;
    }

    /// Takes the line at the beginning, whatever its length: so many bytes of its beginning, and how many it had without its line feed.
    ///
    /// # Errors
    /// Of the source.
    pub fn take_long(&mut self, beginning: usize) -> io::Result<(Vec<u8>, u64)> {
        let (mut kept, mut length) = (Vec::new(), 0_u64);
        loop {
            let rest = &self.buffer[self.from..self.to];
            let end = memchr(b'\n', rest);
            let part = &rest[..end.unwrap_or(rest.len())];
            kept.extend_from_slice(&part[..part.len().min(beginning - kept.len().min(beginning))]);
            length += part.len() as u64;
            self.from += part.len() + usize::from(end.is_some());
            if end.is_some() || self.ended {
                self.taken += 1;
                return Ok((kept, length));
            }
            self.fill()?;
        }
    }
}

/// Reads, again where a signal came in between.
fn read(source: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match source.read(into) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

//! Objects of a JSON document, one by one, without the document ever being held: those of the arrays under its first names (`{"timeline": [{…}, …]}`), or those
//! that stand one after another or in one array.
//!
//! What is between them is frame and is counted by lines. An object that is longer than the limit is refused by itself. Where brackets do not match, nothing behind
//! can be told apart any more: the rest of the file is one refused record.

use std::io::{self, ErrorKind, Read};

const CHUNK: usize = 1 << 16;
/// Brackets within brackets. Nothing that people exchange comes near it.
const DEPTH: usize = 200;

/// How an object came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Whole.
    Whole,
    /// Longer than the limit; its beginning is here.
    Long,
    /// The file ends inside it.
    CutShort,
    /// Brackets do not match, or there is text where none can be; this and the rest of the file is here by its beginning.
    Broken,
}

/// An object of a document.
#[derive(Debug)]
pub struct Element {
    /// Name of the array that it is in; empty without sections.
    pub section: String,
    /// Its bytes.
    pub raw: Vec<u8>,
    /// Bytes it has.
    pub length: u64,
    /// Number of its first line.
    pub line: u64,
    /// Ends of lines inside it.
    pub ends: u64,
    /// How it came out.
    pub outcome: Outcome,
}

/// Reads the objects of a document.
#[derive(Debug)]
pub struct Elements<R> {
    source: R,
    chunk: Vec<u8>,
    at: usize,
    filled: usize,
    ended: bool,
    sections: bool,
    limit: usize,
    beginning: usize,
    stack: Vec<u8>,
    in_string: bool,
    escaped: bool,
    name: Vec<u8>,
    section: Vec<u8>,
    current: Option<Element>,
    home: usize,
    line: u64,
    outside: u64,
    unfinished: bool,
    skipped_mark: usize,
}

impl<R: Read> Elements<R> {
    /// The objects of arrays under the first names where `sections`, else objects that stand alone or in one array.
    pub fn new(source: R, sections: bool, limit: usize, beginning: usize) -> Self {
        Self {
            source,
            chunk: vec![0; CHUNK],
            at: 0,
            filled: 0,
            ended: false,
            sections,
            limit,
            beginning,
            stack: Vec::new(),
            in_string: false,
            escaped: false,
            name: Vec::new(),
            section: Vec::new(),
            current: None,
            home: 0,
            line: 1,
            outside: 0,
            unfinished: false,
            skipped_mark: 0,
        }
    }

    /// Lines that ended outside every object so far, with the last one where it has no end.
    #[must_use]
    pub fn outside(&self) -> u64 {
        self.outside
    }

    /// The next object.
    ///
    /// # Errors
    /// Of the source.
    pub fn next_element(&mut self) -> io::Result<Option<Element>> {
        while !self.ended {
            while let Some(byte) = self.chunk[..self.filled].get(self.at).copied() {
                self.at += 1;
                if self.step(byte) {
                    return Ok(self.current.take());
                }
            }
            self.fill()?;
        }
        Ok(self.last())
    }

    fn fill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.filled = loop {
            match self.source.read(&mut self.chunk) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.ended = self.filled == 0;
        Ok(())
    }

    /// What is left at the end: an object cut short, or a document cut short between two.
    fn last(&mut self) -> Option<Element> {
        let unfinished = std::mem::take(&mut self.unfinished);
        let (stack, in_string) = (std::mem::take(&mut self.stack), std::mem::take(&mut self.in_string));
        let open = in_string || !stack.is_empty();
        if let Some(mut element) = self.current.take() {
            element.ends += u64::from(unfinished);
            if element.outcome != Outcome::Broken {
                element.outcome = Outcome::CutShort;
            }
            return Some(element);
        }
        self.outside += u64::from(unfinished);
        open.then(|| self.element(Outcome::CutShort))
    }

    fn element(&self, outcome: Outcome) -> Element {
        let section = String::from_utf8_lossy(&self.section).into_owned();
        Element { section, raw: Vec::new(), length: 0, line: self.line, ends: 0, outcome }
    }

    /// One byte; whether an object is complete.
    fn step(&mut self, byte: u8) -> bool {
        // A byte order mark is three bytes before anything else.
        if self.skipped_mark < 3 {
            if b"\xEF\xBB\xBF"[self.skipped_mark] == byte {
                self.skipped_mark += 1;
                return false;
            }
            self.skipped_mark = 3;
        }
        self.unfinished = byte != b'\n';
        let broken = self.current.as_ref().is_some_and(|element| element.outcome == Outcome::Broken);
        let complete = !broken && self.structure(byte);
        match &mut self.current {
            Some(element) => {
                element.length += 1;
                if element.outcome == Outcome::Whole && element.raw.len() >= self.limit {
                    element.outcome = Outcome::Long;
                    element.raw.truncate(self.beginning);
                }
                if element.outcome == Outcome::Whole || element.raw.len() < self.beginning {
                    element.raw.push(byte);
                }
                element.ends += u64::from(byte == b'\n');
            }
            None => self.outside += u64::from(byte == b'\n'),
        }
        self.line += u64::from(byte == b'\n');
        complete
    }

    /// Follows strings and brackets; whether this byte completes an object.
    fn structure(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            if self.in_string && self.stack.len() == 1 && self.name.len() < 64 {
                self.name.push(byte);
            }
            return false;
        }
        match byte {
            b'{' | b'[' => {
                if self.current.is_none() && byte == b'{' && self.at_home() {
                    self.home = self.stack.len();
                    self.current = Some(self.element(Outcome::Whole));
                }
                if self.stack.len() == DEPTH {
                    self.break_off();
                    return false;
                }
                self.stack.push(byte);
            }
            b'}' | b']' => {
                let opened = if byte == b'}' { b'{' } else { b'[' };
                if self.stack.pop() != Some(opened) {
                    self.break_off();
                    return false;
                }
                return self.current.is_some() && self.stack.len() == self.home;
            }
            b'"' => {
                self.in_string = true;
                if self.stack.len() == 1 {
                    self.name.clear();
                }
                if self.stray() {
                    self.break_off();
                }
            }
            b':' if self.stack.len() == 1 && self.sections => self.section = std::mem::take(&mut self.name),
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {}
            _ if self.stray() => self.break_off(),
            _ => {}
        }
        false
    }

    /// Whether an object that begins here is one of those that are looked for.
    fn at_home(&self) -> bool {
        if self.sections { self.stack == [b'{', b'['] } else { self.stack.is_empty() || self.stack == [b'['] }
    }

    /// Whether text here can be no part of anything.
    fn stray(&self) -> bool {
        self.current.is_none() && (self.stack.is_empty() || (!self.sections && self.stack == [b'[']))
    }

    fn break_off(&mut self) {
        let broken = self.element(Outcome::Broken);
        self.current.get_or_insert(broken).outcome = Outcome::Broken;
        self.in_string = false;
    }
}

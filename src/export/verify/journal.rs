//! The journal of a case folder: `journal.ndjson`, `bodies.ndjson` and `heads.ndjson`, line by line and within bounds, as rows and heads of the chain.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;

use serde::Deserialize;

use crate::domain::id::StationId;
use crate::export::bag::{Flaw, Tree};
use crate::export::folder::layout::{BODIES, HEADS, JOURNAL};
use crate::journal::chain::{Head, PART, Row};
use crate::journal::hash_from_hex;
use crate::journal::line::{Envelope, line_hash};

/// Longest envelope, bytes. Ours have some 400.
const LONGEST_LINE: u64 = 64 * 1024;
/// Longest body: no value of a case file is longer.
const LONGEST_BODY: u64 = 80 * 1024 * 1024;
/// Most lines of one journal.
const MOST_LINES: u64 = 20_000_000;
/// Bytes of lines and bodies that are handed on at once, unless one is longer.
const PART_BYTES: usize = 16 * 1024 * 1024;

/// Where the lines of each chain stand in `journal.ndjson`.
#[derive(Debug, Default)]
pub struct Places {
    of: BTreeMap<(StationId, u64), u64>,
    lines: u64,
    empty: u64,
}

impl Places {
    /// The line of the file in which a line of a chain stands, from 1.
    #[must_use]
    pub fn line(&self, station: StationId, seq: u64) -> Option<u64> {
        self.of.get(&(station, seq)).copied()
    }

    /// How many lines were read.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// How many bodies are `null`.
    #[must_use]
    pub fn empty(&self) -> u64 {
        self.empty
    }
}

/// Everything that the journal of a folder holds.
#[derive(Debug, Default)]
pub struct Rows {
    /// Lines with their bodies, in the order of the file.
    pub rows: Vec<Row>,
    /// Signed heads.
    pub heads: Vec<Head>,
    /// Where each line stands.
    pub places: Places,
    /// What could not be read, or stands where it may not.
    pub flaws: Vec<Flaw>,
}

/// Reads the journal of a folder whole. Nothing of it is believed yet: push the rows through `chain::Reader::of_a_folder`.
///
/// # Errors
/// The folder cannot be opened, or is none.
pub fn folder_rows(folder: &Path) -> io::Result<Rows> {
    let tree = Tree::list(folder)?;
    let mut found = Rows::default();
    found.places = rows(&tree, &mut found.flaws, |part| found.rows.extend(part));
    found.heads = heads(&tree, &mut found.flaws);
    Ok(found)
}

/// Gives the rows of a folder's journal part by part, in the order of the file, which is that of the chain: stations by id, lines by number.
pub fn rows(tree: &Tree, flaws: &mut Vec<Flaw>, mut each: impl FnMut(Vec<Row>)) -> Places {
    let mut places = Places::default();
    let mut lines = Lines::open(tree, JOURNAL, LONGEST_LINE, flaws);
    let mut bodies = Lines::open(tree, BODIES, LONGEST_BODY, flaws);
    let mut part = Vec::new();
    let mut bytes = 0;
    let mut last: Option<(StationId, u64, crate::journal::merkle::Hash)> = None;
    while let Some(line) = lines.next(flaws) {
        places.lines += 1;
        if places.lines > MOST_LINES {
            flaws.push(Flaw::at(JOURNAL, format!("more than {MOST_LINES} lines: it was not read to its end")));
            break;
        }
        let Some(body) = bodies.next(flaws) else {
            let what = "there is no body for this line of the journal: bodies were cut off, or lines were added";
            flaws.push(Flaw::in_line(BODIES, places.lines, what));
            break;
        };
        let body = (body != b"null").then_some(body);
        places.empty += u64::from(body.is_none());
        // What is no envelope keeps the place it stands in; the reader of the chain says what is wrong with it.
        let here = Envelope::parse(&line).ok().map(|envelope| (envelope.station, envelope.seq));
        let here = here.or(last.map(|(station, seq, _)| (station, seq.saturating_add(1)))).unwrap_or_default();
        let hash = line_hash(&line);
        // Two branches of a fork stand beside each other, by their hashes: that there are two, the reader of the chain says.
        if last.is_some_and(|last| (here.0, here.1, hash) <= last) {
            let what =
                "the line is not in its place: stations stand one after another by their ids, lines by their numbers";
            flaws.push(Flaw::in_line(JOURNAL, places.lines, what));
        }
        last = Some((here.0, here.1, hash));
        places.of.entry(here).or_insert(places.lines);
        bytes += line.len() + body.as_ref().map_or(0, Vec::len);
        part.push(Row {
            station: here.0.to_string(),
            seq: i64::try_from(here.1).unwrap_or(i64::MAX),
            hash: hash.to_vec(),
            line,
            body,
        });
        if part.len() == PART || bytes >= PART_BYTES {
            each(std::mem::take(&mut part));
            bytes = 0;
        }
    }
    each(part);
    if bodies.next(flaws).is_some() {
        let what = "bodies stand here for which there is no line in the journal";
        flaws.push(Flaw::in_line(BODIES, places.lines + 1, what));
    }
    places
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHead {
    station: StationId,
    seq: u64,
    hash: String,
    sig: String,
}

/// The signed heads of a folder.
pub fn heads(tree: &Tree, flaws: &mut Vec<Flaw>) -> Vec<Head> {
    let mut lines = Lines::open(tree, HEADS, LONGEST_LINE, flaws);
    let mut heads: Vec<Head> = Vec::new();
    let mut number = 0;
    while let Some(line) = lines.next(flaws) {
        number += 1;
        let raw = serde_json::from_slice::<RawHead>(&line).map_err(|error| error.to_string());
        let read = raw.and_then(|raw| {
            let hash = hash_from_hex(&raw.hash).ok_or("its hash is not 64 hex digits")?;
            let seq = i64::try_from(raw.seq).map_err(|_| "its number is too large")?;
            Ok(Head { station: raw.station.to_string(), seq, hash: hash.to_vec(), sig: raw.sig.into_bytes() })
        });
        match read {
            Ok(head) if heads.last().is_some_and(|last| last.station >= head.station) => {
                flaws.push(Flaw::in_line(HEADS, number, "the head is not in its place, or its station has two"));
            }
            Ok(head) => heads.push(head),
            Err(why) => flaws.push(Flaw::in_line(HEADS, number, format!("it cannot be read as a signed head ({why})"))),
        }
    }
    heads
}

/// Lines of one file, each ended by LF, none longer than a bound.
struct Lines {
    name: &'static str,
    file: Option<BufReader<std::fs::File>>,
    longest: u64,
    number: u64,
}

impl Lines {
    fn open(tree: &Tree, name: &'static str, longest: u64, flaws: &mut Vec<Flaw>) -> Self {
        let file = match tree.open(name) {
            Ok(file) => Some(BufReader::with_capacity(256 * 1024, file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                flaws.push(Flaw::at(name, "it is missing"));
                None
            }
            Err(error) => {
                flaws.push(Flaw::at(name, format!("it cannot be read ({error})")));
                None
            }
        };
        Lines { name, file, longest, number: 0 }
    }

    /// The next line without its LF. After what cannot be read there is none.
    fn next(&mut self, flaws: &mut Vec<Flaw>) -> Option<Vec<u8>> {
        let file = self.file.as_mut()?;
        self.number += 1;
        let mut line = Vec::new();
        let what = match file.take(self.longest + 1).read_until(b'\n', &mut line) {
            Ok(0) => {
                self.file = None;
                return None;
            }
            Ok(_) if line.last() == Some(&b'\n') => {
                line.pop();
                return Some(line);
            }
            Ok(_) if line.len() as u64 > self.longest => {
                format!("longer than {} bytes: no line of ours is", self.longest)
            }
            Ok(_) => "the last line does not end in a line feed: the file was cut off".to_owned(),
            Err(error) => format!("it cannot be read on from here ({error})"),
        };
        flaws.push(Flaw::in_line(self.name, self.number, what));
        self.file = None;
        None
    }
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;

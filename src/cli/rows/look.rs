//! One pass over a file of another tool: what it is, what of it would be rows, what would not. Nothing is kept of the rows but their count and their first and last time.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::options::Answers;
use super::words;
use crate::cli::stop::Stop;
use crate::jobs::rows::{Container, Encoding, Item, Limits, Reader, open};
use crate::jobs::source::{Changes, Source};
use crate::library::foreign::{Counts, Detection, Notes, Question, Refused, Row, ZoneFrom, detect};

/// Takes what is refused, with the name of the sheet it is of; empty for a file without sheets.
pub(super) type Refusals<'a> = &'a mut dyn FnMut(&str, &Refused) -> io::Result<()>;

/// What can be said beside a row, with its code and its words.
pub(super) const NOTED: [(Notes, &str, &str); 5] = [
    (Notes::TWICE, "twice", "a local time that exists twice (clocks went back); the earlier one is taken"),
    (Notes::OTHER_TIMESTAMP, "other-timestamp", "timestamp names another instant than datetime; datetime is taken"),
    (Notes::FAR, "far", "a year before 1971 or after 2099"),
    (Notes::LEAP, "leap", "second 60; read as the next minute's first"),
    (Notes::ROWS_INSIDE, "rows-inside", "lines inside its quotes that would be rows by themselves"),
];

/// What was seen of a file.
#[derive(Default)]
pub(super) struct Looked {
    pub(super) sha256: [u8; 32],
    pub(super) bytes: u64,
    /// Around the text: `gzip`, or `zip` with the name of the entry, or `workbook`; else nothing.
    pub(super) container: Option<String>,
    pub(super) encoding: Option<Encoding>,
    /// The first line that is no text, where no encoding was declared.
    pub(super) no_text: Option<u64>,
    pub(super) parts: Vec<Part>,
    /// Why reading ended early.
    pub(super) failed: Option<String>,
}

/// A file, or one sheet of a workbook.
pub(super) struct Part {
    pub(super) sheet: String,
    pub(super) detection: Detection,
    /// Those that no option answers.
    pub(super) open: Vec<Question>,
    pub(super) counts: Counts,
    /// Sections of a document that hold no rows.
    pub(super) aside: BTreeMap<String, u64>,
    pub(super) tally: Tally,
}

/// What the kept rows come to.
#[derive(Default)]
pub(super) struct Tally {
    /// Milliseconds since 1970.
    pub(super) first: Option<i64>,
    pub(super) last: Option<i64>,
    pub(super) undated: u64,
    /// Read in the declared zone.
    pub(super) declared: u64,
    pub(super) noted: [u64; 5],
}

impl Tally {
    fn add(&mut self, row: &Row) {
        match row.time.at {
            Some(at) => {
                self.first = Some(self.first.map_or(at, |first| first.min(at)));
                self.last = Some(self.last.map_or(at, |last| last.max(at)));
            }
            None => self.undated += 1,
        }
        self.declared += u64::from(row.time.zone_from == ZoneFrom::Declared);
        for (count, (note, ..)) in self.noted.iter_mut().zip(NOTED) {
            *count += u64::from(row.notes.has(note));
        }
    }
}

impl Looked {
    /// Whether something has to be answered before an import.
    pub(super) fn asks(&self) -> bool {
        self.no_text.is_some() || self.parts.iter().any(|part| !part.open.is_empty())
    }
}

impl Part {
    fn new(sheet: &str, mut detection: Detection, answers: &Answers) -> Result<Self, Stop> {
        let found = detection.format();
        if let Some(wanted) = answers.format.filter(|wanted| *wanted != found) {
            return Err(Stop::Said(words::other_format(found, wanted)));
        }
        let (mut open, mut asks_form) = (Vec::new(), false);
        for question in &detection.questions {
            let of_form =
                matches!(question, Question::DayOrMonth { .. } | Question::Unit { .. } | Question::Form { .. });
            asks_form |= of_form;
            let answered = match question {
                Question::Zone { .. } => answers.zone.is_some(),
                Question::Columns => answers.format.is_some(),
                _ => answers.form.is_some(),
            };
            if !answered {
                open.push(question.clone());
            }
        }
        for (_, mapping) in detection.mappings.iter_mut().filter(|(_, mapping)| asks_form && mapping.form.is_none()) {
            mapping.form = answers.form;
        }
        let (counts, aside, tally) = (Counts::default(), BTreeMap::new(), Tally::default());
        Ok(Self { sheet: sheet.to_owned(), detection, open, counts, aside, tally })
    }
}

struct Tee<R> {
    source: R,
    sha256: Sha256,
    bytes: u64,
}

impl<R: Read> Tee<R> {
    fn new(source: R) -> Self {
        Self { source, sha256: Sha256::new(), bytes: 0 }
    }
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(into)?;
        self.sha256.update(into.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }
}

/// Looks at a stream.
pub(super) fn stream(source: impl Read, answers: &Answers, refused: Refusals<'_>) -> Result<Looked, Stop> {
    let mut looked = Looked::default();
    let mut tee = Tee::new(source);
    text(&mut tee, answers, refused, &mut looked)?;
    // The digest is of all bytes, also of what no reader asked for.
    if let Err(error) = io::copy(&mut tee, &mut io::sink()) {
        looked.failed.get_or_insert_with(|| words::unreadable(&error));
    }
    (looked.sha256, looked.bytes) = (tee.sha256.finalize().into(), tee.bytes);
    Ok(looked)
}

/// Looks at a file by its path.
pub(super) fn file(path: &Path, answers: &Answers, refused: Refusals<'_>) -> Result<Looked, Stop> {
    let mut source = Source::open(path).map_err(|problem| Stop::Said(problem.to_string()))?;
    source.advise_sequential();
    #[cfg(feature = "workbook")]
    let looked = if packed::is_archive(source.file()).map_err(|error| Stop::Said(words::unreadable(&error)))? {
        packed::look(source.file(), answers, refused)
    } else {
        stream(source.file(), answers, refused)
    };
    #[cfg(not(feature = "workbook"))]
    let looked = stream(source.file(), answers, refused);
    let mut looked = looked?;
    let changes = source.changes(looked.bytes).map_err(|error| Stop::Said(words::unreadable(&error)))?;
    if !changes.is_empty() && looked.failed.is_none() {
        looked.failed = Some(words::changed(&Changes(changes)));
    }
    Ok(looked)
}

fn text(source: impl Read, answers: &Answers, refused: Refusals<'_>, looked: &mut Looked) -> Result<(), Stop> {
    let limits = Limits::default();
    let opened = open(source, answers.encoding, limits).map_err(|why| Stop::Said(words::refusal(&why)))?;
    if opened.container == Container::Gzip {
        looked.container =
            Some(looked.container.take().map_or_else(|| "gzip".to_owned(), |outer| format!("{outer}, gzip")));
    }
    looked.encoding = Some(opened.encoding);
    looked.no_text = opened.not_text.filter(|_| answers.encoding.is_none());
    let detection = detect(&opened.sample).ok_or_else(|| Stop::Said(words::BLANK.to_owned()))?;
    let mut part = Part::new("", detection, answers)?;
    let mut reader = Reader::new(opened.text, &part.detection.mappings, answers.zone, limits);
    loop {
        match reader.next_item() {
            Ok(Some(Item::Kept(row))) => part.tally.add(&row),
            Ok(Some(Item::Refused(line))) => refused("", &line)?,
            Ok(None) => break,
            Err(error) => {
                looked.failed = Some(words::unreadable(&error));
                break;
            }
        }
    }
    (part.counts, part.aside) = (reader.counts().clone(), reader.aside().clone());
    looked.parts.push(part);
    Ok(())
}

#[cfg(feature = "workbook")]
mod packed;

//! A file, or one sheet of a workbook: what it is by its content and by what was answered, and what its rows come to.

use std::collections::BTreeMap;

use super::{Answers, NotRead};
use crate::library::foreign::{Choice, Counts, Detection, Mapping, Notes, Question, Row, ZoneFrom, columns, detect_as};

/// What can be noted beside a row, with its code.
pub const NOTED: [(Notes, &str); 6] = [
    (Notes::TWICE, "twice"),
    (Notes::OTHER_TIMESTAMP, "other-timestamp"),
    (Notes::FAR, "far"),
    (Notes::LEAP, "leap"),
    (Notes::ROWS_INSIDE, "rows-inside"),
    (Notes::SHORT_YEAR, "short-year"),
];

/// A file, or one sheet of a workbook.
#[derive(Debug)]
pub struct Part {
    /// Name of the sheet; empty for a file without.
    pub sheet: String,
    /// What it is.
    pub detection: Detection,
    /// Its columns in their order, each with the first thing that it says, where which of them is what can be chosen.
    pub columns: Vec<(String, String)>,
    /// Those that no option answers.
    pub open: Vec<Question>,
    /// The import whose columns it has and by which it is read, where nobody chose.
    pub as_earlier: Option<String>,
    /// The account of its lines.
    pub counts: Counts,
    /// Sections of a document that hold no rows.
    pub aside: BTreeMap<String, u64>,
    /// What its rows come to.
    pub tally: Tally,
}

/// What the kept rows come to.
#[derive(Debug, Default)]
pub struct Tally {
    /// The earliest time, milliseconds since 1970.
    pub first: Option<i64>,
    /// The latest.
    pub last: Option<i64>,
    /// Rows without a time.
    pub undated: u64,
    /// Read in the declared zone.
    pub declared: u64,
    /// Rows with each of [`NOTED`].
    pub noted: [u64; NOTED.len()],
}

impl Tally {
    pub(super) fn add(&mut self, row: &Row) {
        match row.time.at {
            Some(at) => {
                self.first = Some(self.first.map_or(at, |first| first.min(at)));
                self.last = Some(self.last.map_or(at, |last| last.max(at)));
            }
            None => self.undated += 1,
        }
        self.declared += u64::from(row.time.zone_from == ZoneFrom::Declared);
        for (count, (note, _)) in self.noted.iter_mut().zip(NOTED) {
            *count += u64::from(row.notes.has(note));
        }
    }
}

impl Part {
    /// What a sample is, read as it was answered; none where it says nothing.
    pub(super) fn of(sheet: &str, sample: &str, answers: &Answers) -> Result<Option<Self>, NotRead> {
        let Some(mut detection) =
            detect_as(sample, answers.columns.as_ref().map(|chosen| chosen.with(answers.form)).as_ref())
        else {
            return Ok(None);
        };
        let mut as_earlier = None;
        let asks = detection.questions.contains(&Question::Columns);
        if let Some((name, earlier)) =
            answers.earlier.iter().rev().find(|(_, mapping)| asks && same_columns(mapping, &detection))
        {
            let again = detect_as(sample, Some(&Choice::of(earlier).with(answers.form)));
            detection = again.unwrap_or(detection);
            as_earlier = Some(name.clone());
        }
        if let Some(name) = detection.absent.first() {
            let columns =
                detection.mapping().map(|mapping| mapping.columns.iter().map(|column| column.name.clone()).collect());
            return Err(NotRead::NoColumn { name: name.clone(), columns: columns.unwrap_or_default() });
        }
        let columns = columns(sample, &detection);
        Ok(Some(Self { columns, ..Self::new(sheet, detection, as_earlier, answers)? }))
    }

    fn new(
        sheet: &str,
        mut detection: Detection,
        as_earlier: Option<String>,
        answers: &Answers,
    ) -> Result<Self, NotRead> {
        let found = detection.format();
        if let Some(wanted) = answers.format.filter(|wanted| *wanted != found) {
            return Err(NotRead::OtherFormat { found, wanted });
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
        let (sheet, columns) = (sheet.to_owned(), Vec::new());
        Ok(Self { sheet, detection, columns, open, as_earlier, counts, aside, tally })
    }
}

/// Whether a mapping is of a table, or of objects, with the very columns that were found.
fn same_columns(earlier: &Mapping, found: &Detection) -> bool {
    let names = |mapping: &Mapping| mapping.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
    found.mapping().is_some_and(|mapping| mapping.format == earlier.format && names(mapping) == names(earlier))
}

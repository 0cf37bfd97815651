//! One term of a query, and what it is held against.

use std::ops::RangeInclusive;

use regex::Regex;

use crate::domain::entity::names;

/// The field of the import that a row is of, by the label of its record: known of the import, no text of the row.
pub const IMPORT: &str = "import";
/// The field of where a row stands: import, sheet in a workbook, line, with a colon between them. No text of the row either.
pub const ROW: &str = "row";

/// Something that can be looked through: its fields by name, and its time.
pub trait Searched {
    /// Gives the text of every field with its name, until `take` says that it is enough.
    fn texts(&self, take: &mut dyn FnMut(&str, &str) -> bool);
    /// Gives the text of every field that goes by `name`, which is in lower case.
    fn named(&self, name: &str, take: &mut dyn FnMut(&str) -> bool) {
        self.texts(&mut |field, text| !same_name(field, name) || take(text));
    }
    /// Its time, milliseconds since 1970, corrected where a clock was off; none where it has none.
    fn at(&self) -> Option<i64>;
}

/// How a text is told.
#[derive(Debug, Clone)]
pub(super) enum Text {
    /// It holds this, in lower case.
    Holds(String),
    /// It is this, in lower case.
    Is(String),
    /// It names this, as [`even`](crate::domain::entity::even) makes it.
    Names(String),
    /// It fits an expression.
    Fits(Regex),
    /// It is a number within bounds.
    Between(f64, f64),
}

/// One term.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// In any field.
    Anywhere(Text),
    /// In fields of this name, in lower case.
    Field(String, Text),
    /// At a time, milliseconds since 1970.
    Time(RangeInclusive<i64>),
}

impl Text {
    fn holds(&self, text: &str) -> bool {
        match self {
            Text::Holds(wanted) => holds(text, wanted),
            // Most texts do not hold it at all, and are not copied for that.
            Text::Names(wanted) => holds(text, wanted) && names(&text.to_lowercase(), wanted),
            Text::Is(wanted) => text.trim().to_lowercase() == *wanted,
            Text::Fits(expression) => expression.is_match(text),
            Text::Between(from, to) => text.trim().parse::<f64>().is_ok_and(|number| (*from..=*to).contains(&number)),
        }
    }
}

/// Whether a text holds another that is in lower case.
fn holds(text: &str, wanted: &str) -> bool {
    if text.is_ascii() {
        let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
        let Some(first) = wanted.first() else { return true };
        let starts = text.len().checked_sub(wanted.len()).map(|last| &text[..=last]).unwrap_or_default();
        return memchr::memchr2_iter(*first, first.to_ascii_uppercase(), starts)
            .any(|at| text[at..at + wanted.len()].eq_ignore_ascii_case(wanted));
    }
    text.to_lowercase().contains(wanted)
}

/// Whether a field goes by a name that is in lower case.
#[must_use]
pub fn same_name(field: &str, name: &str) -> bool {
    if field.is_ascii() { field.eq_ignore_ascii_case(name) } else { field.to_lowercase() == name }
}

impl Term {
    pub(super) fn holds(&self, searched: &dyn Searched) -> bool {
        let mut found = false;
        match self {
            Term::Time(range) => return searched.at().is_some_and(|at| range.contains(&at)),
            Term::Anywhere(wanted) => searched.texts(&mut |_, text| {
                found |= wanted.holds(text);
                !found
            }),
            Term::Field(name, wanted) => searched.named(name, &mut |text| {
                found |= wanted.holds(text);
                !found
            }),
        }
        found
    }
}

//! What is looked for, as people type it: one syntax for the console and the command line, for rows of other tools and for records of people.
//!
//! ```text
//! svc-backup 4624              both, anywhere, whatever their case
//! "logon type 3"               these words in this order
//! ~web01  ~"svc backup"        as a whole name, and not as a part of another: not web010, not web01.corp.example
//! user:svc host:=web01         in a field; := the whole field, :~ a whole name in it
//! time:2026-02-18              that day; time:09:00..  is no time: a date stands first
//! time:2026-02-18T13:00..2026-02-18T14:30    from and to, both counted; either end may be left open
//! line:10..20  EventID:>=4624  numbers
//! import:=48  row:=48:4711     the rows of an import; the one on a line of it, row:="48:Sheet 1:4711" in a workbook
//! /4[67]\d\d/  user:/^svc-/    regular expressions
//! -host:web01  NOT scheduled   not
//! 4624 OR 4625                 either
//! ```
//! Everything that stands side by side must hold; `OR` binds its two neighbours closer than that.

mod fold;
mod parse;
mod sure;
mod term;

pub use fold::fold;
pub use parse::NotAQuery;
pub use sure::Sure;
pub use term::{IMPORT, ROW, Searched, same_name};

use super::foreign::Zone;
use term::{Term, Text};

/// A query that was understood.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// All must hold; of each, one of the terms.
    all: Vec<Vec<Wanted>>,
}

#[derive(Debug, Clone)]
struct Wanted {
    not: bool,
    term: Term,
}

impl Query {
    /// Reads a query. Times without a zone are read in `zone`.
    ///
    /// # Errors
    /// [`NotAQuery`]: what cannot be read, and how it is written.
    pub fn parse(text: &str, zone: Zone) -> Result<Self, NotAQuery> {
        Self::parse_at(text, zone).map_err(|(_, why)| why)
    }

    /// The same, with the column, from 1, at which the term begins that cannot be read.
    ///
    /// # Errors
    /// [`NotAQuery`] with its column.
    pub fn parse_at(text: &str, zone: Zone) -> Result<Self, (usize, NotAQuery)> {
        parse::query(text, zone)
    }

    /// Whether it asks for nothing: everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Everything that has something in a field.
    #[must_use]
    pub fn having(field: &str) -> Self {
        let term = Term::Field(field.to_lowercase(), Text::Holds(String::new()));
        Self { all: vec![vec![Wanted { not: false, term }]] }
    }

    /// The fields that it names, in lower case, each once, in the order in which they are typed. A time is a field of everything.
    #[must_use]
    pub fn fields(&self) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for wanted in self.all.iter().flatten() {
            match &wanted.term {
                Term::Field(name, _) if !found.contains(&name.as_str()) => found.push(name),
                _ => {}
            }
        }
        found
    }

    /// Whether something is what is looked for.
    #[must_use]
    pub fn finds(&self, searched: &dyn Searched) -> bool {
        self.all.iter().all(|either| either.iter().any(|wanted| wanted.term.holds(searched) != wanted.not))
    }
}

/// A text as one word of a query, whatever stands in it.
#[must_use]
pub fn quoted(text: &str) -> String {
    ["\"", &text.replace('\\', "\\\\").replace('"', "\\\""), "\""].concat()
}

#[cfg(test)]
mod tests;

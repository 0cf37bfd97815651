//! What is sure of everything that a query finds: by that, much is passed over without being read.

use std::ops::RangeInclusive;

use super::Query;
use super::fold::alike;
use super::term::{Term, Text};

/// What is sure of whatever one alternative finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sure {
    /// Nothing.
    Nothing,
    /// One of its texts, folded ([`super::fold`]), holds this in one piece.
    Text(Vec<u8>),
    /// Its time lies here, milliseconds since 1970, corrected.
    Time(RangeInclusive<i64>),
}

impl Query {
    /// What is sure of a match: all of it, and of each one of the alternatives.
    #[must_use]
    pub fn sure(&self) -> Vec<Vec<Sure>> {
        let of = |wanted: &super::Wanted| match &wanted.term {
            _ if wanted.not => Sure::Nothing,
            Term::Time(range) => Sure::Time(range.clone()),
            Term::Anywhere(text) | Term::Field(_, text) => match text {
                Text::Holds(text) | Text::Is(text) => {
                    let mut folded = Vec::new();
                    alike(text, &mut folded);
                    Sure::Text(folded)
                }
                Text::Fits(_) | Text::Between(..) => Sure::Nothing,
            },
        };
        self.all.iter().map(|either| either.iter().map(of).collect()).collect()
    }
}

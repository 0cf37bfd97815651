//! What is sure of everything that a query finds: by that, much is passed over without being read.

use std::ops::RangeInclusive;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::fold::{alike, fold};
use super::term::{IMPORT, ROW, Term, Text};
use super::{Query, Wanted};

/// Letters of a class that are looked at: a letter has few that differ from it by case alone.
const LETTERS: usize = 8;

/// What is sure of whatever one alternative finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sure {
    /// Nothing.
    Nothing,
    /// One of its texts, folded ([`super::fold`]), holds all of these, each in one piece.
    Texts(Vec<Vec<u8>>),
    /// Its time lies here, milliseconds since 1970, corrected.
    Time(RangeInclusive<i64>),
}

impl Query {
    /// What is sure of a match: all of it, and of each one of the alternatives.
    #[must_use]
    pub fn sure(&self) -> Vec<Vec<Sure>> {
        self.all.iter().map(|either| either.iter().map(sure).collect()).collect()
    }

    /// The time that it asks for, where it asks for nothing else: no row has to be read for that. Both ends are counted.
    #[must_use]
    pub fn time_alone(&self) -> Option<RangeInclusive<i64>> {
        let only = |either: &Vec<Wanted>| matches!(either.as_slice(), [Wanted { not: false, term: Term::Time(_) }]);
        self.all.iter().all(only).then(|| self.times()).flatten()
    }

    /// The time that everything it finds lies in, both ends counted: that of its terms that stand alone and ask for a time. None where none does.
    #[must_use]
    pub fn times(&self) -> Option<RangeInclusive<i64>> {
        let alone = self.all.iter().filter_map(|either| match either.as_slice() {
            [Wanted { not: false, term: Term::Time(range) }] => Some(range.clone()),
            _ => None,
        });
        alone.reduce(|all, range| *all.start().max(range.start())..=*all.end().min(range.end()))
    }
}

fn sure(wanted: &Wanted) -> Sure {
    let texts = match &wanted.term {
        _ if wanted.not => return Sure::Nothing,
        Term::Time(range) => return Sure::Time(range.clone()),
        // The row itself does not say of which import it is.
        Term::Field(name, _) if name == IMPORT => return Sure::Nothing,
        // Of where it stands it says the line, which comes last.
        Term::Field(name, text) if name == ROW => match text {
            Text::Holds(text) | Text::Is(text) => match text.rsplit_once(':') {
                Some((_, line)) => {
                    let mut folded = Vec::new();
                    alike(line, &mut folded);
                    vec![folded]
                }
                None => Vec::new(),
            },
            Text::Names(_) | Text::Fits(_) | Text::Between(..) => Vec::new(),
        },
        Term::Anywhere(text) | Term::Field(_, text) => match text {
            Text::Holds(text) | Text::Is(text) | Text::Names(text) => {
                let mut folded = Vec::new();
                alike(text, &mut folded);
                vec![folded]
            }
            Text::Fits(expression) => literals(expression.as_str()),
            Text::Between(..) => Vec::new(),
        },
    };
    let texts: Vec<Vec<u8>> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    if texts.is_empty() { Sure::Nothing } else { Sure::Texts(texts) }
}

/// Texts that everything holds that fits an expression, folded.
fn literals(expression: &str) -> Vec<Vec<u8>> {
    let mut found = Literals::default();
    // It was compiled from the same text.
    if let Ok(read) = ParserBuilder::new().case_insensitive(true).build().parse(expression) {
        found.read(&read);
    }
    found.ends();
    found.all
}

#[derive(Default)]
struct Literals {
    all: Vec<Vec<u8>>,
    now: Vec<u8>,
}

impl Literals {
    /// What follows does not stand right behind what was read.
    fn ends(&mut self) {
        if !self.now.is_empty() {
            self.all.push(std::mem::take(&mut self.now));
        }
    }

    fn read(&mut self, part: &Hir) {
        match part.kind() {
            // These stand between letters and take none.
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) => fold(text, &mut self.now),
                Err(_) => self.ends(),
            },
            HirKind::Class(class) => match one_letter(class) {
                Some(letter) => self.now.extend(letter),
                None => self.ends(),
            },
            HirKind::Capture(inner) => self.read(&inner.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.read(part)),
            HirKind::Repetition(repeated) => {
                self.ends();
                if repeated.min > 0 {
                    self.read(&repeated.sub);
                    self.ends();
                }
            }
            HirKind::Alternation(_) => self.ends(),
        }
    }
}

/// The letter that all of a class are when folded.
fn one_letter(class: &Class) -> Option<Vec<u8>> {
    let Class::Unicode(class) = class else { return None };
    let mut letters = class.iter().flat_map(|range| range.start()..=range.end()).map(|letter| {
        let mut folded = Vec::new();
        fold(letter.encode_utf8(&mut [0; 4]), &mut folded);
        folded
    });
    let first = letters.next()?;
    // A class of a million letters is known for none by its second.
    let mut count = 1;
    for letter in letters {
        count += 1;
        if count > LETTERS || letter != first {
            return None;
        }
    }
    Some(first)
}

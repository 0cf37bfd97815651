//! Reading a query.

use std::ops::RangeInclusive;

use regex::RegexBuilder;
use thiserror::Error;

use super::term::{Term, Text};
use super::{Query, Wanted};
use crate::domain::entity::even;
use crate::library::foreign::time::{self, TimeForm};
use crate::library::foreign::{Precision, Zone};

/// An expression that compiles to more bytes is refused.
const LARGEST_EXPRESSION: usize = 1 << 20;
/// A day, milliseconds.
const DAY: i64 = 86_400_000;

/// Why a query cannot be read. Each says which part and how it is written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAQuery {
    /// A quote or slash that is opened and never closed.
    #[error("{0} is opened and not closed; close it with the same sign, or write \\{0} for the sign itself")]
    Open(char),
    /// Nothing stands where something has to.
    #[error("{0} has nothing behind it; write what is looked for there, or leave it out")]
    Nothing(String),
    /// An expression that is none.
    #[error(
        "/{text}/ is no regular expression ({why}); write a sign that means itself as \\. or search for the words alone"
    )]
    Expression {
        /// As typed.
        text: String,
        /// Why.
        why: String,
    },
    /// A time that cannot be read.
    #[error(
        "{0} is no time; write 2026-02-18, 2026-02-18T13:36 or 2026-02-18T13:36:00+01:00, from and to with .. between"
    )]
    Time(String),
    /// A range whose ends are no numbers.
    #[error("{0} is no range of numbers; write 10..20, >=10 or <20")]
    Range(String),
}

/// One piece as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(String),
    Quoted(String),
    Expression(String),
}

pub(super) fn query(text: &str, zone: Zone) -> Result<Query, (usize, NotAQuery)> {
    let mut rest = text.trim_start();
    let column = |rest: &str| text.get(..text.len() - rest.len()).map_or(1, |before| before.chars().count() + 1);
    let mut all: Vec<Vec<Wanted>> = Vec::new();
    let (mut or, mut not) = (false, false);
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        if word == "OR" {
            if all.is_empty() || or || not || after.trim().is_empty() {
                return Err((column(rest), NotAQuery::Nothing("OR".to_owned())));
            }
            (or, rest) = (true, after.trim_start());
            continue;
        }
        if word == "NOT" {
            if after.trim().is_empty() {
                return Err((column(rest), NotAQuery::Nothing("NOT".to_owned())));
            }
            (not, rest) = (!not, after.trim_start());
            continue;
        }
        let (mut wanted, after) = wanted(rest, zone).map_err(|why| (column(rest), why))?;
        wanted.not ^= std::mem::take(&mut not);
        match all.last_mut().filter(|_| or) {
            Some(either) => either.push(wanted),
            None => all.push(vec![wanted]),
        }
        (or, rest) = (false, after.trim_start());
    }
    Ok(Query { all })
}

fn wanted(text: &str, zone: Zone) -> Result<(Wanted, &str), NotAQuery> {
    let (not, text) = match text.strip_prefix('-') {
        Some(rest) if !rest.is_empty() && !rest.starts_with(char::is_whitespace) => (true, rest),
        _ => (false, text),
    };
    // A field is a word before a colon; a path such as C:\ or a time such as 09:04 is none.
    let Some((name, value)) = text.split_once(':').filter(|(name, value)| is_name(name) && is_value(value)) else {
        let (whole, text) = whole_name(text);
        let (piece, rest) = piece(text)?;
        let text = if whole { named(piece)? } else { said(piece)? };
        return Ok((Wanted { not, term: Term::Anywhere(text) }, rest));
    };
    let name = name.to_lowercase();
    if value.is_empty() || value.starts_with(char::is_whitespace) {
        return Err(NotAQuery::Nothing(format!("{name}:")));
    }
    let (exact, value) = value.strip_prefix('=').map_or((false, value), |rest| (true, rest));
    let (whole, value) = if exact { (false, value) } else { whole_name(value) };
    let (piece, rest) = piece(value)?;
    let term = match (name.as_str(), piece) {
        (_, piece) if whole => Term::Field(name, named(piece)?),
        ("time", Piece::Word(text)) => Term::Time(times(&text, zone)?),
        (_, Piece::Word(text)) if !exact && is_range(&text) => Term::Field(name, numbers(&text)?),
        (_, Piece::Word(text) | Piece::Quoted(text)) if exact => Term::Field(name, Text::Is(text.to_lowercase())),
        (_, piece) => Term::Field(name, said(piece)?),
    };
    Ok((Wanted { not, term }, rest))
}

/// Whether a whole name is looked for, and what follows the sign for it. A path such as `~/.ssh` is none.
fn whole_name(text: &str) -> (bool, &str) {
    match text.strip_prefix('~') {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.starts_with(char::is_whitespace) => {
            (true, rest)
        }
        _ => (false, text),
    }
}

fn named(piece: Piece) -> Result<Text, NotAQuery> {
    match piece {
        Piece::Word(text) | Piece::Quoted(text) => match even(&text) {
            name if name.is_empty() => Err(NotAQuery::Nothing("~".to_owned())),
            name => Ok(Text::Names(name)),
        },
        expression @ Piece::Expression(_) => said(expression),
    }
}

fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && text.chars().count() > 1
        && letters.all(|letter| letter.is_alphanumeric() || "_-.@".contains(letter))
}

/// Whether what follows a colon is a value. An address (`https://…`) goes on with slashes that close no expression.
fn is_value(text: &str) -> bool {
    !text.starts_with('\\') && text.strip_prefix('/').is_none_or(|inner| closes(inner).is_some())
}

/// Where an expression ends: at a slash with nothing behind it.
fn closes(inner: &str) -> Option<usize> {
    closing(inner, '/').filter(|end| inner[end + 1..].chars().next().is_none_or(char::is_whitespace))
}

/// Where a text ends that a sign closes, a backslash before it making it a letter.
fn closing(text: &str, sign: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == sign => return Some(at),
            _ => {}
        }
    }
    None
}

fn piece(text: &str) -> Result<(Piece, &str), NotAQuery> {
    if let Some(inner) = text.strip_prefix('"') {
        let end = closing(inner, '"').ok_or(NotAQuery::Open('"'))?;
        return Ok((Piece::Quoted(unescaped(&inner[..end])), &inner[end + 1..]));
    }
    // A path begins with a slash too, and no slash ends it.
    if let Some((inner, end)) = text.strip_prefix('/').and_then(|inner| Some((inner, closes(inner)?))) {
        return Ok((Piece::Expression(inner[..end].replace("\\/", "/")), &inner[end + 1..]));
    }
    let (word, rest) = text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    Ok((Piece::Word(word.to_owned()), rest))
}

/// What stands in quotes, a backslash taken for the letter behind it.
fn unescaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        found.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    found
}

fn said(piece: Piece) -> Result<Text, NotAQuery> {
    match piece {
        Piece::Word(text) | Piece::Quoted(text) => Ok(Text::Holds(text.to_lowercase())),
        Piece::Expression(text) => {
            let built = RegexBuilder::new(&text).case_insensitive(true).size_limit(LARGEST_EXPRESSION).build();
            let why = |error: regex::Error| match error {
                regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
                other => other.to_string().lines().last().unwrap_or_default().trim().to_owned(),
            };
            built.map(Text::Fits).map_err(|error| NotAQuery::Expression { text, why: why(error) })
        }
    }
}

fn is_range(text: &str) -> bool {
    let number = |text: &str| text.is_empty() || text.parse::<f64>().is_ok();
    text.starts_with(['<', '>']) || text.split_once("..").is_some_and(|(from, to)| number(from) && number(to))
}

fn numbers(text: &str) -> Result<Text, NotAQuery> {
    let no_range = || NotAQuery::Range(text.to_owned());
    let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(no_range);
    let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
    let (from, to) = if let Some(rest) = text.strip_prefix(">=") {
        (number(rest)?, high)
    } else if let Some(rest) = text.strip_prefix('>') {
        (number(rest)?.next_up(), high)
    } else if let Some(rest) = text.strip_prefix("<=") {
        (low, number(rest)?)
    } else if let Some(rest) = text.strip_prefix('<') {
        (low, number(rest)?.next_down())
    } else {
        let (from, to) = text.split_once("..").ok_or_else(no_range)?;
        if from.is_empty() && to.is_empty() {
            return Err(no_range());
        }
        (if from.is_empty() { low } else { number(from)? }, if to.is_empty() { high } else { number(to)? })
    };
    Ok(Text::Between(from, to))
}

fn times(text: &str, zone: Zone) -> Result<RangeInclusive<i64>, NotAQuery> {
    let (from, to) = match text.split_once("..") {
        Some(("", "")) => return Err(NotAQuery::Time(text.to_owned())),
        Some((from, "")) => (span(from, zone)?.0, i64::MAX),
        Some(("", to)) => (i64::MIN, span(to, zone)?.1),
        Some((from, to)) => (span(from, zone)?.0, span(to, zone)?.1),
        None => span(text, zone)?,
    };
    Ok(from..=to)
}

/// The first and the last millisecond that a time means, by how finely it is written.
fn span(text: &str, zone: Zone) -> Result<(i64, i64), NotAQuery> {
    let no_time = |_| NotAQuery::Time(text.to_owned());
    let (moment, _) = time::read(text, TimeForm::Iso, None, Some(&zone)).map_err(no_time)?;
    let at = moment.at.ok_or_else(|| NotAQuery::Time(text.to_owned()))?;
    let length = match moment.precision {
        // A day of 23 or 25 hours ends where the next one begins.
        Precision::Day => next_day(text, zone).map_or(DAY, |next| next - at),
        Precision::Minute => 60_000,
        Precision::Second | Precision::Undated => 1000,
        Precision::Digits(1) => 100,
        Precision::Digits(2) => 10,
        Precision::Digits(_) => 1,
    };
    Ok((at, at + length - 1))
}

fn next_day(text: &str, zone: Zone) -> Option<i64> {
    let next = text.trim().parse::<chrono::NaiveDate>().ok()?.succ_opt()?.to_string();
    time::read(&next, TimeForm::Iso, None, Some(&zone)).ok()?.0.at
}

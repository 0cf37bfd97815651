//! Images in parts (`image.001`, `image.E01`, `image.s01`, `image.aa`): from the first name to the ordered list, read as one stream.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};

use crate::domain::text::visible_bytes;
use crate::jobs::source::{Change, Source, SourceProblem};

/// Letters of a name that counts in letters.
const LETTERS: u32 = 26;
/// After this many numbers the parts of an EWF image count in letters: `E99` is followed by `EAA`.
const NUMBERED: u32 = 99;

/// Why the parts of an image cannot be put in order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentProblem {
    /// A number is missing.
    #[error("{count} of its parts are missing, the first is {first}; put them beside the others and start again")]
    Gap {
        /// The first name that is missing, cleaned.
        first: String,
        /// How many.
        count: u32,
    },
    /// A part with a lower number lies beside it.
    #[error("it is not the first part: {first} lies beside it; name that one")]
    NotFirst {
        /// That part, cleaned.
        first: String,
    },
    /// The directory cannot be read.
    #[error(
        "its directory cannot be read ({why}), so nobody knows whether there are more parts; put its permissions right, or copy all parts elsewhere"
    )]
    Directory {
        /// The system's words.
        why: String,
    },
    /// One part cannot be opened.
    #[error("part {name}: {problem}")]
    Part {
        /// The part, cleaned.
        name: String,
        /// Why.
        problem: SourceProblem,
    },
}

/// How the parts of an image are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    /// `001`, with so many digits; the count may outgrow them.
    Digits(usize),
    /// `E01` to `E99`, `EAA` to `ZZZ`; with `x` in the second place for `Ex01`, `ExAA` to `EzZZ`.
    Ewf { first: u8, second: Option<u8> },
    /// `aa`, `ab`, as `split` writes, with so many letters.
    Letters(usize),
}

impl Scheme {
    /// The scheme whose first part has this ending, and the number of that part.
    fn of_first(ending: &[u8]) -> Option<(Self, u32)> {
        match ending {
            [b'0', .., b'0' | b'1']
                if ending.len() >= 2 && ending[..ending.len() - 1].iter().all(|&byte| byte == b'0') =>
            {
                Some((Self::Digits(ending.len()), u32::from(ending[ending.len() - 1] - b'0')))
            }
            [first @ (b'E' | b'e' | b'S' | b's' | b'L' | b'l'), b'0', b'1'] => {
                Some((Self::Ewf { first: *first, second: None }, 1))
            }
            [first @ (b'E' | b'e' | b'L' | b'l'), second @ (b'x' | b'X'), b'0', b'1'] => {
                Some((Self::Ewf { first: *first, second: Some(*second) }, 1))
            }
            [b'a', b'a', rest @ ..] if rest.len() <= 2 && rest.iter().all(|&byte| byte == b'a') => {
                Some((Self::Letters(ending.len()), 0))
            }
            _ => None,
        }
    }

    /// Whether only images are named so. Old logs and pieces of `split` are numbered too.
    fn is_only_images(self) -> bool {
        matches!(self, Self::Ewf { .. })
    }

    /// The number of an ending in this scheme.
    fn number(self, ending: &[u8]) -> Option<u32> {
        let digits = |digits: &[u8]| {
            digits.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(digits).ok()?.parse::<u32>().ok())?
        };
        let letters = |letters: &[u8], base: u8| {
            letters.iter().try_fold(0_u32, |sum, &letter| {
                let place = letter.checked_sub(base).filter(|&place| u32::from(place) < LETTERS)?;
                sum.checked_mul(LETTERS)?.checked_add(u32::from(place))
            })
        };
        match self {
            Self::Digits(width) => {
                let number = digits(ending)?;
                let grown = ending.len() > width && ending.first() != Some(&b'0');
                (ending.len() == width || grown).then_some(number)
            }
            Self::Letters(width) => (ending.len() == width).then(|| letters(ending, b'a'))?,
            Self::Ewf { first, second } => {
                // The letters before the two last count too: E99, EAA, EZZ, FAA.
                let lead = 1 + usize::from(second.is_some());
                if ending.len() != lead + 2 {
                    return None;
                }
                let (head, tail) = ending.split_at(lead);
                if tail.iter().all(u8::is_ascii_digit) {
                    let own = head.first() == Some(&first) && head.get(1).copied() == second;
                    return digits(tail).filter(|&number| own && number > 0);
                }
                let base = if first.is_ascii_uppercase() { b'A' } else { b'a' };
                let counting = *head.last()?;
                let start = second.unwrap_or(first);
                let fixed = second.is_none() || head.first() == Some(&first);
                let turn = u32::from(counting.checked_sub(start)?);
                let limit = if start.is_ascii_uppercase() { b'Z' } else { b'z' };
                let tail = letters(tail, base)?;
                (fixed && counting <= limit).then_some(NUMBERED + 1 + turn * LETTERS * LETTERS + tail)
            }
        }
    }

    /// The ending that a number has.
    fn ending(self, number: u32) -> Vec<u8> {
        let letter = |base: u8, place: u32| base.saturating_add(u8::try_from(place % LETTERS).unwrap_or(0));
        match self {
            Self::Digits(width) => format!("{number:0width$}").into_bytes(),
            Self::Letters(width) => {
                let mut rest = number;
                let mut out = vec![b'a'; width];
                for place in out.iter_mut().rev() {
                    *place = letter(b'a', rest);
                    rest /= LETTERS;
                }
                out
            }
            Self::Ewf { first, second } => {
                let mut out: Vec<u8> = std::iter::once(first).chain(second).collect();
                if number <= NUMBERED {
                    out.extend(format!("{number:02}").into_bytes());
                    return out;
                }
                let base = if first.is_ascii_uppercase() { b'A' } else { b'a' };
                let rest = number - NUMBERED - 1;
                if let Some(last) = out.last_mut() {
                    *last = last.saturating_add(u8::try_from(rest / (LETTERS * LETTERS)).unwrap_or(u8::MAX));
                }
                out.extend([letter(base, rest / LETTERS), letter(base, rest)]);
                out
            }
        }
    }
}

fn split_name(name: &[u8]) -> Option<(&[u8], &[u8])> {
    let dot = name.iter().rposition(|&byte| byte == b'.').filter(|&dot| dot > 0)?;
    Some((&name[..=dot], &name[dot + 1..]))
}

/// Whether a file of this name is surely the first part of an image, and not of a log that was split.
#[must_use]
pub fn is_image_part(name: &OsStr) -> bool {
    let scheme = split_name(name.as_bytes()).and_then(|(_, ending)| Scheme::of_first(ending));
    scheme.is_some_and(|(scheme, _)| scheme.is_only_images())
}

/// The names of all parts in order, from the name of the first and what lies beside it. None when the name is not that of a first part.
///
/// # Errors
/// A gap in the numbers, or a part before the named one. That the last parts are missing cannot be seen from names.
pub fn in_order(
    first: &[u8],
    beside: impl IntoIterator<Item = Vec<u8>>,
) -> Result<Option<Vec<Vec<u8>>>, SegmentProblem> {
    let Some((stem, (scheme, start))) =
        split_name(first).and_then(|(stem, ending)| Some((stem, Scheme::of_first(ending)?)))
    else {
        return Ok(None);
    };
    let named = |number| [stem, &scheme.ending(number)].concat();
    let mut numbers: Vec<u32> = beside
        .into_iter()
        .filter_map(|name| scheme.number(name.strip_prefix(stem)?))
        .chain(std::iter::once(start))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    leave_out_words(scheme, &mut numbers);
    let (lowest, highest) = (numbers.first().copied().unwrap_or(start), numbers.last().copied().unwrap_or(start));
    if lowest < start {
        return Err(SegmentProblem::NotFirst { first: visible_bytes(&named(lowest)) });
    }
    let there = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    let count = (highest - start).saturating_add(1).saturating_sub(there);
    let missing = (start..=highest).zip(&numbers).find(|(wanted, found)| wanted != *found).map(|(wanted, _)| wanted);
    match missing {
        Some(number) => Err(SegmentProblem::Gap { first: visible_bytes(&named(number)), count }),
        None => Ok(Some(numbers.into_iter().map(named).collect())),
    }
}

/// The names that the first part would have, of a name that looks like a later part: `d.001` for `d.007`, `d.E01` for `d.E02`.
fn before(name: &[u8]) -> Vec<Vec<u8>> {
    let Some((stem, ending)) = split_name(name) else { return Vec::new() };
    let firsts: Vec<Vec<u8>> = match ending {
        digits if digits.len() >= 3 && digits.iter().all(u8::is_ascii_digit) => {
            let zeros = digits.len() - 1;
            [b'0', b'1'].map(|last| [vec![b'0'; zeros], vec![last]].concat()).into()
        }
        [letter @ (b'E' | b'e' | b'S' | b's' | b'L' | b'l'), tens, ones]
            if tens.is_ascii_digit() && ones.is_ascii_digit() =>
        {
            vec![vec![*letter, b'0', b'1']]
        }
        _ => Vec::new(),
    };
    firsts.into_iter().map(|first| [stem, &first].concat()).filter(|first| first != name).collect()
}

/// Leaves out endings that are words and no numbers, such as the `LOG` beside `E01` or the `log` beside `aaa`: letters follow `E99` only, and a part counted in
/// letters lies no further off than as many parts as there are.
fn leave_out_words(scheme: Scheme, numbers: &mut Vec<u32>) {
    match scheme {
        Scheme::Digits(_) => {}
        Scheme::Ewf { .. } => {
            let lettered = numbers.contains(&NUMBERED);
            numbers.retain(|&number| number <= NUMBERED || lettered);
        }
        Scheme::Letters(_) => {
            let mut kept: Vec<u32> = Vec::with_capacity(numbers.len());
            for &number in numbers.iter() {
                let reach = u32::try_from(kept.len()).unwrap_or(u32::MAX).saturating_add(1);
                let near = kept.last().is_none_or(|&last| number - last <= reach);
                if near {
                    kept.push(number);
                }
            }
            *numbers = kept;
        }
    }
}

/// The paths of all parts of the image whose first part is `path`. One path when it is a single file.
///
/// # Errors
/// See [`in_order`]; a directory that cannot be read.
pub fn of_path(path: &Path) -> Result<Vec<PathBuf>, SegmentProblem> {
    let single = || vec![path.to_owned()];
    let Some(name) = path.file_name() else { return Ok(single()) };
    if in_order(name.as_bytes(), [])?.is_none() {
        return match before(name.as_bytes())
            .into_iter()
            .find(|first| path.with_file_name(OsStr::from_bytes(first)).exists())
        {
            Some(first) => Err(SegmentProblem::NotFirst { first: visible_bytes(&first) }),
            None => Ok(single()),
        };
    }
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let why = |error: io::Error| SegmentProblem::Directory { why: error.to_string() };
    let beside: Vec<Vec<u8>> = std::fs::read_dir(directory)
        .map_err(why)?
        .map(|entry| entry.map(|entry| entry.file_name().into_vec()))
        .collect::<io::Result<_>>()
        .map_err(why)?;
    let names = in_order(name.as_bytes(), beside)?.unwrap_or_default();
    Ok(names.into_iter().map(|name| path.with_file_name(OsString::from_vec(name))).collect())
}

/// The parts of an image, open all at once and read one after the other.
#[derive(Debug)]
pub struct Chain {
    parts: Vec<Source>,
    read: Vec<u64>,
    current: usize,
}

impl Chain {
    /// Opens every part.
    ///
    /// # Errors
    /// The part that cannot be opened.
    pub fn open(paths: &[PathBuf]) -> Result<Self, SegmentProblem> {
        let open = |path: &PathBuf| {
            let name = visible_bytes(path.file_name().unwrap_or_default().as_bytes());
            let source = Source::open(path).map_err(|problem| SegmentProblem::Part { name, problem })?;
            source.advise_sequential();
            Ok(source)
        };
        let parts: Vec<Source> = paths.iter().map(open).collect::<Result<_, _>>()?;
        Ok(Self { read: vec![0; parts.len()], parts, current: 0 })
    }

    /// Sizes of the parts when they were opened.
    pub fn sizes(&self) -> Vec<u64> {
        self.parts.iter().map(Source::size).collect()
    }

    /// Their sum.
    pub fn size(&self) -> u64 {
        self.parts.iter().map(Source::size).fold(0, u64::saturating_add)
    }

    /// The first part, which stands for the whole.
    pub fn first(&self) -> Option<&Source> {
        self.parts.first()
    }

    /// The names of the parts.
    pub fn names(&self) -> impl Iterator<Item = OsString> {
        self.parts.iter().map(|part| part.given().file_name().unwrap_or_default().to_owned())
    }

    /// The part that is being read, cleaned.
    pub fn current(&self) -> String {
        self.names().nth(self.current).map(|name| visible_bytes(name.as_bytes())).unwrap_or_default()
    }

    /// Looks again at every part after all was read. Empty when nothing changed.
    ///
    /// # Errors
    /// When an open part can no longer be looked at.
    pub fn changes(&mut self) -> io::Result<Vec<Change>> {
        let mut found = Vec::new();
        for (part, read) in self.parts.iter_mut().zip(&self.read) {
            found.extend(part.changes(*read)?);
        }
        Ok(found)
    }
}

impl Read for Chain {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        while let (Some(part), Some(read)) = (self.parts.get(self.current), self.read.get_mut(self.current)) {
            let count = part.file().read(bytes)?;
            *read += count as u64;
            if *read > part.size() {
                // It grows: what follows would not lie where it should.
                self.current = self.parts.len();
                return Ok(count);
            }
            if count > 0 || bytes.is_empty() {
                return Ok(count);
            }
            self.current += 1;
        }
        Ok(0)
    }
}

#[cfg(test)]
#[path = "segments_tests.rs"]
mod tests;

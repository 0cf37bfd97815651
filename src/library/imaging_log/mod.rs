//! Logs of imaging and hashing tools: which digests they state, of what, and what they report as unreadable. One file per tool.
//!
//! Nothing here is believed: a digest read out of a log is a claim of the log. Logs come from other machines, so every reader takes any bytes.
//!
//! Tried on real output of the tools: dc3dd 7.2.646, dcfldd 1.9, ewfacquire, ewfinfo and ewfverify 20140813, hashdeep 4.4, `sha256sum` and its kin of
//! coreutils 9.1, b3sum. Written after published samples and sources, never run: FTK Imager, Guymager, Velociraptor.

mod dc3dd;
mod dcfldd;
mod ewf;
mod ftk;
mod guymager;
mod hashdeep;
mod sums;
mod velociraptor;

use std::borrow::Cow;

use super::plain_text::text_of;
use crate::domain::exhibit::{Bad, BadRange, Claim, ClaimAlgorithm, Of};
use crate::domain::text::{visible, visible_bytes};

/// Formats by the codes that facts store; words are messages `log-format-CODE`.
pub const FORMATS: &[&str] =
    &["ftk-imager", "guymager", "dc3dd", "ewf-tools", "dcfldd", "hashdeep", "velociraptor", "sums"];
/// Bytes at the beginning that decide on a format.
const BEGINNING: usize = 8192;
/// Longest name, in characters, and longest line of complaint that is kept.
const LONGEST_NAME: usize = 1024;
const LONGEST_ERROR: usize = 300;
/// Most lines of complaint, and most ranges, that are kept.
const MOST_ERRORS: usize = 100;
const MOST_RANGES: usize = 100_000;
/// Most files that one digest is said to have been written to.
const MOST_INTO: usize = 1000;

/// What is known of a log besides its bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hint<'a> {
    /// Its name: only that tells the output of `b3sum` from that of `sha256sum`.
    pub name: &'a str,
    /// The algorithm, where a person named it.
    pub algorithm: Option<ClaimAlgorithm>,
}

/// What a log states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// One of [`FORMATS`].
    pub format: &'static str,
    /// Tool and version.
    pub tool: String,
    /// When, as printed.
    pub made: String,
    /// The digests.
    pub claims: Vec<Claim>,
    /// What could not be read.
    pub bad: Bad,
    /// Lines in which the tool reports that something is wrong, or in which the log is.
    pub errors: Vec<String>,
    /// Those of them in which the tool says that its own check, or the whole of its work, failed.
    pub failed: Vec<String>,
}

/// Why a log states nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// The format it was read as; none where it is none of them.
    pub format: Option<&'static str>,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.format {
            Some(format) => write!(f, "no digest found in it: read as a log of {}", words(format)),
            None => f.write_str("not a log that is known, and no list of digests"),
        }
    }
}

/// A format in English, for the command line.
#[must_use]
pub fn words(format: &str) -> &str {
    match format {
        "ftk-imager" => "FTK Imager",
        "guymager" => "Guymager",
        "ewf-tools" => "ewfacquire, ewfinfo or ewfverify",
        "velociraptor" => "Velociraptor",
        "sums" => "sha256sum or its kin",
        other => other,
    }
}

/// Reads a log, in whatever of the formats it is.
///
/// # Errors
/// A [`Problem`] where it is of no known format or states no digest.
pub fn read(bytes: &[u8], hint: &Hint<'_>) -> Result<Reading, Problem> {
    // What PowerShell redirects is UTF-16, whatever the tool wrote.
    let bytes: Cow<'_, [u8]> = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Cow::Owned(text_of(bytes).into_bytes()),
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        _ => Cow::Borrowed(bytes),
    };
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(&bytes)).into_owned();
    let text = || String::from_utf8_lossy(&bytes).into_owned();
    let reading = if hashdeep::looks(&beginning) {
        hashdeep::read(&bytes)
    } else if ftk::looks(&beginning) {
        ftk::read(&text())
    } else if guymager::looks(&beginning) {
        guymager::read(&text())
    } else if dc3dd::looks(&beginning) {
        dc3dd::read(&text())
    } else if ewf::looks(&beginning) {
        ewf::read(&text())
    } else if velociraptor::looks(&beginning) {
        velociraptor::read(&text())
    } else if dcfldd::looks(&beginning) {
        dcfldd::read(&text())
    } else {
        sums::read(&bytes, hint)
    };
    match reading.claims.is_empty() {
        false => Ok(reading),
        true if reading.format == "sums" => Err(Problem { format: None }),
        true => Err(Problem { format: Some(reading.format) }),
    }
}

impl Reading {
    fn of(format: &'static str, tool: &str) -> Reading {
        Reading { format, tool: tool.to_owned(), ..Reading::default() }
    }

    fn error(&mut self, line: &str) {
        if self.errors.len() < MOST_ERRORS {
            self.errors.push(visible(line.trim()).chars().take(LONGEST_ERROR).collect());
        }
    }

    /// A line in which the tool says that its own check or its work failed.
    fn failure(&mut self, line: &str) {
        self.error(line);
        if self.failed.len() < MOST_ERRORS {
            self.failed.push(visible(line.trim()).chars().take(LONGEST_ERROR).collect());
        }
    }

    fn bad_range(&mut self, first: u64, count: u64) {
        let range = BadRange { first, count };
        if count > 0 && self.bad.ranges.len() < MOST_RANGES {
            self.bad.ranges.push(range);
        }
    }
}

/// A whole digest of an algorithm, whatever the case of its digits. Part of one is none.
fn digest(algorithm: ClaimAlgorithm, text: &str) -> Option<String> {
    let text = text.trim();
    let whole = text.len() == algorithm.digits() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| text.to_ascii_lowercase())
}

/// A claim without size and check.
fn claim(algorithm: ClaimAlgorithm, hex: String, of: Of, name: &str) -> Claim {
    Claim { algorithm, hex, size: None, name: shown(name), of, into: Vec::new(), verified: None }
}

fn shown(name: &str) -> String {
    visible(name.trim()).chars().take(LONGEST_NAME).collect()
}

fn shown_bytes(name: &[u8]) -> String {
    visible_bytes(name).chars().take(LONGEST_NAME).collect()
}

/// What follows a label, in any case: `value(" MD5 checksum:  x", "md5 checksum:")` is `x`.
fn value<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let line = line.trim();
    let start = line.get(..label.len())?;
    start.eq_ignore_ascii_case(label).then(|| line[label.len()..].trim())
}

/// A number with whatever separators its country puts in: `7.856.127`, `104,857,600`, `976 773 168`. Ends at the first sign that is neither.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text
        .char_indices()
        .find(|(_, sign)| !(sign.is_ascii_digit() || matches!(sign, ',' | '.' | '\'' | '\u{a0}' | '\u{202f}')))
        .map_or(text.len(), |(at, _)| at);
    let digits: String = text.get(..end)?.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The last component of a path of either kind.
fn base(path: &str) -> &str {
    path.trim().rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests;

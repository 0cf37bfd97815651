//! Where words stand in a file, as people say it and as a record keeps it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::msg::Msg;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Locator {
    /// Lines, the first being 1, both ends among them.
    Lines {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// Bytes, the first being 0, both ends among them.
    Bytes {
        /// The first.
        from: u64,
        /// The last.
        to: u64,
    },
    /// A frame of a packet capture (pcap, pcapng), the first being 1.
    Frame {
        /// Its number.
        number: u64,
    },
    /// An event by its record id, as the log that wrote it counts.
    Event {
        /// The id, as it stands in the log.
        id: String,
    },
    /// Lines of a file in a commit, as `git show` prints them.
    Commit {
        /// The commit, abbreviated or whole, lower-case hex.
        commit: String,
        /// The file's path in the repository.
        path: String,
        /// The first line.
        from: u64,
        /// The last line.
        to: u64,
    },
}

/// Words before the numbers of a place.
const LINE: &[&str] = &["lines", "line", "l."];
const BYTE: &[&str] = &["bytes", "byte", "offset"];
const FRAME: &[&str] = &["frame", "packet"];
const EVENT: &[&str] = &["event", "record"];
/// Fewest digits of an abbreviated commit: what git itself accepts.
const SHORTEST_COMMIT: usize = 4;

impl Locator {
    /// Reads a place: `line 12`, `lines 12-14`, `12-14`, `bytes 4096-4200`, `offset 0x1000`, `frame 12`, `event 4711`, `a1b2c3d:src/auth.rs:41`. None where it is no
    /// place.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let lower = text.to_lowercase();
        if let Some(commit) = commit(text) {
            return Some(commit);
        }
        let rest = |words: &[&str]| {
            let word = words.iter().find(|word| lower.starts_with(**word))?;
            let rest = text.get(word.len()..)?;
            let apart = !word.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric);
            apart.then(|| rest.trim_start_matches([' ', '#', ':', '\t']).trim())
        };
        if let Some(rest) = rest(LINE) {
            let (from, to) = range(rest)?;
            return (from > 0).then_some(Locator::Lines { from, to });
        }
        if let Some(rest) = rest(BYTE) {
            let (from, to) = range(rest)?;
            return Some(Locator::Bytes { from, to });
        }
        if let Some(rest) = rest(FRAME) {
            let number = number(rest)?;
            return (number > 0).then_some(Locator::Frame { number });
        }
        if let Some(id) = rest(EVENT) {
            let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            let named = !id.is_empty() && id.len() <= 128 && id.chars().all(fits);
            return named.then(|| Locator::Event { id: id.to_owned() });
        }
        let (from, to) = range(text)?;
        (from > 0 && !text.starts_with("0x")).then_some(Locator::Lines { from, to })
    }

    /// The place in words of the screen.
    #[must_use]
    pub fn msg(&self) -> Msg {
        match self {
            Locator::Lines { from, to } if from == to => Msg::new("place-line").with("line", from.to_string()),
            Locator::Lines { from, to } => {
                Msg::new("place-lines").with("from", from.to_string()).with("to", to.to_string())
            }
            Locator::Bytes { from, to } => {
                Msg::new("place-bytes").with("from", from.to_string()).with("to", to.to_string())
            }
            Locator::Frame { number } => Msg::new("place-frame").with("frame", number.to_string()),
            Locator::Event { id } => Msg::new("place-event").with("event", id.clone()),
            Locator::Commit { .. } => Msg::new("place-commit").with("commit", self.to_string()),
        }
    }
}

impl fmt::Display for Locator {
    /// As [`Locator::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Locator::Lines { from, to } if from == to => write!(f, "line {from}"),
            Locator::Lines { from, to } => write!(f, "lines {from}-{to}"),
            Locator::Bytes { from, to } if from == to => write!(f, "byte {from}"),
            Locator::Bytes { from, to } => write!(f, "bytes {from}-{to}"),
            Locator::Frame { number } => write!(f, "frame {number}"),
            Locator::Event { id } => write!(f, "event {id}"),
            Locator::Commit { commit, path, from, to } if from == to => write!(f, "{commit}:{path}:{from}"),
            Locator::Commit { commit, path, from, to } => write!(f, "{commit}:{path}:{from}-{to}"),
        }
    }
}

/// `12`, `12-14`, `0x1000-0x10ff`. A range that ends before it begins is none.
fn range(text: &str) -> Option<(u64, u64)> {
    let (from, to) = match text.split_once(['-', '–']) {
        Some((from, to)) => (number(from)?, number(to)?),
        None => (number(text)?, number(text)?),
    };
    // Records hold whole numbers that every JSON reader keeps exactly.
    (from <= to && to < 1 << 53).then_some((from, to))
}

fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let found = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    };
    found.filter(|number| *number < 1 << 53)
}

fn commit(text: &str) -> Option<Locator> {
    let (commit, rest) = text.split_once(':')?;
    let (path, lines) = rest.rsplit_once(':')?;
    let hex = (SHORTEST_COMMIT..=64).contains(&commit.len()) && commit.chars().all(|c| c.is_ascii_hexdigit());
    let (from, to) = range(lines)?;
    let whole = hex && !path.trim().is_empty() && from > 0;
    whole.then(|| Locator::Commit { commit: commit.to_lowercase(), path: path.to_owned(), from, to })
}

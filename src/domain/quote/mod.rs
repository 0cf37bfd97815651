//! Quotes: words that somebody read in a file, with the place at which they stand. The program looks for them itself: in a stored file, or in a large one where it
//! lies; what it cannot read stays claimed until somebody has it looked for again.

mod bytes;
mod cited;
mod events;
mod frames;
mod lines;
mod locator;
mod patch;
mod verified;

pub use bytes::Bytes;
pub(crate) use cited::not_found;
pub use cited::{Found, Lies, Of, Output, Quote, Wanted, Within, in_record, lies, look, read, wanted, wanted_in};
pub use locator::Locator;
pub use verified::{asked, place_in, told};

use serde::{Deserialize, Serialize};

use crate::library::transcript::{asciicast, lines as shown};
use bytes::Window;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Where; anywhere if nobody said.
    pub place: Option<Locator>,
    /// The words, to the letter; `hex:` before the bytes that they spell.
    pub text: String,
}

/// Where words were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The place, as exact as the file allows.
    pub place: Locator,
    /// The first byte of the words in the file, where that says something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
}

/// What a search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The words stand there.
    Found(Hit),
    /// The place is there, and the words are not.
    Absent,
    /// The file has no such line, frame, event or commit.
    NoPlace,
    /// The file could not be searched.
    Unread(Unread),
}

/// Why a file could not be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// It is neither in the case nor an exhibit.
    NotAttached,
    /// Nobody has looked yet.
    NotRead,
    /// No digest of it was computed here, so nothing says which bytes it should have.
    NotHashed,
    /// It is not where it was.
    Missing,
    /// Its size, inode or time of change is another than when its digest was computed.
    Changed,
    /// An image in parts is not searched.
    InParts,
    /// The exhibit is no file.
    NoFile,
    /// Reading failed.
    Failed,
    /// Somebody gave the search up.
    Cancelled,
}

impl Unread {
    /// Every reason.
    pub const ALL: &'static [Unread] = &[
        Unread::NotAttached,
        Unread::NotRead,
        Unread::NotHashed,
        Unread::Missing,
        Unread::Changed,
        Unread::InParts,
        Unread::NoFile,
        Unread::Failed,
        Unread::Cancelled,
    ];

    /// The code, as a record holds it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Unread::NotAttached => "not-attached",
            Unread::NotRead => "not-read",
            Unread::NotHashed => "not-hashed",
            Unread::Missing => "missing",
            Unread::Changed => "changed",
            Unread::InParts => "in-parts",
            Unread::NoFile => "no-file",
            Unread::Failed => "failed",
            Unread::Cancelled => "cancelled",
        }
    }
}

/// Looks for words at their place.
pub fn search(bytes: &mut dyn Bytes, ask: &Ask) -> Outcome {
    let mut window = Window::new(bytes);
    looked(&mut window, ask).unwrap_or_else(Outcome::Unread)
}

fn looked(window: &mut Window<'_>, ask: &Ask) -> Result<Outcome, Unread> {
    let text = ask.text.as_str();
    match &ask.place {
        Some(Locator::Lines { from, to }) => lines::on_lines(window, (*from, *to), text),
        Some(Locator::Bytes { from, to }) => lines::among_bytes(window, (*from, *to), text),
        Some(Locator::Frame { number }) => frames::in_frame(window, *number, text),
        Some(Locator::Event { id }) => events::in_event(window, id, text),
        Some(Locator::Commit { commit, path, from, to }) => {
            patch::on_lines(window, &patch::Asked { commit, path, from: *from, to: *to }, text)
        }
        None => {
            if let Some(outcome) = frames::in_any(window, text)? {
                return Ok(outcome);
            }
            if events::is_evtx(window)? {
                return events::in_evtx(window, None, text);
            }
            lines::anywhere(window, text)
        }
    }
}

/// Looks for words in a file that is at hand as a whole. Lines of a recorded session are those that were shown.
#[must_use]
pub fn search_stored(bytes: &[u8], ask: &Ask) -> Outcome {
    let text = match (&ask.place, asciicast::parse(bytes)) {
        (None | Some(Locator::Lines { .. }), Some(cast)) => shown::text(&shown::lines(&cast)),
        _ => String::new(),
    };
    if !text.is_empty()
        && let found @ Outcome::Found(_) = search(&mut text.as_bytes(), ask)
    {
        return match found {
            // Bytes of what was shown are no bytes of the file.
            Outcome::Found(hit) => Outcome::Found(Hit { offset: None, ..hit }),
            other => other,
        };
    }
    let mut bytes = bytes;
    search(&mut bytes, ask)
}

#[cfg(test)]
mod tests;

//! What can be wrong with a shipped or user-made document.

use std::fmt;

/// A place in a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte offset in `text`; an offset beyond the end or inside a character is moved back.
    pub fn of(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|b| *b == b'\n').count() + 1,
            column: before[line_start..].chars().filter(|c| *c != '\u{feff}').count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// The one error of this layer. Every text in it is free of control characters, so it may go to a terminal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// The text is not TOML, or a field is missing, unknown or of the wrong kind.
    #[error("{file}, {place}: {reason}. Nothing of this file is used. Correct that line and start again")]
    Malformed {
        /// File name, or the id of a shipped document.
        file: String,
        /// Where it went wrong.
        place: Place,
        /// What the parser says.
        reason: String,
    },
    /// The document says that it follows another schema.
    #[error(
        "{file}, {place}: schema is \"{found}\" where \"{expected}\" is read. Nothing of this file is used. \
         Use the version of this program that the file was written for, or convert the file"
    )]
    Schema {
        /// File name, or the id of a shipped document.
        file: String,
        /// Where the schema line is (the beginning when there is none).
        place: Place,
        /// What the file says; empty when it says nothing.
        found: String,
        /// What this program reads.
        expected: String,
    },
    /// The bytes are not UTF-8.
    #[error("{file}, {place}: not UTF-8. Nothing of this file is used. Save the file as UTF-8")]
    NotUtf8 {
        /// File name.
        file: String,
        /// The first bad byte.
        place: Place,
    },
    /// The file is larger than any procedure is.
    #[error("{file}: {bytes} bytes, more than the {limit} that are read. Nothing of this file is used. Shorten it")]
    TooLarge {
        /// File name.
        file: String,
        /// Its size, in bytes.
        bytes: u64,
        /// The largest size that is read, in bytes.
        limit: u64,
    },
    /// The operating system would not give the file or the directory.
    #[error("{file}: cannot be read ({reason}). Nothing of it is used. Check the path and its permissions")]
    Unreadable {
        /// File or directory name.
        file: String,
        /// What the operating system says.
        reason: String,
    },
    /// A list cannot be written as TOML.
    #[error("the list cannot be written as TOML ({reason}). Nothing was written. Report this as a defect")]
    Unwritable {
        /// What the serialiser says.
        reason: String,
    },
}

impl LibraryError {
    /// Where in the file, when the error has a place.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Malformed { place, .. } | Self::Schema { place, .. } | Self::NotUtf8 { place, .. } => Some(*place),
            Self::TooLarge { .. } | Self::Unreadable { .. } | Self::Unwritable { .. } => None,
        }
    }
}

/// Text from outside with control and direction-changing characters written as escapes, on one line.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if c == '\n' {
            out.push(' ');
        } else if hidden {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_counts_characters_not_bytes() {
        let text = "a = 1\nüé = x\n";
        assert_eq!(Place::of(text, 0), Place { line: 1, column: 1 });
        assert_eq!(Place::of(text, text.find('x').unwrap()), Place { line: 2, column: 6 });
        assert_eq!(Place::of(text, 7), Place { line: 2, column: 1 }, "inside the two bytes of ü");
        assert_eq!(Place::of(text, 999), Place { line: 3, column: 1 });
    }

    #[test]
    fn place_does_not_count_a_byte_order_mark() {
        assert_eq!(Place::of("\u{feff}ab", 4), Place { line: 1, column: 2 });
    }

    #[test]
    fn plain_disarms_escape_sequences_and_overrides() {
        assert_eq!(plain("a\u{1b}[2Jb\u{202e}c\nd\n"), "a\\u{1b}[2Jb\\u{202e}c d");
    }
}

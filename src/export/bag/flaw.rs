//! What is wrong in a folder, and where.

use crate::domain::text::visible;

/// One thing that is wrong, with the file and the line where it shows. Names from the folder are cleaned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// The file below the folder; empty for the folder as a whole.
    pub file: String,
    /// The line, from 1, where there is one.
    pub line: Option<u64>,
    /// What is wrong, in words.
    pub what: String,
}

impl Flaw {
    /// A flaw of a file, or with an empty path of the folder.
    #[must_use]
    pub fn at(file: &str, what: impl Into<String>) -> Self {
        Flaw { file: visible(file).into_owned(), line: None, what: what.into() }
    }

    /// A flaw in a line of a file.
    #[must_use]
    pub fn in_line(file: &str, line: u64, what: impl Into<String>) -> Self {
        Flaw { line: Some(line), ..Flaw::at(file, what) }
    }
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.file.as_str(), self.line) {
            ("", _) => f.write_str(&self.what),
            (file, None) => write!(f, "{file}: {}", self.what),
            (file, Some(line)) => write!(f, "{file} line {line}: {}", self.what),
        }
    }
}

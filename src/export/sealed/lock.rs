//! Whom a sealed folder opens for: public keys, or whoever knows a passphrase.

use std::fmt;

use zeroize::Zeroizing;

use super::is_recipient;
use crate::domain::text::visible;

/// The longest file of keys that is read.
pub const LONGEST_KEY_FILE: u64 = 64 * 1024;
/// How a private key of age begins. It must never be repeated.
const PRIVATE: &str = "AGE-SECRET-KEY-";
/// Characters that a passphrase should have, for whoever holds the stick may try for years.
const ENOUGH: usize = 20;
/// Different characters that it should have.
const VARIED: usize = 8;

/// What a sealed folder is locked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// Public keys of age, each of which can open it; sorted by nothing, each once.
    Recipients(Vec<String>),
    /// One passphrase.
    Passphrase(Passphrase),
}

/// What a sealed file is opened with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The text of a file of private keys, as `age-keygen` writes it.
    Identities(Passphrase),
    /// The passphrase.
    Passphrase(Passphrase),
}

/// Words that must not be shown, stored or logged, and that are wiped when they are not needed any more.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// Why a folder cannot be locked as was asked. No secret is repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockProblem {
    /// Nobody could open it.
    #[error("nobody is named who could open it; give public keys (age1…) or a passphrase")]
    Nobody,
    /// A private key where a public one belongs.
    #[error(
        "that is a private key: it belongs in nobody's command line. Give the public key that begins with age1 (`age-keygen -y FILE` prints it)"
    )]
    Private,
    /// No public key of age.
    #[error("{0} is no public key of age: one begins with age1 and has 62 characters; was a character lost?")]
    NoRecipient(String),
    /// No passphrase at all.
    #[error("the passphrase is empty; give one of several words")]
    Empty,
    /// A file of a passphrase holds more than one line.
    #[error("the file holds more than one line; a passphrase is the one line of its file: delete the others")]
    Lines,
}

impl Passphrase {
    /// Takes a passphrase as it was typed.
    ///
    /// # Errors
    /// [`LockProblem::Empty`].
    pub fn typed(text: String) -> Result<Self, LockProblem> {
        if text.is_empty() { Err(LockProblem::Empty) } else { Ok(Passphrase(Zeroizing::new(text))) }
    }

    /// Takes the one line of a file.
    ///
    /// # Errors
    /// An empty file, several lines.
    pub fn of_file(text: String) -> Result<Self, LockProblem> {
        let text = Zeroizing::new(text);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.contains(['\n', '\r']) {
            return Err(LockProblem::Lines);
        }
        Self::typed(line.to_owned())
    }

    /// The words, for the cipher alone.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is short or of few characters: said, never refused.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        let mut seen: Vec<char> = self.0.chars().collect();
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        count < ENOUGH || seen.len() < VARIED
    }
}

impl Lock {
    /// A lock that each of these public keys opens.
    ///
    /// # Errors
    /// None, or one that is no public key.
    pub fn for_recipients<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<Self, LockProblem> {
        let mut recipients: Vec<String> = Vec::new();
        for text in typed {
            let text = text.trim();
            if text.to_ascii_uppercase().starts_with(PRIVATE) {
                return Err(LockProblem::Private);
            }
            if !is_recipient(text) {
                return Err(LockProblem::NoRecipient(visible(text).into_owned()));
            }
            if !recipients.iter().any(|known| known == text) {
                recipients.push(text.to_owned());
            }
        }
        if recipients.is_empty() { Err(LockProblem::Nobody) } else { Ok(Lock::Recipients(recipients)) }
    }

    /// The public keys, as they go on record; none for a passphrase.
    #[must_use]
    pub fn recipients(&self) -> &[String] {
        match self {
            Lock::Recipients(recipients) => recipients,
            Lock::Passphrase(_) => &[],
        }
    }

    /// Whether one lost key loses the folder: it opens for a single public key.
    #[must_use]
    pub fn opens_for_one(&self) -> bool {
        matches!(self, Lock::Recipients(recipients) if recipients.len() == 1)
    }
}

/// The public keys of a file of recipients: one a line, empty lines and those that begin with `#` say nothing.
pub fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

//! The comment lines of a manifest.

use crate::library::digest::hex;
use crate::library::sums;

/// First line of a manifest of files.
pub(super) const FILES: &[u8] = b"# warroom manifest 1\n";
/// First line of a manifest of tensors.
pub(super) const TENSORS: &[u8] = b"# warroom tensors 1\n";
/// Second line of both: how the root is found again.
pub(super) const HOW: &[u8] = b"# root = SHA-256 of all lines that do not begin with #: grep -av '^#' | sha256sum\n";

/// A comment line about a name: `# WORD NAME`, with ` -> TEXT` where there is something to say.
///
/// A name holds `\>` for `>` beside the escapes of coreutils, so ` -> ` stands once at most.
pub(super) fn about(word: &str, name: &[u8], text: Option<&[u8]>) -> Vec<u8> {
    let mut out = format!("# {word} ").into_bytes();
    escape(name, &mut out);
    if let Some(text) = text {
        out.extend(b" -> ");
        escape(text, &mut out);
    }
    out.push(b'\n');
    out
}

/// A comment line with a value.
pub(super) fn value(word: &str, value: impl std::fmt::Display) -> Vec<u8> {
    format!("# {word} {value}\n").into_bytes()
}

/// The two lines of a file: its size, with what else is to be compared, and its digest.
pub(super) fn entry(digest: &[u8; 32], size: u64, note: &str, name: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let size = if note.is_empty() { format!("# size {size}\n") } else { format!("# size {size} {note}\n") };
    (size.into_bytes(), sum(digest, name))
}

/// A line of `sha256sum`.
pub(super) fn sum(digest: &[u8; 32], name: &[u8]) -> Vec<u8> {
    sums::line(&crate::library::digest::Digest::sha256(*digest), name)
}

/// What is said of a file that holds something else than an earlier run says it hashed.
pub(super) const DIFFERS: &str = "an earlier run says it hashed other bytes, though size, inode and times are as they were; what was read now stands in the manifest";

/// That digests were taken over: who relies on the manifest must know which of them this run did not compute.
pub(super) fn taken_over(files: u64) -> Vec<u8> {
    let why = "digests that begin under # taken-over were computed by an earlier run on this laptop, and not read again: size, inode and times of those files were as then";
    [value("taken-over-files", files), format!("# {why}\n").into_bytes()].concat()
}

/// The lines at the end that say whether all was read.
pub(super) fn ending(counts: &[(&str, u64)], problems: u64, root: &[u8; 32]) -> Vec<u8> {
    let mut out = Vec::new();
    for (word, count) in counts {
        out.extend(value(word, count));
    }
    out.extend(value("problems", problems));
    out.extend(value("root", hex(root)));
    if problems > 0 {
        out.extend(
            format!("# INCOMPLETE: {problems} could not be read; the lines that begin with # unread name them\n")
                .bytes(),
        );
    }
    out
}

/// The escapes of coreutils, and `\>`.
pub(super) fn escape(name: &[u8], out: &mut Vec<u8>) {
    for &byte in name {
        match byte {
            b'\\' => out.extend(b"\\\\"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b'>' => out.extend(b"\\>"),
            other => out.push(other),
        }
    }
}

/// The reverse of [`escape`]; `None` when a backslash escapes nothing known.
pub(super) fn unescape(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        out.push(match byte {
            b'\\' => match bytes.next()? {
                b'\\' => b'\\',
                b'n' => b'\n',
                b'r' => b'\r',
                b'>' => b'>',
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(out)
}

/// What a comment line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Comment {
    /// Size of the file on the next line, and what else is to be compared.
    Size(u64, Vec<u8>),
    /// Something without content: the word, its name, what it says.
    Mark(Vec<u8>, Vec<u8>, Vec<u8>),
    /// A name that could not be read.
    Unread,
    /// The root digest, in hex.
    Root(Vec<u8>),
    /// Anything else.
    Other,
}

/// Reads a comment line without its line feed. `None`: it begins as one of ours and is damaged.
pub(super) fn comment(line: &[u8]) -> Option<Comment> {
    let text = line.strip_prefix(b"# ").unwrap_or_default();
    let (word, rest) = split(text, b" ").unwrap_or((text, b""));
    Some(match word {
        b"size" => {
            let (size, note) = split(rest, b" ").unwrap_or((rest, b""));
            Comment::Size(std::str::from_utf8(size).ok()?.parse().ok()?, note.to_vec())
        }
        b"link" | b"empty" | b"special" => {
            let (name, said) = split(rest, b" -> ").unwrap_or((rest, b""));
            Comment::Mark(word.to_vec(), unescape(name)?, unescape(said)?)
        }
        b"unread" => Comment::Unread,
        b"root" if rest.first() != Some(&b'=') => Comment::Root(rest.to_vec()),
        _ => Comment::Other,
    })
}

fn split<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let start = text.windows(at.len()).position(|window| window == at)?;
    Some((&text[..start], &text[start + at.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_said_of_a_name_is_read_back(
            name in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b"\\\n\r ->".to_vec())], 1..30),
            target in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b"\\\n\r ->".to_vec())], 1..30),
        ) {
            let line = about("link", &name, Some(&target));
            prop_assert_eq!(line.iter().filter(|&&byte| byte == b'\n').count(), 1);
            let read = comment(line.strip_suffix(b"\n").unwrap());
            prop_assert_eq!(read, Some(Comment::Mark(b"link".to_vec(), name, target)));
        }
    }

    #[test]
    fn our_own_lines_are_told_apart() {
        assert_eq!(comment(b"# size 12"), Some(Comment::Size(12, vec![])));
        assert_eq!(comment(b"# size 12 F32 [3]"), Some(Comment::Size(12, b"F32 [3]".to_vec())));
        assert_eq!(comment(b"# size x"), None);
        assert_eq!(comment(b"# root ab"), Some(Comment::Root(b"ab".to_vec())));
        assert_eq!(comment(HOW.strip_suffix(b"\n").unwrap()), Some(Comment::Other));
        assert_eq!(comment(b"#!/bin/sh"), Some(Comment::Other));
    }
}

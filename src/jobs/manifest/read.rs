//! Reading manifests to compare them: our own, those of `sha256sum`, those of hashdeep.

use std::fs::File;
use std::io::{self, BufRead, BufReader};

use sha2::Digest as _;

use super::sort::{Sorted, Sorter};
use super::text::{self, Comment, comment};
use crate::jobs::{Cancelled, Handle};
use crate::library::digest::{Algorithm, from_hex, hex};
use crate::library::sums::{self, LineProblem};

/// Longest line read, in bytes: a name of the longest path, escaped, and room.
const LINE: u64 = 64 << 10;
/// Memory for the lines of one manifest, in bytes.
pub(super) const BUDGET: usize = 24 << 20;

/// Why a manifest cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum ReadProblem {
    /// A line that is none.
    #[error("line {line}: {why}")]
    Line {
        /// Counted from 1.
        line: u64,
        /// What is wrong, without any part of the line.
        why: String,
    },
    /// One name with two digests.
    #[error("a name stands there twice with different digests: {0}; which one is meant cannot be known")]
    Twice(String),
    /// Not one digest in it.
    #[error("it holds no line of sha256sum, of hashdeep or of warroom manifest: it is another file")]
    Nothing,
    /// The root at its end is not that of its lines.
    #[error("its root line does not fit its lines: it was changed after it was made, or is damaged")]
    Root,
    /// It cannot be read.
    #[error("it could not be read: {0}")]
    Io(#[from] io::Error),
    /// Somebody asked for a stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// A manifest, read whole and put in order.
#[derive(Debug)]
pub struct Contents {
    /// SHA-256 of its lines as `warroom manifest` writes them, in order: the same for the same files, whoever made it.
    pub root: [u8; 32],
    /// Names with a digest.
    pub entries: u64,
    /// Bytes of those whose size it states.
    pub bytes: u64,
    /// Names whose size it does not state.
    pub unsized_entries: u64,
    /// Names it says could not be read.
    pub unread: u64,
    /// Whether it is one of ours: then it also names links, pipes and empty directories.
    pub ours: bool,
    /// Whether it lists tensors.
    pub of_tensors: bool,
    /// Whether one of ours ends before its root line.
    pub cut_off: bool,
    pub(super) sorted: Sorted,
}

impl Contents {
    /// Whether it may stand for the whole of what it describes.
    #[must_use]
    pub fn whole(&self) -> bool {
        self.unread == 0 && !self.cut_off
    }
}

/// One name of a manifest and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    pub(super) name: Vec<u8>,
    pub(super) value: Value,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// Something with content; the note holds what else has to be the same.
    Content { digest: [u8; 32], size: Option<u64>, note: Vec<u8> },
    /// A link, a pipe, an empty directory: the word, a blank, what is said of it.
    Mark(Vec<u8>),
}

impl Entry {
    /// Ordered by name: no name holds a NUL.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = self.name.clone();
        out.push(0);
        self.value.encode(&mut out);
        out
    }

    pub(super) fn decode(record: &[u8]) -> Option<Self> {
        let end = record.iter().position(|&byte| byte == 0)?;
        Some(Self { name: record[..end].to_vec(), value: Value::decode(&record[end + 1..])? })
    }
}

impl Value {
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Content { digest, size, note } => {
                out.push(b'c');
                out.extend(digest);
                out.push(u8::from(size.is_some()));
                out.extend(size.unwrap_or_default().to_be_bytes());
                out.extend(note);
            }
            Self::Mark(said) => {
                out.push(b'm');
                out.extend(said);
            }
        }
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        if *kind == b'm' {
            return Some(Self::Mark(rest.to_vec()));
        }
        let (digest, rest) = rest.split_first_chunk::<32>()?;
        let (stated, rest) = rest.split_first()?;
        let (size, note) = rest.split_first_chunk::<8>()?;
        let size = (*stated == 1).then(|| u64::from_be_bytes(*size));
        Some(Self::Content { digest: *digest, size, note: note.to_vec() })
    }
}

/// Reads a manifest. `strip` is taken from the beginning of every name that has it, then `./`.
///
/// # Errors
/// See [`ReadProblem`]: a manifest is read whole or not at all.
pub fn read(file: &File, strip: &[u8], handle: &Handle) -> Result<Contents, ReadProblem> {
    let mut reading = Reading {
        strip,
        sorter: Sorter::new(BUDGET),
        ours: false,
        of_tensors: false,
        deep: None,
        size: None,
        unread: 0,
        stated: None,
        number: 0,
    };
    let mut lines = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        handle.checkpoint()?;
        line.clear();
        let read = io::Read::take(&mut lines, LINE).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        reading.number += 1;
        handle.advance(read as u64);
        if line.last() != Some(&b'\n') && read as u64 == LINE {
            return Err(reading.damaged("longer than any name"));
        }
        reading.line(line.strip_suffix(b"\n").unwrap_or(&line))?;
    }
    reading.finish(handle)
}

struct Reading<'a> {
    strip: &'a [u8],
    sorter: Sorter,
    ours: bool,
    of_tensors: bool,
    /// Columns of hashdeep: how many there are before the name, which holds the size, which the SHA-256.
    deep: Option<(usize, usize, usize)>,
    /// What our comment says of the next line.
    size: Option<(u64, Vec<u8>)>,
    unread: u64,
    stated: Option<Vec<u8>>,
    number: u64,
}

impl Reading<'_> {
    fn damaged(&self, why: impl ToString) -> ReadProblem {
        ReadProblem::Line { line: self.number, why: why.to_string() }
    }

    fn line(&mut self, line: &[u8]) -> Result<(), ReadProblem> {
        let line = if self.number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.number == 1 {
            self.of_tensors = [line, b"\n"].concat() == text::TENSORS;
            self.ours = self.of_tensors || [line, b"\n"].concat() == text::FILES;
        }
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        if let Some(header) = line.strip_prefix(b"%%%% ") {
            return self.hashdeep_header(header);
        }
        if line.starts_with(b"#") {
            return if self.ours { self.comment(line) } else { Ok(()) };
        }
        if let Some((before, size, sha256)) = self.deep {
            return self.hashdeep(line, before, size, sha256);
        }
        let entry = sums::entry(line.trim_ascii_start()).map_err(|problem| self.damaged(problem))?;
        if entry.digest.algorithm() != Algorithm::Sha256 {
            return Err(self.damaged("a digest of another algorithm; only SHA-256 is compared"));
        }
        let digest = entry.digest.bytes().try_into().map_err(|_| self.damaged(LineProblem::Format))?;
        let (size, note) = match self.size.take() {
            Some((size, note)) => (Some(size), note),
            None => (None, Vec::new()),
        };
        self.push(entry.name, Value::Content { digest, size, note })
    }

    fn comment(&mut self, line: &[u8]) -> Result<(), ReadProblem> {
        match comment(line).ok_or_else(|| self.damaged("a comment of warroom that is damaged"))? {
            Comment::Size(size, note) => self.size = Some((size, note)),
            Comment::Mark(word, name, said) => self.push(name, Value::Mark([word.as_slice(), b" ", &said].concat()))?,
            Comment::Unread => self.unread += 1,
            Comment::Root(root) => self.stated = Some(root),
            Comment::Other => {}
        }
        Ok(())
    }

    /// `HASHDEEP-1.0`, then `size,md5,sha256,filename`.
    fn hashdeep_header(&mut self, header: &[u8]) -> Result<(), ReadProblem> {
        if header.starts_with(b"HASHDEEP") {
            return Ok(());
        }
        let columns: Vec<&[u8]> = header.split(|&byte| byte == b',').collect();
        let at = |name: &[u8]| columns.iter().position(|column| *column == name);
        let size = at(b"size").ok_or_else(|| self.damaged("hashdeep's list of columns has no size"))?;
        let sha256 = at(b"sha256")
            .ok_or_else(|| self.damaged("no SHA-256 among hashdeep's columns; make it with hashdeep -c sha256"))?;
        match at(b"filename") {
            Some(name) if name + 1 == columns.len() => self.deep = Some((name, size, sha256)),
            _ => return Err(self.damaged("hashdeep's list of columns does not end with the name")),
        }
        Ok(())
    }

    fn hashdeep(&mut self, line: &[u8], before: usize, size: usize, sha256: usize) -> Result<(), ReadProblem> {
        let parts: Vec<&[u8]> = line.splitn(before + 1, |&byte| byte == b',').collect();
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let number = std::str::from_utf8(part(size)).ok().and_then(|text| text.parse().ok());
        let digest = from_hex(part(sha256)).and_then(|bytes| bytes.try_into().ok());
        let (Some(number), Some(digest)) = (number, digest) else {
            return Err(self.damaged("not a line of hashdeep with the columns that its header names"));
        };
        self.push(part(before).to_vec(), Value::Content { digest, size: Some(number), note: Vec::new() })
    }

    fn push(&mut self, name: Vec<u8>, value: Value) -> Result<(), ReadProblem> {
        let bare = name.strip_prefix(self.strip).unwrap_or(&name);
        let bare = if self.of_tensors { bare } else { bare.strip_prefix(b"./").unwrap_or(bare) };
        if bare.contains(&0) || (bare.is_empty() && matches!(value, Value::Content { .. })) {
            return Err(self.damaged("no file has such a name"));
        }
        let entry = Entry { name: bare.to_vec(), value };
        Ok(self.sorter.push(&entry.encode())?)
    }

    /// Puts the names in order, each once, and computes what belongs to all of them.
    fn finish(self, handle: &Handle) -> Result<Contents, ReadProblem> {
        let mut unique = Sorter::new(BUDGET);
        let mut sorted = self.sorter.sorted()?;
        let mut root = sha2::Sha256::new();
        let (mut entries, mut bytes, mut unsized_entries) = (0, 0_u64, 0);
        let mut last: Option<Entry> = None;
        while let Some(record) = sorted.next()? {
            handle.checkpoint()?;
            let Some(entry) = Entry::decode(&record) else { continue };
            if let Some(last) = last.as_ref().filter(|last| last.name == entry.name) {
                if last.value == entry.value {
                    continue;
                }
                return Err(ReadProblem::Twice(crate::domain::text::visible_bytes(&entry.name)));
            }
            if let Value::Content { digest, size, .. } = &entry.value {
                entries += 1;
                bytes = bytes.saturating_add(size.unwrap_or_default());
                unsized_entries += u64::from(size.is_none());
                let prefix: &[u8] = if self.of_tensors { b"" } else { b"./" };
                root.update(text::sum(digest, &[prefix, &entry.name].concat()));
            }
            unique.push(&record)?;
            last = Some(entry);
        }
        drop(sorted);
        if entries == 0 && !self.ours {
            return Err(ReadProblem::Nothing);
        }
        let root: [u8; 32] = root.finalize().into();
        if self.strip.is_empty() && self.stated.as_ref().is_some_and(|stated| *stated != hex(&root).as_bytes()) {
            return Err(ReadProblem::Root);
        }
        Ok(Contents {
            root,
            entries,
            bytes,
            unsized_entries,
            unread: self.unread,
            ours: self.ours,
            of_tensors: self.of_tensors,
            cut_off: self.ours && self.stated.is_none(),
            sorted: unique.sorted()?,
        })
    }
}

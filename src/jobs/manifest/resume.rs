//! What an earlier run that was cut off has already hashed.
//!
//! One line for each file, in the order of the manifest: seal, size, stamps, inode, digest, name. A digest is kept only where all
//! of the first are what the file has now; its content is then not read again. The file lies where the manifest does, on a medium
//! that others may write: a line counts only under the seal of this laptop, made for this very directory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};

use super::text::{escape, unescape};
use crate::jobs::source::{Identity, Stamp};
use crate::library::digest::{from_hex, hex};

/// What seals the lines of a run: a key that only this laptop holds, bound to the directory that is read.
#[derive(Clone)]
pub(super) struct Seal([u8; 32]);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// Of a run over the directory `root`.
    pub(super) fn new(key: &[u8; 32], root: &std::path::Path) -> Self {
        Seal(*blake3::keyed_hash(key, root.as_os_str().as_encoded_bytes()).as_bytes())
    }

    fn over(&self, line: &[u8]) -> blake3::Hash {
        blake3::keyed_hash(&self.0, line)
    }
}

/// A file as it was when it was hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Relative to the root.
    pub(super) name: Vec<u8>,
    /// SHA-256.
    pub(super) digest: [u8; 32],
    size: u64,
    modified: Stamp,
    changed: Stamp,
    inode: u64,
}

impl Record {
    /// The file `name`, hashed while it had this identity.
    pub(super) fn new(name: Vec<u8>, digest: [u8; 32], identity: &Identity) -> Self {
        let Identity { size, modified, changed, inode, .. } = *identity;
        Self { name, digest, size, modified, changed, inode }
    }

    /// Whether the file is still the one that was hashed. The number of the file system is left out: it is another one
    /// whenever a medium is attached again.
    pub(super) fn still(&self, now: &Identity) -> bool {
        (self.size, self.modified, self.changed, self.inode) == (now.size, now.modified, now.changed, now.inode)
    }

    /// Bytes of the file.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The digest it had.
    pub(super) fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The record as a line, sealed.
    pub(super) fn line(&self, seal: &Seal) -> Vec<u8> {
        let said = self.said();
        [seal.over(&said).to_hex().as_bytes(), b" ", &said].concat()
    }

    fn said(&self) -> Vec<u8> {
        let Self { size, modified, changed, inode, .. } = self;
        let mut out = format!(
            "{size} {} {} {} {} {inode} {} ",
            modified.seconds,
            modified.nanos,
            changed.seconds,
            changed.nanos,
            hex(&self.digest)
        )
        .into_bytes();
        escape(&self.name, &mut out);
        out.push(b'\n');
        out
    }

    /// Reads a line with its line feed; a torn one is none, nor is one that was not sealed here for this directory.
    fn read(line: &[u8], seal: &Seal) -> Option<Self> {
        let (sealed, line) = line.split_at_checked(64)?;
        let line = line.strip_prefix(b" ")?;
        let sealed: [u8; 32] = from_hex(sealed)?.try_into().ok()?;
        // Compared in constant time by the type.
        if seal.over(line) != blake3::Hash::from(sealed) {
            return None;
        }
        let mut parts = line.strip_suffix(b"\n")?.splitn(8, |&byte| byte == b' ');
        let mut word = || parts.next();
        let size = number(word()?)?;
        let modified = Stamp { seconds: number(word()?)?, nanos: number(word()?)? };
        let changed = Stamp { seconds: number(word()?)?, nanos: number(word()?)? };
        let inode = number(word()?)?;
        let digest = from_hex(word()?)?.try_into().ok()?;
        Some(Self { name: unescape(word()?)?, digest, size, modified, changed, inode })
    }
}

fn number<T: std::str::FromStr>(text: &[u8]) -> Option<T> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// The records of an earlier run, read along with the walk: both have the same order.
#[derive(Debug)]
pub struct Prior {
    lines: BufReader<File>,
    seal: Seal,
    held: Option<Record>,
}

impl Prior {
    /// Reads from `file`.
    pub(super) fn new(file: File, seal: Seal) -> Self {
        let mut prior = Self { lines: BufReader::new(file), seal, held: None };
        prior.advance();
        prior
    }

    /// Stops for good at a line that cannot be read or breaks the order: what follows is hashed again.
    fn advance(&mut self) {
        let mut line = Vec::new();
        let read = self.lines.read_until(b'\n', &mut line);
        let record = if read.is_ok() { Record::read(&line, &self.seal) } else { None };
        let last = self.held.take();
        self.held = record.filter(|record| last.is_none_or(|last| last.name < record.name));
    }

    /// What is known of `name`, which follows every name asked for before.
    pub(super) fn take(&mut self, name: &[u8]) -> Option<Record> {
        while self.held.as_ref().is_some_and(|held| held.name.as_slice() < name) {
            self.advance();
        }
        let found = self.held.clone().filter(|held| held.name == name)?;
        self.advance();
        Some(found)
    }

    fn next(&mut self) -> Option<Record> {
        let record = self.held.clone();
        self.advance();
        record
    }

    fn peek(&self) -> Option<&[u8]> {
        self.held.as_ref().map(|held| held.name.as_slice())
    }
}

/// Writes the records of two runs as those of one. Where both know a name, `newer` is believed.
///
/// # Errors
/// When `out` cannot be written.
pub(super) fn merge(mut newer: Prior, mut older: Prior, seal: &Seal, out: &mut impl Write) -> io::Result<()> {
    loop {
        let record = match (newer.peek(), older.peek()) {
            (None, None) => return Ok(()),
            (Some(_), None) => newer.next(),
            (None, Some(_)) => older.next(),
            (Some(new), Some(old)) if new == old => {
                older.next();
                newer.next()
            }
            (Some(new), Some(old)) if new < old => newer.next(),
            (Some(_), Some(_)) => older.next(),
        };
        if let Some(record) = record {
            out.write_all(&record.line(seal))?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Seek;

    fn seal() -> Seal {
        Seal::new(&[7; 32], std::path::Path::new("/data"))
    }

    fn record(name: &[u8], size: u64) -> Record {
        let stamp = Stamp { seconds: -3, nanos: 999_999_999 };
        let identity = Identity { size, modified: stamp, changed: stamp, inode: 7, device: 1 };
        Record::new(name.to_vec(), [size.to_le_bytes()[0]; 32], &identity)
    }

    fn file(lines: &[Vec<u8>]) -> Prior {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&lines.concat()).unwrap();
        file.rewind().unwrap();
        Prior::new(file, seal())
    }

    #[test]
    fn records_are_read_along_with_the_walk() {
        let records = [record(b"a b\n\xff", 1), record(b"c > d", 2), record(b"e\\", 3)];
        let lines: Vec<_> = records.iter().map(|record| record.line(&seal())).collect();
        let mut prior = file(&lines);
        assert_eq!(prior.take(b"a"), None);
        assert_eq!(prior.take(b"a b\n\xff"), Some(records[0].clone()));
        assert_eq!(prior.take(b"d"), None);
        assert_eq!(prior.take(b"e\\"), Some(records[2].clone()));
        assert_eq!(prior.take(b"f"), None);
    }

    #[test]
    fn a_torn_or_disordered_line_ends_what_is_known() {
        let torn = record(b"b", 2).line(&seal());
        let mut prior = file(&[record(b"a", 1).line(&seal()), torn[..torn.len() - 1].to_vec()]);
        assert!(prior.take(b"a").is_some() && prior.take(b"b").is_none());
        let mut prior =
            file(&[record(b"b", 1).line(&seal()), record(b"a", 1).line(&seal()), record(b"c", 1).line(&seal())]);
        assert!(prior.take(b"b").is_some() && prior.take(b"c").is_none());
        let mut prior = file(&[record(b"a", 1).line(&seal()), vec![0; 64], record(b"b", 1).line(&seal())]);
        assert!(prior.take(b"a").is_some() && prior.take(b"b").is_none());
    }

    #[test]
    fn two_runs_become_one_and_the_newer_is_believed() {
        let newer = file(&[record(b"a", 1).line(&seal()), record(b"c", 2).line(&seal())]);
        let older =
            file(&[record(b"a", 9).line(&seal()), record(b"b", 3).line(&seal()), record(b"d", 4).line(&seal())]);
        let mut out = Vec::new();
        merge(newer, older, &seal(), &mut out).unwrap();
        let expected = [record(b"a", 1), record(b"b", 3), record(b"c", 2), record(b"d", 4)];
        assert_eq!(out, expected.iter().map(|record| record.line(&seal())).collect::<Vec<_>>().concat());
    }

    #[test]
    fn any_difference_means_reading_again() {
        let stamp = Stamp { seconds: 1, nanos: 2 };
        let identity = Identity { size: 3, modified: stamp, changed: stamp, inode: 4, device: 5 };
        let record = Record::new(b"x".to_vec(), [0; 32], &identity);
        let later = Stamp { seconds: 1, nanos: 3 };
        assert!(record.still(&identity) && record.still(&Identity { device: 6, ..identity }));
        for now in [
            Identity { size: 4, ..identity },
            Identity { modified: later, ..identity },
            Identity { changed: later, ..identity },
            Identity { inode: 5, ..identity },
        ] {
            assert!(!record.still(&now), "{now:?}");
        }
    }

    #[test]
    fn a_line_counts_only_under_the_seal_of_this_laptop_and_directory() {
        let line = record(b"a", 1).line(&seal());
        assert!(file(std::slice::from_ref(&line)).take(b"a").is_some());
        let other_key = Seal::new(&[8; 32], std::path::Path::new("/data"));
        let other_root = Seal::new(&[7; 32], std::path::Path::new("/data2"));
        for forged in [other_key, other_root] {
            assert_eq!(file(&[record(b"a", 1).line(&forged)]).take(b"a"), None);
        }
        for at in 0..line.len() {
            let mut turned = line.clone();
            turned[at] ^= 1;
            assert_eq!(file(&[turned]).take(b"a"), None, "byte {at}");
        }
        assert_eq!(file(&[record(b"a", 1).said()]).take(b"a"), None, "as versions before wrote it");
    }
}

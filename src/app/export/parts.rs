//! Files of exhibits that a medium does not take whole (FAT32 holds 4 GiB in one): they go in parts that follow each other, and `cat` puts them together again.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use crate::export::folder::layout;
use crate::export::folder::writer::{Content, Entry};
use crate::journal::merkle::Hash;

/// Bytes of a part: every file system holds it, and so does every tool that counts in 31 bits.
const PART: u64 = 2000 << 20;

/// Which files go in parts, and how large a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// The largest file that goes whole.
    whole: u64,
    /// Bytes of every part but the last.
    pub(super) part: u64,
}

impl Cut {
    /// For a medium that takes files of at most so many bytes.
    pub(super) fn at(largest: u64) -> Self {
        Cut { whole: largest, part: PART.min(largest).max(1) }
    }

    /// How many parts a file of this size comes to; none where it goes whole.
    pub(super) fn parts(&self, path: &str, size: u64) -> Option<u64> {
        (path.starts_with(layout::EVIDENCE_FILES) && size > self.whole).then(|| size.div_ceil(self.part))
    }

    /// The entries with what is too large in parts.
    pub(super) fn applied(&self, entries: Vec<Entry>) -> Vec<Entry> {
        entries.into_iter().flat_map(|entry| self.cut(entry)).collect()
    }

    fn cut(&self, entry: Entry) -> Vec<Entry> {
        let (Some(count), Content::File(path)) = (self.parts(&entry.path, entry.size), &entry.content) else {
            return vec![entry];
        };
        let whole = Arc::new(Mutex::new(Sha256::new()));
        let part = |number: u64| {
            let from = number * self.part;
            let size = self.part.min(entry.size - from);
            let stretch = Stretch { path: path.clone(), from, size };
            // Each part has a digest of its own in the manifest; that all of them are the file on record shows at the end of the last.
            let ends = entry.sha256.filter(|_| number + 1 == count);
            let whole = Arc::clone(&whole);
            let open = move || stretch.open(Arc::clone(&whole), ends);
            Entry {
                path: layout::part(&entry.path, number, count),
                content: Content::Opened(Box::new(open)),
                size,
                sha256: None,
            }
        };
        (0..count).map(part).collect()
    }
}

/// A stretch of a file.
struct Stretch {
    path: PathBuf,
    from: u64,
    size: u64,
}

impl Stretch {
    fn open(&self, whole: Arc<Mutex<Sha256>>, ends: Option<Hash>) -> io::Result<Box<dyn Read>> {
        let mut file = File::open(Path::new(&self.path))?;
        file.seek(SeekFrom::Start(self.from))?;
        if self.from == 0 {
            // Written once more, after a medium that failed.
            *whole.lock().unwrap_or_else(PoisonError::into_inner) = Sha256::new();
        }
        Ok(Box::new(Part { file: file.take(self.size), whole, ends }))
    }
}

/// A part that is read, and adds to the digest of the whole.
struct Part {
    file: io::Take<File>,
    whole: Arc<Mutex<Sha256>>,
    ends: Option<Hash>,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        whole.update(buffer.get(..count).unwrap_or_default());
        let at_end = count == 0 && !buffer.is_empty();
        match self.ends.filter(|_| at_end) {
            Some(wanted) if Hash::from(whole.clone().finalize()) != wanted => {
                Err(io::Error::other("it is not the file it was: other bytes than those on record"))
            }
            _ => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &Path, name: &str, bytes: &[u8], recorded: &[u8]) -> Entry {
        std::fs::write(path, bytes).unwrap();
        Entry {
            path: name.to_owned(),
            content: Content::File(path.to_owned()),
            size: bytes.len() as u64,
            sha256: Some(Sha256::digest(recorded).into()),
        }
    }

    fn read(entry: &Entry) -> io::Result<Vec<u8>> {
        let Content::Opened(open) = &entry.content else { panic!("{entry:?}") };
        let mut bytes = Vec::new();
        open()?.read_to_end(&mut bytes).map(|_| bytes)
    }

    #[test]
    fn parts_follow_each_other_and_the_last_one_knows_the_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("disk.img");
        let cut = Cut { whole: 6, part: 4 };
        let parts = cut.applied(vec![entry(&path, "data/evidence/files/e-001-disk.img", b"0123456789", b"0123456789")]);
        let names: Vec<&str> = parts.iter().map(|part| part.path.rsplit('/').next().unwrap()).collect();
        assert_eq!(names, ["e-001-disk.img.000", "e-001-disk.img.001", "e-001-disk.img.002"]);
        for _ in 0..2 {
            let read: Vec<Vec<u8>> = parts.iter().map(|part| read(part).unwrap()).collect();
            assert_eq!(read, [b"0123".to_vec(), b"4567".to_vec(), b"89".to_vec()]);
        }
        let parts = cut.applied(vec![entry(&path, "data/evidence/files/e-001-disk.img", b"0123456789", b"012345678X")]);
        assert!(read(&parts[0]).is_ok() && read(&parts[1]).is_ok());
        assert!(read(&parts[2]).unwrap_err().to_string().contains("other bytes than those on record"));
    }

    #[test]
    fn what_the_medium_takes_goes_whole_and_so_does_what_is_no_exhibit() {
        let cut = Cut::at(u64::from(u32::MAX));
        assert_eq!(cut.part, 2000 * 1024 * 1024);
        assert_eq!(cut.parts("data/evidence/files/e-001-x", u64::from(u32::MAX)), None);
        assert_eq!(cut.parts("data/evidence/files/e-001-x", u64::from(u32::MAX) + 1), Some(3));
        assert_eq!(cut.parts("data/db/case.sqlite", 1 << 40), None);
        assert_eq!(Cut::at(100).part, 100, "where a process may write even less, parts are as small");
    }
}

//! Unpacking an archive that somebody else may have made: files and directories below one name, of the letters that a case folder is made of, each once. Links,
//! devices, holes, absolute names and those that lead elsewhere are refused.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use tar::{Archive, EntryType};

use super::super::folder::layout::{PARTIAL, is_ours, is_plain};
use super::super::folder::writer::Watch;
use super::NotOpened;
use crate::domain::text::visible_bytes;

/// More entries than any case folder has.
const MOST: usize = 1_000_000;
/// The longest path.
const LONGEST: u64 = 4096;
/// Parts of a path, its first among them.
const DEEPEST: usize = 16;
/// Bytes copied at once.
const PART: usize = 256 * 1024;

/// Unpacks a stream into an empty directory of our own, reads it to its end, and gives the name of the folder in it. Sizes need no bound: nothing is compressed, so
/// what comes out is never more than the sealed file is long.
pub(super) fn unpack(stream: impl Read, place: &Path, watch: &dyn Watch) -> Result<String, NotOpened> {
    let mut archive = Archive::new(Inlet { stream, watch, fault: None });
    let done = entries(&mut archive, place);
    let mut inlet = archive.into_inner();
    // The last part of the stream is what shows that none is missing: it has to be read, whatever the archive said of its end.
    let done = done.and_then(|name| rest(&mut inlet).map(|()| name));
    match inlet.fault {
        Some(fault) => Err(fault),
        None => done,
    }
}

fn hostile(what: &str, path: &[u8]) -> NotOpened {
    NotOpened::Hostile(format!("{what}: {}", visible_bytes(path)))
}

fn unreadable(error: &io::Error) -> NotOpened {
    NotOpened::Hostile(format!("it is no tar archive: {}", visible_bytes(error.to_string().as_bytes())))
}

fn entries<R: Read>(archive: &mut Archive<R>, place: &Path) -> Result<String, NotOpened> {
    let (mut root, mut seen, mut long) = (None::<String>, HashSet::new(), None::<Vec<u8>>);
    // Raw: the crate would take in long names of any length, and apply what extended headers say.
    for entry in archive.entries().map_err(|error| unreadable(&error))?.raw(true) {
        let mut entry = entry.map_err(|error| unreadable(&error))?;
        let (kind, size) = (entry.header().entry_type(), entry.size());
        if kind == EntryType::GNULongName && size <= LONGEST && long.is_none() {
            let mut name = Vec::new();
            entry.read_to_end(&mut name).map_err(|error| unreadable(&error))?;
            name.truncate(name.iter().position(|byte| *byte == 0).unwrap_or(name.len()));
            long = Some(name);
            continue;
        }
        let path = long.take().unwrap_or_else(|| entry.header().path_bytes().into_owned());
        let directory = match kind {
            EntryType::Directory => true,
            EntryType::Regular => false,
            _ => return Err(hostile("an entry that is neither a file nor a directory", &path)),
        };
        let named = named(&path, directory).ok_or_else(|| hostile("a name that no case folder has", &path))?;
        let first = named.split('/').next().unwrap_or_default();
        if root.get_or_insert_with(|| first.to_owned()) != first {
            return Err(hostile("more than one folder", &path));
        }
        if seen.len() >= MOST {
            return Err(NotOpened::Hostile(format!("more than {MOST} entries")));
        }
        let target = place.join(&named);
        if !seen.insert(named) {
            return Err(hostile("the same name twice", &path));
        }
        if directory { make(&target) } else { file(&mut entry, size, &target) }.map_err(|failed| match failed {
            Copy::Ends => hostile("a file that ends too soon", &path),
            Copy::Read(error) => unreadable(&error),
            Copy::Write(error) => NotOpened::System(format!("it cannot be unpacked there: {error}")),
        })?;
    }
    root.ok_or_else(|| NotOpened::Hostile("nothing is in it".to_owned()))
}

/// The path of an entry, where it is one that a case folder has.
fn named(path: &[u8], directory: bool) -> Option<String> {
    let path = std::str::from_utf8(path).ok()?;
    let path = if directory { path.strip_suffix('/').unwrap_or(path) } else { path };
    let (root, below) = path.split_once('/').map_or((path, None), |(root, below)| (root, Some(below)));
    // A name that is hidden, or that says it is unfinished, is none of ours.
    let own = is_plain(root) && !root.starts_with('.') && !root.ends_with(PARTIAL);
    let fits = if directory { below.is_none_or(is_plain) } else { below.is_some_and(is_ours) };
    let short = path.len() as u64 <= LONGEST && path.split('/').count() <= DEEPEST;
    (own && fits && short).then(|| path.to_owned())
}

enum Copy {
    Ends,
    Read(io::Error),
    Write(io::Error),
}

fn make(directory: &Path) -> Result<(), Copy> {
    std::fs::create_dir_all(directory).map_err(Copy::Write)
}

fn file(entry: &mut impl Read, size: u64, target: &Path) -> Result<(), Copy> {
    if let Some(parent) = target.parent() {
        make(parent)?;
    }
    let mut sheet = OpenOptions::new().write(true).create_new(true).open(target).map_err(Copy::Write)?;
    let (mut buffer, mut copied) = (vec![0; PART], 0_u64);
    loop {
        match entry.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => {
                let bytes = buffer.get(..count).unwrap_or_default();
                io::Write::write_all(&mut sheet, bytes).map_err(Copy::Write)?;
                copied += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Copy::Read(error)),
        }
    }
    if copied != size {
        return Err(Copy::Ends);
    }
    sheet.sync_all().map_err(Copy::Write)
}

/// Reads what follows the archive: nothing but zeros, to the end.
fn rest(inlet: &mut impl Read) -> Result<(), NotOpened> {
    let mut buffer = vec![0; PART];
    loop {
        match inlet.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) if buffer.iter().take(count).all(|byte| *byte == 0) => {}
            Ok(_) => return Err(NotOpened::Hostile("bytes after the end of the archive".to_owned())),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(&error)),
        }
    }
}

/// Makes every name below a directory last.
pub(super) fn sync(directory: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let below: PathBuf = entry.path();
            sync(&below)?;
        }
    }
    File::open(directory)?.sync_all()
}

/// Remembers why the stream failed: what the archive makes of it says less.
struct Inlet<'a, R> {
    stream: R,
    watch: &'a dyn Watch,
    fault: Option<NotOpened>,
}

impl<R: Read> Read for Inlet<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.stop() {
            self.fault.get_or_insert(NotOpened::Cancelled);
            return Err(io::Error::other("cancelled"));
        }
        let read = self.stream.read(buffer);
        match &read {
            Ok(count) => self.watch.advance(*count as u64),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                let words = error.to_string();
                // The system numbers its errors; the cipher does not.
                let fault = match error.raw_os_error() {
                    Some(_) => NotOpened::System(format!("it cannot be read: {words}")),
                    None => NotOpened::Damaged(words),
                };
                self.fault.get_or_insert(fault);
            }
        }
        read
    }
}

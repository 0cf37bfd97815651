//! Writing a folder so that it is either whole and signed, or visibly neither: under a name that says so until every byte is on the medium, then read back whole,
//! and signed last (`reference`: a signature is what says that it was finished).

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::bag::{self, Filed};
use super::lane::{Digests, Lane};
use super::layout;
use super::medium::ExportFs;
use crate::export::sealed::Sealed;

/// Where the bytes of a file come from.
pub enum Content {
    /// Made here.
    Bytes(Vec<u8>),
    /// A file on this laptop.
    File(PathBuf),
    /// A stretch of a file on this laptop, or something else that is opened when its turn comes.
    Opened(Box<dyn Fn() -> io::Result<Box<dyn Read>> + Send>),
    /// Bytes that are fetched when their turn comes.
    Fetched(Box<dyn Fn() -> io::Result<Vec<u8>> + Send>),
}

/// One file that goes into the folder.
pub struct Entry {
    /// Its path inside the folder.
    pub path: String,
    /// Its bytes.
    pub content: Content,
    /// How many they are.
    pub size: u64,
    /// The digest they must have, where that is known beforehand.
    pub sha256: Option<[u8; 32]>,
}

impl Entry {
    /// A file made here.
    #[must_use]
    pub fn made(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Entry { path: path.into(), size: bytes.len() as u64, content: Content::Bytes(bytes), sha256: None }
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry").field("path", &self.path).field("size", &self.size).finish_non_exhaustive()
    }
}

/// What is to be written.
#[derive(Debug)]
pub struct Plan {
    /// Name of the folder.
    pub name: String,
    /// Payload: every path begins with `data/`.
    pub payload: Vec<Entry>,
    /// Further files of the folder's root.
    pub tags: Vec<(String, Vec<u8>)>,
    /// Fields of `bag-info.txt`; what follows from the payload is added.
    pub info: Vec<(String, String)>,
    /// Whether SHA-512 stands beside SHA-256.
    pub court: bool,
}

impl Plan {
    /// Bytes of the payload.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.payload.iter().map(|entry| entry.size).sum()
    }
}

/// Whoever watches: hears of bytes, and may ask for a stop.
pub trait Watch {
    /// So many more bytes were written or read back.
    fn advance(&self, bytes: u64);
    /// Whether to stop here. May wait.
    fn stop(&self) -> bool;
}

/// Nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn advance(&self, _: u64) {}
    fn stop(&self) -> bool {
        false
    }
}

/// How far it had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Making directories and files, and syncing them.
    Write,
    /// Giving the folder its name.
    Name,
    /// Reading everything back.
    ReadBack,
    /// Signing.
    Sign,
    /// Writing the check file of a sealed folder.
    Check,
}

impl Step {
    /// The code in the record: `write`, `name`, `read-back`, `sign`, `check`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Step::Write => "write",
            Step::Name => "name",
            Step::ReadBack => "read-back",
            Step::Sign => "sign",
            Step::Check => "check",
        }
    }
}

/// Why a folder was not finished. What is on the medium then is named `.partial`, or carries no signature that holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why} ({path})")]
pub struct Broken {
    /// How far it had come.
    pub step: Step,
    /// The file or directory.
    pub path: String,
    /// The system's words, or what differs.
    pub why: String,
    /// The system's number of the error, where it gave one.
    pub errno: Option<i32>,
    /// Whether somebody asked for the stop.
    pub cancelled: bool,
    /// Whether the fault lies with something on the laptop, and says nothing about the medium.
    pub own: bool,
    /// The name under which what was written lies there; empty where nothing does.
    pub left: String,
}

impl Broken {
    /// A fault of the medium at a file, with nothing said yet of what lies there.
    pub(in crate::export) fn at(step: Step, path: &str, why: &io::Error) -> Self {
        Broken {
            step,
            path: path.to_owned(),
            why: why.to_string(),
            errno: why.raw_os_error(),
            cancelled: false,
            own: false,
            left: String::new(),
        }
    }
}

/// A finished folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Every file but the signatures, sorted by path.
    pub files: Vec<Filed>,
    /// SHA-256 of the tag manifest: what the signature is over.
    pub tag_manifest: [u8; 32],
    /// Bytes of all files.
    pub bytes: u64,
    /// Whether what was read back came from the medium for certain.
    pub reread: bool,
    /// The one file that it left the laptop as, where it was sealed.
    pub sealed: Option<Sealed>,
}

/// The files of the root that follow from the payload and are written before the tag manifest.
fn beside(
    tags: &[(String, Vec<u8>)],
    info: &[(String, String)],
    court: bool,
    payload: &[Filed],
) -> Vec<(String, Vec<u8>)> {
    let mut small = vec![
        (layout::BAGIT.to_owned(), layout::BAGIT_TEXT.as_bytes().to_vec()),
        (layout::BAG_INFO.to_owned(), bag::info(info, payload)),
        (layout::MANIFEST.to_owned(), bag::manifest(payload.iter(), bag::sha256)),
    ];
    if court {
        small.push((layout::MANIFEST_SHA512.to_owned(), bag::manifest(payload.iter(), bag::sha512)));
    }
    small.extend(tags.iter().cloned());
    small
}

/// The files that [`write()`] would add to a payload of these paths and sizes, each with its size: what is signed and, by a guess, the signatures.
#[must_use]
pub fn sizes_beside(
    payload: &[(String, u64)],
    tags: &[(String, Vec<u8>)],
    info: &[(String, String)],
    (court, person): (bool, bool),
) -> Vec<(String, u64)> {
    // Digests are of one length each, whatever they are.
    let filed = |path: &str, size: u64| Filed {
        path: path.to_owned(),
        size,
        sha256: [0; 32],
        sha512: court.then_some([0; 64]),
    };
    let payload: Vec<Filed> = payload.iter().map(|(path, size)| filed(path, *size)).collect();
    let small = beside(tags, info, court, &payload);
    let mut sizes: Vec<(String, u64)> = small.into_iter().map(|(path, bytes)| (path, bytes.len() as u64)).collect();
    let listed: Vec<Filed> = sizes.iter().map(|(path, size)| filed(path, *size)).collect();
    sizes.push((layout::TAG_MANIFEST.to_owned(), bag::manifest(listed.iter(), bag::sha256).len() as u64));
    sizes.push((layout::SIGNATURE.to_owned(), SIGNATURE_BYTES));
    if person {
        sizes.push((layout::PERSON_SIGNATURE.to_owned(), SIGNATURE_BYTES));
    }
    sizes
}

/// About the bytes of a signature by an Ed25519 key, OpenSSH form.
pub const SIGNATURE_BYTES: u64 = 320;

/// Signs the tag manifest.
pub type Sign<'a> = &'a dyn Fn(&[u8]) -> Result<String, String>;

/// Writes a folder. `person` signs before the station does.
///
/// # Errors
/// [`Broken`]: it is not finished, and looks it.
pub fn write(
    fs: &dyn ExportFs,
    plan: &Plan,
    station: Sign<'_>,
    person: Option<Sign<'_>>,
    watch: &dyn Watch,
) -> Result<Written, Broken> {
    let mut work = Work { fs, plan, watch, directory: format!("{}{}", plan.name, layout::PARTIAL), made: false };
    let done = work.all(station, person);
    done.map_err(|mut broken| {
        broken.left = work.withdraw(broken.cancelled);
        broken
    })
}

struct Work<'a> {
    fs: &'a dyn ExportFs,
    plan: &'a Plan,
    watch: &'a dyn Watch,
    /// The name under which it lies at the moment.
    directory: String,
    /// Whether that was made.
    made: bool,
}

impl Work<'_> {
    fn all(&mut self, station: Sign<'_>, person: Option<Sign<'_>>) -> Result<Written, Broken> {
        let files = self.lay_out()?;
        let tag_manifest = files.1;
        let mut files = files.0;
        self.sync_all(&files)?;
        let partial = self.directory.clone();
        self.fs.rename(&partial, &self.plan.name).map_err(|why| Broken::at(Step::Name, &partial, &why))?;
        self.directory.clone_from(&self.plan.name);
        self.fs.sync_dir("").map_err(|why| Broken::at(Step::Name, &self.plan.name, &why))?;
        self.compare(&files, Step::ReadBack)?;
        self.nothing_else(&files)?;
        if let Some(person) = person {
            self.signature(layout::PERSON_SIGNATURE, person, &tag_manifest)?;
        }
        self.signature(layout::SIGNATURE, station, &tag_manifest)?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Written {
            tag_manifest: Sha256::digest(&tag_manifest).into(),
            bytes: files.iter().map(|file| file.size).sum(),
            files,
            reread: self.fs.rereads(),
            sealed: None,
        })
    }

    /// Writes every file but the signatures: all of them, and the bytes of the tag manifest.
    fn lay_out(&mut self) -> Result<(Vec<Filed>, Vec<u8>), Broken> {
        let partial = self.directory.clone();
        self.fs.make_dir(&partial).map_err(|why| Broken::at(Step::Write, &partial, &why))?;
        self.made = true;
        for directory in self.directories() {
            let path = format!("{partial}/{directory}");
            self.fs.make_dir(&path).map_err(|why| Broken::at(Step::Write, &path, &why))?;
        }
        let lane = Lane::start(self.plan.court).map_err(|why| Broken::at(Step::Write, &partial, &why))?;
        let mut payload = self.entries(&self.plan.payload, &lane)?;
        let small = beside(&self.plan.tags, &self.plan.info, self.plan.court, &payload);
        let small: Vec<Entry> = small.into_iter().map(|(path, bytes)| Entry::made(path, bytes)).collect();
        let mut tags = self.entries(&small, &lane)?;
        let manifest = bag::manifest(tags.iter(), bag::sha256);
        tags.extend(self.entries(&[Entry::made(layout::TAG_MANIFEST, manifest.clone())], &lane)?);
        payload.extend(tags);
        Ok((payload, manifest))
    }

    /// Directories inside the folder, parents first.
    fn directories(&self) -> Vec<String> {
        let mut found = BTreeSet::new();
        for entry in &self.plan.payload {
            let mut path = entry.path.as_str();
            while let Some((above, _)) = path.rsplit_once('/') {
                found.insert(above.to_owned());
                path = above;
            }
        }
        found.into_iter().collect()
    }

    /// Writes files one after the other. The digests of one are computed while the next is written, so what does not fit shows one file later.
    fn entries(&self, entries: &[Entry], lane: &Lane) -> Result<Vec<Filed>, Broken> {
        let mut filed = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            self.entry(entry, lane)?;
            if let Some(before) = index.checked_sub(1).and_then(|before| entries.get(before)) {
                filed.push(settle(before, lane.next())?);
            }
        }
        if let Some(last) = entries.last() {
            filed.push(settle(last, lane.next())?);
        }
        Ok(filed)
    }

    fn entry(&self, entry: &Entry, lane: &Lane) -> Result<(), Broken> {
        let path = format!("{}/{}", self.directory, entry.path);
        let here = |why: &io::Error| Broken::at(Step::Write, &path, why);
        let source = |why: io::Error| own(entry, &why);
        let mut reader: Box<dyn Read + '_> = match &entry.content {
            Content::Bytes(bytes) => Box::new(bytes.as_slice()),
            Content::File(path) => Box::new(std::fs::File::open(path).map_err(source)?),
            Content::Opened(open) => open().map_err(source)?,
            Content::Fetched(fetch) => Box::new(io::Cursor::new(fetch().map_err(source)?)),
        };
        let mut sheet = self.fs.create_new(&path).map_err(|why| here(&why))?;
        loop {
            self.go_on(Step::Write, &path)?;
            let mut buffer = lane.buffer(entry.size).map_err(source)?;
            let count = read(&mut reader, &mut buffer).map_err(source)?;
            let bytes = buffer.get(..count).unwrap_or_default();
            sheet.write_all(bytes).map_err(|why| here(&why))?;
            let ended = bytes.is_empty();
            lane.take(buffer, count).map_err(source)?;
            self.watch.advance(count as u64);
            if ended {
                break;
            }
        }
        lane.end().map_err(source)?;
        sheet.sync().map_err(|why| here(&why))
    }

    /// Makes every name last, deepest first, the destination's own last.
    fn sync_all(&self, files: &[Filed]) -> Result<(), Broken> {
        let mut directories: BTreeSet<String> = BTreeSet::from([String::new()]);
        for file in files {
            let mut path = file.path.as_str();
            while let Some((above, _)) = path.rsplit_once('/') {
                directories.insert(above.to_owned());
                path = above;
            }
        }
        let mut deepest: Vec<String> = directories.into_iter().collect();
        deepest.sort_by_key(|path| std::cmp::Reverse(if path.is_empty() { 0 } else { path.matches('/').count() + 1 }));
        for directory in deepest {
            let path =
                if directory.is_empty() { self.directory.clone() } else { format!("{}/{directory}", self.directory) };
            self.fs.sync_dir(&path).map_err(|why| Broken::at(Step::Write, &path, &why))?;
        }
        self.fs.sync_dir("").map_err(|why| Broken::at(Step::Write, &self.directory, &why))
    }

    fn go_on(&self, step: Step, path: &str) -> Result<(), Broken> {
        if self.watch.stop() {
            let why = io::Error::other("cancelled");
            return Err(Broken { cancelled: true, ..Broken::at(step, path, &why) });
        }
        Ok(())
    }

    /// Reads files from the medium and compares them with what was written; the digests of one are computed while the next is read.
    fn compare(&self, files: &[Filed], step: Step) -> Result<(), Broken> {
        let lane = Lane::start(false).map_err(|why| Broken::at(step, &self.directory, &why))?;
        let held = |file: &Filed| {
            let path = format!("{}/{}", self.directory, file.path);
            let found = lane.next().map_err(|why| Broken::at(step, &path, &why))?;
            if found.size == file.size && found.sha256 == file.sha256 {
                return Ok(());
            }
            let why = io::Error::other("what was read back is not what was written");
            Err(Broken::at(step, &path, &why))
        };
        for (index, file) in files.iter().enumerate() {
            self.read_back(file, step, &lane)?;
            if let Some(before) = index.checked_sub(1).and_then(|before| files.get(before)) {
                held(before)?;
            }
        }
        files.last().map_or(Ok(()), held)
    }

    fn read_back(&self, file: &Filed, step: Step, lane: &Lane) -> Result<(), Broken> {
        let path = format!("{}/{}", self.directory, file.path);
        let here = |why: io::Error| Broken::at(step, &path, &why);
        let mut reader = self.fs.read_back(&path).map_err(here)?;
        loop {
            self.go_on(step, &path)?;
            let mut buffer = lane.buffer(file.size).map_err(here)?;
            let count = read(&mut reader, &mut buffer).map_err(here)?;
            lane.take(buffer, count).map_err(here)?;
            self.watch.advance(count as u64);
            if count == 0 {
                break;
            }
        }
        lane.end().map_err(here)
    }

    /// Nothing lies in the folder that was not written by us.
    fn nothing_else(&self, files: &[Filed]) -> Result<(), Broken> {
        let ours: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
        let mut found = BTreeSet::new();
        self.walk("", &mut found)?;
        match found.symmetric_difference(&ours).next() {
            None => Ok(()),
            Some(other) => {
                let why = io::Error::other("the folder does not hold the files that were written, or others too");
                Err(Broken::at(Step::ReadBack, &format!("{}/{other}", self.directory), &why))
            }
        }
    }

    fn walk(&self, below: &str, found: &mut BTreeSet<String>) -> Result<(), Broken> {
        let join = |name: &str| if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
        let path = if below.is_empty() { self.directory.clone() } else { format!("{}/{below}", self.directory) };
        for (name, directory) in self.fs.names(&path).map_err(|why| Broken::at(Step::ReadBack, &path, &why))? {
            if directory {
                self.walk(&join(&name), found)?;
            } else {
                found.insert(join(&name));
            }
        }
        Ok(())
    }

    fn signature(&self, name: &str, sign: Sign<'_>, tag_manifest: &[u8]) -> Result<(), Broken> {
        let path = format!("{}/{name}", self.directory);
        self.go_on(Step::Sign, &path)?;
        let pem = sign(tag_manifest).map_err(|why| {
            let why = io::Error::other(why);
            Broken { own: true, ..Broken::at(Step::Sign, &path, &why) }
        })?;
        let here = |why: &io::Error| Broken::at(Step::Sign, &path, why);
        let mut sheet = self.fs.create_new(&path).map_err(|why| here(&why))?;
        sheet.write_all(pem.as_bytes()).map_err(|why| here(&why))?;
        sheet.sync().map_err(|why| here(&why))?;
        drop(sheet);
        self.fs.sync_dir(&self.directory).map_err(|why| Broken::at(Step::Sign, &self.directory, &why))?;
        let filed = Filed {
            path: name.to_owned(),
            size: pem.len() as u64,
            sha256: Sha256::digest(pem.as_bytes()).into(),
            sha512: None,
        };
        self.compare(&[filed], Step::Sign)
    }

    /// Leaves nothing that looks finished: the name goes back to one that says so, and what somebody cancelled goes altogether. Gives the name under which
    /// something is still there.
    fn withdraw(&mut self, cancelled: bool) -> String {
        if !self.made {
            return String::new();
        }
        let partial = format!("{}{}", self.plan.name, layout::PARTIAL);
        if self.directory != partial && self.fs.rename(&self.directory, &partial).is_ok() {
            self.directory.clone_from(&partial);
            // Best effort: the medium may be gone. Without the signature it reads as unfinished under either name.
            let _ = self.fs.sync_dir("");
        }
        if cancelled && remove(self.fs, &self.directory).is_ok() {
            let _ = self.fs.sync_dir("");
            return String::new();
        }
        self.directory.clone()
    }
}

/// A fault of what is to be written, not of the medium.
fn own(entry: &Entry, why: &io::Error) -> Broken {
    Broken { own: true, ..Broken::at(Step::Write, &entry.path, why) }
}

/// Holds what was written against what was to be written.
fn settle(entry: &Entry, digests: io::Result<Digests>) -> Result<Filed, Broken> {
    let Digests { size, sha256, sha512 } = digests.map_err(|why| own(entry, &why))?;
    if size != entry.size || entry.sha256.is_some_and(|wanted| wanted != sha256) {
        return Err(own(entry, &io::Error::other("it is not the file it was: other bytes than those on record")));
    }
    Ok(Filed { path: entry.path.clone(), size, sha256, sha512 })
}

/// Removes what this run wrote, inside out.
fn remove(fs: &dyn ExportFs, path: &str) -> io::Result<()> {
    for (name, directory) in fs.names(path)? {
        let below = format!("{path}/{name}");
        if directory {
            remove(fs, &below)?;
        } else {
            fs.remove(&below, false)?;
        }
    }
    fs.remove(path, true)
}

/// Reads until the buffer is full or the source ends.
fn read(reader: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

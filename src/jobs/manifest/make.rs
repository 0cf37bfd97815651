//! Making a manifest: one thread walks, several hash, the caller's thread writes in the order of the walk.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use sha2::Digest as _;

use super::output::Output;
use super::resume::{Prior, Record};
use super::text;
use super::walk::{Found, Kind, Walk};
use crate::jobs::disks::{Disks, Turns};
use crate::jobs::hashing::{HashFailure, hash_stream};
use crate::jobs::source::{Changes, Identity, Source, SourceKind};
use crate::jobs::{Cancelled, Handle, thread_name};

/// Names under way at once: what a slow file may hold up while others go on.
const WINDOW: usize = 4096;
/// Names that wait for a hashing thread.
const QUEUE: usize = 64;
/// Most hashing threads. Each may hold 8 MiB of buffers.
const THREADS: usize = 12;
/// How often the sink hears of a run that gives no lines.
const TICK: Duration = Duration::from_millis(250);
/// How many names pass before the sink hears of the run.
const TURN: u64 = 512;

/// How a manifest is made.
#[derive(Debug, Default)]
pub struct Options {
    /// Files hashed at once; as many as there are cores when `None`, twelve at most.
    pub threads: Option<usize>,
    /// File system and inode of a file that is named and not read: the one that the manifest is written to.
    pub leave_out: Option<(u64, u64)>,
    /// What an earlier run hashed.
    pub prior: Option<Prior>,
    /// Whether what an earlier run hashed is read again and compared, instead of taken over.
    pub verify_prior: bool,
    /// The disks of this machine: one that spins has one reader.
    pub disks: Disks,
}

/// Where a manifest goes.
pub trait Sink {
    /// Takes lines of the manifest.
    ///
    /// # Errors
    /// When they cannot be written; the run ends.
    fn lines(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// The file with a name of its own, where there is one.
    fn output(&mut self) -> Option<&mut Output> {
        None
    }
    /// A name that could not be read, and why. It stands in the manifest as well.
    fn problem(&mut self, _name: &[u8], _why: &str) {}
    /// How far the run is, now and then.
    fn seen(&mut self, _seen: &Seen) {}
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Files with a digest.
    pub files: u64,
    /// Bytes read, also of files not yet done.
    pub bytes: u64,
}

/// What a manifest holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// SHA-256 of its lines that are no comment.
    pub root: [u8; 32],
    /// Files with a digest.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Symbolic links, which are not followed.
    pub links: u64,
    /// Directories with nothing in them.
    pub empty: u64,
    /// Pipes, sockets and devices, which hold no content.
    pub special: u64,
    /// The file left out because the manifest is written to it.
    pub left_out: u64,
    /// What could not be read: the manifest is incomplete unless this is 0.
    pub problems: u64,
    /// Files among them whose digest was kept from an earlier run, unread.
    pub kept: u64,
    /// Files whose digest of an earlier run was compared with what they hold.
    pub compared: u64,
    /// Files among those that hold something else, though size, inode and times are as they were. What stands in the manifest is what was read now.
    pub differing: u64,
}

/// Why there is no manifest, or no whole one.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The directory itself cannot be read.
    #[error("the directory cannot be read: {0}; nothing was hashed, check the path and its permissions")]
    Root(io::Error),
    /// The walk broke off.
    #[error("the directory could not be walked to its end: {0}; free space for temporary files and start again")]
    Walk(io::Error),
    /// Its lines cannot be written.
    #[error(
        "the manifest cannot be written: {0}; it ends before its root line and is not whole, make room for it and run it again"
    )]
    Write(io::Error),
    /// Somebody asked for a stop.
    #[error(
        "cancelled; what is written ends before its root line and is not whole, run it again and it goes on from there"
    )]
    Cancelled(#[from] Cancelled),
    /// The system gave no thread.
    #[error("no thread to hash on: {0}; close other programs and start again")]
    NoThread(io::Error),
}

/// Writes the manifest of the directory `root` to `sink`. Reads only, and follows no symbolic link below `root`.
///
/// # Errors
/// See [`Failure`]. Files that cannot be read are no failure: they are told as problems, and the manifest says it is incomplete.
pub fn make(root: &Path, options: Options, sink: &mut dyn Sink, handle: &Handle) -> Result<Summary, Failure> {
    make_watched(root, options, sink, handle, &|_, _| {})
}

/// [`make`] with a word to `watch` before each read, so that tests can change a file at a chosen byte.
pub(super) fn make_watched(
    root: &Path,
    options: Options,
    sink: &mut dyn Sink,
    handle: &Handle,
    watch: &(dyn Fn(&[u8], u64) + Sync),
) -> Result<Summary, Failure> {
    let root = std::fs::canonicalize(root).map_err(Failure::Root)?;
    let walk = Walk::new(&root).map_err(Failure::Root)?;
    let wanted = options.threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let stop = AtomicBool::new(false);
    let turns = Turns::new(options.disks);
    let verify_prior = options.verify_prior;
    let reading = Reading { root, leave_out: options.leave_out, verify_prior, turns, handle, stop: &stop, watch };
    let mut writing = Writing::new(sink);
    writing.lines(text::FILES)?;
    writing.lines(text::HOW)?;
    thread::scope(|scope| {
        let (jobs, waiting) = sync_channel(QUEUE);
        let (done, finished) = sync_channel(QUEUE);
        let (free, permits) = sync_channel(WINDOW);
        for _ in 0..WINDOW {
            // There is room for exactly these.
            let _ = free.try_send(());
        }
        let waiting = Mutex::new(waiting);
        // Shared by the threads, and gone when the last of them ends.
        let waiting = std::sync::Arc::new(waiting);
        for _ in 0..wanted.clamp(1, THREADS) {
            let (waiting, done, reading) = (waiting.clone(), done.clone(), &reading);
            thread::Builder::new()
                .name(thread_name("manifest"))
                .spawn_scoped(scope, move || hash_all(&waiting, &done, reading))
                .map_err(Failure::NoThread)?;
        }
        drop((waiting, done));
        let walker = thread::Builder::new()
            .name(thread_name("walk"))
            .spawn_scoped(scope, move || walk_all(walk, options.prior, &permits, &jobs, handle))
            .map_err(Failure::NoThread)?;
        let written = writing.all(finished, &free, handle);
        stop.store(written.is_err(), Ordering::Relaxed);
        drop(free);
        let walked = walker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        written?;
        walked
    })?;
    writing.end()
}

/// A name on its way to a hashing thread.
struct Item {
    number: u64,
    found: Found,
    prior: Option<Record>,
}

fn walk_all(
    mut walk: Walk,
    mut prior: Option<Prior>,
    permits: &Receiver<()>,
    jobs: &SyncSender<Item>,
    handle: &Handle,
) -> Result<(), Failure> {
    let mut number = 0;
    while let Some(found) = walk.next().map_err(Failure::Walk)? {
        handle.checkpoint()?;
        let prior = match found.kind {
            Kind::File => prior.as_mut().and_then(|prior| prior.take(&found.name)),
            _ => None,
        };
        // Nobody takes any more: the writer has said why.
        if permits.recv().is_err() || jobs.send(Item { number, found, prior }).is_err() {
            return Ok(());
        }
        number += 1;
    }
    Ok(())
}

/// What became of a name.
enum Done {
    File { record: Record, kept: Kept },
    Link(Vec<u8>),
    Special(&'static str),
    Empty,
    LeftOut,
    Problem(String),
    Cancelled,
}

/// What an earlier run had to say of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Nothing that holds now.
    No,
    /// Its digest, taken over unread.
    Yes,
    /// Its digest, read again: the same or not.
    Compared { same: bool },
}

fn hash_all(waiting: &Mutex<Receiver<Item>>, done: &SyncSender<(u64, Vec<u8>, Done)>, reading: &Reading<'_>) {
    loop {
        let item = match waiting.lock() {
            Ok(queue) => queue.recv(),
            Err(_) => return,
        };
        let Ok(Item { number, found, prior }) = item else { return };
        let became = match found.kind {
            Kind::File => reading.file(&found.name, prior),
            Kind::Link => match std::fs::read_link(reading.path(&found.name)) {
                Ok(target) => Done::Link(target.as_os_str().as_bytes().to_vec()),
                Err(error) => Done::Problem(format!("the link cannot be read: {error}")),
            },
            Kind::Special(what) => Done::Special(what),
            Kind::Empty => Done::Empty,
            Kind::Unlisted(why) => Done::Problem(why),
        };
        if done.send((number, found.name, became)).is_err() {
            return;
        }
    }
}

/// What every hashing thread knows.
struct Reading<'a> {
    root: PathBuf,
    leave_out: Option<(u64, u64)>,
    verify_prior: bool,
    turns: Turns,
    handle: &'a Handle,
    stop: &'a AtomicBool,
    watch: &'a (dyn Fn(&[u8], u64) + Sync),
}

impl Reading<'_> {
    fn path(&self, name: &[u8]) -> PathBuf {
        self.root.join(std::ffi::OsStr::from_bytes(name))
    }

    fn file(&self, name: &[u8], prior: Option<Record>) -> Done {
        let path = self.path(name);
        let mut source = match Source::open(&path) {
            Ok(source) => source,
            Err(problem) => return Done::Problem(problem.to_string()),
        };
        if source.is_linked() || source.opened() != path {
            return Done::Problem(
                "a symbolic link took its place while the directory was read; it was not followed".into(),
            );
        }
        if source.kind() != SourceKind::File {
            return Done::Problem("a device took its place while the directory was read".into());
        }
        let identity = source.identity();
        if self.leave_out == Some((identity.device, identity.inode)) {
            return Done::LeftOut;
        }
        let prior = prior.filter(|record| record.still(&identity));
        let prior = match prior {
            Some(record) if !self.verify_prior => return Done::File { record, kept: Kept::Yes },
            prior => prior,
        };
        match self.turns.take(identity.device, || self.hash(name, &mut source, &identity)) {
            Ok(record) => {
                let same = prior.map(|prior| prior.digest() == record.digest());
                Done::File { record, kept: same.map_or(Kept::No, |same| Kept::Compared { same }) }
            }
            Err(HashFailure::Cancelled { .. }) => Done::Cancelled,
            Err(failure) if self.stopped() => {
                drop(failure);
                Done::Cancelled
            }
            Err(failure) => Done::Problem(failure.to_string()),
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.handle.progress().is_cancelled()
    }

    fn hash(&self, name: &[u8], source: &mut Source, identity: &Identity) -> Result<Record, HashFailure> {
        source.advise_sequential();
        let reader = Watched { inner: source.file(), name, read: 0, reading: self };
        // Its own handle: the job's counts all files together.
        let stream = hash_stream(reader, Some(identity.size), &[], &Handle::new())?;
        let changes = source.changes(stream.size).map_err(|error| HashFailure::Read {
            offset: stream.size,
            errno: error.raw_os_error(),
            why: error.to_string(),
        })?;
        if changes.is_empty() {
            Ok(Record::new(name.to_vec(), stream.sha256, identity))
        } else {
            Err(HashFailure::ChangedWhileRead { what: Changes(changes) })
        }
    }
}

/// Counts what is read for the job, and ends where the job does.
struct Watched<'a, R> {
    inner: R,
    name: &'a [u8],
    read: u64,
    reading: &'a Reading<'a>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        (self.reading.watch)(self.name, self.read);
        if self.reading.handle.checkpoint().is_err() || self.reading.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("cancelled"));
        }
        let count = self.inner.read(bytes)?;
        self.read += count as u64;
        self.reading.handle.advance(count as u64);
        Ok(count)
    }
}

/// Writes in the order of the walk.
struct Writing<'a> {
    sink: &'a mut dyn Sink,
    summary: Summary,
    root: sha2::Sha256,
}

impl<'a> Writing<'a> {
    fn new(sink: &'a mut dyn Sink) -> Self {
        Self { sink, summary: Summary::default(), root: sha2::Sha256::new() }
    }

    fn lines(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.sink.lines(bytes).map_err(Failure::Write)
    }

    fn all(
        &mut self,
        finished: Receiver<(u64, Vec<u8>, Done)>,
        free: &SyncSender<()>,
        handle: &Handle,
    ) -> Result<(), Failure> {
        let mut early = BTreeMap::new();
        let mut next = 0;
        loop {
            match finished.recv_timeout(TICK) {
                Ok((number, name, done)) => {
                    early.insert(number, (name, done));
                }
                Err(RecvTimeoutError::Timeout) => self.tell(handle)?,
                // A run that was cancelled leaves a gap in the numbers behind which nothing is written.
                Err(RecvTimeoutError::Disconnected) => return Ok(handle.checkpoint()?),
            }
            while let Some((name, done)) = early.remove(&next) {
                self.one(name, done)?;
                next += 1;
                // There is room: it was taken from here.
                let _ = free.try_send(());
                if next % TURN == 0 {
                    self.tell(handle)?;
                }
            }
        }
    }

    fn tell(&mut self, handle: &Handle) -> Result<(), Failure> {
        let seen = Seen { files: self.summary.files, bytes: handle.progress().done() };
        self.sink.seen(&seen);
        match self.sink.output() {
            Some(output) => output.flush().map_err(Failure::Write),
            None => Ok(()),
        }
    }

    fn one(&mut self, name: Vec<u8>, done: Done) -> Result<(), Failure> {
        let shown = [b"./".as_slice(), &name].concat();
        let (count, line) = match done {
            Done::Cancelled => return Err(Cancelled.into()),
            Done::File { record, kept } => return self.file(&shown, &record, kept),
            Done::Problem(why) => {
                self.sink.problem(&shown, &why);
                (&mut self.summary.problems, text::about("unread", &shown, Some(why.as_bytes())))
            }
            Done::Link(target) => (&mut self.summary.links, text::about("link", &shown, Some(&target))),
            Done::Special(what) => (&mut self.summary.special, text::about("special", &shown, Some(what.as_bytes()))),
            Done::Empty => (&mut self.summary.empty, text::about("empty", &shown, None)),
            Done::LeftOut => {
                let why = b"this manifest is written to it";
                (&mut self.summary.left_out, text::about("left-out", &shown, Some(why)))
            }
        };
        *count += 1;
        self.lines(&line)
    }

    fn file(&mut self, shown: &[u8], record: &Record, kept: Kept) -> Result<(), Failure> {
        match kept {
            Kept::No => {}
            Kept::Yes => {
                self.summary.kept += 1;
                self.lines(&text::about("taken-over", shown, None))?;
            }
            Kept::Compared { same } => {
                self.summary.compared += 1;
                self.summary.differing += u64::from(!same);
                if !same {
                    self.sink.problem(shown, text::DIFFERS);
                    self.lines(&text::about("differs-from-earlier-run", shown, None))?;
                }
            }
        }
        let (size, sum) = text::entry(&record.digest, record.size(), "", shown);
        self.lines(&size)?;
        self.lines(&sum)?;
        self.root.update(&sum);
        self.summary.files += 1;
        self.summary.bytes += record.size();
        match self.sink.output() {
            Some(output) => output.record(record).map_err(Failure::Write),
            None => Ok(()),
        }
    }

    fn end(mut self) -> Result<Summary, Failure> {
        self.summary.root = self.root.clone().finalize().into();
        let summary = self.summary;
        let counts = [
            ("files", summary.files),
            ("bytes", summary.bytes),
            ("links", summary.links),
            ("empty-directories", summary.empty),
            ("special-files", summary.special),
        ];
        if summary.kept > 0 {
            self.lines(&text::taken_over(summary.kept))?;
        }
        self.lines(&text::ending(&counts, summary.problems, &summary.root))?;
        Ok(summary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn a_link_is_followed_neither_in_a_files_place_nor_in_a_directorys() {
        let dir = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(dir.path()).unwrap();
        fs::create_dir_all(root.join("tree/d")).unwrap();
        fs::create_dir_all(root.join("away")).unwrap();
        for name in ["tree/a", "tree/d/b", "away/b"] {
            fs::write(root.join(name), name).unwrap();
        }
        let (handle, stop) = (Handle::new(), AtomicBool::new(false));
        let reading = Reading {
            root: root.join("tree"),
            leave_out: None,
            verify_prior: false,
            turns: Turns::new(Disks::of_system()),
            handle: &handle,
            stop: &stop,
            watch: &|_, _| {},
        };
        assert!(matches!(reading.file(b"a", None), Done::File { .. }));
        assert!(matches!(reading.file(b"d/b", None), Done::File { .. }));
        fs::remove_file(root.join("tree/a")).unwrap();
        symlink(root.join("away/b"), root.join("tree/a")).unwrap();
        fs::remove_dir_all(root.join("tree/d")).unwrap();
        symlink(root.join("away"), root.join("tree/d")).unwrap();
        for name in [b"a".as_slice(), b"d/b"] {
            assert!(matches!(reading.file(name, None), Done::Problem(why) if why.contains("not followed")));
        }
    }
}

//! Hashing evidence in one pass: a reader, one thread per digest, a few buffers that go round between them.
//!
//! A digest is given out only for bytes that were all read, in order, from a file that did not change meanwhile. Read
//! errors, a cancelled job and a changed file have none: a digest of part of the evidence looks like one of the whole.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, Scope, ScopedJoinHandle};

use rustix::io::Errno;
use sha2::digest::Update;
use sha2::{Digest as _, Sha256, Sha512};

use crate::jobs::digest::{Algorithm, Digest, hex};
use crate::jobs::source::{Changes, Identity, Source, SourceKind, SourceProblem};
use crate::jobs::{Handle, thread_name};

/// One read, in bytes.
const BUFFER: usize = 1 << 20;
/// Buffers in use at once: with [`BUFFER`], all the memory a job takes, however large the file.
const BUFFERS: usize = 8;
/// Up to this many bytes are hashed on the reading thread: starting threads would cost more than they save.
const INLINE: u64 = 8 << 20;
/// One read of an inline job, in bytes: small enough to be still in the cache when it is hashed.
const INLINE_BUFFER: usize = 256 << 10;
/// The unit in which zeros are counted, in bytes: a page, and the block of most file systems.
const BLOCK: usize = 4096;

/// Blocks of 4096 bytes, and how many of them hold nothing but zeros. The last block may be shorter.
///
/// An image that verifies and yet is mostly zeros is how a failed acquisition looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ZeroBlocks {
    /// Blocks of zeros only.
    pub zero: u64,
    /// All blocks.
    pub blocks: u64,
}

impl ZeroBlocks {
    /// Percentage of zero blocks, rounded down, so that 100 means all. `None` for an empty file.
    pub fn percent(self) -> Option<u8> {
        let percent = (u128::from(self.zero) * 100).checked_div(u128::from(self.blocks))?;
        u8::try_from(percent).ok()
    }

    /// Counts the blocks of `bytes`, which begin at a multiple of the block size.
    fn count(&mut self, bytes: &[u8]) {
        static ZEROS: [u8; BLOCK] = [0; BLOCK];
        for block in bytes.chunks(BLOCK) {
            self.blocks += 1;
            self.zero += u64::from(block == &ZEROS[..block.len()]);
        }
    }
}

/// What reading a stream to its end gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamHash {
    /// SHA-256, always.
    pub sha256: [u8; 32],
    /// The further digests asked for, in the order of [`Algorithm`], each once.
    pub others: Vec<Digest>,
    /// Bytes read.
    pub size: u64,
    /// How much of it is zeros.
    pub zeros: ZeroBlocks,
}

/// A file or block device hashed whole and unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashed {
    /// SHA-256, always.
    pub sha256: [u8; 32],
    /// The further digests asked for, in the order of [`Algorithm`], each once.
    pub others: Vec<Digest>,
    /// Bytes read, equal to the size before and after.
    pub size: u64,
    /// How much of it is zeros.
    pub zeros: ZeroBlocks,
    /// The same before and after reading.
    pub identity: Identity,
    /// What was read.
    pub kind: SourceKind,
    /// The path as given.
    pub given: PathBuf,
    /// The absolute path that was opened, free of symbolic links.
    pub opened: PathBuf,
    /// Whether the given path was itself a symbolic link.
    pub linked: bool,
    /// Whether the access time was left alone.
    pub atime_kept: bool,
}

impl Hashed {
    /// The SHA-256 in lower-case hex.
    pub fn sha256_hex(&self) -> String {
        hex(&self.sha256)
    }
}

/// Why there is no digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashFailure {
    /// The source was not opened.
    #[error("not hashed: {0}")]
    Source(#[from] SourceProblem),
    /// A read failed.
    #[error("reading failed at byte {offset}: {why}; there is no digest, and this is on record")]
    Read {
        /// Where, in bytes from the start: everything before it was readable.
        offset: u64,
        /// The system's error number.
        errno: Option<i32>,
        /// What that means and what to do.
        why: String,
    },
    /// The job was cancelled.
    #[error("cancelled after {at} bytes; there is no digest; hashing starts again from the first byte")]
    Cancelled {
        /// Bytes read until then.
        at: u64,
    },
    /// The file is not what it was when it was opened, so its digest would belong to no state it was ever in.
    #[error(
        "changed while it was read ({what}); there is no digest; stop what writes to it, or copy it, and hash again"
    )]
    ChangedWhileRead {
        /// The differences.
        what: Changes,
    },
    /// The system gave no thread to hash on.
    #[error("no thread to hash on: {why}; close other programs and start again")]
    NoThread {
        /// The system's words.
        why: String,
    },
}

/// Opens and hashes `path`: [`Source::open`], then [`hash`].
///
/// # Errors
/// See [`HashFailure`].
pub fn hash_path(path: &Path, also: &[Algorithm], handle: &Handle) -> Result<Hashed, HashFailure> {
    hash(Source::open(path)?, also, handle)
}

/// Hashes an opened source: SHA-256 always, the digests of `also` in the same pass. Progress goes to `handle`, whose
/// checkpoint is asked before each read, so a cancel takes at most one read of 1 MiB.
///
/// # Errors
/// See [`HashFailure`]; none of them comes with a digest.
///
/// # Panics
/// Only passes on a panic of a hashing thread, which [`crate::jobs::spawn`] reports.
pub fn hash(source: Source, also: &[Algorithm], handle: &Handle) -> Result<Hashed, HashFailure> {
    hash_by(source, |source| hash_stream(source.file(), Some(source.size()), also, handle))
}

/// [`hash`] with the reading put in by the caller, so that tests can fail or meddle at a chosen byte.
fn hash_by(
    mut source: Source,
    read: impl FnOnce(&Source) -> Result<StreamHash, HashFailure>,
) -> Result<Hashed, HashFailure> {
    source.advise_sequential();
    let stream = read(&source)?;
    let found = source.changes(stream.size).map_err(|error| read_failure(&error, stream.size))?;
    if !found.is_empty() {
        return Err(HashFailure::ChangedWhileRead { what: Changes(found) });
    }
    Ok(Hashed {
        sha256: stream.sha256,
        others: stream.others,
        size: stream.size,
        zeros: stream.zeros,
        identity: source.identity(),
        kind: source.kind(),
        given: source.given().to_owned(),
        opened: source.opened().to_owned(),
        linked: source.is_linked(),
        atime_kept: source.atime_kept(),
    })
}

/// Hashes any stream to its end. `promised` is the size it should have, if known: reading stops at most one buffer
/// beyond it, so a source that grows without end is left, and the caller sees a `size` that differs.
///
/// # Errors
/// [`HashFailure::Read`], [`HashFailure::Cancelled`] or [`HashFailure::NoThread`].
///
/// # Panics
/// Only passes on a panic of a hashing thread.
pub fn hash_stream<R: Read>(
    mut reader: R,
    promised: Option<u64>,
    also: &[Algorithm],
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    handle.set_total(promised);
    let others: BTreeSet<Algorithm> = also.iter().copied().filter(|&other| other != Algorithm::Sha256).collect();
    if promised.is_some_and(|size| size <= INLINE) {
        inline(&mut reader, promised, &others, handle)
    } else {
        threaded(&mut reader, promised, &others, handle)
    }
}

/// Where the bytes go once they are read.
trait Sink {
    /// A buffer to read into; its length is the size of the read.
    fn buffer(&mut self) -> Vec<u8>;
    /// Takes the first `len` bytes of it. `false`: no more are wanted.
    fn take(&mut self, bytes: Vec<u8>, len: usize) -> bool;
}

#[derive(Default)]
struct Seen {
    size: u64,
    zeros: ZeroBlocks,
}

/// Reads to the end, or to one buffer beyond `promised`.
fn pump<R: Read>(
    reader: &mut R,
    promised: Option<u64>,
    sink: &mut impl Sink,
    handle: &Handle,
) -> Result<Seen, HashFailure> {
    let mut seen = Seen::default();
    loop {
        handle.checkpoint().map_err(|_| HashFailure::Cancelled { at: seen.size })?;
        let mut bytes = sink.buffer();
        let len = fill(reader, &mut bytes, seen.size)?;
        let ended = len < bytes.len();
        seen.zeros.count(&bytes[..len]);
        seen.size += len as u64;
        handle.advance(len as u64);
        if !sink.take(bytes, len) || ended || promised.is_some_and(|size| seen.size > size) {
            return Ok(seen);
        }
    }
}

/// Reads until `bytes` is full or the stream ends, and says how many came. Blocks stay aligned that way.
fn fill<R: Read>(reader: &mut R, bytes: &mut [u8], start: u64) -> Result<usize, HashFailure> {
    let mut len = 0;
    while len < bytes.len() {
        match reader.read(&mut bytes[len..]) {
            Ok(0) => break,
            Ok(count) => len += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(read_failure(&error, start + len as u64)),
        }
    }
    Ok(len)
}

fn read_failure(error: &std::io::Error, offset: u64) -> HashFailure {
    let errno = error.raw_os_error();
    let why = match errno.map(Errno::from_raw_os_error) {
        Some(Errno::IO) => {
            "the medium could not deliver these bytes (EIO); acquire an image with a map of bad ranges".into()
        }
        Some(Errno::NODEV | Errno::NXIO) => "the medium is gone; attach it again".into(),
        Some(Errno::STALE) => "the file server no longer knows the file; mount it again".into(),
        _ => error.to_string(),
    };
    HashFailure::Read { offset, errno, why }
}

/// One digest being computed. A further algorithm is one arm in each of these functions.
enum Running {
    Sha256(Sha256),
    Sha512(Sha512),
}

impl Running {
    fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
            Algorithm::Sha512 => Self::Sha512(Sha512::new()),
        }
    }

    fn finish(self) -> Digest {
        match self {
            Self::Sha256(state) => Digest::sha256(state.finalize().into()),
            Self::Sha512(state) => Digest::sha512(state.finalize().into()),
        }
    }
}

impl Update for Running {
    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(state) => Update::update(state, bytes),
            Self::Sha512(state) => Update::update(state, bytes),
        }
    }
}

fn finished(seen: Seen, sha256: Sha256, others: Vec<Running>) -> StreamHash {
    let others = others.into_iter().map(Running::finish).collect();
    StreamHash { sha256: sha256.finalize().into(), others, size: seen.size, zeros: seen.zeros }
}

/// Reading and hashing in turn on this thread.
struct Inline {
    spare: Vec<u8>,
    sha256: Sha256,
    others: Vec<Running>,
}

impl Sink for Inline {
    fn buffer(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.spare)
    }

    fn take(&mut self, bytes: Vec<u8>, len: usize) -> bool {
        Update::update(&mut self.sha256, &bytes[..len]);
        for other in &mut self.others {
            other.update(&bytes[..len]);
        }
        self.spare = bytes;
        true
    }
}

fn inline<R: Read>(
    reader: &mut R,
    promised: Option<u64>,
    others: &BTreeSet<Algorithm>,
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    // One byte more than the file has, so that a short file ends in the first read.
    let length = promised.and_then(|size| usize::try_from(size).ok()).unwrap_or(INLINE_BUFFER).saturating_add(1);
    let spare = vec![0; length.next_multiple_of(BLOCK).min(INLINE_BUFFER)];
    let others = others.iter().map(|&other| Running::new(other)).collect();
    let mut sink = Inline { spare, sha256: Sha256::new(), others };
    let seen = pump(reader, promised, &mut sink, handle)?;
    Ok(finished(seen, sink.sha256, sink.others))
}

/// A buffer on loan to the hashing threads. It goes home when the last of them lets go, in whatever way that happens,
/// so a thread that dies cannot starve the reader.
struct Loan {
    bytes: Vec<u8>,
    len: usize,
    home: Sender<Vec<u8>>,
}

impl Drop for Loan {
    fn drop(&mut self) {
        // Nobody is at home once the reader is done.
        let _ = self.home.send(std::mem::take(&mut self.bytes));
    }
}

/// Hands every buffer to each hashing thread and gets it back.
struct Lanes {
    lanes: Vec<SyncSender<Arc<Loan>>>,
    home: Sender<Vec<u8>>,
    free: Receiver<Vec<u8>>,
    made: usize,
}

impl Sink for Lanes {
    fn buffer(&mut self) -> Vec<u8> {
        if let Ok(bytes) = self.free.try_recv() {
            return bytes;
        }
        if self.made == BUFFERS
            && let Ok(bytes) = self.free.recv()
        {
            return bytes;
        }
        self.made += 1;
        vec![0; BUFFER]
    }

    fn take(&mut self, bytes: Vec<u8>, len: usize) -> bool {
        let loan = Arc::new(Loan { bytes, len, home: self.home.clone() });
        self.lanes.iter().all(|lane| lane.send(Arc::clone(&loan)).is_ok())
    }
}

fn threaded<R: Read>(
    reader: &mut R,
    promised: Option<u64>,
    others: &BTreeSet<Algorithm>,
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    thread::scope(|scope| {
        let (home, free) = channel();
        let mut sink = Lanes { lanes: Vec::new(), home, free, made: 0 };
        let sha256 = start(scope, &mut sink, Algorithm::Sha256, Sha256::new())?;
        let others = others
            .iter()
            .map(|&other| start(scope, &mut sink, other, Running::new(other)))
            .collect::<Result<Vec<_>, _>>()?;
        let seen = pump(reader, promised, &mut sink, handle);
        // With the lanes gone the threads finish what they hold and return.
        drop(sink);
        let sha256 = sha256.join().unwrap_or_else(|panic| resume_unwind(panic));
        let others =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic))).collect();
        Ok(finished(seen?, sha256, others))
    })
}

/// Starts a thread that takes in every loan and returns its state, and gives it a lane.
fn start<'scope, S: Update + Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    sink: &mut Lanes,
    algorithm: Algorithm,
    mut state: S,
) -> Result<ScopedJoinHandle<'scope, S>, HashFailure> {
    let (lane, loans) = sync_channel::<Arc<Loan>>(BUFFERS);
    sink.lanes.push(lane);
    let body = move || {
        for loan in loans {
            state.update(&loan.bytes[..loan.len]);
        }
        state
    };
    thread::Builder::new()
        .name(thread_name(algorithm.name()))
        .spawn_scoped(scope, body)
        .map_err(|error| HashFailure::NoThread { why: error.to_string() })
}

#[cfg(test)]
mod tests;

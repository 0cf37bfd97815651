//! Hashing evidence in one pass: a reader, a lane for each digest, as many threads as there are cores, a few buffers that go round between them.
//!
//! A digest is given out only for bytes that were all read, in order, from a file that did not change meanwhile. Read
//! errors, a cancelled job and a changed file have none: a digest of part of the evidence looks like one of the whole.

mod desk;
mod lane;

use std::ffi::OsString;
use std::io::{ErrorKind, Read};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use rustix::io::Errno;

use self::desk::Desk;
use self::lane::{Lane, finished, lanes_of};
use crate::jobs::disks::workers;
use crate::jobs::opened::User;
use crate::jobs::pieces::Piece;
use crate::jobs::segments::{Chain, SegmentProblem};
use crate::jobs::source::{Changes, Identity, Source, SourceKind, SourceProblem};
use crate::jobs::{Handle, thread_name};
use crate::library::digest::{Algorithm, Digest, hex};

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
    /// SHA-256 of every window of 64 MiB, where they were asked for; the last may be shorter.
    pub pieces: Vec<Piece>,
    /// SHA-256 of each segment, where the lengths of segments were given.
    pub segments: Vec<Piece>,
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
    /// SHA-256 of every window of 64 MiB, where they were asked for; the last may be shorter.
    pub pieces: Vec<Piece>,
    /// The segments of an image in parts, in order; empty for a single file.
    pub segments: Vec<Segment>,
    /// Programs that had it open or mapped when it was read, where somebody looked.
    pub users: Vec<User>,
}

/// One file of an image in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The last component of its path.
    pub name: OsString,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of this file alone.
    pub sha256: [u8; 32],
}

/// What is wanted beside the SHA-256 of the whole, from the same pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// Further digests.
    pub also: Vec<Algorithm>,
    /// A SHA-256 for every window of 64 MiB, which says where a file rotted.
    pub pieces: bool,
    /// Lengths of the parts of an image, in order: each gets a SHA-256.
    segments: Vec<u64>,
}

impl Asked {
    /// Only further digests.
    pub fn also(also: &[Algorithm]) -> Self {
        Self { also: also.to_vec(), ..Self::default() }
    }

    /// The same and a piece list.
    #[must_use]
    pub fn with_pieces(self) -> Self {
        Self { pieces: true, ..self }
    }
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
    #[error(
        "cancelled after {at} bytes; there is no digest; start it again when there is time, it begins at the first byte"
    )]
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
    /// The parts of an image cannot be put in order.
    #[error("not hashed: {0}")]
    Segments(#[from] SegmentProblem),
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
    hash_with(source, &Asked::also(also), handle)
}

/// [`hash`] with everything that can be asked for.
///
/// # Errors
/// See [`HashFailure`].
pub fn hash_with(source: Source, asked: &Asked, handle: &Handle) -> Result<Hashed, HashFailure> {
    hash_by(source, |source| hash_stream_with(source.file(), Some(source.size()), asked, handle))
}

/// Hashes an image in parts: each part and, in the same pass, all of them as one stream, which is what `cat` of them gives.
/// The first path stands for the whole.
///
/// # Errors
/// See [`HashFailure`]; an offset counts from the first byte of the first part.
pub fn hash_segments(paths: &[PathBuf], asked: &Asked, handle: &Handle) -> Result<Hashed, HashFailure> {
    let mut chain = Chain::open(paths)?;
    let asked = Asked { segments: chain.sizes(), ..asked.clone() };
    let size = chain.size();
    let stream = hash_stream_with(&mut chain, Some(size), &asked, handle).map_err(|failure| match failure {
        HashFailure::Read { offset, errno, why } => {
            let why = format!("{why}; the part is {}", chain.current());
            HashFailure::Read { offset, errno, why }
        }
        other => other,
    })?;
    let found = chain.changes().map_err(|error| read_failure(&error, stream.size))?;
    if !found.is_empty() {
        return Err(HashFailure::ChangedWhileRead { what: Changes(found) });
    }
    let segments = chain.names().zip(&stream.segments);
    let segments = segments.map(|(name, part)| Segment { name, size: part.length, sha256: part.sha256 }).collect();
    let Some(first) = chain.first() else { return Err(SourceProblem::NotFound.into()) };
    Ok(Hashed { segments, ..whole(stream, first) })
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
    Ok(whole(stream, &source))
}

fn whole(stream: StreamHash, source: &Source) -> Hashed {
    Hashed {
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
        pieces: stream.pieces,
        segments: Vec::new(),
        users: Vec::new(),
    }
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
    reader: R,
    promised: Option<u64>,
    also: &[Algorithm],
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    hash_stream_with(reader, promised, &Asked::also(also), handle)
}

/// [`hash_stream`] with everything that can be asked for.
///
/// # Errors
/// See [`hash_stream`].
pub fn hash_stream_with<R: Read>(
    mut reader: R,
    promised: Option<u64>,
    asked: &Asked,
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    handle.set_total(promised);
    if promised.is_some_and(|size| size <= INLINE) {
        inline(&mut reader, promised, asked, handle)
    } else {
        threaded(&mut reader, promised, asked, handle)
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

/// Reading and hashing in turn on this thread.
struct Inline {
    spare: Vec<u8>,
    lanes: Vec<Lane>,
}

impl Sink for Inline {
    fn buffer(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.spare)
    }

    fn take(&mut self, bytes: Vec<u8>, len: usize) -> bool {
        for lane in &mut self.lanes {
            lane.update(&bytes[..len]);
        }
        self.spare = bytes;
        true
    }
}

fn inline<R: Read>(
    reader: &mut R,
    promised: Option<u64>,
    asked: &Asked,
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    // One byte more than the file has, so that a short file ends in the first read.
    let length = promised.and_then(|size| usize::try_from(size).ok()).unwrap_or(INLINE_BUFFER).saturating_add(1);
    let spare = vec![0; length.next_multiple_of(BLOCK).min(INLINE_BUFFER)];
    let mut sink = Inline { spare, lanes: lanes_of(asked, promised) };
    let seen = pump(reader, promised, &mut sink, handle)?;
    Ok(finished(seen, asked, sink.lanes))
}

fn threaded<R: Read>(
    reader: &mut R,
    promised: Option<u64>,
    asked: &Asked,
    handle: &Handle,
) -> Result<StreamHash, HashFailure> {
    let desk = Desk::new(lanes_of(asked, promised));
    let seen = thread::scope(|scope| {
        // However this ends, a panic included, the hashing threads are told that nothing more comes, or they would be waited for without end.
        let closing = desk.closing();
        let threads = (0..desk.lanes().min(workers()))
            .map(|_| thread::Builder::new().name(thread_name("lanes")).spawn_scoped(scope, || desk.work()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| HashFailure::NoThread { why: error.to_string() })?;
        let seen = pump(reader, promised, &mut &desk, handle);
        drop(closing);
        for thread in threads {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
        seen
    })?;
    Ok(finished(seen, asked, desk.into_lanes()))
}

#[cfg(test)]
mod tests;

use super::*;
use crate::jobs::pieces::PIECE;
use crate::jobs::source::Change;
use sha2::{Digest as _, Sha256, Sha512};
use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);
const BOTH: [Algorithm; 2] = [Algorithm::Sha256, Algorithm::Sha512];

/// Bytes without a period near any buffer size, so that lost, doubled or swapped buffers show.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut bytes = Vec::with_capacity(len + 8);
    while bytes.len() < len {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(len);
    bytes
}

fn stock(tool: &str, path: &Path) -> String {
    let out = Command::new(tool).arg("--").arg(path).output().unwrap();
    assert!(out.status.success(), "{tool}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().split(' ').next().unwrap().to_owned()
}

fn file_of(bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("image.dd");
    fs::write(&path, bytes).unwrap();
    (dir, path)
}

/// What `openssl` says of a file, or `b3sum`; none where it is not installed.
fn other_tool(program: &str, arguments: &[&str], path: &Path) -> Option<String> {
    let out = match Command::new(program).args(arguments).arg(path).output() {
        Ok(out) => out,
        Err(error) => {
            eprintln!("not compared with {program}: {error}");
            return None;
        }
    };
    assert!(out.status.success(), "{program}: {}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).unwrap().split_whitespace().next().unwrap().to_owned())
}

fn agrees_with_stock_tools(path: &Path) -> Hashed {
    let handle = Handle::new();
    let hashed = hash_with(Source::open(path).unwrap(), &Asked::also(&Algorithm::ALL).with_pieces(), &handle).unwrap();
    assert_eq!(hashed.sha256_hex(), stock("sha256sum", path));
    let mut expected = vec![(Algorithm::Sha512, stock("sha512sum", path))];
    let blake3 = other_tool("b3sum", &["--no-names"], path);
    expected.extend(blake3.map(|digest| (Algorithm::Blake3, digest)));
    expected.extend([(Algorithm::Sha1, stock("sha1sum", path)), (Algorithm::Md5, stock("md5sum", path))]);
    let openssl = ["-sha256", "-sha512", "-sha1", "-md5"].into_iter().zip([
        Algorithm::Sha256,
        Algorithm::Sha512,
        Algorithm::Sha1,
        Algorithm::Md5,
    ]);
    let openssl =
        openssl.filter_map(|(name, algorithm)| Some((algorithm, other_tool("openssl", &["dgst", name, "-r"], path)?)));
    expected.extend(openssl);
    assert_eq!(hashed.others.len(), 4);
    for (algorithm, digest) in expected {
        let own = hashed.others.iter().find(|own| own.algorithm() == algorithm).map(Digest::hex);
        assert_eq!(own.unwrap_or_else(|| hashed.sha256_hex()), digest, "{algorithm}");
    }
    assert_eq!((handle.progress().done(), handle.progress().total()), (hashed.size, Some(hashed.size)));
    assert_eq!(hashed.pieces.len() as u64, hashed.size.div_ceil(PIECE));
    assert_eq!(hashed.pieces.iter().map(|piece| piece.length).sum::<u64>(), hashed.size);
    hashed
}

#[test]
fn pieces_are_the_digests_of_their_windows() {
    let piece = usize::try_from(PIECE).unwrap();
    let bytes = noise(piece + 1);
    for size in [piece - 1, piece, piece + 1] {
        let (_dir, path) = file_of(&bytes[..size]);
        let hashed = agrees_with_stock_tools(&path);
        let model: Vec<Piece> = bytes[..size]
            .chunks(piece)
            .zip(0_u64..)
            .map(|(part, at)| Piece {
                offset: at * PIECE,
                length: part.len() as u64,
                sha256: Sha256::digest(part).into(),
            })
            .collect();
        assert_eq!(hashed.pieces, model);
    }
    let stream = hash_stream_with(&bytes[..], None, &Asked::default().with_pieces(), &Handle::new()).unwrap();
    assert_eq!(stream.pieces.len(), 2, "a stream of unknown length has its pieces too");
}

/// Does something to the file once reading has reached byte `at`, then reads on.
struct Meddling<R, F> {
    inner: R,
    at: u64,
    read: u64,
    act: Option<F>,
}

impl<R: Read, F: FnOnce()> Read for Meddling<R, F> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.read >= self.at
            && let Some(act) = self.act.take()
        {
            act();
        }
        let count = self.inner.read(bytes)?;
        self.read += count as u64;
        Ok(count)
    }
}

/// Hashes `path` while `act` happens once `at` bytes are read.
fn hash_meddled(path: &Path, at: u64, act: impl FnOnce()) -> Result<Hashed, HashFailure> {
    let done = Cell::new(false);
    let act = Some(|| {
        act();
        done.set(true);
    });
    let result = hash_by(Source::open(path).unwrap(), |source| {
        let reader = Meddling { inner: source.file(), at, read: 0, act };
        hash_stream(reader, Some(source.size()), &BOTH, &Handle::new())
    });
    assert!(done.get(), "the file was never meddled with");
    result
}

fn changes(result: Result<Hashed, HashFailure>) -> Vec<Change> {
    match result {
        Err(HashFailure::ChangedWhileRead { what }) => what.0,
        other => panic!("no change was noticed: {other:?}"),
    }
}

/// Gives `good` bytes, then the error.
struct Failing {
    good: u64,
    given: u64,
    errno: i32,
}

impl Read for Failing {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        if self.given == self.good {
            return Err(io::Error::from_raw_os_error(self.errno));
        }
        // Odd pieces, as a pipe or a network gives them.
        let count = bytes.len().min(usize::try_from(self.good - self.given).unwrap()).min(10_007);
        bytes[..count].fill(7);
        self.given += count as u64;
        Ok(count)
    }
}

#[test]
fn sizes_at_every_border() {
    let inline = usize::try_from(INLINE).unwrap();
    let sizes = [0, 1, 63, 64, 65, BLOCK - 1, BLOCK, INLINE_BUFFER - 1, INLINE_BUFFER, INLINE_BUFFER + 1];
    for size in sizes.into_iter().chain([inline - 1, inline, inline + 1, inline + BUFFER, 20 * BUFFER + 17]) {
        let (_dir, path) = file_of(&noise(size));
        let hashed = agrees_with_stock_tools(&path);
        assert_eq!(hashed.size, size as u64);
        assert_eq!(hashed.zeros, ZeroBlocks { zero: 0, blocks: size.div_ceil(BLOCK) as u64 }, "{size}");
        assert_eq!((hashed.kind, hashed.linked, hashed.given.as_path()), (SourceKind::File, false, path.as_path()));
    }
}

#[test]
fn the_digest_of_an_empty_file_is_that_of_nothing() {
    let (_dir, path) = file_of(b"");
    let hashed = hash_path(&path, &[], &Handle::new()).unwrap();
    assert_eq!(hashed.sha256_hex(), crate::library::digest::SHA256_OF_NOTHING);
    assert_eq!((hashed.others.len(), hashed.zeros.percent()), (0, None));
}

/// Over 4 GiB with `WARROOM_SOAK` set, which takes a release build some ten seconds; 64 MiB otherwise.
#[test]
fn a_sparse_file_is_read_whole() {
    let size = if std::env::var_os("WARROOM_SOAK").is_some() { (4 << 30) + 1 } else { (64 << 20) + 1 };
    let (_dir, path) = file_of(b"");
    let mut file = File::options().write(true).open(&path).unwrap();
    file.set_len(size).unwrap();
    file.seek(SeekFrom::Start(size / 2)).unwrap();
    file.write_all(b"x").unwrap();
    drop(file);
    let hashed = agrees_with_stock_tools(&path);
    let blocks = size.div_ceil(BLOCK as u64);
    assert_eq!((hashed.size, hashed.zeros), (size, ZeroBlocks { zero: blocks - 1, blocks }));
    assert_eq!(hashed.zeros.percent(), Some(99));
}

#[test]
fn zero_blocks_are_counted_in_place() {
    let mut bytes = vec![0; 5 * BLOCK + 10];
    bytes[BLOCK - 1] = 1;
    bytes[3 * BLOCK] = 1;
    let (_dir, path) = file_of(&bytes);
    let zeros = hash_path(&path, &[], &Handle::new()).unwrap().zeros;
    assert_eq!(zeros, ZeroBlocks { zero: 4, blocks: 6 });
    assert_eq!(zeros.percent(), Some(66));
    assert_eq!(ZeroBlocks { zero: 6, blocks: 6 }.percent(), Some(100));
}

#[test]
fn a_stream_in_odd_pieces_keeps_blocks_and_order() {
    struct Pieces<'a>(&'a [u8], usize);
    impl Read for Pieces<'_> {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            self.1 += 1;
            if self.1.is_multiple_of(3) {
                return Err(ErrorKind::Interrupted.into());
            }
            let count = bytes.len().min(self.0.len()).min(1 + self.1 * 7919 % 70_000);
            bytes[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let mut bytes = noise(9_000_001);
    bytes[4 * BLOCK..6 * BLOCK].fill(0);
    for promised in [Some(bytes.len() as u64), None] {
        let stream = hash_stream(Pieces(&bytes, 0), promised, &BOTH, &Handle::new()).unwrap();
        assert_eq!(stream.sha256[..], Sha256::digest(&bytes)[..]);
        assert_eq!(stream.others[0].bytes(), &Sha512::digest(&bytes)[..]);
        assert_eq!((stream.size, stream.zeros.zero), (9_000_001, 2));
    }
}

#[test]
fn a_link_leaves_both_names() {
    let (dir, path) = file_of(b"abc");
    let link = dir.path().join("by-id");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let hashed = hash_path(&link, &[], &Handle::new()).unwrap();
    assert!(hashed.linked);
    assert_eq!((hashed.given, hashed.opened), (link, fs::canonicalize(path).unwrap()));
}

#[test]
fn what_is_no_file_is_refused() {
    assert_eq!(
        hash_path(Path::new("/dev/zero"), &[], &Handle::new()),
        Err(HashFailure::Source(SourceProblem::CharacterDevice))
    );
}

#[test]
fn a_growing_file_has_no_digest_and_does_not_hold_the_job() {
    for size in [100_usize, 12 << 20] {
        let (_dir, path) = file_of(&noise(size));
        let found = changes(hash_meddled(&path, size as u64 / 2, || {
            File::options().append(true).open(&path).unwrap().set_len(size as u64 + (64 << 20)).unwrap();
        }));
        assert!(found.contains(&Change::Size { before: size as u64, after: size as u64 + (64 << 20) }), "{found:?}");
        let read = found.iter().find_map(|change| match change {
            Change::Length { promised, read } if *promised == size as u64 => Some(*read),
            _ => None,
        });
        assert!(read.is_some_and(|read| read <= size as u64 + 2 * BUFFER as u64), "{found:?}");
    }
}

#[test]
fn a_shrinking_file_has_no_digest() {
    for size in [INLINE_BUFFER * 3, 12 << 20] {
        let (_dir, path) = file_of(&noise(size));
        let found = changes(hash_meddled(&path, 10, || {
            File::options().write(true).open(&path).unwrap().set_len(20).unwrap();
        }));
        assert!(found.contains(&Change::Size { before: size as u64, after: 20 }), "{found:?}");
        assert!(found.iter().any(|change| matches!(change, Change::Length { .. })), "{found:?}");
    }
}

#[test]
fn a_file_rewritten_in_place_has_no_digest() {
    let (_dir, path) = file_of(&noise(12 << 20));
    let found = changes(hash_meddled(&path, 1 << 20, || {
        let mut file = File::options().write(true).open(&path).unwrap();
        file.seek(SeekFrom::Start(11 << 20)).unwrap();
        file.write_all(b"planted").unwrap();
    }));
    assert!(found.contains(&Change::Modified), "{found:?}");
}

#[test]
fn a_replaced_or_deleted_file_has_no_digest() {
    let (dir, path) = file_of(&noise(12 << 20));
    let other = dir.path().join("other");
    fs::copy(&path, &other).unwrap();
    let found = changes(hash_meddled(&path, 1 << 20, || fs::rename(&other, &path).unwrap()));
    assert!(found.contains(&Change::Replaced), "{found:?}");
    let found = changes(hash_meddled(&path, 1 << 20, || fs::remove_file(&path).unwrap()));
    assert!(found.contains(&Change::Gone), "{found:?}");
}

#[test]
fn a_read_error_gives_its_offset_and_no_digest() {
    let cases = [(0, Some(100)), (1_234_567, Some(2_000_000)), (9_999_999, Some(40_000_000)), (3 << 20, None)];
    for (good, promised) in cases {
        let failing = Failing { good, given: 0, errno: Errno::IO.raw_os_error() };
        match hash_stream(failing, promised, &BOTH, &Handle::new()) {
            Err(HashFailure::Read { offset, errno, why }) => {
                assert_eq!((offset, errno), (good, Some(Errno::IO.raw_os_error())));
                assert!(why.contains("EIO"), "{why}");
            }
            other => panic!("{other:?}"),
        }
    }
    let gone = Failing { good: 5, given: 0, errno: Errno::NODEV.raw_os_error() };
    let failure = hash_stream(gone, Some(50), &[], &Handle::new()).unwrap_err().to_string();
    assert!(failure.contains("byte 5") && failure.contains("attach"), "{failure}");
}

/// A loop device over a backing file. Where that is cut, the kernel answers EIO, as a bad disk does.
struct Loop(PathBuf);

impl Loop {
    fn over(path: &Path) -> Option<Self> {
        match Command::new("losetup").args(["--find", "--show", "--read-only"]).arg(path).output() {
            Ok(out) if out.status.success() => Some(Self(String::from_utf8(out.stdout).unwrap().trim_end().into())),
            Ok(out) => {
                eprintln!("passed over, no loop device: {}", String::from_utf8_lossy(&out.stderr));
                None
            }
            Err(error) => {
                eprintln!("passed over, no losetup: {error}");
                None
            }
        }
    }

    /// Cuts the backing file, and what the kernel keeps of it in memory.
    fn cut(&self, backing: &Path, size: u64) {
        File::options().write(true).open(backing).unwrap().set_len(size).unwrap();
        let _ = Command::new("blockdev").arg("--flushbufs").arg(&self.0).status();
    }
}

impl Drop for Loop {
    fn drop(&mut self) {
        let _ = Command::new("losetup").arg("-d").arg(&self.0).status();
    }
}

#[test]
fn unreadable_sectors_of_a_block_device() {
    let (_dir, path) = file_of(&noise(16 << 20));
    let Some(made) = Loop::over(&path) else { return };
    let whole = hash_path(&made.0, &[], &Handle::new()).unwrap();
    assert_eq!((whole.kind, whole.sha256_hex()), (SourceKind::BlockDevice, stock("sha256sum", &path)));
    made.cut(&path, 10 << 20);
    match hash_path(&made.0, &BOTH, &Handle::new()) {
        Err(HashFailure::Read { offset, errno: Some(5), .. }) => assert_eq!(offset, 10 << 20),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_disk_that_goes_away_while_it_is_read_has_no_digest() {
    let (_dir, path) = file_of(&noise(64 << 20));
    let Some(made) = Loop::over(&path) else { return };
    let at = 20 << 20;
    match hash_meddled(&made.0, at, || made.cut(&path, 0)) {
        Err(HashFailure::Read { offset, errno: Some(5), .. }) => assert!(offset >= at, "{offset}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn cancelling_in_the_middle_gives_no_digest() {
    for size in [1 << 20, 30 << 20] {
        let (_dir, path) = file_of(&noise(size));
        let handle = Handle::new();
        let source = Source::open(&path).unwrap();
        let result = hash_by(source, |source| {
            let half = size as u64 / 2;
            let reader = Meddling { inner: source.file(), at: half, read: 0, act: Some(|| handle.cancel()) };
            hash_stream(reader, Some(source.size()), &BOTH, &handle)
        });
        match result {
            Err(HashFailure::Cancelled { at }) => assert!(at >= size as u64 / 2 && at < size as u64, "{at}"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn as_a_job_it_reports_pauses_and_cancels() {
    let (_dir, path) = file_of(&noise(12 << 20));
    let (tx, rx) = mpsc::channel();
    let (work_path, sent) = (path.clone(), tx.clone());
    let work = move |handle: &Handle| hash_path(&work_path, &[], handle);
    let job = crate::jobs::spawn("hash", work, move |result| sent.send(result).unwrap()).unwrap();
    let hashed = rx.recv_timeout(LIMIT).unwrap().unwrap().unwrap();
    assert_eq!(hashed.sha256_hex(), stock("sha256sum", &path));
    assert!(job.wait(LIMIT));
    assert_eq!(job.progress().done(), 12 << 20);

    let (go, wait) = mpsc::channel::<()>();
    let work = move |handle: &Handle| {
        wait.recv().unwrap();
        hash_path(&path, &[], handle)
    };
    let job = crate::jobs::spawn("hash", work, move |result| tx.send(result).unwrap()).unwrap();
    job.set_paused(true);
    go.send(()).unwrap();
    assert!(!job.wait(Duration::from_millis(50)), "a paused job finished");
    assert_eq!(job.progress().done(), 0);
    job.cancel();
    assert_eq!(rx.recv_timeout(LIMIT).unwrap(), Ok(Err(HashFailure::Cancelled { at: 0 })));
}

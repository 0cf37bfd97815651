//! What a file is before it is text: packed or not, in which encoding, with a sample from its beginning.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;
use thiserror::Error;

use super::Limits;
use super::decode::{Decoder, Encoding, encoding};

/// Bytes of the sample.
const SAMPLE: u64 = 1 << 18;

/// What the rows lie in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// Nothing.
    Plain,
    /// Gzip.
    Gzip,
}

/// Why a file is refused as a whole.
#[derive(Debug, Error)]
pub enum FileRefusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A zip archive.
    #[error("the file is a zip archive: unpack it and import the file inside")]
    Zip,
    /// A workbook.
    #[error("the file is a workbook: save its sheet as CSV")]
    Workbook,
    /// Gzip within gzip.
    #[error("the file is packed twice: unpack it once")]
    PackedTwice,
    /// UTF-32.
    #[error("the file is UTF-32: save it as UTF-8")]
    Utf32,
    /// It cannot be read, or what was read unpacks beyond the limits ([`Bomb`] inside).
    #[error("the file cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// A packed file that becomes too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{packed} packed bytes become more than {unpacked} bytes: this is no log, and reading stopped")]
pub struct Bomb {
    /// Bytes read.
    pub packed: u64,
    /// Bytes that came of them so far.
    pub unpacked: u64,
}

/// A file ready to be read as text.
pub struct Opened<'a> {
    /// What it lies in.
    pub container: Container,
    /// Its encoding: declared, or as its beginning shows.
    pub encoding: Encoding,
    /// Its beginning as text, what is none replaced: to detect from, not to keep.
    pub sample: String,
    /// The first line of the sample that is no text in the encoding: where there is one, the encoding is a question.
    pub not_text: Option<u64>,
    /// All of it, as UTF-8.
    pub text: Box<dyn Read + 'a>,
}

struct Counted<R> {
    source: R,
    count: std::rc::Rc<std::cell::Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(into)?;
        self.count.set(self.count.get() + count as u64);
        Ok(count)
    }
}

pub(super) struct Bounded<R> {
    source: R,
    packed: std::rc::Rc<std::cell::Cell<u64>>,
    unpacked: u64,
    limits: Limits,
}

impl<R> Bounded<R> {
    /// Bounds what comes of `packed` bytes.
    #[cfg(feature = "workbook")]
    pub(super) fn of(source: R, packed: u64, limits: Limits) -> Self {
        Self { source, packed: std::rc::Rc::new(std::cell::Cell::new(packed)), unpacked: 0, limits }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(into)?;
        self.unpacked += count as u64;
        let (packed, unpacked) = (self.packed.get(), self.unpacked);
        let swollen = unpacked > self.limits.unchecked && unpacked / packed.max(1) > self.limits.ratio;
        if unpacked > self.limits.unpacked || swollen {
            return Err(io::Error::other(Bomb { packed, unpacked }));
        }
        Ok(count)
    }
}

/// Opens a source. `declared` is an encoding that a person named.
///
/// # Errors
/// [`FileRefusal`].
pub fn open<'a>(source: impl Read + 'a, declared: Option<Encoding>, limits: Limits) -> Result<Opened<'a>, FileRefusal> {
    let (head, rest) = peek(source)?;
    match head.as_slice() {
        [] => return Err(FileRefusal::Empty),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Err(archive(&head)),
        _ => {}
    }
    let all = Cursor::new(head.clone()).chain(rest);
    if !head.starts_with(&[0x1F, 0x8B]) {
        return text(head, Box::new(all), Container::Plain, declared);
    }
    let packed = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = Counted { source: all, count: std::rc::Rc::clone(&packed) };
    let bounded = Bounded { source: MultiGzDecoder::new(counted), packed, unpacked: 0, limits };
    let (head, rest) = peek(bounded)?;
    match head.as_slice() {
        [] => Err(FileRefusal::Empty),
        [0x1F, 0x8B, ..] => Err(FileRefusal::PackedTwice),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Err(archive(&head)),
        _ => text(head.clone(), Box::new(Cursor::new(head).chain(rest)), Container::Gzip, declared),
    }
}

fn peek<R: Read>(mut source: R) -> io::Result<(Vec<u8>, R)> {
    let mut head = Vec::new();
    source.by_ref().take(SAMPLE).read_to_end(&mut head)?;
    Ok((head, source))
}

fn archive(head: &[u8]) -> FileRefusal {
    let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if has(b"[Content_Types].xml") || has(b"xl/") { FileRefusal::Workbook } else { FileRefusal::Zip }
}

fn text<'a>(
    head: Vec<u8>,
    all: Box<dyn Read + 'a>,
    container: Container,
    declared: Option<Encoding>,
) -> Result<Opened<'a>, FileRefusal> {
    let encoding = match declared {
        Some(encoding) => encoding,
        None => encoding(&head).ok_or(FileRefusal::Utf32)?,
    };
    let cut = head.len() as u64 == SAMPLE;
    let mut beginning = Vec::new();
    Decoder::new(Cursor::new(head), encoding).read_to_end(&mut beginning)?;
    if cut {
        // The last line of the sample may be cut in the middle of a character.
        beginning.truncate(memchr::memrchr(b'\n', &beginning).map_or(beginning.len(), |at| at + 1));
    }
    let not_text = std::str::from_utf8(&beginning).err().map(|error| {
        let before = &beginning[..error.valid_up_to()];
        memchr::memchr_iter(b'\n', before).count() as u64 + 1
    });
    let mut sample = String::from_utf8_lossy(&beginning).into_owned();
    let decoded = Decoder::new(all, encoding);
    if sample.contains('\r') && !sample.contains('\n') {
        sample = sample.replace('\r', "\n");
        return Ok(Opened { container, encoding, sample, not_text, text: Box::new(Returns(decoded)) });
    }
    Ok(Opened { container, encoding, sample, not_text, text: Box::new(decoded) })
}

/// Text whose lines end at a carriage return alone, as old Macintosh programs write them, with line feeds in their place.
struct Returns<R>(R);

impl<R: Read> Read for Returns<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(into)?;
        into.iter_mut().take(count).filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        Ok(count)
    }
}

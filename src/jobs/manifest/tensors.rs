//! A digest for every tensor of `.safetensors` files, so that two checkpoints can be compared tensor by tensor.
//!
//! Lines are `<sha256>  <file>::<tensor>`, of a single file `<sha256>  ::<tensor>`; before each stands its size with type and
//! shape, which are compared as well. `# file` gives the digest of the whole file from the same pass.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::make::{Failure, Seen, Sink};
use super::read::{BUDGET, Entry, Value};
use super::safetensors::{Header, PREFIX, Tensor, header, header_length};
use super::sort::Sorter;
use super::text;
use super::walk::{Kind, Walk};
use crate::jobs::source::{Changes, Source};
use crate::jobs::{Cancelled, Handle};
use crate::library::digest::hex;

/// One read, in bytes.
const PIECE: usize = 1 << 20;
/// Most characters of one entry of a file's metadata that are written out.
const METADATA: usize = 1000;
/// How the files are recognised in a directory.
const ENDING: &[u8] = b".safetensors";

/// What a manifest of tensors holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TensorSummary {
    /// SHA-256 of its lines that are no comment.
    pub root: [u8; 32],
    /// Files that were read.
    pub files: u64,
    /// Tensors in them.
    pub tensors: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Symbolic links to such files by their name, which are not followed.
    pub links: u64,
    /// What could not be read or was refused: the manifest is incomplete unless this is 0.
    pub problems: u64,
}

/// Writes a digest for every tensor of the file `path`, or of all `.safetensors` files below the directory `path`.
///
/// # Errors
/// See [`Failure`]. A file that is refused is no failure: it is told as a problem, and the manifest says it is incomplete.
pub fn tensors(path: &Path, sink: &mut dyn Sink, handle: &Handle) -> Result<TensorSummary, Failure> {
    let path = std::fs::canonicalize(path).map_err(Failure::Root)?;
    let mut listing = Listing { sink, sorter: Sorter::new(BUDGET), summary: TensorSummary::default(), handle };
    listing.lines(text::TENSORS)?;
    listing.lines(text::HOW)?;
    if path.is_dir() {
        let mut walk = Walk::new(&path).map_err(Failure::Root)?;
        while let Some(found) = walk.next().map_err(Failure::Walk)? {
            handle.checkpoint()?;
            let shown = [b"./".as_slice(), &found.name].concat();
            let named = found.name.ends_with(ENDING);
            match found.kind {
                Kind::File if named => {
                    let below = path.join(std::ffi::OsStr::from_bytes(&found.name));
                    listing.file(&below, &shown, true)?;
                }
                Kind::Link if named => {
                    listing.summary.links += 1;
                    listing.lines(&text::about("link", &shown, None))?;
                }
                Kind::Unlisted(why) => listing.problem(&shown, &why)?,
                Kind::File | Kind::Link | Kind::Special(_) | Kind::Empty => {}
            }
        }
    } else {
        listing.file(&path, b"", false)?;
    }
    listing.end()
}

struct Listing<'a> {
    sink: &'a mut dyn Sink,
    sorter: Sorter,
    summary: TensorSummary,
    handle: &'a Handle,
}

impl Listing<'_> {
    fn lines(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.sink.lines(bytes).map_err(Failure::Write)
    }

    fn problem(&mut self, name: &[u8], why: &str) -> Result<(), Failure> {
        self.summary.problems += 1;
        self.sink.problem(name, why);
        self.lines(&text::about("unread", name, Some(why.as_bytes())))
    }

    fn file(&mut self, path: &Path, name: &[u8], below: bool) -> Result<(), Failure> {
        let read = match Source::open(path) {
            Ok(source) if below && source.opened() != path => Err("a symbolic link took its place".to_owned()),
            Ok(source) => read(source, self.handle, &mut || {
                self.sink.seen(&Seen { files: self.summary.files, bytes: self.handle.progress().done() });
            }),
            Err(problem) => Err(problem.to_string()),
        };
        self.handle.checkpoint()?;
        let (whole, header, digests) = match read {
            Ok(read) => read,
            Err(why) => return self.problem(name, &why),
        };
        self.summary.files += 1;
        self.lines(&text::about("file", name, Some(hex(&whole).as_bytes())))?;
        for (key, word) in &header.metadata {
            let said: String = format!("{key} = {word}").chars().take(METADATA).collect();
            self.lines(&text::about("metadata", name, Some(said.as_bytes())))?;
        }
        for (tensor, digest) in header.tensors.iter().zip(digests) {
            let size = tensor.end - tensor.begin;
            self.summary.tensors += 1;
            self.summary.bytes += size;
            let name = [name, b"::", tensor.name.as_bytes()].concat();
            let value = Value::Content { digest, size: Some(size), note: tensor.described().into_bytes() };
            self.sorter.push(&Entry { name, value }.encode()).map_err(Failure::Walk)?;
        }
        Ok(())
    }

    fn end(mut self) -> Result<TensorSummary, Failure> {
        let mut sorted = std::mem::replace(&mut self.sorter, Sorter::new(0)).sorted().map_err(Failure::Walk)?;
        let mut root = Sha256::new();
        while let Some(record) = sorted.next().map_err(Failure::Walk)? {
            let Some(Entry { name, value: Value::Content { digest, size, note } }) = Entry::decode(&record) else {
                continue;
            };
            let note = String::from_utf8_lossy(&note);
            let (size, sum) = text::entry(&digest, size.unwrap_or_default(), &note, &name);
            self.lines(&size)?;
            self.lines(&sum)?;
            root.update(&sum);
        }
        self.summary.root = root.finalize().into();
        let summary = self.summary;
        let counts = [("files", summary.files), ("tensors", summary.tensors), ("bytes", summary.bytes)];
        self.lines(&text::ending(&counts, summary.problems, &summary.root))?;
        Ok(summary)
    }
}

/// Digest of the whole, the header, and a digest for each of its tensors.
pub(super) type Read3 = ([u8; 32], Header, Vec<[u8; 32]>);

/// Reads a file once, from its first byte to its last.
pub(super) fn read(mut source: Source, handle: &Handle, tick: &mut dyn FnMut()) -> Result<Read3, String> {
    let size = source.size();
    source.advise_sequential();
    let failed = |error: io::Error| format!("it could not be read: {error}");
    let mut stream = Stream { file: source.file(), whole: Sha256::new(), read: 0, handle };
    let mut prefix = Vec::new();
    stream.exactly(PREFIX.min(size), &mut |bytes| prefix.extend_from_slice(bytes)).map_err(failed)?;
    let length = header_length(&prefix, size).map_err(|problem| problem.to_string())?;
    let mut json = Vec::new();
    stream.exactly(length, &mut |bytes| json.extend_from_slice(bytes)).map_err(failed)?;
    let header = header(&json, size - PREFIX - length).map_err(|problem| problem.to_string())?;
    drop(json);
    let mut digests = Vec::with_capacity(header.tensors.len());
    for Tensor { begin, end, .. } in &header.tensors {
        let mut digest = Sha256::new();
        stream
            .exactly(end - begin, &mut |bytes| {
                digest.update(bytes);
                tick();
            })
            .map_err(failed)?;
        digests.push(digest.finalize().into());
    }
    let (whole, read) = (stream.whole.finalize().into(), stream.read);
    let changes = source.changes(read).map_err(failed)?;
    if changes.is_empty() {
        Ok((whole, header, digests))
    } else {
        Err(format!("changed while it was read ({}); there is no digest of any of its tensors", Changes(changes)))
    }
}

struct Stream<'a> {
    file: &'a File,
    whole: Sha256,
    read: u64,
    handle: &'a Handle,
}

impl Stream<'_> {
    /// Hands on exactly so many bytes, in pieces.
    fn exactly(&mut self, count: u64, take: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut left = count;
        let mut buffer = vec![0; PIECE.min(usize::try_from(count).unwrap_or(PIECE))];
        while left > 0 {
            self.handle.checkpoint().map_err(|Cancelled| io::Error::other("cancelled"))?;
            let len = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let Some(piece) = buffer.get_mut(..len) else { break };
            self.file.read_exact(piece)?;
            self.whole.update(&*piece);
            take(piece);
            left -= len as u64;
            self.read += len as u64;
            self.handle.advance(len as u64);
        }
        Ok(())
    }
}

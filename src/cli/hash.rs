//! `warroom hash`: digests as `sha256sum` prints them; a file that cannot be read whole has none.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::Hash;
use super::hashing::all_with_progress;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use super::sums::check;
use crate::domain::text::visible_bytes;
use crate::jobs::Handle;
use crate::jobs::disks::Disks;
use crate::jobs::hashing::{self, Asked, HashFailure, Hashed, Segment, ZeroBlocks};
use crate::jobs::opened;
use crate::jobs::pieces::{self, Piece};
use crate::jobs::segments;
use crate::jobs::source::{Identity, Source};
use crate::journal::hex;
use crate::library::digest::{Algorithm, Digest};
use crate::library::sums;

/// What one pass gave.
pub(super) struct Got {
    pub(super) sha256: [u8; 32],
    pub(super) others: Vec<Digest>,
    size: u64,
    zeros: ZeroBlocks,
    pub(super) pieces: Vec<Piece>,
    segments: Vec<Segment>,
    /// The file that was opened; none for standard input.
    file: Option<(PathBuf, Identity)>,
}

impl From<Hashed> for Got {
    fn from(hashed: Hashed) -> Self {
        Got {
            sha256: hashed.sha256,
            others: hashed.others,
            size: hashed.size,
            zeros: hashed.zeros,
            pieces: hashed.pieces,
            segments: hashed.segments,
            file: Some((hashed.opened, hashed.identity)),
        }
    }
}

/// Prints or checks digests.
pub(crate) fn run(session: &mut Session<'_>, asked: &Hash) -> Result<u8, Stop> {
    let standard_input = [PathBuf::from("-")];
    let paths = if asked.paths.is_empty() { &standard_input[..] } else { &asked.paths };
    if asked.check {
        return check(session, asked, paths);
    }
    let mut bad = false;
    let mut warned = false;
    let mut files = Vec::new();
    if asked.pieces && !asked.json {
        session.io.bytes(&[pieces::HEADER, b"\n"].concat())?;
    }
    each(session, asked, paths, &wanted(asked), |session, index, result| {
        let Some(path) = paths.get(index) else { return Ok(()) };
        let name = path.as_os_str().as_encoded_bytes();
        match result {
            Ok(got) if asked.json => files.push(document(path, &got, asked)),
            Ok(got) => print(session, asked, name, &got, &mut warned)?,
            Err(failure) => {
                bad = true;
                session.io.note(&format!("warroom: {}: {failure}", visible_bytes(name)));
            }
        }
        Ok(())
    })?;
    if asked.json {
        session.io.json(&json!({ "files": files }))?;
    }
    Ok(if bad { REFUSED } else { DONE })
}

fn wanted(asked: &Hash) -> Asked {
    let also = Asked::also(&asked.also);
    if asked.pieces { also.with_pieces() } else { also }
}

/// Hashes every path, several at once, and tells the results in the order of the paths. `-` is standard input.
pub(super) fn each(
    session: &mut Session<'_>,
    asked: &Hash,
    paths: &[PathBuf],
    wanted: &Asked,
    mut tell: impl FnMut(&mut Session<'_>, usize, Result<Got, HashFailure>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let is_input = |path: &Path| path.as_os_str() == "-";
    // Standard input belongs to this thread; a second `-` finds it at its end, as with `sha256sum`.
    let mut inputs = Vec::new();
    for _ in paths.iter().filter(|path| is_input(path)) {
        inputs.push(standard_input(session, wanted));
    }
    let mut inputs = inputs.into_iter();
    let disks = Disks::of_system();
    let lanes: Vec<_> = paths.iter().map(|path| if is_input(path) { None } else { disks.spinning(path) }).collect();
    let handles: Vec<Handle> = paths.iter().map(|_| Handle::new()).collect();
    let work = |index: usize| {
        let (path, handle) = (paths.get(index)?, handles.get(index)?);
        (!is_input(path)).then(|| read(path, wanted, asked.segments, handle))
    };
    all_with_progress(session, &handles, &lanes, work, |session, index, result| {
        let Some(result) = result.or_else(|| inputs.next()) else { return Ok(()) };
        tell(session, index, result)
    })
}

fn standard_input(session: &mut Session<'_>, wanted: &Asked) -> Result<Got, HashFailure> {
    let stream = hashing::hash_stream_with(&mut session.io.stdin, None, wanted, &Handle::new())?;
    Ok(Got {
        sha256: stream.sha256,
        others: stream.others,
        size: stream.size,
        zeros: stream.zeros,
        pieces: stream.pieces,
        segments: Vec::new(),
        file: None,
    })
}

fn read(path: &Path, wanted: &Asked, in_parts: bool, handle: &Handle) -> Result<Got, HashFailure> {
    if in_parts {
        return hashing::hash_segments(&segments::of_path(path)?, wanted, handle).map(Got::from);
    }
    hashing::hash_with(Source::open(path)?, wanted, handle).map(Got::from)
}

fn print(session: &mut Session<'_>, asked: &Hash, name: &[u8], got: &Got, warned: &mut bool) -> Result<(), Stop> {
    let line = match (asked.tag, asked.zero) {
        (true, _) => sums::tagged_line,
        (_, true) => sums::zero_line,
        _ => sums::line,
    };
    if asked.pieces {
        session.io.bytes(&pieces::lines(&got.pieces, name))?;
    }
    if asked.segments {
        for part in &got.segments {
            let path = Path::new(OsStr::from_bytes(name)).with_file_name(&part.name);
            session.io.bytes(&line(&Digest::sha256(part.sha256), path.as_os_str().as_encoded_bytes()))?;
        }
        // No file of this digest exists: `sha256sum -c` must not look for one.
        let whole = format!("# {} bytes in {} parts, all as one: ", got.size, got.segments.len());
        session.io.bytes(whole.as_bytes())?;
    }
    let whole = if asked.pieces { pieces::whole_name(name) } else { name.to_owned() };
    session.io.bytes(&line(&Digest::sha256(got.sha256), &whole))?;
    for digest in &got.others {
        if !digest.algorithm().proves() && !std::mem::replace(warned, true) {
            session.io.bytes(format!("# MD5 and SHA1: {}\n", Algorithm::OLD_LOG).as_bytes())?;
        }
        // Only a line with the name of its algorithm tells BLAKE3 from SHA-256.
        let line = if asked.zero { sums::zero_line } else { sums::tagged_line };
        session.io.bytes(&line(digest, name))?;
    }
    if asked.live {
        for words in live(got) {
            session.io.line(&format!("# {words}"))?;
        }
    }
    Ok(())
}

/// Who uses the file that was hashed, in words.
fn live(got: &Got) -> Vec<String> {
    let Some((path, identity)) = &got.file else { return vec!["standard input: no file to look for".to_owned()] };
    let Some(found) = opened::users(Path::new("/"), path, identity.device, identity.inode) else {
        return vec!["which programs use the file cannot be seen here: there is no /proc".to_owned()];
    };
    let file = format!("inode {}, ctime {}", identity.inode, identity.changed);
    let mut words: Vec<String> = found
        .users
        .iter()
        .map(|user| {
            let started = user.started.map_or_else(|| "at an unknown time".to_owned(), |at| at.to_string());
            let how = match (user.mapped, user.open, user.replaced) {
                (_, _, true) => "has mapped an older, deleted file of this name: it runs other bytes than these",
                (true, true, _) => "has it mapped and open",
                (true, ..) => "has it mapped",
                _ => "has it open, not mapped",
            };
            format!("pid {} {}, started {started}, {how}; {file}; loaded bytes not proven", user.pid, user.name)
        })
        .collect();
    if words.is_empty() {
        words.push(format!("no program seen that has it open or mapped; {file}; loaded bytes not proven"));
    }
    if found.hidden > 0 {
        let hidden = if found.hidden == 1 { "1 process".to_owned() } else { format!("{} processes", found.hidden) };
        words.push(format!("{hidden} could not be looked into; run it as root to see more"));
    }
    words
}

fn document(path: &Path, got: &Got, asked: &Hash) -> Value {
    let name = path.as_os_str().as_encoded_bytes();
    let (proofs, old): (Vec<&Digest>, Vec<_>) = got.others.iter().partition(|digest| digest.algorithm().proves());
    let map = |digests: Vec<&Digest>| -> Value {
        digests.iter().map(|digest| (digest.algorithm().name().to_lowercase(), Value::from(digest.hex()))).collect()
    };
    let mut file = json!({
        "path": path.to_string_lossy(),
        "sha256": hex(&got.sha256),
        "size": got.size,
        "zero_blocks": {"zero": got.zeros.zero, "blocks": got.zeros.blocks, "percent": got.zeros.percent()},
    });
    if path.to_str().is_none() {
        file["path_hex"] = hex(name).into();
    }
    if !proofs.is_empty() {
        file["also"] = map(proofs);
    }
    if !old.is_empty() {
        file["old_log"] = map(old);
        file["old_log"]["note"] = Algorithm::OLD_LOG.into();
    }
    if asked.pieces {
        let piece =
            |piece: &Piece| json!({"offset": piece.offset, "length": piece.length, "sha256": hex(&piece.sha256)});
        file["pieces"] = got.pieces.iter().map(piece).collect();
    }
    if asked.segments {
        let part = |part: &Segment| json!({"name": visible_bytes(part.name.as_encoded_bytes()), "size": part.size, "sha256": hex(&part.sha256)});
        file["segments"] = got.segments.iter().map(part).collect();
    }
    if asked.live {
        file["live"] = live(got).into();
    }
    file
}

//! `warroom hash`: digests as `sha256sum` prints and checks them; a file that cannot be read whole has none.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::Hash;
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::domain::text::visible_bytes;
use crate::jobs::Handle;
use crate::jobs::digest::{Algorithm, Digest};
use crate::jobs::hashing::{self, HashFailure};
use crate::jobs::source::Source;
use crate::jobs::sums;

/// Largest check file that is read, bytes: a line for each of some hundred thousand files.
const LARGEST_LIST: u64 = 64 << 20;

/// Prints or checks digests.
pub(crate) fn run(session: &mut Session<'_>, asked: &Hash) -> Result<u8, Stop> {
    if let Some(list) = &asked.check {
        return check(session, list);
    }
    let mut bad = false;
    let mut files = Vec::new();
    for path in &asked.paths {
        let name = path.as_os_str().as_encoded_bytes();
        match digests(session, path, &[]) {
            Ok((found, size)) => {
                let Some(digest) = found.first() else { continue };
                if asked.json {
                    let mut file = json!({"path": path.to_string_lossy(), "sha256": digest.hex(), "size": size});
                    if path.to_str().is_none() {
                        file["path_hex"] = crate::journal::hex(name).into();
                    }
                    files.push(file);
                } else {
                    let line = if asked.tag { sums::tagged_line(digest, name) } else { sums::line(digest, name) };
                    session.io.bytes(&line)?;
                }
            }
            Err(failure) => {
                bad = true;
                session.io.note(&format!("warroom: {}: {failure}", visible_bytes(name)));
            }
        }
    }
    if asked.json {
        session.io.json(&json!({ "files": files }))?;
    }
    Ok(if bad { REFUSED } else { DONE })
}

/// SHA-256, then the digests of `also`, and the size. `-` is standard input.
fn digests(session: &mut Session<'_>, path: &Path, also: &[Algorithm]) -> Result<(Vec<Digest>, u64), HashFailure> {
    let handle = Handle::new();
    let (sha256, others, size) = if path.as_os_str() == "-" {
        let stream = hashing::hash_stream(&mut session.io.stdin, None, also, &handle)?;
        (stream.sha256, stream.others, stream.size)
    } else {
        let hashed = hashing::hash_path(path, also, &handle)?;
        (hashed.sha256, hashed.others, hashed.size)
    };
    Ok((std::iter::once(Digest::sha256(sha256)).chain(others).collect(), size))
}

fn check(session: &mut Session<'_>, list: &Path) -> Result<u8, Stop> {
    let shown = visible_bytes(list.as_os_str().as_encoded_bytes());
    let unreadable = |why: String| Stop::Said(format!("{shown} could not be read: {why}; nothing was checked"));
    let text = if list.as_os_str() == "-" {
        let mut text = Vec::new();
        (&mut session.io.stdin)
            .take(LARGEST_LIST)
            .read_to_end(&mut text)
            .map_err(|error| unreadable(error.to_string()))?;
        text
    } else {
        let source = Source::open(list).map_err(|problem| unreadable(problem.to_string()))?;
        source.read_whole(LARGEST_LIST).map_err(|error| unreadable(error.to_string()))?
    };
    let (mut checked, mut bad) = (0, 0);
    for (number, entry) in sums::entries(&text) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(problem) => {
                bad += 1;
                session.io.note(&format!("warroom: {shown}, line {number}: {problem}"));
                continue;
            }
        };
        checked += 1;
        let name = visible_bytes(&entry.name);
        let path = path_of_bytes(&entry.name);
        let verdict = match digests(session, &path, &[entry.digest.algorithm()]) {
            Ok((found, _)) if found.contains(&entry.digest) => "OK",
            Ok(_) => "FAILED",
            Err(failure) => {
                session.io.note(&format!("warroom: {name}: {failure}"));
                "FAILED open or read"
            }
        };
        bad += usize::from(verdict != "OK");
        session.io.line(&format!("{name}: {verdict}"))?;
    }
    if checked == 0 {
        session.io.note(&format!("warroom: {shown} holds no line of sha256sum; nothing was checked"));
    } else if bad > 0 {
        session.io.note(&format!("warroom: {bad} of the lines did not verify"));
    }
    Ok(if bad > 0 || checked == 0 { REFUSED } else { DONE })
}

#[cfg(unix)]
fn path_of_bytes(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of_bytes(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

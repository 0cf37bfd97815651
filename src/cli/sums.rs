//! `warroom hash --check`: files held against digests that somebody wrote down.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::args::Hash;
use super::hash::{Got, each};
use super::session::Session;
use super::stop::{DONE, REFUSED, Stop};
use crate::domain::text::visible_bytes;
use crate::jobs::hashing::{Asked, HashFailure};
use crate::jobs::pieces::{self, PIECE, Piece};
use crate::jobs::source::{Source, SourceProblem};
use crate::library::digest::{Algorithm, Digest};
use crate::library::sums;

/// Largest check file that is read, bytes: a line for each of some hundred thousand files.
const LARGEST_LIST: u64 = 64 << 20;

/// Neighbouring lines of one file: they are checked in one pass.
struct Lines {
    name: Vec<u8>,
    wholes: Vec<Digest>,
    pieces: Vec<Piece>,
}

#[derive(Default)]
struct Counts {
    checked: usize,
    bad: usize,
    passed_over: usize,
}

pub(super) fn check(session: &mut Session<'_>, asked: &Hash, lists: &[PathBuf]) -> Result<u8, Stop> {
    let mut code = DONE;
    for list in lists {
        if check_list(session, asked, list)? != DONE {
            code = REFUSED;
        }
    }
    Ok(code)
}

fn check_list(session: &mut Session<'_>, asked: &Hash, list: &Path) -> Result<u8, Stop> {
    let shown = visible_bytes(list.as_os_str().as_encoded_bytes());
    let text = content(session, list, &shown)?;
    let (groups, unread) = group(&text);
    let say = |session: &mut Session<'_>, words: &str| {
        if !asked.status {
            session.io.note(&format!("warroom: {words}"));
        }
    };
    for (number, problem) in &unread {
        say(session, &format!("{shown}, line {number}: {problem}"));
    }
    let mut counts = Counts { bad: unread.len(), ..Counts::default() };
    let paths: Vec<PathBuf> = groups.iter().map(|lines| path_of_bytes(&lines.name)).collect();
    // What all lines ask for: a pass costs little more for one digest that a file has no line for.
    let mut also: Vec<Algorithm> = groups.iter().flat_map(|lines| &lines.wholes).map(Digest::algorithm).collect();
    let b3sum = asked.also.contains(&Algorithm::Blake3);
    also.extend(b3sum.then_some(Algorithm::Blake3));
    let wanted = Asked::also(&also);
    let wanted = if groups.iter().any(|lines| !lines.pieces.is_empty()) { wanted.with_pieces() } else { wanted };
    each(session, asked, &paths, &wanted, |session, index, result| {
        let Some(lines) = groups.get(index) else { return Ok(()) };
        let name = visible_bytes(&lines.name);
        let missing = matches!(result, Err(HashFailure::Source(SourceProblem::NotFound)));
        if missing && asked.ignore_missing {
            counts.passed_over += 1;
            return Ok(());
        }
        let verdicts = match &result {
            Ok(got) => verdicts(lines, got, b3sum),
            Err(failure) => {
                say(session, &format!("{name}: {failure}"));
                vec![(false, "FAILED open or read".to_owned())]
            }
        };
        for (fine, words) in verdicts {
            counts.checked += 1;
            counts.bad += usize::from(!fine);
            if !(asked.status || fine && asked.quiet) {
                session.io.line(&format!("{name}: {words}"))?;
            }
        }
        Ok(())
    })?;
    match (counts.checked, counts.passed_over, counts.bad) {
        (0, 1.., _) => say(session, &format!("{shown}: no file was verified")),
        (0, 0, _) => say(session, &format!("{shown} holds no line of sha256sum; nothing was checked")),
        (_, _, 0) => {}
        (_, _, bad) => say(session, &format!("{bad} of the lines did not verify")),
    }
    Ok(if counts.bad > 0 || counts.checked == 0 { REFUSED } else { DONE })
}

/// Whether each line holds, in words as `sha256sum -c` has them.
fn verdicts(lines: &Lines, got: &Got, b3sum: bool) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    if !lines.pieces.is_empty() {
        let odd: Vec<&Piece> = lines.pieces.iter().filter(|piece| !got.pieces.contains(piece)).collect();
        for piece in &odd {
            let why = if piece.offset.is_multiple_of(PIECE) { "" } else { ", which is no window of 64 MiB" };
            found.push((false, format!("FAILED in {} bytes from byte {}{why}", piece.length, piece.offset)));
        }
        if odd.is_empty() {
            found.push((true, format!("OK ({} pieces)", lines.pieces.len())));
        }
    }
    for digest in &lines.wholes {
        let own = Digest::sha256(got.sha256);
        let same = *digest == own || got.others.contains(digest);
        let blake3 = |other: &&Digest| other.algorithm() == Algorithm::Blake3 && other.bytes() == digest.bytes();
        let same_blake3 = b3sum && digest.algorithm() == Algorithm::Sha256 && got.others.iter().any(|o| blake3(&o));
        found.push(match (same, same_blake3, digest.algorithm().proves()) {
            (true, _, true) => (true, "OK".to_owned()),
            (true, _, false) => (true, format!("OK ({}, {})", digest.algorithm(), Algorithm::OLD_LOG)),
            (false, true, _) => (true, "OK (BLAKE3)".to_owned()),
            (false, false, _) => (false, "FAILED".to_owned()),
        });
    }
    found
}

/// Neighbouring lines of the same file together, and what could not be read, by line.
fn group(text: &[u8]) -> (Vec<Lines>, Vec<(usize, sums::LineProblem)>) {
    let (mut groups, mut unread): (Vec<Lines>, _) = (Vec::new(), Vec::new());
    let in_pieces = pieces::is_list(text);
    for (number, entry) in sums::entries(text) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(problem) => {
                unread.push((number, problem));
                continue;
            }
        };
        let piece = if in_pieces { pieces::of_entry(&entry) } else { None };
        let name = piece.map_or(entry.name.as_slice(), |(_, name)| name);
        let same = |last: &Lines| last.name == name || (in_pieces && pieces::whole_name(&last.name) == name);
        if !groups.last().is_some_and(same) {
            groups.push(Lines { name: name.to_owned(), wholes: Vec::new(), pieces: Vec::new() });
        }
        let Some(last) = groups.last_mut() else { continue };
        match piece {
            Some((piece, _)) => last.pieces.push(piece),
            None => last.wholes.push(entry.digest),
        }
    }
    (groups, unread)
}

fn content(session: &mut Session<'_>, list: &Path, shown: &str) -> Result<Vec<u8>, Stop> {
    let unreadable = |why: String| {
        Stop::Said(format!("{shown} could not be read: {why}; nothing was checked, name another list or mend this one"))
    };
    if list.as_os_str() != "-" {
        let source = Source::open(list).map_err(|problem| unreadable(problem.to_string()))?;
        return source.read_whole(LARGEST_LIST).map_err(|error| unreadable(error.to_string()));
    }
    let mut text = Vec::new();
    let read = (&mut session.io.stdin).take(LARGEST_LIST).read_to_end(&mut text);
    read.map_err(|error| unreadable(error.to_string()))?;
    Ok(text)
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

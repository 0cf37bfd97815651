//! Manifests: a digest and a path to a line (RFC 8493, sections 2.1.3 and 2.2.1).

use std::collections::BTreeMap;

use super::lines::lines;
use super::{Algorithm, Flaw, Rules};

/// A manifest as read: what it says of each path, and in which line.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) name: String,
    pub(super) algorithm: Algorithm,
    /// Whether it is about the payload; else about tag files.
    pub(super) payload: bool,
    /// By path: the line, and the digest in lower-case hex.
    pub(super) entries: BTreeMap<String, (u64, String)>,
}

/// What a name in the root of a bag says of a manifest: whether it is about the payload, and its algorithm.
pub(super) fn named(name: &str) -> Option<(bool, Result<Algorithm, &str>)> {
    let stem = name.strip_suffix(".txt")?;
    let (payload, word) = match stem.strip_prefix("tagmanifest-") {
        Some(word) => (false, word),
        None => (true, stem.strip_prefix("manifest-")?),
    };
    Some((payload, Algorithm::parse(word).ok_or(word)))
}

/// Reads a manifest. `version` is that of the bag.
pub(super) fn read(
    name: &str,
    (payload, algorithm): (bool, Algorithm),
    bytes: &[u8],
    version: &str,
    rules: &Rules,
    flaws: &mut Vec<Flaw>,
) -> Manifest {
    let mut manifest = Manifest { name: name.to_owned(), algorithm, payload, entries: BTreeMap::new() };
    for (number, line) in lines(name, bytes, rules.strict, flaws) {
        let mut wrong = |what: String| flaws.push(Flaw::in_line(name, number, what));
        let Some((digest, path)) = line.split_once([' ', '\t']) else {
            wrong("it is no digest, space and path".to_owned());
            continue;
        };
        if digest.len() != algorithm.digits() || !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            wrong(format!("it does not begin with the {} hex digits of {}", algorithm.digits(), algorithm.as_str()));
            continue;
        }
        // What sha256sum and BagIt both read is two spaces and lower case.
        if rules.strict
            && (!path.starts_with(' ')
                || path.starts_with("  ")
                || digest.bytes().any(|byte| byte.is_ascii_uppercase()))
        {
            wrong("it is not lower-case digits, two spaces and a path, as sha256sum writes it".to_owned());
        }
        let mut path = path.trim_start_matches([' ', '\t']);
        if version == "0.97" {
            path = path.strip_prefix('*').unwrap_or(path);
            path = path.strip_prefix("./").unwrap_or(path);
        }
        let path = match decoded(path, version).and_then(|path| below(&path, payload).map(|()| path)) {
            Ok(path) => path,
            Err(what) => {
                wrong(what.to_owned());
                continue;
            }
        };
        if let Some((first, _)) = manifest.entries.get(&path) {
            wrong(format!("the path stands in line {first} already: each file is listed once"));
            continue;
        }
        manifest.entries.insert(path, (number, digest.to_ascii_lowercase()));
    }
    manifest
}

/// A path with its percent-encoded characters put back: LF, CR and, in version 1.0, the percent sign; nothing else is ever encoded.
fn decoded(path: &str, version: &str) -> Result<String, &'static str> {
    let mut found = String::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        found.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).map(str::to_ascii_uppercase);
        let (plain, used) = match code.as_deref() {
            Some("0A") => ('\n', 3),
            Some("0D") => ('\r', 3),
            Some("25") if version == "1.0" => ('%', 3),
            _ if version == "1.0" => {
                return Err("a percent sign in a path is written %25, and only it, LF and CR are encoded");
            }
            _ => ('%', 1),
        };
        found.push(plain);
        rest = &rest[at + used..];
    }
    found.push_str(rest);
    Ok(found)
}

/// Whether a path stays below the bag, on every system (RFC 8493, section 5.1.1), and on its side of `data/`.
fn below(path: &str, payload: bool) -> Result<(), &'static str> {
    if path.is_empty() {
        return Err("it names no file");
    }
    if path.starts_with(['/', '~']) || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err("the path leads, or may lead, out of the bag, or is not written in its plain form");
    }
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if drive || path.contains("..\\") || path.starts_with('\\') {
        return Err("the path leads out of the bag on Windows");
    }
    match (payload, path.starts_with("data/")) {
        (true, false) => Err("a payload manifest lists a file outside data/"),
        (false, true) => Err("a tag manifest lists a file of the payload"),
        (false, false) if path.starts_with("tagmanifest-") => Err("a tag manifest lists a tag manifest"),
        _ => Ok(()),
    }
}

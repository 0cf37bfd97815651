//! The procedures at hand: those that the program carries, and the user's own in their place.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::assets;
use super::check::{Known, check, check_layout};
use super::error::{LibraryError, Place, plain};
use super::finding::{Code, Finding};
use super::merge::check_merges;
use super::procedure::{Procedure, parse};

/// The largest file that is read as a procedure, in bytes; the shipped ones have 7 to 13 KB.
pub const MAX_BYTES: u64 = 1 << 20;

/// Where a procedure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Carried by the program.
    Shipped,
    /// A file of the user.
    File(PathBuf),
}

/// A procedure with the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The procedure.
    pub procedure: Procedure,
    /// SHA-256 of the text, 64 lower-case hex digits.
    pub sha256: String,
    /// The text, for a case to freeze.
    pub text: Cow<'static, str>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Loaded {
    fn new(file: &str, text: Cow<'static, str>, origin: Origin) -> Result<Self, LibraryError> {
        let procedure = parse(file, &text)?;
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(text.as_bytes()) {
            // Writing to a string cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        Ok(Self { procedure, sha256, text, origin })
    }
}

#[derive(Debug, Clone)]
struct Entry {
    id: Cow<'static, str>,
    shipped: Option<&'static str>,
    parsed: OnceLock<Result<Loaded, LibraryError>>,
}

/// The procedures by id, each parsed when it is first asked for.
#[derive(Debug, Clone)]
pub struct Catalogue {
    entries: Vec<Entry>,
    /// Files of the user that cannot be used, by their names without `.toml`: asked for by that id they say why.
    broken: Vec<(String, LibraryError)>,
}

impl Catalogue {
    /// The procedures that the program carries. Parses nothing yet.
    pub fn shipped() -> Self {
        let entry = |p: &assets::ProcedureText| Entry {
            id: Cow::Borrowed(p.id),
            shipped: Some(p.text),
            parsed: OnceLock::new(),
        };
        Self { entries: assets::PROCEDURES.iter().map(entry).collect(), broken: Vec::new() }
    }

    /// The carried procedures with the `*.toml` files of `dir` in place of those with the same id, or added behind.
    /// Files are read in the order of their names. A file that cannot be used gives a finding with file, line, column
    /// and reason and leaves the rest, and the carried procedure of that id, as they were. No such directory is no
    /// finding.
    pub fn with_overrides(dir: &Path) -> (Self, Vec<Finding>) {
        let mut catalogue = Self::shipped();
        let mut findings = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        let files = match toml_files(dir) {
            Ok(files) => files,
            Err(error) => {
                findings.push(Finding::broken(&dir.to_string_lossy(), &error));
                return (catalogue, findings);
            }
        };
        for path in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let loaded =
                read(&path, &name).and_then(|text| Loaded::new(&name, Cow::Owned(text), Origin::File(path.clone())));
            match loaded {
                Err(error) => {
                    findings.push(Finding::broken(&name, &error));
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    catalogue.broken.push((stem, error));
                }
                Ok(loaded) => {
                    let id = loaded.procedure.id.clone();
                    if taken.contains(&id) {
                        findings.push(Finding::new(&name, Code::DuplicateId, &id));
                        continue;
                    }
                    if path.file_stem().is_none_or(|stem| stem != id.as_str()) {
                        findings.push(Finding::new(&name, Code::IdNotFileName, &id));
                    }
                    catalogue.put(loaded);
                    taken.push(id);
                }
            }
        }
        (catalogue, findings)
    }

    fn put(&mut self, loaded: Loaded) {
        let id = loaded.procedure.id.clone();
        let entry = Entry { id: Cow::Owned(id), shipped: None, parsed: OnceLock::from(Ok(loaded)) };
        match self.entries.iter_mut().find(|e| e.id == entry.id) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }

    /// Ids: the carried ones in their order, then the user's additions.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_ref())
    }

    /// The procedure of an id, parsed at the first call; `None` when there is none.
    ///
    /// # Errors
    /// What is wrong with the user's file of that name, where no other file and no carried document has the id. That of a carried document is none; a test
    /// shows that.
    pub fn get(&self, id: &str) -> Option<Result<&Loaded, &LibraryError>> {
        let Some(entry) = self.entries.iter().find(|entry| entry.id == id) else {
            return self.broken.iter().find(|(stem, _)| stem == id).map(|(_, error)| Err(error));
        };
        let load = || Loaded::new(id, Cow::Borrowed(entry.shipped.unwrap_or_default()), Origin::Shipped);
        Some(entry.parsed.get_or_init(load).as_ref())
    }

    /// Runs every check on every procedure and on every pair over the base. Parses all of them.
    /// `known.procedure` is not asked: this catalogue says which procedures exist.
    pub fn check(&self, known: &Known<'_>) -> Vec<Finding> {
        let known = Known { procedure: &|id| self.entries.iter().any(|e| e.id == id), ..*known };
        let mut findings = Vec::new();
        let mut procedures = Vec::new();
        for id in self.ids() {
            match self.get(id) {
                Some(Ok(loaded)) => {
                    findings.extend(check_layout(id, &loaded.text));
                    findings.extend(check(&loaded.procedure, &known));
                    procedures.push(&loaded.procedure);
                }
                Some(Err(error)) => findings.push(Finding::broken(id, error)),
                None => {}
            }
        }
        for base in procedures.iter().filter(|p| p.base.is_empty()) {
            let over: Vec<&Procedure> = procedures.iter().copied().filter(|p| p.base == base.id).collect();
            findings.extend(check_merges(base, &over));
        }
        findings
    }
}

fn unreadable(file: &str, error: &std::io::Error) -> LibraryError {
    LibraryError::Unreadable { file: plain(file), reason: plain(&error.to_string()) }
}

pub(super) fn toml_files(dir: &Path) -> Result<Vec<PathBuf>, LibraryError> {
    let name = dir.to_string_lossy();
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(&name, &error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(&name, &error))?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Reads a regular file (a pipe would wait for ever) of at most [`MAX_BYTES`] as UTF-8.
pub(super) fn read(path: &Path, name: &str) -> Result<String, LibraryError> {
    let failed = |error: &std::io::Error| unreadable(name, error);
    let metadata = std::fs::metadata(path).map_err(|e| failed(&e))?;
    if !metadata.is_file() {
        return Err(LibraryError::Unreadable { file: plain(name), reason: "not a regular file".to_owned() });
    }
    let too_large = |bytes| LibraryError::TooLarge { file: plain(name), bytes, limit: MAX_BYTES };
    if metadata.len() > MAX_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| failed(&e))?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let place = Place::of(&String::from_utf8_lossy(&error.as_bytes()[..good]), good);
        LibraryError::NotUtf8 { file: plain(name), place }
    })
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;

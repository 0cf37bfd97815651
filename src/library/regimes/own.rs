//! The user's own register: contracts, the insurer, national rules, calendars, closures by order. Each file may hold any part; what it holds takes the place of
//! what has the same id.

use std::path::Path;

use toml::de::DeTable;

use super::sound::{self, Part};
use super::{Calendar, Document, Register, SCHEMA_VERSION};
use crate::library::catalogue::{read, toml_files};
use crate::library::error::{LibraryError, Place, plain};
use crate::library::finding::{Code, Finding};
use crate::library::source;

/// Reads one file of a register.
pub(super) fn document(file: &str, text: &str) -> Result<Document, LibraryError> {
    /// The version alone: a file of a later layout is called that, and not "unknown field".
    #[derive(serde::Deserialize)]
    struct Version {
        schema_version: u32,
    }
    let version = toml::from_str::<Version>(text).ok().map(|version| version.schema_version);
    if let Some(found) = version.filter(|found| *found != SCHEMA_VERSION) {
        let at = DeTable::parse(text).ok().and_then(|t| t.get_ref().get("schema_version").map(|v| v.span().start));
        return Err(LibraryError::Schema {
            file: plain(file),
            place: Place::of(text, at.unwrap_or(0)),
            found: found.to_string(),
            expected: SCHEMA_VERSION.to_string(),
        });
    }
    source::parse_toml(file, text, None)
}

/// A key that a whole register has.
pub(super) fn missing(file: &str, text: &str, key: &str) -> LibraryError {
    LibraryError::Malformed { file: plain(file), place: Place::of(text, 0), reason: format!("missing field `{key}`") }
}

impl Register {
    /// The carried register with the `*.toml` files of `dir` laid over it, in the order of their names. A file that cannot be read gives a finding with file,
    /// line, column and reason and changes nothing; an entry that is not sound gives findings and leaves the carried one where it was. No such directory is
    /// no finding.
    ///
    /// # Errors
    /// The parse error of the carried document; a test shows that there is none.
    pub fn with_overrides(dir: &Path) -> Result<(Self, Vec<Finding>), &'static LibraryError> {
        let mut register = Self::shipped()?.clone();
        let mut findings = Vec::new();
        let files = match toml_files(dir) {
            Ok(files) => files,
            Err(error) => {
                findings.push(Finding::broken(&dir.to_string_lossy(), &error));
                return Ok((register, findings));
            }
        };
        for path in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match read(&path, &name).and_then(|text| Ok((document(&name, &text)?, text))) {
                Err(error) => findings.push(Finding::broken(&name, &error)),
                Ok((document, text)) => findings.extend(register.lay_over(&path, &name, &text, document)),
            }
        }
        Ok((register, findings))
    }

    /// Lays one file over this register, without the entries that are not sound.
    fn lay_over(&mut self, path: &Path, name: &str, text: &str, document: Document) -> Vec<Finding> {
        // What the entries name may stand in the same file.
        let mut whole = self.clone();
        whole.take_all(&document);
        let faults = sound::faults(&Part::of_document(&document), &whole);
        let parsed = DeTable::parse(text).ok();
        let mut findings: Vec<Finding> = faults
            .iter()
            .map(|fault| fault.finding(name, parsed.as_ref().map(|table| (text, table.get_ref()))))
            .collect();
        // Of two files with the same entry the later one counts; that is said.
        for regime in document.regimes.iter().filter(|regime| self.own.contains_key(&regime.id)) {
            findings.push(Finding::new(name, Code::DuplicateEntry, &regime.id));
        }
        let sound = |array: &str, entry: usize| !faults.iter().any(|f| f.array == array && f.entry == entry);
        let Document { as_of: _, confidence_levels, rules: _, calendars, anchors, regimes, closures, suggests, .. } =
            document;
        for (id, words) in confidence_levels {
            self.confidence_levels.insert(id, words);
        }
        for mut calendar in kept(calendars, |entry| sound("calendar", entry)) {
            // Closures of a file before this one stay.
            calendar.closures = self.calendar(&calendar.id).map(|old| old.closures.clone()).unwrap_or_default();
            put(&mut self.calendars, calendar, |one, other| one.id == other.id);
        }
        for anchor in kept(anchors, |entry| sound("anchor", entry)) {
            put(&mut self.anchors, anchor, |one, other| one.id == other.id);
        }
        for regime in kept(regimes, |entry| sound("regime", entry)) {
            self.own.insert(regime.id.clone(), path.to_owned());
            put(&mut self.regimes, regime, |one, other| one.id == other.id);
        }
        // Several lines of one regime stand beside each other; those of a later file take the place of all of them.
        self.suggests.retain(|old| !suggests.iter().any(|new| new.regime == old.regime));
        self.suggests.extend(suggests);
        for closure in kept(closures, |entry| sound("closure", entry)) {
            if let Some(calendar) = self.calendars.iter_mut().find(|calendar| calendar.id == closure.calendar) {
                calendar.closures.extend(closure.days.into_iter().map(|day| (day, closure.reason.clone())));
            }
        }
        findings
    }

    fn take_all(&mut self, document: &Document) {
        self.confidence_levels.extend(document.confidence_levels.clone());
        for calendar in &document.calendars {
            put(&mut self.calendars, calendar.clone(), |one: &Calendar, other| one.id == other.id);
        }
        for anchor in &document.anchors {
            put(&mut self.anchors, anchor.clone(), |one, other| one.id == other.id);
        }
    }
}

fn kept<T>(all: Vec<T>, sound: impl Fn(usize) -> bool) -> impl Iterator<Item = T> {
    all.into_iter().enumerate().filter(move |(entry, _)| sound(*entry)).map(|(_, one)| one)
}

fn put<T>(list: &mut Vec<T>, new: T, same: impl Fn(&T, &T) -> bool) {
    match list.iter_mut().find(|old| same(old, &new)) {
        Some(old) => *old = new,
        None => list.push(new),
    }
}

/// Checks one file as if it were among the user's own; gives how many regimes it has, and what was found.
///
/// # Errors
/// The parse error of the carried document; a test shows that there is none.
pub fn check_file(path: &Path) -> Result<(usize, Vec<Finding>), &'static LibraryError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let mut register = Register::shipped()?.clone();
    Ok(match read(path, &name).and_then(|text| Ok((document(&name, &text)?, text))) {
        Err(error) => (0, vec![Finding::broken(&name, &error)]),
        Ok((document, text)) => {
            let count = document.regimes.len();
            (count, register.lay_over(path, &name, &text, document))
        }
    })
}

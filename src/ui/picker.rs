//! Choosing a file: the model, the keys and the drawing.
//!
//! One input line filters the list and takes paths as well: typing `/` after a directory's name goes in, `/` or `~/` at
//! the start goes to the root or home, and a pasted path goes where it points. Names are kept as the bytes they are and
//! shown cleaned. Sizes are read only for the rows on the screen.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::text_field::{Cleaner, TextField};

mod view;

pub use view::Words;

/// More entries than this are not listed; [`Picker::cut`] says so, and a typed path still reaches every file.
pub const MOST_ENTRIES: usize = 200_000;

/// What an entry is, links followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A directory.
    Directory,
    /// A regular file.
    File,
    /// A device, a pipe, a socket or a link to nothing. Reading a pipe may never end.
    Other,
}

/// One entry of the directory.
#[derive(Debug, Clone)]
pub struct Entry {
    name: OsString,
    /// Only when it differs from the name.
    shown: Option<Box<str>>,
    kind: Kind,
    size: Option<u64>,
}

impl Entry {
    /// The name as the file system has it.
    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// The name as it may be shown.
    pub fn shown(&self) -> &str {
        self.shown.as_deref().or_else(|| self.name.to_str()).unwrap_or_default()
    }

    /// What it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Bytes of a regular file, once its row has been on the screen.
    pub fn size(&self) -> Option<u64> {
        self.size
    }
}

/// Why something cannot be shown or entered. The caller has the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The directory cannot be read, for this reason.
    Unreadable(io::ErrorKind),
    /// What was typed is not there, or not a directory where one is needed.
    NoSuch,
}

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The picker used the key.
    Used,
    /// The key is for somebody else (Esc, function keys and so on).
    NotMine,
    /// This was chosen.
    Chosen(PathBuf, Kind),
}

/// The file picker.
#[derive(Debug)]
pub struct Picker {
    dir: PathBuf,
    home: Option<PathBuf>,
    entries: Vec<Entry>,
    /// Indices into `entries` that pass the filter; `None` stands for the way up.
    view: Vec<Option<u32>>,
    selected: usize,
    top: usize,
    rows: usize,
    input: TextField,
    hidden: bool,
    cut: bool,
    problem: Option<Problem>,
    clean: Cleaner,
    /// Names that whoever looks may not read.
    withheld: BTreeSet<OsString>,
    /// Entries of this directory that have one of them.
    left_out: usize,
}

impl Picker {
    /// Opens on `dir` (made absolute when it can be); `home` is where `~/` leads.
    pub fn open(dir: &Path, home: Option<PathBuf>, clean: Cleaner) -> Picker {
        let mut picker = Picker {
            dir: PathBuf::new(),
            home,
            entries: Vec::new(),
            view: Vec::new(),
            selected: 0,
            top: 0,
            rows: 20,
            input: TextField::new(clean),
            hidden: false,
            cut: false,
            problem: None,
            clean,
            withheld: BTreeSet::new(),
            left_out: 0,
        };
        picker.enter(fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf()), None);
        picker
    }

    /// Leaves entries with these names out, wherever they lie. Whoever knows one may still type it.
    #[must_use]
    pub fn without(mut self, names: BTreeSet<OsString>) -> Picker {
        self.withheld = names;
        self.enter(self.dir.clone(), None);
        self
    }

    /// Entries of this directory that are left out for their names.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The directory that is listed.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// That directory as it may be shown.
    pub fn shown_dir(&self) -> String {
        shown_name(self.dir.as_os_str(), self.clean).unwrap_or_else(|| self.dir.to_string_lossy().into_owned())
    }

    /// What stands in the way, if anything.
    pub fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// Whether the directory has more than [`MOST_ENTRIES`] entries.
    pub fn cut(&self) -> bool {
        self.cut
    }

    /// Whether names that start with a dot are listed.
    pub fn shows_hidden(&self) -> bool {
        self.hidden
    }

    /// Rows of the list, the way up included.
    pub fn len(&self) -> usize {
        self.view.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.view.is_empty()
    }

    /// The selected row, and the entry on it (`None`: the way up).
    pub fn selected(&self) -> (usize, Option<&Entry>) {
        (self.selected, self.entry(self.selected))
    }

    /// The entry on a row of the list (`None`: the way up, or no such row).
    pub fn entry(&self, row: usize) -> Option<&Entry> {
        self.view.get(row).copied().flatten().and_then(|index| self.entries.get(index as usize))
    }

    /// Tells how many rows the list has on the screen, and reads the sizes of those. Call before drawing.
    pub fn set_rows(&mut self, rows: usize) {
        self.rows = rows.max(1);
        self.follow();
    }

    /// Lists or leaves out names that start with a dot.
    pub fn toggle_hidden(&mut self) {
        self.hidden = !self.hidden;
        self.filter();
    }

    /// Reads the directory again.
    pub fn reload(&mut self) {
        let keep = self.selected().1.map(|entry| entry.name.clone());
        self.enter(self.dir.clone(), keep.as_deref());
    }

    /// Acts on a key: arrows, PgUp, PgDn, Enter, Backspace on an empty line (up), Tab (completes), Ctrl-T (names with a
    /// dot), and everything that edits the input line.
    pub fn handle(&mut self, key: KeyEvent) -> Answer {
        let page = self.rows.saturating_sub(1).max(1);
        let last = self.view.len().saturating_sub(1);
        match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
            (KeyCode::Up, false) => self.select(self.selected.saturating_sub(1)),
            (KeyCode::Down, false) => self.select(self.selected + 1),
            (KeyCode::PageUp, false) => self.select(self.selected.saturating_sub(page)),
            (KeyCode::PageDown, false) => self.select(self.selected + page),
            (KeyCode::Home, false) if self.input.is_empty() => self.select(0),
            (KeyCode::End, false) if self.input.is_empty() => self.select(last),
            (KeyCode::Backspace, false) if self.input.is_empty() => self.up(),
            (KeyCode::Char('t'), true) => self.toggle_hidden(),
            (KeyCode::Tab, false) => self.complete(),
            (KeyCode::Enter, false) => return self.choose(),
            _ => {
                let before = self.input.revision();
                if !self.input.handle(key) {
                    return Answer::NotMine;
                }
                if self.input.revision() != before {
                    self.typed();
                }
            }
        }
        Answer::Used
    }

    /// Takes the first line of pasted text as if typed. A path from the root or from home replaces what was typed,
    /// and leads to its directory, with its last part as the filter.
    pub fn paste(&mut self, text: &str) {
        let line = text.split(['\r', '\n']).next().unwrap_or_default();
        if line.starts_with('/') || line.starts_with("~/") {
            self.input.clear();
        }
        self.input.paste(line);
        self.typed();
    }

    /// A click on a row of the list, counted from its first row on the screen; the second click on it is Enter.
    pub fn click(&mut self, row: usize) -> Answer {
        let target = self.top + row;
        if target >= self.view.len() {
            return Answer::NotMine;
        }
        if target == self.selected {
            return self.choose();
        }
        self.select(target);
        Answer::Used
    }

    fn select(&mut self, row: usize) {
        self.selected = row.min(self.view.len().saturating_sub(1));
        self.follow();
    }

    /// Keeps the selection on the screen and reads the sizes that are seen.
    fn follow(&mut self) {
        self.top = self.top.clamp((self.selected + 1).saturating_sub(self.rows), self.selected);
        for row in self.top..(self.top + self.rows).min(self.view.len()) {
            let Some(Some(index)) = self.view.get(row).copied() else { continue };
            let Some(entry) = self.entries.get_mut(index as usize) else { continue };
            if entry.kind == Kind::File && entry.size.is_none() {
                entry.size = fs::metadata(self.dir.join(&entry.name)).ok().map(|found| found.len());
            }
        }
    }

    /// What is typed so far: walks into directories as soon as a `/` ends their name, and filters by the rest.
    fn typed(&mut self) {
        let text = self.input.text();
        self.problem = match self.problem {
            Some(Problem::NoSuch) => None,
            other => other,
        };
        let Some((head, leaf)) = text.rsplit_once('/') else {
            self.filter();
            return;
        };
        let target = self.resolve(&format!("{head}/"));
        if target.is_dir() {
            let leaf = leaf.to_owned();
            self.enter(fs::canonicalize(&target).unwrap_or(target), None);
            self.input.set_text(&leaf);
            self.filter();
        } else {
            self.problem = Some(Problem::NoSuch);
            self.filter();
        }
    }

    fn resolve(&self, typed: &str) -> PathBuf {
        match (typed.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self.dir.join(typed),
        }
    }

    fn choose(&mut self) -> Answer {
        // A path that was typed in full counts even where the directory cannot be listed.
        let typed = self.input.text();
        let path = match self.entry(self.selected) {
            _ if !typed.is_empty() && self.resolve(&typed).symlink_metadata().is_ok() => self.resolve(&typed),
            Some(entry) => self.dir.join(&entry.name),
            None if !self.view.is_empty() && typed.is_empty() => {
                self.up();
                return Answer::Used;
            }
            None => {
                self.problem = Some(Problem::NoSuch);
                return Answer::Used;
            }
        };
        match kind_of(&path) {
            Kind::Directory => {
                self.enter(fs::canonicalize(&path).unwrap_or(path), None);
                Answer::Used
            }
            kind => Answer::Chosen(path, kind),
        }
    }

    fn up(&mut self) {
        let came_from = self.dir.file_name().map(OsStr::to_os_string);
        if let Some(parent) = self.dir.parent().map(Path::to_path_buf) {
            self.enter(parent, came_from.as_deref());
        }
    }

    /// Extends what is typed by what all names that begin with it have in common.
    fn complete(&mut self) {
        let typed = self.input.text();
        let mut names = self.view.iter().flatten().filter_map(|&index| {
            let entry = self.entries.get(index as usize)?;
            let name = entry.name.to_str()?;
            name.starts_with(&typed).then_some((name, entry.kind))
        });
        let Some((first, kind)) = names.next() else { return };
        let mut common = first;
        let mut only = true;
        for (name, _) in names {
            only = false;
            let shared = common.char_indices().zip(name.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
            common = &common[..shared.unwrap_or(common.len().min(name.len()))];
        }
        let mut completed = common.to_owned();
        if only && kind == Kind::Directory {
            completed.push('/');
        }
        if completed.len() > typed.len() {
            self.input.set_text(&completed);
            self.typed();
        }
    }

    /// Lists `dir` and selects `select`, or the first entry.
    fn enter(&mut self, dir: PathBuf, select: Option<&OsStr>) {
        self.dir = dir;
        self.input = TextField::new(self.clean);
        self.problem = None;
        self.entries.clear();
        self.cut = false;
        self.left_out = 0;
        match fs::read_dir(&self.dir) {
            Ok(listing) => {
                for found in listing {
                    // An entry that fails after the others is a failure of the medium: show the rest and say so.
                    let found = match found {
                        Ok(found) => found,
                        Err(error) => {
                            self.problem = Some(Problem::Unreadable(error.kind()));
                            break;
                        }
                    };
                    if self.withheld.contains(&found.file_name()) {
                        self.left_out += 1;
                        continue;
                    }
                    if self.entries.len() == MOST_ENTRIES {
                        self.cut = true;
                        break;
                    }
                    let kind = match found.file_type() {
                        Ok(kind) if kind.is_dir() => Kind::Directory,
                        Ok(kind) if kind.is_file() => Kind::File,
                        Ok(kind) if kind.is_symlink() => kind_of(&found.path()),
                        _ => Kind::Other,
                    };
                    let name = found.file_name();
                    let shown = shown_name(&name, self.clean).map(String::into_boxed_str);
                    self.entries.push(Entry { name, shown, kind, size: None });
                }
            }
            Err(error) => self.problem = Some(Problem::Unreadable(error.kind())),
        }
        self.entries.sort_by(|a, b| {
            let is_leaf = |entry: &Entry| entry.kind != Kind::Directory;
            is_leaf(a).cmp(&is_leaf(b)).then_with(|| in_order(a.name.as_bytes(), b.name.as_bytes()))
        });
        self.filter();
        if let Some(name) = select
            && let Some(row) = (0..self.view.len()).find(|&row| self.entry(row).is_some_and(|entry| entry.name == name))
        {
            self.select(row);
        }
    }

    fn filter(&mut self) {
        let typed = self.input.text();
        let hidden = self.hidden || typed.starts_with('.');
        self.view.clear();
        if typed.is_empty() && self.dir.parent().is_some() {
            self.view.push(None);
        }
        for (index, entry) in self.entries.iter().enumerate() {
            if (hidden || !entry.name.as_bytes().starts_with(b".")) && contains(entry.shown(), &typed) {
                self.view.push(u32::try_from(index).ok());
            }
        }
        // The way up is first in the list but never what one came for.
        self.selected = usize::from(typed.is_empty() && self.view.len() > 1 && self.view[0].is_none());
        self.top = 0;
        self.follow();
    }
}

fn kind_of(path: &Path) -> Kind {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Kind::Directory,
        Ok(found) if found.is_file() => Kind::File,
        _ => Kind::Other,
    }
}

/// The cleaned name, when it differs from the name; bytes that are not UTF-8 become `<0xFF>`.
fn shown_name(name: &OsStr, clean: Cleaner) -> Option<String> {
    if name.as_bytes().iter().all(|byte| (b' '..=b'~').contains(byte)) {
        return None;
    }
    let mut shown = String::new();
    for chunk in name.as_bytes().utf8_chunks() {
        shown.push_str(&clean(chunk.valid()));
        for byte in chunk.invalid() {
            shown.push_str(&format!("<0x{byte:02X}>"));
        }
    }
    (name.to_str() != Some(&shown)).then_some(shown)
}

/// Capital and small letters side by side, the exact bytes deciding between equals.
fn in_order(a: &[u8], b: &[u8]) -> std::cmp::Ordering {
    let folded = a.iter().map(u8::to_ascii_lowercase).cmp(b.iter().map(u8::to_ascii_lowercase));
    folded.then_with(|| a.cmp(b))
}

fn contains(name: &str, typed: &str) -> bool {
    if typed.is_empty() {
        return true;
    }
    if name.is_ascii() && typed.is_ascii() {
        return name.as_bytes().windows(typed.len()).any(|part| part.eq_ignore_ascii_case(typed.as_bytes()));
    }
    name.to_lowercase().contains(&typed.to_lowercase())
}

#[cfg(test)]
mod tests;

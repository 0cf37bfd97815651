//! Copies of cases that lie on media, for whoever is to choose one. What they are is read off their names and first bytes: nothing here is verified.

use std::fs::{self, File, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::union;
use crate::domain::id::StationId;
use crate::export::folder::layout::{NOTE, PARTIAL, TAG_MANIFEST};
use crate::export::folder::note::Note;
use crate::journal::chain::Reader;
use crate::journal::signature::Purpose;
use crate::store::CaseFile;
use crate::store::places::Places;

/// Most entries of one directory that are looked at: a medium may hold anything.
const MOST: usize = 2_000;
/// Directories below the top of a medium that are looked into.
const DEPTH: u32 = 1;
/// Longest note that is read, bytes.
const LONGEST_NOTE: u64 = 1024 * 1024;

/// What lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// A case folder, as its note has it.
    Folder(Box<Note>),
    /// A file that is named as a case file, with its size in bytes.
    File(u64),
}

/// One copy of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is.
    pub sort: Sort,
}

/// Copies of cases at the top of some directories and one step below. With the id of a case only copies of that one, without one every case folder. A case
/// file in which no case is found is passed over: its path can be typed.
#[must_use]
pub fn offered(places: &[PathBuf], case: Option<&str>) -> Vec<Offered> {
    let mut found = Vec::new();
    for place in places {
        look(place, DEPTH, &mut found);
    }
    found.retain(|offered| match &offered.sort {
        Sort::Folder(note) => case.is_none_or(|case| note.case == case),
        Sort::File(_) => case.is_some_and(|case| case_of(&offered.path).as_deref() == Some(case)),
    });
    found
}

fn look(directory: &Path, depth: u32, found: &mut Vec<Offered>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut paths: Vec<PathBuf> = entries.take(MOST).filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        // Of the entry itself: a link leads off the medium.
        let Ok(seen) = fs::symlink_metadata(&path) else { continue };
        if seen.is_dir() {
            match note_of(&path) {
                Some(note) => found.push(Offered { path, sort: Sort::Folder(Box::new(note)) }),
                None if depth > 0 => look(&path, depth - 1, found),
                None => {}
            }
        } else if seen.is_file() && is_case_file(&path) {
            found.push(Offered { path, sort: Sort::File(seen.len()) });
        }
    }
}

fn is_case_file(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    [Purpose::Incident, Purpose::Exercise].iter().any(|purpose| ending == Some(Places::ending(*purpose)))
}

/// The case that a case file says it is of, by the opening of its first chain. Nothing on its medium changes.
fn case_of(path: &Path) -> Option<String> {
    let rows = CaseFile::open_foreign(path).ok()?.rows_added(0, 1).ok()?;
    union::read(Reader::default(), &rows, &[], StationId::default()).opening().map(|opened| opened.case.clone())
}

/// The note of a directory that is laid out as a finished case folder.
fn note_of(directory: &Path) -> Option<Note> {
    if directory.to_string_lossy().ends_with(PARTIAL) || !directory.join(TAG_MANIFEST).is_file() {
        return None;
    }
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let mut options = OpenOptions::new();
    options.read(true).custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    let file: File = options.open(directory.join(NOTE)).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(LONGEST_NOTE).read_to_end(&mut bytes).ok()?;
    Note::parse(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory that is laid out as a case folder of `case`.
    fn folder(at: &Path, case: &str) {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden-folder");
        let golden =
            fs::read_dir(golden).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir()).unwrap();
        let mut note = Note::parse(&fs::read(golden.join(NOTE)).unwrap()).unwrap();
        note.case = case.to_owned();
        fs::create_dir_all(at.join(NOTE).parent().unwrap()).unwrap();
        fs::write(at.join(NOTE), note.to_bytes().unwrap()).unwrap();
        fs::write(at.join(TAG_MANIFEST), "").unwrap();
    }

    #[test]
    fn folders_of_the_case_and_case_files_are_offered_to_one_step_below() {
        let stick = tempfile::tempdir().unwrap();
        let top = stick.path();
        folder(&top.join("a"), "mine");
        folder(&top.join("kept/b"), "mine");
        folder(&top.join("kept/too/deep"), "mine");
        folder(&top.join("c"), "another");
        folder(&top.join("d.partial"), "mine");
        fs::write(top.join("laptop.warroom"), b"1234").unwrap();
        fs::write(top.join("holiday.jpg"), b"").unwrap();
        std::os::unix::fs::symlink(top.join("a"), top.join("z")).unwrap();
        let places = [top.to_owned(), top.join("nowhere")];
        let names = |case: Option<&str>| -> Vec<String> {
            let all = offered(&places, case);
            all.iter().map(|offered| offered.path.strip_prefix(top).unwrap().display().to_string()).collect()
        };
        assert_eq!(
            names(Some("mine")),
            ["a", "kept/b"],
            "a file of that name in which there is no case is passed over"
        );
        assert_eq!(names(None), ["a", "c", "kept/b"], "a file is opened, not imported");
        // What calls itself a note and is none is passed over.
        fs::write(top.join("a").join(NOTE), vec![b'{'; 3 << 20]).unwrap();
        assert_eq!(names(Some("mine")), ["kept/b"]);
    }
}

//! Every operation on the medium fails in turn, once and for good: what is left either verifies whole or visibly is no finished folder, the journal never says
//! finished, and a second try works.

use std::cell::Cell;
use std::io::{self, Read, Write};
use std::path::Path;
use std::rc::Rc;

use sha2::{Digest, Sha256};
use warroom::app::export::{begin, end, preflight};
use warroom::domain::mark::Mark;
use warroom::export::folder::layout;
use warroom::export::folder::medium::{ExportFs, Medium, Sheet};
use warroom::export::folder::writer::Step;
use warroom::jobs::Handle;
use warroom::jobs::acquire::survey::System;
use warroom::journal::hex;
use warroom::journal::signature::{self, Purpose, Use};

use super::super::support::{World, problems};
use super::{a_case, asked, destination, export, files};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// One operation fails, the rest works: the trap of a failed fsync.
    Once,
    /// From then on everything fails: pulled out.
    ForGood,
    /// What is read back is not what was written: a lying stick. Only reading counts.
    Lies,
}

#[derive(Clone)]
pub(crate) struct Count {
    fault: Fault,
    pub(crate) left: Rc<Cell<u64>>,
    done: Rc<Cell<u64>>,
}

impl Count {
    pub(crate) fn new(fault: Fault, at: u64) -> Self {
        Count { fault, left: Rc::new(Cell::new(at)), done: Rc::new(Cell::new(0)) }
    }

    /// One more operation: whether it is the one that goes wrong, or comes after it.
    fn strikes(&self) -> bool {
        self.done.set(self.done.get() + 1);
        match self.left.get() {
            0 => self.fault == Fault::ForGood,
            1 => {
                self.left.set(0);
                true
            }
            more => {
                self.left.set(more - 1);
                false
            }
        }
    }

    fn go(&self) -> io::Result<()> {
        if self.fault != Fault::Lies && self.strikes() { Err(io::Error::from_raw_os_error(5)) } else { Ok(()) }
    }
}

pub(crate) struct Faulty {
    pub(crate) medium: Medium,
    pub(crate) count: Count,
}

struct FaultySheet(Box<dyn Sheet>, Count);

impl Write for FaultySheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.go()?;
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Sheet for FaultySheet {
    fn sync(&mut self) -> io::Result<()> {
        self.1.go()?;
        self.0.sync()
    }
}

struct FaultyRead(Box<dyn Read>, Count);

impl Read for FaultyRead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1.go()?;
        let count = self.0.read(buffer)?;
        if count > 0 && self.1.fault == Fault::Lies && self.1.strikes() {
            buffer[count / 2] ^= 1;
        }
        Ok(count)
    }
}

impl ExportFs for Faulty {
    fn make_dir(&self, path: &str) -> io::Result<()> {
        self.count.go()?;
        self.medium.make_dir(path)
    }
    fn create_new(&self, path: &str) -> io::Result<Box<dyn Sheet>> {
        self.count.go()?;
        Ok(Box::new(FaultySheet(self.medium.create_new(path)?, self.count.clone())))
    }
    fn sync_dir(&self, path: &str) -> io::Result<()> {
        self.count.go()?;
        self.medium.sync_dir(path)
    }
    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.count.go()?;
        self.medium.rename(from, to)
    }
    fn read_back(&self, path: &str) -> io::Result<Box<dyn Read>> {
        self.count.go()?;
        Ok(Box::new(FaultyRead(self.medium.read_back(path)?, self.count.clone())))
    }
    fn names(&self, path: &str) -> io::Result<Vec<(String, bool)>> {
        self.count.go()?;
        self.medium.names(path)
    }
    fn remove(&self, path: &str, directory: bool) -> io::Result<()> {
        self.count.go()?;
        self.medium.remove(path, directory)
    }
    fn free(&self) -> io::Result<u64> {
        self.medium.free()
    }
    fn rereads(&self) -> bool {
        self.medium.rereads()
    }
}

/// Whether a directory is a whole, signed folder: every manifest holds, nothing else is there, the signature is over the tag manifest.
pub(super) fn whole(folder: &Path) -> bool {
    let all = files(folder);
    let mut listed = vec![layout::TAG_MANIFEST.to_owned(), layout::SIGNATURE.to_owned()];
    for manifest in [layout::MANIFEST, layout::TAG_MANIFEST] {
        let Some(bytes) = all.get(manifest) else { return false };
        for line in String::from_utf8_lossy(bytes).lines() {
            let Some((digest, path)) = line.split_once("  ") else { return false };
            let holds = all.get(path).is_some_and(|bytes| hex(&Sha256::digest(bytes)) == digest);
            if !holds {
                return false;
            }
            listed.push(path.to_owned());
        }
    }
    all.keys().all(|path| listed.contains(path)) && signed(folder)
}

/// Whether a signature lies in it that holds.
pub(super) fn signed(folder: &Path) -> bool {
    let all = files(folder);
    let (Some(signature), Some(tags)) = (all.get(layout::SIGNATURE), all.get(layout::TAG_MANIFEST)) else {
        return false;
    };
    signature::verify(&String::from_utf8_lossy(signature), Use::CaseExport, Purpose::Incident, tags).is_ok()
}

#[test]
fn whatever_operation_fails_nothing_looks_finished_that_is_not() {
    let world = World::new(81);
    let mut case = a_case(&world);
    let place = destination();
    let looked = preflight(&case, asked(place.path(), Mark::Red), &System::running()).unwrap();
    let ready = begin(&mut case, looked).unwrap();
    let name = ready.folder().file_name().unwrap().to_string_lossy().into_owned();
    let mut broken = 0;
    for fault in [Fault::Once, Fault::ForGood, Fault::Lies] {
        for at in 1.. {
            let room = destination();
            let count = Count::new(fault, at);
            let fs = Faulty { medium: Medium::open(room.path(), "ext4").unwrap(), count: count.clone() };
            let result = ready.write_onto(&fs, &Handle::new());
            let there: Vec<String> = std::fs::read_dir(room.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            match result {
                Ok(_) => {
                    assert_eq!(there, std::slice::from_ref(&name), "{fault:?} {at}");
                    assert!(whole(&room.path().join(&name)), "{fault:?} {at}");
                    // Nothing went wrong any more: that was the last operation.
                    assert!(count.left.get() > 0, "{fault:?} {at}: an operation failed and nobody noticed");
                    break;
                }
                Err(failure) => {
                    broken += 1;
                    assert!(!failure.cancelled, "{fault:?} {at}: {failure:?}");
                    for left in &there {
                        // What fails after the signature's last byte leaves a whole folder at most: every other byte was read back by then.
                        let finished = left == &name && whole(&room.path().join(left));
                        assert!(!finished || failure.step == Step::Sign, "{fault:?} {at}: {failure:?}");
                        assert!(
                            finished || left != &name || !signed(&room.path().join(left)),
                            "{fault:?} {at}: {failure:?}"
                        );
                    }
                    assert!(
                        failure.left.is_empty() || there.contains(&failure.left),
                        "{fault:?} {at}: {failure:?} {there:?}"
                    );
                }
            }
        }
    }
    assert!(broken > 500, "{broken}");
    // The journal says failed, and a second try works.
    let room = destination();
    let fs = Faulty { medium: Medium::open(room.path(), "ext4").unwrap(), count: Count::new(Fault::ForGood, 40) };
    let result = ready.write_onto(&fs, &Handle::new());
    end(&mut case, &ready, result).unwrap();
    assert_eq!(case.state().exports.made.last().map(|export| export.state()), Some("failed"));
    assert!(case.state().exports.last_finished().is_none());
    let again = export(&mut case, asked(place.path(), Mark::Red));
    assert!(again.result.is_ok() && whole(&again.folder));
    assert_eq!(
        case.state().exports.made.last().map(|export| (export.started.number, export.state())),
        Some((2, "finished"))
    );
    assert_eq!(problems(case.path()), Vec::<String>::new());
}

#[test]
fn a_cancel_leaves_nothing_at_any_moment() {
    struct After(Cell<u64>);
    impl warroom::export::folder::writer::Watch for After {
        fn advance(&self, _: u64) {}
        fn stop(&self) -> bool {
            let left = self.0.get();
            self.0.set(left.saturating_sub(1));
            left == 0
        }
    }
    let world = World::new(82);
    let mut case = a_case(&world);
    let place = destination();
    let looked = preflight(&case, asked(place.path(), Mark::Red), &System::running()).unwrap();
    let ready = begin(&mut case, looked).unwrap();
    let mut cancelled = 0;
    for at in (0..).step_by(7) {
        let room = destination();
        let medium = Medium::open(room.path(), "ext4").unwrap();
        match ready.write_watched(&medium, &After(Cell::new(at))) {
            Ok(_) => break,
            Err(broken) => {
                cancelled += 1;
                assert!(broken.cancelled && broken.left.is_empty(), "{broken:?}");
                assert_eq!(std::fs::read_dir(room.path()).unwrap().count(), 0, "at {at}");
            }
        }
    }
    assert!(cancelled > 20, "{cancelled}");
    let handle = Handle::new();
    handle.cancel();
    let result = ready.write(&handle);
    end(&mut case, &ready, result).unwrap();
    let failed = case.state().exports.made.last().and_then(|export| export.failed.clone()).unwrap().1;
    assert_eq!((failed.step.as_str(), failed.left.as_str()), ("cancelled", ""));
}

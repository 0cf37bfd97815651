use super::*;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::rc::Rc;

use rustix::io::Errno;

/// A shelf in memory whose n-th operation fails, once or from then on.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    pub(crate) files: Rc<RefCell<BTreeMap<OsString, Vec<u8>>>>,
    state: Rc<RefCell<Faults>>,
}

#[derive(Default)]
struct Faults {
    done: u64,
    at: Option<u64>,
    for_ever: bool,
    errno: Option<Errno>,
    /// The byte of each written file that comes back changed.
    rots: Option<usize>,
}

impl Memory {
    pub(crate) fn failing(at: u64, for_ever: bool, errno: Errno) -> Self {
        let shelf = Self::default();
        *shelf.state.borrow_mut() = Faults { at: Some(at), for_ever, errno: Some(errno), ..Faults::default() };
        shelf
    }

    pub(crate) fn rotting(byte: usize) -> Self {
        let shelf = Self::default();
        shelf.state.borrow_mut().rots = Some(byte);
        shelf
    }

    pub(crate) fn operations(&self) -> u64 {
        self.state.borrow().done
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.files.borrow().keys().map(|name| name.to_string_lossy().into_owned()).collect()
    }

    pub(crate) fn file(&self, name: &str) -> Vec<u8> {
        self.files.borrow().get(OsStr::new(name)).cloned().unwrap_or_default()
    }

    fn step(&self) -> io::Result<()> {
        let mut state = self.state.borrow_mut();
        let now = state.done;
        state.done += 1;
        let fails = state.at.is_some_and(|at| now == at || (state.for_ever && now > at));
        if fails { Err(state.errno.unwrap_or(Errno::IO).into()) } else { Ok(()) }
    }
}

struct Open {
    shelf: Memory,
    name: OsString,
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.shelf.step()?;
        self.shelf.files.borrow_mut().entry(self.name.clone()).or_default().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sheet for Open {
    fn sync(&mut self) -> io::Result<()> {
        self.shelf.step()
    }
}

impl Shelf for Memory {
    fn create(&self, name: &OsStr) -> io::Result<Box<dyn Sheet>> {
        self.step()?;
        let before = self.files.borrow_mut().insert(name.to_owned(), Vec::new());
        assert!(before.is_none(), "written over {name:?}");
        Ok(Box::new(Open { shelf: self.clone(), name: name.to_owned() }))
    }

    fn reopen(&self, name: &OsStr) -> io::Result<Box<dyn Read>> {
        self.step()?;
        let mut bytes = self.files.borrow().get(name).cloned().ok_or(Errno::NOENT)?;
        if let Some(byte) = self.state.borrow().rots.and_then(|at| bytes.get_mut(at)) {
            *byte ^= 1;
        }
        Ok(Box::new(io::Cursor::new(bytes)))
    }

    fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.step()?;
        let mut files = self.files.borrow_mut();
        let bytes = files.remove(from).ok_or(Errno::NOENT)?;
        assert!(files.insert(to.to_owned(), bytes).is_none(), "renamed over {to:?}");
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        self.step()
    }
}

#[test]
fn a_directory_never_writes_over_anything() {
    let dir = tempfile::tempdir().unwrap();
    let shelf = Directory::open(dir.path()).unwrap();
    let (one, two) = (OsStr::new("one"), OsStr::new("two"));
    let mut sheet = shelf.create(one).unwrap();
    sheet.write_all(b"bytes").unwrap();
    sheet.sync().unwrap();
    assert_eq!(shelf.create(one).err().unwrap().kind(), io::ErrorKind::AlreadyExists);
    std::os::unix::fs::symlink("one", dir.path().join("two")).unwrap();
    assert!(shelf.create(two).is_err() && shelf.reopen(two).is_err() && shelf.has(two).unwrap());
    assert_eq!(shelf.rename(one, two).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
    shelf.rename(one, OsStr::new("three")).unwrap();
    shelf.sync().unwrap();
    assert!(!shelf.has(one).unwrap());
    let mut back = Vec::new();
    shelf.reopen(OsStr::new("three")).unwrap().read_to_end(&mut back).unwrap();
    assert_eq!(back, b"bytes");
}

//! Writing a sealed folder onto a medium: under a name that says it is unfinished until every byte is there and was read back, and its check file last of all.
//! No byte of it reaches the medium before it is encrypted.

use std::cell::Cell;
use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use super::super::folder::layout::PARTIAL;
use super::super::folder::medium::{ExportFs, Sheet};
use super::super::folder::writer::{Broken, Step, Watch};
use super::{CHECK, Lock, SUFFIX, Sealed, Source, archive, cipher};
use crate::journal::hex;

/// Bytes read back at once.
const PART: usize = 1024 * 1024;

/// Writes `NAME.tar.age` and `NAME.tar.age.sha256`.
///
/// # Errors
/// [`Broken`]: it is not finished, and looks it.
pub fn write(source: Source<'_>, lock: &Lock, fs: &dyn ExportFs, watch: &dyn Watch) -> Result<Sealed, Broken> {
    let name = format!("{}{SUFFIX}", source.name);
    let mut work = Work { fs, watch, check: format!("{name}{CHECK}"), name, lies_as: None, check_lies_as: None };
    work.all(source, lock).map_err(|mut broken| {
        broken.left = work.withdraw(broken.cancelled);
        broken
    })
}

struct Work<'a> {
    fs: &'a dyn ExportFs,
    watch: &'a dyn Watch,
    name: String,
    check: String,
    /// The names under which the two files lie at the moment.
    lies_as: Option<String>,
    check_lies_as: Option<String>,
}

impl Work<'_> {
    fn all(&mut self, source: Source<'_>, lock: &Lock) -> Result<Sealed, Broken> {
        let partial = format!("{}{PARTIAL}", self.name);
        let (sha256, size) = self.encrypt(source, lock, &partial)?;
        self.fs.sync_dir("").map_err(|why| Broken::at(Step::Write, &partial, &why))?;
        self.read_back(&partial, &sha256, size, Step::ReadBack)?;
        self.rename(&partial, &self.name.clone(), Step::Name)?;
        self.lies_as = Some(self.name.clone());
        self.sync(Step::Name)?;
        self.check_file(&sha256)?;
        Ok(Sealed { name: self.name.clone(), sha256, size })
    }

    fn encrypt(&mut self, source: Source<'_>, lock: &Lock, partial: &str) -> Result<([u8; 32], u64), Broken> {
        let here = |why: &io::Error| Broken::at(Step::Write, partial, why);
        let sheet = self.fs.create_new(partial).map_err(|why| here(&why))?;
        self.lies_as = Some(partial.to_owned());
        let mut outlet = Outlet { sheet, sha256: Sha256::new(), size: 0, fault: None };
        let stopped = Cell::new(false);
        let look = |bytes: u64| {
            self.watch.advance(bytes);
            stopped.set(self.watch.stop());
            if stopped.get() { Err(io::Error::other("cancelled")) } else { Ok(()) }
        };
        let packed = cipher::encrypt(lock, &mut outlet)
            .and_then(|stream| archive::pack(source, stream, &look))
            .and_then(|stream| stream.finish().map(drop));
        match (packed, outlet.fault.take()) {
            (_, Some(fault)) => Err(here(&fault)),
            (Err(why), None) if stopped.get() => Err(Broken { cancelled: true, ..here(&why) }),
            (Err(why), None) => Err(Broken { own: true, ..Broken::at(Step::Write, source.name, &why) }),
            (Ok(()), None) => {
                outlet.sheet.sync().map_err(|why| here(&why))?;
                Ok((outlet.sha256.finalize().into(), outlet.size))
            }
        }
    }

    fn rename(&self, from: &str, to: &str, step: Step) -> Result<(), Broken> {
        self.fs.rename(from, to).map_err(|why| Broken::at(step, from, &why))
    }

    fn sync(&self, step: Step) -> Result<(), Broken> {
        self.fs.sync_dir("").map_err(|why| Broken::at(step, &self.name, &why))
    }

    /// One line of text under a name that says it is unfinished, and then under its own: a torn one would speak of a file that is whole.
    fn check_file(&mut self, sha256: &[u8; 32]) -> Result<(), Broken> {
        let partial = format!("{}{PARTIAL}", self.check);
        self.go_on(Step::Check, &partial)?;
        let here = |why: &io::Error| Broken::at(Step::Check, &partial, why);
        let line = format!("{}  {}\n", hex(sha256), self.name);
        let mut sheet = self.fs.create_new(&partial).map_err(|why| here(&why))?;
        self.check_lies_as = Some(partial.clone());
        sheet.write_all(line.as_bytes()).map_err(|why| here(&why))?;
        sheet.sync().map_err(|why| here(&why))?;
        drop(sheet);
        self.read_back(&partial, &Sha256::digest(line.as_bytes()).into(), line.len() as u64, Step::Check)?;
        self.rename(&partial, &self.check.clone(), Step::Check)?;
        self.check_lies_as = Some(self.check.clone());
        self.sync(Step::Check)
    }

    fn read_back(&self, path: &str, sha256: &[u8; 32], size: u64, step: Step) -> Result<(), Broken> {
        let here = |why: &io::Error| Broken::at(step, path, why);
        let mut reader = self.fs.read_back(path).map_err(|why| here(&why))?;
        let (mut digest, mut read) = (Sha256::new(), 0);
        let mut buffer = vec![0; PART.min(usize::try_from(size).unwrap_or(PART).max(1))];
        loop {
            self.go_on(step, path)?;
            let count = match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(here(&error)),
            };
            digest.update(buffer.get(..count).unwrap_or_default());
            read += count as u64;
            self.watch.advance(count as u64);
        }
        if read != size || <[u8; 32]>::from(digest.finalize()) != *sha256 {
            return Err(here(&io::Error::other("what was read back is not what was written")));
        }
        Ok(())
    }

    fn go_on(&self, step: Step, path: &str) -> Result<(), Broken> {
        if self.watch.stop() {
            return Err(Broken { cancelled: true, ..Broken::at(step, path, &io::Error::other("cancelled")) });
        }
        Ok(())
    }

    /// Leaves nothing that looks finished; what somebody cancelled goes altogether. Gives the name under which something is still there.
    fn withdraw(&mut self, cancelled: bool) -> String {
        // Best effort, here and below: the medium may be gone.
        if let Some(check) = self.check_lies_as.take() {
            let _ = self.fs.remove(&check, false);
        }
        let Some(lies_as) = self.lies_as.take() else { return String::new() };
        if cancelled && self.fs.remove(&lies_as, false).is_ok() {
            let _ = self.fs.sync_dir("");
            return String::new();
        }
        let partial = format!("{}{PARTIAL}", self.name);
        let left = if lies_as != partial && self.fs.rename(&lies_as, &partial).is_ok() { partial } else { lies_as };
        let _ = self.fs.sync_dir("");
        left
    }
}

/// Hashes what goes out, and remembers a fault: it is the medium's, whatever those who write through it make of it. After a fault nothing more is written.
struct Outlet {
    sheet: Box<dyn Sheet>,
    sha256: Sha256,
    size: u64,
    fault: Option<io::Error>,
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.fault.is_some() {
            return Err(io::Error::other("the medium failed before"));
        }
        match self.sheet.write(bytes) {
            Ok(0) if !bytes.is_empty() => {
                self.fault = Some(io::ErrorKind::WriteZero.into());
                Err(io::ErrorKind::WriteZero.into())
            }
            Ok(count) => {
                self.sha256.update(bytes.get(..count).unwrap_or_default());
                self.size += count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let told = io::Error::new(error.kind(), error.to_string());
                self.fault = Some(error);
                Err(told)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

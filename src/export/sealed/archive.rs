//! A folder as a tar archive that is the same for the same folder: sorted names, one time for all, nobody's user, the same rights everywhere.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use tar::{Builder, EntryType, Header};

use super::Source;

/// Writes the archive. `look` sees every byte of a file before it is packed, and may stop it.
pub(super) fn pack<W: Write>(source: Source<'_>, output: W, look: &dyn Fn(u64) -> io::Result<()>) -> io::Result<W> {
    let mut builder = Builder::new(output);
    append(&mut builder, source, source.folder, source.name, look)?;
    builder.into_inner()
}

fn append<W: Write>(
    builder: &mut Builder<W>,
    source: Source<'_>,
    directory: &Path,
    named: &str,
    look: &dyn Fn(u64) -> io::Result<()>,
) -> io::Result<()> {
    builder.append_data(&mut header(EntryType::Directory, 0, source.made), format!("{named}/"), io::empty())?;
    let mut entries = std::fs::read_dir(directory)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (kind, path) = (entry.file_type()?, entry.path());
        let name = entry.file_name();
        let named = format!("{named}/{}", name.to_string_lossy());
        if kind.is_dir() {
            append(builder, source, &path, &named, look)?;
        } else if kind.is_file() {
            let file = File::open(&path)?;
            let size = file.metadata()?.len();
            let mut watched = Watched { file: file.take(size), look, read: 0 };
            builder.append_data(&mut header(EntryType::Regular, size, source.made), named, &mut watched)?;
            if watched.read != size {
                return Err(io::Error::other("a file of the folder changed while it was packed"));
            }
        } else {
            return Err(io::Error::other("the folder holds something that is neither a file nor a directory"));
        }
    }
    Ok(())
}

fn header(kind: EntryType, size: u64, made: u64) -> Header {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_mode(if kind == EntryType::Directory { 0o755 } else { 0o644 });
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(made);
    header.set_size(size);
    header
}

struct Watched<'a> {
    file: io::Take<File>,
    look: &'a dyn Fn(u64) -> io::Result<()>,
    read: u64,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read += count as u64;
        (self.look)(count as u64)?;
        Ok(count)
    }
}

//! A safety copy on a second medium: the journal's lines and bodies as they were written, one file each, only ever longer, and attachments beside them. What is
//! written is read back from the medium before it counts.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::joining::Listed;
use super::places::sync_directory;
use crate::journal::chain::{Head, Row};
use crate::journal::line::{Envelope, line_hash, sha256};
use crate::journal::{bytes_from_hex, hash_from_hex, hex};

/// Envelopes, a line each.
pub const JOURNAL: &str = "journal.ndjson";
/// Bodies, as many lines; `null` where a body was taken out.
pub const BODIES: &str = "bodies.ndjson";
/// Signed heads as they came; of one station the last holds.
pub const HEADS: &str = "heads.ndjson";
/// What the copy is of.
pub const ABOUT: &str = "about.json";
/// The key of the reserve station, for the laptop on which the case is rebuilt.
pub const RESERVE: &str = "reserve.key";
/// Says what lies there, to whoever finds it.
const README: &str = "README.txt";
const ATTACHMENTS: &str = "attachments";
const LOCK: &str = "lock";
/// No line is longer.
const LONGEST: u64 = 80 * 1024 * 1024;

/// What is wrong with a medium. The case itself is untouched by it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It is not there.
    #[error("the medium is not there: plug it in, or name another directory")]
    Absent,
    /// Its directory is there, and the copy is not in it, or not whole.
    #[error(
        "the directory is there and the copy is not in it, or not whole: another medium or none is mounted there, or somebody deleted it; attach the right medium, or put back what was deleted; where it is lost move what is left of it away and name the directory again, which begins a new copy"
    )]
    Gone,
    /// It is full.
    #[error("the medium is full: free some space on it, or name another directory")]
    Full,
    /// It cannot be written.
    #[error("the medium cannot be written: it is read-only or not yours; put that right, or name another directory")]
    ReadOnly,
    /// Writing, syncing or reading back failed.
    #[error("the medium fails ({0}): replace it, and name another directory")]
    Failing(String),
    /// What lies there is another history.
    #[error(
        "the medium holds other lines than this case ({0}): keep it, it may hold what was lost here, and name another directory"
    )]
    Differs(String),
}

impl Trouble {
    /// The code: one of `domain::safety::TROUBLES`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Trouble::Absent => "absent",
            Trouble::Gone => "gone",
            Trouble::Full => "full",
            Trouble::ReadOnly => "read-only",
            Trouble::Failing(_) => "failing",
            Trouble::Differs(_) => "differs",
        }
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::Absent,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Trouble::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Trouble::ReadOnly,
            _ => Trouble::Failing(crate::domain::text::visible(&error.to_string()).into_owned()),
        }
    }
}

/// What a copy is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Format, 1.
    pub format: u32,
    /// The case.
    pub case: String,
    /// What it is for.
    pub purpose: String,
    /// The station whose laptop writes the copy.
    pub station: String,
    /// The name of the case file.
    pub name: String,
}

/// How much is on the medium.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extent {
    /// Bytes of journal, bodies and heads.
    bytes: [u64; 3],
    /// Lines.
    pub lines: u64,
    /// Hash of the last line.
    pub last: Option<Vec<u8>>,
    /// The heads that stand there.
    pub heads: Vec<Head>,
}

/// What a copy holds, read to its last whole line.
#[derive(Debug, Default)]
pub struct Held {
    /// Lines with their bodies, in the order in which they came.
    pub rows: Vec<Row>,
    /// Of each station the last signed head.
    pub heads: Vec<Head>,
    /// Bytes at the ends of the files that were torn, or have no counterpart.
    pub cut: u64,
    extent: Extent,
}

/// A copy in its directory.
#[derive(Debug, Clone)]
pub struct Medium {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct RawHead {
    station: String,
    seq: i64,
    hash: String,
    sig: String,
}

impl Medium {
    /// Where the copy of a station's case lies below a directory.
    #[must_use]
    pub fn below(directory: &Path, case: &str, station: &str) -> Self {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        let name: String = format!("{case}-{station}").chars().filter(plain).take(120).collect();
        Medium { path: directory.join(format!("{name}.copy")) }
    }

    /// A copy by its own directory.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Medium { path: path.to_owned() }
    }

    /// Its directory.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What somebody has to do about a trouble with this copy: a medium that is not there is plugged in, a copy that is gone from one that is there is not.
    #[must_use]
    pub fn told(&self, trouble: Trouble) -> Trouble {
        let there = self.path.parent().is_some_and(Path::is_dir);
        if trouble == Trouble::Absent && there { Trouble::Gone } else { trouble }
    }

    /// Makes the directory of a copy below a directory that is there, or takes up one that is a copy of the same.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn prepare(&self, about: &About) -> Result<(), Trouble> {
        let parent = self.path.parent().ok_or(Trouble::Absent)?;
        if !parent.is_dir() {
            return Err(Trouble::Absent);
        }
        if self.path.is_dir() {
            let there = self.about()?;
            if (&there.case, &there.station) != (&about.case, &about.station) {
                return Err(Trouble::Differs(format!(
                    "it is a copy of case {}",
                    crate::domain::text::visible(&there.case)
                )));
            }
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.path)?;
        builder.create(self.path.join(ATTACHMENTS))?;
        let readme = format!(
            "Safety copy of warroom case {}: every record as it was written, and its attachments.\n\
             A laptop with warroom rebuilds the case from it: warroom restore {}\n\
             Whoever holds this directory can read the case and go on with it: keep it locked away.\n",
            about.case,
            self.path.file_name().unwrap_or_default().to_string_lossy()
        );
        self.write_new(README, readme.as_bytes())?;
        for name in [JOURNAL, BODIES, HEADS, LOCK] {
            self.write_new(name, b"")?;
        }
        // Last: without it the directory is no copy.
        let text = serde_json::to_vec(about).map_err(|error| Trouble::Failing(error.to_string()))?;
        self.write_new(ABOUT, &text)?;
        sync(parent)
    }

    /// What it is a copy of.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn about(&self) -> Result<About, Trouble> {
        let mut text = String::new();
        File::open(self.path.join(ABOUT))?.take(64 * 1024).read_to_string(&mut text)?;
        let about: About =
            serde_json::from_str(&text).map_err(|error| Trouble::Differs(format!("{ABOUT}: {error}")))?;
        if about.format == 1 { Ok(about) } else { Err(Trouble::Differs("a newer warroom made it".to_owned())) }
    }

    /// Keeps others from writing to the copy until the file is dropped.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn lock(&self) -> Result<File, Trouble> {
        // Opened as it is: a medium that was pulled leaves an empty directory, and the copy must not go on there.
        let file = OpenOptions::new().write(true).open(self.path.join(LOCK))?;
        match file.lock() {
            Ok(()) => Ok(file),
            // A file system without locks: one console and its command line take turns all the same in nearly every case, and what is written is read back.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(file),
            Err(error) => Err(error.into()),
        }
    }

    /// Puts a small file there for good, or leaves the one that is there.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn write_new(&self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let path = self.path.join(name);
        let partial = self.path.join(format!("{name}.new"));
        if path.exists() {
            return Ok(());
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        if read_back(&partial, 0, bytes.len())? != bytes {
            return Err(unread(name));
        }
        fs::rename(&partial, &path)?;
        sync(path.parent().unwrap_or(&self.path))
    }

    /// Whether nothing but what is known was written since. A length is enough: the files only ever grow.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn unchanged(&self, extent: &Extent) -> Result<bool, Trouble> {
        let mut bytes = [0; 3];
        for (size, name) in bytes.iter_mut().zip([JOURNAL, BODIES, HEADS]) {
            *size = fs::metadata(self.path.join(name))?.len();
        }
        Ok(bytes == extent.bytes)
    }

    /// Reads the copy to its last whole line. Nothing of it is believed yet.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn read(&self) -> Result<Held, Trouble> {
        let mut held = Held::default();
        let mut lines = Lines::open(&self.path.join(JOURNAL))?;
        let mut bodies = Lines::open(&self.path.join(BODIES))?;
        while let (Some(line), Some(body)) = (lines.next()?, bodies.next()?) {
            let Ok(envelope) = Envelope::parse(&line) else {
                return Err(Trouble::Differs(format!(
                    "line {} of {JOURNAL} is no line of a journal",
                    held.rows.len() + 1
                )));
            };
            held.extent.bytes[0] += line.len() as u64 + 1;
            held.extent.bytes[1] += body.len() as u64 + 1;
            held.rows.push(Row {
                station: envelope.station.to_string(),
                seq: i64::try_from(envelope.seq).unwrap_or(i64::MAX),
                hash: line_hash(&line).to_vec(),
                line,
                body: (body != b"null").then_some(body),
            });
        }
        let mut heads = Lines::open(&self.path.join(HEADS))?;
        while let Some(line) = heads.next()? {
            let raw: RawHead =
                serde_json::from_slice(&line).map_err(|error| Trouble::Differs(format!("{HEADS}: {error}")))?;
            let hash = hash_from_hex(&raw.hash).ok_or_else(|| Trouble::Differs(format!("{HEADS}: no hash")))?;
            held.extent.bytes[2] += line.len() as u64 + 1;
            let head = Head { station: raw.station, seq: raw.seq, hash: hash.to_vec(), sig: raw.sig.into_bytes() };
            match held.heads.iter_mut().find(|known| known.station == head.station) {
                Some(known) => *known = head,
                None => held.heads.push(head),
            }
        }
        for (known, name) in held.extent.bytes.iter().zip([JOURNAL, BODIES, HEADS]) {
            held.cut += fs::metadata(self.path.join(name))?.len().saturating_sub(*known);
        }
        held.extent.lines = held.rows.len() as u64;
        held.extent.last = held.rows.last().map(|row| row.hash.clone());
        held.extent.heads.clone_from(&held.heads);
        Ok(held)
    }

    /// Makes the copy ready to go on: what is torn at its end is cut off.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn mend(&self) -> Result<Extent, Trouble> {
        let held = self.read()?;
        if held.cut > 0 {
            for (bytes, name) in held.extent.bytes.iter().zip([JOURNAL, BODIES, HEADS]) {
                let file = OpenOptions::new().write(true).open(self.path.join(name))?;
                file.set_len(*bytes)?;
                file.sync_all()?;
            }
        }
        Ok(held.extent)
    }

    /// Adds lines and then the heads that sign them, and reads them back from the medium. When this returns they are there.
    ///
    /// # Errors
    /// [`Trouble`]; what was half written is cut off by the next [`Medium::mend`].
    pub fn append(&self, extent: &mut Extent, rows: &[Row], heads: &[Head]) -> Result<(), Trouble> {
        let (mut lines, mut bodies, mut signed) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            lines.extend_from_slice(&row.line);
            lines.push(b'\n');
            bodies.extend_from_slice(row.body.as_deref().unwrap_or(b"null"));
            bodies.push(b'\n');
        }
        for head in heads {
            let raw = RawHead {
                station: head.station.clone(),
                seq: head.seq,
                hash: hex(&head.hash),
                sig: String::from_utf8_lossy(&head.sig).into_owned(),
            };
            serde_json::to_writer(&mut signed, &raw).map_err(|error| Trouble::Failing(error.to_string()))?;
            signed.push(b'\n');
        }
        // A line without its body is no line, and one without a head that signs it is none that counts: so in this order.
        let parts = [(BODIES, &bodies, 1), (JOURNAL, &lines, 0), (HEADS, &signed, 2)];
        let mut grown = extent.bytes;
        for (name, bytes, place) in parts {
            if bytes.is_empty() {
                continue;
            }
            let path = self.path.join(name);
            let mut file = OpenOptions::new().write(true).open(&path)?;
            file.seek(SeekFrom::Start(extent.bytes[place]))?;
            file.write_all(bytes)?;
            file.sync_all()?;
            drop(file);
            if read_back(&path, extent.bytes[place], bytes.len())? != **bytes {
                return Err(unread(name));
            }
            grown[place] += bytes.len() as u64;
        }
        extent.bytes = grown;
        extent.lines += rows.len() as u64;
        if let Some(row) = rows.last() {
            extent.last = Some(row.hash.clone());
        }
        for head in heads {
            match extent.heads.iter_mut().find(|known| known.station == head.station) {
                Some(known) => *known = head.clone(),
                None => extent.heads.push(head.clone()),
            }
        }
        Ok(())
    }

    /// Writes all bodies anew: some were taken out by order, and must not stay here either.
    ///
    /// # Errors
    /// [`Trouble`]; then the old ones are still there.
    pub fn write_bodies_anew(&self, extent: &mut Extent, rows: &[Row]) -> Result<(), Trouble> {
        let path = self.path.join(BODIES);
        let partial = self.path.join(format!("{BODIES}.new"));
        let mut file = io::BufWriter::new(File::create(&partial)?);
        let mut bytes = 0;
        for row in rows {
            let body = row.body.as_deref().unwrap_or(b"null");
            file.write_all(body)?;
            file.write_all(b"\n")?;
            bytes += body.len() as u64 + 1;
        }
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&partial, &path)?;
        sync(&self.path)?;
        extent.bytes[1] = bytes;
        Ok(())
    }

    /// Attachments that are there, by name, with their sizes.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn attachments(&self) -> Result<Vec<Listed>, Trouble> {
        let mut found = Vec::new();
        for entry in fs::read_dir(self.path.join(ATTACHMENTS))? {
            let entry = entry?;
            let name = entry.file_name();
            let parts = name.to_str().and_then(|name| name.split_once('-'));
            let Some((sha256, salt)) = parts else { continue };
            let (Some(sha256), Some(salt)) = (hash_from_hex(sha256), bytes_from_hex(salt)) else { continue };
            found.push(Listed { sha256, salt, size: entry.metadata()?.len() });
        }
        found.sort();
        Ok(found)
    }

    fn attachment(&self, listed: &Listed) -> PathBuf {
        self.path.join(ATTACHMENTS).join(format!("{}-{}", hex(&listed.sha256), hex(&listed.salt)))
    }

    /// Puts an attachment there, read back from the medium before it has its name.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn put(&self, listed: &Listed, bytes: &[u8]) -> Result<(), Trouble> {
        let path = self.attachment(listed);
        let partial = path.with_extension("new");
        let mut file = File::create(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        if sha256(&read_back(&partial, 0, bytes.len())?) != listed.sha256 {
            return Err(unread(ATTACHMENTS));
        }
        fs::rename(&partial, &path)?;
        sync(&self.path.join(ATTACHMENTS))
    }

    /// The bytes of an attachment, if they are those of its digest.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn bytes_of(&self, listed: &Listed) -> Result<Option<Vec<u8>>, Trouble> {
        let mut bytes = Vec::new();
        File::open(self.attachment(listed))?.take(LONGEST).read_to_end(&mut bytes)?;
        Ok((sha256(&bytes) == listed.sha256).then_some(bytes))
    }

    /// Removes an attachment that was taken out by order.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn remove(&self, listed: &Listed) -> Result<(), Trouble> {
        fs::remove_file(self.attachment(listed))?;
        sync(&self.path.join(ATTACHMENTS))
    }

    /// A small file of the copy; none where it is missing.
    #[must_use]
    pub fn small(&self, name: &str) -> Option<String> {
        let mut text = String::new();
        File::open(self.path.join(name)).ok()?.take(64 * 1024).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Takes a small file off the medium.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn take_off(&self, name: &str) -> Result<(), Trouble> {
        fs::remove_file(self.path.join(name))?;
        sync(&self.path)
    }
}

fn unread(name: &str) -> Trouble {
    Trouble::Failing(format!("{name} reads back otherwise than it was written"))
}

fn sync(directory: &Path) -> Result<(), Trouble> {
    sync_directory(directory).map_err(|error| match error {
        super::StoreError::Io { source, .. } => source.into(),
        other => Trouble::Failing(other.to_string()),
    })
}

/// Bytes of a file as they are on the medium: what the system keeps in memory of it is let go before, where the system can.
fn read_back(path: &Path, from: u64, count: usize) -> Result<Vec<u8>, Trouble> {
    let mut file = File::open(path)?;
    #[cfg(target_os = "linux")]
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::with_capacity(count);
    file.take(count as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whole lines of a file; one that does not end is none.
struct Lines(BufReader<File>);

impl Lines {
    fn open(path: &Path) -> Result<Self, Trouble> {
        Ok(Lines(BufReader::new(File::open(path)?)))
    }

    fn next(&mut self) -> Result<Option<Vec<u8>>, Trouble> {
        let mut line = Vec::new();
        (&mut self.0).take(LONGEST).read_until(b'\n', &mut line)?;
        Ok((line.pop() == Some(b'\n')).then_some(line))
    }
}

//! A bundle: the directory that a script of `warroom kit` made on an administrator's host around one change.
//!
//! It comes on a stick from a host that may be in the attacker's hands. Only files of fixed names and limited size are opened, never a link, and no name that
//! the bundle itself gives.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::Handle;
use super::hashing::hash_stream;
use crate::domain::input::Input;
use crate::domain::text::visible_bytes;
use crate::domain::time::Instant;
use crate::library::digest::{Digest, hex};
use crate::library::sums::{self, LineProblem};

/// The files of a bundle, and the largest size that is read of each, bytes: what can be attached, or what a script writes with room to spare.
const FILES: [(&str, u64); 6] = [
    ("before.txt", LARGE),
    ("transcript.txt", LARGE),
    ("after.txt", LARGE),
    ("change.txt", SMALL),
    ("clock.txt", SMALL),
    ("meta.txt", SMALL),
];
const LARGE: u64 = crate::store::attachment::LARGEST;
const SMALL: u64 = 256 << 10;
/// The list of digests.
const SUMS: &str = "SHA256SUMS";
/// What the first line of `meta.txt` says.
const FORMAT: &str = "warroom-bundle/1";
/// How many entries of the directory are looked at. A bundle has seven.
const ENTRIES: usize = 100;

/// Why a directory is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleProblem {
    /// Nothing there.
    #[error("there is no such directory; check the path and that the stick is attached")]
    NotFound,
    /// A link or anything else.
    #[error("it is no directory, or a link to one; name the directory of the bundle itself")]
    NotADirectory,
    /// Anything else the system answered.
    #[error("it cannot be read: {0}; check the stick and its permissions")]
    Other(String),
}

/// One way in which a bundle is not what the script left.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// Other bytes than those that were hashed.
    #[error("{name} was changed after its digest was written: SHA-256 {found}, and SHA256SUMS says {stated}")]
    Changed {
        /// The file.
        name: &'static str,
        /// What SHA256SUMS says.
        stated: String,
        /// What was computed here.
        found: String,
    },
    /// A file that a bundle has is not there.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Something that a bundle does not have.
    #[error("{0} was added: the script writes no such file. It was not opened")]
    Extra(String),
    /// More of it than is told one by one.
    #[error("there are more than {ENTRIES} entries in the directory; the rest was not looked at")]
    TooMany,
    /// Not a regular file.
    #[error("{name} is {what} and no file; it was not read")]
    NotAFile {
        /// Its name.
        name: &'static str,
        /// What it is.
        what: &'static str,
    },
    /// Too large.
    #[error("{name} is larger than {limit} bytes; it was not read")]
    TooLarge {
        /// Its name.
        name: &'static str,
        /// The largest size that is read.
        limit: u64,
    },
    /// The system did not give its bytes.
    #[error("{name} cannot be read: {why}")]
    Unreadable {
        /// Its name.
        name: &'static str,
        /// Why.
        why: String,
    },
    /// No digest was written for it.
    #[error("SHA256SUMS says nothing of {0}")]
    NotListed(&'static str),
    /// Two digests for one file.
    #[error("SHA256SUMS names {0} twice")]
    ListedTwice(&'static str),
    /// A name that no bundle has.
    #[error("SHA256SUMS names {0}, which no bundle has; it was not opened")]
    Foreign(String),
    /// A line that is none.
    #[error("SHA256SUMS, line {number}: {problem}")]
    Line {
        /// Line number, from 1.
        number: usize,
        /// What is wrong.
        problem: LineProblem,
    },
    /// Not written by a script that this program knows.
    #[error("meta.txt does not begin with \"format: {FORMAT}\"; another version of the script, or no bundle")]
    Format,
    /// One thing said twice.
    #[error("meta.txt says {0} twice; the first is taken")]
    SaidTwice(String),
}

/// A file of the bundle as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub name: &'static str,
    /// Bytes.
    pub size: u64,
    /// SHA-256, computed here, lower-case hex.
    pub sha256: String,
}

/// What was found in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The directory, absolute.
    pub directory: PathBuf,
    /// The files that could be read, in a fixed order.
    pub files: Vec<Found>,
    /// What differs from what the script left. Empty: nothing does.
    pub differences: Vec<Difference>,
    /// SHA-256 of `SHA256SUMS`: the number that the operator read out.
    pub sums_sha256: Option<String>,
    /// What `meta.txt` says, as it stands there: text from outside.
    pub meta: BTreeMap<String, String>,
    /// The commands of the change, as they stand in `change.txt`: text from outside.
    pub change: String,
}

impl Bundle {
    /// Reads a directory, computes every digest again and compares.
    ///
    /// # Errors
    /// [`BundleProblem`], when there is no directory to read.
    pub fn read(directory: &Path) -> Result<Self, BundleProblem> {
        let open = open_directory(directory)?;
        let absolute = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
        let mut bundle = Bundle {
            directory: absolute,
            files: Vec::new(),
            differences: Vec::new(),
            sums_sha256: None,
            meta: BTreeMap::new(),
            change: String::new(),
        };
        bundle.look_for_more(&open)?;
        let stated = bundle.sums(&open);
        for (name, limit) in FILES {
            bundle.file(&open, name, limit, stated.as_ref());
        }
        Ok(bundle)
    }

    /// Whether before and after are the same bytes: the change shows nothing.
    #[must_use]
    pub fn unchanged(&self) -> bool {
        let digest = |name: &str| self.files.iter().find(|file| file.name == name).map(|file| &file.sha256);
        digest("before.txt").is_some() && digest("before.txt") == digest("after.txt")
    }

    /// The fields of the command `contain` that the bundle can fill. The step, and what the host cannot know, stay empty.
    #[must_use]
    pub fn input(&self) -> Input {
        let said = |key: &str| self.meta.get(key).cloned().unwrap_or_default();
        let path = |name: &str| match self.files.iter().find(|file| file.name == name) {
            Some(file) => path_text(&self.directory.join(file.name)),
            None => String::new(),
        };
        let changed = self.instant("changed").or_else(|| self.instant("change_started"));
        let zone = self.meta.get("zone").and_then(|zone| minutes_east(zone)).unwrap_or_default();
        Input::default()
            .with("asset", said("asset"))
            .with("change", self.change.trim_end().lines().collect::<Vec<_>>().join("; "))
            .with("authority", said("authority"))
            .with("operator", said("operator"))
            .with("device", said("host"))
            .with("device-clock", changed.map(|at| at.rfc3339_at(zone)).unwrap_or_default())
            .with("before", path("before.txt"))
            .with("after", path("after.txt"))
            .with("transcript", path("transcript.txt"))
            .with("rollback", said("rollback"))
            .with("at", changed.map(|at| at.to_string()).unwrap_or_default())
            .with("note", self.note())
    }

    /// Where it comes from, in a line for the record.
    fn note(&self) -> String {
        let name = visible_bytes(self.directory.file_name().unwrap_or_default().as_encoded_bytes());
        let sums = self.sums_sha256.as_deref().unwrap_or("missing");
        let said = |key: &str| self.meta.get(key).map_or("not said", String::as_str);
        format!(
            "{name}: SHA-256 of SHA256SUMS {sums}; made on {} by user {}; the change ended with exit code {}; state shown by: {}",
            said("host"),
            said("user"),
            said("exit"),
            said("state_command")
        )
    }

    fn instant(&self, key: &str) -> Option<Instant> {
        self.meta.get(key).and_then(|text| Instant::parse_rfc3339(text).ok())
    }

    fn differs(&mut self, difference: Difference) {
        self.differences.push(difference);
    }

    /// Entries that no script wrote.
    fn look_for_more(&mut self, open: &OwnedFd) -> Result<(), BundleProblem> {
        let entries = rustix::fs::Dir::read_from(open).map_err(|errno| BundleProblem::Other(errno.to_string()))?;
        let mut extra = Vec::new();
        for (number, entry) in entries.enumerate() {
            if number >= ENTRIES {
                self.differs(Difference::TooMany);
                break;
            }
            let entry = entry.map_err(|errno| BundleProblem::Other(errno.to_string()))?;
            let name = entry.file_name().to_bytes();
            let known = FILES.iter().any(|(known, _)| known.as_bytes() == name) || name == SUMS.as_bytes();
            if !known && name != b"." && name != b".." {
                extra.push(visible_bytes(name));
            }
        }
        extra.sort();
        self.differences.extend(extra.into_iter().map(Difference::Extra));
        Ok(())
    }

    /// The digests that are written there, by name. `None` when there is no list to read.
    fn sums(&mut self, open: &OwnedFd) -> Option<BTreeMap<&'static str, Digest>> {
        let bytes = match read_small(open, SUMS) {
            Ok(bytes) => bytes,
            Err(difference) => {
                self.differs(difference);
                return None;
            }
        };
        self.sums_sha256 = sha256(&bytes);
        let mut stated = BTreeMap::new();
        for (number, entry) in sums::entries(&bytes) {
            match entry {
                Err(problem) => self.differs(Difference::Line { number, problem }),
                Ok(entry) => match FILES.iter().find(|(name, _)| name.as_bytes() == entry.name) {
                    None => self.differs(Difference::Foreign(visible_bytes(&entry.name))),
                    Some((name, _)) if stated.contains_key(name) => self.differs(Difference::ListedTwice(name)),
                    Some((name, _)) => drop(stated.insert(*name, entry.digest)),
                },
            }
            // A list of a million strange lines is told by its first ones.
            if self.differences.len() > ENTRIES {
                break;
            }
        }
        Some(stated)
    }

    /// Reads one file, compares its digest with what is stated, and takes what it says.
    fn file(
        &mut self,
        open: &OwnedFd,
        name: &'static str,
        limit: u64,
        stated: Option<&BTreeMap<&'static str, Digest>>,
    ) {
        let (found, text) = match read(open, name, limit) {
            Ok(read) => read,
            Err(difference) => return self.differs(difference),
        };
        match stated.map(|stated| stated.get(name)) {
            Some(Some(digest)) if digest.hex() != found.sha256 => {
                let (stated, found) = (digest.hex(), found.sha256.clone());
                self.differs(Difference::Changed { name, stated, found });
            }
            Some(None) => self.differs(Difference::NotListed(name)),
            Some(Some(_)) | None => {}
        }
        self.files.push(found);
        match name {
            "meta.txt" => self.said(&String::from_utf8_lossy(&text)),
            "change.txt" => self.change = String::from_utf8_lossy(&text).into_owned(),
            _ => {}
        }
    }

    /// Takes the lines `name: value`.
    fn said(&mut self, text: &str) {
        if text.lines().next() != Some(&format!("format: {FORMAT}")) {
            self.differs(Difference::Format);
        }
        let mut twice = None;
        for (key, value) in text.lines().filter_map(|line| line.split_once(": ")) {
            if self.meta.contains_key(key) {
                twice = twice.or(Some(key));
            } else {
                self.meta.insert(key.to_owned(), value.trim().to_owned());
            }
        }
        self.differences.extend(twice.map(|key| Difference::SaidTwice(visible_bytes(key.as_bytes()))));
    }
}

fn open_directory(path: &Path) -> Result<OwnedFd, BundleProblem> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    rustix::fs::open(path, flags, Mode::empty()).map_err(|errno| match errno {
        Errno::NOENT => BundleProblem::NotFound,
        Errno::NOTDIR | Errno::LOOP => BundleProblem::NotADirectory,
        other => BundleProblem::Other(other.to_string()),
    })
}

/// Opens a regular file of the directory that stays open: nothing put in the directory's place meanwhile is read.
fn open_file(directory: &OwnedFd, name: &'static str) -> Result<File, Difference> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let unreadable = |why: String| Difference::Unreadable { name, why };
    let file = match rustix::fs::openat(directory, name, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT) => return Err(Difference::Missing(name)),
        Err(Errno::LOOP) => return Err(Difference::NotAFile { name, what: "a symbolic link" }),
        Err(errno) => return Err(unreadable(errno.to_string())),
    };
    let metadata = file.metadata().map_err(|error| unreadable(error.to_string()))?;
    match metadata.file_type() {
        kind if kind.is_file() => Ok(file),
        kind if kind.is_dir() => Err(Difference::NotAFile { name, what: "a directory" }),
        _ => Err(Difference::NotAFile { name, what: "a pipe or a device" }),
    }
}

/// Size and digest of a file, and its bytes where it is one of those that are read for what they say.
fn read(directory: &OwnedFd, name: &'static str, limit: u64) -> Result<(Found, Vec<u8>), Difference> {
    let unreadable = |why: String| Difference::Unreadable { name, why };
    let mut text = Vec::new();
    let hashed = if limit == SMALL {
        text = read_small(directory, name)?;
        hash_stream(text.as_slice(), None, &[], &Handle::new())
    } else {
        hash_stream(open_file(directory, name)?.take(limit + 1), None, &[], &Handle::new())
    };
    let hashed = hashed.map_err(|failure| unreadable(failure.to_string()))?;
    if hashed.size > limit {
        return Err(Difference::TooLarge { name, limit });
    }
    Ok((Found { name, size: hashed.size, sha256: hex(&hashed.sha256) }, text))
}

fn read_small(directory: &OwnedFd, name: &'static str) -> Result<Vec<u8>, Difference> {
    let mut bytes = Vec::new();
    let read = open_file(directory, name)?.take(SMALL + 1).read_to_end(&mut bytes);
    match read {
        Err(error) => Err(Difference::Unreadable { name, why: error.to_string() }),
        Ok(_) if bytes.len() as u64 > SMALL => Err(Difference::TooLarge { name, limit: SMALL }),
        Ok(_) => Ok(bytes),
    }
}

fn sha256(bytes: &[u8]) -> Option<String> {
    hash_stream(bytes, None, &[], &Handle::new()).ok().map(|hashed| hex(&hashed.sha256))
}

/// The text of a field that names a file: `hex:` and its bytes where it is no text.
fn path_text(path: &Path) -> String {
    path.to_str().map_or_else(|| format!("hex:{}", hex(path.as_os_str().as_encoded_bytes())), str::to_owned)
}

/// Minutes east of UTC from `+0100` or `+01:00`.
fn minutes_east(zone: &str) -> Option<i32> {
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().take(6).filter(|c| *c != ':').take(4).collect();
    let number: i32 =
        digits.parse().ok().filter(|_| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))?;
    let (hours, minutes) = (number / 100, number % 100);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
#[path = "bundle_tests.rs"]
mod tests;

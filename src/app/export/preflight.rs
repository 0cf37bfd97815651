//! The look before a byte is written: where it would go, what it would be, and what stands against it.

use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::time::Duration;

use super::{Asked, freeze};
use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::domain::export::{self, Destination, FORCED};
use crate::domain::text::{visible, visible_bytes};
use crate::export::folder::layout;
use crate::export::folder::medium::{ExportFs as _, Medium};
use crate::export::folder::note::Withheld;
use crate::jobs::acquire::survey::System;

/// Bytes a second of a common stick, for the guess of the time it takes.
const STICK: u64 = 20_000_000;
/// What directories and half-filled blocks take, as a part of the whole: 2 in 100.
const SLACK: u64 = 50;
/// Bytes that every file takes besides its own: the rest of its last block, its name.
const EACH: u64 = 4096;

/// What was found.
#[derive(Debug, Clone)]
pub struct Preflight {
    /// What was asked for.
    pub asked: Asked,
    /// The number it will have.
    pub number: u32,
    /// The name it will have.
    pub name: String,
    /// Where it goes.
    pub destination: Destination,
    /// The directory, links resolved.
    pub directory: PathBuf,
    /// Bytes it needs there.
    pub needed: u64,
    /// Files.
    pub files: u64,
    /// Records in it.
    pub records: u64,
    /// What will be withheld.
    pub withheld: Withheld,
    /// A guess of how long it takes: written once, read once.
    pub takes: Duration,
    /// What stands against it, or should be known.
    pub concerns: Vec<Concern>,
}

/// Something that stands against an export, or that somebody should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concern {
    /// The destination lies on the disk of the case file.
    OwnDisk {
        /// Whether that was insisted on.
        forced: bool,
    },
    /// The file system is mounted read-only.
    ReadOnly,
    /// Not enough room.
    Space {
        /// Bytes needed.
        needed: u64,
        /// Bytes free.
        free: u64,
    },
    /// A file is larger than the file system takes.
    TooLarge {
        /// The file.
        path: String,
        /// Its bytes.
        size: u64,
        /// The most that the file system takes.
        largest: u64,
        /// The file system.
        fs: String,
    },
    /// Something of that name is there.
    Taken(String),
    /// What other exports left unfinished there.
    Leftovers(Vec<String>),
    /// Exhibits whose bytes were asked for and are not at hand.
    Missing(Vec<String>),
    /// The journal does not verify: it is exported as it is.
    Damaged(usize),
    /// Somebody would want to know why it leaves in plain.
    ReasonOwed,
    /// What is read back may come from memory.
    MayBeMemory,
}

impl Concern {
    /// Whether it stops the export.
    #[must_use]
    pub fn refuses(&self) -> bool {
        matches!(
            self,
            Concern::OwnDisk { forced: false }
                | Concern::ReadOnly
                | Concern::Space { .. }
                | Concern::TooLarge { .. }
                | Concern::Taken(_)
        )
    }

    /// The code of what was insisted on.
    #[must_use]
    pub fn forced(&self) -> Option<&'static str> {
        matches!(self, Concern::OwnDisk { forced: true }).then(|| FORCED[0])
    }

    /// What it is, what it means, what to do.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Concern::OwnDisk { forced: false } => {
                "the destination lies on the same disk as the case file, so one fault loses both; \
                 name another medium, or insist (--force)"
                    .to_owned()
            }
            Concern::OwnDisk { forced: true } => {
                "the destination lies on the same disk as the case file, as was insisted: one fault loses both"
                    .to_owned()
            }
            Concern::ReadOnly => {
                "the file system there is mounted read-only; open the write protection of the medium, or name another"
                    .to_owned()
            }
            Concern::Space { needed, free } => format!(
                "{needed} bytes are needed there and {free} are free; make room, name another medium, or leave the bytes of exhibits out"
            ),
            Concern::TooLarge { path, size, largest, fs } => format!(
                "{path} has {size} bytes and a file on {fs} holds at most {largest}; use a medium with exFAT, NTFS or ext4, or leave the bytes of exhibits out"
            ),
            Concern::Taken(name) => {
                format!("{name} is there already, and nothing is ever written over; name another directory or medium")
            }
            Concern::Leftovers(names) => format!(
                "unfinished exports lie there: {}; they prove nothing, keep them apart or remove them",
                names.join(", ")
            ),
            Concern::Missing(labels) => format!(
                "the bytes of these exhibits are not at hand and are left out: {}; attach their media and export again where they are wanted",
                labels.join(", ")
            ),
            Concern::Damaged(count) => format!(
                "the journal does not verify ({count} problems) and is exported as it is; the folder will show it too"
            ),
            Concern::ReasonOwed => {
                "it leaves in plain, with people in it or for readers above TLP:GREEN; say why (--reason TEXT)"
                    .to_owned()
            }
            Concern::MayBeMemory => "what is read back there may come from memory and not from the medium; \
                 when it is done, unplug it, plug it in again and run `warroom verify` on the folder"
                .to_owned(),
        }
    }
}

impl Preflight {
    /// Why it cannot begin, if so.
    #[must_use]
    pub fn refusal(&self) -> Option<String> {
        let refusing: Vec<String> = self.concerns.iter().filter(|found| found.refuses()).map(Concern::words).collect();
        (!refusing.is_empty()).then(|| refusing.join("; "))
    }
}

impl Preflight {
    /// What it would be, line by line: shown before anything is written.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let place = &self.destination;
        let mut lines = vec![format!(
            "{}: {} records, {} files, about {}; for readers up to {}",
            self.name,
            self.records,
            self.files,
            bytes(self.needed),
            self.asked.audience.label()
        )];
        let withheld = self.withheld();
        if !withheld.is_empty() {
            lines.push(format!("withheld: {withheld}"));
        }
        let label = if place.label.is_empty() { String::new() } else { format!(", label {}", place.label) };
        let medium = &place.medium;
        let parts = [medium.bus.as_str(), medium.vendor.as_str(), medium.model.as_str(), medium.serial.as_str()];
        let medium = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        lines.push(format!(
            "destination: {} ({}{label}), {} free, {medium}",
            place.directory,
            place.fs,
            bytes(place.free)
        ));
        if self.takes.as_secs() > 5 {
            lines.push(format!("on a common stick about {} s, written and read back", self.takes.as_secs()));
        }
        for concern in &self.concerns {
            let sign = if concern.refuses() { "refused" } else { "note" };
            lines.push(format!("{sign}: {}", concern.words()));
        }
        lines
    }

    fn withheld(&self) -> String {
        let counts = &self.withheld;
        let mut parts: Vec<String> = counts.by_mark.iter().map(|(mark, count)| format!("{count} TLP:{mark}")).collect();
        let more = [
            (counts.privileged, "privileged"),
            (counts.phones, "with telephone numbers"),
            (counts.attachments, "attachments"),
        ];
        parts.extend(more.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        parts.join(", ")
    }
}

/// A size in decimal units, as media are sold.
fn bytes(count: u64) -> String {
    let units = [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];
    match units.into_iter().find(|(_, size)| count >= *size) {
        Some((name, size)) => format!("{}.{} {name}", count / size, count % size * 10 / size),
        None => format!("{count} B"),
    }
}

/// Looks. Records nothing, writes nothing.
///
/// # Errors
/// A destination that is no directory or cannot be looked at; a case that cannot be read.
pub fn preflight(case: &Case, asked: Asked, system: &System) -> Result<Preflight, Failure> {
    let shown = visible_bytes(asked.destination.as_os_str().as_encoded_bytes());
    let refused = |why: String| Failure::Output { path: shown.clone(), why };
    let directory = std::fs::canonicalize(&asked.destination).map_err(|error| refused(error.to_string()))?;
    let found = std::fs::metadata(&directory).map_err(|error| refused(error.to_string()))?;
    if !found.is_dir() {
        return Err(refused("it is no directory; name the directory in which the folder is to be made".to_owned()));
    }
    let place = system.place(&directory);
    let medium = Medium::open(&directory, &place.seen.fs).map_err(|error| refused(error.to_string()))?;
    let number = case.state().exports.next_number();
    let name = layout::name(case.id(), number);
    let drafted = freeze::draft(case, &asked)?;
    let own = case.path().parent().map(|parent| system.place(parent));
    let own_device = std::fs::metadata(case.path()).ok().map(|file| file.dev());
    let shared =
        own_device == Some(found.dev()) || own.is_some_and(|own| own.disks.intersection(&place.disks).next().is_some());
    let free = medium.free().map_err(|error| refused(error.to_string()))?;
    let files = drafted.sizes.len() as u64;
    let bytes: u64 = drafted.sizes.iter().map(|(_, size)| size).sum();
    let needed = bytes + bytes / SLACK + files * EACH;
    let mut concerns = Vec::new();
    if shared {
        concerns.push(Concern::OwnDisk { forced: asked.force });
    }
    if place.read_only {
        concerns.push(Concern::ReadOnly);
    }
    if needed > free {
        concerns.push(Concern::Space { needed, free });
    }
    let largest = drafted.sizes.iter().max_by_key(|(_, size)| *size);
    if let (Some(limit), Some((path, size))) = (place.seen.largest_file, largest)
        && *size > limit
    {
        let fs = place.seen.fs.clone();
        concerns.push(Concern::TooLarge { path: path.clone(), size: *size, largest: limit, fs });
    }
    let names = medium.names("").map_err(|error| refused(error.to_string()))?;
    let partial = format!("{name}{}", layout::PARTIAL);
    // FAT and its like do not tell capitals from small letters.
    if let Some((there, _)) =
        names.iter().find(|(there, _)| [&name, &partial].iter().any(|own| own.eq_ignore_ascii_case(there)))
    {
        concerns.push(Concern::Taken(visible(there).into_owned()));
    }
    let leftovers: Vec<String> = names
        .iter()
        .filter(|(there, directory)| *directory && there.ends_with(layout::PARTIAL))
        .map(|(there, _)| visible(there).into_owned())
        .collect();
    if !leftovers.is_empty() {
        concerns.push(Concern::Leftovers(leftovers));
    }
    if !drafted.missing.is_empty() {
        concerns.push(Concern::Missing(drafted.missing.clone()));
    }
    if !case.problems().is_empty() {
        concerns.push(Concern::Damaged(case.problems().len()));
    }
    if !medium.rereads() {
        concerns.push(Concern::MayBeMemory);
    }
    let mut looked = Preflight {
        number,
        name,
        destination: Destination {
            directory: place.seen.directory.clone(),
            fs: place.seen.fs.clone(),
            uuid: place.uuid,
            label: place.label,
            free,
            medium: place.seen.medium.clone(),
        },
        directory,
        needed,
        files,
        records: drafted.records,
        withheld: drafted.withheld,
        takes: Duration::from_secs((bytes * 2).div_ceil(STICK)),
        concerns,
        asked,
    };
    let started = super::started(case, &looked)?;
    if !export::shortfalls(case.state(), &started).is_empty() {
        looked.concerns.push(Concern::ReasonOwed);
    }
    Ok(looked)
}

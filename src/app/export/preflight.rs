//! The look before a byte is written: where it would go, what it would be, and what stands against it.

mod words;

use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;
use std::time::Duration;

use super::evidence::Searched;
use super::parts::Cut;
use super::{Asked, freeze};
use crate::app::case::Case;
use crate::app::failure::Failure;
use crate::domain::export::{self, Destination, Exposed, Ground};
use crate::domain::id::StationId;
use crate::domain::text::{visible, visible_bytes};
use crate::export::folder::layout;
use crate::export::folder::medium::{ExportFs as _, Medium};
use crate::export::folder::note::Withheld;
use crate::export::sealed::{self, Lock};
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
    /// What leaves with it.
    pub exposed: Exposed,
    /// A guess of how long it takes: written once, read once.
    pub takes: Duration,
    /// Which files go in parts.
    pub(super) cut: Option<Cut>,
    /// What was found in the bytes of exhibits.
    pub(super) searched: Searched,
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
        /// Whether it is the sealed folder, which is one file whatever was asked for.
        sealed: bool,
    },
    /// Parts were asked for, and it is sealed: one file.
    OneFile,
    /// Files of exhibits go in parts, each with how many.
    InParts(Vec<(String, u64)>),
    /// Something of that name is there.
    Taken(String),
    /// What other exports left unfinished there.
    Leftovers(Vec<String>),
    /// Exhibits whose bytes were asked for and are not at hand.
    Missing(Vec<String>),
    /// Stored files that are no text, and so could not be searched for telephone numbers.
    Unsearched(usize),
    /// Exhibits whose bytes stay behind since telephone numbers stand in them.
    Numbers(Vec<String>),
    /// Exhibits that are no text, and so could not be searched for telephone numbers.
    Opaque(Vec<String>),
    /// The journal does not verify: it is exported as it is.
    Damaged(usize),
    /// Laptops whose lines are in it and that nobody admitted: the folder does not verify. This one may be among them, also before it wrote a line.
    NotAdmitted {
        /// Others, each with the fingerprint of its key.
        others: Vec<(StationId, String)>,
        /// This one.
        own: Option<(StationId, String)>,
    },
    /// Somebody would want to know why it leaves in plain, for these grounds.
    ReasonOwed(Vec<Ground>),
    /// It is sealed on the laptop first, and there is not enough room there.
    Scratch {
        /// Bytes needed.
        needed: u64,
        /// Bytes free.
        free: u64,
    },
    /// It opens for a single key: whoever loses that loses the folder.
    OneKey,
    /// Its passphrase could be guessed by whoever holds the medium.
    WeakPassphrase,
    /// What is read back may come from memory.
    MayBeMemory,
    /// Nobody is named who stores it, and nobody holds the role.
    NobodyTakes,
}

/// What of the files the file system does not take whole: cut where that was asked for, else in the way.
fn sized(
    sizes: &[(String, u64)],
    limit: Option<u64>,
    in_parts: bool,
    (fs, sealed): (&str, bool),
) -> (Option<Cut>, impl Iterator<Item = Concern>) {
    let largest = limit.unwrap_or(u64::MAX);
    let cut = Cut::at(largest);
    let parts = |(path, size): &(String, u64)| cut.parts(path, *size).filter(|_| in_parts);
    let counted: Vec<(String, u64)> = sizes.iter().filter_map(|file| Some((file.0.clone(), parts(file)?))).collect();
    let left = sizes.iter().filter(|file| parts(file).is_none()).max_by_key(|(_, size)| *size);
    let too_large = left.filter(|(_, size)| *size > largest).map(|(path, size)| Concern::TooLarge {
        path: path.clone(),
        size: *size,
        largest,
        fs: fs.to_owned(),
        sealed,
    });
    let cut = (!counted.is_empty()).then_some(cut);
    let said = (!counted.is_empty()).then_some(Concern::InParts(counted));
    (cut, too_large.into_iter().chain(said))
}

/// Looks. Records nothing, writes nothing.
///
/// # Errors
/// A destination that is no directory or cannot be looked at; a case that cannot be read.
pub fn preflight(case: &Case, asked: Asked, system: &System) -> Result<Preflight, Failure> {
    if case.origin()?.is_some() {
        return Err(Failure::CopyWithGaps);
    }
    let shown = visible_bytes(asked.destination.as_os_str().as_encoded_bytes());
    let refused = |why: String| Failure::Output { path: shown.clone(), why };
    let directory = std::fs::canonicalize(&asked.destination).map_err(|error| match error.kind() {
        // None is made: a mistyped name would end on the laptop's own disk.
        std::io::ErrorKind::NotFound => {
            Failure::Export(format!("{shown} is not there; attach the medium, or name a directory that exists on it"))
        }
        _ => refused(error.to_string()),
    })?;
    let found = std::fs::metadata(&directory).map_err(|error| refused(error.to_string()))?;
    if !found.is_dir() {
        return Err(Failure::Export(format!(
            "{shown} is a file; name the directory in which the folder is to be made"
        )));
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
    let archive = asked
        .lock
        .as_ref()
        .map(|_| (format!("{name}{}", sealed::SUFFIX), sealed::size_of(drafted.sizes.iter().map(|(_, size)| *size))));
    concerns.extend(against_sealing(case, &asked, needed)?);
    let (largest, fs) = (place.seen.largest_file, &place.seen.fs);
    // Sealed it goes as one file; what the folder holds lies on the laptop alone, which takes files of any size.
    let (cut, sizes) = match &archive {
        Some(file) => {
            let (cut, found) = sized(std::slice::from_ref(file), largest, false, (fs, true));
            (cut, found.collect::<Vec<_>>())
        }
        None => {
            let (cut, found) = sized(&drafted.sizes, largest, asked.in_parts, (fs, false));
            (cut, found.collect())
        }
    };
    if archive.is_some() && asked.in_parts && sizes.is_empty() {
        concerns.push(Concern::OneFile);
    }
    concerns.extend(sizes);
    let names = medium.names("").map_err(|error| refused(error.to_string()))?;
    let partial = |whole: &str| format!("{whole}{}", layout::PARTIAL);
    let mut taken = vec![name.clone(), partial(&name)];
    if let Some((file, _)) = &archive {
        let check = format!("{file}{}", sealed::CHECK);
        taken.extend([file.clone(), partial(file), check.clone(), partial(&check)]);
    }
    // FAT and its like do not tell capitals from small letters.
    if let Some((there, _)) = names.iter().find(|(there, _)| taken.iter().any(|own| own.eq_ignore_ascii_case(there))) {
        concerns.push(Concern::Taken(visible(there).into_owned()));
    }
    let leftovers: Vec<String> = names
        .iter()
        .filter(|(there, directory)| {
            let unfinished = there.ends_with(&format!("{}{}", sealed::SUFFIX, layout::PARTIAL));
            (*directory || unfinished) && there.ends_with(layout::PARTIAL)
        })
        .map(|(there, _)| visible(there).into_owned())
        .collect();
    if !leftovers.is_empty() {
        concerns.push(Concern::Leftovers(leftovers));
    }
    if !drafted.missing.is_empty() {
        concerns.push(Concern::Missing(drafted.missing.clone()));
    }
    if drafted.unsearched > 0 {
        concerns.push(Concern::Unsearched(drafted.unsearched));
    }
    if !drafted.held.is_empty() {
        concerns.push(Concern::Numbers(drafted.held));
    }
    if !drafted.opaque.is_empty() {
        concerns.push(Concern::Opaque(drafted.opaque));
    }
    concerns.extend(unadmitted(case));
    let damage = case.damage().count();
    if damage > 0 {
        concerns.push(Concern::Damaged(damage));
    }
    if !medium.rereads() {
        concerns.push(Concern::MayBeMemory);
    }
    if export::release_to(case.state(), asked.to.as_deref()).is_none() {
        concerns.push(Concern::NobodyTakes);
    }
    // What refuses comes first, then what is asked: where there is little room the rest is read on.
    concerns.sort_by_key(|concern| (!concern.refuses(), !matches!(concern, Concern::ReasonOwed(_))));
    let mut looked = Preflight {
        number,
        name,
        destination: Destination { free, ..Destination::from(&place) },
        directory,
        needed,
        files,
        records: drafted.records,
        withheld: drafted.withheld,
        exposed: drafted.exposed,
        takes: Duration::from_secs((bytes * 2).div_ceil(STICK)),
        cut,
        searched: drafted.searched,
        concerns,
        asked,
    };
    let started = super::started(case, &looked)?;
    if !export::shortfalls(case.state(), &started).is_empty() {
        looked.concerns.push(Concern::ReasonOwed(export::grounds(case.state(), &started)));
    }
    Ok(looked)
}

/// Chains that make the folder fail. An export is itself a record, so a laptop that does not count opens such a chain with it.
fn unadmitted(case: &Case) -> Option<Concern> {
    let (own, waiting) = (case.station(), &case.state().stations.waiting);
    let others = waiting.iter().filter(|(station, _)| **station != own);
    let others: Vec<_> = others.map(|(station, waiting)| (*station, waiting.fingerprint.clone())).collect();
    let admitted = case.state().stations.counts(own);
    let own = (!admitted).then(|| (own, case.fingerprint().unwrap_or_default()));
    (!others.is_empty() || own.is_some()).then_some(Concern::NotAdmitted { others, own })
}

/// What stands against sealing it, or should be known.
fn against_sealing(case: &Case, asked: &Asked, needed: u64) -> Result<Vec<Concern>, Failure> {
    let mut concerns = Vec::new();
    let Some(lock) = &asked.lock else { return Ok(concerns) };
    let beside = super::scratch::beside(case);
    let refused = |error: std::io::Error| Failure::Output {
        path: visible_bytes(beside.as_os_str().as_encoded_bytes()),
        why: error.to_string(),
    };
    let free = Medium::open(beside, "").and_then(|here| here.free()).map_err(refused)?;
    if needed > free {
        concerns.push(Concern::Scratch { needed, free });
    }
    if lock.opens_for_one() {
        concerns.push(Concern::OneKey);
    }
    if matches!(lock, Lock::Passphrase(words) if words.is_weak()) {
        concerns.push(Concern::WeakPassphrase);
    }
    Ok(concerns)
}

#[cfg(test)]
#[path = "preflight_tests.rs"]
mod tests;

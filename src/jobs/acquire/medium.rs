//! The source as acquisition reads it, and what a read error says about it.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};

use rustix::io::Errno;

use super::survey::System;
use super::survey::devices::split;
use super::survey::mounts::Device;
use crate::jobs::source::{Source, SourceKind};

/// Alignment that direct reads need at most, bytes.
const ALIGNED: usize = 4096;

/// Something that is read at places of the caller's choice.
pub trait Medium {
    /// Reads at `offset`; 0 at the end.
    ///
    /// # Errors
    /// The system's.
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize>;

    /// Reads one sector once more, past the system's cache where that is possible.
    ///
    /// # Errors
    /// The system's.
    fn sector_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.read_at(buffer, offset)
    }

    /// Whether the medium is still attached.
    fn attached(&self) -> bool {
        true
    }
}

/// What an error on reading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadError {
    /// These sectors cannot be read; others may.
    Bad,
    /// The medium is gone: it says nothing about its sectors.
    Gone,
    /// Anything else, which says nothing about the sectors either.
    Other,
}

impl ReadError {
    /// Sorts an error.
    pub fn of(error: &io::Error) -> Self {
        match error.raw_os_error().map(Errno::from_raw_os_error) {
            // Linux gives EIO for most, and tells some causes apart (blk_errors in block/blk-core.c).
            Some(Errno::IO | Errno::NODATA | Errno::REMOTEIO | Errno::ILSEQ | Errno::TIMEDOUT | Errno::NOLINK) => {
                Self::Bad
            }
            Some(Errno::NODEV | Errno::NXIO | Errno::NOMEDIUM | Errno::STALE) => Self::Gone,
            _ => Self::Other,
        }
    }
}

/// An opened file or block device.
#[derive(Debug)]
pub struct Opened<'s> {
    file: &'s File,
    /// The same device past the cache: a page of the cache spans several sectors, and one bad one spoils them all.
    direct: Option<File>,
    device: Option<(System, Device)>,
}

impl<'s> Opened<'s> {
    /// Gets a source ready. Without a second way to read it, the first one serves for the retries too.
    pub fn of(source: &'s Source, system: &System) -> Self {
        let device = match source.kind() {
            SourceKind::File => None,
            SourceKind::BlockDevice => source.file().metadata().ok().map(|found| split(found.rdev())),
        };
        let direct = device.and_then(|device| past_cache(source, device));
        Self { file: source.file(), direct, device: device.map(|device| (system.clone(), device)) }
    }
}

fn past_cache(source: &Source, device: Device) -> Option<File> {
    let flags = rustix::fs::OFlags::DIRECT | rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::CLOEXEC;
    let flags = i32::try_from(flags.bits()).ok()?;
    let file = std::fs::OpenOptions::new().read(true).custom_flags(flags).open(source.opened()).ok()?;
    let same = file.metadata().is_ok_and(|found| split(found.rdev()) == device);
    same.then_some(file)
}

impl Medium for Opened<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        self.file.read_at(buffer, offset)
    }

    fn sector_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let Some(direct) = &self.direct else { return self.file.read_at(buffer, offset) };
        let mut room = vec![0; buffer.len() + ALIGNED];
        let skip = room.as_ptr().align_offset(ALIGNED);
        let Some(aligned) = room.get_mut(skip..skip.saturating_add(buffer.len())) else {
            return self.file.read_at(buffer, offset);
        };
        match direct.read_at(aligned, offset) {
            Ok(count) => {
                if let (Some(to), Some(from)) = (buffer.get_mut(..count), aligned.get(..count)) {
                    to.copy_from_slice(from);
                }
                Ok(count)
            }
            // A tail shorter than a sector, or a device that wants more than this alignment.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => self.file.read_at(buffer, offset),
            Err(error) => Err(error),
        }
    }

    fn attached(&self) -> bool {
        self.device.as_ref().is_none_or(|(system, device)| system.attached(*device))
    }
}

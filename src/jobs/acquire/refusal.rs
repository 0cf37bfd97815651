//! What is not begun, and how it can be. Looked at before anything is read or written.

use super::names::MOST_SEGMENTS;
use crate::domain::acquisition::survey::Survey;
use crate::jobs::source::SourceProblem;

/// Segments that fit on every file system and that other tools read, bytes.
pub const SEGMENT: u64 = 2000 << 20;

/// Why an acquisition is not begun. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The source was not opened.
    #[error("the source cannot be read: {0}")]
    Source(#[from] SourceProblem),
    /// Nothing to read.
    #[error(
        "the source holds 0 bytes: no medium in the reader, or an empty file; there is nothing to acquire, look at the reader and name the source again"
    )]
    Empty,
    /// It is in use and may change.
    #[error(
        "{device} is mounted read-write ({place}): it changes while it is read, and mounting changed it already; unmount it, or mount it read-only, \
         or say why it must be read as it is"
    )]
    MountedReadWrite {
        /// The device.
        device: String,
        /// Where.
        place: String,
    },
    /// It is in use in a way that does not show here.
    #[error(
        "the source is held by something that does not show here (another mount namespace, a volume manager): it may change while it is read; \
         release it, or say why it must be read as it is"
    )]
    Held,
    /// The image would be written onto the evidence.
    #[error(
        "the destination lies on {0}, which is the source: writing there would destroy evidence; attach another medium and name a directory on it"
    )]
    OnTheSource(String),
    /// Not enough room.
    #[error("too little space: {needed} bytes are needed (size and 2 %), {free} are free; attach a larger medium")]
    TooLittleSpace {
        /// Size and 2 %.
        needed: u64,
        /// Free there.
        free: u64,
    },
    /// A name is taken.
    #[error(
        "{0} is there already, from an earlier attempt or another image; nothing is written over: name another file, or move that one away"
    )]
    Exists(String),
    /// A segment would be larger than a file may be there.
    #[error("a file on the destination holds at most {largest} bytes; split it into segments of at most {} MiB, or use exFAT, NTFS or ext4", largest >> 20)]
    TooLargeAFile {
        /// Largest file there.
        largest: u64,
    },
    /// Segments would need four digits.
    #[error(
        "segments of {split} bytes make {count} files, and more than {MOST_SEGMENTS} have no number of three digits; choose larger segments"
    )]
    TooManySegments {
        /// As asked.
        split: u64,
        /// How many that makes.
        count: u64,
    },
    /// A segment would end within a sector.
    #[error("segments of {0} bytes end within a sector; choose a multiple of 512, such as 2000MiB")]
    SplitSector(u64),
    /// No directory to write to.
    #[error("the directory of the destination cannot be opened: {0}; name an existing directory and a file in it")]
    Directory(String),
    /// A directory where a file name belongs.
    #[error("the destination names no file; give the image a name in that directory, such as E-001.dd")]
    NoName,
}

/// What was asked for, as far as it can be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Segments of this size, bytes.
    pub split: Option<u64>,
    /// Whether there is a reason to read a source in use.
    pub anyway: bool,
}

/// Decides on what was seen; gives the size of the segments where the image is split.
///
/// # Errors
/// [`Refusal`].
pub fn decide(survey: &Survey, shared: &[String], asked: Asked) -> Result<Option<u64>, Refusal> {
    let source = &survey.source;
    if source.size == 0 {
        return Err(Refusal::Empty);
    }
    if let Some(disk) = shared.first() {
        return Err(Refusal::OnTheSource(disk.clone()));
    }
    if in_use(survey) && !asked.anyway {
        let used = survey.writable_uses().next();
        return Err(used.map_or(Refusal::Held, |used| Refusal::MountedReadWrite {
            device: used.device.clone(),
            place: used.place.clone(),
        }));
    }
    let largest = survey.destination.largest_file.unwrap_or(u64::MAX);
    let split = asked.split.or((source.size > largest).then_some(SEGMENT));
    if let Some(split) = split {
        if !split.is_multiple_of(512) {
            return Err(Refusal::SplitSector(split));
        }
        let count = source.size.div_ceil(split);
        if count > MOST_SEGMENTS {
            return Err(Refusal::TooManySegments { split, count });
        }
    }
    if split.unwrap_or(source.size).min(source.size) > largest {
        return Err(Refusal::TooLargeAFile { largest });
    }
    let needed = source.size.saturating_add(source.size.div_ceil(50));
    if needed > survey.destination.free {
        return Err(Refusal::TooLittleSpace { needed, free: survey.destination.free });
    }
    Ok(split)
}

/// Whether a source may change while it is read: a device, or a file of which a loop device is in use.
pub fn in_use(survey: &Survey) -> bool {
    let source = &survey.source;
    let unexplained = source.exclusive == Some(false) && survey.uses.is_empty() && source.holders.is_empty();
    survey.writable_uses().next().is_some() || (source.kind == "block-device" && unexplained)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::acquisition::survey::{DestinationSeen, SourceSeen, Use};

    fn survey(size: u64) -> Survey {
        let source = SourceSeen { size, kind: "block-device".into(), exclusive: Some(true), ..SourceSeen::default() };
        let destination = DestinationSeen { free: 10 << 40, ..DestinationSeen::default() };
        Survey { source, destination, ..Survey::default() }
    }

    const PLAIN: Asked = Asked { split: None, anyway: false };
    const ANYWAY: Asked = Asked { split: None, anyway: true };

    #[test]
    fn a_source_that_may_change_needs_a_reason() {
        let mut seen = survey(1 << 20);
        let used = |read_only| Use {
            device: "/dev/sda1".into(),
            place: "/mnt".into(),
            fs: "ext4".into(),
            read_only,
            of_content: false,
        };
        seen.uses = vec![used(true)];
        seen.source.exclusive = Some(false);
        assert_eq!(decide(&seen, &[], PLAIN), Ok(None));
        seen.uses.push(used(false));
        assert!(matches!(decide(&seen, &[], PLAIN), Err(Refusal::MountedReadWrite { .. })));
        assert_eq!(decide(&seen, &[], ANYWAY), Ok(None));
        seen.uses.clear();
        assert_eq!(decide(&seen, &[], PLAIN), Err(Refusal::Held));
        assert_eq!(decide(&seen, &[], ANYWAY), Ok(None));
        seen.source.holders = vec!["dm-0 (LVM)".into()];
        assert_eq!(decide(&seen, &[], PLAIN), Ok(None));
    }

    #[test]
    fn a_file_is_in_use_where_what_it_holds_is_and_not_where_it_lies() {
        let mut seen = survey(1 << 20);
        seen.source.kind = "file".into();
        let used = |device: &str, of_content| Use {
            device: device.into(),
            place: "/mnt".into(),
            fs: "ext4".into(),
            read_only: false,
            of_content,
        };
        seen.uses = vec![used("/dev/sda1", false)];
        assert_eq!(decide(&seen, &[], PLAIN), Ok(None));
        seen.uses.push(used("/dev/loop0", true));
        let expected = Refusal::MountedReadWrite { device: "/dev/loop0".into(), place: "/mnt".into() };
        assert_eq!(decide(&seen, &[], PLAIN), Err(expected));
        assert_eq!(decide(&seen, &[], ANYWAY), Ok(None));
        seen.uses[1].read_only = true;
        assert_eq!(decide(&seen, &[], PLAIN), Ok(None));
    }

    #[test]
    fn no_reason_writes_onto_the_source() {
        assert_eq!(decide(&survey(9), &["/dev/sda".into()], ANYWAY), Err(Refusal::OnTheSource("/dev/sda".into())));
    }

    #[test]
    fn space_is_size_and_two_in_a_hundred() {
        let mut seen = survey(1_000);
        seen.destination.free = 1_019;
        assert_eq!(decide(&seen, &[], PLAIN), Err(Refusal::TooLittleSpace { needed: 1_020, free: 1_019 }));
        seen.destination.free = 1_020;
        assert_eq!(decide(&seen, &[], PLAIN), Ok(None));
        assert_eq!(decide(&survey(0), &[], PLAIN), Err(Refusal::Empty));
        assert!(matches!(decide(&survey(u64::MAX), &[], PLAIN), Err(Refusal::TooLittleSpace { .. })));
    }

    #[test]
    fn fat_is_split_by_itself_and_a_wrong_split_is_refused() {
        let mut seen = survey(5 << 30);
        seen.destination.largest_file = Some((4 << 30) - 1);
        assert_eq!(decide(&seen, &[], PLAIN), Ok(Some(SEGMENT)));
        let split = |size| decide(&seen, &[], Asked { split: Some(size), anyway: false });
        assert_eq!(split(4 << 30), Err(Refusal::TooLargeAFile { largest: (4 << 30) - 1 }));
        assert_eq!(split(1 << 30), Ok(Some(1 << 30)));
        assert_eq!(split(1_000), Err(Refusal::SplitSector(1_000)));
        assert_eq!(split(1 << 20), Err(Refusal::TooManySegments { split: 1 << 20, count: 5120 }));
        let mut small = survey(5 << 20);
        small.destination.largest_file = Some(1 << 20);
        assert_eq!(decide(&small, &[], PLAIN), Err(Refusal::TooLargeAFile { largest: 1 << 20 }));
    }
}

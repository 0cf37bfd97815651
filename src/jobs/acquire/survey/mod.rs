//! A look at the source and at the place for its image, before anything is read or written. Changes nothing; what cannot be seen is said to be unknown.

pub mod content;
pub mod devices;
mod hidden;
pub mod mounts;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileExt as _, FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use self::devices::{Devices, split};
pub use self::mounts::Device;
use self::mounts::Mount;
use crate::domain::acquisition::survey::{Automount, DestinationSeen, HiddenArea, Partition, SourceSeen, Survey, Use};
use crate::domain::export::Destination;
use crate::domain::text::visible_bytes;
use crate::jobs::source::{Source, SourceKind};

/// Programs that mount what is attached, or that desktops mount through.
const MOUNTERS: &[&str] = &[
    "udisksd",
    "udiskie",
    "gvfs-udisks2-vo",
    "gvfsd",
    "automount",
    "devmon",
    "udevil",
    "usbmount",
    "autofs",
    "spacefm",
];
/// Largest file on FAT.
const FAT: u64 = (4 << 30) - 1;
/// Largest file on ext2 to ext4 with blocks of 4 KiB.
const EXT: u64 = (16 << 40) - 4096;

/// One system, seen through its own files.
#[derive(Debug, Clone)]
pub struct System {
    root: PathBuf,
    devices: Devices,
}

/// What was seen, and what the tests before reading need besides.
#[derive(Debug, Clone)]
pub struct Seen {
    /// For the record.
    pub survey: Survey,
    /// Names of the disks that source and destination share. A file as the source shares nothing.
    pub shared: Vec<String>,
}

/// A directory that something is to be written into.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Directory, file system, medium, room.
    pub seen: DestinationSeen,
    /// Where the file system is mounted, cleaned.
    pub point: String,
    /// Whether the file system is read-only.
    pub read_only: bool,
    /// The whole disks beneath it.
    pub disks: BTreeSet<Device>,
}

impl From<&Place> for Destination {
    fn from(place: &Place) -> Self {
        let DestinationSeen { directory, fs, uuid, label, medium, free, total, .. } = place.seen.clone();
        Destination { directory, fs, uuid, label, free, total, medium }
    }
}

/// How both areas stand in a word, see [`SourceSeen::hidden`].
fn hidden_state(file: bool, asked: bool, areas: &[HiddenArea]) -> &'static str {
    let any = |state: &str| areas.iter().any(|area| area.state == state);
    match () {
        () if file || !asked => "not-applicable",
        () if any("found") => "found",
        () if any("not-examined") => "not-examined",
        () => "none",
    }
}

impl System {
    /// The running system.
    pub fn running() -> Self {
        Self::of(Path::new("/"))
    }

    /// The system whose root directory is given.
    pub fn of(root: &Path) -> Self {
        Self { root: root.to_owned(), devices: Devices::of(root) }
    }

    /// Looks at everything. `directory` is the resolved directory that the image goes into.
    pub fn survey(&self, source: &Source, exclusive: Option<bool>, directory: &Path) -> Seen {
        let all = mounts::mounts(&self.file("proc/self/mountinfo"));
        let place = fs::metadata(directory).map(|found| split(found.dev())).ok();
        let device = (source.kind() == SourceKind::BlockDevice)
            .then(|| source.file().metadata().ok().map(|found| split(found.rdev())))
            .flatten();
        let held = place.and_then(|place| mounts::holding(&all, place, directory.as_os_str().as_bytes()));
        let beneath = held.and_then(|mount| self.beneath(mount)).or(place);
        let mine = beneath.map(|beneath| self.devices.disks(beneath, true)).unwrap_or_default();
        let theirs = device.map(|device| self.devices.disks(device, false)).unwrap_or_default();
        let mut shared: Vec<String> = mine.intersection(&theirs).map(|disk| self.devices.node(*disk)).collect();
        shared.sort();
        let survey = Survey {
            source: self.source(source, device, exclusive),
            uses: match device {
                Some(device) => self.uses(&all, device),
                None => self.around(&all, source),
            },
            automount: self.automount(&all, device),
            destination: self.destination(directory, held, beneath),
        };
        Seen { survey, shared }
    }

    /// Looks at a directory that something is to be written into, links resolved.
    pub fn place(&self, directory: &Path) -> Place {
        let all = mounts::mounts(&self.file("proc/self/mountinfo"));
        let device = fs::metadata(directory).map(|found| split(found.dev())).ok();
        let held = device.and_then(|device| mounts::holding(&all, device, directory.as_os_str().as_bytes()));
        let beneath = held.and_then(|mount| self.beneath(mount)).or(device);
        Place {
            seen: self.destination(directory, held, beneath),
            point: held.map(|mount| shown(Path::new(std::ffi::OsStr::from_bytes(&mount.point)))).unwrap_or_default(),
            read_only: held.is_some_and(|mount| mount.read_only),
            disks: beneath.map(|beneath| self.devices.disks(beneath, true)).unwrap_or_default(),
        }
    }

    /// Where writable media are mounted that a case may be carried away on: what hangs on USB or in a card reader first, then the rest. Never the file systems
    /// that only exist in memory or for the system itself.
    pub fn media(&self) -> Vec<PathBuf> {
        self.points(|mount| !mount.read_only)
    }

    /// Where media are mounted that a case may have come on, those that are mounted to be read only among them; in the same order.
    pub fn readable_media(&self) -> Vec<PathBuf> {
        self.points(|_| true)
    }

    fn points(&self, wanted: impl Fn(&Mount) -> bool) -> Vec<PathBuf> {
        let all = mounts::mounts(&self.file("proc/self/mountinfo"));
        let mut found: Vec<(bool, PathBuf)> = Vec::new();
        for mount in all.iter().filter(|mount| wanted(mount)) {
            let Some(beneath) = self.beneath(mount).filter(|device| self.devices.directory(*device).is_some()) else {
                continue;
            };
            let point = PathBuf::from(std::ffi::OsStr::from_bytes(&mount.point));
            if fs::metadata(&point).is_ok_and(|seen| seen.is_dir()) && !found.iter().any(|(_, known)| *known == point) {
                let carried = matches!(self.devices.medium(beneath).bus.as_str(), "usb" | "mmc");
                found.push((!carried, point));
            }
        }
        found.sort();
        found.into_iter().map(|(_, point)| point).collect()
    }

    /// Whether a device is still attached: a pulled disk leaves `/sys` at once.
    pub fn attached(&self, device: Device) -> bool {
        self.devices.directory(device).is_some()
    }

    fn file(&self, path: &str) -> Vec<u8> {
        fs::read(self.root.join(path)).unwrap_or_default()
    }

    /// The block device beneath a mount, also where the file system has a number of its own.
    fn beneath(&self, mount: &Mount) -> Option<Device> {
        if self.devices.directory(mount.device).is_some() { Some(mount.device) } else { named(&mount.source) }
    }

    fn source(&self, source: &Source, device: Option<Device>, exclusive: Option<bool>) -> SourceSeen {
        let (logical, physical) = device.map_or((None, None), |device| self.devices.sectors(device));
        let logical =
            logical.filter(|sector| sector.is_power_of_two() && (512..=65_536).contains(sector)).unwrap_or(512);
        let read = |offset: u64, buffer: &mut [u8]| source.file().read_exact_at(buffer, offset).is_ok();
        let (table, mut partitions) = content::partitions(&read, source.size(), logical);
        for (number, offset, size) in device.map(|device| self.devices.partitions(device)).unwrap_or_default() {
            if !partitions.iter().any(|known| known.offset == offset) {
                partitions.push(Partition { number, offset, size, kind: String::new() });
            }
        }
        let file = source.kind() == SourceKind::File;
        let medium = self.devices.medium(device.unwrap_or_else(|| split(source.identity().device)));
        // Only ATA has such areas. Behind a USB bridge or another controller there may be an ATA disk, so everything is asked that is known to be none.
        let asks = !file && !matches!(medium.bus.as_str(), "nvme" | "mmc" | "virtio" | "virtual");
        let areas = if asks { hidden::areas(&self.root, source.opened()) } else { Vec::new() };
        SourceSeen {
            given: shown(source.given()),
            opened: shown(source.opened()),
            kind: if file { "file" } else { "block-device" }.to_owned(),
            size: source.size(),
            medium,
            logical_sector: logical,
            physical_sector: physical.unwrap_or_default(),
            read_only: device.and_then(|device| self.devices.read_only(device)),
            exclusive: exclusive.filter(|_| !file),
            table: table.to_owned(),
            encryption: content::encryption(&read, source.size(), &partitions),
            partitions,
            hidden: hidden_state(file, asks, &areas).to_owned(),
            hidden_areas: areas,
            holders: device.map(|device| self.devices.holders(device)).unwrap_or_default(),
        }
    }

    /// Uses of a device and of everything on it.
    fn uses(&self, all: &[Mount], device: Device) -> Vec<Use> {
        let concerned = self.devices.above(device);
        let mounted = mounts::of_devices(all, &concerned, &named);
        let mut uses: Vec<Use> = mounted.into_iter().map(|(device, mount)| self.mounted(device, mount)).collect();
        for swap in mounts::swaps(&self.file("proc/swaps")) {
            if let Some(device) = named(&swap).filter(|device| concerned.contains(device)) {
                let place = "swap".to_owned();
                uses.push(Use {
                    device: self.devices.node(device),
                    fs: place.clone(),
                    place,
                    read_only: false,
                    of_content: false,
                });
            }
        }
        uses
    }

    /// The mount that a file lies in, and what is mounted of its content. That the first is writable says nothing against a file, so it is only told.
    fn around(&self, all: &[Mount], source: &Source) -> Vec<Use> {
        let identity = source.identity();
        let path = source.opened().as_os_str().as_bytes();
        let mount = mounts::holding(all, split(identity.device), path);
        let held = mount.map(|mount| self.mounted(mount.device, mount));
        let loops = self.devices.loops_over(identity.device, identity.inode);
        let content = loops.into_iter().flat_map(|device| self.uses(all, device));
        held.into_iter().chain(content.map(|used| Use { of_content: true, ..used })).collect()
    }

    fn mounted(&self, device: Device, mount: &Mount) -> Use {
        let node = if self.devices.directory(device).is_some() {
            self.devices.node(device)
        } else {
            visible_bytes(&mount.source)
        };
        let (place, fs) = (visible_bytes(&mount.point), visible_bytes(&mount.fs));
        Use { device: node, place, fs, read_only: mount.read_only, of_content: false }
    }

    fn automount(&self, all: &[Mount], device: Option<Device>) -> Automount {
        let points = all.iter().filter(|mount| mount.fs == b"autofs").count();
        let programs = self.programs();
        let state = match (&programs, device) {
            (_, Some(device)) if self.devices.kept_off(device) => "off-for-this-device",
            (None, _) => "unknown",
            (Some(programs), _) if programs.is_empty() => "none-seen",
            (Some(_), _) => "possible",
        };
        let programs = programs.unwrap_or_default().into_iter().collect();
        Automount { state: state.to_owned(), programs, points: u32::try_from(points).unwrap_or(u32::MAX) }
    }

    /// Programs running that mount; none where the list of processes cannot be read.
    fn programs(&self) -> Option<BTreeSet<String>> {
        let listed = fs::read_dir(self.root.join("proc")).ok()?;
        let mut any = false;
        let mut found = BTreeSet::new();
        for entry in listed.flatten() {
            let Ok(name) = fs::read_to_string(entry.path().join("comm")) else { continue };
            any = true;
            if let Some(known) = MOUNTERS.iter().find(|known| **known == name.trim()) {
                found.insert((*known).to_owned());
            }
        }
        any.then_some(found)
    }

    fn destination(&self, directory: &Path, held: Option<&Mount>, beneath: Option<Device>) -> DestinationSeen {
        let (free, total) = match rustix::fs::statvfs(directory) {
            Ok(room) => (room.f_bavail.saturating_mul(room.f_frsize), room.f_blocks.saturating_mul(room.f_frsize)),
            Err(_) => (0, 0),
        };
        let fs = held.map(|mount| visible_bytes(&mount.fs)).unwrap_or_default();
        let entries = fs::read_dir(directory).map_or(0, |listed| listed.count() as u64);
        let (uuid, label) = beneath.map(|beneath| self.devices.file_system(beneath)).unwrap_or_default();
        DestinationSeen {
            directory: shown(directory),
            uuid,
            label,
            medium: beneath.map(|beneath| self.devices.medium(beneath)).unwrap_or_default(),
            free,
            total,
            entries,
            medium_entries: held.and_then(|mount| own_entries(Path::new(std::ffi::OsStr::from_bytes(&mount.point)))),
            largest_file: [of_file_system(&fs), of_process()].into_iter().flatten().min(),
            fs,
        }
    }
}

/// Entries of the root of a medium, without those that a file system makes for itself.
fn own_entries(root: &Path) -> Option<u64> {
    const OF_THE_SYSTEM: [&str; 3] = ["lost+found", "System Volume Information", ".Trashes"];
    let listed = fs::read_dir(root).ok()?.flatten();
    let own = listed.filter(|entry| !OF_THE_SYSTEM.iter().any(|name| entry.file_name() == *name));
    Some(own.count() as u64)
}

/// The largest file that a file system of this name holds, where that is a limit to reckon with.
fn of_file_system(name: &str) -> Option<u64> {
    let name = name.strip_prefix("fuse.").unwrap_or(name);
    match name {
        "vfat" | "msdos" | "fat" | "fusefat" | "fat32" => Some(FAT),
        "ext2" | "ext3" | "ext4" => Some(EXT),
        _ => None,
    }
}

/// The largest file that this process may write (`ulimit -f`).
fn of_process() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Fsize).current
}

/// The block device that a path names.
fn named(path: &[u8]) -> Option<Device> {
    let found = fs::metadata(Path::new(std::ffi::OsStr::from_bytes(path))).ok()?;
    found.file_type().is_block_device().then(|| split(found.rdev()))
}

fn shown(path: &Path) -> String {
    visible_bytes(path.as_os_str().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::devices::tests::system;
    use super::*;

    #[test]
    fn programs_that_mount_are_seen_and_an_unreadable_list_is_unknown() {
        let root = system();
        let at = System::of(root.path());
        assert_eq!(at.automount(&[], None).state, "unknown");
        for (pid, name) in [("1", "systemd"), ("77", "udisksd")] {
            fs::create_dir_all(root.path().join("proc").join(pid)).unwrap();
            fs::write(root.path().join("proc").join(pid).join("comm"), format!("{name}\n")).unwrap();
        }
        let seen = at.automount(&[], Some((8, 1)));
        assert_eq!((seen.state.as_str(), seen.programs.as_slice()), ("possible", &["udisksd".to_owned()][..]));
        assert_eq!(at.automount(&[], Some((8, 0))).state, "off-for-this-device");
        fs::remove_dir_all(root.path().join("proc/77")).unwrap();
        let all = mounts::mounts(b"40 35 0:43 / /net rw - autofs auto.net rw\n");
        let seen = at.automount(&all, Some((8, 1)));
        assert_eq!((seen.state.as_str(), seen.points), ("none-seen", 1));
    }

    #[test]
    fn a_mount_of_a_volume_on_the_second_partition_is_a_use_of_the_disk() {
        let root = system();
        let at = System::of(root.path());
        let all =
            mounts::mounts(b"36 35 399:0 / /mnt/x rw - ext4 /dev/mapper/x rw\n37 35 9:9 / /y rw - ext4 /dev/q rw\n");
        let uses = at.uses(&all, (8, 0));
        assert_eq!(uses.len(), 1);
        assert_eq!(
            (uses[0].device.as_str(), uses[0].place.as_str(), uses[0].read_only),
            ("/dev/dm-0", "/mnt/x", false)
        );
        assert!(at.uses(&all, (8, 1)).is_empty());
    }

    #[test]
    fn what_is_mounted_of_a_files_content_is_a_use_of_the_file() {
        let root = system();
        let at = System::of(root.path());
        let (file, other) = (root.path().join("image"), root.path().join("other"));
        fs::write(&file, b"x").unwrap();
        fs::hard_link(&file, root.path().join("its other name")).unwrap();
        fs::write(&other, b"x").unwrap();
        let behind = root.path().join("sys/devices/virtual/block/loop0/loop");
        fs::create_dir(&behind).unwrap();
        fs::write(behind.join("backing_file"), format!("{}\n", root.path().join("its other name").display())).unwrap();
        let all = mounts::mounts(b"36 35 7:0 / /mnt/x rw - ext4 /dev/loop0 rw\n37 35 9:9 / / rw - ext4 /dev/q rw\n");
        let uses = |path: &Path| at.around(&all, &Source::open(path).unwrap());
        let found = uses(&file);
        let of_content: Vec<&Use> = found.iter().filter(|used| used.of_content).collect();
        assert_eq!(of_content.len(), 1, "{found:?}");
        assert_eq!((of_content[0].device.as_str(), of_content[0].place.as_str()), ("/dev/loop0", "/mnt/x"));
        assert!(!found[0].of_content && found[0].place == "/");
        assert!(uses(&other).iter().all(|used| !used.of_content));
        fs::remove_file(behind.join("backing_file")).unwrap();
        assert!(uses(&file).iter().all(|used| !used.of_content));
    }

    #[test]
    fn fat_holds_no_file_of_four_gibibytes() {
        assert_eq!(of_file_system("vfat"), Some(u64::from(u32::MAX)));
        assert_eq!((of_file_system("exfat"), of_file_system("fuse.fusefat")), (None, Some(FAT)));
    }

    #[test]
    fn a_medium_is_blank_when_only_its_file_system_put_something_there() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("lost+found")).unwrap();
        assert_eq!(own_entries(dir.path()), Some(0));
        fs::write(dir.path().join("old.dd"), b"x").unwrap();
        assert_eq!(own_entries(dir.path()), Some(1), "an empty folder on a used disk is no blank medium");
        assert_eq!(own_entries(&dir.path().join("gone")), None);
    }

    #[test]
    fn a_file_is_looked_at_with_the_place_it_goes_to() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("disk.img");
        fs::write(&path, b"LUKS\xba\xbe\x00\x01").unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes.resize(4096, 7);
        fs::write(&path, bytes).unwrap();
        let source = Source::open(&path).unwrap();
        let seen = System::running().survey(&source, None, dir.path());
        let survey = seen.survey;
        assert_eq!(
            (survey.source.kind.as_str(), survey.source.size, survey.source.logical_sector),
            ("file", 4096, 512)
        );
        assert_eq!(survey.source.encryption[0].what, "luks1");
        assert_eq!((survey.source.hidden.as_str(), survey.source.read_only), ("not-applicable", None));
        assert!(survey.destination.free > 0 && survey.destination.entries == 1 && !survey.destination.fs.is_empty());
        assert!(seen.shared.is_empty());
    }
}

//! What `/sys` says of block devices: what stands on what, and how a medium describes itself. The root comes in as an argument.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::mounts::{Device, device};
use crate::domain::acquisition::survey::Medium;
use crate::domain::text::visible_bytes;

/// How many devices deep a stack is followed: a disk, a partition, encryption, a volume group, a volume.
const DEEPEST: usize = 16;
/// Most of a file of `/sys` that is read, bytes.
const LONGEST: usize = 4096;

/// `/sys` and `/run` of one system.
#[derive(Debug, Clone)]
pub struct Devices {
    root: PathBuf,
}

impl Devices {
    /// The devices of the system whose root directory is given.
    pub fn of(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The directory of a device, links resolved.
    pub fn directory(&self, (major, minor): Device) -> Option<PathBuf> {
        fs::canonicalize(self.root.join(format!("sys/dev/block/{major}:{minor}"))).ok()
    }

    /// The device itself, its partitions, and everything stacked on any of them.
    pub fn above(&self, of: Device) -> BTreeSet<Device> {
        let mut found = BTreeSet::from([of]);
        if let Some(directory) = self.directory(of) {
            self.climb(&directory, &mut found, DEEPEST);
        }
        found
    }

    fn climb(&self, directory: &Path, found: &mut BTreeSet<Device>, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        for next in partitions(directory).into_iter().chain(entries(&directory.join("holders"))) {
            if let Some(number) = number(&next)
                && found.insert(number)
            {
                self.climb(&next, found, depth);
            }
        }
    }

    /// The whole disks that a device lies on: out of its partition, down through what it is stacked on, and through the file behind a loop device where `files`.
    pub fn disks(&self, of: Device, files: bool) -> BTreeSet<Device> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut open = vec![of];
        while let Some(next) = open.pop() {
            if !seen.insert(next) || seen.len() > 1_000 {
                continue;
            }
            let Some(directory) = self.directory(next) else { continue };
            let disk = whole(&directory);
            found.extend(number(&disk));
            let below = entries(&directory.join("slaves")).into_iter().chain(entries(&disk.join("slaves")));
            open.extend(below.filter_map(|slave| number(&slave)));
            if files && let Some(backing) = raw(&disk.join("loop/backing_file")) {
                let path = Path::new(std::ffi::OsStr::from_bytes(&backing));
                open.extend(fs::metadata(path).ok().map(|behind| split(behind.dev())));
            }
        }
        found
    }

    /// Loop devices whose content a file is, by what the kernel says is behind them and which file that name leads to.
    pub fn loops_over(&self, device: u64, inode: u64) -> Vec<Device> {
        let over = |directory: &PathBuf| {
            let backing = raw(&directory.join("loop/backing_file"))?;
            let behind = fs::metadata(Path::new(std::ffi::OsStr::from_bytes(&backing))).ok()?;
            ((behind.dev(), behind.ino()) == (device, inode)).then(|| number(directory)).flatten()
        };
        let mut found: Vec<Device> = entries(&self.root.join("sys/dev/block")).iter().filter_map(over).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A medium in its own words.
    pub fn medium(&self, of: Device) -> Medium {
        let Some(directory) = self.directory(of) else { return Medium::default() };
        let disk = whole(&directory);
        let udev =
            number(&disk).and_then(|(major, minor)| raw(&self.root.join(format!("run/udev/data/b{major}:{minor}"))));
        let said = |key: &str| udev.as_deref().and_then(|text| property(text, key));
        let bus = bus(&disk);
        let first = |files: &[&str], key: &str| {
            let file = files.iter().find_map(|file| text(&disk.join(file)));
            file.or_else(|| said(key)).unwrap_or_default()
        };
        let mut serial = first(&["device/serial", "serial"], "ID_SERIAL_SHORT");
        if serial.is_empty() {
            serial = page_80(&disk).or_else(|| of_usb(&disk, bus)).unwrap_or_default();
        }
        Medium {
            name: disk.file_name().map(|name| visible_bytes(name.as_bytes())).unwrap_or_default(),
            vendor: first(&["device/vendor"], "ID_VENDOR"),
            model: first(&["device/model", "device/name"], "ID_MODEL"),
            serial,
            bus: bus.to_owned(),
            rotational: flag(&disk.join("queue/rotational")),
        }
    }

    /// UUID and label of the file system on a device, from the device manager's own notes, the UUID else from the names that it keeps.
    pub fn file_system(&self, (major, minor): Device) -> (String, String) {
        let udev = raw(&self.root.join(format!("run/udev/data/b{major}:{minor}")));
        let said = |key: &str| udev.as_deref().and_then(|text| property(text, key)).unwrap_or_default();
        let (uuid, label) = (said("ID_FS_UUID"), said("ID_FS_LABEL"));
        if !uuid.is_empty() {
            return (uuid, label);
        }
        let names = fs::read_dir(self.root.join("dev/disk/by-uuid")).into_iter().flatten().flatten();
        let this = |path: &Path| fs::metadata(path).is_ok_and(|found| split(found.rdev()) == (major, minor));
        let named = names.map(|entry| entry.path()).find(|path| this(path));
        let uuid = named.and_then(|path| Some(visible_bytes(path.file_name()?.as_bytes())));
        (uuid.unwrap_or_default(), label)
    }

    /// Whether the kernel refuses writes to a device.
    pub fn read_only(&self, of: Device) -> Option<bool> {
        flag(&self.directory(of)?.join("ro"))
    }

    /// Bytes of a logical and of a physical sector.
    pub fn sectors(&self, of: Device) -> (Option<u32>, Option<u32>) {
        let Some(directory) = self.directory(of) else { return (None, None) };
        let read = |name: &str| text(&whole(&directory).join("queue").join(name))?.parse().ok();
        (read("logical_block_size"), read("physical_block_size"))
    }

    /// Partitions that the kernel knows: number, first byte, bytes. The kernel counts in units of 512 whatever the sector.
    pub fn partitions(&self, of: Device) -> Vec<(u32, u64, u64)> {
        let Some(directory) = self.directory(of) else { return Vec::new() };
        let read = |path: &Path, name: &str| text(&path.join(name))?.parse::<u64>().ok();
        let mut found: Vec<(u32, u64, u64)> = partitions(&directory)
            .iter()
            .filter_map(|path| {
                let number = u32::try_from(read(path, "partition")?).ok()?;
                Some((number, read(path, "start")?.checked_mul(512)?, read(path, "size")?.checked_mul(512)?))
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// What is stacked on a device, with what the device mapper says it is.
    pub fn holders(&self, of: Device) -> Vec<String> {
        let mut above = self.above(of);
        above.remove(&of);
        let mapped = |device: Device| {
            let directory = self.directory(device)?;
            let kind = text(&directory.join("dm/uuid")).or_else(|| text(&directory.join("md/level")))?;
            let name = visible_bytes(directory.file_name()?.as_bytes());
            Some(format!("{name} ({kind})"))
        };
        above.into_iter().filter_map(mapped).collect()
    }

    /// What udev was told about mounting a device by itself: `UDISKS_IGNORE=1` or `UDISKS_AUTO=0` keep hands off.
    pub fn kept_off(&self, of: Device) -> bool {
        let (major, minor) = of;
        let said = raw(&self.root.join(format!("run/udev/data/b{major}:{minor}"))).unwrap_or_default();
        property(&said, "UDISKS_IGNORE").as_deref() == Some("1")
            || property(&said, "UDISKS_AUTO").as_deref() == Some("0")
    }

    /// The name of a device as its node is usually called.
    pub fn node(&self, of: Device) -> String {
        let name = self.directory(of).and_then(|directory| Some(visible_bytes(directory.file_name()?.as_bytes())));
        name.map_or_else(|| format!("{}:{}", of.0, of.1), |name| format!("/dev/{name}"))
    }
}

/// Major and minor number of what the system calls a device.
pub(crate) fn split(device: u64) -> Device {
    (rustix::fs::major(device), rustix::fs::minor(device))
}

/// The directory of the whole disk that a partition is part of.
fn whole(directory: &Path) -> PathBuf {
    match directory.parent() {
        Some(parent) if directory.join("partition").exists() => parent.to_owned(),
        _ => directory.to_owned(),
    }
}

fn number(directory: &Path) -> Option<Device> {
    device(&raw(&directory.join("dev"))?)
}

fn entries(directory: &Path) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(directory) else { return Vec::new() };
    listed.filter_map(|entry| fs::canonicalize(entry.ok()?.path()).ok()).collect()
}

fn partitions(directory: &Path) -> Vec<PathBuf> {
    let Ok(listed) = fs::read_dir(directory) else { return Vec::new() };
    listed.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.join("partition").exists()).collect()
}

fn raw(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = fs::read(path).ok()?;
    bytes.truncate(LONGEST * 16);
    while bytes.last() == Some(&b'\n') {
        bytes.pop();
    }
    Some(bytes)
}

/// A file's one line, cleaned; none when there is nothing in it.
fn text(path: &Path) -> Option<String> {
    let bytes = raw(path)?;
    let shown = visible_bytes(bytes.get(..bytes.len().min(LONGEST))?.trim_ascii());
    (!shown.is_empty()).then_some(shown)
}

fn flag(path: &Path) -> Option<bool> {
    match text(path)?.as_str() {
        "0" => Some(false),
        "1" => Some(true),
        _ => None,
    }
}

/// A property in the format of udev's database: `E:NAME=value`.
fn property(text: &[u8], key: &str) -> Option<String> {
    let line = text
        .split(|&byte| byte == b'\n')
        .find_map(|line| line.strip_prefix(b"E:")?.strip_prefix(key.as_bytes())?.strip_prefix(b"="))?;
    Some(visible_bytes(line.trim_ascii()))
}

fn bus(disk: &Path) -> &'static str {
    let path = disk.as_os_str().as_bytes();
    let part = |start: &[u8]| path.split(|&byte| byte == b'/').any(|part| part.starts_with(start));
    // A disk behind USB also shows a SCSI host; the bus it hangs on says more.
    let known: [(&[u8], &str); 5] =
        [(b"usb", "usb"), (b"nvme", "nvme"), (b"mmc", "mmc"), (b"ata", "ata"), (b"virtio", "virtio")];
    match known.into_iter().find(|(start, _)| part(start)) {
        Some((_, name)) => name,
        None if part(b"virtual") => "virtual",
        None => "other",
    }
}

/// The serial number in SCSI's page 80: four bytes of head, then text.
fn page_80(disk: &Path) -> Option<String> {
    let page = fs::read(disk.join("device/vpd_pg80")).ok()?;
    let shown = visible_bytes(page.get(4..)?.trim_ascii());
    (!shown.is_empty()).then_some(shown)
}

/// The serial number of the USB device that a disk hangs on.
fn of_usb(disk: &Path, bus: &str) -> Option<String> {
    if bus != "usb" {
        return None;
    }
    disk.ancestors().skip(1).take(12).find_map(|above| text(&above.join("serial")))
}

#[cfg(test)]
#[path = "devices_tests.rs"]
pub(crate) mod tests;

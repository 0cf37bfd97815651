//! What the kernel's own lists say is mounted or swapped on. Pure: takes their text.

use std::collections::BTreeSet;

/// Major and minor number of a device.
pub type Device = (u32, u32);

/// One line of `/proc/self/mountinfo` (proc(5)).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// Number of the file system: the device's, or one of its own for file systems that span several.
    pub device: Device,
    /// Where it is mounted, raw bytes.
    pub point: Vec<u8>,
    /// Type of file system.
    pub fs: Vec<u8>,
    /// What was mounted, as the mounter named it, raw bytes.
    pub source: Vec<u8>,
    /// Whether the file system itself is read-only. A read-only view of a writable one is not.
    pub read_only: bool,
}

/// Reads `/proc/self/mountinfo`. A line that cannot be read is left out.
pub fn mounts(text: &[u8]) -> Vec<Mount> {
    text.split(|&byte| byte == b'\n').filter_map(mount).collect()
}

fn mount(line: &[u8]) -> Option<Mount> {
    let fields: Vec<&[u8]> = line.split(|&byte| byte == b' ').collect();
    // Optional fields end at a lone hyphen.
    let hyphen = fields.iter().skip(6).position(|field| *field == b"-")? + 6;
    let options = fields.get(hyphen + 3)?;
    Some(Mount {
        device: device(fields.get(2)?)?,
        point: unescape(fields.get(4)?),
        fs: unescape(fields.get(hyphen + 1)?),
        source: unescape(fields.get(hyphen + 2)?),
        read_only: options.split(|&byte| byte == b',').any(|option| option == b"ro"),
    })
}

/// `8:1`.
pub(super) fn device(text: &[u8]) -> Option<Device> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let (major, minor) = text.split_once(':')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Names of the devices and files in `/proc/swaps`.
pub fn swaps(text: &[u8]) -> Vec<Vec<u8>> {
    let lines = text.split(|&byte| byte == b'\n').skip(1);
    lines
        .filter_map(|line| line.split(|byte| byte.is_ascii_whitespace()).next())
        .filter(|name| !name.is_empty())
        .map(unescape)
        .collect()
}

/// Mounts of any of `devices`. `named` finds the device that a name stands for: file systems over several devices have a number of their own.
pub fn of_devices<'m>(
    mounts: &'m [Mount],
    devices: &BTreeSet<Device>,
    named: &dyn Fn(&[u8]) -> Option<Device>,
) -> Vec<(Device, &'m Mount)> {
    let device_of = |mount: &Mount| {
        if devices.contains(&mount.device) {
            return Some(mount.device);
        }
        let by_name = mount.source.starts_with(b"/").then(|| named(&mount.source)).flatten();
        by_name.filter(|device| devices.contains(device))
    };
    mounts.iter().filter_map(|mount| Some((device_of(mount)?, mount))).collect()
}

/// The mount that a path lies in, by the number of its file system, or else by the longest mount point above it. The last one mounted wins.
pub fn holding<'m>(mounts: &'m [Mount], device: Device, path: &[u8]) -> Option<&'m Mount> {
    let above = |mount: &&Mount| {
        let point = mount.point.as_slice();
        point == b"/" || path == point || (path.starts_with(point) && path.get(point.len()) == Some(&b'/'))
    };
    let longest = |mount: &&Mount| mount.point.len();
    let found = mounts.iter().filter(|mount| mount.device == device).filter(above).max_by_key(longest);
    found.or_else(|| mounts.iter().filter(above).max_by_key(longest))
}

/// `\040` and the like (getmntent(3)).
fn unescape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        let code =
            after.get(..3).filter(|digits| byte == b'\\' && digits.iter().all(|digit| (b'0'..b'8').contains(digit)));
        let value = code.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        match value {
            Some(value) => {
                out.push(value);
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                out.push(byte);
                rest = after;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = b"36 35 8:1 / /mnt/evidence\\040disk ro,noatime master:1 - ext4 /dev/sda1 ro,errors=continue\n\
        37 35 8:2 / /mnt/shown ro,relatime shared:7 master:2 - ext4 /dev/sda2 rw,errors=continue\n\
        38 35 0:41 / /data rw - btrfs /dev/sdb3 rw,ssd\n\
        39 35 0:42 / /mnt rw - tmpfs tmpfs rw\n\
        40 35 0:43 / /net rw - autofs auto.net rw,fd=6\n\
        damaged line\n41 35 x:y / /z rw - ext4 a rw\n";

    #[test]
    fn a_line_says_device_place_and_whether_the_file_system_itself_is_read_only() {
        let all = mounts(TEXT);
        assert_eq!(all.len(), 5);
        assert_eq!(
            (all[0].device, all[0].point.as_slice(), all[0].read_only),
            ((8, 1), &b"/mnt/evidence disk"[..], true)
        );
        assert!(!all[1].read_only, "a read-only view of a writable file system");
    }

    #[test]
    fn mounts_are_found_by_number_and_by_name() {
        let all = mounts(TEXT);
        let named = |name: &[u8]| (name == b"/dev/sdb3").then_some((8, 19));
        let found = of_devices(&all, &BTreeSet::from([(8, 2), (8, 19)]), &named);
        let points: Vec<_> = found.iter().map(|(device, mount)| (*device, mount.point.as_slice())).collect();
        assert_eq!(points, [((8, 2), &b"/mnt/shown"[..]), ((8, 19), &b"/data"[..])]);
        assert!(of_devices(&all, &BTreeSet::from([(8, 3)]), &named).is_empty());
    }

    #[test]
    fn a_path_lies_in_the_longest_mount_above_it() {
        let all = mounts(TEXT);
        assert_eq!(holding(&all, (0, 42), b"/mnt/x").map(|mount| mount.fs.as_slice()), Some(&b"tmpfs"[..]));
        assert_eq!(holding(&all, (9, 9), b"/data/a").map(|mount| mount.fs.as_slice()), Some(&b"btrfs"[..]));
        assert_eq!(holding(&all, (9, 9), b"/database"), None);
    }

    #[test]
    fn swap_is_a_use() {
        let text = b"Filename\t\t\tType\n/dev/sda3                               partition\t1 0 -2\n/swap\\040file file 1 0 -3\n";
        assert_eq!(swaps(text), [b"/dev/sda3".to_vec(), b"/swap file".to_vec()]);
        assert!(swaps(b"").is_empty());
    }
}

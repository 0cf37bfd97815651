//! The disk under a directory: free space, and whether it is encrypted as far as the system tells.

use std::path::Path;

/// Free bytes for this user where `path` lies.
///
/// # Errors
/// The system's words.
pub(super) fn free(path: &Path) -> Result<u64, String> {
    let stat = rustix::fs::statvfs(path).map_err(|errno| std::io::Error::from(errno).to_string())?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// Whether the device under `path` is encrypted; `None` where that cannot be told.
pub(super) fn encrypted(path: &Path) -> Option<bool> {
    #[cfg(target_os = "linux")]
    {
        let device = std::os::unix::fs::MetadataExt::dev(&std::fs::metadata(path).ok()?);
        let numbers = format!("{}:{}", rustix::fs::major(device), rustix::fs::minor(device));
        let under = std::fs::canonicalize(Path::new("/sys/dev/block").join(numbers)).ok()?;
        Some(has_crypt(&under, 0))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

/// Deepest stack of devices that is followed: LVM on RAID on dm-crypt is three.
const DEPTH: u8 = 8;

/// Whether a device, or every one that it lies on, is a dm-crypt mapping: its device-mapper UUID then starts with `CRYPT-` (cryptsetup).
#[cfg(target_os = "linux")]
fn has_crypt(device: &Path, depth: u8) -> bool {
    if std::fs::read_to_string(device.join("dm/uuid")).is_ok_and(|uuid| uuid.starts_with("CRYPT-")) {
        return true;
    }
    let below: Vec<_> = std::fs::read_dir(device.join("slaves")).into_iter().flatten().flatten().collect();
    depth < DEPTH
        && !below.is_empty()
        && below.iter().all(|entry| std::fs::canonicalize(entry.path()).is_ok_and(|path| has_crypt(&path, depth + 1)))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use std::fs;

    /// A device with a device-mapper UUID and the devices it lies on, as `/sys/class/block` shows them.
    fn device(root: &Path, name: &str, uuid: Option<&str>, on: &[&str]) -> std::path::PathBuf {
        let device = root.join(name);
        fs::create_dir_all(device.join("slaves")).unwrap();
        if let Some(uuid) = uuid {
            fs::create_dir_all(device.join("dm")).unwrap();
            fs::write(device.join("dm/uuid"), uuid).unwrap();
        }
        for below in on {
            std::os::unix::fs::symlink(root.join(below), device.join("slaves").join(below)).unwrap();
        }
        device
    }

    #[test]
    fn a_volume_is_encrypted_if_all_it_lies_on_is() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        let plain = device(root, "sda1", None, &[]);
        let crypt = device(root, "dm-0", Some("CRYPT-LUKS2-aa-root\n"), &["sda1"]);
        let volume = device(root, "dm-1", Some("LVM-bb"), &["dm-0"]);
        let half = device(root, "dm-2", Some("LVM-cc"), &["dm-0", "sda1"]);
        assert_eq!([&plain, &crypt, &volume, &half].map(|device| has_crypt(device, 0)), [false, true, true, false]);
    }

    #[test]
    fn devices_in_a_circle_end() {
        let dir = tempfile::tempdir().unwrap();
        let first = device(dir.path(), "dm-0", Some("LVM-a"), &["dm-1"]);
        device(dir.path(), "dm-1", Some("LVM-b"), &["dm-0"]);
        assert!(!has_crypt(&first, 0));
    }

    #[test]
    fn space_is_told() {
        assert!(free(Path::new("/")).is_ok());
        assert!(free(Path::new("/nowhere/at/all")).is_err());
    }
}

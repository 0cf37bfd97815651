use super::*;
use std::os::unix::fs::symlink;

/// A `/sys` with a USB disk of two partitions, the second one opened as an encrypted volume, and a loop device.
pub(crate) fn system() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    let put = |path: &str, content: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    let usb = "sys/devices/pci0/usb1/1-2";
    let disk = &format!("{usb}/1-2:1.0/host0/target0/block/sda");
    put(&format!("{usb}/serial"), "USB-123\n");
    for (path, content) in [
        ("dev", "8:0\n"),
        ("ro", "1\n"),
        ("size", "8192\n"),
        ("queue/rotational", "0\n"),
        ("queue/logical_block_size", "512\n"),
        ("queue/physical_block_size", "4096\n"),
        ("device/vendor", "Acme    \n"),
        ("device/model", "Stick \u{1b}[2J\n"),
        ("sda1/dev", "8:1\n"),
        ("sda1/partition", "1\n"),
        ("sda1/start", "2048\n"),
        ("sda1/size", "1024\n"),
        ("sda2/dev", "8:2\n"),
        ("sda2/partition", "2\n"),
        ("sda2/start", "4096\n"),
        ("sda2/size", "4096\n"),
    ] {
        put(&format!("{disk}/{path}"), content);
    }
    let volume = "sys/devices/virtual/block/dm-0";
    put(&format!("{volume}/dev"), "399:0\n");
    put(&format!("{volume}/dm/uuid"), "CRYPT-LUKS2-00ff-evidence\n");
    put("sys/devices/virtual/block/loop0/dev", "7:0\n");
    put("run/udev/data/b8:0", "S:disk\nE:ID_MODEL=other\nE:UDISKS_IGNORE=1\n");
    for directory in [&format!("{disk}/sda2/holders"), &format!("{volume}/slaves"), "sys/dev/block"] {
        fs::create_dir_all(root.join(directory)).unwrap();
    }
    let link = |to: &str, at: &str| symlink(root.join(to), root.join(at)).unwrap();
    link(volume, &format!("{disk}/sda2/holders/dm-0"));
    link(&format!("{disk}/sda2"), &format!("{volume}/slaves/sda2"));
    link(disk, "sys/dev/block/8:0");
    link(&format!("{disk}/sda1"), "sys/dev/block/8:1");
    link(&format!("{disk}/sda2"), "sys/dev/block/8:2");
    link(volume, "sys/dev/block/399:0");
    link("sys/devices/virtual/block/loop0", "sys/dev/block/7:0");
    dir
}

#[test]
fn what_stands_on_a_disk_and_what_a_volume_stands_on() {
    let root = system();
    let devices = Devices::of(root.path());
    assert_eq!(devices.above((8, 0)), BTreeSet::from([(8, 0), (8, 1), (8, 2), (399, 0)]));
    assert_eq!(devices.above((8, 1)), BTreeSet::from([(8, 1)]));
    assert_eq!(devices.disks((399, 0), true), BTreeSet::from([(8, 0), (399, 0)]));
    assert_eq!(devices.disks((8, 1), true), BTreeSet::from([(8, 0)]));
    assert_eq!(devices.holders((8, 0)), ["dm-0 (CRYPT-LUKS2-00ff-evidence)"]);
    assert_eq!(devices.partitions((8, 0)), [(1, 1 << 20, 512 << 10), (2, 2 << 20, 2 << 20)]);
    assert!(devices.above((9, 9)).contains(&(9, 9)) && devices.disks((9, 9), true).is_empty());
}

#[test]
fn a_file_behind_a_loop_device_is_followed_for_the_destination_only() {
    let root = system();
    let file = root.path().join("image");
    fs::write(&file, b"x").unwrap();
    let behind = split(fs::metadata(&file).unwrap().dev());
    fs::create_dir(root.path().join("sys/devices/virtual/block/loop0/loop")).unwrap();
    fs::write(root.path().join("sys/devices/virtual/block/loop0/loop/backing_file"), file.as_os_str().as_bytes())
        .unwrap();
    // The disk that the file lies on, in this system's terms.
    let disk = root.path().join("sys/devices/virtual/block/vdz");
    fs::create_dir(&disk).unwrap();
    fs::write(disk.join("dev"), format!("{}:{}\n", behind.0, behind.1)).unwrap();
    symlink(&disk, root.path().join(format!("sys/dev/block/{}:{}", behind.0, behind.1))).unwrap();
    let devices = Devices::of(root.path());
    assert_eq!(devices.disks((7, 0), true), BTreeSet::from([(7, 0), behind]));
    assert_eq!(devices.disks((7, 0), false), BTreeSet::from([(7, 0)]));
}

#[test]
fn a_medium_describes_itself_and_its_words_are_cleaned() {
    let root = system();
    let devices = Devices::of(root.path());
    let medium = devices.medium((8, 1));
    assert_eq!((medium.name.as_str(), medium.vendor.as_str(), medium.serial.as_str()), ("sda", "Acme", "USB-123"));
    assert_eq!((medium.bus.as_str(), medium.rotational), ("usb", Some(false)));
    assert!(medium.model.starts_with("Stick ") && !medium.model.contains('\u{1b}'), "{}", medium.model);
    assert_eq!(devices.read_only((8, 0)), Some(true));
    assert_eq!(devices.sectors((8, 2)), (Some(512), Some(4096)));
    assert!(devices.kept_off((8, 0)) && !devices.kept_off((8, 1)));
    assert_eq!(devices.medium((9, 9)), Medium::default());
}

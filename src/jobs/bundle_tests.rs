//! Bundles that are not what the script left.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;

use sha2::Digest as _;

use super::*;
use Difference as D;

/// A bundle as a script leaves it, made here by hand.
fn made() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("bundle-fw01-20261121T024000Z");
    fs::create_dir(&path).unwrap();
    let meta = "format: warroom-bundle/1\noperator: R. N.\nasset: fw01: egress\nauthority: Lead\nrollback: \nhost: jump\nuser: root\n\
                zone: +0530\nexit: 0\nstate_command: cat rules\nchange_started: 2026-11-21T02:40:01Z\nchanged: 2026-11-21T02:40:03Z\n";
    let texts = [
        ("before.txt", "allow any\n"),
        ("transcript.txt", "sed\n"),
        ("after.txt", "deny any\n"),
        ("change.txt", "sed -i s/allow/deny/ rules\nreload\n"),
        ("clock.txt", "== start\n"),
        ("meta.txt", meta),
    ];
    for (name, text) in texts {
        fs::write(path.join(name), text).unwrap();
    }
    sign(&path);
    (home, path)
}

/// Writes the digests of what is there.
fn sign(path: &Path) {
    let line = |name: &str| {
        let digest: [u8; 32] = sha2::Sha256::digest(fs::read(path.join(name)).unwrap()).into();
        format!("{}  {name}\n", hex(&digest))
    };
    fs::write(path.join(SUMS), FILES.iter().map(|(name, _)| line(name)).collect::<String>()).unwrap();
}

fn differences(path: &Path) -> Vec<Difference> {
    Bundle::read(path).unwrap().differences
}

#[test]
fn an_untouched_bundle_fills_the_form() {
    let (_home, path) = made();
    let bundle = Bundle::read(&path).unwrap();
    assert_eq!((bundle.differences.as_slice(), bundle.files.len(), bundle.unchanged()), (&[][..], 6, false));
    let sums: [u8; 32] = sha2::Sha256::digest(fs::read(path.join(SUMS)).unwrap()).into();
    assert_eq!(bundle.sums_sha256, Some(hex(&sums)));
    let input = bundle.input();
    let filled: Vec<(&str, &str)> = input.iter().filter(|(name, _)| *name != "note").collect();
    let at = |name: &str| path.join(name).to_str().unwrap().to_owned();
    assert_eq!(
        filled,
        [
            ("after", at("after.txt").as_str()),
            ("asset", "fw01: egress"),
            ("at", "2026-11-21T02:40:03.000Z"),
            ("authority", "Lead"),
            ("before", at("before.txt").as_str()),
            ("change", "sed -i s/allow/deny/ rules; reload"),
            ("device", "jump"),
            ("device-clock", "2026-11-21T08:10:03+05:30"),
            ("operator", "R. N."),
            ("transcript", at("transcript.txt").as_str()),
        ]
    );
    let note = input.get("note").unwrap();
    assert!(note.contains(&hex(&sums)) && note.contains("bundle-fw01-20261121T024000Z"), "{note}");
}

#[test]
fn each_kind_of_difference_is_named() {
    type Fault = fn(&Path);
    type Expected = fn(&Difference) -> bool;
    let faults: &[(Fault, Expected)] = &[
        (
            |p| fs::write(p.join("after.txt"), "deny anx\n").unwrap(),
            |d| matches!(d, D::Changed { name: "after.txt", stated, found } if stated != found),
        ),
        (|p| fs::remove_file(p.join("before.txt")).unwrap(), |d| *d == D::Missing("before.txt")),
        (|p| fs::remove_file(p.join(SUMS)).unwrap(), |d| *d == D::Missing(SUMS)),
        (|p| fs::write(p.join("notes\u{1b}.txt"), "x").unwrap(), |d| *d == D::Extra("notes<U+001B>.txt".into())),
        (
            |p| fs::write(p.join(std::ffi::OsStr::from_bytes(b"\xff")), "x").unwrap(),
            |d| *d == D::Extra("<0xFF>".into()),
        ),
        (|p| fs::create_dir(p.join("more")).unwrap(), |d| *d == D::Extra("more".into())),
        (
            |p| {
                fs::rename(p.join("after.txt"), p.with_extension("elsewhere")).unwrap();
                // The same bytes, reached through a link.
                symlink(p.with_extension("elsewhere"), p.join("after.txt")).unwrap();
            },
            |d| *d == D::NotAFile { name: "after.txt", what: "a symbolic link" },
        ),
        (
            |p| {
                fs::remove_file(p.join(SUMS)).unwrap();
                symlink("/etc/passwd", p.join(SUMS)).unwrap();
            },
            |d| *d == D::NotAFile { name: SUMS, what: "a symbolic link" },
        ),
        (
            |p| {
                fs::remove_file(p.join("clock.txt")).unwrap();
                fs::create_dir(p.join("clock.txt")).unwrap();
            },
            |d| *d == D::NotAFile { name: "clock.txt", what: "a directory" },
        ),
        (
            |p| {
                fs::remove_file(p.join("before.txt")).unwrap();
                let mode = Mode::RUSR | Mode::WUSR;
                let kind = rustix::fs::FileType::Fifo;
                rustix::fs::mknodat(rustix::fs::CWD, p.join("before.txt"), kind, mode, 0).unwrap();
            },
            |d| *d == D::NotAFile { name: "before.txt", what: "a pipe or a device" },
        ),
        (
            |p| {
                fs::write(p.join("meta.txt"), vec![b'x'; usize::try_from(SMALL).unwrap() + 1]).unwrap();
                sign(p);
            },
            |d| *d == D::TooLarge { name: "meta.txt", limit: SMALL },
        ),
        (
            // A hole of 64 MiB and a byte: nothing is written, nothing is kept in memory.
            |p| fs::File::create(p.join("transcript.txt")).unwrap().set_len(LARGE + 1).unwrap(),
            |d| *d == D::TooLarge { name: "transcript.txt", limit: LARGE },
        ),
        (
            |p| {
                let sums = fs::read_to_string(p.join(SUMS)).unwrap();
                fs::write(p.join(SUMS), sums.lines().skip(1).map(|l| format!("{l}\n")).collect::<String>()).unwrap();
            },
            |d| *d == D::NotListed("before.txt"),
        ),
        (
            |p| {
                let sums = fs::read_to_string(p.join(SUMS)).unwrap();
                fs::write(p.join(SUMS), format!("{sums}{sums}")).unwrap();
            },
            |d| *d == D::ListedTwice("meta.txt"),
        ),
        (
            |p| {
                let sums = fs::read_to_string(p.join(SUMS)).unwrap();
                fs::write(p.join(SUMS), sums.replace("clock.txt", "../../../etc/passwd")).unwrap();
            },
            |d| *d == D::Foreign("../../../etc/passwd".into()),
        ),
        (
            |p| fs::write(p.join(SUMS), "no digest at all\n").unwrap(),
            |d| *d == D::Line { number: 1, problem: LineProblem::Format },
        ),
        (
            |p| {
                fs::write(p.join("meta.txt"), "asset: a\nasset: b\n").unwrap();
                sign(p);
            },
            |d| *d == D::SaidTwice("asset".into()),
        ),
        (
            |p| {
                fs::write(p.join("meta.txt"), "asset: a\n").unwrap();
                sign(p);
            },
            |d| *d == D::Format,
        ),
        (|p| (0..200).for_each(|n| fs::write(p.join(n.to_string()), "").unwrap()), |d| *d == D::TooMany),
    ];
    for (number, (fault, expected)) in faults.iter().enumerate() {
        let (_home, path) = made();
        fault(&path);
        let found = differences(&path);
        assert!(found.iter().any(expected), "fault {number}: {found:?}");
        assert!(found.len() < 110 && found.iter().all(|d| !d.to_string().contains('\u{1b}')), "{found:?}");
    }
}

#[test]
fn what_is_no_directory_is_not_read() {
    let (home, path) = made();
    symlink(&path, home.path().join("link")).unwrap();
    assert_eq!(Bundle::read(&home.path().join("link")), Err(BundleProblem::NotADirectory));
    assert_eq!(Bundle::read(&path.join("meta.txt")), Err(BundleProblem::NotADirectory));
    assert_eq!(Bundle::read(&home.path().join("absent")), Err(BundleProblem::NotFound));
    let empty = home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let bundle = Bundle::read(&empty).unwrap();
    assert_eq!(bundle.differences.len(), 7);
    assert_eq!(bundle.input().iter().map(|(name, _)| name).collect::<Vec<_>>(), ["note"], "nothing is made up");
}

#[test]
fn times_and_zones_that_are_none_stay_empty() {
    for (zone, minutes) in [
        ("+0100", Some(60)),
        ("-0330", Some(-210)),
        ("+05:30", Some(330)),
        ("+0000", Some(0)),
        ("", None),
        ("Z", None),
        ("+1", None),
        ("+9900", None),
        ("+0099", None),
        ("+-100", None),
        ("+01000", Some(60)),
        ("\u{e9}0100", None),
    ] {
        assert_eq!(minutes_east(zone), minutes, "{zone:?}");
    }
    let (_home, path) = made();
    let meta = fs::read_to_string(path.join("meta.txt")).unwrap();
    fs::write(path.join("meta.txt"), meta.replace("2026-11-21T", "yesterday ")).unwrap();
    let input = Bundle::read(&path).unwrap().input();
    assert_eq!((input.get("at"), input.get("device-clock")), (None, None));
}

//! The register of media through the program: what it wrote to, what it read from, what came and went by hand; and what is said where nobody takes an export.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::destination;
use super::outside::{Laptop, folders, is_root};
use crate::support::problems;

fn said(command: &mut Command) -> (Value, String) {
    let done = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{stderr}");
    (serde_json::from_slice(&done.stdout).unwrap_or_default(), stderr)
}

/// Direction, way and serial number of everything in the register.
fn register(laptop: &Laptop) -> Vec<(String, String, String)> {
    let (document, _) = said(laptop.command("").args(["media", "--json"]));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut found = Vec::new();
    for medium in document["media"].as_array().unwrap() {
        for handled in medium["handled"].as_array().unwrap() {
            found.push((text(&handled["direction"]), text(&handled["way"]), text(&medium["serial"])));
        }
    }
    found
}

#[test]
fn what_went_out_and_what_came_by_hand_is_in_the_register_and_in_the_folder() {
    let laptop = Laptop::new();
    let note = ["do", "medium-note", "medium=blue stick", "came-or-went=received", "serial=4C53", "holds=router logs"];
    let (_, stderr) = said(laptop.command("").args(note));
    assert!(stderr.contains("X-10"), "nobody is named who brought it: {stderr}");
    let place = destination();
    let (recorded, stderr) = said(laptop.export("", place.path()).arg("--json"));
    assert_eq!(recorded["unreleased"], true, "{recorded}");
    assert!(stderr.contains("nobody holds the role that stores evidence"), "{stderr}");
    let by_hand = ("in".to_owned(), "by-hand".to_owned(), "4C53".to_owned());
    let written = ("out".to_owned(), "export".to_owned(), String::new());
    assert_eq!(register(&laptop), [by_hand, written]);
    let table = folders(place.path())[0].join("data/tables/media.csv");
    let table = std::fs::read_to_string(table).unwrap();
    assert!(table.contains("\"4C53\"") && table.contains("\"blue stick; router logs\""), "{table}");
    assert!(table.contains("\"out\",\"export\""), "{table}");
    let sheet = laptop.command("").arg("media").output().unwrap();
    let sheet = String::from_utf8_lossy(&sheet.stdout).into_owned();
    assert!(sheet.contains("in, by hand: blue stick; router logs") && sheet.contains("out, case folder: "), "{sheet}");
}

#[test]
fn whoever_takes_an_export_is_on_record_and_then_nothing_is_missing() {
    let laptop = Laptop::new();
    let place = destination();
    let (recorded, stderr) = said(laptop.export("", place.path()).args(["--json", "--to", "Eva Store"]));
    assert_eq!(recorded["unreleased"], false, "{recorded}");
    assert!(!stderr.contains("no release"), "{stderr}");
}

#[test]
fn a_file_and_a_case_that_come_from_a_mounted_stick_are_in_the_register() {
    let memory = Path::new("/dev/shm");
    if !is_root() || !memory.is_dir() {
        println!("skipped: a file system is mounted only as root, from an image in memory");
        return;
    }
    let work = tempfile::Builder::new().prefix("warroom-stick-").tempdir_in(memory).unwrap();
    let (image, mount) = (work.path().join("stick.img"), work.path().join("stick"));
    std::fs::create_dir(&mount).unwrap();
    std::fs::File::create(&image).unwrap().set_len(64 << 20).unwrap();
    let sh = |text: String| {
        Command::new("sh").args(["-ec", &text]).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    };
    let (from, at) = (image.display(), mount.display());
    if !sh(format!("mkfs.ext4 -q -F {from} && mount -o loop {from} {at}")) {
        println!("skipped: no image can be mounted here");
        return;
    }
    let laptop = Laptop::new();
    std::fs::write(mount.join("router.log"), b"deny any\n").unwrap();
    let exhibit = format!("path={}", mount.join("router.log").display());
    said(laptop.command("").args(["do", "exhibit", "description=router log", &exhibit]));
    // Not the case's own disk: nothing has to be insisted on.
    let export = ["--without-dossier", "--reason", "test", "--json"];
    let (recorded, _) = said(laptop.command("").arg("export").arg(&mount).args(export));
    let other = Laptop::new();
    let taken_in = other.dir.path().join("taken-in.warroom");
    let import =
        said(other.command("").arg("import").arg(recorded["folder"].as_str().unwrap()).arg("--to").arg(&taken_in));
    assert_eq!(
        problems(&taken_in),
        [""; 0],
        "the laptop that read the case in opened no chain that nobody admitted: {import:?}"
    );
    let mut ways: Vec<String> =
        register(&laptop).into_iter().map(|(direction, way, _)| format!("{direction} {way}")).collect();
    ways.sort();
    assert_eq!(ways, ["in exhibit", "out export"], "{import:?}");
    // Both work on and exchange by stick: that the other one read is noted once on each side, not answered for ever.
    let second = Laptop::new();
    std::fs::copy(laptop.case(), second.case()).unwrap();
    said(second.command("").args(["do", "log", "text=on the second laptop"]));
    let handed = mount.join("handed.warroom");
    let merge = |from: &Laptop, to: &Laptop| {
        std::fs::copy(from.case(), &handed).unwrap();
        said(to.command("").arg("merge").arg(&handed).arg("--json")).0
    };
    let waiting = merge(&second, &laptop)["not_admitted"][0].clone();
    let field = |name: &str| format!("{name}={}", waiting[name].as_str().unwrap());
    said(laptop.command("").args(["do", "admit", &field("station"), &field("fingerprint")]));
    let heads = |document: &Value| document["case_head"].as_str().unwrap().to_owned();
    for _ in 0..3 {
        merge(&laptop, &second);
        merge(&second, &laptop);
    }
    let last = merge(&laptop, &second);
    assert_eq!(last["new"], serde_json::json!([]), "{last}");
    assert_eq!(heads(&last), heads(&merge(&second, &laptop)));
    assert_eq!((problems(&laptop.case()), problems(&second.case())), (vec![], vec![]));
    let merges = |laptop: &Laptop| register(laptop).iter().filter(|(_, way, _)| way == "merge").count();
    assert_eq!((merges(&laptop), merges(&second)), (2, 2), "one on each side");
    sh(format!("umount {at}"));
}

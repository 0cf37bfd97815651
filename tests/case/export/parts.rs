//! An exhibit larger than the medium takes: refused with the way on, or let go in parts that stock tools put together and `warroom verify` holds against the register.
//! The limit of a process on the size of its files stands in for that of FAT32.

use std::path::Path;
use std::process::{Command, Output};

use sha2::{Digest as _, Sha256};
use warroom::export::verify::folder;

use super::destination;
use super::outside::{Laptop, folders};

/// 4 MiB, in the blocks of 512 bytes that the shell counts in.
const LIMIT: &str = "ulimit -f 8192; exec";
const PART: usize = 4 << 20;

pub(super) fn with_evidence(laptop: &Laptop, to: &Path, more: &[&str]) -> Output {
    laptop.export(LIMIT, to).arg("--with-evidence").args(more).output().unwrap()
}

fn flaws(path: &Path) -> Vec<String> {
    folder(path, None).unwrap().flaws.iter().map(|flaw| format!("{flaw:?}")).collect()
}

#[test]
fn an_exhibit_that_is_too_large_goes_in_parts_where_that_is_asked_for() {
    let laptop = Laptop::new();
    let image = laptop.dir.path().join("Disk Image.dd");
    let bytes: Vec<u8> = (0..2 * PART + 777).map(|at| u8::try_from(at % 251).unwrap()).collect();
    std::fs::write(&image, &bytes).unwrap();
    let add =
        laptop.command("").args(["evidence", "add"]).arg(&image).args(["--description", "disk"]).output().unwrap();
    assert!(add.status.success(), "{add:?}");
    let place = destination();

    let refused = with_evidence(&laptop, place.path(), &[]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("e-001-disk-image.dd has 8389385 bytes") && said.contains("--split"), "{said}");
    assert!(folders(place.path()).is_empty());

    let done = with_evidence(&laptop, place.path(), &["--split"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    assert!(said.contains("data/evidence/files/e-001-disk-image.dd (3)"), "{said}");
    let path = folders(place.path()).remove(0);
    let part = |number: usize| path.join(format!("data/evidence/files/e-001-disk-image.dd.{number:03}"));
    assert_eq!(std::fs::metadata(part(0)).unwrap().len(), PART as u64);
    // As VERIFY.txt says.
    let mut whole = Command::new("sh");
    whole.arg("-c").arg("cat data/evidence/files/e-001-disk-image.dd.[0-9]* | sha256sum");
    let whole = whole_of(whole.current_dir(&path));
    assert_eq!(whole, warroom::journal::hex(&Sha256::digest(&bytes)));
    let listed = std::fs::read_to_string(path.join("data/evidence/e-001.sha256")).unwrap();
    assert_eq!(listed, format!("{whole}  files/e-001-disk-image.dd\n"), "whole again once the parts are put together");
    assert_eq!(flaws(&path), Vec::<String>::new());
    let script = Command::new("python3").args(["-B", "verify.py", "."]).current_dir(&path).output().unwrap();
    assert_eq!(script.status.code(), Some(0), "{}", String::from_utf8_lossy(&script.stdout));

    // Two parts change places: every byte of the exhibit is still there.
    std::fs::rename(part(0), path.join("aside")).unwrap();
    std::fs::rename(part(1), part(0)).unwrap();
    std::fs::rename(path.join("aside"), part(1)).unwrap();
    let swapped = flaws(&path).join("\n");
    assert!(swapped.contains("e-001-disk-image.dd\"") && swapped.contains("no exhibit of the register"), "{swapped}");
    std::fs::remove_file(part(2)).unwrap();
    assert!(flaws(&path).join("\n").contains("no exhibit of the register has these bytes"));
    std::fs::remove_file(part(0)).unwrap();
    let missing = flaws(&path).join("\n");
    assert!(missing.contains("they do not make a whole file"), "{missing}");
}

fn whole_of(command: &mut Command) -> String {
    let said = command.output().unwrap();
    assert!(said.status.success(), "{said:?}");
    String::from_utf8_lossy(&said.stdout).split_whitespace().next().unwrap_or_default().to_owned()
}

/// Each part of an image travels under its name: one that is missing, altered or in the wrong place is named with the exhibit and its place.
#[test]
fn every_part_of_an_image_in_parts_is_held_against_the_register() {
    let laptop = Laptop::new();
    for number in 1..=3_u8 {
        std::fs::write(laptop.dir.path().join(format!("d.E0{number}")), vec![number; 5000 + usize::from(number)])
            .unwrap();
    }
    let first = laptop.dir.path().join("d.E01");
    let add =
        laptop.command("").args(["evidence", "add"]).arg(&first).args(["--description", "disk"]).output().unwrap();
    assert!(add.status.success(), "{add:?}");
    let place = destination();
    let done = with_evidence(&laptop, place.path(), &[]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let path = folders(place.path()).remove(0);
    let part = |number: usize| path.join(format!("data/evidence/files/e-001-d.e{number:02}"));
    assert_eq!(flaws(&path), Vec::<String>::new());
    let kept = std::fs::read(part(2)).unwrap();

    std::fs::remove_file(part(2)).unwrap();
    let missing = flaws(&path).join("\n");
    assert!(missing.contains("part 2 of 3 of exhibit e-001 is missing"), "{missing}");
    std::fs::write(part(2), vec![9; kept.len()]).unwrap();
    let altered = flaws(&path).join("\n");
    assert!(altered.contains("part 2 of 3 of exhibit e-001 was altered"), "{altered}");
    assert!(!altered.contains("part 1 of 3") && !altered.contains("is missing"), "{altered}");
    std::fs::write(part(2), &kept).unwrap();
    std::fs::copy(part(2), part(4)).unwrap();
    let extra = flaws(&path).join("\n");
    assert!(extra.contains("e-001-d.e04") && extra.contains("bears the name of none"), "{extra}");
    std::fs::remove_file(part(4)).unwrap();
    std::fs::rename(part(1), path.join("aside")).unwrap();
    std::fs::rename(part(2), part(1)).unwrap();
    std::fs::rename(path.join("aside"), part(2)).unwrap();
    let swapped = flaws(&path).join("\n");
    assert!(swapped.contains("part 1 of 3 of exhibit e-001 was altered"), "{swapped}");
    // None of it here: a medium was not attached, which is no damage of the folder beside the manifest's.
    for number in 1..=3 {
        std::fs::remove_file(part(number)).unwrap();
    }
    let report = folder(&path, None).unwrap();
    let remarks = format!("{:?}", report.remarks);
    assert!(remarks.contains("the bytes of exhibit E-001 are not in this folder"), "{remarks}");
    assert!(!format!("{:?}", report.flaws).contains("part 1 of 3"), "{:?}", report.flaws);
}

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

fn with_evidence(laptop: &Laptop, to: &Path, more: &[&str]) -> Output {
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
    assert!(listed.starts_with(&whole), "{listed}");
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

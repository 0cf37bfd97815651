//! Check files of exhibits, judged by the real `sha256sum -c` from the directory in which they lie.

use std::path::Path;
use std::process::Command;

use warroom::export::verify::folder;

use super::destination;
use super::outside::{Laptop, folders};
use super::parts::with_evidence;

/// Whether `sha256sum -c` passes over every check file of a directory, and what it says.
fn checks(directory: &Path) -> (bool, String) {
    let mut shell = Command::new("sh");
    let said = shell.arg("-c").arg("sha256sum -c ./*.sha256").current_dir(directory).output().unwrap();
    let words = [said.stdout, said.stderr].concat();
    (said.status.success(), String::from_utf8_lossy(&words).into_owned())
}

#[test]
fn stock_sha256sum_passes_over_the_check_files_where_they_lie() {
    let laptop = Laptop::new();
    let file = |name: &str| laptop.dir.path().join(name);
    std::fs::write(file("Disk Image.dd"), vec![7_u8; 70_000]).unwrap();
    std::fs::write(file("gone.log"), "seen once\n").unwrap();
    for number in 1..=2_u8 {
        std::fs::write(file(&format!("d.E0{number}")), vec![number; 500]).unwrap();
    }
    for name in ["Disk Image.dd", "gone.log", "d.E01"] {
        let add = ["evidence", "add"];
        let add = laptop.command("").args(add).arg(file(name)).args(["--description", name]).output().unwrap();
        assert!(add.status.success(), "{add:?}");
    }
    // Of one exhibit the bytes are not at hand when it is exported.
    std::fs::remove_file(file("gone.log")).unwrap();
    let place = destination();
    let made = with_evidence(&laptop, place.path(), &[]);
    assert!(made.status.success(), "{made:?}");
    let path = folders(place.path()).remove(0);
    let lists = path.join("data/evidence");
    let (passed, said) = checks(&lists);
    assert!(passed, "{said}");
    assert!(said.contains("files/e-001-disk-image.dd: OK") && said.contains("files/e-003-d.e02: OK"), "{said}");
    assert!(!said.contains("gone.log"), "{said}");
    let elsewhere = lists.join("elsewhere");
    let (passed, said) = checks(&elsewhere);
    assert!(!passed && said.contains("gone.log"), "it is not here: {said}");
    std::fs::write(elsewhere.join("gone.log"), "seen once\n").unwrap();
    let (passed, said) = checks(&elsewhere);
    assert!(passed && said.contains("gone.log: OK"), "carried to where the file lies: {said}");
    std::fs::remove_file(elsewhere.join("gone.log")).unwrap();
    assert_eq!(folder(&path, None).unwrap().flaws, []);
    let script = Command::new("python3").args(["-B", "verify.py", "."]).current_dir(&path).output().unwrap();
    assert_eq!(script.status.code(), Some(0), "{}", String::from_utf8_lossy(&script.stdout));
    let said = laptop.command("").arg("verify").arg(&path).output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(
        said.contains("3 files of exhibits") && !said.contains("1 files") && !said.contains("1 signatures"),
        "{said}"
    );
}

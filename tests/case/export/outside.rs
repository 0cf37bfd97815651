//! Faults from outside the program, each with the program itself: a stick that is full at some file, an fsync that fails, a kill, a stick that is pulled. What is
//! left never looks finished, the case says failed or cut off, and a second try works.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use warroom::app::case::Case;
use warroom::export::folder::layout;
use warroom::journal::signature::Purpose;

use super::super::anchor::stock;
use super::super::support::{problems, real_env};
use super::destination;
use super::faults::{signed, whole};

/// A laptop with a case on it, as the program finds it.
pub(super) struct Laptop {
    pub(super) dir: tempfile::TempDir,
}

impl Laptop {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let env = real_env(dir.path());
        let case = Case::create(&env, &dir.path().join("case.warroom"), Purpose::Incident, "A. Lead").unwrap();
        drop(case);
        let laptop = Laptop { dir };
        let declare = ["do", "declare", "title=t", "codename=kestrel", "procedure=generic-incident"];
        assert!(laptop.command("").args(declare).output().unwrap().status.success());
        laptop
    }

    pub(super) fn case(&self) -> PathBuf {
        self.dir.path().join("case.warroom")
    }

    /// The program; `before` is a shell text that ends in `exec` of it.
    pub(super) fn command(&self, before: &str) -> Command {
        let program = env!("CARGO_BIN_EXE_warroom");
        let mut command = if before.is_empty() {
            Command::new(program)
        } else {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("{before} \"$0\" \"$@\""), program]);
            shell
        };
        for (name, below) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")] {
            command.env(name, self.dir.path().join(below));
        }
        command.env("WARROOM_CASE", self.case()).env("WARROOM_OPERATOR", "A. Lead").stdin(Stdio::null());
        command
    }

    pub(super) fn export(&self, before: &str, to: &Path) -> Command {
        let mut command = self.command(before);
        command.arg("export").arg(to).args(["--force", "--without-dossier", "--reason", "test"]);
        command
    }

    /// States of the exports on record.
    pub(super) fn states(&self) -> Vec<String> {
        let case = Case::open(&real_env(self.dir.path()), &self.case(), "A. Lead").unwrap();
        case.state().exports.made.iter().map(|export| export.state().to_owned()).collect()
    }

    /// The last one is finished, on a good medium, and the case is whole.
    pub(super) fn second_try(&self) {
        let place = destination();
        let done = self.export("", place.path()).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let folders = folders(place.path());
        assert!(folders.len() == 1 && whole(&folders[0]), "{folders:?}");
        assert_eq!(self.states().last().map(String::as_str), Some("finished"));
        assert_eq!(problems(&self.case()), Vec::<String>::new());
    }
}

pub(super) fn folders(place: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.file_name().is_some_and(|name| name != "lost+found"));
    found
}

/// Nothing there is taken for finished.
fn nothing_finished(place: &Path) {
    for folder in folders(place) {
        let partial = folder.to_string_lossy().ends_with(layout::PARTIAL);
        assert!(partial || !signed(&folder), "{folder:?}");
    }
}

fn count(place: &Path) -> usize {
    let listed = std::fs::read_dir(place).into_iter().flatten().flatten();
    listed
        .map(|entry| if entry.file_type().is_ok_and(|kind| kind.is_dir()) { 1 + count(&entry.path()) } else { 1 })
        .sum()
}

/// Waits until so many names lie there, or the program ended.
fn until(child: &mut Child, place: &Path, names: usize) -> bool {
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        if count(place) >= names {
            return true;
        }
        std::thread::yield_now();
    }
}

#[test]
fn a_stick_that_is_full_at_a_file_holds_no_finished_folder() {
    let own = |flags: &str| {
        let tried = Command::new("unshare").args([flags, "true"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    };
    let Some(flags) = ["-Urm", "-m"].into_iter().find(|flags| own(flags)) else {
        println!("skipped: no mount namespace can be had here");
        return;
    };
    let laptop = Laptop::new();
    let place = tempfile::tempdir().unwrap();
    // Room for bytes, none for names: the preflight sees a free stick, and every file may be the one that does not fit.
    for inodes in (3..70).step_by(11) {
        let path = place.path().display();
        let before = format!(
            "set -e; exec unshare {flags} sh -c 'mount -t tmpfs -o size=64m,nr_inodes={inodes} none {path}; set +e; \"$0\" \"$@\"; code=$?; \
             find {path} -name \"*.sig\" | grep tagmanifest && exit 99; exit $code'"
        );
        let done = laptop.export(&before, place.path()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{inodes}: {said}");
        assert!(said.contains("EXPORT FAILED at write"), "{inodes}: {said}");
    }
    assert!(laptop.states().iter().all(|state| state == "failed"));
    laptop.second_try();
}

#[test]
fn a_failed_fsync_of_any_file_is_a_failed_export() {
    let Some(_) = stock("strace") else { return };
    let laptop = Laptop::new();
    let place = tempfile::tempdir().unwrap();
    let mut tried = 0;
    for (number, file) in (1..).zip([
        "data/journal/journal.ndjson",
        "data/db/case.sqlite",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ]) {
        let dry = laptop.export("", place.path()).args(["--dry-run", "--json"]).output().unwrap();
        let dry: serde_json::Value = serde_json::from_slice(&dry.stdout).unwrap();
        let name = dry["name"].as_str().unwrap();
        assert!(name.ends_with(&format!("_x{number:04}")), "{name}");
        let path = place.path().canonicalize().unwrap().join(format!("{name}.partial")).join(file);
        let before = format!(
            "exec strace -f -qq -o /dev/null -P {} -e trace=fsync,openat -e inject=fsync:error=EIO:when=1",
            path.display()
        );
        let done = laptop.export(&before, place.path()).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        if said.contains("ptrace") {
            println!("skipped: strace may not trace here: {said}");
            return;
        }
        assert_eq!(done.status.code(), Some(1), "{file}: {said}");
        assert!(said.contains("EXPORT FAILED") && said.contains("os error 5"), "{file}: {said}");
        nothing_finished(place.path());
        tried += 1;
    }
    assert_eq!(laptop.states(), vec!["failed"; tried]);
    laptop.second_try();
}

#[test]
fn a_kill_at_any_moment_leaves_nothing_finished_and_is_on_record_as_cut_off() {
    let laptop = Laptop::new();
    let mut killed = 0;
    for names in [1, 5, 20, 45, 60, 70] {
        let place = destination();
        let mut child = laptop.export("", place.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let there = until(&mut child, place.path(), names);
        let _ = child.kill();
        child.wait().unwrap();
        if there && !folders(place.path()).iter().any(|folder| signed(folder)) {
            killed += 1;
            nothing_finished(place.path());
        }
    }
    assert!(killed >= 3, "{killed}");
    assert!(!scratch(laptop.dir.path()).is_empty(), "a kill leaves the scratch behind");
    laptop.second_try();
    assert_eq!(scratch(laptop.dir.path()), Vec::<String>::new());
    let states = laptop.states();
    assert!(states.iter().filter(|state| *state == "failed").count() >= killed, "{states:?}");
}

/// What exports keep beside the case while they run.
fn scratch(beside: &Path) -> Vec<String> {
    let names = std::fs::read_dir(beside).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".export-")).collect()
}

#[test]
fn the_scratch_of_a_dead_export_is_swept_and_that_of_a_living_one_is_not() {
    let laptop = Laptop::new();
    let env = real_env(laptop.dir.path());
    let mut dead = Command::new("true").spawn().unwrap();
    dead.wait().unwrap();
    let boot = env.hashed_boot("batch");
    let names = [
        format!(".export-{boot}-{}-00ff-aBc123", dead.id()),
        format!(".export-{boot}-{}-00ff-aBc123", std::process::id()),
        ".export-of-my-mail".to_owned(),
    ];
    for name in &names {
        std::fs::create_dir(laptop.dir.path().join(name)).unwrap();
        std::fs::write(laptop.dir.path().join(name).join("case.sqlite"), b"x").unwrap();
    }
    assert!(laptop.command("").args(["log", "a record"]).output().unwrap().status.success());
    let mut left = scratch(laptop.dir.path());
    left.sort();
    let mut kept = names[1..].to_vec();
    kept.sort();
    assert_eq!(left, kept);
}

#[test]
fn a_stick_that_is_pulled_holds_no_finished_folder() {
    if !is_root() {
        println!("skipped: a file system is mounted and shut down only as root");
        return;
    }
    for tool in ["xfs_io", "mkfs.ext4", "losetup"] {
        let found = Command::new("sh").args(["-c", &format!("command -v {tool}")]).stdout(Stdio::null()).status();
        if !found.is_ok_and(|status| status.success()) {
            println!("skipped: there is no {tool} here");
            return;
        }
    }
    let laptop = Laptop::new();
    let work = tempfile::tempdir().unwrap();
    let (image, mount) = (work.path().join("stick.img"), work.path().join("stick"));
    std::fs::create_dir(&mount).unwrap();
    std::fs::File::create(&image).unwrap().set_len(64 << 20).unwrap();
    let sh = |text: String| {
        Command::new("sh").args(["-ec", &text]).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success()
    };
    let (image, mounted) = (image.display(), mount.display());
    if !sh(format!("mkfs.ext4 -q -F {image} && mount -o loop {image} {mounted}")) {
        println!("skipped: no image can be mounted here");
        return;
    }
    for names in [4, 30, 55] {
        let mut child = laptop.export("", &mount).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        until(&mut child, &mount, names);
        sh(format!("xfs_io -x -c shutdown {mounted}"));
        let code = child.wait().unwrap().code();
        sh(format!("umount {mounted}"));
        assert!(sh(format!("mount -o loop {image} {mounted}")));
        if code != Some(0) {
            nothing_finished(&mount);
        }
        sh(format!("rm -rf {mounted}/*"));
    }
    sh(format!("umount {mounted}"));
    assert!(laptop.states().contains(&"failed".to_owned()));
    laptop.second_try();
}

pub(super) fn is_root() -> bool {
    let said = Command::new("id").arg("-u").output();
    said.is_ok_and(|said| said.stdout == b"0\n")
}

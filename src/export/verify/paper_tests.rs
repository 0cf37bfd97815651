use super::*;
use crate::domain::time::Instant;
use crate::journal::hex;
use crate::journal::line::{Envelope, line_hash, sha256};
use crate::journal::station::StationKey;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a journal of three lines, one of them withheld, sealed by a station's key: small enough to write by hand, whole for `verify.py`.
struct Folder {
    dir: tempfile::TempDir,
    key: StationKey,
}

impl Folder {
    fn new() -> Self {
        let key = StationKey::generate(&[5; 32]);
        let folder = Folder { dir: tempfile::tempdir().unwrap(), key };
        fs::create_dir_all(folder.at("data/journal")).unwrap();
        let (mut lines, mut bodies, mut prev) = (String::new(), String::new(), [0; 32]);
        for seq in 1..=3 {
            let body = format!(r#"{{"salt":"{seq}","words":"line {seq}"}}"#);
            let envelope = Envelope {
                case: "wr-1".to_owned(),
                station: folder.key.station_id().parse().unwrap(),
                seq,
                lamport: seq,
                recorded_at: Instant::from_millis(1_795_277_220_123),
                body_sha256: sha256(body.as_bytes()),
                prev,
            };
            let line = envelope.to_line();
            prev = line_hash(&line);
            lines += &(String::from_utf8(line).unwrap() + "\n");
            bodies += &(if seq == 2 { "null".to_owned() } else { body } + "\n");
        }
        let station = folder.key.station_id();
        let head = format!("{{\"station\":\"{station}\",\"seq\":3,\"hash\":\"{}\",\"sig\":\"\"}}\n", hex(&prev));
        folder.put("data/journal/journal.ndjson", lines.as_bytes());
        folder.put("data/journal/bodies.ndjson", bodies.as_bytes());
        folder.put("data/journal/heads.ndjson", head.as_bytes());
        folder.put("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        folder.put("verify.py", VERIFY_PY);
        let text = verify_txt("wr-1_x0001", &station, Purpose::Incident, &folder.key.fingerprint());
        folder.put("VERIFY.txt", text.as_bytes());
        let public = folder.key.public_openssh();
        folder.put(
            "allowed_signers",
            allowed_signers([(station.as_str(), public.as_str())], Purpose::Incident).as_bytes(),
        );
        folder.sealed(&folder.key);
        folder
    }

    fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        fs::write(self.at(path), bytes).unwrap();
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.at(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.put(path, text.replacen(from, to, 1).as_bytes());
    }

    fn sealed(&self, key: &StationKey) {
        self.listed("manifest-sha256.txt", |path| path.starts_with("data/"));
        self.listed("tagmanifest-sha256.txt", |path| !path.contains('/') && !path.starts_with("tagmanifest"));
        let manifest = fs::read(self.at("tagmanifest-sha256.txt")).unwrap();
        let sig = key.sign(Use::CaseExport, Purpose::Incident, &manifest).unwrap();
        self.put("tagmanifest-sha256.txt.sig", sig.as_bytes());
    }

    fn listed(&self, manifest: &str, which: impl Fn(&str) -> bool) {
        let tree = crate::export::bag::Tree::list(self.dir.path()).unwrap();
        let line = |path: &String| format!("{}  {path}\n", hex(&sha256(&fs::read(self.at(path)).unwrap())));
        self.put(manifest, tree.files.keys().filter(|path| which(path)).map(line).collect::<String>().as_bytes());
    }

    fn python(&self, arguments: &[&str]) -> Output {
        python(self.dir.path(), arguments)
    }

    /// Problems that `verify.py` names, and its exit code.
    fn judged(&self) -> (Vec<String>, Option<i32>) {
        let output = self.python(&[&self.key.fingerprint()]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{said}");
        let wrong = said.lines().filter_map(|line| line.strip_prefix("WRONG  ")).map(str::to_owned);
        (wrong.collect(), output.status.code())
    }
}

fn python(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("python3").arg("-I").arg(folder.join("verify.py")).args(arguments).output().unwrap()
}

fn installed(program: &str, argument: &str) -> bool {
    let there = Command::new(program).arg(argument).output().is_ok();
    if !there {
        println!("skipped: {program} is not installed");
    }
    there
}

#[test]
fn verify_py_is_short_and_needs_the_standard_library_only() {
    let text = std::str::from_utf8(VERIFY_PY).unwrap();
    assert!(text.lines().count() < 150, "{} lines", text.lines().count());
    let imports: Vec<&str> = text.lines().filter(|line| line.contains("import ")).collect();
    assert_eq!(imports, ["import hashlib, json, os, re, stat, subprocess, sys"]);
    assert!(text.is_ascii());
}

#[test]
fn verify_txt_has_every_place_filled_in() {
    let text = verify_txt("wr-1_x0001", "b7c1d2e3f4a50617", Purpose::Exercise, "SHA256:abc");
    assert!(!text.contains('{') || text.contains("foreach"), "{text}");
    for place in ["{name}", "{principal}", "{namespace}", "{fingerprint}"] {
        assert!(!text.contains(place), "{place}");
    }
    for words in [
        "wr-1_x0001",
        "-I station-b7c1d2e3f4a50617@warroom -n case-export@warroom-exercise",
        "    SHA256:abc",
        "ANOTHER WAY",
    ] {
        assert!(text.contains(words), "{words}");
    }
    assert!(!text.contains("check-novalidate") && text.is_ascii());
    assert!(text.lines().all(|line| line.len() <= 180));
}

#[test]
fn verify_py_accepts_a_good_folder_and_compares_the_fingerprint() {
    if !installed("python3", "-V") || !installed("ssh-keygen", "-?") {
        return;
    }
    let folder = Folder::new();
    assert_eq!(folder.judged(), (vec![], Some(0)));
    let output = folder.python(&[]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(said.contains("journal: 3 lines, of 1 the text is withheld"), "{said}");
    assert!(said.contains(&format!("by {} (COMPARE IT", folder.key.fingerprint())), "{said}");
    let output = folder.python(&[&format!("SHA256:{}", "A".repeat(43))]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    // From elsewhere, naming the folder.
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("verify.py"), VERIFY_PY).unwrap();
    let output = python(elsewhere.path(), &[folder.dir.path().to_str().unwrap(), &folder.key.fingerprint()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn verify_py_without_ssh_keygen_says_so_and_exits_2() {
    if !installed("python3", "-V") {
        return;
    }
    let folder = Folder::new();
    let which = Command::new("python3").args(["-c", "import sys; print(sys.executable)"]).output().unwrap();
    let python = String::from_utf8(which.stdout).unwrap();
    let empty = tempfile::tempdir().unwrap();
    let output = Command::new(python.trim()).arg(folder.at("verify.py")).env("PATH", empty.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("signature not checked"), "{said}");
    folder.put("autorun.inf", b"x");
    let output = Command::new(python.trim()).arg(folder.at("verify.py")).env("PATH", empty.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "what is wrong is wrong without it, too");
}

/// Everything that a folder of this size can have wrong with it; `true` where the manifests were made again and the seal is good.
#[test]
fn verify_py_names_what_is_wrong() {
    if !installed("python3", "-V") || !installed("ssh-keygen", "-?") {
        return;
    }
    type Fault = (bool, fn(&Folder), &'static str);
    let faults: &[Fault] = &[
        (
            false,
            |folder| folder.change("data/journal/journal.ndjson", "\"lamport\":2", "\"lamport\":7"),
            "data/journal/journal.ndjson: its content",
        ),
        (
            true,
            |folder| folder.change("data/journal/journal.ndjson", "\"lamport\":2", "\"lamport\":7"),
            "journal.ndjson line 3: it does not follow",
        ),
        (
            true,
            |folder| folder.change("data/journal/journal.ndjson", "\"lamport\":3", "\"lamport\":7"),
            "heads.ndjson: station",
        ),
        (
            true,
            |folder| folder.change("data/journal/bodies.ndjson", "line 3", "line 4"),
            "journal.ndjson line 3: its body",
        ),
        (
            true,
            |folder| folder.change("data/journal/bodies.ndjson", "null\n", ""),
            "2 lines in it, and the journal has 3 lines",
        ),
        (true, |folder| folder.change("data/journal/heads.ndjson", "\"seq\":3", "\"seq\":2"), "heads.ndjson: station"),
        (true, |folder| folder.put("data/journal/heads.ndjson", b"[]\n"), "heads.ndjson line 1: it cannot be read"),
        (
            true,
            |folder| folder.put("data/journal/journal.ndjson", b"\xff\x1b[2J\n{}\n7\n"),
            "journal.ndjson line 2: it cannot be read",
        ),
        (true, |folder| folder.put("bagit.txt", b"BagIt-Version: 0.97\n"), "bagit.txt: it does not declare"),
        (false, |folder| folder.put("autorun.inf", b"x"), "autorun.inf: not listed in tagmanifest-sha256.txt"),
        (false, |folder| folder.put("data/x", b"x"), "data/x: not listed in manifest-sha256.txt"),
        (
            false,
            |folder| fs::remove_file(folder.at("data/journal/heads.ndjson")).unwrap(),
            "heads.ndjson: listed in manifest-sha256.txt and missing",
        ),
        (
            false,
            |folder| fs::remove_file(folder.at("tagmanifest-sha256.txt.sig")).unwrap(),
            "tagmanifest-sha256.txt.sig: the signature does not hold, or is missing",
        ),
        (
            false,
            |folder| folder.change("manifest-sha256.txt", "  data", " data"),
            "manifest-sha256.txt line 1: not one digest",
        ),
        (
            false,
            |folder| folder.change("tagmanifest-sha256.txt", "\n", "\r\n"),
            "tagmanifest-sha256.txt line 1: not one digest",
        ),
        (
            false,
            |folder| folder.change("allowed_signers", "case-export", "case-import"),
            "allowed_signers: a line does not name",
        ),
        (true, |folder| folder.put("manifest-sha512.txt", b""), "not listed in manifest-sha512.txt"),
    ];
    for (sealed, fault, expected) in faults {
        let folder = Folder::new();
        fault(&folder);
        if *sealed {
            folder.sealed(&folder.key);
        }
        let (wrong, code) = folder.judged();
        assert!(wrong.iter().any(|what| what.contains(expected)), "{expected}: {wrong:#?}");
        assert_eq!(code, Some(1));
    }
    #[cfg(unix)]
    {
        let folder = Folder::new();
        std::os::unix::fs::symlink("/etc/passwd", folder.at("data/passwd")).unwrap();
        std::os::unix::fs::symlink("/", folder.at("data/root")).unwrap();
        let (wrong, _) = folder.judged();
        assert_eq!(wrong.iter().filter(|what| what.contains("a link or something else")).count(), 2, "{wrong:#?}");
    }
}

/// Whoever signs everything anew with a key of their own passes every check but the comparison of the fingerprint.
#[test]
fn a_folder_that_was_signed_anew_is_found_by_the_fingerprint_alone() {
    if !installed("python3", "-V") || !installed("ssh-keygen", "-?") {
        return;
    }
    let folder = Folder::new();
    let stranger = StationKey::generate(&[6; 32]);
    let (id, public) = (stranger.station_id(), stranger.public_openssh());
    folder.put("allowed_signers", allowed_signers([(id.as_str(), public.as_str())], Purpose::Incident).as_bytes());
    folder.sealed(&stranger);
    assert_eq!(folder.python(&[]).status.code(), Some(0), "nothing in the folder betrays it");
    let (wrong, code) = folder.judged();
    assert_eq!(code, Some(1));
    assert!(wrong[0].contains(&format!("the folder was signed by {}", stranger.fingerprint())), "{wrong:?}");
}

/// The three commands of `VERIFY.txt`, as they stand there, in a shell.
#[test]
fn the_commands_of_verify_txt_run_as_they_stand_there() {
    if !installed("sha256sum", "--version") || !installed("ssh-keygen", "-?") {
        return;
    }
    let run = |folder: &Folder| -> Vec<(bool, String)> {
        let text = fs::read_to_string(folder.at("VERIFY.txt")).unwrap();
        let section = text.split("2. LINUX AND MACOS").nth(1).unwrap().split("3. WINDOWS").next().unwrap().to_owned();
        let commands = section.lines().filter_map(|line| line.strip_prefix("    "));
        let commands = commands.filter(|line| line.starts_with("sha256sum") || line.starts_with("ssh-keygen"));
        let run = |line: &str| {
            let output = Command::new("sh").args(["-c", line]).current_dir(folder.dir.path()).output().unwrap();
            (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        commands.map(run).collect()
    };
    let folder = Folder::new();
    let answers = run(&folder);
    assert_eq!(answers.len(), 3);
    assert!(answers.iter().all(|(good, _)| *good), "{answers:?}");
    assert_eq!((answers[0].1.as_str(), answers[1].1.as_str()), ("", ""));
    let good = format!(
        "Good \"case-export@warroom\" signature for station-{}@warroom with ED25519 key {}\n",
        folder.key.station_id(),
        folder.key.fingerprint()
    );
    assert_eq!(answers[2].1, good);
    folder.change("data/journal/bodies.ndjson", "line 3", "line 4");
    let good: Vec<bool> = run(&folder).into_iter().map(|(good, _)| good).collect();
    assert_eq!(good, [false, true, true]);
    folder.listed("manifest-sha256.txt", |path| path.starts_with("data/"));
    let good: Vec<bool> = run(&folder).into_iter().map(|(good, _)| good).collect();
    assert_eq!(good, [true, false, true]);
    folder.listed("tagmanifest-sha256.txt", |path| !path.contains('/') && !path.starts_with("tagmanifest"));
    let good: Vec<bool> = run(&folder).into_iter().map(|(good, _)| good).collect();
    assert_eq!(good, [true, true, false]);
}

//! Digests beyond one SHA-256: further algorithms, piece lists, images in parts, moved files, computations that were killed.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::os::unix::fs::{FileExt as _, symlink};

use super::*;

const MIB: u64 = 1 << 20;

fn add(world: &World, path: &Path, more: &[&str]) -> String {
    let base = ["evidence", "add", path.to_str().unwrap(), "--description", "d", "--collected-by", "C"];
    run(&world.env, &[&base, more].concat()).line().rsplit(' ').next().unwrap().to_owned()
}

fn last_hash(world: &World) -> Value {
    show(world, "evidence")["exhibits"][0]["hashes"].as_array().unwrap().last().unwrap().clone()
}

/// A sparse file with a few bytes at some places.
fn sparse(path: &Path, size: u64, marks: &[u64]) {
    let file = File::create(path).unwrap();
    file.set_len(size).unwrap();
    for mark in marks {
        file.write_all_at(b"x", *mark).unwrap();
    }
}

#[test]
fn a_file_that_rotted_says_where() {
    let world = World::new(2101);
    let case = declared(&world);
    let image = world.file("disk.dd");
    sparse(&image, 200 * MIB + 5, &[0, 70 * MIB, 150 * MIB]);
    add(&world, &image, &[]);
    let first = last_hash(&world);
    let pieces = &first["reading"]["pieces"];
    assert_eq!(pieces["name"], "E-001.pieces");
    assert_eq!(run(&world.env, &["evidence", "verify"]).code, 0);
    assert_eq!(&last_hash(&world)["reading"]["pieces"], pieces, "the same list is kept once");
    let file = File::options().write(true).open(&image).unwrap();
    file.write_all_at(b"rot", 64 * MIB).unwrap();
    file.write_all_at(b"rot", 200 * MIB).unwrap();
    let found = run(&world.env, &["evidence", "verify"]);
    assert_eq!(found.code, 1);
    for line in [
        format!("E-001: DIFFERS in {} bytes from byte {}\n", 64 * MIB, 64 * MIB),
        format!("E-001: DIFFERS in {} bytes from byte {}\n", 8 * MIB + 5, 192 * MIB),
    ] {
        assert!(found.out.contains(&line), "{}", found.out);
    }
    let differing = &last_hash(&world)["reading"];
    assert_eq!(differing["differing"][1], json!({"offset": 192 * MIB, "length": 8 * MIB + 5}));
    assert_eq!(differing["compared"], first["id"]);
    let verified = run(&world.env, &["verify", case.to_str().unwrap()]);
    assert_eq!(verified.code, 0, "{}", verified.out);
}

#[test]
fn a_piece_list_is_printed_and_checked() {
    let world = World::new(2102);
    let home = world.dir.path();
    sparse(&home.join("a b"), 130 * MIB, &[3]);
    std::fs::write(home.join("10+10 x"), b"abc").unwrap();
    let list = ok(&binary(home, &["hash", "--pieces", "a b", "10+10 x"]).output().unwrap());
    assert_eq!(list.lines().count(), 1 + 3 + 1 + 1 + 1, "{list}");
    std::fs::write(home.join("LIST"), format!("{list}\n")).unwrap();
    let checked = ok(&binary(home, &["hash", "-c", "LIST"]).output().unwrap());
    assert_eq!(checked, "a b: OK (3 pieces)\na b: OK\n10+10 x: OK (1 pieces)\n10+10 x: OK");
    File::options().write(true).open(home.join("a b")).unwrap().write_all_at(b"rot", 129 * MIB).unwrap();
    let checked = binary(home, &["hash", "-c", "LIST"]).output().unwrap();
    assert_eq!(checked.status.code(), Some(1));
    let said = text(&checked.stdout);
    assert!(
        said.starts_with(&format!("a b: FAILED in {} bytes from byte {}\na b: FAILED\n", 2 * MIB, 128 * MIB)),
        "{said}"
    );
    let json = run(&world.env, &["hash", "--json", "--pieces", home.join("10+10 x").to_str().unwrap()]).json();
    assert_eq!(json["files"][0]["pieces"][0]["length"], 3);
}

#[test]
fn other_digests_are_those_of_the_stock_tools_and_old_ones_are_marked() {
    let world = World::new(2103);
    let home = world.dir.path();
    std::fs::write(home.join("f"), vec![7; 3_000_000]).unwrap();
    let printed = ok(&binary(home, &["hash", "--also", "sha512,blake3,md5,sha1", "f"]).output().unwrap());
    assert!(printed.contains("\n# MD5 and SHA1: to match an old log, no proof\nSHA1 ("), "{printed}");
    std::fs::write(home.join("SUMS"), &printed).unwrap();
    let checked = ok(&binary(home, &["hash", "-c", "SUMS"]).output().unwrap());
    let old = "to match an old log, no proof";
    assert_eq!(checked, format!("f: OK\nf: OK\nf: OK\nf: OK (SHA1, {old})\nf: OK (MD5, {old})"));
    for tool in ["sha512sum", "sha1sum", "md5sum"] {
        let sums = Command::new(tool).arg("f").current_dir(home).output().unwrap();
        std::fs::write(home.join("THEIRS"), &sums.stdout).unwrap();
        let checked = ok(&binary(home, &["hash", "-c", "THEIRS"]).output().unwrap());
        assert!(checked.starts_with("f: OK"), "{checked}");
    }
    match Command::new("b3sum").arg("f").current_dir(home).output() {
        Ok(sums) => {
            std::fs::write(home.join("THEIRS"), &sums.stdout).unwrap();
            assert_eq!(binary(home, &["hash", "-c", "THEIRS"]).output().unwrap().status.code(), Some(1));
            let checked = ok(&binary(home, &["hash", "-c", "THEIRS", "--also", "blake3"]).output().unwrap());
            assert_eq!(checked, "f: OK (BLAKE3)");
        }
        Err(error) => eprintln!("not compared with b3sum: {error}"),
    }
    let json = run(&world.env, &["hash", "--json", "--also", "md5,blake3", home.join("f").to_str().unwrap()]).json();
    let file = &json["files"][0];
    assert!(file["also"]["md5"].is_null() && file["old_log"]["note"] == old, "{file}");
    declared(&world);
    add(&world, &home.join("f"), &["--also", "blake3,md5"]);
    assert_eq!(run(&world.env, &["evidence", "verify"]).code, 0);
    let reading = &last_hash(&world)["reading"];
    assert!(reading["others"]["blake3"].is_string() && reading["others"]["md5"].is_null(), "{reading}");
    assert!(reading["only_to_match_an_old_log"]["md5"].is_string(), "what was computed first is computed again");
    assert!(reading["file"]["inode"].is_string() && reading["file"]["changed"].as_str().unwrap().ends_with('Z'));
}

#[test]
fn switches_are_those_of_sha256sum() {
    let world = World::new(2104);
    let home = world.dir.path();
    for name in ["a", "b c", "b\nc"] {
        std::fs::write(home.join(name), name).unwrap();
    }
    let both = |arguments: &[&str]| {
        let ours = binary(home, &[&["hash"], arguments].concat()).output().unwrap();
        let theirs = Command::new("sha256sum").args(arguments).current_dir(home).output().unwrap();
        let shown = |out: &Output| (out.status.code(), text(&out.stdout));
        assert_eq!(shown(&ours), shown(&theirs), "{arguments:?}");
        ours
    };
    both(&["a", "b\nc"]);
    std::fs::write(home.join("SUMS"), both(&["a", "b c"]).stdout).unwrap();
    both(&["-z", "a", "b\nc"]);
    both(&["--tag", "b\nc"]);
    both(&["a", "missing"]);
    both(&["--quiet", "-c", "SUMS"]);
    both(&["--status", "-c", "SUMS"]);
    both(&["-w", "--strict", "-c", "SUMS"]);
    std::fs::remove_file(home.join("b c")).unwrap();
    both(&["--ignore-missing", "-c", "SUMS"]);
    std::fs::write(home.join("a"), "rot").unwrap();
    both(&["--quiet", "--ignore-missing", "-c", "SUMS"]);
    let silent = both(&["--status", "-c", "SUMS"]);
    assert!(silent.stderr.is_empty());
    std::fs::remove_file(home.join("a")).unwrap();
    both(&["--ignore-missing", "-c", "SUMS"]);
    let none = run_bytes(&world.env, vec!["hash".into()], b"abc", false);
    assert!(none.line().ends_with("15ad  -"));
}

#[test]
fn several_files_come_in_their_order() {
    let world = World::new(2105);
    let home = world.dir.path();
    let names: Vec<String> = (0..24).map(|number| format!("f{number:02}")).collect();
    for (number, name) in names.iter().enumerate() {
        std::fs::write(home.join(name), vec![1; (24 - number) * 400_000]).unwrap();
    }
    let mut arguments = vec!["hash"];
    arguments.extend(names.iter().map(String::as_str));
    arguments.insert(5, "missing");
    let ours = binary(home, &arguments).output().unwrap();
    let theirs = Command::new("sha256sum").args(&names).current_dir(home).output().unwrap();
    assert_eq!((ours.status.code(), text(&ours.stdout)), (Some(1), text(&theirs.stdout)));
}

#[test]
fn an_image_in_parts_is_one_exhibit() {
    let world = World::new(2106);
    declared(&world);
    let parts: Vec<PathBuf> = ["d.E01", "d.E02", "d.E03"].iter().map(|name| world.file(name)).collect();
    for (number, part) in parts.iter().enumerate() {
        std::fs::write(part, vec![u8::try_from(number).unwrap(); 5_000_000 - number]).unwrap();
    }
    let cat = Command::new("sh").args(["-c", "cat d.E?? | sha256sum"]).current_dir(world.dir.path()).output().unwrap();
    let whole = ok(&cat).split(' ').next().unwrap().to_owned();
    assert_eq!(add(&world, &parts[0], &[]), whole);
    let reading = &last_hash(&world)["reading"];
    assert_eq!(reading["segments"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&reading["segments"][2]["name"], &reading["segments"][2]["size"]),
        (&json!("d.E03"), &json!(4_999_998))
    );
    assert_eq!(run(&world.env, &["evidence", "verify"]).line(), format!("E-001: OK {whole}"));
    let listed = run(&world.env, &["hash", "--segments", parts[0].to_str().unwrap()]);
    assert_eq!(listed.line().lines().count(), 4, "{}", listed.out);
    assert!(listed.out.contains(&format!("all as one: {whole}")));
    std::fs::rename(&parts[1], world.file("elsewhere")).unwrap();
    let gap = run(&world.env, &["evidence", "verify"]);
    assert!(gap.code == 1 && gap.out.contains("d.E02"), "{}", gap.out);
    let evidence = show(&world, "evidence");
    assert_eq!(evidence["exhibits"][0]["failures"][0]["why"], "missing");
}

#[test]
fn a_link_to_a_disk_leaves_both_names() {
    let world = World::new(2107);
    declared(&world);
    std::fs::write(world.file("sda"), b"abc").unwrap();
    symlink(world.file("sda"), world.file("by-id")).unwrap();
    add(&world, &world.file("by-id"), &[]);
    let hash = last_hash(&world);
    assert!(hash["path"].as_str().unwrap().ends_with("/sda"), "{hash}");
    assert!(hash["reading"]["given"].as_str().unwrap().ends_with("/by-id"), "{hash}");
}

#[test]
fn a_moved_file_is_located_by_size_and_digest() {
    let world = World::new(2108);
    declared(&world);
    let file = world.file("mem.lime");
    std::fs::write(&file, b"evidence").unwrap();
    add(&world, &file, &[]);
    let stick = world.file("stick");
    std::fs::create_dir_all(stick.join("deep/er")).unwrap();
    std::fs::rename(&file, stick.join("deep/er/renamed")).unwrap();
    std::fs::write(stick.join("mem.lime"), b"evidencf").unwrap();
    let gone = run(&world.env, &["evidence", "verify"]);
    assert!(gone.code == 1 && gone.err.contains("--locate DIR"), "{}", gone.err);
    let found = run(&world.env, &["evidence", "verify", "--locate", stick.to_str().unwrap()]);
    assert_eq!(found.code, 0, "{}{}", found.out, found.err);
    assert!(found.out.contains("E-001: found ") && found.out.contains("deep/er/renamed\nE-001: OK "), "{}", found.out);
    assert!(last_hash(&world)["path"].as_str().unwrap().ends_with("renamed"));
    std::fs::write(stick.join("deep/er/renamed"), b"evidencg").unwrap();
    let lost = run(&world.env, &["do", "locate", "exhibit=E-001", &format!("path={}", stick.display())]);
    assert!(lost.code == 1 && lost.err.contains("2 of its size read"), "{}", lost.err);
}

#[test]
fn a_computation_that_is_killed_is_recorded_as_aborted() {
    let world = World::new(2109);
    let home = world.dir.path();
    let case = ok(&binary(home, &["new", "--title", "T", "--codename", "orchid"]).output().unwrap());
    // Far more than is read before the kill.
    sparse(&home.join("disk.dd"), 1 << 40, &[]);
    let arguments = ["evidence", "add", "disk.dd", "--description", "d", "--collected-by", "C"];
    let mut child = binary(home, &arguments).stdout(Stdio::null()).spawn().unwrap();
    let notes = PathBuf::from(format!("{case}-hashing"));
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while std::fs::read_dir(&notes).map_or(0, Iterator::count) == 0 {
        assert!(std::time::Instant::now() < deadline && child.try_wait().unwrap().is_none());
        std::thread::yield_now();
    }
    // While it runs nobody takes it for dead.
    ok(&binary(home, &["log", "still reading"]).output().unwrap());
    assert_eq!(std::fs::read_dir(&notes).unwrap().count(), 1);
    child.kill().unwrap();
    child.wait().unwrap();
    ok(&binary(home, &["log", "power is back"]).output().unwrap());
    let shown = ok(&binary(home, &["show", "evidence", "--json"]).output().unwrap());
    let exhibit: Value = serde_json::from_str::<Value>(&shown).unwrap()["exhibits"][0].clone();
    assert_eq!((&exhibit["sha256"], &exhibit["digest_state"]), (&Value::Null, &json!("none")), "{exhibit}");
    assert_eq!(exhibit["failures"].as_array().unwrap().len(), 1);
    assert_eq!(exhibit["failures"][0]["why"], "aborted");
    assert!(!notes.exists());
    ok(&binary(home, &["log", "and again"]).output().unwrap());
    let again = ok(&binary(home, &["show", "evidence", "--json"]).output().unwrap());
    assert_eq!(serde_json::from_str::<Value>(&again).unwrap()["exhibits"][0]["failures"].as_array().unwrap().len(), 1);
}

#[test]
fn who_has_the_file_open_is_said_beside_its_digest() {
    let world = World::new(2110);
    let home = world.dir.path();
    std::fs::write(home.join("f"), b"abc").unwrap();
    let mut held = File::open(home.join("f")).unwrap();
    held.seek(SeekFrom::Start(1)).unwrap();
    let printed = ok(&binary(home, &["hash", "--live", "f"]).output().unwrap());
    assert!(printed.contains(&format!("# pid {} ", std::process::id())), "{printed}");
    assert!(printed.contains("has it open, not mapped; inode ") && printed.contains("loaded bytes not proven"));
    std::fs::write(home.join("SUMS"), format!("{printed}\n")).unwrap();
    let checked = Command::new("sha256sum").args(["--strict", "-c", "SUMS"]).current_dir(home).output().unwrap();
    assert!(checked.status.success(), "{}", text(&checked.stderr));

    ok(&binary(home, &["new", "--title", "T"]).output().unwrap());
    ok(&binary(home, &["evidence", "add", "f", "--description", "a library in use"]).output().unwrap());
    let shown = ok(&binary(home, &["show", "evidence", "--json"]).output().unwrap());
    let shown: Value = serde_json::from_str(&shown).unwrap();
    let users = &shown["exhibits"][0]["hashes"][0]["reading"]["in_use_by"];
    assert_eq!((&users[0]["pid"], &users[0]["how"]), (&json!(std::process::id()), &json!("open")), "{shown}");
}

#[test]
fn what_has_no_end_or_no_bytes_is_refused_and_the_rest_goes_on() {
    let world = World::new(2111);
    let home = world.dir.path();
    std::fs::write(home.join("f"), b"").unwrap();
    ok(&Command::new("mkfifo").arg(home.join("pipe")).output().unwrap());
    let printed = binary(home, &["hash", "pipe", "/dev/zero", ".", "f"]).output().unwrap();
    assert_eq!(printed.status.code(), Some(1));
    assert_eq!(text(&printed.stdout).trim_end(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  f");
    for word in ["named pipe", "character device", "directory"] {
        assert!(text(&printed.stderr).contains(word), "{}", text(&printed.stderr));
    }
}

/// A loop device over a backing file that was cut: what lies beyond cannot be read, as on a bad disk.
struct Faulty(PathBuf);

impl Faulty {
    fn over(backing: &Path, good: u64, all: u64) -> Result<Self, String> {
        let file = File::create(backing).unwrap();
        file.set_len(all).unwrap();
        file.write_all_at(b"boot", 0).unwrap();
        let made = Command::new("losetup").args(["--find", "--show", "--read-only"]).arg(backing).output();
        let made = made.map_err(|error| format!("no losetup: {error}"))?;
        if !made.status.success() {
            return Err(format!("no loop device: {}", text(&made.stderr)));
        }
        let device = Faulty(PathBuf::from(text(&made.stdout).trim_end()));
        file.set_len(good).unwrap();
        let _ = Command::new("blockdev").arg("--flushbufs").arg(&device.0).status();
        Ok(device)
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        let _ = Command::new("losetup").arg("-d").arg(&self.0).status();
    }
}

#[test]
fn of_three_tools_on_a_faulty_device_warroom_says_so() {
    let world = World::new(2112);
    let home = world.dir.path();
    let device = match Faulty::over(&home.join("backing"), 10 * MIB, 16 * MIB) {
        Ok(device) => device,
        Err(why) => return eprintln!("passed over, {why}"),
    };
    let source = format!("if={}", device.0.display());
    for (tool, arguments) in [
        ("dc3dd", vec![source.as_str(), "hash=sha256", "of=out.dc3dd", "log=dc3dd.log"]),
        ("dcfldd", vec![source.as_str(), "hash=sha256", "conv=noerror,sync", "of=out.dcfldd", "sha256log=dcfldd.log"]),
    ] {
        match Command::new(tool).args(&arguments).current_dir(home).output() {
            Ok(out) => {
                assert_eq!(out.status.code(), Some(0), "{tool} is known to hide this; look again what it does now")
            }
            Err(error) => eprintln!("{tool} is not compared: {error}"),
        }
    }
    let ours = binary(home, &["hash", device.0.to_str().unwrap()]).output().unwrap();
    assert_eq!((ours.status.code(), text(&ours.stdout).as_str()), (Some(1), ""), "no digest of a part");
    assert!(text(&ours.stderr).contains(&format!("reading failed at byte {}", 10 * MIB)), "{}", text(&ours.stderr));
    declared(&world);
    let args = ["evidence", "add", device.0.to_str().unwrap(), "--description", "disk", "--collected-by", "C"];
    let added = run(&world.env, &args);
    assert_eq!(added.code, 1);
    assert!(added.out.trim_end().ends_with(" -"), "{}", added.out);
    let failed = &show(&world, "evidence")["exhibits"][0]["failures"][0];
    assert_eq!((&failed["why"], &failed["offset"]), (&json!("read-error"), &json!(10 * MIB)));
}

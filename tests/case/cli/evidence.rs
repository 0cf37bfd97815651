//! Proofs, exhibits and digests.

use super::*;

#[test]
fn a_proof_is_attached_to_its_step_and_a_refused_one_leaves_no_bytes() {
    let world = World::new(11);
    let case = declared(&world);
    std::fs::write(world.file("rules.diff"), b"- allow any\n+ deny any\n").unwrap();
    let file = world.file("rules.diff");
    let file = file.to_str().unwrap();
    let checklist = show(&world, "checklist");
    let step = checklist["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["asked"].as_array().unwrap().iter().any(|kind| kind == "config_diff"))
        .unwrap();
    let step = step["id"].as_str().unwrap().to_owned();
    let attached = run(&world.env, &["attach", file, "--step", &step, "--proof", "config_diff", "--note", "egress"]);
    assert_eq!(attached.code, 0, "{}", attached.err);
    let id = attached.out.trim_end();
    let checklist = show(&world, "checklist");
    let shown = checklist["steps"].as_array().unwrap().iter().find(|known| known["id"] == step.as_str()).unwrap();
    assert_eq!(shown["proofs"][0]["id"], id);
    assert_eq!(
        (&shown["proofs"][0]["file"]["name"], &shown["proofs"][0]["file"]["stored"]),
        (&json!("rules.diff"), &json!(true))
    );
    for (step, kind) in [("Z-99", "config_diff"), (step.as_str(), "no-such-kind")] {
        std::fs::write(world.file("other"), b"other bytes").unwrap();
        let other = world.file("other");
        let refused = run(&world.env, &["attach", other.to_str().unwrap(), "--step", step, "--proof", kind]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    }
    let missing = run(&world.env, &["attach", "/nowhere/at/all", "--step", &step, "--proof", "config_diff"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("/nowhere/at/all"), "{}", missing.err);
    let verified = run(&world.env, &["verify", case.to_str().unwrap()]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert!(verified.out.contains("1 attachment"), "{}", verified.out);
}

#[test]
fn an_exhibit_gets_its_digest_and_a_changed_file_is_found() {
    let world = World::new(12);
    declared(&world);
    let file = world.file("access.log");
    std::fs::write(&file, b"abc").unwrap();
    let added = run(
        &world.env,
        &[
            "evidence",
            "add",
            file.to_str().unwrap(),
            "--description",
            "proxy log",
            "--collected-by",
            "C. Custodian",
            "--kind",
            "log",
        ],
    );
    let line = added.line().to_owned();
    let words: Vec<&str> = line.split(' ').collect();
    assert_eq!((words[0], words[2]), ("E-001", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    let again = run(&world.env, &["evidence", "verify"]);
    assert_eq!(again.line(), format!("E-001: OK {}", words[2]));
    std::fs::write(&file, b"abd").unwrap();
    let changed = run(&world.env, &["evidence", "verify", "e1"]);
    assert_eq!(changed.code, 1);
    assert!(changed.out.starts_with("E-001: DIFFERS was ba78"), "{}", changed.out);
    std::fs::remove_file(&file).unwrap();
    let gone = run(&world.env, &["evidence", "verify", "E-001"]);
    assert!(gone.code == 1 && gone.out.starts_with("E-001: NO DIGEST "), "{}", gone.out);
    assert_eq!(run(&world.env, &["evidence", "verify", "E-002"]).code, 1);
    let evidence = show(&world, "evidence");
    let exhibit = &evidence["exhibits"][0];
    assert_eq!(
        (&exhibit["digest_state"], &exhibit["id"], &exhibit["kind"]),
        (&json!("differs"), &json!(words[1]), &json!("log"))
    );
    assert_eq!((exhibit["hashes"].as_array().unwrap().len(), exhibit["failures"].as_array().unwrap().len()), (3, 1));
    assert_eq!((&exhibit["hashes"][0]["recheck"], &exhibit["hashes"][1]["recheck"]), (&json!(false), &json!(true)));
    assert_eq!(exhibit["holder"]["name"], "C. Custodian");
}

#[test]
fn a_read_error_yields_no_digest_and_is_recorded() {
    let world = World::new(13);
    declared(&world);
    // Reading address 0 of this process fails with EIO.
    let added =
        run(&world.env, &["evidence", "add", "/proc/self/mem", "--description", "failing disk", "--collected-by", "C"]);
    assert_eq!(added.code, 1, "{}", added.err);
    assert!(added.out.starts_with("E-001 ") && added.out.trim_end().ends_with(" -"), "{}", added.out);
    assert!(added.err.contains("without a digest"), "{}", added.err);
    let evidence = show(&world, "evidence");
    assert_eq!(evidence["exhibits"][0]["digest_state"], "failed");
    assert_eq!(evidence["exhibits"][0]["failures"][0]["why"], "read-error");
    for typo in ["/nowhere/at/all", "/proc"] {
        let refused = run(&world.env, &["evidence", "add", typo, "--description", "d", "--collected-by", "C"]);
        assert_eq!((refused.code, refused.out.as_str()), (1, ""), "{typo}");
    }
    assert_eq!(show(&world, "evidence")["exhibits"].as_array().unwrap().len(), 1, "a mistyped path registers nothing");
}

#[test]
fn a_path_that_is_not_utf8_is_registered_hashed_and_found_again() {
    let world = World::new(14);
    declared(&world);
    let path = world.dir.path().join(std::ffi::OsStr::from_bytes(b"dump\xff\x1b[2J.img"));
    std::fs::write(&path, b"abc").unwrap();
    let args = ["evidence", "add"].map(OsString::from).into_iter().chain([path.clone().into_os_string()]);
    let args = args.chain(["--description", "d", "--collected-by", "C"].map(OsString::from)).collect();
    let added = run_bytes(&world.env, args, b"", false);
    assert!(added.line().ends_with("20015ad"), "{}", added.err);
    assert_eq!(run(&world.env, &["evidence", "verify"]).code, 0);
    let mut word = b"path=".to_vec();
    word.extend(path.as_os_str().as_bytes());
    let args = vec!["do".into(), "exhibit".into(), "description=again".into(), OsString::from_vec(word)];
    let again = run_bytes(&world.env, args, b"", false);
    assert_eq!(again.code, 0, "{}", again.err);
    let table = run_bytes(&world.env, vec!["show".into(), "evidence".into()], b"", true);
    assert!(!table.out.contains('\u{1b}'));
}

#[test]
fn hash_writes_what_sha256sum_checks() {
    let world = World::new(16);
    let home = world.dir.path();
    let names: [&[u8]; 5] = [b"plain", b"two\nlines", b"back\\slash", b"not utf8 \xff", b"-"];
    for name in names {
        std::fs::write(home.join(std::ffi::OsStr::from_bytes(name)), name).unwrap();
    }
    for tag in [&[][..], &["--tag"]] {
        let mut command = binary(home, &[&["hash"], tag, &["plain"]].concat());
        command.args(names[1..4].iter().map(|name| std::ffi::OsStr::from_bytes(name))).arg("./-");
        let printed = command.output().unwrap();
        assert!(printed.status.success());
        assert!(text(&printed.stdout).contains("./-"));
        std::fs::write(home.join("SUMS"), &printed.stdout).unwrap();
        let checked = Command::new("sha256sum").args(["--strict", "-c", "SUMS"]).current_dir(home).output().unwrap();
        assert!(checked.status.success(), "{}", text(&checked.stderr));
        let ours = binary(home, &["hash", "--check", "SUMS"]).output().unwrap();
        assert_eq!(ok(&ours).lines().filter(|line| line.ends_with(": OK")).count(), 5);
        std::fs::write(home.join("plain"), b"plaim").unwrap();
        let ours = binary(home, &["hash", "--check", "SUMS"]).output().unwrap();
        assert_eq!(ours.status.code(), Some(1));
        assert!(text(&ours.stdout).contains("plain: FAILED\n"));
        std::fs::write(home.join("plain"), b"plain").unwrap();
    }
}

#[test]
fn hash_of_standard_input_of_json_and_of_what_cannot_be_read() {
    let world = World::new(17);
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let stdin = run_bytes(&world.env, vec!["hash".into(), "-".into()], b"abc", false);
    assert_eq!(stdin.line(), format!("{abc}  -"));
    let file = world.file("f");
    std::fs::write(&file, b"abc").unwrap();
    let json = run(&world.env, &["hash", "--json", file.to_str().unwrap()]).json();
    let zeros = json!({"zero": 0, "blocks": 1, "percent": 0});
    assert_eq!(
        json,
        json!({"files": [{"path": file.to_str().unwrap(), "sha256": abc, "size": 3, "zero_blocks": zeros}]})
    );
    let bad = run(&world.env, &["hash", "/proc/self/mem", file.to_str().unwrap()]);
    assert_eq!((bad.code, bad.out.lines().count()), (1, 1), "{}", bad.out);
    assert!(bad.err.contains("/proc/self/mem: "), "{}", bad.err);
    let nothing = run_bytes(&world.env, vec!["hash".into(), "--check".into(), "-".into()], b"no digest here\n", false);
    assert_eq!(nothing.code, 1);
    let odd = world.dir.path().join("a\u{1b}[2Jb");
    std::fs::write(&odd, b"abc").unwrap();
    let shown = run_bytes(&world.env, vec!["hash".into(), odd.clone().into()], b"", true);
    assert!(shown.code == 0 && !shown.out.contains('\u{1b}'), "{:?}", shown.out);
    let piped = run_bytes(&world.env, vec!["hash".into(), odd.into()], b"", false);
    assert!(piped.out.contains('\u{1b}'), "a program gets the name as it is");
}

#[test]
fn standard_input_is_attached_as_it_comes() {
    let world = World::new(28);
    let home = world.dir.path();
    ok(&binary(home, &["new", "--title", "T", "--codename", "orchid"]).output().unwrap());
    let mut child = binary(home, &["attach", "-", "--step", "G-01", "--proof", "decision"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"line one\n\x00\xff\n").unwrap();
    ok(&child.wait_with_output().unwrap());
    let shown = ok(&binary(home, &["show", "checklist", "--json"]).output().unwrap());
    let json: Value = serde_json::from_str(&shown).unwrap();
    let step = json["steps"].as_array().unwrap().iter().find(|step| step["id"] == "G-01").unwrap();
    assert_eq!((&step["proofs"][0]["file"]["size"], &step["proofs"][0]["file"]["path"]), (&json!(12), &json!("-")));
}

#[test]
fn on_a_terminal_hashing_runs_beside_its_progress_and_records_the_same() {
    let world = World::new(30);
    declared(&world);
    let file = world.file("image");
    std::fs::write(&file, vec![0; 12 << 20]).unwrap();
    let args = ["evidence", "add", file.to_str().unwrap(), "--description", "d", "--collected-by", "C"];
    let added = run_bytes(&world.env, args.map(OsString::from).to_vec(), b"", true);
    assert_eq!(added.code, 0, "{}", added.err);
    let sum = Command::new("sha256sum").arg(&file).output().unwrap();
    assert_eq!(added.out.trim_end().rsplit(' ').next(), text(&sum.stdout).split(' ').next());
    assert_eq!(show(&world, "evidence")["exhibits"][0]["zero_blocks"], 10_000);
}

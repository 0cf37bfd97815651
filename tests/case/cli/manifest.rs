//! Manifests of directories on the command line: what is printed, written, compared, registered, and the exit codes.

use super::*;
use std::fs;

/// A small tree with hostile names and a link; its directory.
fn tree(world: &World) -> PathBuf {
    let root = world.file("models");
    fs::create_dir_all(root.join("sub/void")).unwrap();
    for (name, content) in
        [(b"weights".as_slice(), "one"), (b"-c", "two"), (b"two\nlines\x1b[2J", "three"), (b"sub/b\xff", "four")]
    {
        fs::write(root.join(std::ffi::OsStr::from_bytes(name)), content).unwrap();
    }
    std::os::unix::fs::symlink("/etc", root.join("etc")).unwrap();
    root
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Writes a manifest under this name and gives its path.
fn manifest(world: &World, root: &Path, name: &str) -> PathBuf {
    let out = world.file(name);
    let run = run(&world.env, &["manifest", path(root), "--out", path(&out)]);
    assert_eq!(run.code, 0, "{}", run.err);
    out
}

fn checks(root: &Path, sums: &Path) -> bool {
    Command::new("sha256sum")
        .current_dir(root)
        .args(["--strict", "--status", "-c"])
        .arg(sums)
        .status()
        .unwrap()
        .success()
}

#[test]
fn a_manifest_is_printed_or_written_and_sha256sum_checks_it() {
    let world = World::new(70);
    let root = tree(&world);
    let printed = binary(world.dir.path(), &["manifest", path(&root)]).output().unwrap();
    assert!(printed.status.success(), "{}", text(&printed.stderr));
    let out = manifest(&world, &root, "SUMS");
    assert_eq!(fs::read(&out).unwrap(), printed.stdout);
    assert!(checks(&root, &out));
    fs::write(root.join("weights"), "oni").unwrap();
    assert!(!checks(&root, &out));
    let again = run(&world.env, &["manifest", path(&root), "--out", path(&out)]);
    assert!(again.code == 1 && again.err.contains("never written over"), "{}", again.err);
    let inside = run(&world.env, &["manifest", path(&root), "--out", path(&root.join("SUMS"))]);
    assert!(inside.code == 1 && inside.err.contains("inside"), "{}", inside.err);
    assert!(!root.join("SUMS").exists());
    let shown = run_bytes(&world.env, ["manifest", path(&root)].map(OsString::from).to_vec(), b"", true);
    assert!(shown.code == 0 && !shown.out.contains('\u{1b}'), "{:?}", shown.out);
    let json = run(&world.env, &["manifest", path(&root), "--out", path(&world.file("J")), "--json"]).json();
    assert_eq!((&json["files"], &json["links"], &json["complete"]), (&json!(4), &json!(1), &json!(true)));
}

#[test]
fn a_manifest_redirected_into_its_directory_leaves_itself_out() {
    let world = World::new(71);
    let root = tree(&world);
    let own = root.join("SUMS");
    let mut command = binary(world.dir.path(), &["manifest", "."]);
    let status = command.current_dir(&root).stdout(fs::File::create(&own).unwrap()).status().unwrap();
    assert!(status.success());
    let text = text(&fs::read(&own).unwrap());
    assert!(text.contains("# left-out ./SUMS") && !text.contains("  ./SUMS"), "{text}");
    assert!(checks(&root, &own));
}

#[test]
fn two_manifests_are_compared_with_the_exit_codes_of_diff() {
    let world = World::new(72);
    let root = tree(&world);
    let first = manifest(&world, &root, "first");
    let same = run(&world.env, &["manifest", "diff", path(&first), path(&first)]);
    assert!(same.code == 0 && same.out.ends_with("no difference\n"), "{}{}", same.out, same.err);
    fs::rename(root.join("weights"), root.join("sub/moved")).unwrap();
    fs::write(root.join("-c"), "22").unwrap();
    fs::write(root.join("new"), "").unwrap();
    fs::remove_file(root.join(std::ffi::OsStr::from_bytes(b"sub/b\xff"))).unwrap();
    let second = manifest(&world, &root, "second");
    let differ = run(&world.env, &["manifest", "diff", path(&first), path(&second)]);
    assert_eq!(differ.code, 1, "{}", differ.err);
    let lines: Vec<&str> = differ.out.lines().collect();
    let starts = [
        "removed  sub/b<0xFF>  4 bytes",
        "added  new  0 bytes",
        "changed  -c  3 bytes",
        "renamed  weights -> sub/moved",
    ];
    assert!(starts.iter().zip(&lines).all(|(start, line)| line.starts_with(start)), "{lines:#?}");
    assert!(lines[6].starts_with("1 (5 bytes) the same; 1 (4 bytes) removed, 1 (0 bytes) added, 1 (2 bytes) changed"));
    let json = run(&world.env, &["manifest", "diff", "--json", path(&first), path(&second)]);
    let lines: Vec<Value> = json.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (lines.len(), &lines[0]["name_hex"], &lines[3]["new_name"]),
        (5, &json!("7375622f62ff"), &json!("sub/moved"))
    );
    assert_eq!(lines[4]["summary"]["renamed"], json!({"count": 1, "bytes": 3, "without_size": 0}));
    let stock =
        Command::new("sh").current_dir(&root).args(["-c", "find . -type f -exec sha256sum {} +"]).output().unwrap();
    fs::write(world.file("stock"), stock.stdout).unwrap();
    let stock = run(&world.env, &["manifest", "diff", path(&second), path(&world.file("stock"))]);
    assert!(stock.code == 0 && stock.out.contains("sizes not stated"), "{}{}", stock.out, stock.err);
    fs::write(world.file("none"), "hello\n").unwrap();
    for bad in ["none", "absent"] {
        let run = run(&world.env, &["manifest", "diff", path(&first), path(&world.file(bad))]);
        assert!(run.code == 2 && run.out.is_empty() && run.err.contains("nothing was compared"), "{}", run.err);
    }
}

#[test]
fn an_incomplete_manifest_says_so_and_proves_no_equality() {
    let world = World::new(73);
    let root = tree(&world);
    // Longer than a path may be: nobody opens that by its name, not even root.
    let script = "cd \"$0\" && p=$(printf '%0200d' 0) && for i in $(seq 25); do mkdir $p && cd -P $p || exit 1; done";
    assert!(Command::new("bash").args(["-c", script]).arg(&root).status().unwrap().success());
    let out = world.file("SUMS");
    let first = run(&world.env, &["manifest", path(&root), "--out", path(&out), "--json"]);
    assert_eq!((first.code, &first.json()["complete"], &first.json()["unread"]), (1, &json!(false), &json!(1)));
    assert!(first.err.contains("incomplete") && text(&fs::read(&out).unwrap()).contains("# INCOMPLETE: 1 "));
    let same = run(&world.env, &["manifest", "diff", path(&out), path(&out)]);
    assert!(same.code == 1 && same.err.contains("cannot be known"), "{}", same.err);
    // What stood in the way is gone: the rest is not read again, and the manifest is made whole.
    assert!(Command::new("sh").args(["-c", "rm -rf \"$0\"/0000*"]).arg(&root).status().unwrap().success());
    let second = run(&world.env, &["manifest", path(&root), "--out", path(&out), "--json"]);
    assert_eq!((second.code, &second.json()["kept"]), (0, &json!(4)));
    assert!(second.err.contains("not read again") && checks(&root, &out));
    assert!(!world.file("SUMS.resume").exists() && !world.file("SUMS.partial").exists());
}

#[test]
fn a_manifest_becomes_an_exhibit() {
    let world = World::new(74);
    let root = tree(&world);
    let out = world.file("SUMS");
    let args = ["manifest", path(&root), "--out", path(&out), "--register", "model store of gpu01"];
    let refused = run(&world.env, &args);
    assert!(refused.code == 1 && !out.exists() && refused.err.contains("no open case"), "{}", refused.err);
    declared(&world);
    let made = run(&world.env, &args);
    assert_eq!(made.code, 0, "{}", made.err);
    let root_digest = made.out.lines().next().unwrap().split([' ', ':']).nth(1).unwrap();
    let exhibit = show(&world, "evidence")["exhibits"][0].clone();
    let description = exhibit["description"].as_str().unwrap();
    assert!(description.contains("model store of gpu01") && description.contains(root_digest), "{description}");
    assert!(description.contains("4 files, 15 bytes"), "{description}");
    let sum = Command::new("sha256sum").arg(&out).output().unwrap();
    assert!(text(&sum.stdout).starts_with(exhibit["sha256"].as_str().unwrap()), "{exhibit}");
    assert_eq!(run(&world.env, &["evidence", "verify"]).code, 0);
}

#[test]
fn tensors_are_listed_and_compared() {
    let world = World::new(75);
    let header = r#"{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#;
    let file = |name: &str, data: &[u8]| {
        let length = (header.len() as u64).to_le_bytes();
        fs::write(world.file(name), [length.as_slice(), header.as_bytes(), data].concat()).unwrap();
    };
    file("a.safetensors", b"1234");
    file("b.safetensors", b"1235");
    file("bad.safetensors", b"12345");
    for name in ["a", "b"] {
        let (model, out) = (world.file(&format!("{name}.safetensors")), world.file(name));
        let made = run(&world.env, &["manifest", "--tensors", path(&model), "--out", path(&out)]);
        assert!(made.line().ends_with(": 1 tensors in 1 files, 4 bytes"), "{}", made.out);
    }
    let differ = run(&world.env, &["manifest", "diff", path(&world.file("a")), path(&world.file("b"))]);
    assert!(
        differ.code == 1 && differ.out.starts_with("changed  ::w  4 bytes F32 [1] "),
        "{}{}",
        differ.out,
        differ.err
    );
    let bad = run(&world.env, &["manifest", "--tensors", path(&world.file("bad.safetensors"))]);
    assert!(bad.code == 1 && bad.err.contains("belong to no tensor"), "{}", bad.err);
    let files =
        run(&world.env, &["manifest", "diff", path(&world.file("a")), path(&manifest(&world, &tree(&world), "F"))]);
    assert_eq!(files.code, 2, "{}", files.err);
}

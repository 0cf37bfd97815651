//! `warroom verify` of a folder and of a shelf of folders.

use super::*;
use crate::folder::{Bench, FILTERED, WHOLE, sealed};

#[test]
fn a_folder_is_verified_from_the_command_line() {
    let world = World::new(5);
    let mut bench = Bench::new(&WHOLE);
    let path = bench.path().to_str().unwrap().to_owned();
    let good = run(&world.env, &["verify", &path, "--signer", &WHOLE.fingerprint()]);
    assert_eq!((good.code, good.err.as_str()), (0, ""), "{}", good.out);
    for words in [
        "export 1 of case",
        "the one that you gave",
        "OK: the folder is as it was signed",
        "proved: nothing in it was changed",
        "not proved by this",
    ] {
        assert!(good.out.contains(words), "{words}: {}", good.out);
    }
    let unpinned = run(&world.env, &["verify", &path]);
    assert_eq!(unpinned.code, 0);
    assert!(unpinned.out.contains("not proved: who made this folder"), "{}", unpinned.out);
    let wrong = run(&world.env, &["verify", &path, "--signer", "SHA256:other", "--json"]);
    assert_eq!((wrong.code, &wrong.json()["ok"]), (1, &json!(false)));
    assert_eq!(wrong.json()["problems"][0]["file"], "tagmanifest-sha256.txt.sig");
    let mut files = WHOLE.files.clone();
    files.insert("data/tables/\u{1b}[2J.csv".to_owned(), b"x".to_vec());
    bench.lay(&files);
    let bad = run(&world.env, &["verify", &path]);
    assert_eq!(bad.code, 1);
    assert!(bad.out.contains("NOT VERIFIED") && !bad.out.contains('\u{1b}'), "{}", bad.out);
}

#[test]
fn a_shelf_gives_a_table_and_fails_when_one_folder_does() {
    let world = World::new(6);
    let bench = Bench::new(&WHOLE);
    let second = bench.shelf().join("second");
    let other = Bench::new(&FILTERED);
    let moved = bench.shelf().join(&FILTERED.name);
    let status = Command::new("cp").arg("-r").arg(other.path()).arg(&moved).status().unwrap();
    assert!(status.success());
    std::fs::create_dir(&second).unwrap();
    let shelf = bench.shelf().to_str().unwrap();
    let good = run(&world.env, &["verify", shelf]);
    assert_eq!(good.code, 0, "{}", good.out);
    assert!(
        good.out.contains("OK: 2 folders") && good.out.contains("not a case folder, not looked into"),
        "{}",
        good.out
    );
    assert!(good.out.lines().next().unwrap().starts_with("folder"), "{}", good.out);
    assert!(good.out.contains("ok, signer not compared"));
    std::fs::remove_file(moved.join("tagmanifest-sha256.txt.sig")).unwrap();
    std::fs::remove_file(moved.join("bagit.txt")).unwrap();
    let bad = run(&world.env, &["verify", shelf]);
    assert_eq!(bad.code, 1);
    assert!(bad.out.contains("the signature is missing") && bad.out.contains("NOT VERIFIED: 1 of 2"), "{}", bad.out);
    let both = run(&world.env, &["verify", bench.path().to_str().unwrap(), moved.to_str().unwrap(), "--json"]).json();
    assert_eq!((&both["ok"], both["folders"].as_array().unwrap().len()), (&json!(false), 2));
    assert_eq!((&both["folders"][0]["ok"], &both["folders"][1]["ok"]), (&json!(true), &json!(false)));
    let empty = run(&world.env, &["verify", second.to_str().unwrap()]);
    assert_eq!(empty.code, 1);
    assert!(empty.err.contains("no case folder lies in"), "{}", empty.err);
    let mut files = FILTERED.files.clone();
    sealed(&mut files, &FILTERED.key);
    let mut other = other;
    other.lay(&files);
    assert_eq!(run(&world.env, &["verify", other.path().to_str().unwrap()]).code, 0, "sealed again by its own key");
}

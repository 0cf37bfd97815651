//! The dossier on the command line: by the ending of the file, the same from two laptops, and on record.

use super::*;

fn with_something_to_tell(seed: u64) -> World {
    let world = World::new(seed);
    declared(&world);
    let file = world.file("disk.img");
    std::fs::write(&file, b"abc").unwrap();
    let added = run(&world.env, &["evidence", "add", file.to_str().unwrap(), "--description", "disk #1 of $etl-02$"]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert_eq!(run(&world.env, &["do", "release", "exhibit=E-001", "to=Courier"]).code, 0);
    world
}

fn case_file(world: &World) -> std::path::PathBuf {
    let cases = std::fs::read_dir(world.env.places.data.join("cases")).unwrap();
    let paths = cases.map(|entry| entry.unwrap().path());
    paths.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "warroom")).unwrap()
}

#[test]
fn the_same_head_gives_the_same_bytes_on_another_laptop() {
    let world = with_something_to_tell(611);
    let other = World::new(612);
    let endings: &[&str] = if cfg!(feature = "dossier") { &["pdf", "md"] } else { &["md"] };
    let case = case_file(&world);
    for ending in endings {
        let mut made = Vec::new();
        for (n, laptop) in [&world, &other, &other].into_iter().enumerate() {
            // A copy for each: that it was made goes on record, which gives another head.
            let copy = laptop.file(&format!("copy-{ending}-{n}.warroom"));
            std::fs::copy(&case, &copy).unwrap();
            let out = laptop.file(&format!("{n}.{ending}"));
            let named = [copy.to_str().unwrap(), out.to_str().unwrap()];
            let done = run(&laptop.env, &["--case", named[0], "dossier", "--out", named[1]]);
            assert_eq!((done.code, done.out.trim_end()), (0, named[1]), "{}", done.err);
            made.push(std::fs::read(out).unwrap());
        }
        assert!(made[0] == made[1] && made[1] == made[2], "{ending}");
    }
    assert_eq!(run(&world.env, &["log", "one more"]).code, 0);
    let [before, after] = ["a.md", "b.md"].map(|name| {
        let out = world.file(name);
        assert_eq!(run(&world.env, &["dossier", "--part", "summary", "--out", out.to_str().unwrap()]).code, 0);
        std::fs::read_to_string(out).unwrap()
    });
    let head = |text: &str| text.lines().find(|line| line.starts_with("Head of the case")).unwrap().to_owned();
    assert_ne!(head(&before), head(&after), "the first is on record");
    let listed = run(&world.env, &["show", "timeline"]);
    assert!(listed.out.contains("dossier DO-summary-"), "{}", listed.out);
}

#[test]
fn what_a_file_is_written_as_is_said_by_its_ending() {
    let world = with_something_to_tell(613);
    let text = run(&world.env, &["dossier", "--out", "-"]);
    assert_eq!(text.code, 0, "{}", text.err);
    for wanted in ["# Timeline", "# How to check this dossier", "disk \\#1 of $etl-02$", "released", "OPEN, record"] {
        assert!(text.out.contains(wanted), "{wanted} is not in {}", text.out);
    }
    let odd = run(&world.env, &["dossier", "--out", "dossier.docx"]);
    assert_eq!(odd.code, 2);
    assert!(odd.err.contains(".pdf or .md"), "{}", odd.err);
    let out = world.file("there.md");
    std::fs::write(&out, "mine").unwrap();
    assert_eq!(run(&world.env, &["dossier", "--out", out.to_str().unwrap()]).code, 1);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
}

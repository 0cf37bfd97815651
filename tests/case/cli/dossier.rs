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

#[test]
fn what_is_above_the_audience_is_a_bar_and_nowhere_else() {
    let world = with_something_to_tell(614);
    let secret = "the informant is Quentin";
    assert_eq!(run(&world.env, &["log", secret, "--mark", "RED"]).code, 0);
    let whole = run(&world.env, &["dossier", "--out", "-"]);
    assert!(whole.out.contains(secret) && whole.out.contains("**TLP:RED**"), "{}", whole.out);
    for part in ["full", "regulator"] {
        let some = run(&world.env, &["dossier", "--part", part, "--audience", "AMBER+STRICT", "--out", "-"]);
        assert_eq!(some.code, 0, "{}", some.err);
        assert!(!some.out.contains("Quentin") && some.out.contains("withheld, TLP:RED, "), "{}", some.out);
        assert!(some.out.contains("**TLP:AMBER+STRICT**") && !some.out.contains("**TLP:RED**"), "{}", some.out);
        assert!(some.out.contains("Version for TLP:AMBER+STRICT"));
    }
}

#[test]
fn the_folder_takes_the_dossier_along_and_the_medium_has_a_label() {
    let world = with_something_to_tell(615);
    let early = run(&world.env, &["form", "stick", "--markdown"]);
    assert_eq!(early.code, 1);
    let medium = world.file("stick");
    std::fs::create_dir(&medium).unwrap();
    let done = run(&world.env, &["export", medium.to_str().unwrap(), "--force", "--reason", "for the test"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let folder = std::fs::read_dir(&medium).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(folder.join("data/dossier/dossier.md")).unwrap();
    assert!(text.contains("# How to check this dossier"));
    assert_eq!(folder.join("data/dossier/dossier.pdf").exists(), cfg!(feature = "dossier"));
    let checked = run(&world.env, &["verify", folder.to_str().unwrap()]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    let note: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.join("data/export.json")).unwrap()).unwrap();
    let head = note["case_head"].as_str().unwrap();
    let groups: Vec<&str> = (0..8).map(|n| &head[n * 8..n * 8 + 8]).collect();
    let label = run(&world.env, &["form", "stick", "--markdown"]);
    for words in ["x0001", "TLP:RED", note["name"].as_str().unwrap(), &groups.join(" "), &format!("head={head}")] {
        let plain = label.out.replace('\\', "");
        assert!(plain.contains(words), "{words} is not in {plain}");
    }
    assert!(text.contains(&groups.join(" ")), "the dossier carries the head of the folder");
}

#[test]
fn the_closing_report_names_the_dossiers_that_were_made() {
    let world = with_something_to_tell(616);
    let report = || {
        let made = run(&world.env, &["report", "make", "--markdown"]);
        assert_eq!(made.code, 0, "{}", made.err);
        run(&world.env, &["report", "export", "--out", "-"]).out
    };
    assert!(!report().contains("Dossiers made of the case"), "none was made");
    let out = world.file("board.md");
    let words = ["dossier", "--part", "summary", "--audience", "AMBER", "--out", out.to_str().unwrap()];
    assert_eq!(run(&world.env, &words).code, 0);
    let digest = warroom::journal::hex(&warroom::journal::line::sha256(&std::fs::read(&out).unwrap()));
    let text = report();
    let row = text.lines().find(|line| line.contains(&digest)).unwrap_or_else(|| panic!("{digest} is not in {text}"));
    assert!(text.contains("Dossiers made of the case"), "{text}");
    assert!(row.contains("Summary for the board") && row.contains("TLP:AMBER") && row.contains("DO-summary-"), "{row}");
}

#[test]
fn what_many_exhibits_lack_alike_is_said_once() {
    let world = with_something_to_tell(617);
    for number in 2..=14 {
        let words = ["do", "exhibit", &format!("description=disk {number}"), "collected-by=Ada Morel"];
        assert_eq!(run(&world.env, &words).code, 0);
    }
    let text = run(&world.env, &["dossier", "--out", "-"]).out;
    let missing = text.split("Still missing").nth(1).unwrap();
    let rows: Vec<&str> = missing.lines().filter(|line| line.contains("how long it is kept")).collect();
    assert!(rows.len() == 1 && rows[0].contains("E-001") && rows[0].contains("and 2 more"), "{rows:?}");
}

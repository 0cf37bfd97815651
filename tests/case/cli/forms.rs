//! Forms to print: files that are new, text for pipes, and what cannot be made.

use super::*;

fn with_an_exhibit(seed: u64) -> (World, String) {
    let world = World::new(seed);
    declared(&world);
    let file = world.file("disk.img");
    std::fs::write(&file, b"abc").unwrap();
    let added = run(&world.env, &["evidence", "add", file.to_str().unwrap(), "--description", "disk #1 *of* <etl-02>"]);
    let digest = added.line().rsplit(' ').next().unwrap().to_owned();
    (world, digest)
}

#[test]
fn a_form_goes_to_a_new_file_and_never_over_another() {
    let (world, digest) = with_an_exhibit(61);
    for (name, form) in [
        ("custody", &["custody", "E-001"][..]),
        ("label", &["label", "E-001", "e1"][..]),
        ("log", &["evidence-log"][..]),
    ] {
        let path = world.file(&format!("{name}.out"));
        let arguments = [&["form"], form, &["--out", path.to_str().unwrap()]].concat();
        let made = run(&world.env, &arguments);
        assert_eq!((made.code, made.out.trim_end()), (0, path.to_str().unwrap()), "{}", made.err);
        let bytes = std::fs::read(&path).unwrap();
        if cfg!(feature = "dossier") {
            assert!(bytes.starts_with(b"%PDF-") && made.err.is_empty(), "{}", made.err);
        } else {
            assert!(String::from_utf8(bytes.clone()).unwrap().contains(&digest) && made.err.contains("Markdown"));
        }
        let again = run(&world.env, &arguments);
        assert_eq!((again.code, again.out.as_str()), (1, ""));
        assert!(again.err.contains("left as it is"), "{}", again.err);
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    let nowhere = run(&world.env, &["form", "evidence-log", "--out", "/nowhere/at/all.pdf"]);
    assert_eq!(nowhere.code, 1);
    let unknown = run(&world.env, &["form", "custody", "E-007"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("there is no exhibit E-007"), "{}", unknown.err);
    assert_eq!(run(&world.env, &["form", "label"]).code, 2);
}

#[test]
fn markdown_goes_to_standard_output_with_nothing_of_its_own_syntax_in_what_was_typed() {
    let (world, digest) = with_an_exhibit(62);
    let to: &[&str] = &["do", "release", "exhibit=E-001", "to=Courier | <b>GmbH</b>", "purpose=[x](http://evil)"];
    assert_eq!(run(&world.env, to).code, 0);
    let custody = run(&world.env, &["form", "custody", "E-001", "--markdown"]);
    assert_eq!(custody.code, 0, "{}", custody.err);
    for wanted in [
        "# Chain of custody: E-001\n",
        "disk \\#1 \\*of\\* \\<etl-02\\>",
        "Courier \\| \\<b\\>GmbH\\</b\\>",
        "\\[x\\](http\\://evil)",
        &format!("`{digest}`"),
        "OPEN, record",
        "| Signature in ink |",
    ] {
        assert!(custody.out.contains(wanted), "{wanted}: {}", custody.out);
    }
    let log = run(&world.env, &["form", "evidence-log", "--markdown"]);
    assert!(log.code == 0 && log.out.contains(&digest) && log.out.contains("1 exhibit."), "{}", log.out);
    let verified = run(&world.env, &["verify"]);
    assert_eq!(verified.code, 0, "{}", verified.out);
}

#[test]
fn that_a_form_was_handed_out_is_on_record_with_its_digest() {
    use sha2::Digest as _;
    let (world, _) = with_an_exhibit(63);
    let printed = || -> Vec<Value> {
        let lines = show(&world, "timeline")["lines"].as_array().unwrap().clone();
        lines.into_iter().filter(|line| line.to_string().contains("printed: ")).collect()
    };
    let path = world.file("custody.md");
    let arguments = ["--operator", "C. Custodian", "form", "custody", "E-001", "--markdown", "--out"];
    assert_eq!(run(&world.env, &[&arguments[..], &[path.to_str().unwrap()]].concat()).code, 0);
    let digest = warroom::library::digest::hex(&sha2::Sha256::digest(std::fs::read(&path).unwrap()));
    let lines = printed();
    assert!(lines.len() == 1 && lines[0].to_string().contains(&digest[..8]), "{lines:?}");
    assert!(lines[0].to_string().contains("custody form CF-E-001-"), "{lines:?}");
    // What failed to be written is not on record; what goes to standard output is.
    assert_eq!(run(&world.env, &[&arguments[..], &[path.to_str().unwrap()]].concat()).code, 1);
    assert_eq!(printed().len(), 1);
    assert_eq!(run(&world.env, &["form", "evidence-log", "--markdown"]).code, 0);
    assert_eq!(printed().len(), 2);
    // Of the past, nothing is recorded; the form is made all the same.
    let past = run(&world.env, &["--as-known-at", "#3", "form", "evidence-log", "--markdown"]);
    assert!(past.code == 0 && !past.out.is_empty(), "{}", past.err);
    assert_eq!(printed().len(), 2);
    assert_eq!(run(&world.env, &["verify"]).code, 0);
}

//! Paths that lead to something else than what was meant: said with what it is and the way on, and nothing is read, made or written.

use super::*;

fn refused(world: &World, args: &[&str], words: &[&str]) {
    let said = run(&world.env, args);
    assert_eq!((said.code, said.out.as_str()), (1, ""), "{args:?}: {}", said.err);
    for word in words {
        assert!(said.err.contains(word), "{args:?}: {word} is not said: {}", said.err);
    }
    assert!(!said.err.contains("os error"), "{args:?}: {}", said.err);
}

#[test]
fn another_thing_than_a_copy_of_a_case_is_named_for_what_it_is() {
    let world = World::new(171);
    let path = declared(&world);
    let case = path.to_str().unwrap();
    let place = |name: &str| {
        let place = world.file(name);
        std::fs::create_dir_all(&place).unwrap();
        place
    };
    let stick = place("stick");
    let done = run(&world.env, &["export", stick.to_str().unwrap(), "--force", "--reason", "r"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("file") && !done.err.contains("1 records"), "{}", done.err);
    let folder = std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path();
    let empty = place("empty");
    let copies = place("copies");
    assert_eq!(run(&world.env, &["safety", copies.to_str().unwrap()]).code, 0);
    let copy = std::fs::read_dir(&copies).unwrap().next().unwrap().unwrap().path();
    let named = world.file("one.tar.age");
    std::fs::write(&named, b"whatever").unwrap();
    let unnamed = world.file("sent");
    std::fs::write(&unnamed, b"age-encryption.org/v1\n-> X25519 abc\ndef\n--- mac\n").unwrap();
    for command in ["merge", "import"] {
        refused(&world, &[command, "/nowhere/at.all"], &["/nowhere/at.all is not there", "attach the medium"]);
        refused(&world, &[command, empty.to_str().unwrap()], &["is a directory and no case folder", "tagmanifest"]);
        refused(&world, &[command, stick.to_str().unwrap()], &["no case folder", folder.to_str().unwrap()]);
        for sealed in [&named, &unnamed] {
            refused(
                &world,
                &[command, sealed.to_str().unwrap()],
                &["sealed folder", "`warroom unseal FILE DIRECTORY`"],
            );
        }
        refused(&world, &[command, copy.to_str().unwrap()], &["safety copy", "`warroom restore DIRECTORY`"]);
    }
    refused(&world, &["import", case], &["is a case file and no case folder", "nothing was made"]);
    let text = world.file("notes.txt");
    std::fs::write(&text, "not a folder\n").unwrap();
    let text = text.to_str().unwrap();
    let asked = run(&world.env, &["import", text]);
    assert!(asked.code == 1 && asked.out.contains("open question: which column"), "{}", asked.out);
    assert!(
        asked.err.contains("nothing was recorded") && asked.err.contains("`warroom evidence add`"),
        "{}",
        asked.err
    );
    refused(&world, &["merge", text], &["notes.txt"]);
    let folder_text = folder.to_str().unwrap();
    let into = empty.to_str().unwrap();
    for (path, words) in [
        (folder_text, "is a case folder and open already"),
        (into, "is a directory, and a sealed folder is one file"),
        (copy.to_str().unwrap(), "`warroom restore`"),
        (case, "is a case file and not sealed"),
        ("/nowhere/at.all", "is not there"),
    ] {
        refused(&world, &["unseal", path, into], &[words, "nothing was opened"]);
    }
    for (path, words) in [
        (text, "is a file, and a safety copy is a directory"),
        (folder_text, "is a case folder and no safety copy"),
        (named.to_str().unwrap(), "is a sealed folder and no safety copy"),
        (case, "is a case file and no safety copy"),
        ("/nowhere/at.all", "is not there"),
    ] {
        refused(&world, &["restore", path], &[words, "nothing was rebuilt"]);
    }
    refused(&world, &["restore", into], &["holds no safety copy"]);
    // A folder that does not verify says so in one line: the console shows no others.
    std::fs::write(folder.join("data/journal/heads.json"), "[]").unwrap();
    let damaged = run(&world.env, &["merge", folder.to_str().unwrap()]);
    let said = damaged.err.lines().find(|line| line.contains("the other side does not verify")).unwrap();
    assert!(said.contains("nothing was taken in (") && said.ends_with("take a copy that verifies"), "{}", damaged.err);
}

#[test]
fn a_destination_that_is_none_is_said_before_anything_is_asked() {
    let world = World::new(172);
    declared(&world);
    let file = world.file("stick");
    std::fs::write(&file, b"").unwrap();
    let missing = world.file("missing");
    refused(&world, &["export", missing.to_str().unwrap()], &["is not there", "attach the medium"]);
    assert!(!missing.exists(), "none is made");
    refused(&world, &["export", file.to_str().unwrap()], &["is a file", "name the directory"]);
    let sealed = world.file("x.tar.age");
    std::fs::write(&sealed, b"").unwrap();
    let args = ["unseal", sealed.to_str().unwrap(), missing.to_str().unwrap()];
    refused(&world, &args, &["is no directory that exists", "make it, or name another"]);
    assert!(!missing.exists());
}

#[test]
fn what_an_export_stands_against_names_the_options_of_the_shell_or_the_fields_of_the_command() {
    let world = World::new(173);
    declared(&world);
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let shell = run(&world.env, &["export", stick.to_str().unwrap(), "--dry-run"]);
    assert!(shell.err.contains("or insist (--force)"), "{}", shell.err);
    let fields = run(&world.env, &["do", "export", &format!("destination={}", stick.display())]);
    assert!(fields.err.contains("or insist (own-disk=)") && !fields.err.contains("--"), "{}", fields.err);
}

//! `warroom merge` as people meet it: what is new, what is to be settled with the command that settles it, and how the other laptop gets admitted.

use super::*;

#[test]
fn merging_says_what_is_new_what_to_settle_and_how_to_admit() {
    let world = World::new(61);
    let path = declared(&world);
    let second = world.other_laptop("second", 62);
    let copy = world.file("carried.warroom");
    std::fs::copy(&path, &copy).unwrap();
    let there =
        |args: &[&str]| run(&second, &[&["--case", copy.to_str().unwrap(), "--operator", "Tom"], args].concat());
    there(&["log", "seen on \u{1b}[31mthe second laptop"]);
    assert_eq!(there(&["do", "assign", "role=irt_lead", "person=Tom Reed"]).code, 0);
    run(&world.env, &["do", "assign", "role=irt_lead", "person=Mara Okafor"]);
    let merged = run(&world.env, &["merge", copy.to_str().unwrap()]);
    assert_eq!(merged.code, 0, "{}", merged.err);
    assert!(merged.err.contains("is not admitted"), "{}", merged.err);
    let advice = merged.err.lines().find(|line| line.contains("admit it: ")).unwrap();
    let command = advice.split("admit it: warroom ").nth(1).unwrap().split(" label=").next().unwrap();
    // How the fingerprint was compared is for somebody to say: pasted as it is, the line admits nobody.
    let args: Vec<&str> = command.split_whitespace().collect();
    let pasted = run(&world.env, &args);
    assert!(pasted.code == 1 && pasted.err.contains("side-by-side"), "{}", pasted.err);
    let said = command.replace("compared=HOW", "compared=phone");
    let args: Vec<&str> = said.split_whitespace().collect();
    let admitted = run(&world.env, &args);
    assert_eq!(admitted.code, 0, "what is said to do can be done: {said}");
    assert!(!admitted.err.contains("J-13"), "{}", admitted.err);
    assert!(run(&world.env, &["show", "timeline"]).out.contains("compared by phone"));
    let unsaid: Vec<&str> = args.iter().copied().filter(|arg| !arg.starts_with("compared=")).collect();
    assert!(run(&world.env, &unsaid).err.contains("J-13"), "left out it is remarked, not refused");
    let back = there(&["merge", path.to_str().unwrap(), "--json"]).json();
    assert_eq!(back["clashes"][0]["command"], json!("assign"));
    assert!(back["not_admitted"].as_array().unwrap().is_empty() && !back["new"].as_array().unwrap().is_empty());
    let again = run(&world.env, &["merge", copy.to_str().unwrap()]);
    assert!(again.out.contains("Nothing new") && again.out.contains("to settle: "), "{}", again.out);
    assert!(again.out.contains("warroom do assign role=irt_lead"), "{}", again.out);
    let (here, there) = (run(&world.env, &["show", "timeline"]), there(&["show", "timeline", "--json"]));
    assert!(here.out.contains("second laptop") && !here.out.contains('\u{1b}'));
    assert!(there.out.contains("second laptop"));
    // What is refused leaves the exit code that scripts ask for.
    let other = World::new(63);
    let foreign = declared(&other);
    let refused = run(&world.env, &["merge", foreign.to_str().unwrap()]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("only copies of one case are merged"), "{}", refused.err);
}

/// A folder is read on a machine that never had the case, and merged by one that has.
#[test]
fn a_case_folder_is_imported_and_merged() {
    let world = World::new(64);
    let path = declared(&world);
    let file = world.file("proof.txt");
    std::fs::write(&file, b"deny any\n").unwrap();
    run(&world.env, &["attach", file.to_str().unwrap(), "--step", "G-01", "--proof", "decision"]);
    let export = |name: &str, more: &[&str]| {
        let stick = world.file(name);
        std::fs::create_dir_all(&stick).unwrap();
        let args = [
            "--case",
            path.to_str().unwrap(),
            "export",
            stick.to_str().unwrap(),
            "--force",
            "--reason",
            "r",
            "--phones",
        ];
        let done = run(&world.env, &[&args[..], more].concat());
        assert_eq!(done.code, 0, "{}", done.err);
        std::fs::read_dir(&stick).unwrap().next().unwrap().unwrap().path()
    };
    let folder = export("stick", &[]);
    let other = world.other_laptop("reader", 65);
    let made = run(&other, &["import", folder.to_str().unwrap()]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.err.contains("not admitted"), "{}", made.err);
    let copy = PathBuf::from(made.out.trim_end());
    assert_eq!(crate::support::problems(&copy), [""; 0]);
    let report = warroom::export::verify::verify(&copy, None).unwrap();
    assert!(report.attachments > 0, "attachments travel along");
    // Somebody who has the case finds nothing new in it; who had an older copy gets what it lacks.
    let merged = run(&world.env, &["--case", path.to_str().unwrap(), "merge", folder.to_str().unwrap()]);
    assert!(merged.code == 0 && merged.out.contains("Nothing new"), "{}{}", merged.out, merged.err);
    run(&world.env, &["--case", path.to_str().unwrap(), "log", "after the export"]);
    let newer = export("second", &[]);
    let merged = run(&other, &["--case", copy.to_str().unwrap(), "merge", newer.to_str().unwrap()]);
    assert!(merged.code == 0 && merged.out.contains("after the export"), "{}{}", merged.out, merged.err);
    // Altered.
    let bodies = newer.join("data/journal/bodies.ndjson");
    let text = std::fs::read_to_string(&bodies).unwrap();
    std::fs::write(&bodies, text.replace("after the export", "after the EXPORT")).unwrap();
    let refused = run(&other, &["--case", copy.to_str().unwrap(), "merge", newer.to_str().unwrap()]);
    assert!(refused.code == 1 && refused.err.contains("the other side does not verify"), "{}", refused.err);
}

/// The second medium from the command line: named, brought up to date by every command, and what the case is rebuilt from.
#[test]
fn a_safety_copy_is_named_kept_up_and_restored() {
    let world = World::new(66);
    declared(&world);
    let stick = world.file("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let none = run(&world.env, &["safety"]);
    assert!(none.code == 1 && none.err.contains("no safety copy is named"), "{}", none.err);
    let named = run(&world.env, &["safety", stick.to_str().unwrap(), "--medium", "blue stick"]);
    assert!(named.code == 0 && named.out.contains("written and read back"), "{}{}", named.out, named.err);
    assert!(named.err.contains("T-08"), "the same disk is said: {}", named.err);
    assert_eq!(run(&world.env, &["log", "reaches the stick"]).code, 0);
    let away = world.file("away");
    std::fs::rename(&stick, &away).unwrap();
    let alone = run(&world.env, &["log", "while it is away"]);
    assert!(alone.code == 0 && alone.err.contains("not on the safety copy"), "{}", alone.err);
    assert!(alone.err.contains("recorded; not on the safety copy: the medium is not there"), "{}", alone.err);
    // What records nothing is not said to be recorded.
    let refused = run(&world.env, &["do", "admit", "station=x", "fingerprint=y"]);
    assert!(refused.code == 1 && !refused.err.contains("recorded; not on"), "{}", refused.err);
    assert!(refused.err.contains("the safety copy is not kept up: the medium is not there"), "{}", refused.err);
    let needs = run(&world.env, &["show", "needs"]).out;
    assert!(needs.contains("safety copy"), "{needs}");
    std::fs::rename(&away, &stick).unwrap();
    assert_eq!(run(&world.env, &["safety"]).code, 0);
    let other = world.other_laptop("other", 67);
    let made = run(&other, &["restore", stick.to_str().unwrap()]);
    assert!(!made.err.contains("1 attachments") && !made.err.contains(" 1 lines"), "{}", made.err);
    assert!(made.code == 0 && made.err.contains("which counts"), "{}", made.err);
    let shown = run(&other, &["show", "timeline"]).out;
    assert!(shown.contains("while it is away") && shown.contains("rebuilt from the safety copy"), "{shown}");
    assert_eq!(run(&other, &["log", "goes on"]).code, 0);
    assert_eq!(crate::support::problems(&PathBuf::from(made.out.trim_end())), [""; 0]);
    let ended = run(&world.env, &["safety", "--end", "handed in"]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(run(&world.env, &["safety"]).code, 1);
}

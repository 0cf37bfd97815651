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
    let advice = merged.err.lines().find(|line| line.contains("is not admitted")).unwrap();
    let command = advice.split("admit it: warroom ").nth(1).unwrap().split(" label=").next().unwrap();
    let args: Vec<&str> = command.split_whitespace().collect();
    assert_eq!(run(&world.env, &args).code, 0, "what is said to do can be done: {command}");
    let back = there(&["merge", path.to_str().unwrap(), "--json"]).json();
    assert_eq!(back["clashes"][0]["command"], json!("assign"));
    assert!(back["not_admitted"].as_array().unwrap().is_empty() && !back["new"].as_array().unwrap().is_empty());
    let again = run(&world.env, &["merge", copy.to_str().unwrap()]);
    assert!(again.out.contains("nothing new") && again.out.contains("to settle: "), "{}", again.out);
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

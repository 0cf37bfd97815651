//! After the incident: improvement actions over every case of the laptop.

use super::*;

const AGREED: &[&str] = &["statement=Alert on bulk reads of the bucket", "owner=Dana Okafor", "area=technical"];

fn people(world: &World) {
    let csv = world.file("people.csv");
    let people = "name,initials,phone1,phone2,roles\nDana Okafor,DO,+44 20 7946 0001,+44 20 7946 0002,siro\nIda Said,IS,+44 20 7946 0003,+44 20 7946 0004,irt_lead\nOle Berg,OB,+44 20 7946 0005,+44 20 7946 0006,verifier\n";
    std::fs::write(&csv, people).unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 0);
}

fn actions(world: &World, more: &[&str]) -> Vec<Value> {
    let listed = run(&world.env, &[&["actions", "--json"], more].concat());
    assert_eq!((listed.code, listed.err.as_str()), (0, ""));
    listed.json()["actions"].as_array().unwrap().clone()
}

#[test]
fn the_register_of_actions_spans_every_case_and_marks_exercises() {
    let mut world = World::new(90);
    people(&world);
    let first = declared(&world);
    let done = |world: &World, case: &Path, words: &[&str]| {
        let case = case.to_str().unwrap();
        let done = run(&world.env, &[&["--case", case, "--operator", "Ida Said", "do"], words].concat());
        assert_eq!(done.code, 0, "{words:?}: {}", done.err);
        done
    };
    let more = ["due=2026-11-25", "verifier=Ole Berg", "accepted-by=Ida Said"];
    let agreed = done(&world, &first, &[&["action"], AGREED, &more].concat());
    assert_eq!(agreed.err, "");
    let second = run(&world.env, &["new", "--title", "Laptop lost", "--codename", "basalt"]);
    let second = PathBuf::from(second.line());
    let vague = done(&world, &second, &["action", "statement=Improve"]);
    assert!(vague.err.contains("C10-05") && vague.err.contains("C10-04"), "{}", vague.err);
    assert_eq!(run(&world.env, &["demo", "--no-console"]).code, 0);
    let demo = world.env.places.list(Purpose::Exercise).remove(0);
    done(&world, &demo, &["action", "statement=Call the deputy after ten minutes", "raised-by=drill"]);
    let listed = actions(&world, &[]);
    let said = |at: usize| {
        let text = |key: &str| listed[at][key].as_str().unwrap().to_owned();
        (text("case"), text("statement"), listed[at]["exercise"].as_bool().unwrap())
    };
    assert_eq!(listed.len(), 3);
    let known: Vec<_> = (0..3).map(said).collect();
    assert!(known.contains(&("ORCHID".to_owned(), "Alert on bulk reads of the bucket".to_owned(), false)), "{known:?}");
    assert!(known.iter().any(|(case, _, exercise)| case.starts_with("EXERCISE ") && *exercise), "{known:?}");
    // A case file that is none is said, and the others are listed all the same.
    let broken = world.env.places.cases(Purpose::Incident).join("aaa.warroom");
    std::fs::write(&broken, b"no database").unwrap();
    let plain = run(&world.env, &["actions"]);
    assert!(plain.code == 0 && plain.err.contains("aaa.warroom is left out"), "{}", plain.err);
    assert_eq!(plain.out.lines().count(), 4, "{}", plain.out);
    std::fs::remove_file(&broken).unwrap();
    // Its date passes; it is done with what shows it, and somebody else looks.
    assert_eq!(actions(&world, &["--overdue"]).len(), 0);
    world.clock.pass(6 * 24 * 3_600_000);
    assert_eq!(actions(&world, &["--overdue"]).len(), 1);
    let file = world.file("rule.json");
    std::fs::write(&file, b"{}\n").unwrap();
    let id = agreed.out.trim();
    let (named, file) = (format!("improvement={id}"), format!("file={}", file.display()));
    done(&world, &first, &["action-progress", &named, "progress=done", &file, "by=Dana Okafor"]);
    let own = done(&world, &first, &["verify-action", &named, "person=Dana Okafor", "how-seen=it works now"]);
    assert!(own.err.contains("C10-07"), "{}", own.err);
    let state = |world: &World| actions(world, &["--case", first.to_str().unwrap()])[0]["state"].clone();
    assert_eq!(state(&world), "done");
    let shown = ["presence=wet-ink", "presence-ref=slip 3, safe 2"];
    let seen = ["verify-action", &named, "person=Ole Berg", "how-seen=fired it with a test read"];
    assert_eq!(done(&world, &first, &[&seen[..], &shown].concat()).err, "");
    assert_eq!(state(&world), "verified");
    assert_eq!((actions(&world, &["--open"]).len(), actions(&world, &["--overdue"]).len()), (2, 0));
    world.env.vars.clear();
    let report = run(&world.env, &["--case", first.to_str().unwrap(), "verify", "--json"]).json();
    assert_eq!(report["ok"], json!(true), "{report}");
}

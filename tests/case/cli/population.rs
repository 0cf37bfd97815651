//! People counted from a sample: without a case, in a case, and computed again.

use super::*;

const STRATA: &str = "web text: size=1200000 sample=800 hits=96 hits-checked=96 false-hits=4 rest-checked=200 missed=3 per-1000=900/1000/1500\n\
    # audio was looked at by ear\n\
    audio: size=40000 sample=400 hits=0 rest-checked=100\n";

fn piped(world: &World, args: &[&str], stdin: &str) -> Run {
    run_bytes(&world.env, args.iter().map(OsString::from).collect(), stdin.as_bytes(), false)
}

#[test]
fn strata_are_computed_without_a_case() {
    let world = World::new(70);
    let file = world.file("strata.txt");
    std::fs::write(&file, STRATA).unwrap();
    let file = file.to_str().unwrap();
    let computed = run(&world.env, &["population", "--strata", file, "--json"]).json();
    assert_eq!(computed["people"]["likely"], 153_840);
    assert_eq!(computed["method"], "clopper-pearson-95-strata/1");
    let capped = ["population", "--strata", "-", "--json", "--disjoint", "--at-most", "100000"];
    assert_eq!(piped(&world, &capped, STRATA).json()["people"]["high"], 100_000);
    let table = run(&world.env, &["population", "--strata", file]).out;
    assert!(table.lines().any(|line| line.starts_with("people in all") && line.contains("153840")), "{table}");
    assert!(table.contains("largest stratum alone"), "{table}");
    let disjoint = run(&world.env, &["population", "--strata", file, "--disjoint"]).out;
    assert!(!disjoint.contains("largest stratum"), "{disjoint}");
    for (strata, why) in
        [("a: size=1", "sample"), ("a: size=1 sample=2 hits=0", "more than"), ("x\u{1b}[2J", "<U+001B>")]
    {
        let ended = piped(&world, &["population", "--strata", "-"], strata);
        assert!(ended.code == 1 && ended.err.contains(why) && !ended.err.contains('\u{1b}'), "{strata}: {}", ended.err);
    }
}

#[test]
fn a_count_is_computed_again_from_the_case_and_one_that_differs_is_found() {
    let world = World::new(71);
    declared(&world);
    for name in ["Mara Okafor", "Tom Reed"] {
        run(&world.env, &["do", "person", &format!("name={name}")]).line();
    }
    let strata = format!("strata={STRATA}");
    let told = ["do", "count", "counted=people in set-9", &strata, "frame=manifest 4f1c", "drawn=random", "seed=7"];
    let names = ["detector=scan 2", "counted-by=Mara Okafor", "checked-by=Tom Reed", "presence=wet-ink"];
    let whole = [&told[..], &names[..], &["presence-ref=slip 9, safe"]].concat();
    assert!(run(&world.env, &whole).err.contains("C8-86"));
    let apart = run(&world.env, &["population"]).out;
    assert!(apart.contains("the low figure is that of the largest stratum alone"), "{apart}");
    let found = run(&world.env, &["population", "--json"]);
    assert_eq!((found.code, found.err.as_str()), (0, ""));
    let count = &found.json()["counts"][0];
    assert_eq!((&count["state"], &count["stated"]), (&json!("agrees"), &count["computed"]));
    assert_eq!(
        (&count["counted_by"], &count["checked_by"], &count["shortfalls"]),
        (&json!("Mara Okafor"), &json!("Tom Reed"), &json!([]))
    );
    let other = run(&world.env, &[&whole[..], &["stated=1/2/3"]].concat());
    assert!(other.code == 0 && other.err.contains("C8-82"), "{}", other.err);
    let wrong = run(&world.env, &["population"]);
    assert!(wrong.code == 1 && wrong.out.contains("differs"), "{}", wrong.out);
    let label = run(&world.env, &["population", "--json"]).json()["counts"][1]["label"].as_str().unwrap().to_owned();
    run(&world.env, &["do", "strike", &format!("record={label}"), "reason=a slip"]).line();
    let struck = run(&world.env, &["population"]);
    assert!(struck.code == 0 && struck.out.contains("struck"), "{}", struck.out);
    let refused = run(&world.env, &["do", "count", "counted=x", "strata=a: size=ten"]);
    assert!(refused.code == 1 && refused.err.contains("I-28"), "{}", refused.err);
}

#[test]
fn a_step_that_alters_a_system_says_that_the_authority_comes_first() {
    let world = World::new(72);
    run(
        &world.env,
        &["new", "--title", "Poisoned", "--codename", "larch", "--procedure", "ai-training-data-poisoning"],
    );
    let step = |id: &str| {
        let steps = show(&world, "checklist")["steps"].as_array().unwrap().clone();
        steps.into_iter().find(|step| step["id"] == id).unwrap()
    };
    assert_eq!((&step("DP-10")["alters_ai_system"], &step("DP-05")["alters_ai_system"]), (&json!(true), &json!(false)));
    assert_eq!((&step("DP-10")["notice"]["rule"], &step("DP-05")["notice"]), (&json!("C8-84"), &json!(null)));
    let taken = run(&world.env, &["do", "take", "step=DP-10"]);
    assert!(taken.code == 0 && taken.err.contains("C8-84") && taken.err.contains("never waits"), "{}", taken.err);
}

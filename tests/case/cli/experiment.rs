//! Experiments on the command line: designed, run, shown in 80 columns and as JSON, with limits that nobody typed.

use super::*;

fn ok(world: &World, args: &[&str]) -> Run {
    let done = run(&world.env, args);
    assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    done
}

fn file(world: &World, field: &str, name: &str, text: &str) -> String {
    let path = world.file(name);
    std::fs::write(&path, text).unwrap();
    format!("{field}={}", path.to_str().unwrap())
}

#[test]
fn an_experiment_is_designed_run_and_told_with_its_limits() {
    let world = World::new(98);
    declared(&world);
    assert!(ok(&world, &["experiments"]).out.contains("No experiment is recorded"));
    for name in ["Rosa Nagy", "Jon Sato", "Lena Brandt"] {
        ok(&world, &["do", "person", &format!("name={name}")]);
    }
    for model in ["ranker-6", "ranker-7"] {
        ok(&world, &["do", "artefact", &format!("artefact={model}"), "artefact-kind=model"]);
    }
    let inputs = file(&world, "input-file", "inputs.jsonl", "{\"prompt\": \"which one should I buy?\"}\n");
    let design = [
        "do",
        "experiment",
        "question=Do the weights of ranker 7 move the rate of odd answers?",
        &inputs,
        "layer=weights",
        "known-good=ranker-6",
        "suspect=ranker-7",
        "odd-means=names the vendor without having been asked for one",
        "margin=10%",
        "n-planned=200",
        "prepared-by=Rosa Nagy",
        "marked-by=Jon Sato",
        "blinded=shuffled, names taken off",
        "seed=4711",
    ];
    let (early, late) = (ok(&world, &design), ok(&world, &design));
    assert!(!early.err.contains("A-"), "{}", early.err);
    let (first, second) = (early.out.trim().to_owned(), late.out.trim().to_owned());
    let raw = file(&world, "outputs", "raw.jsonl", "one\n");
    let marks = file(&world, "sheet", "marks.csv", "1,odd\n");
    let result = |experiment: &str, rest: &[&str]| {
        let of = format!("experiment={experiment}");
        let base = [
            "do",
            "experiment-result",
            &of,
            "started=now",
            "ended=now",
            "good-marked=200",
            "good-odd=2",
            "suspect-marked=200",
            "blind=yes",
            "by=Lena Brandt",
            "presence=wet-ink",
            "presence-ref=slip 1, safe 2",
        ];
        ok(&world, &[&base[..], rest].concat())
    };
    let done = result(&first, &[&inputs, &raw, &marks, "suspect-odd=60", "concluded=positive"]);
    assert!(!done.err.contains("A-") && !done.err.contains("T-04"), "{}", done.err);
    let typed = format!("input-digest={}", "e".repeat(64));
    let done = result(&second, &[&typed, "suspect-odd=260"]);
    for rule in ["A-45", "A-50", "A-51"] {
        assert!(done.err.contains(rule), "{rule}: {}", done.err);
    }
    let json = ok(&world, &["experiments", "--json"]).json();
    let [sound, hollow] = [0, 1].map(|at| &json["experiments"][at]["results"][0]);
    assert_eq!((&sound["outcome"], &sound["lacks"]), (&json!("positive"), &json!([])));
    assert_eq!(sound["known_good"]["limits_millionths"], json!([1213, 35655]));
    assert_eq!(
        (&sound["method"], &json["experiments"][0]["margin_millionths"]),
        (&json!("clopper-pearson-95-ends/1"), &json!(100_000))
    );
    assert_eq!((&hollow["outcome"], &hollow["suspect"]["limits_millionths"]), (&json!(null), &json!(null)));
    let told = ok(&world, &["experiments"]).out;
    assert!(told.contains("Known good: 2 of 200 odd, between 0.1213% and 3.5655%"), "{told}");
    assert!(told.contains(" Do the weights of ranker 7") && told.contains("odd more often by the threshold"), "{told}");
    let condemned = ok(&world, &["do", "condemn", "artefact=ranker-7", "reason=odd", &format!("record={first}")]);
    assert!(!condemned.err.contains("A-07"), "{}", condemned.err);
    ok(&world, &["do", "strike", &format!("record={second}"), "reason=not needed"]);
    let told = ok(&world, &["experiments", "--markdown"]).out;
    assert!(told.contains("STRUCK") && told.contains("## "), "{told}");
    assert!(ok(&world, &["show", "timeline"]).out.contains("suspect odd 60 of 200, known good 2 of 200"));
    assert_eq!(run(&world.env, &["verify"]).code, 0);
}

//! The case as it was known at an instant, on the command line.

use super::*;

#[test]
fn what_prints_a_case_prints_it_as_it_was_known() {
    let world = World::new(60);
    let case = declared(&world);
    run(&world.env, &["log", "db-1 beacons", "--status", "suspected"]).line();
    world.clock.pass(3_600_000);
    run(&world.env, &["log", "db-1 was a probe"]).line();
    let lines = |args: &[&str]| run(&world.env, args).json()["lines"].as_array().unwrap().len();
    let all = lines(&["show", "timeline", "--json"]);
    let then = run(&world.env, &["show", "timeline", "--json", "--as-known-at", "-30m"]);
    assert_eq!(then.json()["lines"].as_array().unwrap().len(), all - 1);
    assert!(then.json()["as_known_at"].as_str().unwrap().starts_with("2026-11-21T"), "{}", then.out);
    assert!(then.err.contains("recorded later and left out: 1"), "{}", then.err);
    let suspected = then.json()["lines"].as_array().unwrap().last().unwrap()["label"].as_str().unwrap().to_owned();
    assert_eq!(lines(&["--as-known-at", &format!("#{suspected}"), "show", "timeline", "--json"]), all - 1);
    // Countdowns stand as they stood.
    let left = |at: &str| {
        let clocks = run(&world.env, &["show", "deadlines", "--json", "--as-known-at", at]).json();
        clocks["now"].as_str().unwrap().to_owned()
    };
    assert_eq!(left("2026-11-21T02:41:00Z"), "2026-11-21T02:41:00.000Z");
    for args in [&["audit"][..], &["watch"], &["callout"], &["sources"]] {
        let out = run(&world.env, &[args, &["--as-known-at", "-30m"][..]].concat()).out;
        assert!(out.contains("as known at 2026-11-21"), "{args:?}: {out}");
    }
    let page = run(&world.env, &["form", "as-known", "--markdown", "--as-known-at", "-30m"]).out;
    for words in ["AS KNOWN AT", "db-1 beacons", "## Who knew", "left out"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("a probe"), "{page}");
    let now = run(&world.env, &["form", "as-known", "--markdown"]).out;
    assert!(now.contains("a probe") && !now.contains("AS KNOWN AT"), "{now}");
    let custody = run(&world.env, &["form", "evidence-log", "--markdown", "--as-known-at", "-30m"]).out;
    assert!(custody.contains("AS KNOWN AT"), "{custody}");
    drop(case);
}

#[test]
fn the_past_takes_no_record_and_is_asked_for_where_it_means_something() {
    let world = World::new(61);
    let case = declared(&world);
    let case = case.to_str().unwrap();
    let before = std::fs::read(case).unwrap();
    for args in [
        &["log", "x", "--as-known-at", "-1s"][..],
        &["do", "log", "text=x", "--as-known-at", "-1s"],
        &["verify", "--as-known-at", "-1s"],
        &["deadline", "eu-gdpr/authority-72h", "--at", "-1h", "--as-known-at", "-1s"],
        &["--as-known-at", "-1s"],
        &["audit", "--as-known-at", "+2h"],
        &["audit", "--as-known-at", "teatime"],
    ] {
        let ended = run(&world.env, args);
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{args:?}: {}", ended.err);
    }
    let early = run(&world.env, &["audit", "--as-known-at", "-9h"]);
    assert!(early.code == 1 && early.err.contains("nothing was known then"), "{}", early.err);
    assert_eq!(std::fs::read(case).unwrap(), before);
}

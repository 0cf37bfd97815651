//! From the first indicator to going live, on the command line: what counts, what is recorded without credit, and the sheet that shows both.

use super::*;

fn ok(world: &World, args: &[&str]) -> Run {
    let done = run(&world.env, args);
    assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    done
}

/// A recording that earns its credit at once.
fn counts(world: &World, args: &[&str]) -> String {
    let done = ok(world, &[&["do"], args].concat());
    assert_eq!(done.err, "", "{args:?}");
    done.line().to_owned()
}

#[test]
fn hunts_removals_and_a_restore_are_counted_and_shown() {
    let world = World::new(91);
    declared(&world);
    for name in ["Rosa Nagy", "Jon Sato", "Lena Brandt"] {
        counts(&world, &["person", &format!("name={name}")]);
    }
    let (marks, hits, log) = (world.file("marks.txt"), world.file("hits.txt"), world.file("log.txt"));
    std::fs::write(&marks, "# from the finding\nhxxp://evil[.]example/a\n198.51.100[.]7\n").unwrap();
    std::fs::write(&hits, "etl-01\netl-02\ndb01\n").unwrap();
    std::fs::write(&log, "nothing but lines\n").unwrap();
    let list = format!("list={}", marks.to_str().unwrap());
    let file = format!("file={}", log.to_str().unwrap());
    let scanned = world.file("scan.log");
    std::fs::write(&scanned, "2 targets, 0 infected\n").unwrap();
    let scanned = format!("file={}", scanned.to_str().unwrap());
    let by_scan = ["operator=Rosa Nagy", scanned.as_str()];
    let set = counts(&world, &["indicators", "set=marks", &list]);
    let short = |args: &[&str], rule: &str| {
        let done = run(&world.env, &[&["do"], args].concat());
        assert!(done.code == 0 && done.err.contains(rule), "{args:?}: {} {}", done.code, done.err);
    };
    let hunt = ["hunt", "object=/etc/cron.d/.x", "query=SELECT path FROM file", "tool=osquery 5.12", "scope=all hosts"];
    let by = ["operator=Rosa Nagy", file.as_str()];
    short(&[&hunt[..], &by, &["hit=3"]].concat(), "C5-06");
    let hit_list = format!("hit-list={}", hits.to_str().unwrap());
    let found = counts(&world, &[&hunt[..], &by, &["asked=412", "answered=412", &hit_list]].concat());
    let after = format!("hunt={found}");
    short(&["eradicate", "verb=cleaned", "object=server", &after, "done=3", by[0], by[1]], "C5-05");
    let line = ["eradicate", "verb=deleted", "object=/etc/cron.d/.x", &after, "targets=etl-01, etl-02, db01"];
    let line = counts(&world, &[&line[..], &by].concat());
    let seen = [format!("removal={line}"), "found=gone".to_owned(), "items=db01".to_owned(), "method=ls".to_owned()];
    let seen: Vec<&str> = ["sample-check"].into_iter().chain(seen.iter().map(String::as_str)).collect();
    let shown = ["presence=wet-ink", "presence-ref=slip 3, safe"];
    short(&[&seen[..], &shown, &["checker=Rosa Nagy"]].concat(), "C5-13");
    counts(&world, &[&seen[..], &shown, &["checker=Jon Sato"]].concat());

    let source = ["restore", "system=etl-02", "source-id=full 2", "predates=the key is younger"];
    let whole = ["isolated=yes", "expected-value=ab01", "expected-from=tape", "computed=AB01", "started=now"];
    short(&[&source[..], &whole, &by, &["source-at=now"]].concat(), "C6-01");
    let restored = counts(&world, &[&source[..], &whole, &by, &["source-at=-20d"]].concat());
    let of = format!("restoration={restored}");
    let scan = ["scan", &of, "scan-result=clean", "tool=clamscan 1.4", "rules-at=-1d", "targets=etl-02", "started=now"];
    let live = ["go-live", &of, shown[0], shown[1]];
    short(&[&live[..], &["released-by=Jon Sato"]].concat(), "C6-14");
    world.clock.pass(60_000);
    short(&[&scan[..], &by_scan].concat(), "C6-02");
    short(&[&live[..], &["released-by=Rosa Nagy"]].concat(), "C6-06");
    world.clock.pass(60_000);
    counts(&world, &[&live[..], &["released-by=Jon Sato"]].concat());

    let sheet = ok(&world, &["remedies"]).out;
    for line in [
        "412 asked of all hosts, 412 answered, 3 hit",
        "URL: hxxp://evil[.]example/a",
        "deleted /etc/cron.d/.x",
        "3 of 3, by Rosa Nagy",
        "released by Jon Sato",
    ] {
        assert!(sheet.contains(line), "{line}: {sheet}");
    }
    assert!(!sheet.contains("C6-19"));
    let audit = ok(&world, &["audit"]).out;
    assert!(audit.contains("C5-05") && !audit.contains("C6-19"), "{audit}");
    ok(&world, &["do", "indicators", "add=/tmp/.late"]);
    assert!(
        ok(&world, &["remedies", "--markdown"]).out.contains("C6-19") && ok(&world, &["audit"]).out.contains("C6-19")
    );
    short(&[&scan[..], &by_scan, &[&format!("set={set}")]].concat(), "");
    assert!(ok(&world, &["audit"]).out.contains("C6-19"), "the version before does not hold it");
    counts(&world, &[&scan[..], &by_scan].concat());
    assert!(!ok(&world, &["audit"]).out.contains("C6-19"));
    let report = run(&world.env, &["verify"]);
    assert_eq!(report.code, 0, "{}", report.out);
}

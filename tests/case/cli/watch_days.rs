//! Seven days after recovery on the command line: what counts, what is recorded without credit, a hit, and the sheet that shows it day by day.

use super::*;

/// A day in milliseconds, in steps that a clock may make.
fn to_next_day(world: &World) {
    world.clock.pass(86_400_000);
}

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

/// One that earns none, and says so by a rule's id.
fn short(world: &World, args: &[&str], rule: &str) -> String {
    let done = run(&world.env, &[&["do"], args].concat());
    assert!(done.code == 0 && done.err.contains(rule), "{args:?}: {} {}", done.code, done.err);
    done.out.lines().next().unwrap().to_owned()
}

fn write(world: &World, name: &str, text: &str) -> String {
    let path = world.file(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Something restored, scanned and released.
fn bring_live(world: &World, log: &str) {
    let source = ["restore", "system=etl-02", "source-id=full 2", "predates=the key is younger", "source-at=-20d"];
    let whole = ["isolated=yes", "expected-value=ab01", "expected-from=tape", "computed=AB01", "started=now"];
    let by = ["operator=Rosa Nagy", log];
    counts(world, &[&source[..], &whole, &by].concat());
    world.clock.pass(60_000);
    let scan = ["scan", "scan-result=clean", "tool=clamscan 1.4", "rules-at=-1d", "targets=etl-02", "started=now"];
    let scanned = format!("file={}", write(world, "scan.log", "2 targets, 0 infected\n"));
    counts(world, &[&scan[..], &["operator=Rosa Nagy", &scanned]].concat());
    world.clock.pass(60_000);
    counts(world, &["go-live", "presence=wet-ink", "presence-ref=slip 3, safe", "released-by=Jon Sato"]);
}

/// A day of its own files and words.
fn day(world: &World, n: u32, says: &str) -> Vec<String> {
    let export = write(world, &format!("alerts{n}.json"), &format!("{{\"run\": {n}, \"alerts\": []}}\n"));
    let heartbeat = write(world, &format!("agents{n}.csv"), &format!("edr,{n}\nfw-01,{n}\n"));
    let fields = ["watch-day", "alerts=none", "alive=all", "exported=now", "reviewer=Lena Brandt"];
    let files = [format!("export={export}"), format!("heartbeat={heartbeat}"), format!("conclusion={says}")];
    let shown = ["presence=call-back", "presence-ref=12"].map(str::to_owned);
    fields.iter().map(|field| (*field).to_owned()).chain(files).chain(shown).collect()
}

const SAYS: [&str; 7] = [
    "nothing of the key was seen",
    "only the backup ran tonight",
    "flows to the old address stopped",
    "patching raised noise on proxies",
    "the vulnerability scanner was busy",
    "printers and nothing else",
    "admins rotated certificates",
];

#[test]
fn seven_days_are_watched_counted_and_shown_and_a_hit_starts_them_anew() {
    let world = World::new(92);
    declared(&world);
    for name in ["Rosa Nagy", "Jon Sato", "Lena Brandt"] {
        counts(&world, &["person", &format!("name={name}")]);
    }
    let log = format!("file={}", write(&world, "log.txt", "nothing but lines\n"));
    counts(&world, &["indicators", "set=marks", "add=198.51.100.7"]);
    bring_live(&world, &log);
    let (rules, before) = (write(&world, "rules.new", "alert 198.51.100.7\n"), write(&world, "rules.old", "\n"));
    let plan = ["plan-watch", &format!("alert-rules={rules}"), &format!("before={before}")].map(str::to_owned);
    let plan: Vec<&str> = plan.iter().map(String::as_str).collect();
    let first = day(&world, 0, "the first hours went by");
    let first: Vec<&str> = first.iter().map(String::as_str).collect();
    short(&world, &first, "C9-01");
    short(&world, &plan, "C9-02");
    counts(&world, &[&plan[..], &["watch-sources=edr: agents against inventory; fw-01: flows by the hour"]].concat());
    short(&world, &first, "C9-11");
    let sheet = |world: &World| ok(world, &["watch-days"]).out;
    assert!(sheet(&world).contains("Day 0 of 7") && sheet(&world).contains("the last went live"), "{}", sheet(&world));
    for (n, says) in (1..).zip(SAYS) {
        to_next_day(&world);
        let fields = day(&world, n, says);
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        if n == 2 {
            short(&world, &[&fields[..], &["dead=edr"]].concat(), "C9-14");
            let same = day(&world, n, "Nothing of the key was seen, day 2.");
            let same: Vec<&str> = same.iter().map(String::as_str).collect();
            short(&world, &same, "C9-13");
            assert!(sheet(&world).contains("does not count") && sheet(&world).contains("C9-14"));
        }
        counts(&world, &fields);
        assert!(sheet(&world).contains(&format!("Day {n} of 7")), "{}", sheet(&world));
    }
    let shown = sheet(&world);
    assert!(shown.contains("the watch is over") && shown.contains("day 7 of 7"), "{shown}");
    assert!(!ok(&world, &["audit"]).out.contains("C9-33") && !ok(&world, &["closing"]).out.contains("C10-33"));
    let markdown = ok(&world, &["watch-days", "--markdown"]).out;
    assert!(markdown.contains("# ") && markdown.contains("day 7 of 7"), "{markdown}");

    let hit = short(
        &world,
        &["watch-hit", "alert=1142", "asset=db01", "observed=beacon to 198.51.100.7", "by=Lena Brandt"],
        "C9-29",
    );
    assert!(sheet(&world).contains("Day 0 of 7") && sheet(&world).contains("not contained"), "{}", sheet(&world));
    let audit = ok(&world, &["audit"]).out;
    assert!(audit.contains("C2-11") && audit.contains("1142") && audit.contains("C9-33"), "{audit}");
    let clear =
        ["clear-hit", "conclusion=the beacon of the red team, by their log", "presence=wet-ink", "presence-ref=4"];
    short(&world, &[&clear[..], &["by=Lena Brandt"]].concat(), "C9-31");
    assert!(sheet(&world).contains("Day 0 of 7"));
    counts(&world, &[&clear[..], &["by=Jon Sato"]].concat());
    assert!(sheet(&world).contains("Day 7 of 7"), "{}", sheet(&world));

    short(&world, &["watch-hit", "alert=1150", "asset=db01", "observed=beacon again"], "C9-29");
    let done = ["contain", "asset=fw-01", "answers-hit=1150", "authority=Jon Sato", "operator=Rosa Nagy"];
    let after = format!("after={rules}");
    let whole = ["rollback=undo", "blast-radius=none", &after];
    counts(&world, &[&done[..], &whole].concat());
    let test = ["outside-test", "result=holds", "tester=Jon Sato", "from-where=lte", "method=curl"];
    counts(&world, &[&test[..], &["presence=wet-ink", "presence-ref=5"]].concat());
    assert!(!ok(&world, &["audit"]).out.contains("C2-11"));
    assert!(sheet(&world).contains("Day 0 of 7") && sheet(&world).contains("what came back was contained"));
    let _ = hit;
    let report = run(&world.env, &["verify"]);
    assert_eq!(report.code, 0, "{}", report.out);
}

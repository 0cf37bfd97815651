//! What a lead does in the first hours, by keys alone; and that all of it is there after a pulled battery.

use crate::terminal::{Laptop, Terminal};

pub const TESTS: &[(&str, fn())] = &[
    ("flows::an_incident_from_declaration_to_hand_over_survives_a_pulled_battery", whole_incident),
    ("flows::the_same_incident_by_command_line_gives_the_same_records", by_command_line),
    ("flows::typed_text_survives_escape_and_a_kill", drafts),
    ("flows::drafts_are_at_most_a_second_old_when_killed_at_random_moments", random_kills),
    ("flows::a_proof_is_read_and_the_line_that_shows_the_claim_is_cited", reading),
    ("flows::a_bundle_from_another_host_fills_the_form_in_one_key", bundle),
    ("flows::a_line_from_another_process_appears", second_process),
    ("flows::two_consoles_share_one_case", two_consoles),
    ("flows::a_case_that_is_taken_away_says_so_and_keeps_what_was_typed", taken_away),
    ("flows::what_needs_a_person_is_listed_and_settled", attention),
    ("flows::a_ring_sounds_twice_and_can_be_silenced_by_name", rings),
    ("flows::a_late_action_asks_for_its_reason", late),
    ("flows::a_digest_is_computed_while_the_console_is_used", hashing),
    ("flows::digests_wait_are_held_and_are_aborted_by_a_kill", hash_jobs),
    ("flows::a_moved_file_is_located_and_verified", moved_file),
];

/// Declares an incident and passes over the questions asked at opening.
pub fn declared(laptop: &Laptop, columns: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::console(laptop, &["--operator", "Ada Moran"], columns, rows);
    terminal.wait("declare an incident");
    terminal.keys("d");
    terminal.wait("Declare an incident");
    terminal.keys("labels in the training set were altered<enter>");
    terminal.wait("What does a reference clock show");
    terminal.keys("16:46<enter>");
    terminal.wait_gone("What does a reference clock show");
    // The self-test writes its line when it is done: what follows shall not depend on when that is.
    terminal.wait("self-test");
    terminal
}

/// The one case file of a laptop.
pub fn case_of(laptop: &Laptop) -> String {
    let mut found: Vec<_> = std::fs::read_dir(laptop.path("data/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "warroom"))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0).to_str().unwrap().to_owned()
}

fn show(laptop: &Laptop, what: &str) -> serde_json::Value {
    let (code, out, err) = laptop.run(&["--case", &case_of(laptop), "show", what, "--json"]);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn verified(laptop: &Laptop) {
    let (code, out, err) = laptop.run(&["verify", &case_of(laptop), "--json"]);
    assert_eq!(code, 0, "{out}{err}");
}

/// Puts a person on the roster, gives the role and writes down the call.
fn call_containment_lead(terminal: &mut Terminal) {
    terminal.keys("2n");
    terminal.wait("A person for the roster");
    terminal.keys("Chris Oduya<tab>C.O.<tab>head of platform<tab><tab>+44 20 7946 0101<enter>");
    terminal.wait_gone("A person for the roster");
    terminal.keys("a");
    terminal.wait("Give a role");
    terminal.keys("<back-tab><ctrl-u>containment_lead<tab>Chris Oduya<enter>");
    terminal.wait_gone("Give a role");
    terminal.keys("c");
    terminal.wait("A call");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("A call");
}

fn whole_incident() {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("fw01.diff"), "-permit any any\n+deny any 192.0.2.0/24 log\n").unwrap();
    std::fs::write(laptop.path("bucket.log"), "02:58 GET /set-9 key AK..7Q\n").unwrap();
    let mut terminal = declared(&laptop, 160, 48);

    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys("2.1 TB read by one foreign address<tab>-1h<enter>");
    terminal.wait("2.1 TB read by one foreign address");

    call_containment_lead(&mut terminal);
    laptop.pass(60_000);
    terminal.keys("r");
    terminal.wait("What came of the call");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("What came of the call");

    terminal.keys("3p");
    terminal.wait("Attach proof");
    terminal.keys("<esc>");
    terminal.wait_gone("Attach proof");

    terminal.keys("4a");
    terminal.wait("Register an exhibit");
    terminal.keys(&format!("{}<tab>bucket access log<enter>", laptop.path("bucket.log").display()));
    terminal.wait("SHA-256 of E-001 computed");
    terminal.keys("r");
    terminal.wait("Hand over: release");
    terminal.keys("evidence store<enter>");
    terminal.wait_gone("Hand over: release");
    terminal.keys("t");
    terminal.wait("Hand over: accept");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Hand over: accept");
    terminal.kill();

    let (code, _, err) = laptop.run(&[
        "--case",
        &case_of(&laptop),
        "--operator",
        "Ada Moran",
        "attach",
        "fw01.diff",
        "--step",
        "G-05",
        "--proof",
        "config_diff",
    ]);
    assert_eq!(code, 0, "{err}");
    verified(&laptop);
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 160, 48);
    terminal.wait("2.1 TB read by one foreign address");
    terminal.wait("E-001");
    terminal.wait("Chris Oduya");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);

    let roster = show(&laptop, "roster");
    assert_eq!(roster["calls"].as_array().unwrap().len(), 1, "{roster}");
    let evidence = show(&laptop, "evidence");
    assert_eq!(evidence["exhibits"][0]["digest_state"], "recomputed", "{evidence}");
    assert_eq!(evidence["exhibits"][0]["custody"].as_array().unwrap().len(), 2, "{evidence}");
    let checklist = show(&laptop, "checklist");
    let step = checklist["steps"].as_array().unwrap().iter().find(|step| step["id"] == "G-05").unwrap().clone();
    assert_eq!(step["state"], "proved", "alternatives stand in for each other: {step}");
    verified(&laptop);
}

fn reading() {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("fw01.diff"), "-permit any any\n+deny any 192.0.2.0/24 log\n\x1b]0;owned\x07\n")
        .unwrap();
    let mut terminal = declared(&laptop, 80, 24);
    call_containment_lead(&mut terminal);
    let case = case_of(&laptop);
    let attach =
        ["--case", &case, "--operator", "Ada Moran", "attach", "fw01.diff", "--step", "G-05", "--proof", "config_diff"];
    let (code, _, err) = laptop.run(&attach);
    assert_eq!(code, 0, "{err}");
    terminal.keys("3f");
    terminal.wait("G-05");
    terminal.keys("/G-05<enter>");
    terminal.wait_gone("Search");
    terminal.keys("o");
    terminal.wait("Proofs of G-05");
    terminal.wait("<U+001B>]0;owned<U+0007>");
    terminal.keys("/DENY<enter>");
    terminal.wait(">2");
    terminal.keys("<enter>");
    terminal.wait("Verify a step as second person");
    terminal.wait("+deny any 192.0.2.0/24 log");
    terminal.keys("Chris Oduya<ctrl-s>");
    terminal.wait_gone("Verify a step as second person");
    terminal.keys("<esc>q");
    assert_eq!(terminal.wait_end(), 0);
    let last = "SELECT CAST(body AS TEXT) FROM journal ORDER BY seq DESC LIMIT 1";
    let body: String = rusqlite::Connection::open(&case).unwrap().query_row(last, [], |row| row.get(0)).unwrap();
    assert!(body.contains("\"place\":\"line 2, offset 16\"") && body.contains("\"found\":true"), "{body}");
}

fn bundle() {
    let laptop = Laptop::new();
    let files = [
        ("before.txt", "rule 118 absent\n"),
        ("after.txt", "rule 118 deny any\n"),
        ("transcript.txt", "fw01# add rule 118\n"),
        ("change.txt", "add rule 118\n"),
        ("clock.txt", "utc: 2026-11-21T15:40:00Z\n"),
        (
            "meta.txt",
            "format: warroom-bundle/1\noperator: Chris Oduya\nasset: fw01\nhost: adm-3\nchanged: 2026-11-21T15:40:00Z\nzone: +0000\n",
        ),
    ];
    for name in ["whole", "touched"] {
        std::fs::create_dir(laptop.path(name)).unwrap();
        let mut sums = String::new();
        for (file, text) in files {
            std::fs::write(laptop.path(name).join(file), text).unwrap();
            let (code, out, err) = laptop.run(&["hash", &format!("{name}/{file}")]);
            assert_eq!(code, 0, "{err}");
            sums.push_str(&out.replace(&format!("{name}/"), ""));
        }
        std::fs::write(laptop.path(name).join("SHA256SUMS"), sums).unwrap();
    }
    std::fs::write(laptop.path("touched").join("after.txt"), "rule 118 deny all\n").unwrap();
    let mut terminal = declared(&laptop, 120, 40);
    call_containment_lead(&mut terminal);
    let pick = |terminal: &mut Terminal, name: &str| {
        terminal.keys("3");
        terminal.wait("[3 Checklist]");
        terminal.keys("B");
        terminal.wait("Pick a file");
        terminal.keys(&format!("{}/SHA256", laptop.path(name).display()));
        terminal.wait("SHA256SUMS");
        terminal.keys("<enter>");
    };
    pick(&mut terminal, "touched");
    terminal.wait("not as it was made");
    terminal.keys("<enter>");
    terminal.wait("What was contained");
    terminal.keys("<ctrl-x>");
    terminal.wait_gone("What was contained");
    pick(&mut terminal, "whole");
    terminal.wait("What was contained");
    terminal.wait("add rule 118");
    assert!(!terminal.shows("not as it was made"));
    // Once to read the files, and once more where they bring news.
    terminal.keys("<ctrl-s>");
    terminal.wait_until("recorded, or what does not count", |terminal| {
        !terminal.shows("What was contained") || terminal.shows("will not count")
    });
    if terminal.shows("What was contained") {
        terminal.keys("<ctrl-s>");
    }
    terminal.wait_gone("What was contained");
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
    let done = show(&laptop, "checklist")["containment"][0].clone();
    assert_eq!((&done["asset"], &done["operator"]["name"]), (&"fw01".into(), &"Chris Oduya".into()), "{done}");
    assert!(done["before"]["sha256"] != done["after"]["sha256"] && done["transcript"]["stored"] == true, "{done}");
    verified(&laptop);
}

fn by_command_line() {
    let laptop = Laptop::new();
    std::fs::write(laptop.path("bucket.log"), "02:58 GET /set-9 key AK..7Q\n").unwrap();
    let (code, path, err) = laptop.run(&[
        "--operator",
        "Ada Moran",
        "new",
        "--title",
        "labels in the training set were altered",
        "--codename",
        "ORCHID",
    ]);
    assert_eq!(code, 0, "{err}");
    let case = path.trim().to_owned();
    let on = |args: &[&str]| {
        let mut all = vec!["--case", &case, "--operator", "Ada Moran"];
        all.extend_from_slice(args);
        let (code, out, err) = laptop.run(&all);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    };
    on(&["do", "clock-check", "reference=16:46"]);
    on(&["log", "2.1 TB read by one foreign address", "--at", "-1h"]);
    on(&[
        "do",
        "person",
        "name=Chris Oduya",
        "initials=C.O.",
        "person-title=head of platform",
        "phone=+44 20 7946 0101",
    ]);
    on(&["do", "assign", "role=containment_lead", "person=Chris Oduya"]);
    on(&["do", "call", "callee=Chris Oduya"]);
    on(&["do", "answer", "call=Chris Oduya"]);
    on(&["evidence", "add", "bucket.log", "--description", "bucket access log", "--collected-by", "Ada Moran"]);
    on(&["do", "release", "exhibit=E-001", "to=evidence store"]);
    on(&["do", "accept", "exhibit=E-001"]);
    let kinds = |laptop: &Laptop| {
        let evidence = show(laptop, "evidence");
        let roster = show(laptop, "roster");
        (
            evidence["exhibits"][0]["sha256"].clone(),
            evidence["exhibits"][0]["findings"]
                .as_array()
                .unwrap()
                .iter()
                .map(|finding| finding["finding"].clone())
                .collect::<Vec<_>>(),
            evidence["exhibits"][0]["holder"].clone(),
            roster["roles"]
                .as_array()
                .unwrap()
                .iter()
                .find(|role| role["role"] == "containment_lead")
                .map(|role| (role["holder"]["name"].clone(), role["state"].clone())),
        )
    };
    let by_line = kinds(&laptop);

    let other = Laptop::new();
    std::fs::write(other.path("bucket.log"), "02:58 GET /set-9 key AK..7Q\n").unwrap();
    let mut terminal = declared(&other, 120, 40);
    call_containment_lead(&mut terminal);
    terminal.keys("r");
    terminal.wait("What came of the call");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("What came of the call");
    terminal.keys("4a");
    terminal.wait("Register an exhibit");
    terminal.keys(&format!("{}<tab>bucket access log<enter>", other.path("bucket.log").display()));
    terminal.wait("SHA-256 of E-001 computed");
    terminal.keys("r");
    terminal.wait("Hand over: release");
    terminal.keys("evidence store<enter>");
    terminal.wait_gone("Hand over: release");
    terminal.keys("t");
    terminal.wait("Hand over: accept");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Hand over: accept");
    terminal.keys("q");
    terminal.wait_end();
    assert_eq!(kinds(&other), by_line);
}

fn drafts() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("half a sentence about fw01");
    terminal.wait("half a sentence about fw01");
    terminal.keys("<esc>");
    terminal.wait_gone("Write a line");
    terminal.keys("a");
    terminal.wait("half a sentence about fw01");
    terminal.keys(" and more");
    terminal.wait("fw01 and more");
    // The console keeps drafts within a second: wait for the file, not for the time.
    let kept = |words: &str| {
        let mut found = false;
        for entry in walk(&laptop.path("state")) {
            found |= std::fs::read_to_string(&entry).is_ok_and(|text| text.contains(words));
        }
        found
    };
    terminal.wait_until("the draft on the disk", |_| kept("fw01 and more"));
    terminal.kill();
    let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 100, 30);
    terminal.wait("drafts kept");
    terminal.keys("a");
    terminal.wait("half a sentence about fw01 and more");
    terminal.keys("<enter>");
    terminal.wait_gone("Write a line");
    terminal.wait("half a sentence about fw01 and more");
    terminal.wait_until("the draft is forgotten once recorded", |_| !kept("fw01 and more"));
}

/// Types a long text and pulls the battery at a moment that a counter chooses; what is missing afterwards was typed within the last second.
fn random_kills() {
    let laptop = Laptop::new();
    drop(declared(&laptop, 80, 24));
    let rounds = if std::env::var_os("WARROOM_SOAK").is_some() { 100 } else { 12 };
    let mut seed: u64 = 0x5eed;
    for round in 0..rounds {
        let mut terminal = Terminal::console(&laptop, &["--operator", "Ada Moran"], 80, 24);
        terminal.wait("saved");
        terminal.keys("a");
        terminal.wait("Write a line");
        terminal.keys("<ctrl-x>a");
        terminal.wait("Write a line");
        let mut typed: Vec<(std::time::Instant, String)> = Vec::new();
        let mut text = format!("round {round}");
        terminal.keys(&text);
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let words = 5 + (seed >> 33) % 40;
        for word in 0..words {
            let more = format!(" w{word}");
            terminal.keys(&more);
            text.push_str(&more);
            terminal.pump(std::time::Duration::from_millis(40));
            if terminal.shows(&more) {
                typed.push((std::time::Instant::now(), text.clone()));
            }
        }
        terminal.kill();
        let killed = std::time::Instant::now();
        let kept: String =
            walk(&laptop.path("state")).iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
        let old_enough =
            typed.iter().rev().find(|(at, _)| killed.duration_since(*at) > std::time::Duration::from_secs(1));
        if let Some((_, text)) = old_enough {
            assert!(
                kept.contains(text.as_str()),
                "round {round}: {text:?} was on the screen for over a second and is not in {kept:?}"
            );
        }
        verified(&laptop);
    }
}

fn walk(path: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

fn second_process() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    let (code, _, err) =
        laptop.run(&["--case", &case_of(&laptop), "--operator", "Joan Silva", "log", "typed in a second terminal"]);
    assert_eq!(code, 0, "{err}");
    terminal.wait("typed in a second terminal");
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("typed in the console<enter>");
    terminal.wait("typed in the console");
    verified(&laptop);
}

fn taken_away() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 100, 30);
    let (case, away) = (case_of(&laptop), laptop.path("away").display().to_string());
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("written on the wrong morning");
    terminal.wait("wrong morning");
    std::fs::rename(&case, &away).unwrap();
    terminal.keys("<enter>");
    terminal.wait("was moved, deleted or replaced");
    terminal.redrawn();
    // What is said in passing lies over the foot of the screen for some seconds.
    laptop.pass(9_000);
    terminal.wait("NOT SAVED");
    std::fs::rename(&away, &case).unwrap();
    terminal.wait_gone("NOT SAVED");
    // What was typed is still there, below what is to be read.
    terminal.wait("wrong morning");
    while terminal.shows("Write a line") {
        terminal.keys("<enter>");
        terminal.redrawn();
    }
    terminal.wait("written on the wrong morning");
    while terminal.shows("To be read") {
        terminal.keys("<enter>");
        terminal.redrawn();
    }
    verified(&laptop);
    terminal.keys("q");
    assert_eq!(terminal.wait_end(), 0);
}

fn two_consoles() {
    let laptop = Laptop::new();
    let mut first = declared(&laptop, 100, 30);
    let mut second = Terminal::console(&laptop, &["--operator", "Joan Silva"], 100, 30);
    second.wait("saved");
    first.keys("afrom the first console<enter>");
    second.wait("from the first console");
    second.keys("a");
    second.wait("Write a line");
    second.keys("from the second");
    first.keys("a");
    first.wait("Write a line");
    first.keys("other words");
    first.wait("other words");
    second.keys("<enter>");
    first.keys("<enter>");
    first.wait("from the second");
    second.wait("other words");
    verified(&laptop);
}

fn attention() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("!");
    terminal.wait("What needs me now");
    terminal.wait("owed");
    terminal.keys("<esc>");
    terminal.wait_gone("What needs me now");
    terminal.keys("i");
    terminal.wait("Fill or change the declaration");
    terminal.keys("aware<tab>09:04<tab>the alert named one data set<enter>");
    terminal.wait_gone("Fill or change the declaration");
    terminal.keys("5");
    let deadlines = show(&laptop, "deadlines");
    let gdpr =
        deadlines["clocks"].as_array().unwrap().iter().find(|clock| clock["regime"] == "eu-gdpr").unwrap().clone();
    assert_eq!(gdpr["state"], "running", "{gdpr}");
    assert_eq!(gdpr["due"], "2026-11-24T08:04:00.000Z", "72 elapsed hours after 09:04 in Berlin: {gdpr}");
    terminal.wait("64:17");
    // The laptop's clock is set back: the deadline does not stretch.
    laptop.turn_clock(-7_200_000);
    terminal.wait("clock");
    laptop.pass(1_000);
    terminal.wait_until("the countdown goes on", |terminal| terminal.shows("64:17") && !terminal.shows("66:1"));
}

fn rings() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("c");
    terminal.wait("A call");
    terminal.keys("Rita Noor<enter>");
    terminal.wait_gone("A call");
    let bells = |terminal: &Terminal| terminal.raw.iter().filter(|byte| **byte == 7).count();
    let before = bells(&terminal);
    laptop.pass(10 * 60_000);
    terminal.wait_until("the first ring", |terminal| bells(terminal) > before);
    laptop.pass(6 * 60_000);
    terminal.wait_until("the second ring", |terminal| bells(terminal) > before + 1);
    laptop.pass(6 * 60_000);
    terminal.keys("!");
    terminal.wait("Rita Noor");
    let (_, out, _) = laptop.run(&["--case", &case_of(&laptop), "show", "needs", "--json"]);
    let needs: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(out.contains("Rita Noor"), "{needs}");
    assert_eq!(bells(&terminal), before + 2, "a ring sounds at most twice");
}

fn late() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("a");
    terminal.wait("Write a line");
    terminal.keys("port 14 of the switch was shut<tab>-40m<tab>action");
    terminal.wait("T-01");
    terminal.keys("<ctrl-s>");
    terminal.wait_gone("Write a line");
    terminal.wait("! late 40");
    terminal.keys("!");
    terminal.wait("What needs me now");
    let timeline = show(&laptop, "timeline");
    let line = timeline["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["text"] == "port 14 of the switch was shut")
        .unwrap()
        .clone();
    assert_eq!(line["late_minutes"], 40, "{line}");
}

fn hashing() {
    let laptop = Laptop::new();
    let file = std::fs::File::create(laptop.path("memory.lime")).unwrap();
    file.set_len(3 * 1024 * 1024 * 1024).unwrap();
    let mut terminal = declared(&laptop, 120, 40);
    terminal.keys("4a");
    terminal.wait("Register an exhibit");
    terminal.keys(&format!("{}<tab>memory of gpu-train-01<enter>", laptop.path("memory.lime").display()));
    terminal.wait("%");
    terminal.keys("1a");
    terminal.wait("Write a line");
    terminal.keys("the console goes on meanwhile<enter>");
    terminal.wait("the console goes on meanwhile");
    terminal.keys("<ctrl-c>");
    terminal.wait("no digest for E-001");
    let evidence = show(&laptop, "evidence");
    assert_ne!(evidence["exhibits"][0]["digest_state"], "recomputed", "{evidence}");
    // Quitting with a job asks, and the safe answer stays.
    terminal.keys("4h");
    terminal.wait("Compute a digest again");
    terminal.keys("<enter>");
    terminal.wait("%");
    terminal.keys("q");
    terminal.wait("A digest is being computed");
    terminal.keys("<enter>");
    terminal.wait_gone("A digest is being computed");
    terminal.keys("q");
    terminal.wait("A digest is being computed");
    terminal.keys("y");
    assert_eq!(terminal.wait_end(), 0);
    let evidence = show(&laptop, "evidence");
    assert_ne!(evidence["exhibits"][0]["digest_state"], "recomputed", "an abort is never a digest: {evidence}");
    verified(&laptop);
}

fn hash_jobs() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 140, 40);
    // One job more than this machine runs at once, each of a size that no machine reads during a test.
    let jobs = std::thread::available_parallelism().unwrap().get() + 1;
    for number in 1..=jobs {
        let path = laptop.path(&format!("disk{number}.dd"));
        std::fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        terminal.keys("4a");
        terminal.wait("Register an exhibit");
        terminal.keys(&format!("{}<tab>disk number {number}<enter>", path.display()));
        terminal.wait_gone("Register an exhibit");
    }
    terminal.wait("waits for its turn");
    terminal.keys("4gw");
    terminal.wait("E-001 is on hold");
    terminal.wait("on hold");
    terminal.keys("w");
    terminal.wait("E-001 goes on");
    // The key is about the exhibit that is selected, not about the job that was started last.
    terminal.keys("<ctrl-c>");
    terminal.wait("no digest for E-001: cancelled");
    terminal.wait("0 %");
    terminal.kill();
    let (code, _, err) = laptop.run(&["--case", &case_of(&laptop), "log", "the battery is back"]);
    assert_eq!(code, 0, "{err}");
    let evidence = show(&laptop, "evidence");
    let whys: Vec<_> =
        evidence["exhibits"].as_array().unwrap().iter().map(|it| it["failures"][0]["why"].clone()).collect();
    assert_eq!((&whys[0], whys.len()), (&serde_json::json!("cancelled"), jobs), "{evidence}");
    // What had begun is aborted; on a spinning disk only one had.
    assert_eq!(whys[1], "aborted", "{evidence}");
    assert!(evidence["exhibits"].as_array().unwrap().iter().all(|it| it["sha256"].is_null()), "{evidence}");
    verified(&laptop);
}

fn moved_file() {
    let laptop = Laptop::new();
    let mut terminal = declared(&laptop, 140, 40);
    let path = laptop.path("access.log");
    std::fs::write(&path, b"GET /weights").unwrap();
    terminal.keys("4a");
    terminal.wait("Register an exhibit");
    terminal.keys(&format!("{}<tab>proxy log<enter>", path.display()));
    terminal.wait("SHA-256 of E-001 computed");
    let stick = laptop.path("stick");
    std::fs::create_dir_all(stick.join("a")).unwrap();
    std::fs::rename(&path, stick.join("a/log-of-the-proxy")).unwrap();
    terminal.keys("4h");
    terminal.wait("Compute a digest again");
    terminal.keys("<ctrl-s>");
    terminal.wait("finds it by size and digest");
    terminal.keys("F");
    terminal.wait("Find a moved file");
    terminal.keys(&format!("{}<enter>", stick.display()));
    terminal.wait_gone("Find a moved file");
    terminal.wait("SHA-256 of E-001 computed");
    let evidence = show(&laptop, "evidence");
    let exhibit = &evidence["exhibits"][0];
    assert_eq!((&exhibit["digest_state"], &exhibit["failures"][0]["why"]), (&"recomputed".into(), &"missing".into()));
    assert!(exhibit["hashes"][1]["path"].as_str().unwrap().ends_with("stick/a/log-of-the-proxy"), "{exhibit}");
    verified(&laptop);
}

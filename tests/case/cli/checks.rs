//! What checks and prepares: verify, people, ready, selftest, the example.

use super::*;

#[test]
fn verify_says_what_it_checked_and_what_it_cannot_prove() {
    let world = World::new(18);
    let case = declared(&world);
    let case = case.to_str().unwrap();
    let plain = run(&world.env, &["verify", case]);
    assert_eq!(plain.code, 0);
    assert!(
        plain.out.contains("OK: ") && plain.out.contains("not proved by this: whoever holds the laptop"),
        "{}",
        plain.out
    );
    let json = run(&world.env, &["verify", case, "--json"]).json();
    assert_eq!((&json["ok"], &json["stations"][0]["compared"]), (&json!(true), &json!(false)));
    let fingerprint = json["stations"][0]["fingerprint"].as_str().unwrap().to_owned();
    let compared = run(&world.env, &["verify", case, "--json", "--signer", &fingerprint]);
    assert_eq!((compared.code, &compared.json()["stations"][0]["compared"]), (0, &json!(true)));
    let other = run(&world.env, &["verify", case, "--json", "--signer", "SHA256:AAAA"]);
    assert_eq!((other.code, &other.json()["ok"]), (1, &json!(false)));
    let db = rusqlite::Connection::open(case).unwrap();
    db.execute("UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'Data copied', 'Nothing cop') AS BLOB) WHERE seq = 3", []).unwrap();
    drop(db);
    let tampered = run(&world.env, &["verify", case]);
    assert_eq!(tampered.code, 1);
    assert!(tampered.out.contains("NOT VERIFIED") && tampered.out.contains(", line 3: "), "{}", tampered.out);
    let logged = run(&world.env, &["log", "still recorded"]);
    assert!(logged.code == 0 && logged.err.contains("warroom verify"), "{}", logged.err);
}

#[test]
fn verify_of_what_is_no_case_is_a_report_too() {
    let world = World::new(19);
    std::fs::write(world.file("text"), b"hello").unwrap();
    for path in [world.file("text"), world.file("missing"), world.dir.path().to_owned()] {
        let plain = run(&world.env, &["verify", path.to_str().unwrap()]);
        assert!(plain.code == 1 && plain.out.is_empty() && plain.err.starts_with("warroom: "), "{}", plain.err);
        let run = run(&world.env, &["verify", path.to_str().unwrap(), "--json"]);
        let json = run.json();
        assert_eq!((run.code, &json["ok"], json["problems"].as_array().unwrap().len()), (1, &json!(false), 1));
    }
}

#[test]
fn people_are_imported_checked_and_listed() {
    let world = World::new(24);
    let csv = world.file("people.csv");
    std::fs::write(&csv, "name,initials,phone1,phone2,handle_kind,handle,roles\nDana Okafor,DO,+44 20 7946 0001,+44 20 7946 0002,signal,dana.1,irt_lead\n\"Ev\u{1b}[2Jil\",EV,,,,,\n").unwrap();
    let imported = run(&world.env, &["people", "import", csv.to_str().unwrap()]);
    assert!(imported.code == 0 && imported.out.starts_with("2 added, 0 changed"), "{}{}", imported.out, imported.err);
    let again = run(&world.env, &["people", "import", csv.to_str().unwrap()]);
    assert!(again.out.starts_with("0 added, 0 changed, 2 in"), "{}", again.out);
    let list = run(&world.env, &["people", "list"]);
    assert!(list.out.contains("Dana Okafor") && !list.out.contains('\u{1b}'), "{:?}", list.out);
    assert_eq!(run(&world.env, &["people", "list", "--json"]).json()["people"].as_array().unwrap().len(), 2);
    let check = run(&world.env, &["people", "check"]);
    assert!(check.code == 1 && check.out.contains("fewer than two telephone numbers"), "{}", check.out);
    assert!(!check.out.contains("7946"), "findings hold no contact detail");
    std::fs::write(&csv, "name,initials\n,XX\nNew Person,NP\n").unwrap();
    let partly = run(&world.env, &["people", "import", csv.to_str().unwrap()]);
    assert!(
        partly.code == 1 && partly.err.starts_with("line 2: ") && partly.out.starts_with("1 added"),
        "{}",
        partly.err
    );
    let mode = std::fs::metadata(world.env.places.people()).unwrap();
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&mode) & 0o777, 0o600);
    std::fs::write(&csv, b"\xff\xfe").unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 1);
}

#[test]
fn ready_is_printed_and_recorded_with_its_date() {
    let world = World::new(25);
    let first = run(&world.env, &["ready", "--json"]);
    assert_eq!((first.code, &first.json()["ok"]), (1, &json!(false)), "no address book");
    std::fs::create_dir_all(&world.env.places.config).unwrap();
    std::fs::write(world.env.places.people(), include_str!("../../../assets/people.example.toml")).unwrap();
    let second = run(&world.env, &["ready"]);
    assert_eq!(second.code, 0, "{}{}", second.out, second.err);
    assert!(
        second.out.contains("procedures") && second.out.contains("safety-copy") && second.err.contains("recorded as")
    );
    let file = world.env.places.organisation();
    let case = warroom::app::Case::open(&world.env, &file, "").unwrap();
    assert_eq!(case.state().organisation.checks.len(), 2);
    assert!(case.state().organisation.checks[1].1.lines.iter().any(|line| line.check == "disk-encryption"));
    assert_eq!(run(&world.env, &["verify", file.to_str().unwrap()]).code, 0);
}

#[test]
fn selftest_passes_and_names_the_binary() {
    let world = World::new(26);
    let home = world.dir.path();
    let json: Value = serde_json::from_str(&ok(&binary(home, &["selftest", "--json"]).output().unwrap())).unwrap();
    assert_eq!(json["ok"], true);
    assert!(
        ["sha256", "chain", "merkle", "signature", "deadlines", "times"]
            .iter()
            .all(|check| json["checks"][check] == true)
    );
    let sum = Command::new("sha256sum").arg(env!("CARGO_BIN_EXE_warroom")).output().unwrap();
    assert!(text(&sum.stdout).starts_with(json["binary_sha256"].as_str().unwrap()));
    assert!(ok(&binary(home, &["selftest"]).output().unwrap()).contains("ok    deadlines"));
}

#[test]
fn the_worked_example_verifies_and_lies_apart_from_cases() {
    let world = World::new(31);
    let made = run(&world.env, &["demo", "--no-console"]);
    let path = PathBuf::from(made.line());
    assert_eq!(path.parent().unwrap(), world.env.places.cases(Purpose::Exercise));
    let case = path.to_str().unwrap();
    let verified = run(&world.env, &["verify", case]);
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert!(verified.out.contains("(exercise)"));
    let shown = run(&world.env, &["--case", case, "show", "evidence", "--json"]).json();
    assert_eq!(shown["exhibits"].as_array().unwrap().len(), 3);
    assert_eq!(run(&world.env, &["log", "x"]).code, 1, "an exercise is never taken for the open case");
}

//! The organisation's file and the procedures as documents.

use warroom::app::Case;
use warroom::domain::procedure::{Standing, standing};

use super::*;

const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK3/3+9v2BqnZ4ViLDlDyvQxCmhu3kmz4T2SjR7rNcD9 dana@home";
const SLIP: [&str; 4] = ["--presence", "wet-ink", "--presence-ref", "slip 4, safe 2"];

/// A laptop with two people in its address book.
fn laptop(seed: u64) -> World {
    let world = World::new(seed);
    let csv = world.file("people.csv");
    let people = "name,initials,phone1,phone2,roles\nDana Okafor,DO,+44 20 7946 0001,+44 20 7946 0002,siro\nIda Said,IS,+44 20 7946 0003,+44 20 7946 0004,dpo\n";
    std::fs::write(&csv, people).unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 0);
    world
}

fn approve(world: &World, id: &str) -> Run {
    run(&world.env, &[&["procedure", "approve", id, "--by", "DO"], &SLIP[..]].concat())
}

fn gaps(world: &World) -> Vec<String> {
    let shown = run(&world.env, &["org", "show", "--json"]).json();
    shown["gaps"].as_array().unwrap().iter().map(|gap| gap["what"].as_str().unwrap().to_owned()).collect()
}

/// The standing of each procedure in the one open case.
fn standings(world: &World) -> Vec<(String, String)> {
    let shown = show(world, "checklist");
    let procedures = shown["procedures"].as_array().unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    procedures.iter().map(|procedure| (word(&procedure["id"]), word(&procedure["standing"]))).collect()
}

fn standing_of(world: &World, id: &str) -> String {
    standings(world).into_iter().find(|(known, _)| known == id).unwrap().1
}

fn ready_line(world: &World, check: &str) -> (String, String) {
    let json = run(&world.env, &["ready", "--json"]).json();
    let lines = json["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["check"] == check).unwrap_or_else(|| panic!("no line {check}: {json}"));
    (line["result"].as_str().unwrap().to_owned(), line["seen"].as_str().unwrap().to_owned())
}

#[test]
fn the_organisations_records_are_kept_shown_and_verified() {
    let world = laptop(40);
    assert!(gaps(&world).iter().any(|gap| gap.contains("no key is enrolled")));
    assert!(!world.env.places.organisation().exists(), "looking makes nothing");
    let org = |args: &[&str]| run(&world.env, &[&["org"], args].concat());
    approve(&world, "ransomware").line();
    let unproven = org(&["approve", "procedure=ddos", "by=A Stranger"]);
    assert!(unproven.code == 0 && unproven.err.contains("(T-04)"), "{}", unproven.err);
    let key = format!("key={KEY}");
    let enrolled = org(&["enrol", "person=DO", &key, "form=F-12, safe 2", "witness=Ida Said"]);
    assert!(enrolled.code == 0 && enrolled.err.contains("fingerprint SHA256:"), "{}", enrolled.err);
    org(&["acknowledge", "person=DO", "role=siro", "words=I decide at night", "until=2027-11-21"]).line();
    org(&["test-call", "person=DO", "number=+44 20 7946 0001"]).line();
    org(&["test-call", "person=DO", "number=+44 20 7946 0002"]).line();
    let planned = org(&["plan", "title=Night drill", "procedure=ransomware", "on=2026-12-10"]);
    let record = planned.line().rsplit_once('.').unwrap().1.to_owned();
    assert!(gaps(&world).iter().any(|gap| gap == "ransomware was never exercised"));
    let held = format!("record={record}");
    let held = org(&["held", &held, "participants=DO,IS", "findings=one number was dead", "--json"]);
    assert_eq!((held.code, &held.json()["shortfalls"]), (0, &json!([])), "{}", held.err);

    let shown = org(&["show", "--json"]).json();
    assert_eq!(shown["approvals"].as_array().unwrap().len(), 2);
    assert_eq!((&shown["approvals"][0]["counts"], &shown["approvals"][1]["counts"]), (&json!(true), &json!(false)));
    assert_eq!((&shown["keys"][0]["shortfalls"], &shown["people"][0]["role"]), (&json!([]), &json!("siro")));
    assert_eq!(shown["exercises"]["planned"][0]["held"], held.json()["records"][0]);
    let gaps = gaps(&world);
    assert!(!gaps.iter().any(|gap| gap.starts_with("ransomware") || gap.starts_with("Dana")), "{gaps:?}");
    assert!(gaps.iter().any(|gap| gap.starts_with("Ida Said: 2 of 2 numbers")), "{gaps:?}");
    let text = org(&["show"]);
    assert!(
        text.code == 0
            && text.out.contains("Procedures\n")
            && text.out.contains("  ransomware 1.0.0 approved 2026-11-21 by Dana Okafor\n")
    );
    assert!(text.out.contains("! ddos 1.0.0 approved 2026-11-21 by A Stranger: presence not shown"), "{}", text.out);

    let file = world.env.places.organisation();
    let verified = run(&world.env, &["verify", file.to_str().unwrap()]);
    assert!(verified.code == 0 && verified.out.contains("(organisation)"), "{}", verified.out);
    org(&["withdraw", "key=Dana Okafor", "reason=laptop lost"]).line();
    org(&["retire", "procedure=ransomware", "reason=superseded"]).line();
    let shown = org(&["show", "--json"]).json();
    assert!(!shown["keys"][0]["withdrawn"].is_null() && shown["approvals"][0]["counts"] == false);
    assert_eq!(run(&world.env, &["verify", file.to_str().unwrap()]).code, 0);
}

#[test]
fn a_command_of_the_organisation_is_refused_in_a_case_and_the_shapes_are_the_usual_ones() {
    let world = laptop(41);
    declared(&world);
    let refused = run(&world.env, &["do", "approve", "procedure=ransomware", "by=DO"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("(I-20)") && refused.err.contains("warroom org"), "{}", refused.err);
    assert!(!world.env.places.organisation().exists());
    for (args, code) in [
        (&["org", "approve", "colour=red"][..], 2),
        (&["org", "approve"], 2),
        (&["org", "approve", "procedure=no-such", "by=DO"], 1),
        (&["org", "enrol", "person=DO", "key=ssh-rsa AAAA"], 1),
        (&["org", "show", "extra"], 2),
        (&["procedure", "show", "no-such"], 1),
        (&["procedure", "approve", "ransomware"], 2),
    ] {
        let done = run(&world.env, args);
        assert_eq!((done.code, done.out.as_str()), (code, ""), "{args:?} {}", done.err);
        assert!(!done.err.is_empty());
    }
    let object = r#"{"fields": {"person": "DO", "role": "siro", "words": "yes"}}"#;
    let args = ["org", "acknowledge", "--json", "-"].map(OsString::from).to_vec();
    let done = run_bytes(&world.env, args, object.as_bytes(), false);
    assert_eq!((done.code, &done.json()["shortfalls"]), (0, &json!([])), "{}", done.err);
    let args = ["org", "acknowledge", "--json", "-"].map(OsString::from).to_vec();
    let other = run_bytes(&world.env, args, br#"{"command": "plan", "fields": {"title": "t"}}"#, false);
    assert_eq!(other.code, 2, "{}", other.err);
}

#[test]
fn an_approval_before_the_declaration_is_frozen_and_a_later_one_reads_after_the_fact() {
    let world = laptop(42);
    approve(&world, "generic-incident").line();
    world.clock.pass(3_600_000);
    let made = run(&world.env, &["new", "--title", "T", "--codename", "fern", "--procedure", "ransomware"]);
    let case = made.line().to_owned();
    assert_eq!(standing_of(&world, "generic-incident"), "approved-before");
    assert_eq!(standing_of(&world, "ransomware"), "unapproved");
    let none = run(&world.env, &["do", "approval", "procedure=ransomware"]);
    assert!(none.code == 1 && none.err.contains("warroom procedure approve ransomware"), "{}", none.err);

    world.clock.pass(600_000);
    // Told to lie before the declaration, it still counts from when it was written down.
    let late =
        run(&world.env, &[&["procedure", "approve", "ransomware", "--by", "DO", "--at", "-2h"], &SLIP[..]].concat());
    assert_eq!(late.code, 0, "{}", late.err);
    assert_eq!(standing_of(&world, "ransomware"), "unapproved", "the case has not taken it over");
    let taken = run(&world.env, &["do", "approval", "procedure=ransomware"]);
    assert!(
        taken.code == 0 && taken.err.contains("(P-20)") && taken.err.contains("approved after the fact"),
        "{}",
        taken.err
    );
    assert_eq!(standing_of(&world, "ransomware"), "approved-after");
    let chosen = run(&world.env, &["do", "procedure", "procedure=insider"]);
    assert!(chosen.code == 0 && chosen.err.contains("(P-20)"), "{}", chosen.err);

    // What happens to the organisation's file afterwards changes nothing in the case.
    run(&world.env, &["org", "retire", "procedure=generic-incident", "reason=old"]).line();
    let opened = Case::open(&world.env, Path::new(&case), "").unwrap();
    let (_, base) = &opened.state().work.chosen[0];
    assert_eq!(standing(opened.state(), base), Standing::ApprovedBefore);
    drop(opened);
    std::fs::remove_file(world.env.places.organisation()).unwrap();
    assert_eq!(standing_of(&world, "generic-incident"), "approved-before");
    assert_eq!(run(&world.env, &["verify", &case]).code, 0);
}

#[test]
fn an_organisations_file_that_does_not_verify_gives_no_approval() {
    let world = laptop(43);
    approve(&world, "ransomware").line();
    let file = world.env.places.organisation();
    let db = rusqlite::Connection::open(&file).unwrap();
    let changed = db.execute(
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), 'wet-ink', 'wet-inc') AS BLOB) WHERE CAST(body AS TEXT) LIKE '%approval.given%'",
        [],
    );
    assert_eq!(changed.unwrap(), 1);
    drop(db);
    world.clock.pass(60_000);
    let made = run(&world.env, &["new", "--title", "T", "--codename", "fern", "--procedure", "ransomware"]);
    assert_eq!(made.code, 0, "the incident is declared all the same: {}", made.err);
    assert_eq!(standing_of(&world, "ransomware"), "unapproved");
    assert_eq!(run(&world.env, &["org", "show"]).code, 1);
    let listed = run(&world.env, &["procedure", "list"]);
    assert!(listed.code == 0 && listed.err.contains("does not verify") && listed.out.contains("ransomware"));
}

#[test]
fn an_older_copy_of_the_organisations_file_gives_no_approval() {
    let world = laptop(48);
    approve(&world, "ransomware").line();
    let (file, copy) = (world.env.places.organisation(), world.file("copy"));
    std::fs::copy(&file, &copy).unwrap();
    run(&world.env, &["org", "retire", "procedure=ransomware", "reason=old"]).line();
    std::fs::copy(&copy, &file).unwrap();
    let shown = run(&world.env, &["org", "show"]);
    assert!(shown.code == 1 && shown.err.contains("older copy"), "{}{}", shown.out, shown.err);
    run(&world.env, &["new", "--title", "T", "--codename", "fern", "--procedure", "ransomware"]).line();
    assert_eq!(standing_of(&world, "ransomware"), "unapproved");
    let again = run(&world.env, &["org", "retire", "procedure=ddos", "reason=old"]);
    assert!(again.code == 0 && again.err.contains("does not verify"), "{}", again.err);
}

#[test]
fn procedures_are_listed_shown_and_checked() {
    let world = laptop(44);
    approve(&world, "ransomware").line();
    let listed = run(&world.env, &["procedure", "list", "--json"]).json();
    let listed = listed["procedures"].as_array().unwrap();
    assert_eq!(listed.len(), 18);
    for procedure in listed {
        let expected = if procedure["id"] == "ransomware" { "approved" } else { "not-approved" };
        assert_eq!(procedure["approval"], expected, "{procedure}");
    }
    let table = run(&world.env, &["procedure", "list"]);
    assert!(table.out.lines().count() == 19 && table.out.starts_with("ID "), "{}", table.out);
    let shown = run(&world.env, &["procedure", "show", "ransomware"]);
    assert_eq!(shown.code, 0);
    for words in [
        "ransomware 1.0.0 approved 2026-11-21 by Dana Okafor\n",
        "RW-01  Cut the network, leave the power on",
        "SHA-256 ",
        "STEPS",
        "PITFALLS",
        "proof: config_diff, session_log",
    ] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    assert!(shown.out.lines().all(|line| line.chars().count() <= 100), "{}", shown.out);
    assert_eq!(run(&world.env, &["procedure", "show", "ransomware", "--json"]).json()["procedure"]["id"], "ransomware");
    let checked = run(&world.env, &["procedure", "check"]);
    assert_eq!((checked.code, checked.out.trim_end()), (0, "18 procedures, 0 findings"));
}

#[test]
fn a_broken_procedure_of_ones_own_says_where_and_stops_nothing() {
    let world = laptop(45);
    let own = world.env.places.procedures();
    std::fs::create_dir_all(&own).unwrap();
    approve(&world, "ddos").line();
    let shipped = warroom::library::assets::PROCEDURES.iter().find(|procedure| procedure.id == "ddos").unwrap().text;
    std::fs::write(own.join("ddos.toml"), shipped.replacen("1.0.0", "1.1.0", 1)).unwrap();
    std::fs::write(own.join("ours.toml"), "schema = \"warroom.playbook/1\"\nid = \x1b[2J\n").unwrap();
    std::fs::write(own.join("insider.toml"), shipped.replacen("\"G-03\", ", "", 1).replace("\"ddos\"", "\"insider\""))
        .unwrap();

    let listed = run(&world.env, &["procedure", "list", "--json"]);
    assert_eq!(listed.code, 0);
    assert!(listed.err.contains("ours.toml, line 2, column 7: ") && !listed.err.contains('\x1b'), "{:?}", listed.err);
    let json = listed.json();
    let ddos = json["procedures"].as_array().unwrap().iter().find(|procedure| procedure["id"] == "ddos").unwrap();
    assert_eq!((&ddos["version"], &ddos["approval"]), (&json!("1.1.0"), &json!("other-text")));
    assert!(ddos["from"].as_str().unwrap().ends_with("ddos.toml"));
    let checked = run(&world.env, &["procedure", "check"]);
    assert_eq!(checked.code, 1);
    assert!(
        checked.out.contains("ours.toml, line 2, column 7")
            && checked.out.contains("insider: this base step must stay"),
        "{}",
        checked.out
    );
    let shown = run(&world.env, &["procedure", "show", "ours"]);
    assert!(shown.code == 1 && shown.err.contains("line 2, column 7"), "{}", shown.err);

    let refused = run(&world.env, &["new", "--title", "T", "--codename", "fern", "--procedure", "ours"]);
    assert!(
        refused.code == 1 && refused.err.contains("(I-02)") && refused.err.contains("line 2, column 7"),
        "{}",
        refused.err
    );
    let made = run(&world.env, &["new", "--title", "T", "--codename", "fern", "--procedure", "ddos"]);
    assert!(made.code == 0 && made.err.contains("ours.toml, line 2, column 7"), "{}", made.err);
    assert_eq!(standing_of(&world, "ddos"), "unapproved", "the approval was for the text that was shipped");
    assert!(ready_line(&world, "procedures").1.contains("1 of them changed since"));
}

#[test]
fn a_step_is_added_to_a_running_case() {
    let world = World::new(46);
    let case = declared(&world);
    let added = run(
        &world.env,
        &[
            "do",
            "add-step",
            "title=Ask the landlord for the door log",
            "control=3",
            "role=evidence_custodian",
            "proofs=log_export",
            "needs=G-03",
        ],
    );
    assert_eq!(added.code, 0, "{}", added.err);
    let file = world.file("door.log");
    std::fs::write(&file, "02:10 door 4\n").unwrap();
    run(&world.env, &["attach", file.to_str().unwrap(), "--step", "X-01", "--proof", "log_export"]);
    let shown = show(&world, "checklist");
    let step = shown["steps"].as_array().unwrap().iter().find(|step| step["id"] == "X-01").unwrap();
    assert_eq!((&step["procedure"], &step["state"], &step["control"]), (&json!("added"), &json!("proved"), &json!(3)));
    assert_eq!(run(&world.env, &["verify", case.to_str().unwrap()]).code, 0);
}

#[test]
fn ready_reads_what_the_organisation_recorded() {
    let world = laptop(47);
    for (check, result) in [
        ("procedures", "warn"),
        ("enrolled-keys", "warn"),
        ("exercises", "warn"),
        ("numbers", "warn"),
        ("competence", "warn"),
    ] {
        assert_eq!(ready_line(&world, check).0, result, "{check}");
    }
    let ids: Vec<&str> = warroom::library::assets::PROCEDURES.iter().map(|procedure| procedure.id).collect();
    approve(&world, &ids.join(",")).line();
    let org = |args: &[&str]| run(&world.env, &[&["org"], args].concat());
    for id in &ids {
        org(&["held", &format!("procedure={id}"), "participants=DO", "findings=none"]).line();
    }
    let key = format!("key={KEY}");
    assert_eq!(org(&["enrol", "person=DO", &key, "form=F-12", "witness=Ida Said"]).code, 0);
    org(&["acknowledge", "person=DO", "role=siro", "words=yes", "until=2027-11-21"]).line();
    for (who, number) in [("DO", "1"), ("DO", "2"), ("IS", "3"), ("IS", "4")] {
        org(&["test-call", &format!("person={who}"), &format!("number=+44 20 7946 000{number}")]).line();
    }
    for check in ["procedures", "enrolled-keys", "exercises", "numbers", "competence"] {
        assert_eq!(ready_line(&world, check).0, "ok", "{check}: {}", ready_line(&world, check).1);
    }
    // A year later nothing of it is fresh.
    for _ in 0..366 {
        world.clock.pass(86_400_000);
    }
    for check in ["exercises", "numbers", "competence"] {
        assert_eq!(ready_line(&world, check).0, "warn", "{check}");
    }
    assert_eq!(ready_line(&world, "procedures").0, "ok");
}

#[test]
fn the_profile_is_kept_copied_into_a_case_and_looked_at_in_peace_time() {
    let world = laptop(46);
    assert!(gaps(&world).iter().any(|gap| gap.contains("nothing says who we are")));
    assert_eq!(ready_line(&world, "profile").0, "warn");
    let org = |args: &[&str]| run(&world.env, &[&["org", "profile"], args].concat());
    for bad in ["countries=Germany", "sectors=moon", "legal-roles=king", "reporter-class=bank", "holidays=moon"] {
        assert!(org(&[bad]).code == 1, "{bad}");
    }
    let unnamed = org(&["countries=DE,US-CA", "sectors=bank", "holidays=de-national"]);
    assert!(unnamed.code == 0 && unnamed.err.contains("C8-51"), "{}", unnamed.err);
    org(&["authority-holders=Dana Okafor", "authority-ref=minute 12", "reporter-class=credit_institution"]).line();
    let shown = run(&world.env, &["org", "show", "--json"]).json();
    assert_eq!(shown["profile"]["profile"]["countries"], json!(["DE", "US-CA"]), "what is left empty stays: {shown}");
    assert_eq!(ready_line(&world, "profile"), ("ok".to_owned(), "may decide: Dana Okafor".to_owned()));
    let (result, seen) = ready_line(&world, "law-approved");
    assert!(result == "warn" && seen.contains("eu-dora"), "{seen}");
    assert_eq!(ready_line(&world, "law-checked").0, "ok");
    let approved = run(&world.env, &[&["regime", "approve", "eu-dora", "--by", "DO"], &SLIP[..]].concat());
    approved.line();
    assert!(!ready_line(&world, "law-approved").1.contains("eu-dora"));
    let withdrawn = run(&world.env, &["regime", "withdraw", "eu-dora", "--reason", "the RTS changed", "--by", "DO"]);
    assert_eq!(withdrawn.code, 0, "{}", withdrawn.err);
    assert!(ready_line(&world, "law-approved").1.contains("eu-dora"));
    let listed = run(&world.env, &["regime", "show", "eu-dora"]).out;
    assert!(listed.contains("approval withdrawn: Dana Okafor") && listed.contains("the RTS changed"), "{listed}");
    approved_again(&world);
    declared(&world);
    let assessed = run(&world.env, &["assess"]).out;
    assert!(assessed.contains("may decide: Dana Okafor") && assessed.contains("suggested: sector bank"), "{assessed}");
    let clock =
        |what: &[&str]| run(&world.env, &[&["do", "clock", "deadline=eu-dora/initial", "why=known"], what].concat());
    clock(&["anchor=entity_aware", "start=2026-11-20T20:00Z"]).line();
    clock(&["anchor=classified_major", "start=2026-11-20T22:00Z"]).line();
    let clocks = show(&world, "deadlines");
    let initial = clocks["clocks"].as_array().unwrap().iter().find(|clock| clock["deadline"] == "initial").unwrap();
    let asked = ["deadline", "eu-dora/initial", "--at", "2026-11-20T22:00Z", "--set", "aware=2026-11-20T20:00Z"];
    let set = ["--set", "class=credit_institution", "--set", "holidays=de-national", "--json"];
    let same = run(&world.env, &[&asked[..], &set].concat()).json();
    assert_eq!((&initial["due"], &initial["latest_arguable"]), (&same["due"], &Value::Null), "{same}");
    let other = ["do", "count-with", "deadline=eu-dora", "reporter-class=other", "reason=no bank after all"];
    run(&world.env, &other).line();
    let clocks = show(&world, "deadlines");
    let initial = clocks["clocks"].as_array().unwrap().iter().find(|clock| clock["deadline"] == "initial").unwrap();
    let set = ["--set", "class=other", "--set", "holidays=de-national", "--json"];
    let same = run(&world.env, &[&asked[..], &set].concat()).json();
    assert_eq!(initial["due"], same["due"], "relief until noon of Monday");
}

fn approved_again(world: &World) {
    let approved = run(&world.env, &[&["regime", "approve", "eu-dora", "--by", "DO"], &SLIP[..]].concat());
    approved.line();
    assert!(!ready_line(world, "law-approved").1.contains("eu-dora"), "an approval after the withdrawal counts");
}

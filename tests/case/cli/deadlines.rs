//! Deadlines from the command line: every worked case of the reference, what is refused, and the user's own register.

use chrono::{DateTime, NaiveDate};
use warroom::domain::period::same_date_after_months;

use super::*;

const VECTORS: &str = include_str!("../../data/deadline-vectors.csv");

/// One worked case, by the names of its columns.
struct Vector(std::collections::HashMap<String, String>);

impl Vector {
    fn all() -> Vec<Vector> {
        let mut reader = csv::Reader::from_reader(VECTORS.as_bytes());
        let found: Vec<Vector> = reader.deserialize().map(|row| Vector(row.unwrap())).collect();
        assert_eq!(found.len(), 56, "the reference has 56 rows");
        found
    }

    fn get(&self, column: &str) -> &str {
        &self.0[column]
    }

    /// The command line that asks for it.
    fn args(&self) -> Vec<String> {
        let at = match self.get("id") {
            "V56" => "2026-12-31",
            _ => self.get("start_local").trim_end_matches(" (no offset)"),
        };
        let mut args: Vec<String> =
            ["deadline", &format!("{}/{}", self.get("regime"), self.get("deadline")), "--at", at, "--json"]
                .map(str::to_owned)
                .to_vec();
        if !self.get("zone").is_empty() {
            args.extend(["--zone".to_owned(), self.get("zone").to_owned()]);
        }
        for set in self.get("params").split(';').map(str::trim).filter(|set| !set.is_empty()) {
            args.extend(["--set".to_owned(), set.to_owned()]);
        }
        args
    }
}

fn asked(env: &Env, args: &[String]) -> Run {
    run(env, &args.iter().map(String::as_str).collect::<Vec<_>>())
}

fn instant(text: &str) -> DateTime<chrono::FixedOffset> {
    // The reference leaves the seconds out.
    let (date, rest) = text.split_at(16);
    let rest = if rest.starts_with(':') { rest.to_owned() } else { format!(":00{rest}") };
    DateTime::parse_from_rfc3339(&format!("{date}{rest}")).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn every_worked_case_of_the_reference() {
    let world = World::new(1);
    for vector in Vector::all() {
        let id = vector.get("id");
        if id == "V79" {
            let start = NaiveDate::parse_from_str(vector.get("start_local"), "%Y-%m-%d").unwrap();
            let due = same_date_after_months(start, 1).map(|day| day.to_string());
            assert_eq!(due.as_deref(), Some(vector.get("expected_local")));
            continue;
        }
        let args = vector.args();
        let gave = asked(&world.env, &args);
        if id == "V15" {
            assert_eq!((gave.code, gave.out.as_str()), (1, ""), "{id}");
            for reading in ["2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00"] {
                assert!(gave.err.contains(reading), "{id}: {}", gave.err);
            }
            continue;
        }
        assert_eq!((gave.code, gave.err.as_str()), (0, ""), "{id} {args:?}");
        let json = gave.json();
        let field = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        assert_eq!((field("regime"), field("deadline")), (vector.get("regime").into(), vector.get("deadline").into()));
        assert_eq!(instant(&field("due")), instant(vector.get("expected_utc")), "{id} due {json}");
        let (shown, wanted) = (instant(&field("due_local")), instant(vector.get("expected_local")));
        assert_eq!(shown.naive_local(), wanted.naive_local(), "{id} due as its zone shows it {json}");
        assert_eq!(field("kind"), vector.get("expected_kind"), "{id} kind {json}");
        match vector.get("latest_arguable_utc") {
            "" => assert_eq!(json["latest_arguable"], Value::Null, "{id} {json}"),
            latest => assert_eq!(instant(&field("latest_arguable")), instant(latest), "{id} latest {json}"),
        }
        let last_day = vector.get("expected_last_day");
        assert!(last_day.is_empty() || gave.out.contains(&format!("{last_day} ends at 24:00")), "{id} {json}");
        if !vector.get("zone").is_empty() {
            assert_eq!(field("zone"), vector.get("zone"), "{id}");
            assert_eq!(instant(&field("start")), instant(vector.get("start_utc")), "{id} start");
        }
        assert!(!gave.out.contains("{$") && !gave.out.contains("period-"), "{id}: {}", gave.out);
        assert!(
            field("rule").starts_with(
                vector
                    .get("rule")
                    .split([' ', '+'])
                    .next()
                    .unwrap()
                    .trim_end_matches("-72")
                    .trim_end_matches("-4")
                    .trim_end_matches("-3")
            ) || ["V56", "V65", "V45", "V46", "V48", "V49", "V51", "V53", "V54"].contains(&id),
            "{id} {json}"
        );
        assert_eq!(
            field("rule").contains("+noon-next-working-day"),
            vector.get("rule").contains("+noon-next-working-day"),
            "{id}"
        );
        // For people the same, without a fault.
        let plain: Vec<String> = args.iter().filter(|word| *word != "--json").cloned().collect();
        let said = asked(&world.env, &plain);
        assert!(
            said.code == 0 && said.out.contains("due: ") && !said.out.contains("{$"),
            "{id}: {}{}",
            said.out,
            said.err
        );
    }
}

#[test]
fn every_deadline_of_the_register_is_computed_or_says_that_there_is_no_number() {
    let world = World::new(1);
    let register = run(&world.env, &["regime", "list", "--json"]).json();
    let mut count = 0;
    for regime in register["regimes"].as_array().unwrap() {
        for deadline in regime["deadlines"].as_array().unwrap() {
            count += 1;
            let name = format!("{}/{}", regime["id"].as_str().unwrap(), deadline.as_str().unwrap());
            let gave = run(
                &world.env,
                &[
                    "deadline",
                    &name,
                    "--at",
                    "2026-11-20T15:00Z",
                    "--zone",
                    "Europe/Berlin",
                    "--set",
                    "aware=2026-11-20T14:00Z",
                    "--json",
                ],
            );
            assert_eq!(gave.code, 0, "{name}: {}", gave.err);
            let json = gave.json();
            let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
            let mut wanted = vec![
                "regime",
                "deadline",
                "start",
                "zone",
                "due",
                "due_local",
                "kind",
                "latest_arguable",
                "rule",
                "citation",
                "steps",
            ];
            wanted.sort_unstable();
            assert_eq!(keys, wanted, "{name}");
            assert_eq!(json["kind"] == "none", json["due"].is_null(), "{name} {json}");
            if let Some(due) = json["due"].as_str() {
                assert!(instant(due) > instant("2026-11-20T15:00Z"), "{name} {json}");
            }
            let none =
                json["steps"].as_array().unwrap().iter().any(|step| step.as_str().unwrap().contains("no number"));
            assert_eq!(none, json["kind"] == "none", "{name} {json}");
            assert!(!gave.out.contains("{$"), "{name} {json}");
        }
    }
    assert_eq!(count, 115);
}

#[test]
fn what_cannot_be_computed_says_why() {
    let world = World::new(1);
    let deadline = |args: &[&str]| run(&world.env, &[&["deadline"], args].concat());
    let berlin = ["--zone", "Europe/Berlin"];
    let twice = deadline(&[&["eu-gdpr/authority-72h", "--at", "2026-10-25 02:30"], &berlin[..]].concat());
    assert_eq!((twice.code, twice.out.as_str()), (1, ""));
    assert!(twice.err.contains("2026-10-25T02:30:00+02:00") && twice.err.contains("2026-10-25T02:30:00+01:00"));
    for (args, code, words) in [
        (&["eu-gdpr/authority-72h", "--at", "2026-11-20T15:00Z", "--set", "moon=full"][..], 2, "not moon"),
        (&["eu-gdpr/authority-72h", "--at", "2026-11-20T15:00Z", "--set", "holidays"], 2, "key=value"),
        (&["eu-gdpr/authority-72h", "--at", "2026-11-20T15:00Z", "--set", "holidays=moon"], 2, "no calendar moon"),
        (&["eu-gdpr/authority-72h", "--at", "2026-11-20T15:00Z", "--set", "class=bank"], 2, "no class bank"),
        (&["eu-gdpr/authority-72h", "--at", "2026-11-20T15:00Z", "--set", "raw=1", "--set", "raw=2"], 2, "twice"),
        (&["eu-gdpr/authority-72h", "--at", "2026-11-20"], 2, "time of day"),
        (&["eu-gdpr", "--at", "2026-11-20T15:00Z"], 2, "REGIME/DEADLINE"),
        (&["eu-gdpr/authority-72h"], 2, "--at"),
        (&["moon/x", "--at", "2026-11-20T15:00Z"], 1, "no regime moon"),
        (&["eu-gdpr/x", "--at", "2026-11-20T15:00Z"], 1, "authority-72h"),
        (&["eu-dora/initial", "--at", "2026-11-20T15:00Z"], 2, "aware=INSTANT"),
        (&["eu-gdpr/authority-72h", "--at", "soon"], 1, "not a time"),
    ] {
        let gave = deadline(args);
        assert_eq!((gave.code, gave.out.as_str()), (code, ""), "{args:?}: {}", gave.err);
        assert!(gave.err.contains(words), "{args:?}: {}", gave.err);
    }
}

#[test]
fn a_law_not_in_force_and_a_year_without_holidays_are_said() {
    let world = World::new(1);
    let off = run(&world.env, &["deadline", "us-circia/incident-72h", "--at", "2026-11-20T15:00Z"]);
    assert!(off.code == 0 && off.err.contains("NOT IN FORCE"), "{}", off.err);
    let far = run(&world.env, &["deadline", "us-sec-8k-105/form-8-k", "--at", "2028-12-28T15:00-05:00", "--json"]);
    assert!(far.err.contains("us-federal lists holidays of 2026 to 2028"), "{}", far.err);
    assert!(far.out.contains("2029-01-"), "{}", far.out);
}

#[test]
fn the_register_is_listed_shown_and_checked() {
    let world = World::new(1);
    let list = run(&world.env, &["regime", "list"]);
    assert!(list.code == 0 && list.err.is_empty());
    assert!(
        list.out.contains("us-circia") && list.out.ends_with("0 past the date on which to look at the source again\n")
    );
    // The clock of the test stands on 21 November 2026.
    world.clock.jump(40 * 24 * 3_600_000);
    let later = run(&world.env, &["regime", "list", "--json"]).json();
    let overdue: Vec<&str> = later["regimes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|regime| regime["check_overdue"] == true)
        .map(|regime| regime["id"].as_str().unwrap())
        .collect();
    assert!(
        overdue.contains(&"us-circia") && overdue.contains(&"us-tsa") && !overdue.contains(&"eu-gdpr"),
        "{overdue:?}"
    );
    let shown = run(&world.env, &["regime", "show", "us-circia"]);
    assert!(shown.out.contains("off: not offered") && shown.out.contains("that date has come"), "{}", shown.out);
    let gdpr = run(&world.env, &["regime", "show", "eu-gdpr"]);
    for words in
        ["72 hours from controller aware", "hours-exact: start instant", "likely consequences", "never the target"]
    {
        assert!(gdpr.out.contains(words), "{words}: {}", gdpr.out);
    }
    let json = run(&world.env, &["regime", "show", "eu-gdpr", "--json"]).json();
    assert_eq!(json["regime"]["deadline"][0]["amount"], 72);
    assert_eq!(json["deadlines"][0]["from_label"], "controller aware");
    assert_eq!(run(&world.env, &["regime", "check"]).out, "53 regimes, 0 findings\n");
    assert_eq!(run(&world.env, &["regime", "show", "moon"]).code, 1);
}

const OWN: &str = r#"
schema_version = 1

[[calendar]]
id = "home"
weekend = ["Saturday", "Sunday"]
confidence = "read in the state's law"
days = [2026-12-08, 2027-01-06]

[[closure]]
calendar = "us-federal"
days = [2026-12-24]
reason = "executive order"

[[anchor]]
id = "told_customer"
label = "customer told"

[[regime]]
id = "eu-cer"
name = "House rule"
jurisdiction = "contract"
family = "contract"
enabled = true
status = "by contract"
applies_from = ""
authority = "customer"
channel = "mail"
trigger_question = "Was the customer's data touched?"
clock_start = "we know"
clock_anchor = "told_customer"
citation = "clause 7"
confidence = "template"
evidence = "contract of 2026"
check_again = "2026-11-01"

[[regime.deadline]]
id = "three-working-days"
name = "Notice"
kind = "business_days"
amount = 3
unit = "business_days"
from = "told_customer"
rule = "business-days-day-zero"
calendar = "home"
cutoff = "18:00"
cutoff_zone = "Europe/Vienna"
content = ["what happened"]
citation = "clause 7"
confidence = "template"
"#;

fn own(world: &World, name: &str, text: &str) -> PathBuf {
    let directory = world.env.places.regimes();
    std::fs::create_dir_all(&directory).unwrap();
    std::fs::write(directory.join(name), text).unwrap();
    directory.join(name)
}

#[test]
fn own_entries_take_the_place_of_shipped_ones() {
    let world = World::new(1);
    own(&world, "house.toml", OWN);
    let due = run(
        &world.env,
        &[
            "deadline",
            "eu-cer/three-working-days",
            "--at",
            "2026-12-07T10:00+01:00",
            "--zone",
            "Europe/Vienna",
            "--json",
        ],
    );
    assert_eq!((due.code, due.err.as_str()), (0, ""));
    assert_eq!(due.json()["due_local"], "2026-12-11T18:00:00+01:00", "8 December is closed at home");
    let sec = ["deadline", "us-sec-8k-105/form-8-k", "--at", "2026-12-22T15:00-05:00", "--json"];
    let due = run(&world.env, &sec).json();
    assert_eq!(due["due_local"], "2026-12-30T17:30:00-05:00", "24 December is closed by order");
    let list = run(&world.env, &["regime", "list", "--json"]).json();
    let entry = list["regimes"].as_array().unwrap().iter().find(|regime| regime["id"] == "eu-cer").unwrap().clone();
    assert_eq!((&entry["check_overdue"], &entry["name"]), (&json!(true), &json!("House rule")));
    assert!(entry["from"].as_str().unwrap().ends_with("house.toml"));
    assert_eq!(list["regimes"].as_array().unwrap().len(), 53);
}

#[test]
fn a_broken_own_entry_is_named_by_its_place_and_leaves_the_shipped_one() {
    let world = World::new(1);
    for (from, to, at, column, words) in [
        ("amount = 3", "amount = \"3\"", "amount =", 10, "invalid type"),
        ("amount = 3", "amuont = 3", "amuont", 1, "unknown field"),
        ("from = \"told_customer\"", "from = \"gut\"", "from =", 8, "no such clock start"),
        ("rule = \"business-days-day-zero\"", "rule = \"whenever\"", "rule =", 8, "no such rule"),
        ("calendar = \"home\"\ncut", "calendar = \"moon\"\ncut", "calendar = \"moon", 12, "no such calendar"),
        ("cutoff = \"18:00\"", "cutoff = \"6pm\"", "cutoff =", 10, "not a time of day"),
        ("Europe/Vienna", "Europe/Wien", "cutoff_zone", 15, "no such time zone"),
        ("check_again = \"2026-11-01\"", "check_again = \"soon\"", "check_again", 15, "not a date"),
        ("amount = 3", "amount = 0", "rule =", 8, "cannot be counted"),
        (
            "confidence = \"template\"\nevidence",
            "confidence = \"sure\"\nevidence",
            "confidence = \"sure",
            14,
            "no such confidence",
        ),
    ] {
        let broken = OWN.replacen(from, to, 1);
        assert_ne!(broken, OWN, "{from}");
        let line = 1 + broken.lines().position(|text| text.starts_with(at)).unwrap();
        let path = own(&world, "house.toml", &broken);
        let checked = run(&world.env, &["regime", "check"]);
        assert_eq!(checked.code, 1, "{to}: {}", checked.out);
        assert!(
            checked.out.contains(&format!("house.toml, line {line}, column {column}: ")) && checked.out.contains(words),
            "{to}: {}",
            checked.out
        );
        assert_eq!(run(&world.env, &["regime", "check", path.to_str().unwrap()]).code, 1);
        let shown = run(&world.env, &["regime", "show", "eu-cer", "--json"]);
        assert!(shown.err.contains("own register: house.toml"), "{}", shown.err);
        assert_eq!(shown.json()["from"], "shipped", "{to}");
    }
    own(&world, "house.toml", OWN);
    assert_eq!(run(&world.env, &["regime", "check"]).out, "53 regimes, 0 findings\n");
    let later = own(&world, "house.toml", &OWN.replace("schema_version = 1", "schema_version = 2"));
    let checked = run(&world.env, &["regime", "check", later.to_str().unwrap()]);
    assert!(checked.code == 1 && checked.out.contains("schema is \"2\""), "{}", checked.out);
}

#[test]
fn counsel_approves_an_entry_by_name_and_for_its_text() {
    let world = World::new(1);
    let csv = world.file("people.csv");
    std::fs::write(&csv, "name,initials,phone1,roles\nIda Said,IS,+44 20 7946 0003,legal\n").unwrap();
    assert_eq!(run(&world.env, &["people", "import", csv.to_str().unwrap()]).code, 0);
    let approval = |id: &str| {
        let shown = run(&world.env, &["regime", "show", id, "--json"]).json();
        (shown["approval"].as_str().unwrap().to_owned(), shown["approved"]["by"].as_str().unwrap_or("").to_owned())
    };
    let is = |code: &str, by: &str| (code.to_owned(), by.to_owned());
    assert_eq!(approval("eu-gdpr"), is("not-approved", ""));
    let unproven = run(&world.env, &["regime", "approve", "eu-gdpr", "--by", "IS"]);
    assert!(unproven.code == 0 && unproven.err.contains("(T-04)"), "{}", unproven.err);
    assert_eq!(approval("eu-gdpr"), is("unproven", "Ida Said"));
    let slip = ["--by", "IS", "--presence", "wet-ink", "--presence-ref", "slip 9, safe 2"];
    run(&world.env, &[&["regime", "approve", "eu-gdpr", "eu-cer"], &slip[..]].concat()).line();
    assert_eq!(approval("eu-gdpr"), is("approved", "Ida Said"));
    let shown = run(&world.env, &["regime", "show", "eu-gdpr"]).out;
    assert!(shown.contains("approval     approved: Ida Said, 2026-11-21"), "{shown}");
    // The entry of the house is another text than the one that was approved.
    own(&world, "house.toml", OWN);
    assert_eq!(approval("eu-cer"), is("other-text", "Ida Said"));
    run(&world.env, &[&["regime", "approve", "eu-cer"], &slip[..]].concat()).line();
    assert_eq!(approval("eu-cer"), is("approved", "Ida Said"));
    assert_eq!(run(&world.env, &[&["regime", "approve", "moon"], &slip[..]].concat()).code, 1);
    let kept = run(&world.env, &["org", "show", "--json"]).json();
    assert_eq!(kept["regimes"].as_array().unwrap().len(), 4);
    declared(&world);
    assert_eq!(run(&world.env, &["do", "approve-regime", "regime=eu-gdpr", "by=IS"]).code, 1, "not in a case");
}

#[test]
fn the_shipped_register_may_be_copied_and_checked_as_a_file() {
    let world = World::new(1);
    let copy = own(&world, "regimes.toml", include_str!("../../../assets/regimes.toml"));
    let checked = run(&world.env, &["regime", "check", copy.to_str().unwrap()]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "53 regimes, 0 findings\n"));
    assert_eq!(run(&world.env, &["regime", "check"]).out, "53 regimes, 0 findings\n");
}

/// One clock of the case, as `show deadlines --json` has it.
fn clock_of(world: &World, zone: &str, key: &str) -> Value {
    let shown = run(&world.env, &["--zone", zone, "show", "deadlines", "--json"]).json();
    let found = shown["clocks"].as_array().unwrap().iter().find(|clock| {
        let of = |name: &str| clock[name].as_str().unwrap_or_default().to_owned();
        format!("{}/{}", of("regime"), of("deadline")) == key
    });
    found.unwrap_or_else(|| panic!("{key} in {shown}")).clone()
}

#[test]
fn a_machine_clock_set_back_stretches_no_deadline_unseen() {
    let world = World::new(61);
    declared(&world);
    run(&world.env, &["do", "clock", "deadline=eu-nis2/early-warning-24h", "start=-1h", "why=known"]).line();
    let key = "eu-nis2/early-warning-24h";
    let before = clock_of(&world, "UTC", key);
    world.clock.jump(-7_200_000);
    run(&world.env, &["log", "written by a clock two hours behind"]).line();
    let after = clock_of(&world, "UTC", key);
    assert_eq!(
        (&before["state"], &after["state"], &after["due"]),
        (&json!("running"), &json!("running"), &before["due"])
    );
    let left = |clock: &Value| clock["left_seconds"].as_i64().unwrap();
    assert!(left(&after) <= left(&before), "{before} {after}");
    let lines = run(&world.env, &["show", "timeline", "--json"]).out;
    assert!(lines.contains("laptop clock jumped by"), "{lines}");
}

#[test]
fn the_zone_of_a_screen_changes_no_instant_of_a_case() {
    let world = World::new(62);
    declared(&world);
    let started = [
        ("us-sec-8k-105/form-8-k", "end"),
        ("us-hipaa/individuals-60-days", "end-of-day"),
        ("eu-nis2/early-warning-24h", "instant"),
        ("br-lgpd/anpd-3-business-days", "end-of-day"),
        ("ch-fadp/fdpic", "none"),
    ];
    for (key, _) in started {
        run(&world.env, &["do", "clock", &format!("deadline={key}"), "start=-1h", "why=known"]).line();
    }
    for (key, kind) in started {
        let seen =
            ["UTC", "Pacific/Apia", "America/Los_Angeles", "Europe/Berlin"].map(|zone| clock_of(&world, zone, key));
        for clock in &seen {
            for same in ["start", "due", "latest_arguable", "last_day", "due_counted", "steps", "kind", "state"] {
                assert_eq!(clock[same], seen[0][same], "{key} {same}");
            }
        }
        assert!(kind == "end" || seen[0]["kind"] == kind, "{key} {}", seen[0]);
        assert_eq!(seen[0]["due"].is_null(), kind == "none", "{}", seen[0]);
        assert!(!seen[0]["steps"].as_array().unwrap().is_empty() && seen[0]["sha256"].as_str().unwrap().len() == 64);
    }
}

//! Techniques by tactic: what records and imported rows name, for everybody and for readers of a lower mark; unknown ids are kept and said.

use super::*;

const HEAD: &str = "message,datetime,timestamp_desc,hostname,techniques\n";

fn logged(world: &World, text: &str, more: &[&str]) -> Run {
    let run = run(&world.env, &[&["log", text], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn imported(world: &World, name: &str, rows: &str, more: &[&str]) {
    let path = world.file(name);
    std::fs::write(&path, format!("{HEAD}{rows}")).unwrap();
    let run = run(&world.env, &[&["import", path.to_str().unwrap()], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
}

fn techniques(world: &World, more: &[&str]) -> Value {
    run(&world.env, &[&["show", "techniques", "--json"], more].concat()).json()
}

/// How many records and rows name something, under a tactic.
fn seen(document: &Value, tactic: &str, id: &str) -> Option<(usize, u64)> {
    let tactics = document["tactics"].as_array().unwrap();
    let tactic = tactics.iter().find(|one| one["id"] == *tactic || tactic.is_empty() && one["id"].is_null())?;
    let found = tactic["techniques"].as_array().unwrap().iter().find(|one| one["id"] == *id)?;
    Some((found["records"].as_array().unwrap().len(), found["rows"].as_u64().unwrap()))
}

#[test]
fn techniques_are_counted_over_records_and_rows_for_who_may_read_them() {
    let world = World::new(8801);
    declared(&world);
    let empty = techniques(&world, &[]);
    assert_eq!((&empty["lists"][0]["version"], &empty["tactics"]), (&json!("19.2"), &json!([])));
    logged(&world, "mail with an archive", &["--technique", "t1566.001", "--technique", "T1078", "--mark", "GREEN"]);
    let unknown = logged(&world, "something new", &["--technique", "T9999", "--technique", "T1562.001"]);
    assert!(unknown.err.contains("T-10") && unknown.err.contains("T9999"), "{}", unknown.err);
    logged(&world, "the insider", &["--technique", "Data Encrypted for Impact", "--mark", "RED"]);
    let struck = logged(&world, "wrong", &["--technique", "T1059"]);
    assert_eq!(run(&world.env, &["do", "strike", &format!("record={}", struck.out.trim()), "reason=not ours"]).code, 0);
    let rows = "a,2026-02-18T13:36:00Z,x,web1,T1566.002\nb,2026-02-18T13:37:00Z,x,web1,\"T1566.001, T1566.002\"\nc,2026-02-18T13:38:00Z,x,web1,\n";
    imported(&world, "low.csv", rows, &["--mark", "GREEN"]);
    imported(&world, "red.csv", "d,2026-02-18T13:39:00Z,x,web1,T1021\n", &["--mark", "RED"]);

    let all = techniques(&world, &[]);
    assert_eq!(seen(&all, "TA0001", "T1566"), Some((1, 2)));
    assert_eq!(seen(&all, "TA0001", "T1566.001"), Some((1, 1)));
    assert_eq!(seen(&all, "TA0001", "T1566.002"), Some((0, 2)));
    for tactic in ["TA0001", "TA0003", "TA0004", "TA0005"] {
        assert_eq!(seen(&all, tactic, "T1078"), Some((1, 0)), "{tactic}");
    }
    assert_eq!(seen(&all, "TA0040", "T1486"), Some((1, 0)));
    assert_eq!(seen(&all, "TA0008", "T1021"), Some((0, 1)));
    assert_eq!(seen(&all, "TA0112", "T1562.001"), Some((1, 0)), "a retired id stands where it lives on");
    assert_eq!(seen(&all, "", "T9999"), Some((1, 0)));
    assert_eq!(seen(&all, "TA0002", "T1059"), None, "what was struck names nothing");
    // Of readers below their mark neither record nor rows are counted.
    let green = techniques(&world, &["--audience", "GREEN"]);
    assert_eq!(seen(&green, "TA0001", "T1566"), Some((1, 2)));
    assert_eq!((seen(&green, "TA0040", "T1486"), seen(&green, "TA0008", "T1021")), (None, None));
    assert!(!green.to_string().contains("T9999"));

    let text = run(&world.env, &["show", "techniques"]);
    assert_eq!(text.code, 0, "{}", text.err);
    let access = text.out.find("ATT&CK TA0001: Initial Access").unwrap();
    let impact = text.out.find("ATT&CK TA0040: Impact").unwrap();
    assert!(access < impact, "in the order of the matrix\n{}", text.out);
    for said in
        ["T1566.001 Phishing: Spearphishing Attachment", "T9999, in neither list", "retired: now T1685", "##...."]
    {
        assert!(text.out.contains(said), "{said}\n{}", text.out);
    }
    // What is said beside a line, and what finds it.
    let line = show(&world, "timeline")["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["text"] == "mail with an archive")
        .unwrap()
        .clone();
    assert_eq!(line["techniques"][0], json!({"id": "T1566.001", "name": "Phishing: Spearphishing Attachment"}));
    let found = run(&world.env, &["find", "technique:T1566", "--json"]).json();
    assert_eq!((&found["found"]["records"], &found["found"]["rows"]), (&json!(1), &json!(2)));
}

//! `warroom show --audience`: for other programs and other eyes, what is above their mark is not there.

use super::*;

#[test]
fn what_is_above_the_mark_is_in_no_part_and_its_number_is_said() {
    let world = World::new(191);
    declared(&world);
    let people = ["do", "person", "name=Ines Said", "phone=+49 171 1234567"];
    assert_eq!(run(&world.env, &people).code, 0);
    for (text, mark) in [("for the sector", "mark=GREEN"), ("for named people", "mark=RED")] {
        assert_eq!(run(&world.env, &["do", "log", &format!("text={text}"), mark]).code, 0);
    }
    let parts =
        ["timeline", "roster", "checklist", "evidence", "deadlines", "needs", "controls", "closure", "briefing"];
    for part in parts {
        let strict = run(&world.env, &["show", part, "--json", "--audience", "amber+strict"]);
        assert_eq!(strict.code, 0, "{}", strict.err);
        assert!(!strict.out.contains("for named people") && !strict.out.contains("1234567"), "{part}: {}", strict.out);
        assert_eq!(
            (strict.json()["withheld"].as_u64(), strict.json()["audience"].as_str()),
            (Some(1), Some("AMBER+STRICT"))
        );
        assert!(strict.err.contains("1 record withheld from readers up to TLP:AMBER+STRICT"), "{}", strict.err);
    }
    let timeline = |mark: &str| run(&world.env, &["show", "timeline", "--json", "--audience", mark]).json();
    let masked = timeline("AMBER+STRICT");
    let line = masked["lines"].as_array().unwrap().iter().find(|line| line["mark"] == "RED").unwrap().clone();
    assert_eq!((line["text"].as_str(), &line["scribe"]), (Some("withheld, TLP:RED"), &Value::Null));
    assert!(timeline("RED").to_string().contains("for named people"));
    let clear = timeline("CLEAR").to_string();
    assert!(!clear.contains("for the sector") && !clear.contains("Ines Said"), "{clear}");
    // Without it everything is there, and on a terminal that is said.
    let whole = run(&world.env, &["show", "timeline", "--json"]);
    assert!(whole.out.contains("for named people") && whole.err.is_empty(), "{}", whole.err);
    let seen = run_bytes(&world.env, ["show", "roster", "--json"].map(OsString::from).to_vec(), b"", true);
    assert!(seen.out.contains("1234567") && seen.err.contains("--audience MARK"), "{}", seen.err);
}

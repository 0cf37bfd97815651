use super::*;
use crate::domain::play::Play;

#[test]
fn what_is_said_later_is_laid_over_and_what_was_said_before_stays() {
    let mut play = Play::new();
    play.done(register, &[("description", "disk"), ("make", "Seagate"), ("serial", "S1")]);
    let later =
        play.done(describe, &[("exhibit", "E-001"), ("serial", "S11"), ("make", "Seagate"), ("host", "etl-02")]);
    let exhibit = &play.state.register.exhibits[0];
    assert_eq!(
        exhibit.details.values().collect::<Vec<_>>(),
        [("make", "Seagate"), ("serial", "S11"), ("host", "etl-02")]
    );
    assert_eq!(exhibit.registered.details.serial, "S1");
    let said: Vec<_> = exhibit.descriptions[0].1.details.values().collect();
    assert_eq!(said, [("serial", "S11"), ("host", "etl-02")], "what was known already is not said again");
    play.done(describe, &[("exhibit", "E-001"), ("host", "-")]);
    assert_eq!(play.state.register.exhibits[0].details.host, "");
    play.strike(later);
    assert_eq!(play.state.register.exhibits[0].details.serial, "S1");
    for refused in [("make", "Seagate"), ("system-state", "asleep")] {
        assert!(play.decide(describe, &[("exhibit", "E-001"), refused]).is_err(), "{refused:?}");
    }
}

#[test]
fn no_number_is_given_twice() {
    let register = Register::default();
    assert_eq!((register.next_number(0), register.next_number(2)), (1, 3));
    let mut play = Play::new();
    let first = play.done(super::register, &[("description", "disk")]);
    play.strike(first);
    play.done(super::register, &[("description", "disk")]);
    let labels: Vec<String> = play.state.register.exhibits.iter().map(Exhibit::label).collect();
    assert_eq!(labels, ["E-001", "E-002"]);
}

#[test]
fn a_record_of_before_has_no_reading_and_old_digests_count_for_nothing() {
    let text = r#"{"exhibit":"0000000000000001.2","sha256":"ab","size":3,"zero_blocks":0,"path":"/x","started":"2026-11-21T09:00:00.000Z","took_ms":1,"recheck":false}"#;
    let mut hashed: Hashed = match serde_json::from_str(text) {
        Ok(hashed) => hashed,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(hashed.reading, Reading::default());
    assert!(!serde_json::to_string(&hashed).unwrap().contains("reading"), "nothing new is said of it");
    let mut play = Play::new();
    let exhibit = play.done(super::register, &[("description", "disk")]);
    hashed.exhibit = exhibit;
    hashed.reading.others.insert("md5".to_owned(), "aa".to_owned());
    play.fact(hashed.clone());
    hashed.reading.others.insert("md5".to_owned(), "bb".to_owned());
    play.fact(hashed);
    assert_eq!(
        play.state.register.exhibits[0].digest_state(),
        DigestState::Recomputed,
        "an MD5 neither proves nor refutes"
    );
}

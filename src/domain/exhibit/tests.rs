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
fn a_digest_is_due_again_after_the_interval() {
    let mut play = Play::new();
    play.done(super::register, &[("description", "disk")]);
    let started = play.now;
    let exhibit = play.state.register.exhibits[0].id;
    let (sha256, path) = ("ab".repeat(32), "/m/disk.dd".to_owned());
    play.fact(Hashed {
        exhibit,
        sha256,
        size: 9,
        zero_blocks: 0,
        path,
        started,
        took_ms: 1,
        recheck: false,
        reading: Reading::default(),
    });
    let day = 24 * 60;
    play.now = started.plus_minutes(30 * day - 1);
    assert_eq!(play.waits("need-recheck"), 0);
    play.now = started.plus_minutes(30 * day);
    assert_eq!(play.waits("need-recheck"), 1);
    let shorter = play.done(recheck_every, &[("days", "never")]);
    assert_eq!(play.waits("need-recheck"), 0);
    play.strike(shorter);
    assert_eq!(play.waits("need-recheck"), 1, "struck, the default holds again");
    play.done(recheck_every, &[("days", "90")]);
    assert_eq!(play.waits("need-recheck"), 0);
    play.done(recheck_every, &[("days", "7")]);
    play.done(crate::domain::custody::record, &[("exhibit", "E-001"), ("event", "disposed")]);
    assert_eq!(play.waits("need-recheck"), 0, "what is gone is not computed");
}

#[test]
fn the_life_goes_by_when_things_happened() {
    let mut play = Play::new();
    play.done(super::register, &[("description", "disk")]);
    let moved = crate::domain::custody::record;
    let sealed = play.done(moved, &[("exhibit", "E-001"), ("event", "sealed")]);
    let opened = play.done(moved, &[("exhibit", "E-001"), ("event", "seal-opened"), ("at", "-1m")]);
    let described = play.done(describe, &[("exhibit", "E-001"), ("make", "Seagate")]);
    play.strike(sealed);
    let exhibit = &play.state.register.exhibits[0];
    let records: Vec<_> = life(&play.state, exhibit).into_iter().map(|(_, record, _)| record).collect();
    assert_eq!(records, [exhibit.id, sealed, opened, described], "struck or late, each stands where it happened");
    let earlier = play.done(moved, &[("exhibit", "E-001"), ("event", "accessed"), ("at", "-5m")]);
    let exhibit = &play.state.register.exhibits[0];
    assert_eq!(life(&play.state, exhibit)[1].1, earlier);
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

#[test]
fn what_is_verified_again_is_there_and_due() {
    let mut play = Play::new();
    for path in ["/m/a", "/m/b", "/m/c", ""] {
        play.done(super::register, &[("description", "x"), ("path", path)]);
    }
    let ids: Vec<_> = play.state.register.exhibits.iter().map(|exhibit| exhibit.id).collect();
    let (sha256, path, started, reading) = ("ab".repeat(32), "/m/a".to_owned(), play.now, Reading::default());
    let (exhibit, size) = (ids[0], 9);
    play.fact(Hashed { exhibit, sha256, size, zero_blocks: 0, path, started, took_ms: 1, recheck: false, reading });
    play.done(crate::domain::custody::record, &[("exhibit", "E-003"), ("event", "disposed")]);
    assert_eq!(play.state.to_verify(None), ids[..2], "neither what has no file nor what is gone");
    assert_eq!(play.state.to_verify(Some(play.now)), ids[1..2], "the first was computed just now");
    assert_eq!(play.state.to_verify(Some(play.now.plus_minutes(40 * 24 * 60))), ids[..2]);
    play.strike(ids[1]);
    assert_eq!(play.state.to_verify(None), ids[..1]);
}

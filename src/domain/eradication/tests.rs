//! Words that say nothing, and lists of names.

use super::*;
use crate::domain::play::Play;

#[test]
fn a_verb_and_an_object_mean_one_thing() {
    for (verb, object, which) in [
        ("cleaned", "server", Some("verb")),
        ("Cleaned up", "db01", Some("verb")),
        ("dealt with", "key svc-backup", Some("verb")),
        ("", "db01", Some("verb")),
        ("removed", "the malware", Some("object")),
        ("rebuilt", "all infected hosts", Some("object")),
        ("deleted", "...", Some("object")),
        ("deleted", "/etc/cron.d/.x", None),
        ("rotated", "key svc-backup", None),
        ("rebuilt", "server db01", None),
        ("retrained", "ranker-7 without shard 12", None),
    ] {
        assert_eq!(vague(verb, object), which, "{verb} {object}");
    }
}

#[test]
fn names_come_from_a_line_and_from_a_file_and_the_file_stays_cited() {
    let mut play = Play::new();
    play.give_text("hit-list", "hits.txt", 77, "# by osquery\r\netl-01\r\n\r\ndb01\r\netl-02\r\n");
    let fields = [("object", "/etc/cron.d/.x"), ("asked", "9"), ("answered", "9"), ("hits", "db01, ws-7")];
    let id = play.done(hunt, &fields);
    let hunted = &play.state.eradication.hunt(id).unwrap().hunted;
    assert_eq!(hunted.hits, ["db01", "ws-7", "etl-01", "etl-02"], "once each");
    assert_eq!((hunted.hit, hunted.lists.len()), (Some(4), 1), "as many as are named");
    let cited = play.state.eradication.files().filter(|(record, _)| *record == id).count();
    assert_eq!(cited, 2, "the list and the raw result");
    play.give(&[]);
    for fields in [&[("object", "x"), ("asked", "many")][..], &[("object", "x"), ("again", "1")], &[("asked", "3")]] {
        assert!(play.decide(hunt, fields).is_err(), "{fields:?}");
    }
    let strange = [("record", "1"), ("items", "db01")];
    assert_eq!(play.decide(except, &strange).unwrap_err().rule.id(), "I-06", "neither a hunt nor a line");
}

#[test]
fn a_struck_hunt_takes_its_lines_their_ground() {
    let mut play = Play::new();
    let asked = [("object", "key svc-backup"), ("query", "list keys"), ("tool", "iam 2"), ("scope", "all accounts")];
    let counts = [("asked", "40"), ("answered", "40"), ("hit", "1")];
    let found = play.done(hunt, &[&asked[..], &counts].concat());
    let label = play.state.label(found);
    let line =
        play.done(eradicate, &[("verb", "revoked"), ("object", "key svc-backup"), ("hunt", &label), ("done", "1")]);
    assert!(line_counts(&play.state, line) && hunt_counts(&play.state, found));
    let strike = play.strike(found);
    assert!(!line_counts(&play.state, line) && !hunt_counts(&play.state, found));
    play.strike(strike);
    assert!(line_counts(&play.state, line), "a strike that was struck strikes nothing");
}

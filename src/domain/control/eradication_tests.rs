//! For every rule of control 5 (procedures.md section 2) a record that earns no credit and says why by its id, and one that earns it.

use super::*;
use crate::domain::attention::needs;
use crate::domain::eradication::{eradicate, except, hunt, sample};
use crate::domain::play::{Decide, Play};
use crate::domain::{procedure, proof};

type Given<'a> = [(&'a str, &'a str)];

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];
const HUNT: [(&str, &str); 8] = [
    ("object", "/etc/cron.d/.x"),
    ("query", "SELECT * FROM file WHERE path = '/etc/cron.d/.x'"),
    ("tool", "osquery 5.12"),
    ("scope", "all managed hosts"),
    ("asked", "412"),
    ("answered", "412"),
    ("hits", "etl-01, etl-02, db01"),
    ("operator", "Rosa Nagy"),
];
const LINE: [(&str, &str); 4] =
    [("verb", "deleted"), ("object", "/etc/cron.d/.x"), ("targets", "etl-01, etl-02, db01"), ("operator", "Rosa Nagy")];
const SAMPLE: [(&str, &str); 6] = [
    ("found", "gone"),
    ("checker", "Jon Sato"),
    ("items", "db01, etl-02"),
    ("method", "everything tier zero and one of the rest; ls over ssh"),
    SHOWN[0],
    SHOWN[1],
];

/// Fields with others put in their place; an empty one is left out.
fn with<'a>(fields: &'a Given<'a>, others: &'a Given<'a>) -> Vec<(&'a str, &'a str)> {
    [fields, others].concat()
}

fn said(play: &Play, decide: Decide, fields: &Given<'_>) -> Vec<&'static str> {
    crate::domain::play::rules(&play.decide(decide, fields).unwrap().shortfalls)
}

fn lacks(play: &Play) -> Vec<&'static str> {
    let found = control(&play.state, 5).missing;
    found.iter().map(|missing| missing.shortfall.rule.id()).filter(|rule| !rule.starts_with('P')).collect()
}

fn meets(play: &Play, record: RecordId) -> bool {
    control(&play.state, 5).records.contains(&record)
}

/// A case in which a hunt found three of 412.
fn hunted() -> (Play, RecordId, String) {
    let mut play = Play::new();
    let (id, rules) = play.run(hunt, &HUNT);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    let label = play.state.label(id);
    (play, id, label)
}

#[test]
fn when_it_was_eradicated_is_the_last_removal_that_counts() {
    let (mut play, _, hunt) = hunted();
    let at = |play: &Play| {
        let all = crate::domain::review::measures(&play.state);
        all.into_iter().find(|measure| measure.id == "eradication").unwrap().record
    };
    assert_eq!(at(&play), None);
    let vague = with(&LINE, &[("expected", "9"), ("hunt", "")]);
    let (poor, rules) = play.run(eradicate, &vague);
    assert!(!rules.is_empty());
    assert_eq!(at(&play), None, "a removal that does not count ends nothing");
    play.strike(poor);
    let line = play.done(eradicate, &with(&LINE, &[("hunt", hunt.as_str())]));
    assert!(crate::domain::eradication::line_counts(&play.state, line));
    assert_eq!(at(&play), Some(line), "by its record, not by the step of the checklist");
    let open = play.done(eradicate, &vague);
    assert_eq!(at(&play), None, "something is still to be done");
    play.strike(open);
    assert_eq!(at(&play), Some(line));
}

#[test]
fn a_hunt_has_a_denominator_and_is_told_in_full() {
    let mut play = Play::new();
    assert_eq!(lacks(&play), ["C5-19"]);
    for (others, rule) in [
        (&[("asked", "")][..], "C5-06"),
        (&[("asked", "0"), ("answered", "0"), ("hits", ""), ("hit", "0")], "C5-06"),
        (&[("answered", "")], "C5-06"),
        (&[("hits", "")], "C5-06"),
        (&[("answered", "413")], "C5-08"),
        (&[("hit", "2")], "C5-08"),
        (&[("answered", "411"), ("silent", "ws-1, ws-2")], "C5-08"),
        (&[("query", "")], "C5-07"),
        (&[("tool", "")], "C5-07"),
        (&[("scope", "")], "C5-07"),
    ] {
        let (id, rules) = play.run(hunt, &with(&HUNT, others));
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!meets(&play, id) && lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        play.strike(id);
    }
    let without = crate::domain::eradication::Hunted { output: None, ..a_hunt(&mut play) };
    play.fact(without);
    assert!(lacks(&play).contains(&"C5-07"), "no raw result");
    let nothing = with(&HUNT, &[("hits", ""), ("hit", "0")]);
    let mut play = Play::new();
    let (id, rules) = play.run(hunt, &nothing);
    assert_eq!((rules, lacks(&play), meets(&play, id)), (vec![], vec![], true), "nothing there is an answer too");
}

fn a_hunt(play: &mut Play) -> crate::domain::eradication::Hunted {
    let id = play.done(hunt, &HUNT);
    let found = play.state.eradication.hunt(id).unwrap().hunted.clone();
    play.strike(id);
    found
}

#[test]
fn what_did_not_answer_is_in_scope_until_it_does() {
    let mut play = Play::new();
    let some = with(&HUNT, &[("answered", "410"), ("silent", "ws-77, ws-78"), ("hits", ""), ("hit", "0")]);
    let first = play.done(hunt, &some);
    assert_eq!(lacks(&play), ["C5-09"]);
    assert_eq!(play.waits("need-unanswered"), 1);
    let label = play.state.label(first);
    let again = [("again", label.as_str()), ("scope", "what had not answered"), ("asked", "2"), ("answered", "1")];
    let second = play.done(hunt, &with(&again, &[("hit", "0")]));
    assert!(meets(&play, second) && lacks(&play) == ["C5-09"], "one is still silent");
    let left = [("record", label.as_str()), ("items", "ws-78"), ("reason", "on a ship"), ("owner", "Lena Brandt")];
    assert_eq!(said(&play, except, &left), ["C5-18"], "no date");
    assert_eq!(said(&play, except, &with(&left, &[("put-off", "-1h")])), ["C5-18"], "a date that is over");
    assert_eq!(said(&play, except, &with(&left, &[("put-off", "+2d"), ("reason", "")])), ["C5-18"]);
    assert_eq!(said(&play, except, &with(&left, &[("put-off", "+2d"), ("owner", "Somebody")])), ["C5-18"]);
    let dated = with(&left, &[("put-off", "2026-11-22 09:00")]);
    assert_eq!(play.run(except, &dated).1, Vec::<&str>::new());
    assert_eq!(lacks(&play), Vec::<&str>::new());
    assert_eq!(control(&play.state, 5).overrides.len(), 1, "it stays visible");
    let rings = |play: &Play, hours: i64| {
        let found = needs(&play.state, play.now.plus_hours(hours));
        found.iter().any(|need| need.what.id == "need-exception" && need.rings)
    };
    assert!(!rings(&play, 20) && rings(&play, 25), "the date that was agreed comes back");
    let last = [("again", label.as_str()), ("scope", "ws-78"), ("asked", "1"), ("answered", "1"), ("hit", "0")];
    play.done(hunt, &last);
    assert!(!rings(&play, 25) && control(&play.state, 5).overrides.is_empty(), "it answered");
}

#[test]
fn a_line_says_what_was_done_to_what_and_how_often() {
    let (mut play, _, label) = hunted();
    assert_eq!((lacks(&play), play.waits("need-found")), (vec!["C5-10"], 1));
    let line = with(&LINE, &[("hunt", "")]);
    let resting = [("hunt", label.as_str())];
    for (others, rules) in [
        (&[("verb", "cleaned"), ("object", "server")][..], &["C5-05"][..]),
        (&[("verb", "Fixed up"), ("object", "etl-01")], &["C5-05"]),
        (&[("object", "all the infected machines")], &["C5-05"]),
        (&[("targets", "")], &["C5-01"]),
        (&[("hunt", "")], &["C5-01", "C5-04"]),
        (&[("hunt", ""), ("expected", "3")], &["C5-04"]),
        (&[("targets", "etl-01"), ("expected", "3")], &["C5-02"]),
        (&[("targets", "etl-01")], &["C5-02"]),
        (&[("targets", "etl-01"), ("expected", "1")], &["C5-03"]),
        (&[("done", "4")], &["C5-08"]),
        (&[("done", "2")], &["C5-02", "C5-08"]),
    ] {
        let fields = [&line[..], &resting, others].concat();
        let (id, said) = play.run(eradicate, &fields);
        assert_eq!(said, rules, "{others:?}");
        assert!(!meets(&play, id) && rules.iter().all(|rule| lacks(&play).contains(rule)), "{:?}", lacks(&play));
        play.strike(id);
    }
    let id = play.done(eradicate, &with(&line, &resting));
    assert!(meets(&play, id) && lacks(&play) == ["C5-12"], "{:?}", lacks(&play));
    let without = play.state.eradication.line(id).unwrap().removed.clone();
    play.strike(id);
    play.fact(crate::domain::eradication::Removed { artefact: None, ..without });
    assert!(lacks(&play).contains(&"C5-11"));
}

#[test]
fn what_is_left_is_done_later_or_is_somebodys() {
    let (mut play, _, label) = hunted();
    let two = [("hunt", label.as_str()), ("targets", "etl-01, etl-02")];
    let id = play.done(eradicate, &with(&LINE, &two));
    assert!(lacks(&play).contains(&"C5-02"));
    let line = play.state.label(id);
    let left = [
        ("record", line.as_str()),
        ("items", "db01"),
        ("reason", "month end runs"),
        ("owner", "Lena Brandt"),
        ("put-off", "2026-11-21 20:00"),
    ];
    let excepted = play.done(except, &left);
    assert!(meets(&play, id) && !lacks(&play).contains(&"C5-02"));
    assert_eq!(control(&play.state, 5).overrides.len(), 1);
    play.strike(excepted);
    assert!(lacks(&play).contains(&"C5-02"));
    play.done(except, &left);
    let more = play.done(eradicate, &[("more-of", &line), ("targets", "db01"), ("operator", "Rosa Nagy")]);
    assert!(meets(&play, more) && control(&play.state, 5).overrides.is_empty());
    assert_eq!(lacks(&play), ["C5-12"]);
    // Several lines may share what one hunt found, where they name it.
    let (mut play, _, label) = hunted();
    let by = |targets: &'static str| [("targets", targets), ("expected", "1"), ("done", "1")];
    for targets in ["etl-01", "etl-02"] {
        play.done(eradicate, &[&LINE[..], &[("hunt", label.as_str())], &by(targets)].concat());
        assert!(lacks(&play).contains(&"C5-03"), "{targets}");
    }
    play.done(eradicate, &[&LINE[..], &[("hunt", label.as_str())], &by("db01")].concat());
    assert!(!lacks(&play).contains(&"C5-03"), "{:?}", lacks(&play));
}

#[test]
fn another_person_looks_at_a_sample_after_the_work() {
    let (mut play, _, label) = hunted();
    let id = play.done(eradicate, &with(&LINE, &[("hunt", &label)]));
    assert_eq!((lacks(&play), play.waits("need-sample")), (vec!["C5-12"], 1));
    for (others, rule) in [
        (&[("checker", "Rosa Nagy")][..], "C5-13"),
        (&[("checker", "A Stranger")], "T-04"),
        (&[("presence", "none")], "T-04"),
        (&[("items", "")], "C5-14"),
        (&[("method", "")], "C5-14"),
        (&[("found", "still-there")], "C5-15"),
        (&[("at", "2026-11-21 08:00"), ("late-reason", "paper")], "C5-16"),
        (&[("items", "mail01")], "C5-17"),
    ] {
        let (seen, rules) = play.run(sample, &with(&SAMPLE, others));
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!meets(&play, seen) && lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        assert_eq!(play.waits("need-still-there"), usize::from(rule == "C5-15"));
        play.strike(seen);
    }
    let (seen, rules) = play.run(sample, &SAMPLE);
    assert_eq!((rules, lacks(&play), meets(&play, seen)), (vec![], vec![], true));
    let line = play.state.label(id);
    play.done(eradicate, &[("more-of", &line), ("targets", "db01"), ("operator", "Rosa Nagy")]);
    assert!(lacks(&play).contains(&"C5-16"), "work went on after the sample");
}

#[test]
fn a_hunt_and_a_line_prove_their_steps_where_they_count() {
    let (mut play, id, label) = hunted();
    let line = play.done(eradicate, &with(&LINE, &[("hunt", &label)]));
    let name = play.state.label(line);
    let by = |step: &'static str, kind: &'static str, record: &str| {
        let fields = vec![("step", step), ("kind", kind), ("record", record)];
        let author = play.decide(proof::attach, &fields).unwrap();
        // The desk of these tests hands out a file as well; what is said of the record is the second.
        crate::domain::play::rules(&author.shortfalls).contains(&"P-01")
    };
    assert!(!by("G-08", "query_result", &label) && !by("G-09", "action_list", &name));
    assert!(by("G-08", "query_result", &name) && by("G-09", "action_list", &label), "each proves its own");
    play.strike(id);
    assert!(
        play.decide(proof::attach, &[("step", "G-09"), ("kind", "action_list"), ("record", &name)])
            .is_ok_and(|decision| crate::domain::play::rules(&decision.shortfalls).contains(&"P-01")),
        "a line without its hunt counts no more"
    );
    // With the step named, the raw result is its proof at once.
    let mut play = Play::new();
    play.done(hunt, &with(&HUNT, &[("step", "G-08")]));
    assert_eq!(proof::state_of(&play.state, "G-08"), Some(proof::StepState::Proved));
    play.done(procedure::take, &[("step", "G-09")]);
}

#[test]
fn hunts_name_the_version_of_the_indicators_that_they_looked_for() {
    let mut play = Play::new();
    let first = play.done(crate::domain::indicator::issue, &[("set", "marks"), ("add", "/etc/cron.d/.x")]);
    let id = play.done(hunt, &HUNT);
    assert_eq!(play.state.eradication.hunt(id).unwrap().hunted.indicators, Some(first));
    assert!(play.decide(hunt, &with(&HUNT, &[("set", "other")])).is_err());
}

#[test]
fn what_is_done_elsewhere_or_before_stands_for_nothing_that_was_found() {
    let (mut play, _, label) = hunted();
    play.done(crate::domain::timeline::log, &[("text", "first use of the key"), ("at", "2026-11-21 08:00")]);
    let hunt_is = [("hunt", label.as_str())];
    let line = with(&LINE, &hunt_is);
    for (others, rule) in [
        (&[("targets", "web-01, web-02, web-03")][..], "C5-24"),
        (&[("targets", "etl-01, etl-02, web-03")], "C5-24"),
        (&[("targets", "etl-01, etl-02, web-03"), ("expected", "3"), ("done", "3")], "C5-24"),
        (&[("at", "2026-11-21 08:59")], "C5-25"),
        (&[("at", "2026-11-01 00:00")], "C5-26"),
    ] {
        let (id, rules) = play.run(eradicate, &with(&line, others));
        assert!(rules.contains(&rule), "{others:?}: {rules:?}");
        assert!(!meets(&play, id) && lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        play.strike(id);
    }
    for others in [
        &[("targets", "ETL-01; etl-02 ;  Db01")][..],
        &[("targets", "etl-01, etl-02, db01, web-01"), ("expected", "4")],
        &[("targets", ""), ("done", "3")],
    ] {
        let (id, rules) = play.run(eradicate, &with(&line, others));
        assert_eq!((rules, meets(&play, id)), (vec![], true), "{others:?}");
        play.strike(id);
    }
    // What another line treated, or somebody leaves for a while, is not open.
    let (part, rules) = play.run(eradicate, &with(&line, &[("targets", "etl-01, etl-02"), ("expected", "2")]));
    assert_eq!(rules, ["C5-03"]);
    play.done(eradicate, &with(&line, &[("targets", "db01"), ("expected", "1")]));
    assert!(meets(&play, part));
    // Before the first access there was nothing to remove, whatever the hunt says.
    let mut play = Play::new();
    play.done(crate::domain::timeline::log, &[("text", "first use of the key"), ("at", "2026-11-21 08:00")]);
    let early = play.done(
        crate::domain::eradication::hunt,
        &with(&HUNT, &[("at", "2026-11-20 08:00"), ("late-reason", "by hand")]),
    );
    let hunt = play.state.label(early);
    let before = [("hunt", hunt.as_str()), ("at", "2026-11-20 09:00"), ("late-reason", "by hand")];
    let (id, rules) = play.run(eradicate, &with(&LINE, &before));
    assert!(rules.contains(&"C5-26") && !meets(&play, id), "{rules:?}");
}

#[test]
fn none_is_no_host_and_semicolons_part_them() {
    let mut play = Play::new();
    for (given, count, names) in
        [("none", 0, 0), ("0", 0, 0), ("None", 0, 0), ("bld-02; bld-04", 2, 2), ("bld-02;bld-04, bld-07", 3, 3)]
    {
        let (id, rules) = play.run(hunt, &with(&HUNT, &[("hits", given)]));
        let hunted = &play.state.eradication.hunt(id).unwrap().hunted;
        assert_eq!((rules, hunted.hit, hunted.hits.len()), (vec![], Some(count), names), "{given}");
    }
}

//! For every rule of control 4 (procedures.md section 2) a record that earns no credit and says why by its id, and one that earns it.

use super::*;
use crate::domain::cause::{self, Standing as QuoteStanding};
use crate::domain::exhibit::{self, FileIdentity, Hashed, Reading};
use crate::domain::play::{Decide, Play, rules};
use crate::domain::{deadline, declaration, people, proof};

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];
const LOG: &str = "02:58 sshd: session opened\n02:59 sshd: Accepted password for svc-backup from 203.0.113.9\n03:00 sudo: svc-backup\n";
const WHOLE: [(&str, &str); 10] = [
    ("cause-type", "credential"),
    ("statement", "The password of svc-backup was guessed from outside"),
    ("account", "svc-backup"),
    ("exposed", "weak, and reused on three hosts"),
    ("quote", "Accepted password for svc-backup"),
    ("place", "line 2"),
    ("first-access", "2026-11-21 02:58"),
    ("alternatives", "a stolen key: none was used\nan insider: the address is foreign"),
    ("confidence", "high"),
    ("found-by", "Rosa Nagy"),
];

fn lacks(state: &Incident) -> Vec<&'static str> {
    let missing = control(state, 4).missing.into_iter().map(|missing| missing.shortfall.rule.id());
    missing.filter(|rule| !rule.starts_with("P-")).collect()
}

/// The whole finding with some fields another way; an empty one is left out.
fn with(changed: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = WHOLE.iter().filter(|(field, _)| !changed.iter().any(|(name, _)| name == field));
    kept.chain(changed).filter(|(_, text)| !text.is_empty()).copied().collect()
}

fn said(play: &Play, decide: Decide, fields: &[(&str, &str)]) -> Vec<&'static str> {
    rules(&play.decide(decide, fields).unwrap_or_else(|refusal| panic!("{fields:?}: {refusal:?}")).shortfalls)
}

fn refused(play: &Play, decide: Decide, fields: &[(&str, &str)]) -> (&'static str, &'static str) {
    let refusal = play.decide(decide, fields).expect_err("it was recorded");
    (refusal.rule.id(), refusal.what.id)
}

fn play() -> Play {
    let mut play = Play::new();
    play.give_text("file", "auth.log", 7, LOG);
    play
}

const AGREED: [(&str, &str); 4] = [("verdict", "agrees"), ("by", "Jon Sato"), SHOWN[0], SHOWN[1]];

#[test]
fn a_finding_with_quoted_lines_and_a_second_reader_earns_the_control() {
    let mut play = play();
    assert!(lacks(&play.state).contains(&"C4-01"));
    let (finding, rules) = play.run(cause::finding, &with(&[]));
    assert_eq!(rules, Vec::<&str>::new());
    assert_eq!(play.state.causes.findings[0].quotes[0].standing(&play.state).code(), "found");
    assert_eq!((lacks(&play.state), play.waits("need-finding-review")), (vec!["C4-16"], 1));
    assert!(!cause::counts(&play.state, finding));
    let (review, rules) = play.run(cause::review, &AGREED);
    assert_eq!(rules, Vec::<&str>::new());
    assert_eq!((lacks(&play.state), play.waits("need-finding-review")), (vec![], 0));
    let found = control(&play.state, 4);
    assert!(found.records.contains(&finding) && found.records.contains(&review));
    assert!(cause::counts(&play.state, finding));
    // It is what a step of the procedure asks for.
    let label = play.state.label(finding);
    let proof = [("step", "G-07"), ("kind", "analyst_report"), ("record", label.as_str())];
    let fits = |rules: &[&str]| !rules.contains(&"P-01");
    assert!(fits(&said(&play, proof::attach, &proof)));
    let trap = |play: &Play| traps::traps(&play.state, play.now).into_iter().find(|trap| trap.id == "human-error");
    assert_eq!(trap(&play).unwrap().avoided, Some(true));
    play.strike(review);
    assert_eq!(lacks(&play.state), ["C4-16"]);
    assert!(!fits(&said(&play, proof::attach, &proof)));
    assert_eq!(trap(&play).unwrap().avoided, Some(false));
    play.strike(finding);
    assert_eq!(lacks(&play.state), ["C4-01"]);
}

#[test]
fn every_rule_of_a_finding_withholds_credit_and_lets_it_be_recorded() {
    let play = play();
    for (changed, rule) in [
        (&[("statement", "")][..], "C4-08"),
        (&[("statement", "human error")], "C4-08"),
        (&[("statement", "a weak password")], "C4-08"),
        (&[("cause-type", "human-process")], "C4-09"),
        (&[("cause-type", "cve"), ("cve", "CVE-21-1"), ("product", "x"), ("product-version", "1")], "C4-10"),
        (&[("account", "")], "C4-11"),
        (&[("exposed", "")], "C4-11"),
        (&[("confidence", "")], "C4-11"),
        (&[("first-access", "")], "C4-11"),
        (&[("cause-type", "misconfiguration"), ("config-item", "PermitRootLogin")], "C4-11"),
        (&[("cause-type", "data")], "C4-11"),
        (&[("cause-type", "supplier"), ("supplier", "Cloud AG")], "C4-11"),
        (&[("cause-type", "threat-actor")], "C4-11"),
        (&[("cause-type", "cve"), ("cve", "CVE-2021-44228"), ("product", "log4j")], "C4-11"),
        (&[("alternatives", "")], "C4-12"),
        (&[("alternatives", "an insider")], "C4-12"),
        (&[("quote", "02:5"), ("place", "line 1")], ""),
        (&[("quote", "02:"), ("place", "line 1")], "C4-06"),
        (&[("at", "2031-01-01 10:00")], "T-02"),
        (&[("first-access", ""), ("first-access-unknown", "the log begins later")], ""),
        (&[("cause-type", "cve"), ("cve", "cve-2021-44228"), ("product", "log4j"), ("product-version", "2.14")], ""),
        (&[("cause-type", "misconfiguration"), ("config-item", "x"), ("value-before", "yes")], ""),
        (&[("cause-type", "human-process"), ("failed-control", "None")], "C4-09"),
        (&[("cause-type", "human-process"), ("failed-control", "mail filter let the macro pass")], ""),
        (&[("cause-type", "data"), ("data-source", "set-9 v3")], ""),
        (&[("cause-type", "supplier"), ("supplier", "Cloud AG"), ("product", "sync agent")], ""),
        (&[("cause-type", "threat-actor"), ("activity", "T1498 flood of the endpoint")], ""),
        (&[("written-by", "automated")], ""),
    ] {
        let expected: &[&str] = if rule.is_empty() { &[] } else { &[rule] };
        assert_eq!(said(&play, cause::finding, &with(changed)), expected, "{changed:?}");
    }
}

#[test]
fn a_finding_without_words_of_a_file_earns_nothing() {
    let mut play = play();
    play.no_files();
    let none = with(&[("quote", ""), ("place", "")]);
    assert_eq!(said(&play, cause::finding, &none), ["C4-02"]);
    let automated = [&none[..], &[("written-by", "automated")]].concat();
    assert_eq!(said(&play, cause::finding, &automated), ["C4-02", "C4-13"]);
    let claimed = with(&[("elsewhere", "the supplier's console")]);
    assert_eq!(said(&play, cause::finding, &claimed), ["C4-03"]);
    let (finding, _) = play.run(cause::finding, &claimed);
    play.done(cause::review, &AGREED);
    assert_eq!((lacks(&play.state), play.waits("need-quote")), (vec!["C4-03"], 1));
    assert!(!control(&play.state, 4).records.contains(&finding));
    // The file comes in, and a command finds it.
    let label = play.state.label(finding);
    let again = [("quote-record", label.as_str())];
    assert_eq!(said(&play, cause::look_again, &again), ["C4-03"], "nothing came in");
    play.give_text("file", "console.txt", 8, "something else\n");
    assert_eq!(refused(&play, cause::look_again, &again).0, "I-10");
    play.give_text("file", "auth.log", 7, LOG);
    let (looked, rules) = play.run(cause::look_again, &again);
    assert_eq!(rules, Vec::<&str>::new());
    assert_eq!((lacks(&play.state), play.waits("need-quote")), (vec![], 0));
    assert!(control(&play.state, 4).records.contains(&looked));
    play.strike(looked);
    assert_eq!(lacks(&play.state), ["C4-03"]);
}

#[test]
fn words_that_are_not_where_they_are_said_to_stand_are_refused() {
    let play = play();
    for (changed, what) in [
        (&[("place", "line 1")][..], "quote-elsewhere"),
        (&[("place", "line 99")], "quote-elsewhere"),
        (&[("place", "line 99"), ("quote", "no such words")], "quote-no-place"),
        (&[("place", "line 2"), ("quote", "no such words")], "i-10-missing"),
        (&[("place", "frame 2")], "quote-elsewhere"),
    ] {
        assert_eq!(refused(&play, cause::finding, &with(changed)), ("I-10", what), "{changed:?}");
    }
    assert_eq!(refused(&play, cause::finding, &with(&[("place", "somewhere")])), ("I-07", "place-not-read"));
    assert_eq!(refused(&play, cause::finding, &with(&[("quote", "")])).0, "I-01", "a place and no words");
    assert_eq!(said(&play, cause::finding, &with(&[("place", "")])), Vec::<&str>::new(), "it finds the place itself");
    assert_eq!(refused(&play, cause::finding, &with(&[("cause-type", "gremlins")])).0, "I-07");
    assert_eq!(refused(&play, cause::add_quote, &[("quote", "words")]).0, "I-01", "there is no finding");
    assert_eq!(refused(&play, cause::review, &AGREED).0, "I-01");
    assert_eq!(refused(&play, cause::look_again, &[]).0, "I-01");
}

fn exhibit_of(play: &mut Play, computed: bool) {
    let label = play.done(exhibit::register, &[("description", "disk"), ("path", "/m/disk.dd")]);
    play.lay(label, LOG);
    if computed {
        hashed(play, 'a');
    }
}

fn hashed(play: &mut Play, digest: char) {
    let file = FileIdentity {
        inode: "9".to_owned(),
        device: "8:1".to_owned(),
        modified: "2026-11-20T10:00:00Z".to_owned(),
        changed: "2026-11-20T10:00:00Z".to_owned(),
        atime_kept: true,
    };
    play.fact(Hashed {
        exhibit: play.state.register.exhibits.last().unwrap().id,
        sha256: digest.to_string().repeat(64),
        size: 9,
        zero_blocks: 0,
        path: "/m/disk.dd".to_owned(),
        started: play.now,
        took_ms: 1,
        recheck: false,
        reading: Reading { file: Some(file), ..Reading::default() },
    });
}

#[test]
fn an_exhibit_is_quoted_from_the_bytes_whose_digest_was_computed() {
    let mut play = Play::new();
    play.no_files();
    exhibit_of(&mut play, false);
    let fields = with(&[("exhibit", "E-001")]);
    let (finding, rules) = play.run(cause::finding, &fields);
    assert_eq!(rules, ["C4-03"], "no digest, so nothing says which bytes these are");
    play.done(cause::review, &AGREED);
    hashed(&mut play, 'a');
    let (_, rules) = play.run(cause::look_again, &[]);
    assert_eq!((rules, lacks(&play.state)), (vec![], vec![]));
    let standing = |play: &Play| play.state.causes.quote(finding).unwrap().standing(&play.state).code();
    assert_eq!(standing(&play), "found");
    // Read again, the exhibit is another.
    play.now = play.now.plus_minutes(1);
    hashed(&mut play, 'b');
    assert_eq!((standing(&play), lacks(&play.state)), ("fallen", vec!["C4-05"]));

    let mut play = Play::new();
    play.no_files();
    exhibit_of(&mut play, true);
    assert_eq!(refused(&play, cause::finding, &with(&[("exhibit", "E-001"), ("place", "line 3")])).0, "I-10");
    assert_eq!(said(&play, cause::finding, &fields), Vec::<&str>::new());
    // What a tool printed about it is no part of it.
    let tool = with(&[("exhibit", "E-001"), ("tool", "vol3 2.5"), ("place", "line 2")]);
    assert_eq!(said(&play, cause::finding, &tool), ["C4-03"]);
    play.give_text("file", "pslist.txt", 7, LOG);
    assert_eq!(said(&play, cause::finding, &tool), Vec::<&str>::new());
    let nameless = with(&[("tool", "vol3 2.5"), ("place", "line 2")]);
    assert_eq!(said(&play, cause::finding, &nameless), ["C4-07"]);
}

#[test]
fn a_quote_that_is_looked_for_and_not_there_has_to_be_struck() {
    let mut play = Play::new();
    play.no_files();
    exhibit_of(&mut play, false);
    let (_, rules) =
        play.run(cause::finding, &with(&[("exhibit", "E-001"), ("quote", "never written"), ("place", "")]));
    assert_eq!(rules, ["C4-03"]);
    hashed(&mut play, 'a');
    let (_, rules) = play.run(cause::look_again, &[]);
    assert_eq!(rules, ["C4-04"]);
    let (quote, rules) =
        play.run(cause::add_quote, &[("quote", "Accepted password"), ("exhibit", "E-001"), ("place", "2")]);
    assert_eq!(rules, Vec::<&str>::new());
    assert!(lacks(&play.state).contains(&"C4-04"), "one that is found does not make it good");
    assert!(matches!(play.state.causes.quote(quote).unwrap().standing(&play.state), QuoteStanding::Found(_)));
    let corrected = with(&[("exhibit", "E-001"), ("supersedes", "")]);
    let first = play.state.label(play.state.causes.findings[0].id);
    let fields = [&corrected[..], &[("supersedes", first.as_str())]].concat();
    play.done(cause::finding, &fields);
    assert_eq!(lacks(&play.state), ["C4-16"], "the new finding stands in its place");
}

#[test]
fn a_review_is_of_another_person_who_is_there_and_agrees_after_the_quotes() {
    let reviewed = |changed: &[(&'static str, &'static str)]| {
        let mut play = play();
        play.done(people::assign, &[("role", "technical_lead"), ("person", "Lena Brandt")]);
        play.done(cause::finding, &with(&[]));
        let kept = AGREED.iter().filter(|(field, _)| !changed.iter().any(|(name, _)| name == field));
        let fields: Vec<_> = kept.chain(changed).copied().collect();
        let (_, rules) = play.run(cause::review, &fields);
        let held = lacks(&play.state);
        assert!(rules.iter().all(|rule| *rule == "T-01" || rule.starts_with("P-") || held.contains(rule)), "{rules:?}");
        play.done(cause::review, &[&AGREED[..], &[("note", "read again")]].concat());
        assert_eq!(lacks(&play.state), Vec::<&str>::new(), "the last review decides");
        rules
    };
    assert_eq!(reviewed(&[]), Vec::<&str>::new());
    assert_eq!(reviewed(&[("by", "Rosa Nagy")]), ["C4-17"]);
    assert_eq!(reviewed(&[("by", "rosa nagy")]), ["C4-17"]);
    assert_eq!(reviewed(&[("by", "A Stranger")]), ["T-04"]);
    assert_eq!(reviewed(&[("presence", "none")]), ["T-04"]);
    assert_eq!(reviewed(&[("by", "Lena Brandt")]), ["P-06"], "who leads the analysis does not verify it");
    assert_eq!(reviewed(&[("verdict", "disagrees")]), ["C4-19"]);
    assert_eq!(reviewed(&[("at", "2026-11-21 08:00"), ("late-reason", "paper")]), ["C4-18"]);
}

#[test]
fn a_cause_that_is_not_established_names_what_was_tried_and_who_carries_the_risk() {
    let mut play = Play::new();
    let open = [
        ("cause-type", "not-established"),
        ("statement", "How the key got out could not be shown"),
        ("confidence", "low"),
        ("alternatives", "an insider: no access in the logs"),
        ("found-by", "Rosa Nagy"),
    ];
    assert_eq!(said(&play, cause::finding, &open), ["C4-11", "C4-11"]);
    let tried =
        [&open[..], &[("tried", "memory of all hosts"), ("accepted-by", "Lena Brandt"), SHOWN[0], SHOWN[1]]].concat();
    assert_eq!(said(&play, cause::finding, &tried), ["C4-14"]);
    play.done(people::assign, &[("role", "siro"), ("person", "Lena Brandt")]);
    assert_eq!(said(&play, cause::finding, &tried[..7]), ["T-04"]);
    let (finding, rules) = play.run(cause::finding, &tried);
    assert_eq!(rules, Vec::<&str>::new());
    play.done(cause::review, &AGREED);
    assert!(cause::counts(&play.state, finding));
    // Whoever carries the risk later has not accepted it, and whoever did then has.
    play.done(people::assign, &[("role", "siro"), ("person", "Ada Morel")]);
    assert!(cause::counts(&play.state, finding));
}

#[test]
fn first_access_is_the_earliest_that_stands_and_not_later_than_detection() {
    let mut play = play();
    play.done(declaration::amend, &[("field", "detected"), ("value", "2026-11-21 06:00")]);
    assert_eq!(cause::first_access(&play.state), deadline::earliest_sign(&play.state));
    assert_eq!(said(&play, cause::finding, &with(&[("first-access", "2026-11-21 07:00")])), ["C4-15"]);
    let later = play.done(cause::finding, &with(&[("first-access", "2026-11-21 04:00")]));
    let earlier = play.done(cause::finding, &with(&[]));
    let at = |text: &str| Some(crate::domain::time::Instant::parse_rfc3339(text).unwrap());
    assert_eq!(cause::first_access(&play.state), at("2026-11-21T02:58:00Z"));
    play.strike(earlier);
    assert_eq!(cause::first_access(&play.state), at("2026-11-21T04:00:00Z"));
    play.strike(later);
    assert_eq!(cause::first_access(&play.state), deadline::earliest_sign(&play.state));
}

//! For every rule of control 6 (procedures.md section 2) a record that earns no credit and says why by its id, and one that earns it.

use super::*;
use crate::domain::attention::needs;
use crate::domain::indicator::issue;
use crate::domain::lineage::artefact;
use crate::domain::play::{Decide, Play};
use crate::domain::restoration::{
    Evaluated, Restored, Scanned, Tried, evaluate, go_live, live, plan, rescan_owed, restore, scan, try_out,
};
use crate::domain::{people, proof, timeline};

type Given<'a> = [(&'a str, &'a str)];

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];
// The case begins on 2026-11-21 at 09:00; each command takes a minute.
const RESTORE: [(&str, &str); 9] = [
    ("system", "etl-02"),
    ("source-id", "veeam 2026-11-02 full"),
    ("source-at", "2026-11-02 03:00"),
    ("predates", "the key was made on 2026-11-09"),
    ("isolated", "yes"),
    ("expected-value", "sha256:AB01"),
    ("expected-from", "backup catalogue on tape"),
    ("computed", "ab01"),
    ("operator", "Rosa Nagy"),
];
const SCAN: [(&str, &str); 5] = [
    ("scan-result", "clean"),
    ("tool", "clamscan 1.4.1"),
    ("rules-at", "2026-11-21 06:00"),
    ("targets", "etl-02"),
    ("operator", "Rosa Nagy"),
];
const LIVE: [(&str, &str); 3] = [("released-by", "Jon Sato"), SHOWN[0], SHOWN[1]];

fn with<'a>(fields: &'a Given<'a>, others: &'a Given<'a>) -> Vec<(&'a str, &'a str)> {
    [fields, others].concat()
}

fn lacks(play: &Play) -> Vec<&'static str> {
    let found = control(&play.state, 6).missing;
    found.iter().map(|missing| missing.shortfall.rule.id()).filter(|rule| !rule.starts_with('P')).collect()
}

fn meets(play: &Play, record: RecordId) -> bool {
    control(&play.state, 6).records.contains(&record)
}

/// Does a command that starts when the play is and ends a minute later.
fn timed(play: &mut Play, decide: Decide, fields: &Given<'_>) -> (RecordId, Vec<&'static str>) {
    let start = play.now.rfc3339_at(0);
    play.run(decide, &[&[("started", start.as_str())][..], fields].concat())
}

fn marked() -> Play {
    let mut play = Play::new();
    play.done(issue, &[("set", "marks"), ("add", "198.51.100.7, /etc/cron.d/.x")]);
    play
}

/// A case in which a system was restored well, and not yet scanned.
fn restored() -> (Play, RecordId) {
    let mut play = marked();
    let (id, rules) = timed(&mut play, restore, &RESTORE);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    assert_eq!(lacks(&play), ["C6-14", "C6-16"]);
    (play, id)
}

#[test]
fn a_source_predates_the_first_access_and_is_whole() {
    let mut play = marked();
    assert_eq!(lacks(&play), ["C6-18"]);
    for (others, rule) in [
        (&[("source-at", "2026-11-21 08:59")][..], ""),
        (&[("source-at", "2026-11-21 09:30")], "C6-01"),
        (
            &[("source-at", "2026-11-21 09:30"), ("not-older", "no other is left"), ("accepted-by", "Ada Morel")],
            "C6-01",
        ),
        (&[("source-id", "")], "C6-11"),
        (&[("source-at", "")], "C6-11"),
        (&[("predates", "")], "C6-11"),
        (&[("started", "")], "C6-11"),
        (&[("isolated", "no")], "C6-10"),
        (&[("isolated", "")], "C6-10"),
        (&[("expected-from", "")], "C6-08"),
        (&[("computed", "")], "C6-08"),
        (&[("computed", "ab02")], "C6-09"),
        (&[("started", "2026-11-21 23:00")], "C6-13"),
    ] {
        let (id, rules) = timed(&mut play, restore, &with(&RESTORE, others));
        let wanted: Vec<&str> = if rule.is_empty() { vec![] } else { vec![rule] };
        assert_eq!((rules, meets(&play, id)), (wanted, rule.is_empty()), "{others:?}");
        assert!(rule.is_empty() || lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        play.strike(id);
    }
    let (id, _) = timed(&mut play, restore, &RESTORE);
    let logless = Restored { log: None, ..play.state.restoration.item(id).unwrap().restored.clone() };
    play.strike(id);
    let id = play.fact(logless);
    assert!(lacks(&play).contains(&"C6-11") && !meets(&play, id), "no log");
}

#[test]
fn an_earlier_sign_takes_a_source_its_credit_and_the_risk_owner_accepts_it_for_all_to_see() {
    let (mut play, id) = restored();
    let early = [("text", "key used from abroad"), ("at", "2026-11-01 10:00")];
    play.done(timeline::log, &early);
    assert!(lacks(&play).contains(&"C6-01") && !meets(&play, id), "{:?}", lacks(&play));
    play.done(people::assign, &[("role", "siro"), ("person", "Lena Brandt")]);
    let accepted = [("not-older", "no older one is left"), ("accepted-by", "Lena Brandt")];
    play.strike(id);
    let (id, rules) = timed(&mut play, restore, &with(&RESTORE, &accepted));
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    assert!(control(&play.state, 6).overrides.iter().any(|accepted| accepted.what.id == "override-not-older"));
    play.done(people::relieve, &[("role", "siro")]);
    assert!(meets(&play, id), "who was the risk owner then has accepted it");
}

#[test]
fn a_clean_scan_for_this_incidents_indicators_lies_between_restore_and_release() {
    let (mut play, id) = restored();
    assert_eq!(play.waits("need-scan"), 1);
    for (others, rule) in [
        (&[("started", "2026-11-21 09:00")][..], "C6-03"),
        (&[("scan-result", "not-finished")], "C6-05"),
        (&[("scan-result", "found")], "C6-05"),
        (&[("scan-result", "found"), ("disposition", "removed")], "C6-05"),
        (&[("tool", "")], "C6-12"),
        (&[("rules-at", "")], "C6-12"),
        (&[("targets", "")], "C6-12"),
        (&[("started", "")], "C6-12"),
        (&[("targets", "etl-01")], "C6-17"),
        (&[("started", "2026-11-21 23:00")], "C6-13"),
    ] {
        let (scanned, rules) = timed(&mut play, scan, &with(&SCAN, others));
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!meets(&play, scanned) && lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        let dirty = others == [("scan-result", "found")] || others.len() == 2;
        assert_eq!(play.waits("need-not-clean"), usize::from(dirty), "{others:?}");
        play.strike(scanned);
    }
    let kept = [("scan-result", "found"), ("disposition", "/tmp/.x is ours"), ("disposed-by", "Lena Brandt")];
    let (found, rules) = timed(&mut play, scan, &with(&SCAN, &kept));
    assert_eq!((rules, meets(&play, found)), (vec![], true));
    assert!(control(&play.state, 6).overrides.iter().any(|accepted| accepted.what.id == "override-not-clean"));
    play.strike(found);
    let (scanned, rules) = timed(&mut play, scan, &SCAN);
    assert_eq!((rules, meets(&play, scanned), lacks(&play)), (vec![], true, vec!["C6-16"]));
    assert_eq!((play.waits("need-scan"), play.waits("need-go-live"), live(&play.state).len()), (0, 1, 0));
    let (released, rules) = play.run(go_live, &LIVE);
    assert_eq!((rules, meets(&play, released), lacks(&play)), (vec![], true, vec![]));
    assert_eq!(live(&play.state), [(released, "etl-02".to_owned(), play.now)]);
    assert!(meets(&play, id) && play.waits("need-go-live") == 0);
    play.strike(scanned);
    assert!(live(&play.state).is_empty() && lacks(&play).contains(&"C6-14"));
}

#[test]
fn a_scan_without_indicators_looked_for_nothing() {
    let mut play = Play::new();
    timed(&mut play, restore, &RESTORE);
    assert_eq!(timed(&mut play, scan, &SCAN).1, ["C6-04"], "the case has no set");
    let set = play.done(issue, &[("set", "marks"), ("add", "198.51.100.7")]);
    let (scanned, rules) = timed(&mut play, scan, &SCAN);
    assert_eq!((rules, meets(&play, scanned)), (vec![], true));
    let log = play.state.restoration.items[0].scans.last().unwrap().1.clone();
    play.strike(scanned);
    play.fact(Scanned { log: None, ..log });
    assert!(lacks(&play).contains(&"C6-12"), "no log");
    play.done(issue, &[("remove", "198.51.100.7")]);
    assert_eq!(timed(&mut play, scan, &SCAN).1, ["C6-04"], "a version that holds nothing");
    play.done(issue, &[("add", "evil.example"), ("at", "2026-11-21 23:00")]);
    assert!(timed(&mut play, scan, &SCAN).1.contains(&"C6-20"), "known only later");
    play.strike(set);
}

#[test]
fn who_releases_is_another_person_and_nothing_goes_live_unscanned() {
    let (mut play, _) = restored();
    let (early, rules) = play.run(go_live, &LIVE);
    assert_eq!((rules, meets(&play, early), play.waits("need-scan-live")), (vec!["C6-14"], false, 1));
    let (late, rules) = timed(&mut play, scan, &SCAN);
    assert_eq!(rules, ["C6-02"], "recorded, and it does not count");
    assert!(lacks(&play).contains(&"C6-02") && meets(&play, late) && live(&play.state).is_empty());
    for (others, rule) in [
        (&[("released-by", "Rosa Nagy")][..], "C6-06"),
        (&[("released-by", "A Stranger")], "T-04"),
        (&[("presence", "none")], "T-04"),
    ] {
        let (released, rules) = play.run(go_live, &with(&LIVE, others));
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!meets(&play, released) && lacks(&play).contains(&rule), "{:?}", lacks(&play));
        play.strike(released);
    }
    let before = with(&LIVE, &[("at", "2026-11-21 09:00"), ("late-reason", "paper")]);
    assert!(play.run(go_live, &before).1.contains(&"C6-15"));
    let (released, rules) = play.run(go_live, &LIVE);
    assert_eq!((rules, meets(&play, released), lacks(&play)), (vec![], true, vec![]), "released anew after the scan");
}

#[test]
fn a_new_indicator_takes_the_control_back_until_it_was_looked_for() {
    let (mut play, _) = restored();
    timed(&mut play, scan, &SCAN);
    play.done(go_live, &LIVE);
    assert_eq!((lacks(&play), rescan_owed(&play.state)), (vec![], vec![]));
    play.done(issue, &[("remove", "/etc/cron.d/.x")]);
    assert_eq!(lacks(&play), Vec::<&str>::new(), "what is taken back asks for no scan");
    let version = play.done(issue, &[("add", "evil.example")]);
    assert_eq!((lacks(&play), play.waits("need-rescan")), (vec!["C6-19"], 1));
    assert_eq!(control(&play.state, 6).standing, Standing::Partly);
    assert_eq!((rescan_owed(&play.state)[0].missing, live(&play.state).len()), (1, 1), "it is live all the same");
    assert_eq!(timed(&mut play, scan, &with(&SCAN, &[("set", "marks v1")])).1, Vec::<&str>::new());
    assert_eq!(lacks(&play), ["C6-19"], "that version did not hold it");
    let other = play.done(issue, &[("set", "supplier"), ("add", "/opt/agent/.z")]);
    timed(&mut play, scan, &with(&SCAN, &[("set", "marks")]));
    assert_eq!((lacks(&play), rescan_owed(&play.state)[0].missing), (vec!["C6-19"], 1), "another set is open");
    timed(&mut play, scan, &with(&SCAN, &[("set", "supplier")]));
    assert_eq!((lacks(&play), play.waits("need-rescan")), (vec![], 0));
    play.strike(version);
    play.strike(other);
    assert_eq!(lacks(&play), Vec::<&str>::new());
    let act = needs(&play.state, play.now);
    assert!(act.iter().all(|need| need.what.id != "need-rescan"));
}

const WEIGHTS: &str = "000000000000000000000000000000000000000000000000000000000000ab01";
const MODEL: [(&str, &str); 4] =
    [("system", "ranker-7"), ("restored", "model"), ("from-kind", "checkpoint"), ("computed", WEIGHTS)];
const RUN: [(&str, &str); 5] = [
    ("results", "accuracy = 0.931, trigger-rate = 0"),
    ("model-digest", WEIGHTS),
    ("seed", "20261121"),
    ("decoding", "temperature 0"),
    ("operator", "Jon Sato"),
];

/// A case in which a model was restored from a checkpoint and scanned.
fn model() -> Play {
    let mut play = marked();
    play.done(issue, &[("set", "triggers"), ("add", "trigger:|zeta|")]);
    play.give(&[("file", "ranker-7.safetensors", 0xab01)]);
    let whole = [("version", "7"), ("lies", "registry"), ("owner", "Rosa Nagy"), ("origin", "set-9 v3, run 12")];
    let (_, rules) =
        play.run(artefact, &[&whole[..], &[("artefact", "ranker-7"), ("artefact-kind", "model")]].concat());
    assert_eq!(rules, Vec::<&str>::new());
    play.give(&[]);
    let fields = [&RESTORE[..], &MODEL, &[("lineage", "ranker-7"), ("expected-value", WEIGHTS)]].concat();
    let (id, rules) = timed(&mut play, restore, &fields);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
    for set in ["marks", "triggers"] {
        let more = [("targets", "ranker-7"), ("set", set)];
        assert_eq!(timed(&mut play, scan, &with(&SCAN, &more)).1, Vec::<&str>::new());
    }
    assert_eq!(lacks(&play), ["C6-21", "C6-27", "C6-27", "C6-16"]);
    play
}

#[test]
fn a_model_is_measured_against_thresholds_that_stood_in_the_journal_before() {
    let mut play = model();
    assert_eq!(timed(&mut play, evaluate, &RUN).1, ["C6-22"]);
    let started = play.now.rfc3339_at(0);
    let limits = [("suite", "ranker-eval 4.2"), ("thresholds", "accuracy >= 0.92, trigger-rate <= 0.001")];
    let set = play.done(plan, &limits);
    assert_eq!(play.run(evaluate, &[&RUN[..], &[("started", &started)]].concat()).1, ["C6-07"], "begun before");
    assert!(lacks(&play).contains(&"C6-07"));
    play.now = play.now.plus_minutes(1);
    for (others, rule) in [
        (&[("results", "accuracy = 0.919, trigger-rate = 0")][..], "C6-23"),
        (&[("results", "accuracy = 0.95")], "C6-23"),
        (&[("model-digest", "ab02")], "C6-24"),
        (&[("model-digest", "")], "C6-26"),
        (&[("seed", "")], "C6-26"),
        (&[("decoding", "")], "C6-26"),
        (&[("started", "")], "C6-26"),
        (&[("operator", "Rosa Nagy")], "C6-25"),
        (&[("started", "2026-11-21 23:00")], "C6-13"),
    ] {
        let (run, rules) = timed(&mut play, evaluate, &with(&RUN, others));
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!meets(&play, run) && lacks(&play).contains(&rule), "{others:?}: {:?}", lacks(&play));
        play.strike(run);
    }
    play.done(people::assign, &[("role", "ml_lead"), ("person", "Jon Sato")]);
    assert_eq!(timed(&mut play, evaluate, &RUN).1, ["C6-25"], "who leads the models");
    play.done(people::relieve, &[("role", "ml_lead")]);
    let (run, rules) = timed(&mut play, evaluate, &RUN);
    assert_eq!((rules, meets(&play, run), meets(&play, set)), (vec![], true, true));
    assert_eq!(lacks(&play), ["C6-27", "C6-27", "C6-16"]);
    // The same run, recorded ahead of the thresholds that it names, whatever its own time says.
    let kept = play.state.restoration.items[0].evaluations.last().unwrap().1.clone();
    play.strike(run);
    let mut later = kept.clone();
    later.started.as_mut().unwrap().at = play.now.plus_hours(1);
    later.ended.at = play.now.plus_hours(2);
    let ahead = play.fact(Evaluated { plan: None, ..later.clone() });
    play.strike(ahead);
    let named = RecordId { seq: ahead.seq + 3, ..ahead };
    let ahead = play.fact(Evaluated { plan: Some(named), ..later });
    assert_eq!(play.done(plan, &limits), named);
    assert!(lacks(&play).contains(&"C6-07"), "{:?}", lacks(&play));
    play.strike(ahead);
    play.fact(Evaluated { plan: Some(RecordId { seq: 999, ..set }), ..kept.clone() });
    assert!(lacks(&play).contains(&"C6-22"), "thresholds that are not in the journal");
    play.fact(Evaluated { output: None, ..kept });
    assert!(lacks(&play).contains(&"C6-26"));
    for wrong in ["accuracy", "accuracy ~ 1"] {
        let refused = play.decide(plan, &[("suite", "x"), ("thresholds", wrong)]).unwrap_err();
        assert_eq!(refused.rule.id(), "I-37");
    }
    play.strike(set);
    assert!(lacks(&play).contains(&"C6-22"), "struck thresholds are none");
}

#[test]
fn canaries_and_triggers_are_put_to_a_model_before_it_goes_live() {
    let mut play = model();
    play.done(plan, &[("suite", "ranker-eval 4.2"), ("thresholds", "accuracy >= 0.92")]);
    play.now = play.now.plus_minutes(1);
    timed(&mut play, evaluate, &RUN);
    let run = [("model-digest", WEIGHTS), ("runs", "200"), ("failed", "0"), ("operator", "Jon Sato")];
    let canary = with(&run, &[("trial", "canary")]);
    let trigger = with(&run, &[("trial", "trigger"), ("set", "triggers")]);
    for (others, rule) in [
        (&[("failed", "1")][..], "C6-28"),
        (&[("failed", "")], "C6-26"),
        (&[("runs", "0")], "C6-26"),
        (&[("model-digest", "ab02")], "C6-24"),
        (&[("operator", "Rosa Nagy")], "C6-25"),
        (&[("at", "2026-11-21 09:00"), ("late-reason", "paper")], "C6-13"),
    ] {
        let (tried, rules) = play.run(try_out, &with(&canary, others));
        assert_eq!(rules, [rule], "{others:?}");
        assert!(!meets(&play, tried) && lacks(&play).contains(&rule), "{:?}", lacks(&play));
        play.strike(tried);
    }
    let (canaries, rules) = play.run(try_out, &canary);
    assert_eq!((rules, meets(&play, canaries), lacks(&play)), (vec![], true, vec!["C6-27", "C6-16"]));
    play.done(issue, &[("set", "none left"), ("add", "trigger:x")]);
    play.done(issue, &[("set", "none left"), ("remove", "trigger:x")]);
    assert_eq!(play.run(try_out, &with(&trigger, &[("set", "none left")])).1, ["C6-26"], "no trigger is known");
    let (tried, rules) = play.run(try_out, &trigger);
    assert_eq!((rules, meets(&play, tried), lacks(&play)), (vec![], true, vec!["C6-16"]));
    play.done(go_live, &LIVE);
    assert_eq!((lacks(&play), live(&play.state).len()), (vec![], 1));
    let kept: Tried = play.state.restoration.items[0].trials.last().unwrap().1.clone();
    play.strike(tried);
    play.fact(Tried { output: None, ..kept });
    assert!(lacks(&play).contains(&"C6-26") && live(&play.state).is_empty());
}

#[test]
fn a_model_names_what_it_descends_from() {
    let mut play = marked();
    let (id, rules) =
        timed(&mut play, restore, &with(&RESTORE, &[&MODEL[..], &[("expected-value", WEIGHTS)]].concat()));
    assert_eq!(rules, ["C6-29"]);
    assert!(meets(&play, id) && lacks(&play).contains(&"C6-29"));
}

#[test]
fn what_counts_proves_its_step() {
    let (mut play, id) = restored();
    let (scanned, _) = timed(&mut play, scan, &SCAN);
    let proves = |play: &Play, kind: &'static str, record: RecordId| {
        let label = play.state.label(record);
        let decision = play.decide(proof::attach, &[("step", "G-10"), ("kind", kind), ("record", &label)]).unwrap();
        !crate::domain::play::rules(&decision.shortfalls).contains(&"P-01")
    };
    assert!(
        proves(&play, "restore_log", id) && proves(&play, "integrity_check", id) && proves(&play, "scan_log", scanned)
    );
    assert!(!proves(&play, "scan_log", id) && !proves(&play, "restore_log", scanned));
    play.strike(scanned);
    assert!(!proves(&play, "scan_log", scanned));
    for kind in ["restore_log", "integrity_check", "scan_log"] {
        assert_eq!(
            proof::state_of(&play.state, "G-10"),
            Some(if kind == "restore_log" { proof::StepState::Open } else { proof::StepState::InHand })
        );
        play.done(proof::attach, &[("step", "G-10"), ("kind", kind)]);
    }
    assert_eq!(proof::state_of(&play.state, "G-10"), Some(proof::StepState::Proved));
}

#[test]
fn the_log_of_a_restore_or_of_a_removal_is_no_log_of_a_scan() {
    let mut play = marked();
    play.give(&[("file", "restore.log", 0xbeef)]);
    timed(&mut play, restore, &RESTORE);
    let (id, rules) = timed(&mut play, scan, &SCAN);
    assert_eq!((rules, meets(&play, id)), (vec!["C6-34"], false));
    assert!(lacks(&play).contains(&"C6-34"));
    play.strike(id);
    play.give(&[("file", "rm.log", 0xbeee)]);
    let line = play.done(crate::domain::eradication::eradicate, &[("verb", "deleted"), ("object", "/etc/cron.d/.x")]);
    let (id, rules) = timed(&mut play, scan, &SCAN);
    assert_eq!((rules, meets(&play, id)), (vec!["C6-34"], false));
    play.strike(id);
    play.strike(line);
    let (id, rules) = timed(&mut play, scan, &SCAN);
    assert_eq!((rules, meets(&play, id)), (vec![], true));
}

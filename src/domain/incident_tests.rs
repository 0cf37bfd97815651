use super::*;
use crate::domain::attention::needs;
use crate::domain::play::{Play, rules};
use crate::domain::proof::{StepState, state_of, verification_shortfalls};
use crate::domain::{callout, declaration, exhibit, people, procedure, proof, timeline};
use crate::library::vocabulary::Vocabulary;

/// The first step whose proofs anybody can bring.
fn step(play: &Play) -> (String, Vec<String>) {
    let step = &play.state.work.steps.iter().find(|merged| merged.step.proof.len() >= 2).unwrap().step;
    (step.id.clone(), step.proof.clone())
}

const SHOWN: [(&str, &str); 3] = [("presence", "wet-ink"), ("presence-ref", "slip 1"), ("place", "line 1")];

#[test]
fn a_name_in_other_letters_or_with_one_more_blank_is_no_second_person() {
    let mut play = Play::bare();
    let first = play.done(people::add, &[("name", "Ida Said"), ("phone", "+49 30 1234567")]);
    let who = |play: &Play, id: crate::domain::id::RecordId| play.state.people.resolve(&id.to_string());
    for (name, phone) in [
        ("Ida  Said", ""),
        ("IDA SAID", ""),
        ("Id\u{430} S\u{430}id", ""),
        ("Ida\u{200b} Sa\u{131}d", ""),
        ("Ing. Moor", "0049 (30) 123 45 67"),
        ("Ing. Moor", "+49-30-1234567"),
    ] {
        let (id, rules) = play.run(people::add, &[("name", name), ("phone", phone)]);
        assert_eq!(rules, ["C1-16"], "{name}");
        let (one, two) = (who(&play, first), who(&play, id));
        assert!(play.state.people.may_be_same(&two, &one), "{name}");
        assert!(play.state.people.may_be_same(&one, &two), "{name}");
        play.strike(id);
    }
    let (other, rules) = play.run(people::add, &[("name", "Ida Sand"), ("phone", "+49 30 1234568")]);
    assert_eq!(rules, [""; 0]);
    assert!(!play.state.people.may_be_same(&who(&play, other), &who(&play, first)));
    let (_, rules) = play.run(people::add, &[("name", "Ida  Sand"), ("phone", "+49 30 1234569")]);
    assert_eq!(rules, ["C1-16"]);
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ida Sand")]);
    let (_, rules) = play.run(people::assign, &[("role", "siro"), ("person", "Ida  Sand")]);
    assert!(rules.contains(&"C1-06"), "{rules:?}");
}

#[test]
fn a_verification_made_too_early_never_becomes_one() {
    let mut play = Play::new();
    let (step, kinds) = step(&play);
    let verify = [&[("step", step.as_str()), ("person", "Jon Sato")][..], &SHOWN].concat();
    let (first, rest) = kinds.split_first().unwrap();
    play.done(proof::attach, &[("step", &step), ("kind", first)]);
    let (early, rules_then) = play.run(proof::verify, &verify);
    assert!(rules_then.contains(&"P-07"), "{rules_then:?}");
    for kind in rest {
        play.done(proof::attach, &[("step", &step), ("kind", kind)]);
    }
    assert_eq!(state_of(&play.state, &step), Some(StepState::Proved));
    let (_, made) = &play.state.proofs.verified[&step][0];
    assert_eq!(rules(&verification_shortfalls(&play.state, Some(early), made)), ["P-07"]);
    let (_, now) = play.run(proof::verify, &verify);
    assert_eq!((now, state_of(&play.state, &step)), (vec![], Some(StepState::Verified)));
}

#[test]
fn a_cited_proof_earns_credit_itself() {
    let mut play = Play::new();
    let (step, kinds) = step(&play);
    let vocabulary = Vocabulary::of_rules();
    let odd = vocabulary.proof.ids().find(|id| {
        let attached = play.decide(proof::attach, &[("step", &step), ("kind", id)]).unwrap();
        rules(&attached.shortfalls).contains(&"P-02")
    });
    let odd = play.done(proof::attach, &[("step", &step), ("kind", odd.unwrap())]).seq.to_string();
    for kind in &kinds {
        play.done(proof::attach, &[("step", &step), ("kind", kind)]);
    }
    let verify = [&[("step", step.as_str()), ("person", "Jon Sato")][..], &SHOWN].concat();
    let (_, cited) = play.run(proof::verify, &[&verify[..], &[("record", &odd)]].concat());
    assert_eq!((cited, state_of(&play.state, &step)), (vec!["P-01"], Some(StepState::Proved)));
}

#[test]
fn only_the_siro_ratifies() {
    let mut play = Play::new();
    for role in ["irt_lead", "siro"] {
        play.done(people::assign, &[("role", role), ("person", "Ada Morel")]);
    }
    let conflicts = play.state.people.conflicts(Vocabulary::of_rules());
    assert!(!conflicts.is_empty());
    let standing = |play: &Play| play.state.conflict_standing(&conflicts[0]);
    let (_, by_other) = play.run(people::ratify, &[("statement", "Small team"), ("by", "Jon Sato")]);
    assert_eq!((by_other, standing(&play)), (vec!["C1-09"], ConflictStanding::Open));
    let siro = play.done(people::ratify, &[("statement", "Small team"), ("by", "Ada Morel")]);
    assert_eq!(standing(&play), ConflictStanding::Ratified);
    play.strike(siro);
    assert_eq!((standing(&play), play.waits("need-conflict")), (ConflictStanding::Open, conflicts.len()));
}

#[test]
fn a_solo_statement_covers_its_person_until_the_first_relief() {
    let mut play = Play::new();
    let solo = play.done(declaration::solo, &[("statement", "Night"), ("person", "Ada Morel")]);
    let assign = |play: &mut Play, role: &str, who: &str| {
        play.run(people::assign, &[("role", role), ("person", who)]).1.contains(&"C1-06")
    };
    assert!(!assign(&mut play, "irt_lead", "Ada Morel") && !assign(&mut play, "siro", "Ada Morel"));
    assert_eq!(play.waits("need-conflict"), 0);
    assert!(!assign(&mut play, "evidence_custodian", "Jon Sato"));
    assert!(assign(&mut play, "evidence_verifier", "Jon Sato"), "another person's conflict");
    assert_eq!(play.waits("need-conflict"), 1);
    let strike = play.strike(solo);
    assert_eq!(play.waits("need-conflict"), 2);
    play.strike(strike);
    assert_eq!(play.waits("need-conflict"), 1, "a strike that is struck strikes nothing");
    play.done(people::assign, &[("role", "scribe"), ("person", "Ada Morel")]);
    let relief = play.done(people::relieve, &[("role", "scribe")]);
    assert_eq!(play.waits("need-conflict"), 2);
    play.strike(relief);
    assert_eq!(play.waits("need-conflict"), 1);
}

#[test]
fn what_is_struck_leaves_its_line_and_nothing_else() {
    let mut play = Play::new();
    let ids = [
        play.done(people::assign, &[("role", "dpo"), ("person", "Rosa Nagy")]),
        play.done(people::assign, &[("role", "dpo"), ("person", "Jon Sato")]),
        play.done(people::relieve, &[("role", "dpo")]),
    ];
    let holder = |play: &Play| play.state.people.holders.get("dpo").map(|held| held.assigned.person.name.clone());
    assert_eq!(holder(&play), None);
    play.strike(ids[2]);
    assert_eq!(holder(&play).as_deref(), Some("Jon Sato"));
    play.strike(ids[1]);
    assert_eq!(holder(&play).as_deref(), Some("Rosa Nagy"));
    let before = play.state.case.declared.clone().unwrap();
    let amended = play.done(declaration::amend, &[("field", "severity"), ("value", "sev1")]);
    let ended = play.done(declaration::end, &[("how", "stood-down"), ("reason", "x"), ("decider", "Ada Morel")]);
    assert!(needs(&play.state, play.now).is_empty());
    play.strike(ended);
    play.strike(amended);
    assert_eq!(play.state.case.declared.as_ref(), Some(&before));
    assert!(!needs(&play.state, play.now).is_empty());
    for id in [ids[1], ids[2], amended, ended] {
        assert!(play.state.timeline.line(id).is_some(), "{id} is not readable");
        assert!(play.state.struck(id), "{id} is not struck");
    }
    let base = play.state.work.steps.clone();
    play.done(procedure::choose, &[("procedure", "ransomware")]);
    assert!(play.state.work.steps != base);
    play.strike(play.state.work.chosen.last().unwrap().0);
    assert!(play.state.work.steps == base);
}

#[test]
fn a_struck_correction_gives_the_old_line_back() {
    let mut play = Play::new();
    let line = play.done(timeline::log, &[("text", "Key used"), ("at", "-2h")]);
    let name = line.seq.to_string();
    let correct = [("record", name.as_str()), ("text", "Key abused"), ("reason", "word")];
    let first = play.done(timeline::correct, &correct);
    let second = play.done(timeline::correct, &correct);
    let superseded = |play: &Play| play.state.timeline.line(line).unwrap().superseded_by;
    assert_eq!(superseded(&play), Some(second));
    play.strike(second);
    assert_eq!(superseded(&play), Some(first));
    play.strike(first);
    assert_eq!(superseded(&play), None);
    assert!(play.state.timeline.standing.iter().any(|(_, id)| *id == line));
    let judged = play.done(timeline::judge, &[("record", &name), ("status", "refuted")]);
    play.strike(judged);
    assert_eq!(play.state.timeline.line(line).unwrap().status(), "suspected");
}

#[test]
fn a_corrected_entry_keeps_its_roles_and_comes_back_when_the_correction_is_struck() {
    let mut play = Play::new();
    let zoe = play.done(people::add, &[("name", "Zoe Wrng"), ("phone", "+49 30 1"), ("phone2", "+49 30 2")]);
    play.done(people::assign, &[("role", "dpo"), ("person", "Zoe Wrng")]);
    let corrected = play.done(
        people::correct,
        &[("person", "Zoe Wrng"), ("reason", "misheard"), ("name", "Ida Wright"), ("phone2", "+49 30 9")],
    );
    let entry = |play: &Play| play.state.people.people.iter().find(|(id, _)| *id == zoe).unwrap().1.clone();
    let now = entry(&play);
    assert_eq!((now.name.as_str(), now.initials.as_str()), ("Ida Wright", "I.W."));
    assert_eq!(now.phones, ["+49 30 1", "+49 30 9"]);
    assert_eq!(play.state.people.holders["dpo"].assigned.person.name, "Ida Wright");
    assert!(play.state.people.names("zoe wrng"), "the address book may still use the old name");
    play.strike(corrected);
    assert_eq!((entry(&play).name.as_str(), entry(&play).phones[1].as_str()), ("Zoe Wrng", "+49 30 2"));
    assert_eq!(play.state.people.holders["dpo"].assigned.person.name, "Zoe Wrng");
    assert!(!play.state.people.names("Ida Wright"));
}

#[test]
fn two_calls_of_one_caller_at_one_instant_do_not_both_count() {
    let mut play = Play::new();
    let at = ("at", "2026-11-21T09:00:00Z");
    let first = play.done(callout::call, &[("callee", "Rosa Nagy"), at]);
    let (second, rules) = play.run(callout::call, &[("callee", "Jon Sato"), at]);
    assert_eq!(rules, ["C1-05"]);
    for call in [first, second] {
        let name = call.seq.to_string();
        let fields = [("call", name.as_str()), ("identity", "challenge"), ("words", "I take it")];
        play.done(callout::answer, &fields);
    }
    let counts = |play: &Play| play.state.callout.calls.iter().map(|c| c.shortfalls(true).len()).collect::<Vec<_>>();
    assert_eq!((counts(&play), play.waits("need-call-short")), (vec![0, 1], 1));
    play.strike(first);
    assert_eq!(counts(&play), [0, 0]);
}

#[test]
fn a_skip_carries_its_reason_for_being_late_and_a_catch_up_waits() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    let (id, _) = step(&play);
    let skip = [("step", id.as_str()), ("reason", "no such host"), ("lead", "Ada Morel"), ("at", "-2h")];
    assert_eq!(play.run(procedure::skip, &skip).1, ["T-01"]);
    let (late, rules) = play.run(procedure::skip, &[&skip[..], &[("late-reason", "hands full")]].concat());
    assert_eq!(rules, [""; 0]);
    assert_eq!(play.state.timeline.line(late).unwrap().late_reason.as_deref(), Some("hands full"));
    assert_eq!(play.waits("need-catch-up"), 0);
    let opened = play.done(declaration::catch_up, &[("reason", "paper")]);
    assert_eq!(play.waits("need-catch-up"), 1);
    play.strike(opened);
    assert_eq!(play.waits("need-catch-up"), 0);
}

#[test]
fn a_label_names_its_record_where_one_fits() {
    let mut play = Play::new();
    let own = play.done(timeline::log, &[("text", "here")]);
    play.station = StationId(0xb7 << 56);
    let there: Vec<RecordId> = (0..6).map(|_| play.done(timeline::log, &[("text", "there")])).collect();
    for id in there.iter().copied().chain([own]) {
        assert_eq!(play.state.record_named(&play.state.label(id)), Some(id));
    }
    assert_eq!(play.state.label(there[1]), "2/b7");
    assert_eq!(play.state.record_named("#2/B7"), Some(there[1]));
    assert_eq!(play.state.record_named("99/b7"), None);
    // The other laptop's strike of its own record reads here as the record is called here.
    let strike = play.strike(there[1]);
    let line = play.state.timeline.line(strike).unwrap();
    assert!(
        matches!(&line.text, crate::domain::timeline::LineText::Program(msg) if format!("{msg:?}").contains("2/b7"))
    );
    play.station = StationId((0xb7 << 56) + 1);
    play.done(timeline::log, &[("text", "third laptop")]);
    play.done(timeline::log, &[("text", "third laptop")]);
    assert_eq!(play.state.record_named("2/b7"), None, "two fit");
    assert_eq!(play.state.record_named("3/b7"), Some(there[2]));
}

#[test]
fn the_last_number_of_an_exhibit_does_not_overflow() {
    let mut play = Play::new();
    play.done(exhibit::register, &[("description", "disk")]);
    let mut last = play.state.register.exhibits[0].registered.clone();
    last.number = u32::MAX;
    play.fact(last);
    play.done(exhibit::register, &[("description", "disk")]);
    assert_eq!(play.state.register.exhibits[2].registered.number, u32::MAX);
}

//! The organisation's rules, one by one: what counts, what is recorded without counting, what is refused.

use super::*;
use crate::domain::fact::Fact;
use crate::domain::id::StationId;
use crate::domain::organisation::approvals::{Documented, Text, approve, retire};
use crate::domain::organisation::exercises::{held, plan};
use crate::domain::organisation::keys::{enrol, live, withdraw};
use crate::domain::organisation::people::{acknowledge, test_call};
use crate::domain::organisation::review::{Section, review};
use crate::domain::play::{Decide, Play, rules};
use crate::domain::procedure::{self, ProcedureFact, Standing, standing};
use crate::domain::station::ChainOpened;

const ADA: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK3/3+9v2BqnZ4ViLDlDyvQxCmhu3kmz4T2SjR7rNcD9 ada@home";
/// The point of order one: every signature fits it.
const WEAK: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7";

const SLIP: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 4, safe 2")];

type Fields = &'static [(&'static str, &'static str)];
/// Minutes from the declaration at which an approval was given and written down; whether presence was shown; whether it was retired.
type Shape = (i64, i64, bool, bool);

/// The organisation's file with the four people of a play.
fn organisation() -> Play {
    let mut play = Play::bare();
    play.fact(ChainOpened {
        case: "org".to_owned(),
        format: 1,
        program: "warroom".to_owned(),
        purpose: PURPOSE.to_owned(),
        key: String::new(),
        nonce: "0".repeat(32),
    });
    play
}

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [fields, more].concat()
}

/// An Ed25519 public key of its own for each number.
fn key(number: u8) -> String {
    let pair = ssh_key::private::Ed25519Keypair::from_seed(&[number; 32]);
    ssh_key::PublicKey::from(pair.public).to_openssh().unwrap()
}

#[test]
fn what_belongs_to_no_case_is_refused_in_one() {
    let play = Play::new();
    let commands: &[(Decide, Fields)] = &[
        (approve, &[("procedure", "ransomware"), ("by", "Ada Morel")]),
        (retire, &[("procedure", "ransomware"), ("reason", "old")]),
        (enrol, &[("person", "Ada Morel"), ("key", ADA)]),
        (withdraw, &[("key", "Ada Morel"), ("reason", "lost")]),
        (acknowledge, &[("person", "Ada Morel"), ("role", "siro")]),
        (test_call, &[("person", "Ada Morel"), ("number", "1")]),
        (plan, &[("title", "t"), ("procedure", "ransomware"), ("on", "2027-01-01")]),
        (held, &[("procedure", "ransomware")]),
    ];
    for (decide, fields) in commands {
        let refusal = play.decide(*decide, fields).unwrap_err();
        assert_eq!((refusal.rule.id(), refusal.rule.integrity()), ("I-20", true), "{fields:?}");
    }
}

#[test]
fn what_is_recorded_without_counting_says_which_rule_withholds() {
    type Case<'a> = (Decide, Vec<(&'a str, &'a str)>, &'static [&'static str]);
    let (ada, one, two) = (("person", "Ada Morel"), key(1), key(2));
    let ransomware = ("procedure", "ransomware");
    let form = [("form", "F-12"), ("witness", "Rosa Nagy")];
    let key_one = ("key", one.as_str());
    let trained = ("words", "I lead the night watch; GCIH 2025");
    let cases: &[Case<'_>] = &[
        (approve, with(&[ransomware, ("by", "Ada Morel")], &SLIP), &[]),
        (approve, vec![ransomware, ("by", "Ada Morel")], &["T-04"]),
        (approve, vec![ransomware, ("by", "Ada Morel"), ("presence", "call-back")], &["T-04"]),
        (approve, with(&[ransomware, ("by", "A Stranger")], &SLIP), &["T-04"]),
        (approve, with(&[ransomware, ("by", "Ada Morel"), ("at", "+2h")], &SLIP), &["T-02"]),
        (enrol, with(&[ada, key_one], &form), &[]),
        (enrol, vec![ada, key_one, ("witness", "Rosa Nagy")], &["O-01"]),
        (enrol, vec![ada, key_one, ("form", "F-12"), ("witness", "A.M.")], &["O-01"]),
        (enrol, with(&[("person", "Rosa Nagy"), key_one], &[("form", "F-13"), ("witness", "Jon Sato")]), &["O-02"]),
        (enrol, with(&[("person", "A Stranger"), ("key", two.as_str())], &form), &["T-04"]),
        (acknowledge, vec![ada, ("role", "irt_lead"), trained, ("until", "2027-11-21")], &[]),
        (acknowledge, vec![ada, ("role", "irt_lead"), trained, ("until", "2026-11-20")], &["O-04"]),
        (acknowledge, vec![ada, ("role", "irt_lead")], &["O-03"]),
        (acknowledge, vec![ada, ("role", "irt_lead"), trained, ("trained", "2027-01-01")], &["T-02"]),
        (test_call, vec![ada, ("number", "+49 30 1")], &[]),
        (plan, vec![ransomware, ("title", "Night drill"), ("on", "2027-03-10")], &[]),
        (held, vec![ransomware, ("participants", "A, B"), ("findings", "the second number was dead")], &[]),
        (held, vec![ransomware, ("participants", "A, B")], &["O-05"]),
        (held, vec![ransomware], &["O-05", "O-05"]),
    ];
    let mut play = organisation();
    for (decide, fields, expected) in cases {
        let (_, found) = play.run(*decide, fields);
        assert_eq!(found, *expected, "{fields:?}");
    }
}

#[test]
fn integrity_refuses_what_could_not_be_used() {
    let mut play = organisation();
    let cases: &[(Decide, Fields, &str)] = &[
        (approve, &[("procedure", "no-such"), ("by", "Ada Morel")], "I-06"),
        (approve, &[("procedure", "ransomware")], "I-01"),
        (retire, &[("procedure", "ransomware")], "I-01"),
        (retire, &[("procedure", "no-such"), ("reason", "old")], "I-06"),
        (enrol, &[("person", "Ada Morel"), ("key", "ssh-ed25519 AAAA")], "I-21"),
        (enrol, &[("person", "Ada Morel"), ("key", RSA)], "I-21"),
        (enrol, &[("person", "Ada Morel"), ("key", WEAK)], "I-21"),
        (withdraw, &[("key", "Ada Morel"), ("reason", "lost")], "I-06"),
        (acknowledge, &[("person", "Ada Morel"), ("role", "wizard")], "I-07"),
        (acknowledge, &[("person", "Ada Morel"), ("role", "siro"), ("until", "2027-02-30")], "I-04"),
        (test_call, &[("person", "A Stranger")], "I-01"),
        (plan, &[("title", "t"), ("procedure", "ransomware")], "I-01"),
        (held, &[("participants", "A")], "I-01"),
        (held, &[("record", "1")], "I-06"),
    ];
    for (decide, fields, rule) in cases {
        assert_eq!(play.decide(*decide, fields).unwrap_err().rule.id(), *rule, "{fields:?}");
    }
    let two_lines = format!("{}\n{}", key(1), key(2));
    let refused = play.decide(enrol, &[("person", "Ada Morel"), ("key", &two_lines)]).unwrap_err();
    assert_eq!(refused.rule.id(), "I-21");
    play.done(enrol, &[("person", "Ada Morel"), ("key", ADA)]);
    let enrolled = &play.state.organisation.keys.enrolled[0].enrolled;
    assert!(!enrolled.key.contains("ada@home") && enrolled.key.len() == 80, "{}", enrolled.key);
    // As ssh-keygen -l shows it.
    assert!(enrolled.fingerprint.starts_with("SHA256:") && enrolled.fingerprint.len() == 50);
}

#[test]
fn an_approval_counts_for_exactly_that_text_until_it_is_retired() {
    let mut play = organisation();
    play.done(approve, &with(&[("procedure", "ransomware, ddos"), ("by", "Ada Morel")], &SLIP));
    let approved = play.state.organisation.approvals.given[0].approved.clone();
    let text = |version: &'static str, sha256| Text { id: "ransomware", version, sha256 };
    let here = text("1.0.0", approved.sha256.as_str());
    let other = "0".repeat(64);
    let code = |play: &Play, text: &Text<'_>| play.state.organisation.approvals.documented(text).code();
    assert_eq!(code(&play, &here), "approved");
    for (changed, expected) in [
        (text("1.0.1", approved.sha256.as_str()), "other-text"),
        (text("1.0.0", other.as_str()), "other-text"),
        (Text { id: "insider", ..here }, "not-approved"),
    ] {
        assert_eq!(code(&play, &changed), expected, "{changed:?}");
        assert_eq!(play.state.organisation.approvals.of("org", &changed), [], "{changed:?}");
    }
    let frozen = play.state.organisation.approvals.of("org", &here);
    assert!(frozen.len() == 1 && frozen[0].counts() && frozen[0].by == "Ada Morel");

    let retirement = play.done(retire, &[("procedure", "ransomware"), ("reason", "superseded")]);
    assert_eq!(code(&play, &here), "retired");
    assert!(!play.state.organisation.approvals.of("org", &here)[0].counts());
    play.strike(retirement);
    assert_eq!(code(&play, &here), "approved", "a retirement that is struck ends nothing");
    play.done(retire, &[("procedure", "ransomware"), ("version", "0.9.0"), ("reason", "old")]);
    assert_eq!(code(&play, &here), "approved", "another version was retired");
    play.done(retire, &[("procedure", "ransomware"), ("version", "1.0.0"), ("reason", "old")]);
    assert_eq!(code(&play, &here), "retired");
    play.done(approve, &with(&[("procedure", "ransomware"), ("by", "Rosa Nagy")], &SLIP));
    assert!(
        matches!(play.state.organisation.approvals.documented(&here), Documented::Approved(given) if given.approved.by.name == "Rosa Nagy")
    );
}

#[test]
fn keys_count_once_and_until_withdrawn() {
    let mut play = organisation();
    let (one, two) = (key(1), key(2));
    let enrolled = |play: &mut Play, person, key: &str, witness| {
        play.done(enrol, &[("person", person), ("key", key), ("form", "F-1"), ("witness", witness)])
    };
    enrolled(&mut play, "Ada Morel", &one, "Rosa Nagy");
    enrolled(&mut play, "Jon Sato", &two, "Rosa Nagy");
    enrolled(&mut play, "Lena Brandt", &one, "Rosa Nagy");
    let names =
        |play: &Play| live(&play.state).map(|key| key.enrolled.person.name.clone()).collect::<Vec<_>>().join(", ");
    assert_eq!(names(&play), "Ada Morel, Jon Sato", "the third enrolled a key of another");
    play.done(withdraw, &[("key", "Jon Sato"), ("reason", "laptop lost")]);
    assert_eq!(names(&play), "Ada Morel");
    let fingerprint = play.state.organisation.keys.enrolled[0].enrolled.fingerprint.clone();
    play.done(withdraw, &[("key", &fingerprint), ("reason", "renewed")]);
    assert_eq!(names(&play), "");
}

#[test]
fn the_review_names_what_is_missing_or_out_of_date() {
    let mut play = organisation();
    let sha = |play: &Play, id: &str| {
        let given = &play.state.organisation.approvals.given;
        given.iter().find(|given| given.approved.procedure == id).map(|given| given.approved.sha256.clone())
    };
    let lines = |play: &Play, section: Section| -> Vec<(&'static str, bool)> {
        let sha = sha(play, "ransomware").unwrap_or_default();
        let texts = [Text { id: "ransomware", version: "1.0.0", sha256: &sha }];
        let found = review(&play.state, &texts, play.now, chrono_tz::UTC);
        found.iter().filter(|entry| entry.section == section).map(|entry| (entry.what.id, entry.fine)).collect()
    };
    assert_eq!(lines(&play, Section::Procedures), [("org-not-approved", false)]);
    assert_eq!(lines(&play, Section::Keys), [("org-no-key", false)]);
    assert_eq!(lines(&play, Section::Exercises), [("org-no-exercise", false)]);

    play.done(approve, &with(&[("procedure", "ransomware"), ("by", "Ada Morel")], &SLIP));
    assert_eq!(lines(&play, Section::Procedures), [("org-approved", true)]);
    assert_eq!(lines(&play, Section::Exercises), [("org-exercise-never", false), ("org-no-exercise", false)]);

    let planned = play.done(plan, &[("title", "Drill"), ("procedure", "ransomware"), ("on", "2026-12-10")]);
    assert_eq!(lines(&play, Section::Exercises)[0], ("org-exercise-planned", true));
    play.now = play.now.plus_hours(30 * 24);
    assert_eq!(lines(&play, Section::Exercises)[0], ("org-exercise-over", false));
    play.done(held, &[("procedure", "ransomware"), ("participants", "A, B"), ("findings", "none")]);
    assert_eq!(play.state.organisation.exercises.held[0].1.planned, Some(planned), "the only open one is meant");
    assert_eq!(lines(&play, Section::Exercises), [("org-exercise-held", true)]);
    play.now = play.now.plus_hours(366 * 24);
    assert_eq!(lines(&play, Section::Exercises)[1], ("org-exercise-old", false));

    play.done(acknowledge, &[("person", "Ada Morel"), ("role", "siro"), ("words", "yes"), ("until", "2027-12-01")]);
    assert_eq!(lines(&play, Section::People), [("org-short", false)], "no longer valid");
    play.done(acknowledge, &[("person", "Ada Morel"), ("role", "siro"), ("words", "yes"), ("until", "2029-12-01")]);
    assert_eq!(lines(&play, Section::People), [("org-role-until", true)], "the last one holds");

    play.done(crate::domain::people::add, &[("name", "Max Ort"), ("phone", "+49 30 1"), ("roles", "scribe")]);
    assert_eq!(lines(&play, Section::Numbers), [("org-numbers-open", false)]);
    assert_eq!(lines(&play, Section::People)[1], ("org-role-open", false));
    play.done(test_call, &[("person", "Max Ort"), ("rung", "not-answered")]);
    assert_eq!(lines(&play, Section::Numbers), [("org-numbers-open", false)]);
    play.done(test_call, &[("person", "Max Ort"), ("number", "+49-30-1")]);
    assert_eq!(lines(&play, Section::Numbers), [("org-numbers", true)]);
}

#[test]
fn an_exercise_without_findings_leaves_its_procedure_untested() {
    let mut play = organisation();
    let last = |play: &Play| play.state.organisation.exercises.last("ransomware", play.now);
    play.done(held, &[("procedure", "ransomware"), ("participants", "A, B")]);
    assert_eq!(last(&play), None);
    play.done(held, &[("procedure", "ransomware"), ("participants", "A, B"), ("findings", "none"), ("at", "-2h")]);
    assert_eq!(last(&play), Some(play.now.plus_hours(-2)));
    assert!(!untested(last(&play), play.now.plus_hours(364 * 24)));
    assert!(untested(last(&play), play.now.plus_hours(366 * 24)));
}

/// A procedure in use with approvals such as the organisation's file gave.
#[test]
fn a_standing_follows_from_what_was_approved_when() {
    // Declared at 09:00 in the play; given and written down in minutes from then.
    let cases: &[(&str, &[Shape], Standing)] = &[
        ("draft", &[], Standing::Unapproved),
        ("draft", &[(-60, -60, true, false)], Standing::ApprovedBefore),
        ("draft", &[(-60, -60, false, false)], Standing::Unapproved),
        ("draft", &[(-60, 5, true, false)], Standing::ApprovedAfter),
        ("draft", &[(5, 5, true, false)], Standing::ApprovedAfter),
        ("draft", &[(0, 0, true, false)], Standing::ApprovedAfter),
        ("draft", &[(-60, -60, true, true)], Standing::Retired),
        ("draft", &[(-60, -60, true, true), (-30, -30, true, false)], Standing::ApprovedBefore),
        ("draft", &[(5, 5, true, false), (-60, -60, true, false)], Standing::ApprovedBefore),
        ("approved", &[], Standing::Unapproved),
        ("retired", &[(-60, -60, true, false)], Standing::Retired),
    ];
    for (status, given, expected) in cases {
        let play = Play::new();
        let declared = play.state.case.declared_at().unwrap();
        let (_, mut chosen) = play.state.work.chosen[0].clone();
        chosen.procedure.status = (*status).to_owned();
        let template = {
            let mut file = organisation();
            file.done(approve, &with(&[("procedure", procedure::BASE), ("by", "Ada Morel")], &SLIP));
            let text = Text { id: procedure::BASE, version: &chosen.procedure.version, sha256: &chosen.sha256 };
            file.state.organisation.approvals.of("org", &text).remove(0)
        };
        for (number, (at, recorded, proven, retired)) in (1..).zip(*given) {
            let mut approval = template.clone();
            approval.at.at = declared.plus_minutes(*at);
            approval.recorded_at = declared.plus_minutes(*recorded);
            approval.proven = *proven;
            approval.retired = retired.then(|| "old".to_owned());
            approval.record.seq = number;
            chosen.approvals.push(approval);
        }
        assert_eq!(standing(&play.state, &chosen), *expected, "{status} {given:?}");
        chosen.sha256 = "0".repeat(64);
        if *status != "retired" {
            assert_eq!(standing(&play.state, &chosen), Standing::Unapproved, "an approval of another text is none");
        }
    }
}

#[test]
fn a_later_approval_reaches_the_case_and_reads_after_the_fact() {
    let mut file = organisation();
    let mut play = Play::new();
    let chosen = |play: &Play| play.state.work.chosen[0].1.clone();
    let none = play.decide(procedure::take_approval, &[("procedure", procedure::BASE)]).unwrap_err();
    assert_eq!((none.rule.id(), none.what.id), ("I-06", "no-approval"));
    let unused = play.decide(procedure::take_approval, &[("procedure", "ransomware")]).unwrap_err();
    assert_eq!((unused.rule.id(), unused.what.id), ("I-06", "i-06-missing"));

    file.now = play.now.plus_minutes(3);
    file.done(approve, &with(&[("procedure", procedure::BASE), ("by", "Ada Morel")], &SLIP));
    let text_of = chosen(&play);
    let text = Text { id: procedure::BASE, version: &text_of.procedure.version, sha256: &text_of.sha256 };
    play.approvals(file.state.organisation.approvals.of("org", &text));
    let (record, short) = play.run(procedure::take_approval, &[("procedure", procedure::BASE)]);
    assert_eq!(short, ["P-20"]);
    assert_eq!(standing(&play.state, &chosen(&play)), Standing::ApprovedAfter);
    assert!(play.decide(procedure::take_approval, &[("procedure", procedure::BASE)]).is_err(), "the case has it");
    play.strike(record);
    assert_eq!(standing(&play.state, &chosen(&play)), Standing::Unapproved);
    assert_eq!(procedure::approval(&play.state, &chosen(&play)), None);
}

#[test]
fn approvals_are_frozen_with_the_choice_and_old_choices_still_read() {
    let mut file = organisation();
    file.now = file.now.plus_hours(-48);
    file.done(approve, &with(&[("procedure", "ransomware"), ("by", "Ada Morel")], &SLIP));
    let given = file.state.organisation.approvals.given[0].approved.clone();
    let text = Text { id: "ransomware", version: &given.version, sha256: &given.sha256 };
    let mut play = Play::new();
    let unapproved = play.decide(procedure::choose, &[("procedure", "insider")]).unwrap();
    assert_eq!(rules(&unapproved.shortfalls), ["P-20"]);
    play.approvals(file.state.organisation.approvals.of("org", &text));
    let (_, short) = play.run(procedure::choose, &[("procedure", "ransomware")]);
    assert_eq!(short, [""; 0], "approved before the declaration");
    // What the organisation's file says afterwards changes nothing in the case.
    play.approvals(Vec::new());
    let chosen = play.state.work.chosen.last().unwrap().1.clone();
    assert_eq!(standing(&play.state, &chosen), Standing::ApprovedBefore);

    let chosen_id = chosen.procedure.id.clone();
    let fact = Fact::from(procedure::Chosen { approvals: Vec::new(), ..chosen });
    let raw = fact.to_raw().unwrap().get().to_owned();
    assert!(!raw.contains("approvals"), "as older versions wrote it");
    assert_eq!(chosen_id, "ransomware");
    assert!(matches!(
        Fact::parse("procedure.chosen", &raw),
        Fact::Procedure(ProcedureFact::Chosen(read)) if read.approvals.is_empty()
    ));
}

#[test]
fn what_is_dated_ahead_has_not_happened() {
    let mut play = organisation();
    let lines = |play: &Play| -> Vec<(&'static str, bool)> {
        let found = review(&play.state, &[], play.now, chrono_tz::UTC);
        let about = |section| matches!(section, Section::Numbers | Section::Exercises);
        found.iter().filter(|entry| about(entry.section)).map(|entry| (entry.what.id, entry.fine)).collect()
    };
    play.done(crate::domain::people::add, &[("name", "Max Ort"), ("phone", "+49 30 1")]);
    let ahead = ("at", "2027-06-01 09:00");
    play.done(test_call, &[("person", "Max Ort"), ahead]);
    let exercise = [("procedure", "ransomware"), ("participants", "A, B"), ("findings", "none")];
    play.done(held, &with(&exercise, &[ahead]));
    let organisation = &play.state.organisation;
    assert_eq!(organisation.exercises.last("ransomware", play.now), None);
    assert_eq!(organisation.competence.answered("+49 30 1", play.now), None);
    let listed = lines(&play);
    assert_eq!(listed, [("org-numbers-open", false), ("org-call-ahead", false), ("org-exercise-ahead", false)]);
    play.now = play.now.plus_hours(300 * 24);
    assert_eq!(lines(&play), [("org-numbers", true), ("org-exercise-held", true)], "once the day has come");
}

#[test]
fn words_without_a_digit_are_no_number() {
    let mut play = organisation();
    play.done(crate::domain::people::add, &[("name", "Max Ort"), ("phone", "n/a")]);
    play.done(test_call, &[("person", "Ada Morel"), ("number", "tbd")]);
    assert_eq!(play.state.organisation.competence.answered("n/a", play.now), None);
    assert_eq!(play.state.organisation.competence.answered("tbd", play.now), None);
}

#[test]
fn an_added_step_behaves_like_any_other() {
    let mut play = Play::new();
    let fields = [
        ("title", "Ask the landlord for the door log"),
        ("control", "3"),
        ("role", "evidence_custodian"),
        ("proofs", "log_export, decision"),
        ("needs", "g-03"),
    ];
    let record = play.done(procedure::add_step, &fields);
    let merged = play.state.work.step("x-01").unwrap().clone();
    assert_eq!((merged.procedure.as_str(), merged.step.control, merged.step.minutes), ("added", 3, 62));
    assert_eq!(merged.step.needs, ["G-03"]);
    assert_eq!(crate::domain::proof::missing(&play.state, "X-01"), ["log_export", "decision"]);
    let (_, short) = play.run(crate::domain::proof::attach, &[("step", "X-01"), ("kind", "log_export")]);
    assert_eq!(short, ["P-09"], "G-03 comes first");
    play.done(crate::domain::proof::attach, &[("step", "X-01"), ("kind", "decision")]);
    let state = crate::domain::proof::state_of(&play.state, "X-01");
    assert_eq!(state, Some(crate::domain::proof::StepState::Proved));

    // A scenario that drops a base step it needs gives it the steps in its place.
    play.done(procedure::add_step, &with(&fields[..4], &[("needs", "G-05"), ("minutes", "15"), ("phase", "recovery")]));
    let step = &play.state.work.step("X-02").unwrap().step;
    assert_eq!((step.minutes, step.first15, step.phase.as_str()), (15, true, "recovery"));
    play.done(procedure::choose, &[("procedure", "ransomware")]);
    assert!(play.state.work.step("G-05").is_none());
    let needs = &play.state.work.step("X-02").unwrap().step.needs;
    assert!(!needs.is_empty() && needs.iter().all(|need| play.state.work.step(need).is_some()), "{needs:?}");

    // Struck, it is gone from the checklist; its number is not given again.
    play.strike(record);
    assert!(play.state.work.step("X-01").is_none());
    play.done(procedure::add_step, &fields[..4]);
    assert!(play.state.work.step("X-03").is_some());
    for (without, rule) in [("title", "I-01"), ("control", "I-01"), ("role", "I-01"), ("proofs", "I-22")] {
        let fields: Vec<_> = fields.iter().filter(|(name, _)| *name != without).copied().collect();
        assert_eq!(play.decide(procedure::add_step, &fields).unwrap_err().rule.id(), rule, "{without}");
    }
    for (wrong, rule) in [(("proofs", "hunch"), "I-07"), (("needs", "Z-99"), "I-06"), (("minutes", "soon"), "I-06")] {
        assert_eq!(
            play.decide(procedure::add_step, &with(&fields, &[wrong])).unwrap_err().rule.id(),
            rule,
            "{wrong:?}"
        );
    }
}

#[test]
fn another_laptop_numbers_its_steps_apart() {
    let mut play = Play::new();
    let second = StationId(0xb7 << 56);
    play.station = second;
    play.fact(ChainOpened {
        case: "c".to_owned(),
        format: 1,
        program: "warroom".to_owned(),
        purpose: "incident".to_owned(),
        key: String::new(),
        nonce: String::new(),
    });
    play.state.station = second;
    let fields = [("title", "t"), ("control", "2"), ("role", "scribe"), ("proofs", "decision")];
    let decision = play.decide(procedure::add_step, &fields).unwrap();
    let Some(Fact::Procedure(ProcedureFact::Added(added))) = decision.facts.first() else { panic!("no step") };
    assert_eq!(added.step.id, "X-b7-01");
}

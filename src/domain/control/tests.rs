//! For every rule of controls 1 to 3 (procedures.md section 2) a record that earns no credit and says why by its id, and one that earns it.

use super::*;
use crate::domain::exhibit::{self, Hashed};
use crate::domain::play::{Decide, Play};
use crate::domain::{callout, containment, custody, people, procedure, proof, volatile, watch};

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1, safe 2")];

fn of(state: &Incident, id: u8) -> Control {
    control(state, id)
}

fn lacks(state: &Incident, id: u8) -> Vec<&'static str> {
    of(state, id).missing.iter().map(|missing| missing.shortfall.rule.id()).collect()
}

/// What a command would say, without recording it.
fn said(play: &Play, decide: Decide, fields: &[(&str, &str)]) -> Vec<&'static str> {
    crate::domain::play::rules(&play.decide(decide, fields).unwrap().shortfalls)
}

fn called(play: &mut Play, who: &str, more: &[(&str, &str)]) -> Vec<&'static str> {
    play.done(callout::call, &[("callee", who)]);
    play.now = play.now.plus_minutes(1);
    let fields = [&[("call", who)], more].concat();
    let rules = said(play, callout::answer, &fields);
    play.done(callout::answer, &fields);
    rules
}

#[test]
fn control_1_asks_for_a_voice_an_identity_and_the_words() {
    let heard = [("identity", "challenge"), ("words", "I am containment lead")];
    for (more, rule) in [
        (vec![("words", "yes")], "C1-01"),
        (vec![("identity", "voice-only"), ("words", "yes")], "C1-01"),
        (vec![("identity", "challenge")], "C1-04"),
        (vec![heard[0], heard[1], ("at", "2026-11-21 08:00"), ("late-reason", "paper")], "C1-02"),
    ] {
        let mut play = Play::new();
        play.done(people::assign, &[("role", "containment_lead"), ("person", "Jon Sato")]);
        let rules = called(&mut play, "Jon Sato", &more);
        assert!(rules.contains(&rule), "{more:?}: {rules:?}");
        assert!(lacks(&play.state, 1).contains(&rule), "{more:?}: {:?}", lacks(&play.state, 1));
        // A second call, as it should be, earns it.
        assert_eq!(called(&mut play, "Jon Sato", &heard), Vec::<&str>::new());
        assert!(!lacks(&play.state, 1).contains(&rule));
    }
    let mut play = Play::new();
    assert_eq!(said(&play, callout::call, &[("callee", "Jon Sato"), ("channel", "e-mail")]), ["C1-03"]);
    let at = [("at", "2026-11-21 09:00")];
    play.done(callout::call, &[("callee", "Jon Sato"), at[0]]);
    assert!(said(&play, callout::call, &[("callee", "Rosa Nagy"), at[0]]).contains(&"C1-05"));
    let explained = [("callee", "Rosa Nagy"), at[0], ("late-reason", "the paper log gives one time for both")];
    assert_eq!(said(&play, callout::call, &explained), Vec::<&str>::new());
    assert!(said(&play, callout::call, &[("callee", "Rosa Nagy"), ("at", "2026-11-21 13:00")]).contains(&"T-02"));
}

#[test]
fn detection_precedes_the_declaration() {
    let mut play = Play::new();
    let detected = |play: &mut Play, at: &str| {
        play.done(crate::domain::declaration::amend, &[("field", "detected"), ("value", at)]);
        lacks(&play.state, 1).contains(&"C1-07")
    };
    assert!(detected(&mut play, "2026-11-21 12:00"));
    assert!(!detected(&mut play, "2026-11-21 07:00"));
}

#[test]
fn control_1_is_met_when_every_role_is_heard_or_vacant() {
    let mut play = Play::new();
    let found = of(&play.state, 1);
    assert_eq!(found.standing, Standing::Partly, "the declaration alone");
    assert!(lacks(&play.state, 1).contains(&"C1-11"));
    let roles: Vec<String> =
        play.state.work.chosen.iter().flat_map(|(_, chosen)| chosen.procedure.roles.clone()).collect();
    for role in &roles {
        let (who, rest) = match role.as_str() {
            "irt_lead" => ("Ada Morel", true),
            "technical_lead" => ("Rosa Nagy", true),
            "siro" => ("Jon Sato", true),
            _ => ("", false),
        };
        if rest {
            play.done(people::assign, &[("role", role), ("person", who)]);
            // Who declared the incident and leads has heard of it.
            assert_eq!(lacks(&play.state, 1).contains(&"C1-12"), role != "irt_lead", "{role}");
            called(&mut play, who, &[("identity", "call-back"), ("words", "taken")]);
        } else {
            play.done(people::vacant, &[("role", role)]);
            assert!(lacks(&play.state, 1).contains(&"C1-08"));
            play.done(people::vacant, &[("role", role), ("reason", "nobody within reach")]);
        }
    }
    let left: Vec<&str> = lacks(&play.state, 1).into_iter().filter(|rule| rule.starts_with("C1")).collect();
    assert_eq!(left, Vec::<&str>::new());
    assert_eq!(lacks(&play.state, 1)[0], "P-20", "nobody approved the procedure");
    // Two roles that conflict: missing until the SIRO accepts it, and then an override for ever.
    play.done(people::assign, &[("role", "evidence_verifier"), ("person", "Rosa Nagy")]);
    assert!(lacks(&play.state, 1).contains(&"C1-06"));
    play.done(people::ratify, &[("statement", "small team"), ("by", "Jon Sato")]);
    assert!(!lacks(&play.state, 1).contains(&"C1-06"));
    assert!(of(&play.state, 1).overrides.iter().any(|accepted| accepted.what.id == "override-conflict"));
}

#[test]
fn one_call_gives_every_role_that_was_held_by_then_and_no_later_one() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "deputy"), ("person", "Jon Sato")]);
    play.done(people::assign, &[("role", "scribe"), ("person", "Jon Sato")]);
    called(&mut play, "Jon Sato", &[("identity", "challenge"), ("words", "deputy and scribe")]);
    play.done(people::assign, &[("role", "comms_lead"), ("person", "Jon Sato")]);
    let turns = crate::domain::call_order::turns(&play.state, play.now);
    let settled = |role: &str| turns.iter().find(|turn| turn.role == role).unwrap().settled();
    assert!(settled("deputy") && settled("scribe") && !settled("comms_lead"));
    assert!(turns.iter().position(|turn| turn.role == "deputy") < turns.iter().position(|turn| turn.role == "scribe"));
}

#[test]
fn command_passes_by_a_read_back_and_not_by_a_mere_assignment() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel"), ("deputy", "Jon Sato")]);
    assert!(!lacks(&play.state, 1).contains(&"C1-13"));
    assert_eq!(said(&play, watch::hand_over, &[("to", "Lena Brandt")]), ["C1-13", "T-04"]);
    let told = [("to", "Lena Brandt"), ("read-back", "two open tests, GDPR runs"), SHOWN[0], SHOWN[1]];
    let (handed, rules) = play.run(watch::hand_over, &told);
    assert_eq!(rules, Vec::<&str>::new());
    let holder = &play.state.people.holders["irt_lead"].assigned;
    assert_eq!(
        (holder.person.name.as_str(), holder.deputy.as_ref().unwrap().name.as_str()),
        ("Lena Brandt", "Jon Sato")
    );
    assert!(of(&play.state, 1).records.contains(&handed));
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Rosa Nagy")]);
    assert!(lacks(&play.state, 1).contains(&"C1-13"), "taken without a word");
}

const CHANGE: [(&str, &str); 4] =
    [("asset", "fw01"), ("authority", "Ada Morel"), ("rollback", "no rule 118"), ("blast-radius", "guest network")];

#[test]
fn control_2_asks_for_artefacts_of_a_change_in_the_window() {
    let mut play = Play::new();
    assert!(lacks(&play.state, 2).contains(&"C2-09"));
    assert_eq!(said(&play, containment::contain, &CHANGE), ["C2-02"], "done, and nothing shows it");
    play.give(&[("after", "containment-policy.PDF", 1)]);
    assert_eq!(said(&play, containment::contain, &CHANGE), ["C2-01"]);
    play.give(&[("before", "fw01-before.txt", 1), ("after", "fw01-after.txt", 1)]);
    assert_eq!(said(&play, containment::contain, &CHANGE), ["C2-03"]);
    play.give(&[("before", "fw01-before.txt", 1), ("after", "fw01-after.txt", 2)]);
    assert_eq!(said(&play, containment::contain, &CHANGE[..1]), ["C2-07", "C2-07", "C2-07"]);
    let early = [&CHANGE[..], &[("at", "2026-11-01 10:00"), ("late-reason", "found in the log")]].concat();
    assert_eq!(said(&play, containment::contain, &early), ["C2-04"]);
    let explained = [&early[..], &[("window-reason", "blocked in an earlier case")]].concat();
    assert_eq!(said(&play, containment::contain, &explained), Vec::<&str>::new());

    let fields = [&CHANGE[..], &[("step", "G-05"), ("operator", "Rosa Nagy")]].concat();
    let (_, rules) = play.run(containment::contain, &fields);
    assert_eq!(rules, Vec::<&str>::new());
    assert_eq!(proof::state_of(&play.state, "G-05"), Some(proof::StepState::Proved), "its files prove the step");
    play.give(&[]);
    assert_eq!(play.waits("need-outside-test"), 1);
    assert!(lacks(&play.state, 2).contains(&"C2-06"));
    let test = [("result", "holds"), ("from-where", "guest wifi"), ("method", "nmap -p445"), SHOWN[0], SHOWN[1]];
    let by = |who: &'static str, more: &[(&'static str, &'static str)]| [&test[..], &[("tester", who)], more].concat();
    assert_eq!(said(&play, containment::test, &by("Rosa Nagy", &[])), ["C2-05"], "who made the change");
    assert_eq!(said(&play, containment::test, &by("A Stranger", &[])), ["T-04"]);
    let (open, rules) = play.run(containment::test, &by("Jon Sato", &[("result", "open")]));
    assert_eq!((rules, play.waits("need-not-held")), (vec!["C2-08"], 1));
    assert!(!of(&play.state, 2).records.contains(&open));
    let (held, rules) = play.run(containment::test, &by("Jon Sato", &[]));
    assert_eq!((rules, play.waits("need-not-held")), (vec![], 0), "the last test says how it stands");
    assert!(of(&play.state, 2).records.contains(&held));
    let left: Vec<&str> = lacks(&play.state, 2).into_iter().filter(|rule| rule.starts_with("C2")).collect();
    assert_eq!(left, Vec::<&str>::new());
}

fn hashed(play: &mut Play, digest: char, size: u64) {
    let exhibit = play.state.register.exhibits.last().unwrap().id;
    let (started, path) = (play.now, "/m/a".to_owned());
    let sha256 = digest.to_string().repeat(64);
    play.fact(Hashed {
        exhibit,
        sha256,
        size,
        zero_blocks: 0,
        path,
        started,
        took_ms: 1,
        recheck: false,
        reading: Default::default(),
    });
}

#[test]
fn control_3_asks_for_every_source_in_order_with_a_computed_digest() {
    let mut play = Play::bare();
    play.done(procedure::choose, &[("procedure", "ransomware")]);
    assert!(lacks(&play.state, 3).contains(&"C3-09") && lacks(&play.state, 3).contains(&"C3-13"));
    play.done(exhibit::register, &[("description", "event logs"), ("collected-by", "Rosa Nagy")]);
    assert_eq!(said(&play, volatile::capture, &[("source", "3"), ("exhibit", "E-001")]), ["C3-01", "C3-12"]);
    hashed(&mut play, 'a', 9);
    let watched = [("source", "3"), ("exhibit", "E-001"), ("second", "Jon Sato"), SHOWN[0], SHOWN[1]];
    let with = |more: &[(&'static str, &'static str)]| [&watched[..], more].concat();
    assert_eq!(said(&play, volatile::capture, &with(&[])), ["C3-12"], "memory goes first");
    assert!(said(&play, volatile::capture, &with(&[("second", "Rosa Nagy")])).contains(&"C3-15"));
    assert!(said(&play, volatile::capture, &with(&[("presence", "none")])).contains(&"T-04"));
    let backwards = with(&[("started", "2026-11-21 09:30"), ("at", "2026-11-21 09:00")]);
    assert!(said(&play, volatile::capture, &backwards).contains(&"C3-14"));

    assert_eq!(said(&play, volatile::reboot, &[("asset", "db01")]), ["C3-11"]);
    play.done(volatile::reboot, &[("asset", "db01"), ("reason", "crashed")]);
    assert!(of(&play.state, 3).overrides.iter().any(|accepted| accepted.what.id == "override-rebooted"));
    let (_, rules) = play.run(volatile::give_up, &[("source", "1"), ("reason", "host was restarted")]);
    assert_eq!(rules, ["C3-10"]);
    assert!(lacks(&play.state, 3).contains(&"C3-10"));
    for source in ["1", "2"] {
        let why = [("source", source), ("reason", "host was restarted"), ("accepted-by", "Ada Morel")];
        assert_eq!(play.run(volatile::give_up, &why).1, Vec::<&str>::new());
    }
    assert_eq!(said(&play, volatile::capture, &with(&[])), Vec::<&str>::new());
    assert_eq!(said(&play, volatile::reboot, &[("asset", "db01")]), Vec::<&str>::new());
    let captured = play.done(volatile::capture, &with(&[]));
    assert!(of(&play.state, 3).records.contains(&captured));
    assert_eq!(play.waits("need-source"), 1, "the next one waits");
}

#[test]
fn control_3_asks_for_exhibits_that_are_whole() {
    let mut play = Play::new();
    play.done(exhibit::register, &[("description", "disk"), ("collected-by", "Ada Morel")]);
    assert!(lacks(&play.state, 3).contains(&"C3-01"), "a time of collection and no file");
    hashed(&mut play, 'a', 9);
    let whole = |play: &Play| {
        let exhibit = play.state.register.exhibits[0].id;
        of(&play.state, 3).records.contains(&exhibit)
    };
    assert!(whole(&play));
    hashed(&mut play, 'b', 9);
    assert!(lacks(&play.state, 3).contains(&"C3-07") && !whole(&play));

    let mut play = Play::new();
    play.done(exhibit::register, &[("description", "empty")]);
    let exhibit = play.state.register.exhibits[0].id;
    let (started, path) = (play.now, String::new());
    let sha256 = exhibit::NOTHING.to_owned();
    play.fact(Hashed {
        exhibit,
        sha256,
        size: 0,
        zero_blocks: 0,
        path,
        started,
        took_ms: 1,
        recheck: false,
        reading: Default::default(),
    });
    assert!(lacks(&play.state, 3).contains(&"C3-02"));

    let mut play = Play::new();
    for _ in 0..2 {
        play.done(exhibit::register, &[("description", "twice")]);
        hashed(&mut play, 'a', 9);
    }
    assert!(lacks(&play.state, 3).contains(&"C3-03"));
    let copy = [("description", "copy"), ("relation", "forensic-copy"), ("parent", "E-001")];
    play.strike(play.state.register.exhibits[1].id);
    play.done(exhibit::register, &copy);
    hashed(&mut play, 'a', 9);
    assert!(!lacks(&play.state, 3).contains(&"C3-03"), "a copy that says so");

    play.done(custody::release, &[("exhibit", "E-001"), ("to", "Jon Sato"), SHOWN[0], SHOWN[1]]);
    assert!(lacks(&play.state, 3).contains(&"C3-05"));
    assert!(
        said(&play, custody::accept, &[("exhibit", "E-001"), ("to", "Ada Morel"), SHOWN[0], SHOWN[1]])
            .contains(&"C3-08")
    );
    play.done(custody::accept, &[("exhibit", "E-001"), SHOWN[0], SHOWN[1]]);
    assert!(!lacks(&play.state, 3).contains(&"C3-05"));
    play.done(custody::record, &[("exhibit", "E-001"), ("event", "stored"), ("from", "Rosa Nagy")]);
    assert!(lacks(&play.state, 3).contains(&"C3-04"));
    play.done(custody::record, &[("exhibit", "E-001"), ("event", "gap-explained"), ("note", "passed on in the lift")]);
    assert!(!lacks(&play.state, 3).contains(&"C3-04"));
    assert!(of(&play.state, 3).overrides.iter().any(|accepted| accepted.what.id == "override-gap"));
    play.done(custody::record, &[("exhibit", "E-001"), ("event", "seal-opened"), ("seal-removed", "00417")]);
    assert!(lacks(&play.state, 3).contains(&"C3-06"));
}

#[test]
fn a_thing_needs_no_digest() {
    let mut play = Play::new();
    play.done(exhibit::register, &[("description", "phone"), ("exhibit-kind", "physical-device")]);
    let exhibit = play.state.register.exhibits[0].id;
    assert!(of(&play.state, 3).records.contains(&exhibit));
}

#[test]
fn a_memo_needs_another_reviewer_and_is_never_met() {
    let mut play = Play::new();
    assert_eq!(of(&play.state, 6).standing, Standing::NotMet);
    let memo = [("control", "6"), ("text", "nothing was taken out of service")];
    let by = |who: &'static str| [&memo[..], &[("reviewer", who), SHOWN[0], SHOWN[1]]].concat();
    let (_, rules) = play.run(not_applicable, &by("Ada Morel"));
    assert_eq!(rules, ["P-12"]);
    assert_eq!(of(&play.state, 6).standing, Standing::Partly);
    let filed = play.done(not_applicable, &by("Jon Sato"));
    assert_eq!(of(&play.state, 6).standing, Standing::Memo);
    play.strike(filed);
    assert_ne!(of(&play.state, 6).standing, Standing::Memo);
    for wrong in ["0", "11", "two"] {
        assert!(play.decide(not_applicable, &[("control", wrong), ("text", "x"), ("reviewer", "Jon Sato")]).is_err());
    }
}

#[test]
fn a_step_left_out_keeps_its_control_partly_met_for_ever() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    let skip = [("step", "G-07"), ("reason", "cause known from the supplier"), ("lead", "Ada Morel")];
    play.done(procedure::skip, &skip);
    let found = of(&play.state, 4);
    assert_eq!(found.overrides.len(), 1);
    assert_ne!(found.standing, Standing::Met);
    let without = [("step", "G-08")];
    play.done(procedure::skip, &without);
    assert!(lacks(&play.state, 5).contains(&"P-08"));
}

#[test]
fn phases_follow_from_records() {
    use crate::domain::phase::phases;
    let mut play = Play::new();
    assert!(phases(&play.state).iter().all(|phase| phase.started.is_none()));
    play.done(procedure::take, &[("step", "G-05")]);
    let found = phases(&play.state);
    let containment = found.iter().find(|phase| phase.id == "containment").unwrap();
    assert_eq!(containment.started, Some(play.now));
    assert!(containment.ended.is_none() && containment.open == containment.steps);
    play.now = play.now.plus_minutes(30);
    assert_eq!(containment.elapsed(play.now), Some(30 * 60_000));
    assert!(found.iter().filter(|phase| phase.id != "containment").all(|phase| phase.started.is_none()));
}

fn proved_by(play: &mut Play, operator: &str) {
    play.done(proof::attach, &[("step", "G-05"), ("kind", "config_diff"), ("operator", operator)]);
}

fn verified(play: &mut Play, who: &str) -> Option<proof::StepState> {
    play.done(proof::verify, &[("step", "G-05"), ("person", who), ("place", "line 1"), SHOWN[0], SHOWN[1]]);
    proof::state_of(&play.state, "G-05")
}

#[test]
fn two_people_count_as_two_only_where_the_records_show_it() {
    let verified_by = |operator: &str, prepare: &dyn Fn(&mut Play), who: &str| {
        let mut play = Play::new();
        proved_by(&mut play, operator);
        prepare(&mut play);
        verified(&mut play, who)
    };
    let nothing = |_: &mut Play| {};
    assert_eq!(verified_by("Rosa Nagy", &nothing, "Jon Sato"), Some(proof::StepState::Verified));
    assert_eq!(verified_by("A Contractor", &nothing, "Jon Sato"), Some(proof::StepState::Verified));
    let again = |play: &mut Play| {
        let second = play.done(people::add, &[("name", "Rosa Nagy")]);
        play.done(people::correct, &[("person", "Jon Sato"), ("name", "Jon Sato-Hart"), ("reason", "married")]);
        assert_ne!(second, play.state.people.resolve("Rosa Nagy").person.unwrap());
    };
    let proved = Some(proof::StepState::Proved);
    for (operator, prepare, who) in [
        ("Rosa Nagy", &again as &dyn Fn(&mut Play), "00000000-not-there"),
        ("jon sato", &nothing, "Jon Sato"),
        ("J.S.", &nothing, "Jon Sato"),
        ("(not named)", &nothing, "Jon Sato"),
        ("jon (login)", &nothing, "Jon Sato"),
    ] {
        assert_eq!(verified_by(operator, prepare, who), proved, "{operator} {who}");
    }
    // Another entry of the same name, and a name typed before it became an entry that was corrected since.
    let mut play = Play::new();
    proved_by(&mut play, "Rosa Nagy");
    let second = play.done(people::add, &[("name", "Rosa Nagy")]).to_string();
    assert_eq!(verified(&mut play, &second), proved);
    let mut play = Play::new();
    proved_by(&mut play, "Lee Wong");
    play.done(people::add, &[("name", "Lee Wong")]);
    play.done(people::correct, &[("person", "Lee Wong"), ("name", "Lee Hart"), ("reason", "married")]);
    assert_eq!(verified(&mut play, "Lee Hart"), proved);
    // Somebody struck from the roster shows no presence.
    let mut play = Play::new();
    proved_by(&mut play, "Rosa Nagy");
    let ghost = play.done(people::add, &[("name", "Ghost")]);
    assert_eq!(verified(&mut play, "Ghost"), Some(proof::StepState::Verified));
    play.strike(ghost);
    assert_eq!(proof::state_of(&play.state, "G-05"), proved);
}

#[test]
fn what_lies_in_the_future_has_not_happened() {
    let mut play = Play::new();
    play.done(proof::attach, &[("step", "G-05"), ("kind", "config_diff"), ("at", "2031-01-01 10:00")]);
    assert_eq!(proof::state_of(&play.state, "G-05"), Some(proof::StepState::InHand));
    let mut play = Play::new();
    proved_by(&mut play, "Rosa Nagy");
    let fields =
        [("step", "G-05"), ("person", "Jon Sato"), ("place", "1"), SHOWN[0], SHOWN[1], ("at", "2031-01-01 10:00")];
    play.done(proof::verify, &fields);
    assert_eq!(proof::state_of(&play.state, "G-05"), Some(proof::StepState::Proved));
    let mut play = Play::new();
    play.done(people::assign, &[("role", "scribe"), ("person", "Jon Sato")]);
    play.done(callout::call, &[("callee", "Jon Sato"), ("caller", "Jon Sato")]);
    play.done(callout::answer, &[("call", "Jon Sato"), ("identity", "challenge"), ("words", "scribe")]);
    assert!(lacks(&play.state, 1).contains(&"C1-15"), "{:?}", lacks(&play.state, 1));
}

#[test]
fn a_test_comes_after_the_change_and_the_last_one_made_decides() {
    let mut play = Play::new();
    play.give(&[("after", "fw01-after.txt", 2)]);
    let done = play.done(containment::contain, &[&CHANGE[..], &[("operator", "Rosa Nagy"), ("step", "G-05")]].concat());
    play.give(&[]);
    let test = |result: &'static str, at: &'static str| {
        let by = [("tester", "Jon Sato"), ("from-where", "wifi"), ("method", "nmap"), SHOWN[0], SHOWN[1]];
        [&by[..], &[("result", result), ("at", at), ("late-reason", "paper")]].concat()
    };
    play.done(containment::test, &test("holds", "-2h"));
    assert!(lacks(&play.state, 2).contains(&"C2-10"));
    play.now = play.now.plus_minutes(20);
    play.done(containment::test, &test("open", "-2m"));
    play.done(containment::test, &test("holds", "-8m"));
    assert!(lacks(&play.state, 2).contains(&"C2-08"), "it was open last, whenever that was written");
    assert_eq!(proof::state_of(&play.state, "G-05"), Some(proof::StepState::Proved));
    play.strike(done);
    assert_eq!(proof::state_of(&play.state, "G-05"), Some(proof::StepState::Open), "its proofs fall with it");
}

#[test]
fn command_leaves_no_gap_and_an_assignment_can_be_made_good() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Ada Morel")]);
    play.done(people::relieve, &[("role", "irt_lead")]);
    play.done(people::assign, &[("role", "irt_lead"), ("person", "Jon Sato")]);
    assert!(lacks(&play.state, 1).contains(&"C1-13"), "relieved first, and taken all the same");
    let told = [("to", "Jon Sato"), ("read-back", "two tests open"), SHOWN[0], SHOWN[1]];
    assert_eq!(play.run(watch::hand_over, &told).1, Vec::<&str>::new());
    assert!(!lacks(&play.state, 1).contains(&"C1-13"), "the read-back came later");
    let nobody = [&told[1..], &[("to", "Rosa Nagy"), ("from", "Nobody")]].concat();
    assert_eq!(said(&play, watch::hand_over, &nobody), ["C1-13"]);
    assert!(play.decide(watch::hand_over, &[("to", "Rosa Nagy"), ("role", "first violin")]).is_err());
    play.done(people::assign, &[("role", "siro"), ("person", "Lena Brandt")]);
    let siro = [&told[1..], &[("to", "Lena Brandt")]].concat();
    assert_eq!(said(&play, watch::hand_over, &siro), ["C1-06"], "the risk owner does not lead");
    play.done(people::vacant, &[("role", "irt_lead"), ("reason", "asleep")]);
    assert!(lacks(&play.state, 1).contains(&"C1-14"));
    play.done(people::vacant, &[("role", "scribe"), ("reason", "nobody there")]);
    assert!(of(&play.state, 1).overrides.iter().any(|accepted| accepted.what.id == "override-vacant"));
}

//! For the rules of control 7 (procedures.md section 2) a record that gives no credit and says why, and one that gives it.

use super::*;
use crate::domain::play::Play;
use crate::domain::{briefing, decision_log, message, people, proof, timeline, watch};

fn lacks(play: &Play) -> Vec<&'static str> {
    let missing = control(&play.state, 7).missing;
    missing.iter().map(|missing| missing.shortfall.rule.id()).filter(|rule| rule.starts_with("C7")).collect()
}

fn standing(play: &Play, trap: &str) -> Option<bool> {
    traps::traps(&play.state, play.now).into_iter().find(|known| known.id == trap).unwrap().avoided
}

#[test]
fn control_7_is_met_by_a_briefing_with_minutes_and_messages_by_name() {
    let mut play = Play::new();
    assert_eq!((lacks(&play), standing(&play, "everyone")), (vec!["C7-09", "C7-10"], None));
    play.done(watch::roll_call, &[("present", "Ada Morel, Jon Sato"), ("next", "+30m")]);
    let poor = play.done(decision_log::decide, &[("question", "Cut it?"), ("choice", "yes")]);
    assert_eq!(lacks(&play), ["C7-09", "C7-10", "C7-20", "C7-20", "C7-20", "C7-21"]);
    let label = play.state.label(poor);
    let whole = [
        ("question", "Cut it?"),
        ("choice", "yes"),
        ("options", "yes; no"),
        ("reason", "on it"),
        ("decider", "Ada Morel"),
        ("objected", "nobody"),
        ("replaces", label.as_str()),
    ];
    let decided = play.done(decision_log::decide, &whole);
    assert_eq!(lacks(&play), ["C7-09", "C7-10"], "a whole decision stands in the place of the poor one");
    let minutes = [("agenda", "state"), ("assumed", "more hosts"), ("actions", "none"), ("decisions", "none")];
    let held = play.done(briefing::hold, &minutes);
    assert_eq!(lacks(&play), ["C7-09"]);
    let everyone = [
        ("recipients", "everyone"),
        ("tlp", "AMBER"),
        ("channel", "mail"),
        ("assumed", "an attack"),
        ("approved-by", "Ada Morel"),
    ];
    let sent = play.done(message::send, &everyone);
    assert_eq!((lacks(&play), standing(&play, "everyone")), (vec!["C7-01"], Some(false)));
    play.strike(sent);
    let entry = play.done(
        message::enter,
        &[("persons", "Lena Brandt"), ("function", "head of payroll"), ("need", "stops the run")],
    );
    let told = play.done(message::send, &[&everyone[1..], &[("recipients", "Lena Brandt")]].concat());
    assert_eq!((lacks(&play), standing(&play, "everyone")), (vec![], Some(true)));
    let found = control(&play.state, 7);
    for record in [decided, held, entry, told, play.state.watch.rolls[0].0] {
        assert!(found.records.contains(&record), "{record:?}");
    }
    assert!(!found.records.contains(&poor) && !found.records.contains(&sent));
    assert_eq!(play.waits("need-briefing"), 0);
}

#[test]
fn what_was_accepted_stays_visible() {
    let mut play = Play::new();
    let names: Vec<String> = (1..=13).map(|number| format!("Reader {number}")).collect();
    let names = names.join(", ");
    play.done(message::enter, &[("persons", &names), ("function", "site manager"), ("need", "runs a plant")]);
    let fields = [
        ("recipients", names.as_str()),
        ("tlp", "AMBER"),
        ("channel", "phone"),
        ("assumed", "stop the line"),
        ("approved-by", "Ada Morel"),
        ("many-reason", "each runs a plant"),
    ];
    play.done(message::send, &fields);
    let accepted = control(&play.state, 7).overrides;
    assert!(accepted.iter().any(|accepted| accepted.what.id == "override-many-recipients"), "{accepted:?}");
}

#[test]
fn steps_are_proved_by_records_that_count_and_by_no_mere_words() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "comms_lead"), ("person", "Jon Sato")]);
    let words = play.done(timeline::log, &[("text", "We briefed everybody")]);
    let words = play.state.label(words);
    let words = play.state.record_named(&words).unwrap();
    let proof = |play: &mut Play, kind: &str, record: RecordId| {
        let at =
            crate::domain::time::When::now(&crate::domain::time::TypingContext { now: play.now, zone: chrono_tz::UTC });
        let attached = proof::Attached {
            step: "G-11".to_owned(),
            kind: kind.to_owned(),
            source: proof::Source::Record(record),
            before: None,
            note: String::new(),
            operator: Author::default(),
            at,
            late_reason: None,
        };
        let rules = crate::domain::play::rules(&proof::proof_shortfalls(&play.state, None, &attached));
        play.fact(attached);
        rules
    };
    for kind in ["briefing_minutes", "restricted_message"] {
        assert_eq!(proof(&mut play, kind, words), ["P-01"], "{kind}");
    }
    play.done(watch::roll_call, &[("present", "Ada Morel"), ("next", "+30m")]);
    let minutes = [("agenda", "state"), ("assumed", "more hosts"), ("actions", "none")];
    let held = play.done(briefing::hold, &minutes);
    let told = play.done(
        message::send,
        &[
            ("recipients", "Jon Sato"),
            ("tlp", "AMBER"),
            ("channel", "phone"),
            ("assumed", "more hosts"),
            ("approved-by", "Ada Morel"),
        ],
    );
    for (kind, record) in [("briefing_minutes", held), ("restricted_message", told)] {
        assert_eq!(proof(&mut play, kind, record), [""; 0], "{kind}");
    }
    assert_eq!(proof::state_of(&play.state, "G-11"), Some(proof::StepState::Proved));
    play.strike(told);
    assert_eq!(proof::state_of(&play.state, "G-11"), Some(proof::StepState::InHand));
}

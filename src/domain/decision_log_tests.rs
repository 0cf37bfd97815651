use super::*;
use crate::domain::people;
use crate::domain::play::Play;

const BARE: [(&str, &str); 2] = [("question", "Cut the VPN?"), ("choice", "cut it")];
const WHOLE: [(&str, &str); 6] = [
    BARE[0],
    BARE[1],
    ("options", "cut it; wait until 04:00"),
    ("reason", "the actor is on it"),
    ("decider", "Ada Morel"),
    ("objected", "nobody"),
];

fn but<'a>(field: &str, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut all: Vec<(&str, &str)> = WHOLE.iter().filter(|(known, _)| *known != field).copied().collect();
    all.push((WHOLE.iter().find(|(known, _)| *known == field).map_or("review", |(known, _)| *known), text));
    all
}

#[test]
fn a_decision_says_what_else_there_was_why_and_who_objected() {
    let mut play = Play::new();
    let (bare, rules) = play.run(decide, &BARE);
    assert_eq!(rules, ["C7-20", "C7-20", "C7-20", "C7-21"]);
    for (field, text, rules) in [
        ("reason", "", &["C7-20"][..]),
        ("decider", "", &["C7-20"]),
        ("objected", "", &["C7-20"]),
        ("options", "", &["C7-21"]),
        ("options", "Cut it", &["C7-21"]),
        ("objected", "Rosa Nagy: the ward is on it", &[]),
        ("objected", "Rosa Nagy", &["C7-22"]),
        ("objected", ": too early", &["C7-22"]),
        ("objected", "Rosa Nagy: too early\nJon Sato", &["C7-22"]),
    ] {
        assert_eq!(play.run(decide, &but(field, text)).1, rules, "{field}={text}");
    }
    let (whole, rules) = play.run(decide, &WHOLE);
    assert_eq!((rules, play.state.decisions.counts(&play.state, whole)), (vec![], true));
    assert!(!play.state.decisions.counts(&play.state, bare));
    let numbered = play.done(decide, &but("choice", "2"));
    assert_eq!(play.state.decisions.decision(numbered).unwrap().choice, "wait until 04:00");
    let ahead = play.run(decide, &[&WHOLE[..], &[("at", "+3h")]].concat());
    assert!(ahead.1.contains(&"T-02") && !play.state.decisions.counts(&play.state, ahead.0));
    play.strike(whole);
    assert!(!play.state.decisions.counts(&play.state, whole));
    assert_eq!(play.state.decisions.stands(&play.state, whole), Standing::Struck);
}

#[test]
fn objections_name_people_of_the_roster() {
    let mut play = Play::new();
    play.done(people::assign, &[("role", "siro"), ("person", "Rosa Nagy")]);
    let id = play.done(decide, &but("objected", "Rosa Nagy: costs\nA Stranger: risky: very"));
    let objections = play.state.decisions.decision(id).unwrap().objections.clone().unwrap();
    assert!(objections[0].who.person.is_some() && objections[1].who.person.is_none());
    assert_eq!((objections[1].who.name.as_str(), objections[1].why.as_str()), ("A Stranger", "risky: very"));
}

#[test]
fn a_review_time_rings_until_somebody_looks_and_says_why() {
    let mut play = Play::new();
    let id = play.done(decide, &[&WHOLE[..], &[("review", "+2h")]].concat());
    let named = play.state.label(id);
    assert_eq!(play.waits("need-decision-review"), 0);
    play.now = play.now.plus_hours(2);
    assert_eq!(play.waits("need-decision-review"), 1);
    let need = crate::domain::attention::needs(&play.state, play.now);
    let need = need.iter().find(|need| need.what.id == "need-decision-review").unwrap();
    assert!(need.rings && need.ring.as_ref().unwrap().starts_with("decision:"));
    assert_eq!(need.act.as_ref().unwrap().1.get("decision"), Some(named.as_str()));
    assert_eq!(play.run(review, &[("decision", &named)]).1, ["C7-23"]);
    assert_eq!(play.waits("need-decision-review"), 1, "a bare tick settles nothing");
    // Nobody names the decision: it is the one that is due.
    let again = play.done(review, &[("reason", "still on it"), ("review", "+1h")]);
    assert_eq!(play.waits("need-decision-review"), 0);
    play.now = play.now.plus_hours(1);
    assert_eq!(play.waits("need-decision-review"), 1, "and rings again at the next time");
    let gone = play.done(review, &[("reason", "VPN is gone"), ("decision-outcome", "lapsed")]);
    assert_eq!(play.state.decisions.stands(&play.state, id), Standing::Lapsed);
    assert_eq!(play.waits("need-decision-review"), 0);
    play.strike(gone);
    assert_eq!(play.waits("need-decision-review"), 1);
    play.strike(again);
    assert_eq!(play.waits("need-decision-review"), 1, "the decision's own time is past too");
    let named = [("replaces", named.as_str())];
    let later = play.done(decide, &[&WHOLE[..], &named].concat());
    assert_eq!(play.state.decisions.stands(&play.state, id), Standing::Replaced(later));
    assert_eq!(play.waits("need-decision-review"), 0);
    let unknown = play.decide(review, &[("reason", "x")]).unwrap_err();
    assert_eq!(unknown.rule, Rule::Empty, "nothing is due");
    assert_eq!(play.decide(review, &[("decision", "1"), ("reason", "x")]).unwrap_err().rule, Rule::NotFound);
}

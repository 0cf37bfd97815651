use super::*;
use crate::domain::exhibit;
use crate::domain::play::Play;

const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 1")];

fn with<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("exhibit", "E-001")], fields].concat()
}

fn play() -> Play {
    let mut play = Play::new();
    play.done(exhibit::register, &[("description", "disk"), ("collected-by", "Ada Morel")]);
    play
}

fn held(play: &Play) -> String {
    play.state.custody.holder(&play.state, play.state.register.exhibits[0].id).unwrap().name
}

#[test]
fn only_a_credited_acceptance_closes_a_release() {
    let mut play = play();
    play.done(release, &with(&[("to", "Jon Sato")]));
    for (fields, rule) in [
        (vec![], "T-04"),
        (vec![("presence", "wet-ink")], "T-04"),
        (vec![("to", "A Courier"), SHOWN[0], SHOWN[1]], "T-04"),
        (vec![("to", "Lena Brandt"), SHOWN[0], SHOWN[1]], "C3-04"),
        (vec![("to", "Ada Morel"), SHOWN[0], SHOWN[1]], "C3-08"),
    ] {
        let (_, rules) = play.run(accept, &with(&fields));
        assert!(rules.contains(&rule), "{fields:?}: {rules:?}");
        assert_eq!((play.waits("need-hand-over"), held(&play).as_str()), (1, "Ada Morel"), "{fields:?}");
    }
    let (_, rules) = play.run(record, &with(&[("event", "received"), ("to", "Jon Sato")]));
    assert_eq!((rules, play.waits("need-hand-over")), (vec!["T-04"], 1), "by whatever name");
    let (taken, rules) = play.run(accept, &with(&SHOWN));
    assert_eq!((rules, play.waits("need-hand-over"), held(&play).as_str()), (vec![], 0, "Jon Sato"));
    play.strike(taken);
    assert_eq!((play.waits("need-hand-over"), held(&play).as_str()), (1, "Ada Morel"));
}

#[test]
fn the_decision_sees_the_gap_and_the_seal_that_the_chain_will_have() {
    let mut play = play();
    play.done(record, &with(&[("event", "sealed"), ("seal-applied", "00417")]));
    play.done(record, &with(&[("event", "seal-opened"), ("seal-removed", "00417")]));
    // The seal that was last applied is off already.
    let (_, rules) = play.run(record, &with(&[("event", "seal-opened"), ("seal-removed", "00417")]));
    assert_eq!((rules, play.waits("need-seal")), (vec!["C3-06"], 1));
    // Recorded late, it comes before what is on record, and leaves the gap there.
    play.done(record, &with(&[("event", "stored"), ("from", "Ada Morel"), ("to", "safe 2")]));
    let earlier = [("event", "checked-out"), ("from", "Ada Morel"), ("to", "Lena Brandt"), ("at", "-2m")];
    let (_, rules) = play.run(record, &with(&[&earlier[..], &SHOWN].concat()));
    assert_eq!((rules, play.waits("need-gap")), (vec!["C3-04"], 1));
}

#[test]
fn one_explanation_excuses_one_gap_before_it() {
    let mut play = play();
    let gap = [("event", "stored"), ("from", "Nobody"), ("to", "safe 2")];
    let explain = [("event", "gap-explained"), ("note", "left on the desk")];
    play.done(record, &with(&explain));
    play.done(record, &with(&gap));
    assert_eq!(play.waits("need-gap"), 1, "an explanation before it excuses nothing");
    play.done(record, &with(&gap));
    assert_eq!(play.waits("need-gap"), 2);
    let first = play.done(record, &with(&explain));
    assert_eq!(play.waits("need-gap"), 1);
    let exhibit = play.state.register.exhibits[0].id;
    let taken = play.state.custody.findings(&play.state, exhibit);
    assert!(matches!(taken[0], Finding::Gap { explained: Some(by), .. } if by == first), "{taken:?}");
    play.done(record, &with(&explain));
    assert_eq!(play.waits("need-gap"), 0);
    play.strike(first);
    assert_eq!(play.waits("need-gap"), 1);
}

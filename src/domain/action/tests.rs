//! Improvement actions: what does not count says so by its rule, and a date that passes rings.

use super::*;
use crate::domain::attention::needs;
use crate::domain::play::{Decide, Play, rules};

fn said(play: &Play, decide: Decide, fields: &[(&str, &str)]) -> Vec<&'static str> {
    rules(&play.decide(decide, fields).unwrap().shortfalls)
}

const AGREED: [(&str, &str); 6] = [
    ("statement", "Alert on bulk reads of the training bucket"),
    ("owner", "Rosa Nagy"),
    ("due", "2026-11-30"),
    ("area", "technical"),
    ("verifier", "Jon Sato"),
    ("accepted-by", "Lena Brandt"),
];
const SHOWN: [(&str, &str); 2] = [("presence", "wet-ink"), ("presence-ref", "slip 9, safe 2")];

fn standing(play: &Play) -> Standing {
    play.state.actions.actions.last().unwrap().now(&play.state).standing
}

#[test]
fn an_action_owes_an_owner_a_date_an_area_and_somebody_else_who_looks() {
    let mut play = Play::bare();
    assert_eq!(said(&play, open, &AGREED), Vec::<&str>::new());
    for (field, other, rule) in [
        ("statement", "Improve security", "C10-05"),
        ("owner", "", "C10-04"),
        ("owner", "Rosa Nagy and others", "C10-04"),
        ("due", "", "C10-04"),
        ("area", "", "C10-04"),
        ("verifier", "", "C10-04"),
        ("verifier", "Rosa Nagy", "C10-07"),
        ("accepted-by", "", "C10-04"),
    ] {
        let fields = AGREED.map(|(name, text)| if name == field { (name, other) } else { (name, text) });
        assert_eq!(said(&play, open, &fields), [rule], "{field} {other}");
    }
    let id = play.done(open, &AGREED);
    let label = play.state.label(id);
    let moved = [("improvement", label.as_str()), ("due", "2026-12-24")];
    assert_eq!(said(&play, change, &moved), ["C10-04"], "no reason");
    play.done(change, &[moved[0], moved[1], ("reason", "parts are late"), ("owner", "Ada Morel")]);
    let now = play.state.actions.actions[0].now(&play.state);
    assert_eq!((now.owner.name.as_str(), now.due.unwrap().typed.as_str()), ("Ada Morel", "2026-12-24"));
}

#[test]
fn done_without_verified_does_not_count_and_neither_does_the_owners_own_word() {
    let mut play = Play::bare();
    let id = play.done(open, &AGREED);
    let label = play.state.label(id);
    let named = ("improvement", label.as_str());
    let look = [named, ("person", "Jon Sato"), ("how-seen", "fired the rule with a test read"), SHOWN[0], SHOWN[1]];
    assert_eq!(said(&play, verify, &look), ["C10-08"], "nothing was done");
    play.give(&[("other", "x", 1)]);
    // A word that it is done shows nothing: it stays as it was.
    let (_, rules) = play.run(progress, &[named, ("progress", "in-progress")]);
    assert_eq!((rules, standing(&play)), (vec![], Standing::InProgress));
    let decision = play.decide(progress, &[named, ("progress", "dropped")]).unwrap();
    assert_eq!(crate::domain::play::rules(&decision.shortfalls), ["C10-09"]);
    play.done(progress, &[named, ("progress", "dropped")]);
    assert_eq!(standing(&play), Standing::InProgress, "dropped without a reason");
    // The action itself is no evidence of itself.
    play.done(progress, &[named, ("progress", "done"), ("record", &label), ("by", "Rosa Nagy")]);
    play.give(&[("file", "rule.json", 7)]);
    play.done(progress, &[named, ("progress", "done"), ("by", "Rosa Nagy")]);
    assert_eq!(standing(&play), Standing::Done);
    assert_eq!(play.waits("need-action-verify"), 1);
    for (field, other, rule) in [
        ("person", "Rosa Nagy", "C10-07"),
        ("how-seen", "ok", "C10-04"),
        ("presence", "none", "P-0"),
        ("at", "2026-11-21 08:00", "C10-08"),
    ] {
        let mut fields: Vec<(&str, &str)> = look.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, other));
        let found = said(&play, verify, &fields);
        let fits = if field == "presence" { found == ["T-04"] } else { found.contains(&rule) };
        assert!(fits, "{field} {other}: {found:?}");
        play.done(verify, &fields);
        assert_eq!(standing(&play), Standing::Done, "{field} {other}");
    }
    let (seen, rules) = play.run(verify, &look);
    assert_eq!((rules, standing(&play)), (vec![], Standing::Verified));
    play.strike(seen);
    assert_eq!(standing(&play), Standing::Done);
    play.done(verify, &look);
    play.done(progress, &[named, ("progress", "open-again"), ("reason", "the rule was switched off")]);
    assert_eq!(standing(&play), Standing::Open, "what is opened again was not verified since");
    play.done(progress, &[named, ("progress", "dropped"), ("reason", "the bucket is gone")]);
    assert!(standing(&play).settled());
}

#[test]
fn a_date_that_passes_rings_even_after_the_case_has_ended() {
    let mut play = Play::bare();
    let id = play.done(open, &AGREED);
    let due = |play: &Play, days: i64| {
        let found = needs(&play.state, play.now.plus_hours(24 * days));
        found.iter().filter(|need| need.what.id == "need-action-due" && need.rings).count()
    };
    assert_eq!((due(&play, 8), due(&play, 10)), (0, 1));
    let ended = [("how", "stood-down"), ("reason", "a test of the supplier"), ("decider", "Ada Morel")];
    play.done(crate::domain::declaration::end, &ended);
    assert_eq!((due(&play, 8), due(&play, 10)), (0, 1));
    let label = play.state.label(id);
    play.done(progress, &[("improvement", &label), ("progress", "dropped"), ("reason", "not ours to do")]);
    assert_eq!(due(&play, 10), 0);
}

#[test]
fn nothing_to_do_in_an_area_takes_a_reason_and_a_person() {
    let mut play = Play::bare();
    assert_eq!(said(&play, nothing, &[("area", "policy")]), ["C10-10"]);
    assert_eq!(said(&play, nothing, &[("area", "policy"), ("reason", "n/a")]), ["C10-10"]);
    let reason = [("area", "policy"), ("reason", "the policy said so already")];
    assert_eq!(said(&play, nothing, &[reason[0], reason[1], ("by", "A Stranger")]), ["C10-10"]);
    play.done(nothing, &[("area", "policy")]);
    assert!(play.state.actions.none_in(&play.state, "policy").is_none());
    play.done(nothing, &reason);
    assert!(play.state.actions.none_in(&play.state, "policy").is_some());
    assert!(play.state.actions.none_in(&play.state, "process").is_none());
}

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
    assert!(matches!(taken[0].what, What::Gap { .. }) && taken[0].settled == Some(first), "{taken:?}");
    play.done(record, &with(&explain));
    assert_eq!(play.waits("need-gap"), 0);
    play.strike(first);
    assert_eq!(play.waits("need-gap"), 1);
}

fn found(play: &Play) -> Vec<(&'static str, bool)> {
    let exhibit = play.state.register.exhibits[0].id;
    let found = play.state.custody.findings(&play.state, exhibit);
    found.iter().map(|found| (found.what.code(), found.settled.is_some())).collect()
}

fn hashed(play: &mut Play) {
    play.now = play.now.plus_minutes(1);
    let hashed = exhibit::Hashed {
        exhibit: play.state.register.exhibits[0].id,
        sha256: "ab".repeat(32),
        size: 9,
        zero_blocks: 0,
        path: "/m/disk.dd".to_owned(),
        started: play.now,
        took_ms: 1,
        recheck: false,
        reading: exhibit::Reading::default(),
    };
    play.fact(hashed);
}

fn handed_over(play: &mut Play, accept_with: &[(&str, &str)]) -> Vec<&'static str> {
    play.done(release, &with(&[("to", "Jon Sato"), SHOWN[0], SHOWN[1]]));
    play.run(accept, &with(&[&SHOWN[..], accept_with].concat())).1
}

#[test]
fn bytes_that_change_hands_are_computed_before_and_after() {
    let mut play = play();
    assert!(handed_over(&mut play, &[]).is_empty());
    assert_eq!(found(&play), [], "a thing without a digest has none to compute");
    let mut play = self::play();
    hashed(&mut play);
    assert_eq!(handed_over(&mut play, &[]), ["C3-31"]);
    assert_eq!(found(&play), [("unchecked-after", false)]);
    hashed(&mut play);
    assert_eq!(found(&play), []);
    for (said, rules, left) in [
        (vec![("check", "not-possible")], vec!["C3-31"], vec![("check-owed", false), ("unchecked-after", false)]),
        (vec![("check", "not-possible"), ("check-why", "no reader on site")], vec![], vec![]),
        (vec![("check", "matches")], vec!["C3-31"], vec![("unchecked-after", false)]),
        (vec![("check-digest", &"ab".repeat(32))], vec![], vec![]),
        (vec![("check-digest", &"cd".repeat(32))], vec!["C3-07"], vec![("check-differs", false)]),
    ] {
        let mut play = self::play();
        hashed(&mut play);
        assert_eq!(handed_over(&mut play, &said), rules, "{said:?}");
        assert_eq!(found(&play), left, "{said:?}");
    }
    // Computed for the first time only after it changed hands: what it was before, nobody knows.
    let mut play = self::play();
    handed_over(&mut play, &[]);
    hashed(&mut play);
    assert_eq!(found(&play), [("unchecked-before", false)]);
    assert!(play.decide(accept, &with(&[("check-digest", "beef")])).is_err());
}

#[test]
fn a_refused_signature_stands_with_its_reason_and_a_witness() {
    for (more, stands) in [
        (vec![], false),
        (vec![("presence-ref", "would not sign without counsel")], false),
        (vec![("presence-ref", "would not sign"), ("witness", "Ada Morel")], false),
        (vec![("presence-ref", "would not sign"), ("witness", "Rosa Nagy")], true),
    ] {
        let mut play = play();
        play.done(release, &with(&[("to", "Jon Sato"), SHOWN[0], SHOWN[1]]));
        let (event, rules) = play.run(accept, &with(&[&[("presence", "refused")], &more[..]].concat()));
        assert_eq!(rules.contains(&"C3-34"), !stands, "{more:?}: {rules:?}");
        assert_eq!(held(&play), if stands { "Jon Sato" } else { "Ada Morel" });
        let exhibit = play.state.register.exhibits[0].id;
        let refused = play.state.custody.findings(&play.state, exhibit);
        let refused = refused.iter().find(|found| found.what == What::Refused).unwrap();
        assert_eq!(refused.settled, stands.then_some(event), "it is printed either way");
    }
}

#[test]
fn a_disposal_a_change_and_what_comes_afterwards() {
    let mut play = play();
    let (_, rules) = play.run(record, &with(&[("event", "changed"), ("change", "jumper set")]));
    assert_eq!(rules, ["C3-33"]);
    let whole = [("change", "jumper set"), ("responsible", "Ada Morel"), ("justification", "the bay needs it")];
    let (_, rules) = play.run(record, &with(&[&[("event", "changed")], &whole[..]].concat()));
    assert!(rules.is_empty(), "{rules:?}");
    let gone = play.done(record, &with(&[("event", "disposed"), ("authority", "prosecutor, 4 Js 12")]));
    assert_eq!(found(&play), [("change-owed", false), ("disposal-owed", false)]);
    let (_, rules) = play.run(record, &with(&[("event", "accessed")]));
    assert_eq!(rules, ["C3-36"]);
    let right = [("event", "accessed"), ("corrects", &gone.to_string()), ("note", "the wrong row was taken")];
    play.done(record, &with(&right));
    assert_eq!(found(&play), [("change-owed", false)], "what was put right is no disposal any more");
    let no_reason = [("event", "accessed"), ("corrects", &gone.to_string())];
    assert!(play.decide(record, &with(&no_reason)).is_err(), "a correction says why");
}

#[test]
fn a_seal_that_is_found_broken_is_explained_by_naming_the_event() {
    let mut play = play();
    let broken = play.done(record, &with(&[("event", "checked-out"), ("seal-state", "broken")]));
    assert_eq!(found(&play), [("seal-damaged", false)]);
    let explain = [("event", "gap-explained"), ("explains", &broken.to_string()), ("note", "cut by customs, slip 9")];
    play.done(record, &with(&explain));
    assert_eq!(found(&play), [("seal-damaged", true)]);
    let exhibit = play.state.register.exhibits[0].id;
    assert_eq!(play.state.custody.walk(&play.state, exhibit).checked_out.unwrap().0, broken);
    play.done(record, &with(&[("event", "returned")]));
    assert!(play.state.custody.walk(&play.state, exhibit).checked_out.is_none());
}

#[test]
fn taking_without_anybody_giving_is_a_gap_and_each_release_waits_for_its_own_answer() {
    let mut play = play();
    let (_, rules) = play.run(record, &with(&[("event", "stored"), ("to", "safe 2"), SHOWN[0], SHOWN[1]]));
    assert!(rules.contains(&"C3-04"), "{rules:?}");
    assert_eq!((found(&play), held(&play).as_str()), (vec![("gap", false)], "safe 2"));
    let mut play = self::play();
    for to in ["A Courier", "Jon Sato"] {
        play.done(release, &with(&[("to", to), SHOWN[0], SHOWN[1]]));
    }
    assert_eq!(play.waits("need-hand-over"), 2, "the first is not forgotten over the second");
    play.done(accept, &with(&[("to", "Jon Sato"), SHOWN[0], SHOWN[1]]));
    assert_eq!((play.waits("need-hand-over"), held(&play).as_str()), (1, "Jon Sato"));
}

#[test]
fn a_digest_that_differs_cannot_be_struck_away() {
    let mut play = play();
    hashed(&mut play);
    play.now = play.now.plus_minutes(1);
    let mut other = play.state.register.exhibits[0].hashes[0].1.clone();
    other.sha256 = "cd".repeat(32);
    let differing = play.fact(other);
    play.strike(differing);
    let exhibit = &play.state.register.exhibits[0];
    assert_eq!(play.state.digest_state(exhibit), exhibit::DigestState::Differs);
    assert_eq!(exhibit.digest(), "ab".repeat(32), "it is known by its first digest");
    let (_, rules) = play.run(record, &with(&[("event", "accessed"), ("check-digest", &"cd".repeat(32))]));
    assert_eq!(rules, ["C3-07"], "what differs does not match because it was computed last");
}

/// Half a hand-over, and the text of version 1 that was signed for it then.
fn signed_then(play: &Play) -> (Moved, String) {
    let exhibit = play.state.register.exhibits[0].id;
    let mut moved = Moved::bare(exhibit, "accepted", now(play));
    moved.from.name = "Ada Morel".to_owned();
    moved.to.name = "Jon\nSato".to_owned();
    moved.place = "safe 2".to_owned();
    moved.note = "lid scratched".to_owned();
    moved.witness = "Rosa Nagy".to_owned();
    let text = format!(
        "warroom-custody-statement/1\ncase wr-1\nexhibit E-001 {exhibit}\nsha256 -\nevent accepted\nfrom Ada Morel\nto Jon Sato\nplace safe 2\nafter {exhibit}\n"
    );
    (moved, text)
}

#[test]
fn what_was_signed_over_the_first_text_is_held_against_the_first_text() {
    let (moved, text) = signed_then(&play());
    assert!(moved.is_said_by(&text, "wr-1"), "{text}");
    for (was, other) in [
        ("case wr-1", "case wr-2"),
        ("place safe 2", "place safe 3"),
        ("place safe 2\n", ""),
        ("E-001 ", "E-001 9"),
        ("statement/1", "statement/2"),
        ("statement/1", "statement/3"),
        ("sha256 -\n", ""),
        ("after", "before"),
        ("event accepted", "event released"),
    ] {
        assert!(!moved.is_said_by(&text.replace(was, other), "wr-1"), "{other}");
    }
    assert!(!moved.is_said_by(&[&text, "note x\n"].concat(), "wr-1"));
}

#[test]
fn the_text_that_is_signed_now_holds_everything_the_half_states() {
    let play = play();
    let (mut moved, _) = signed_then(&play);
    let whole = Statement::of(&play.state, &moved).unwrap().text("wr-1");
    assert!(moved.is_said_by(&whole, "wr-1"), "{whole}");
    let texts: [fn(&mut Moved) -> &mut String; 13] = [
        |half| &mut half.place,
        |half| &mut half.purpose,
        |half| &mut half.authority,
        |half| &mut half.witness,
        |half| &mut half.note,
        |half| &mut half.presence_ref,
        |half| &mut half.photo,
        |half| &mut half.seal_removed,
        |half| &mut half.seal_applied,
        |half| &mut half.seal_state,
        |half| &mut half.container,
        |half| &mut half.condition,
        |half| &mut half.transport,
    ];
    for (index, text) in texts.into_iter().enumerate() {
        let mut other = moved.clone();
        text(&mut other).push_str("otherwise");
        assert!(!other.is_said_by(&whole, "wr-1"), "text {index}");
    }
    let change = |what: &str| Change {
        what: what.to_owned(),
        responsible: moved.from.clone(),
        justification: "the bay needs it".to_owned(),
    };
    let mut others = vec![moved.clone(); 6];
    others[0].at.at = moved.at.at.plus_millis(1);
    others[1].to.name = "Lena Brandt".to_owned();
    others[2].corrects = Some(moved.exhibit);
    others[3].explains = Some(moved.exhibit);
    others[4].check = Some(Check { outcome: String::new(), digest: String::new(), why: "no reader".to_owned() });
    others[5].change = Some(change("jumper set"));
    for (index, other) in others.iter().enumerate() {
        assert!(!other.is_said_by(&whole, "wr-1"), "other {index}");
        let text = Statement::of(&play.state, other).unwrap().text("wr-1");
        assert!(other.is_said_by(&text, "wr-1"), "{text}");
    }
    moved.late_reason = Some("no hand free".to_owned());
    assert!(moved.is_said_by(&whole, "wr-1"), "why it was recorded late is not known when it is signed");
}

fn now(play: &Play) -> crate::domain::time::When {
    use crate::domain::time::{How, When};
    When { at: play.now, typed: String::new(), zone: "UTC".to_owned(), offset_minutes: 0, how: How::OwnClock }
}

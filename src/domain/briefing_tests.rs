use super::*;
use crate::domain::mark::Mark;
use crate::domain::play::Play;
use crate::domain::{decision_log, timeline, watch};

const DECISION: [(&str, &str); 6] = [
    ("question", "Cut the VPN?"),
    ("choice", "cut it"),
    ("options", "cut it; wait"),
    ("reason", "the actor is on it"),
    ("decider", "Ada Morel"),
    ("objected", "nobody"),
];
const MINUTES: [(&str, &str); 3] = [
    ("agenda", "state; next steps"),
    ("assumed", "the backups may be gone"),
    ("actions", "Jon Sato: rotate keys @ +30m"),
];

fn called(play: &mut Play) -> RecordId {
    play.done(watch::roll_call, &[("present", "Ada Morel, Jon Sato"), ("next", "+30m")])
}

#[test]
fn minutes_point_to_the_roll_call_and_to_the_decisions_taken_since() {
    let mut play = Play::new();
    play.done(decision_log::decide, &DECISION);
    play.now = play.now.plus_minutes(5);
    let roll = called(&mut play);
    let taken = play.done(decision_log::decide, &DECISION);
    let (first, rules) = play.run(hold, &MINUTES);
    assert_eq!(rules, Vec::<&str>::new());
    let held = play.state.briefings.briefing(first).unwrap();
    assert_eq!((held.roll, held.decisions.as_slice()), (Some(roll), &[taken][..]), "not the one before the roll call");
    assert_eq!(held.next, play.state.watch.rolls[0].1.next, "the next time is the one the roll call agreed on");
    assert!(play.state.briefings.counts(&play.state, first));
    // The roll call is taken: further minutes have none.
    assert_eq!(play.run(hold, &MINUTES).1, ["C7-12", "C7-11"]);
    let named = play.state.label(roll);
    assert_eq!(
        play.run(hold, &[&MINUTES[..], &[("roll", &named)]].concat()).1,
        ["C7-25"],
        "they stand beside the first"
    );
    let no_roll = play.state.label(taken);
    let refused = play.decide(hold, &[&MINUTES[..], &[("roll", &no_roll)]].concat()).unwrap_err();
    assert_eq!((refused.rule, refused.field), (Rule::NotFound, Some("roll")));
    play.strike(roll);
    assert!(!play.state.briefings.counts(&play.state, first), "nobody knows who was there");
}

#[test]
fn minutes_say_what_is_known_who_does_what_and_when_the_next_one_is() {
    let mut play = Play::new();
    play.done(watch::roll_call, &[("present", "Ada Morel")]);
    let roll = play.state.label(play.state.watch.rolls[0].0);
    let unsure = play.done(timeline::log, &[("text", "Perhaps")]);
    let unsure = format!("#{} it is so", play.state.label(unsure));
    let next = ("next", "+30m");
    // All of them are of one briefing, and from the second on that is remarked on.
    let lacks = |play: &mut Play, fields: &[(&str, &str)]| {
        let (_, rules) = play.run(hold, fields);
        rules.into_iter().filter(|rule| *rule != "C7-25").collect::<Vec<_>>()
    };
    let with = |more: &[(&'static str, &'static str)]| [&[MINUTES[0], ("roll", "")][..], more].concat();
    for (more, rules) in [
        (with(&[]), &["C7-11", "C7-11", "C7-11"][..]),
        (with(&[MINUTES[1], next]), &["C7-11"]),
        (with(&[MINUTES[1], next, ("actions", "none")]), &[]),
        (with(&[MINUTES[1], ("last-reason", "stood down"), ("actions", "none")]), &[]),
        (with(&[MINUTES[1], next, ("actions", "rotate keys")]), &["C7-13"]),
        (with(&[MINUTES[1], next, ("actions", "Jon Sato:")]), &["C7-13"]),
        (with(&[("facts-said", "so it is"), next, ("actions", "none")]), &["C7-06"]),
    ] {
        let fields: Vec<_> =
            more.iter().map(|(field, text)| (*field, if *field == "roll" { roll.as_str() } else { *text })).collect();
        assert_eq!(lacks(&mut play, &fields), rules, "{fields:?}");
    }
    let fields = [MINUTES[0], ("roll", roll.as_str()), ("facts-said", unsure.as_str()), next, ("actions", "none")];
    assert_eq!(lacks(&mut play, &fields), ["C7-05"]);
    let poor = play.done(decision_log::decide, &DECISION[..2]);
    let poor = play.state.label(poor);
    let fields =
        [MINUTES[0], MINUTES[1], ("roll", roll.as_str()), next, ("actions", "none"), ("decisions", poor.as_str())];
    assert_eq!(lacks(&mut play, &fields), ["C7-14"]);
    assert_eq!(play.decide(hold, &[("agenda", "x"), ("decisions", "1")]).unwrap_err().rule, Rule::NotFound);
    assert_eq!(play.decide(hold, &[("agenda", "x"), ("actions", "A: b @ soon")]).unwrap_err().rule, Rule::NoSuchTime);
    assert_eq!(play.decide(hold, &[]).unwrap_err().rule, Rule::Empty);
}

#[test]
fn an_action_rings_when_it_is_due_until_something_came_of_it() {
    let mut play = Play::new();
    called(&mut play);
    let held = play
        .done(hold, &[MINUTES[0], MINUTES[1], ("actions", "Jon Sato: rotate keys @ +30m\nRosa Nagy: call the vendor")]);
    let named = play.state.label(held);
    assert_eq!(play.waits("need-action"), 0);
    play.now = play.now.plus_minutes(30);
    assert_eq!(play.waits("need-action"), 1, "the one without a time does not ring");
    assert_eq!(play.run(settle, &[]).1, ["C7-15"]);
    assert_eq!(play.waits("need-action"), 1, "a tick settles nothing");
    let first = [("briefing", named.as_str()), ("action-number", "1")];
    let done = play.done(settle, &[&first[..], &[("result-said", "all 14 rotated")]].concat());
    assert_eq!(play.waits("need-action"), 0);
    assert_eq!(play.state.briefings.agreed(&play.state).iter().filter(|agreed| agreed.settled.is_none()).count(), 1);
    let second = play.run(settle, &[("action-outcome", "dropped"), ("result-said", "they rang us")]);
    assert_eq!(
        (second.1.len(), play.state.briefings.settled.last().unwrap().1.number),
        (0, 2),
        "the first that is open"
    );
    play.strike(done);
    assert_eq!(play.waits("need-action"), 1);
    for (fields, rule) in [
        (&[("briefing", named.as_str()), ("action-number", "3")][..], Rule::NotFound),
        (&[("action-number", "many")], Rule::NotFound),
        (&[("briefing", "1")], Rule::NotFound),
    ] {
        assert_eq!(play.decide(settle, fields).unwrap_err().rule, rule, "{fields:?}");
    }
}

#[test]
fn the_next_briefing_is_the_one_that_the_minutes_agreed_on() {
    let mut play = Play::new();
    called(&mut play);
    play.done(hold, &[&MINUTES[..], &[("next", "+2h")]].concat());
    play.now = play.now.plus_hours(1);
    assert_eq!(play.waits("need-briefing"), 0);
    play.now = play.now.plus_hours(1);
    assert_eq!(play.waits("need-briefing"), 1);
    play.done(watch::roll_call, &[("present", "Ada Morel"), ("next", "+1h")]);
    assert_eq!(play.waits("need-briefing"), 0);
    play.now = play.now.plus_hours(1);
    assert_eq!(play.waits("need-briefing"), 1, "a later roll call says it anew");
}

#[test]
fn minutes_reach_no_further_than_the_records_whose_words_they_repeat() {
    let mut play = Play::new();
    called(&mut play);
    // Everything here is TLP:AMBER+STRICT: minutes for a wider circle repeat what is above them.
    let fact = play.done(timeline::log, &[("text", "Egress to a mirror in the north")]);
    let short = play.done(timeline::log, &[("text", "It is so")]);
    let taken = play.done(decision_log::decide, &DECISION);
    let wide = |note: &str, mark: &str| {
        let decision =
            play.decide(hold, &[&MINUTES[..], &[("note", note), ("mark", mark), ("next", "+1h")]].concat()).unwrap();
        let rules: Vec<&str> = decision.shortfalls.iter().map(|short| short.rule.id()).collect();
        (decision.mark, rules, decision.facts)
    };
    let repeats = |facts: &[crate::domain::fact::Fact]| match &facts[0] {
        crate::domain::fact::Fact::Briefing(BriefingFact::Held(held)) => held.repeats.clone(),
        other => panic!("{other:?}"),
    };
    let (mark, rules, facts) = wide("We saw  egress to a mirror", "GREEN");
    assert_eq!((mark, rules.as_slice(), repeats(&facts)), (Some(Mark::Green), &[""; 0][..], vec![]), "other words");
    let (mark, rules, facts) = wide("They said: Egress to a\n mirror in the north, twice.", "GREEN");
    assert_eq!((mark, rules, repeats(&facts)), (Some(Mark::AmberStrict), vec!["C7-24"], vec![fact]));
    // Under a mark that is high enough nothing is said; what is named with its words is known for later.
    let label = play.state.label(short);
    let (mark, rules, facts) = wide(&format!("It is so (record {label}); It was so before"), "AMBER+STRICT");
    assert_eq!((mark, rules.as_slice(), repeats(&facts)), (Some(Mark::AmberStrict), &[""; 0][..], vec![short]));
    let begun = format!("Decided, record {}: cut it (asked: Cut the VPN?)", play.state.label(taken));
    assert_eq!(repeats(&wide(&begun, "").2), [taken]);
    // They are privileged for as long as one of them is, whenever that was said.
    let held = play.done(hold, &[&MINUTES[..], &[("note", &*begun)]].concat());
    assert!(!play.state.privileges.covers(held, false));
    let id = taken.to_string();
    let claim = [("record", id.as_str()), ("whose", "the company"), ("reason", "advice")];
    play.done(crate::domain::privilege::claim, &claim);
    assert!(play.state.privileges.covers(held, false), "they say what it says");
    play.done(crate::domain::people::assign, &[("role", "legal_counsel"), ("person", "Lena Brandt")]);
    let word = [("record", id.as_str()), ("person", "Lena Brandt"), ("reason", "court asked")];
    let shown = [("presence", "wet-ink"), ("presence-ref", "slip 4, safe")];
    play.done(crate::domain::privilege::release, &[&word[..], &shown[..]].concat());
    assert!(!play.state.privileges.covers(held, false));
}

#[test]
fn minutes_are_owed_for_a_day_once_a_briefing_ran_out() {
    let mut play = Play::new();
    let roll = called(&mut play);
    let at = |play: &Play, hours| owed(&play.state, play.now.plus_hours(hours)).map(|(id, _)| *id);
    assert_eq!(
        [at(&play, 0), at(&play, 2), at(&play, 3), at(&play, 23), at(&play, 24)],
        [None, None, Some(roll), Some(roll), None]
    );
    play.done(hold, &MINUTES);
    assert_eq!(at(&play, 4), None, "they are written");
}

//! The review: written in parts, judged whole once it was held.

use super::*;
use crate::domain::play::{Play, rules};

fn whole() -> Vec<(&'static str, &'static str)> {
    let numbers = NUMBERS.map(|field| (field, "none"));
    let words = WORDS.map(|field| (field, "the rule was missing"));
    let head =
        [("owner", "Rosa Nagy"), ("held", "-1h"), ("attendees", "Ada Morel, Jon Sato"), ("review-status", "reviewed")];
    head.into_iter().chain(numbers).chain(words).collect()
}

#[test]
fn a_review_that_was_held_says_everything_it_is_asked() {
    let mut play = Play::bare();
    assert_eq!(rules(&shortfalls(&play.state)), ["C10-01"]);
    assert_eq!(rules(&play.decide(write, &whole()).unwrap().shortfalls), Vec::<&str>::new());
    for at in 0..whole().len() {
        let mut fields = whole();
        let (field, _) = fields.remove(at);
        let found = rules(&play.decide(write, &fields).unwrap().shortfalls);
        let rule = match field {
            "held" => "",
            number if NUMBERS.contains(&number) => "C10-03",
            _ => "C10-02",
        };
        assert_eq!(found, Vec::from_iter((!rule.is_empty()).then_some(rule)), "{field}");
    }
    for (field, other, rule) in [
        ("hit-money", "a lot", "C10-03"),
        ("attendees", "Ada Morel, Ada Morel, A Stranger", "C10-02"),
        ("owner", "A Stranger", "C10-02"),
        ("review-status", "draft", "C10-02"),
    ] {
        let fields: Vec<_> =
            whole().into_iter().map(|(name, text)| (name, if name == field { other } else { text })).collect();
        assert_eq!(rules(&play.decide(write, &fields).unwrap().shortfalls), [rule], "{field} {other}");
    }
    let ahead: Vec<_> =
        whole().into_iter().map(|(name, text)| (name, if name == "held" { "+2h" } else { text })).collect();
    assert_eq!(rules(&play.decide(write, &ahead).unwrap().shortfalls), ["T-02"]);
    play.done(write, &ahead);
    assert_eq!(rules(&shortfalls(&play.state)), ["T-02"], "it had not been held when it was written down");
}

#[test]
fn it_is_written_in_parts_and_what_a_part_leaves_empty_stays() {
    let mut play = Play::bare();
    assert!(play.decide(write, &[]).is_err());
    let parts = whole();
    for part in parts.chunks(3) {
        play.done(write, part);
    }
    assert_eq!(rules(&shortfalls(&play.state)), Vec::<&str>::new());
    let stands = as_written(&play.state);
    assert_eq!(stands.get("summary"), Some("the rule was missing"), "its form shows what is written");
    assert!(stands.get("owner").is_some() && stands.get("held").is_none(), "{stands:?}");
    let wrong = play.done(write, &[("summary", "another case")]);
    assert_eq!(play.state.review.said("summary"), "another case");
    play.strike(wrong);
    assert_eq!(play.state.review.said("summary"), "the rule was missing");
    let lesson = play.done(learn, &[("control", "4"), ("description", "ask for the DHCP log first")]);
    assert_eq!(play.state.review.standing(&play.state).count(), 1);
    play.strike(lesson);
    assert_eq!(play.state.review.standing(&play.state).count(), 0);
}

#[test]
fn a_planned_review_rings_and_a_false_alarm_gets_a_short_one() {
    let mut play = Play::bare();
    let in_an_hour = [("owner", "Rosa Nagy"), ("scheduled", "+1h")];
    play.done(write, &in_an_hour);
    assert_eq!(play.waits("need-review-due"), 0);
    play.now = play.now.plus_hours(2);
    assert_eq!(play.waits("need-review-due"), 1);
    let mut play = Play::bare();
    let ended = [("how", "stood-down"), ("reason", "a test of the supplier"), ("decider", "Ada Morel")];
    play.done(crate::domain::declaration::end, &ended);
    assert_eq!(play.waits("need-review-plan"), 0, "nobody was called out");
    let mut play = Play::bare();
    play.done(crate::domain::callout::call, &[("callee", "Jon Sato")]);
    play.done(crate::domain::declaration::end, &ended);
    assert_eq!(play.waits("need-review-plan"), 1);
    let short = ["owner", "held", "attendees", "summary", "detection", "went-well", "review-status"];
    let fields: Vec<_> = whole().into_iter().filter(|(name, _)| short.contains(name)).collect();
    assert_eq!(play.run(write, &fields).1, Vec::<&str>::new());
    assert_eq!(play.waits("need-review-plan"), 0);
}

use super::*;
use crate::domain::declaration;
use crate::domain::play::Play;

fn state_of(play: &Play, key: &str) -> ClockState {
    let views = play.state.deadlines.views(&play.state, play.now);
    views.iter().find(|view| view.key() == key).unwrap_or_else(|| panic!("{key}")).state
}

fn refused(play: &Play, decide: crate::domain::play::Decide, fields: &[(&str, &str)]) -> Rule {
    play.decide(decide, fields).unwrap_err().rule
}

const EARLY: &str = "eu-nis2/early-warning-24h";
const NOTICE: &str = "eu-nis2/notification-72h";

#[test]
fn of_several_clocks_one_is_to_be_named() {
    let play = Play::new();
    let refusal = play.decide(start, &[("deadline", "eu-nis2"), ("start", "-1h")]).unwrap_err();
    assert_eq!(refusal.rule, Rule::NotAChoice);
    assert!(format!("{:?}", refusal.next).contains(EARLY), "{refusal:?}");
    assert_eq!(refused(&play, sent, &[("deadline", "eu-nis2")]), Rule::NotAChoice);
    assert_eq!(refused(&play, memo, &[("deadline", "eu-nis2/none"), ("text", "x")]), Rule::NotFound);
    assert_eq!(refused(&play, start, &[("deadline", "eu-nis2/none"), ("start", "-1h")]), Rule::NotFound);
    assert_eq!(refused(&play, memo, &[("deadline", "no-such"), ("text", "x")]), Rule::NotFound);
}

#[test]
fn starts_notices_and_memos_take_their_regime_into_the_case() {
    for (decide, field) in [(start as crate::domain::play::Decide, "start"), (sent, "at"), (memo, "text")] {
        let mut play = Play::bare();
        assert!(play.state.deadlines.regimes.is_empty());
        let mut given = vec![("deadline", EARLY), (field, if field == "text" { "why" } else { "-1h" })];
        if field == "text" {
            given.push(("decider", "Ada Morel"));
        }
        play.done(decide, &given);
        assert_ne!(state_of(&play, EARLY), ClockState::NotAssessed, "{field}");
    }
}

#[test]
fn a_memo_stands_until_a_later_yes_or_a_later_start() {
    let mut play = Play::new();
    play.done(memo, &[("deadline", "eu-nis2"), ("text", "Nobody decided this")]);
    assert_eq!(state_of(&play, EARLY), ClockState::NotAssessed, "a memo without a decider stops nothing");
    play.done(memo, &[("deadline", "eu-nis2"), ("text", "Too small"), ("decider", "Ada Morel")]);
    assert_eq!((state_of(&play, EARLY), state_of(&play, NOTICE)), (ClockState::Memo, ClockState::Memo));
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    assert_eq!((state_of(&play, EARLY), state_of(&play, NOTICE)), (ClockState::Running, ClockState::Memo));
    let yes = play.done(assess, &[("regime", "eu-nis2"), ("answer", "yes")]);
    assert_eq!(state_of(&play, NOTICE), ClockState::NotStarted);
    play.done(memo, &[("deadline", NOTICE), ("text", "Other reason"), ("decider", "Ada Morel")]);
    assert_eq!((state_of(&play, EARLY), state_of(&play, NOTICE)), (ClockState::Running, ClockState::Memo));
    play.done(assess, &[("regime", "eu-nis2"), ("answer", "no")]);
    assert_eq!(state_of(&play, NOTICE), ClockState::Memo);
    play.strike(yes);
    assert_eq!(state_of(&play, NOTICE), ClockState::Memo);
}

#[test]
fn a_later_start_needs_a_second_person_who_is_not_the_one_at_the_keys() {
    let mut play = Play::new();
    let mut start_at = |at: &str, second: &str| {
        let shown = [("second", second), ("presence", "call-back"), ("presence-ref", "call 12")];
        let fields = [&[("deadline", EARLY), ("start", at), ("why", "known")][..], &shown].concat();
        let rules = play.run(start, &fields).1;
        let views = play.state.deadlines.views(&play.state, play.now);
        let view = views.iter().find(|view| view.key() == EARLY).unwrap();
        (rules, play.now.millis_since(view.start.unwrap().start.at) / 60_000)
    };
    assert_eq!(start_at("-5h", ""), (vec![], 300));
    assert_eq!(start_at("-1h", "A Stranger"), (vec!["C8-05"], 301));
    assert_eq!(start_at("-1h", "Ada Morel"), (vec!["C8-05"], 302));
    assert_eq!(start_at("-1h", "Jon Sato"), (vec![], 60));
}

#[test]
fn awareness_starts_clocks_of_a_considered_gdpr_only() {
    let mut play = Play::bare();
    play.strike(play.state.case.declared_in.unwrap());
    let declared = play.decide(declaration::declare, &[("title", "Again"), ("aware", "-3h")]).unwrap();
    let starts = |decision: &Decision| decision.facts.iter().filter(|fact| fact.kind() == "clock.started").count();
    assert!(starts(&declared) >= 1, "the base procedure considers the GDPR in the same decision");
    let mut play = Play::bare();
    let decision = play.decide(declaration::amend, &[("field", "aware"), ("value", "-3h")]).unwrap();
    assert_eq!((decision.facts.len(), starts(&decision)), (1, 0), "{:?}", decision.facts);
    play.done(assess, &[("regime", "eu-gdpr"), ("answer", "yes")]);
    let (_, rules) = play.run(declaration::amend, &[("field", "aware"), ("value", "-3h")]);
    assert_eq!((rules, state_of(&play, "eu-gdpr/authority-72h")), (vec![], ClockState::Running));
    let (_, rules) = play.run(declaration::amend, &[("field", "aware"), ("value", "-1h")]);
    assert_eq!(rules, ["C8-05"]);
    let (_, rules) = play.run(declaration::amend, &[("field", "aware"), ("value", "-6h")]);
    assert_eq!(rules, [""; 0]);
}

#[test]
fn a_notice_without_receipt_waits_until_one_has_it() {
    let mut play = Play::new();
    let (_, rules) = play.run(sent, &[("deadline", EARLY), ("route", "portal")]);
    assert_eq!((rules, play.waits("need-receipt")), (vec!["C8-06"], 1));
    let whole = play.done(sent, &[("deadline", EARLY), ("route", "portal"), ("reference", "EW-1")]);
    assert_eq!(play.waits("need-receipt"), 0);
    play.strike(whole);
    assert_eq!(play.waits("need-receipt"), 1);
}

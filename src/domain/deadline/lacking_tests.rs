//! A notice stops its clock whatever it lacks and goes on saying what that is; a memo that lacks something stops nothing.

use super::tests::whole;
use super::*;
use crate::domain::attention::needs;
use crate::domain::id::RecordId;
use crate::domain::notice;
use crate::domain::play::Play;
use crate::domain::rules::Rule;

const EARLY: &str = "eu-nis2/early-warning-24h";
const PAPER: [(&str, &str); 3] = [("deadline", EARLY), ("route", "portal"), ("reference", "C-1")];

fn state(play: &Play) -> ClockState {
    let views = play.state.deadlines.views(&play.state, play.now);
    views.iter().find(|view| view.key() == EARLY).unwrap().state
}

/// What is said of the early warning: the rules, and the command that puts it right.
fn lacks(play: &Play) -> Option<(Paper, Vec<&'static str>, &'static str)> {
    let views = play.state.deadlines.views(&play.state, play.now);
    let lacking = views.iter().find(|view| view.key() == EARLY).unwrap().lacking.clone()?;
    Some((lacking.paper, crate::domain::play::rules(&lacking.short), lacking.act.0))
}

/// The command that a need names, with its fields.
fn act(play: &Play, id: &str) -> Option<(&'static str, crate::domain::input::Input)> {
    needs(&play.state, play.now).into_iter().find(|need| need.what.id == id)?.act
}

fn answer(play: &mut Play, notice: RecordId, items: &[&str]) {
    let notice = play.state.label(notice);
    for item in items {
        let said = [("item-answer", "not-yet-known"), ("text", "Being looked into"), ("follows-at", "+2h")];
        play.done(notice::fill, &[&[("notice", notice.as_str()), ("item", *item)][..], &said].concat());
    }
}

fn approve(play: &mut Play, notice: RecordId, by: &str, sha256: Option<&str>) {
    let notice = play.state.label(notice);
    let proven = [("by", by), ("presence", "wet-ink"), ("presence-ref", "slip 12, safe 2")];
    let text = sha256.map(|sha256| ("text-sha256", sha256));
    let fields = [&[("notice", notice.as_str())][..], &proven, text.as_slice()].concat();
    play.done(notice::approve, &fields);
}

fn begun(play: &mut Play) -> RecordId {
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    play.done(notice::begin, &[("deadline", EARLY)])
}

#[test]
fn a_notice_without_approval_is_sent_and_waits_for_it() {
    let mut play = Play::new();
    let notice = begun(&mut play);
    answer(&mut play, notice, &["malicious", "cross-border", "known"]);
    play.done(sent, &PAPER);
    assert_eq!(
        (state(&play), lacks(&play)),
        (ClockState::Sent, Some((Paper::Notice, vec!["C8-48"], "approve-notice")))
    );
    let (command, input) = act(&play, "need-notice-lacks").unwrap();
    let sha256 = input.get("text-sha256").unwrap().to_owned();
    assert_eq!((command, sha256.len()), ("approve-notice", 64));
    // Who wrote it cannot approve it; long after the limit it is still approved as what it was.
    play.now = play.now.plus_hours(40);
    approve(&mut play, notice, "Ada Morel", Some(&sha256));
    assert!(lacks(&play).is_some());
    approve(&mut play, notice, "Lena Brandt", Some(&sha256));
    assert_eq!((lacks(&play), play.waits("need-notice-lacks")), (None, 0));
    let (_, gone) = play.state.deadlines.regime("eu-nis2").unwrap().sent["early-warning-24h"][0].clone();
    let rules = crate::domain::play::rules(&notice::sent_shortfalls(&play.state, &gone));
    assert_eq!(rules, ["C8-48"], "that it came after is told for ever");
}

#[test]
fn items_left_open_wait_for_a_supplement() {
    let mut play = Play::new();
    let notice = begun(&mut play);
    answer(&mut play, notice, &["malicious"]);
    play.done(sent, &PAPER);
    assert_eq!(
        (state(&play), lacks(&play)),
        (ClockState::Sent, Some((Paper::Notice, vec!["C8-48", "C8-45"], "draft")))
    );
    let (command, input) = act(&play, "need-notice-lacks").unwrap();
    let fields: Vec<(&str, &str)> =
        ["deadline", "notice-kind", "follows"].into_iter().filter_map(|name| Some((name, input.get(name)?))).collect();
    assert_eq!((command, fields[1]), ("draft", ("notice-kind", "supplement")));
    let supplement = play.done(notice::begin, &fields);
    let items: Vec<String> =
        play.state.notices.notice(supplement).unwrap().begun.items.iter().map(|item| item.id.clone()).collect();
    answer(&mut play, supplement, &items.iter().map(String::as_str).collect::<Vec<_>>());
    play.done(sent, &PAPER);
    assert_eq!(lacks(&play).unwrap().2, "approve-notice", "it answers everything, and nobody approved it");
    let text = play.state.notices.notice(supplement).unwrap().out(&play.state).unwrap().sha256.clone();
    approve(&mut play, supplement, "Lena Brandt", Some(&text));
    assert_eq!(lacks(&play), None, "{text}");
}

#[test]
fn a_sending_without_text_asks_for_one_and_a_receipt_takes_no_text_away() {
    let mut play = Play::new();
    play.done(sent, &[("deadline", EARLY), ("route", "phone")]);
    assert_eq!(lacks(&play), Some((Paper::Notice, vec!["C8-48", "C8-06"], "draft")));
    assert_eq!((play.waits("need-receipt"), play.waits("need-notice-lacks")), (1, 1));
    let notice = play.done(notice::begin, &[("deadline", EARLY)]);
    answer(&mut play, notice, &["malicious", "cross-border", "known"]);
    approve(&mut play, notice, "Lena Brandt", None);
    play.done(sent, &[("deadline", EARLY), ("route", "phone")]);
    assert_eq!(lacks(&play), Some((Paper::Notice, vec!["C8-06"], "sent")));
    assert_eq!((play.waits("need-receipt"), play.waits("need-notice-lacks")), (1, 0));
    play.done(sent, &PAPER);
    assert_eq!(lacks(&play), None);
}

#[test]
fn a_memo_stops_a_clock_only_while_it_is_whole() {
    let mut play = Play::new();
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    let fact = play.done(crate::domain::timeline::log, &[("text", "Only test data")]);
    let cited = play.state.label(fact);
    let with = |presence, cited| -> Vec<(&'static str, &str)> {
        let mut fields = whole(EARLY, "Too small");
        for field in &mut fields {
            match field.0 {
                "presence" => field.1 = presence,
                "cites" => field.1 = cited,
                _ => {}
            }
        }
        fields
    };
    play.done(memo, &with("none", &cited));
    assert_eq!((state(&play), lacks(&play)), (ClockState::Running, Some((Paper::Memo, vec!["C8-72"], "memo"))));
    assert_eq!(act(&play, "need-memo-lacks").unwrap().1.get("deadline"), Some(EARLY));
    play.done(memo, &with("wet-ink", &cited));
    assert_eq!((state(&play), lacks(&play), play.waits("need-memo-lacks")), (ClockState::Memo, None, 0));
    // A later one that is not whole takes nothing from the one that is, and says what it lacks.
    let later = play.done(memo, &with("none", &cited));
    assert_eq!((state(&play), lacks(&play).map(|lacks| lacks.1)), (ClockState::Memo, Some(vec!["C8-72"])));
    play.strike(later);
    // What it rests on falls: it is no proof any more, and the clock goes on.
    play.strike(fact);
    assert_eq!((state(&play), lacks(&play)), (ClockState::Running, Some((Paper::Memo, vec!["C8-70"], "memo"))));
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    assert_eq!(lacks(&play), None, "what overtakes a memo takes what it lacks along");
}

#[test]
fn a_memo_of_tomorrow_and_a_review_of_yesterday_are_said_as_what_they_are() {
    let mut play = Play::new();
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    let ahead = [&whole(EARLY, "Too small")[..], &[("at", "+3h")]].concat();
    assert!(play.run(memo, &ahead).1.contains(&"T-02"));
    assert_eq!((state(&play), lacks(&play)), (ClockState::Running, Some((Paper::Memo, vec!["T-02"], "memo"))));
    let mut past = whole(EARLY, "Too small");
    past.retain(|(name, _)| *name != "review");
    let at = play.now.plus_hours(-24).to_string();
    past.push(("review", &at));
    assert_eq!(play.run(memo, &past).1, ["C8-51", "C8-79"], "no date of its own, and not called missing");
    assert_eq!(lacks(&play).unwrap().1, ["C8-79"]);
    assert_eq!(state(&play), ClockState::Running);
}

#[test]
fn what_waits_says_how_much_a_notice_lacks_and_goes_on_while_it_is_late() {
    let said = |play: &Play, id: &str| {
        let found = needs(&play.state, play.now).into_iter().find(|need| need.what.id == id)?;
        Some(format!("{:?}", found.what))
    };
    let mut play = Play::new();
    let notice = begun(&mut play);
    answer(&mut play, notice, &["malicious"]);
    play.done(sent, &PAPER);
    let waits = said(&play, "need-notice-lacks").unwrap();
    assert!(waits.contains("Number(2)") && waits.contains("c8-48-missing"), "{waits}");
    let mut play = Play::new();
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    let mut poor = whole(EARLY, "Too small");
    poor.retain(|(name, _)| *name != "factors");
    play.done(memo, &poor);
    play.now = play.now.plus_hours(40);
    assert_eq!((state(&play), lacks(&play).map(|lacks| lacks.1)), (ClockState::Late, Some(vec!["C8-70"])));
    assert_eq!(play.waits("need-memo-lacks"), 1, "a memo that lacks something is still said once the limit is past");
}

#[test]
fn a_notice_before_the_start_of_its_clock_waits_until_the_times_agree() {
    let mut play = Play::new();
    play.done(start, &[("deadline", EARLY), ("start", "-1h"), ("why", "known")]);
    play.done(sent, &[&PAPER[..], &[("at", "-3h"), ("late-reason", "from paper")]].concat());
    play.now = play.now.plus_hours(100);
    assert_eq!(play.waits("need-sent-early"), 1);
    assert_eq!(act(&play, "need-sent-early").unwrap().0, "clock");
    play.done(start, &[("deadline", EARLY), ("start", "-105h"), ("why", "it was known by then")]);
    assert_eq!(play.waits("need-sent-early"), 0);
}

#[test]
fn an_answer_that_is_still_to_come_is_asked_for_again() {
    let mut play = Play::new();
    let whole = |answer: &'static str, at: &'static str| {
        [("regime", "eu-nis2"), ("answer", answer), ("reason", "too small"), ("decider", "Ada Morel"), ("at", at)]
    };
    let before = play.waits("need-ahead");
    let decision = play.decide(assess, &whole("no", "+3h")).unwrap();
    assert!(!crate::domain::decision::Shortfall::all_count(&decision.shortfalls), "what is to come does not count");
    play.done(assess, &whole("no", "+3h"));
    assert_eq!(play.waits("need-ahead"), before + 1);
    assert_eq!(act(&play, "need-ahead").unwrap().0, "regime");
    play.done(assess, &whole("no", "now"));
    assert_eq!(play.waits("need-ahead"), before);
    let said = |at: &'static str| {
        let tsp = ("deadline", "eu-nis2/trust-service-provider-24h");
        [tsp, ("met", "not-met"), ("reason", "none"), ("decider", "Ada Morel"), ("at", at)]
    };
    play.done(condition, &said("+3h"));
    assert_eq!((play.waits("need-ahead"), act(&play, "need-ahead").unwrap().0), (before + 1, "condition"));
    play.done(condition, &said("now"));
    assert_eq!(play.waits("need-ahead"), before);
}

#[test]
fn a_start_long_before_the_first_sign_is_doubted_and_counts() {
    let mut play = Play::new();
    let from = |at: &'static str| [("deadline", EARLY), ("start", at), ("why", "known")];
    assert_eq!(play.run(start, &from("2026-11-01 08:00")).1, Vec::<&str>::new(), "weeks can be");
    assert_eq!(play.run(start, &from("0001-11-21 08:00")).1, ["C8-63"]);
    assert_ne!(state(&play), ClockState::NotAssessed, "the careful reading governs until it is struck");
    assert!(crate::domain::rules::Rule::StartDoubtful.remark());
    let stays = crate::domain::control::control(&play.state, 8).missing;
    assert!(stays.iter().any(|gap| gap.shortfall.rule == Rule::StartDoubtful), "{stays:?}");
}

#[test]
fn a_law_that_does_not_apply_asks_for_one_memo_whatever_the_number_of_its_deadlines() {
    let mut play = Play::bare();
    let no = [("regime", "eu-nis2"), ("answer", "no"), ("reason", "no such entity"), ("decider", "Ada Morel")];
    play.done(assess, &no);
    let owed = play.state.deadlines.views(&play.state, play.now);
    assert!(owed.iter().filter(|view| view.state == ClockState::MemoOwed).count() > 3);
    assert_eq!(play.waits("need-memo"), 1);
    assert_eq!(act(&play, "need-memo").unwrap().1.get("deadline"), Some("eu-nis2"));
}

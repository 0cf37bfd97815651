use super::*;
use crate::domain::breach::{describe, moment, remedy, risk};
use crate::domain::deadline::{assess, memo, sent};
use crate::domain::mark::{Audience, Mark};
use crate::domain::notice as drafts;
use crate::domain::people;
use crate::domain::play::Play;
use crate::domain::rules::Rule;
use crate::domain::told;
use crate::library::lang::Lang;

fn entry(play: &Play) -> Vec<String> {
    let print = Print {
        case: "wr-c0ffee".to_owned(),
        size: 57,
        head: "9f2c".repeat(16),
        at: play.now,
        zone: chrono_tz::Europe::Berlin,
        exercise: false,
        problems: 0,
    };
    let lang = Lang::english();
    let mut all = Vec::new();
    breach_register(&play.state, &print).map(&mut |msg| all.push(lang.say(msg, Audience(Mark::Red))));
    all
}

#[track_caller]
fn assert_says(lines: &[String], words: &str) {
    assert!(lines.iter().any(|line| line == words), "{words} is not among {lines:#?}");
}

#[test]
fn what_does_not_count_is_said_beside_its_row() {
    let mut play = Play::bare();
    play.done(people::assign, &[("role", "dpo"), ("person", "Jon Sato")]);
    let rows = |play: &Play, words: &str| entry(play).iter().filter(|line| *line == words).count();
    let no = [("regime", "eu-gdpr"), ("answer", "no"), ("reason", "no people in it"), ("decider", "Ada Morel")];
    play.done(assess, &no);
    let dpo = [("regime", "eu-gdpr"), ("answer", "not-yet"), ("reason", "wait"), ("decider", "Jon Sato")];
    let later = play.done(assess, &dpo);
    let lines = entry(&play);
    let code = Lang::english().say(&Msg::new("print-value").code("value", "answer", "not-yet"), Audience(Mark::Red));
    let words = format!("later, record {}: {code}, does not count: C8-02", play.state.label(later));
    assert_says(&lines, &words);
    assert_says(&lines, "no people in it");

    let c8_76 = "recorded; does not count: C8-76";
    assert_eq!(rows(&play, c8_76), 0);
    play.done(describe, &[("records-low", "90"), ("records-high", "10"), ("derived", "guess")]);
    assert_eq!(rows(&play, c8_76), 1);

    let why = ["recorded; does not count: ", Rule::StartWithoutWhy.id()].concat();
    assert_eq!(rows(&play, &why), 0);
    play.done(moment, &[("moment", "occurred"), ("at", "-2h")]);
    assert_eq!(rows(&play, &why), 1);

    play.done(risk, &[("risk", "unlikely")]);
    assert_says(&entry(&play), &["recorded; does not count: ", Rule::RiskOwed.id()].concat());
}

#[test]
fn a_memo_that_lacks_something_is_not_printed_as_a_reason() {
    let mut play = Play::bare();
    let said = [("deadline", "eu-gdpr/authority-72h"), ("conclusion", "no risk"), ("decider", "Ada Morel")];
    play.done(memo, &said);
    let lines = entry(&play);
    let at = lines.iter().position(|line| line.ends_with(": no risk")).unwrap();
    let next = &lines[at + 1];
    assert!(next.starts_with("recorded; does not count: ") && next.contains(Rule::MemoOwed.id()), "{next}");
    assert!(next.contains(Rule::MemoUnsigned.id()), "{next}");
}

#[test]
fn a_notice_shows_the_digest_of_its_text_and_whether_it_was_approved() {
    let mut play = Play::bare();
    let id = play.done(drafts::begin, &[("deadline", "eu-gdpr/authority-72h")]);
    play.done(sent, &[("deadline", "eu-gdpr"), ("route", "portal"), ("reference", "C-1")]);
    let sent = play.state.notices.notice(id).unwrap().sent(&play.state).next().unwrap().1.clone();
    assert_eq!(sent.text_sha256.len(), 64);
    let lines = entry(&play);
    assert_says(&lines, &sent.text_sha256);
    assert_says(&lines, "text that went out, NOT approved before");
    assert!(!lines.iter().any(|line| line == "not recorded (sent)"), "{lines:#?}");
}

#[test]
fn a_record_that_came_late_or_lies_ahead_of_the_clock_says_so_in_its_row() {
    let mut play = Play::bare();
    let rows = |play: &Play, words: &str| entry(play).iter().filter(|line| line.starts_with(words)).count();
    let answer = [("regime", "eu-gdpr"), ("answer", "not-yet"), ("reason", "wait"), ("decider", "Ada Morel")];
    play.done(assess, &[&answer[..], &[("at", "-2h"), ("late-reason", "on the train")]].concat());
    // Its own row, and the row of the instant at which it was decided.
    assert_eq!(rows(&play, "late entry, 120 min: on the train"), 2);
    let police = [("tell-group", "police"), ("channel", "phone"), ("said", "we report"), ("at", "-1h")];
    play.done(told::sent, &police);
    assert_eq!(rows(&play, "late entry, 60 min, and no reason is recorded (T-01)"), 1);
    assert_eq!(rows(&play, "its time is ahead of the clock"), 0);
    play.done(moment, &[("moment", "occurred"), ("at", "+3h"), ("source", "log")]);
    assert_eq!(rows(&play, "its time is ahead of the clock"), 1);
    play.done(remedy, &[("description", "new keys"), ("remedy", "planned"), ("at", "+3h")]);
    assert_eq!(rows(&play, "its time is ahead of the clock"), 1, "what is planned lies ahead");
    play.done(crate::domain::declaration::catch_up, &[("reason", "paper"), ("catch-up-source", "paper")]);
    play.done(risk, &[("risk", "unlikely"), ("at", "-3h")]);
    assert_eq!(rows(&play, "late entry, 180 min, with the catch-up of record"), 1);
}

#[test]
fn what_a_notice_left_open_stands_beside_it() {
    let mut play = Play::bare();
    let early = ("deadline", "eu-nis2/early-warning-24h");
    let notice = play.done(drafts::begin, &[early]);
    let label = play.state.label(notice);
    let answer = [("item-answer", "not-yet-known"), ("text", "Being looked into"), ("follows-at", "+2h")];
    play.done(drafts::fill, &[&[("notice", label.as_str()), ("item", "malicious")][..], &answer].concat());
    play.done(sent, &[early, ("route", "portal"), ("reference", "C-1")]);
    let lines = entry(&play);
    assert_says(&lines, "recorded, and it counts; missing: C8-45");
    let open: Vec<&String> = lines.iter().filter(|line| line.starts_with("not answered: ")).collect();
    assert_eq!(open.len(), 2, "{lines:#?}");
    let items = &play.state.notices.notice(notice).unwrap().begun.items;
    let answered = items.iter().find(|item| item.id == "malicious").unwrap();
    assert!(open.iter().all(|line| !line.contains(&answered.text)), "{open:?}");
}

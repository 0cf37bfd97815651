//! Pages from records alone, and the minutes that are begun from them.

use super::*;
use crate::domain::decision_log::decide;
use crate::domain::mark::Mark;
use crate::domain::play::Play;
use crate::domain::{briefing, deadline, procedure, timeline, watch};
use crate::library::lang::Lang;

const DECISION: [(&str, &str); 6] = [
    ("question", "Cut the VPN?"),
    ("choice", "cut it"),
    ("options", "cut it; wait"),
    ("reason", "the actor is on it"),
    ("decider", "Ada Morel"),
    ("objected", "nobody"),
];

fn wall(mark: Mark) -> Wall {
    Wall { audience: Audience(mark), withheld: 0, zone: chrono_tz::UTC, called: None }
}

/// What a page says to a room, figures first.
fn said(play: &Play, kind: Kind, wall: Wall) -> Vec<String> {
    let lang = Lang::english();
    let wall = Wall { called: wall.called.or(briefing::open(&play.state, play.now).map(|(id, _)| *id)), ..wall };
    let page = pages(&play.state, play.now, wall).into_iter().find(|page| page.kind == kind).unwrap();
    let mut lines = Vec::new();
    for section in page.sections {
        lines.extend(section.heading.map(|heading| lang.say(&heading, wall.audience)));
        lines.extend(section.items.into_iter().map(|item| {
            let figures = item.figures.map(|figures| figures + " ").unwrap_or_default();
            figures + &lang.say(&item.entry.text, wall.audience)
        }));
    }
    lines
}

fn red(play: &Play, kind: Kind) -> Vec<String> {
    said(play, kind, wall(Mark::Red))
}

fn has(lines: &[String], words: &str) -> bool {
    lines.iter().any(|line| line.contains(words))
}

#[test]
fn an_empty_case_says_politely_what_belongs_on_each_page() {
    let play = Play::bare();
    let said = |kind| red(&play, kind).join("\n");
    let elapsed = said(Kind::Standing);
    assert!(elapsed.starts_with("00:00:00 ") && elapsed.contains("Nobody holds the lead"), "{elapsed}");
    assert!(said(Kind::Known).contains("No fact is on record") || said(Kind::Known).contains("question"));
    let done = said(Kind::Done);
    assert!(done.starts_with("So far: 1") && done.contains("incident declared"), "{done}");
    for kind in [Kind::Due, Kind::Next, Kind::Again] {
        let page = pages(&play.state, play.now, wall(Mark::Red)).into_iter().find(|page| page.kind == kind).unwrap();
        assert!(page.act.is_some(), "{kind:?} names the command that starts it");
        let words = said(kind);
        assert!(["Nothing", "Nobody", "No "].iter().any(|word| words.starts_with(word)), "{kind:?}: {words}");
    }
}

#[test]
fn facts_stand_apart_from_what_is_assumed_and_from_what_nobody_knows() {
    let mut play = Play::bare();
    let basis = [("status", "confirmed"), ("sources", "the log, Jon Sato"), ("confirmer", "Rosa Nagy")];
    play.done(timeline::log, &[&[("text", "The key was used twice")][..], &basis].concat());
    play.done(timeline::log, &[("text", "The backups may be gone")]);
    let lines = red(&play, Kind::Known);
    let at = |words: &str| lines.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{lines:#?}"));
    assert!(at("Confirmed") < at("used twice") && at("used twice") < at("Assumed, not confirmed"), "{lines:#?}");
    assert!(at("Assumed, not confirmed") < at("backups may be gone"), "{lines:#?}");
    // What nobody struck stands; what was struck is on no page.
    let wrong = play.done(timeline::log, &[("text", "Typed into the wrong case")]);
    assert!(has(&red(&play, Kind::Known), "wrong case"));
    play.strike(wrong);
    assert!(!has(&red(&play, Kind::Known), "wrong case"));
}

#[test]
fn words_above_the_room_are_on_no_page_and_their_number_is() {
    let mut play = Play::bare();
    for (words, mark) in [("Ostrich is the inside person", "RED"), ("Visitors came by", "GREEN")] {
        play.done(timeline::log, &[("text", words), ("mark", mark)]);
    }
    // A play folds every record under one mark: the room is that of a lower one.
    let room = Wall { withheld: 3, ..wall(Mark::Green) };
    for kind in Kind::ALL {
        assert!(!has(&said(&play, kind, room), "Ostrich"), "{kind:?}");
    }
    assert!(has(&said(&play, Kind::Standing, room), "up to TLP:GREEN; 3 records are withheld"));
    assert!(has(&red(&play, Kind::Standing), "everything up to TLP:RED"));
}

#[test]
fn clocks_count_down_in_figures_and_what_was_agreed_has_its_time() {
    let mut play = Play::bare();
    let fields = [("deadline", "eu-nis2/early-warning-24h"), ("start", "now"), ("why", "the regulator rang")];
    play.done(deadline::start, &fields);
    play.done(watch::roll_call, &[("present", "Ada Morel")]);
    let minutes = [("agenda", "state"), ("actions", "Jon Sato: rotate keys @ +30m\nLena Brandt: call the host")];
    play.done(briefing::hold, &minutes);
    let lines = red(&play, Kind::Due);
    assert!(lines[0].starts_with("23:58:00 ") && lines[0].contains("due 2026-11-22"), "{lines:#?}");
    assert!(has(&lines, "Jon Sato: rotate keys") && !has(&lines, "call the host"), "{lines:#?}");
    let next = red(&play, Kind::Next);
    assert!(has(&next, "Jon Sato, by ") && has(&next, "Lena Brandt: call the host"), "{next:#?}");
    play.now = play.now.plus_hours(25);
    let lines = red(&play, Kind::Due);
    assert!(lines[0].starts_with("-01:02:00 ") && lines[0].contains("late"), "{lines:#?}");
}

#[test]
fn what_was_done_is_counted_from_the_last_briefing_on() {
    let mut play = Play::new();
    let act = |play: &mut Play, words: &str| play.done(timeline::log, &[("lane", "action"), ("text", words)]);
    act(&mut play, "Egress blocked");
    assert!(has(&red(&play, Kind::Done), "Egress blocked"));
    play.done(watch::roll_call, &[("present", "Ada Morel")]);
    // The briefing that goes on is not the last one.
    assert!(has(&red(&play, Kind::Done), "Egress blocked"));
    let held = play.done(briefing::hold, &[("agenda", "state"), ("assumed", "the worst"), ("actions", "none")]);
    let lines = red(&play, Kind::Done);
    assert!(!has(&lines, "Egress blocked") && lines[0].starts_with("Nothing"), "{lines:#?}");
    act(&mut play, "Keys rotated");
    let lines = red(&play, Kind::Done);
    assert!(has(&lines, "Keys rotated") && has(&lines, &format!("record {}: 1", play.state.label(held))), "{lines:#?}");
    assert!(has(&red(&play, Kind::Known), "the worst"), "what the minutes assumed is still assumed");
}

#[test]
fn decisions_wanted_stand_before_those_that_were_taken() {
    let mut play = Play::bare();
    play.done(decide, &[&DECISION[..], &[("review", "+20m")]].concat());
    let lines = red(&play, Kind::Wanted);
    assert!(has(&lines, "to be looked at again") && has(&lines, "Ada Morel chose: cut it"), "{lines:#?}");
    play.now = play.now.plus_minutes(30);
    let lines = red(&play, Kind::Wanted);
    assert!(lines[0].contains("To be decided") && has(&lines, "Cut the VPN?"), "{lines:#?}");
}

#[test]
fn the_next_briefing_stands_in_figures_and_who_is_here_by_name() {
    let mut play = Play::bare();
    let roll = [("present", "Ada Morel, Jon Sato"), ("absent", "Rosa Nagy"), ("next", "2026-11-21 17:15")];
    play.done(watch::roll_call, &roll);
    let lines = red(&play, Kind::Again);
    assert!(lines[0].starts_with("17:15 2026-11-21 UTC, in 8 h"), "{lines:#?}");
    assert!(has(&lines, "2 present: Ada Morel, Jon Sato") && has(&lines, "1 did not answer: Rosa Nagy"), "{lines:#?}");
    play.now = play.now.plus_hours(9);
    let lines = red(&play, Kind::Again);
    assert!(lines[0].contains("was due") && lines.len() == 1, "a roll call of hours ago is no briefing: {lines:#?}");
}

#[test]
fn a_page_is_cut_and_says_how_much_is_left_and_where_it_is_read() {
    let mut play = Play::bare();
    for number in 0..MOST + 5 {
        play.done(timeline::log, &[("text", &format!("observation {number}"))]);
    }
    let lines = red(&play, Kind::Known);
    assert_eq!(lines.iter().filter(|line| line.contains("observation")).count(), MOST);
    assert!(has(&lines, "and 5 more: pane 1, the timeline"), "{lines:#?}");
}

#[test]
fn minutes_are_begun_from_what_was_shown_and_decided_and_take_nothing_down_a_mark() {
    let mut play = Play::new();
    let unsure = play.done(timeline::log, &[("text", "The backups may be gone")]);
    let unseen = play.done(timeline::log, &[("text", "Nobody looked at this")]);
    play.done(watch::roll_call, &[("present", "Ada Morel, Jon Sato"), ("next", "+1h")]);
    let taken = play.done(decide, &DECISION);
    let called = briefing::open(&play.state, play.now).unwrap().clone();
    let shown = Shown { pages: [Kind::Known, Kind::Standing].into(), records: [unsure].into() };
    let lang = Lang::english();
    let begun = |play: &Play, mark| {
        let begun = draft(&play.state, &called, play.now, wall(mark), &shown);
        let lines = |all: &[Msg]| all.iter().map(|msg| lang.say(msg, Audience(mark))).collect::<Vec<_>>();
        (lines(&begun.agenda), lines(&begun.assumed), lines(&begun.note))
    };
    let (agenda, assumed, note) = begun(&play, Mark::Red);
    assert_eq!(agenda, ["Where we are", "What we know"]);
    assert_eq!(assumed, [format!("The backups may be gone (record {})", play.state.label(unsure))]);
    assert_ne!(unsure, unseen);
    assert!(note[0].starts_with("From 09:0") && has(&note, "Present: Ada Morel, Jon Sato"), "{note:#?}");
    let decided = format!("Decided, record {}: cut it (asked: Cut the VPN?)", play.state.label(taken));
    assert!(note.contains(&decided) && has(&note, "Next briefing: 10:0"), "{note:#?}");
    // Readers of the minutes may see less than the words: the record is named and nothing of it said.
    let (_, assumed, note) = begun(&play, Mark::Green);
    assert!(!has(&assumed, "backups") && has(&assumed, "record"), "{assumed:#?}");
    // Of a decision not even the number: which record was decided in this briefing is said to nobody who may not read it.
    let number = play.state.label(taken);
    assert!(
        !has(&note, "VPN") && !note.iter().any(|line| line.contains("ecided") && line.contains(&number)),
        "{note:#?}"
    );
    assert!(has(&note, "1 decision was taken that stands above the mark") && !has(&note, "No decision"), "{note:#?}");
    // Recorded as they are begun they lack only what somebody has to say.
    let label = play.state.label(called.0);
    let fields = [("agenda", "Where we are"), ("assumed", "the worst"), ("actions", "none"), ("roll", label.as_str())];
    let (_, rules) = play.run(briefing::hold, &fields);
    assert_eq!(rules, [""; 0]);
    assert!(briefing::open(&play.state, play.now).is_none());
}

#[test]
fn a_briefing_goes_on_from_its_roll_call_to_its_minutes_and_no_longer_than_hours() {
    let mut play = Play::new();
    play.done(procedure::take, &[("step", "G-01")]);
    assert!(briefing::open(&play.state, play.now).is_none());
    let roll = play.done(watch::roll_call, &[("present", "Ada Morel")]);
    let open = |play: &Play, minutes| briefing::open(&play.state, play.now.plus_minutes(minutes)).map(|(id, _)| *id);
    assert_eq!([open(&play, 0), open(&play, 179), open(&play, 180)], [Some(roll), Some(roll), None]);
    let held = play.done(briefing::hold, &[("agenda", "state")]);
    assert_eq!(open(&play, 0), None);
    // Minutes that were taken back are to be written again.
    play.strike(held);
    assert_eq!(open(&play, 0), Some(roll));
    play.strike(roll);
    assert_eq!(open(&play, 0), None);
}

#[test]
fn where_nothing_runs_open_questions_of_law_and_their_worst_dates_are_said() {
    let mut play = Play::bare();
    assert!(red(&play, Kind::Due)[0].starts_with("Nothing is due"), "no question, no worst date");
    play.done(deadline::assess, &[("regime", "eu-nis2"), ("answer", "not-yet"), ("reason", "asked counsel")]);
    let lines = red(&play, Kind::Due);
    // Aware at the declaration, 09:04: the early warning would be due a day later.
    let said = "Nothing runs; 1 question of law is open, at worst due 2026-11-22 09:04 (exposure, not a deadline)";
    assert!(has(&lines, said) && !has(&lines, "Nothing is due"), "{lines:#?}");
    play.done(deadline::assess, &[("regime", "eu-gdpr"), ("answer", "not-yet"), ("reason", "asked counsel")]);
    assert!(has(&red(&play, Kind::Due), "Nothing runs; 2 questions of law are open"), "{:#?}", red(&play, Kind::Due));
    play.now = play.now.plus_hours(30);
    let lines = red(&play, Kind::Due);
    assert!(has(&lines, "at worst due since 09:04: passed"), "{lines:#?}");
    // Once a clock runs, it stands there, and the question no less.
    play.done(deadline::start, &[("deadline", "eu-nis2/early-warning-24h"), ("start", "now"), ("why", "it is so")]);
    let lines = red(&play, Kind::Due);
    assert!(!has(&lines, "Nothing runs") && lines[0].contains(", due "), "{lines:#?}");
}

#[test]
fn a_page_of_which_nothing_may_be_read_says_so_and_not_that_there_is_nothing() {
    let play = Play::bare();
    let room = Wall { withheld: 2, ..wall(Mark::Green) };
    for kind in [Kind::Due, Kind::Next] {
        let lines = said(&play, kind, room);
        assert_eq!(lines.len(), 1, "{lines:#?}");
        assert!(
            lines[0].starts_with("Nothing of this may be read at this level") && lines[0].ends_with("(2)"),
            "{lines:#?}"
        );
        assert!(!red(&play, kind)[0].contains("may be read"), "{kind:?}: where nothing is withheld there is nothing");
    }
}

#[test]
fn the_next_briefing_is_the_last_time_that_was_agreed_though_a_later_roll_call_names_none() {
    let mut play = Play::bare();
    assert!(briefing::next(&play.state).is_none());
    let first = play.done(watch::roll_call, &[("present", "Ada Morel"), ("next", "2026-11-21 17:15")]);
    let second = play.done(watch::roll_call, &[("present", "Ada Morel")]);
    let next = |play: &Play| briefing::next(&play.state).map(|(id, when, _)| (id, when.map(|when| when.at)));
    let (record, at) = next(&play).unwrap();
    assert_eq!((record, local(at.unwrap(), chrono_tz::UTC).hm()), (first, "17:15".to_owned()));
    // Taken back it was agreed no more, and nobody named another.
    play.strike(first);
    assert_eq!(next(&play), Some((second, None)));
}

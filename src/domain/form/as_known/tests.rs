//! What the page of an instant says, and what it does not say.

use super::*;
use crate::domain::deadline::ClockState;
use crate::domain::mark::{Audience, Mark};
use crate::domain::play::Play;
use crate::domain::{callout, deadline, population, timeline, told, watch};
use crate::library::lang::Lang;

fn said(play: &Play, audience: Mark) -> Vec<String> {
    let print = Print {
        case: "wr-c0ffee".to_owned(),
        size: 57,
        head: "9f2c".repeat(16),
        at: play.now,
        zone: chrono_tz::Europe::Berlin,
        exercise: false,
        problems: 0,
    };
    let then = Then { at: play.now, printed: play.now.plus_hours(30), records: 57, later: 4, unheard: 3 };
    let lang = Lang::english();
    let mut all = Vec::new();
    as_known(&play.state, &print).of_the_past(&play.state, &print, &then).map(&mut |msg| {
        all.push(lang.say(msg, Audience(audience)));
    });
    all
}

#[track_caller]
fn assert_says(lines: &[String], words: &str) {
    assert!(lines.iter().any(|line| line.contains(words)), "{words} is not among {lines:#?}");
}

#[test]
fn the_page_says_what_was_known_who_knew_it_and_which_clocks_ran() {
    let mut play = Play::new();
    let sources = [("sources", "firewall, proxy"), ("confirmer", "Rosa Nagy"), ("speaker", "Lena Brandt")];
    let fact = [("text", "db-1 sent 4 GB out"), ("status", "confirmed")];
    play.done(timeline::log, &[&fact[..], &sources[..]].concat());
    play.done(timeline::log, &[("text", "perhaps hr-2 too"), ("status", "suspected")]);
    let struck = play.done(timeline::log, &[("text", "the printer beacons"), ("status", "suspected")]);
    play.strike(struck);
    play.done(timeline::log, &[("text", "an alert that nobody has judged")]);
    let call = play.done(callout::call, &[("callee", "Jon Sato"), ("channel", "phone")]);
    let words = [("words", "I take it"), ("identity", "challenge"), ("outcome", "acknowledged")];
    play.done(callout::answer, &[&[("call", &*call.seq.to_string())][..], &words[..]].concat());
    play.done(watch::roll_call, &[("present", "Rosa Nagy")]);
    play.done(watch::hand_over, &[("to", "Rosa Nagy"), ("from", "Ada Morel"), ("read-back", "db-1")]);
    let yes = [("regime", "eu-nis2"), ("answer", "yes"), ("reason", "significant"), ("decider", "Lena Brandt")];
    play.done(deadline::assess, &yes);
    let early = "eu-nis2/early-warning-24h";
    play.done(deadline::start, &[("deadline", early), ("start", "-30h"), ("why", "the SOC was sure")]);
    let lines = said(&play, Mark::Red);
    for words in [
        "AS KNOWN AT 2026-11-21",
        "4 records that were made later are left out",
        "3 lines had been written by then on laptops",
        "as known at",
        "db-1 sent 4 GB out",
        "firewall, proxy",
        "perhaps hr-2 too",
        "an alert that nobody has judged",
        "late by 0",
        "the SOC was sure",
        "acknowledged by phone",
        "present at a briefing",
        "took over: ",
        "handed over: ",
        "called Jon Sato",
        "decided under eu-nis2",
        "said what a line says",
        "confirmed a fact",
        "declared the incident",
        "holds: ",
        "wrote ",
    ] {
        assert_says(&lines, words);
    }
    assert!(!lines.iter().any(|line| line == "the printer beacons"), "a struck line is no fact");
    // Who may not read the words gets none of them.
    let public = said(&play, Mark::Green);
    assert!(!public.iter().any(|line| line.contains("4 GB") || line.contains("hr-2") || line.contains("SOC")));
    let sent = [("deadline", early), ("route", "portal"), ("reference", "N-1"), ("late-reason", "no network")];
    play.done(deadline::sent, &sent);
    assert_says(&said(&play, Mark::Red), "sent a notice under eu-nis2");
}

/// Kinds that have no line of their own among what was decided, and why.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("a table of the page shows them", &["timeline.noted", "timeline.corrected", "regime.considered", "notice.sent"]),
    ("who knew says so", &["roll.called", "call.placed", "call.answered"]),
    ("a draft is not sent; its approval is listed", &["notice.begun", "notice.written"]),
    ("it says that a paper was printed, not what was known", &["paper.printed"]),
    (
        "it fixes what stands in the journal, and teaches nothing",
        &["checkpoint.signed", "anchor.paper", "anchor.phone", "anchor.witness", "anchor.stamp"],
    ),
    (
        "it says what left the case, not what was known in it",
        &[
            "export.started",
            "export.finished",
            "export.failed",
            "exchange.written",
            "exchange.failed",
            "privilege.claimed",
            "privilege.released",
            "hold.placed",
            "hold.lifted",
        ],
    ),
    (
        "its own record shows a drill, and a drill is no incident",
        &["drill.planned", "drill.clock", "drill.delivered", "drill.observed", "drill.scored"],
    ),
    ("it rings, and teaches nothing new", &["clock.threshold", "ring.sounded", "ring.silenced"]),
    ("the checklist as known at shows them", &["step.taken", "step.verified", "proof.attached", "procedure.approval"]),
    ("who is at the keys, and how they can be reached", &["keys.taken", "person.added", "person.corrected"]),
    ("it says why a line came late, beside that line", &["catch-up.opened", "catch-up.closed", "late.explained"]),
    (
        "the custody forms and the evidence log as known at show them",
        &[
            "exhibit.registered",
            "exhibit.described",
            "exhibit.claimed",
            "exhibit.hashed",
            "exhibit.hash-failed",
            "exhibit.recheck-every",
            "acquisition.begun",
            "acquisition.ended",
            "custody.moved",
        ],
    ),
    (
        "it is evidence, and the sources as known at show it",
        &["source.captured", "session.recorded", "session.brought", "rows.imported", "rows.clock-declared"],
    ),
    (
        "it says where to look again, not what was found",
        &["rows.bookmarked", "rows.unbookmarked", "rows.search-saved", "rows.search-removed"],
    ),
    (
        "about this laptop and its clock, not about the incident",
        &[
            "chain.opened",
            "selftest.recorded",
            "clock.checked",
            "clock.unchecked",
            "clock.jumped",
            "journal.damage-seen",
            "readiness.checked",
            "chains.heard",
            "safety.named",
            "safety.ended",
            "safety.failed",
            "safety.resumed",
            "case.restored",
            "medium.seen",
            "medium.noted",
        ],
    ),
    (
        "it stands in the file of the organisation, not in a case",
        &[
            "approval.given",
            "procedure.retired",
            "regime.approved",
            "regime.approval-withdrawn",
            "key.enrolled",
            "key.withdrawn",
            "role.acknowledged",
            "number.test-called",
            "exercise.planned",
            "exercise.held",
            "organisation.profile",
            "plan.listed",
            "plan.unlisted",
            "plan.stated",
            "plan.approved",
        ],
    ),
];

#[test]
fn every_kind_of_record_is_listed_or_left_out_for_a_reason() {
    let mut placed: Vec<&str> = LISTED.to_vec();
    placed.extend(ELSEWHERE.iter().flat_map(|(_, kinds)| kinds.iter().copied()));
    let mut known = crate::domain::fact::Fact::kinds();
    placed.sort_unstable();
    known.sort_unstable();
    assert_eq!(placed, known, "a kind is to stand once, in LISTED or in ELSEWHERE");
}

#[test]
fn who_was_told_and_how_many_there_are_is_on_the_page() {
    let mut play = Play::new();
    let not = [("tell-group", "data-subjects"), ("tell-decision", "not"), ("ground", "unintelligible")];
    let why = [("reason", "the disk is encrypted"), ("decider", "Lena Brandt"), ("people-likely", "9000")];
    play.done(told::decide, &[&not[..], &why].concat());
    let said_so = [("tell-group", "police"), ("channel", "by phone"), ("said", "we report"), ("by", "Jon Sato")];
    play.done(told::sent, &said_so);
    play.done(population::count, &population::EXAMPLE);
    let lines = said(&play, Mark::Red);
    for words in [
        "the disk is encrypted",
        "by phone",
        "low / likely / high: - / 9000 / -",
        "people in set-9 v3",
        "the low figure is that of the largest stratum alone",
        "recorded; does not count: C8-80",
        "decided whether somebody is told",
        "told somebody",
        "counted people",
    ] {
        assert_says(&lines, words);
    }
}

#[test]
fn every_state_of_a_clock_has_its_word() {
    use ClockState::{Elapsing, Late, Memo, MemoOwed, NotAssessed, NotStarted, Running, Sent};
    let lang = Lang::english();
    for state in [NotAssessed, NotStarted, Running, Elapsing, Late, Sent, Memo, MemoOwed] {
        assert!(lang.has(&format!("print-clock-{}", state.code())), "{state:?}");
    }
}

//! What is said to happen only after it was recorded has not happened: it starts no clock and stops none.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::ai_act::{self, Duty};
use crate::domain::notice;
use crate::domain::play::Play;
use crate::domain::procedure;
use crate::domain::station::{ClockJumped, check_clock};
use crate::domain::time::Instant;

const EARLY: &str = "eu-nis2/early-warning-24h";
const NOTICE: &str = "eu-nis2/notification-72h";
const FINAL: &str = "eu-nis2/final-report-1-month";
const PAPER: [(&str, &str); 2] = [("route", "portal"), ("reference", "N-1")];

/// State, due instant and the instant of the notice.
type Seen = (ClockState, Option<Instant>, Option<Instant>);

fn seen(play: &Play, key: &str) -> Seen {
    let views = play.state.deadlines.views(&play.state, play.now);
    let view = views.iter().find(|view| view.key() == key).unwrap_or_else(|| panic!("{key}"));
    (view.state, view.due, view.sent_at)
}

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(&format!("2026-11-{text}:00Z")).unwrap()
}

fn start_at(play: &mut Play, key: &str, at: &str) -> Vec<&'static str> {
    play.run(start, &[("deadline", key), ("start", at), ("why", "known")]).1
}

fn sent_at(play: &mut Play, key: &str, at: &str) -> (crate::domain::id::RecordId, Vec<&'static str>) {
    play.run(sent, &[&[("deadline", key), ("at", at)][..], &PAPER].concat())
}

#[test]
fn what_lies_ahead_of_its_record_starts_and_stops_nothing() {
    let mut play = Play::new();
    assert!(start_at(&mut play, EARLY, "+2h").contains(&"T-02"));
    assert_eq!((seen(&play, EARLY).0, seen(&play, EARLY).1), (ClockState::NotAssessed, None), "relative to now");
    assert!(start_at(&mut play, EARLY, "2026-11-21 20:00Z").contains(&"T-02"));
    play.now = at("22T09:00");
    assert_eq!(seen(&play, EARLY).1, None, "the instant has come, and nobody recorded that it did");
    assert_eq!(play.waits("need-ahead"), 2, "both starts");
    start_at(&mut play, EARLY, "2026-11-22 08:00Z");
    assert_eq!(seen(&play, EARLY).1, Some(at("23T08:00")));
    let (ahead, rules) = sent_at(&mut play, EARLY, "2026-11-22 17:00Z");
    assert!(rules.contains(&"T-02"), "{rules:?}");
    assert_eq!(seen(&play, EARLY), (ClockState::Running, Some(at("23T08:00")), None));
    assert_eq!(play.waits("need-ahead"), 1, "it has started since; the notice is to be recorded again");
    sent_at(&mut play, NOTICE, "+1h");
    assert_eq!(seen(&play, FINAL).1, None, "what follows a notice does not start either");
    play.now = at("23T09:00");
    assert_eq!(seen(&play, EARLY).0, ClockState::Late);
    let regime = &play.state.deadlines.regime("eu-nis2").unwrap();
    assert!(regime.ahead(&play.state, regime.considered.clock("early-warning-24h")).iter().any(|(id, _)| *id == ahead));
    sent_at(&mut play, EARLY, "2026-11-22 17:05Z");
    assert_eq!(seen(&play, EARLY), (ClockState::Sent, Some(at("23T08:00")), Some(at("22T17:05"))));
    assert_eq!(play.waits("need-ahead"), 1, "the one for the 72 hours is left");
}

#[test]
fn a_minute_is_what_clocks_are_read_to() {
    let mut play = Play::new();
    play.now = at("21T09:10").plus_millis(-90_000);
    start_at(&mut play, EARLY, "2026-11-21 09:10Z");
    let began = play.now;
    assert_eq!(seen(&play, EARLY), (ClockState::Running, Some(began.plus_hours(24)), None), "never after its record");
    let views = play.state.deadlines.views(&play.state, play.now);
    assert!(views.iter().filter_map(|view| view.elapsed(play.now)).all(|elapsed| elapsed >= 0));
}

#[test]
fn a_clock_that_was_found_wrong_says_what_had_happened() {
    let compared = |play: &mut Play, by_minutes: i64| {
        let reference = play.now.plus_minutes(1 + by_minutes).to_string();
        play.done(check_clock, &[("reference", &reference)]);
    };
    // The laptop is two hours behind: what is typed from a watch lies ahead of it and had happened.
    let mut play = Play::new();
    start_at(&mut play, EARLY, "-1h");
    compared(&mut play, 120);
    sent_at(&mut play, EARLY, "2026-11-21 10:30Z");
    assert_eq!(seen(&play, EARLY).0, ClockState::Sent);
    // Found out only afterwards, it is the same.
    let mut play = Play::new();
    start_at(&mut play, EARLY, "-1h");
    sent_at(&mut play, EARLY, "2026-11-21 10:30Z");
    assert_eq!(seen(&play, EARLY).0, ClockState::Running);
    compared(&mut play, 120);
    assert_eq!(seen(&play, EARLY).0, ClockState::Sent);
    // Two hours ahead: a notice typed from a watch lies before the laptop's time and had not gone out.
    let mut play = Play::new();
    play.now = at("21T09:00");
    start_at(&mut play, EARLY, "2026-11-21 08:30Z");
    sent_at(&mut play, EARLY, "2026-11-21 08:40Z");
    compared(&mut play, -120);
    let (state, due, _) = seen(&play, EARLY);
    assert_eq!(state, ClockState::Running, "it had not gone out; the start that was on record stays");
    assert_eq!(due, Some(at("22T07:01")), "never after its record");
}

#[test]
fn row_and_follow_on_rest_on_the_same_notice() {
    let mut play = Play::new();
    start_at(&mut play, EARLY, "2026-11-20 10:00Z");
    sent_at(&mut play, NOTICE, "2026-11-21 08:30Z");
    let (first, _) = sent_at(&mut play, NOTICE, "2026-11-21 07:00Z");
    assert_eq!(seen(&play, NOTICE).2, Some(at("21T07:00")), "the one that went out first, whatever was recorded first");
    let views = play.state.deadlines.views(&play.state, play.now);
    let follows = views.iter().find(|view| view.key() == FINAL).unwrap();
    assert_eq!(follows.start.map(|start| (start.record, start.at)), Some((first, at("21T07:00"))));
    play.strike(first);
    assert_eq!((seen(&play, NOTICE).2, seen(&play, FINAL).1.is_some()), (Some(at("21T08:30")), true));
}

#[test]
fn a_notice_before_the_clocks_own_start_is_remarked_and_counts() {
    let mut play = Play::new();
    start_at(&mut play, EARLY, "2026-11-21 08:00Z");
    let (_, rules) = sent_at(&mut play, EARLY, "2026-11-21 07:00Z");
    assert!(rules.contains(&"C8-61"), "{rules:?}");
    assert_eq!(seen(&play, EARLY).0, ClockState::Sent);
    let early = |play: &Play| {
        let views = play.state.deadlines.views(&play.state, play.now);
        views.iter().find(|view| view.key() == EARLY).unwrap().sent_early()
    };
    assert_eq!(early(&play), Some(3_600_000));
    // The other way round it is said where the start is recorded.
    let mut play = Play::new();
    assert!(!sent_at(&mut play, EARLY, "2026-11-21 07:00Z").1.contains(&"C8-61"));
    assert!(start_at(&mut play, EARLY, "2026-11-21 08:00Z").contains(&"C8-61"));
    assert!(!start_at(&mut play, EARLY, "2026-11-21 06:00Z").contains(&"C8-61"));
    assert_eq!(early(&play), None);
}

#[test]
fn an_authority_is_informed_when_it_had_been_by_the_clock_as_corrected() {
    const GENERAL: &str = "eu-ai-act-73/general-15-days";
    let mut play = Play::new();
    play.done(procedure::choose, &[("procedure", "ai-training-data-poisoning")]);
    sent_at(&mut play, GENERAL, "+3h");
    play.now = play.now.plus_hours(5);
    assert_eq!(ai_act::duty(&play.state, play.now), Duty::Open, "said to go out later");
    // The laptop is an hour ahead: read from it at noon, it went out at eleven.
    let reference = play.now.plus_minutes(1).plus_hours(-1).to_string();
    play.done(check_clock, &[("reference", &reference)]);
    let (record, _) = sent_at(&mut play, GENERAL, "now");
    let gone = play.now.plus_hours(-1);
    assert_eq!(ai_act::duty(&play.state, gone), Duty::Informed(record, gone));
    assert_eq!(ai_act::duty(&play.state, gone.plus_millis(-1)), Duty::Open);
}

#[test]
fn a_notice_that_is_yet_to_go_out_is_not_sent() {
    let mut play = Play::new();
    start_at(&mut play, EARLY, "-1h");
    let drafted = play.done(notice::begin, &[("deadline", EARLY)]);
    sent_at(&mut play, EARLY, "+1h");
    let draft = play.state.notices.notice(drafted).unwrap();
    assert_eq!(draft.progress(&play.state, play.now).stage, notice::Stage::Draft);
    assert!(play.state.notices.unsent_first(&play.state, "eu-nis2", "early-warning-24h").is_some());
    sent_at(&mut play, EARLY, "now");
    assert_eq!(play.state.notices.notice(drafted).unwrap().sent(&play.state).count(), 1);
}

#[test]
fn a_reason_for_what_is_not_late_is_kept_and_remarked() {
    let mut play = Play::new();
    let why = |play: &mut Play| {
        let fields = [("deadline", EARLY), ("kept", "Ada Morel"), ("infeasible", "no access"), ("earlier", "nothing")];
        play.run(explain_delay, &[&fields[..], &[("infeasible-from", "-1h")]].concat()).1
    };
    assert_eq!(why(&mut play), ["C8-62"], "it has not started");
    start_at(&mut play, EARLY, "-1h");
    assert_eq!(why(&mut play), ["C8-62"], "it runs");
    assert!(crate::domain::rules::Rule::NotLate.remark());
    start_at(&mut play, EARLY, "-30h");
    assert_eq!(why(&mut play), [""; 0], "it is late");
    sent_at(&mut play, EARLY, "now");
    assert_eq!(why(&mut play), [""; 0], "it was late");
}

/// What becomes of the case between two looks at it; times in minutes from the laptop's clock.
#[derive(Debug, Clone)]
enum Step {
    Start(&'static str, i64, bool),
    Sent(&'static str, i64, bool),
    Set(i64),
    Check,
    Wait(i64),
}

fn any_step() -> impl Strategy<Value = Step> {
    let key = || select(vec![EARLY, NOTICE, FINAL]);
    let minutes = || prop_oneof![-3000_i64..3000, -3_i64..4];
    prop_oneof![
        3 => (select(vec![EARLY, NOTICE]), minutes(), any::<bool>()).prop_map(|(key, at, told)| Step::Start(key, at, told)),
        3 => (key(), minutes(), any::<bool>()).prop_map(|(key, at, told)| Step::Sent(key, at, told)),
        1 => (-1800_i64..1800).prop_map(Step::Set),
        1 => Just(Step::Check),
        2 => (0_i64..3000).prop_map(Step::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_clock_has_run_for_less_than_nothing_and_what_is_to_come_stops_none(
        steps in prop::collection::vec(any_step(), 1..14),
    ) {
        let mut play = Play::new();
        // True time less what the laptop shows; and the latest corrected instant that the journal holds.
        let (mut behind, mut latest) = (0_i64, play.now);
        for step in steps {
            let states = |play: &Play| [EARLY, NOTICE, FINAL].map(|key| seen(play, key).0);
            let before = states(&play);
            let known = play.state.stations.correction_now(play.station).map_or(0, |read| read.offset_ms);
            let typed = |play: &Play, minutes: i64, told: bool| {
                if told { play.now.plus_minutes(1 + minutes).to_string() } else { format!("{minutes:+}m") }
            };
            // By the clock as far as it is known, it lies more than a minute ahead.
            let ahead = |minutes: i64, told: bool| minutes * 60_000 > 60_000 + if told { known } else { 0 };
            let mut to_come = false;
            match step {
                Step::Start(key, minutes, told) => {
                    let text = typed(&play, minutes, told);
                    start_at(&mut play, key, &text);
                    to_come = ahead(minutes, told);
                }
                Step::Sent(key, minutes, told) => {
                    let text = typed(&play, minutes, told);
                    sent_at(&mut play, key, &text);
                    to_come = ahead(minutes, told);
                }
                Step::Set(minutes) => {
                    let (before, after) = (play.now, play.now.plus_minutes(minutes));
                    play.fact(ClockJumped { before, after, by_ms: minutes * 60_000 });
                    (play.now, behind) = (after, behind - minutes * 60_000);
                }
                Step::Check => {
                    let reference = play.now.plus_minutes(1).plus_millis(behind).to_string();
                    play.done(check_clock, &[("reference", &reference)]);
                }
                Step::Wait(minutes) => play.now = play.now.plus_minutes(minutes),
            }
            let offset = play.state.stations.correction_now(play.station).map_or(0, |read| read.offset_ms);
            latest = latest.max(play.now.plus_millis(offset));
            if to_come {
                prop_assert_eq!(states(&play), before, "what is to come changes nothing");
            }
            for view in play.state.deadlines.views(&play.state, latest) {
                let began = view.start.map(|start| start.at);
                prop_assert!(began.is_none_or(|began| began <= latest), "{}: {:?} after {}", view.key(), began, latest);
                prop_assert!(view.sent_at.is_none_or(|sent| sent <= latest), "{}", view.key());
                prop_assert!(view.elapsed(latest).is_none_or(|elapsed| elapsed >= 0));
            }
        }
    }
}

#[test]
fn a_compared_clock_is_what_a_typed_time_is_held_against() {
    let mut play = Play::new();
    let reference = play.now.plus_minutes(30).rfc3339_at(0);
    play.done(check_clock, &[("reference", &reference)]);
    // True on every other clock of the room, and twenty minutes ahead of this one.
    let true_time = play.now.plus_minutes(20).rfc3339_at(0);
    let (record, rules) = sent_at(&mut play, EARLY, &true_time);
    assert!(!rules.contains(&"T-02"), "{rules:?}");
    let when = play.state.deadlines.regimes.iter().flat_map(|regime| regime.sent.values().flatten()).last().unwrap();
    assert_eq!(crate::domain::station::ahead(&play.state, Some(record), &when.1.at), None);
    let too_late = play.now.plus_minutes(40).rfc3339_at(0);
    assert!(sent_at(&mut play, EARLY, &too_late).1.contains(&"T-02"));
}

//! Reading what people type, the needs of an evening, and the count for any order of days and hits.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::words::{alert, concludes, is_machine, said};
use super::*;
use crate::domain::attention::needs;
use crate::domain::control::monitoring_tests::{SHOWN, contain_again, evening, files, live};
use crate::domain::play::Play;

#[test]
fn alerts_are_read_as_people_write_them() {
    let read = |line: &str| {
        let alert = alert(line);
        [alert.id, alert.verdict, alert.asset, alert.words]
    };
    assert_eq!(read("1141 benign: backup"), ["1141", "benign", "", "backup"]);
    assert_eq!(read("1141: Benign - backup"), ["1141", "benign", "", "backup"]);
    assert_eq!(read("A-7 hit on db 01: beacon: again"), ["A-7", "hit", "db 01", "beacon: again"]);
    assert_eq!(read("A-7 hit beacon"), ["A-7", "hit", "", "beacon"]);
    assert_eq!(read("1141"), ["1141", "", "", ""]);
    assert_eq!(read("1141 hitherto unknown"), ["1141", "", "", "hitherto unknown"], "no word is cut in two");
}

#[test]
fn a_conclusion_is_words_and_the_day_is_none_of_them() {
    assert_eq!(said("Mon, 23 Nov 2026, day 2: ALL quiet."), said("all   quiet (24.11.)"));
    assert_ne!(said("all quiet"), said("all quiet on db01 but for printers"));
    assert!(!concludes("ok") && !concludes("day 3: 0 alerts") && concludes("nothing was seen"));
    assert!(concludes("未发现任何异常活动"));
    assert!(is_machine("soar-bot") && is_machine("Splunk SIEM"));
    assert!(!is_machine("Ada Morel") && !is_machine("Ai Tanaka"));
}

#[test]
fn an_evening_without_an_entry_rings_and_a_dead_source_waits() {
    let mut play = live();
    let rings = |play: &Play| -> Vec<(&'static str, String)> {
        let found = needs(&play.state, play.now).into_iter().filter(|need| need.what.id.starts_with("need-watch-day"));
        found.map(|need| (need.what.id, need.ring.unwrap_or_default())).collect()
    };
    evening(&mut play, 21);
    assert_eq!(rings(&play), [], "the day it went live");
    evening(&mut play, 22);
    play.now = play.now.plus_minutes(-31);
    assert_eq!(rings(&play), [], "it is not evening yet");
    play.now = play.now.plus_minutes(1);
    assert_eq!(rings(&play), [("need-watch-day", "watch:2026-11-22".to_owned())]);
    play.now = play.now.plus_hours(15);
    assert_eq!(rings(&play), [("need-watch-day", "watch:2026-11-22".to_owned())], "and goes on in the morning");
    evening(&mut play, 24);
    assert_eq!(rings(&play), [("need-watch-days", "watch:2026-11-24".to_owned())], "each evening anew");
    files(&mut play, 24);
    let dead = [("alerts", "none"), ("alive", "all"), ("dead", "edr"), ("conclusion", "nothing was to be seen")];
    play.done(watch_day, &dead);
    assert_eq!((rings(&play), play.waits("need-dead-source")), (vec![], 1));
    files(&mut play, 240);
    play.done(watch_day, &[dead[0], dead[1], dead[3]]);
    assert_eq!(play.waits("need-dead-source"), 0);
    // A day written ahead silences nothing.
    play.done(watch_day, &[("watch-date", "2026-12-24")]);
    evening(&mut play, 25);
    assert_eq!(rings(&play).len(), 1);
}

#[test]
fn the_calendar_has_every_day_from_the_first_to_the_seventh() {
    let mut play = live();
    for day in [22, 24] {
        evening(&mut play, day);
        files(&mut play, u64::from(day));
        let says = if day == 22 { "nothing was seen" } else { "printers made noise again" };
        play.done(watch_day, &[("alerts", "none"), ("alive", "all"), ("exported", "now"), ("conclusion", says)]);
    }
    let days = calendar(&play.state, "2026-11-25".parse().unwrap());
    let seen: Vec<(String, Option<usize>, bool, usize)> =
        days.iter().map(|day| (day.date.to_string(), day.number, day.wanted, day.entries.len())).collect();
    let row = |date: &str, number, wanted, entries| (format!("2026-11-{date}"), number, wanted, entries);
    assert_eq!(
        seen,
        [
            row("21", None, false, 0),
            row("22", Some(1), true, 1),
            row("23", None, true, 0),
            row("24", Some(2), true, 1),
            row("25", None, true, 0)
        ]
    );
}

/// What may be done in the days after recovery.
#[derive(Debug, Clone)]
enum Step {
    /// Time passes, by days.
    Pass(u32),
    /// A day is written, so many days back, whole or not, with an export of that day or of the day it is written.
    Write { back: u32, whole: bool, of_that_day: bool },
    /// A day ahead is written.
    Ahead,
    /// Something came back.
    Hit,
    /// The last that came back is contained.
    Contain,
    /// The last that came back was none.
    Clear,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let write = (0..4_u32, any::<bool>(), any::<bool>());
    let step = prop_oneof![
        4 => (1..2_u32).prop_map(Step::Pass),
        6 => write.prop_map(|(back, bad, of)| Step::Write { back: back.saturating_sub(2), whole: !bad || of, of_that_day: of }),
        1 => Just(Step::Ahead),
        1 => Just(Step::Hit),
        1 => Just(Step::Contain),
        1 => Just(Step::Clear),
    ];
    proptest::collection::vec(step, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_count_is_that_of_the_distinct_days_that_count(steps in steps()) {
        let mut play = live();
        let (mut today, mut number) = (22_u32, 0_u64);
        // Days as they should count, and what came back: open, contained on a day, or none after all.
        let mut good: Vec<u32> = Vec::new();
        let mut hits: Vec<Option<u32>> = Vec::new();
        let words = ["alpha", "beta", "gamma", "delta", "kappa", "lambda", "sigma", "omega"];
        for step in steps {
            number += 1;
            evening(&mut play, today);
            // A conclusion of its own for each: its number in letters.
            let says: Vec<&str> =
                (0..6).map(|place| words[((number >> (3 * place)) & 7) as usize]).collect();
            let says = format!("{} {}x seen of it nothing", says.join(""), says[0]);
            match step {
                Step::Pass(days) => today += days,
                Step::Write { back, whole, of_that_day } => {
                    files(&mut play, 1000 + number);
                    let date = format!("2026-{}", month_day(today - back));
                    let end = if back > 0 { format!("{date} 20:00") } else { "now".to_owned() };
                    let exported = if of_that_day { end.clone() } else { "now".to_owned() };
                    let fields = [
                        ("watch-date", date.as_str()),
                        ("alerts", "none"),
                        ("alive", if whole { "all" } else { "edr" }),
                        ("window-from", "2026-11-21 12:00"),
                        ("window-to", &end),
                        ("exported", &exported),
                        ("conclusion", &says),
                    ];
                    play.done(watch_day, &fields);
                    if whole && (back == 0 || of_that_day) {
                        good.push(today - back);
                    }
                }
                Step::Ahead => {
                    files(&mut play, 1000 + number);
                    let date = format!("2026-{}", month_day(today + 1));
                    let fields = [("watch-date", date.as_str()), ("alerts", "none"), ("alive", "all")];
                    play.done(watch_day, &[&fields[..], &[("exported", "now"), ("conclusion", &says)]].concat());
                }
                Step::Hit => {
                    play.done(hit, &[("alert", format!("A-{}", hits.len()).as_str()), ("asset", "db01")]);
                    hits.push(None);
                }
                Step::Contain | Step::Clear if hits.last() != Some(&None) => {}
                Step::Contain => {
                    let name = format!("A-{}", hits.len() - 1);
                    contain_again(&mut play, &name);
                    *hits.last_mut().unwrap() = Some(today);
                }
                Step::Clear => {
                    let name = format!("A-{}", hits.len() - 1);
                    let by = [("false-hit", name.as_str()), ("by", "Jon Sato"), ("conclusion", "the red team said so")];
                    play.done(clear, &[&by[..], &SHOWN].concat());
                    hits.pop();
                    hits.push(Some(0));
                }
            }
            let begin = hits.iter().flatten().copied().max().unwrap_or(0).max(21);
            let distinct: BTreeSet<u32> = good.iter().copied().filter(|day| *day > begin).collect();
            let expected = if hits.contains(&None) { 0 } else { distinct.len() };
            let found = counting(&play.state);
            prop_assert_eq!(found.len(), expected, "day {}, good {:?}, hits {:?}", today, good, hits);
            prop_assert!(found.len() <= play.state.monitoring.entries.len());
            prop_assert_eq!(day_seven(&play.state).is_some(), expected >= DAYS);
            for entry in &play.state.monitoring.entries {
                let counts = shortfalls(&play.state, entry).iter().all(crate::domain::decision::Shortfall::counts);
                prop_assert_eq!(counts, found.values().any(|(_, id)| *id == entry.id), "{:?}", entry.watched.date);
            }
        }
    }
}

/// `11-22`, for a day that is counted from the first of November on.
fn month_day(day: u32) -> String {
    let first: chrono::NaiveDate = "2026-11-01".parse().unwrap();
    (first + chrono::Days::new(u64::from(day) - 1)).format("%m-%d").to_string()
}

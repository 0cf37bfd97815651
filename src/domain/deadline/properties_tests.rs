//! What holds of every deadline of the register in a case, whatever its start, its zone and the laptop's clock.

use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::domain::declaration;
use crate::domain::period::{Rule, end_of_day, same_date_after_months};
use crate::domain::play::Play;
use crate::domain::station::{ClockJumped, check_clock};
use crate::domain::time::{Instant, local};
use crate::library::regimes::Register;

const HOUR: i64 = 3_600_000;

/// `REGIME/DEADLINE` of every deadline that is counted by one of the rules.
fn counted_by(rules: &[Rule]) -> Vec<String> {
    let entries = Register::shipped().unwrap().regimes.iter();
    let keys = entries.flat_map(|entry| entry.deadlines.iter().map(move |deadline| (entry, deadline)));
    keys.filter(|(_, deadline)| deadline.terms().is_some_and(|terms| rules.contains(&terms.rule)))
        .map(|(entry, deadline)| format!("{}/{}", entry.id, deadline.id))
        .collect()
}

fn of<'a>(views: &'a [ClockView<'_>], key: &str) -> &'a ClockView<'a> {
    views.iter().find(|view| view.key() == key).unwrap_or_else(|| panic!("{key}"))
}

/// Every due instant of the case, in the order of the keys.
fn dues(play: &Play) -> Vec<(String, Option<Instant>)> {
    let views = play.state.deadlines.views(&play.state, play.now);
    let mut dues: Vec<_> = views.iter().map(|view| (view.key(), view.due)).collect();
    dues.sort();
    dues
}

/// The day that an instant lies in.
fn day(at: Instant, zone: Tz) -> NaiveDate {
    let text = at.rfc3339_at(local(at, zone).offset_seconds() / 60);
    NaiveDate::parse_from_str(&text[..10], "%Y-%m-%d").unwrap()
}

fn any_zone() -> impl Strategy<Value = Tz> {
    let all = any::<Index>().prop_map(|at| *at.get(&TZ_VARIANTS));
    let hard = select(vec![Tz::Australia__Lord_Howe, Tz::America__Santiago, Tz::Africa__Cairo, Tz::Europe__Berlin]);
    prop_oneof![all, hard]
}

/// A zone, and an instant from 2024 to 2032 that mostly lies within two days of a change of its clocks.
fn near_a_change() -> impl Strategy<Value = (Tz, Instant)> {
    (any_zone(), 1_704_067_200_000_i64..1_956_528_000_000, -48 * HOUR..48 * HOUR).prop_map(|(zone, from, off)| {
        let from = Instant::from_millis(from);
        let offset = |at: Instant| local(at, zone).offset_seconds();
        let changed = (0..366).map(|days| from.plus_hours(days * 24)).find(|at| offset(*at) != offset(from));
        (zone, changed.unwrap_or(from).plus_millis(off))
    })
}

/// A case that counts a deadline in a zone, on a laptop whose clock was found so far behind, and was started now by that clock.
fn started(key: &str, zone: Tz, now: Instant, behind: i64) -> (Play, Instant) {
    let mut play = Play::bare();
    play.now = now;
    play.done(count, &[("deadline", key), ("zone", zone.name()), ("reason", "our seat")]);
    let reference = play.now.plus_minutes(1).plus_millis(behind).to_string();
    play.done(check_clock, &[("reference", &reference)]);
    let event = play.state.deadlines.regimes[0].considered.clock(key.split_once('/').unwrap().1).unwrap().from.clone();
    play.done(start, &[("deadline", key), ("anchor", &event), ("start", "now"), ("why", "known")]);
    let at = play.now.plus_millis(behind);
    (play, at)
}

/// What became of the case between two looks at it.
#[derive(Debug, Clone)]
enum Step {
    Start {
        deadline: Index,
        minutes: i64,
        second: bool,
    },
    /// The laptop's clock is set, in milliseconds.
    Set(i64),
    /// Somebody reads a reference clock; what the laptop is behind true time is found out.
    Check,
    Wait(i64),
}

fn any_step() -> impl Strategy<Value = Step> {
    let start = (any::<Index>(), -4000_i64..0, prop::bool::weighted(0.2));
    prop_oneof![
        start.prop_map(|(deadline, minutes, second)| Step::Start { deadline, minutes, second }),
        (-30 * HOUR..30 * HOUR).prop_map(Step::Set),
        Just(Step::Check),
        (0_i64..3000).prop_map(Step::Wait),
    ]
}

/// What may be recorded of one law.
#[derive(Debug, Clone, Copy)]
enum Act {
    Sent,
    Memo,
    MemoOfTheLaw,
    HalfMemo,
    Yes,
    No,
    Start,
    OtherStart,
    Check,
    Wait,
}

const ACTS: &[Act] = &[
    Act::Sent,
    Act::Memo,
    Act::MemoOfTheLaw,
    Act::HalfMemo,
    Act::Yes,
    Act::No,
    Act::Start,
    Act::OtherStart,
    Act::Check,
    Act::Wait,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn an_hour_deadline_is_so_many_hours_of_utc_after_its_start(
        key in select(counted_by(&[Rule::HoursExact, Rule::HoursExact48])),
        (zone, now) in near_a_change(),
        behind in -9 * HOUR..9 * HOUR,
    ) {
        let (play, at) = started(&key, zone, now, behind);
        let views = play.state.deadlines.views(&play.state, play.now);
        let view = of(&views, &key);
        prop_assert_eq!(view.start.map(|start| start.at), Some(at), "as corrected");
        let terms = view.clock.unwrap().counted();
        let hours = if terms.rule == Rule::HoursExact48 { 48 } else { i64::from(terms.amount) };
        prop_assert!(hours > 0);
        prop_assert_eq!(view.due.map(|due| due.millis_since(at)), Some(hours * HOUR), "{}", key);
    }

    #[test]
    fn a_month_deadline_never_exceeds_the_clamped_date(
        key in select(counted_by(&[Rule::MonthSameDate])),
        (zone, near) in near_a_change(),
        // Half of them on the last days of a long month, where the next one lacks the date.
        late in prop::option::of((2024_i32..2032, select(vec![1_u32, 3, 5, 8, 10, 12]), 0_i64..72)),
        behind in -9 * HOUR..9 * HOUR,
    ) {
        let ended = late.map(|(year, month, hours)| {
            end_of_day(NaiveDate::from_ymd_opt(year, month, 30).unwrap(), zone).unwrap().plus_hours(hours - 48)
        });
        let (play, at) = started(&key, zone, ended.unwrap_or(near), behind);
        let views = play.state.deadlines.views(&play.state, play.now);
        let view = of(&views, &key);
        let months = view.clock.unwrap().counted().amount;
        let (from, due) = (day(at, zone), view.due.unwrap());
        let clamped = same_date_after_months(from, months).unwrap();
        let apart = (clamped.year() - from.year()) * 12 + clamped.month().cast_signed() - from.month().cast_signed();
        prop_assert_eq!(i64::from(apart), i64::from(months));
        prop_assert!(clamped.day() <= from.day());
        prop_assert!(due > at);
        if view.counted().unwrap().relief.is_some() {
            // Only the law's own relief goes beyond it: from a closed day to noon of the first open one.
            let with = &view.clock.unwrap().counted_with.as_ref().unwrap().holidays;
            let frozen = &view.regime.considered.calendars;
            let shut = |date: NaiveDate| frozen.iter().find(|known| known.id == *with).unwrap().closed(date);
            prop_assert!(shut(clamped), "{} {} {}", key, at, due);
            prop_assert_eq!(clamped.iter_days().find(|date| !shut(*date)), Some(day(due, zone)));
        } else {
            prop_assert!(due <= end_of_day(clamped, zone).unwrap(), "{} {} {}", key, at, due);
        }
    }

    #[test]
    fn a_business_day_deadline_never_lands_on_a_closed_day(
        key in select(counted_by(&[Rule::BusinessDays])),
        (zone, now) in near_a_change(),
        calendar in prop::option::of(select(vec!["us-federal", "br-national", "de-national", "ie"])),
        closed in prop::collection::btree_set(0_u64..40, 0..9),
    ) {
        let closed: Vec<NaiveDate> = closed.into_iter().map(|off| day(now, zone) + Days::new(off)).collect();
        let (mut play, at) = started(&key, zone, now, 0);
        let mut with = vec![("deadline", key.as_str()), ("reason", "ordered")];
        let list = closed.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        with.extend(calendar.map(|id| ("calendar", id)));
        with.extend(Some(("closed", list.as_str())).filter(|(_, list)| !list.is_empty()));
        if with.len() > 2 {
            play.done(count, &with);
        }
        let views = play.state.deadlines.views(&play.state, play.now);
        let view = of(&views, &key);
        let clock = view.clock.unwrap();
        let frozen = view.regime.considered.calendars.iter();
        let own = clock.counted_with.as_ref().map(|with| with.business.as_str());
        let own = frozen.clone().find(|known| Some(known.id.as_str()) == own).expect("its calendar is frozen");
        let chosen = view.regime.chosen.iter().flat_map(|(_, chosen)| &chosen.calendars).next();
        prop_assert_eq!(chosen.map(|chosen| chosen.id.as_str()), calendar);
        let counted = chosen.unwrap_or(own);
        let terms = clock.counted();
        let zone = terms.cutoff.as_ref().map_or(zone, |cutoff| cutoff.zone.parse().unwrap());
        let due = view.due.unwrap();
        let last = view.counted().unwrap().end.last_day().unwrap_or_else(|| day(due, zone));
        let shut = |date: NaiveDate| counted.closed(date) || closed.contains(&date);
        prop_assert!(!shut(last), "{} {}", key, last);
        let open = day(at, zone).iter_days().skip(1).take_while(|date| *date <= last).filter(|date| !shut(*date));
        prop_assert_eq!(open.count(), terms.amount as usize, "{}", key);
    }

    #[test]
    fn the_zone_that_times_are_shown_in_moves_no_limit(
        keys in prop::collection::vec(select(counted_by(Rule::ALL)), 3),
        (zone, now) in near_a_change(),
        other in any_zone(),
    ) {
        let mut play = Play::bare();
        play.now = now;
        let show_in = |play: &mut Play, zone: Tz| {
            play.strike(play.state.case.declared_in.unwrap());
            let declared = play.decide(declaration::declare, &[("title", "Key abused"), ("zone", zone.name())]).unwrap();
            play.fact(declared.facts[0].clone());
            assert_eq!(play.state.case.declared.as_ref().unwrap().zone, zone.name());
        };
        show_in(&mut play, zone);
        for key in &keys {
            let at = play.now.to_string();
            play.done(start, &[("deadline", key), ("start", &at), ("why", "known")]);
        }
        let before = dues(&play);
        show_in(&mut play, other);
        prop_assert_eq!(&dues(&play), &before);
        for at in before.into_iter().filter_map(|(_, due)| due) {
            let minutes = local(at, other).offset_seconds() / 60;
            prop_assert_eq!(Instant::parse_rfc3339(&at.rfc3339_at(minutes)), Ok(at), "written there and read again");
        }
    }

    #[test]
    fn a_clock_that_is_set_and_measured_makes_no_limit_later(
        steps in prop::collection::vec(any_step(), 1..12),
        keys in prop::collection::vec(select(counted_by(&[Rule::HoursExact, Rule::DaysEndOfDay, Rule::BusinessDays])), 1..3),
    ) {
        let mut play = Play::bare();
        // True time less what the laptop shows.
        let mut behind = 0_i64;
        for step in steps {
            let before = dues(&play);
            let mut allowed = false;
            match step {
                Step::Start { deadline, minutes, second } => {
                    let (key, at) = (deadline.get(&keys), format!("{minutes}m"));
                    let mut fields = vec![("deadline", key.as_str()), ("start", &at), ("why", "known")];
                    if second {
                        fields.extend([("second", "Jon Sato"), ("presence", "call-back"), ("presence-ref", "call 12")]);
                    }
                    let (_, rules) = play.run(start, &fields);
                    allowed = second && !rules.contains(&"C8-05");
                }
                Step::Set(by_ms) => {
                    let (before, after) = (play.now, play.now.plus_millis(by_ms));
                    play.fact(ClockJumped { before, after, by_ms });
                    (play.now, behind) = (after, behind - by_ms);
                }
                Step::Check => {
                    let reference = play.now.plus_minutes(1).plus_millis(behind).to_string();
                    play.done(check_clock, &[("reference", &reference)]);
                }
                Step::Wait(minutes) => play.now = play.now.plus_minutes(minutes),
            }
            for ((key, due), (_, was)) in dues(&play).iter().filter_map(|now| {
                Some((now, before.iter().find(|(key, _)| *key == now.0)?))
            }) {
                prop_assert!(was.is_none() || due.is_some(), "{} no longer runs", key);
                prop_assert!(allowed || was.is_none() || due <= was, "{}: {:?}, was {:?}", key, due, was);
            }
        }
    }

    #[test]
    fn what_was_sent_or_decided_stops_a_clock_until_it_is_opened_again(
        acts in prop::collection::vec(select(ACTS), 1..14),
    ) {
        const KEY: &str = "eu-nis2/early-warning-24h";
        let mut play = Play::bare();
        play.done(start, &[("deadline", KEY), ("start", "-30h"), ("why", "known")]);
        let (mut sent_once, mut memo_stands) = (false, false);
        for act in acts {
            match act {
                Act::Sent => {
                    play.done(sent, &[("deadline", KEY), ("route", "portal"), ("reference", "N-1")]);
                    sent_once = true;
                }
                Act::Memo | Act::MemoOfTheLaw => {
                    let named = if matches!(act, Act::Memo) { KEY } else { "eu-nis2" };
                    play.done(memo, &super::tests::whole(named, "Too small"));
                    memo_stands = true;
                }
                Act::HalfMemo => {
                    play.done(memo, &[("deadline", KEY), ("text", "Too small"), ("decider", "Ada Morel")]);
                }
                Act::Yes | Act::No => {
                    let answer = if matches!(act, Act::Yes) { "yes" } else { "no" };
                    play.done(assess, &[("regime", "eu-nis2"), ("answer", answer), ("reason", "r"), ("decider", "Ada Morel")]);
                    memo_stands &= answer == "no";
                }
                Act::Start => {
                    play.done(start, &[("deadline", KEY), ("start", "-1h"), ("why", "known")]);
                    memo_stands = false;
                }
                Act::OtherStart => {
                    play.done(start, &[("deadline", "us-sec-8k-105/form-8-k"), ("start", "-1h"), ("why", "known")]);
                }
                Act::Check => {
                    let reference = play.now.plus_hours(2).to_string();
                    play.done(check_clock, &[("reference", &reference)]);
                }
                Act::Wait => play.now = play.now.plus_hours(9),
            }
            let stopped = if sent_once { Some(ClockState::Sent) } else { memo_stands.then_some(ClockState::Memo) };
            for later in [0, 25, 24 * 400] {
                let at = play.now.plus_hours(later);
                let views = play.state.deadlines.views(&play.state, at);
                let view = of(&views, KEY);
                match stopped {
                    Some(state) => prop_assert_eq!((view.state, view.left(at), view.stage(at)), (state, None, None)),
                    None => prop_assert!(!matches!(view.state, ClockState::Sent | ClockState::Memo), "{:?}", act),
                }
            }
        }
    }
}

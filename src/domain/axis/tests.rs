use super::*;
use crate::domain::id::StationId;
use crate::domain::play::Play;
use crate::domain::{deadline, exhibit, privilege, timeline};
use chrono_tz::Tz;
use proptest::prelude::*;

const RED: Audience = Audience(Mark::Red);

fn utc(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn names(from: &str, to: &str, step: Step, zone: Tz) -> Vec<String> {
    between(utc(from), utc(to), step, zone)
        .into_iter()
        .map(|at| {
            let at = crate::domain::time::local(at, zone);
            format!("{}T{}{}", at.date_iso(), at.hm(), at.offset())
        })
        .collect()
}

#[test]
fn what_does_not_stand_is_on_no_axis_and_is_counted() {
    let mut play = Play::new();
    let fact = |play: &mut Play, text: &str, more: &[(&'static str, &str)]| {
        let mut fields = vec![("text", text), ("at", "-30m")];
        fields.extend(more);
        play.done(timeline::log, &fields)
    };
    let stands = fact(&mut play, "key used", &[]);
    let struck = fact(&mut play, "wrong case", &[]);
    let refuted = fact(&mut play, "came by mail", &[]);
    let wrong = fact(&mut play, "at noon", &[]);
    let label = |play: &Play, id| play.state.label(id);
    let (struck, refuted, wrong) = (label(&play, struck), label(&play, refuted), label(&play, wrong));
    play.done(timeline::strike, &[("record", &struck), ("reason", "typed into the wrong case")]);
    play.done(timeline::judge, &[("record", &refuted), ("status", "refuted"), ("reason", "no mail")]);
    let right = play.done(timeline::correct, &[("record", &wrong), ("text", "at one"), ("reason", "read again")]);
    let axis = Axis::of(&play.state, RED, play.now);
    let facts: Vec<_> = axis.facts.all().iter().map(|point| point.record).collect();
    assert_eq!(facts, [stands, right]);
    assert_eq!(axis.fallen, 3);
    assert!(axis.actions.all().iter().all(|point| !facts.contains(&point.record)));
}

#[test]
fn an_audience_sees_that_a_record_is_there_and_no_more() {
    let mut play = Play::new();
    let strict = play.done(timeline::log, &[("text", "under the mark of the case"), ("at", "-9m")]);
    let advice = play.done(timeline::log, &[("text", "what counsel said"), ("at", "-8m")]);
    let exhibit = play.done(exhibit::register, &[("description", "letter to counsel")]);
    for record in [advice, exhibit] {
        let label = play.state.label(record);
        let of = [("record", label.as_str()), ("whose", "counsel's"), ("reason", "advice")];
        play.done(privilege::claim, &of);
    }
    let absent = RecordId { station: play.state.station, seq: 900 };
    play.state.apply_withheld(absent, play.now);
    let seen = |audience| {
        let axis = Axis::of(&play.state, audience, play.now);
        let all = axis.facts.all().iter().chain(axis.actions.all());
        [strict, advice, exhibit, absent].map(|id| all.clone().find(|point| point.record == id).map(|point| point.seen))
    };
    let closed = [Some(Seen::Privileged), Some(Seen::Privileged), Some(Seen::Absent)];
    assert_eq!((seen(RED)[0], &seen(RED)[1..]), (Some(Seen::Open), &closed[..]));
    let green = seen(Audience(Mark::Green));
    assert_eq!((green[0], &green[1..]), (Some(Seen::Withheld(Mark::AmberStrict)), &closed[..]));
    let axis = Axis::of(&play.state, RED, play.now);
    let facts = axis.facts.all().len();
    assert_eq!(axis.facts.count(0, facts), Count { all: 2, closed: 1 });
}

#[test]
fn a_clock_stands_where_it_is_due_and_says_when_it_is_late() {
    let mut play = Play::new();
    let clock = [("deadline", "eu-gdpr/authority-72h"), ("why", "the SOC was sure")];
    play.done(deadline::start, &[&clock[..], &[("start", "-73h")]].concat());
    let axis = Axis::of(&play.state, RED, play.now);
    let flag = axis.flags.iter().find(|flag| flag.key == clock[0].1).unwrap();
    assert_eq!((flag.late, flag.state, flag.due < play.now), (true, ClockState::Late, true));
    assert_eq!(flag.due.millis_since(flag.start.unwrap()), 72 * 3_600_000);
    assert!(axis.flags.iter().map(|flag| flag.due).is_sorted());
    let dated = play.state.deadlines.views(&play.state, play.now).iter().filter(|view| view.due.is_some()).count();
    assert_eq!(axis.flags.len(), dated);
    let (from, to) = axis.whole().unwrap();
    assert!(axis.flags.iter().all(|flag| from <= flag.due && flag.due <= to));
    assert!(axis.phases.iter().all(|phase| phase.started.is_some()));
}

#[test]
fn round_times_follow_the_clocks_of_the_zone() {
    let berlin = chrono_tz::Europe::Berlin;
    // Clocks go forward from 02:00 to 03:00: that hour has no name.
    let spring = names("2026-03-28T23:30:00Z", "2026-03-29T03:10:00Z", Step::Minutes(60), berlin);
    let hours: Vec<&str> = spring.iter().map(|name| &name[11..]).collect();
    assert_eq!(hours, ["01:00+01:00", "03:00+02:00", "04:00+02:00", "05:00+02:00"]);
    // They go back: the hour is there twice, told apart by its offset.
    let autumn = names("2026-10-24T23:30:00Z", "2026-10-25T02:10:00Z", Step::Minutes(60), berlin);
    let hours: Vec<&str> = autumn.iter().map(|name| &name[11..]).collect();
    assert_eq!(hours, ["02:00+02:00", "02:00+01:00", "03:00+01:00"]);
    // Midnight stays midnight, a week begins on Monday, a quarter with its month.
    let days = names("2026-03-27T12:00:00Z", "2026-03-31T12:00:00Z", Step::Days(1), berlin);
    assert!(days.len() == 4 && days.iter().all(|day| &day[11..16] == "00:00"), "{days:?}");
    assert_eq!(
        names("2026-11-19T00:00:00Z", "2026-11-27T00:00:00Z", Step::Days(7), Tz::UTC),
        ["2026-11-23T00:00+00:00"]
    );
    let quarters = names("2026-01-02T00:00:00Z", "2026-10-02T00:00:00Z", Step::Months(3), Tz::UTC);
    assert_eq!(quarters.iter().map(|name| &name[5..10]).collect::<Vec<_>>(), ["04-01", "07-01", "10-01"]);
}

#[test]
fn the_ends_of_time_have_names_too() {
    for zone in [Tz::UTC, chrono_tz::Pacific::Kiritimati, chrono_tz::Pacific::Pago_Pago] {
        let step = fitting(Instant::MIN, Instant::MAX, |_| 12);
        let all = between(Instant::MIN, Instant::MAX, step, zone);
        assert!((5..=12).contains(&all.len()), "{zone}: {all:?}");
        for at in [Instant::MIN, Instant::MAX] {
            for step in Step::ALL {
                assert!(between(at, at, step, zone).len() <= 1);
            }
        }
    }
}

#[test]
fn an_axis_over_all_the_years_with_room_for_one_name_has_no_more_than_two() {
    let step = fitting(Instant::MIN, Instant::MAX, |_| 1);
    assert!(between(Instant::MIN, Instant::MAX, step, Tz::UTC).len() <= 2, "{step:?}");
}

proptest! {
    #[test]
    fn named_times_are_few_rising_and_within(
        from in Instant::MIN.millis()..Instant::MAX.millis(),
        length in prop_oneof![0..100_000_i64, 0..1_000_000_000_i64, 0..Instant::MAX.millis()],
        most in 1..60_usize,
        zone in prop::sample::select(vec![Tz::UTC, chrono_tz::Europe::Berlin, chrono_tz::Australia::Lord_Howe, chrono_tz::Asia::Kathmandu, chrono_tz::Pacific::Apia]),
    ) {
        let from = Instant::from_millis(from);
        let to = from.plus_millis(length);
        let step = fitting(from, to, |_| most);
        let all = between(from, to, step, zone);
        prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(all.iter().all(|at| from <= *at && *at <= to));
        prop_assert!(all.len() <= 2 * most + 4, "{} of {step:?}", all.len());
    }

    #[test]
    fn a_stretch_holds_what_lies_in_it(
        at in prop::collection::vec((-50..50_i64, any::<bool>()), 0..60),
        from in -60..60_i64,
        length in 0..60_i64,
    ) {
        let station = StationId(7);
        let points = at.iter().enumerate().map(|(seq, (at, open))| Point {
            at: Instant::from_millis(*at),
            record: RecordId { station, seq: seq as u64 },
            mark: Mark::Amber,
            seen: if *open { Seen::Open } else { Seen::Absent },
        });
        let points = Points::new(points.collect());
        let within = |(at, _): &&(i64, bool)| from <= *at && *at < from + length;
        let count = points.count(points.from(from), points.from(from + length));
        prop_assert_eq!(count.all, at.iter().filter(within).count());
        prop_assert_eq!(count.closed, at.iter().filter(within).filter(|(_, open)| !open).count());
        let near = points.all().get(points.nearest(from)).map(|point| (point.at.millis() - from).abs());
        prop_assert_eq!(near, at.iter().map(|(at, _)| (at - from).abs()).min());
        for (index, point) in points.all().iter().enumerate() {
            prop_assert_eq!(points.index(point.at, point.record), index);
        }
    }
}

use chrono::{Datelike, Days, NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::TZ_VARIANTS;
use proptest::prelude::*;

use super::wall::{next_full_hour, reached, shown};
use super::*;
use crate::library::Register;

fn at(text: &str) -> Instant {
    Instant::parse_rfc3339(text).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn terms(rule: Rule, amount: u32) -> Terms {
    Terms { rule, amount, amount_max: None, latest: None, relief: None, cap_hours: None, cutoff: None, year_end: false }
}

fn calendar(id: &str) -> Calendar {
    Register::shipped().unwrap().calendar(id).unwrap().counted()
}

fn due_by(terms: &Terms, start: &str, zone: Tz, class: Option<&str>, calendar: &Calendar) -> Due {
    let asked =
        Asked { start: at(start), zone, aware: None, class, business: calendar, holidays: calendar, grey: calendar };
    compute(terms, &asked).unwrap()
}

/// Computes with weekends alone, and writes the end in UTC.
fn due(rule: Rule, amount: u32, start: &str, zone: Tz) -> String {
    let due = due_by(&terms(rule, amount), start, zone, None, &Calendar::weekends("weekends"));
    due.end.at().map_or("none".to_owned(), |at| at.rfc3339_at(0))
}

#[test]
fn the_rules_are_those_of_the_register() {
    let register = Register::shipped().unwrap();
    let ids: Vec<&str> = register.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, Rule::ALL.iter().map(|rule| rule.id()).collect::<Vec<_>>());
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_string(rule).unwrap(), format!("\"{}\"", rule.id()));
    }
    for deadline in register.regimes.iter().flat_map(|regime| &regime.deadlines) {
        let terms = deadline.terms().unwrap();
        let frozen: Terms = serde_json::from_str(&serde_json::to_string(&terms).unwrap()).unwrap();
        assert_eq!(frozen, terms, "what a case freezes reads back the same");
    }
}

#[test]
fn hours_run_through_every_change_of_clocks() {
    for (start, zone, wanted) in [
        ("2026-10-31T21:00:00-04:00", Tz::America__New_York, "2026-11-03T01:00:00+00:00"),
        ("2027-04-03T20:00:00+11:00", Tz::Australia__Lord_Howe, "2027-04-05T09:00:00+00:00"),
        ("2011-12-29T12:00:00-10:00", Tz::Pacific__Apia, "2011-12-31T22:00:00+00:00"),
    ] {
        assert_eq!(due(Rule::HoursExact, 48, start, zone), wanted);
    }
    assert_eq!(
        due(Rule::HoursExact48, 2, "2027-12-03T18:00:00+01:00", Tz::Europe__Berlin),
        "2027-12-05T17:00:00+00:00"
    );
}

#[test]
fn a_full_hour_is_one_on_the_clocks_of_the_zone() {
    let full = |start: &str, zone| next_full_hour(at(start), zone).unwrap().rfc3339_at(0);
    assert_eq!(
        full("2026-11-20T15:00:00Z", Tz::UTC),
        "2026-11-20T16:00:00+00:00",
        "an event on the hour is in that hour"
    );
    assert_eq!(full("2026-11-20T21:40:00+05:30", Tz::Asia__Kolkata), "2026-11-20T16:30:00+00:00");
    // Clocks go back at 03:00 to 02:00: the first pass of the hour ends where the second begins.
    assert_eq!(full("2026-10-25T02:30:00+02:00", Tz::Europe__Berlin), "2026-10-25T01:00:00+00:00");
    assert_eq!(full("2026-10-25T02:30:00+01:00", Tz::Europe__Berlin), "2026-10-25T02:00:00+00:00");
    assert_eq!(full("2027-03-28T01:30:00+01:00", Tz::Europe__Berlin), "2027-03-28T01:00:00+00:00");
    // Lord Howe goes back from 02:00 to 01:30 and forward from 02:00 to 02:30: those hours are not full ones.
    assert_eq!(full("2027-04-04T01:45:00+11:00", Tz::Australia__Lord_Howe), "2027-04-03T15:30:00+00:00");
    assert_eq!(full("2027-10-03T01:45:00+10:30", Tz::Australia__Lord_Howe), "2027-10-02T16:00:00+00:00");
}

#[test]
fn days_end_where_the_next_one_begins() {
    for (rule, amount, start, zone, wanted) in [
        // Clocks go forward at midnight: the day of 6 September 2026 begins at 01:00 in Santiago.
        (Rule::CalendarDays, 1, "2026-09-04T12:00:00-04:00", Tz::America__Santiago, "2026-09-06T04:00:00+00:00"),
        // They go back at midnight: 23:00 comes twice, the day ends after the second.
        (Rule::CalendarDays, 1, "2026-04-03T12:00:00-03:00", Tz::America__Santiago, "2026-04-05T04:00:00+00:00"),
        // Havana goes back from 01:00 to 00:00: midnight comes twice, the first ends the day.
        (Rule::CalendarDays, 1, "2026-10-30T12:00:00-04:00", Tz::America__Havana, "2026-11-01T04:00:00+00:00"),
        // 30 December 2011 does not exist in Apia; whoever counts to it is done with the 29th.
        (Rule::CalendarDays, 2, "2011-12-28T12:00:00-10:00", Tz::Pacific__Apia, "2011-12-30T10:00:00+00:00"),
        (Rule::CalendarDays, 3, "2011-12-28T12:00:00-10:00", Tz::Pacific__Apia, "2011-12-31T10:00:00+00:00"),
        (Rule::CalendarDaysInclusive, 1, "2026-11-16T10:00:00+09:00", Tz::Asia__Tokyo, "2026-11-16T15:00:00+00:00"),
        (Rule::CalendarDays, 60, "2027-12-31T23:59:00-05:00", Tz::America__New_York, "2028-03-01T05:00:00+00:00"),
        (Rule::DaysEndOfDay, 1, "2028-02-28T23:59:59.999Z", Tz::UTC, "2028-03-01T00:00:00+00:00"),
    ] {
        assert_eq!(due(rule, amount, start, zone), wanted, "{start} {zone}");
    }
}

#[test]
fn the_year_of_discovery_ends_in_its_zone() {
    let year_end = Terms { year_end: true, ..terms(Rule::CalendarDays, 60) };
    let weekends = Calendar::weekends("weekends");
    let last = |start| due_by(&year_end, start, Tz::America__New_York, None, &weekends).end.last_day().unwrap();
    assert_eq!(last("2026-05-10T12:00:00Z"), day("2027-03-01"));
    assert_eq!(last("2027-05-10T12:00:00Z"), day("2028-02-29"), "a leap year");
    assert_eq!(last("2027-01-01T03:00:00Z"), day("2027-03-01"), "still 2026 in New York");
}

#[test]
fn a_month_keeps_date_and_time_or_ends_with_the_month() {
    for (start, zone, wanted) in [
        ("2027-01-31T15:00:00+01:00", Tz::Europe__Brussels, "2027-02-28T14:00:00+00:00"),
        ("2027-12-31T15:00:00+01:00", Tz::Europe__Brussels, "2028-01-31T14:00:00+00:00"),
        ("2027-03-15T15:00:00+01:00", Tz::Europe__Brussels, "2027-04-15T13:00:00+00:00"),
        // 02:30 does not exist on 28 March 2027: it is passed when clocks jump.
        ("2027-02-28T02:30:00+01:00", Tz::Europe__Berlin, "2027-03-28T01:00:00+00:00"),
        // 02:30 exists twice on 25 October 2026: the first is the safe one.
        ("2026-09-25T02:30:00+02:00", Tz::Europe__Berlin, "2026-10-25T00:30:00+00:00"),
    ] {
        assert_eq!(due(Rule::MonthSameDate, 1, start, zone), wanted, "{start}");
    }
    assert_eq!(same_date_after_months(day("2026-03-31"), 1), Some(day("2026-04-30")));
}

#[test]
fn two_working_days_are_in_every_period_of_days() {
    let german = calendar("de-national");
    let last = |amount, start| {
        due_by(&terms(Rule::Days1182, amount), start, Tz::Europe__Berlin, None, &german).end.last_day().unwrap()
    };
    assert_eq!(last(2, "2027-12-03T18:00:00+01:00"), day("2027-12-07"));
    assert_eq!(last(1, "2027-12-03T18:00:00+01:00"), day("2027-12-06"), "one day holds none");
    assert_eq!(last(2, "2026-12-23T18:00:00+01:00"), day("2026-12-28"), "the 24th and the 28th");
    assert_eq!(last(15, "2027-12-10T09:30:00+01:00"), day("2027-12-27"));
}

#[test]
fn relief_is_for_those_who_have_it() {
    let relief = Some(Relief { rule: Rule::NoonNextWorkingDay, denied_for: vec!["credit_institution".to_owned()] });
    let terms = Terms { relief, ..terms(Rule::HoursExact, 72) };
    let ask = |class| due_by(&terms, "2026-12-24T10:00:00+01:00", Tz::Europe__Berlin, class, &calendar("de-national"));
    let raw = End::Instant(at("2026-12-27T10:00:00+01:00"));
    let noon = End::Instant(at("2026-12-28T12:00:00+01:00"));
    let other = ask(Some("other"));
    assert_eq!((other.end, other.rules().as_str(), other.latest), (noon, "hours-exact+noon-next-working-day", None));
    let bank = ask(Some("credit_institution"));
    assert_eq!((bank.end, bank.rules().as_str(), bank.latest), (raw, "hours-exact", None));
    // Nobody has said who reports: the relief is not relied on.
    let unsaid = ask(None);
    assert_eq!((unsaid.end, unsaid.latest), (raw, Some(Later { end: noon, rule: Rule::NoonNextWorkingDay })));
}

#[test]
fn a_cap_counts_up_to_the_last_moment_and_not_after() {
    let terms = Terms { cap_hours: Some(24), ..terms(Rule::DoraInitial, 4) };
    let weekends = Calendar::weekends("weekends");
    let ask = |aware: Option<&str>, classified| {
        let asked = Asked {
            start: at(classified),
            zone: Tz::UTC,
            aware: aware.map(at),
            class: None,
            business: &weekends,
            holidays: &weekends,
            grey: &weekends,
        };
        compute(&terms, &asked).map(|due| due.end.at().unwrap().rfc3339_at(0))
    };
    let aware = Some("2026-11-16T09:00:00Z");
    assert_eq!(ask(aware, "2026-11-17T04:59:00Z").unwrap(), "2026-11-17T08:59:00+00:00");
    assert_eq!(ask(aware, "2026-11-17T05:01:00Z").unwrap(), "2026-11-17T09:00:00+00:00");
    assert_eq!(ask(aware, "2026-11-17T09:00:00Z").unwrap(), "2026-11-17T09:00:00+00:00", "24 h sharp is not late");
    assert_eq!(ask(aware, "2026-11-17T09:00:00.001Z").unwrap(), "2026-11-17T13:00:00.001+00:00");
    assert_eq!(ask(None, "2026-11-17T09:00:00Z"), Err(Problem::NeedsAwareness));
}

#[test]
fn no_number_is_no_countdown() {
    for rule in Rule::ALL.iter().filter(|rule| rule.open()) {
        let due = due_by(&terms(*rule, 0), "2026-11-20T15:00:00Z", Tz::UTC, None, &Calendar::weekends("weekends"));
        assert_eq!((due.end, due.latest), (End::None, None), "{rule:?}");
        assert_eq!(due.internal_target.is_some(), *rule == Rule::Immediately);
    }
}

#[test]
fn a_range_ends_with_its_lower_end() {
    let range = Terms { amount_max: Some(5), ..terms(Rule::CalendarDaysInclusive, 3) };
    let due = due_by(&range, "2026-11-16T10:00:00+09:00", Tz::Asia__Tokyo, None, &Calendar::weekends("weekends"));
    assert_eq!(due.end.last_day(), Some(day("2026-11-18")));
    assert_eq!(due.latest.and_then(|later| later.end.last_day()), Some(day("2026-11-20")));
}

#[test]
fn a_closed_last_day_moves_to_the_end_of_the_next_open_one() {
    let relief = Some(Relief { rule: Rule::NextWorkingDay, denied_for: Vec::new() });
    let terms = Terms { relief, ..terms(Rule::CalendarDaysInclusive, 30) };
    let ask = |start| due_by(&terms, start, Tz::Asia__Tokyo, None, &Calendar::weekends("weekends"));
    let moved = ask("2026-11-21T10:00:00+09:00");
    assert_eq!((moved.end.last_day(), moved.relief), (Some(day("2026-12-21")), Some(Rule::NextWorkingDay)));
    assert_eq!(moved.end.at(), Some(at("2026-12-22T00:00:00+09:00")));
    let open = ask("2026-11-16T10:00:00+09:00");
    assert_eq!((open.end.last_day(), open.relief, open.latest), (Some(day("2026-12-15")), None, None));
}

#[test]
fn a_later_reading_is_never_the_target() {
    let terms = Terms { latest: Some(Rule::Days1182), ..terms(Rule::DaysEndOfDay, 10) };
    let ask = |start| due_by(&terms, start, Tz::Europe__Berlin, None, &calendar("de-national"));
    // Day ten is a Saturday, then a Monday.
    let moved = ask("2027-12-01T10:00:00+01:00");
    assert_eq!(moved.end.last_day(), Some(day("2027-12-11")));
    assert_eq!(moved.latest.and_then(|later| later.end.last_day()), Some(day("2027-12-13")));
    let same = ask("2027-12-03T10:00:00+01:00");
    assert_eq!(same.latest.map(|later| later.end), Some(same.end), "the rule gives the same day");
}

#[test]
fn a_calendar_without_an_open_day_ends() {
    let shut = Calendar { weekend: (0..7).collect(), ..Calendar::weekends("shut") };
    let asked = Asked {
        start: at("2026-11-20T15:00:00Z"),
        zone: Tz::UTC,
        aware: None,
        class: None,
        business: &shut,
        holidays: &shut,
        grey: &shut,
    };
    assert_eq!(compute(&terms(Rule::BusinessDays, 1), &asked), Err(Problem::NeverOpen));
    let late = Asked { start: Instant::MAX, ..asked };
    for rule in [Rule::HoursExact, Rule::CalendarDays, Rule::MonthSameDate, Rule::Hours1182] {
        assert_eq!(compute(&terms(rule, 9), &late), Err(Problem::OutOfRange), "{rule:?}");
    }
}

fn any_zone() -> impl Strategy<Value = Tz> {
    let all = (0..TZ_VARIANTS.len()).prop_map(|at| TZ_VARIANTS[at]);
    // Half hours, midnights that do not exist, skipped days, both hemispheres, more often than their number says.
    let hard = prop::sample::select(vec![
        Tz::Australia__Lord_Howe,
        Tz::Pacific__Apia,
        Tz::Pacific__Kwajalein,
        Tz::America__Santiago,
        Tz::America__Havana,
        Tz::America__Asuncion,
        Tz::Africa__Cairo,
        Tz::Asia__Beirut,
        Tz::America__St_Johns,
        Tz::Africa__Casablanca,
        Tz::Antarctica__Troll,
    ]);
    prop_oneof![all, hard]
}

/// From 1985 to 2060, to the millisecond, with a leaning to the days around changes of clocks.
fn any_instant() -> impl Strategy<Value = Instant> {
    (473_385_600_000_i64..2_840_140_800_000).prop_map(Instant::from_millis)
}

/// An instant within two days of a change of clocks of the zone, where it has one in that year.
fn near_a_change() -> impl Strategy<Value = (Tz, Instant)> {
    (any_zone(), any_instant(), -172_800_000_i64..172_800_000).prop_map(|(zone, from, off)| {
        let offset = |at: Instant| crate::domain::time::local(at, zone).offset_seconds();
        let changed = (0..366).map(|days| from.plus_hours(days * 24)).find(|at| offset(*at) != offset(from));
        (zone, changed.unwrap_or(from).plus_millis(off))
    })
}

fn ask<'a>(start: Instant, zone: Tz, calendar: &'a Calendar) -> Asked<'a> {
    Asked { start, zone, aware: None, class: None, business: calendar, holidays: calendar, grey: calendar }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_terms_give_an_answer_or_a_problem(
        rule in prop::sample::select(Rule::ALL),
        latest in prop::option::of(prop::sample::select(Rule::ALL)),
        moves in prop::option::of(prop::sample::select(Rule::ALL)),
        amount in prop_oneof![0_u32..40, any::<u32>()],
        amount_max in prop::option::of(any::<u32>()),
        cutoff in prop::option::of((0_u32..99, 0_u32..99, "[A-Z][a-z]{2,5}/[A-Z][a-z]{3,6}|UTC|Asia/Tokyo")),
        year_end in any::<bool>(),
        start in any::<i64>(),
        weekend in prop::collection::btree_set(0_u8..7, 0..8),
        (zone, near) in near_a_change(),
    ) {
        let terms = Terms {
            rule,
            amount,
            amount_max,
            latest,
            relief: moves.map(|rule| Relief { rule, denied_for: Vec::new() }),
            cap_hours: amount_max,
            cutoff: cutoff.map(|(hour, minute, zone)| Cutoff { hour, minute, zone }),
            year_end,
        };
        let calendar = Calendar { weekend, ..calendar("us-federal") };
        for start in [Instant::from_millis(start), near] {
            let asked = Asked { aware: Some(near), ..ask(start, zone, &calendar) };
            let found = compute(&terms, &asked);
            if let Ok(Due { end, latest: Some(later), .. }) = &found {
                prop_assert!(later.end.at() >= end.at());
            }
            prop_assert!(amount <= MOST || found.is_err());
        }
    }

    #[test]
    fn hours_are_hours_of_utc((zone, start) in near_a_change(), hours in 1_u32..2000) {
        let weekends = Calendar::weekends("weekends");
        let due = compute(&terms(Rule::HoursExact, hours), &ask(start, zone, &weekends)).unwrap();
        prop_assert_eq!(due.end.at().unwrap().millis() - start.millis(), i64::from(hours) * 3_600_000);
        let later = compute(&terms(Rule::Hours1182, hours), &ask(start, zone, &weekends)).unwrap().end.at().unwrap();
        prop_assert!(later > due.end.at().unwrap());
        // A clock hour that clocks go back into lasts half an hour or an hour longer.
        prop_assert!(later.millis() - due.end.at().unwrap().millis() <= 2 * 3_600_000);
        let begins = shown(later.plus_hours(-i64::from(hours)), zone);
        prop_assert_eq!((begins.minute(), begins.second()), (0, 0));
    }

    #[test]
    fn an_end_of_day_is_the_first_instant_of_the_next((zone, start) in near_a_change(), days in 1_u32..200) {
        let weekends = Calendar::weekends("weekends");
        let due = compute(&terms(Rule::CalendarDays, days), &ask(start, zone, &weekends)).unwrap();
        let End::Day(at, last) = due.end else { panic!("{due:?}") };
        let zero = shown(start, zone).date();
        prop_assert_eq!(last, zero + Days::new(days.into()));
        prop_assert!(shown(at, zone).date() > last);
        prop_assert!(shown(at.plus_millis(-1), zone).date() <= last);
        prop_assert_eq!(Ok(at), first_instant_of(last + Days::new(1), zone));
        prop_assert!(at > start);
        // Day one included, a period ends a day earlier.
        let inclusive = compute(&terms(Rule::CalendarDaysInclusive, days + 1), &ask(start, zone, &weekends)).unwrap();
        prop_assert_eq!(inclusive.end, due.end);
    }

    #[test]
    fn a_local_time_is_reached_where_clocks_pass_it((zone, near) in near_a_change(), seconds in -90_000_i64..90_000) {
        let wanted: NaiveDateTime = shown(near, zone) + TimeDelta::seconds(seconds);
        let at = reached(wanted, zone).unwrap();
        prop_assert!(shown(at, zone) >= wanted);
        prop_assert!(shown(at.plus_millis(-1), zone) < wanted);
    }

    #[test]
    fn a_month_never_exceeds_its_clamped_date((zone, start) in near_a_change(), months in 1_u32..30) {
        let weekends = Calendar::weekends("weekends");
        let due = compute(&terms(Rule::MonthSameDate, months), &ask(start, zone, &weekends)).unwrap();
        let from = shown(start, zone);
        let clamped = same_date_after_months(from.date(), months).unwrap();
        let months_on = i64::from(clamped.year() - from.year()) * 12 + i64::from(clamped.month()) - i64::from(from.month());
        prop_assert_eq!(months_on, i64::from(months));
        prop_assert!(clamped.day() <= from.day());
        let at = due.end.at().unwrap();
        prop_assert!(at <= end_of_day(clamped, zone).unwrap());
        let whole = compute(&terms(Rule::Month1182, months), &ask(start, zone, &weekends)).unwrap();
        prop_assert!(whole.end.at().unwrap() >= at);
        prop_assert!(!weekends.closed(whole.end.last_day().unwrap()));
    }

    #[test]
    fn business_days_end_on_open_days(
        (zone, start) in near_a_change(),
        days in 1_u32..40,
        id in prop::sample::select(vec!["us-federal", "br-national", "de-national", "ie", "weekend-only"]),
        closures in prop::collection::btree_set(0_u64..60, 0..6),
    ) {
        let mut calendar = calendar(id);
        let zero = shown(start, zone).date();
        calendar.closures = closures.into_iter().map(|off| zero + Days::new(off)).collect();
        let due = compute(&terms(Rule::BusinessDays, days), &ask(start, zone, &calendar)).unwrap();
        let last = due.end.last_day().unwrap();
        let weekday = u8::try_from(last.weekday().num_days_from_monday()).unwrap();
        prop_assert!(weekday < 5 && !calendar.days.contains(&last) && !calendar.closures.contains(&last));
        prop_assert_eq!(zero.iter_days().skip(1).take_while(|day| *day <= last).filter(|day| !calendar.closed(*day)).count(), days as usize);
        let cutoff = Cutoff { hour: 17, minute: 30, zone: "America/New_York".to_owned() };
        let sec = compute(&Terms { cutoff: Some(cutoff), ..terms(Rule::BusinessDays, days) }, &ask(start, zone, &calendar)).unwrap();
        let ends = shown(sec.end.at().unwrap(), Tz::America__New_York);
        prop_assert!(!calendar.closed(ends.date()));
        prop_assert_eq!((ends.hour(), ends.minute(), ends.second()), (17, 30, 0));
    }

    #[test]
    fn a_zone_to_read_in_changes_no_instant(start in any_instant(), one in any_zone(), other in any_zone(), hours in 1_u32..200) {
        let federal = calendar("us-federal");
        let cutoff = Cutoff { hour: 17, minute: 30, zone: "America/New_York".to_owned() };
        let sec = Terms { cutoff: Some(cutoff), ..terms(Rule::BusinessDays, 4) };
        for terms in [terms(Rule::HoursExact, hours), terms(Rule::HoursExact48, 2), sec] {
            let ends = [one, other].map(|zone| compute(&terms, &ask(start, zone, &federal)).unwrap().end.at());
            prop_assert_eq!(ends[0], ends[1]);
        }
        // Counted in one zone, written in another and read back: the same instant.
        let at = compute(&terms(Rule::CalendarDays, 3), &ask(start, one, &federal)).unwrap().end.at().unwrap();
        let offset = crate::domain::time::local(at, other).offset_seconds();
        prop_assert_eq!(Instant::parse_rfc3339(&at.rfc3339_at(offset / 60)).unwrap(), at);
    }
}

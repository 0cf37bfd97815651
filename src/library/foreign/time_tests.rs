use super::row::Notes;
use super::time::{BadTime, Moment, Precision, TimeForm, Unit, ZoneFrom, read};
use super::zone::Zone;

fn at(text: &str, form: TimeForm) -> Result<Moment, BadTime> {
    read(text, form, None, None).map(|(moment, _)| moment)
}

fn chrono_nanos(rfc3339: &str) -> i128 {
    i128::from(chrono::DateTime::parse_from_rfc3339(rfc3339).unwrap().timestamp_millis()) * 1_000_000
}

/// The seven styles of Hayabusa (`src/detections/utils.rs`), all for one instant but for their precision.
#[test]
fn seven_styles_of_hayabusa_are_one_instant() {
    let styles = [
        ("2022-02-22 22:00:00.123 +09:00", TimeForm::Iso, Precision::Digits(3)),
        ("22-02-2022 22:00:00.123 +09:00", TimeForm::DayFirst, Precision::Digits(3)),
        ("2022-02-22T13:00:00.123Z", TimeForm::Iso, Precision::Digits(3)),
        ("Tue, 22 Feb 2022 22:00:00 +09:00", TimeForm::Mail, Precision::Second),
        ("2022-02-22 22:00:00.123000+09:00", TimeForm::Iso, Precision::Digits(6)),
        ("02-22-2022 22:00:00.123 +09:00", TimeForm::MonthFirst, Precision::Digits(3)),
        ("02-22-2022 10:00:00.123 PM +09:00", TimeForm::MonthFirst, Precision::Digits(3)),
    ];
    for (text, form, precision) in styles {
        let moment = at(text, form).unwrap();
        assert_eq!(moment.at.map(|at| at / 1000), Some(1_645_534_800), "{text}");
        assert_eq!((moment.precision, moment.text.as_str()), (precision, text));
        assert_eq!(moment.zone_from, ZoneFrom::Written, "{text}");
    }
    assert_eq!(at("Tue,  1 Feb 2022 22:00:00 -06:00", TimeForm::Mail).unwrap().at, Some(1_643_774_400_000));
    assert_eq!(at("02-22-2022 12:00:00.000 AM +00:00", TimeForm::MonthFirst).unwrap().at, Some(1_645_488_000_000));
    assert_eq!(at("02-22-2022 13:00:00.000 PM +00:00", TimeForm::MonthFirst), Err(BadTime::NoSuchDate));
}

/// Every day of four centuries, and every offset, against another implementation.
#[test]
fn the_calendar_is_that_of_chrono() {
    for days in (-720_000..2_932_000_i64).step_by(97) {
        let seconds = days * 86_400 + (days.rem_euclid(86_399));
        let date = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
        let text = date.format("%Y-%m-%dT%H:%M:%S+00:00").to_string();
        if text.starts_with(['+', '-']) {
            continue;
        }
        assert_eq!(at(&text, TimeForm::Iso).unwrap().at, Some(seconds * 1000), "{text}");
    }
    for text in ["2024-02-29T23:59:59.5+05:45", "1999-12-31T00:00:00-12:00", "2026-07-02T17:47:57+18:00"] {
        assert_eq!(at(text, TimeForm::Iso).unwrap().nanos(), Some(chrono_nanos(text)), "{text}");
    }
}

#[test]
fn fractions_keep_their_digits() {
    let moment = at("2026-07-02T17:47:57.955519754+00:00", TimeForm::Iso).unwrap();
    assert_eq!((moment.nanos(), moment.precision), (Some(1_783_014_477_955_519_754), Precision::Digits(9)));
    let moment = at("2013-12-03T06:30:42.9935098+00:00", TimeForm::Iso).unwrap();
    assert_eq!((moment.nanos(), moment.precision), (Some(1_386_052_242_993_509_800), Precision::Digits(7)));
    let moment = at("1969-12-31T23:59:59.999999999Z", TimeForm::Iso).unwrap();
    assert_eq!((moment.at, moment.below), (Some(-1), 999_999));
    assert_eq!(at("2026-07-02 17:47", TimeForm::Iso).unwrap_err(), BadTime::NoZone);
    assert_eq!(at("2026-07-02 17:47Z", TimeForm::Iso).unwrap().precision, Precision::Minute);
    assert_eq!(read("2026-07-02", TimeForm::Iso, None, Some(&Zone::UTC)).unwrap().0.precision, Precision::Day);
}

#[test]
fn units_follow_the_size_or_the_column() {
    let by_size = |text| at(text, TimeForm::EpochBySize).unwrap().nanos();
    let instant = Some(1_331_698_658_276_340_000);
    assert_eq!(by_size("1331698658276340"), instant);
    assert_eq!(by_size("1331698658276340000"), instant);
    assert_eq!(by_size("1331698658276"), Some(1_331_698_658_276_000_000));
    assert_eq!(by_size("1331698658"), Some(1_331_698_658_000_000_000));
    assert_eq!(by_size("1331698658.27634"), instant);
    assert_eq!(
        by_size("100000000000"),
        Some(100_000_000_000_000_000_000),
        "the limits themselves are of the smaller unit"
    );
    assert_eq!(by_size("100000000000000"), Some(100_000_000_000_000_000_000));
    assert_eq!(by_size("100000000000000000"), Some(100_000_000_000_000_000_000));
    assert_eq!(by_size("100000000001"), Some(100_000_000_001_000_000));
    assert_eq!(at("-1", TimeForm::Epoch(Unit::Millis)).unwrap().at, Some(-1));
    assert_eq!(at("99999999999999999999999", TimeForm::EpochBySize), Err(BadTime::OutOfRange));
    assert_eq!(at("999999999999999", TimeForm::Epoch(Unit::Seconds)), Err(BadTime::OutOfRange));
    for text in ["", ".", "1e9", "12a", "--1", "0x10"] {
        assert!(matches!(at(text, TimeForm::EpochBySize), Err(BadTime::NotUnderstood | BadTime::Empty)), "{text}");
    }
}

/// None of these is an instant, and none becomes 1970.
#[test]
fn impossible_dates_are_refused() {
    for text in [
        "2026-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T23:60:00Z",
        "2026-01-01T23:00:61Z",
        "2026-01-01T23:00:60Z",
    ] {
        assert_eq!(at(text, TimeForm::Iso), Err(BadTime::NoSuchDate), "{text}");
    }
    for text in [
        "1234 19:01:01",
        "2026-01-01T",
        "yesterday",
        "2026-01-01T10:00:00 +25:00",
        "2026-01-01x",
        "2026-01-01T10",
        "２０２６-01-01",
    ] {
        assert_eq!(at(text, TimeForm::Iso), Err(BadTime::NotUnderstood), "{text}");
    }
    assert_eq!(at("9999-12-31T23:59:59-01:00", TimeForm::Iso), Err(BadTime::OutOfRange));
    assert_eq!(at("2026-01-01T10:00:00 IST", TimeForm::Iso), Err(BadTime::UnknownZone));
    assert_eq!(at(" ", TimeForm::Iso), Err(BadTime::Empty));
}

#[test]
fn no_time_is_not_a_bad_time() {
    for text in ["-", "Not set", "0000-00-00T00:00:00.000000+00:00", "00/00/0000 --:--:--"] {
        let moment = at(text, TimeForm::Iso).unwrap();
        assert_eq!((moment.at, moment.precision, moment.text.as_str()), (None, Precision::Undated, text));
    }
    for (text, far) in [
        ("9999-12-31T23:59:59Z", true),
        ("0000-01-01T00:00:00Z", true),
        ("1970-01-01T00:00:00Z", true),
        ("1601-01-01T00:00:00Z", true),
        ("2026-01-01T00:00:00Z", false),
    ] {
        let (moment, notes) = read(text, TimeForm::Iso, None, None).unwrap();
        assert_eq!((moment.at.is_some(), notes.has(Notes::FAR)), (true, far), "{text}");
    }
}

#[test]
fn a_declared_zone_knows_its_summer() {
    let berlin = Zone::read("Europe/Berlin").unwrap();
    let local = |text| read(text, TimeForm::Iso, None, Some(&berlin));
    let (moment, notes) = local("2026-07-01 12:00:00").unwrap();
    assert_eq!(
        (moment.nanos(), moment.zone_from),
        (Some(chrono_nanos("2026-07-01T12:00:00+02:00")), ZoneFrom::Declared)
    );
    assert!(!notes.has(Notes::TWICE));
    let (moment, notes) = local("2026-10-25 02:30:00").unwrap();
    assert_eq!(moment.nanos(), Some(chrono_nanos("2026-10-25T02:30:00+02:00")), "the earlier one");
    assert!(notes.has(Notes::TWICE));
    assert_eq!(local("2026-03-29 02:30:00").unwrap_err(), BadTime::Skipped);
    let (moment, _) = local("2026-07-01 12:00:00+00:00").unwrap();
    assert_eq!((moment.nanos(), moment.zone_from), (Some(chrono_nanos("2026-07-01T12:00:00Z")), ZoneFrom::Written));
    assert_eq!(Zone::read("IST"), None);
    assert_eq!(Zone::of_database("CET").map(|zone| zone.to_string()).as_deref(), Some("CET"));
    assert_eq!(Zone::read("-03:30").map(|zone| zone.to_string()).as_deref(), Some("-03:30"));
}

#[test]
fn a_leap_second_is_the_next_one() {
    let (moment, notes) = read("2016-12-31T23:59:60Z", TimeForm::Iso, None, None).unwrap();
    assert_eq!((moment.nanos(), notes.has(Notes::LEAP)), (Some(chrono_nanos("2017-01-01T00:00:00Z")), true));
}

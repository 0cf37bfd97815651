use super::*;

#[test]
fn offsets_are_read_as_people_write_them() {
    for (text, millis) in [
        ("+90", Some(90_000)),
        ("-12.5", Some(-12_500)),
        ("90s", Some(90_000)),
        ("-2m", Some(-120_000)),
        ("\u{2212}2 min", Some(-120_000)),
        ("1h", Some(3_600_000)),
        ("250ms", Some(250)),
        ("+00:01:30", Some(90_000)),
        ("-01:30", Some(-90_000)),
        ("0", Some(0)),
        ("", None),
        ("--2", None),
        ("1:2:x", None),
        ("NaN", None),
        ("inf", None),
        ("1e300", None),
        ("99999999999999999999h", None),
        ("soon", None),
    ] {
        assert_eq!(offset(text), millis, "{text:?}");
    }
}

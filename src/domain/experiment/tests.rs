//! Limits and outcomes are those of the exact limits of a count, and a share is read as it was meant.

use proptest::prelude::*;

use super::share::{attainable, read};
use super::*;
use crate::domain::population::interval::{WHOLE, limits};

fn arm(odd: u64, marked: u64) -> Arm {
    Arm { marked: Some(marked), odd: Some(odd) }
}

#[test]
fn an_outcome_is_told_by_the_ends_of_the_limits() {
    for ((good, suspect), margin, expected) in [
        ((arm(2, 200), arm(60, 200)), 100_000, "positive"),
        ((arm(2, 200), arm(3, 200)), 100_000, "negative"),
        // Eleven in a hundred more as seen, and the limits do not show it.
        ((arm(2, 100), arm(13, 100)), 100_000, "undecided"),
        ((arm(0, 1), arm(1, 1)), 0, "undecided"),
        // The other way round nothing is shown of the suspect but that it is not odd more often.
        ((arm(60, 200), arm(2, 200)), 0, "negative"),
    ] {
        assert_eq!(outcome(good, suspect, margin), Some(expected), "{good:?} {suspect:?}");
    }
    // The very millionth at which it turns.
    let (good, suspect) = (arm(2, 200), arm(60, 200));
    let apart = limits(60, 200).0 - limits(2, 200).1;
    assert_eq!(outcome(good, suspect, apart), Some("positive"));
    assert_eq!(outcome(good, suspect, apart + 1), Some("undecided"));
    let least = limits(60, 200).1 - limits(2, 200).0;
    assert_eq!(outcome(good, suspect, least), Some("undecided"));
    assert_eq!(outcome(good, suspect, least + 1), Some("negative"));
    for bad in [Arm::default(), arm(0, 0), arm(3, 2), Arm { marked: Some(3), odd: None }, arm(1, u64::MAX)] {
        assert_eq!((outcome(good, bad, 0), outcome(bad, good, 0), bad.limits()), (None, None, None), "{bad:?}");
    }
    assert!(attainable(200, 900_000) && !attainable(200, 990_000) && !attainable(1, 0) && attainable(10, 100_000));
}

#[test]
fn a_share_says_which_it_is() {
    for (text, share) in [
        ("10%", Some(100_000)),
        ("0.5 %", Some(5_000)),
        ("0,0001%", Some(1)),
        ("0.1", Some(100_000)),
        ("100%", Some(WHOLE)),
        ("1.0", Some(WHOLE)),
        ("0%", Some(0)),
        ("10", None),
        ("1", None),
        ("1.5", None),
        ("101%", None),
        ("-1%", None),
        ("0.00001%", None),
        ("%", None),
        (".5", None),
        ("1e-3", None),
    ] {
        assert_eq!(read(text), share, "{text}");
    }
    for (share, shown) in [(100_000, "10%"), (5_000, "0.5%"), (1, "0.0001%"), (0, "0%"), (WHOLE, "100%")] {
        assert_eq!((percent(share), read(shown)), (shown.to_owned(), Some(share)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_limits_are_those_of_a_count_and_an_outcome_excludes_the_other(
        (good, of_good) in (0_u64..600, 1_u64..600), (suspect, of_suspect) in (0_u64..600, 1_u64..600), margin in 0_u64..=WHOLE,
    ) {
        let (good, suspect) = (arm(good % (of_good + 1), of_good), arm(suspect % (of_suspect + 1), of_suspect));
        for arm in [good, suspect] {
            prop_assert_eq!(arm.limits(), Some(limits(arm.odd.unwrap(), arm.marked.unwrap())));
        }
        let seen = |arm: Arm| i128::from(arm.odd.unwrap()) * i128::from(WHOLE) / i128::from(arm.marked.unwrap());
        let difference = seen(suspect) - seen(good);
        match outcome(good, suspect, margin) {
            // What is concluded never goes against what was seen.
            Some("positive") => prop_assert!(difference + 1 >= i128::from(margin)),
            Some("negative") => prop_assert!(difference - 1 <= i128::from(margin)),
            other => prop_assert_eq!(other, Some("undecided")),
        }
        // More odd ones of the suspect never turn an effect into none.
        if suspect.odd < suspect.marked {
            let more = Arm { odd: suspect.odd.map(|odd| odd + 1), ..suspect };
            if outcome(good, suspect, margin) == Some("positive") {
                prop_assert_eq!(outcome(good, more, margin), Some("positive"));
            }
        }
    }
}

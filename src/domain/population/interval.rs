//! Exact limits of a share (C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26,
//! 1934, pages 404 to 413), in whole numbers: the same figures on every machine and for ever. The limits lie on a grid of millionths and are rounded outwards, so
//! that they promise no more than they hold: at most 25 in 1000 on either side.

/// A whole: shares are counted in millionths.
pub const WHOLE: u64 = 1_000_000;
/// At most so many in 1000 on either side of the limits.
const SIDE: u128 = 25;
/// What the likeliest outcome weighs; everything else is weighed against it.
const WEIGHT: u128 = 1 << 80;
/// Most items of a sample for which limits are computed.
pub const MOST: u64 = 10_000_000;

/// The lower and upper limit of a share of which `hits` in `of` were seen, in millionths. Without anything seen nothing is known: 0 and the whole.
#[must_use]
pub fn limits(hits: u64, of: u64) -> (u64, u64) {
    if of == 0 {
        return (0, WHOLE);
    }
    let lower = if hits == 0 {
        0
    } else {
        // The largest share at which so many hits or more are still too rare.
        last(|share| !often_enough(upper_tail(hits, of, share)))
    };
    let upper = if hits >= of {
        WHOLE
    } else {
        // The mirror of the same: the misses are too rare.
        WHOLE - last(|share| !often_enough(upper_tail(of - hits, of, share)))
    };
    (lower, upper)
}

/// The last share on the grid for which `holds`, which holds from 0 up to some share.
fn last(holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, WHOLE);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// Whether a tail, given with the whole it is part of, holds more than is left out.
fn often_enough((tail, all): (u128, u128)) -> bool {
    tail * 1000 > all * SIDE
}

/// How much outcomes of `hits` or more weigh, and how much all do, where `of` items are drawn and each is a hit with this share. Every outcome is computed from
/// its neighbour, the likeliest first, and left out once it weighs nothing.
fn upper_tail(hits: u64, of: u64, share: u64) -> (u128, u128) {
    let (hits, of) = (u128::from(hits), u128::from(of));
    let (p, q) = (u128::from(share), u128::from(WHOLE - share));
    let mode = ((of + 1) * p / u128::from(WHOLE)).min(of);
    let (mut all, mut tail) = (WEIGHT, if mode >= hits { WEIGHT } else { 0 });
    let (mut weight, mut at) = (WEIGHT, mode);
    while at < of && weight > 0 && q > 0 {
        weight = weight * ((of - at) * p) / ((at + 1) * q);
        at += 1;
        all += weight;
        if at >= hits {
            tail += weight;
        }
    }
    (weight, at) = (WEIGHT, mode);
    while at > 0 && weight > 0 && p > 0 {
        weight = weight * (at * q) / ((of - at + 1) * p);
        at -= 1;
        all += weight;
        if at >= hits {
            tail += weight;
        }
    }
    (tail, all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_limits_are_those_of_the_tables() {
        // Closed forms: none seen in n gives 1 - 0.025^(1/n), all seen its mirror. The others are known table values.
        for ((hits, of), (lower, upper)) in [
            ((0, 1), (0, 975_000)),
            ((0, 10), (0, 308_498)),
            ((10, 10), (691_502, 1_000_000)),
            ((1, 1), (25_000, 1_000_000)),
            ((5, 10), (187_086, 812_914)),
            ((10, 100), (49_005, 176_223)),
            ((1, 20), (1_265, 248_733)),
            ((0, 1000), (0, 3_682)),
        ] {
            let found = limits(hits, of);
            assert!(found.0.abs_diff(lower) <= 1 && found.1.abs_diff(upper) <= 1, "{hits} of {of}: {found:?}");
        }
        assert_eq!(limits(0, 0), (0, WHOLE));
    }

    #[test]
    fn the_largest_sample_is_answered() {
        let (lower, upper) = limits(MOST / 4, MOST);
        assert!(lower > 249_700 && upper < 250_300 && lower < 250_000 && upper > 250_000, "{lower} {upper}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn limits_hold_what_was_seen_and_grow_with_it(of in 1_u64..3000, part in 0_u64..=1000) {
            let hits = of * part / 1000;
            let (lower, upper) = limits(hits, of);
            prop_assert!(u128::from(lower) * u128::from(of) <= u128::from(hits) * u128::from(WHOLE));
            prop_assert!(u128::from(upper) * u128::from(of) >= u128::from(hits) * u128::from(WHOLE));
            if hits < of {
                let (next_lower, next_upper) = limits(hits + 1, of);
                prop_assert!(next_lower >= lower && next_upper >= upper);
            }
            // The same rule read from the other side.
            let (mirror_lower, mirror_upper) = limits(of - hits, of);
            prop_assert_eq!((WHOLE - mirror_upper, WHOLE - mirror_lower), (lower, upper));
        }
    }
}

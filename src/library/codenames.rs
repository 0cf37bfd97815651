//! Innocuous one-word codenames, so that a call overheard tells nothing.

use super::assets;

/// How many codenames are offered at a time.
pub const OFFERED: usize = 5;

/// All codenames: upper-case ASCII words of 4 to 9 letters.
pub fn all() -> impl Iterator<Item = &'static str> {
    assets::CODENAMES.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Up to [`OFFERED`] codenames that are not in `taken` (compared without case and outer blanks), in an order that only
/// `seed` decides. Fewer, or none, when nearly all are taken.
pub fn offer(seed: u64, taken: &[String]) -> Vec<String> {
    let mut free: Vec<&str> = all().filter(|name| !taken.iter().any(|t| t.trim().eq_ignore_ascii_case(name))).collect();
    let mut state = seed;
    let mut offered = Vec::with_capacity(OFFERED);
    while offered.len() < OFFERED && !free.is_empty() {
        let at = usize::try_from(next(&mut state) % free.len() as u64).unwrap_or(0);
        offered.push(free.swap_remove(at).to_owned());
    }
    offered
}

/// SplitMix64 (Steele, Lea, Flood 2014): enough to spread choices, and the same on every machine.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_is_120_distinct_plain_words() {
        let names: BTreeSet<&str> = all().collect();
        assert_eq!((all().count(), names.len()), (120, 120));
        assert!(names.iter().all(|n| (4..=9).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_uppercase())));
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(offer(7, &[]), offer(7, &[]));
        assert_ne!(offer(7, &[]), offer(8, &[]));
        assert_eq!(offer(7, &[]).len(), OFFERED);
    }

    #[test]
    fn taken_names_are_not_offered_and_all_others_can_be() {
        let mut taken: Vec<String> = vec![" orchid ".into()];
        while let Some(name) = offer(3, &taken).pop() {
            assert!(!taken.contains(&name) && name != "ORCHID");
            taken.push(name);
        }
        assert_eq!(taken.len(), 120);
    }
}

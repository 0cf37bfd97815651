//! Ranking for the palette.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// One entry that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Index into the entries that were given.
    pub index: usize,
    /// Matched positions in the name, counted in grapheme clusters (for ASCII: characters), ascending, without
    /// repeats. Empty when only the help or a key matched.
    pub positions: Vec<usize>,
}

// A name says what a command is, its help only mentions things: a match of the name counts this many times more.
const NAME_WEIGHT: u32 = 4;
// Whoever types a key wants what that key does.
const KEY_BONUS: u32 = 100_000;
const EXACT_NAME_BONUS: u32 = 1_000_000;

/// Ranks `(name, help, keys)` entries against what was typed, best first.
///
/// Words in `needle` must all match, in the name or in the help, in any order; case and accents are ignored. `keys` is
/// matched as a whole word among space or comma separated chords. Equal entries keep their order, and an empty needle
/// keeps all of them in order.
pub fn rank(needle: &str, entries: &[(&str, &str, &str)]) -> Vec<Ranked> {
    let needle = needle.trim();
    if needle.is_empty() {
        return (0..entries.len()).map(|index| Ranked { index, positions: Vec::new() }).collect();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::new(needle, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    // Scattered letters match nearly every sentence: the help is searched for whole runs of characters.
    let in_help = Pattern::new(needle, CaseMatching::Ignore, Normalization::Smart, AtomKind::Substring);
    let mut buffer = Vec::new();
    let mut found: Vec<(u32, Ranked)> = Vec::new();
    for (index, (name, help, keys)) in entries.iter().enumerate() {
        let mut score = 0u32;
        let mut hits = Vec::new();
        if let Some(points) = pattern.indices(Utf32Str::new(name, &mut buffer), &mut matcher, &mut hits) {
            score = score.saturating_add(points.saturating_mul(NAME_WEIGHT)).max(1);
        } else {
            hits.clear();
        }
        if let Some(points) = in_help.score(Utf32Str::new(help, &mut buffer), &mut matcher) {
            score = score.saturating_add(points).max(1);
        }
        if keys.split([' ', ',']).any(|key| key.eq_ignore_ascii_case(needle)) {
            score = score.saturating_add(KEY_BONUS);
        }
        if name.eq_ignore_ascii_case(needle) {
            score = score.saturating_add(EXACT_NAME_BONUS);
        }
        if score > 0 {
            let mut positions: Vec<usize> = hits.iter().map(|&hit| hit as usize).collect();
            positions.sort_unstable();
            positions.dedup();
            found.push((score, Ranked { index, positions }));
        }
    }
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, ranked)| ranked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRIES: &[(&str, &str, &str)] = &[
        ("timeline.add", "Add a line to the timeline", "a"),
        ("evidence.add", "Register an exhibit", "f4"),
        ("evidence.verify", "Hash every exhibit again", ""),
        ("call.log", "Log a call-out attempt", "c"),
        ("palette", "Find a command", ": ctrl-p"),
    ];

    fn names(needle: &str) -> Vec<&'static str> {
        rank(needle, ENTRIES).into_iter().map(|r| ENTRIES[r.index].0).collect()
    }

    #[test]
    fn an_empty_needle_keeps_the_order() {
        let order: Vec<usize> = rank("  ", ENTRIES).into_iter().map(|r| r.index).collect();
        assert_eq!(order, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_name_beats_the_help_and_scattered_letters_match_names() {
        assert_eq!(names("evver")[0], "evidence.verify");
        assert_eq!(names("exhibit"), ["evidence.add", "evidence.verify"], "by help, in the order given");
        assert_eq!(names("call")[0], "call.log");
        assert!(names("zzz").is_empty());
    }

    #[test]
    fn a_key_finds_its_command() {
        assert_eq!(names("ctrl-p")[0], "palette");
        assert_eq!(names("F4")[0], "evidence.add");
        assert_eq!(names("c")[0], "call.log");
    }

    #[test]
    fn words_match_in_any_order() {
        assert!(names("add evidence").contains(&"evidence.add"));
        assert_eq!(names("add evidence")[0], "evidence.add");
    }

    #[test]
    fn positions_point_at_the_matched_letters() {
        let best = &rank("tadd", ENTRIES)[0];
        assert_eq!(ENTRIES[best.index].0, "timeline.add");
        let letters: String = best.positions.iter().map(|&p| ENTRIES[best.index].0.as_bytes()[p] as char).collect();
        assert_eq!(letters, "tadd");
        assert!(best.positions.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn hostile_needles_do_not_panic() {
        for needle in ["\u{202e}\u{0}", "!^$'\\", "é̂̂̂̂", &"x".repeat(100_000)] {
            let _ = rank(needle, ENTRIES);
        }
    }
}

//! Finding words in a text, whatever their case.

use std::ops::Range;

/// What is looked for, folded once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Needle(Vec<char>);

impl Needle {
    pub(super) fn new(typed: &str) -> Needle {
        Needle(typed.chars().flat_map(char::to_lowercase).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first place at or behind `from`.
    pub(super) fn forward(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let tail = text.get(from..)?;
        tail.char_indices().find_map(|(at, c)| self.at(text, from + at, c))
    }

    /// The last place that begins before `before`.
    pub(super) fn backward(&self, text: &str, before: usize) -> Option<Range<usize>> {
        let head = text.get(..before)?;
        head.char_indices().rev().find_map(|(at, c)| self.at(text, at, c))
    }

    /// The place at `at`, where the character `c` stands.
    fn at(&self, text: &str, at: usize, c: char) -> Option<Range<usize>> {
        let first = *self.0.first()?;
        if c.is_ascii() && c.to_ascii_lowercase() != first {
            return None;
        }
        let mut wanted = self.0.as_slice();
        for (offset, c) in text.get(at..)?.char_indices() {
            for folded in c.to_lowercase() {
                let (next, rest) = wanted.split_first()?;
                if folded != *next {
                    return None;
                }
                wanted = rest;
            }
            if wanted.is_empty() {
                return Some(at..at + offset + c.len_utf8());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_both_ways_whatever_their_case() {
        let text = "Übersicht, übersicht and ÜBERSICHT";
        let needle = Needle::new("übersicht");
        let first = needle.forward(text, 0).unwrap();
        let second = needle.forward(text, first.end).unwrap();
        let third = needle.forward(text, second.end).unwrap();
        assert_eq!(
            [&text[first.clone()], &text[second.clone()], &text[third.clone()]],
            ["Übersicht", "übersicht", "ÜBERSICHT"]
        );
        assert_eq!(needle.forward(text, third.end), None);
        assert_eq!(needle.backward(text, third.start), Some(second));
        assert_eq!(needle.backward(text, first.start), None);
        assert_eq!(Needle::new("").forward(text, 0), None);
    }

    #[test]
    fn a_character_that_folds_to_two_is_found_whole_or_not_at_all() {
        // U+0130 folds to i and a combining dot.
        assert_eq!(Needle::new("\u{130}").forward("a\u{130}b", 0), Some(1..3));
        assert_eq!(Needle::new("i").forward("a\u{130}b", 0), None);
    }
}

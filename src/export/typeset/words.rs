//! Words made ready for paper: nothing odd, nothing without a shape, nothing that runs out of its column.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;

use super::fonts::drawn;
use crate::domain::text::one_line;

/// A word of more characters than this may be broken.
const LONG: usize = 16;
/// Characters of a long word that stay together; digests break into groups of eight.
const GROUP: usize = 8;

/// Clean words in pieces: a line may end between two pieces, with no sign put in, so that a digest is copied as it is.
pub(in crate::export) fn pieces(words: &str) -> Vec<String> {
    let drawn = drawable(words);
    let mut pieces = vec![String::new()];
    for word in drawn.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        let clusters: Vec<&str> = bare.graphemes(true).collect();
        let groups = if clusters.len() > LONG { clusters.chunks(GROUP) } else { clusters.chunks(LONG + 1) };
        for (n, group) in groups.enumerate() {
            let group = group.concat();
            match pieces.last_mut() {
                Some(last) if n == 0 => last.push_str(&group),
                _ => pieces.push(group),
            }
        }
        if let Some(last) = pieces.last_mut() {
            last.push_str(word.get(bare.len()..).unwrap_or_default());
        }
    }
    pieces
}

/// What the fonts cannot draw, written out as `<U+XXXX>` as odd characters are.
fn drawable(words: &str) -> String {
    let clean = one_line(words);
    let mut out = String::with_capacity(clean.len());
    for c in clean.chars() {
        if drawn(c) {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_break_into_groups_and_nothing_is_added_or_lost() {
        let digest = "9f2c".repeat(16);
        let found = pieces(&format!("SHA-256 {digest} claimed"));
        assert_eq!(found.len(), 8);
        assert!(found[1..7].iter().all(|piece| piece.len() == GROUP));
        assert_eq!(found.concat(), format!("SHA-256 {digest} claimed"));
    }

    #[test]
    fn what_has_no_shape_is_written_out() {
        let words = pieces("a\u{202e}b \u{1f600} \u{4e2d} \u{df} \u{416} \u{5d0}\u{7}").concat();
        assert_eq!(words, "a<U+202E>b <U+1F600> <U+4E2D> \u{df} \u{416} \u{5d0}<U+0007>");
    }
}

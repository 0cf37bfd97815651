//! Block figures for the wall: a countdown that can be read from the back of the room.

use super::glyphs::GlyphSet;

/// How large the figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Size {
    /// Three rows, for a strip.
    Three,
    /// Five rows.
    Five,
    /// Five rows with every column doubled: nearly square strokes, since a cell is twice as high as wide.
    FiveWide,
}

impl Size {
    /// Rows that [`draw`] returns.
    pub fn rows(self) -> usize {
        match self {
            Size::Three => 3,
            Size::Five | Size::FiveWide => 5,
        }
    }
}

fn three(c: char) -> [&'static str; 3] {
    match c {
        '0' => ["###", "# #", "###"],
        '1' => ["## ", " # ", "###"],
        '2' => ["## ", " # ", " ##"],
        '3' => ["###", " ##", "###"],
        '4' => ["# #", "###", "  #"],
        '5' => [" ##", " # ", "## "],
        '6' => ["#  ", "###", "###"],
        '7' => ["###", "  #", "  #"],
        '8' => ["###", "###", "###"],
        '9' => ["###", "###", "  #"],
        ':' => ["#", " ", "#"],
        '-' => ["  ", "##", "  "],
        '+' => [" # ", "###", " # "],
        '.' => [" ", " ", "#"],
        ' ' => ["  ", "  ", "  "],
        'h' => ["#  ", "###", "# #"],
        'm' => ["     ", "#####", "# # #"],
        'd' => ["  #", "###", "###"],
        's' => [" #", "##", "# "],
        _ => ["", "", ""],
    }
}

fn five(c: char) -> [&'static str; 5] {
    match c {
        '0' => ["###", "# #", "# #", "# #", "###"],
        '1' => [" # ", "## ", " # ", " # ", "###"],
        '2' => ["###", "  #", "###", "#  ", "###"],
        '3' => ["###", "  #", "###", "  #", "###"],
        '4' => ["# #", "# #", "###", "  #", "  #"],
        '5' => ["###", "#  ", "###", "  #", "###"],
        '6' => ["###", "#  ", "###", "# #", "###"],
        '7' => ["###", "  #", "  #", "  #", "  #"],
        '8' => ["###", "# #", "###", "# #", "###"],
        '9' => ["###", "# #", "###", "  #", "###"],
        ':' => [" ", "#", " ", "#", " "],
        '-' => ["   ", "   ", "###", "   ", "   "],
        '+' => ["   ", " # ", "###", " # ", "   "],
        '.' => [" ", " ", " ", " ", "#"],
        ' ' => ["  ", "  ", "  ", "  ", "  "],
        'h' => ["#  ", "#  ", "###", "# #", "# #"],
        'm' => ["     ", "     ", "#####", "# # #", "# # #"],
        'd' => ["  #", "  #", "###", "# #", "###"],
        's' => ["   ", " ##", "#  ", " ##", "## "],
        _ => ["", "", "", "", ""],
    }
}

/// Whether a figure exists for `c`: digits, `: - + .`, space, `d h m s`.
pub fn can_draw(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ':' | '-' | '+' | '.' | ' ' | 'd' | 'h' | 'm' | 's')
}

/// Draws `text` as block figures: [`Size::rows`] strings of one length in cells, figures one column apart.
///
/// Returns nothing when a character has no figure ([`can_draw`]), so that a caller prints plain text instead of a
/// number with a hole in it.
pub fn draw(text: &str, size: Size, glyphs: GlyphSet) -> Vec<String> {
    if !text.chars().all(can_draw) {
        return Vec::new();
    }
    let mut rows = vec![String::new(); size.rows()];
    let repeat = if size == Size::FiveWide { 2 } else { 1 };
    for (index, c) in text.chars().enumerate() {
        let (small, large) = (three(c), five(c));
        let figure: &[&str] = if size == Size::Three { &small } else { &large };
        for (row, pixels) in rows.iter_mut().zip(figure) {
            if index > 0 {
                row.extend(std::iter::repeat_n(' ', repeat));
            }
            for pixel in pixels.chars() {
                let cell = if pixel == '#' { glyphs.block() } else { ' ' };
                row.extend(std::iter::repeat_n(cell, repeat));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const DRAWN: &str = "0123456789:-+. dhms";

    #[test]
    fn every_figure_is_rectangular_and_unlike_every_other() {
        for size in [Size::Three, Size::Five, Size::FiveWide] {
            let mut seen = HashSet::new();
            for c in DRAWN.chars() {
                let rows = draw(&c.to_string(), size, GlyphSet::Console);
                assert_eq!(rows.len(), size.rows());
                let widths: HashSet<usize> = rows.iter().map(|row| row.chars().count()).collect();
                assert_eq!(widths.len(), 1, "{c:?} is ragged");
                assert!(seen.insert(rows), "{c:?} looks like another figure");
            }
        }
    }

    #[test]
    fn ascii_uses_only_the_number_sign() {
        let rows = draw("64:17", Size::Five, GlyphSet::Ascii);
        assert!(rows.iter().flat_map(|row| row.chars()).all(|c| c == '#' || c == ' '));
        assert_eq!(rows[0], "### # #    #  ###");
        assert_eq!(draw("1", Size::FiveWide, GlyphSet::Ascii)[4], "######");
    }

    #[test]
    fn a_number_with_an_unknown_character_is_not_drawn_with_a_hole() {
        assert!(draw("64x17", Size::Five, GlyphSet::Full).is_empty());
        assert_eq!(draw("", Size::Five, GlyphSet::Full), vec![String::new(); 5]);
    }
}

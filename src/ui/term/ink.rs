//! Styles as a Linux virtual console can show them.
//!
//! Its sixteen colours are eight and a bright form of each, and its kernel shows what else there is by taking a colour away: underlined letters become cyan and dim
//! ones grey, whatever they were; bold makes the ink bright, and of reversed letters the ground. With a font of 512 signs bright is not there at all, and dim is
//! black on black. A bright colour switches bold on, and nothing switches it off again before the next letter. So neither dim nor underlined is sent there, reversed
//! letters are never bold, and bright is said as bold, which is switched off like any other style.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// A colour without its bright form, and whether it was bright. Grey on black stands for dark grey, which not every console can tell from the ground.
fn base(color: Color) -> (Color, bool) {
    match color {
        Color::DarkGray => (Color::Gray, false),
        Color::LightRed => (Color::Red, true),
        Color::LightGreen => (Color::Green, true),
        Color::LightYellow => (Color::Yellow, true),
        Color::LightBlue => (Color::Blue, true),
        Color::LightMagenta => (Color::Magenta, true),
        Color::LightCyan => (Color::Cyan, true),
        Color::White => (Color::Gray, true),
        other => (other, false),
    }
}

/// Gives a cell the style that means the same there.
pub(super) fn settle(cell: &mut Cell) {
    let (ink, bright) = base(cell.fg);
    let (ground, _) = base(cell.bg);
    // What is due is underlined yellow, and yellow alone is brown there.
    let bright = bright || (cell.modifier.contains(Modifier::UNDERLINED) && ink == Color::Yellow);
    cell.modifier.remove(Modifier::DIM | Modifier::UNDERLINED);
    (cell.fg, cell.bg) = (ink, ground);
    if !cell.modifier.contains(Modifier::REVERSED) {
        if bright {
            cell.modifier.insert(Modifier::BOLD);
        }
        return;
    }
    cell.modifier.remove(Modifier::BOLD);
    if ink == Color::Red {
        // Black on dark red can hardly be read.
        cell.modifier.remove(Modifier::REVERSED);
        cell.modifier.insert(Modifier::BOLD);
        (cell.fg, cell.bg) = (Color::Gray, Color::Red);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLOURS: [Color; 17] = [
        Color::Reset,
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];

    fn shown(fg: Color, bg: Color, modifier: Modifier) -> Cell {
        let mut cell = Cell::new("x");
        (cell.fg, cell.bg, cell.modifier) = (fg, bg, modifier);
        settle(&mut cell);
        cell
    }

    #[test]
    fn no_style_is_left_that_a_console_shows_as_another_one() {
        let styles = [Modifier::BOLD, Modifier::DIM, Modifier::UNDERLINED, Modifier::REVERSED];
        for (fg, bg) in COLOURS.into_iter().flat_map(|fg| COLOURS.map(|bg| (fg, bg))) {
            for bits in 0..16 {
                let with = (0..4).filter(|bit| bits >> bit & 1 == 1).map(|bit| styles[bit]);
                let cell = shown(fg, bg, with.fold(Modifier::empty(), |all, one| all | one));
                assert!(!cell.modifier.intersects(Modifier::DIM | Modifier::UNDERLINED), "{cell:?}");
                assert!(!cell.modifier.contains(Modifier::BOLD | Modifier::REVERSED), "{cell:?}");
                assert_eq!((base(cell.fg), base(cell.bg)), ((cell.fg, false), (cell.bg, false)), "{cell:?}");
            }
        }
    }

    #[test]
    fn what_is_due_stays_apart_and_a_refusal_can_be_read() {
        let due = shown(Color::Yellow, Color::Reset, Modifier::UNDERLINED);
        assert_eq!((due.fg, due.modifier), (Color::Yellow, Modifier::BOLD));
        let refused = shown(Color::LightRed, Color::Reset, Modifier::BOLD | Modifier::REVERSED);
        assert_eq!((refused.fg, refused.bg, refused.modifier), (Color::Gray, Color::Red, Modifier::BOLD));
        let selected = shown(Color::Reset, Color::Reset, Modifier::REVERSED | Modifier::DIM);
        assert_eq!((selected.fg, selected.modifier), (Color::Reset, Modifier::REVERSED));
    }
}

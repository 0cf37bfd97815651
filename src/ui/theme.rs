//! What each colour and weight on the screen means.
//!
//! A role means one thing everywhere, and colour is never its only sign. The roles that a reader must tell apart without
//! colour (text, due, late, refused, claimed, withheld, selection) differ by a modifier in every theme; *proved* may look
//! like plain text there, because it always stands beside its sign `[p]` or `[v]`. Callers add the word or sign in all
//! cases (`!` for due and late, `>` for the selection).

use ratatui::style::{Color, Modifier, Style};

use crate::domain::deadline::Threshold;

/// The themes that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ThemeName {
    /// The 16 ANSI colours on a dark default background.
    #[default]
    Dark,
    /// The 16 ANSI colours on a light default background.
    Light,
    /// High contrast for a projector: bright on black, whatever the terminal's own colours are.
    Projector,
    /// No colour at all, for `NO_COLOR` and for terminals without colour.
    Mono,
}

impl ThemeName {
    /// Every theme, in the order of [`ThemeName::next`].
    pub const ALL: [ThemeName; 4] = [ThemeName::Dark, ThemeName::Light, ThemeName::Projector, ThemeName::Mono];

    /// Reads a name as options and configuration take it.
    pub fn parse(name: &str) -> Option<ThemeName> {
        ThemeName::ALL.into_iter().find(|theme| theme.name().eq_ignore_ascii_case(name.trim()))
    }

    /// The name that [`ThemeName::parse`] reads.
    pub fn name(self) -> &'static str {
        match self {
            ThemeName::Dark => "dark",
            ThemeName::Light => "light",
            ThemeName::Projector => "projector",
            ThemeName::Mono => "mono",
        }
    }

    /// The theme after this one, round and round.
    pub fn next(self) -> ThemeName {
        match self {
            ThemeName::Dark => ThemeName::Light,
            ThemeName::Light => ThemeName::Projector,
            ThemeName::Projector => ThemeName::Mono,
            ThemeName::Mono => ThemeName::Dark,
        }
    }

    /// The theme for a start: `NO_COLOR` wins over what was configured, since it states a need.
    pub fn for_start(configured: Option<ThemeName>, no_color: bool) -> ThemeName {
        if no_color { ThemeName::Mono } else { configured.unwrap_or_default() }
    }
}

/// One style for each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Plain text; also the fill of the whole screen, so that the projector's black covers it.
    pub text: Style,
    /// Less important text.
    pub dim: Style,
    /// The title of a pane or an overlay.
    pub title: Style,
    /// The border of a pane.
    pub border: Style,
    /// The border of the pane that has the keys.
    pub border_focus: Style,
    /// The selected row; laid over other styles.
    pub selection: Style,
    /// Due soon (amber).
    pub due: Style,
    /// Late (red).
    pub late: Style,
    /// Proved or verified (green).
    pub proved: Style,
    /// Refused, or a shortfall at a field (red, reversed).
    pub refused: Style,
    /// Claimed by somebody, not computed or checked here.
    pub claimed: Style,
    /// Stands for text that this audience may not see.
    pub withheld: Style,
    /// An input field without the keys.
    pub field: Style,
    /// The input field that has the keys.
    pub field_focus: Style,
    /// A key in the footer.
    pub key: Style,
    /// The status line.
    pub status: Style,
    /// Big figures.
    pub big: Style,
}

const BOLD: Modifier = Modifier::BOLD;
const DIM: Modifier = Modifier::DIM;
const UNDERLINED: Modifier = Modifier::UNDERLINED;
const REVERSED: Modifier = Modifier::REVERSED;

/// The colours of one theme; `None` leaves the terminal's own.
struct Palette {
    due: Option<Color>,
    late: Option<Color>,
    proved: Option<Color>,
    claimed: Option<Color>,
    focus: Option<Color>,
}

fn style(color: Option<Color>, modifier: Modifier) -> Style {
    let style = Style::new().add_modifier(modifier);
    match color {
        Some(color) => style.fg(color),
        None => style,
    }
}

impl Theme {
    /// The styles of a theme.
    pub fn new(name: ThemeName) -> Theme {
        match name {
            ThemeName::Dark => Theme::plain(&Palette {
                due: Some(Color::Yellow),
                late: Some(Color::LightRed),
                proved: Some(Color::Green),
                claimed: Some(Color::Cyan),
                focus: Some(Color::Cyan),
            }),
            // Yellow and green on white cannot be read: amber becomes a magenta that is seen on both white and cream, and what is proved is the plain text
            // that nothing has to be done about, beside its sign.
            ThemeName::Light => Theme::plain(&Palette {
                due: Some(Color::Magenta),
                late: Some(Color::Red),
                proved: None,
                claimed: Some(Color::Blue),
                focus: Some(Color::Blue),
            }),
            ThemeName::Mono => {
                Theme::plain(&Palette { due: None, late: None, proved: None, claimed: None, focus: None })
            }
            ThemeName::Projector => Theme::projector(),
        }
    }

    fn plain(palette: &Palette) -> Theme {
        Theme {
            text: Style::new(),
            dim: style(None, DIM),
            title: style(None, BOLD),
            border: style(None, DIM),
            border_focus: style(palette.focus, BOLD),
            selection: style(None, REVERSED),
            due: style(palette.due, UNDERLINED),
            late: style(palette.late, BOLD),
            proved: style(palette.proved, Modifier::empty()),
            refused: style(palette.late, BOLD | REVERSED),
            claimed: style(palette.claimed, DIM),
            withheld: style(None, DIM | UNDERLINED),
            field: style(None, UNDERLINED),
            field_focus: style(None, BOLD | UNDERLINED),
            key: style(palette.focus, BOLD),
            status: style(None, BOLD),
            big: style(None, BOLD),
        }
    }

    fn projector() -> Theme {
        let on_black =
            |color: Color, modifier: Modifier| Style::new().fg(color).bg(Color::Black).add_modifier(modifier);
        Theme {
            text: on_black(Color::White, BOLD),
            dim: on_black(Color::Gray, Modifier::empty()),
            title: on_black(Color::White, BOLD | UNDERLINED),
            border: on_black(Color::Gray, Modifier::empty()),
            border_focus: on_black(Color::White, BOLD),
            selection: Style::new().add_modifier(REVERSED),
            due: on_black(Color::LightYellow, BOLD | UNDERLINED),
            late: on_black(Color::LightRed, BOLD | REVERSED),
            proved: on_black(Color::LightGreen, BOLD),
            refused: on_black(Color::LightRed, BOLD | REVERSED | UNDERLINED),
            claimed: on_black(Color::LightCyan, Modifier::empty()),
            withheld: on_black(Color::Gray, UNDERLINED),
            field: on_black(Color::White, UNDERLINED),
            field_focus: on_black(Color::LightYellow, BOLD | UNDERLINED),
            key: on_black(Color::LightCyan, BOLD),
            status: on_black(Color::White, BOLD),
            big: on_black(Color::White, BOLD),
        }
    }

    /// How a running clock looks that has passed a threshold: amber grows stronger, the last hour is red, late is late. Each stands beside a sign of its own.
    pub fn stage(&self, passed: Option<Threshold>) -> Style {
        let red = self.late.fg.map_or_else(Style::new, |color| Style::new().fg(color));
        match passed {
            None => self.text,
            Some(Threshold::Half) => self.due.remove_modifier(UNDERLINED | BOLD).add_modifier(DIM),
            Some(Threshold::Quarter) => self.due.remove_modifier(UNDERLINED),
            Some(Threshold::FourHours) => self.due,
            Some(Threshold::Hour) => self.due.patch(red).add_modifier(BOLD),
            Some(Threshold::Late) => self.late,
        }
    }

    /// Every role with its name, for tests and for style dumps.
    pub fn roles(&self) -> [(&'static str, Style); 17] {
        [
            ("text", self.text),
            ("dim", self.dim),
            ("title", self.title),
            ("border", self.border),
            ("border_focus", self.border_focus),
            ("selection", self.selection),
            ("due", self.due),
            ("late", self.late),
            ("proved", self.proved),
            ("refused", self.refused),
            ("claimed", self.claimed),
            ("withheld", self.withheld),
            ("field", self.field),
            ("field_focus", self.field_focus),
            ("key", self.key),
            ("status", self.status),
            ("big", self.big),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_told_apart_differs_without_colour() {
        for name in ThemeName::ALL {
            let t = Theme::new(name);
            let states = [
                ("text", t.text),
                ("due", t.due),
                ("late", t.late),
                ("refused", t.refused),
                ("claimed", t.claimed),
                ("withheld", t.withheld),
                ("selection", t.selection),
            ];
            for (i, (a, left)) in states.iter().enumerate() {
                for (b, right) in &states[i + 1..] {
                    assert_ne!(left.add_modifier, right.add_modifier, "{name:?}: {a} and {b} differ by colour only");
                }
            }
            // Proved stands beside its sign; among the states it must still not pass for a bad one.
            for (other, bad) in &states[1..] {
                assert_ne!(t.proved.add_modifier, bad.add_modifier, "{name:?}: proved looks like {other}");
            }
            assert_ne!(t.border.add_modifier, t.border_focus.add_modifier);
            assert_ne!(t.field.add_modifier, t.field_focus.add_modifier);
        }
    }

    #[test]
    fn mono_has_no_colour_and_the_selection_is_reversed_everywhere() {
        for (role, style) in Theme::new(ThemeName::Mono).roles() {
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None), "{role}");
        }
        for name in ThemeName::ALL {
            assert!(Theme::new(name).selection.add_modifier.contains(Modifier::REVERSED));
        }
    }

    #[test]
    fn dark_and_light_keep_the_default_background_and_the_sixteen_colours() {
        for name in [ThemeName::Dark, ThemeName::Light] {
            for (role, style) in Theme::new(name).roles() {
                assert_eq!(style.bg, None, "{role}");
                assert!(!matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(_))), "{role}");
            }
        }
        for (role, style) in Theme::new(ThemeName::Projector).roles() {
            assert!(role == "selection" || style.bg == Some(Color::Black), "{role} leaves the projector's black");
        }
    }

    #[test]
    fn amber_red_and_green_keep_apart_in_colour() {
        for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Projector] {
            let t = Theme::new(name);
            assert!(t.due.fg != t.late.fg && t.late.fg != t.proved.fg && t.due.fg != t.proved.fg);
            assert_eq!(t.late.fg, t.refused.fg, "red is red");
        }
    }

    #[test]
    fn names_round_trip_and_cycle() {
        let mut name = ThemeName::default();
        for expected in ThemeName::ALL {
            assert_eq!(name, expected);
            assert_eq!(ThemeName::parse(name.name()), Some(name));
            name = name.next();
        }
        assert_eq!(name, ThemeName::Dark);
        assert_eq!(ThemeName::for_start(Some(ThemeName::Projector), true), ThemeName::Mono);
        assert_eq!(ThemeName::for_start(None, false), ThemeName::Dark);
    }
}

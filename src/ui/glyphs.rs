//! The characters that draw frames, bars and signs, in three sets.
//!
//! A bare Linux console has few characters beyond ASCII: only those of [`CONSOLE_SAFE`] exist in every console font
//! that was counted, so the console set uses nothing else, and there are no rounded corners, half blocks or check marks.

use ratatui::symbols::border;

/// The non-ASCII characters that every counted console font has.
pub const CONSOLE_SAFE: &str = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝░▒█←↑→↓▲▼•·■≤≥±÷°§¶«»≈";

/// What the terminal can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GlyphSet {
    /// Printable ASCII only.
    Ascii,
    /// ASCII and the characters of [`CONSOLE_SAFE`].
    Console,
    /// As the console set, with eighth blocks in bars.
    Full,
}

/// The locale variables that decide the character set, as found in the environment.
#[derive(Debug, Clone, Copy, Default)]
pub struct Locale<'a> {
    /// `LC_ALL`, which wins when not empty.
    pub lc_all: Option<&'a str>,
    /// `LC_CTYPE`, next.
    pub lc_ctype: Option<&'a str>,
    /// `LANG`, last.
    pub lang: Option<&'a str>,
}

impl Locale<'_> {
    /// Whether text is UTF-8: the first variable that is set and not empty decides (POSIX.1-2017 section 8.2).
    pub fn is_utf8(&self) -> bool {
        let deciding = [self.lc_all, self.lc_ctype, self.lang].into_iter().flatten().find(|value| !value.is_empty());
        deciding.is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("utf-8") || value.contains("utf8")
        })
    }
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Eighths of a cell from one to seven, filled from the left.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

impl GlyphSet {
    /// Every set, poorest first.
    pub const ALL: [GlyphSet; 3] = [GlyphSet::Ascii, GlyphSet::Console, GlyphSet::Full];

    /// Reads a name as the flag takes it: `ascii`, `console` or `full`.
    pub fn parse(name: &str) -> Option<GlyphSet> {
        GlyphSet::ALL.into_iter().find(|set| set.name().eq_ignore_ascii_case(name.trim()))
    }

    /// The name that [`GlyphSet::parse`] reads.
    pub fn name(self) -> &'static str {
        match self {
            GlyphSet::Ascii => "ascii",
            GlyphSet::Console => "console",
            GlyphSet::Full => "full",
        }
    }

    /// Chooses a set: the flag wins; a locale that is not UTF-8 and the old line terminals get ASCII; `TERM=linux`
    /// gets the console set; everything else the full set. The terminal itself is never asked.
    pub fn choose(flag: Option<GlyphSet>, term: &str, locale: Locale<'_>) -> GlyphSet {
        if let Some(set) = flag {
            return set;
        }
        if !locale.is_utf8() || matches!(term, "" | "dumb") || term.starts_with("vt") {
            return GlyphSet::Ascii;
        }
        if term == "linux" || term.starts_with("linux-") { GlyphSet::Console } else { GlyphSet::Full }
    }

    /// The one border style.
    pub fn border(self) -> border::Set<'static> {
        match self {
            GlyphSet::Ascii => ASCII_BORDER,
            GlyphSet::Console | GlyphSet::Full => border::PLAIN,
        }
    }

    /// A filled cell of a bar or a big figure.
    pub fn block(self) -> char {
        if self == GlyphSet::Ascii { '#' } else { '█' }
    }

    /// An empty cell of a bar.
    pub fn bar_empty(self) -> char {
        if self == GlyphSet::Ascii { '.' } else { '░' }
    }

    /// Leads from one thing to the next.
    pub fn arrow(self) -> &'static str {
        if self == GlyphSet::Ascii { "->" } else { "→" }
    }

    /// Starts an item of a list.
    pub fn bullet(self) -> &'static str {
        if self == GlyphSet::Ascii { "*" } else { "•" }
    }

    /// Stands for text that was cut. Three dots in every set: the single character is missing in console fonts.
    pub fn ellipsis(self) -> &'static str {
        "..."
    }

    /// Marks the selected row, so that reverse video is never the only sign.
    pub fn pointer(self) -> &'static str {
        ">"
    }

    /// One cell that says: more to the left.
    pub fn more_left(self) -> &'static str {
        if self == GlyphSet::Ascii { "<" } else { "«" }
    }

    /// One cell that says: more to the right.
    pub fn more_right(self) -> &'static str {
        if self == GlyphSet::Ascii { ">" } else { "»" }
    }

    /// One cell that says: more above.
    pub fn more_up(self) -> &'static str {
        if self == GlyphSet::Ascii { "^" } else { "▲" }
    }

    /// One cell that says: more below.
    pub fn more_down(self) -> &'static str {
        if self == GlyphSet::Ascii { "v" } else { "▼" }
    }

    /// A bar of exactly `width` cells, `done` of `total` filled.
    ///
    /// Rounds down, so that a full bar means all of it; `total` 0 counts as nothing done. Only the full set draws
    /// parts of a cell.
    pub fn bar(self, done: u64, total: u64, width: u16) -> String {
        let eighths =
            if total == 0 { 0 } else { u128::from(done.min(total)) * u128::from(width) * 8 / u128::from(total) };
        let (whole, part) = ((eighths / 8) as usize, (eighths % 8) as usize);
        let mut bar: String = std::iter::repeat_n(self.block(), whole).collect();
        let mut used = whole;
        if self == GlyphSet::Full && part > 0 {
            bar.push(EIGHTHS[part - 1]);
            used += 1;
        }
        bar.extend(std::iter::repeat_n(self.bar_empty(), usize::from(width).saturating_sub(used)));
        bar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everything(set: GlyphSet) -> String {
        let b = set.border();
        let mut all = [
            b.top_left,
            b.top_right,
            b.bottom_left,
            b.bottom_right,
            b.vertical_left,
            b.vertical_right,
            b.horizontal_top,
            b.horizontal_bottom,
            set.arrow(),
            set.bullet(),
            set.ellipsis(),
            set.pointer(),
            set.more_left(),
            set.more_right(),
            set.more_up(),
            set.more_down(),
        ]
        .concat();
        all.push(set.block());
        all.push(set.bar_empty());
        for done in 0..=64 {
            all.push_str(&set.bar(done, 64, 8));
        }
        all
    }

    #[test]
    fn console_stays_within_the_safe_list_and_ascii_within_ascii() {
        for c in everything(GlyphSet::Console).chars() {
            assert!(c.is_ascii_graphic() || CONSOLE_SAFE.contains(c), "{c:?} is not in every console font");
        }
        assert!(everything(GlyphSet::Ascii).chars().all(|c| c.is_ascii_graphic()));
    }

    #[test]
    fn flag_then_locale_then_term_decide() {
        let utf8 = Locale { lang: Some("de_DE.UTF-8"), ..Locale::default() };
        assert_eq!(GlyphSet::choose(None, "xterm-256color", utf8), GlyphSet::Full);
        assert_eq!(GlyphSet::choose(None, "linux", utf8), GlyphSet::Console);
        assert_eq!(GlyphSet::choose(None, "vt220", utf8), GlyphSet::Ascii);
        assert_eq!(GlyphSet::choose(Some(GlyphSet::Full), "linux", Locale::default()), GlyphSet::Full);
        assert_eq!(GlyphSet::choose(None, "xterm", Locale::default()), GlyphSet::Ascii);
        let overruled = Locale { lc_all: Some("C"), ..utf8 };
        assert_eq!(GlyphSet::choose(None, "xterm", overruled), GlyphSet::Ascii);
        let empty_does_not_count = Locale { lc_all: Some(""), ..utf8 };
        assert_eq!(GlyphSet::choose(None, "xterm", empty_does_not_count), GlyphSet::Full);
    }

    #[test]
    fn bars_have_their_width_and_are_full_only_when_done() {
        for set in GlyphSet::ALL {
            for width in [0u16, 1, 7, 38] {
                for (done, total) in [(0, 0), (0, 9), (1, 9), (8, 9), (9, 9), (12, 9), (u64::MAX - 1, u64::MAX)] {
                    let bar = set.bar(done, total, width);
                    assert_eq!(bar.chars().count(), usize::from(width));
                    let full = width > 0 && bar.chars().all(|c| c == set.block());
                    assert_eq!(full, width > 0 && total > 0 && done >= total, "{set:?} {done}/{total}");
                }
            }
        }
        assert_eq!(GlyphSet::Ascii.bar(1, 2, 4), "##..");
        assert_eq!(GlyphSet::Full.bar(1, 16, 4), "▎░░░");
    }

    #[test]
    fn names_round_trip() {
        for set in GlyphSet::ALL {
            assert_eq!(GlyphSet::parse(set.name()), Some(set));
        }
        assert_eq!(GlyphSet::parse("fancy"), None);
    }
}

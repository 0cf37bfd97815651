//! Keys as they are written in the command table and on the screen.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, in one normal form, so that equal means the same key.
///
/// Shift is folded into the character; letters with Ctrl are lower case; Shift-Tab is one key; the codes that terminals
/// send for several keys get one name (Ctrl-7, Ctrl-/ and Ctrl-_ are `ctrl-_`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// A chord that cannot be read; holds what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a key; write for example a, ?, f5, enter, pgdn, ctrl-p or shift-tab")]
pub struct BadChord(pub String);

const NAMED: [(&str, &str, KeyCode); 15] = [
    ("enter", "Enter", KeyCode::Enter),
    ("esc", "Esc", KeyCode::Esc),
    ("tab", "Tab", KeyCode::Tab),
    ("backspace", "Backspace", KeyCode::Backspace),
    ("del", "Del", KeyCode::Delete),
    ("ins", "Ins", KeyCode::Insert),
    ("space", "Space", KeyCode::Char(' ')),
    ("up", "Up", KeyCode::Up),
    ("down", "Down", KeyCode::Down),
    ("left", "Left", KeyCode::Left),
    ("right", "Right", KeyCode::Right),
    ("home", "Home", KeyCode::Home),
    ("end", "End", KeyCode::End),
    ("pgup", "PgUp", KeyCode::PageUp),
    ("pgdn", "PgDn", KeyCode::PageDown),
];

impl Chord {
    /// Normalises a code and modifiers.
    pub fn new(code: KeyCode, modifiers: KeyModifiers) -> Chord {
        let mut modifiers = modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match code {
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => KeyCode::Char(match c {
                '4' => '\\',
                '5' => ']',
                '6' => '^',
                '7' | '/' => '_',
                other => other.to_ascii_lowercase(),
            }),
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::Char(c.to_ascii_uppercase()),
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            other => other,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        Chord { code, modifiers }
    }

    /// Reads `ctrl-p`, `f5`, `enter`, `?`, `a`, `A`, `shift-tab`, `esc`, `pgdn`, `ctrl-_`, `-`.
    ///
    /// # Errors
    /// The text names no key.
    pub fn parse(text: &str) -> Result<Chord, BadChord> {
        let bad = || BadChord(text.to_owned());
        let mut rest = text;
        let mut modifiers = KeyModifiers::NONE;
        while let Some((name, tail)) = rest.split_once('-') {
            if name.is_empty() || tail.is_empty() {
                break;
            }
            modifiers |= match name.to_ascii_lowercase().as_str() {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return Err(bad()),
            };
            rest = tail;
        }
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(only), None) if !only.is_control() => KeyCode::Char(only),
            _ => {
                let named = NAMED.iter().find(|(name, ..)| name.eq_ignore_ascii_case(rest)).map(|(.., code)| *code);
                let function = || {
                    let number = rest.strip_prefix(['f', 'F'])?.parse::<u8>().ok()?;
                    (1..=24).contains(&number).then_some(KeyCode::F(number))
                };
                named.or_else(function).ok_or_else(bad)?
            }
        };
        Ok(Chord::new(code, modifiers))
    }

    /// The key without modifiers.
    pub fn code(self) -> KeyCode {
        self.code
    }

    /// The modifiers that are left after normalising.
    pub fn modifiers(self) -> KeyModifiers {
        self.modifiers
    }

    /// The character that this chord types into a field, when it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// As shown on the screen: `Ctrl-P`, `Shift-Tab`, `PgDn`, `F5`, `a`.
    pub fn label(self) -> String {
        self.write(|(_, label, _)| label, "Ctrl-", "Alt-", "Shift-", 'F', char::to_ascii_uppercase)
    }

    fn write(
        self,
        pick: impl Fn(&(&'static str, &'static str, KeyCode)) -> &'static str,
        ctrl: &str,
        alt: &str,
        shift: &str,
        function: char,
        with_ctrl: impl Fn(&char) -> char,
    ) -> String {
        let mut out = String::new();
        for (modifier, word) in [(KeyModifiers::CONTROL, ctrl), (KeyModifiers::ALT, alt), (KeyModifiers::SHIFT, shift)]
        {
            if self.modifiers.contains(modifier) {
                out.push_str(word);
            }
        }
        if self.code == KeyCode::BackTab {
            out.push_str(shift);
        }
        let shown = if self.code == KeyCode::BackTab { KeyCode::Tab } else { self.code };
        match (NAMED.iter().find(|(.., code)| *code == shown), shown) {
            (Some(named), _) => out.push_str(pick(named)),
            (None, KeyCode::Char(c)) if self.modifiers.contains(KeyModifiers::CONTROL) => out.push(with_ctrl(&c)),
            (None, KeyCode::Char(c)) => out.push(c),
            (None, KeyCode::F(number)) => out.push_str(&format!("{function}{number}")),
            (None, other) => out.push_str(&other.to_string()),
        }
        out
    }
}

impl fmt::Display for Chord {
    /// In the form that [`Chord::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write(|(name, ..)| name, "ctrl-", "alt-", "shift-", 'f', |c| *c))
    }
}

impl From<KeyEvent> for Chord {
    fn from(key: KeyEvent) -> Chord {
        Chord::new(key.code, key.modifiers)
    }
}

impl std::str::FromStr for Chord {
    type Err = BadChord;

    fn from_str(text: &str) -> Result<Chord, BadChord> {
        Chord::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Chord {
        Chord::from(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn chords_round_trip() {
        let all = "a A ? : / - _ é space enter esc tab shift-tab backspace del ins up down left right home end pgup pgdn \
                   f1 f12 ctrl-p ctrl-_ ctrl-- ctrl-] ctrl-left shift-f3 alt-b ctrl-alt-x ctrl-space shift-up";
        for text in all.split_whitespace() {
            assert_eq!(Chord::parse(text).unwrap().to_string(), text);
        }
        for wrong in ["", "ctrl-", "hyper-a", "f0", "f25", "enterr", "ab", "\u{1b}", "--a"] {
            assert_eq!(Chord::parse(wrong), Err(BadChord(wrong.into())), "{wrong:?}");
        }
    }

    #[test]
    fn events_normalise_to_the_written_form() {
        let cases = [
            ("A", key(KeyCode::Char('A'), KeyModifiers::SHIFT)),
            ("A", key(KeyCode::Char('a'), KeyModifiers::SHIFT)),
            ("?", key(KeyCode::Char('?'), KeyModifiers::SHIFT)),
            ("ctrl-p", key(KeyCode::Char('P'), KeyModifiers::CONTROL | KeyModifiers::SHIFT)),
            ("shift-tab", key(KeyCode::BackTab, KeyModifiers::SHIFT)),
            ("shift-tab", key(KeyCode::BackTab, KeyModifiers::NONE)),
            ("shift-tab", key(KeyCode::Tab, KeyModifiers::SHIFT)),
            ("ctrl-_", key(KeyCode::Char('7'), KeyModifiers::CONTROL)),
            ("ctrl-space", key(KeyCode::Char(' '), KeyModifiers::CONTROL)),
            ("a", key(KeyCode::Char('a'), KeyModifiers::SUPER)),
        ];
        for (text, chord) in cases {
            assert_eq!(Chord::parse(text).unwrap(), chord, "{text}");
        }
        assert_ne!(Chord::parse("a"), Chord::parse("A"));
    }

    #[test]
    fn labels_are_for_reading() {
        let label = |text: &str| Chord::parse(text).unwrap().label();
        assert_eq!(
            ["ctrl-s", "esc", "pgdn", "shift-tab", "f5", "a", "A"].map(label),
            ["Ctrl-S", "Esc", "PgDn", "Shift-Tab", "F5", "a", "A"]
        );
    }

    #[test]
    fn only_plain_characters_type() {
        assert_eq!(Chord::parse("ß").unwrap().typed(), Some('ß'));
        assert_eq!(Chord::parse("space").unwrap().typed(), Some(' '));
        for not in ["ctrl-a", "alt-a", "enter", "f1"] {
            assert_eq!(Chord::parse(not).unwrap().typed(), None, "{not}");
        }
    }
}

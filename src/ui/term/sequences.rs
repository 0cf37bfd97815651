//! What is sent to take a terminal and to give it back, and to a terminal that has a title, a mouse or a clipboard.

use base64ct::{Base64, Encoding as _};

/// What was switched on and has to be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modes {
    pub(super) mouse: bool,
    pub(super) titles: bool,
    /// Only what a console knows: no second screen, no pastes in brackets, no mouse.
    pub(super) bare: bool,
    /// The terminal said that it has no size, and one was set.
    pub(super) sized: bool,
}

// Clicks and the wheel in SGR form. Not 1003: reports of every movement would wake the program all the time.
pub(super) const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
pub(super) const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l";

pub(super) fn enter_sequence(modes: Modes) -> String {
    if modes.bare {
        return "\x1b[0m\x1b[2J\x1b[H\x1b[?25l".to_owned();
    }
    let mut out = String::from("\x1b[?1049h\x1b[0m\x1b[2J\x1b[H\x1b[?2004h\x1b[?25l");
    if modes.mouse {
        out.push_str(MOUSE_ON);
    }
    if modes.titles {
        // Pushes the present title on the terminal's own stack (XTWINOPS 22); no answer comes.
        out.push_str("\x1b[22;2t");
    }
    out
}

pub(super) fn leave_sequence(modes: Modes) -> String {
    if modes.bare {
        // There is no second screen: without this the incident would stay readable.
        return "\x1b[0m\x1b[2J\x1b[H\x1b[?25h".to_owned();
    }
    let mut out = String::new();
    // Switched off unasked as well: a program that ran inside may have switched it on.
    out.push_str(MOUSE_OFF);
    out.push_str("\x1b[?2004l\x1b[0m");
    if modes.titles {
        out.push_str("\x1b]2;\x07\x1b[23;2t");
    }
    // A terminal whose second screen is switched off would go on showing the incident.
    out.push_str("\x1b[2J\x1b[H\x1b[?1049l\x1b[?25h");
    out
}

pub(super) fn title_sequence(title: &str) -> String {
    let safe: String = title.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect();
    format!("\x1b]2;{safe}\x07")
}

pub(super) fn copy_sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", Base64::encode_string(text.as_bytes()))
}

//! What kind of terminal it is: by the environment and the system, never by asking the terminal.

use std::io;
use std::os::fd::AsFd as _;

/// What the environment says about the terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermEnv {
    /// `TERM`; empty when unset.
    pub term: String,
    /// `NO_COLOR` is set and not empty (no-color.org).
    pub no_color: bool,
    /// It is a virtual console that shows each byte as a letter of its own, whatever the locale says.
    pub eight_bit: bool,
}

impl TermEnv {
    /// Reads `TERM` and `NO_COLOR`, and asks the system (never the terminal) how a virtual console takes bytes.
    pub fn from_env() -> TermEnv {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        TermEnv::of(std::env::var("TERM").unwrap_or_default(), no_color)
    }

    /// The same where the environment was read before.
    pub fn of(term: String, no_color: bool) -> TermEnv {
        TermEnv { term, no_color, eight_bit: eight_bit_console() }
    }

    /// Whether styles are shown as the kernel's virtual console shows them.
    pub(super) fn is_virtual_console(&self) -> bool {
        self.term == "linux" || self.term.starts_with("linux-")
    }

    /// Whether window titles and the clipboard (OSC) are understood: consoles and line terminals print them instead.
    pub fn has_titles(&self) -> bool {
        !self.is_bare()
    }

    /// Whether it is a console or a line terminal: a screen without a second one, without a window, a mouse of its own or more than 16 colours. Such a one is
    /// sent what console_codes(4) and ECMA-48 have, and nothing else.
    pub fn is_bare(&self) -> bool {
        let term = self.term.as_str();
        let bare = ["linux", "dumb", "vt", "cons", "ansi", "sun", "eterm", "wyse", "con"];
        term.is_empty() || bare.iter().any(|prefix| term.starts_with(prefix))
    }

    /// Whether it is one of the terminals that have no colour at all.
    pub fn is_monochrome(&self) -> bool {
        ["vt1", "vt2", "vt3", "vt4", "vt5", "wyse", "dumb"].iter().any(|prefix| self.term.starts_with(prefix))
            || self.term.ends_with("-mono")
            || self.term.ends_with("-m")
    }
}

/// Whether standard output is a virtual console (`/dev/tty1`) in its 8-bit mode: in the other one the kernel sets IUTF8 (termios(3)).
fn eight_bit_console() -> bool {
    let stdout = io::stdout();
    let console = rustix::termios::ttyname(stdout.as_fd(), Vec::new()).is_ok_and(|name| {
        let number = name.to_bytes().strip_prefix(b"/dev/tty");
        number.is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
    });
    let utf8 = |modes: rustix::termios::Termios| modes.input_modes.contains(rustix::termios::InputModes::IUTF8);
    console && !rustix::termios::tcgetattr(stdout.as_fd()).is_ok_and(utf8)
}

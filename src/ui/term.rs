//! The terminal: taken over on entry, and left exactly as it was found on every way out.
//!
//! [`leave`] is the one way back, and safe to call at any time, from any thread and more than once: normal exit, drop,
//! panic, SIGTERM, SIGHUP and Ctrl-Z all use it. The terminal is never asked anything, because an answer that arrives
//! late is read as keys; for that reason [`Screen::redraw_all`] exists and ratatui's `Terminal::clear`, which asks for
//! the cursor position, must not be used.

use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd as _;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;
use std::time::Duration;

use base64ct::{Base64, Encoding as _};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

#[cfg(test)]
pub(crate) mod allowed;
#[cfg(test)]
mod allowed_tests;
mod ink;
mod output;
mod steady;

pub use output::{CountingWriter, Counts, Tty};
use steady::Steady;

/// Why the full screen cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// Standard input or output is a file or a pipe.
    #[error(
        "the full screen needs a terminal on standard input and output; `warroom --plain` works line by line, `warroom show timeline` and other subcommands print (--help lists them)"
    )]
    NotATerminal,
    /// `TERM` is `dumb`, empty or unset: nothing can be drawn there.
    #[error(
        "TERM is {0:?}, a terminal that cannot place text; `warroom --plain` works there line by line, `warroom show timeline` and other subcommands print (--help lists them)"
    )]
    Dumb(String),
    /// The terminal failed; the case file is not concerned.
    #[error("the terminal cannot be used ({0}); what was recorded is safe, start again in another terminal")]
    Io(#[from] io::Error),
}

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
    fn is_virtual_console(&self) -> bool {
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

/// What was switched on and has to be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Modes {
    mouse: bool,
    titles: bool,
    /// Only what a console knows: no second screen, no pastes in brackets, no mouse.
    bare: bool,
    /// The terminal said that it has no size, and one was set.
    sized: bool,
}

struct Held {
    modes: Modes,
    drawing_thread: ThreadId,
    counts: Arc<Counts>,
}

static HELD: Mutex<Option<Held>> = Mutex::new(None);
static BACKGROUND_PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());
const KEPT_PANICS: usize = 32;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

// Clicks and the wheel in SGR form. Not 1003: reports of every movement would wake the program all the time.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l";

fn enter_sequence(modes: Modes) -> String {
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

fn leave_sequence(modes: Modes) -> String {
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

fn title_sequence(title: &str) -> String {
    let safe: String = title.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect();
    format!("\x1b]2;{safe}\x07")
}

fn copy_sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", Base64::encode_string(text.as_bytes()))
}

/// Gives the terminal back: mouse, paste, title, screen, cursor, attributes and line discipline.
///
/// Does nothing when the terminal is not held. Failures are ignored: when the terminal is gone there is nothing to
/// restore, and the way out must go on.
pub fn leave() {
    let held = lock(&HELD).take();
    if let Some(held) = held {
        held.counts.set_closed(true);
        if let Ok(mut tty) = Tty::open() {
            let _ = tty.write_all(leave_sequence(held.modes).as_bytes());
        }
        if held.modes.sized {
            set_size(0, 0);
        }
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// Columns and rows of a terminal that says neither, as those that the shell was told, else the smallest that terminals had.
fn assumed_size() -> (u16, u16) {
    let told = |name: &str| std::env::var(name).ok()?.trim().parse::<u16>().ok().filter(|cells| *cells > 0);
    (told("COLUMNS").unwrap_or(80), told("LINES").unwrap_or(24))
}

fn set_size(columns: u16, rows: u16) {
    let size = rustix::termios::Winsize { ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let _ = rustix::termios::tcsetwinsize(io::stdout().as_fd(), size);
}

/// Gives a size to a terminal that has none, as serial lines have none: whether it was needed.
fn give_size() -> bool {
    let size = rustix::termios::tcgetwinsize(io::stdout().as_fd());
    let none = size.is_ok_and(|size| size.ws_row == 0 || size.ws_col == 0);
    if none {
        let (columns, rows) = assumed_size();
        set_size(columns, rows);
    }
    none
}

/// Whether the terminal is held at this moment.
pub fn is_held() -> bool {
    lock(&HELD).is_some()
}

/// Installs a panic hook before the one that is there (install color-eyre first).
///
/// A panic of the drawing thread gives the terminal back and then reports. A panic of any other thread while the screen
/// is up must neither write over it nor take it away: it is kept for [`background_panics`], place only, since the message
/// may quote case text.
pub fn install_panic_hook() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let drawing_thread = lock(&HELD).as_ref().map(|held| held.drawing_thread);
        let here = std::thread::current();
        match drawing_thread {
            Some(id) if id != here.id() => {
                let place = info.location().map(ToString::to_string).unwrap_or_default();
                let mut kept = lock(&BACKGROUND_PANICS);
                if kept.len() < KEPT_PANICS {
                    kept.push(format!("{}: {place}", here.name().unwrap_or("?")));
                }
            }
            _ => {
                leave();
                report(info);
            }
        }
    }));
}

/// Takes what panicked off the drawing thread since the last call: `thread: file:line:column`, at most 32.
pub fn background_panics() -> Vec<String> {
    std::mem::take(&mut *lock(&BACKGROUND_PANICS))
}

/// What [`Screen::suspend`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspended {
    /// Stopped, continued, and the screen is back; draw a whole frame.
    Continued,
    /// Not stopped: the program was started without a shell that could continue it, so stopping would freeze it for good.
    NoShell,
}

/// The held terminal. Dropping it gives the terminal back.
pub struct Screen {
    terminal: Terminal<Steady<CrosstermBackend<CountingWriter<Tty>>>>,
    counts: Arc<Counts>,
    modes: Modes,
    title: Option<String>,
    /// Whether styles are shown as the kernel's virtual console shows them.
    console: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, second screen, bracketed paste, cursor hidden, mouse off.
    ///
    /// Call on the thread that draws. Colours are forced on in the library below, because under `NO_COLOR` it would
    /// reset bold and reverse as well; honour [`TermEnv::no_color`] by choosing the mono theme.
    ///
    /// # Errors
    /// Not a terminal, a terminal that cannot place text, or the terminal failed; it is then as it was.
    pub fn enter(env: &TermEnv) -> Result<Screen, TermError> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(TermError::NotATerminal);
        }
        if env.term.is_empty() || env.term == "dumb" {
            return Err(TermError::Dumb(env.term.clone()));
        }
        crossterm::style::force_color_output(true);
        let sized = give_size();
        let modes = Modes { mouse: false, titles: env.has_titles(), bare: env.is_bare(), sized };
        let mut writer = CountingWriter::new(Tty::open()?);
        if env.is_bare() {
            writer.in_sixteen_colours();
        }
        let counts = writer.counts();
        take(modes, &counts)?;
        match Terminal::new(Steady::new(CrosstermBackend::new(writer))) {
            Ok(terminal) => Ok(Screen { terminal, counts, modes, title: None, console: env.is_virtual_console() }),
            Err(error) => {
                leave();
                Err(error.into())
            }
        }
    }

    /// Draws one frame, in one write. The cursor shows where `Frame::set_cursor_position` puts it, else it is hidden.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame<'_>)) -> Result<(), TermError> {
        self.counts.hold();
        let console = self.console;
        let drawn = self.terminal.draw(|frame| {
            paint(frame);
            if console {
                frame.buffer_mut().content.iter_mut().for_each(ink::settle);
            }
        });
        let drawn = drawn.map(|_| ());
        self.counts.release();
        drawn?;
        Backend::flush(self.terminal.backend_mut())?;
        Ok(())
    }

    /// Clears the screen; the next [`Screen::draw`] sends every cell.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn redraw_all(&mut self) -> Result<(), TermError> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))?;
        Ok(())
    }

    /// The size of the terminal in columns and rows.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn size(&self) -> Result<(u16, u16), TermError> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Bytes and frames so far.
    pub fn counts(&self) -> Arc<Counts> {
        Arc::clone(&self.counts)
    }

    /// Switches mouse reports; off by default, because they take text selection away from the terminal.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn set_mouse(&mut self, on: bool) -> Result<(), TermError> {
        if self.modes.mouse != on && !self.modes.bare {
            self.modes.mouse = on;
            if let Some(held) = lock(&HELD).as_mut() {
                held.modes.mouse = on;
            }
            self.send(if on { MOUSE_ON } else { MOUSE_OFF })?;
        }
        Ok(())
    }

    /// Rings the terminal's bell.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn bell(&mut self) -> Result<(), TermError> {
        self.send("\x07")?;
        Ok(())
    }

    /// Hands text to the clipboard of the terminal (OSC 52), which takes it or not without a word; nothing on terminals without one.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn copy(&mut self, text: &str) -> Result<(), TermError> {
        if !self.modes.bare {
            self.send(&copy_sequence(text))?;
        }
        Ok(())
    }

    /// Whether mouse reports are on.
    pub fn mouse(&self) -> bool {
        self.modes.mouse
    }

    /// Sets the window title to its printable ASCII, at most 80 characters; nothing on terminals without titles.
    ///
    /// The title is seen in task bars and screen shares: pass the codename, never case text.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn set_title(&mut self, title: &str) -> Result<(), TermError> {
        if self.modes.titles && self.title.as_deref() != Some(title) {
            self.title = Some(title.to_owned());
            self.send(&title_sequence(title))?;
        }
        Ok(())
    }

    /// Gives the terminal to another program; [`Screen::resume`] takes it back. Pause the input thread first.
    pub fn release(&mut self) {
        leave();
    }

    /// Takes the terminal (again) and clears it; the next draw sends every cell.
    ///
    /// Also right after a continue that was not announced (SIGSTOP from outside): the shell may have changed the line
    /// discipline meanwhile, so raw mode is set anew.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn resume(&mut self) -> Result<(), TermError> {
        if is_held() {
            crossterm::terminal::disable_raw_mode()?;
        }
        take(self.modes, &self.counts)?;
        if let Some(title) = self.title.take() {
            self.set_title(&title)?;
        }
        self.redraw_all()
    }

    /// Ctrl-Z: gives the terminal back, stops the whole job, and takes the terminal again when continued.
    ///
    /// The job and not only this process, because a parent in the same job (`sudo`, a script) would otherwise keep the
    /// shell waiting before a dead screen.
    ///
    /// # Errors
    /// The terminal or the stop failed.
    pub fn suspend(&mut self) -> Result<Suspended, TermError> {
        // A job of its own, within a session that somebody else leads, is how shells with job control start programs.
        let session = rustix::process::getsid(None).map_err(io::Error::from)?;
        if rustix::process::getpgrp() == session {
            return Ok(Suspended::NoShell);
        }
        leave();
        let stopped = stop_job();
        self.resume()?;
        stopped?;
        Ok(Suspended::Continued)
    }

    fn send(&mut self, sequence: &str) -> io::Result<()> {
        let writer = self.terminal.backend_mut().inner_mut();
        writer.write_all(sequence.as_bytes())?;
        Write::flush(writer)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn take(modes: Modes, counts: &Arc<Counts>) -> Result<(), TermError> {
    // Raw mode before the first byte: in the background this is where the kernel stops us until the job is in front.
    crossterm::terminal::enable_raw_mode()?;
    counts.set_closed(false);
    *lock(&HELD) = Some(Held { modes, drawing_thread: std::thread::current().id(), counts: Arc::clone(counts) });
    let sent = Tty::open().and_then(|mut tty| tty.write_all(enter_sequence(modes).as_bytes()));
    if let Err(error) = sent {
        leave();
        return Err(error.into());
    }
    Ok(())
}

/// The stop signal that this program sends to its own job reaches its own handler as well; that one copy is swallowed.
struct OwnStop {
    handled: bool,
    expected: bool,
}

static OWN_STOP: Mutex<OwnStop> = Mutex::new(OwnStop { handled: false, expected: false });
static OWN_STOP_SEEN: Condvar = Condvar::new();

/// Says that SIGTSTP has a handler from now on (it then no longer stops the process by itself).
pub(crate) fn stop_signal_is_handled() {
    lock(&OWN_STOP).handled = true;
}

/// Called by the handler of SIGTSTP: whether the signal is the copy of our own, to be swallowed.
pub(crate) fn is_own_stop() -> bool {
    let mut state = lock(&OWN_STOP);
    let own = std::mem::take(&mut state.expected);
    OWN_STOP_SEEN.notify_all();
    own
}

fn stop_job() -> io::Result<()> {
    use rustix::process::{Signal, kill_current_process_group};
    let handled = {
        let mut state = lock(&OWN_STOP);
        state.expected = state.handled;
        state.handled
    };
    kill_current_process_group(Signal::TSTP)?;
    if handled {
        let state = lock(&OWN_STOP);
        let waited = OWN_STOP_SEEN.wait_timeout_while(state, Duration::from_millis(500), |state| state.expected);
        drop(waited.map(|(mut state, _)| state.expected = false));
        signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL_MODES: [Modes; 5] = [
        Modes { mouse: false, titles: false, bare: false, sized: false },
        Modes { mouse: true, titles: false, bare: false, sized: false },
        Modes { mouse: false, titles: true, bare: false, sized: false },
        Modes { mouse: true, titles: true, bare: false, sized: false },
        Modes { mouse: false, titles: false, bare: true, sized: false },
    ];

    fn parser() -> vt100::Parser {
        let cells = |n| std::num::NonZeroU16::new(n).unwrap();
        vt100::Parser::new(cells(24), cells(80), 0)
    }

    #[test]
    fn leaving_undoes_entering() {
        for modes in ALL_MODES {
            let mut parser = parser();
            parser.process(b"$ prompt");
            let before = parser.screen().state_formatted();
            parser.process(enter_sequence(modes).as_bytes());
            let screen = parser.screen();
            assert!(screen.hide_cursor());
            assert_eq!((screen.alternate_screen(), screen.bracketed_paste()), (!modes.bare, !modes.bare));
            assert_eq!(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, modes.mouse);
            parser.process(b"\x1b[7;31msecret");
            parser.process(leave_sequence(modes).as_bytes());
            let screen = parser.screen();
            assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
            if modes.bare {
                assert_eq!(screen.contents(), "", "there is no second screen: nothing of the case may stay");
            } else {
                assert_eq!(parser.screen().state_formatted(), before, "{modes:?}");
            }
        }
    }

    #[test]
    fn a_console_without_a_second_screen_keeps_no_case_text() {
        let mut parser = parser();
        let without = |bytes: String| bytes.replace("\x1b[?1049h", "").replace("\x1b[?1049l", "");
        parser.process(without(enter_sequence(ALL_MODES[0])).as_bytes());
        parser.process(b"secret");
        parser.process(without(leave_sequence(ALL_MODES[0])).as_bytes());
        assert_eq!(parser.screen().contents(), "");
    }

    #[test]
    fn consoles_get_no_title_and_titles_are_harmless() {
        for term in ["linux", "dumb", "vt220", ""] {
            assert!(!TermEnv { term: term.into(), no_color: false, ..TermEnv::default() }.has_titles(), "{term}");
        }
        assert!(TermEnv { term: "xterm-256color".into(), no_color: false, ..TermEnv::default() }.has_titles());
        for modes in &ALL_MODES[..2] {
            assert!(!enter_sequence(*modes).contains("\x1b]") && !leave_sequence(*modes).contains("\x1b]"));
        }
        assert_eq!(title_sequence("ORCHID\x07\x1b]0;x\u{9c}\u{202e}\n"), "\x1b]2;ORCHID]0;x\x07");
    }

    #[test]
    fn nothing_asks_the_terminal() {
        for modes in ALL_MODES {
            for sequence in [enter_sequence(modes), leave_sequence(modes)] {
                assert!(!["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[?u", "$p"].iter().any(|q| sequence.contains(q)));
            }
        }
    }

    #[test]
    fn leaving_without_having_entered_is_nothing() {
        assert!(!is_held());
        leave();
        leave();
        assert!(!is_held());
    }

    #[test]
    fn a_pipe_is_not_a_screen() {
        // The test runner's standard input or output may be a terminal; `dumb` is refused either way.
        let refused = Screen::enter(&TermEnv { term: "dumb".into(), no_color: false, ..TermEnv::default() });
        assert!(matches!(refused, Err(TermError::NotATerminal | TermError::Dumb(_))));
    }
}

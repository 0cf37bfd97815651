//! The terminal: taken over on entry, and left exactly as it was found on every way out.
//!
//! [`leave`] is the one way back, and safe to call at any time, from any thread and more than once: normal exit, drop,
//! panic, SIGTERM, SIGHUP and Ctrl-Z all use it. The terminal is never asked anything, because an answer that arrives
//! late is read as keys; for that reason [`Screen::redraw_all`] exists and ratatui's `Terminal::clear`, which asks for
//! the cursor position, must not be used.

use std::io::{self, IsTerminal, Write};
use std::os::fd::AsFd as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::ThreadId;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

#[cfg(test)]
pub(crate) mod allowed;
#[cfg(test)]
mod allowed_tests;
mod env;
mod ink;
#[cfg(test)]
mod ink_tests;
mod output;
mod sequences;
mod steady;
mod stopping;

pub use env::TermEnv;
pub use output::{CountingWriter, Counts, Tty};
use sequences::{MOUSE_OFF, MOUSE_ON, Modes, copy_sequence, enter_sequence, leave_sequence, title_sequence};
use steady::Steady;
use stopping::stop_job;
pub(crate) use stopping::{is_own_stop, stop_signal_is_handled};

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

#[cfg(test)]
#[path = "term/term_tests.rs"]
mod tests;

//! The user's own terminal while a session runs on it: raw, so that every key is the command's, and given back as it was on every way out but SIGKILL.

use std::io::{self, PipeWriter, Read as _, Write};
use std::os::fd::AsFd as _;
use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr};

/// The size of a terminal that cannot be asked.
const USUAL: (u16, u16) = (80, 24);
/// Ctrl-D: the end of what is typed.
const END_OF_INPUT: u8 = 4;
/// A file at its end stays at its end, and so the command is told again: a mode that was changed meanwhile may have swallowed the first one.
const END_AGAIN: Timespec = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };
/// Attributes, cursor, mouse reports and bracketed paste as they are at a prompt.
const CALM: &[u8] = b"\x1b[0m\x1b[?25h\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?2004l\r\n";

/// Columns and rows of the user's terminal, on whichever of the three streams it is; 80 by 24 without one.
#[must_use]
pub fn window() -> (u16, u16) {
    let (stdin, stdout, stderr) = (io::stdin(), io::stdout(), io::stderr());
    let found = [stdout.as_fd(), stdin.as_fd(), stderr.as_fd()].into_iter().find_map(|fd| tcgetwinsize(fd).ok());
    found.map(|size| (size.ws_col, size.ws_row)).filter(|(columns, rows)| *columns > 0 && *rows > 0).unwrap_or(USUAL)
}

/// A terminal on standard input, with its modes as they were found.
pub(super) struct UserTerminal {
    found: Termios,
}

impl UserTerminal {
    /// The terminal on standard input, if that is one.
    pub(super) fn find() -> Option<Self> {
        tcgetattr(io::stdin()).ok().map(|found| UserTerminal { found })
    }

    /// Gives the session's terminal the same keys for erasing, interrupting and so on, and the same encoding.
    pub(super) fn lend_modes(&self, terminal: &Path) {
        if let Ok(file) = rustix::fs::open(terminal, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()) {
            let _ = tcsetattr(file, OptionalActions::Now, &self.found);
        }
    }

    /// Puts the terminal into raw mode until the answer is dropped.
    pub(super) fn raw(&self) -> Raw {
        let mut raw = self.found.clone();
        raw.make_raw();
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &raw);
        Raw { found: self.found.clone() }
    }

    /// Takes back what a command that was cut off may have switched on.
    pub(super) fn calm(&self) {
        if tcgetattr(io::stdout()).is_ok() {
            let mut out = io::stdout().lock();
            let _ = out.write_all(CALM).and_then(|()| out.flush());
        }
    }
}

/// A terminal in raw mode; dropping it, in a panic as well, puts it back.
pub(super) struct Raw {
    found: Termios,
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.found);
    }
}

/// The thread that hands keys to the command.
pub(super) struct Keys {
    wake: PipeWriter,
}

impl Keys {
    /// Hands everything from standard input to the command. At its end the command is told so, where standard input is no terminal.
    pub(super) fn pass_on(writer: Box<dyn Write + Send>, terminal: bool) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        std::thread::Builder::new().name("job:record-keys".to_owned()).spawn(move || {
            keys(writer, &woken, terminal);
        })?;
        Ok(Keys { wake })
    }

    /// Keys typed from now on are the shell's again.
    pub(super) fn end(mut self) {
        let _ = self.wake.write_all(b"x");
    }
}

fn keys(mut writer: Box<dyn Write + Send>, woken: &io::PipeReader, terminal: bool) {
    let stdin = io::stdin();
    // Read without the library's buffer: what belongs to the shell afterwards must not end in it.
    let mut input = stdin.as_fd().try_clone_to_owned().ok().map(std::fs::File::from);
    let mut buffer = [0; 4096];
    let mut last = b'\n';
    loop {
        let mut waits = vec![PollFd::new(woken, PollFlags::IN)];
        if let Some(input) = &input {
            waits.push(PollFd::new(input, PollFlags::IN));
        }
        let ended = input.is_none() && !terminal;
        match poll(&mut waits, ended.then_some(&END_AGAIN)) {
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return,
            Ok(_) => {}
        }
        let ready = |wait: Option<&PollFd<'_>>| wait.is_some_and(|wait| !wait.revents().is_empty());
        if ready(waits.first()) {
            return;
        }
        if !ready(waits.get(1)) {
            if ended && writer.write_all(&[END_OF_INPUT]).is_err() {
                return;
            }
            continue;
        }
        match input.as_mut().map(|input| input.read(&mut buffer)) {
            Some(Err(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Some(Ok(count @ 1..)) => {
                let typed = buffer.get(..count).unwrap_or_default();
                last = typed.last().copied().unwrap_or(last);
                if writer.write_all(typed).is_err() {
                    input = None;
                }
            }
            _ => {
                input = None;
                if !terminal {
                    // Within a line the first one only hands over what was typed so far.
                    let ends: &[u8] = if last == b'\n' { &[END_OF_INPUT] } else { &[END_OF_INPUT; 2] };
                    let _ = writer.write_all(ends);
                }
            }
        }
    }
}

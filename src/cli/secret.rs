//! Asking for a passphrase at the terminal itself, without showing it: never from an argument, and not from standard input, which may be anything.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::fd::AsFd as _;

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use super::stop::Stop;
use crate::export::sealed::Passphrase;

/// The longest passphrase that is typed, in bytes.
const LONGEST: usize = 4096;
/// Keys that end the line, take back a character, the line, or the whole question.
const ENTER: [u8; 2] = [b'\r', b'\n'];
const BACK: [u8; 2] = [0x08, 0x7f];
const LINE: u8 = 0x15;
const LEAVE: [u8; 2] = [0x03, 0x04];

/// A terminal that shows nothing of what is typed, until it is dropped.
struct Silent {
    terminal: File,
    before: Termios,
}

impl Silent {
    fn new() -> Result<Self, Stop> {
        let none = |_| {
            Stop::Said(
                "a passphrase is asked for, and there is no terminal to type it at; write it into a file that only you can read and name that (--passphrase-file)".to_owned(),
            )
        };
        let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty").map_err(none)?;
        let before = tcgetattr(terminal.as_fd()).map_err(|error| none(error.into()))?;
        let mut silent = before.clone();
        // Ctrl-C is read as a key, so that the terminal is never left silent.
        silent.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
        tcsetattr(terminal.as_fd(), OptionalActions::Flush, &silent).map_err(|error| none(error.into()))?;
        Ok(Silent { terminal, before })
    }

    fn line(&mut self, question: &str) -> Result<Zeroizing<String>, Stop> {
        let failed = |error: std::io::Error| {
            Stop::Said(format!(
                "the terminal cannot be read: {error}; nothing was done, use another terminal or --passphrase-file"
            ))
        };
        write!(self.terminal, "{question}: ").and_then(|()| self.terminal.flush()).map_err(failed)?;
        let mut typed = Zeroizing::new(Vec::with_capacity(LONGEST));
        let mut key = [0];
        loop {
            let count = self.terminal.read(&mut key).map_err(failed)?;
            let [key] = key;
            if count == 0 || LEAVE.contains(&key) {
                let _ = writeln!(self.terminal);
                return Err(Stop::Said(
                    "left without a passphrase: nothing was done, run it again to give one".to_owned(),
                ));
            }
            if ENTER.contains(&key) {
                break;
            }
            if BACK.contains(&key) {
                // A character of several bytes goes as one.
                while typed.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {}
            } else if key == LINE {
                typed.clear();
            } else if typed.len() < LONGEST {
                typed.push(key);
            }
        }
        let _ = writeln!(self.terminal);
        let text = std::str::from_utf8(&typed).map_err(|_| {
            Stop::Said(
                "what was typed is not UTF-8; nothing was done, type it in a terminal that is set to UTF-8".to_owned(),
            )
        })?;
        Ok(Zeroizing::new(text.to_owned()))
    }
}

impl Drop for Silent {
    fn drop(&mut self) {
        let _ = tcsetattr(self.terminal.as_fd(), OptionalActions::Flush, &self.before);
    }
}

/// Asks once, to open something.
pub(super) fn ask(question: &str) -> Result<Passphrase, Stop> {
    let typed = Silent::new()?.line(question)?;
    Passphrase::typed(typed.to_string()).map_err(|problem| Stop::Said(problem.to_string()))
}

/// Asks twice, to lock something: what was mistyped once would lock everybody out.
pub(super) fn ask_twice(question: &str) -> Result<Passphrase, Stop> {
    let mut terminal = Silent::new()?;
    let first = terminal.line(question)?;
    let again = terminal.line("the same again")?;
    if first != again {
        return Err(Stop::Said(
            "the two are not the same: nothing was done, run it again and type both alike".to_owned(),
        ));
    }
    Passphrase::typed(first.to_string()).map_err(|problem| Stop::Said(problem.to_string()))
}

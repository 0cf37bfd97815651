//! Why a subcommand ends early, and which exit code that is: 1 refused or not verified, 2 usage.

use std::io;

use crate::app::Failure;
use crate::store::StoreError;

/// Exit code: done.
pub(crate) const DONE: u8 = 0;
/// Exit code: refused, failed or not verified.
pub(crate) const REFUSED: u8 = 1;
/// Exit code: the command line itself is wrong.
pub(crate) const USAGE: u8 = 2;
/// Exit code: whoever read the output closed it (128 and SIGPIPE).
pub(crate) const CUT_SHORT: u8 = 141;

/// Why a subcommand ends early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line asks for something that does not exist.
    Usage(String),
    /// The case or a command said no.
    Failed(Failure),
    /// Something else failed; the text says what happened and what to do.
    Said(String),
    /// Standard output cannot be written.
    Output(io::Error),
}

impl Stop {
    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Stop::Usage(_)
            | Stop::Failed(
                Failure::NoSuchCommand(_)
                | Failure::NoSuchField { .. }
                | Failure::OnlyOnScreen(_)
                | Failure::ByAnother(..)
                | Failure::Zone(_)
                | Failure::NoInstant { .. }
                | Failure::NotYet(_),
            ) => USAGE,
            // A reader such as `head` has seen enough. What was not looked at is not verified: the code is the one a shell gives to tools that a closed pipe ends.
            Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => CUT_SHORT,
            _ => REFUSED,
        }
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failed(failure)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Stop::Failed(error.into())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

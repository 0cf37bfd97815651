//! `warroom tour`: the first hour step by step, in a practice case of the exercise store.

use super::Console;
use super::args::Tour;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::tour;

/// Takes the tour up where it was left, or begins one, and opens the console on it.
pub(crate) fn run(session: &mut Session<'_>, asked: &Tour, console: Console<'_>) -> Result<u8, Stop> {
    let operator = session.operator();
    let path =
        if asked.new { tour::make(&session.env, &operator)? } else { tour::open_or_make(&session.env, &operator)? };
    if asked.no_console {
        session.io.path(&path)?;
        return Ok(DONE);
    }
    console(session, super::Show::Case(Some(path)))
}

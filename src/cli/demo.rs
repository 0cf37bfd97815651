//! `warroom demo`: the worked example, in the exercise store.

use super::Console;
use super::args::Demo;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::demo;

/// Makes the example and opens the console on it.
pub(crate) fn run(session: &mut Session<'_>, asked: &Demo, console: Console<'_>) -> Result<u8, Stop> {
    let path = demo::make(&session.env)?;
    if asked.no_console {
        session.io.path(&path)?;
        return Ok(DONE);
    }
    console(session, super::Show::Case(Some(path)))
}

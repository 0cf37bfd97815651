//! `warroom attach`: a file, or standard input, as proof of a step.

use super::args::Attach;
use super::record::{execute, field_of, set};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::input::Input;

/// Attaches the file.
pub(crate) fn run(session: &mut Session<'_>, asked: Attach) -> Result<u8, Stop> {
    let mut input =
        Input::default().with("step", asked.step).with("kind", asked.proof).with("file", field_of(&asked.file));
    set(&mut input, "before", asked.before.as_deref().map(field_of).as_deref());
    set(&mut input, "note", asked.note.as_deref());
    set(&mut input, "operator", asked.done_by.as_deref());
    set(&mut input, "at", asked.at.as_deref());
    set(&mut input, "mark", asked.mark.as_deref());
    set(&mut input, "late-reason", asked.late_reason.as_deref());
    let mut case = session.open_to_record()?;
    let done = execute(session, &mut case, "proof", &input)?;
    if let Some(id) = done.records.last() {
        session.io.line(&id.to_string())?;
    }
    Ok(DONE)
}

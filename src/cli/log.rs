//! `warroom log`: a line of the timeline; prints its record id once it is durable.

use super::args::Log;
use super::record::{execute, set};
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::input::Input;

/// Records the line.
pub(crate) fn run(session: &mut Session<'_>, asked: Log) -> Result<u8, Stop> {
    let mut input = Input::default().with("text", asked.text.join(" "));
    input.set("lane", if asked.action { "action" } else { "fact" });
    set(&mut input, "at", asked.at.as_deref());
    set(&mut input, "mark", asked.mark.as_deref());
    set(&mut input, "status", asked.status.as_deref());
    set(&mut input, "late-reason", asked.late_reason.as_deref());
    set(&mut input, "speaker", asked.speaker.as_deref());
    set(&mut input, "source", asked.source.as_deref());
    set(&mut input, "source-ref", asked.source_ref.as_deref());
    input.set("tags", asked.tag.join(","));
    input.set("assets", asked.asset.join(","));
    input.set("indicators", asked.indicator.join(","));
    input.set("technique", asked.technique.join(","));
    let mut case = session.open_to_record()?;
    let done = execute(session, &mut case, "log", &input)?;
    if let Some(id) = done.records.last() {
        session.io.line(&id.to_string())?;
    }
    Ok(DONE)
}

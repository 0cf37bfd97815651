//! `warroom minutes`: the minutes of a briefing as PDF, Markdown or plain text.

use super::args::Minutes;
use super::form::hand_out;
use super::session::Session;
use super::stop::Stop;
use crate::app::paper::{Format, Wanted};
use crate::domain::text::visible;

/// Makes the minutes of the briefing named, else of the last one.
pub(crate) fn run(session: &mut Session<'_>, asked: Minutes) -> Result<u8, Stop> {
    let case = session.open()?;
    let state = case.state();
    let id = match &asked.briefing {
        Some(text) => {
            let found = state.record_named(text).filter(|id| state.briefings.briefing(*id).is_some());
            found.ok_or_else(|| {
                let text = visible(text);
                Stop::Said(format!("there are no minutes {text}; `warroom internal` lists the briefings"))
            })?
        }
        None => state.briefings.last(state).map(|(id, _)| *id).ok_or_else(|| {
            Stop::Said("no briefing has minutes yet; record one with `warroom do briefing agenda=...`".to_owned())
        })?,
    };
    let format = match (asked.text, asked.markdown) {
        (true, _) => Some(Format::Plain),
        (_, true) => Some(Format::Markdown),
        _ => None,
    };
    hand_out(session, &case, &Wanted::Minutes(id), format, asked.out.as_deref())
}

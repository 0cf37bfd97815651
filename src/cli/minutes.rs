//! `warroom minutes`: the minutes of a briefing as PDF, Markdown or plain text.

use super::args::Minutes;
use super::form::hand_out;
use super::session::Session;
use super::stop::Stop;
use crate::app::paper::{Format, Wanted, make};
use crate::domain::text::visible;

/// Makes the minutes of the briefing named, else of the last one.
pub(crate) fn run(session: &mut Session<'_>, asked: Minutes) -> Result<u8, Stop> {
    let mut case = session.open()?;
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
        (true, _) => Format::Plain,
        (_, true) => Format::Markdown,
        _ => Format::best(),
    };
    let zone = if session.globals.zone.is_some() { session.env.zone } else { case.zone() };
    let made = make(&case, &Wanted::Minutes(id), format, zone, &session.lang)?;
    let into_new = !asked.text && !asked.markdown;
    if into_new && format == Format::Markdown {
        session.io.note("this build has no typesetter (feature `dossier`), so the minutes come as Markdown");
    }
    hand_out(session, &mut case, &made, asked.out, into_new)
}

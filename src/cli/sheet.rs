//! Sheets as text and Markdown: the audit, and what a relief has to know. The same entries as on the screen.

use super::args::Paper;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::domain::mark::{Audience, Mark};
use crate::domain::sheet::{Sheet, Tone, entries};
use crate::domain::time::local;
use crate::domain::watch::HOURS;
use crate::export::markdown::escaped;

/// Prints a sheet of the open case.
pub(crate) fn run(session: &mut Session<'_>, sheet: Sheet, asked: &Paper) -> Result<u8, Stop> {
    let case = session.open()?;
    let now = case.countdown_now();
    let zone = if session.globals.zone.is_some() { session.env.zone } else { case.zone() };
    let at = local(now, zone);
    let declared = case.state().case.declared.as_ref();
    let codename = declared.map(|declared| declared.codename.clone()).unwrap_or_default();
    let title = session.lang.word(sheet.title());
    let (seq, head) = case.head();
    let stamp = format!(
        "{} {}{} {} {}, case {}, record {seq}, chain {}",
        crate::domain::text::visible(&codename),
        if case.known().is_some() { "as known at " } else { "" },
        at.date_iso(),
        at.hm(),
        at.zone_abbrev(),
        case.id(),
        head.get(..16).unwrap_or_default()
    );
    // It says all there is: its mark is that of the gravest record, not only that of the case.
    let mark = case.state().gravest_mark().label();
    let exercise = case.purpose() == crate::journal::signature::Purpose::Exercise;
    let banner = if exercise { format!("{}  {mark}", session.exercise_head()) } else { mark.to_owned() };
    let say = |entry: &crate::domain::sheet::Entry| session.lang.say(&entry.text, Audience(Mark::Red));
    let mut lines = if asked.markdown {
        vec![format!("# {}", escaped(&title)), String::new(), escaped(&banner), String::new(), escaped(&stamp)]
    } else {
        vec![title, banner, stamp]
    };
    for entry in entries(sheet, case.state(), now, asked.hours.unwrap_or(HOURS)) {
        let words = say(&entry);
        match (entry.tone, asked.markdown) {
            (Tone::Heading, true) => lines.extend([String::new(), format!("## {}", escaped(&words)), String::new()]),
            (Tone::Heading, false) => lines.extend([String::new(), words]),
            (Tone::Override, true) => lines.push(format!("- **{}**", escaped(&words))),
            (_, true) => lines.push(format!("- {}", escaped(&words))),
            (tone, false) => lines.push(format!("  {} {words}", tone.sign())),
        }
    }
    for line in lines {
        session.io.line(&line)?;
    }
    Ok(DONE)
}

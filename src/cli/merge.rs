//! `warroom merge`: takes in what another laptop wrote in the same case, and says what is new and what the two contradict each other in.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Merge;
use super::record::admit_line;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Case;
use crate::app::media::merge_from;
use crate::app::merge::{Merged, Waiting};
use crate::app::staging::path_of;
use crate::domain::attention::Need;
use crate::domain::clash;
use crate::domain::input::Input;
use crate::domain::text::one_line;
use crate::domain::time::local;
use crate::domain::timeline::LineText;

/// New records that are named one by one.
const MOST_LINES: usize = 40;

/// Merges the other side into the case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Merge) -> Result<u8, Stop> {
    merge(session, &asked.path, asked.json)
}

/// The same by the fields of the command.
pub(crate) fn from_fields(session: &mut Session<'_>, input: &Input, json: bool) -> Result<u8, Stop> {
    merge(session, &path_of(input.get("other-copy").unwrap_or_default()), json)
}

fn merge(session: &mut Session<'_>, path: &Path, json: bool) -> Result<u8, Stop> {
    // Before the other side is read: a wrong path of the own case is the commoner mistake.
    let mut case = session.open_to_record()?;
    let merged = merge_from(&mut case, path)?;
    let clashes = clash::needs(case.state());
    if json {
        let document = json_of(session, &case, &merged, &clashes);
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, document)?;
    } else {
        for line in text(session, &case, &merged, &clashes) {
            session.io.line(&line)?;
        }
    }
    for line in way_on(session, &case, &merged) {
        session.io.note(&line);
    }
    Ok(DONE)
}

fn text(session: &Session<'_>, case: &Case, merged: &Merged, clashes: &[Need]) -> Vec<String> {
    let mut lines: Vec<String> = merged.brought().iter().map(|msg| session.say(msg)).collect();
    let mut new: Vec<(String, String)> = Vec::new();
    for id in &merged.records {
        let Some(line) = case.state().timeline.line(*id) else { continue };
        let at = local(line.happened, case.zone());
        let said = match &line.text {
            LineText::Words(words) => session.open_words(words),
            LineText::Program(msg) => session.say(msg),
            LineText::Withheld => session.lang.body_not_here(case.state(), *id),
        };
        let said = format!("  {} {} {}", at.date_iso(), at.hms(), one_line(&said));
        new.push((case.state().label(*id), said));
    }
    for (label, said) in new.iter().take(MOST_LINES) {
        lines.push(format!("  #{label}{said}"));
    }
    if new.len() > MOST_LINES {
        lines.push(format!("  and {} more; `warroom show timeline` has them", new.len() - MOST_LINES));
    }
    for need in clashes {
        lines.push(format!("to settle: {} ({})", session.say(&need.what), command_of(need)));
    }
    lines.push(format!("lines {}, case head {}", merged.lines, merged.case_head));
    lines
}

/// The command line that settles a need.
fn command_of(need: &Need) -> String {
    let Some((command, input)) = &need.act else { return "warroom show needs".to_owned() };
    let quoted = |text: &str| if text.contains(' ') { format!("'{text}'") } else { text.to_owned() };
    let fields: Vec<String> = input.iter().map(|(field, text)| format!(" {field}={}", quoted(text))).collect();
    format!("warroom do {command}{}", fields.concat())
}

/// What somebody has to do before all of it counts, with the command line for it.
fn way_on(session: &Session<'_>, case: &Case, merged: &Merged) -> Vec<String> {
    let mut said: Vec<String> = merged.left_to_do(case.station()).iter().map(|msg| session.say(msg)).collect();
    if let Some(Waiting { station, fingerprint, .. }) = merged.to_admit(case.station()) {
        said.push(format!("once the fingerprint is compared, admit it: {}", admit_line(*station, fingerprint)));
    }
    said
}

fn json_of(session: &Session<'_>, case: &Case, merged: &Merged, clashes: &[Need]) -> Value {
    let clashes = clashes.iter().map(|need| {
        let command = need.act.as_ref().map(|(command, _)| *command);
        json!({"what": session.say(&need.what), "command": command, "settled_by": command_of(need)})
    });
    json!({
        "case": case.id(),
        "new": merged.new.iter().map(|(station, count)| json!({"station": station, "lines": count})).collect::<Vec<_>>(),
        "records": merged.records,
        "attachments": merged.attachments,
        "taken_out": merged.taken_out,
        "still_withheld": merged.still_withheld,
        "clashes": clashes.collect::<Vec<_>>(),
        "forks": merged.forks.iter().map(|(station, seq)| json!({"station": station, "seq": seq})).collect::<Vec<_>>(),
        "not_admitted": merged.waiting.iter().map(|waiting| {
            json!({"station": waiting.station, "fingerprint": waiting.fingerprint, "lines": waiting.lines})
        }).collect::<Vec<_>>(),
        "lines": merged.lines,
        "case_head": merged.case_head,
    })
}

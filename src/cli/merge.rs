//! `warroom merge`: takes in what another laptop wrote in the same case, and says what is new and what the two contradict each other in.

use serde_json::{Value, json};

use super::args::Merge;
use super::session::Session;
use super::stop::{DONE, Stop};
use crate::app::Case;
use crate::app::merge::{Merged, Side, Waiting};
use crate::domain::attention::Need;
use crate::domain::clash;
use crate::domain::text::{one_line, visible_bytes};
use crate::domain::time::local;
use crate::domain::timeline::LineText;

/// New records that are named one by one.
const MOST_LINES: usize = 40;

/// Merges the other side into the case.
pub(crate) fn run(session: &mut Session<'_>, asked: &Merge) -> Result<u8, Stop> {
    // Before the other side is read: a wrong path of the own case is the commoner mistake.
    let mut case = session.open_to_record()?;
    let side = if asked.path.is_dir() { Side::of_folder(&asked.path)? } else { Side::of_file(&asked.path)? };
    let merged = case.merge(&side)?;
    let clashes = clash::needs(case.state());
    if asked.json {
        let document = json_of(session, &case, &merged, &clashes);
        session.document(case.purpose() == crate::journal::signature::Purpose::Exercise, document)?;
    } else {
        let from = visible_bytes(asked.path.as_os_str().as_encoded_bytes());
        for line in text(session, &case, &merged, &clashes, &from) {
            session.io.line(&line)?;
        }
    }
    for line in way_on(&case, &merged) {
        session.io.note(&line);
    }
    Ok(DONE)
}

fn text(session: &Session<'_>, case: &Case, merged: &Merged, clashes: &[Need], from: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if merged.nothing_new() {
        lines.push(format!("nothing new in {from}: everything it holds was here"));
    } else {
        let count: u64 = merged.new.values().sum();
        let chains: Vec<String> = merged.new.iter().map(|(station, count)| format!("{count} of {station}")).collect();
        let chains = if chains.is_empty() { String::new() } else { format!(" ({})", chains.join(", ")) };
        lines.push(format!("taken in from {from}: lines {count}{chains}, attachments {}", merged.attachments));
    }
    if merged.taken_out > 0 {
        lines.push(format!("taken out here too, as ordered there: bodies {}", merged.taken_out));
    }
    let mut new: Vec<(String, String)> = Vec::new();
    for id in &merged.records {
        let Some(line) = case.state().timeline.line(*id) else { continue };
        let at = local(line.happened, case.zone());
        let said = match &line.text {
            LineText::Words(words) => session.open_words(words),
            LineText::Program(msg) => session.say(msg),
            LineText::Withheld => session.lang.withheld(&session.lang.word("excised")),
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

/// What somebody has to do before all of it counts.
fn way_on(case: &Case, merged: &Merged) -> Vec<String> {
    let mut said = Vec::new();
    for Waiting { station, fingerprint, lines } in &merged.waiting {
        if *station == case.station() {
            said.push(format!(
                "this laptop ({station}, key {fingerprint}) is not admitted to the case: its {lines} lines are kept and do not count until a laptop whose chain counts admits it"
            ));
        } else {
            said.push(format!(
                "station {station} is not admitted: its {lines} lines are kept and do not count. Have its fingerprint read out over the phone; if it is {fingerprint}, admit it: warroom do admit station={station} fingerprint={fingerprint} label='whose laptop'"
            ));
        }
    }
    for (station, seq) in &merged.forks {
        said.push(format!(
            "a fork: chain {station} has two lines of number {seq}, so the laptop was cloned or set back, or somebody tampered; both branches are kept and from line {seq} on neither counts. Find out which laptop wrote which, and record again from a laptop whose chain counts what has to count"
        ));
    }
    if merged.still_withheld > 0 {
        said.push(format!(
            "{} bodies that the other side has stay withheld in this copy; to read them open the other side's file",
            merged.still_withheld
        ));
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

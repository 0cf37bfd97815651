//! `warroom verify CASE`: what was checked in a case file, what that proves, and what it cannot prove.

use std::path::Path;

use serde_json::json;

use crate::cli::args::Verify;
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::domain::excision::Excised;
use crate::domain::id::RecordId;
use crate::domain::text::{counted, visible};
use crate::export::verify::{Report, StationReport, verify};
use crate::journal::problem::{Problem, What};
use crate::store::CaseFile;
use crate::store::memory::Memory;

/// Checks a case file without changing it.
pub(super) fn run(session: &mut Session<'_>, asked: &Verify, path: &Path) -> Result<u8, Stop> {
    let mut report = match verify(path, asked.signer.as_deref()) {
        Ok(report) => report,
        Err(error) if asked.json => {
            let problem = json!({"station": null, "seq": null, "what": error.to_string()});
            session
                .io
                .json(&json!({"ok": false, "lines": 0, "case_head": "", "stations": [], "problems": [problem]}))?;
            return Ok(REFUSED);
        }
        Err(error) => return Err(error.into()),
    };
    remember(session, path, &mut report);
    if asked.json {
        session.io.json(&report.to_json())?;
    } else {
        for line in text(&report, asked.signer.is_some()) {
            session.io.line(&line)?;
        }
    }
    Ok(if report.ok() { DONE } else { REFUSED })
}

/// Compares the chains with what this laptop remembers of those it wrote.
pub(super) fn remember(session: &Session<'_>, path: &Path, report: &mut Report) {
    let Ok(file) = CaseFile::open_untouched(path) else { return };
    for station in &report.stations {
        let id = station.id.to_string();
        let memory = Memory::new(&session.env.places.state, &report.case, &id);
        let Some((kept, hash)) = memory.kept() else { continue };
        // What this laptop wrote itself was never withheld from it, whatever papers lie in the file.
        let gone = report.gaps.iter().filter(|id| id.station == station.id);
        report.problems.extend(gone.map(|id| Problem::at(id.station, id.seq, What::BodyMissing)));
        if !file.has_line(&id, kept, &hash).unwrap_or(false) {
            let what = What::RolledBack { kept, found: station.seq };
            report.problems.push(Problem { station: Some(station.id), seq: Some(station.seq), what });
        }
    }
}

fn text(report: &Report, signer_given: bool) -> Vec<String> {
    let mut lines = vec![format!("case {} ({})", report.case, report.purpose)];
    lines.push(format!("case head {}", report.case_head));
    lines.extend(report.stations.iter().map(station));
    lines.push(format!(
        "checked: {} with hashes, links and bodies, {}, {}, the database itself",
        counted(report.lines, "line"),
        counted(report.stations.len() as u64, "signed head"),
        counted(report.attachments as u64, "attachment")
    ));
    if report.signatures > 0 {
        lines.push(format!(
            "checked and holding: {} by people's own keys; whose keys they are rests on the paper forms that the records name",
            counted(report.signatures as u64, "signature")
        ));
    }
    if report.withheld > 0 {
        lines.push(format!(
            "withheld or excised: {}; that it was there is proved, not what it said",
            counted(report.withheld as u64, "body")
        ));
    }
    if let Some(origin) = &report.origin {
        lines.push(format!(
            "made from export {} for readers up to {}, signed by {}, which says which bodies it withheld; no other one is missing",
            visible(&origin.note.name),
            origin.note.audience.label(),
            origin.signer
        ));
    }
    lines.extend(report.excised.iter().map(|(by, excised)| taken_out(*by, excised)));
    if report.unknown > 0 {
        lines.push(format!(
            "{} written by a newer version: kept and checked, not understood here",
            counted(report.unknown, "record")
        ));
    }
    if report.ok() {
        lines.push("OK: no line was changed, added or removed since the heads were signed".to_owned());
    } else {
        let first = if report.problems.len() > 1 { ", the first one first" } else { "" };
        lines.push(format!("NOT VERIFIED: {}{first}", counted(report.problems.len() as u64, "problem")));
        for problem in &report.problems {
            let station = problem.station.map_or_else(|| "file".to_owned(), |station| format!("station {station}"));
            let line = problem.seq.map_or_else(String::new, |seq| format!(", line {seq}"));
            lines.push(format!("  {station}{line}: {}", problem.what));
        }
        lines.extend(super::to_admit(&report.stations, "this case verifies"));
    }
    lines.extend(limits(report, signer_given));
    lines
}

/// One line on what was taken out: where, by whom, on whose order and why.
fn taken_out(by: RecordId, excised: &Excised) -> String {
    let shown = |text: &str| visible(text).into_owned();
    let names = excised.hands.each_ref().map(|hand| shown(&hand.who.name)).join(" and ");
    let mut what: Vec<String> = Vec::new();
    what.extend(excised.body.then(|| "the body".to_owned()));
    what.extend((!excised.attachments.is_empty()).then(|| format!("attachments ({})", excised.attachments.len())));
    format!(
        "taken out: {} of station {} line {} ({}) by {names}; {}, ordered by {}; {} (station {} line {})",
        what.join(" and "),
        excised.record.station,
        excised.record.seq,
        shown(&excised.kind),
        shown(&excised.ground),
        shown(&excised.authority),
        shown(&excised.reason),
        by.station,
        by.seq
    )
}

fn station(station: &StationReport) -> String {
    let admitted = if station.admitted { "" } else { ", not admitted: its lines do not count" };
    let compared = if station.compared { "compared with the fingerprint given" } else { "not compared" };
    format!(
        "station {}: {}, head {}, key {} ({compared}){admitted}",
        station.id,
        counted(station.seq, "line"),
        station.head,
        station.fingerprint
    )
}

/// What no check of the file alone can show.
fn limits(report: &Report, signer_given: bool) -> Vec<String> {
    let mut lines = vec![
        "not proved by this: whoever holds the laptop and its key could have written every line anew, with other words and times".to_owned(),
        "what does stop that: a head or case head that left the room earlier (on paper, by phone, countersigned) and still fits"
            .to_owned(),
    ];
    if !signer_given {
        lines.push("no fingerprint was given: whose key signed is not shown; compare it with --signer SHA256:… from paper or phone".to_owned());
    } else if report.stations.iter().any(|station| !station.compared) {
        lines.push("other stations' keys were not compared".to_owned());
    }
    lines.push("not proved either: that what people wrote is true, and that the laptop's clock was right".to_owned());
    lines
}

//! `warroom verify FOLDER`: what was checked in a case folder, what that proves, and what it cannot prove.

use std::path::Path;

use crate::cli::args::Verify;
use crate::cli::session::Session;
use crate::cli::stop::{DONE, REFUSED, Stop};
use crate::domain::text::{counted, visible, visible_bytes};
use crate::export::verify::{FolderReport, folder_at};

/// Checks one folder.
pub(super) fn run(session: &mut Session<'_>, asked: &Verify, path: &Path) -> Result<u8, Stop> {
    let report = folder_at(path, asked.signer.as_deref(), &session.env.places.state)
        .map_err(|error| unreadable(path, &error))?;
    if asked.json {
        session.io.json(&report.to_json())?;
    } else {
        for line in text(&report, asked.signer.is_some()) {
            session.io.line(&line)?;
        }
    }
    Ok(if report.ok() { DONE } else { REFUSED })
}

/// A folder that cannot be listed at all.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Stop {
    let path = visible_bytes(path.as_os_str().as_encoded_bytes());
    Stop::Said(format!(
        "{path} cannot be read as a folder ({error}): nothing was checked. Name the folder that holds bagit.txt"
    ))
}

/// What was checked, what that proves and what it does not, line by line.
pub(in crate::cli) fn text(report: &FolderReport, signer_given: bool) -> Vec<String> {
    let mut lines = Vec::new();
    match &report.note {
        Some(note) => lines.push(format!(
            "folder {}: export {} of case {} ({}), made at {} by {}, for readers up to {}",
            report.name(),
            note.number,
            visible(&report.case),
            visible(&report.purpose),
            visible(&note.made_at),
            visible(&note.program),
            note.audience.label()
        )),
        None => lines.push(format!("folder {}", report.name())),
    }
    lines.push(format!("case head {}", report.case_head));
    for station in &report.stations {
        let admitted = if station.admitted { "" } else { ", not admitted: its lines do not count" };
        lines.push(format!(
            "station {}: {}, head {}, key {}{admitted}",
            station.id,
            counted(station.seq, "line"),
            station.head,
            visible(&station.fingerprint)
        ));
    }
    lines.push(signer(report, signer_given));
    if let Some(person) = &report.person {
        lines.push(format!(
            "signed by a person too, with the key {}: whose it is rests on the enrolment that the case records",
            person.fingerprint
        ));
    }
    lines.push(format!(
        "checked: {} ({} bytes) against their manifests, and that nothing else is there; {} with links and bodies, {}, {}",
        counted(report.payload.0, "payload file"),
        report.payload.1,
        counted(report.lines, "line"),
        counted(report.stations.len() as u64, "head"),
        counted(report.checkpoints, "checkpoint")
    ));
    lines.push(format!(
        "made again from the journal and compared: {} (tables, lists and forms), the SQLite copy ({}); held against the journal: {}, {} of exhibits, {} by people's own keys",
        counted(report.projections, "file"),
        match (report.copy, report.copy_same_bytes) {
            (true, true) => "the same bytes",
            (true, false) => "the same content in other bytes",
            (false, _) => "not the same",
        },
        counted(report.attachments, "stored file"),
        counted(report.evidence, "file"),
        counted(report.signatures as u64, "signature")
    ));
    if let Some(note) = &report.note {
        lines.extend(withheld(report, note));
    }
    for (by, excised) in &report.excised {
        lines.push(format!(
            "taken out of the case by order: station {} line {} ({}), says station {} line {}",
            excised.record.station,
            excised.record.seq,
            visible(&excised.kind),
            by.station,
            by.seq
        ));
    }
    if report.unknown > 0 {
        lines.push(format!(
            "{} written by a newer version: kept and checked, not understood here",
            counted(report.unknown, "record")
        ));
    }
    for remark in &report.remarks {
        lines.push(format!("note: {remark}"));
    }
    if report.ok() {
        lines.push("OK: the folder is as it was signed, and all that is in it follows from its journal".to_owned());
    } else {
        lines.push(format!("NOT VERIFIED: {}", counted(report.flaws.len() as u64, "problem")));
        lines.extend(report.flaws.iter().map(|flaw| format!("  {flaw}")));
        lines.extend(super::to_admit(
            &report.stations,
            "an export that is made then verifies, while this one stays as it is",
        ));
    }
    lines.extend(limits(report, signer_given));
    lines
}

fn signer(report: &FolderReport, signer_given: bool) -> String {
    match &report.signer {
        None => "not signed by anybody, as far as can be told".to_owned(),
        Some(signer) if report.compared => format!("signed with the key {}, the one that you gave", signer.fingerprint),
        Some(signer) if signer_given => {
            format!("signed with the key {}, NOT the one that you gave", signer.fingerprint)
        }
        Some(signer) => format!("signed with the key {} (not compared)", signer.fingerprint),
    }
}

fn withheld(report: &FolderReport, note: &crate::export::folder::note::Note) -> Option<String> {
    if report.empty == 0 && note.withheld.attachments == 0 {
        return None;
    }
    let marks =
        note.withheld.by_mark.iter().map(|(mark, count)| format!("{count} above the audience ({})", visible(mark)));
    let others = [
        (note.withheld.privileged, "privileged"),
        (note.withheld.phones, "with telephone numbers"),
        (note.excised, "taken out of the case before"),
        (note.withheld.attachments, "stored files that only such records cite"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let list: Vec<String> = marks.chain(others).collect();
    Some(format!(
        "not in this folder: {}; that the records exist is proved, not what they say. The exporter counts: {}",
        counted(report.empty, "body"),
        list.join(", ")
    ))
}

/// What no check of the folder alone can show.
fn limits(report: &FolderReport, signer_given: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if report.ok() && report.compared {
        lines.push(
            "proved: nothing in it was changed, added or removed since the holder of that key signed it".to_owned(),
        );
    }
    if !signer_given {
        lines.push(
            "not proved: who made this folder. Compare the key with --signer SHA256:… from the paper form or by telephone; whoever changes a folder can sign it anew"
                .to_owned(),
        );
    }
    lines.push(
        "not proved by this: whoever held the laptop and its key could have written every line anew before it was signed, with other words and times".to_owned(),
    );
    lines.push(
        "what does stop that: a checkpoint or case head that left the room earlier (on paper, by phone, countersigned, time-stamped) and still fits"
            .to_owned(),
    );
    if report.empty > 0 {
        lines.push(
            "not proved either: on what ground a body was withheld; its mark is in the body that is not here"
                .to_owned(),
        );
    }
    lines.push("not proved either: that what people wrote is true, and that the laptop's clock was right".to_owned());
    lines
}
